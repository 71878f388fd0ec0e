"""Agendas: where they begin, the meeting that is to be held, items, members, vacant seats and other meetings."""

import pytest

from kg import mapping
from kg.facts import AgendaItem, Meeting, Membership, Person, Post
from kg.reading import common
from kg.text import Document


@pytest.fixture(scope="module")
def families(project):
    return {name: mapping._import(project.mappings / f"{name}.py") for name in ("minutes", "agenda")}


def facts(text, families, world):
    (part,) = mapping.split(Document.from_text(text, "paper.txt"), families, world)
    found = [*families[part.family].read(part), *common.READERS["people"](part), *common.READERS["meetings"](part)]
    return part, lambda made: [one for one in found if type(one) is made]


PANEL = """CHILDREN'S SCRUTINY PANEL

Date: Tuesday 21st September, 2021
Time: 4.00 pm
Venue: Virtual

**The meeting will be livestreamed via
the Council's YouTube channel at
[Kelby Council - YouTube](#)**

AGENDA

1. Appointment of Chair Pro-Tem

To seek nominations and appoint a Chair 'Pro-Tem' for this meeting.

2. Minutes of the Previous Meeting of the Children's Scrutiny Panel held on 27 July 2021 3 - 10

3. Locality Working (Pages 11 - 26)

The Executive Director of Children's Services will provide an introduction.

4. Overview and Scrutiny Board Update

An update on business conducted at the Overview and Scrutiny Board meetings held on 28 July and 8 September 2021 will be provided.

5. Date and Time of Next Meeting - 11 October 2021 at 4.00pm

Charlotte Benn
Director of Legal and Governance Services

Town Hall
Kelby
Monday 13 September 2021

MEMBERSHIP

Councillors: D Davis, T Higson and J Walters (Chair) (+ 2 vacancies).

Assistance in accessing information

Please contact Joanne Dix, 01642 000000
"""


def test_the_meeting_is_scheduled_and_the_agenda_issued_before_it(families, world):
    part, of = facts(PANEL, families, world)
    assert (part.family, part.header.issued.value, part.header.about.slug) == ("agenda", "2021-09-13", "kelby-council")
    meeting = of(Meeting)[0]
    assert (meeting.held_by.slug, meeting.date.value, meeting.status, meeting.time, meeting.venue) == (
        "kelby-childrens-scrutiny-panel", "2021-09-21", "scheduled", "4.00 pm", "Virtual",
    )  # fmt: skip


def test_items_have_numbers_and_titles_without_pages(families, world):
    _, of = facts(PANEL, families, world)
    assert [(one.number, one.label) for one in of(AgendaItem)] == [
        ("1", "Appointment of Chair Pro-Tem"),
        ("2", "Minutes of the Previous Meeting of the Children's Scrutiny Panel held on 27 July 2021"),
        ("3", "Locality Working"),
        ("4", "Overview and Scrutiny Board Update"),
        ("5", "Date and Time of Next Meeting - 11 October 2021 at 4.00pm"),
    ]
    assert of(AgendaItem)[2].evidence[1].words == "The Executive Director of Children's Services will provide an introduction."


def test_officers_are_known_on_the_day_of_issue_and_members_and_vacancies_on_that_of_the_meeting(families, world):
    _, of = facts(PANEL, families, world)
    names = {one.ref: one.name for one in of(Person)}
    roles = {
        (names[one.person], one.role.name, one.body.slug, one.attested_on.value.removeprefix("2021-09-")) for one in of(Membership)
    }
    panel, council = "kelby-childrens-scrutiny-panel", "kelby-council"
    assert roles == {
        ("D Davis", "member", panel, "21"), ("T Higson", "member", panel, "21"), ("J Walters", "chair", panel, "21"),
        ("D Davis", "councillor", council, "13"), ("T Higson", "councillor", council, "13"), ("J Walters", "councillor", council, "13"),
        ("Charlotte Benn", "director-of-legal-and-governance", council, "13"), ("Joanne Dix", "contact", council, "13"),
    }  # fmt: skip
    assert [(one.role.name, one.status, one.printed) for one in of(Post)] == [
        ("member", "vacant", "2 vacancies"), ("member", "vacant", "2 vacancies"), ("chair-pro-tem", "vacant", "Chair Pro-Tem"),
        ("director-of-childrens-services", "unnamed", "Executive Director of Children's Services"),
    ]  # fmt: skip


