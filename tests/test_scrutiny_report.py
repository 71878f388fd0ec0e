"""Scrutiny reports: title page, findings, the panel's recommendations and those of others, background papers."""

import pytest

from kg import mapping
from kg.facts import AgendaItem, Body, Finding, FollowUp, Inspection, Meeting, Membership, Recommendation, Ref, Unread
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "scrutiny-report"

FINAL = """WESTMERE BOROUGH COUNCIL

REPORT TO:\tCabinet
DATE:\t14 March 2019
REPORT OF:\tChildren and Families Overview and Scrutiny Committee

FINAL REPORT OF THE CHILDREN AND FAMILIES OVERVIEW AND SCRUTINY COMMITTEE: RECRUITMENT OF FOSTER CARERS

1.0 Introduction

1.1 In June 2018 the Committee agreed to review how the council recruits
    foster carers. A task group met four times.

2.0 What the Committee heard

2.1 The Committee heard that the number of approved households fell from 142 in
March 2016 to 118 in March 2018, although support to carers is strong and highly
valued.

                                   Page 3

2.2 In response to a question, the Head of Fostering explained that enquiries are
poorly recorded.

2.3 Members were informed that figures are sent every month.

3.0 Recommendations

3.1 That Cabinet be recommended to:

(a) approve a recruitment plan for foster carers by September 2019;
(b) ask the Director of Children's Services to report on response times every quarter; and
(c) invite the Foster Carers' Association to join the Corporate Parenting Board.

4.0 Background papers

Minutes of the Children and Families Overview and Scrutiny Committee held on 6 September, 4 October and 8 November 2018
"""

CONSULTANT = """## HARBOROUGH VALE CITY COUNCIL

AGENDA ITEM: 7

## OVERVIEW AND SCRUTINY MANAGEMENT BOARD

#### Child exploitation: interim report of the Safer Communities Scrutiny Panel

## 9 July 2022

#### EVIDENCE

1. It was conveyed that Ardent Consulting had been commissioned, by the council, to undertake a review of the exploitation team.
2. Members heard that Ardent Consulting found that risk assessments are timely and thorough.
3. The panel noted that the red line in the graph below is the national rate.

#### Strategic recommendations

4. Members heard that Ardent Consulting set out clear recommendations:

#### Set up one team for exploitation.

5. Members were informed that a team has now been established. Two posts are being recruited.

Use evidence from other councils to plan services.

6. It was explained that partners need to be involved.

#### Operational recommendations

7. Ardent Consulting also made the following recommendations about practice:

- <u>Review the risk tool every six months</u> with partners. Members heard that this is being addressed.
- <u>Publish a strategy.</u>
- **Bring records together.** The panel was told that this was rejected.

#### RECOMMENDATION

- 8. That the Overview and Scrutiny Management Board:
  - Notes the information received.
  - Refers the report to Cabinet.

#### ACRONYMS

- 9. A-Z listing of acronyms:
  - CPP Child Protection Plans
  - LSCB Local Safeguarding Children Board
"""

SELECT = """Northfield County Council

Scrutiny Review of Elective Home Education

Report of the Education Select Committee
November 2020

Executive summary

The number of children who are educated at home has doubled in three years.

Findings

Visits to families
• Visits are carried out promptly and families told us they value them.
• The council does not have enough officers; some families wait too long.

Recommendations to Cabinet

Recommendation 1: The council should appoint two further officers by April 2021.
Recommendation 2: The Director of Education should write to the Secretary of State asking for a register.

Recommendations to the Northfield Safeguarding Children Partnership

Recommendation 3: The Partnership should agree guidance for GPs.
"""

TABLE = """# Task and Finish Group on Fly-tipping – Final Report

Report to: Overview and Scrutiny Board, 9th July 2022
Council: Kelby City Council

## Purpose of report

1. To set out the findings of the task and finish group. The group recommends that the Board writes to the Minister.

## Recommendations

| No | Recommendation | Lead | By when |
|----|----------------|------|---------|
| 1 | That the Board notes the report and refers it to Cabinet | Chair | July 2022 |
| 2 | The council should fund two youth workers | Director | April 2023 |
"""

NOT_ONE = """AGENDA

1. Apologies for absence
2. Final Report of the Health Scrutiny Panel - Opioids 3 - 20
3. Interim report of the Education Scrutiny Panel 21 - 40

MINUTES of a meeting of the Overview and Scrutiny Board held on 3 May 2021

FINAL REPORT OF THE HEALTH SCRUTINY PANEL

The Chair of the Health Scrutiny Panel presented the final report and asked for it to be approved.

SCRUTINY REVIEW - HOUSING

The Board was informed that the review would begin in June. The wording had come from the
Interim Report of the Education Scrutiny Panel on this subject, which had been published in 2019.
"""


