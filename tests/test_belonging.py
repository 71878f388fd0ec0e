"""Of which council a document is that names none, by what it shares with others."""

from __future__ import annotations

import pytest

from kg import mapping
from kg.belonging import belongings
from kg.lexicon import Lexicon
from kg.mapping import Family
from kg.text import Document

MINUTES = """{council}

{committee}

Minutes of the meeting held on Monday, 14th March 2016

Present: Councillors A Marlow (Chair), B Fenn and C Rudge

Officers: {people}

1. Fostering

The Committee noted the report.
"""
REPORT = """EXECUTIVE MEMBER’S REPORT TO COUNCIL

Councillor {member}

Wednesday 23rd March 2016

{text}

Councillor {member}
Executive Member, Children’s Services
"""


def _minutes(council: str, people: str, committee: str = "CHILDREN’S SERVICES SCRUTINY COMMITTEE") -> str:
    return MINUTES.format(council=council, people=people, committee=committee)


def _council(files: list[str], families: dict[str, Family], world: Lexicon) -> dict[int, str]:
    read = []
    for number, words in enumerate(files):
        parts = mapping.split(Document.from_text(words, name=f"{number}.txt"), families, world)
        read.append([(part, fact) for part in parts for fact in mapping.read(part, families)])
    return {at: found.council.slug for at, found in belongings(read).items()}


BOLTON = _minutes("Bolton Council", "Joan Ormskirk, Director of Children’s Services and Imran Dale, Head of Fostering")
WIGAN = _minutes("Wigan Council", "Una Leigh, Director of Children’s Services and Tom Dale, Head of Fostering")
OWN = REPORT.format(
    member="Ann Haslet",
    text="Joan Ormskirk, Director of Children’s Services, has led the work. Imran Dale, Head of Fostering, wrote it.",
)


def test_a_document_that_names_no_council_is_of_the_one_whose_people_it_names(families: dict[str, Family], world: Lexicon) -> None:
    assert _council([BOLTON, WIGAN, OWN], families, world) == {2: "bolton-council"}


def test_one_full_name_is_enough_where_all_others_are_of_one_council(families: dict[str, Family], world: Lexicon) -> None:
    one = REPORT.format(member="Ann Haslet", text="Joan Ormskirk, Director of Children’s Services, has led the work.")
    assert _council([BOLTON, one], families, world) == {1: "bolton-council"}
    assert _council([BOLTON, WIGAN, one], families, world) == {}


def test_a_committee_of_the_same_name_alone_tells_nothing(families: dict[str, Family], world: Lexicon) -> None:
    other = _minutes("", "Zoe Quill, Director of Children’s Services")
    assert _council([BOLTON, WIGAN, other], families, world) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Joan Ormskirk, Director of Children’s Services, and Una Leigh, Director of Children’s Services, met.",  # of two councils
        "The Local Safeguarding Children Board met twice.",
        "Zoe Quill, Director of Children’s Services, has led the work.",
        "Nothing else.",
    ],
)
def test_what_two_councils_share_or_none_has_tells_nothing(text: str, families: dict[str, Family], world: Lexicon) -> None:
    assert _council([BOLTON, WIGAN, REPORT.format(member="Ann Haslet", text=text)], families, world) == {}


def test_the_area_of_another_council_speaks_against(families: dict[str, Family], world: Lexicon) -> None:
    text = "Joan Ormskirk, Director of Children’s Services, spoke. Homes in Leeds, in Hull, in Leeds and in Hull were seen."
    assert _council([BOLTON, REPORT.format(member="Ann Haslet", text=text)], families, world) == {}
