"""Minutes: where they begin, which body sat when, items, decisions, other meetings, and what was reported."""

import pytest

from kg import mapping
from kg.facts import AgendaItem, Body, Decision, Finding, Meeting, Membership, Participation, Person, Post, Recommendation, Ref
from kg.reading import common
from kg.reading.decisions import taken
from kg.text import Document
from tests.timing import assert_linear


@pytest.fixture(scope="module")
def families(project):
    return {name: mapping._import(project.mappings / f"{name}.py") for name in ("minutes", "agenda")}


def parts(text, families, world):
    return mapping.split(Document.from_text(text, "paper.txt"), families, world)


def facts(text, families, world):
    """The one part of the text, what its mapping and the readers of people and meetings read, by class."""
    (part,) = parts(text, families, world)
    found = [*families[part.family].read(part), *common.READERS["people"](part), *common.READERS["meetings"](part)]
    return part, lambda made: [one for one in found if type(one) is made]


def sat(text, families, world):
    part, of = facts(text, families, world)
    meeting = of(Meeting)[0]
    body = meeting.held_by.slug.removeprefix("paper-") if meeting.held_by else ""  # the source tells bodies of no known area apart
    return part.family, body, meeting.date.value if meeting.date else ""


PANEL = """Kelby Borough Council

CHILDREN'S SCRUTINY PANEL

A meeting of the Children's Scrutiny Panel was held on 27 July 2021.

PRESENT: Councillor Garner (Chair), Councillor Dodd (Vice Chair); Councillors: Higson, Jonas and Wilton.

OFFICERS: S Bonn, S Butch and J Dix.

APOLOGIES FOR ABSENCE were submitted on behalf of Councillors Nugget and M Storr.

**** DECLARATIONS OF MEMBERS' INTERESTS**

There were no declarations.

MINUTES

The minutes of the previous meeting of the Children's Scrutiny Panel held on 19 April 2021 were submitted and approved as a correct record.

OFSTED FOCUSED VISIT

S Butch, Executive Director of Children's Services, spoke of the Ofsted focused visit that took place on 26 and 27 May 2021. A copy of the Ofsted letter, dated 15 July 2021, had been circulated.

The main findings were:-

- Caseloads were too high for some social workers.
- Workers built good relationships with children.

Ofsted had made one new recommendation, as follows:-

- Management oversight of plans for children.

Councillor Garner asked whether "the Council had AGREED to act". The Panel had previously AGREED that figures be sought.

AGREED that:-

1. the information be noted;
2. a site visit be arranged to the
Hub.

SCHEDULE OF MEETINGS

AGREED that the schedule be approved with the exception of the proposed date of 18 April 2022 being moved to Tuesday, 26 April 2022 at 4.00pm. The schedule would be presented to the Overview and Scrutiny Board on 3 August 2021.
"""


def test_a_meeting_has_its_body_day_and_council(families, world):
    part, of = facts(PANEL, families, world)
    assert part.family == "minutes"
    assert part.header.title == "Minutes of the Children's Scrutiny Panel, 27 July 2021"
    assert part.header.issued.value == "2021-07-27"
    assert part.header.about.slug == part.header.publisher.slug == "kelby-council"
    assert [(one.ref.slug, one.kind, one.parent.slug) for one in of(Body)] == [
        ("kelby-childrens-scrutiny-panel", "ScrutinyPanel", "kelby-council")
    ]


def test_everybody_there_takes_part_in_one_capacity(families, world):
    _, of = facts(PANEL, families, world)
    names = {one.ref: one.name for one in of(Person)}
    assert [(names[one.participant], one.capacity.name) for one in of(Participation)] == [
        ("Garner", "chair"), ("Dodd", "vice-chair"), ("Higson", "member"), ("Jonas", "member"), ("Wilton", "member"),
        ("S Bonn", "officer"), ("S Butch", "officer"), ("J Dix", "officer"), ("Nugget", "apologies"), ("M Storr", "apologies"),
    ]  # fmt: skip
    roles = {(names[one.person], one.role.name, one.body.slug, one.attested_on.value) for one in of(Membership)}
    assert ("Garner", "chair", "kelby-childrens-scrutiny-panel", "2021-07-27") in roles
    assert ("M Storr", "member", "kelby-childrens-scrutiny-panel", "2021-07-27") in roles
    assert ("S Butch", "director-of-childrens-services", "kelby-council", "2021-07-27") in roles
    assert all(one.since is None and one.until is None for one in of(Membership))


