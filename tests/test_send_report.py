"""Reports on area SEND inspections: the outcome, the partnership, the team in its columns, what is asked for and of whom."""

import pytest

from kg import mapping
from kg.facts import (
    Body,
    Finding,
    Inspection,
    Judgement,
    Membership,
    Milestone,
    Observation,
    Participation,
    Person,
    Post,
    Programme,
    Recommendation,
    Relationship,
)
from kg.reading.headed import Headings, headed
from kg.reading.outcomes import outcome
from kg.reading.requests import requests
from kg.reading.streams import streams
from kg.reading.teams import team
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "send-report"

RAW = """Local area partnership report

Area SEND inspection of Westmere
Local Area Partnership
Inspection dates: 28 April to 2 May 2025
Dates of previous inspection: 31 January 2022 to 3 February 2022

Inspection outcome
The local area partnership’s arrangements lead to incon-
sistent experiences and outcomes for children and young people with special educational
needs and/or disabilities (SEND). The local area partnership must work jointly to make improvements.
The next full area SEND inspection will be within approximately three years.
Ofsted and the Care Quality Commission (CQC) ask that the local area partnership updates
and publishes its strategic plan based on the recommendations set out in this report.

Information about the local area partnership
Westmere Borough Council and NHS Mid Shires Integrated Care Board (ICB) are jointly
responsible for the planning and commissioning of services for children with SEND.
The local authority commissions 12 alternative providers.

What is it like to be a child or young person with special
educational needs and/or disabilities (SEND) in this area?
Children’s experiences are mixed. Some children wait too long to be assessed. In the previous
inspection, arrangements led to inconsistent experiences and outcomes.
Area SEND inspection report: Westmere Local Area Partnership
28 April to 2 May 2025

2

What is the area partnership doing that is effective?
◼ The virtual school is a strength. It supports children in care well.
◼ Although children can wait for therapy, there is a wide range of support while they do, and the team has grown
from five to
Area SEND inspection report: Westmere Local Area Partnership
28 April to 2 May 2025

3

nine workers.

What does the area partnership need to do better?
◼ Waiting times for autism assessments are too long, at 104 weeks on average.
◼ The local offer is hard to find.

Areas for improvement
Areas for improvement
1. The local area partnership should ensure that plans are reviewed each year. Data
should be used to show what has improved.
2. Leaders from the ICB should reduce waits for therapies, with support as
Area SEND inspection report: Westmere Local Area Partnership
28 April to 2 May 2025

4

appropriate from the local authority.
3. Leaders from the local authority and the ICB should publish one local offer.

Local area partnership details
Local authority
Westmere Borough Council

Integrated care board
NHS Mid Shires,
Integrated Care Board

Anne-Marie O’Dowd, Director of Children’s
Services (interim)

Mark Ashe OBE, Chief Executive Officer

www.westmere.gov.uk

www.midshires.icb.nhs.uk

Town Hall, Market Street, Westmere WM1
1AA.

Information about this inspection
The inspection was led by one of His Majesty’s Inspectors (HMI) from Ofsted, with a team
of inspectors, including: two HMI; and a lead Children’s Services Inspector from the CQC.
Inspection team
Ofsted
Rhona Sharp, Ofsted HMI lead
inspector

Care Quality Commission
Andrea Cross-Joyce, CQC lead inspector

Kate Grindley, Ofsted HMI
Dawn Crane, Ofsted inspector

Dan Garrick, CQC inspector

Area SEND inspection report: Westmere Local Area Partnership
28 April to 2 May 2025

5

If you are not happy with the inspection or the report, you can complain to Ofsted.
Piccadilly Gate
Store Street
Manchester
M1 2WD
"""

