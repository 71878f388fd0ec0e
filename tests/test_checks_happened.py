"""One decision, one last meeting and one beginning of a post of which documents of one council print two days."""

import pytest

from kg.checks import across
from kg.checks.happened import happened
from kg.dates import When
from kg.facts import Header, Membership, Ref
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear

COUNCIL = Ref("body", "rochdale-council")


def part(words, name, world, issued="2021-02-10"):
    span = Document.from_text(words, name=f"{name}.txt").span
    header = Header(title=name, issued=When(issued, issued), about=COUNCIL, evidence=(span[:1],))
    return Part(span=span, family="minutes", slug=name, world=world, opening=Opening(span[:0], 1.0, "made up"), header=header)


def raised(one, two, world):
    parts = part(one, "minutes", world), part(two, "report-to-council", world)
    return [(one.fact.kind.name, one.fact.printed) for one in across.crossings([(part, part.header) for part in parts])]


APART = [
    ("The outline case was agreed by Cabinet on 13 October 2020.", "| M1 | Outline case to Cabinet | 20/10/2020 | 20/10/2020 | Complete |\n", "13 October 2020; 20/10/2020"),
    ("An outline business case for locality working was approved by the Executive on 17 November 2020.", "MS1\tOutline business case to Executive\t24/11/2020\t24/11/2020\tAnn Lee\n", "17 November 2020; 24/11/2020"),
    ("The sufficiency strategy was adopted by the Cabinet on 4 March 2020.", "Cabinet approved the sufficiency strategy at its meeting on 11 March 2020.", "4 March 2020; 11 March 2020"),
    ("The workforce plan went to Council on 8 January 2020.", "The workforce plan was approved by full Council on 15 January 2020.", "8 January 2020; 15 January 2020"),
    ("The Improvement Board had met for the last time in October 2016.", "The Improvement Board met for the last time in January 2017 and is no longer there.", "October 2016; January 2017"),
    ("The Corporate Parenting Board held its final meeting in May 2019.", "The Corporate Parenting Board had held its last meeting in July 2019.", "May 2019; July 2019"),
]  # fmt: skip
TOGETHER = [
    ("The outline case was agreed by Cabinet on 13 October 2020.", "| M1 | Outline case to Cabinet | 13/10/2020 | 13/10/2020 | Complete |\n"),
    ("The outline case was agreed by Cabinet on 13 October 2020.", "| M3 | Full business case to Cabinet | 16/02/2021 | 16/02/2021 | On track |\n"),
    ("The outline case was agreed by Cabinet on 13 October 2020.", "| M1 | Outline case to Cabinet | 20/10/2020 | 20/10/2020 | On track |\n"),
    ("The outline case was agreed by Cabinet on 13 October 2020.", "The outline case will be considered by Cabinet on 20 October 2020."),
    ("The sufficiency strategy was adopted by the Cabinet on 4 March 2020.", "The revised sufficiency strategy was adopted by the Cabinet on 11 March 2020."),
    ("The sufficiency strategy was adopted by the Cabinet on 4 March 2020.", "The placements strategy was adopted by the Cabinet on 11 March 2020."),
    ("The sufficiency strategy was adopted by the Cabinet on 4 March 2020.", "The sufficiency strategy was approved by the Children's Board on 11 February 2020."),
    ("The annual report was received by the Cabinet on 4 March 2019.", "The annual report was received by the Cabinet on 6 March 2020."),
    ("The Improvement Board met for the last time in October 2016.", "The Adoption Board met for the last time in January 2017."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "printed"), APART)
def test_two_days_of_one_decision_are_reported(one, two, printed, world):
    assert [(kind, set(said.split("; "))) for kind, said in raised(one, two, world)] == [
        ("conflicting-dates", set(printed.split("; ")))
    ]


@pytest.mark.parametrize(("one", "two"), TOGETHER)
def test_two_decisions_plans_and_one_day_are_not(one, two, world):
    assert raised(one, two, world) == []


def begun(printed, since, issued, world, role="director-of-childrens-services", words="in post"):
    document = part(f"Ann Lee has been {words}.", f"d{issued}", world, issued)
    fact = Membership(
        person=Ref("person", "ann-lee"), body=COUNCIL, role=world.concept("role", role), printed=printed, since=When(since, since),
        evidence=(document.span,),
    )  # fmt: skip
    return document, fact


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        (("Director", "2018-03", "2018-08-28"), ("Director", "2018-01", "2020-02-10"), 1),
        (("Director", "2018-03", "2018-08-28"), ("Director", "2018-03-05", "2020-02-10"), 0),
        (("Acting Director", "2018-05-01", "2018-08-28"), ("Director", "2018-11-19", "2020-02-10"), 0),
        (("Director", "2018-10-01", "2018-08-28"), ("Director", "2018-12-03", "2020-02-10"), 0),
        (("Director", "2012-03", "2018-08-28"), ("Director", "2018-01", "2020-02-10"), 0),
    ],
)
def test_two_beginnings_of_one_post_are_reported_unless_one_is_acting_or_announced(one, two, count, world):
    pairs = [begun(*one, world), begun(*two, world)]
    assert [found.fact.kind.name for found in across.crossings(pairs)] == ["conflicting-dates"] * count


def test_long_runs_of_words_take_no_more_than_linear_time(world):
    assert_linear(lambda text: list(happened([(one := part(text, "long", world), one.header)])), "the outline case of the Board ")