def test_items_are_headings_and_decisions_know_theirs(families, world):
    _, of = facts(PANEL, families, world)
    assert [one.label for one in of(AgendaItem)] == [
        "DECLARATIONS OF MEMBERS' INTERESTS",
        "MINUTES",
        "OFSTED FOCUSED VISIT",
        "SCHEDULE OF MEETINGS",
    ]
    assert [(one.number, one.text[:32], one.agenda_item.slug.rsplit("/", 1)[1]) for one in of(Decision)] == [
        ("", "The minutes of the previous meet", "minute-minutes"),
        ("1", "the information be noted;", "minute-ofsted-focused-visit"),
        ("2", "a site visit be arranged to the ", "minute-ofsted-focused-visit"),
        ("", "AGREED that the schedule be appr", "minute-schedule-of-meetings"),
    ]
    assert {one.made_by.slug for one in of(Decision)} == {"kelby-childrens-scrutiny-panel"}


def test_other_meetings_are_held_scheduled_or_moved(families, world):
    _, of = facts(PANEL, families, world)
    panel = "kelby-childrens-scrutiny-panel"
    assert [(one.held_by.slug, one.date.value, one.status, one.time) for one in of(Meeting)[2:]] == [
        (panel, "2021-04-19", "held", ""), (panel, "2022-04-18", "moved", ""), (panel, "2022-04-26", "scheduled", "4.00pm"),
        ("kelby-overview-and-scrutiny-board", "2021-08-03", "scheduled", ""),
    ]  # fmt: skip


def test_what_inspectors_found_is_made_in_their_inspection(families, world):
    _, of = facts(PANEL, families, world)
    assert [(one.made_in.slug, one.polarity.name, one.text) for one in of(Finding)] == [
        ("kelby-council-2021-05-26", "weakness", "Caseloads were too high for some social workers."),
        ("kelby-council-2021-05-26", "strength", "Workers built good relationships with children."),
    ]
    assert [(one.made_in.slug, one.made_by, one.text) for one in of(Recommendation)] == [
        ("kelby-council-2021-05-26", Ref("body", "ofsted"), "Management oversight of plans for children.")
    ]


@pytest.mark.parametrize(
    ("top", "body", "day"),
    [
        ("At a Meeting of **Children's Scrutiny Committee** held in Room 2, County Hall, Northtown on **Thursday 9 January 2020** at **9.30 am**\n\nPresent:\n", "childrens-scrutiny-committee", "2020-01-09"),
        ("MINUTES OF A MEETING OF THE\nCORPORATE PARENTING BOARD HELD ON\nTHURSDAY 5TH NOVEMBER 2020, 6.30PM\n\nPresent:\n", "corporate-parenting-board", "2020-11-05"),
        ("SCRUTINY BOARD (CHILDREN AND FAMILIES)\n\nWEDNESDAY, 8TH JULY, 2020\n\nPRESENT:\tCouncillor A Lamb in the Chair\n", "scrutiny-board-children-and-families", "2020-07-08"),
        ("Children and Young People Scrutiny Panel – 21 March 2011\n\nPRESENT: Councillor Wilton in the chair.\n", "children-and-young-people-scrutiny-panel", "2011-03-21"),
        ("Skip to content\n\nMeeting documents\n\nCabinet\n\nCommittee Minutes\n\nWed Jan 13 2016\n\nPresent:-\n", "cabinet", "2016-01-13"),
        ("Licensing and Families Committee\n\nMinutes of the meeting held on Thursday 18 August 2016\n\nCouncillor Cocks (Chairman)\n", "licensing-and-families-committee", "2016-08-18"),
        (
            "FAMILIES SCRUTINY COMMITTEE\nMONDAY, 7TH MARCH, 2016\n\nPresent – Councillors Lee and Ash (in the Chair for this meeting).\n\n1.  MINUTES\n\nThe minutes of the proceedings of the meeting of the Committee held on 8th February,\n2016 were submitted and signed.\n\n",
            "families-scrutiny-committee",
            "2016-03-07",
        ),
        (
            "FAMILIES SCRUTINY COMMITTEE\nMONDAY, 7TH MARCH, 2016\n\nThe minutes of the meeting of the Committee held on 8 February 2016 were confirmed.\n\nPresent\n",
            "families-scrutiny-committee",
            "2016-03-07",
        ),
        ("**Minutes of the Health Scrutiny Committee**\n\n**Held at:** County Hall\n**Date:** Thursday, 14 October 2021 at 10.00am\n\n**Committee members present:**\n", "health-scrutiny-committee", "2021-10-14"),
    ],
)  # fmt: skip
def test_tops_of_minutes_come_in_many_forms(top, body, day, families, world):
    assert sat(
        f"{top}Councillor A Lamb (Chair)\n\n1. Apologies\n\nNone.\n\n2. Early help\n\nRESOLVED that the report be noted.\n",
        families,
        world,
    ) == ("minutes", body, day)


