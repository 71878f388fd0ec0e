"""Business cases: the project and its places, decisions, benefits, staff, milestones, partners."""

from decimal import Decimal

import pytest

from kg import mapping
from kg.facts import (
    Allocation,
    Body,
    Decision,
    Finding,
    Inspection,
    Meeting,
    Milestone,
    Participation,
    Place,
    Programme,
    Recommendation,
    Ref,
    Relationship,
    Unread,
)
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "business-case"

HUBS = """Northfield County Council
Outline Business Case – Family Hubs Programme
Version 0.3
May 2023

1. Strategic context
Cabinet approved the Family Hubs Programme on 7 March 2023. It was agreed that hubs will open in two towns.

2. Objectives
a) Fewer families in crisis
b) Earlier support in Ashby and Melton

3. Staffing for Ashby
• Early Help Team – 3.5 FTE (existing)
• Health visitors: 2 WTE, 3 days a week (new)
• 1 Family Hub Manager (new)
• Police: 1 x PCSO, 2x hot desks
• Libraries: 2x desks, 5 days per week (Existing)
• Children Social Care 3 x Social Workers – 1 from assessment and 2 from safeguarding (New)
Total staff: 12.5

4. Milestones
Task\tOwner\tDue\tRef
Recruit hub manager\tPriya Nair\t30/09/2023\tM1
Open Ashby hub\tPN / Programme Board\tJanuary 2024\tM2
Meeting - Tom Field, Priya, Ann Lee and Jo\tPriya Nair\t12 June 2023\tM3
Evaluate\tTBC\tSpring\tM4
Report\tDesign Group (DG)\tNovember\tM5

5. Partners
Our partners include Northfield Police, the Melton Housing Trust and Barnardo's.
"""

PROJECT = """PROJECT INITIATION DOCUMENT

Project name: Safer Streets
Council: Kelby City Council
Date: 02/02/2021

Benefits

Benefit | Measure | Target
Fewer incidents | Police recorded crime | 10% reduction
Better lighting | Survey | 80% satisfied

Community feedback:

• Streets survey (2019)
• Town meeting (March 2020)
• A list of names

Priorities for residents:

• More patrols
• Lighting

The agreed indicators as of September 2021 are :

Milestones

| No. | Milestone | Start | End (achieved) | Responsible |
|---|---|---|---|---|
| 1 | Appoint contractor | Feb 2021 | 31/03/2021 | J. Brown |
| 2 | Install lights | 01/04/2021 | 31/06/2021 | Highways Team |
| 3 | Meeting with Ann Lee and Tom Field | May | 12/06/2021 | Highways Team |
"""

PILOTS = """SAFER PLACES PANEL 21 SEPTEMBER 2021

Background and Business Case

Strategic Context

A report outlining a proposal to implement Locality Working was approved at Executive on 8th October 2019 by members of Harrowdale Council.

Business case for pilot in Marlpit

The ward is deprived.

Staffing levels for Marlpit are;

- Environment: 5x Staff, 5 days per week (Existing)
- Community Safety: 10.5x Staff (Existing)

Total number of dedicated staff = **16**

Business case for pilot in North Quay

North Quay – proposed resource:

- Environment: 1x Staff (Existing)
- Police: 10x Staff, 4x hot desks, 7 days per week (New)
- Total number of dedicated staff = **11**
"""


def of(kind, facts):
    return [fact for fact in facts if isinstance(fact, kind)]


def test_the_title_page_names_council_month_and_project(read):
    part, facts = read(HUBS)
    assert part.header.title == "Outline Business Case – Family Hubs Programme"
    assert (part.header.issued.value, part.header.publisher) == ("2023-05", Ref("body", "northfield-council"))
    (project,) = of(Programme, facts)
    assert (project.name, project.kind.name) == ("Family Hubs Programme", "programme")


def test_decisions_are_read_from_running_text(read):
    _, facts = read(HUBS)
    assert [(one.text, one.made_by, one.date.value if one.date else None) for one in of(Decision, facts)] == [
        ("Cabinet approved the Family Hubs Programme on 7 March 2023.", Ref("body", "northfield-cabinet"), "2023-03-07"),
        ("It was agreed that hubs will open in two towns.", None, None),
    ]


