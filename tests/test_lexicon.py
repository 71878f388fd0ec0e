"""The lexicon: wordings match whole words in their usual spellings, the longest first, and names are closed."""

import pytest
from hypothesis import given

from kg.facts import Concept, Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.text import Document
from kg.world import read_lexicon
from tests.strategies import documents

THEMES = Vocabulary(
    [
        Entry(Concept("theme", "early-help"), "early help", ("early help", "early intervention", "EHM")),
        Entry(Concept("theme", "assessment"), "assessment", ("assess*",)),
        Entry(Concept("theme", "health"), "health and well-being", ("health and well-being", "health")),
    ]
)


def found(words, vocabulary=THEMES):
    return [(str(mention.span), mention.entry.name.name) for mention in vocabulary.find(Document.from_text(words).span)]


@pytest.mark.parametrize(
    ("words", "mentions"),
    [
        ("Early\n  Help and early intervention", [("Early\n  Help", "early-help"), ("early intervention", "early-help")]),
        (
            "an assessor was assessing assessments",
            [("assessor", "assessment"), ("assessing", "assessment"), ("assessments", "assessment")],
        ),
        ("health & well–being", [("health & well–being", "health")]),
        ("the health service", [("health", "health")]),
        ("healthy reassessment EHMs ehm", []),
        ("the EHM", [("EHM", "early-help")]),
    ],
)
def test_wordings_match_whole_words_in_their_usual_spellings(words, mentions):
    assert found(words) == mentions


def test_wordings_of_a_cased_vocabulary_match_in_their_own_case():
    bodies = Vocabulary([Entry(Ref("body", "st-marys"), "St Mary's", ("St Mary's",))], cased=True)
    assert [str(one.span) for one in bodies.find(Document.from_text("St Mary’s and st mary's").span)] == ["St Mary’s"]
    assert bodies.match(Document.from_text("  St Mary's ").span).ref == Ref("body", "st-marys")
    assert bodies.match(Document.from_text("St Mary's school").span) is None
    assert bodies.named("st  MARY’S").ref == Ref("body", "st-marys")
    assert bodies.named("nobody") is None


def test_an_entry_is_a_thing_or_a_concept():
    thing, concept = (
        Entry(Ref("body", "a"), "A", ("A",), {"place": ("x", "y")}),
        Entry(Concept("role", "chair"), "chair", ("chair",)),
    )
    assert (thing.one("place"), thing.one("none")) == ("x", "")
    with pytest.raises(TypeError, match="is a concept"):
        _ = concept.ref
    with pytest.raises(TypeError, match="is a thing"):
        _ = thing.concept
    assert concept.concept == Concept("role", "chair")


def test_a_concept_outside_its_closed_scheme_cannot_be_had():
    lexicon = Lexicon({"theme": THEMES})
    assert lexicon.concept("theme", "health") == Concept("theme", "health")
    assert [str(one.span) for one in lexicon.find("theme", Document.from_text("good health").span)] == ["health"]
    with pytest.raises(KeyError, match="scheme theme has no concept wealth"):
        lexicon.concept("theme", "wealth")
    assert Vocabulary(()).find(Document.from_text("words").span) == []


def test_the_lexicon_of_the_project_has_its_schemes_bodies_places_and_tables(project):
    world = read_lexicon(project)
    for scheme in ("role", "capacity", "grade", "theme", "polarity", "family", "relation", "unit", "status"):
        assert world.scheme(scheme).entries
    assert world.bodies.named("Ofsted").ref == Ref("body", "ofsted")
    assert len(world.places.entries) > 20
    assert world.tables


@given(documents())
def test_any_text_can_be_searched(document):
    for mention in THEMES.find(document.span):
        assert document.text[mention.span.start : mention.span.end] == str(mention.span)
