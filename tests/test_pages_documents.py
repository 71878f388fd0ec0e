"""The list of documents, and time lines."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.pages.facts import Fact, Value
from kg.pages.showing import dated, figured, natural
from kg.pages.spells import line
from kg.project import find
from kg.rdf import text, typed
from kg.store import Store
from kg.vocab import DCTERMS, LOS, OA, RDF, RDFS, concept, document, thing
from tests.papers import said


def documents(number):
    lines = []
    for index in range(number):
        here = document(f"d{index:03}")
        lines += said(
            here,
            (RDF.type, LOS.Document),
            (RDFS.label, text(f"Report <{index}> of {'Leeds' if index % 2 else 'York'}", "en")),
            (LOS.family, concept("family", "letter" if index % 3 else "minutes")),
            (DCTERMS.issued, typed(f"{2000 + index % 30}-01-02", "date")),
            (LOS.about, thing("body", "leeds" if index % 2 else "york")),
            (OA.start, typed("0", "integer")),
            graph=here,
        )
    return lines


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(Store.in_memory(sorted(documents(130))), find(), tmp_path_factory.mktemp("desk"))


def listed(desk, **given):
    made = desk.made(Asked("documents.documents", {}, tuple(given.items()), "text/html", "", "", "/documents"))
    assert made.status == 200
    tree = LexborHTMLParser(made.body.decode())
    return [node.attributes["href"] for node in tree.css("tbody th a")], tree


def test_all_documents_are_listed_page_by_page_the_latest_first(desk):
    first, tree = listed(desk)
    second, _ = listed(desk, **{"from": "100"})
    assert len({*first, *second}) == len([*first, *second]) == 130
    years = [int(row.css_first("td").text().split()[-1]) for row in tree.css("tbody tr")]
    assert years == sorted(years, reverse=True)


def test_filters_narrow_the_list_and_stay_in_the_form(desk):
    found, tree = listed(desk, council="leeds", family="minutes", words="REPORT leeds")
    assert found
    assert all(int(address[6:9]) % 2 and not int(address[6:9]) % 3 for address in found)
    assert tree.css_first("#by-council option[selected]").attributes["value"] == "leeds"
    assert tree.css_first("#by-words").attributes["value"] == "REPORT leeds"
    none, tree = listed(desk, words='"><script>')
    assert none == []
    assert not tree.css("main script")


@pytest.mark.parametrize("given", [{"order": "size"}, {"from": "x"}, {"from": "-1"}, {"from": "9" * 40}])
def test_what_makes_no_sense_is_refused(desk, given):
    made = desk.made(Asked("documents.documents", {}, tuple(given.items()), "text/html", "", "", "/documents"))
    assert made.status == 400


DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))


def role(days, certain):
    first, last = min(days), max(days)
    values = {LOS.certainFrom: first, LOS.certainUntil: last} if certain else {LOS.earliest: first, LOS.latest: last}
    held = {prop: [Value(day.isoformat(), "", typed(day.isoformat(), "date"))] for prop, day in values.items()}
    return Fact(thing("membership", "x"), "a role", (), (), held)


@given(st.lists(st.tuples(st.lists(DAYS, min_size=1, max_size=2), st.booleans()), min_size=1, max_size=8))
def test_what_is_drawn_stays_on_its_line_and_certain_within_possible(roles):
    drawn = line([role(*one) for one in roles])
    assert len(drawn.spells) == len(roles)
    for spell in drawn.spells:
        for bar in filter(None, (spell.certain, spell.possible)):
            assert bar.start >= 0
            assert bar.width > 0
            assert bar.start + bar.width <= 101
    assert [year for year, _ in drawn.years] == sorted(year for year, _ in drawn.years)


def test_a_role_is_certain_only_on_the_days_that_are():
    day = datetime.date(2020, 5, 6)
    (spell,) = line([role([day], certain=True)]).spells
    assert spell.said == "certain on 6 May 2020; possible before and after"
    (spell,) = line([role([day, datetime.date(2021, 1, 1)], certain=False)]).spells
    assert (spell.certain, spell.said) == (None, "not before 6 May 2020; not after 1 January 2021")
    assert line([]) is None


def test_an_event_of_a_month_is_certain_on_none_of_its_days():
    month = {DCTERMS.date: [Value("July 2011", "", typed("2011-07", "gYearMonth"))]}
    (spell,) = line([Fact(thing("meeting", "x"), "a meeting", (), (), month)]).spells
    assert (spell.certain, spell.said) == (None, "July 2011")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2021-07-27", "27 July 2021"),
        ("2021-07", "July 2021"),
        ("2021", "2021"),
        ("2021-13", "2021-13"),
        ("2020-09/2020-11", "2020-09/2020-11"),
    ],
)
def test_days_are_shown_in_words(written, shown):
    assert dated(written) == shown


def test_numbers_are_shown_with_their_thousands_and_sorted_as_numbers():
    assert [figured(number) for number in ("1234", "999", "-1234567.5", "12.50", "x")] == [
        "1,234",
        "999",
        "-1,234,567.5",
        "12.50",
        "x",
    ]
    assert natural("7" * 5000)
    assert sorted(["10", "9", "2.10", "2.9", "b"], key=natural) == ["2.9", "2.10", "9", "10", "b"]