PAGE = """Agenda and minutes

Children's Select Committee - Thursday, 7th June, 2012 7.00 pm

Venue: Room 6, Civic Centre. View directions

Contact: Gill Bryce

Items
No. Item

1.

Apologies for absence

Minutes:

Apologies were received from Councillor Judith Coope with Councillor Dominic Gill substituting.

2.

Minutes of the meeting held on 8 March 2012 pdf icon PDF 75 KB

RECOMMENDED: That the minutes be signed.

Decision:

RESOLVED that the minutes of the meeting held on 8 March 2012 be agreed.

Minutes:

RESOLVED that the minutes of the meeting held on 8 March 2012 be agreed.

3.

Fostering

Minutes:

RESOLVED that:

1)  The following be appointed:

·  Mrs Mylene Wills, Parent Governor

2)  Mrs Capes be thanked.
"""


def test_on_a_web_page_only_what_was_minuted_is_decided(families, world):
    part, of = facts(PAGE, families, world)
    assert part.family == "minutes"
    assert [(one.number, one.label) for one in of(AgendaItem)] == [
        ("1", "Apologies for absence"), ("2", "Minutes of the meeting held on 8 March 2012"), ("3", "Fostering"),
    ]  # fmt: skip
    assert [one.text for one in of(Decision)] == [
        "RESOLVED that the minutes of the meeting held on 8 March 2012 be agreed.",
        "The following be appointed: · Mrs Mylene Wills, Parent Governor",
        "Mrs Capes be thanked.",
    ]
    assert of(Meeting)[0].venue == "Room 6, Civic Centre"


def test_minutes_that_name_no_body_keep_what_they_say(families, world):
    _, of = facts(
        "Agenda item\n\nInvestment in young people\n\nMinutes:\n\n10.1 RESOLVED: That the report be noted.\n", families, world
    )
    assert [one.text for one in of(Decision)] == ["RESOLVED: That the report be noted."]
    assert (of(Meeting)[0].held_by, of(Meeting)[0].date) == (None, None)


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("RESOLVED –\n(a) That the report be noted; and\n(b) That Ms Ward be appointed.", ["That the report be noted; and", "That Ms Ward be appointed."]),
        ("RESOLVED:-\n\nthat the minutes be approved.\n\n4. Contextual Safeguarding", ["that the minutes be approved."]),
        ("The Committee RESOLVED to:\n1) note the programme; and\n2) set up a review.", ["note the programme; and", "set up a review."]),
        ("DECISION\nThat Cabinet:\n(1) approves the plan;\n(2) delegates authority.", ["approves the plan;", "delegates authority."]),
        ("Agreed – (i) That the information be noted.\n(ii) That the Panel recommend to the Executive that fees be reviewed.", ["That the information be noted.", "That the Panel recommend to the Executive that fees be reviewed."]),
        ("Resolved – (a) That members be thanked, and (b) that the report be approved.", ["That members be thanked", "that the report be approved."]),
        ("It was resolved\n\n(a) that the report be received; and\n\n(b) that a group be set up.", ["that the report be received; and", "that a group be set up."]),
        ("It was MOVED by Councillor Lee, SECONDED by Councillor May, and RESOLVED that the Report be noted.", ["It was MOVED by Councillor Lee, SECONDED by Councillor May, and RESOLVED that the Report be noted."]),
        ("She presented her report.\nRESOLVED – That the report be received.", ["RESOLVED – That the report be received."]),
        ("ACTION: Jo Lee to share the data.", ["ACTION: Jo Lee to share the data."]),
        ("Resolved unanimously that the Committee –\n\ni. notes the progress made;\nii. asks for a report in May.", ["notes the progress made;", "asks for a report in May."]),
        ("It was agreed that the dataset would be revised.", ["It was agreed that the dataset would be revised."]),
        ("The motion that the plan be deferred was put and LOST.", []),
        ("“We AGREED that things must change” was a quote.", []),
        ("It had been agreed at the last meeting that a survey would be run.", []),
        ("The Board had RESOLVED that funds be sought.", []),
        ("Members discussed the matters to be RESOLVED.", []),
        ("Actions: None", []),
    ],
)  # fmt: skip
def test_decisions_are_read_one_by_one_and_only_those_taken(text, decisions, world):
    assert [one.text.words for one in taken(Document.from_text(text).span)] == decisions


