"""Inspection reports: the single inspection framework and ILACS, in the layouts that text from a PDF comes in."""

import pytest

from kg import mapping
from kg.facts import Finding, Inspection, Judgement, Membership, Participation, Person, Recommendation, Ref
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "inspection-report"
COUNCIL = Ref("inspection", "westbury-council-2014-06-03")
BOARD = Ref("inspection", "westbury-safeguarding-children-board-2014-06-03")

ILACS = """Inspection of Northtown local authority children’s services

Inspection dates: 11 to 22 May 2026

Lead inspector: Mary-Ann O’Neil, His Majesty’s Inspector

Judgement

Grade

The experiences and progress of
children in care

Good

The experiences and progress of care
leavers

Requires improvement to be good

The impact of leaders on social work
practice with children and families

Outstanding

The experiences and progress of
children who need help and protection

Inadequate

Services are improving since the last inspection in 2022, when they were judged to be inadequate. Some
staff said that the service had once been rated ‘good’ elsewhere.

What needs to improve?
◼ The quality of plans for children who live
with their relatives.
◼ How well managers oversee practice, including:
– supervision
– recording.

The experiences and progress of children who need help and
protection: inadequate
1.

Children wait too long for help and their families do not

Inspection of Northtown local authority children’s services
11 to 22 May 2026

2

know why.
2.

Assessments are thorough. However, plans are not clear.

The impact of leaders on social work practice with children
and families: outstanding
3.

Leaders know their services well.

Inspection of Northtown local authority children’s services
11 to 22 May 2026

3

The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects to
achieve excellence.

Inspection of Northtown local authority children’s services
11 to 22 May 2026
"""

SIF = """Westbury Metropolitan Borough
Council
Inspection of services for children in need of help and protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children Board1
Inspection date: 3 – 26 June 2014
Report published: 1 August 2014

The overall judgement is that children’s services require
improvement
                                                             Requires
1. Children who need help and protection
                                                             improvement
2. Looked after children and achieving permanence            Good
   2.1 Adoption performance                                  Outstanding
   2.2 Experiences and progress of care leavers              Not awarded
3. Leadership, management and governance                     Good
1
 Ofsted produces this report under its power to combine reports in accordance with section 152 of the Education and Inspections Act 2006.

Contents

Executive summary                                                2
Recommendations                                                  4
The Local Safeguarding Children Board (LSCB)                     9

Executive summary
Services are improving. They would be outstanding if the quality of plans was consistent.

Recommendations
7. Improve plans (paragraphs 9–10).
8. Ensure that:
   - visits are timely
   - records are clear.

Inspection findings
9. Social workers know children well (recommendation 8).
10. Plans lack detail (recommendations 7 and 8).

The graded judgement for adoption performance is that it is
outstanding
11. Adopters are prepared well.

What the inspection judgements mean: the local authority
An inadequate local authority is one where there are widespread failures.

The Local Safeguarding Children Board (LSCB)
The Local Safeguarding Children Board is good

Recommendations
12. The Board should hold partners to account.

Inspection findings – the Local Safeguarding Children Board
13. The Board does not have a lay member.

Information about this inspection
The inspection was carried out under section 136 of the Education and Inspections Act 2006.
The review of the Local Safeguarding Children Board was carried out under section 15A of the Children Act 2004.

The inspection team
Lead inspector: Ann Other HMI
Deputy lead inspectors: Bob Down HMI, Cy Ent Senior HMI
Team inspectors: Dr Dee Eff, Gee Haitch (OI)
and Ian Jay.
Shadow inspectors: Not applicable
Senior data analyst:

Kay Ell

Any complaints about the inspection or the report should be made to Ofsted.
"""


@pytest.fixture(scope="module")
def read(families, world):
    def reading(text, name="report"):
        (part,) = mapping.split(Document.from_text(text, name), {FAMILY: families[FAMILY]}, world)
        return part, list(families[FAMILY].read(part)) if part.family == FAMILY else []

    return reading


