"""What was answered once: told by its tag, held in bounds, made anew when anything that it is made of is another."""

import json
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pages.asked import Asked
from kg.publishing import publish
from kg.serving.again import Held, Shelf
from kg.serving.answerer import Job
from kg.serving.edition import edition
from kg.serving.limits import Limits
from tests.serving import ENDLESS, LINES, NQUADS, SMALL, TURTLE, serving, stored, until

PAGE, ROWS = {"Accept": "text/html"}, {"Accept": "text/csv"}
ADDRESSES = [
    "/",
    "/search?words=x",
    "/questions",
    "/openapi.json",
    "/network.json",
    "/graph-store?default",
    "/.well-known/void",
    "/sparql",
]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(stored(tmp_path_factory.mktemp("again"))) as made:
        yield made


@pytest.fixture
def counted(client, monkeypatch):
    """How many jobs a process has been asked to do."""
    pool, jobs = client.app.state.pool, []
    asked = type(pool)._answer
    monkeypatch.setattr(type(pool), "_answer", lambda self, job: jobs.append(job) or asked(self, job))
    return jobs


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_an_answer_is_told_so_without_a_process(client, counted, address):
    first = client.get(address)
    tag = first.headers["etag"]
    assert first.status_code == 200
    assert tag.startswith('"')
    assert first.headers["cache-control"] == "no-cache"
    assert "Accept" in first.headers["vary"]
    before = len(counted)
    for said in (tag, f"W/{tag}", f'"a,b", {tag}'):
        for ask in (client.get, client.head):
            again = ask(address, headers={"If-None-Match": said})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag
            assert "content-security-policy" not in again.headers  # that of the page stays
    assert len(counted) == before
    for said in ('"x"', tag.strip('"'), f'W/"{tag}"'):
        assert client.get(address, headers={"If-None-Match": said}).status_code == 200


def test_a_page_is_made_once_for_all_who_get_the_same(client, counted):
    pages = [client.get("/documents", headers={"Accept": accept, "Host": host}) for accept in ("text/html", "*/*") for host in "ab"]
    assert len({page.content for page in pages}) == len(counted) == 1
    assert client.head("/documents").headers["content-length"] == str(len(pages[0].content))
    for host in ("a.test", "b.test", "a.test"):
        assert f"http://{host}" in client.get("/openapi.json", headers={"Host": host}).text
    assert len(counted) == 3


def test_each_form_has_a_tag_of_its_own(client):
    tags = {}
    for accept in ("text/html", "text/csv", "application/json"):
        answer = client.get("/questions/findings_by_theme", headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(accept)
        tags[accept] = answer.headers["etag"]
    assert len(set(tags.values())) == 3
    told = client.get("/questions/findings_by_theme", headers={"Accept": "text/csv", "If-None-Match": tags["text/html"]})
    assert told.status_code == 200
    assert (
        len({client.get("/graph-store?default", headers={"Accept": one}).headers["etag"] for one in (TURTLE, NQUADS, "*/*")}) == 3
    )


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/nothing", "text/html"),
        ("/id/body/none", "*/*"),
        ("/network?kind=x", "*/*"),
        ("/questions", "image/png"),
        ("/sparql?query=x", "*/*"),
    ],
)
def test_what_is_no_answer_is_not_held(client, counted, address, accept):
    for number in (1, 2):
        answer = client.get(address, headers={"Accept": accept, "If-None-Match": '"x"'})
        assert answer.status_code >= 400
        assert "etag" not in answer.headers
        assert len(counted) == number


def test_the_answer_to_a_query_of_the_clients_own_is_never_the_former(client):
    query = "SELECT (UUID() AS ?u) {}"
    for address in ("/sparql", "/query"):
        answers = [client.get(address, params={"query": query}, headers=PAGE if address == "/query" else {}) for _ in range(2)]
        assert "etag" not in answers[0].headers
        assert answers[0].text != answers[1].text


def test_what_was_stopped_is_not_held(tmp_path, monkeypatch):
    limits = Limits(**{**vars(SMALL), "seconds": 1.0})
    with serving(stored(tmp_path), limits) as client:
        late = client.get("/query", params={"query": ENDLESS}, headers=PAGE)
        assert late.status_code == 504
        assert "etag" not in late.headers


