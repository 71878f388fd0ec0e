"""People, the roles they hold, and posts without a named holder, in documents of every family."""

import pytest

from kg.dates import When
from kg.facts import Body, Header, Meeting, Membership, Person, Post
from kg.reading.names import find_names
from kg.reading.occasions import meetings
from kg.reading.pairs import holdings
from kg.reading.part import Opening, Part
from kg.reading.people import people
from kg.reading.refs import authority_ref
from kg.reading.roles import find_roles, role_of
from kg.text import Document
from tests.timing import assert_linear


def part_of(text, world, *, family="scrutiny-report", title="", about="Kelby Council"):
    span = Document.from_text(text).span
    header = Header(
        title=title or "Report",
        issued=When("2021-07-27", "27 July 2021"),
        about=authority_ref(about, world) if about else None,
        evidence=(span.find(title) or span[:20],),
    )
    return Part(span=span, family=family, slug="doc", world=world, opening=Opening(span[:0], 0.9, ""), header=header)


def held(text, world, **options):
    found = list(people(part_of(text, world, **options)))
    names = {one.ref: one.name for one in found if isinstance(one, Person)}
    return {
        (names[one.person], one.role.name, one.body.slug)
        for one in found
        if isinstance(one, Membership) and one.role.name != "councillor"
    }


@pytest.mark.parametrize(
    ("text", "role", "printed", "where"),
    [
        ("Executive Director of Children's Services, was there", "director-of-childrens-services", "Executive Director of Children's Services", None),
        ("the Executive Director for Wellbeing, Care and Learning advised", "director", "Executive Director for Wellbeing, Care and Learning", None),
        ("Assistant Director Safeguarding and Children's Care", "assistant-director", "Assistant Director Safeguarding and Children's Care", None),
        ("the independent Chair of the Improvement Board would", "independent-chair", "independent Chair of the Improvement Board", "Improvement Board"),
        ("MSCB Chair", "chair", "MSCB Chair", "MSCB"),
        ("DfE Commissioner for Children's Services", "commissioner", "DfE Commissioner for Children's Services", "DfE"),
        ("interim Director of Children's Services at Leeds City Council", "director-of-childrens-services", "interim Director of Children's Services", "Leeds City Council"),
        ("Cabinet Member for Children, Young People and Education", "lead-member", "Cabinet Member for Children, Young People and Education", None),
        ("Executive Member for Housing", "executive-member", "Executive Member for Housing", None),
        ("Deputy Director of Children's Services", "deputy-director", "Deputy Director of Children's Services", None),
        ("Voice of the Child Participation Co-ordinator", "officer", "Voice of the Child Participation Co-ordinator", None),
        ("DCS Durham", "director-of-childrens-services", "DCS", "Durham"),
        ("Manager, Lincolnshire Youth Justice Service", "manager", "Manager", "Lincolnshire Youth Justice Service"),
        ("Chief Executive, Kent, Surrey and Sussex Community Care", "chief-executive", "Chief Executive", "Kent, Surrey and Sussex Community Care"),
        ("HMI Constabulary and Fire & Rescue", "inspector", "HMI", "HMI Constabulary"),
        ("new chair of the LSCB in January 2016", "chair", "new chair of the LSCB", "LSCB"),
    ],
)  # fmt: skip
def test_a_role_grows_over_its_words_and_finds_its_body(text, role, printed, where, world):
    found = find_roles(Document.from_text(text).span, world)[0]
    assert (found.name, found.span.words, found.where and found.where.words) == (role, printed, where)


