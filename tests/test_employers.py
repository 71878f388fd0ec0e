"""The body that somebody at a meeting acts for, motions that were carried, and tables of people without a column of state."""

import pytest

from kg.reading.attendance import listed
from kg.reading.capacities import capacity_of
from kg.reading.decisions import taken
from kg.reading.employers import acts_for
from kg.reading.motions import with_motions
from kg.text import Document
from tests.timing import assert_linear


def span(text):
    return Document.from_text(text, "paper.txt").span


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Present: Councillor Lee\n\nCo-opted Members: Canon E Vaughan (Church of England Diocese)\n", [None, "Church of England Diocese"]),
        ("Guests: Hope Danvers, Chief Executive, Bright Steps; Minnie Rusk, Young Minds Together\n", ["Bright Steps", "Young Minds Together"]),
        ("Officers: Ann Goss, Head of Early Help; Cal Denby, Democratic Services\n", [None, "Democratic Services"]),
        ("Members present: Jude Tolley (representing the Kirkholme Association of Heads)\n", ["Kirkholme Association of Heads"]),
        ("In attendance: Bea Lindley, Partnership Manager\n", [None]),
        ("Apologies: Kit Ferrers, Turning Tides; Mr P Lee, Teachers' Association representative\n", ["Turning Tides", "Teachers' Association"]),
        ("PRESENT:\n\nEastmere Borough Council\nCouncillors A Lee and B May\n\nWestmere District Council\nCouncillor C Orr\n",
         ["Eastmere Borough Council", "Eastmere Borough Council", "Westmere District Council"]),
    ],
)  # fmt: skip
def test_whom_somebody_acts_for_is_read_beside_or_over_the_name(text, bodies, world):
    read = [acts_for(one, world, capacity_of(one, world)) for one in listed(span(text), world)]
    assert [None if one is None else one.words for one in read] == bodies


def test_a_table_with_agencies_lists_each_row_once(world):
    text = "Attendees:\n\n| Name | Role | Agency |\n|---|---|---|\n| Gail Morrow (GM) | Head of Practice | CAFCASS |\n| Ann Lee (AL) | Chief Nurse | NHS Northmoor ICB |\n"
    read = listed(span(text), world)
    assert [(one.entry.name.text, capacity_of(one, world), str(acts_for(one, world, "member"))) for one in read] == [
        ("Gail Morrow", "member", "CAFCASS"),
        ("Ann Lee", "member", "NHS Northmoor ICB"),
    ]


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Councillor Lee moved, and Councillor May seconded, that a charter be drawn up. The motion was carried.", ["that a charter be drawn up"]),
        ("Councillor Lee moved that a charter be drawn up. The motion was lost.", []),
        ("Councillor Lee moved that a charter be drawn up. The motion was not carried.", []),
        ("Councillor Lee moved that a charter be drawn up.\n\nOn being put to the vote, the motion was CARRIED.", ["that a charter be drawn up"]),
        ("Councillor Lee moved that a charter be drawn up. The motion was carried.\n\nRESOLVED that a charter be drawn up.",
         ["RESOLVED that a charter be drawn up."]),
    ],
)  # fmt: skip
def test_a_motion_is_a_decision_where_it_was_carried(text, decided):
    whole = span(text)
    assert [one.text.words for one in with_motions(whole, list(taken(whole)))] == decided


def test_hostile_text_is_read_in_linear_time():
    assert_linear(lambda text: with_motions(span(text), []), "moved that a ", "The motion was put ", "seconded, ")
