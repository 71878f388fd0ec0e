"""Inspection reports as they differ: titles, dates, tables, marks of lists, names, and papers that only tell of a report."""

import pytest

from kg import mapping
from kg.facts import Finding, Inspection, Judgement, Membership, Participation, Person, Recommendation
from kg.intake.composer import Composer
from kg.reading.blocks import blocks
from kg.reading.dates import find_dates
from kg.text import Document
from tests.timing import assert_linear

FAMILY = "inspection-report"
LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"
TABLE = f"Judgement\tGrade\n{LEADERS}\tGood\n{HELP}\tRequires improvement to be good\nOverall effectiveness\tGood\n"
SERVICES = "Inspection of services for children in need of help and protection, children looked after and care leavers"
BOARD = "Review of the effectiveness of the Local Safeguarding Children Board1"
ROWS = """1. Children who need help and protection  Good
2. Children looked after and achieving permanence  Good
2.1 Adoption performance  Outstanding
2.2 Experiences and progress of care leavers  Good
3. Leadership, management and governance  Good
"""
SIF = f"Westbury Borough Council\n{SERVICES}\nand\n{BOARD}\nInspection date: 3 May – 26 May 2016\nReport published: 1 July 2016\n"


@pytest.fixture(scope="module")
def read(families, world):
    def reading(text):
        document = text if isinstance(text, Document) else Document.from_text(text, "report")
        (part,) = mapping.split(document, {FAMILY: families[FAMILY]}, world)
        return part, list(families[FAMILY].read(part)) if part.family == FAMILY else []

    return reading


def of(facts, kind):
    return [fact for fact in facts if isinstance(fact, kind)]


def grades(facts):
    return {one.aspect.name: one.grade.name.split("/")[1] for one in of(facts, Judgement)}


def people(facts):
    names = {one.ref: one.name for one in of(facts, Person)}
    return [(names[one.participant], one.capacity.name) for one in of(facts, Participation)]


@pytest.mark.parametrize(
    "front",
    [
        "Inspection of Northtown children’s services\nInspection dates: 9 to 20 May 2022\n",
        "Northtown Borough Council | Inspection of local authority children’s services\nInspection dates: 9 to 20 May 2022\n",
        "Inspection of children’s social care services | Northtown Council\nInspection dates: 9 to 20 May 2022\n",
        "Inspection of children’s social care services in Northtown\nInspection dates: 9 to 20 May 2022\n",
        "Inspection of Northtown\nlocal authority\nchildren’s services\nDates of inspection: 9 to 20 May 2022\n",
        "City of Northtown Council\nInspection of local authority children’s services\nInspection dates: Between 9 and 20 May 2022\n",
        "Inspection dates: 9 to 20 May 2022\nInspection of Northtown local authority children’s services\n",
        "Inspection of Northtown Council’s children’s social care services\nInspection dates 9 May 2022 to 20 May\n",
        "Northtown\nInspection of local authority children’s services\nInspection date: 9–13 and 16–20 May 2022\n",
        "Northtown Council\nInspection of children’s social care services\nInspection dates:\n9 May 2022 to 20 May\n2022\n",
    ],
)
def test_council_and_dates_are_found_in_every_shape_of_the_first_page(read, front):
    part, facts = read(front + TABLE)
    (inspection,) = of(facts, Inspection)
    assert part.header.about.slug == "northtown-council"
    assert (inspection.since.value, inspection.until.value) == ("2022-05-09", "2022-05-20")
    assert grades(facts) == {"impact-of-leaders": "good", "help-and-protection": "requires-improvement", "overall": "good"}


def test_a_range_over_the_new_year_with_one_year_ends_in_the_next_one():
    (found,) = find_dates(Document.from_text("5 December 2022 to 13 January").span)
    assert (found.since.value, found.until.value) == ("2022-12-05", "2023-01-13")


def test_the_council_is_read_where_a_trust_that_runs_its_services_stands_beside_it(read):
    part, _ = read(
        "Slough Borough Council and Slough Children First\nInspection of children’s social care services\n"
        f"Inspection dates: 11–22 January 2021\n{TABLE}"
    )
    assert part.header.about.slug == "slough-council"