def test_the_chair_of_the_day_is_no_chair_of_the_body(families, world):
    _, of = facts(
        "Kelby Council\n\nMinutes of the Overview Board held on 5 July 2018\n\nPresent: Councillor R. Jones in the chair; Councillors D. Amed and T. Cross\n\nOfficers: Mr. R. Jones, Director of Finance\n\nThe Mayor was also in attendance.\n\n1. Minutes\n\nRESOLVED: That the minutes be signed.\n",
        families,
        world,
    )
    names = {one.ref: one.name for one in of(Person)}
    assert {(names[one.person], one.role.name) for one in of(Membership)} >= {
        ("R Jones", "member"),
        ("R Jones", "chief-finance-officer"),
    }
    assert "chair" not in {one.role.name for one in of(Membership)}
    assert [(one.role.name, one.status) for one in of(Post)] == [("mayor", "unnamed")]


def test_substitutes_vice_chairs_and_the_late_are_told_apart(families, world):
    _, of = facts(
        "Northshire County Council\n\nMinutes of the Children's Scrutiny Committee held on Monday, 4 March 2019 at County Hall\n\n"
        "Present: Councillors Ann Lee (Chairman), Mrs D Elm (arrived 6.15 pm) and Fred Gale (Vice-Chairman, in the Chair for item 3)\n\n"
        "Apologies: Councillor Hal Ince (Councillor Jo Kerr substituting), Councillor Lou May (Vice-Chairman) and Councillor Nell Oak (for lateness)\n\n"
        "Also in attendance: Councillor Pat Quill (substitute for Councillor Rex Shaw); Tim Urn, Head of Early Help; Una Vale, Healthwatch Northshire\n\n"
        "1. Minutes\n\nRESOLVED: that the minutes of the meeting held on 4 February 2019 be approved.\n",
        families,
        world,
    )
    names = {one.ref: one.name for one in of(Person)}
    assert {(names[one.participant], one.capacity.name) for one in of(Participation)} == {
        ("Ann Lee", "chair"), ("D Elm", "member"), ("Fred Gale", "chair"), ("Hal Ince", "apologies"), ("Jo Kerr", "substitute"),
        ("Lou May", "apologies"), ("Pat Quill", "substitute"), ("Tim Urn", "officer"), ("Una Vale", "guest"),
    }  # fmt: skip
    seats = {
        (names[one.person], one.role.name) for one in of(Membership) if one.body.slug == "northshire-childrens-scrutiny-committee"
    }
    assert seats == {
        ("Ann Lee", "chair"), ("D Elm", "member"), ("Fred Gale", "vice-chair"), ("Hal Ince", "member"), ("Lou May", "vice-chair"),
    }  # fmt: skip
    councillors = {names[one.person] for one in of(Membership) if one.role.name == "councillor"}
    assert councillors == {*names.values()} - {"Tim Urn", "Una Vale"}


