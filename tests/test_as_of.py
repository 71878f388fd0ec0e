"""As of a day: planted beginnings, ends and successions in made-up documents, from their words to the answers."""

import collections

import pytest
from conftest import ROOT
from timing import assert_linear
from trig import store_of

from kg import describing, mapping, tenure
from kg.build import build
from kg.facts import Membership, Post, Relationship
from kg.graph import Graph
from kg.query import plain
from kg.reading.spoken import spoken_on
from kg.store import canonical
from kg.text import Document
from kg.vocab import BASE

COUNCIL = "northshire-council"
HEAD = """Northshire County Council

Minutes of the Children and Young People's Scrutiny Committee

Held on Tuesday {day} at County Hall

Present: Councillor Ann Lee (Chair), Councillor Raj Patel (Vice-Chair), Councillor Tom Hill

1. Update

"""


@pytest.fixture(scope="module")
def told(families, world):
    """What minutes of a day say in a sentence: the dated memberships, vacant posts and successions."""

    def read(words, day="14 January 2020"):
        (part,) = mapping.split(Document.from_text(HEAD.format(day=day) + words + "\n"), families, world)
        facts = list(mapping.read(part, families))
        return {
            (one.person.slug.removeprefix("northshire-"), one.role.name, dated(one.since), dated(one.until), dated(one.attested_on))
            for one in facts
            if isinstance(one, Membership) and (one.since or one.until)
        } | {
            (one.status, one.role.name, dated(one.since)) for one in facts if isinstance(one, Post) and one.status == "vacant"
        } | {
            (one.subject.slug, one.object.slug, dated(one.since))
            for one in facts
            if isinstance(one, Relationship) and one.kind.name == "successor-of"
        }  # fmt: skip

    return read


def dated(when):
    return when.value if when else ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Jane Doe took up post as Director of Children's Services in June 2016.",
            {("jane-doe", "director-of-childrens-services", "2016-06", "", "2020-01-14")},
        ),
        (
            "Mark Webb was appointed as Chief Executive in September 2015 and retired in August 2019.",
            {("mark-webb", "chief-executive", "", "2019-08", "")},
        ),
        (
            "Jane Doe left the council in March 2019 and was succeeded by John Roe as Director of Children's Services on 1 April 2019.",
            {("john-roe", "director-of-childrens-services", "2019-04-01", "", "2020-01-14")},
        ),
        (
            "Councillor Joan Kay took over from Councillor Bob Ray as Cabinet Member for Children's Services in May 2018.",
            {("joan-kay", "lead-member", "2018-05", "", "2020-01-14"), ("bob-ray", "lead-member", "", "2018-05", "")},
        ),
        ("In June 2018, Jane Doe became Chief Executive.", {("jane-doe", "chief-executive", "2018-06", "", "2020-01-14")}),
        (
            "The previous Director of Children's Services, Sarah Gray, left in May 2016.",
            {("sarah-gray", "director-of-childrens-services", "", "2016-05", "")},
        ),
        ("The post of Director of Public Health has been vacant since November 2019.", {("vacant", "director-of-public-health", "2019-11")}),
        (
            "The Northshire Safeguarding Children Board was replaced in September 2019 by the Northshire Safeguarding Children Partnership.",
            {("northshire-safeguarding-children-partnership", "northshire-safeguarding-children-board", "2019-09")},
        ),
    ],
)  # fmt: skip
def test_prose_tells_who_began_and_who_ended_and_when(told, words, expected):
    assert expected <= told(words)


@pytest.mark.parametrize(
    "words",
    [
        "Jane Doe had not left the post of Chief Executive in May 2018.",
        "If Jane Doe retired in May 2020, the council would appoint a Chief Executive.",
        "Jane Doe, Chief Executive, said that 12 children left care in March 2019.",
        "Jane Doe took up the matter with the Director of Children's Services, who replied.",
        "The Chief Executive thanked Jane Doe. Three social workers were appointed in June 2019.",
    ],
)
def test_what_is_denied_or_of_others_begins_and_ends_nothing(told, words):
    assert told(words) == set()