@pytest.fixture
def read(families, world):
    def parted(text):
        only = {FAMILY: families[FAMILY]}
        (part,) = mapping.split(Document.from_text(text), only, world, "doc")
        assert part.family == FAMILY
        return part, list(families[FAMILY].read(part))

    return parted


def of(kind, facts):
    return [fact for fact in facts if isinstance(fact, kind)]


def test_the_title_page_gives_title_date_council_and_the_meeting_it_goes_to(read):
    part, facts = read(FINAL)
    assert part.header.title == (
        "FINAL REPORT OF THE CHILDREN AND FAMILIES OVERVIEW AND SCRUTINY COMMITTEE: RECRUITMENT OF FOSTER CARERS"
    )
    assert part.header.issued.value == "2019-03-14"
    assert part.header.publisher == part.header.about == Ref("body", "westmere-council")
    meeting = of(Meeting, facts)[0]
    assert (meeting.held_by, meeting.date.value, meeting.status) == (Ref("body", "westmere-cabinet"), "2019-03-14", "scheduled")


def test_the_agenda_item_of_the_report_is_that_of_the_meeting(read):
    part, facts = read(CONSULTANT)
    (item,) = of(AgendaItem, facts)
    assert (item.number, item.meeting.slug) == ("7", "harborough-vale-overview-and-scrutiny-management-board-2022-07-09")
    assert part.header.title == "Child exploitation: interim report of the Safer Communities Scrutiny Panel"


def test_numbered_paragraphs_are_findings_and_who_told_whom_is_no_praise(read):
    _, facts = read(FINAL)
    found = {finding.number: finding for finding in of(Finding, facts) if finding.number}
    assert found["2.1"].polarity.name == "strength"
    assert found["2.1"].text.endswith("although support to carers is strong and highly valued.")
    assert found["2.2"].polarity.name == "weakness"
    assert found["2.3"].polarity.name == "neutral"
    assert "2.0" not in found


def test_lettered_recommendations_keep_letter_lead_and_addressee(read):
    part, facts = read(FINAL)
    made = of(Recommendation, facts)
    assert [(one.number, one.text) for one in made] == [
        ("a", "approve a recruitment plan for foster carers by September 2019;"),
        ("b", "ask the Director of Children's Services to report on response times every quarter; and"),
        ("c", "invite the Foster Carers' Association to join the Corporate Parenting Board."),
    ]
    assert {one.addressed_to for one in made} == {(Ref("body", "westmere-cabinet"),)}
    assert {one.made_by.slug for one in made} == {"westmere-children-and-families-overview-and-scrutiny-committee"}
    assert {one.made_in for one in made} == {part.ref}
    assert [str(span) for span in made[0].evidence[1:]] == ["3.1 That Cabinet be recommended to:", "3.0 Recommendations"]


def test_background_papers_name_meetings_on_days_that_share_a_year(read):
    _, facts = read(FINAL)
    held = [meeting for meeting in of(Meeting, facts) if meeting.status == "held"]
    assert [meeting.date.value for meeting in held] == ["2018-09-06", "2018-10-04", "2018-11-08"]
    assert {meeting.held_by.slug for meeting in held} == {"westmere-children-and-families-overview-and-scrutiny-committee"}


def test_recommendations_of_others_are_made_by_them_in_their_study(read):
    _, facts = read(CONSULTANT)
    (study,) = of(Inspection, facts)
    assert (study.kind, study.inspects) == ("Study", Ref("body", "harborough-vale-council"))
    theirs = [one for one in of(Recommendation, facts) if one.made_in == study.ref]
    assert [one.text for one in theirs] == [
        "Set up one team for exploitation.",
        "Use evidence from other councils to plan services.",
        "Review the risk tool every six months with partners.",
        "Publish a strategy.",
        "Bring records together.",
    ]
    assert {one.made_by for one in theirs} == {*study.conducted_by}
    found = next(finding for finding in of(Finding, facts) if finding.number == "2")
    assert found.made_in == study.ref


def test_what_was_done_about_each_is_a_follow_up_by_the_finding_that_says_so(read):
    _, facts = read(CONSULTANT)
    texts = {one.ref: one.text for one in facts if isinstance(one, (Recommendation, Finding))}
    told = [(texts[one.of], one.status, str(one.evidence[0])) for one in of(FollowUp, facts)]
    assert told == [
        ("Set up one team for exploitation.", "addressed", "Members were informed that a team has now been established."),
        ("Review the risk tool every six months with partners.", "partly", "Members heard that this is being addressed."),
        ("Bring records together.", "contradicted", "The panel was told that this was rejected."),
    ]
    assert all(one.by in texts for one in of(FollowUp, facts))


