"""Reports and agendas as other councils lay them out: titles, heads, members, witnesses, what is recommended and to whom."""

import pytest

from kg import mapping
from kg.facts import Header, Inspection, Meeting, Membership, Participation, Recommendation
from kg.text import Document
from tests.timing import assert_linear


@pytest.fixture
def told(families, world):
    """Reads a text by all mappings and general readers: its one part, and its facts."""

    def reader(text):
        (part,) = mapping.split(Document.from_text(text), families, world, "doc")
        return part, mapping.read(part, families)

    return reader


def of(kind, facts):
    return [fact for fact in facts if isinstance(fact, kind)]


def took_part(facts, event):
    return [
        (one.participant.slug.split("-", 1)[1], one.capacity.name, one.printed)
        for one in of(Participation, facts)
        if one.event == event
    ]


def asked(facts):
    return [(one.number, one.text, [to.slug for to in one.addressed_to]) for one in of(Recommendation, facts)]


REVIEW = """Brackenshire County Council

Scrutiny Review of School Exclusions

Final report of the School Exclusions Working Group

November 2017

1. Introduction

1.1 The working group was set up by the Children's Services Overview and Scrutiny Committee in January 2017.

1.2 Members of the Working Group:

• Councillor Ann Pargeter (Chair)
• Councillor Mohammed Yasin
• Mrs Helen Frisby, Parent Governor Representative (co-opted)

1.3 The working group would like to thank the following for their contributions:

• Susan Lomas, Director of Children's Services
• Peter Vine, Headteacher, Hillside Academy

2. Recommendations

R1  That the Cabinet Member for Education writes to all schools about off-rolling.
R2  That Brackenshire County Council publishes exclusion figures each term.

Contact officer: Lindsey Croft, Scrutiny Officer, tel 01234 000000
"""


def test_a_review_of_a_working_group_has_its_members_and_those_who_contributed(told):
    part, facts = told(REVIEW)
    assert (part.family, part.header.about.slug, part.issued.value) == ("scrutiny-report", "brackenshire-council", "2017-11")
    review = next(one for one in of(Inspection, facts) if one.kind == "ServiceReview")
    assert [ref.slug for ref in review.conducted_by] == ["brackenshire-school-exclusions-working-group"]
    assert took_part(facts, review.ref) == [
        ("ann-pargeter", "chair", "Chair"),
        ("mohammed-yasin", "member", ""),
        ("helen-frisby", "co-opted-member", "Parent Governor Representative (co-opted)"),
        ("susan-lomas", "interviewee", "Director of Children's Services"),
        ("peter-vine", "interviewee", "Headteacher, Hillside Academy"),
    ]
    seats = [one for one in of(Membership, facts) if one.body == review.conducted_by[0]]
    assert [(one.person.slug, one.role.name) for one in seats] == [
        ("brackenshire-ann-pargeter", "chair"),
        ("brackenshire-mohammed-yasin", "member"),
        ("brackenshire-helen-frisby", "co-opted-member"),
    ]
    assert [(number, text) for number, text, _ in asked(facts)] == [
        ("1", "That the Cabinet Member for Education writes to all schools about off-rolling."),
        ("2", "That Brackenshire County Council publishes exclusion figures each term."),
    ]
    assert {one.kind.name for one in of(Recommendation, facts)} == {"recommendation"}


TASK_GROUP = """TASK AND FINISH GROUP ON CHILD POVERTY
Report to Children and Families Scrutiny Committee - 14 March 2022
Oakhampton Borough Council

Summary of recommendations

1. That Cabinet considers auto-enrolment for free school meals.
2. That the Director of Public Health reports on healthy start vouchers.

1 Introduction

The Task and Finish Group comprised Councillors J Bell (Chair), P Singh and R Fenwick-Lee. Councillor M Gale, who chaired it
until May, did not stand again.

The Group heard evidence from Martin Drew, Head of Revenues; Layla Hussain, Citizens Advice Oakhampton; and Joyce Tuckwell, food
bank manager. We were unable to meet Roy Dent.

2 Recommendations

Recommendation 1
That Cabinet considers auto-enrolment for free school meals.

Recommendation 2
That the Director of Public Health reports on healthy start vouchers.
"""


