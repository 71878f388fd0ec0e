"""Every limit of the service fires, is told by a status and a sentence, and costs the one query alone."""

import asyncio
import dataclasses
import hashlib
import threading
import time

import pytest

from kg.publishing import publish
from kg.serving.answerer import Job
from kg.serving.crew import Crew
from kg.serving.limits import Limits
from kg.serving.pool import BusyError, Lane, Pool
from tests.serving import CSV, ENDLESS, JSON, LINES, SMALL, VALUES, serving, stored, until

pytestmark = pytest.mark.slow

LONG = f"SELECT * {{ {VALUES} }}"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return stored(tmp_path_factory.mktemp("limits"))


def limited(**changes):
    return dataclasses.replace(SMALL, **changes)


def ask(client, query, accept=JSON):
    return client.get("/sparql", params={"query": query}, headers={"Accept": accept})


def alive(client):
    return ask(client, "ASK {}").json()["boolean"]


def test_time(place):
    with serving(place, limited(seconds=1)) as client:
        start = time.monotonic()
        for _ in range(2):  # the second time it is known to be a slow one
            answer = ask(client, ENDLESS)
            assert (answer.status_code, answer.text) == (
                504,
                "the query took more than 1 seconds, so it was stopped; ask for less\n",
            )
        assert 2 <= time.monotonic() - start < 8
        assert alive(client)


@pytest.mark.parametrize("accept", [JSON, "application/sparql-results+xml", CSV, "text/tab-separated-values"])
def test_rows(place, accept):
    def told(rows):
        tricky = "'\"\\n<result>' '}},{{\\\"' '\\t\\r\\n'".format()
        query = f"SELECT * {{ VALUES ?a {{ {' '.join(map(str, range(rows // 3)))} }} VALUES ?b {{ {tricky} }} }}"
        return ask(client, query, accept)

    with serving(place, limited(rows=99, inline=64)) as client:
        assert told(99).status_code == 200
        answer = told(102)
        assert answer.status_code == 507
        assert answer.text == "the answer has more than 99 rows, and none is given in part; ask for less, with LIMIT and OFFSET\n"


def test_triples(place):
    with serving(place, limited(rows=3)) as client:
        assert ask(client, "CONSTRUCT WHERE { ?s <http://e/p> ?o }", "text/turtle").status_code == 200
        answer = ask(client, "CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")
        assert (answer.status_code, "more than 3 triples" in answer.text) == (507, True)


def test_bytes(place):
    with serving(place, limited(size=1024**2)) as client:
        answer = ask(client, LONG)
        assert (answer.status_code, "more than 1 MB, and none is given in part" in answer.text) == (507, True)
        assert client.get("/graph-store?default").status_code == 200


def test_long_answers_go_through_a_file_and_leave_none(place):
    numbers = " ".join(map(str, range(300)))
    query = f"SELECT * {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}"
    with serving(place, limited(inline=1000)) as client:
        answer = ask(client, query, CSV)
        assert (answer.status_code, answer.text.count("\r\n")) == (200, 90_001)
        head = client.head("/sparql", params={"query": query}, headers={"Accept": CSV})
        assert head.headers["content-length"] == answer.headers["content-length"] == str(len(answer.content))
        pool = client.app.state.pool
        assert pool._spooled == 0
        assert not list(pool.crew._folder.glob("answer-*"))


def test_bytes_on_their_way(place):
    with serving(place, limited(inline=10, spool=100)) as client:
        answer = ask(client, "SELECT * { VALUES ?a { 1 2 3 4 5 6 } }")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert answer.text == "too much is asked at once; ask again in a while\n"
        assert ask(client, "ASK {}").status_code == 200


def test_memory(place):
    bomb = f"SELECT (STRLEN(?s24) AS ?n) {{ BIND('{'x' * 64}' AS ?s0) {' '.join(f'BIND(CONCAT(?s{i}, ?s{i}) AS ?s{i + 1})' for i in range(24))} }}"
    with serving(place, limited(memory=256 * 1024**2)) as client:
        answer = ask(client, bomb)
        assert (answer.status_code, answer.text) == (
            507,
            "the query needs more memory than the 0.25 GB it may have; ask for less\n",
        )
        assert alive(client)


