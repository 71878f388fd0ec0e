"""Of which council a document is."""

from __future__ import annotations

import pytest

from kg.facts import Ref
from kg.lexicon import Lexicon
from kg.mapping import Family, split
from kg.reading.councils import areas_named
from kg.text import Document
from tests.timing import assert_linear

REPORT = """EXECUTIVE MEMBER’S REPORT TO COUNCIL

CHILDREN’S SERVICES

Councillor Ann Marlow

Wednesday 23rd March 2016

Fostering

{text}

Councillor Ann Marlow
Executive Member, Children’s Services
"""


def _about(text: str, families: dict[str, Family], world: Lexicon, name: str = "paper.txt", council: str = "") -> list[str]:
    document = Document.from_text(REPORT.format(text=text), name=name)
    stated = Ref("body", council) if council else None
    return [part.header.about.slug if part.header.about else "" for part in split(document, families, world, council=stated)]


@pytest.mark.parametrize(
    "text",
    [
        "Placements in Bolton have grown. Carers from Bolton were thanked.",
        "Bolton’s carers met in May. More children from Bolton are placed at home.",
        "Bolton Safeguarding Children Board met twice. Schools across Bolton took part.",
        "Families throughout Bolton, and one family in Bury, were told.\nNurseries in Bolton are full. Two homes near Bolton closed.",
        "Officers of Bolton Council met in May.",
    ],
)
def test_the_council_is_the_one_that_the_text_names_most(text: str, families: dict[str, Family], world: Lexicon) -> None:
    assert _about(text, families, world) == ["bolton-council"]


@pytest.mark.parametrize(
    "text",
    [
        "Eighteen new households were approved.",
        "One family in Bolton and one in Bury were told.",
        "Two placements in Bolton and two in Bury ended. Two carers from Bury moved to Bolton.",
        "Progress in Reading and Writing was good. Results for Reading rose.",
    ],
)
def test_no_council_is_taken_where_the_text_does_not_tell(text: str, families: dict[str, Family], world: Lexicon) -> None:
    assert _about(text, families, world) == [""]


def test_the_name_of_a_file_tells_unless_the_text_names_others_only(families: dict[str, Family], world: Lexicon) -> None:
    assert _about("Eighteen households were approved.", families, world, "bolton-report-2016.txt") == ["bolton-council"]
    assert _about("A family in Leeds, a family from Leeds.", families, world, "bolton-report-2016.txt") == ["leeds-council"]
    assert _about("Two in Leeds, one in Leeds, two in Hull, one in Hull.", families, world, "bolton-report.txt") == [""]


def test_what_is_stated_of_a_file_holds_where_the_document_prints_none(families: dict[str, Family], world: Lexicon) -> None:
    assert _about("Eighteen households were approved.", families, world, council="wigan-council") == ["wigan-council"]
    printed = REPORT.replace("EXECUTIVE MEMBER’S", "BOLTON COUNCIL\n\nEXECUTIVE MEMBER’S").format(text="Nothing else.")
    parts = split(Document.from_text(printed), families, world, council=Ref("body", "wigan-council"))
    assert [part.header.about for part in parts] == [Ref("body", "bolton-council")]


def test_names_of_areas_are_found_in_linear_time(families: dict[str, Family], world: Lexicon) -> None:
    part = split(Document.from_text("x"), families, world)[0]
    assert not areas_named(part)
    assert_linear(lambda text: areas_named(split(Document.from_text(text), families, world)[0]), "in Bolton of ")