def test_reading_who_came_and_went_takes_linear_time(told):
    assert_linear(told, "Jane Doe was appointed and left in May 2016, and was succeeded by ", length=4_000)


# From the documents to the answers

MINUTES = {
    "14 January 2016": "Jane Doe, Director of Children's Services, introduced the item. Jane Doe took up post as Director of Children's Services in June 2014.",
    "15 May 2018": "Jane Doe, Director of Children's Services, gave an update.",
    "14 January 2020": "Jane Doe, who was Director of Children's Services, left the council in March 2019. "
    "John Roe took up post as Director of Children's Services on 1 May 2019. "
    "The Northshire Safeguarding Children Board was replaced by the Northshire Safeguarding Children Partnership on 29 September 2019.",
    "20 July 2021": "John Roe, Director of Children's Services, spoke. The post of Director of Public Health has been vacant since November 2019.",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(project, tmp_path_factory):
    """The graph of four minutes of a made-up council."""
    folder = tmp_path_factory.mktemp("minutes")
    for number, (day, words) in enumerate(MINUTES.items()):
        (folder / f"m{number}.txt").write_text(HEAD.format(day=day) + words + "\n")
    build(project, [folder], folder / "store")
    return Graph.open(folder / "store", ROOT)


def asked(made, question, column, **values):
    """The certainty and one column of each row, as often as not once."""
    rows = made.answer(question, values).rows
    return {(plain(row["how_sure"]), plain(row[column])) for row in rows}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2014-05-31", {("not stated", "not stated")}),
        ("2014-06-15", {("possible", "Jane Doe")}),
        ("2014-06-30", {("certain", "Jane Doe")}),
        ("2017-02-01", {("certain", "Jane Doe")}),
        ("2019-03-01", {("certain", "Jane Doe")}),
        ("2019-03-20", {("possible", "Jane Doe")}),
        ("2019-04-15", {("not stated", "not stated")}),
        ("2019-05-01", {("certain", "John Roe")}),
        ("2020-12-31", {("certain", "John Roe")}),
        ("2021-07-20", {("certain", "John Roe")}),
        ("2023-01-01", {("possible", "John Roe")}),
    ],
)
def test_the_holder_of_a_post_on_each_day(made, date, expected):
    assert asked(made, "role_holders_at_date", "holder", role="director-of-childrens-services", body=COUNCIL, date=date) == expected


def test_both_ends_of_a_tenure_are_shown_in_their_words(made):
    values = {"role": "director-of-childrens-services", "body": COUNCIL, "date": "2016-10-01"}
    quotes = {plain(row["quote"]) for row in made.answer("role_holders_at_date", values).rows}
    assert any("Jane Doe took up post as Director of Children's Services in June 2014" in quote for quote in quotes)
    assert any("left the council in March 2019" in quote for quote in quotes)


def test_a_vacancy_is_an_answer_from_the_day_it_began(made):
    assert asked(made, "vacant_posts", "post", date="2019-10-31") == set()
    assert ("possible", "Director of Public Health") in asked(made, "vacant_posts", "post", date="2019-11-15")
    assert ("certain", "Director of Public Health") in asked(made, "vacant_posts", "post", date="2020-05-01")


def test_of_a_person_only_what_was_so_on_the_day_is_told(made):
    person = "northshire-jane-doe"
    assert asked(made, "roles_of_person", "where", person=person, date="2016-10-01") >= {("certain", "Northshire County Council")}
    assert asked(made, "roles_of_person", "where", person=person, date="2020-10-01") == set()


