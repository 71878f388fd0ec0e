"""A SPARQL server answers as a folder does; whatever is wrong with it is said in one sentence with its URL."""

import base64
import json
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

import kg
from kg import endpoint, remote
from kg.census import census
from kg.graph import Graph, folder_of
from kg.project import ProjectError
from kg.project import find as project_of
from kg.rdf import XSD, Iri, Literal
from kg.remote import Remote
from kg.store import Answer, QueryError, Store
from kg.versions.contents import Contents
from kg.vocab import BASE
from tests.conftest import ROOT

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LINES = [
    f'<http://a> <http://p> "x"@en <{BASE}g> .\n',
    f'<http://a> <http://p> "1.5"^^<{XSD}decimal> <{BASE}g> .\n',
    f"<http://a> <http://q> <http://b> <{BASE}g> .\n",
    f"<http://a> <http://q> <http://b> <{BASE}h> .\n",
    f"<http://a> <{TYPE}> <http://C> <{BASE}g> .\n",
    f"<http://a> <{TYPE}> <http://C> <{BASE}h> .\n",
]
ALL = "SELECT * { ?s ?p ?o }"
JSON_RESULTS = "application/sparql-results+json"


class Union(Store):
    """A store whose default graph has a statement of two graphs twice, as some servers do."""

    def query(self, text):
        return Answer(self._engine.query(text, use_default_graph_as_union=True))


