"""Alarms that must ring, and controls that must stay silent."""

from decimal import Decimal

import pytest

from kg.checks import discrepancies
from kg.facts import Allocation, Header, Ref
from kg.lexicon import Lexicon
from kg.reading.part import Opening, Part
from kg.text import Document


def part_of(text):
    span = Document.from_text(text).span
    return Part(
        span=span,
        family="unknown",
        slug="made-up",
        world=Lexicon({}),
        opening=Opening(span[:0], 1.0, "made up"),
        header=Header(title="Made up", evidence=(span[:1],)),
    )


def found(text, facts=()):
    return [(one.kind.name, one.printed, one.computed) for one in discrepancies(part_of(text), facts)]


ALARMS = {
    "Of the 200 children reviewed, a total of 150 (57%) children were seen.": ("percentage-of-counts", "57%", "150 of 200 is 75%"),
    "This has fallen to 6% (30 of 300) of the children.": ("percentage-of-counts", "6%", "30 of 300 is 10%"),
    "In all, 12 out of 48 (30%) had moved.": ("percentage-of-counts", "30%", "12 of 48 is 25%"),
    "At the time there were 400 children looked after. Of this number:\n- 100 (or 35%) live outside the area.": (
        "percentage-of-counts",
        "35%",
        "100 of 400 is 25%",
    ),
    "The figure for the year to 31 April 2019 is 4%.": ("impossible-date", "31 April 2019", ""),
    "The Panel met on Monday 1 May 2018.": ("weekday-of-date", "Monday, Monday 1 May 2018", "Tuesday"),
    "Place\t2013\t2014\t% change\nAston\t50.0\t60.0\t25.0%": ("change-of-ends", "25.0%", "from 50.0 to 60.0 is 20%"),
    "Place\t2013\t2014\t% change\nAston\t80.0\t60.0\t-20.0%": ("change-of-ends", "-20.0%", "from 80.0 to 60.0 is -25%"),
}
CONTROLS = [
    "Of the 176 children, 11 (6%) received a caution.",  # 6.25, rounded
    "Of the 3 boards, 2 (66%) met.",  # 66.67, truncated
    "Of the 3 boards, 2 (67%) met.",
    "In all, 12 out of 48 (25%) had moved.",
    "At the time there were 367 children looked after. Of this number:\n- 214 (or 58%) live outside the area.",
    "There were 15 (50%) girls; the number of boys is not given.",
    "Seven of 24 (recommendation 3) were late.",
    "In 2014–15, 72% of visits were in time and 10 of 20 were recorded.",
    "The Panel met on Tuesday 1 May 2018 and on 29 February 2016.",
    "Place\t2013\t2014\t% change\nAston\t96\t89\t-7.7%",  # 96 and 89 are rounded: -7.3, but -7.7 within their rounding
    "Place\t2013\t2014\t% change\nAston\t91 2\t77\t-15.2%",  # a damaged cell is not repaired
    "Place\tRate\tRank\tNotes\nAston\t50.0\t60.0\t25.0%",  # no column says that it is a change
]


@pytest.mark.parametrize("text", ALARMS)
def test_an_alarm_names_what_was_printed_and_what_was_computed(text):
    assert found(text) == [ALARMS[text]]


@pytest.mark.parametrize("text", CONTROLS)
def test_a_control_stays_silent(text):
    assert found(text) == []


def staff(part, label, count):
    here = Ref("programme", "made-up-pilot")
    return Allocation(ref=Ref("allocation", label), programme=here, label=label, headcount=Decimal(count), evidence=(part.span,))


def test_a_total_is_held_against_the_lines_of_its_programme():
    part = part_of("Wardens 2.5, police 4, total 6.")
    lines = [staff(part, "wardens", "2.5"), staff(part, "police", "4"), staff(part, "total", "6")]
    assert [one.computed for one in discrepancies(part, lines)] == ["the 2 lines add up to 6.5"]
    assert not list(discrepancies(part, [*lines[:2], staff(part, "total", "6.5")]))
    assert not list(discrepancies(part, lines[2:]))


def test_the_wording_accuses_nobody():
    text = next(discrepancies(part_of(next(iter(ALARMS))), [])).text
    assert text == "The printed counts give 75% (150 of 200); the printed percentage is 57%."