def test_marks_of_layout_are_no_words_of_a_finding(read):
    _, facts = read(
        CONSULTANT + "\n#### REASONS\n\n91. There are two:\n\n- <u>Drug use</u> has **changed** in [the town](http://x.uk/y).\n"
    )
    assert [one.text for one in of(Finding, facts)][-1] == "Drug use has changed in the town."


def test_the_panels_own_recommendations_are_bullets_under_their_lead(read):
    part, facts = read(CONSULTANT)
    own = [one for one in of(Recommendation, facts) if one.made_in == part.ref]
    assert [one.text for one in own] == ["Notes the information received.", "Refers the report to Cabinet."]
    assert {one.addressed_to for one in own} == {(Ref("body", "harborough-vale-overview-and-scrutiny-management-board"),)}


def test_a_lost_graph_and_an_abbreviation_of_no_body_are_unread_with_a_reason(read):
    _, facts = read(CONSULTANT)
    assert [(one.kind.name, one.reason) for one in of(Unread, facts)] == [
        ("picture", "the picture that it speaks of is not in the text"),
        ("bullet", "an abbreviation of something that is no body"),
    ]
    assert [body.aliases for body in of(Body, facts) if body.aliases] == [("LSCB",)]


def test_designated_recommendations_run_on_in_one_paragraph_and_name_their_addressee_in_the_heading(read):
    part, facts = read(SELECT)
    assert part.header.title == "Scrutiny Review of Elective Home Education"
    assert part.header.issued.value == "2020-11"
    assert [(one.number, one.text, [ref.slug for ref in one.addressed_to]) for one in of(Recommendation, facts)] == [
        ("1", "The council should appoint two further officers by April 2021.", ["northfield-cabinet"]),
        (
            "2",
            "The Director of Education should write to the Secretary of State asking for a register.",
            ["northfield-cabinet"],
        ),
        ("3", "The Partnership should agree guidance for GPs.", ["northfield-safeguarding-children-partnership"]),
    ]
    polarities = {finding.text[:20]: finding.polarity.name for finding in of(Finding, facts)}
    assert polarities["Visits are carried o"] == "strength"
    assert polarities["The council does not"] == "weakness"


def test_recommendations_in_a_table_and_one_in_running_text(read):
    part, facts = read(TABLE)
    assert [(one.number, one.text) for one in of(Recommendation, facts)] == [
        ("", "The group recommends that the Board writes to the Minister."),
        ("1", "That the Board notes the report and refers it to Cabinet"),
        ("2", "The council should fund two youth workers"),
    ]
    assert part.header.issued.value == "2022-07-09"


def test_a_title_in_an_agenda_in_minutes_or_in_a_sentence_opens_no_report(families, world):
    assert list(families[FAMILY].openings(Document.from_text(NOT_ONE).span, world)) == []


def test_a_report_begins_at_its_title_page_in_a_pack_and_a_running_head_begins_none(families, world):
    text = (
        "AGREED that the report be noted.\n\n\n\n\n\n"
        + CONSULTANT
        + ("\n\nChild exploitation: interim report of the Safer Communities Scrutiny Panel\n\nBackground\n\nThe end.")
    )
    (opening,) = families[FAMILY].openings(Document.from_text(text).span, world)
    assert str(opening.at) == "## HARBOROUGH VALE CITY COUNCIL"
    assert opening.score >= 0.5


def test_no_place_no_date_and_no_body_is_made_up(read):
    part, facts = read("Final report of the Housing Scrutiny Panel\n\nIntroduction\n\n1. The panel met tenants.\n")
    assert (part.header.issued, part.header.publisher, part.header.place, part.header.about) == (None, None, None, None)
    assert of(Meeting, facts) == []
    assert [finding.text for finding in of(Finding, facts)] == ["The panel met tenants."]


@pytest.mark.parametrize(
    "piece", ["scrutiny report ", "report of the ", "A", "- ", "(a) ", "recommend that ", "That the ", "Agenda item ", "<u>", "“"]
)
def test_long_runs_take_linear_time(families, world, piece):
    def read_all(text):
        for part in mapping.split(Document.from_text(text), {FAMILY: families[FAMILY]}, world, "doc"):
            list(families[FAMILY].read(part))

    assert_linear(read_all, piece, "Final report of the Housing Scrutiny Panel\n\nRecommendations\n\n")


PROGRESS = """Kelby City Council

Scrutiny Review of Care Leavers: Final Report

4 May 2021

Progress on the recommendations of the 2019 review

No\tRecommendation\tLead\tProgress\tStatus
1\tOpen a drop-in centre for care leavers\tDirector\tThe centre opened in June 2020 and is well used.\tCompleted
2\tAppoint a champion in each school\tDirector\tTwelve of 20 schools have one.\tIn progress
3\tReview the allowance every year\tFinance\tThe proposal was considered.\tNot accepted

Background

1. The panel met care leavers.
"""


