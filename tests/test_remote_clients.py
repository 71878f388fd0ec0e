"""The clients that others use have the answers of the folder from our service, as they are."""

import json
import shutil
import subprocess

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import LINES, running, stored
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.store import Store

pytestmark = pytest.mark.slow
ALL = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
STATEMENTS = 4  # of the merge
JAVASCRIPT = """
const [url, query] = process.argv.slice(1)
const wanted = { method: 'POST', body: new URLSearchParams({ query }), headers: { Accept: 'application/sparql-results+json' } }
const told = await (await fetch(url, wanted)).json()
console.log(JSON.stringify(told.results.bindings.map(row => row.s.value)))
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """Our service, with a small store."""
    with running(stored(tmp_path_factory.mktemp("clients"))) as service, pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        yield f"http://127.0.0.1:{service.port}/sparql"


@pytest.mark.parametrize("form", [JSON, XML, CSV])
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(url, form, method):
    wrapper = SPARQLWrapper(url, returnFormat=form)
    wrapper.setMethod(method)
    wrapper.setQuery(ALL)
    told = wrapper.query().convert()
    if form == JSON:
        assert len(told["results"]["bindings"]) == STATEMENTS
    elif form == XML:
        assert len(told.getElementsByTagName("result")) == STATEMENTS
    else:
        assert len(told.decode().splitlines()) == STATEMENTS + 1


def test_sparqlwrapper_has_graphs(url):
    wrapper = SPARQLWrapper(url, returnFormat=TURTLE)
    wrapper.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    assert len(rdflib.Graph().parse(wrapper.query().convert(), format="turtle")) == STATEMENTS


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_store_of_rdflib(url, method):
    graph = rdflib.Graph(SPARQLStore(url, method=method))
    there = {(str(row.s), str(row.p), str(row.o)) for row in graph.query(ALL)}
    here = {tuple(str(getattr(row[name], "lexical", row[name])) for name in "spo") for row in Store.in_memory(LINES).select(ALL)}
    assert there == here
    assert len(set(graph.triples((None, None, None)))) == len(graph) == STATEMENTS


def test_javascript(url):
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not there")
    script = [node, "--input-type=module", "--eval", JAVASCRIPT, url, ALL]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout) == [row["s"] for row in Store.in_memory(LINES).select(ALL)]