@pytest.mark.parametrize(
    "above",
    [
        "Northtown Borough Council\nChildren’s Scrutiny Committee\nReport of the Director\n\n",
        "Northtown Borough Council\n1. Purpose of report\n1.1 To tell members.\n\n",
        "Cabinet\n",
    ],
)
def test_a_paper_of_a_council_about_an_inspection_is_not_its_report(read, above):
    part, facts = read(
        f"{above}Inspection of Northtown local authority children’s services\nInspection dates: 9 to 20 May 2022\n{TABLE}"
    )
    assert (part.family, facts) == ("unknown", [])


def test_a_paper_that_prints_its_paragraphs_between_title_and_dates_is_not_a_report(read):
    part, _ = read("Inspection of Northtown children’s services\n\n1.1 Ofsted came.\nInspection dates: 9 to 20 May 2022\n" + TABLE)
    assert part.family == "unknown"


def test_a_page_may_break_a_table_between_rows_and_within_one(read):
    foot = "\nInspection of Northtown local authority children’s services\n9 to 20 May 2022\n\n1\n\n"
    _, facts = read(
        "Inspection of Northtown local authority children’s services\nInspection dates: 9 to 20 May 2022\n\nJudgement\n\nGrade\n\n"
        f"{LEADERS}\n\nGood\n\n{HELP[:40]}\n{foot}{HELP[40:].strip()}\n\nInadequate\n{foot}{CARE}\n\nOutstanding\n\n{LEAVERS}\n\nGood\n\n"
        "Overall effectiveness\n\nInadequate\n\nChildren wait.\n"
    )
    assert grades(facts) == {
        "impact-of-leaders": "good",
        "help-and-protection": "inadequate",
        "children-in-care": "outstanding",
        "care-leavers": "good",
        "overall": "inadequate",
    }


def test_all_grades_may_stand_after_all_rows_with_a_page_between(read):
    _, facts = read(
        "Inspection of Northtown local authority children’s services\nInspection dates: 9 to 20 May 2022\n"
        f"Judgement\n{LEADERS}\n{HELP}\nOverall effectiveness\n\nNorthtown Council\n1\n\nGrade\nGOOD\nREQUIRES IMPROVEMENT\nGOOD\n"
    )
    assert grades(facts) == {"impact-of-leaders": "good", "help-and-protection": "requires-improvement", "overall": "good"}


def test_grades_of_an_earlier_inspection_that_are_listed_like_present_ones_are_not_of_this_one(read):
    _, facts = read(
        f"{SIF}Children’s services in Westbury are good\n{ROWS}\nRecommendations\n1. Ensure that plans are clear.\n\n"
        "Previous Ofsted inspections\n• The judgements in June 2012 were:\n• Overall effectiveness: adequate\n"
        "Leadership, management and governance: adequate\n• Lead inspector: Old Name\n\n"
        "Inspection team\nLead inspector: Ada Bee Deputy lead inspector: Cat Dee\n"
    )
    assert grades(facts)["overall"] == "good"
    assert grades(facts)["leadership"] == "good"
    assert "lscb" not in grades(facts)
    assert people(facts) == [("Ada Bee", "lead-inspector"), ("Cat Dee", "deputy-lead-inspector")]


def test_the_grade_of_the_board_may_be_told_of_its_arrangements(read):
    _, facts = read(
        f"{SIF}Children’s services in Westbury are good\n{ROWS}\nThe Local Safeguarding Children Board (LSCB)\n\nSummary\n"
        "The arrangements in place to evaluate the effectiveness of what is done by the authority and board partners to safeguard "
        "children require improvement.\nThe board was inadequate in 2012.\n"
    )
    assert grades(facts)["lscb"] == "requires-improvement"


def test_a_re_inspection_has_no_grade_of_the_board(read):
    _, facts = read(
        f"Westbury Council\nRe-{SERVICES[0].lower()}{SERVICES[1:]}\nInspection date: 8 May to 31 May 2018\nReport published: 20 July 2018\n"
        f"Children’s services in Westbury are good\n{ROWS}\nExecutive summary\nThe safeguarding board was judged to be good in 2015.\n"
    )
    assert (grades(facts)["overall"], "lscb" in grades(facts), len(of(facts, Inspection))) == ("good", False, 1)