def test_what_took_the_place_of_a_board_and_by_when(made):
    for date, expected in (("2019-09-28", "no"), ("2019-09-29", "yes")):
        rows = [row for row in made.answer("successors", {"date": date}).rows if "passage" in row]
        assert [(plain(row["later_name"]), plain(row["by_then"])) for row in rows] == [
            ("Northshire Safeguarding Children Partnership", expected)
        ]


def test_the_network_says_how_sure_a_link_is_on_the_day(made):
    links = made.network("2020-01-14")
    assert {data["how_sure"] for *_, data in links.edges(data=True) if data["kind"] == "successor of"} == {"certain"}
    assert not [data for *_, data in made.network("2018-01-14").edges(data=True) if data["kind"] == "successor of"]
    assert all("how_sure" not in data for *_, data in made.network().edges(data=True))


# What several statements tell together


def state(number, holder, role="director-of-childrens-services", body="northshire-council", kind="Membership", **dates):
    """The lines of one membership, or of a post with a status."""
    node, graph = f"<{BASE}id/{kind.lower()}/{number}>", f"<{BASE}doc/d{number}>"
    said = [f"a los:{kind}"]
    at, who = (
        ("organization", f"org:member <{BASE}id/person/{holder}>")
        if kind == "Membership"
        else ("postIn", f"los:status <{BASE}code/status/{holder}>")
    )
    said += [who, f"org:{at} <{BASE}id/body/{body}>", f"org:role <{BASE}code/role/{role}>"]
    for name, value in dates.items():
        said.append(
            f'los:{ {"since": "from", "on": "attestedOn"}.get(name, name) } "{value}"^^xsd:{ {10: "date", 7: "gYearMonth", 4: "gYear"}[len(value)] }'
        )
    return f"GRAPH {graph} {{ {node} {' ; '.join(said)} }}"


@pytest.fixture(scope="module")
def days(world, project):
    """The possible and the certain days of each statement, by its number: earliest, first and last certain, latest."""
    schemes = canonical(describing.background(project))

    def of(*states, more=()):
        lines = [*schemes, *store_of(" ".join([*states, *more])).lines()]
        found = collections.defaultdict(dict)
        for quad in tenure.bounds(lines, world):
            if "/graph/" not in quad.subject:
                found[int(quad.subject.rsplit("/", 1)[-1])][quad.predicate.removeprefix(BASE + "def/")] = quad.object.lexical
        return {
            number: tuple(known.get(name, "") for name in ("earliest", "certainFrom", "certainUntil", "latest"))
            for number, known in sorted(found.items())
        }

    return of


def test_the_next_holder_of_a_single_post_ends_the_time_of_the_former(days):
    found = days(state(1, "ann", on="2015-03-02"), state(2, "bob", on="2017-03-02"), state(3, "bob", on="2018-03-02"))
    assert found == {
        1: ("", "2015-03-02", "2015-03-02", "2017-03-01"),
        2: ("2015-03-03", "2017-03-02", "2017-03-02", ""),
        3: ("2015-03-03", "2018-03-02", "2018-03-02", ""),
    }


def test_a_role_of_many_passes_to_nobody(days):
    found = days(state(1, "ann", "member", on="2015-03-02"), state(2, "bob", "member", on="2017-03-02"))
    assert found == {1: ("", "2015-03-02", "2015-03-02", ""), 2: ("", "2017-03-02", "2017-03-02", "")}


def test_an_independent_chair_sits_in_the_seat_of_the_chair(days):
    found = days(state(1, "ann", "independent-chair", on="2015-03-02"), state(2, "bob", "chair", on="2017-03-02"))
    assert found[1][3] == "2017-03-01"


def test_a_vacancy_ends_the_time_of_a_holder(days):
    assert (
        days(state(1, "ann", on="2015-03-02"), state(2, "vacant", kind="Post", since="2016-06", on="2016-09-01"))[1][3]
        == "2016-06-29"
    )


