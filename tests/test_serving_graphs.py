"""Whole graphs by the Graph Store Protocol, and what the service says of itself and of the graph."""

import pyoxigraph as ox
import pytest

from kg.serving.description import SD, VOID
from tests.serving import JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TURTLE, serving, stored

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(stored(tmp_path_factory.mktemp("graphs"))) as client:
        yield client


def quads(answer):
    """The statements of an answer, as values."""
    assert answer.status_code == 200, answer.text
    media = answer.headers["content-type"].split(";")[0]
    read = ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media))
    return {(one.subject.value, one.predicate.value, one.object.value, getattr(one.graph_name, "value", "")) for one in read}


def get(client, path, accept=None):
    return client.get(path, headers={"Accept": accept} if accept else {})


@pytest.mark.parametrize("accept", [TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS])
def test_a_named_graph(client, accept):
    answer = get(client, "/graph-store?graph=http%3A%2F%2Fg%2F2", accept)
    assert answer.headers["content-type"].split(";")[0] == accept
    assert quads(answer) == {("http://e/a", "http://e/q", "http://e/b", ""), ("http://e/b", TYPE, "http://e/C", "")}


def test_the_merge_states_each_thing_once(client):
    assert get(client, "/graph-store?default", NTRIPLES).text.count(" .\n") == 4


@pytest.mark.parametrize("accept", [TRIG, NQUADS, JSONLD])
def test_the_dataset_keeps_the_graphs_apart(client, accept):
    found = quads(get(client, "/graph-store", accept))
    assert len(found) == 5
    assert {graph for *_, graph in found} == {"http://g/1", "http://g/2"}


@pytest.mark.parametrize(
    ("asked", "accept", "status", "said"),
    [
        ("?graph=urn:none", TURTLE, 404, "there is no graph of that name"),
        ("?graph=urn:a&default", TURTLE, 400, "give one graph: graph=IRI, or default, which has no value"),
        ("?graph=urn:a&graph=urn:b", TURTLE, 400, "give one graph: graph=IRI, or default, which has no value"),
        ("?default=1", TURTLE, 400, "give one graph: graph=IRI, or default, which has no value"),
        ("?graph=", TURTLE, 400, "the value of graph is no absolute IRI of a graph"),
        ("?graph=file:///etc/passwd", TURTLE, 400, "the value of graph is no absolute IRI of a graph"),
        ("?query=ASK{}", TURTLE, 400, "a graph is named by graph=IRI or by default, and 1 other parameters are given"),
        ("?graph=%ZZ", TURTLE, 400, "a percent sign in the address is not followed by two hexadecimal digits"),
        ("?default", "image/png", 406, None),
        ("", TURTLE, 406, None),
    ],
)
def test_what_is_not_there_is_told(client, asked, accept, status, said):
    answer = get(client, f"/graph-store{asked}", accept)
    assert answer.status_code == status
    assert said is None or answer.text == said + "\n"
    assert client.head(f"/graph-store{asked}", headers={"Accept": accept}).status_code == status


def test_graphs_are_not_written(client):
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert client.request(method, "/graph-store?graph=urn:a", content="<urn:a> <urn:b> 1 .").status_code == 405


@pytest.mark.parametrize("accept", [TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS])
def test_the_service_describes_itself(client, accept):
    answer = get(client, "/sparql", accept)
    assert answer.headers["content-type"].split(";")[0] == accept
    found = {quad[:3] for quad in quads(answer)}
    at = "http://kg.test/sparql"
    assert {(at, TYPE, SD + "Service"), (at, SD + "endpoint", at), (at, SD + "supportedLanguage", SD + "SPARQL11Query")} <= found
    assert {(s, o) for s, p, o in found if p == SD + "name"} == {(f"{at}#named-1", "http://g/1"), (f"{at}#named-2", "http://g/2")}
    assert {(s, o) for s, p, o in found if p == VOID + "triples"} == {
        (f"{at}#default-graph", "4"),
        (f"{at}#graph-1", "3"),
        (f"{at}#graph-2", "2"),
    }
    assert not any("Update" in o or "Federated" in o for _, _, o in found)


def test_the_graph_is_described(client):
    found = {(p.removeprefix(VOID), o) for s, p, o, _ in quads(get(client, "/.well-known/void")) if s.endswith("#graph")}
    assert {("triples", "4"), ("distinctSubjects", "2"), ("distinctObjects", "4"), ("properties", "3"), ("classes", "1")} <= found
    assert {("sparqlEndpoint", "http://kg.test/sparql"), ("dataDump", "http://kg.test/graph-store")} <= found
    parts = {(s, p.removeprefix(VOID), o) for s, p, o, _ in quads(get(client, "/.well-known/void")) if "#class-" in s}
    assert {("http://kg.test/.well-known/void#class-1", "class", "http://e/C")} < parts


def test_a_browser_gets_a_description_to_read(client):
    for path in ("/sparql", "/.well-known/void"):
        answer = get(client, path, "text/html,application/xhtml+xml")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
        assert get(client, path, "image/png").status_code == 406


def test_the_address_outside_is_that_which_is_given(tmp_path):
    with serving(stored(tmp_path), known="https://data.example/kg") as client:
        assert "<https://data.example/kg/sparql> a sd:Service" in get(client, "/sparql").text
        asked = client.get("/sparql", params={"query": "SELECT (<x> AS ?x) {}"}, headers={"Accept": "text/csv"})
        assert asked.text == "x\r\nhttps://data.example/kg/x\r\n"


def test_a_graph_that_cannot_be_counted_in_time_goes_without(tmp_path):
    with serving(stored(tmp_path)) as client:
        pool = client.app.state.pool
        real = pool._answer

        async def late(job):
            told = await real(job)
            return type(told)("time", "late") if job.query and "COUNT" in job.query else told

        pool._answer = late
        found = quads(get(client, "/.well-known/void"))
        assert not any(p == VOID + "triples" for _, p, _, _ in found)
        assert quads(get(client, "/sparql"))