@pytest.mark.parametrize(
    ("text", "role", "where"),
    [
        ("Assistant Director, Early Help, Leeds City Council", "assistant-director", "Leeds City Council"),
        ("Head of Law and Governance (Monitoring Officer)", "director-of-legal-and-governance", None),
        ("designated nurse, Northshire ICB", "health-professional", "Northshire ICB"),
        ("Participation Wizard", None, None),
    ],
)
def test_a_line_as_a_whole_states_a_role(text, role, where, world):
    found = role_of(Document.from_text(text).span, world)
    assert (found and found.name, found and found.where and found.where.words) == (role, where)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("S Butch, Executive Director of Children's Services, was in attendance.", {("S Butch", "director-of-childrens-services", "kelby-council")}),
        ("She met Neil Pocock (Assistant Director, Supporting Communities) and Ed Kay (Director of Public Health).", {("Neil Pocock", "assistant-director", "kelby-council"), ("Ed Kay", "director-of-public-health", "kelby-council")}),
        ("The Chair of the Improvement Board (John Pears DCS Durham) said so.", {("John Pears", "chair", "kelby-improvement-board"), ("John Pears", "director-of-childrens-services", "county-durham-council")}),
        ("COUNCILLOR JEAN WALTERS CHAIR OF THE LEARNING SCRUTINY PANEL\n\nContact: Georgina Brown Scrutiny Support Officer", {("Jean Walters", "chair", "kelby-learning-scrutiny-panel"), ("Georgina Brown", "scrutiny-support-officer", "kelby-council"), ("Georgina Brown", "contact", "kelby-council")}),
        ("Sue Butch\nDirector of Children's Services\nHillford Council\nPO Box 5", {("Sue Butch", "director-of-childrens-services", "hillford-council")}),
        ("Councillor Mike Carson\nExecutive Member for Children's Services", {("Mike Carson", "lead-member", "kelby-council")}),
        ("Director Jane Doe, Assistant Director John Smith and Head of Service Tim Lee attended.", {("Jane Doe", "director", "kelby-council"), ("John Smith", "assistant-director", "kelby-council"), ("Tim Lee", "head-of-service", "kelby-council")}),
        ("The Minister met **Peter Dyer CBE: DfE\nCommissioner for Children's\nServices**.", {("Peter Dyer", "commissioner", "department-for-education"), ("Peter Dyer", "commissioner", "kelby-council")}),
        ("I spoke to Sam Morris (DfE) and Kay Glow.", {("Sam Morris", "office-holder", "department-for-education")}),
        ("Mary Potts is not the Chair of the Board. It was chaired by the Director of Housing, Councillor Lee said.", set()),
        ("Gay Roe, Ofsted HMI, lead inspector Les Pell, CQC lead inspector", {("Gay Roe", "inspector", "ofsted"), ("Gay Roe", "lead-inspector", "ofsted"), ("Les Pell", "lead-inspector", "care-quality-commission")}),
        ("Ann Lee, chief executive and director of children's services, met Ed Kay, Chief Constable of Lincolnshire.", {("Ann Lee", "chief-executive", "kelby-council"), ("Ann Lee", "director-of-childrens-services", "kelby-council")}),
        ("Ed Kay, Youth Justice Manager, Kelby Council Suki Bright, Chief Executive, Northshire Clinical\nCommissioning Group", {("Ed Kay", "manager", "kelby-council"), ("Suki Bright", "chief-executive", "northshire-clinical-commissioning-group")}),
        ("Daniel Court is led by the Director of Care.", set()),
        ("Ruth BroadExecutive Director for Care and LearningNeil PocockAssistant Director for Safeguarding", {("Ruth Broad", "director", "kelby-council"), ("Neil Pocock", "assistant-director", "kelby-council")}),
    ],
)  # fmt: skip
def test_who_holds_what_stands_beside_the_name(text, roles, world):
    assert held(text, world) == roles


def test_a_plural_role_is_held_by_each_name_after_it(world):
    found = holdings(Document.from_text("Her Majesty's Inspectors were Neil Pence and Ross Brey.").span, world)
    assert [(one.name.text, one.role.name) for one in found] == [("Neil Pence", "inspector"), ("Ross Brey", "inspector")]


@pytest.mark.parametrize(
    ("text", "since", "until", "attested"),
    [
        ("Jane Doe, Director of Housing, said.", None, None, "2021-07-27"),
        ("Jane Doe, Director of Housing since June 2014, said.", "2014-06", None, "2021-07-27"),
        ("Jane Doe, Director of Housing until March 2019, said.", None, "2019-03", None),
        ("Jane Doe, the former Director of Housing, said.", None, None, None),
        ("Jane Doe, the interim Director of Housing, said.", None, None, "2021-07-27"),
        ("Jane Doe is Director of Housing, appointed in May 2020.", "2020-05", None, "2021-07-27"),
    ],
)
def test_a_beginning_or_end_is_given_only_where_printed(text, since, until, attested, world):
    (one,) = [fact for fact in people(part_of(text, world)) if isinstance(fact, Membership)]
    assert tuple(when and when.value for when in (one.since, one.until, one.attested_on)) == (since, until, attested)


