"""Which dates belong to an inspection that a sentence mentions, visits told twice, and grades that were the same before."""

import pytest

from kg.dates import When
from kg.facts import Header, Inspection, Judgement, Ref
from kg.reading.claims import claims
from kg.reading.former import former
from kg.reading.inspections import inspections
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear

COUNCIL = Ref("body", "northby-council")


def part_of(text, world, about=COUNCIL):
    document = Document.from_text(text)
    header = Header(title="t", issued=When("2024-05-20", "20 May 2024"), about=about, evidence=(document.span.strip()[:5],))
    opening = Opening(document.span[:0], 0.9, "a test")
    return Part(span=document.span, family="executive-report", slug="d", world=world, opening=opening, header=header)


def dated(text, world):
    return [fact.ref.slug for fact in inspections(part_of(text, world)) if isinstance(fact, Inspection)]


@pytest.mark.parametrize(
    "sentence",
    [
        "During the inspection, work was being undertaken based on the release of health data on 1 October 2015.",
        "The proportion in training rose from 44% at the previous inspection to 57% in April 2018.",
        "Attendance has risen from 12 at the last inspection to 19 in May 2018.",
    ],
)
def test_a_date_of_something_else_in_the_sentence_is_none_of_the_inspection(sentence, world):
    assert dated(sentence + "\n", world) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The last inspection, which was in April 2018, found weaknesses.",
        "Leaders have acted on the findings of the inspection published in April 2018.",
        "At the last inspection, the council was judged inadequate in April 2018.",
    ],
)
def test_a_date_that_the_words_tie_to_the_inspection_is_its_own(sentence, world):
    assert {slug.split("-full")[0] for slug in dated(sentence + "\n", world)} == {"northby-council-2018-04"}


def test_one_visit_told_by_two_names_is_one(world):
    text = "A focused visit in March 2018 found drift.\n\nA focused assurance visit in March 2018 found delay.\n"
    assert set(dated(text, world)) == {"northby-council-2018-03-assurance-visit"}


def test_a_date_that_opens_the_sentence_is_that_of_the_visit_it_tells_of(world):
    assert dated("In February 2018, a focused visit found two areas for action.\n", world) == [
        "northby-council-2018-02-focused-visit"
    ]


def test_overall_said_beside_the_grade_is_of_the_whole(world):
    text = (
        "A reinspection of safeguarding and looked after children services took place in February 2011. "
        "The authority was judged adequate overall at this inspection.\n"
    )
    grades = [(one.aspect.name, one.grade.name) for one in inspections(part_of(text, world)) if isinstance(one, Judgement)]
    assert grades == [("overall", "safeguarding-2009/adequate")]


def test_a_grade_that_was_the_same_at_the_inspection_before_is_also_of_that_one(world):
    text = "Services for children in Northby require improvement, as was the case at the last inspection in 2014.\n"
    (grade,) = [fact for fact in former(part_of(text, world)) if isinstance(fact, Judgement)]
    assert (grade.inspection.slug, grade.aspect.name, grade.grade.name) == (
        "northby-council-2014-full-inspection",
        "overall",
        "sif/requires-improvement",
    )


def test_a_grade_that_is_not_said_to_have_been_the_same_is_of_no_inspection_before(world):
    for text in ("Services are good, as they should be at the start.", "Services are good, as was hoped at the last inspection."):
        assert claims(Document.from_text(text).span, world) == []


@pytest.mark.parametrize("run", ["a ", "was ", "1 ", ", "])
def test_hostile_runs_take_linear_time(run, world):
    assert_linear(lambda text: dated(f"The inspection, {text} in May 2018.\n", world), run)