class Handler(BaseHTTPRequestHandler):
    """Answers queries from the stores of its server by path, and misbehaves on the paths that are callables there."""

    def do_GET(self):
        self.answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self):
        self.answer(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

    def answer(self, sent):
        self.server.asked.append((self.command, sent, self.headers["Accept"]))
        found = self.server.paths[urlsplit(self.path).path]
        if not isinstance(found, Store):
            found(self)
            return
        try:
            answer = found.query(sent["query"][0])
        except QueryError as error:
            self.say(400, "text/plain", f"\n{error}\nand more")
            return
        if answer.kind == "triples":
            self.say(200, "application/n-triples", answer.serialize("nt"))
        else:
            self.say(200, JSON_RESULTS, answer.serialize("json"))

    def say(self, status, media, text, length=None):
        body = text.encode()
        self.send_response(status)
        if media:
            self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Say nothing."""


def saying(*said, **options):
    return lambda handler: handler.say(*said, **options)


@pytest.fixture(scope="module")
def server():
    """A server on this machine; stores and misbehaviours go into its ``paths``, and ``asked`` is what it was asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running, pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        running.paths = {"/small": Store.in_memory(LINES)}
        running.asked = []
        running.url = f"http://127.0.0.1:{running.server_port}"
        thread = threading.Thread(target=running.serve_forever, args=(0.05,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def small(server):
    """A small store on the server, which nobody has asked yet."""
    server.asked.clear()
    return Remote(f"{server.url}/small")


@pytest.fixture(scope="module")
def url(server, graph):
    """Where the store of the seeds is on the server."""
    server.paths["/sparql"] = graph.store
    return f"{server.url}/sparql"


def failing(server, behaviour, text=ALL, seconds=5.0):
    """What a question to a server that behaves so raises."""
    server.paths["/wrong"] = behaviour
    with pytest.raises(ProjectError) as error:
        Remote(f"{server.url}/wrong").ask(text, seconds)
    address, _, said = str(error.value).partition("/wrong: ")
    assert address == server.url
    return type(error.value), said


def test_rows_truth_and_triples_are_those_of_a_folder(small):
    local = Store.in_memory(LINES)
    for order in ("?p ?o", "DESC(?o)"):
        assert small.select(f"{ALL} ORDER BY {order}") == local.select(f"{ALL} ORDER BY {order}")
    assert small.query("SELECT ?none ?s { ?s <http://q> ?o }").variables == ["none", "s"]
    assert (bool(small.query("ASK { <http://a> ?p ?o }")), bool(small.query("ASK { <http://z> ?p ?o }"))) == (True, False)
    made = "CONSTRUCT { ?s <http://r> ?o } WHERE { ?s ?p ?o }"
    assert sorted(small.query(made).triples(), key=str) == sorted(local.query(made).triples(), key=str)
    assert list(small.query("DESCRIBE <http://nothing>").triples()) == []
    assert (small.graphs(), len(small), small.manifest) == ([Iri(f"{BASE}g"), Iri(f"{BASE}h")], 6, {})
    assert small.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").serialize("csv") == "n\r\n4\r\n"


def test_terms_are_spelled_as_in_a_folder(server):
    cells = [
        {"type": "literal", "value": "1.50", "datatype": f"{XSD}decimal"},
        {"type": "typed-literal", "value": "x", "datatype": f"{XSD}string"},
        {"type": "literal", "value": "y", "xml:lang": "en"},
        {"type": "bnode", "value": "b"},
    ]
    told = {"head": {"vars": ["v"]}, "results": {"bindings": [*({"v": cell} for cell in cells), {}]}}
    server.paths["/terms"] = saying(200, JSON_RESULTS, json.dumps(told))
    rows = Remote(f"{server.url}/terms").ask(ALL)
    terms = [Literal("1.5", f"{XSD}decimal"), Literal("x"), Literal("y", "", "en"), Iri("_:b")]
    assert rows.terms == [*({"v": term} for term in terms), {}]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("recommendations_by_theme", {"theme": "early-help"}),
        ("role_holders_at_date", {"date": "2021-07-27"}),
        ("findings_of_document", {}),
        ("figures_of_indicator", {}),
    ],
)
def test_a_stored_question_has_the_same_answer_from_folder_and_server(graph, url, question, values):
    there = kg.open(url, ROOT).answer(question, values)
    here = graph.answer(question, values)
    assert (there.variables, there.rows, there.given) == (here.variables, here.rows, here.given)
    assert there.rows


def test_coverage_and_network_are_the_same_from_folder_and_server(graph, url):
    there = Graph.open(url, ROOT)
    assert census(there.store, there.project) == census(graph.store, graph.project)
    one, other = there.network(as_of="2016-01-01"), graph.network(as_of="2016-01-01")
    assert sorted(one.edges(data="quote")) == sorted(other.edges(data="quote"))
    assert one.number_of_edges() > 10


def test_ad_hoc_queries_know_the_prefixes_and_are_cut(url, graph):
    query = "SELECT ?f { ?f a los:Finding } ORDER BY ?f"
    there = Graph.open(url, ROOT)
    assert there.sparql(query) == graph.sparql(query)
    cut = there.sparql(query, most_rows=3)
    assert (len(cut), cut.cut, cut.terms) == (3, True, there.sparql(query).terms[:3])
    assert there.sparql("ASK { ?f a los:Finding }", most_rows=1).truth
    assert there.sparql("CONSTRUCT { ?f a los:Finding } WHERE { ?f a los:Finding }", most_rows=2).cut


def test_short_queries_are_got_and_long_ones_posted_with_nothing_else(small, server):
    small.ask("# to add a row, ask\n# and drop what is not asked\nSELECT * { ?s ?p ?o }")
    small.ask("CONSTRUCT WHERE { ?s ?p ?o }")
    small.ask(f"{ALL} #{'x' * 2000}")
    Remote(f"{small.url}?key=1").ask("ASK {}")
    assert [(method, sorted(sent), accept) for method, sent, accept in server.asked] == [
        ("GET", ["query"], JSON_RESULTS),
        ("GET", ["query"], "application/n-triples"),
        ("POST", ["query"], JSON_RESULTS),
        ("GET", ["key", "query"], JSON_RESULTS),
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("INSERT DATA { <http://a> <http://b> <http://c> }", "INSERT would change the graph"),
        ("# SELECT\nPREFIX x: <http://x> DROP ALL", "DROP would change the graph"),
        ("SELECT * { SERVICE <http://127.0.0.1/> {} }", "asks another server (SERVICE)"),
        ("hello", "this is no SPARQL query"),
    ],
)
def test_only_questions_are_sent(small, server, query, said):
    for ask in (small.ask, small.query):
        with pytest.raises(ProjectError) as error:
            ask(query)
        assert said in str(error.value)
    assert [sent["query"] for _, sent, _ in server.asked if sent["query"] != [remote._LAYOUT]] == []