LAYOUT = """Local Area Partnership report


 Area SEND inspection of the Northby Local Area
 Partnership

 Inspection dates: 3 to 7 July 2023
 Date of previous inspection: 5 to 9 June 2017

 Inspection outcome

 There are widespread and/or
 systemic failings leading to significant concerns about the experiences and outcomes of
 children and young people with special educational needs and/or disabilities (SEND), which
 the local area partnership must address urgently.

 A monitoring inspection will be carried out within approximately 18 months. The next full
 reinspection will be within approximately three years.

 As a result of this inspection, HMCI requires the local area partnership to prepare and
 submit a priority action plan (area SEND) by 6 November 2023 to address the areas below.

Information about the local area partnership
The local area partnership is made up of Northby City Council and two NHS bodies: NHS East Vale
Integrated Care Board and NHS West Vale Integrated Care Board.

What is it like to be a child or young person with SEND in this area?
Too many children wait. Their parents do not feel heard.

What does the area partnership need to do better?
   ◼ Leaders do not know how many children are out of school.

Areas for priority action

 Responsible body                     Areas for priority action

 Northby City Council                 Leaders should urgently ensure that annual reviews
                                      happen on time.

 NHS East Vale Integrated             Leaders across the partnership should act to reduce waits
 Care Board and NHS West              for neurodevelopmental assessments. This includes
 Vale Integrated Care Board           support while children wait.

 Northby City Council and the ICBs    Commissioners must agree one plan for
                                      therapies.


Northby Local Area Partnership, 3 to 7 July 2023                                              4

Areas for improvement
Areas for improvement
Leaders should improve the information that families receive, so that they know where to
turn for help.
Leaders across education, health and care should make sure that the views of young
people are heard. They should tell them what has changed.


Local area partnership details

 Local Authority                    Integrated Care Boards
 Northby City Council               NHS East Vale Integrated Care Board
 Sam Lee, Director of Children’s    NHS West Vale Integrated Care Board
 Services
 www.northby.gov.uk                 Priya Nair, Chief Nurse
 Civic Hall                         www.eastvale.icb.nhs.uk


Inspection team

Ofsted                                             Care Quality Commission
Gaynor Robins, Ofsted HMI, lead inspector Lesley Parry, CQC lead inspector
Andrew White HMI, Ofsted                           Tess Vale, CQC inspector
Ann Gravel, team inspector                         Jo Moss, team inspector

The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects.
"""

TABS = """# Area SEND inspection of Easthaven Local Area Partnership

**Inspection dates:** 12 to 16 February 2024

**Date of previous inspection:** not applicable

Report published: 19 April 2024

## Inspection outcome

The local area partnership’s special educational needs and/or disabilities (SEND) arrangements typically lead to positive experiences and outcomes for children and young people with SEND. The local area partnership is taking action where improvements are needed.

The next full area SEND inspection will be within approximately five years.

## What is it like to be a child or young person with SEND in this area?

Children are at the heart of what leaders do.

## What is the area partnership doing that is effective?

• Leaders know their area well.

• Practitioners work together.

## What does the area partnership need to do better?

• Older plans are not always updated.

## Areas for improvement

Areas for improvement\tResponsible body

Leaders should review older plans each year.\tEasthaven Council

Leaders should extend overnight short breaks for young adults.\tEasthaven Council and NHS Coast Integrated Care Board

## Local area partnership details

Local authority\tIntegrated care board
Easthaven Council\tNHS Coast Integrated Care Board
Jo Bell, Executive Director of People\tKim Cho, Chief Executive
www.easthaven.gov.uk\twww.coast.icb.nhs.uk

## Inspection team

Ofsted\tCare Quality Commission
Lee Thirl, Ofsted HMI Lead inspector\tDan Crick, CQC Lead inspector
Sara Canty, Ofsted HMI\tLea Pick, CQC inspector
"""

CLEAN = """Area SEND inspection of St. Ives and Westmere Local Area Partnership

Inspection dates: 3 to 7 July 2023

Inspection outcome

There are widespread and/or systemic failings leading to significant concerns about the experiences and outcomes of children and young people with SEND, which the local area partnership must address urgently.

What does the area partnership need to do better?

Health services do not share information well.

Areas for priority action

Responsible bodies: Local authority and NHS Mid Shires Integrated Care Board

Leaders, including those in health, should urgently:

• complete all overdue assessments;

• put in place one register of children who wait.

Responsible body: NHS Mid Shires Integrated Care Board

Leaders should commission a community nursing service.

Areas for improvement

The partnership should agree how it measures outcomes.

Leaders should widen the choice of short breaks.

Inspection team

Ofsted

Jane Deer, His Majesty’s Inspector, lead inspector

Sir Tom Hart, Ofsted Inspector

Care Quality Commission

Mary Hind, Children’s Services Inspector, lead inspector
"""