def of(facts, kind):
    return [fact for fact in facts if isinstance(fact, kind)]


def grades(facts):
    return {(one.inspection, one.aspect.name): (one.grade.name, one.printed) for one in of(facts, Judgement)}


def test_the_first_page_of_an_ilacs_report_gives_council_dates_and_lead_inspector(read):
    part, facts = read(ILACS)
    (inspection,) = of(facts, Inspection)
    assert part.header.title == "Inspection of Northtown local authority children’s services"
    assert (part.header.about, part.header.publisher, part.header.issued) == (
        Ref("body", "northtown-council"),
        Ref("body", "ofsted"),
        None,
    )
    assert (inspection.ref.slug, inspection.kind, inspection.framework.name) == (
        "northtown-council-2026-05-11",
        "FullInspection",
        "ilacs",
    )
    assert (inspection.since.value, inspection.until.value, inspection.issued) == ("2026-05-11", "2026-05-22", None)
    assert [one.name for one in of(facts, Person)] == ["Mary-Ann O’Neil"]
    assert [one.capacity.name for one in of(facts, Participation)] == ["lead-inspector"]
    assert [(one.role.name, one.body.slug, one.attested_on.value) for one in of(facts, Membership)] == [
        ("lead-inspector", "ofsted", "2026-05-22")
    ]


def test_rows_are_read_in_any_order_and_no_overall_grade_is_made_up(read):
    _, facts = read(ILACS)
    at = Ref("inspection", "northtown-council-2026-05-11")
    assert grades(facts) == {
        (at, "children-in-care"): ("ilacs/good", "Good"),
        (at, "care-leavers"): ("ilacs/requires-improvement", "Requires improvement to be good"),
        (at, "impact-of-leaders"): ("ilacs/outstanding", "Outstanding"),
        (at, "help-and-protection"): ("ilacs/inadequate", "Inadequate"),
    }
    leaders = next(one for one in of(facts, Judgement) if one.aspect.name == "impact-of-leaders")
    assert [span.words for span in leaders.evidence] == [
        "The impact of leaders on social work practice with children and families Outstanding",
        "Grade",
        "The impact of leaders on social work practice with children and families: outstanding",
    ]


def test_bullets_under_what_needs_to_improve_are_recommendations_with_their_own_bullets(read):
    _, facts = read(ILACS)
    assert [(one.text, one.made_by.slug, [ref.slug for ref in one.addressed_to]) for one in of(facts, Recommendation)] == [
        ("The quality of plans for children who live with their relatives.", "ofsted", ["northtown-council"]),
        ("How well managers oversee practice, including: supervision recording.", "ofsted", ["northtown-council"]),
    ]


def test_findings_keep_number_and_words_over_page_breaks(read):
    _, facts = read(ILACS)
    assert [(one.number, one.text, one.polarity.name) for one in of(facts, Finding) if one.number] == [
        ("1", "Children wait too long for help and their families do not know why.", "weakness"),
        ("2", "Assessments are thorough. However, plans are not clear.", "mixed"),
        ("3", "Leaders know their services well.", "strength"),
    ]
    assert not [one for one in of(facts, Finding) if "regulates and inspects" in one.text]


@pytest.mark.parametrize(
    "row",
    [
        "Overall effectiveness    Good",
        "Overall effectiveness\tGood",
        "| Overall effectiveness | Good |",
        "Overall effectiveness\n\nGood",
    ],
)
def test_the_overall_grade_is_a_row_in_any_drawing_of_the_table(read, row):
    table = f"Judgement    Grade\nThe impact of leaders on social work practice with children and families    Good\n{row}\n"
    _, facts = read(
        f"London Borough of Ashford Vale\nInspection of children’s social care services\nInspection dates: 3 to 7 June 2019\n{table}\nGood work.\n"
    )
    assert {key[1]: value[0] for key, value in grades(facts).items()} == {
        "impact-of-leaders": "ilacs/good",
        "overall": "ilacs/good",
    }


