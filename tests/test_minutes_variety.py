"""Minutes and agendas of many layouts, made up: who was there as what, what was decided under which item, the meeting itself.

Each file of ``tests/data/minutes`` holds a text and what a careful reader takes from it: the meeting, the people with their
capacities, the items with their numbers, and the decisions word for word behind the number (or title) of their item.
"""

import re
import textwrap
import tomllib

import pytest

from kg import intake, mapping
from kg.facts import AgendaItem, Decision, Meeting, Participation, Person
from kg.reading import common
from kg.reading.attendance import listed
from kg.reading.capacities import capacity_of
from kg.reading.decisions import taken
from kg.text import Document
from tests.conftest import ROOT
from tests.timing import assert_linear

PAPERS = sorted((ROOT / "tests" / "data" / "minutes").glob("*.toml"))
CLEAN = [path for path in PAPERS if not re.search(r"\S {3}|\t", path.read_text().split("'''")[1])]


@pytest.fixture(scope="module")
def papers(project):
    """The mappings of minutes and agendas."""
    return {name: mapping._import(project.mappings / f"{name}.py") for name in ("minutes", "agenda")}


class Reading:
    """What is read of one text."""

    def __init__(self, text, papers, world):
        document = text if isinstance(text, Document) else Document.from_text(text, "paper.txt")
        (part,) = mapping.split(document, papers, world)
        self.family = part.family
        self.facts = [*papers[part.family].read(part), *common.READERS["people"](part)]
        self.items = {one.ref: one for one in self.of(AgendaItem)}
        self.meeting = self.of(Meeting)[0]

    def of(self, made):
        return [one for one in self.facts if isinstance(one, made)]

    def people(self):
        names = {one.ref: one.name for one in reversed(self.of(Person))}
        return sorted({f"{names[one.participant]}={one.capacity.name}" for one in self.of(Participation)})

    def decisions(self):
        made = []
        for one in self.of(Decision):
            item = self.items.get(one.agenda_item)
            made.append(f"{(item.number or item.label) if item else ''}|{one.text}")
        return made


def truth(path):
    return tomllib.loads(path.read_text())


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_papers_of_any_council_are_read_as_a_careful_reader_would(path, papers, world):
    told = truth(path)
    read = Reading(told["text"], papers, world)
    meeting = read.meeting
    assert {
        "family": read.family,
        "body": meeting.held_by.slug.removeprefix("paper-"),  # the source tells bodies of no known area apart
        "date": meeting.date.value,
        "time": meeting.time,
        "venue": meeting.venue,
        "people": read.people(),
        "items": [f"{one.number} {one.label}".strip() for one in read.items.values()],
        "decisions": read.decisions(),
    } == {name: sorted(value) if name == "people" else value for name, value in told.items() if name != "text"}


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_lines_that_are_wrapped_change_nothing(path, papers, world):
    told = truth(path)
    lines = [
        piece
        for line in told["text"].splitlines()
        for piece in (textwrap.wrap(line, 88, break_long_words=False, break_on_hyphens=False) if len(line) > 88 else [line])
    ]
    read = Reading("\n".join(lines), papers, world)
    assert (read.people(), read.decisions(), read.meeting.venue) == (sorted(told["people"]), told["decisions"], told["venue"])


PAGE = """<html><head><title>Agenda and minutes - Kelby Borough Council</title></head><body><h1>Agenda and minutes</h1>
<h2>Children's Scrutiny Committee<br/>Tuesday, 12th March, 2024 7.00 pm</h2><p>Venue: Council Chamber, Kelby. <a href="x">View directions</a></p>
<h3>Attendance</h3><table><tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr><tr><td>Councillor Ann Thackeray</td><td>Chair</td><td>Present</td></tr>
<tr><td>Councillor Winston Garrick</td><td>Committee Member</td><td>Expected</td></tr><tr><td>Jolyon Tranter</td><td>Democratic Services Officer</td><td>In attendance</td></tr></table>
<h3>Items</h3><table><tr><th>No.</th><th>Item</th></tr><tr><td>31.</td><td><p>Apologies for Absence</p><p>To receive apologies.</p><h4>Minutes:</h4><p>Apologies were received from Councillor Joan Pettifer.</p></td></tr>
<tr><td>32.</td><td><p>Placement Sufficiency</p><p>Recommendation: that the Committee notes the report.</p><p>Decision:</p><p>RESOLVED: That the report be deferred.</p><p>Minutes:</p>
<p>Members had questions.</p><p><b>RESOLVED:</b> That the report be deferred.</p></td></tr></table></body></html>"""


