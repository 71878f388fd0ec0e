"""The SPARQL 1.1 Protocol: how a query comes, in what the answer is given, and what is refused."""

import json

import pyoxigraph as ox
import pytest

from tests.serving import CSV, JSON, JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TSV, TURTLE, XML, serving, stored

ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s <http://e/made> ?o } { ?s <http://e/q> ?o }"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(stored(tmp_path_factory.mktemp("protocol"))) as client:
        yield client


def ask(client, query, accept=JSON, **more):
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def count(client, query=COUNT, **more):
    return int(ask(client, query, **more).json()["results"]["bindings"][0]["n"]["value"])


def test_a_query_comes_in_three_ways(client):
    got = ask(client, COUNT)
    form = client.post("/sparql", data={"query": COUNT}, headers={"Accept": JSON})
    body = client.post(
        "/sparql", content=COUNT, headers={"Accept": JSON, "Content-Type": "Application/SPARQL-Query; charset=UTF-8"}
    )
    assert got.status_code == form.status_code == body.status_code == 200
    assert got.json() == form.json() == body.json()
    assert got.json()["results"]["bindings"][0]["n"]["value"] == "4"  # the merge of the graphs


def test_rows_come_in_four_formats(client):
    query = 'SELECT ?a ?b { VALUES (?a ?b) { (<urn:a> "x, \\"y\\"\\n"@en) (UNDEF 1.5) } }'
    assert ask(client, query).json()["results"]["bindings"] == [
        {"a": {"type": "uri", "value": "urn:a"}, "b": {"type": "literal", "value": 'x, "y"\n', "xml:lang": "en"}},
        {"b": {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}},
    ]
    assert ask(client, query, XML).text.count("<result>") == 2
    csv, tsv = ask(client, query, CSV), ask(client, query, TSV)
    assert csv.text == 'a,b\r\nurn:a,"x, ""y""\n"\r\n,1.5\r\n'
    assert tsv.text == '?a\t?b\n<urn:a>\t"x, \\"y\\"\\n"@en\n\t1.5\n'
    assert (csv.headers["content-type"], tsv.headers["content-type"]) == (f"{CSV}; charset=utf-8", f"{TSV}; charset=utf-8")


@pytest.mark.parametrize(("accept", "said"), [(JSON, '{"head":{},"boolean":true}'), (CSV, "true"), (TSV, "true")])
def test_a_truth_comes_in_the_same_formats(client, accept, said):
    assert ask(client, "ASK {}", accept).text == said


@pytest.mark.parametrize("accept", [TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS])
def test_triples_come_in_six_formats(client, accept):
    answer = ask(client, CONSTRUCT, accept)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, accept)
    (made,) = ox.parse(answer.content, format=ox.RdfFormat.from_media_type(accept))
    assert (made.subject.value, made.predicate.value, made.object.value) == ("http://e/a", "http://e/made", "http://e/b")
    assert str(made.graph_name) == "DEFAULT"


def test_a_thing_is_described(client):
    described = ask(client, "DESCRIBE <http://e/b>", TURTLE).text
    assert described.endswith("<http://e/b> a <http://e/C> .\n")
    assert ask(client, "DESCRIBE <http://e/none>", NTRIPLES).text == ""


def test_what_no_format_can_hold_is_refused_in_that_format_alone(client):
    for query in ("CONSTRUCT { <urn:a> <http://e/1> 1 } {}", "CONSTRUCT { <urn:a> <http://e/p/> 1 } {}"):
        refused = ask(client, query, RDFXML)
        assert (refused.status_code, refused.text.startswith("RDF/XML has no way to write the property")) == (406, True)
        assert ask(client, query, TURTLE).status_code == 200
    refused = ask(client, 'SELECT ("\\u0001" AS ?x) {}', XML)
    assert (refused.status_code, refused.text) == (406, "a character of the answer may not stand in XML; ask for another format\n")
    assert ask(client, 'SELECT ("\\u0001" AS ?x) {}', JSON).status_code == 200


def test_what_is_not_offered_is_told_with_what_is(client):
    answer = ask(client, ALL, "image/png")
    assert answer.status_code == 406
    assert "it is in: application/sparql-results+json, application/sparql-results+xml, text/csv" in answer.text
    assert ask(client, ALL, TURTLE).status_code == ask(client, CONSTRUCT, JSON).status_code == 406