def test_the_overall_grade_of_the_single_framework_is_a_sentence_and_a_cell_may_be_cut_by_its_row(read):
    _, facts = read(SIF)
    assert grades(facts) == {
        (COUNCIL, "help-and-protection"): ("sif/requires-improvement", "Requires improvement"),
        (COUNCIL, "children-looked-after"): ("sif/good", "Good"),
        (COUNCIL, "adoption"): ("sif/outstanding", "Outstanding"),
        (COUNCIL, "care-leavers"): ("sif/not-awarded", "Not awarded"),
        (COUNCIL, "leadership"): ("sif/good", "Good"),
        (COUNCIL, "overall"): ("sif/requires-improvement", "require improvement"),
        (BOARD, "lscb"): ("lscb-review/good", "good"),
    }


def test_the_review_of_the_board_is_an_inspection_of_its_own(read):
    part, facts = read(SIF)
    assert [(one.ref, one.kind, one.framework.name, one.inspects.slug, one.issued.value) for one in of(facts, Inspection)] == [
        (COUNCIL, "FullInspection", "sif", "westbury-council", "2014-08-01"),
        (BOARD, "BoardReview", "lscb-review", "westbury-safeguarding-children-board", "2014-08-01"),
    ]
    assert part.header.issued.value == "2014-08-01"
    made = {one.number: (one.made_in, [ref.slug for ref in one.addressed_to]) for one in of(facts, Recommendation)}
    assert made["12"] == (BOARD, ["westbury-safeguarding-children-board"])
    assert {one.number: one.made_in for one in of(facts, Finding) if one.number in ("9", "13")} == {"9": COUNCIL, "13": BOARD}


def test_recommendations_and_findings_that_cite_each_other_are_linked(read):
    _, facts = read(SIF)
    by_number = {one.number: one for one in of(facts, Recommendation)}
    assert by_number["8"].text == "Ensure that: visits are timely records are clear."
    assert [ref.slug for ref in by_number["8"].supported_by] == ["report/9", "report/10"]
    assert [ref.slug for ref in by_number["7"].supported_by] == ["report/10", "report/9"]


def test_the_powers_of_an_inspection_and_of_a_review_are_stated_in_each(read):
    _, facts = read(SIF)
    powers = {(one.made_in, one.text[:42]) for one in of(facts, Finding) if "powers" in one.ref.slug}
    assert powers == {
        (COUNCIL, "Ofsted produces this report under its powe"),
        (COUNCIL, "The inspection was carried out under secti"),
        (BOARD, "The review of the Local Safeguarding Child"),
    }
    assert {one.polarity.name for one in of(facts, Finding) if "powers" in one.ref.slug} == {"neutral"}


def test_grade_descriptors_contents_and_closing_words_give_no_findings(read):
    _, facts = read(SIF)
    text = " ".join(one.text for one in of(facts, Finding))
    assert "widespread failures" not in text
    assert "complaints" not in text
    assert "The Local Safeguarding Children Board (LSCB) 9" not in text


def test_a_team_list_is_read_over_line_breaks_without_titles_and_notes(read):
    _, facts = read(SIF)
    assert [(one.capacity.name, one.participant.slug) for one in of(facts, Participation)] == [
        ("lead-inspector", "ofsted-ann-other"),
        ("deputy-lead-inspector", "ofsted-bob-down"),
        ("deputy-lead-inspector", "ofsted-cy-ent"),
        ("inspector", "ofsted-dee-eff"),
        ("inspector", "ofsted-gee-haitch"),
        ("inspector", "ofsted-ian-jay"),
        ("senior-data-analyst", "ofsted-kay-ell"),
    ]


def test_no_two_facts_of_a_report_share_a_name(read):
    for text in (ILACS, SIF):
        refs = [one.ref for one in read(text)[1] if isinstance(one, Finding | Recommendation)]
        assert len(refs) == len(set(refs))


