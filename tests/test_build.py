"""From the sources to a published store: exact passages, a graph for each document, the same bytes each time."""

import itertools
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from kg.build import build
from kg.project import Project, ProjectError
from kg.rules import derive
from kg.store import Store, parse_quads
from kg.text import Document
from kg.vocab import PREFIXES
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

LOS, OA, DOC = PREFIXES["los"], PREFIXES["oa"], PREFIXES["doc"]


def test_every_passage_of_the_graph_is_exactly_its_words(graph, project):
    texts = {path.name: Document.read(path).text for path in project.files("seeds/*.txt")}
    rows = graph.store.select(
        f"SELECT ?start ?end ?exact ?file {{ ?p a <{LOS}Passage> ; <{OA}start> ?start ; <{OA}end> ?end ; <{OA}exact> ?exact ;"
        f" <{LOS}document> ?d . ?d <{LOS}sourceFile> ?file }}"
    )
    assert len(rows) > 1000
    for row in rows:
        assert texts[row["file"].lexical][int(row["start"].lexical) : int(row["end"].lexical)] == row["exact"].lexical


def test_every_fact_of_a_document_rests_on_a_passage_in_the_graph_of_that_document(graph):
    rows = graph.store.select(
        f"SELECT DISTINCT ?fact ?g {{ GRAPH ?g {{ ?fact <{LOS}method> ?m FILTER NOT EXISTS {{ ?fact <{LOS}evidence> ?p . ?p <{OA}exact> ?e }} }}"
        f' FILTER(STRSTARTS(STR(?g), "{DOC}")) }}'
    )
    assert rows == []


def test_a_file_with_several_documents_is_split_and_each_has_a_graph_of_its_own(graph):
    rows = graph.store.select(f"SELECT ?d ?whole {{ ?d a <{LOS}Document> ; <{PREFIXES['dcterms']}isPartOf> ?whole }}")
    parts = {row["d"] for row in rows}
    assert len({row["whole"] for row in rows}) == 1
    assert len(parts) >= 3
    assert parts <= set(graph.store.graphs())


def test_derived_facts_stand_in_graphs_that_name_their_rule(graph, project):
    for path in project.files("queries/rules/*.rq"):
        iri = f"{PREFIXES['graph']}{path.stem.replace('_', '-')}"
        rows = graph.store.select(f"SELECT ?text {{ <{iri}> a <{LOS}Rule> ; <{LOS}text> ?text }}")
        assert [row["text"].lexical for row in rows] in ([], [path.read_text()])


def test_two_builds_of_the_same_sources_are_the_same_bytes(built, tmp_path):
    command = [sys.executable, "-m", "kg", "build", "--store", str(tmp_path / "again")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}  # which makes it slow
    environment |= {"PYTHONHASHSEED": "12345", "PYTHONPATH": str(ROOT), "KG_PROJECT": str(ROOT)}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert (tmp_path / "again/current/graph.nq").read_bytes() == (built.place / "current/graph.nq").read_bytes()
    assert (tmp_path / "again/current/build.json").read_bytes() == (built.place / "current/build.json").read_bytes()


def test_the_order_of_the_sources_does_not_matter(copied, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(
            f"Note {number}\n\nThe panel met on {number + 1} May 2016. It found {number} cases.\n"
        )
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    versions = {build(Project(copied), list(order), tmp_path / "store").version for order in itertools.permutations(files)}
    assert len(versions) == 1


def test_a_build_that_is_killed_at_any_moment_leaves_the_former_store_answering(copied, tmp_path):
    place = tmp_path / "store"
    build(Project(copied), (), place)
    size = len(Store.open(place))
    source = copied / "seeds" / "note.txt"
    draw = random.Random(5)
    for number in range(6):
        source.write_text(f"A note\n\nThe board met on {number + 4} May 2016 and found {number} cases.\n")
        command = [sys.executable, "-m", "kg", "build", "--project", str(copied), "--store", str(place)]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(draw.uniform(0.2, 1.4))
        child.send_signal(draw.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        child.wait()
        assert abs(len(Store.open(place)) - size) < 200
    assert build(Project(copied), (), place).version == Store.open(place).manifest["id"]


def test_a_document_of_no_known_family_is_kept_and_reported(copied, tmp_path):
    report = build(Project(copied), (), tmp_path / "store")
    assert [part.family for part in report.documents] == ["unknown"]
    assert any("note.txt: of unknown family" in remark for remark in report.remarks)
    store = Store.open(tmp_path / "store")
    (row,) = store.select(f"SELECT ?text {{ <{DOC}note> <{LOS}text> ?text }}")
    assert row["text"].lexical == (copied / "seeds" / "note.txt").read_text()


def test_what_the_table_of_sources_says_stands_where_the_document_says_nothing(copied, tmp_path):
    (copied / "seeds" / "note.txt").write_text("plain words without a date, in lower case, nothing else at all in here.\n")
    (copied / "seeds" / "sources.toml").write_text(
        '["note.txt"]\ntitle = "A note"\ndate = "2016-05"\npublisher = "Ofsted"\nlicence = "OGL"\norigin = "a drawer"\n'
    )
    build(Project(copied), (), tmp_path / "store")
    terms = {
        quad.predicate.rsplit("/", 1)[-1]: quad.object
        for quad in parse_quads(Store.open(tmp_path / "store").lines())
        if quad.subject == DOC + "note"
    }
    assert terms["issued"].lexical == "2016-05"
    assert terms["publisher"] == PREFIXES["id"] + "body/ofsted"
    assert terms["rights"].lexical == "OGL"
    assert terms["source"].lexical == "a drawer"


def test_rules_that_never_come_to_rest_are_refused(copied):
    (copied / "queries" / "rules" / "zz_endless.rq").write_text(
        "#+ summary: x\nCONSTRUCT { ?s <http://next> ?n } WHERE { ?s <http://next> ?o BIND(IRI(CONCAT(STR(?o), 'x')) AS ?n) }\n"
    )
    with pytest.raises(ProjectError, match="the rules still add statements after 8 rounds"):
        derive(Project(copied), ["<http://a> <http://next> <http://b> <http://g> .\n"])


def test_progress_is_told_step_by_step(copied, tmp_path):
    told = []
    build(Project(copied), (), tmp_path / "store", lambda *step: told.append(step))
    assert [step for step, _, _ in told if step] == ["reading", "reading", "deriving", "validating", "storing", "storing"]
    assert told[-1] == ("storing", 1, 1)