def test_each_staffing_line_has_its_headcount_days_and_place(read):
    _, facts = read(HUBS)
    lines = [(one.label, one.headcount, one.days_per_week, one.new) for one in of(Allocation, facts)]
    assert lines == [
        ("Early Help Team", Decimal("3.5"), None, False),
        ("Health visitors", Decimal(2), Decimal(3), True),
        ("1 Family Hub Manager (new)", Decimal(1), None, True),
        ("Police", Decimal(1), None, None),
        ("Libraries", Decimal(2), Decimal(5), False),
        ("Children Social Care", Decimal(3), None, True),
        ("Total staff", Decimal("12.5"), None, None),
    ]
    assert {one.place.slug for one in of(Allocation, facts)} == {"ashby"}
    assert [one.name for one in of(Place, facts)] == ["Ashby"]
    assert [str(span) for span in of(Allocation, facts)[0].evidence] == [
        "• Early Help Team – 3.5 FTE (existing)",
        "Staffing for Ashby",
    ]


def test_counts_stand_before_or_after_the_post_and_room_is_no_team(read):
    _, facts = read(
        "Kelby City Council\n\nHub: Full Business Case\n\n1 May 2016\n\nResources\n\nThe hub in Kelby will need:\n\n"
        "- 2 FTE Community Wardens (existing)\n- Housing Officer x 3\n- Youth workers: 1.5\n- Space for the police (6 hot desks)\n"
    )
    assert [(one.label, one.headcount, one.team) for one in of(Allocation, facts)] == [
        ("2 FTE Community Wardens (existing)", Decimal(2), None),
        ("Housing Officer", Decimal(3), None),
        ("Youth workers", Decimal("1.5"), None),
        ("Space for the police", Decimal(6), None),
    ]


def test_milestones_are_read_with_columns_in_any_order(read):
    _, facts = read(HUBS)
    made = {one.number: one for one in of(Milestone, facts)}
    assert [(one.number, one.label, one.until.value if one.until else None) for one in made.values()] == [
        ("M1", "Recruit hub manager", "2023-09-30"),
        ("M2", "Open Ashby hub", "2024-01"),
        ("M3", "Meeting - Tom Field, Priya, Ann Lee and Jo", "2023-06-12"),
        ("M4", "Evaluate", None),
        ("M5", "Report", ""),
    ]
    assert [ref.slug for ref in made["M2"].responsible] == ["northfield-priya-nair", "northfield-programme-board"]
    assert (made["M4"].responsible, made["M4"].responsible_printed) == ((), "TBC")
    assert made["M5"].until.printed == "November"
    assert str(made["M1"].evidence[1]) == "Task\tOwner\tDue\tRef"


def test_a_meeting_among_the_milestones_has_the_people_it_names(read):
    _, facts = read(HUBS)
    (meeting,) = [one for one in of(Meeting, facts) if "milestone" in one.label]
    assert (meeting.label, meeting.date.value, meeting.status) == ("meeting, milestone M3", "2023-06-12", "scheduled")
    assert [(one.participant.slug, one.capacity.name) for one in of(Participation, facts)] == [
        ("northfield-tom-field", "attendee"),
        ("northfield-priya-nair", "attendee"),
        ("northfield-ann-lee", "attendee"),
        ("northfield-jo", "attendee"),
    ]


def test_partners_take_part_in_the_project(read):
    _, facts = read(HUBS)
    (project,) = of(Programme, facts)
    linked = of(Relationship, facts)
    assert {one.object for one in linked} == {project.ref}
    assert {one.kind.name for one in linked} == {"takes-part-in"}
    assert [one.subject.slug for one in linked] == ["northfield-police", "northfield-melton-housing-trust", "barnardos"]


def test_benefits_objectives_and_priorities_are_neutral_findings_about_the_project(read):
    _, facts = read(PROJECT)
    (project,) = of(Programme, facts)
    found = {one.text: one for one in of(Finding, facts)}
    assert found["Fewer incidents: Police recorded crime: 10% reduction"].about == (project.ref,)
    assert {found[text].polarity.name for text in ("More patrols", "Lighting")} == {"neutral"}
    assert str(found["Lighting"].evidence[1]) == "Priorities for residents:"


