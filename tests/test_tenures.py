"""Who took up a post, held it and gave it up, as prose tells it, with the precision of the source."""

import pytest

from kg.dates import When
from kg.facts import Header, Membership, Post
from kg.reading.part import Opening, Part
from kg.reading.people import people
from kg.reading.refs import authority_ref
from kg.reading.times import easter, find_times
from kg.text import Document
from tests.timing import assert_linear

DCS = "director-of-childrens-services"


def part_of(text, world, *, family="scrutiny-report", issued="2021-07-27", title="Report"):
    span = Document.from_text(f"{title}\n\n{text}").span
    header = Header(
        title=title,
        issued=When(issued, issued) if issued else None,
        about=authority_ref("Kelby Council", world),
        evidence=(span[: len(title)],),
    )
    return Part(span=span, family=family, slug="doc", world=world, opening=Opening(span[:0], 0.9, ""), header=header)


def value(when):
    return when.value if when is not None else ""


def tenures(text, world, **options):
    """The memberships that print a beginning or end: surname, role, since, until."""
    found = [one for one in people(part_of(text, world, **options)) if isinstance(one, Membership)]
    return {
        (one.person.slug.rsplit("-", 1)[-1], one.role.name, value(one.since), value(one.until))
        for one in found
        if one.since is not None or one.until is not None
    }


def seats(text, world, **options):
    """The posts: role, status, since, until, attested on."""
    found = [one for one in people(part_of(text, world, **options)) if isinstance(one, Post)]
    return {(one.role.name, one.status, value(one.since), value(one.until), value(one.attested_on)) for one in found}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The director of children's services, Ann Lee, has been in post since June 2018.", {("lee", DCS, "2018-06", "")}),
        ("Ann Lee, who took up the post of Director of Children's Services on 11 January 2021, spoke.", {("lee", DCS, "2021-01-11", "")}),
        ("Elaine Dunn was appointed Director of Children's Services in September 2018.", {("dunn", DCS, "2018-09", "")}),
        ("The Council welcomed Tom Reed, who joined as Executive Director of People in early 2020.", {("reed", "director", "2020-01/2020-04", "")}),
        ("Jo Bell was interim Director of Children's Services between March 2019 and August 2020.", {("bell", DCS, "2019-03", "2020-08")}),
        ("Ivan Moss served as Director of Children's Services from 4 May 2015 until Easter 2018.", {("moss", DCS, "2015-05-04", "2018-03-18/2018-04-15")}),
        ("Since May 2021 Councillor Rita Shaw has been Chair of the Children's Scrutiny Panel.", {("shaw", "chair", "2021-05", "")}),
        ("Councillor Rita Shaw has chaired the Children's Scrutiny Panel since May 2021.", {("shaw", "chair", "2021-05", "")}),
        ("The Kelby Improvement Board was chaired by Ivan Moss until May 2020.", {("moss", "chair", "", "2020-05")}),
        ("The independent chair, Keith Rothman, has chaired the LSCB since 2012.", {("rothman", "independent-chair", "2012", "")}),
        ("The cabinet member, Councillor Jan Moss, who took up the portfolio after the May 2019 elections, was heard.", {("moss", "executive-member", "2019-05", "")}),
        ("Ann Lee, the DCS, has been in post since March 2016, following eight months as the interim Chief Executive.", {("lee", DCS, "2016-03", "")}),
        ("The Chief Executive, Ann Lee, retired on 31 March 2020.", {("lee", "chief-executive", "", "2020-03-31")}),
        ("Kim Lowe (Director of Children's Services until December 2019) was thanked.", {("lowe", DCS, "", "2019-12")}),
        ("The Department for Education appointed Malcolm Hope as Commissioner in December 2015. He stood down in June 2016.", {("hope", "commissioner", "2015-12", ""), ("hope", "commissioner", "", "2016-06")}),
    ],
)  # fmt: skip
def test_a_sentence_tells_when_somebody_began_or_ended(text, told, world):
    assert tenures(text, world) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ann Lee became Director of Children's Services in May 2019 in succession to John Hill.", {("lee", DCS, "2019-05", ""), ("hill", DCS, "", "2019-05")}),
        ("Ann Lee was appointed Director of Children's Services in May 2019, replacing John Hill.", {("lee", DCS, "2019-05", ""), ("hill", DCS, "", "2019-05")}),
        ("Tim Hood was replaced by Amy Cole as Director of Public Health in January 2021.", {("cole", "director-of-public-health", "2021-01", ""), ("hood", "director-of-public-health", "", "2021-01")}),
        ("Sue Park stepped down as Director of Public Health at Easter 2020 and was succeeded by Dr Anil Shah.", {("park", "director-of-public-health", "", "2020-03-29/2020-04-26"), ("shah", "director-of-public-health", "2020-03-29/2020-04-26", "")}),
        ("Following the retirement of Ann Lee in July 2020, Bob Day became Director of Children's Services.", {("lee", DCS, "", "2020-07")}),
        ("Councillor Jo Wade, who sat on the Panel last year, took no part, having become Cabinet Member in May 2021 in succession to Councillor Beaumont.", {("wade", "executive-member", "2021-05", ""), ("beaumont", "executive-member", "", "2021-05")}),
        ("Councillor Rita Shaw has chaired the Children's Scrutiny Panel since May 2021. Councillor Besson, the previous Chair, did not stand at the elections of that month.", {("shaw", "chair", "2021-05", ""), ("besson", "chair", "", "2021-05")}),
    ],
)  # fmt: skip
def test_one_who_follows_another_begins_when_the_other_ends(text, told, world):
    assert tenures(text, world) == told