def test_a_page_of_a_council_is_read_as_minutes(papers, world):
    read = Reading(intake.document("page.html", PAGE.encode()), papers, world)
    assert (read.meeting.label, read.meeting.time, read.meeting.venue) == (
        "Children's Scrutiny Committee, Tuesday, 12th March, 2024",
        "7.00 pm",
        "Council Chamber, Kelby",
    )
    assert read.people() == [
        "Ann Thackeray=chair",
        "Joan Pettifer=apologies",
        "Jolyon Tranter=officer",
    ]  # who was expected, nobody knows
    assert [f"{one.number} {one.label}" for one in read.items.values()] == ["31 Apologies for Absence", "32 Placement Sufficiency"]
    assert read.decisions() == ["32|RESOLVED: That the report be deferred."]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Present: Councillors J Smith (former Chair), Brown (joined at 6.15pm) and Lee (until item 7)\n\nApologies: None\n", ["J Smith=member", "Brown=member", "Lee=member"]),
        ("Present:\nCouncillor A Lee (Chair – items 1 to 4)\nCouncillor B Hill (Chair for items 5-8)\n\nOfficers: Jane Lee, Clerk\n", ["A Lee=chair", "B Hill=chair", "Jane Lee=officer"]),
        ("Present: Councillor A Lee (Chairman)\nIn attendance: The Leader of the Council (Councillor H. Ivy), the Chief Executive and Ms J. Kale (Head of Legal)\n", ["A Lee=chair", "H Ivy=visiting-member", "J Kale=officer"]),
        ("Board members present:\nDr Ann Lee, GP, Kelby ICB (Chair)\nCllr Bo Hill, Kelby Council\n\nIn attendance:\nDee Elm, Kelby Council (minutes)\n", ["Ann Lee=chair", "Bo Hill=member", "Dee Elm=officer"]),
        ("Present:       Councillor A Lee\n\nApologies:     Councillor B Hill\n\nIn             Cy Dunn, Director of Education\nattendance:    Dee Elm, Clerk\n", ["A Lee=member", "B Hill=apologies", "Cy Dunn=officer", "Dee Elm=officer"]),
        ("Present:\nCouncillor A Lee\n\nApologies for lateness: Councillor A Lee\n", ["A Lee=member"]),
        ("Name\tAttended\nAnn Lee\tPresent, virtually\nBo Hill\tApologies – on leave\nCy Dunn\tExpected\n", ["Ann Lee=member", "Bo Hill=apologies"]),
    ],
)  # fmt: skip
def test_who_was_there_as_what(text, people, world):
    found = [f"{one.entry.name.text}={capacity_of(one, world)}" for one in listed(Document.from_text(text).span, world)]
    assert list(dict.fromkeys(found)) == people


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("RECOMMENDED (to Council): That fees rise.", ["RECOMMENDED (to Council): That fees rise."]),
        ("The motion was carried and it was RESOLVED accordingly.", ["The motion was carried and it was RESOLVED accordingly."]),
        ("The Panel therefore agreed:\n• to visit\n• to report\n", ["to visit", "to report"]),
        ("It was resolved by a majority to:\n\na) wait;\n\nb) ask.\n", ["wait;", "ask."]),
        ("The Committee endorsed the strategy.", ["The Committee endorsed the strategy."]),
        ("1.\n\nAgreed: that it be noted.", ["Agreed: that it be noted."]),
        ("The Committee did not agree that the scheme be adopted.", []),
        ("The Committee noted that caseloads were high.", []),
        ("She recalled that in 2009 the Panel AGREED that thresholds be revised.", []),
        ("At its last meeting the Panel had agreed that the data be shared.", []),
        ("The motion was withdrawn.", []),
    ],
)
def test_what_was_decided_and_what_was_not(text, decided):
    assert [one.text.words for one in taken(Document.from_text(text).span)] == decided


@pytest.mark.parametrize(
    "unit",
    [
        "Present    Absent\n", "* Lee\n", "p Lee\n", "Ann Lee was in attendance ", "Decision:\n\nCabinet:\n\n1. x\n\n", "1\nA b\n", "apologies ", "meeting began ",
        "The Committee noted the report ", "Committee of A ", "LONDON BOROUGH OF A ", "Head of A (", "5   A\n", "Ann\n",
    ],
)  # fmt: skip
def test_long_runs_of_what_minutes_repeat_take_linear_time(unit, papers, world):
    def read(text):
        for part in mapping.split(Document.from_text(text), papers, world):
            if part.family in papers:
                list(papers[part.family].read(part))

    assert_linear(
        read, unit, "Kelby Board\n\nMinutes of the Kelby Board held on 5 July 2018\n\nPresent: Councillor Lee\n\n", length=3_000
    )