def test_a_council_below_the_title_and_dates_without_a_year_are_read(read):
    text = (
        "Inspection of children’s social care services\n\nEastshire County Council\n\nInspection dates: 3 July to 14 July\n"
        "Report published: 20 August 2019\n\nLead inspector\nJane Doe HMI\n\nAreas for improvement\n\na) The timeliness of interviews.\nb) The use of chronologies.\n"
    )
    part, facts = read(text)
    (inspection,) = of(facts, Inspection)
    assert part.header.about == Ref("body", "eastshire-council")
    assert (inspection.since.value, inspection.until.value, inspection.issued.value) == ("2019-07-03", "2019-07-14", "2019-08-20")
    assert [(one.number, one.text) for one in of(facts, Recommendation)] == [
        ("a", "The timeliness of interviews."),
        ("b", "The use of chronologies."),
    ]
    assert [one.name for one in of(facts, Person)] == ["Jane Doe"]


def test_a_list_that_lost_its_marks_gives_one_recommendation_for_each_paragraph_and_none_where_it_says_none(read):
    head = "Norbury\nInspection of children’s social care services\nInspection dates: 3 to 7 June 2019\n\n"
    _, facts = read(head + "What needs to improve\n\nThe timeliness of visits.\n\nThe quality of plans.\n")
    assert [one.text for one in of(facts, Recommendation)] == ["The timeliness of visits.", "The quality of plans."]
    _, facts = read(head + "Areas for priority action\n\nThe inspection did not find any areas for priority action.\n")
    assert of(facts, Recommendation) == []


@pytest.mark.parametrize(
    "text",
    [
        "The inspection of services for children in need of help and protection was published in May.\n",
        "Area SEND inspection of Northtown Local Area Partnership\nInspection dates: 20 to 24 May 2024\n",
        "Dear Director\nThis letter is about the inspection of children’s social care services.\n",
    ],
)
def test_a_mention_of_a_report_is_no_report(read, text):
    assert read(text)[0].family == "unknown"


@pytest.mark.parametrize(
    "run", ["The experiences and progress of\n", "Requires\n", "Contents\n", "Lead inspector: ", "Ann Bee, ", "(recommendation 1, "]
)
def test_long_runs_are_read_in_linear_time(read, run):
    assert_linear(read, run, "Inspection of Leeds local authority children’s services\nInspection dates: 3 to 7 May 2021\n")


WRAPPED = """Northmoor Borough Council
Inspection of services for children in need of
help and protection, children looked after and
care leavers
and
Review of the effectiveness of the Local Safeguarding
Children Board1
Inspection date: 3 June 2014 – 25 June 2014
Report published: 12 August 2014

Children’s services in Northmoor require improvement to be good.

1. Children who need help and protection                     Requires improvement
2. Children looked after and achieving permanence            Good
       2.1 Adoption performance                              Outstanding
       2.2 Experiences and progress of care leavers          Requires
                                                             improvement
3. Leadership, management and governance                     Inadequate

Summary of key findings

At the last inspection, in 2011, services were judged to be outstanding for leadership.

What does the local authority need to improve?

1. Ensure that strategy meetings include all relevant partners, including:
     a) health visitors
     b) schools.
2. Improve the quality of assessments so
that they lead to clear plans.

The inspection team
Lead inspector: Gwyneth Ellis-Roberts HMI
Deputy lead inspector: Dr Samuel K. Adeyemi HMI
Team inspectors: Paula Jane Nunn HMI, Ian de Souza HMI
Seconded inspector: Jon ap Rhys
"""


def test_a_line_of_the_title_that_is_worded_like_a_row_is_none(read):
    _, facts = read(WRAPPED)
    assert {(one.aspect.name, one.grade.name.split("/")[1]) for one in of(facts, Judgement)} == {
        ("overall", "requires-improvement"),
        ("help-and-protection", "requires-improvement"),
        ("children-looked-after", "good"),
        ("adoption", "outstanding"),
        ("care-leavers", "requires-improvement"),
        ("leadership", "inadequate"),
    }


