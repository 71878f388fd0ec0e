"""Minutes and agendas of many layouts, made up: who was there as what, what was decided under which item, the meeting itself.

Each file of ``tests/data/minutes`` holds a text and what a careful reader takes from it: the meeting, the people with their
capacities, the items with their numbers, and the decisions word for word behind the number (or title) of their item.
"""

import re
import textwrap
import tomllib

import pytest

from kg import mapping
from kg.facts import AgendaItem, Decision, Meeting, Participation, Person
from kg.reading import common
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
        (part,) = mapping.split(Document.from_text(text, "paper.txt"), papers, world)
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