def test_sources_are_studies_and_meetings_with_their_dates(read):
    _, facts = read(PROJECT)
    assert [(one.label, one.kind, one.until.value) for one in of(Inspection, facts)] == [("Streets survey", "Study", "2019")]
    assert [(one.label, one.date.value) for one in of(Meeting, facts) if one.date.value == "2020-03"] == [
        ("Town meeting", "2020-03")
    ]


def test_a_table_with_bars_keeps_an_impossible_day_as_printed(read):
    _, facts = read(PROJECT)
    made = of(Milestone, facts)
    assert [(one.since.value, one.since.printed, one.until.value, one.until.printed) for one in made] == [
        ("2021-02", "Feb 2021", "2021-03-31", "31/03/2021"),
        ("2021-04-01", "01/04/2021", "", "31/06/2021"),
        ("", "May", "2021-06-12", "12/06/2021"),
    ]
    assert [ref.slug for one in made for ref in one.responsible] == ["kelby-j-brown", "kelby-highways-team", "kelby-highways-team"]
    held = [one for one in of(Meeting, facts) if "milestone" in one.label]
    assert [(one.status, one.date.value) for one in held] == [("held", "2021-06-12")]


def test_a_list_that_was_lost_is_unread(read):
    _, facts = read(PROJECT)
    assert [str(one.evidence[0]) for one in of(Unread, facts)] == ["The agreed indicators as of September 2021 are :"]


def test_pilots_in_two_places_are_one_project_with_staff_in_each(read):
    part, facts = read(PILOTS)
    (project,) = of(Programme, facts)
    assert (part.header.title, project.name, project.kind.name) == ("Background and Business Case", "Locality Working", "pilot")
    assert [place.slug for place in project.operates_in] == ["marlpit", "north-quay"]
    assert [(one.label[:11], one.headcount, one.place.slug) for one in of(Allocation, facts)] == [
        ("Environment", Decimal(5), "marlpit"),
        ("Community S", Decimal("10.5"), "marlpit"),
        ("Total numbe", Decimal(16), "marlpit"),
        ("Environment", Decimal(1), "north-quay"),
        ("Police", Decimal(10), "north-quay"),
        ("Total numbe", Decimal(11), "north-quay"),
    ]
    assert [one.made_by.slug for one in of(Decision, facts)] == ["harrowdale-executive"]
    assert {one.kind for one in of(Body, facts) if one.name == "Environment"} == {"Service"}


def test_headings_inside_a_case_begin_no_other_one(families, world):
    found = list(families[FAMILY].openings(Document.from_text("AGREED to note it.\n\n" + PILOTS).span, world))
    assert [str(opening.at) for opening in found] == ["SAFER PLACES PANEL 21 SEPTEMBER 2021"]


def test_the_number_of_a_version_is_no_page(families, world):
    text = "KELBY COUNCIL\nCABINET – 21 MAY 2019\n\nNORTH KELBY HUBS\nWorking business case, {}\n\nA. WHAT THIS IS ABOUT\n\nTwo hubs are now open.\n"
    for words, begun in (("version 4", 1), ("final draft 2", 1), ("phase 2", 1), ("annex 4", 0)):
        assert len(list(families[FAMILY].openings(Document.from_text(text.format(words)).span, world))) == begun, words


def test_the_mention_of_a_business_case_begins_none(families, world):
    text = "7. Outline Business Case 3 - 20\n\nThe Board asked for a business case for the\nOutline Business Case of the hub which had been late.\n"
    assert list(families[FAMILY].openings(Document.from_text(text).span, world)) == []


@pytest.mark.parametrize(
    "piece",
    ["1x Staff ", "- 1x A\n", "a\tb\tc\n", "| a ", "November ", "total 1 ", "A", "partners include ", "1.", "business case "],
)
def test_long_runs_take_linear_time(families, world, piece):
    def read_all(text):
        for part in mapping.split(Document.from_text(text), {FAMILY: families[FAMILY]}, world, "doc"):
            list(families[FAMILY].read(part))

    assert_linear(read_all, piece, "Kelby City Council\n\nOutline Business Case\n\nMay 2021\n\nStaffing for Ashby\n\n")


