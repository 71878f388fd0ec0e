"""A body that took the place of another, told of by two documents of one council."""

import pytest

from kg.checks import across
from kg.checks.successions import successions
from kg.dates import When
from kg.facts import Header, Ref
from kg.reading.part import Opening, Part
from kg.text import Document
from tests.timing import assert_linear

COUNCIL = Ref("body", "rochdale-council")


@pytest.fixture(scope="module")
def raised(world):
    """What is raised between two documents of one council, as (kind, printed)."""

    def part(words, name):
        span = Document.from_text(words, name=f"{name}.txt").span
        header = Header(title=name, issued=When("2021-02-10", "2021-02-10"), about=COUNCIL, evidence=(span[:1],))
        return Part(span=span, family="minutes", slug=name, world=world, opening=Opening(span[:0], 1.0, "made up"), header=header)

    def raising(one, two):
        parts = part(one, "minutes"), part(two, "report-to-council")
        found = across.crossings([(part, part.header) for part in parts])
        return [(one.fact.kind.name, one.fact.printed) for one in found]

    return raising


APART = {
    (
        "It met the Leeds Safeguarding Children Partnership, which had replaced the Safeguarding Children Board in January 2020.",
        "The Leeds Safeguarding Children Board was replaced by the Leeds Safeguarding Children Partnership on 26 September 2019.",
    ): ("conflicting-dates", "January 2020; 26 September 2019"),
    (
        "The Corporate Parenting Board succeeded the Corporate Parenting Panel in May 2018.",
        "The Corporate Parenting Panel was succeeded by the Corporate Parenting Board on 4 October 2018.",
    ): ("conflicting-dates", "May 2018; 4 October 2018"),
    (
        "The Early Help Hub took over from the Family Support Team in March 2019.",
        "The Family Support Team (FST) was superseded by the Early Help Hub in June 2019.",
    ): ("conflicting-dates", "March 2019; June 2019"),
    (
        "The Improvement Board gave way to the Children's Partnership in July 2016.",
        "The Children's Partnership has replaced the Improvement Board from 1 September 2016.",
    ): ("conflicting-dates", "July 2016; 1 September 2016"),
    (
        "The Leeds Safeguarding Children Partnership took the place of the Health and Wellbeing Board on 29th September 2019.",
        "It builds on the Leeds Safeguarding Children Partnership, which took the place of the Leeds Safeguarding Children Board in September 2019.",
    ): ("conflicting-statements", "Health and Wellbeing Board; Leeds Safeguarding Children Board"),
    (
        "The Children and Families Board replaced the Children's Trust in April 2017.",
        "The Children and Families Board superseded the Early Years Panel in April 2017.",
    ): ("conflicting-statements", "Children's Trust; Early Years Panel"),
}
ALIKE = [
    (
        "The Leeds Safeguarding Children Partnership replaced the Safeguarding Children Board in September 2019.",
        "The Leeds Safeguarding Children Board was replaced by the Leeds Safeguarding Children Partnership on 26 September 2019.",
    ),
    (
        "The Corporate Parenting Board succeeded the Corporate Parenting Panel in May 2018.",
        "The Corporate Parenting Panel was succeeded by the Improvement Board on 4 October 2018.",
    ),
    (
        "The Children and Families Board replaced the Children's Trust and the Early Years Panel in April 2017.",
        "The Children and Families Board superseded the Early Years Panel in April 2017.",
    ),
    (
        "The Safeguarding Partnership will replace the Safeguarding Board in May 2019.",
        "The Safeguarding Board was replaced by the Safeguarding Partnership in September 2019.",
    ),
    (
        "The Children and Families Board replaced the Children's Trust in April 2017.",
        "The Children and Families Board replaced the Improvement Board in May 2021.",
    ),
    (
        "The Corporate Parenting Board succeeded the Corporate Parenting Panel at the end of September 2018.",
        "The Corporate Parenting Panel was succeeded by the Corporate Parenting Board on 1 October 2018.",
    ),
    (
        "Mrs Oak succeeded the Chair of the Board in May 2018.",
        "The Chair of the Board was succeeded by Mrs Oak in July 2018.",
    ),
]


@pytest.mark.parametrize(("told", "expected"), APART.items())
def test_a_replacement_told_in_two_ways_is_raised(raised, told, expected):
    assert raised(*told) == [expected]


@pytest.mark.parametrize("told", ALIKE)
def test_replacements_that_may_both_hold_stay_silent(raised, told):
    assert raised(*told) == []


@pytest.mark.parametrize(
    "run", ["The Board of the Board, which took the place of ", "Aa ", "Board ", "for the ", "Aa Board was replaced by "]
)
def test_long_texts_are_read_in_linear_time(world, run):
    def read(text):
        span = Document.from_text(text).span
        header = Header(title="t", about=COUNCIL, evidence=(span[:1],))
        part = Part(span=span, family="minutes", slug="d", world=world, opening=Opening(span[:0], 1.0, "made up"), header=header)
        return list(successions([(part, header)]))

    assert_linear(read, run, "It took over from ", length=20_000)