def test_a_new_version_has_other_tags_at_once(tmp_path):
    place = stored(tmp_path)
    with serving(place) as client:
        pool = client.app.state.pool
        former = {address: client.get(address).headers["etag"] for address in ADDRESSES}
        version = pool.version
        publish(place, [*LINES, LINES[0].replace('"x"@en', '"y"@en')], {})
        until(lambda: pool.version != version)
        for address, tag in former.items():
            answer = client.get(address, headers={"If-None-Match": tag})
            assert (answer.status_code, answer.headers["etag"] != tag) == (200, True)
        told = json.loads(client.get("/questions/findings_by_theme", headers={"Accept": "application/json"}).text)
        assert told["version"] == pool.version


def test_what_questions_and_terms_are_is_part_of_the_edition(tmp_path):
    version = stored(tmp_path).joinpath("current").resolve()
    project = tmp_path / "project"
    for name in ("queries/answers/x", "ontology", "mappings", "seeds"):
        (project / name).mkdir(parents=True)
    before = edition(version, project)
    assert before == edition(version, project)
    (project / "queries" / "answers" / "x" / "a.rq").write_text("ASK {}")
    between = edition(version, project)
    (project / "ontology" / "a.ttl").write_text("")
    assert len({before, between, edition(version, project)}) == 3


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3000), st.booleans())))
def test_a_shelf_never_has_more_than_it_may_and_gives_what_was_put_last(steps):
    shelf, put = Shelf(16 * 1024), {}
    for key, size, look in steps:
        if look:
            found = shelf.get(key)
            assert found is None or found is put[key]
        else:
            put[key] = Held("text/plain", (), bytes(size))
            shelf.put(key, put[key])
            assert (shelf.get(key) is put[key]) == (size <= shelf.each)
        assert shelf.size <= shelf.most
        assert len(shelf) <= 16


def test_what_nobody_asks_for_goes_first():
    shelf = Shelf(8 * 1024)
    for key in "abcdef":
        shelf.put(key, Held("", (), b""))
    assert shelf.get("a")
    for key in "ghi":
        shelf.put(key, Held("", (), b""))
    assert [key for key in "abcdefghi" if shelf.get(key)] == list("acdefghi")


def test_pages_are_made_before_anybody_asks(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.serving.warming.FIRST", ("/questions", "/documents"))
    with serving(stored(tmp_path), warm=True) as client:
        pool, jobs = client.app.state.pool, []
        asked = type(pool)._answer
        until(lambda: client.app.state.again.held(pool.edition, Job(asked=Asked("documents.documents", at="/documents"))))
        monkeypatch.setattr(type(pool), "_answer", lambda self, job: jobs.append(job) or asked(self, job))
        assert client.get("/documents").status_code == 200
        assert not jobs
        assert client.get("/search?words=x").status_code == 200
        assert len(jobs) == 1


def test_a_large_graph_is_answered_from_disk_until_it_is_in_memory(tmp_path):
    with serving(stored(tmp_path), Limits(**{**vars(SMALL), "soon": 10, "held": 10_000})) as client:
        pool = client.app.state.pool
        first, edition = pool.crew, pool.edition
        assert first.limits.held == 0
        page = client.get("/questions")
        until(lambda: pool.crew is not first)
        assert (pool.crew.limits.held, pool.edition) == (10_000, edition)
        assert client.get("/questions", headers={"If-None-Match": page.headers["etag"]}).status_code == 304
        assert client.get("/search?words=x").status_code == 200
        second = pool.crew
        time.sleep(1.5)  # a look later it is still the same
        assert pool.crew is second


def test_a_page_that_nobody_waits_for_is_the_last(tmp_path):
    with serving(stored(tmp_path)) as client:
        crew = client.app.state.pool.crew
        hand = client.portal.call(crew.hand)
        client.portal.call(hand.last_of_all)
        until(lambda: os.getpriority(os.PRIO_PROCESS, hand.pid) == 19)
        client.portal.call(hand.leave)
        until(hand.ended.done)  # it cannot be made quick again