def test_somebody_who_is_not_named_may_be_the_same_unless_a_beginning_is_printed(days):
    named = state(1, "ann", on="2015-03-02")
    assert days(named, state(2, "unnamed", kind="Post", on="2017-03-02"))[1][3] == ""
    assert days(named, state(2, "unnamed", kind="Post", since="2016-01", on="2017-03-02"))[1][3] == "2016-01-30"
    assert days(named, state(2, "unnamed", kind="Post", since="2014-01", on="2017-03-02"))[1][3] == ""


def test_two_names_that_may_be_one_persons_do_not_end_each_other(days):
    match = f"GRAPH <{BASE}graph/same-person> {{ <{BASE}id/match/1> a los:Match ; los:subject <{BASE}id/person/a> ; los:object <{BASE}id/person/b> }}"
    states = state(1, "a", on="2015-03-02"), state(2, "b", on="2017-03-02")
    assert days(*states)[1][3] == "2017-03-01"
    assert days(*states, more=[match])[1][3] == ""


def test_where_documents_disagree_both_stay(days):
    found = days(state(1, "ann", since="2014-01", on="2016-03-02"), state(2, "bob", since="2015-01", on="2017-03-02"))
    assert found == {1: ("", "2014-01-31", "2016-03-02", ""), 2: ("", "2015-01-31", "2017-03-02", "")}


def test_nobody_comes_back_across_the_days_of_another(days):
    found = days(
        state(1, "ann", since="2014-01", on="2015-03-02"), state(2, "bob", on="2017-03-02"), state(3, "ann", on="2019-03-02")
    )
    assert found[1] == ("", "2014-01-31", "2015-03-02", "2017-03-01")
    assert found[3] == ("2017-03-03", "2019-03-02", "2019-03-02", "")


def test_a_document_that_prints_an_end_does_not_say_that_it_goes_on(days):
    began, ended = (
        state(1, "ann", since="2014-01", on="2020-01-14"),
        state(2, "ann", until="2018-05-31").replace("/doc/d2>", "/doc/d1>"),
    )
    found = days(began, ended)
    assert {known[1:3] for known in found.values()} == {("2014-01-31", "2018-05-31")}
    assert found[1][3] == "2018-05-31"
    assert days(began)[1][1:] == ("2014-01-31", "2020-01-14", "")


def test_what_ends_before_it_begins_is_certain_of_no_day(days):
    assert days(state(1, "ann", since="2016-05", until="2015", on="2017-03-02")) == {}


def test_nothing_in_a_body_outlasts_the_day_of_its_succession(days):
    succession = (
        f"GRAPH <{BASE}doc/d9> {{ <{BASE}id/relationship/9> a los:Relationship ; los:subject <{BASE}id/body/new> ; los:object <{BASE}id/body/old> ; "
        f'los:kind <{BASE}code/relation/successor-of> ; los:from "2019-09-29"^^xsd:date ; los:attestedOn "2020-01-14"^^xsd:date }}'
    )
    member = state(1, "ann", "member", "old", on="2018-03-02")
    assert days(member)[1][3] == ""
    found = days(member, more=[succession])
    assert found[1] == ("", "2018-03-02", "2018-03-02", "2019-09-29")
    assert found[9] == ("", "2019-09-29", "2020-01-14", "")


def test_without_any_state_there_are_no_days(days):
    assert days() == {}


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ("Inspection date: 2 March 2015 – 26 March 2015\nReport published: 19 May 2015", "2015-03-26"),
        ("Inspection date: 2 March 2015 – 26 March 2015", "2015-03-26"),
        ("Inspection date: 2 June 2015 – 26 June 2015\nReport published: 19 May 2015", "2015-05-19"),
    ],
)
def test_a_report_of_an_inspection_speaks_of_its_last_day(dates, day, families, world):
    text = f"Northtown Council\n\nInspection of services for children in need of help and protection\n\n{dates}\n\nOverall effectiveness is good.\n"
    part = mapping.split(Document.from_text(text), families, world)[0]
    assert spoken_on(part).value == day