def test_a_list_of_background_papers_is_no_minutes(families, world):
    text = "Report on early help\n\nDate: 4 May 2021\n\nMinutes of the Children's Scrutiny Committee held on 3 March 2021.\n\nThe minutes of the meeting of the Cabinet held on 6 April 2021 record that it RESOLVED that the plan be approved.\n\nRECOMMENDED that it be noted.\n"
    assert [part.family for part in parts(text, families, world)] == [mapping.UNKNOWN]


def test_a_pack_is_split_into_agenda_and_minutes(families, world):
    agenda = "KELBY COUNCIL\n\nCHILDREN'S SCRUTINY PANEL\n\nDate: Monday 13 September 2021\nTime: 4.00 pm\n\nAGENDA\n\n1. Apologies\n2. Minutes of the meeting held on 27 July 2021\t3 - 10\n3. Early help\n\nRosa Field\nHead of Legal Services\n\n"
    assert [(part.family, part.header.issued.value) for part in parts(agenda + PANEL, families, world)] == [
        ("agenda", "2021-09-13"),
        ("minutes", "2021-07-27"),
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "RESOLVED ",
        "AGREED that\n",
        "1. RESOLVED: (a) ",
        "A meeting of the A Board was held ",
        "Minutes: ",
        "meeting on ",
        "held on 3 May 2021 ",
    ],
)
def test_hostile_text_takes_linear_time(unit, families, world):
    def read(text):
        for part in parts(text, families, world):
            list(mapping.read(part, families))

    assert_linear(read, unit, "Kelby Board\n\nMinutes of the Kelby Board held on 5 July 2018\n\nPresent: Councillor Lee\n\n")


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Resolved: That;\n\ni. The report be noted; and\nii. The Chair be invited.\n", ["The report be noted; and", "The Chair be invited."]),
        ("Resolved -\n\n\t(a)\tThat the report be noted.\n\n\t(b)\tThat a group be set up.\n", ["That the report be noted.", "That a group be set up."]),
        ("Cabinet RESOLVED:\n\nThat Cabinet:\n1.\tApproves the plan.\n2.\tAuthorises the Director.\n", ["Approves the plan.", "Authorises the Director."]),
        ("AGREED:\n\n(i)\tto note it; and\n(ii)\tthat Cabinet be asked to wait.\n", ["to note it; and", "that Cabinet be asked to wait."]),
        ("RESOLVED (by 5 votes to 3) that\n\nA.\tthe report be received;\n\nB.\tthe Chairman write to Cabinet.\n", ["the report be received;", "the Chairman write to Cabinet."]),
        ("Agreed as a correct record.\n", ["Agreed as a correct record."]),
        ("The Committee agreed the minutes of 10 September 2015.\n", ["The Committee agreed the minutes of 10 September 2015."]),
        ("RESOLVED to recommend to Cabinet\n\n(a) that a nurse be employed;\n\n(b) that all Members be trained.\n", ["that a nurse be employed;", "that all Members be trained."]),
        ("RESOLVED to ask the Director of Public Health\n\n- to report in May\n- to write to schools\n", ["to report in May", "to write to schools"]),
        ("RESOLVED to approve the plan.\n\n(a) Background\n\nThe plan was late.\n", ["RESOLVED to approve the plan."]),
        ("**AGREED:** that the report be noted.\n", ["that the report be noted."]),
        ("3.\tScorecard. 94% were in time. Agreed: the scorecard be revised.\tAL\n4.\tIt was agreed that each partner would pay.\tAll\n", ["Agreed: the scorecard be revised.", "It was agreed that each partner would pay."]),
        ("Action:- Jenny Lingwood\n", []),
        ("The amendment was LOST.\n\nIt had been recommended in 2007 that a plan be written.\n", []),
    ],
)  # fmt: skip
def test_decisions_of_other_councils_are_taken_one_by_one(text, decided):
    assert [one.text.words for one in taken(Document.from_text(text).span)] == decided


def test_a_list_of_decisions_rests_on_all_the_words_that_lead_it():
    (one, _) = taken(
        Document.from_text("RESOLVED: The Committee recommended that Cabinet:\n\na) Consider homes\nb) Report back\n").span
    )
    assert [part.words for part in one.evidence] == ["RESOLVED: The Committee recommended that Cabinet:", "Consider homes"]


