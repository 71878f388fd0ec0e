"""The store: read-only for those who ask, and the spellings of what it holds."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.project import ProjectError
from kg.publishing import publish
from kg.rdf import Iri, Literal, Quad, text, typed
from kg.store import QueryError, Store, canonical, parse_turtle


def lines(word, number=400):
    return sorted(f'<http://a/{word}/{i}> <http://p> "{word}" <http://g> .\n' for i in range(number))


def test_a_published_store_answers_and_says_what_it_was_built_from(tmp_path):
    version = publish(tmp_path / "store", lines("one"), {"sources": {"a.txt": "00"}})
    store = Store.open(tmp_path / "store")
    assert (len(store), store.manifest) == (400, {"id": version, "sources": {"a.txt": "00"}})
    assert store.lines() == lines("one")
    assert store.graphs() == [Iri("http://g")]


TWICE = ["<http://a> <http://p> <http://b> <http://g> .\n", "<http://a> <http://p> <http://b> <http://h> .\n"]


@pytest.mark.parametrize("where", ["on disk", "in memory", "extended"])
def test_a_statement_of_two_graphs_is_one_in_the_default_graph(where, tmp_path):
    if where == "on disk":
        publish(tmp_path / "store", TWICE, {})
        store = Store.open(tmp_path / "store")
    else:
        store = Store.in_memory(TWICE if where == "in memory" else TWICE[:1])
        store.extended([] if where == "in memory" else TWICE[1:])
    counted = store.select("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?graphs) { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }")
    assert counted == [{"n": typed("2", "integer"), "graphs": typed("2", "integer")}]
    assert store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": typed("1", "integer")}]
    assert store.lines() == TWICE
    assert (len(store), store.graphs()) == (2, [Iri("http://g"), Iri("http://h")])


def test_there_is_no_store_until_one_is_built(tmp_path):
    with pytest.raises(ProjectError, match="no store here; build one with: kg build --store"):
        Store.open(tmp_path)


def test_a_store_that_is_damaged_is_a_sentence(tmp_path):
    place = tmp_path / "store"
    publish(place, lines("one"), {})
    for path in Path(place / "current" / "store").glob("MANIFEST*"):
        path.unlink()
    with pytest.raises(ProjectError, match="the store cannot be opened"):
        Store.open(place)


def test_a_query_that_is_at_fault_is_a_sentence_with_its_place():
    store = Store.in_memory([])
    with pytest.raises(QueryError) as error:
        store.query("SELECT *\n{ ?s }")
    assert str(error.value) == "the query does not parse: line 2, column 7"


def test_answers_are_rows_truth_or_triples():
    store = Store.in_memory(['<http://a> <http://b> "c"@en <http://g> .\n', "<http://a> <http://b> <http://d> <http://h> .\n"])
    rows = store.query("SELECT ?o ?none { ?s ?p ?o } ORDER BY ?o")
    assert (rows.kind, rows.variables, list(rows.rows())) == (
        "rows",
        ["o", "none"],
        [{"o": Iri("http://d")}, {"o": text("c", "en")}],
    )
    assert bool(store.query("ASK { GRAPH <http://h> { ?s ?p <http://d> } }"))
    made = store.query("CONSTRUCT { ?s <http://q> ?o } WHERE { ?s ?p ?o }")
    assert made.kind == "triples"
    assert sorted(str(triple[2]) for triple in made.triples()) == sorted([str(text("c", "en")), "http://d"])
    assert store.query("SELECT ?s { ?s ?p <http://d> }").serialize("csv") == "s\r\nhttp://a\r\n"
    assert store.query("ASK {}").serialize("csv") == "true\n"
    assert store.query("CONSTRUCT WHERE { ?s ?p <http://d> }").serialize("nt") == "<http://a> <http://b> <http://d> .\n"


def test_turtle_is_read_without_blank_nodes_and_with_canonical_decimals(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text('<http://a> <http://b> 18.0 , 1.50 , 3 , "x"@en , "y" .\n')
    assert {value for _, _, value in parse_turtle(path)} == {
        typed("18", "decimal"),
        typed("1.5", "decimal"),
        typed("3", "integer"),
        Literal("x", "", "en"),
        Literal("y"),
    }


def test_what_the_store_holds_is_what_its_n_quads_say(built):
    graph = next((built.place / "versions").iterdir()) / "graph.nq"
    engine = ox.Store.read_only(str(graph.parent / "store"))
    lines = [line + "\n" for line in graph.read_bytes().decode().split("\n")[:-1]]
    merge, named = [], []
    for quad in engine:
        (merge if isinstance(quad.graph_name, ox.DefaultGraph) else named).append(f"{quad} .\n")
    assert sorted(named) == lines
    assert set(merge) == {line[: line.rindex(" <")] + " .\n" for line in lines}


def test_statements_are_canonical_sorted_and_each_once():
    quad = Quad(Iri("http://a"), Iri("http://b"), text('tab\t quote" back\\ line\n bell\x07'), Iri("http://g"))
    assert canonical([quad, quad]) == ['<http://a> <http://b> "tab\\t quote\\" back\\\\ line\\n bell\\u0007" <http://g> .\n']
    with pytest.raises(ProjectError, match="the N-Quads: line 1"):
        Store.in_memory(["no statement\n"])


def test_a_literal_with_odd_line_separators_is_one_statement(tmp_path):
    place = tmp_path / "store"
    line = Quad(Iri("http://a"), Iri("http://b"), text("one\u2028two\x85three"), Iri("http://g")).n3()
    publish(place, [line], {})
    assert Store.open(place).lines() == [line]
    assert Store.in_memory([line]).lines() == [line]