def test_a_surname_means_the_one_person_who_has_it(world):
    text = "Councillor Ann Jones spoke. Mr Tom Jones, Head of Finance, replied. Councillor Jones asked Mr Jones. Councillor Reed left. Mrs Reed stayed."
    found = [one for one in people(part_of(text, world)) if isinstance(one, Person)]
    assert [one.name for one in found] == ["Ann Jones", "Tom Jones", "Reed", "Mrs Reed"]
    assert len({one.ref for one in found}) == 4


def test_members_are_listed_with_chair_and_vacant_seats(world):
    text = (
        "Interim Report of the Learning Scrutiny Panel\n\nMEMBERSHIP OF THE PANEL\n\n5. The membership of the scrutiny panel was as detailed below:\n\n"
        "Councillors J A Walters (Chair), M B Wills (Vice-Chair), R Brady and Fr G Holland, one vacancy.\n\nFINDINGS\n\nIt was good.\n"
    )
    panel = "kelby-learning-scrutiny-panel"
    assert held(text, world, title="Interim Report of the Learning Scrutiny Panel") == {
        ("J A Walters", "chair", panel), ("M B Wills", "vice-chair", panel), ("R Brady", "member", panel), ("G Holland", "member", panel),
    }  # fmt: skip
    posts = [
        one for one in people(part_of(text, world, title="Interim Report of the Learning Scrutiny Panel")) if isinstance(one, Post)
    ]
    assert [(one.role.name, one.status, one.body.slug) for one in posts] == [("member", "vacant", panel)]


def test_a_sentence_may_name_the_members_of_a_board(world):
    text = "Members asked about the Change Board. She will Chair the Board, which will also comprise of: Neil Pocock (Assistant Director) and Ed Kay (Director of Public Health)."
    assert {one for one in held(text, world) if one[1] == "member"} == {
        ("Neil Pocock", "member", "kelby-change-board"),
        ("Ed Kay", "member", "kelby-change-board"),
    }


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "The Director of Children's Services (DCS) has been in post since June 2014.",
            [("director-of-childrens-services", "unnamed", "2014-06")],
        ),
        (
            "All authorities must have a Lead Member for Children's Services and this role was currently being fulfilled by the Mayor.",
            [("lead-member", "unnamed", ""), ("mayor", "unnamed", "")],
        ),
        ("Led by the Head of Strategic Services, this team is good.", [("head-of-service", "unnamed", "")]),
        ("We now have a Homes Operations Manager in post.", [("service-manager", "unnamed", "")]),
        ("The post of Head of Early Help remains vacant.", [("head-of-service", "vacant", "")]),
        ("Resignations of members including the Deputy Mayor disrupted the work.", []),
        ("Every Director of Children's Services must act. No Chief Executive may hold the role.", []),
        ("The guidance says “the Chief Executive should not hold the role”.", []),
        ("Managers do not check. A new worker came. The Mayor of Kelby spoke.", [("mayor", "unnamed", "")]),
        ("She shadowed the Mayor of Greater Manchester. Specialist Health and Resilient Care (SHARC) helps.", []),
        ("They met the new chair of the Change Board in January 2016.", [("chair", "unnamed", "")]),
        ("Ann Lee, Director of Children's Services, spoke. The Director of Children's Services left.", []),
    ],
)
def test_posts_exist_while_nobody_is_named(text, posts, world):
    found = [one for one in people(part_of(text, world)) if isinstance(one, Post)]
    assert [(one.role.name, one.status, one.since.value if one.since else "") for one in found] == posts