def test_a_bad_query_is_told_by_its_place(client):
    for answer in (
        ask(client, "SELECT *\n{ ?s rdfs:label }"),
        client.post("/sparql", data={"query": "SELECT *\n{ ?s rdfs:label }"}),
        client.post("/sparql", content="SELECT *\n{ ?s rdfs:label }", headers={"Content-Type": "application/sparql-query"}),
    ):
        assert (answer.status_code, answer.text) == (400, "the query does not parse: line 2, column 17, near '}'\n")
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert ask(client, "<script>alert(1)</script>", "text/html").headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "there is no query: give the parameter query"),
        ("  ", "there is no query: give the parameter query"),
        ("{" * 300, "line 1 of the query nests more than 200 brackets, too deep to be read"),
        ("ASK {\0}", "the address has a null byte"),
        ("nonsense", "this is no SPARQL query: no SELECT, ASK, CONSTRUCT or DESCRIBE at its beginning"),
    ],
)
def test_what_is_no_query_is_a_sentence(client, query, said):
    answer = ask(client, query)
    assert (answer.status_code, answer.text) == (400, said + "\n")


def test_a_query_is_given_once(client):
    answer = client.get("/sparql?query=ASK{}&query=ASK{}")
    assert (answer.status_code, answer.text) == (400, "the parameter query is given 2 times; give it once\n")
    both = client.post("/sparql?query=ASK{}", content="ASK {}", headers={"Content-Type": "application/sparql-query"})
    assert both.status_code == 400
    assert client.post("/sparql", data={"nothing": "1"}).status_code == 400


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <urn:a> <urn:b> 1 }", "DROP ALL", "LOAD <http://127.0.0.1:9/x>", "PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }"],
)
def test_updates_are_refused_however_they_come(client, update):
    answers = [
        client.post("/sparql", data={"update": update}),
        client.get("/sparql", params={"update": update}),
        client.post("/sparql", data={"query": "ASK {}", "update": update}),
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
        client.get("/sparql", params={"query": update}),
        client.post("/sparql", data={"query": update}),
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-query"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * len(answers)
    assert answers[0].text == "the graph is only read here, and updates are not accepted\n"
    assert "which is only read here: ask with SELECT, ASK, CONSTRUCT or DESCRIBE" in answers[-1].text


@pytest.mark.parametrize(
    "query", ["ASK {} ; INSERT DATA { <urn:a> <urn:b> 1 }", "ASK {}\nDROP ALL", "\\u0049NSERT DATA { <urn:a> <urn:b> 1 }"]
)
def test_an_update_that_is_hidden_in_a_query_does_not_parse(client, query):
    assert ask(client, query).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "ASK { \\u0053ERVICE <http://127.0.0.1:9/> {} }",
        "ASK { FILTER EXISTS { SERVICE<http://127.0.0.1:9/>{} } }",
        "ASK { #\r SERVICE <http://127.0.0.1:9/> {} }",
    ],
)
def test_questions_to_other_servers_are_refused(client, query):
    answer = ask(client, query)
    assert (answer.status_code, "asks another server (SERVICE), which is not done here" in answer.text) == (403, True)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { BIND("SERVICE <http://x/> {}" AS ?x) }',
        "ASK { # SERVICE <http://x/> {}\n }",
        "ASK { OPTIONAL { <urn:SERVICE> ?service ?insert } }",
        "PREFIX service: <urn:s:> ASK { OPTIONAL { ?s service:load ?o } OPTIONAL { GRAPH service:x { ?s ?p ?o } } }",
        "PREFIX drop: <urn:d:> ASK { FILTER NOT EXISTS { ?insert drop:all ?delete } }",
    ],
)
def test_words_of_updates_that_are_none_are_answered(client, query):
    answer = ask(client, query)
    assert (answer.status_code, answer.text) == (200, '{"head":{},"boolean":true}')


def test_the_dataset_is_what_the_request_names(client):
    one, two = "http://g/1", "http://g/2"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(client, **{"default-graph-uri": one}) == 3
    assert count(client, **{"default-graph-uri": [one, two]}) == 4  # what both state is there once
    assert count(client, named, **{"default-graph-uri": [one, two]}) == 0
    assert (count(client, **{"named-graph-uri": one}), count(client, named, **{"named-graph-uri": one})) == (0, 3)
    assert count(client, named, **{"default-graph-uri": [one, two], "named-graph-uri": two}) == 2
    assert count(client, "SELECT (COUNT(*) AS ?n) FROM <http://g/2> { ?s ?p ?o }", **{"default-graph-uri": one}) == 3
    assert count(client, **{"default-graph-uri": "urn:none"}) == 0
    body = client.post(
        "/sparql",
        params={"default-graph-uri": two},
        content=COUNT,
        headers={"Content-Type": "application/sparql-query", "Accept": JSON},
    )
    assert body.json()["results"]["bindings"][0]["n"]["value"] == "2"
    assert ask(client, COUNT, **{"default-graph-uri": "../x"}).status_code == 400


