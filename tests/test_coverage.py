"""Units: what was recognised in a text is read where a fact rests on its words, and otherwise unread with the reason."""

from dataclasses import replace

from kg import coverage
from kg.facts import Concept, Finding, Header, Ref, Unread
from kg.lexicon import Lexicon
from kg.reading.part import Opening, Part
from kg.text import Document

DOCUMENT = Document.from_text(
    "HEADING OF THE PART\n\n1. The first paragraph is read here.\n\n2. The second one is not.\n\n• A bullet with a reason.\n\nPlain words end it all, at last.\n"
)
PART = Part(
    span=DOCUMENT.span, family="minutes", slug="a", world=Lexicon({}), opening=Opening(DOCUMENT.span[:0], 0.9, "a test"),
    header=Header(title="Heading", evidence=(DOCUMENT.span[0:7],)),
)  # fmt: skip


def units(*facts):
    return [(unit.kind.name, unit.status, unit.reason) for unit in coverage.units(PART, [PART.header, *facts])]


def finding(words):
    return Finding(
        ref=Ref("finding", "a/1"),
        made_in=PART.ref,
        text=words,
        polarity=Concept("polarity", "neutral"),
        evidence=(DOCUMENT.span.find(words),),
    )


def test_a_unit_is_read_where_a_fact_rests_on_some_of_its_words():
    reason = Unread(
        kind=Concept("unit-kind", "bullet"), reason="it only points elsewhere", evidence=(DOCUMENT.span.find("A bullet"),)
    )
    assert units(finding("first paragraph"), reason) == [
        ("numbered-paragraph", "read", ""),
        ("numbered-paragraph", "unread", coverage.NOT_READ),
        ("bullet", "unread", "it only points elsewhere"),
        ("paragraph", "unread", coverage.NOT_READ),
    ]


def test_a_header_alone_reads_nothing_and_a_fact_may_read_several_units():
    assert {status for _, status, _ in units()} == {"unread"}
    assert [status for _, status, _ in units(finding("here.\n\n2. The second"))] == ["read", "read", "unread", "unread"]


def test_a_numbered_heading_is_no_unit_and_a_short_item_of_a_list_is_one():
    document = Document.from_text(
        "4.3 Workforce\n\nThe service has filled its posts.\n\nThe panel chose two topics.\n\n1. Locality working.\n2. Bed provision.\n\nIt ended.\n"
    )
    part = replace(PART, span=document.span)
    assert [str(unit.evidence[0]) for unit in coverage.units(part, ())] == [
        "The service has filled its posts.",
        "The panel chose two topics.",
        "The panel chose two topics.",  # a sentence with a figure, too
        "1. Locality working.",
        "2. Bed provision.",
        "It ended.",
    ]