def test_members_and_witnesses_in_sentences_and_a_summary_of_what_is_recommended(told):
    part, facts = told(TASK_GROUP)
    assert (part.family, part.issued.value) == ("scrutiny-report", "2022-03-14")
    review = next(one for one in of(Inspection, facts) if one.kind == "ServiceReview")
    assert took_part(facts, review.ref) == [
        ("j-bell", "chair", "Chair"),
        ("p-singh", "member", ""),
        ("r-fenwick-lee", "member", ""),
        ("martin-drew", "interviewee", "Head of Revenues"),
        ("layla-hussain", "interviewee", "Citizens Advice Oakhampton"),
        ("joyce-tuckwell", "interviewee", "food bank manager"),
    ]
    assert asked(facts) == [
        ("1", "That Cabinet considers auto-enrolment for free school meals.", ["oakhampton-cabinet"]),
        ("2", "That the Director of Public Health reports on healthy start vouchers.", []),
    ]


def test_tables_of_witnesses_and_of_recommendations_with_who_is_responsible(told):
    _, facts = told(
        "London Borough of Wexbridge\n\nReport of the Scrutiny Review Panel\nYouth Services\n\nDate: 6 June 2016\n\nPanel membership\n\n"
        "Councillor Grace Adeleke (Chair)\nCouncillor Derek Pell (Vice-Chair)\nScrutiny Officer: Iain Frame\n\nWitnesses\n\nName\tRole\n"
        "Carl Jessop\tHead of Youth Services, Wexbridge Council\nAmira Said\tWexbridge Youth Council\n\nRecommendations\n\n"
        "No.\tRecommendation\tResponsible\tDeadline\n1\tPublish a youth offer on the website\tHead of Youth Services\tSeptember 2016\n"
        "2\tKeep the Riverside centre open until 9pm\tCabinet\tDecember 2016\n"
    )
    review = next(one for one in of(Inspection, facts) if one.kind == "ServiceReview")
    assert took_part(facts, review.ref) == [
        ("grace-adeleke", "chair", "Chair"),
        ("derek-pell", "vice-chair", "Vice-Chair"),
        ("carl-jessop", "interviewee", "Head of Youth Services, Wexbridge Council"),
        ("amira-said", "interviewee", "Wexbridge Youth Council"),
    ]
    assert asked(facts) == [
        ("1", "Publish a youth offer on the website", []),
        ("2", "Keep the Riverside centre open until 9pm", ["wexbridge-cabinet"]),
    ]


def test_columns_of_blanks_leads_in_numbered_paragraphs_and_an_elected_chair(told):
    _, facts = told(
        "                Merrowdale District Council\n\n      Scrutiny Task Group Review: Youth Homelessness\n\n      Final Report - April 2018\n\n"
        "1.0 INTRODUCTION\n\n1.1 The Committee agreed to set up a task group. Councillor Kath Lister was\n    appointed as Chair. The other members"
        " were Councillors Barry Foulds,\n    and Joan Petty.\n\n2.0 EVIDENCE\n\n2.1 The Task Group interviewed the following witnesses:\n\n"
        "    Name                 Organisation\n    Dave Horne           Merrowdale Housing\n    Jill Tranter         Nightstop North\n\n"
        "3.0 CONCLUSIONS AND RECOMMENDATIONS\n\n3.1 The Task Group recommends to the Executive:\n\n    R1: that a duty worker be based at the foyer;\n"
        "    R2: that bed and breakfast no longer be used.\n"
    )
    review = next(one for one in of(Inspection, facts) if one.kind == "ServiceReview")
    assert [one[:2] for one in took_part(facts, review.ref)] == [
        ("kath-lister", "chair"),
        ("barry-foulds", "member"),
        ("joan-petty", "member"),
        ("dave-horne", "interviewee"),
        ("jill-tranter", "interviewee"),
    ]
    assert asked(facts) == [
        ("1", "that a duty worker be based at the foyer;", ["merrowdale-executive"]),
        ("2", "that bed and breakfast no longer be used.", ["merrowdale-executive"]),
    ]


def test_a_list_under_a_lead_in_another_section_and_names_put_before_the_words(told):
    _, facts = told(
        "Overview and Scrutiny Commission\n\nChildren missing from care: a scrutiny inquiry\n\nFenbridge City Council\n\nFebruary 2020\n\nExecutive summary\n\n"
        "The Commission makes the following recommendations to the Executive:\n\na) That return home interviews be offered within 72 hours;\n"
        "b) That the contract with Safe Steps be extended.\n\nFurther points\n\n**Recommendation 3** – to Livewell Fenland: Keep the nurse in post.\n\n"
        "The inspectors recommended that:\n\n- records be kept.\n"
    )
    assert asked(facts)[:2] == [
        ("a", "That return home interviews be offered within 72 hours;", ["fenbridge-executive"]),
        ("b", "That the contract with Safe Steps be extended.", ["fenbridge-executive"]),
    ]


