"""Pages as such: who answers where, what every answer says of itself, and what can never get into one."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from kg.pages.addresses import ADDRESSES, UNKNOWN
from kg.pages.asked import POLICY, Asked
from kg.pages.desk import Desk
from kg.project import ProjectError, find
from kg.serving.limits import Limits
from kg.store import Store
from tests.serving import ENDLESS, LINES, serving, stored


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(stored(tmp_path_factory.mktemp("pages"))) as client:
        yield client


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(Store.in_memory(LINES), find(), tmp_path_factory.mktemp("desk"))


def test_a_page_is_answered_with_a_strict_policy_and_nothing_of_other_hosts(client: TestClient):
    answer = client.get("/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["content-security-policy"] == POLICY
    assert "https://" not in answer.text
    assert "http://" not in answer.text


def test_where_nothing_is_a_reader_gets_a_page_and_a_script_a_sentence(client: TestClient):
    page = client.get("/nothing/here", headers={"Accept": "text/html,*/*;q=0.1"})
    assert (page.status_code, 'action="/search"' in page.text) == (404, True)
    said = client.get("/nothing/here")
    assert (said.status_code, said.text) == (404, "there is nothing at this address\n")


@pytest.mark.parametrize(
    "path", ["/assets/../desk.py", "/assets/%2e%2e/desk.py", "/assets/..%2fdesk.py", "/assets//etc/passwd", "/assets/"]
)
def test_no_other_file_can_be_had(client: TestClient, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_a_file_of_a_page_is_kept_for_ever_and_has_another_address_when_it_changes(client: TestClient, desk):
    page = desk.made(Asked("home.home")).body.decode()
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert "?" in address
    assert client.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"


def test_every_page_that_has_an_address_is_there(desk):
    desk.warm()
    assert UNKNOWN not in ADDRESSES.values()


def test_what_is_said_can_never_be_markup(desk, monkeypatch):
    def fails(_desk, _asked):
        raise ProjectError("<script>alert(1)</script>")

    monkeypatch.setattr("kg.pages.home.home", fails)
    made = desk.made(Asked("home.home", accept="text/html"))
    assert made.status == 400
    assert b"&lt;script&gt;alert(1)" in made.body
    assert b"<script>alert" not in made.body


def test_the_root_of_a_service_behind_a_proxy_stands_before_every_link(desk):
    page = desk.made(Asked("home.home", root="/behind")).body.decode()
    assert 'href="/behind/questions"' in page
    assert not [link for link in page.split('href="')[1:] if link.startswith("/") and not link.startswith("/behind")]


def test_a_percent_sign_that_stands_for_nothing_is_told_as_such(client: TestClient):
    for path in ("/id/%zz", "/questions/%", "/doc/a%2"):
        answer = client.get(path, headers={"Accept": "text/plain"})
        assert (answer.status_code, answer.text) == (
            400,
            "a percent sign in the address is not followed by two hexadecimal digits\n",
        )


@pytest.mark.parametrize("path", ["/id/%zz", "/id/a%00", "/search?words=%ff", "/search?words=a%00b", "/nothing/here?x=%zz"])
def test_what_is_malformed_is_a_page_for_who_reads_pages(client: TestClient, path):
    answer = client.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "<h1>That cannot be answered</h1>" in answer.text
    assert 'href="/questions"' in answer.text
    assert client.get(path, headers={"Accept": "application/json"}).headers["content-type"].startswith("text/plain")


def test_a_query_that_is_stopped_is_still_on_its_page(tmp_path):
    with serving(stored(tmp_path), Limits(seconds=1)) as client:
        answer = client.get("/query", params={"query": ENDLESS}, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["content-type"]) == (504, "text/html; charset=utf-8")
        tree = LexborHTMLParser(answer.text)
        assert tree.css_first("textarea").text() == ENDLESS
        assert "took more than 1 seconds" in tree.css_first("[role=alert]").text()
        program = client.get("/query", params={"query": ENDLESS}, headers={"Accept": "*/*;q=0.1, text/plain"})
        assert (program.status_code, program.headers["content-type"]) == (504, "text/plain; charset=utf-8")


def test_pages_do_not_wait_for_slow_queries(client: TestClient):
    with ThreadPoolExecutor(8) as many:
        slow = [many.submit(client.get, "/sparql", params={"query": f"{ENDLESS} #{number}"}) for number in range(6)]
        time.sleep(1)
        start = time.monotonic()
        pages = [many.submit(client.get, "/").result() for _ in range(5)]
        assert time.monotonic() - start < 3
        assert [page.status_code for page in pages] == [200] * 5
        assert {answer.result().status_code for answer in slow} <= {503, 504}
