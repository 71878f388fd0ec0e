"""Exports: reading one back gives the same graph, and two exports are the same bytes."""

import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import jsonld
from kg.export import CONTEXT, FORMS, STEM, export
from kg.project import ProjectError
from kg.rdf import Iri, Quad, text, typed
from kg.store import Store, canonical, parse_quads, spelled
from kg.validate import triples
from kg.vocab import DCTERMS, LOS, OA, PREFIXES, RDF, RDFS, SKOS
from tests.strategies import quads, types

pytestmark = pytest.mark.slow

FORMATS = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
PREDICATES = [
    RDFS.label,
    SKOS.altLabel,
    LOS.text,
    LOS.evidence,
    LOS.value,
    LOS["from"],
    LOS.new,
    OA.start,
    DCTERMS.issued,
]
PREDICATES += [Iri("http://elsewhere.example/p#q"), Iri(PREFIXES["los"] + "unknown")]


def read_back(data, form):
    """The lines of N-Quads (of Turtle: N-Triples) that a file says."""
    return sorted({f"{statement} .\n" for statement in ox.parse(data, format=FORMATS[form])})


@pytest.fixture(scope="module")
def exported(graph, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    return folder, graph.export(folder)


def test_all_forms_and_the_context_are_written(exported):
    folder, paths = exported
    assert [path.name for path in paths] == [f"{STEM}.ttl", f"{STEM}.trig", f"{STEM}.nq", f"{STEM}.jsonld", CONTEXT]
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in paths)


@pytest.mark.parametrize("form", list(FORMS))
def test_an_export_read_back_is_the_same_graph(exported, graph, form):
    folder, _ = exported
    lines = graph.store.lines()
    wanted = [line + "\n" for line in triples(lines).split("\n")[:-1]] if form == "turtle" else lines
    assert read_back((folder / f"{STEM}.{FORMS[form][0]}").read_bytes(), form) == wanted


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_second_reader_reads_the_same_from_json_ld_and_turtle():
    lines = canonical(
        [
            Quad(Iri(PREFIXES["id"] + "finding/a"), RDF.type, LOS.Finding, Iri(PREFIXES["doc"] + "a")),
            Quad(Iri(PREFIXES["id"] + "finding/a"), RDFS.label, text("a 'label'", "en"), Iri(PREFIXES["doc"] + "a")),
            Quad(Iri(PREFIXES["id"] + "finding/a"), OA.start, typed("12", "integer"), Iri(PREFIXES["doc"] + "a")),
            Quad(Iri(PREFIXES["id"] + "finding/a"), LOS.new, typed("true", "boolean"), Iri(PREFIXES["doc"] + "a")),
        ]
    )
    for form, data in (("json-ld", FORMS["jsonld"][1](lines)), ("trig", FORMS["trig"][1](lines))):
        read = rdflib.Dataset()
        read.parse(data=data, format=form)
        found = {f"{s.n3()} {p.n3()} {o.n3()} <{g}> .\n" for s, p, o, g in read.quads()}
        assert {line.replace('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', "true") for line in lines} == {
            line.replace('"12"', '"12"').replace('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', "true") for line in found
        }


@settings(max_examples=60)
@given(st.lists(st.one_of(quads(PREDICATES), types), min_size=1, max_size=25))
def test_any_graph_comes_back_from_every_form(statements):
    lines = canonical(statements)
    assert read_back(FORMS["nquads"][1](lines), "nquads") == lines
    assert read_back(FORMS["trig"][1](lines), "trig") == lines
    assert read_back(FORMS["jsonld"][1](lines), "jsonld") == lines
    assert read_back(FORMS["turtle"][1](lines), "turtle") == [line + "\n" for line in triples(lines).split("\n")[:-1]]
    assert canonical(parse_quads(lines)) == lines


def test_json_ld_is_compact_and_a_passage_stands_in_the_fact_that_rests_on_it():
    doc, fact, passage = Iri(PREFIXES["doc"] + "a"), Iri(PREFIXES["id"] + "finding/a"), Iri(PREFIXES["id"] + "passage/a/0-5")
    other = Iri(PREFIXES["id"] + "finding/b")
    statements = [
        Quad(fact, RDF.type, LOS.Finding, doc),
        Quad(fact, RDFS.label, text("A finding", "en"), doc),
        Quad(fact, LOS.evidence, passage, doc),
        Quad(other, RDF.type, LOS.Finding, doc),
        Quad(other, LOS.evidence, passage, doc),
        Quad(passage, RDF.type, LOS.Passage, doc),
        Quad(passage, OA.start, typed("0", "integer"), doc),
        Quad(passage, OA.exact, text("words"), doc),
    ]
    written = json.loads(jsonld.document(statements))
    assert written["@graph"] == [
        {
            "@id": "doc:a",
            "@graph": [
                {
                    "@id": "id:finding/a",
                    "@type": "Finding",
                    "evidence": {"@id": "id:passage/a/0-5", "@type": "Passage", "exact": "words", "start": 0},
                    "label": "A finding",
                },
                {"@id": "id:finding/b", "@type": "Finding", "evidence": "id:passage/a/0-5"},
            ],
        }
    ]
    assert written["@context"]["label"] == {"@id": str(RDFS.label), "@language": "en"}
    assert written["@context"]["evidence"] == {"@id": str(LOS.evidence), "@type": "@id"}


def test_the_context_beside_the_export_is_the_one_in_it(exported):
    folder, _ = exported
    published = json.loads((folder / CONTEXT).read_text())
    assert json.loads((folder / f"{STEM}.jsonld").read_text())["@context"] == published["@context"]


def test_turtle_and_trig_are_the_same_bytes_each_time_with_their_prefixes_in_order(exported, graph):
    folder, _ = exported
    lines = graph.store.lines()
    for form in ("turtle", "trig"):
        written = (folder / f"{STEM}.{FORMS[form][0]}").read_bytes()
        assert spelled(lines, form, PREFIXES) == written
        prefixes = [line for line in written.decode().splitlines() if line.startswith("@prefix")]
        assert prefixes == sorted(prefixes)
        assert len(prefixes) == len(PREFIXES)


def test_only_the_forms_asked_for_are_written_and_a_file_is_replaced_whole(tmp_path):
    store = Store.in_memory(["<http://a> <http://b> <http://c> <http://g> .\n"])
    (tmp_path / f"{STEM}.nq").write_text("former")
    assert [path.name for path in export(store, tmp_path, ["nquads", "nquads"])] == [f"{STEM}.nq"]
    assert (tmp_path / f"{STEM}.nq").read_text() == "<http://a> <http://b> <http://c> <http://g> .\n"
    with pytest.raises(ProjectError, match="no form 'pdf' to export; there are turtle, trig, nquads, jsonld"):
        export(store, tmp_path, ["pdf"])
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ProjectError, match="cannot be written"):
        export(store, blocked, ["turtle"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", f"{STEM}.nq"]


def test_a_line_that_is_no_statement_is_named():
    with pytest.raises(ProjectError, match="the N-Quads: line 2"):
        list(parse_quads(["<http://a> <http://b> <http://c> <http://g> .\n", "nonsense\n"]))
    assert io.BytesIO(spelled([], "turtle", {})).read() == b""
