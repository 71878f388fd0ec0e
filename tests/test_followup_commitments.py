"""Commitments: who promises what and by when, and what is no commitment of the document's present."""

import pytest

from kg.dates import When
from kg.facts import Header, Ref
from kg.reading.commitments import commitments
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear


def a_part(words, world, family="minutes"):
    whole = Document.from_text(words).span
    header = Header(title="made up", about=Ref("body", "northby-council"), evidence=(whole[:5],))
    return Part(span=whole, family=family, slug="made-up", world=world, opening=Opening(whole[:0], 1.0, "made up"), header=header)


def promised(words, world, family="minutes"):
    return [(one.responsible_printed, one.text, one.printed) for one in commitments(a_part(words, world, family))]


@pytest.mark.parametrize(
    ("words", "family", "who", "due"),
    [
        ("The Service Manager will provide the figures in due course.", "agenda", "The Service Manager", "in due course"),
        ("The Director advised that she would circulate the data by 3 May 2019.", "minutes", "The Director", "3 May 2019"),
        ("She did not have the number to hand but would report back at the next meeting.", "minutes", "", "at the next meeting"),
        ("A further update will be presented to the panel within six months.", "letter", "", "within six months"),
        ("It is to be presented to the board in March 2018.", "executive-report", "", "March 2018"),
        ("AGREED that a report on placements be submitted to the board.", "minutes", "", ""),
        ("1. That an update be provided to the committee in June 2020.", "minutes", "", "June 2020"),
        ("We will publish the strategy shortly.", "executive-report", "", "shortly"),
        ("In response, officers undertook to share the plan.", "minutes", "officers", ""),
    ],
)
def test_a_commitment_says_who_and_when_as_far_as_printed(words, family, who, due, world):
    assert promised(words, world, family) == [(who, words.removeprefix("1. "), due)]


@pytest.mark.parametrize(
    "words",
    [
        "If funding were found, the Director would provide a report.",
        "The council could provide more figures.",
        "The service will not publish the report.",
        "Will officers provide a report?",
        "The chair had agreed that a report would be provided.",
        "A member asked whether the council would publish the report.",
        "The dashboard will provide managers with better oversight.",
        "It would be helpful.",
        "The minutes were approved.",
        "RESOLVED that the report be noted.",
        "The leaflet says “we will provide help”.",
        "The council would need to review its plan.",
    ],
)
def test_what_is_possible_denied_asked_quoted_or_past_is_no_commitment(words, world):
    assert promised(words, world) == []


def test_would_counts_only_in_reported_words(world):
    assert promised("A better plan would be reviewed yearly.", world, "inspection-report") == []
    assert promised("The head explained that a review would be completed in 2020.", world, "inspection-report") != []


def test_a_body_that_is_named_makes_the_commitment_and_the_day_has_a_value(world):
    (one,) = commitments(a_part("Northby Safeguarding Board will publish its report in May 2021.", world))
    assert one.until == When("2021-05", "May 2021")
    assert one.made_by == Ref("body", "northby-safeguarding-board")
    assert one.made_in == Ref("doc", "made-up")
    assert [str(span) for span in one.evidence] == ["Northby Safeguarding Board will publish its report in May 2021."]


@pytest.mark.parametrize("run", ["will ", "would be ", "that ", ", and ", "AGREED ", "“", "officers will provide "])
def test_reading_takes_linear_time(run, world):
    assert_linear(lambda text: list(commitments(a_part(text, world))), run)