MONITORING = """Area SEND monitoring inspection of Northby Local Area Partnership
Inspection dates: 14 to 16 January 2025
Date of previous inspection: 3 to 7 July 2023

Inspection outcome
Leaders have taken effective action to address two of the three areas for priority action. They have not taken effective action on waits for assessments.

Areas for priority action
Responsible body: The local authority and the ICB
◼ Leaders should continue to reduce waits for neurodevelopmental assessments.

Inspection team
Lead inspector: Rhona Sharp, HMI, Ofsted
CQC lead inspector: Andrea Cross
"""

SHORT = """Area SEND inspection of Hillshire

Inspection date(s): 3 to 7 July
Published on 12 September 2023

The local area partnership’s arrangements typically lead to positive experiences and outcomes.

Area SEND inspection report: Hillshire, 3 to 7 July 2023
"""


def of(facts, kind):
    return [fact for fact in facts if isinstance(fact, kind)]


def spans(fact):
    return [" ".join(str(span).split()) for span in fact.evidence]


def members(facts):
    """Name, capacity, inspectorate and printed role of each member of the team."""
    names = {person.ref: person.name for person in of(facts, Person)}
    return [
        (names[one.participant], one.capacity.name, one.on_behalf_of.slug if one.on_behalf_of else "", one.printed)
        for one in of(facts, Participation)
    ]


def asked(facts):
    """Kind, number, addressees and first words of what is asked for."""
    return [
        (one.kind.name, one.number, [ref.slug for ref in one.addressed_to], " ".join(one.text.split()[:5]))
        for one in of(facts, Recommendation)
    ]


def offices(facts):
    names = {person.ref: person.name for person in of(facts, Person)}
    return [
        (names[one.person], one.body.slug, one.role.name, one.printed)
        for one in of(facts, Membership)
        if one.body.slug not in ("ofsted", "care-quality-commission")
    ]


@pytest.mark.parametrize(
    ("text", "title", "about", "since", "until", "issued"),
    [
        (RAW, "Area SEND inspection of Westmere Local Area Partnership", "westmere-council", "2025-04-28", "2025-05-02", None),
        (LAYOUT, "Area SEND inspection of the Northby Local Area Partnership", "northby-council", "2023-07-03", "2023-07-07", None),
        (
            TABS,
            "Area SEND inspection of Easthaven Local Area Partnership",
            "easthaven-council",
            "2024-02-12",
            "2024-02-16",
            "2024-04-19",
        ),
        (
            CLEAN,
            "Area SEND inspection of St. Ives and Westmere Local Area Partnership",
            "st-ives-and-westmere-council",
            "2023-07-03",
            "2023-07-07",
            None,
        ),
        (SHORT, "Area SEND inspection of Hillshire", "hillshire-council", "2023-07-03", "2023-07-07", "2023-09-12"),
    ],
)
def test_the_first_page_gives_title_council_and_dates(text, title, about, since, until, issued, read):
    part, facts = read(text)
    main = of(facts, Inspection)[0]
    assert (part.header.title, part.header.about.slug, part.header.publisher.slug) == (title, about, "ofsted")
    assert (part.header.issued.value if part.header.issued else None) == issued
    assert (main.kind, main.framework.name, main.inspects.slug) == ("JointInspection", "area-send", about)
    assert (main.since.value, main.until.value) == (since, until)
    assert [ref.slug for ref in main.conducted_by] == ["ofsted", "care-quality-commission"]


def test_the_inspection_before_is_one_of_its_own(read):
    _, facts = read(RAW)
    main, before = of(facts, Inspection)
    assert spans(main) == ["Area SEND inspection of Westmere Local Area Partnership", "Inspection dates: 28 April to 2 May 2025"]
    assert (before.ref.slug, before.since.value, before.until.value) == ("westmere-council-2022-01-31", "2022-01-31", "2022-02-03")
    assert spans(before)[0] == "Dates of previous inspection: 31 January 2022 to 3 February 2022"
    assert (before.conducted_by, before.framework.name) == ((), "area-send")
    assert len(of(read(TABS)[1], Inspection)) == 1  # "not applicable"


