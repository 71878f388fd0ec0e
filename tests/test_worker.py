"""Ad-hoc queries are asked in a process that is limited, killed where need be, and started again."""

import io
import json
import os
import signal
import time

import pytest

from kg import worker
from kg.project import ProjectError
from kg.publishing import publish
from kg.rdf import Iri, Literal
from kg.worker import Worker

LINES = sorted(f'<http://a/{number}> <http://p> "{number}" <http://g> .\n' for number in range(3000))
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worker") / "store"
    publish(folder, LINES, {})
    return folder


def test_rows_truth_and_triples_come_back_as_they_are(place):
    with Worker(place) as asked:
        rows = asked.ask('SELECT ?s (?o AS ?n) ("x"@en AS ?l) (1.5 AS ?d) ?none { ?s ?p ?o FILTER(?o = "7") }')
        assert rows.columns == ("s", "n", "l", "d", "none")
        assert rows.terms == [
            {
                "s": Iri("http://a/7"),
                "n": Literal("7"),
                "l": Literal("x", "", "en"),
                "d": Literal("1.5", "http://www.w3.org/2001/XMLSchema#decimal"),
            }
        ]
        assert asked.ask("ASK { ?s ?p ?o }").truth
        assert not asked.ask("ASK { ?s <http://no> ?o }")
        made = asked.ask("CONSTRUCT { ?s <http://q> ?o } WHERE { ?s ?p ?o FILTER(?o = '7') }")
        assert (made.kind, made.columns) == ("triples", ("subject", "predicate", "object"))
        assert made.terms == [{"subject": Iri("http://a/7"), "predicate": Iri("http://q"), "object": Literal("7")}]


def test_well_known_prefixes_need_no_declaration_and_the_default_graph_is_the_union(place):
    with Worker(place) as asked:
        assert len(asked.ask("SELECT * { ?s ?p ?o OPTIONAL { ?s rdfs:label ?l } }")) == 3000


def test_more_rows_than_wanted_are_cut_and_the_answer_says_so(place):
    with Worker(place) as asked:
        rows = asked.ask("SELECT * { ?s ?p ?o }", most_rows=10)
        assert (len(rows), rows.cut) == (10, True)
        assert not asked.ask("SELECT * { ?s ?p ?o } LIMIT 10", most_rows=10).cut
        assert asked.ask("CONSTRUCT WHERE { ?s ?p ?o }", most_rows=5).cut


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(place):
    with Worker(place, seconds=1) as asked:
        start = time.monotonic()
        with pytest.raises(ProjectError, match="took more than 1 seconds"):
            asked.ask(PRODUCT)
        assert time.monotonic() - start < 4
        assert asked.ask("ASK {}").truth


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "true || " * 20_000 + "true) }",
        "ASK { " + "{} UNION " * 9000 + "{} }",
        "ASK { ?s " + "a/" * 20_000 + "a ?o }",
    ],
)
def test_a_query_that_ends_the_engine_is_a_sentence(place, query):
    with Worker(place) as asked:
        with pytest.raises(ProjectError, match="the engine did not survive the query|does not parse"):
            asked.ask(query)
        assert asked.ask("ASK {}").truth


def test_a_query_that_wants_more_memory_than_there_is_is_a_sentence(place):
    with Worker(place, memory=500 * 1024**2) as asked, pytest.raises(ProjectError, match="needs more memory than"):
        asked.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a")


def test_a_query_that_does_not_parse_is_told_by_its_place(place):
    with Worker(place) as asked, pytest.raises(ProjectError) as error:
        asked.ask("SELECT *\n{ ?s rdfs:label }")
    assert str(error.value) == "the query does not parse: line 2, column 17, near '}'"


def test_a_process_that_was_killed_is_started_again(place):
    with Worker(place) as asked:
        asked.ask("ASK {}")
        os.kill(asked._process.pid, signal.SIGKILL)
        asked._process.wait()
        assert asked.ask("ASK {}").truth
        assert asked._process is not None
    assert asked._process is None


def test_no_store_is_a_sentence(tmp_path):
    with Worker(tmp_path / "none") as asked, pytest.raises(ProjectError, match="no store here; build one with: kg build"):
        asked.ask("ASK {}")


def test_the_child_answers_line_by_line(place, monkeypatch):
    monkeypatch.setattr(worker, "_confine", lambda memory: None)
    questions = [
        {"query": "ASK {}", "rows": 1},
        {"query": "SELECT * {", "rows": 1},
        {"query": "SELECT ?o { ?s ?p ?o } LIMIT 1", "rows": 1},
    ]
    out = io.StringIO()
    worker.main(str(place), "0", io.StringIO("".join(json.dumps(one) + "\n" for one in questions)), out)
    first, second, third = map(json.loads, out.getvalue().splitlines())
    assert (first["kind"], first["truth"]) == ("boolean", True)
    assert second["error"].startswith("the query does not parse")
    assert (third["columns"], len(third["rows"])) == (["o"], 1)