TABLES = """Calderby Council

Outline Business Case

Family Hubs Programme

17/05/2021

1. Purpose

This case sets out proposals to establish hubs in Calderby.

2. Objectives

By March 2024 we want to see:
• Fewer children coming into care
• Families getting help earlier

3. Benefits

Benefit\tMeasure\tBaseline (2020/21)\tTarget (2023/24)
Fewer referrals\tReferrals to children's social care\t3,412\t2,900
Less abuse\tRepeat MARAC cases (%)\t31%\t25%

4. Staffing

Post\tGrade\tFTE\tDays per week\tFunding
Family Hub Manager\tPO5\t1.0\t5\tNew
Health Visitor\tBand 6\t2\t\tExisting – health trust
Volunteer\t\tmany\t\t
Total\t\t3

5. Milestones

Milestone\tOwner\tDate
Cabinet approval\tJane Firth\t22.06.21
Evaluation report\ttbc\tQ4 2022/23
"""


def test_the_project_is_named_by_the_line_of_the_title_page(read):
    _, facts = read(TABLES)
    assert [(one.ref.slug, one.name) for one in of(Programme, facts)] == [
        ("calderby-family-hubs-programme", "Family Hubs Programme")
    ]


def test_a_table_of_staff_gives_each_role_with_its_number(read):
    _, facts = read(TABLES)
    assert [(one.label, one.headcount, one.days_per_week, one.new) for one in of(Allocation, facts)] == [
        ("Family Hub Manager", Decimal("1.0"), Decimal(5), True),
        ("Health Visitor", Decimal(2), None, False),
        ("Total", Decimal(3), None, None),
    ]


def test_only_the_rows_of_the_table_of_benefits_are_benefits(read):
    _, facts = read(TABLES)
    assert [one.text for one in of(Finding, facts) if ":" in one.text] == [
        "Fewer referrals: Referrals to children's social care: 3,412: 2,900",
        "Less abuse: Repeat MARAC cases (%): 31%: 25%",
    ]
    assert "Benefits" not in [one.text for one in of(Finding, facts)]


def test_nobody_answers_for_a_milestone_to_be_confirmed(read):
    _, facts = read(TABLES)
    assert [(one.label, one.until.value, one.responsible_printed) for one in of(Milestone, facts)] == [
        ("Cabinet approval", "2021-06-22", "Jane Firth"),
        ("Evaluation report", "2023-03-31", "tbc"),
    ]
    assert [len(one.responsible) for one in of(Milestone, facts)] == [1, 0]


def test_the_head_of_a_report_below_the_title_of_a_case_begins_no_report(families, world):
    text = (
        "LOCALITY WORKING IN FAMILIES\n\nBUSINESS CASE\n\nReport to:          Cabinet\nDate:               Friday 11 June 2021\n"
        "Report of:          Ann Lee, Director of Children and Families\nPortfolio Holder:   Councillor Jo Ash\n\n1.  PURPOSE\n\n"
        "1.1  To ask Cabinet to agree the move of early help into locality teams.\n"
    )
    (part,) = mapping.split(Document.from_text(text), families, world)
    assert (part.family, part.header.issued.value) == (FAMILY, "2021-06-11")
    (report,) = mapping.split(Document.from_text(text.replace("BUSINESS CASE\n\n", "")), families, world)
    assert report.family == "executive-report"


PROPOSED = """Northfield County Council
Business Case – Small Homes Project
May 2023

1. Summary
Cabinet is asked to approve capital of £640,000. It is proposed that the council opens two small homes.
It was proposed that a site be bought. Parents are asked to tell us what they think. Cabinet is asked to consider the following:

2. Background
The inspectors' earlier report said that Cabinet is asked to act. Is it proposed that the home closes?

3. Recommendations
Cabinet is asked to:
(a) approve capital of £640,000;
(b) delegate the award of contracts to the director.

It is further proposed that a review be brought back to the Cabinet within twelve months.
"""


def test_what_a_case_asks_for_is_a_recommendation_and_no_finding(read):
    _, found = read(PROPOSED)
    asked = [(one.number, one.text) for one in found if isinstance(one, Recommendation)]
    assert asked == [
        ("a", "approve capital of £640,000;"),
        ("b", "delegate the award of contracts to the director."),
        ("", "It is further proposed that a review be brought back to the Cabinet within twelve months."),
        ("", "It is proposed that the council opens two small homes."),
    ]
    assert not any("delegate" in one.text for one in found if isinstance(one, Finding))