@pytest.mark.parametrize(
    "text",
    [
        "If Ann Lee is appointed Director of Children's Services in May 2022 she will serve.",
        "Ann Lee was not appointed Director of Children's Services in May 2019.",
        "It was hoped that Bo Hall would become Director of Children's Services in May 2022.",
        "Ann Lee, Director of Children's Services, left the meeting at 3 pm on 4 May 2021.",
        "Ann Lee, Director of Children's Services, joined the meeting in May 2021.",
        "Ann Lee, Director of Children's Services, said that children left care in May 2020.",
        "The post of Director of Children's Services will be advertised in May 2022.",
        "Ann Lee took the chair in May 2020 and Bob Day left the room.",
    ],
)
def test_what_did_not_happen_or_is_of_no_post_tells_no_tenure(text, world):
    assert tenures(text, world) == set()


def test_the_author_of_a_members_report_is_the_one_who_took_on_the_portfolio(world):
    text = "Councillor Ossie Penrose\n\nI took on the portfolio in the autumn of 2020 when Councillor Trevor stood down.\n\nCouncillor Ossie Penrose\nCabinet Member for Children and Young People"
    found = tenures(text, world, family="executive-report", title="REPORT OF THE CABINET MEMBER FOR CHILDREN AND YOUNG PEOPLE")
    assert found >= {("penrose", "lead-member", "2020-09/2020-11", "")}


def test_a_months_without_its_year_is_the_last_one_before_the_document(world):
    text = "John Hill left the Council at Christmas 2015, after four years as Director of Children's Services. Elaine Dunn is acting as Director from January."
    assert tenures(text, world, issued="2016-03-23") == {("hill", DCS, "", "2015-12"), ("dunn", DCS, "2016-01", "")}
    (acting,) = (one for one in people(part_of(text, world, issued="2016-03-23")) if isinstance(one, Membership) and one.since)
    assert (acting.printed, value(acting.attested_on)) == ("acting Director", "2016-03-23")
    assert acting.evidence[0].words == "Elaine Dunn is acting as Director from January"


def test_what_is_announced_is_of_its_day_and_not_of_the_day_of_the_document(world):
    text = "Mr Ross, Interim Director of Children's Services, would be leaving on 30 November 2021. The post would be vacant in December. Beatrice Low would start on 4 January 2022."
    assert tenures(text, world) == {("ross", DCS, "", "2021-11-30"), ("low", DCS, "2022-01-04", "")}
    assert seats(text, world) == {(DCS, "vacant", "", "", "2021-12")}
    (low,) = (one for one in people(part_of(text, world)) if isinstance(one, Membership) and one.since)
    assert low.attested_on is None


def test_minutes_that_elect_a_chair_tell_the_day_and_the_end_of_the_municipal_year(world):
    text = "Minutes of the Children's Scrutiny Panel\n\nIt was reported that Councillor Makin had resigned from the chair in September 2020.\nRESOLVED: That Councillor Fairlie be elected Chair of the Panel for the remainder of the municipal year 2020/21."
    found = tenures(text, world, family="minutes", issued="2020-11-03", title="KELBY COUNCIL\nCHILDREN'S SCRUTINY PANEL")
    assert ("fairlie", "chair", "2020-11-03", "2021-05") in found


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("The Principal Social Worker left in July 2020 and the post is vacant.", {("principal-social-worker", "unnamed", "", "2020-07", ""), ("principal-social-worker", "vacant", "2020-07", "", "2021-07-27")}),
        ("A principal social worker was appointed in early 2021.", {("principal-social-worker", "unnamed", "2021-01/2021-04", "", "2021-07-27")}),
        ("The post of independent chair of the Improvement Board has been vacant since the end of January 2020.", {("independent-chair", "vacant", "2020-01", "", "2021-07-27")}),
        ("The director in post at the time of the inspection left in February 2020. Ann Lee is Director of Children's Services.", {(DCS, "unnamed", "", "2020-02", "")}),
        ("A new Director of Children's Services has been appointed and will take up post on 1 September 2021.", {(DCS, "unnamed", "2021-09-01", "", "")}),
        ("The appointment of a new Chief Executive in May 2014 and the appointment in June 2015 of a new Improvement Board chair helped.", {("chief-executive", "unnamed", "2014-05", "", "2021-07-27"), ("chair", "unnamed", "", "", "2021-07-27")}),
        ("No Chief Executive was appointed in 2020.", set()),
    ],
)  # fmt: skip
def test_a_post_is_vacant_or_its_holder_is_not_named(text, posts, world):
    assert seats(text, world) == posts