def test_letters_under_a_numbered_item_that_introduces_them_belong_to_it(read):
    _, facts = read(WRAPPED)
    assert [(one.number, one.text) for one in of(facts, Recommendation)] == [
        ("1", "Ensure that strategy meetings include all relevant partners, including: health visitors schools."),
        ("2", "Improve the quality of assessments so that they lead to clear plans."),
    ]


def test_recommendations_with_a_word_or_a_letter_before_their_number(read):
    _, facts = read(
        "Inspection of Westbury local authority children’s services\n\nInspection dates: 4 to 15 March 2024\n\nRecommendations\n\n"
        "R1 See children at risk alone.\nR2 Ensure that thresholds are understood.\nRecommendation 3: Improve the plans.\n"
    )
    assert [(one.ref.slug, one.number, one.text) for one in of(facts, Recommendation)] == [
        ("report/1", "1", "See children at risk alone."),
        ("report/2", "2", "Ensure that thresholds are understood."),
        ("report/3", "3", "Improve the plans."),
    ]


def test_inspectors_of_every_kind_are_read_and_none_is_of_the_council(families, world):
    part, *_ = mapping.split(Document.from_text(WRAPPED, "report"), {FAMILY: families[FAMILY]}, world)
    facts = mapping.read(part, {FAMILY: families[FAMILY]})
    assert {one.ref.slug for one in of(facts, Person)} == {
        "ofsted-gwyneth-ellis-roberts",
        "ofsted-samuel-k-adeyemi",
        "ofsted-paula-jane-nunn",
        "ofsted-ian-de-souza",
        "ofsted-jon-ap-rhys",
    }
    assert {one.aspect.name for one in of(facts, Judgement) if "2011" in one.inspection.slug} == {"leadership"}  # not of the whole


def test_the_heading_of_an_aspect_within_the_list_of_recommendations_ends_it_not(read):
    _, facts = read(
        "Inspection of Westbury local authority children’s services\n\nInspection dates: 4 to 15 March 2015\n\n"
        "What does the local authority need to improve?\n\nPriority and immediate action\n\n"
        "Leadership, management and governance\n\n1. Provide stability in the team.\n\n2. Strengthen oversight of practice.\n\n"
        "Areas for improvement\n\n3. Ensure that plans are clear.\n\n"
        "Leadership, management and governance\n\n4. Leaders do not know the quality of practice.\n"
    )
    assert [(one.number, one.text) for one in of(facts, Recommendation)] == [
        ("1", "Provide stability in the team."),
        ("2", "Strengthen oversight of practice."),
        ("3", "Ensure that plans are clear."),
    ]
    assert [one.text for one in of(facts, Finding) if one.number == "4"] == ["Leaders do not know the quality of practice."]


def test_a_list_of_inspectors_goes_on_over_a_blank_line_after_a_comma(read):
    _, facts = read(WRAPPED.replace("Ian de Souza HMI\n", "Ian de Souza HMI,\n\nAnn-Marie Born, Joy Howick\n"))
    assert [one.ref.slug for one in of(facts, Person)][2:6] == [
        "ofsted-paula-jane-nunn",
        "ofsted-ian-de-souza",
        "ofsted-ann-marie-born",
        "ofsted-joy-howick",
    ]


def test_the_grade_of_the_board_stands_in_a_line_of_its_own(read):
    _, facts = read(
        WRAPPED.replace("The inspection team\n", "The Local Safeguarding Children Board (LSCB) is good\n\nThe inspection team\n")
    )
    assert [one.grade.name for one in of(facts, Judgement) if one.aspect.name == "lscb"] == ["lscb-review/good"]


def test_small_roman_items_under_a_number_belong_to_it(read):
    _, facts = read(
        "Inspection of Westbury local authority children’s services\n\nInspection dates: 4 to 15 March 2016\n\nRecommendations\n\n"
        "1. Improve the timeliness of health assessments.\ni. for babies\nii. for children placed out of area\n2. Review the arrangements.\n"
    )
    assert [(one.number, one.text) for one in of(facts, Recommendation)] == [
        ("1", "Improve the timeliness of health assessments. for babies for children placed out of area"),
        ("2", "Review the arrangements."),
    ]