@pytest.mark.parametrize(
    ("text", "grade", "first"),
    [
        (RAW, "inconsistent", "The local area partnership’s arrangements lead to inconsistent"),
        (LAYOUT, "systemic-failings", "There are widespread and/or systemic failings leading"),
        (TABS, "positive", "The local area partnership’s special educational needs and/or"),
        (CLEAN, "systemic-failings", "There are widespread and/or systemic failings leading"),
        (SHORT, "positive", "The local area partnership’s arrangements typically lead"),
    ],
)
def test_the_outcome_is_a_judgement_with_its_sentence(text, grade, first, read):
    _, facts = read(text)
    (judgement,) = of(facts, Judgement)
    assert (judgement.aspect.name, judgement.grade.name) == ("send-arrangements", f"area-send/{grade}")
    assert (judgement.printed[: len(first)], judgement.printed[-1]) == (first, ".")
    assert judgement.inspection == of(facts, Inspection)[0].ref
    assert spans(judgement)[0].endswith(".")


@pytest.mark.parametrize(
    "sentence",
    [
        "The arrangements do not yet typically lead to positive experiences and outcomes.",
        "In the previous inspection the arrangements led to inconsistent experiences, and they no longer lead to inconsistent experiences and outcomes.",
        "Inspectors consider whether the arrangements typically lead to positive experiences and outcomes or lead to inconsistent experiences and outcomes.",
        "There are no widespread and/or systemic failings.",
        "Leaders told inspectors that their arrangements “typically lead to positive experiences and outcomes”.",
        "If there are systemic failings, a monitoring inspection follows.",
    ],
)
def test_a_denied_supposed_or_quoted_outcome_is_none(sentence, world):
    assert outcome([Document.from_text(sentence).span], world) is None


def test_what_follows_from_the_outcome_is_stated(read):
    _, facts = read(LAYOUT)
    stated = [(one.polarity.name, one.text) for one in of(facts, Finding) if "/outcome-" in one.ref.slug]
    assert [polarity for polarity, _ in stated] == ["weakness", "neutral", "neutral", "neutral"]
    assert stated[1][1] == "A monitoring inspection will be carried out within approximately 18 months."
    (plan,), (step,) = of(facts, Programme), of(facts, Milestone)
    assert (plan.name, plan.kind.name, step.programme) == ("priority action plan", "plan", plan.ref)
    assert step.until.value == "2023-11-06"
    assert [ref.slug for ref in step.responsible] == ["northby-local-area-partnership"]
    assert of(read(RAW)[1], Milestone) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RAW,
            [
                ("Rhona Sharp", "lead-inspector", "ofsted", "Ofsted HMI lead inspector"),
                ("Andrea Cross-Joyce", "lead-inspector", "care-quality-commission", "CQC lead inspector"),
                ("Kate Grindley", "inspector", "ofsted", "Ofsted HMI"),
                ("Dawn Crane", "inspector", "ofsted", "Ofsted inspector"),
                ("Dan Garrick", "inspector", "care-quality-commission", "CQC inspector"),
            ],
        ),
        (
            LAYOUT,
            [
                ("Gaynor Robins", "lead-inspector", "ofsted", "Ofsted HMI, lead inspector"),
                ("Lesley Parry", "lead-inspector", "care-quality-commission", "CQC lead inspector"),
                ("Andrew White", "inspector", "ofsted", "HMI, Ofsted"),
                ("Tess Vale", "inspector", "care-quality-commission", "CQC inspector"),
                ("Ann Gravel", "inspector", "ofsted", "team inspector"),
                ("Jo Moss", "inspector", "care-quality-commission", "team inspector"),
            ],
        ),
        (
            TABS,
            [
                ("Lee Thirl", "lead-inspector", "ofsted", "Ofsted HMI Lead inspector"),
                ("Dan Crick", "lead-inspector", "care-quality-commission", "CQC Lead inspector"),
                ("Sara Canty", "inspector", "ofsted", "Ofsted HMI"),
                ("Lea Pick", "inspector", "care-quality-commission", "CQC inspector"),
            ],
        ),
        (
            CLEAN,
            [
                ("Jane Deer", "lead-inspector", "ofsted", "His Majesty’s Inspector, lead inspector"),
                ("Tom Hart", "inspector", "ofsted", "Ofsted Inspector"),
                ("Mary Hind", "lead-inspector", "care-quality-commission", "Children’s Services Inspector, lead inspector"),
            ],
        ),
        (
            MONITORING,
            [
                ("Rhona Sharp", "lead-inspector", "ofsted", "Lead inspector HMI, Ofsted"),
                ("Andrea Cross", "lead-inspector", "care-quality-commission", "CQC lead inspector"),
            ],
        ),
    ],
)
def test_the_team_is_read_from_columns_of_any_layout(text, expected, read):
    _, facts = read(text)
    assert members(facts) == expected
    held = {(one.person.slug, one.body.slug) for one in of(facts, Membership)}
    assert {(one.participant.slug, one.on_behalf_of.slug) for one in of(facts, Participation)} <= held