def test_a_table_of_progress_gives_recommendations_findings_and_follow_ups(read):
    _, facts = read(PROGRESS)
    (review,) = of(Inspection, facts)
    assert review.label == "Progress on the recommendations of the 2019 review"
    asked = of(Recommendation, facts)
    assert [(one.number, one.text, one.made_in) for one in asked] == [
        ("1", "Open a drop-in centre for care leavers", review.ref),
        ("2", "Appoint a champion in each school", review.ref),
        ("3", "Review the allowance every year", review.ref),
    ]
    assert [(one.of, one.status) for one in of(FollowUp, facts)] == [
        (asked[0].ref, "addressed"),
        (asked[1].ref, "partly"),
        (asked[2].ref, "contradicted"),
    ]
    found = {one.ref: one for one in of(Finding, facts)}
    told = found[of(FollowUp, facts)[0].by]
    assert (told.text, told.polarity.name) == ("The centre opened in June 2020 and is well used.; Completed", "strength")


OTHER = """OXMERE BOROUGH COUNCIL

SCRUTINY COMMITTEE

Title: Scrutiny Review: Domestic Abuse – Final Report

March 2017

Foreword by the Chair

I am pleased to introduce this report.

Councillor Mrs May Tate
Chair, Scrutiny Review Panel

1. Why we did this

1.1 The review group was made up of the following Members:

• Cllr Ann Russ (Chair)
• Mark Smart (co-optee, Parent Governor)

6.0 RECOMMENDATIONS

The Panel recommends that Cabinet:

R1 Commissions four units of supported housing by March 2018.
R2 Asks the Oxmere Safeguarding Children Board to review its training.
"""


def test_a_report_of_another_council_is_one_report_with_its_members_and_numbered_recommendations(project, world):
    families = mapping.load(project)
    (part,) = mapping.split(Document.from_text(OTHER, "x.txt"), families, world)
    facts = mapping.read(part, families)
    made = [(one.number, one.text, [to.slug for to in one.addressed_to]) for one in facts if isinstance(one, Recommendation)]
    assert part.header.title == "Scrutiny Review: Domestic Abuse – Final Report"
    assert made == [
        ("1", "Commissions four units of supported housing by March 2018.", []),
        ("2", "Asks the Oxmere Safeguarding Children Board to review its training.", ["oxmere-safeguarding-children-board"]),
    ]
    assert [one for one in facts if isinstance(one, Meeting)] == []  # a month is when the report was written
    held = {(one.person.slug, one.role.name, one.body.slug) for one in facts if isinstance(one, Membership)}
    assert {("oxmere-ann-russ", "chair"), ("oxmere-mark-smart", "co-opted-member")} <= {one[:2] for one in held}


@pytest.mark.parametrize("number", ["3.1", "(i)"])
def test_recommendations_may_have_any_printed_number(number, project, world):
    text = f"REPORT OF THE SCRUTINY TASK GROUP\n\n5 May 2015\n\nMembership of the Group\n\nCouncillors E. Hart (Chair) and J Day.\n\n3. Recommendations\n\nThat Cabinet be asked to:\n\n{number} Restore the grant of £20,000 in 2015/16;\n{'3.2' if '.' in number else '(ii)'} Train the\nvolunteers; and\n{'3.3' if '.' in number else '(iii)'} Report back in a year.\n"
    families = mapping.load(project)
    (part,) = mapping.split(Document.from_text(text, "x.txt"), families, world)
    facts = mapping.read(part, families)
    assert len([one for one in facts if isinstance(one, Recommendation)]) == 3
    assert {one.role.name for one in facts if isinstance(one, Membership) and "group" in one.body.slug} == {"chair", "member"}


@pytest.mark.parametrize(
    ("page", "family"),
    [
        ("KELBY COUNCIL\nCHILDREN'S SERVICES SCRUTINY PANEL\n\nFINAL REPORT - SUPPORT TO CARE LEAVERS\n\nNOVEMBER 2021\n", "scrutiny-report"),
        ("KELBY COUNCIL\nCHILDREN'S SERVICES SCRUTINY PANEL\n\nFINAL REPORT\n\nNOVEMBER 2021\n", "scrutiny-report"),
        ("KELBY WATER LIMITED\nENGINEERING\n\nFINAL REPORT - SUPPORT TO PUMPS\n\nNOVEMBER 2021\n", "unknown"),
    ],
)  # fmt: skip
def test_a_final_report_is_a_panels_where_its_page_names_one(page, family, families, world):
    text = f"{page}\n# PURPOSE OF THE REPORT\n\n1. To present the findings of the review of support to those who left.\n"
    assert [part.family for part in mapping.split(Document.from_text(text), families, world)] == [family]