@pytest.mark.parametrize("mark", ["• ", "◼ ", "\uf0b7 ", "o ", "* ", "> ", "▪ ", "– "])
def test_what_is_asked_for_is_read_with_every_mark_over_pages_and_however_short(read, mark):
    _, facts = read(
        f"Inspection of Northtown children’s services\nInspection dates: 9 to 20 May 2022\n{TABLE}\nWhat needs to improve:\n"
        f"{mark}Caseloads\n{mark}How soon children are seen, and the way in which those who wait are kept\n\n2\n\nin touch with.\n"
        f"{mark}Audits.\n\n{HELP}: requires improvement to be good\n1. Help is late.\n"
    )
    assert [one.text for one in of(facts, Recommendation)] == [
        "Caseloads",
        "How soon children are seen, and the way in which those who wait are kept in touch with.",
        "Audits.",
    ]


def test_a_list_without_marks_has_an_item_for_each_line_that_begins_one(read):
    front = f"Inspection of Northtown children’s services\nInspection dates: 9 to 20 May 2022\n{TABLE}\nWhat needs to improve?\n"
    _, facts = read(
        f"{front}The quality of leadership\nThe understanding of thresholds at all levels, in particular of those which\npartners use\n"
        f"Inspection of Northtown children’s services\n9 to 20 May 2022\n3\nSupervision of new staff.\n\n{HELP}: inadequate\n1. Late.\n"
    )
    assert [one.text for one in of(facts, Recommendation)] == [
        "The quality of leadership",
        "The understanding of thresholds at all levels, in particular of those which partners use",
        "Supervision of new staff.",
    ]
    _, facts = read(f"{front} Ensure that plans are clear.\n See children.\n\nThe local authority’s progress\nIn 2021, 14 came.\n")
    assert [one.text for one in of(facts, Recommendation)] == ["Ensure that plans are clear.", "See children."]


def test_the_heading_of_a_list_says_what_kind_its_items_are(read):
    _, facts = read(
        f"{SIF}Children’s services in Westbury are good\n{ROWS}\nWhat does the local authority need to improve?\n"
        "Priority and immediate action\nCare leavers\n1. Ensure that homes are safe.\n2. Reduce delay for all.\nAreas for improvement\n"
        "3. Improve audits of practice.\n\nThe Local Safeguarding Children Board (LSCB)\nThe Local Safeguarding Children Board is good\n"
        "Recommendations\n4. Review the dataset.\n"
    )
    assert [(one.number, one.kind.name, one.addressed_to[0].slug) for one in of(facts, Recommendation)] == [
        ("1", "priority-action", "westbury-council"),
        ("2", "priority-action", "westbury-council"),
        ("3", "area-for-improvement", "westbury-council"),
        ("4", "recommendation", "westbury-safeguarding-children-board"),
    ]


@pytest.mark.parametrize(
    ("printed", "name", "post"),
    [
        ("Lead inspector: Ann Example, Her Majesty’s Inspector", "Ann Example", "Her Majesty’s Inspector"),
        ("Lead inspector: Dr Ann O’Hara-Webb HMI", "Ann O’Hara-Webb", "HMI"),
        ("Lead inspector: Ann Example\nHis Majesty’s Inspector", "Ann Example", "His Majesty’s Inspector"),
        ("Lead Inspector’s name: Jo van den Berg", "Jo van den Berg", "Lead Inspector’s name"),
        ("Lead inspector – Mrs Ann Example", "Ann Example", "Lead inspector"),
    ],
)
def test_the_lead_inspector_is_read_with_or_without_comma_title_and_line_end(read, printed, name, post):
    _, facts = read(f"Inspection of Northtown children’s services\nInspection dates: 9 to 20 May 2022\n{printed}\n\n{TABLE}")
    assert people(facts) == [(name, "lead-inspector")]
    assert [one.printed for one in of(facts, Membership)] == [post]


