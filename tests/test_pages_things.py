"""Every thing of the graph has an address: in which forms it answers, what a description holds, and what is on its page."""

import json
import re
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from kg.pages import description, entity, lists
from kg.pages.asked import Asked
from kg.pages.desk import Desk
from kg.pages.lists import PAGE
from kg.pages.showing import dated
from kg.project import find
from kg.queryfile import read
from kg.rdf import text
from kg.store import Store
from kg.vocab import BASE, DCTERMS, LOS, OA, RDFS, thing
from tests.papers import DOC, WORDS, at, fact, said, some
from tests.serving import serving, stored

FORMS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "trig": ("application/trig", ox.RdfFormat.TRIG),
}
BOARD = "/id/body/hill-board"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(stored(tmp_path_factory.mktemp("things"), sorted({*some()}))) as client:
        client.follow_redirects = False
        yield client


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(Store.in_memory(sorted({*some()})), find(), tmp_path_factory.mktemp("desk"))


def asked(desk, address, accept="text/html", **given):
    return desk.made(Asked("things.thing", {}, tuple(given.items()), accept, "http://kg.test", "", address))


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        (None, "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json, text/turtle;q=0.5", "jsonld"),
        ("text/html;q=0.1, application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("application/n-quads", "nq"),
        ("application/trig", "trig"),
    ],
)
def test_a_thing_leads_to_the_form_that_is_wanted(client: TestClient, accept, ending):
    for method in (client.get, client.head):
        answer = method(BOARD, headers={"Accept": accept} if accept else {"Accept": ""})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{BOARD}.{ending}")
        assert "Accept" in answer.headers["vary"]
    there = client.get(answer.headers["location"], headers={"Accept": accept or "*/*"})
    assert there.status_code == 200
    assert f'<{BOARD}>; rel="describes"' in there.headers["link"]
    assert client.head(answer.headers["location"]).headers["content-length"] == str(len(there.content))


def test_a_form_that_is_not_offered_is_refused_with_those_that_are(client: TestClient):
    answer = client.get(BOARD, headers={"Accept": "image/png"})
    assert (answer.status_code, "text/turtle" in answer.text) == (406, True)


def test_each_form_says_the_same(client: TestClient):
    graphs = []
    for ending, (media, form) in FORMS.items():
        answer = client.get(f"{BOARD}.{ending}", headers={"Accept": "text/html"})
        assert answer.headers["content-type"].split(";")[0] == media
        graphs.append({(one.subject.value, one.predicate.value, one.object) for one in ox.parse(answer.content, format=form)})
    assert graphs[0]
    assert all(graph == graphs[0] for graph in graphs)
    board = ox.NamedNode(BASE + BOARD[1:])
    words = {value.value for _, said, value in graphs[0] if said == OA.exact}
    assert words == {"Hill Board"}  # the words that it rests on are in the data
    assert {subject for subject, _, value in graphs[0] if value == board} == {
        BASE + "id/finding/a-paper/1.2/x.ttl",
        BASE + "id/meeting/hill-board-2031-05-03",
    }


def test_json_ld_has_a_context_of_what_it_uses_and_the_words_inside_the_fact(client: TestClient):
    told = json.loads(client.get(f"{BOARD}.jsonld").text)
    assert len(told["@context"]) < 40
    (board,) = [node for node in told["@graph"] if node["@id"] == "id:body/hill-board"]
    assert board["mainEvidence"]
    assert board["evidence"]["exact"] == "Hill Board"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib reads JSON-LD with it
def test_json_ld_is_in_the_default_graph_where_every_tool_looks_and_quads_keep_which_document_said_it(client: TestClient):
    read = rdflib.Graph().parse(data=client.get(f"{BOARD}.jsonld").text, format="json-ld")
    assert len(read) > 10
    assert isomorphic(read, rdflib.Graph().parse(data=client.get(f"{BOARD}.ttl").text, format="turtle"))
    for ending, form in (("trig", ox.RdfFormat.TRIG), ("nq", ox.RdfFormat.N_QUADS)):
        quads = [*ox.parse(client.get(f"{BOARD}.{ending}").content, format=form)]
        assert {quad.graph_name.value for quad in quads if quad.subject.value == BASE + BOARD[1:]} == {DOC}


@pytest.mark.parametrize("ending", ["", ".ttl", ".html"])
def test_an_ending_is_one_only_where_no_thing_has_it_in_its_name(client: TestClient, ending):
    odd = "/id/finding/a-paper/1.2/x.ttl"
    answer = client.get(odd + ending, headers={"Accept": "text/turtle"})
    assert answer.status_code == (200 if ending else 303)
    if not ending:
        assert answer.headers["location"] == f"{odd}.ttl"


