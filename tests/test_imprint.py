"""What a publisher prints about itself is no statement about the area."""

from functools import cache

import pytest
from timing import assert_linear

from kg import mapping
from kg.facts import Fact, Header, Place, Ref, Relationship, Unread
from kg.lexicon import Lexicon
from kg.project import find
from kg.reading.imprint import apart, imprint
from kg.reading.part import Opening, Part
from kg.text import Document
from kg.world import read_lexicon

REMIT = (
    "The Office for Good Schools (Ofsted) regulates and inspects to achieve excellence. It inspects the Court Service (Cafcass)."
)
ADDRESS = "Dovecote Yard\nMill Street\nManchester\nM1 2WD\nT: 0300 123 0000\nTextphone: 0161 000 0000\nE: ask@ofsted.gov.uk"
TEXT = "The council works well with its partners.\n\nChildren in Kelby do well. Managers meet in Kelby."


@cache
def world() -> Lexicon:
    return read_lexicon(find())


def part_of(text: str, publisher: str = "ofsted") -> Part:
    span = Document.from_text(text).span
    header = Header(title="Report", publisher=Ref("body", publisher), evidence=(span[:4],))
    opening = Opening(span[:0], 0.9, "made up")
    return Part(span=span, family="inspection-report", slug="kelby", world=world(), opening=opening, header=header)


def words_of(text: str) -> list[str]:
    return [span.words for span in imprint(part_of(text))]


def test_the_remit_the_address_behind_it_and_the_copyright_are_one_stretch() -> None:
    closing = f"{REMIT}\n\n{ADDRESS}\n\n© Crown copyright 2031"
    assert words_of(f"{TEXT}\n\n{closing}\n\n12\n") == [" ".join(closing.split())]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_an_address_ends_with_the_last_line_that_says_how_to_reach_the_publisher(between: str) -> None:
    lines = between.join(ADDRESS.splitlines())
    assert words_of(f"{TEXT}\n\n{REMIT}\n\n{lines}\n\n{TEXT}") == [" ".join(f"{REMIT} {ADDRESS}".split())]


def test_a_letter_opens_with_the_address_of_its_publisher() -> None:
    head = "Ofsted\nDovecote Yard\nManchester\nM1 2WD\n\nT 0300 123 0000\nenquiries@ofsted.gov.uk"
    letter = f"{head}\n\n3 May 2031\n\nJo Marl\nKelby Council\nKelby\nKB1 9ZZ\n\nDear Jo\n\n{TEXT}"
    assert words_of(letter) == [" ".join(head.split())]


def test_the_address_of_somebody_else_is_no_imprint() -> None:
    assert words_of(f"Kelby Council\nTown Hall\nKelby\nKB1 9ZZ\nTel: 01999 000000\nhelp@kelby.gov.uk\n\n{TEXT}") == []
    assert words_of(f"{TEXT}\n\nThe inspectorate regulates and inspects schools.") == []
    assert imprint(Part(**{**vars(part_of(ADDRESS)), "header": Header(title="x", evidence=(part_of("Kelby").span,))})) == []


def test_facts_of_the_imprint_alone_are_left_out_and_it_is_unread_with_the_reason() -> None:
    part = part_of(f"{TEXT}\n\n{REMIT}\n\n{ADDRESS}")

    def at(words: str) -> tuple[Fact, ...]:
        spans = part.span.find_all(words)
        return (Place(ref=Ref("place", words.lower()), name=words, evidence=tuple(spans)),)

    sentence = part.span.find("It inspects the Court Service (Cafcass).")
    assert sentence is not None
    kind = world().concept("relation", "inspects")
    link = Relationship(subject=Ref("body", "ofsted"), object=Ref("body", "cafcass"), kind=kind, evidence=(sentence,))
    both = Place(
        ref=Ref("place", "both"), name="Both", evidence=(*part.span.find_all("Kelby")[:1], *part.span.find_all("Manchester"))
    )
    made = list(apart(part, [part.header, *at("Kelby"), *at("Manchester"), link, both]))
    assert [fact.ref.slug for fact in made if isinstance(fact, Place)] == ["kelby", "both"]
    assert not any(isinstance(fact, Relationship) for fact in made)
    assert [[span.words for span in fact.evidence] for fact in made if isinstance(fact, Place)] == [["Kelby", "Kelby"], ["Kelby"]]
    assert [fact.reason for fact in made if isinstance(fact, Unread)] == ["the publisher's own address and terms"]


def test_a_thing_that_another_fact_speaks_of_stays() -> None:
    part = part_of(f"{TEXT}\n\n{REMIT}\n\n{ADDRESS}")
    spans = tuple(part.span.find_all("Manchester"))
    place = Place(ref=Ref("place", "manchester"), name="Manchester", evidence=spans)
    about = Header(title="Report", place=place.ref, evidence=(part.span[:4],))
    assert place in list(apart(part, [about, place]))


def test_a_whole_report_names_no_place_of_its_publisher() -> None:
    report = Document.from_text(f"Report on Kelby\n\n{TEXT}\n\n{REMIT}\n\n{ADDRESS}\n\n© Crown copyright 2031\n")
    families = mapping.load(find())
    facts = [fact for part in mapping.split(report, families, world()) for fact in mapping.read(part, families)]
    assert [fact.name for fact in facts if isinstance(fact, Place) and fact.name in ("Dovecote Yard", "Manchester")] == []
    assert [fact for fact in facts if isinstance(fact, Relationship)] == []


@pytest.mark.parametrize("unit", ["T: 0", "M1 2WD\n", "www.", "@", "crown ", "a\n\n", "A1 "])
def test_hostile_runs_take_linear_time(unit: str) -> None:
    assert_linear(lambda text: imprint(part_of(text)), unit)
