"""Members' reports to a council: title page, statements, commitments, decisions, grids of plans."""

import pytest

from kg import mapping
from kg.facts import Decision, Finding, Meeting, Recommendation, Ref, Unread
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "executive-report"

CABINET_MEMBER = """Westmere Borough Council

Full Council – Thursday 12 December 2019

Report of Councillor Jane O'Neill, Cabinet Member for Children and Education

1. Ofsted

I am pleased to report that inspectors visited on 5 and 6 November 2019 and found that the front door is effective.

2. Foster carers

A campaign will be launched in January 2020. We will clearly explain what carers can expect from a new team in

March 2020.

3. Key decisions

On 14 October 2019 Cabinet approved the sufficiency strategy for 2020 to 2023.

The new youth justice plan was approved by Cabinet on 9 September 2019. It has not been approved by Council. The budget is agreed by Council each year.

If the plan was approved by Cabinet on 3 May 2020, it would begin in June. The contract, which was approved by Executive, runs for a year.

Cllr Jane O'Neill
Cabinet Member for Children and Education
"""

PORTFOLIO = """PORTFOLIO HOLDER REPORT TO COUNCIL

PORTFOLIO: CHILDREN'S SERVICES
COUNCIL MEETING: 23/07/2020

Kelby City Council has worked hard this year.

## Current issues
- Too few placements are available locally.

Challenges\tPriorities\tShort term\tLong term
Early help\tStrengthen the offer to families\t<ul style="x"><li>Launch the portal</li><li>Train all staff</li></ul>\t<ul><li>Evaluate the portal in 2022</li></ul>
Front door\t<ul><li>Launch the portal</li></ul>\t\tReview of the front door\tLater

A graph of demand is attached as the chart below.
"""

LINES = """COUNCIL
14 SEPTEMBER 2016
EXECUTIVE MEMBER'S REPORT
CHILDREN AND YOUNG PEOPLE

Introduction

This report informs Council of progress in my portfolio.
"""

NOT_ONE = """MINUTES

COUNCIL

A meeting of the Council was held on 28 March 2018.

EXECUTIVE MEMBER REPORTS

The Executive Member for Children's Services presented her report and answered questions.

LEADER'S REPORT

The Leader reported on the budget.

6. Executive Member Report to Council 28 March 2018 11 - 14
"""


def of(kind, facts):
    return [fact for fact in facts if isinstance(fact, kind)]


def test_the_report_is_put_to_the_council_on_the_day_of_its_title_page(read):
    part, facts = read(CABINET_MEMBER)
    assert part.header.title == "Report of Councillor Jane O'Neill, Cabinet Member for Children and Education"
    assert part.header.publisher == Ref("body", "westmere-council")
    meeting = of(Meeting, facts)[0]
    assert (meeting.held_by, meeting.date.value, meeting.status) == (Ref("body", "westmere-council"), "2019-12-12", "scheduled")
    assert str(meeting.evidence[0]) == "Full Council – Thursday 12 December 2019"


def test_statements_have_a_polarity_and_commitments_are_neutral(read):
    _, facts = read(CABINET_MEMBER)
    said = {one.text: one.polarity.name for one in of(Finding, facts)}
    assert (
        said["I am pleased to report that inspectors visited on 5 and 6 November 2019 and found that the front door is effective."]
        == "strength"
    )
    assert (
        said[
            "A campaign will be launched in January 2020. We will clearly explain what carers can expect from a new team in March 2020."
        ]
        == "neutral"
    )


def test_the_signature_is_no_statement(read):
    _, facts = read(CABINET_MEMBER)
    assert not any("Cllr" in one.text for one in of(Finding, facts))


def test_decisions_in_running_text_have_their_body_and_day_and_doubtful_ones_are_none(read):
    _, facts = read(CABINET_MEMBER)
    decided = [(one.text, one.made_by.slug, one.date.value if one.date else None) for one in of(Decision, facts)]
    assert decided == [
        ("On 14 October 2019 Cabinet approved the sufficiency strategy for 2020 to 2023.", "westmere-cabinet", "2019-10-14"),
        ("The new youth justice plan was approved by Cabinet on 9 September 2019.", "westmere-cabinet", "2019-09-09"),
        ("The contract, which was approved by Executive, runs for a year.", "westmere-executive", None),
    ]
    assert [one.meeting.slug if one.meeting else None for one in of(Decision, facts)] == [
        "westmere-cabinet-2019-10-14",
        "westmere-cabinet-2019-09-09",
        None,
    ]


def test_the_council_is_found_in_the_text_when_the_title_page_names_none(read):
    part, facts = read(PORTFOLIO)
    assert part.header.about == Ref("body", "kelby-council")
    assert [one.date.value for one in of(Meeting, facts)] == ["2020-07-23"]


