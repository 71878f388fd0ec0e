"""Of the passages of a fact, the one that prints it is told from those that only give its context."""

from decimal import Decimal

import pytest

from kg import citing
from kg.dates import When
from kg.facts import Concept, Finding, Membership, Observation, Participation, Ref
from kg.text import Document

TEXT = Document.from_text(
    "PRESENT\nCouncillor A Ash (Chair)\nB Oak, C Elm\nAs of 28 February 2018:\nLooked after: 454 (141.1 per 10,000)\n"
    "Rates now rest on 32,180 young people.\nThe panel heard of visits.\nVisits are too seldom and too short.\n"
)


def passages(*words):
    return tuple(TEXT.span.find(one) for one in words)


def present(slug, *words, printed="PRESENT"):
    return Participation(
        event=Ref("meeting", "panel-2018-02-28"),
        participant=Ref("person", slug),
        capacity=Concept("capacity", "member"),
        printed=printed,
        evidence=passages(*words),
    )


def figure(printed, value):
    return Observation(
        indicator=Concept("indicator", "children-looked-after"),
        value=Decimal(value),
        unit=Concept("unit", "count"),
        printed=printed,
        date=When("2018-02-28", "28 February 2018"),
        evidence=passages(
            "As of 28 February 2018:", "Looked after: 454 (141.1 per 10,000)", "Rates now rest on 32,180 young people."
        ),
    )


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (present("northby/a-ash", "PRESENT", "Councillor A Ash (Chair)"), "Councillor A Ash (Chair)"),
        (present("northby/c-elm", "PRESENT", "B Oak, C Elm", "C Elm"), "C Elm"),  # of equal ones the shortest
        (figure("454", "454"), "Looked after: 454 (141.1 per 10,000)"),
        (figure("141.1 per 10,000", "141.1"), "Looked after: 454 (141.1 per 10,000)"),
        (figure("32,180", "32180"), "Rates now rest on 32,180 young people."),
        (
            Finding(
                ref=Ref("finding", "x/1"),
                made_in=Ref("doc", "x"),
                text="Visits are too seldom and too short.",
                polarity=Concept("polarity", "weakness"),
                evidence=passages("The panel heard of visits.", "Visits are too seldom and too short."),
            ),
            "Visits are too seldom and too short.",
        ),
        (
            Membership(
                person=Ref("person", "northby/a-ash"),
                role=Concept("role", "chair"),
                body=Ref("body", "northby-panel"),
                evidence=passages("Councillor A Ash (Chair)"),
            ),
            "Councillor A Ash (Chair)",
        ),
    ],
)
def test_the_passage_that_prints_a_fact_is_found_whatever_the_order(fact, words):
    for evidence in (fact.evidence, fact.evidence[::-1]):
        object.__setattr__(fact, "evidence", evidence)
        assert str(citing.main(fact)) == words


def test_without_a_word_in_common_the_shortest_passage_is_taken():
    assert str(citing.main(present("northby/nobody-else", "B Oak, C Elm", "PRESENT", printed=""))) == "PRESENT"