def test_a_process_that_has_grown_is_replaced(place):
    numbers = " ".join(map(str, range(200)))
    query = f"SELECT * {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }} ORDER BY ?a ?b"
    with serving(place, limited(grown=1024, seconds=20, quick=20)) as client:
        before = set(client.app.state.pool.crew._hands)
        assert ask(client, query).status_code == 200
        until(lambda: set(client.app.state.pool.crew._hands) - before)
        assert alive(client)


def test_a_query_that_the_engine_does_not_survive(place):
    with serving(place) as client:
        pool = client.app.state.pool
        answers = []
        asking = threading.Thread(target=lambda: answers.append(ask(client, ENDLESS)))
        asking.start()
        (hand,) = until(lambda: {hand for hand in pool.crew._working if hand.busy})
        pool.crew.tell(f"kill {hand.pid}")
        asking.join()
        assert answers[0].status_code == 507  # killed from outside, as the system does when there is no memory
        assert alive(client)


def test_deep_queries_are_refused_or_answered(place):
    deep = ["ASK { ?s " + "a/" * 20_000 + "a ?o }", "ASK { FILTER(" + "!" * 30_000 + "true) }"]
    with serving(place, limited(seconds=1)) as client:
        for query in deep:
            answer = client.post("/sparql", data={"query": query})
            assert answer.status_code in (200, 400, 504), answer.text
        assert alive(client)