@pytest.mark.parametrize(
    "address",
    [
        "/id/body/none",
        "/id/body/none.ttl",
        "/id/body/hill-board.pdf",
        "/id/",
        "/id/body/hill-board/",
        "/doc/none.html",
        "/code/x/y",
        "/id/" + quote("><script>alert(1)</script>"),
        "/id/a%0D%0ASet-Cookie:%20x=1",
        "/id/" + "x" * 3000,
        "/id/" + quote("a> } INSERT DATA { <b> <c> <d> } #"),
        "/id/..%2f..%2fetc%2fpasswd",
        "/id/%F0%9F%98%80",
    ],
)
def test_what_is_not_there_is_404_with_a_search_for_readers(client: TestClient, address):
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert 'action="/search"' in answer.text
    assert "<script>alert" not in answer.text
    assert "set-cookie" not in answer.headers


def test_a_passage_leads_to_the_reader_and_a_term_to_the_ontology(client: TestClient, desk):
    start, end = at(WORDS, "Hill Board")
    answer = client.get(f"/id/passage/a-paper/{start}-{end}")
    assert answer.headers["location"] == f"/doc/a-paper.html?passage={start}-{end}#p{start}-{end}"
    assert client.get(f"/id/passage/a-paper/{start}-{end}.nt").status_code == 200
    lines = said(LOS.Body, (RDFS.label, text("body", "en")), graph=DOC)
    made = asked(Desk(Store.in_memory(lines), desk.project, desk.graph.place), "/def/Body")
    assert dict(made.headers)["Location"] == "/ontology#Body"


def test_what_points_to_a_thing_is_given_so_many_at_a_time_and_none_twice(desk, monkeypatch):
    monkeypatch.setattr(description, "MOST_POINTING", 3)
    lines = [line for number in range(8) for line in said(thing("x", str(number)), (LOS.about, thing("body", "hub")))]
    store = Store.in_memory(sorted({*lines, *said(thing("body", "hub"), (RDFS.label, text("Hub", "en")))}))
    seen, first = [], 0
    for _ in range(3):
        found = description.described(store, BASE + "id/body/hub", first)
        seen += [quad.subject for quad in found.quads if quad.predicate == LOS.about]
        first = found.next
    assert first is None
    assert sorted(seen) == sorted({*seen})
    assert len(seen) == 8
    crowded = Desk(store, desk.project, desk.graph.place)
    made = asked(crowded, "/id/body/hub.ttl")
    assert made.body.startswith(
        b"# Of 8 statements that point to this, here are 1 to 3; the next are at http://kg.test/id/body/hub.ttl?from=3\n"
    )
    assert '<http://kg.test/id/body/hub.ttl?from=3>; rel="next"' in dict(made.headers)["Link"]
    assert asked(crowded, "/id/body/hub.ttl", **{"from": "x"}).status == 400


def test_shapes_have_addresses_too(client: TestClient):
    told = ox.parse(client.get("/shape/Person.ttl").content, format=ox.RdfFormat.TURTLE)
    assert ox.NamedNode(LOS.Person) in {one.object for one in told}
    assert client.get("/shape/Person.html").status_code == 200
    assert client.get("/shape/Nobody").status_code == 404


def test_a_page_lists_all_that_points_to_the_thing_with_the_words(desk):
    page = asked(desk, f"{BOARD}.html").body.decode()
    tree = LexborHTMLParser(page)
    links = {node.attributes["href"] for node in tree.css("main a")}
    assert {"/id/meeting/hill-board-2031-05-03.html", "/id/finding/a-paper/1.2/x.ttl.html", "/id/place/X1.html"} <= links
    start, end = at(WORDS, "The Hill Board met on 3 May 2031.")
    assert f"/doc/a-paper.html?passage={start}-{end}#p{start}-{end}" in links
    assert "3 May 2031" in tree.css_first("main").text()
    assert not tree.css("main hill, main em, main i, main script, [style], [onclick]")
    assert tree.css_first("h1").text() == "The <Hill> Board"


def test_a_long_list_is_folded_and_has_pages_of_its_own(tmp_path):
    board = thing("body", "hub")
    lines = said(board, (RDFS.label, text("Hub", "en")))
    for number in range(PAGE + 20):
        lines += fact(
            "finding", f"f/{number}", f"finding {number}", [(0, 5)], WORDS, (LOS.about, board), (LOS.number, text(str(number)))
        )
    desk = Desk(Store.in_memory(sorted({*lines})), find(), tmp_path)
    page = asked(desk, "/id/body/hub.html").body.decode()
    assert f"All {PAGE + 20}" in page
    seen = []
    for first in ("0", str(PAGE)):
        tree = LexborHTMLParser(asked(desk, "/id/body/hub.html", list="finding-about", **{"from": first}).body.decode())
        seen += [node.attributes["href"] for node in tree.css("tbody td a[href^='/id/finding/']")]
    assert seen == [f"/id/finding/f/{number}.html" for number in range(PAGE + 20)]
    assert asked(desk, "/id/body/hub.html", list="no-such").status == 404
    assert asked(desk, "/id/body/hub.html", list="finding-about", **{"from": "-1"}).status == 400