def test_the_own_post_of_who_acts_for_another_is_vacant(world):
    text = "The assistant director, Samir Qadri, is acting as director of children's services. His own post has not been filled."
    assert seats(text, world) == {("assistant-director", "vacant", "", "", "2021-07-27")}
    text = "Mr Uglow would act as Director of Children's Services from 1 October 2021 until the new year. His own post of Assistant Director would not be filled in the meantime."
    assert tenures(text, world) == {("uglow", DCS, "2021-10-01", "2022-01")}
    assert seats(text, world) == {("assistant-director", "vacant", "2021-10-01", "2022-01", "")}


def test_the_interim_director_is_the_one_the_document_names(world):
    text = "Gareth Olden\nInterim Director of Children and Families\n\nThe interim director took up his post in August 2019."
    assert ("olden", "director", "2019-08", "") in tenures(text, world)


def test_the_report_of_an_inspection_without_a_date_speaks_of_its_last_day(world):
    text = "Inspection dates: 5 June 2023 to 16 June 2023\n\nAnn Lee is the director of children's services."
    (lee,) = (one for one in people(part_of(text, world, family="inspection-report", issued="")) if isinstance(one, Membership))
    assert value(lee.attested_on) == "2023-06-16"


def test_the_author_chairs_the_board_of_which_she_says_so(world):
    text = (
        "Dame Averil Stone, Commissioner for Children's Services\n\nAn Improvement Board, of which I am chair, has met each month."
    )
    found = [one for one in people(part_of(text, world, family="commissioner-review")) if isinstance(one, Membership)]
    assert ("chair", "kelby-improvement-board") in {(one.role.name, one.body.slug) for one in found}


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("in the autumn of 2020", ["2020-09/2020-11"]),
        ("winter 2020", ["2020-12/2021-02"]),
        ("at Christmas 2015", ["2015-12"]),
        ("in mid-2020 or late 2021", ["2020-04/2020-09", "2021-09/2021-12"]),
        ("by the end of January 2016", ["2016-01"]),
        ("on 4 January 2021", ["2021-01-04"]),
    ],
)
def test_parts_of_a_year_span_their_months(words, values, world):
    assert [one.since.value for one in find_times(Document.from_text(words).span, world)] == values


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("until Easter", "2020-03-29/2020-04-26", "2021-03-21/2021-04-18"),
        ("from January", "2020-01", "2021-01"),
        ("on 30 September", "2019-09-30", "2020-09-30"),
    ],
)
def test_a_time_without_its_year_is_the_nearest_one(words, before, after, world):
    (time,) = find_times(Document.from_text(words).span, world)
    day = When("2020-07-21", "21 July 2020")
    assert [one[0].value for one in (time.near(day, ahead=False), time.near(day, ahead=True))] == [before, after]
    assert time.near(None, ahead=True) is None


def test_easter_sunday():
    assert [str(easter(year)) for year in (2016, 2023, 2024)] == ["2016-03-27", "2023-04-09", "2024-03-31"]


def test_a_date_within_months_has_their_first_and_last_day():
    when = When("2020-09/2020-11", "the autumn of 2020")
    assert (str(when.earliest), str(when.latest), when.datatype) == ("2020-09-01", "2020-11-30", "string")


@pytest.mark.parametrize(
    "run",
    [
        "was ",
        "the post of ",
        "Ann Lee left ",
        "Ann Lee left in May 2019. ",
        "The post is vacant. Ann Lee retired in June 2020. ",
        "chaired by ",
        "in May ",
        "is Director ",
        "A. Lee, ",
        "of which I am ",
        "the ",
    ],
)
def test_reading_takes_linear_time(run, world):
    assert_linear(lambda text: list(people(part_of(text, world))), run, length=4_000)