def test_a_role_on_the_next_line_is_cited_with_the_name(read):
    lead = of(read(RAW)[1], Participation)[0]
    assert spans(lead) == ["Rhona Sharp, Ofsted HMI lead", "inspector"]
    assert of(read(RAW)[1], Membership)[-5].attested_on.value == "2025-05-02"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ofsted\nCare Quality Commission\nAda Finch, lead inspector\nBo Grant, lead inspector",
            [("Ada Finch", ""), ("Bo Grant", "")],
        ),
        (
            "Ofsted\nAda Finch, lead inspector\n\nCQC\nBo Grant, team inspector",
            [("Ada Finch", "Ofsted"), ("Bo Grant", "Care Quality Commission")],
        ),
        (
            "Ada Finch and Bo Grant, CQC inspectors",
            [("Ada Finch", "Care Quality Commission"), ("Bo Grant", "Care Quality Commission")],
        ),
        ("• Dr Ada de la Mare SHMI\n• Bo Grant (CQC)", [("Ada de la Mare", "Ofsted"), ("Bo Grant", "Care Quality Commission")]),
        ("The team met leaders and looked at plans.", []),
    ],
)
def test_an_inspectorate_is_told_by_role_or_heading_or_not_at_all(text, expected, world):
    assert [(one.name.words, one.inspectorate) for one in team(Document.from_text(text).span, world)] == expected


def test_a_member_of_one_of_two_inspectorates_has_no_membership(read):
    text = SHORT + "\nInspection team\nOfsted\nCare Quality Commission\nAda Finch, lead inspector\nBo Grant, inspector\n"
    _, facts = read(text)
    assert members(facts) == [("Ada Finch", "lead-inspector", "", "lead inspector"), ("Bo Grant", "inspector", "", "inspector")]
    assert of(facts, Membership) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RAW,
            [
                (
                    "Anne-Marie O’Dowd",
                    "westmere-council",
                    "director-of-childrens-services",
                    "Director of Children’s Services (interim)",
                ),
                ("Mark Ashe", "mid-shires-integrated-care-board", "chief-executive", "Chief Executive Officer"),
            ],
        ),
        (LAYOUT, [("Sam Lee", "northby-council", "director-of-childrens-services", "Director of Children’s Services")]),
        (
            TABS,
            [
                ("Jo Bell", "easthaven-council", "director", "Executive Director of People"),
                ("Kim Cho", "coast-integrated-care-board", "chief-executive", "Chief Executive"),
            ],
        ),
        (CLEAN, []),
    ],
)
def test_those_who_lead_the_council_and_the_board_hold_office_there(text, expected, read):
    assert offices(read(text)[1]) == expected


def test_a_role_printed_with_another_body_is_held_there(read):
    text = (
        SHORT
        + """
Local area partnership details
Local authority: Hillshire Council
Integrated care board: NHS Uplands Integrated Care Board
Neil Kent-Brown, Chief Operating
Officer (Hillshire), Uplands
Integrated Care System
www.uplands.nhs.uk
Hill House
"""
    )
    _, facts = read(text)
    assert offices(facts) == [
        ("Neil Kent-Brown", "uplands-integrated-care-system", "officer", "Chief Operating Officer (Hillshire)")
    ]
    assert [one.name for one in of(facts, Body) if one.evidence[0].words.startswith("Neil")] == ["Uplands Integrated Care System"]