def test_a_list_that_is_cut_says_so(tmp_path, monkeypatch):
    hub = thing("body", "hub")
    lines = [line for number in range(9) for line in said(thing("x", str(number)), (LOS.about, hub))]
    desk = Desk(Store.in_memory(sorted({*lines, *said(hub, (RDFS.label, text("Hub", "en")))})), find(), tmp_path)
    assert "More than" not in asked(desk, "/id/body/hub.html").body.decode()
    monkeypatch.setattr(lists, "MOST", 8)
    monkeypatch.setattr(entity, "MOST", 8)
    assert "More than 8 statements point to it" in asked(desk, "/id/body/hub.html").body.decode()


def test_every_kind_of_thing_of_the_seeds_has_a_page_and_data(built):
    desk = Desk(Store.open(built.place), find(), built.place)
    rows = desk.store.select("SELECT ?kind (MIN(?s) AS ?one) { ?s a ?kind } GROUP BY ?kind")
    things = {str(row["one"]) for row in rows if str(row["one"]).startswith(BASE)} | {*map(str, desk.store.graphs())}
    assert len(things) > 40
    for iri in sorted(things):
        address = "/" + iri.removeprefix(BASE).partition("#")[0]
        made = asked(desk, f"{address}.html")
        assert made.status in {200, 303}, iri
        assert made.status == 303 or b"<h1>" in made.body
        links = re.findall(r' href="(#[^"]*)"', made.body.decode())
        assert links in ([], ["#main"]), iri  # every link leads somewhere
        assert asked(desk, f"{address}.nt").status == 200, iri


def test_pages_that_tell_more_tell_it(built):
    desk = Desk(Store.open(built.place), find(), built.place)

    def headings(address):
        tree = LexborHTMLParser(asked(desk, address).body.decode())
        return {re.sub(r"\s*[\d,]+$", "", node.text().strip()) for node in tree.css("h2")}

    def first(kind):
        rows = desk.store.select(
            f"SELECT ?s (COUNT(?x) AS ?n) {{ ?s a <{LOS[kind]}> . ?x ?p ?s }} GROUP BY ?s ORDER BY DESC(?n) ?s LIMIT 1"
        )
        return "/" + str(rows[0]["s"]).removeprefix(BASE) + ".html"

    assert {"Time line", "Roles"} <= headings(first("Person"))
    assert {"Time line", "How it was judged", "Findings by theme", "Inspections of it", "Recommendations to it"} <= headings(
        first("Council")
    )
    assert {"Judgements", "Recommendations", "Findings by theme", "Findings"} <= headings(first("FullInspection"))
    assert {"Agenda", "Who took part"} <= headings(first("Meeting"))
    assert {"What became of it"} <= headings(first("Recommendation"))
    assert {"Figures of this place", "Programmes at work here"} <= headings(first("Ward"))
    assert "Figures" in headings("/code/indicator/children-in-need.html")


def test_a_recommendation_has_on_its_page_the_days_of_the_questions_each_under_its_own_name(built):
    desk = Desk(Store.open(built.place), find(), built.place)
    query = f"SELECT ?s ?day {{ ?s a <{LOS.Recommendation}> ; <{LOS.madeIn}> ?in . ?in <{LOS.until}> ?until . ?s <{DCTERMS.issued}> ?day FILTER(?day != ?until) }} ORDER BY ?s LIMIT 1"
    (one,) = desk.store.select(query)
    (maker,) = desk.store.select(f"SELECT ?body {{ <{one['s']}> <{LOS.madeBy}> ?body }}")
    (text,) = desk.store.select(f"SELECT ?text {{ <{one['s']}> <{LOS.text}> ?text }}")
    rows = desk.graph.ask("recommendations_of_body", body=str(maker["body"]))
    (row, *_) = [row for row in rows if row["recommendation"] == text["text"].lexical]
    tree = LexborHTMLParser(asked(desk, "/" + str(one["s"]).removeprefix(BASE) + ".html").body.decode())
    told = {node.text(): node.next.text() for node in tree.css("dl.facts dt")}
    assert (told["inspected to"], told["published"]) == (dated(str(row["date"])), dated(str(row["published"])))
    assert not {"on date", "date"} & {*told}
    assert str(row["date"]) != str(row["published"])


def test_a_kind_without_a_plan_has_a_plain_page(desk):
    assert entity.page(desk, Asked("things.thing"), BASE + "id/place/X1", desk).status == 200


def test_the_queries_of_pages_are_stored_queries_whose_examples_have_answers(built):
    store, files = Store.open(built.place), sorted(find().root.glob("queries/pages/*.rq"))
    assert files
    for path in files:
        query = read(path)
        rows = store.select(query.text)
        assert rows, path.name
        assert set(query.columns) <= {name for row in rows for name in row}, path.name