HOLDING = [
    ("The Kelby Improvement Board is chaired by Ann Lee.", ("lee", "chair", "kelby-improvement-board")),
    ("The Kelby Improvement Board, which took the place of the Children's Trust, has met twice and is chaired by Ann Lee.", ("lee", "chair", "kelby-improvement-board")),
    ("The Kelby Improvement Board has a capable chair in Ann Lee.", ("lee", "chair", "kelby-improvement-board")),
    ("The Improvement Board has in Ann Lee an able and patient independent chair.", ("lee", "independent-chair", "kelby-improvement-board")),
    ("The post of Principal Social Worker was being covered by Ann Hill on an interim basis.", ("hill", "principal-social-worker", "kelby-council")),
    ("Ann Lee, Executive Director of Children's Services, is also the Agency Decision Maker.", ("lee", "agency-decision-maker", "kelby-council")),
    ("Kehinde Marlowe (Headteacher, Virtual School) attended.", ("marlowe", "virtual-school-head", "kelby-council")),
    ("Jo Park, Head of the Virtual School, attended.", ("park", "virtual-school-head", "kelby-council")),
    ("The Minister met Ann Lee, Commissioner for Children's Services.", ("lee", "commissioner", "kelby-council")),
    ("The Minister met Ann Lee, Commissioner for Children's Services.", ("lee", "commissioner", "department-for-education")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), HOLDING)
def test_who_chairs_covers_or_also_holds_a_post_is_in_it(text, told, world):
    found = [one for one in people(part_of(text, world)) if isinstance(one, Membership)]
    assert told in {(one.person.slug.rsplit("-", 1)[-1], one.role.name, one.body.slug) for one in found}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We heard from Anneliese Hart, who has been Director of Children's Services since 6 September 2020.", {("hart", DCS, "2020-09-06", "")}),
        ("We heard from Ann Hill, who has been Chief Executive since May 2019, and from Kehinde Dunn, who has been Head of the Virtual School since June 2020.", {("hill", "chief-executive", "2019-05", ""), ("dunn", "virtual-school-head", "2020-06", "")}),
        ("Zerlina Quist started as Director of Children's Services on 1 June 2021.", {("quist", DCS, "2021-06-01", "")}),
        ("The Council has appointed Ann Hill as its Director of Children's Services; she takes up her post on 6 September 2021.", {("hill", DCS, "2021-09-06", "")}),
    ],
)  # fmt: skip
def test_a_rare_name_before_what_only_people_do_is_one(text, told, world):
    assert tenures(text, world) == told


def test_who_takes_up_a_post_later_is_not_in_it_on_the_day_of_the_document(world):
    text = "The Council has appointed Ann Hill as its Director of Children's Services; she takes up her post on 6 September 2021."
    (one,) = (one for one in people(part_of(text, world)) if isinstance(one, Membership))
    assert one.attested_on is None


@pytest.mark.parametrize(
    ("text", "role", "since"),
    [
        ("The programme manager's post has been vacant since 30 September 2020.", "programme-manager", "2020-09-30"),
        ("The team is complete except for the head of quality assurance, a post that has been vacant since December 2020.", "head-of-service", "2020-12"),
        ("The principal social worker, whose post has been empty since May 2021, is missed.", "principal-social-worker", "2021-05"),
        ("The head of service for placements, a post which is unfilled, is missed.", "head-of-service", ""),
    ],
)  # fmt: skip
def test_a_post_may_be_told_of_as_empty_after_its_holder(text, role, since, world):
    assert (role, "vacant", since) in {one[:3] for one in seats(text, world)}


def test_a_section_on_a_board_is_headed_with_its_article_and_acronym(world):
    text = "The Local Safeguarding Children Board (LSCB)\n\nThe independent chair, Ann Lee, has been in post since February 2014.\n"
    (one,) = (one for one in people(part_of(text, world)) if isinstance(one, Membership))
    assert (one.role.name, one.body.slug) == ("independent-chair", "kelby-safeguarding-children-board")


def test_who_left_is_not_in_the_chair_that_the_sentence_before_tells_of(world):
    text = "The Adoption Panel is chaired by Ted Moss. The service was sorry that Joan Wood retired in August 2020."
    assert not tenures(text, world)
    text = (
        "The Adoption Panel is chaired by Ted Moss. The post of Team Manager was left empty when Joan Wood retired in August 2020."
    )
    assert tenures(text, world) == {("wood", "team-manager", "", "2020-08")}


@pytest.mark.parametrize(
    "text",
    [
        "The Improvement Board has a capable chair in May.",
        "The Improvement Board needs a capable chair in Ann Lee's place.",
        "The Improvement Board has no chair. Ann Lee spoke.",
    ],
)
def test_a_board_that_wants_a_chair_has_none(text, world):
    assert not [one for one in people(part_of(text, world)) if isinstance(one, Membership) and one.role.name == "chair"]
