"""The ontology is data at its own addresses: every file, every version, in every form, and nothing else of the folder."""

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF
from starlette.testclient import TestClient

from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.project import find
from kg.store import Store
from kg.vocab import BASE
from tests.papers import some
from tests.serving import serving, stored

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib reads JSON-LD with it
ONTOLOGY = find().ontology
FILES = sorted(path.relative_to(ONTOLOGY).as_posix() for path in ONTOLOGY.rglob("*.ttl"))
FORMS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(stored(tmp_path_factory.mktemp("modules"), sorted({*some()}))) as client:
        yield client


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(Store.in_memory(sorted({*some()})), find(), tmp_path_factory.mktemp("desk"))


def asked(desk, address, accept="text/turtle"):
    return desk.made(Asked("modules.ontology", {}, (), accept, "http://kg.test", "", address))


@pytest.mark.parametrize("file", FILES)
def test_the_iri_of_each_file_and_that_of_its_version_give_the_file(desk, file):
    path = ONTOLOGY / file
    graph = rdflib.Graph().parse(path)
    (named,) = graph.subjects(RDF.type, OWL.Ontology)
    for iri in (named, *graph.objects(named, OWL.versionIRI)):
        address = "/" + str(iri).removeprefix(BASE)
        leads = asked(desk, address)
        assert (leads.status, dict(leads.headers)["Location"]) == (303, f"{address}.ttl")
        made = asked(desk, f"{address}.ttl")
        assert (made.status, made.media) == (200, "text/turtle; charset=utf-8")
        assert made.body == path.read_bytes() or file == "line-of-sight.ttl"
        page = asked(desk, address, "text/html")
        assert page.status in {200, 303}
        assert page.status == 200 or dict(page.headers)["Location"].endswith((".html", "/ontology", ".ttl"))


def test_the_whole_has_all_modules_schemes_and_alignments_in_each_form(client: TestClient):
    graphs = {form: rdflib.Graph().parse(data=client.get(f"/ontology.{end}").text, format=form) for end, form in FORMS.items()}
    several = ("*.ttl", "schemes/*.ttl", "alignments/*.ttl")
    there = {triple for pattern in several for path in ONTOLOGY.glob(pattern) for triple in rdflib.Graph().parse(path)}
    assert all({*graph} == there for graph in graphs.values())


@pytest.mark.parametrize("form", ["jsonld", "nt", "rdf"])
@pytest.mark.parametrize("file", ["shapes/figures", "alignments/prov", "schemes/grade"])
def test_each_file_says_the_same_in_each_form(client: TestClient, file, form):
    read = rdflib.Graph().parse(data=client.get(f"/ontology/0.1.0/{file}.{form}").text, format=FORMS[form])
    assert isomorphic(read, rdflib.Graph().parse(ONTOLOGY / f"{file}.ttl"))


@pytest.mark.parametrize(
    ("accept", "where", "media"),
    [
        ("text/turtle", "/ontology.ttl", "text/turtle"),
        ("application/ld+json", "/ontology.jsonld", "application/ld+json"),
        ("application/rdf+xml, text/html;q=0.1", "/ontology.rdf", "application/rdf+xml"),
        ("text/html,*/*;q=0.8", "/ontology", "text/html"),
        ("*/*", "/ontology", "text/html"),
    ],
)
@pytest.mark.parametrize("address", ["/ontology", "/ontology/0.1.0", "/def/"])
def test_the_ontology_is_a_page_for_people_and_data_for_programs(client: TestClient, address, accept, where, media):
    answer = client.get(address, headers={"Accept": accept})
    versioned = where.replace("ontology", "ontology/0.1.0") if "0.1.0" in address and "." in where else where
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media)
    assert answer.url.path in {versioned, address} if media == "text/html" else answer.url.path == versioned


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/ontology/0.0.9", "0.1.0"),
        ("/ontology/7.1/schemes/theme.ttl", "0.1.0"),
        ("/ontology/line-of-sight.ttl", "nothing called"),
        ("/ontology/README", "nothing called"),
        ("/ontology/schemes/%2e%2e/prefixes.ttl", "nothing called"),
        ("/ontology/../pyproject.toml", "nothing"),
        ("/ontology.pdf", "nothing"),
    ],
)
def test_what_is_no_file_of_it_is_not_there(client: TestClient, address, said):
    answer = client.get(address, headers={"Accept": "text/html"})
    assert (answer.status_code, said in answer.text) == (404, True)


def test_a_form_that_is_not_offered_is_refused_with_those_that_are(client: TestClient):
    answer = client.get("/ontology", headers={"Accept": "image/png"})
    assert (answer.status_code, "text/turtle" in answer.text) == (406, True)