def test_council_and_boards_are_members_of_the_partnership_and_work_together(read):
    links = [(one.subject.slug, one.kind.name, one.object.slug) for one in of(read(RAW)[1], Relationship)]
    assert links[:3] == [
        ("westmere-council", "member-of", "westmere-local-area-partnership"),
        ("mid-shires-integrated-care-board", "member-of", "westmere-local-area-partnership"),
        ("westmere-council", "works-with", "mid-shires-integrated-care-board"),
    ]
    _, facts = read(LAYOUT)
    made_up = [one for one in of(facts, Relationship) if len(one.evidence) == 1 and "made up" in one.evidence[0].words]
    assert [one.subject.slug for one in made_up] == [
        "northby-council",
        "east-vale-integrated-care-board",
        "west-vale-integrated-care-board",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RAW,
            [
                ("area-for-improvement", "1", ["westmere-local-area-partnership"], "The local area partnership should"),
                ("area-for-improvement", "2", ["mid-shires-integrated-care-board"], "Leaders from the ICB should"),
                (
                    "area-for-improvement",
                    "3",
                    ["westmere-council", "mid-shires-integrated-care-board"],
                    "Leaders from the local authority",
                ),
            ],
        ),
        (
            LAYOUT,
            [
                ("priority-action", "", ["northby-council"], "Leaders should urgently ensure that"),
                (
                    "priority-action",
                    "",
                    ["east-vale-integrated-care-board", "west-vale-integrated-care-board"],
                    "Leaders across the partnership should",
                ),
                (
                    "priority-action",
                    "",
                    ["northby-council", "east-vale-integrated-care-board", "west-vale-integrated-care-board"],
                    "Commissioners must agree one plan",
                ),
                ("area-for-improvement", "", ["northby-local-area-partnership"], "Leaders should improve the information"),
                ("area-for-improvement", "", ["northby-local-area-partnership"], "Leaders across education, health and"),
            ],
        ),
        (
            TABS,
            [
                ("area-for-improvement", "", ["easthaven-council"], "Leaders should review older plans"),
                (
                    "area-for-improvement",
                    "",
                    ["easthaven-council", "coast-integrated-care-board"],
                    "Leaders should extend overnight short",
                ),
            ],
        ),
        (
            CLEAN,
            [
                (
                    "priority-action",
                    "",
                    ["st-ives-and-westmere-council", "mid-shires-integrated-care-board"],
                    "complete all overdue assessments;",
                ),
                (
                    "priority-action",
                    "",
                    ["st-ives-and-westmere-council", "mid-shires-integrated-care-board"],
                    "put in place one register",
                ),
                ("priority-action", "", ["mid-shires-integrated-care-board"], "Leaders should commission a community"),
                ("area-for-improvement", "", ["st-ives-and-westmere-local-area-partnership"], "The partnership should agree how"),
                ("area-for-improvement", "", ["st-ives-and-westmere-local-area-partnership"], "Leaders should widen the choice"),
            ],
        ),
        (MONITORING, [("priority-action", "", ["northby-council"], "Leaders should continue to reduce")]),
    ],
)
def test_areas_for_action_and_improvement_have_their_bodies(text, expected, read):
    _, facts = read(text)
    assert asked(facts) == expected
    assert len({one.ref for one in of(facts, Recommendation)}) == len(expected)


def test_an_item_is_cited_without_the_foot_of_the_page_and_with_those_responsible(read):
    second = of(read(RAW)[1], Recommendation)[1]
    assert (
        second.text
        == "Leaders from the ICB should reduce waits for therapies, with support as appropriate from the local authority."
    )
    assert spans(second)[:2] == [
        "Leaders from the ICB should reduce waits for therapies, with support as",
        "appropriate from the local authority.",
    ]
    vale = of(read(LAYOUT)[1], Recommendation)[1]
    assert vale.text.endswith("for neurodevelopmental assessments. This includes support while children wait.")
    assert "NHS East Vale Integrated" in spans(vale)
    assert spans(vale)[-1] == "Areas for priority action Responsible body Areas for priority action"
    names = {one.name for one in of(read(CLEAN)[1], Body)}
    assert "NHS Mid Shires Integrated Care Board" in names


def test_findings_take_the_side_of_their_section(read):
    _, facts = read(RAW)
    sides = {one.ref.slug.split("/", 1)[1]: (one.polarity.name, " ".join(one.text.split()[:3])) for one in of(facts, Finding)}
    assert sides["what-is-working-2"] == ("strength", "Although children can")
    assert sides["what-to-do-better-2"] == ("weakness", "The local offer")
    assert sides["experience-1"][0] == "weakness"
    grown = next(one for one in of(facts, Finding) if one.ref.slug.endswith("what-is-working-2"))
    assert grown.text.endswith("from five to nine workers.")


def test_figures_are_those_of_the_findings_not_of_the_team(read):
    _, facts = read(RAW)
    assert [(one.printed, one.unit.name) for one in of(facts, Observation)] == [
        ("12", "count"),
        ("five", "count"),
        ("nine", "count"),
        ("104 weeks", "weeks"),
    ]