def test_previous_and_next_meetings_are_told_by_the_day_of_issue(families, world):
    _, of = facts(PANEL, families, world)
    assert [(one.held_by.slug, one.date.value, one.status, one.time) for one in of(Meeting)[1:]] == [
        ("kelby-childrens-scrutiny-panel", "2021-07-27", "held", ""),
        ("kelby-overview-and-scrutiny-board", "2021-07-28", "held", ""),
        ("kelby-overview-and-scrutiny-board", "2021-09-08", "held", ""),
        ("kelby-childrens-scrutiny-panel", "2021-10-11", "scheduled", "4.00pm"),
    ]


@pytest.mark.parametrize(
    ("text", "body", "day", "items", "people"),
    [
        (
            "Notice of a public meeting of\n\nCorporate Parenting Board\n\nCouncillors Fitz, Cuthbert and D Tyler\n\nTuesday, 4 June 2019\n\n5.30 pm\n\n1.     Declarations of Interest\n\n2.     Minutes (Pages 1 - 6)\n\n3.     Election of Chair\n",
            "corporate-parenting-board", "2019-06-04", ["Declarations of Interest", "Minutes", "Election of Chair"], ["Fitz", "Cuthbert", "D Tyler"],
        ),
        (
            "Children & Young People Scrutiny Committee\n\nDate: Monday 24 January 2011\n\nTime: 4:30 PM\n\nLocation: Civic Offices\n\n1.0 Minutes\nTo confirm the minutes of 13th September 2010.\n2.0 Apologies for Absence\n3.0 Budget\n",
            "children-and-young-people-scrutiny-committee", "2011-01-24", ["Minutes", "Apologies for Absence", "Budget"], [],
        ),
        (
            "Agenda and decisions\n\nChildren's Scrutiny Committee\nWednesday, 1st July, 2020 3.00 pm\n\nVenue: Remote meeting\n\nItems\nNo. Item\n\n1.\n\nMINUTES\n\nRecommended –\n\nThat the minutes be signed.\n\n2.\n\nIMPROVEMENT pdf icon PDF 99 KB\n",
            "childrens-scrutiny-committee", "2020-07-01", ["MINUTES", "IMPROVEMENT"], [],
        ),
        (
            "Scrutiny Board (Children and Families)\n\nMeeting to be held in Civic Hall on\nWednesday, 8th July, 2020 at 10.00 am\n\nMEMBERSHIP\nCouncillors\nH Bithell - Kirkton;\nA Lamb (Chair) - Wetherton;\n\nA G E N D A\n\n1\t\t\tAPPEALS\n2\t\t\tLATE ITEMS\n",
            "scrutiny-board-children-and-families", "2020-07-08", ["APPEALS", "LATE ITEMS"], ["H Bithell", "A Lamb"],
        ),
        (
            "Health and Wellbeing Board\n\nDate: Wednesday, 3 June 2015\n\nMembership\nBrian Long\tKelby Homes\nDr Ian Mack\tMid Kelby CCG\nVacancy\tNHS England\n\nAgenda\n\n1\tAppointment of Chairman\n2\tTo receive apologies\n",
            "health-and-wellbeing-board", "2015-06-03", ["Appointment of Chairman", "To receive apologies"], ["Brian Long", "Ian Mack"],
        ),
    ],
)  # fmt: skip
def test_agendas_of_other_councils_are_read(text, body, day, items, people, families, world):
    part, of = facts(text, families, world)
    meeting = of(Meeting)[0]
    names = {one.ref: one.name for one in of(Person)}
    assert part.family == "agenda"
    assert (meeting.held_by.slug, meeting.date.value) == (f"paper-{body}", day)  # of no known area
    assert [one.label for one in of(AgendaItem)] == items
    assert [names[one.person] for one in of(Membership) if one.body == meeting.held_by and one.role.name != "councillor"] == people