@pytest.mark.parametrize(
    ("top", "title", "about"),
    [
        ("MINUTES OF THE MEETING OF THE CABINET\nHELD ON 4 DECEMBER 2018\n", "Minutes of the Cabinet, 4 DECEMBER 2018", None),
        ("Minutes of the Scrutiny Panel\nThursday, 4 May 2018 at 7.30pm\nheld in the Committee Room, Council Offices, Kelby\n", "Minutes of the Scrutiny Panel, Thursday, 4 May 2018", None),
        ("NORTH KELBY COMBINED AUTHORITY\n\nMINUTES OF THE NKCA SCRUTINY COMMITTEE HELD ON 4 MAY 2018\n", "Minutes of the NKCA Scrutiny Committee, 4 MAY 2018", "north-kelby-combined-authority"),
        ("EXECUTIVE BOARD\n\nMinutes of the meeting held on 4 May 2018\n", "Minutes of the Executive Board, 4 May 2018", None),
    ],
)  # fmt: skip
def test_the_header_of_minutes_names_body_and_authority_as_they_are(top, title, about, families, world):
    text = top + "\nPresent: Cllr Ann Lee, Leader of the Council (Chair); Bo Hill, Chief Executive, NKCA of Oxby City Council\n"
    text = text if about else text.replace(" of Oxby City Council", "")
    part, of = facts(text + "\n1. Minutes\n\nRESOLVED that the County Council be told.\n\n2. Plan\n\nNoted.\n", families, world)
    assert (part.header.title, part.header.about.slug if part.header.about else None) == (title, about)
    assert [one.capacity.name for one in of(Participation)][:1] == ["chair"]


def test_a_councillor_named_by_surname_is_the_one_of_the_list(families, world):
    text = PANEL.replace(
        "Councillor Garner (Chair), Councillor Dodd (Vice Chair); Councillors: Higson, Jonas and Wilton.",
        "\nGarner, A. (Chairman)\tvan der Berg, T.\nGreen, S.\n",
    )
    _, of = facts(text + "Councillor Green asked a question.\n", families, world)  # fmt: skip
    assert {one.name for one in of(Person) if "Green" in one.name} == {"S Green"}


def test_page_feet_that_say_minutes_make_no_second_meeting(families, world):
    _, of = facts(
        PANEL + "\nAGREED that the minutes of 1 July 2021 show how\nKelby Panel - Minutes of 27 July 2021/3\nthe work goes on.\n",
        families,
        world,
    )
    assert {one.status for one in of(Meeting) if one.date and one.date.value == "2021-07-27"} == {"held"}


@pytest.mark.parametrize("name", ["LB Bexley", "Bexley LBC", "Royal Borough of Greenwich", "City of York"])
def test_a_council_is_known_by_any_style_of_its_name_above_the_page(name, families, world):
    text = f"{name}\n\n{PANEL.replace('Kelby Borough Council', '')}"
    part, _ = facts(text, families, world)
    assert (
        part.header.about.slug == f"{name.split()[1 if name.startswith('LB') else -1 if ' of ' in name else 0].casefold()}-council"
    )


@pytest.mark.parametrize(
    ("words", "text", "to"),
    [
        (
            "RECOMMENDED to Cabinet that the move of Fen School be put off until 2025.",
            "that the move of Fen School be put off until 2025.",
            True,
        ),
        ("RECOMMENDED to the Cabinet: that more be built.", "that more be built.", True),
        ("RESOLVED to recommend to the Cabinet\n\n(a) that more be built;\n\n(b) to wait.", "that more be built;", True),
        ("RECOMMENDED that the bid be referred to Cabinet.", "that the bid be referred to Cabinet.", False),
    ],
)
def test_a_recommendation_is_whole_after_the_body_that_it_is_made_to(words, text, to, families, world):
    page = PANEL.replace("There were no declarations.", f"The Panel {words}")
    _, of = facts(page, families, world)
    assert [(one.text, [ref.slug for ref in one.addressed_to]) for one in of(Recommendation) if "that" in one.text][:1] == [
        (text, ["kelby-cabinet"] if to else [])
    ]