def test_a_post_whose_holder_the_details_name_is_not_unnamed(read):
    text = RAW.replace(
        "The local authority commissions", "A new director of children’s services joined in 2024. The local authority commissions"
    )
    assert [one.role.name for one in of(read(text)[1], Post)] == []


def test_a_monitoring_inspection_follows_up_and_gives_no_outcome(read):
    _, facts = read(MONITORING)
    visit, before = of(facts, Inspection)
    assert (visit.kind, visit.since.value, before.since.value) == ("MonitoringVisit", "2025-01-14", "2023-07-03")
    assert of(facts, Judgement) == []
    assert [one.polarity.name for one in of(facts, Finding)] == ["strength", "weakness"]


@pytest.mark.parametrize(
    "text",
    [
        "Minutes of the Scrutiny Panel, 3 July 2023\n\nThe panel discussed the Area SEND inspection of Northby Local Area Partnership.\nInspection dates: to be confirmed.",
        "Agenda\n\n5. Area SEND inspection of Northby Local Area Partnership: report of the Director\n6. Budget",
        "Inspection of Northby local authority children’s services\nInspection dates: 3 to 7 July 2023\nThe area SEND inspection of 2022 found weaknesses.",
        "Area SEND inspection of Northby Local Area Partnership\n\nThe director will report to the next meeting.",
        "Joint targeted area inspection of Northby\nInspection dates: 3 to 7 July 2023\nChildren with SEND are seen.",
        "Dear Ms Moor\n\nInspection of Northby Academy\n\nThe school serves pupils with SEND. Ofsted carried out an inspection of the school.",
    ],
)
def test_a_mention_of_a_report_is_no_report(text, families, world):
    assert list(families[FAMILY].openings(Document.from_text(text).span, world)) == []


def test_a_report_bound_in_a_pack_is_known_with_its_reason(families, world):
    pack = "Agenda pack\n\nThe report of the inspectors follows.\n\n" + RAW
    (opening,) = families[FAMILY].openings(Document.from_text(pack).span, world)
    assert pack[opening.at.start :].startswith("Local area partnership report")
    assert opening.score == 0.9
    assert "with its dates below it" in opening.reason


def test_all_general_readers_but_those_on_people_and_inspections_run(families, world):
    (part,) = mapping.split(Document.from_text(RAW), families, world, "doc")
    facts = mapping.read(part, families)
    assert part.family == FAMILY
    assert {one.slug for one in (fact.ref for fact in of(facts, Body))} >= {
        "westmere-local-area-partnership",
        "mid-shires-integrated-care-board",
    }
    assert not any("manchester" in fact.ref.slug for fact in of(facts, Body))


def test_an_item_under_a_lead_and_one_without_end(world):
    text = "Leaders should:\n• act\n• plan ahead\n\nAll partners must meet.\n\nThey should do so monthly."
    found = requests(Document.from_text(text).span, lambda _: False)
    assert [(one.words, [span.words for span in one.lead]) for one in found] == [
        ("act", ["Leaders should:"]),
        ("plan ahead", ["Leaders should:"]),
        ("All partners must meet.", []),
        ("They should do so monthly.", []),
    ]


def test_wrapped_lines_of_an_item_that_begin_with_a_number_are_no_items(world):
    text = "1. Leaders should improve progress at key stages 2 and\n4. They should report on it.\n2. Leaders should act."
    assert [one.number for one in requests(Document.from_text(text).span, lambda _: False)] == ["1", "2"]


def test_columns_are_told_from_text_with_single_blanks():
    columns = streams(Document.from_text("One   Two\nleft  right\n   \nlast").span)
    assert [[line.span.words for line in column] for column in columns] == [["One", "left", "last"], ["Two", "right"]]
    assert [[line.fresh for line in column] for column in columns] == [[True, False, True], [True, False]]


def test_headings_may_be_wrapped_and_repeated():
    headings = Headings.of({"one": ["first of all"], "two": ["second * in all"], "closing": ["the end*"]})
    found = headed(
        Document.from_text("Top\nFirst of\nall\nFirst of all\ntext\nSecond thing\nin all\nmore\nThe end of it\nrest").span, headings
    )
    assert [(one.kind, one.text.words) for one in found] == [("", "Top"), ("one", "text"), ("two", "more")]