def test_cells_of_a_grid_are_plans_each_once_and_displaced_headings_are_unread(read):
    _, facts = read(PORTFOLIO)
    plans = [one.text for one in of(Finding, facts) if "grid" in one.ref.slug]
    assert plans == [
        "Strengthen the offer to families",
        "Launch the portal",
        "Train all staff",
        "Evaluate the portal in 2022",
        "Review of the front door",
    ]
    assert {one.polarity.name for one in of(Finding, facts) if "grid" in one.ref.slug} == {"neutral"}
    assert [(one.reason, str(one.evidence[0])) for one in of(Unread, facts)] == [
        ("the picture that it speaks of is not in the text", "A graph of demand is attached as the chart below."),
        (
            "its columns are displaced in the rows below, so which plan is for when is not read",
            "Challenges\tPriorities\tShort term\tLong term",
        ),
        ("the cell repeats the words of an earlier one", "Launch the portal"),
    ]


def test_a_title_page_of_lines_in_capitals_is_one(read):
    part, facts = read(LINES)
    assert (part.header.title, part.header.issued.value) == ("EXECUTIVE MEMBER'S REPORT", "2016-09-14")
    assert [one.text for one in of(Finding, facts)] == ["This report informs Council of progress in my portfolio."]
    assert of(Meeting, facts) == []


def test_items_of_minutes_and_agendas_open_no_report(families, world):
    assert list(families[FAMILY].openings(Document.from_text(NOT_ONE).span, world)) == []


def test_the_day_of_the_meeting_may_stand_above_the_title(families, world):
    (opening,) = families[FAMILY].openings(Document.from_text("AGREED to note the report.\n\n" + CABINET_MEMBER).span, world)
    assert str(opening.at) == "Westmere Borough Council"


def test_a_report_in_a_pack_begins_at_its_title_page(families, world):
    (opening,) = families[FAMILY].openings(Document.from_text("AGREED that it be noted.\n\n\n\n\n" + LINES).span, world)
    assert str(opening.at) == "COUNCIL"


@pytest.mark.parametrize(
    "piece", ["was approved by Cabinet ", "will ", "<ul>", "a\t<li>", "A", "Councillor A B ", "“", "Executive Member "]
)
def test_long_runs_take_linear_time(families, world, piece):
    def read_all(text):
        for part in mapping.split(Document.from_text(text), {FAMILY: families[FAMILY]}, world, "doc"):
            list(families[FAMILY].read(part))

    assert_linear(read_all, piece, "Kelby City Council\n\nExecutive Member Report to Council 3 May 2019\n\nHomes\n\n")


TITLED = """REPORT TO THE CHILDREN AND FAMILIES SCRUTINY COMMISSION

Date: 10 March 2021
Author: Ann Lowe, Head of Safeguarding and Quality

Fostering in Westmere: annual report

1. Purpose

1.1 This report tells the Commission of the fostering service of Westmere Borough Council.

2. Recommendations

The Commission is asked to note the report.
"""


def test_a_report_may_be_titled_with_the_body_that_it_is_put_to(read):
    part, facts = read(TITLED)
    assert part.family == FAMILY
    assert (part.header.title, part.header.issued.value) == ("Fostering in Westmere: annual report", "2021-03-10")
    assert [one.held_by.slug for one in of(Meeting, facts)] == ["westmere-children-and-families-scrutiny-commission"]
    assert [(one.text, one.addressed_to) for one in of(Recommendation, facts)] == [
        ("The Commission is asked to note the report.", ())
    ]


def test_an_officers_report_names_the_cabinet_above_its_day(read):
    part, facts = read(
        "Westmere Borough Council\n\nReport of the Director of Children's Services to the Cabinet\n\n10 March 2021\n\n"
        "1. Staff\n\n1.1 There are nine teams.\n"
    )
    assert (part.family, part.header.issued.value) == (FAMILY, "2021-03-10")
    assert [one.held_by.slug for one in of(Meeting, facts)] == ["westmere-cabinet"]


@pytest.mark.parametrize(
    "text",
    [
        "Report to the Panel\n\nThe panel asked for a report. It met on 3 May 2021.\n",
        "Agenda\n\n5. REPORT TO THE CABINET\n\nDate: 3 May 2021\n",
        "The director will report to the Cabinet\n\non 3 May 2021 and the author will be there.\n",
    ],
)
def test_words_of_a_report_to_a_body_open_none(text, families, world):
    assert FAMILY not in [one.family for one in mapping.split(Document.from_text(text), families, world)]


def test_the_number_of_an_item_parts_no_title_page(read):
    part, _ = read(
        "Westmere Borough Council\nCOUNCIL MEETING OF WEDNESDAY 18 OCTOBER 2017\nItem 9(c)\n\nREPORT OF THE CABINET MEMBER FOR CHILDREN'S SERVICES\n"
        "Councillor Jane O'Neill\n\nMr Mayor, I am pleased to give Members my yearly account of the portfolio.\n"
    )
    assert part.header.issued.value == "2017-10-18"