def test_graphs_that_a_query_names_are_merged_too(client):
    assert count(client, "SELECT (COUNT(*) AS ?n) FROM <http://g/1> FROM <http://g/2> { ?s ?p ?o }") == 4
    assert count(client, "BASE <http://g/> PREFIX g: <http://g/> SELECT (COUNT(*) AS ?n) FROM <1> FROM g:2 { ?s ?p ?o }") == 4
    query = "SELECT (COUNT(*) AS ?n) FROM <http://g/1> FROM <http://g/2> FROM NAMED <http://g/2> { GRAPH ?g { ?s ?p ?o } }"
    assert count(client, query) == 2


def test_prefixes_of_the_project_need_no_declaration_and_iris_are_resolved_against_the_endpoint(client):
    assert ask(client, "ASK { OPTIONAL { ?s los:document ?d ; rdfs:label ?l } }").json()["boolean"]
    assert ask(client, "SELECT (<x> AS ?x) {}").json()["results"]["bindings"][0]["x"]["value"] == "http://kg.test/x"


def test_a_function_that_is_not_known_has_no_value(client):
    answer = ask(client, "SELECT ?s (<urn:f>(?o) AS ?x) { ?s <http://e/q> ?o FILTER(BOUND(?s) || <urn:g>()) }").json()
    assert answer["results"]["bindings"] == [{"s": {"type": "uri", "value": "http://e/a"}}]


@pytest.mark.parametrize(
    "media", ["text/plain", "application/json", "multipart/form-data; boundary=x", "", "application/sparql-query; charset=utf-16"]
)
def test_other_media_types_are_refused(client, media):
    answer = client.post("/sparql", content="ASK {}", headers={"Content-Type": media} if media else {})
    assert answer.status_code == 415


@pytest.mark.parametrize("content", [b"ASK {} #\xff", b"ASK {}\0"])
def test_bodies_that_are_no_text_are_refused(client, content):
    answer = client.post("/sparql", content=content, headers={"Content-Type": "application/sparql-query"})
    assert (answer.status_code, answer.text[:10]) == (400, "the query ")


def test_head_is_get_without_the_body(client):
    head, got = client.head("/sparql", params={"query": ALL}, headers={"Accept": CSV}), ask(client, ALL, CSV)
    assert (head.status_code, head.headers["content-type"]) == (200, got.headers["content-type"])
    assert head.headers["content-length"] == str(len(got.content))


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
        ("/graph-store", "GET, HEAD, OPTIONS"),
        ("/.well-known/void", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
    ],
)
def test_every_address_says_what_is_done_there(client, path, methods):
    asked = {"Origin": "http://app.example", "Access-Control-Request-Method": "POST"}
    options = client.options(path, headers=asked)
    assert (options.status_code, options.headers["allow"]) == (204, methods)
    assert options.headers["access-control-allow-methods"] == methods
    assert "content-type" in options.headers["access-control-allow-headers"].lower()
    for method in ("PUT", "DELETE", "PATCH", "FOO"):
        refused = client.request(method, path)
        assert (refused.status_code, refused.headers["allow"]) == (405, methods)


def test_every_answer_has_its_manners(client):
    for answer in (
        ask(client, ALL),
        ask(client, "BAD"),
        client.get("/none"),
        client.put("/sparql"),
        client.get("/"),
        client.get("/sparql"),
    ):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert ask(client, ALL).headers["vary"] == ask(client, "BAD").headers["vary"] == "Accept"


@pytest.mark.parametrize(
    "path", ["/none", "/sparql/", "/sparql%00", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/sparql/%0d%0aX-Evil:1"]
)
def test_nothing_else_is_there(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (404, "there is nothing at this address\n")


def test_what_should_not_happen_is_told_without_where_it_did(tmp_path, monkeypatch):
    from starlette.testclient import TestClient

    from kg.serving.app import application

    app = application(stored(tmp_path))
    with TestClient(app, raise_server_exceptions=False) as client:
        monkeypatch.setattr(app.state.pool, "answered", None)
        answer = client.get("/sparql?query=ASK{}")
    assert (answer.status_code, answer.text) == (500, "this should not happen; it is in the log of the service\n")


def test_json_is_what_others_read(client):
    assert json.loads(ask(client, ALL).content)["head"] == {"vars": ["s", "p", "o"]}