def test_inspectors_may_stand_on_lines_of_their_own(read):
    _, facts = read(
        f"{SIF}Children’s services in Westbury are good\n{ROWS}\nInformation about this inspection\nThe inspection team\n"
        "Lead inspector:\nSam Usher HMI\nTeam inspectors:\nTia Vane HMI\nUma West HMI\n\nVal Young (OI), Dr\nWes Zane HMI\n"
        "Shadow inspector: N/A\nQuality assurance manager: Meg Noe HMI Deputy Director Social Care Inspection\n\nAny complaints go to us.\n"
    )
    assert people(facts) == [
        ("Sam Usher", "lead-inspector"),
        *((name, "inspector") for name in ("Tia Vane", "Uma West", "Val Young", "Wes Zane")),
        ("Meg Noe", "quality-assurance-manager"),
    ]


def test_a_report_whose_file_has_structure_is_read_by_it(read):
    made = Composer()
    for line in ("Inspection of Northtown local authority", "children’s services", "Inspection dates: 9 to 20 May 2022"):
        made.paragraph(line)
    for row in TABLE.splitlines():
        made.row(row.split("\t"))
    made.heading("What needs to improve?")
    made.item("Caseloads.")
    made.heading("• Audits of practice.")  # an item that a file tags as a heading
    _, facts = read(made.document("report.pdf", b"-", "application/pdf"))
    assert grades(facts) == {"impact-of-leaders": "good", "help-and-protection": "requires-improvement", "overall": "good"}
    assert [one.text for one in of(facts, Recommendation)] == ["Caseloads.", "Audits of practice."]


def test_a_heading_that_begins_with_the_mark_of_an_item_is_one():
    made = Composer()
    made.heading("Figures")
    made.heading("– 7% of pupils")
    made.paragraph("More is said here.")
    found = blocks(made.document("report.pdf", b"-", "application/pdf").span)
    assert [one.kind for one in found] == ["heading", "bullet", "prose"]


def test_a_figure_that_begins_a_line_is_no_number_of_a_paragraph():
    text = "• At 31 May 2014, 227 children were looked after (a rate of\n46.2 per 10,000 children).\n1.2 Next paragraph.\n"
    assert [one.number for one in blocks(Document.from_text(text).span)] == ["", "1.2"]


@pytest.mark.parametrize(
    "run", ["Inspection of Aa\n", "Aa | inspection of ", "lead inspector: Aa Bb\n", "arrangements to evaluate aaaaaaaaaa ", "o a\n"]
)
def test_hostile_runs_take_linear_time(read, run):
    assert_linear(read, run, before=f"Inspection of Northtown children’s services\nInspection dates: 9 to 20 May 2022\n{TABLE}\n")


@pytest.mark.parametrize(
    "heading",
    [
        "WHAT NEEDS TO HAPPEN NOW",
        "What needs to happen next",
        "What must happen now",
        "What needs to be done",
        "What the council needs to do next",
        "What the local authority should do now",
        "Matters for improvement",
        "Matters for priority and immediate action",
        "Areas requiring improvement",
        "Areas to be strengthened",
        "Actions required",
    ],
)
def test_a_list_of_what_has_to_happen_is_known_by_many_headings_and_the_board_has_its_own_part_of_it(read, heading):
    text = (
        f"{SIF}\nThe effectiveness of the Local Safeguarding Children Board requires improvement\n\nTHE LOCAL AUTHORITY\n\n"
        f"It has these strengths\n\no  adopters are well supported;\n\n{heading}\n\n     (i)    Clear the work of the duty team.\n"
        "     (ii)   See every child who was missing.\n\nFor the safeguarding board\n\n     (iii)  Establish a programme of audits.\n\n"
        "FINDINGS\n\n1.   Early help is good and parents like it.\n\nThe safeguarding board\n\n2.   The board knows its area well.\n"
    )
    part, facts = read(text)
    asked = [(one.number, one.addressed_to[0] == part.header.about) for one in of(facts, Recommendation)]
    assert asked == [("i", True), ("ii", True), ("iii", False)]
    inspected = {one.ref: one.inspects == part.header.about for one in of(facts, Inspection)}
    assert [inspected[one.made_in] for one in of(facts, Finding) if one.number] == [True, False]
