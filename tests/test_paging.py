"""Where a server gives only so many rows, all are had all the same, each once, or it is said that they are not."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import paging
from kg.endpoint import Endpoint, Told
from kg.project import ProjectError
from kg.rdf import Iri, Literal
from kg.remote import Remote
from kg.rows import Rows
from kg.store import QueryError, Store
from kg.vocab import BASE

URL = "http://kg.test/sparql"


class Capped:
    """Stands for a server that gives ``cap`` rows at most, and says so or not."""

    def __init__(self, lines, cap, announced=True):
        self.store, self.cap, self.announced = Store.in_memory(lines), cap, announced
        self.asked = []

    def __call__(self, query, _seconds):
        self.asked.append(query)
        answer = self.store.query(query)
        if answer.kind == "triples":
            rows = [dict(zip(("subject", "predicate", "object"), triple, strict=True)) for triple in answer.triples()]
            return Told(Rows(("subject", "predicate", "object"), rows[: self.cap], "triples"), None)
        return Told(Rows(tuple(answer.variables), list(answer.rows())[: self.cap]), self.cap if self.announced else None)


def served(monkeypatch, server):
    monkeypatch.setattr(Endpoint, "asked", lambda _, query, seconds: server(query, seconds))
    return Remote(URL)


def lines(pairs):
    return [f'<http://s{one}> <http://p> "{two}" <{BASE}g> .\n' for one, two in sorted(set(pairs))]


def counted(rows):
    return Counter(tuple(sorted(row.items())) for row in rows)


SHAPES = (
    "SELECT ?s ?o { ?s <http://p> ?o }",
    "SELECT * WHERE { ?s <http://p> ?o } # in any order",
    "PREFIX x: <http://x> SELECT ?o { ?s <http://p> ?o } ORDER BY DESC(?o)",
    "SELECT DISTINCT ?o { ?s <http://p> ?o } ORDER BY ?o # the end",
    "SELECT ?s (COUNT(*) AS ?n) { ?s <http://p> ?o } GROUP BY ?s",
    "SELECT ?s ?o FROM <https://w3id.org/line-of-sight/g> { ?s <http://p> ?o }",
    "SELECT ?s ?o ?v { ?s <http://p> ?o OPTIONAL { ?s <http://q> ?none } } VALUES ?v { 1 UNDEF }",
)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60),
    st.integers(1, 20),
    st.sampled_from(SHAPES),
    st.one_of(st.none(), st.integers(0, 40)),
    st.integers(0, 15),
)
def test_pages_give_every_row_once(pairs, cap, shape, limit, offset):
    server = Capped(lines(pairs), cap)
    body, values, tail = shape.partition(" VALUES ?v")
    ends = (f"\nLIMIT {limit}" if limit is not None else "") + (f"\nOFFSET {offset}" if offset else "")
    query = f"{body}{ends}{values}{tail}"
    whole = list(server.store.query(query).rows())
    for nested in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            remote = served(patch, Capped(lines(pairs), cap, announced=True))
            patch.setattr(paging.Select, "page", _page(nested))
            found = remote.ask(query).terms
        unlimited = counted(server.store.query(shape).rows())
        assert len(found) == len(whole)
        assert counted(found) <= unlimited  # without a total order, which of the rows a LIMIT takes is the server's choice
        if limit is None and not offset:
            assert counted(found) == unlimited


def _page(nested):
    real = paging.Select.page
    return lambda self, columns, first, most, _: real(self, columns, first, most, nested)


def test_the_order_of_the_query_is_kept(monkeypatch):
    pairs = [(one, two) for one in range(12) for two in range(7)]
    query = "SELECT ?o ?s { ?s <http://p> ?o } ORDER BY DESC(?o) ?s"
    remote = served(monkeypatch, Capped(lines(pairs), 10))
    assert remote.ask(query).terms == list(Store.in_memory(lines(pairs)).query(query).rows())


def test_a_cap_that_is_not_told_is_seen(monkeypatch):
    pairs = [(one, two) for one in range(50) for two in range(40)]
    for cap, whole in ((1000, 2000), (1500, 2000), (2000, 2000), (2001, 2000)):
        server = Capped(lines(pairs), cap, announced=False)
        assert len(counted(served(monkeypatch, server).ask("SELECT ?s ?o { ?s <http://p> ?o }").terms)) == whole
    assert len(server.asked) == 2  # as many rows as some caps: they are counted


def test_nothing_more_is_asked_where_no_cap_can_be(monkeypatch):
    pairs = [(one, two) for one in range(50) for two in range(41)]
    server = Capped(lines(pairs), 5000)
    remote = served(monkeypatch, server)
    assert len(remote.ask("SELECT ?s ?o { ?s <http://p> ?o }")) == 2050
    assert len(remote.ask("SELECT ?s ?o { ?s <http://p> ?o } LIMIT 1000")) == 1000
    assert len(server.asked) == 2


def test_rows_that_are_not_wanted_are_not_asked_for(monkeypatch):
    pairs = [(one, two) for one in range(9) for two in range(9)]
    server = Capped(lines(pairs), 10)
    remote = served(monkeypatch, server)
    query = "SELECT ?s ?o { ?s <http://p> ?o } ORDER BY ?s ?o"
    for most in (5, 10):
        cut = remote.ask(query, most_rows=most)
        assert (len(cut), cut.cut) == (most, True)
    assert len(remote.ask(query, most_rows=81).terms) == 81
    assert not remote.ask(query, most_rows=81).cut


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT ?s (RAND() AS ?r) { ?s <http://p> ?o }", "with RAND two pages need not be of the same rows"),
        ("SELECT ?s { ?s <http://p> ?o { SELECT ?o { ?x ?y ?o } LIMIT 50 } }", "with LIMIT two pages need not be of the same rows"),
        ("SELECT REDUCED ?s ?o { ?s <http://p> ?o }", "with REDUCED two pages need not be of the same rows"),
        ("SELECT ?s ?o ?b { ?s <http://p> ?o . ?b <http://b> ?s }", "its rows hold blank nodes, which are others on each page"),
    ],
)
def test_what_cannot_be_had_exactly_is_told(monkeypatch, query, why):
    pairs = [(one, two) for one in range(5) for two in range(5)]
    blank = [f"_:b{one} <http://b> <http://s{one}> <{BASE}g> .\n" for one in range(5)]
    with pytest.raises(ProjectError) as error:
        served(monkeypatch, Capped([*lines(pairs), *blank], 10)).ask(query)
    said = str(error.value)
    assert said.startswith(f"{URL}: the server gives 10 of ")
    assert said.endswith(f" rows at once, and pages would not be exact ({why}); ask for less")


def test_pages_that_do_not_fit_together_are_told(monkeypatch):
    class Shifting(Capped):
        def __call__(self, query, seconds):
            if "OFFSET" in query:  # a row came in before the page
                query = query.replace("OFFSET 9", "OFFSET 8")
            return super().__call__(query, seconds)

    class Short(Capped):
        def __call__(self, query, seconds):
            told = super().__call__(query, seconds)
            return told._replace(rows=Rows(told.rows.columns, told.rows.terms[:-1])) if "OFFSET" in query else told

    pairs = [(one, two) for one in range(5) for two in range(5)]
    for kind in (Shifting, Short):
        with pytest.raises(ProjectError, match=r"gives 10 of 25 rows at once, and pages would not be exact \(its pages do not fit"):
            served(monkeypatch, kind(lines(pairs), 10)).ask("SELECT ?s ?o { ?s <http://p> ?o }")


def test_a_server_that_does_not_count_is_told(monkeypatch):
    class Mute(Capped):
        def __call__(self, query, seconds):
            if "COUNT" in query:
                raise QueryError(f"{URL}: the server does not accept the query")
            return super().__call__(query, seconds)

    with pytest.raises(ProjectError) as error:
        served(monkeypatch, Mute(lines([(one, one) for one in range(30)]), 10)).ask("SELECT ?s ?o { ?s <http://p> ?o }")
    assert str(error.value) == (
        f"{URL}: the answer ends at 10 rows, and may be cut there by the server, which does not count them"
        " (the server does not accept the query); ask for less"
    )


def test_triples_that_may_be_cut_are_told(monkeypatch):
    pairs = [(one, two) for one in range(50) for two in range(40)]
    remote = served(monkeypatch, Capped(lines(pairs), 1000))
    with pytest.raises(ProjectError, match="the answer ends at 1,000 triples, and may be cut there by the server; ask with SELECT"):
        remote.ask("CONSTRUCT WHERE { ?s ?p ?o }")
    assert len(remote.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1000")) == 1000


def test_an_export_is_whole_behind_a_cap(monkeypatch):
    given_ = lines([(one, two) for one in range(9) for two in range(9)])
    more = [
        json.loads(json.dumps(line.replace(f"{BASE}g", f"{BASE}graph/{number}"))) for number in range(30) for line in given_[:2]
    ]
    every = sorted({*given_, *more, f'<http://s> <http://p> "1"@en <{BASE}g> .\n', f'<http://s> <http://p> "1" <{BASE}g> .\n'})
    server = Capped(every, 10)
    assert served(monkeypatch, server).lines() == every
    assert any("OFFSET" in query for query in server.asked)


def test_terms_that_are_written_alike_are_told_apart(monkeypatch):
    kinds = ['"x"', '"x"@en', '"x"@de', "<x:x>", '"x:x"', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '"1"']
    every = [f"<http://s> <http://p> {kind} <{BASE}g> .\n" for kind in kinds]
    found = served(monkeypatch, Capped(every, 2)).ask("SELECT ?o { ?s ?p ?o }")
    assert len(counted(found.terms)) == len(kinds)
    assert {Iri("x:x"), Literal("x:x"), Literal("x", "", "en")} <= {row["o"] for row in found.terms}