def test_more_than_may_wait_are_told_to_come_again(place):
    with serving(place, limited(abreast=1, slow=1, waiting=1, quick=1, seconds=2)) as client:
        answers = []
        askers = [threading.Thread(target=lambda: answers.append(ask(client, ENDLESS))) for _ in range(5)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        statuses = sorted(answer.status_code for answer in answers)
        assert statuses.count(503) >= 2
        assert statuses.count(504) >= 1
        assert {answer.headers.get("retry-after") for answer in answers if answer.status_code == 503} == {"5"}
        assert alive(client)


def test_who_waits_too_long_is_told_so():
    async def waiting():
        lane = Lane(1, Limits(patience=0.05))
        async with lane.place():
            assert lane.full
            with pytest.raises(BusyError):
                async with lane.place():
                    pass
        async with lane.place():
            pass

    asyncio.run(waiting())


def test_a_slow_query_does_not_delay_a_quick_one(place):
    """Four slow ones, with two places for quick ones and two for slow ones: those that find no place begin anew, later."""
    with serving(place, limited(seconds=2, quick=0.2)) as client:
        answers = []
        askers = [
            threading.Thread(target=lambda number=number: answers.append(ask(client, f"{ENDLESS} #{number}")))
            for number in range(4)
        ]
        for asker in askers:
            asker.start()
        time.sleep(1)
        for _ in range(10):
            start = time.monotonic()
            assert alive(client)
            assert time.monotonic() - start < 2
        for asker in askers:
            asker.join()
        assert {answer.status_code for answer in answers} <= {503, 504}


def test_a_query_that_was_slow_once_is_tried_as_a_quick_one_again(place):
    with serving(place) as client:
        pool = client.app.state.pool
        job = Job("ASK {}", JSON, "http://kg.test/sparql")
        pool._remember(hashlib.sha256(job.spelled()).digest())
        before = set(pool.crew._hands)
        assert alive(client)
        assert not pool._known
        until(lambda: set(pool.crew._hands) - before)  # who let others go first is not for quick queries
        for number in range(1001):
            pool._remember(str(number).encode())
        assert (len(pool._known), b"0" in pool._known) == (1000, False)


def test_long_bodies(place):
    with serving(place, limited(body=100_000)) as client:
        headers = {"Content-Type": "application/sparql-query"}
        assert client.post("/sparql", content="ASK {} #" + "x" * 90_000, headers=headers).status_code == 200
        for content in (b"ASK {} #" + b"x" * 10_000_000, iter([b"ASK {} #", *[b"x" * 50_000] * 4])):
            answer = client.post("/sparql", content=content, headers=headers)
            assert (answer.status_code, answer.headers["connection"]) == (413, "close")
            assert answer.text == "the body has more than the 0 MB that it may have\n"
        told = client.post("/sparql", content=b"x" * 200_000, headers={**headers, "Expect": "100-continue"})
        assert told.status_code == 413
        assert alive(client)


def test_a_client_that_leaves_frees_its_process(place):
    async def leave():
        pool = Pool(place, limited(seconds=60))
        await pool.start()
        try:
            asked = asyncio.ensure_future(pool._answer(Job(ENDLESS, JSON)))
            await asyncio.sleep(1)
            (hand,) = pool.crew._working
            asked.cancel()
            assert await asyncio.wait_for(asyncio.shield(hand.ended), 5) == -9
            await asyncio.sleep(0)
            assert not pool.crew._working
            assert not pool._slow.full
            assert (await pool._answer(Job("ASK {}", JSON))).body == b'{"head":{},"boolean":true}'
        finally:
            await pool.close()

    asyncio.run(leave())


def test_a_store_that_is_built_anew_is_taken_up(tmp_path):
    place = stored(tmp_path)
    numbers = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with serving(place) as client:
        assert ask(client, numbers, CSV).text == "n\r\n4\r\n"
        former = client.app.state.pool.crew
        publish(place, sorted([*LINES, '<http://e/new> <http://e/p> "new" <http://g/1> .\n']), {})
        until(lambda: ask(client, numbers, CSV).text == "n\r\n5\r\n")
        until(lambda: not former.alive and not former._folder.exists())
        assert get_version(client) != former.version.name


def get_version(client):
    return client.app.state.pool.version


def test_those_who_answer_are_started_again_when_they_are_killed(place):
    with serving(place) as client:
        pool = client.app.state.pool
        former = pool.crew
        former._process.kill()
        until(lambda: pool.crew is not former and pool.crew.alive)
        assert alive(client)


def test_a_store_on_disk_answers_the_same(place):
    with serving(place, limited(held=0)) as client:
        assert ask(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", CSV).text == "n\r\n4\r\n"
        assert client.get("/graph-store?graph=http://g/2").status_code == 200


def test_no_store_is_a_sentence(tmp_path):
    from kg.project import ProjectError

    with pytest.raises(ProjectError, match="no store here; build one with: kg build"), serving(tmp_path / "none"):
        pass
    broken = tmp_path / "store" / "versions" / "x"
    (broken / "store").mkdir(parents=True)
    (tmp_path / "store" / "current").symlink_to("versions/x")
    with pytest.raises(ProjectError, match=r"the store cannot be read \(No such file or directory\)"), serving(tmp_path / "store"):
        pass


def test_a_process_that_does_not_even_start_is_a_sentence(place, monkeypatch):
    from kg.project import ProjectError
    from kg.serving import crew

    monkeypatch.setattr(crew.sys, "executable", "/bin/false")
    with pytest.raises(ProjectError, match="the process that opens the store ended with the status 1"), serving(place):
        pass


def test_a_store_that_takes_too_long_to_open_is_a_sentence(place, monkeypatch):
    from kg.project import ProjectError
    from kg.serving import crew

    monkeypatch.setattr(crew, "_START", 0.01)
    with pytest.raises(ProjectError, match=r"the store cannot be opened in 0\.01 seconds"), serving(place):
        pass


def test_a_store_that_goes_away_leaves_what_is_there_answering(tmp_path, monkeypatch, caplog):
    from kg.serving import pool as pools

    monkeypatch.setattr(pools, "_AGAIN", 0.1)
    monkeypatch.setattr(pools, "_LOOK", 0.1)
    place = stored(tmp_path)
    with serving(place) as client:
        (place / "current").unlink()
        until(lambda: "no store here" in caplog.text)
        assert alive(client)


def test_a_crew_that_cannot_be_forked_gives_up(place, caplog):
    from kg.serving import crew as crews

    async def stillborn():
        crew = Crew((place / "current").resolve(), SMALL)
        await crew.start()
        try:
            for number in range(crews._STILLBORN + 5):
                crew._ended(10_000_000 + number, 1)
            assert crew._stillborn > crews._STILLBORN
            assert caplog.text.count("those who should answer end at once") == 1
        finally:
            await crew.close()

    asyncio.run(stillborn())
