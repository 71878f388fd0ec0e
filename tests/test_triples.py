"""Facts become quads: each with its passage, in the graph of its document, under a name made of what is printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import triples
from kg.dates import When
from kg.facts import Concept, Header, Membership, Observation, Post, Ref, Relationship, slug
from kg.lexicon import Lexicon
from kg.rdf import Iri, text, typed
from kg.reading.part import Opening, Part
from kg.text import Document
from kg.vocab import LOS, OA, ORG, RDF, RDFS

DOCUMENT = Document.from_text("The Ash Board has 12 members. Ann Lee chairs it since May 2016.", "Ash Board.txt")
PART = Part(
    span=DOCUMENT.span, family="minutes", slug="ash-board", world=Lexicon({}), opening=Opening(DOCUMENT.span[:0], 0.9, "a test"),
    header=Header(title="The Ash Board", evidence=(DOCUMENT.span[0:13],)),
)  # fmt: skip
SENTENCE = DOCUMENT.span.sentences()[1]
CHAIR = Membership(
    person=Ref("person", "ash-ann-lee"), body=Ref("body", "ash-board"), role=Concept("role", "chair"), printed="chairs",
    since=When("2016-05", "May 2016"), evidence=(SENTENCE,),
)  # fmt: skip


def name(thing):
    return (thing.name if isinstance(thing, Concept) else thing.slug).replace("-", " ")


def described(fact, number=1):
    subject = triples.node(fact, PART, number)
    made = list(triples.quads(fact, PART, subject, name, lambda _span: triples.graph_of(PART)))
    return subject, {(quad.predicate, quad.object) for quad in made if quad.subject == subject}, made


def test_a_membership_has_its_parts_its_dates_with_bounds_and_its_passage():
    subject, said, made = described(CHAIR)
    assert subject == Iri("https://w3id.org/line-of-sight/id/membership/ash-board/ash-ann-lee-chair-ash-board-2016-05")
    passage = triples.passage(SENTENCE)
    assert passage == Iri(f"https://w3id.org/line-of-sight/id/passage/ash-board/{SENTENCE.start}-{SENTENCE.end}")
    assert said >= {
        (RDF.type, LOS.Membership),
        (ORG.member, Iri("https://w3id.org/line-of-sight/id/person/ash-ann-lee")),
        (ORG.role, Iri("https://w3id.org/line-of-sight/code/role/chair")),
        (LOS["from"], typed("2016-05", "gYearMonth")),
        (LOS.earliest, typed("2016-05-01", "date")),
        (LOS.method, Iri("https://w3id.org/line-of-sight/code/method/extracted")),
        (LOS.evidence, passage),
        (RDFS.label, text("ash ann lee, chairs, ash board", "en")),
    }
    assert {quad.graph for quad in made} == {Iri("https://w3id.org/line-of-sight/doc/ash-board")}
    assert {(quad.predicate, quad.object) for quad in made if quad.subject == passage} >= {
        (OA.start, typed(str(SENTENCE.start), "integer")),
        (OA.end, typed(str(SENTENCE.end), "integer")),
        (OA.exact, text(str(SENTENCE))),
    }


def test_a_date_that_cannot_be_has_no_value_and_no_bounds():
    _, said, _ = described(Relationship(
        subject=Ref("body", "a"), object=Ref("body", "b"), kind=Concept("relation", "part-of"), since=When("", "31 June"), evidence=(SENTENCE,)
    ))  # fmt: skip
    assert not [value for predicate, value in said if predicate in (LOS["from"], LOS.earliest)]


def test_a_period_that_is_printed_the_wrong_way_round_keeps_its_dates_and_has_no_bounds():
    def period(since, until):
        _, said, _ = described(Relationship(
            subject=Ref("body", "a"), object=Ref("body", "b"), kind=Concept("relation", "part-of"), since=When(since, "printed"),
            until=When(until, "printed"), evidence=(SENTENCE,),
        ))  # fmt: skip
        return {
            (predicate, value.lexical)
            for predicate, value in said
            if predicate in (LOS["from"], LOS.until, LOS.earliest, LOS.latest)
        }

    assert period("2018-03", "2016-06") == {(LOS["from"], "2018-03"), (LOS.until, "2016-06")}
    assert period("2016", "2016-06") == {
        (LOS["from"], "2016"),
        (LOS.until, "2016-06"),
        (LOS.earliest, "2016-01-01"),
        (LOS.latest, "2016-06-30"),
    }


def test_figures_of_one_measure_at_two_dates_are_two_things_and_the_same_figure_twice_is_one():
    def figure(value, date):
        return Observation(
            indicator=Concept("indicator", "members"), value=Decimal(value), unit=Concept("unit", "count"), printed=value,
            date=When(date, date), evidence=(DOCUMENT.span[18:28],),
        )  # fmt: skip

    names = {
        triples.node(figure(value, date), PART)
        for value, date in [("12", "2016"), ("12", "2017"), ("-12", "2016"), ("1.2", "2016")]
    }
    assert len(names) == 4
    assert triples.node(figure("12", "2016"), PART, 1) == triples.node(figure("12", "2016"), PART, 9)
    _, said, _ = described(figure("12.50", "2016"))
    assert (LOS.value, typed("12.5", "decimal")) in said


def test_a_post_says_in_what_state_it_is():
    post = Post(
        ref=Ref("post", "a"), body=Ref("body", "ash-board"), role=Concept("role", "chair"), status="vacant", evidence=(SENTENCE,)
    )
    _, said, _ = described(post)
    assert (LOS.status, Iri("https://w3id.org/line-of-sight/code/status/vacant")) in said
    assert (ORG.postIn, Iri("https://w3id.org/line-of-sight/id/body/ash-board")) in said


@pytest.mark.parametrize(
    ("number", "spelled"), [("3", "3"), ("3.0", "3"), ("0.50", "0.5"), ("-12.250", "-12.25"), ("-0", "0"), ("1E+3", "1000")]
)
def test_decimals_have_one_spelling(number, spelled):
    assert triples.canonical_decimal(Decimal(number)) == spelled


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_the_spelling_of_a_decimal_keeps_its_value(number):
    spelled = triples.canonical_decimal(number)
    assert Decimal(spelled) == number
    assert triples.canonical_decimal(Decimal(spelled)) == spelled


@pytest.mark.parametrize(
    ("parts", "made"),
    [
        (("Ann O’Leary-Smith",), "ann-oleary-smith"),
        (("Health & Care", "", "2016"), "health-and-care-2016"),
        (("Café Ünïon",), "cafe-union"),
        (("—",), ""),
    ],
)
def test_a_slug_is_lower_case_ascii_words(parts, made):
    assert slug(*parts) == made


def test_what_names_no_thing_is_no_reference():
    with pytest.raises(ValueError, match="not a reference"):
        Ref("body", "Ash Board")
    with pytest.raises(ValueError, match="a fact needs evidence"):
        Membership(person=Ref("person", "a"), body=Ref("body", "b"), role=Concept("role", "chair"), evidence=())