def test_a_default_graph_that_is_not_the_merge_is_told_by_the_first_question(server, small):
    quads = "".join(LINES)
    apart, only = ox.Store(), ox.Store()
    apart.load(quads.encode(), format=ox.RdfFormat.N_QUADS)
    only.load(quads.replace(f" <{BASE}g>", "").replace(f" <{BASE}h>", "").encode(), format=ox.RdfFormat.N_TRIPLES)
    only.load(f"<{BASE}def/a> <{TYPE}> <http://C> .".encode(), format=ox.RdfFormat.N_TRIPLES)
    merge = "; the server's default graph must be the merge of the named graphs"
    load = " there, not the named graphs of the project; load the N-Quads that kg export writes"
    for found, said in (
        (Store(apart), f"the default graph leaves out what is in named graphs{merge}"),
        (Union(apart), f"the default graph has a statement of two graphs twice{merge}, each statement once"),
        (Store(only), f"only a default graph is{load}"),
        (Store(ox.Store()), f"no graph is{load}"),
    ):
        server.paths["/other"] = found
        with pytest.raises(ProjectError) as error:
            Remote(f"{server.url}/other").select(ALL)
        assert str(error.value) == f"{server.url}/other: {said}"
    small.select(ALL)
    small.select(ALL)
    assert [sent["query"] for _, sent, _ in server.asked[4:]] == [[remote._LAYOUT], [ALL], [ALL]]


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (400, QueryError, "the server does not accept the query: no such thing"),
        (401, ProjectError, "the server asks for a user name and a password; KG_STORE_USER and KG_STORE_PASSWORD give them"),
        (403, ProjectError, "the server answers with HTTP status 403 (Forbidden): no such thing"),
        (
            404,
            ProjectError,
            "nothing is at this address (HTTP status 404 (Not Found)); is the path another, such as /sparql or /query?",
        ),
        (414, ProjectError, "the server answers with HTTP status 414 (Request-URI Too Long): no such thing"),
        (500, ProjectError, "the server answers with HTTP status 500 (Internal Server Error): no such thing"),
        (503, ProjectError, "the server answers with HTTP status 503 (Service Unavailable): no such thing"),
        (504, ProjectError, "the server ended the query before it was done (HTTP status 504 (Gateway Timeout)): no such thing"),
    ],
)
def test_a_status_of_http_is_told(server, status, kind, said):
    assert failing(server, saying(status, "text/plain", "\n no  such thing \nat line 3")) == (kind, said)


def test_a_page_in_place_of_a_reason_is_left_out(server):
    said = "the server does not accept the query"
    assert failing(server, saying(400, "text/html", "<html>")) == (QueryError, said)
    assert failing(server, saying(400, "text/html", "")) == (QueryError, said)


HEAD = '{"head": {"vars": ["s"]}, "results": {"bindings": ['


@pytest.mark.parametrize(
    ("query", "media", "body", "wanted"),
    [
        (ALL, "text/html; charset=utf-8", "<html>A page</html>", "SPARQL results in JSON"),
        (ALL, JSON_RESULTS, HEAD, "SPARQL results in JSON"),
        (ALL, JSON_RESULTS, "[" * 200_000, "SPARQL results in JSON"),
        (ALL, JSON_RESULTS, "[]", "SPARQL results in JSON"),
        (ALL, JSON_RESULTS, '{"head": {}, "boolean": true}', "SPARQL results in JSON"),
        (ALL, JSON_RESULTS, HEAD + '{"t": {"type": "uri", "value": "x"}}]}}', "SPARQL results in JSON"),
        (ALL, JSON_RESULTS, HEAD + '{"s": {"type": "uri", "value": 1}}]}}', "SPARQL results in JSON"),
        (ALL, JSON_RESULTS, HEAD + '{"s": {"type": "triple", "value": "x"}}]}}', "SPARQL results in JSON"),
        (ALL, JSON_RESULTS, HEAD + '{"s": "x"}]}}', "SPARQL results in JSON"),
        ("ASK {}", JSON_RESULTS, '{"head": {}, "boolean": "yes"}', "SPARQL results in JSON"),
        ("ASK {}", JSON_RESULTS, HEAD + "]}}", "SPARQL results in JSON"),
        ("DESCRIBE <http://a>", "text/turtle", "@prefix a: <http://a> .", "N-Triples"),
        ("DESCRIBE <http://a>", "application/n-triples", "<http://a> <http://b> <http", "N-Triples"),
        ("DESCRIBE <http://a>", "application/n-triples", "<http://a> <http://b c> <http://d> .", "N-Triples"),
        ("DESCRIBE <http://a>", "", "hello", "N-Triples"),
    ],
)
def test_what_is_no_answer_is_told(server, query, media, body, wanted):
    named = media.partition(";")[0] or "of no type"
    said = f"the answer, {named}, cannot be read as {wanted}; is this the URL of a SPARQL server?"
    assert failing(server, saying(200, media, body), query) == (ProjectError, said)