def test_without_a_council_no_officer_is_placed(world):
    assert held("Ann Lee, Head of Early Help, spoke. Bo Kay, Director of Housing, Leeds City Council, left.", world, about="") == {
        ("Bo Kay", "director", "leeds-council")
    }


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("They work with the Parenting Forum (PF), which meets quarterly.", [("meetings of Parenting Forum", "quarterly", "held")]),
        ("These include quarterly meetings with the Mayor; monthly meetings with the Chief Executive; and fortnightly meetings with the Lead Member.", [("quarterly meetings with the Mayor", "quarterly", "held"), ("monthly meetings with the Chief Executive", "monthly", "held"), ("fortnightly meetings with the Lead Member", "fortnightly", "held")]),
        ("She envisaged meetings of the Change Board being held monthly initially.", [("meetings of the Change Board", "monthly", "scheduled")]),
        ("Staff chair a ward specific virtual meeting every 4 weeks.", [("ward specific virtual meeting", "every 4 weeks", "held")]),
        ("There are regular tracking meetings. Most core group meetings are held regularly.", []),
    ],
)  # fmt: skip
def test_series_of_meetings_have_a_frequency(text, series, world):
    found = [one for one in meetings(part_of(text, world)) if isinstance(one, Meeting) and one.frequency]
    assert [(one.label, one.frequency, one.status) for one in found] == series


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Agenda papers and minutes of the Learning Scrutiny Panel meetings held on 4 February and 25 February 2015.",
            ["2015-02-04", "2015-02-25"],
        ),
        ("A proposal was approved at Executive on 8th October 2019.", ["2019-10-08"]),
        ("The Ofsted report was published on 3 May 2021. Kelby Council wrote on 4 May 2021.", []),
        ("The proposed meeting schedule for 2021/22 was agreed.", []),
    ],
)
def test_meetings_of_named_bodies_are_known_by_their_day(text, days, world):
    assert [one.date.value for one in meetings(part_of(text, world)) if isinstance(one, Meeting)] == days


@pytest.mark.parametrize(
    "unit", ["Director of ", "Chair ", "Aa ", "Head of Aa, ", "Aa and ", "the Mayor, ", "Jane Doe, Director, ", "meets quarterly "]
)
def test_long_runs_take_linear_time(unit, world):
    def read(text):
        part = part_of(text, world)
        assert all(not isinstance(one, Body) for one in [*people(part), *meetings(part)])

    assert_linear(read, unit, "Kelby ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Also in attendance: Superintendent N. Hill, Kelby Constabulary.", [("N Hill", "Superintendent", "kelby-constabulary")]),
        ("Detective Inspector Ann Hill (Kelby Police) spoke.", [("Ann Hill", "Detective Inspector", "kelby-police")]),
        ("Superintendent N. Hill, Kelby Council.", []),
        ("Superintendent N. Hill spoke.", []),
    ],
)
def test_an_officer_of_the_police_is_one_by_the_rank_before_the_name(text, told, world):
    found = list(people(part_of(text, world)))
    names = {one.ref: one.name for one in found if isinstance(one, Person)}
    made = [one for one in found if isinstance(one, Membership) and one.role.name == "police-officer"]
    assert [(names[one.person], one.printed, one.body.slug) for one in made] == told


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Councillors P Hill, Mrs R May and T Fox", ["Councillor", "Councillor", "Councillor"]),
        ("Cllrs A Hill and B Fox", ["Cllr", "Cllr"]),
        ("Councillor A Hill", ["Councillor"]),
    ],
)
def test_a_title_of_many_is_each_ones_in_the_singular_without_the_title_of_the_next(text, printed, world):
    found = list(people(part_of(f"Present: {text}.", world)))
    assert [one.printed for one in found if isinstance(one, Membership) and one.role.name == "councillor"] == printed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Councillors Senior, J Marlow and Bright", ["Senior", "J Marlow"]),
        ("Councillor M Senior (Chair)", ["M Senior"]),
        ("Councillor Pat Senior asked", ["Pat Senior"]),
        ("A Senior Manager said", []),
        ("Councillors Senior Officers", []),
        ("Jane Senior Social Worker", []),
    ],
)
def test_a_rank_that_is_a_surname_is_one_where_no_title_goes_on(text, names, world):
    assert [one.text for one in find_names(Document.from_text(text).span, world)] == names