@pytest.mark.parametrize(
    "run",
    [
        "Area SEND inspection of ",
        "A ",
        "   ",
        "\n",
        "Ofsted HMI ",
        "Ada Finch, ",
        "• ",
        "should ",
        "x",
        "Inspection dates: ",
        "and ",
        "Board ",
    ],
)
def test_hostile_text_takes_linear_time(run, families, world):
    def whole(text):
        list(families[FAMILY].openings(Document.from_text(text + ".").span, world))
        span = Document.from_text(text + ".").span
        team(span, world)
        requests(span, lambda _: False)
        outcome([span], world)

    assert_linear(whole, run, before="Dear Ada\n\n")


HEAD = """Area SEND inspection of Oxmere Local Area Partnership
Inspection dates: 3 to 7 July 2023

"""
BOTH = ["oxmere-council", "berks-west-integrated-care-board"]
WHOLE = ["oxmere-local-area-partnership"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # cells of a table one after the other
            """Areas for priority action
Responsible body

Areas for priority action

Oxmere County
Council and
Berks West
Integrated Care Board

Leaders should urgently improve the timeliness of EHC plans so
that needs are met.

NHS Berks West
Integrated Care Board

Leaders across the partnership should take swift action to cut
waits.
""",
            [
                (BOTH, "Leaders should urgently improve the timeliness of EHC plans so that needs are met."),
                (BOTH[1:], "Leaders across the partnership should take swift action to cut waits."),
            ],
        ),
        (  # a label below each item
            """Areas for priority action
1. Leaders should urgently agree a plan.
Responsible body: Oxmere Council
2. Leaders should publish the plan with partners, including
schools.
Responsible bodies: Oxmere Council and NHS Berks West Integrated Care Board
""",
            [
                (BOTH[:1], "Leaders should urgently agree a plan."),
                (BOTH, "Leaders should publish the plan with partners, including schools."),
            ],
        ),
        (  # a lead that names them
            """Area for priority action

The local authority and NHS Berks West Integrated Care Board should:

■ agree one plan
■ publish it, so that families in
Oxmere know it
""",
            [(BOTH, "agree one plan"), (BOTH, "publish it, so that families in Oxmere know it")],
        ),
        (  # paragraphs with nothing between them
            """Areas for priority action
Leaders from the council and NHS Berks West ICB should urgently address the long waits for therapy, including for children who are
already known to services.
NHS Berks West ICB must ensure that the designated medical officer has the time to do the work.
""",
            [
                (
                    BOTH,
                    "Leaders from the council and NHS Berks West ICB should urgently address the long waits for therapy, including for children who are already known to services.",
                ),
                (BOTH[1:], "NHS Berks West ICB must ensure that the designated medical officer has the time to do the work."),
            ],
        ),
        (  # an item that ends with a list
            """Areas for priority action

Responsible body\tAreas for priority action
Oxmere County Council; NHS Berks West Integrated Care Board\tLeaders should act at once on waits.
Oxmere County Council\tLeaders should act on exclusions. This includes:
• schools
• colleges.
""",
            [
                (BOTH, "Leaders should act at once on waits."),
                (BOTH[:1], "Leaders should act on exclusions. This includes: schools colleges."),
            ],
        ),
        (  # an introduction, and a list that goes over blank lines
            """Areas for priority action
As a result of this inspection, HMCI requires a priority action plan.
Leaders across the local area partnership should urgently:
- put in place a plan for waits;

- report on it each month.
""",
            [(WHOLE, "put in place a plan for waits;"), (WHOLE, "report on it each month.")],
        ),
        (
            "Areas for priority action\nThe inspection identified no areas for priority action.\n\nAreas for improvement\nNone.\n",
            [],
        ),
    ],
)
def test_what_is_asked_of_whom_in_other_layouts(text, expected, read):
    _, facts = read(HEAD + text)
    assert [([ref.slug for ref in one.addressed_to], one.text) for one in of(facts, Recommendation)] == expected


def test_the_inspection_before_was_of_the_council_of_its_day(read):
    text = RAW.replace("Westmere", "Buckinghamshire").replace("31 January 2022 to 3 February 2022", "4 to 8 June 2018")
    main, before = of(read(text)[1], Inspection)
    assert (main.inspects.slug, before.inspects.slug) == ("buckinghamshire-council", "buckinghamshire-county-council")