def test_headings_that_name_who_is_asked_go_on_with_the_recommendations(told):
    _, facts = told(
        "NORTH DALE COUNCIL\n\nFINAL REPORT – EMOTIONAL WELLBEING TASK GROUP\n\nBackground\n\nAt 31 March 2019 there were 312 children waiting.\n\n"
        "What we recommend\n\nCabinet\n- funds a school counsellor in each secondary school;\n- signs the Time to Change pledge.\n\n"
        "Dale Clinical Commissioning Group\n- publishes waiting times each quarter.\n"
    )
    assert asked(facts) == [
        ("", "funds a school counsellor in each secondary school;", ["north-dale-cabinet"]),
        ("", "signs the Time to Change pledge.", ["north-dale-cabinet"]),
        ("", "publishes waiting times each quarter.", ["dale-clinical-commissioning-group"]),
    ]
    assert {one.kind.name for one in of(Recommendation, facts)} == {"recommendation"}
    assert of(Header, facts)[0].issued is None


HEADS = {
    "labels on one line": "Report to: Cabinet\nDate of meeting: 18 July 2018\nReport of: Corporate Director\nCabinet Member: Councillor Alice Trent\n"
    "Subject: Fostering sufficiency\n",
    "a table": "Report to:\tCabinet\nDate of meeting:\t18 July 2018\nCabinet Member:\tCouncillor Alice Trent\nSubject:\tFostering sufficiency\nWards affected:\tAll\n",
    "values below": "Decision maker\nCabinet\nDate\n18 July 2018\nTitle\nFostering sufficiency\nReport author\nAnn Hale, Head of Placements\n",
    "columns of blanks": "REPORT TO:           Cabinet\nDATE:                18 July 2018\nLEAD MEMBER:         Councillor Alice Trent\nTITLE OF REPORT:     Fostering sufficiency\n",
    "an officer's title page": "CABINET\n\n18 July 2018\n\nFostering sufficiency\n\nReport of the Director of Children's Services\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_the_head_of_a_report_to_an_executive(told, head):
    part, facts = told(
        f"{head}\nNorthvale County Council\n\n1. Purpose\n\nTo tell Cabinet about fostering.\n\n2. Recommendations\n\nIt is recommended that Cabinet:\n\n"
        "(a) approves the strategy at Appendix A; and\n(b) asks for a report in a year.\n\n3. Background\n\nAt 31 March 2018 there were 402 children in care.\n"
    )
    assert (part.family, part.header.title, part.issued.value) == ("executive-report", "Fostering sufficiency", "2018-07-18")
    assert part.header.about.slug == "northvale-council"
    (meeting,) = of(Meeting, facts)
    assert (meeting.held_by.slug, meeting.date.value, meeting.status) == ("northvale-cabinet", "2018-07-18", "scheduled")
    assert asked(facts) == [
        ("a", "approves the strategy at Appendix A; and", ["northvale-cabinet"]),
        ("b", "asks for a report in a year.", ["northvale-cabinet"]),
    ]


def test_a_report_under_an_item_of_an_agenda_begins_no_document(told):
    part, _ = told(
        "Hollin Vale Council\n\nCABINET\n\nTuesday 4 July 2023 at 6pm\n\nAGENDA\n\n1. Apologies\n\n2. Fostering update\n\n"
        "Report of the Director of Children's Services\n\n3. Budget monitoring 2023/24\n\nReport of the Chief Finance Officer\n"
    )
    assert part.family == "agenda"


def test_who_signs_a_members_report_and_the_council_of_its_services(told):
    part, facts = told(
        "COUNTY COUNCIL - 18 JULY 2018\n\nREPORT OF THE CABINET MEMBER FOR CHILDREN\n\n1. Ofsted\n\nThe inspection found that services for children in"
        " Suffolk were well led.\n\nCouncillor Jane Ashby\nCabinet Member for Children\n"
    )
    assert part.header.about.slug == "suffolk-council"
    (meeting,) = of(Meeting, facts)
    assert took_part(facts, meeting.ref) == [("jane-ashby", "signatory", "Cabinet Member for Children")]


def test_whom_a_commissioner_spoke_to(told):
    _, facts = told(
        "Improvement Adviser's report on children's services in Penmoor\n\nTo the Minister for Children and Families\n\n12 March 2020\n\nIntroduction\n\n"
        "I was appointed as improvement adviser by the Department for Education on 2 September 2019.\n\nDuring my visits I met Councillor Ron Quayle,"
        " the Leader; the chief executive, Clarissa Boon; and the new director, Jem Uglow. I was not able to meet the former chair, Viv Wray.\n\n"
        "I also interviewed:\n\n• Farah Nazir, Head of Fostering\n• Simon Wode, Interim Director of Finance\n\n"
        "I recommend that the Department extends the notice until March 2021.\n"
    )
    (review,) = [one for one in of(Inspection, facts) if one.kind == "CommissionerReview"]
    assert took_part(facts, review.ref) == [
        ("farah-nazir", "interviewee", "Head of Fostering"),
        ("simon-wode", "interviewee", "Interim Director of Finance"),
        ("ron-quayle", "interviewee", "Leader"),
        ("clarissa-boon", "interviewee", "chief executive"),
        ("jem-uglow", "interviewee", "new director"),
    ]
    (one,) = of(Recommendation, facts)
    assert (one.issued.value, one.kind.name) == ("2020-03-12", "recommendation")


SUMMONS = """{above}Hartsmere Council

SCHOOLS FORUM

Date: Thursday 20 June 2024
Time: 4pm
{called}
Members of the Forum

Primary representatives
Lisa Bray
Owen Hart

Academies
Colin Dale (Chair)

Parent governor representatives
Imran Bashir

Reserves
Ruth Kemp

Contact: Emily Trott, Committee Officer

AGENDA

1. Apologies for absence
2. Minutes of the meeting held on 14 March 2024
3. Budget monitoring
   Mr Alan Shore, Director of Finance, will present.
{foot}"""


@pytest.mark.parametrize(
    ("above", "called", "foot"),
    [
        ("", "\nYou are summoned to attend.\n\nAlthea Lodge\nChief Executive\n", ""),
        ("", "\nAlthea Lodge, Chief Executive\n\nPublished: 12 June 2024\n", ""),
        ("", "", "\nAlthea Lodge\nChief Executive\n12 June 2024\n\nIssued to members\n"),
        ("", "", "\nIssued by: Anna Lodge, Chief Executive, on 12 June 2024\n"),
    ],
)
def test_an_agenda_has_who_signs_it_and_its_groups_of_members(told, above, called, foot):
    _, facts = told(SUMMONS.format(above=above, called=called, foot=foot))
    meeting = next(one for one in of(Meeting, facts) if one.date.value == "2024-06-20")
    ((name, capacity, printed),) = took_part(facts, meeting.ref)
    assert (name.endswith("-lodge"), capacity, printed) == (True, "signatory", "Chief Executive")
    seats = {(one.person.slug, one.role.name) for one in of(Membership, facts) if one.body == meeting.held_by}
    assert seats == {
        ("hartsmere-lisa-bray", "member"),
        ("hartsmere-owen-hart", "member"),
        ("hartsmere-colin-dale", "chair"),
        ("hartsmere-imran-bashir", "co-opted-member"),
    }


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("Fostering campaign launched\n\nThe campaign began on 3 May 2022.\n", None),
        ("Early Help Strategy 2021-2024\n\nPublished: March 2021\nReview date: March 2024\n", "2021-03"),
        ("Newsletter\n\nPage last updated 4 November 2020\n\nOn 12 October 2020 the board met.\n", "2020-11-04"),
        ("14 June 2019\n\nDear Colleague\n\nFamily Group Conferences\n\nSince 1 May 2019 we have run twelve.\n", "2019-06-14"),
        ("Conference\n\nDate: 14 June 2024\nTime: 10am\nVenue: Town Hall\n", None),
        ("Inspection of a school\n\nInspection dates: 21 and 22 November 2023\n", None),
        ("Policy\n\nText.\n\nDate of publication\n\n1 May 2020\n", "2020-05-01"),
    ],
)
def test_a_document_of_no_family_has_only_a_date_that_it_gives_as_its_own(told, text, issued):
    part, _ = told(text)
    assert part.family == "unknown"
    assert (part.issued.value if part.issued else None) == issued


@pytest.mark.parametrize(
    "piece",
    [
        "Councillor ",
        "members of the group ",
        "Report to: ",
        "Cabinet\n",
        "heard from ",
        "Date ",
        "the ",
        "Ann Lee, ",
        "• ",
        "\n",
        "A",
        "Issued by ",
    ],
)
def test_long_runs_take_linear_time(families, world, piece):
    def read_all(text):
        for part in mapping.split(Document.from_text(text), families, world, "doc"):
            mapping_of = families.get(part.family)
            list(mapping_of.read(part) if mapping_of else ())

    assert_linear(
        read_all, piece, "Final report of the Housing Task and Finish Group\n\nMay 2020\n\nIntroduction\n\nWe met: ", length=4000
    )