def test_comments_and_blank_lines_in_n_triples_are_no_statements(server):
    server.paths["/nt"] = saying(200, "application/n-triples", "# one\r\n\r\n<http://a> <http://b> _:c .\r\n")
    rows = Remote(f"{server.url}/nt").ask("CONSTRUCT WHERE { ?s ?p ?o }")
    assert rows.terms == [{"subject": "http://a", "predicate": "http://b", "object": "_:c"}]


def test_an_answer_that_ends_early_is_told(server):
    said = (ProjectError, "the connection ended before the answer did")
    assert failing(server, saying(200, "application/n-triples", "", length=9), "DESCRIBE <http://a>") == said


def test_an_answer_that_is_too_large_is_told(server, monkeypatch):
    monkeypatch.setattr(endpoint, "MOST_BYTES", 1024**2)
    assert failing(server, saying(200, JSON_RESULTS, " " * (1024**2 + 1))) == (
        ProjectError,
        "the answer has more than 1 MB; ask for less",
    )


def test_a_server_that_takes_too_long_is_left(server):
    done = threading.Event()

    def dribble(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            if not done.wait(0.05):
                handler.wfile.write(b" ")

    said = (ProjectError, "the server did not answer in full within 0.5 seconds (--seconds gives it more)")
    for behaviour in (lambda handler: done.wait(10), dribble):
        started = time.monotonic()
        assert failing(server, behaviour, seconds=0.5) == said
        assert time.monotonic() - started < 3
    done.set()


def test_a_place_without_server_is_told(server):
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as gone:
        address = f"http://127.0.0.1:{gone.server_port}/sparql"
    with pytest.raises(ProjectError) as error:
        Remote(address).select(ALL)
    assert str(error.value) == f"{address}: no answer from a server there (Connection refused)"


@pytest.mark.parametrize("place", ["http://", "https:///sparql", "http://a:port/", "http://[a/", "http://a b/", "http://a/\u00e9"])
def test_what_is_no_url_is_told(place):
    with pytest.raises(ProjectError) as error:
        Graph.open(place, ROOT)
    assert str(error.value) == f"{place}: this is no URL of a server"


def asking(handler):
    """Answers who is ``me`` and knows the password, and tells others, with what they sent, that they do not."""
    sent = handler.headers["Authorization"]
    handler.server.authorized.append(sent)
    if sent == f"Basic {base64.b64encode('me:s3cret/€@'.encode()).decode()}":
        handler.say(200, JSON_RESULTS, '{"boolean": true}')
    else:
        handler.say(401, "text/plain", f"not you: {base64.b64decode((sent or '').partition(' ')[2]).decode()}")


@pytest.fixture
def closed(server, monkeypatch):
    """A server that asks for a password, from nobody yet."""
    for name in (endpoint.USER, endpoint.PASSWORD):
        monkeypatch.delenv(name, raising=False)
    server.authorized, server.paths["/closed"] = [], asking
    return server


@pytest.mark.parametrize("long", ["", "x" * 2000])
@pytest.mark.parametrize("environment", [True, False])
def test_a_password_of_the_url_or_the_environment_opens_a_server(closed, monkeypatch, environment, long):
    address = f"{closed.url}/closed"
    if environment:
        monkeypatch.setenv(endpoint.USER, "me")
        monkeypatch.setenv(endpoint.PASSWORD, "s3cret/€@")
    else:
        address = address.replace("//", "//me:s3cret%2F%E2%82%AC%40@")
    graph = Graph.open(address, ROOT)
    assert graph.store.ask(f"ASK {{}} #{long}")
    assert (graph.place, graph.store.url) == (f"{closed.url}/closed",) * 2
    assert len(closed.authorized) == 1


def test_a_password_that_is_missing_or_wrong_is_told_and_never_printed(closed, kg_command):
    with pytest.raises(ProjectError) as error:
        Remote(f"{closed.url}/closed").ask("ASK {}")
    assert str(error.value).endswith(
        "the server asks for a user name and a password; KG_STORE_USER and KG_STORE_PASSWORD give them"
    )
    assert closed.authorized == [None]
    wrong = f"{closed.url}/closed".replace("//", "//me:hunter2@")
    done = kg_command("sparql", "ASK {}", "--store", wrong)
    said = f"kg: {closed.url}/closed: the server does not take the user name and the password that were given\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


@pytest.mark.parametrize(
    "place",
    [
        "https://me:hunter2@127.0.0.1:1/sparql",
        "https://me:hun#ter2@127.0.0.1:1/sparql",
        "https://me:hun/ter2@127.0.0.1:1/sparql",
        "https://me:hun?ter2@127.0.0.1:1/sparql",
        "https://me:hun@ter2@127.0.0.1:1/sparql",
        "https://me:hun ter2@127.0.0.1:1/sparql",
        "https://me:hünter2@127.0.0.1:1/sparql",
    ],
)
def test_a_password_is_in_no_message(place):
    for wanted in (lambda: Graph.open(place, ROOT).sparql("ASK {}", 1), lambda: folder_of(place), lambda: Contents.read(place)):
        with pytest.raises(ProjectError) as error:
            wanted()
        assert not {one for one in ("hun", "ter2", "me:") if one in str(error.value)}


def test_a_password_is_not_sent_to_where_a_server_sends_on(closed):
    def sending(handler):
        handler.send_response(302)
        handler.send_header("Location", "/closed?query=x")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    closed.paths["/sends"] = sending
    with pytest.raises(ProjectError, match="sends on to .*/closed; give that URL"):
        Remote(f"{closed.url}/sends".replace("//", "//me:s3cret@")).ask("ASK {}")
    assert closed.authorized == [None]


def test_a_user_name_has_no_colon(closed):
    with pytest.raises(ProjectError, match="a user name has no colon"):
        Remote(f"{closed.url}/closed".replace("//", "//a%3Ab:c@"))


def test_a_server_is_only_read(small, server):
    with pytest.raises(ProjectError, match="a server is only read"):
        small.extended(LINES)
    with pytest.raises(ProjectError) as error:
        folder_of(small.url)
    assert str(error.value) == f"{small.url}: a store is built in a folder, not on a server; give a folder"
    assert server.asked == []


def test_the_commands_ask_a_server(kg_command, url, built):
    for arguments in (
        ("ask", "recommendations_by_theme", "theme=early-help", "--quotes"),
        ("coverage", "--format", "csv"),
        ("network", "--top", "3"),
        ("sparql", "SELECT ?f { ?f a los:Finding } ORDER BY ?f", "--rows", "2", "--seconds", "30"),
    ):
        there = kg_command(*arguments, "--store", url, env={"no_proxy": "127.0.0.1"})
        here = kg_command(*arguments, "--store", built.place)
        assert (there.returncode, there.stdout, there.stderr) == (0, here.stdout, here.stderr)
        assert there.stdout


def test_a_store_is_not_built_on_a_server(kg_command, url):
    done = kg_command("build", env={"KG_STORE": url, "no_proxy": "127.0.0.1"})
    said = f"kg: {url}: a store is built in a folder, not on a server; give a folder\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_the_exports_of_a_server_are_those_of_the_folder(small, tmp_path):
    there = Graph.open(small.url, ROOT).export(tmp_path / "there")
    here = Graph(Store.in_memory(LINES), project_of(ROOT), ROOT).export(tmp_path / "here")
    assert [path.name for path in there] == [path.name for path in here]
    assert [path.read_bytes() for path in there] == [path.read_bytes() for path in here]
    assert (tmp_path / "there" / "line-of-sight.nq").read_text() == "".join(sorted(LINES))


def test_what_else_is_on_the_server_is_not_exported(server):
    other = "<http://other> <http://p> <http://other> <http://www.openlinksw.com/schemas/virtrdf#> .\n"
    server.paths["/shared"] = Store.in_memory([*LINES, other])
    assert Remote(f"{server.url}/shared").lines() == sorted(LINES)
    server.paths["/shared"] = Store.in_memory([other])
    with pytest.raises(ProjectError, match="/shared: no named graph of the project is there"):
        Remote(f"{server.url}/shared").lines()


def test_an_export_has_no_blank_node(server):
    server.paths["/blank"] = Store.in_memory([f"_:b <http://p> <http://o> <{BASE}g> .\n"])
    with pytest.raises(ProjectError, match=f"/blank: a blank node is in {BASE}g; kg builds none"):
        Remote(f"{server.url}/blank").lines()


def test_a_graph_that_changes_while_it_is_read_is_told(server):
    class Changing(Store):
        def query(self, text):
            answer = super().query(text)
            self.extended([f"<http://a> <http://p> <http://{len(self)}> <{BASE}g> .\n"])
            return answer

    server.paths["/changing"] = Changing(Store.in_memory(LINES)._engine)
    with pytest.raises(ProjectError, match="/changing: the graph there changed while it was read; try again"):
        Remote(f"{server.url}/changing").lines()


def test_a_store_of_another_version_is_told(small, url):
    question = "PREFIX los: <https://w3id.org/line-of-sight/def/> SELECT * { ?s los:evidence ?o } LIMIT 1"
    assert Remote(url).select(question)
    with pytest.raises(ProjectError) as error:
        small.select(question)
    assert str(error.value) == (
        f"{small.url}: the store there does not know los:evidence, of which is asked: another version of kg built it;"
        " build and load it anew"
    )


def test_an_engine_that_does_not_keep_to_sparql_is_remarked(server, graph, kg_command):
    class Careless(Store):
        def query(self, text):
            return super().query(text.replace("7 / 2 = 3.5", "false").replace("(UNDEF UNDEF)", "(1 UNDEF)"))

    server.paths["/careless"] = Careless(graph.store._engine)
    place = f"{server.url}/careless"
    said = (
        "the server takes what is not bound for bound and divides whole numbers without their fractions, which SPARQL does not:"
        " rows may be wrong, ask a folder to be sure"
    )
    assert Graph.open(place, ROOT).answer("rules", {}).notes[0] == said
    assert graph.answer("rules", {}).remarks == ()
    told = kg_command("network", "--store", place, "--top", "1", env={"no_proxy": "127.0.0.1"})
    assert (told.returncode, told.stderr) == (0, f"kg: {said}\n")


def test_a_busy_server_is_asked_again_when_it_says(server):
    again = iter([("503", "1"), ("429", "0"), None])

    def busy(handler):
        if (wait := next(again)) is None:
            handler.say(200, JSON_RESULTS, '{"boolean": true}')
            return
        handler.send_response(int(wait[0]))
        handler.send_header("Retry-After", wait[1])
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.paths["/busy"] = busy
    assert Remote(f"{server.url}/busy").ask("ASK {}", 10).truth
    again = iter([("503", "100")])
    assert failing(server, busy) == (ProjectError, "the server answers with HTTP status 503 (Service Unavailable)")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("query", ["ASK {}", f"ASK {{}} #{'x' * 2000}"])
def test_where_a_server_sends_on_to_is_told(server, status, query):
    def sending(handler):
        handler.send_response(status)
        handler.send_header("Location", "/elsewhere?query=x")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.paths["/elsewhere"] = saying(200, JSON_RESULTS, '{"boolean": true}')
    said = f"the server sends on to {server.url}/elsewhere; give that URL"
    assert failing(server, sending, query) == (ProjectError, said)


def test_an_answer_that_a_server_cut_for_its_time_is_told(server):
    def partly(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", JSON_RESULTS)
        handler.send_header("X-SQL-State", "S1TAT")
        handler.send_header("X-SQL-Message", "RC...: Returning incomplete results, query interrupted.  Activity:  1 rnd")
        handler.end_headers()
        handler.wfile.write(f"{HEAD}]}}}}".encode())

    said = "the server ended the query before it was done (S1TAT RC...: Returning incomplete results, query interrupted.)"
    assert failing(server, partly) == (ProjectError, said)


def test_no_encryption_where_it_is_asked_for_is_told(server):
    address = server.url.replace("http:", "https:") + "/small"
    with pytest.raises(ProjectError, match=f"{address}: no encrypted connection comes about .*; is it an address with http://"):
        Remote(address).ask("ASK {}")


def test_the_proxy_on_the_way_is_named(server, monkeypatch):
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as gone:
        proxy = f"127.0.0.1:{gone.server_port}"
    monkeypatch.setenv("http_proxy", f"http://me:secret@{proxy}")
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setattr(urllib.request, "_opener", None)  # it keeps the proxies of its first request
    with pytest.raises(ProjectError) as error:
        Remote("http://kg.test/sparql").ask("ASK {}")
    assert str(error.value) == (
        f"http://kg.test/sparql: no answer from a server there (Connection refused), asked through the proxy {proxy}"
    )


@pytest.mark.parametrize("command", ["ask", "sparql", "network", "export", "coverage", "validate"])
def test_every_command_that_asks_a_server_has_a_time_limit(kg_command, server, command):
    done = threading.Event()
    server.paths["/slow"] = lambda handler: done.wait(20)
    given = {"ask": ["bodies"], "sparql": ["ASK {}"]}.get(command, [])
    place = f"{server.url}/slow"
    told = kg_command(command, *given, "--store", place, "--seconds", "0.3", env={"no_proxy": "127.0.0.1"})
    done.set()
    said = f"kg: {place}: the server did not answer in full within 0.3 seconds (--seconds gives it more)\n"
    assert (told.returncode, told.stdout, told.stderr) == (1, "", said)