def test_an_agenda_item_number_on_a_report_is_no_agenda(families, world):
    text = "KELBY COUNCIL\n\nAGENDA ITEM: 5\n\nOVERVIEW BOARD\n\n28 April 2015\n\n1. To present findings.\n\n2. The panel heard evidence.\n"
    assert [part.family for part in mapping.split(Document.from_text(text, "paper.txt"), families, world)] == [mapping.UNKNOWN]


def test_an_agenda_says_nothing_was_decided(families, world):
    _, of = facts(PANEL, families, world)
    assert not [one for one in of(Meeting) if one.status == "moved"]


BELOW = """# Agenda

## Families and Education Committee

### Tuesday 18 March 2025, 10.00 am

Council Chamber, County Hall, Kelby

**Membership**

| | |
Councillor J Baker\tChairman
Councillor A McGurr\tVice-Chairman
Councillor R Playle

Co-opted Educational Representatives (voting)
Sharon Westfield-de Cortez\tRoman Catholic Diocese

Agenda item
1 Apologies
Pages 5 - 5
2 Minutes
To approve the minutes of 13 February 2025.
"""
SUMMONS = """20 October 2023

You are hereby summoned to attend a meeting of the **Skills Sub-Committee** to be held at 6.00pm on **Monday 30 October 2023** in the Hall.

Agenda Item\tPage

1. Apologies for absence

2. Minutes\t5 - 8

Members of the Sub-Committee

Councillor Pat Oliver (Chair)\tCouncillor Matt Thirl (Deputy Chair)
"""
LETTER = """County Offices
Kelby

29 August 2019

A meeting of the Young People Scrutiny Committee will be held on Friday, 6 September 2019 at 10.00 am in the Council Chamber.

Yours sincerely

Ann Barnes OBE
Chief Executive

Membership of the Young People Scrutiny Committee
(11 Members of the Council and 4 Added Members)

Councillors R J Kend (Chairman), Mrs J E Kill, L Woott and 1 vacancy

Added Members

Church Representatives: Mr S C Rudd and Reverend P A Johns

YOUNG PEOPLE SCRUTINY COMMITTEE AGENDA
FRIDAY, 6 SEPTEMBER 2019

Item\tTitle\tPages

1\tApologies for Absence

2\tMinutes of the meeting held on 19 July 2019\t5 - 12
"""
CALLED = """Young People Sub-Committee

AGENDA

To:\tCouncillor Robert Ward (Chair)
\tCouncillors Sue Benn and Mary Croos

Reserve Members: Jamie Audley and Ola Kole

A meeting of the Young People Sub-Committee which you are hereby summoned to attend, will be held on Tuesday, 21 January 2020 at 6.30 pm in the Town Hall

1.\tApologies for absence

2.\tMinutes of the Previous Meeting held on 5 November 2019
"""


@pytest.mark.parametrize(
    ("text", "day", "seats"),
    [
        (BELOW, "2025-03-18", {"J Baker": "chair", "A McGurr": "vice-chair", "R Playle": "member", "Sharon Westfield-de Cortez": "co-opted-member"}),
        (SUMMONS, "2023-10-30", {"Pat Oliver": "chair", "Matt Thirl": "vice-chair"}),
        (LETTER, "2019-09-06", {"R J Kend": "chair", "J E Kill": "member", "L Woott": "member", "S C Rudd": "co-opted-member", "P A Johns": "co-opted-member"}),
        (CALLED, "2020-01-21", {"Robert Ward": "chair", "Sue Benn": "member", "Mary Croos": "member"}),
    ],
    ids=["title under the heading", "summons", "letter", "called in a sentence"],
)  # fmt: skip
def test_agendas_of_other_councils(text, day, seats, families, world):
    part, of = facts(text, families, world)
    names = {one.ref: one.name for one in of(Person)}
    held = {names[one.person]: one.role.name for one in of(Membership) if "committee" in one.body.slug}
    assert (part.family, of(Meeting)[0].date.value, [one.number for one in of(AgendaItem)], held) == (
        "agenda",
        day,
        ["1", "2"],
        seats,
    )
