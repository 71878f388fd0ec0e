"""What a process that answers does with a job, without the process."""

import json
import os
import signal
import socket
import struct
import threading
import time
from pathlib import Path

import pytest

from kg.project import ProjectError
from kg.serving import answerer, forker
from kg.serving.answerer import Job, Spool, Told, TooLargeError, UnwritableError, answer, received, serve
from kg.serving.limits import Limits
from kg.store import Store
from tests.serving import JSON, LINES, stored, until


@pytest.fixture(scope="module")
def store():
    return Store.in_memory(LINES)


def told(store, folder, limits=Limits(), **job):  # noqa: B008 - it is frozen
    return answer(store, Job(**job), limits, folder)


def test_a_job_and_what_is_told_of_it_survive_their_spelling():
    job = Job("ASK {}", "text/csv;q=0.5", "http://b/", ("urn:a",), ("urn:b", "urn:c"), None)
    assert Job.read(job.spelled()) == job
    made = Told("query", "wrong", body=b"x")
    assert Told(**json.loads(made.spelled())) == Told("query", "wrong")


def test_a_short_answer_is_in_memory_and_a_long_one_in_a_file(store, tmp_path):
    short = told(store, tmp_path, query="ASK {}")
    assert (short.media, short.size, short.body, short.file) == (JSON, 26, b'{"head":{},"boolean":true}', "")
    long = told(store, tmp_path, Limits(inline=10), query="SELECT * { ?s ?p ?o }")
    assert (long.body, Path(long.file).stat().st_size) == (b"", long.size)
    Path(long.file).unlink()
    assert told(store, tmp_path, Limits(inline=10, rows=1), query="DESCRIBE ?s { ?s ?p ?o }").fault == "large"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("job", "fault", "said"),
    [
        ({"query": "SELECT *\n{ ?s"}, "query", "the query does not parse: line 2, column 5, at the end of the line"),
        ({"query": "DROP ALL"}, "forbidden", "DROP would change the graph"),
        ({"query": "ASK {}", "accept": "image/png"}, "unacceptable", "the answer is not offered in that format; it is in: "),
        ({"graph": "urn:none"}, "unknown", "there is no graph of that name"),
        (
            {"query": "CONSTRUCT { <urn:a> <http://e/1> 1 } {}", "accept": "application/rdf+xml"},
            "unacceptable",
            "RDF/XML has no way",
        ),
        (
            {"query": "SELECT ('\\u0002' AS ?x) {}", "accept": "text/xml"},
            "unacceptable",
            "a character of the answer may not stand in XML",
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_kind(store, tmp_path, job, fault, said):
    made = told(store, tmp_path, **job)
    assert (made.fault, made.said[: len(said)]) == (fault, said)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "fault"), [(MemoryError(), "memory"), (OSError(28, "No space left"), "broken"), (RuntimeError("/home/x"), "query")]
)
def test_what_goes_wrong_in_the_process_is_told_and_ends_it(store, tmp_path, monkeypatch, error, fault):
    def broken(*_):
        raise error

    monkeypatch.setattr(answerer, "_asked", broken)
    made = told(store, tmp_path, query="ASK {}")
    assert (made.fault, made.last) == (fault, True)
    assert "/home/x" not in made.said


def cut(whole, spool, size):
    for start in range(0, whole.size, size):
        spool.write(bytes(whole.held[start : start + size]))


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_counted_exactly_however_the_answer_is_cut(store, tmp_path, form):
    query = "SELECT * { VALUES ?a { 1 2 3 } VALUES ?b { '\"' '\\n\\r\\n' '},{\"' '<result>' '\"\\n\"' } }"
    whole = Spool(Limits(), tmp_path, form)
    store.query(query).write(whole, form, {})
    for size in (1, 2, 3, 7, 1000):
        spool = Spool(Limits(rows=15), tmp_path, form)
        cut(whole, spool, size)
        assert bytes(spool.held) == bytes(whole.held)
        with pytest.raises(TooLargeError, match="14 rows"):
            cut(whole, Spool(Limits(rows=14), tmp_path, form), size)


def test_a_character_that_xml_has_not_is_found_in_every_piece(tmp_path):
    spool = Spool(Limits(inline=4), tmp_path, "xml")
    spool.write(b"<a>\t\n\r")
    with pytest.raises(UnwritableError):
        spool.write("\ufffe".encode())
    spool.flush()
    spool.discard()
    assert not list(tmp_path.iterdir())


def test_the_end_of_an_iri_is_a_name_or_not():
    named = [
        "http://e/p",
        "http://e/p#a1",
        "http://e/p#1a",
        "urn:x:-a",
        "http://e/é",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#_1",
    ]
    unnamed = ["http://e/1/", "http://e/p/1", "http://e/a%20", "http://e/1.2-3", "http://e/a:", ""]
    assert list(map(answerer._ends_in_name, named)) == [True] * 6
    assert list(map(answerer._ends_in_name, unnamed)) == [False] * 6


def test_jobs_are_answered_one_after_the_other(store, tmp_path):
    mine, theirs = socket.socketpair()
    grown = iter([0, 10**9])
    at_work = threading.Thread(target=serve, args=(store, theirs, Limits(), tmp_path, lambda: next(grown)))
    at_work.start()
    with mine, theirs:
        for last in (False, True):
            spelled = Job("ASK {}").spelled()
            mine.sendall(struct.pack(">I", len(spelled)) + spelled)
            assert json.loads(received(mine))["last"] is last
            assert received(mine) == b'{"head":{},"boolean":true}'
        mine.shutdown(socket.SHUT_WR)
        at_work.join(5)
        assert not at_work.is_alive()


def test_a_store_is_held_in_memory_unless_it_is_large(tmp_path):
    version = (stored(tmp_path) / "current").resolve()
    assert len(forker.opened(version, Limits())) == 5
    assert forker.opened(version, Limits(held=10)) is None
    with pytest.raises(ProjectError, match="the store cannot be read"):
        forker.opened(tmp_path / "none", Limits())
    assert 0 < forker.occupied(1) < forker.occupied(0)


def test_the_size_of_a_process_is_0_where_the_system_does_not_tell(monkeypatch):
    monkeypatch.setattr(forker, "Path", lambda _: Path("/none"))
    assert forker.occupied(0) == 0


def test_children_are_forked_slowed_killed_and_told_of():
    mine, theirs = socket.socketpair()
    if (pid := os.fork()) == 0:  # a process of its own, for it takes signals
        mine.close()
        forker.Forker(theirs, lambda: time.sleep(60) or os._exit(0)).run()
        os._exit(7)
    theirs.close()
    with mine:
        mine.sendall(b"fork\nfo")
        mine.sendall(b"rk\n")
        children = until(lambda: len(found := Path(f"/proc/{pid}/task/{pid}/children").read_text().split()) == 2 and found)
        mine.sendall(f"later {children[0]}\nkill {children[1]}\nkill 1\n".encode())
        assert mine.recv(100) == f"ended {children[1]} -9\n".encode()
        assert os.getpriority(os.PRIO_PROCESS, int(children[0])) == 5
        mine.shutdown(socket.SHUT_WR)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    until(lambda: not Path(f"/proc/{children[0]}").exists() or "Z" in Path(f"/proc/{children[0]}/stat").read_text())
    assert signal.getsignal(signal.SIGCHLD) == signal.SIG_DFL
