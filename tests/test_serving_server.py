"""The service in a process of its own: its connections, its signals, and many clients at once."""

import contextlib
import os
import signal
import socket
import struct
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
import SPARQLWrapper

from kg.project import ProjectError
from kg.publishing import publish
from kg.remote import Remote
from kg.serving import server
from tests.serving import ENDLESS, LINES, received, running, stored, until

pytestmark = pytest.mark.slow
ASK = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: kg.test\r\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with running(stored(tmp_path_factory.mktemp("server"))) as service:
        yield service


def alive(service):
    return service.asked("ASK {}")[0] == 200


def children(pid):
    """The processes that answer, by their number."""
    (forker,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return Path(f"/proc/{forker}/task/{forker}/children").read_text().split()


def test_clients_of_others_work_as_they_are(service):
    url = f"http://127.0.0.1:{service.port}/sparql"
    wrapper = SPARQLWrapper.SPARQLWrapper(url, returnFormat=SPARQLWrapper.JSON)
    wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "4"
    wrapper.setMethod(SPARQLWrapper.POST)
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "4"
    with pytest.raises(ProjectError, match="not the named graphs of the project"):  # it is no graph of ours
        Remote(url).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (ASK + b"X-Big: " + b"a" * 200_000 + b"\r\n\r\n", b"431 Request Header Fields Too Large"),
        (b"\x16\x03\x01\x00\xa5\x01\r\n\r\n", b"400 Bad Request"),
        (b"GET\r\n\r\n", b"400 Bad Request"),
        (ASK + b"X-Null: \x00\r\n\r\n", b"400 Bad Request"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nASK {}", b"400 Bad Request"),
        (b"GET /sparql?query=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"400 Bad Request"),
    ],
)
def test_what_is_no_request_is_told_so(service, request_, status):
    answer = service.said(request_)
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"X-Content-Type-Options: nosniff".lower() in answer.lower()
    assert not any(secret in answer for secret in (b"Traceback", b"/kg/", b"site-packages", b"uvicorn"))
    assert alive(service)


def test_headers_cannot_be_put_in(service):
    for target in (b"/sparql?query=BAD%0d%0aX-Evil:%201", b"/%0d%0aX-Evil:1", b"/sparql?query=ASK%7B%7D&callback=%0d%0aX-Evil:1"):
        answer = service.said(b"GET " + target + b" HTTP/1.1\r\nHost: x%0d%0aX-Evil:1\r\nConnection: close\r\n\r\n")
        assert b"X-Evil" not in answer.split(b"\r\n\r\n")[0]


def test_a_body_of_ten_megabytes_is_refused_and_the_client_hears_why(service):
    body = b"ASK {} #" + b"x" * 10_000_000
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
    answer = service.said(head.encode() + body)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.endswith(b"the body has more than the 4 MB that it may have\n")


def test_200_connections_at_once(service):
    with contextlib.ExitStack() as open_:
        lines = [open_.enter_context(service.connected()) for _ in range(200)]
        for number, line in enumerate(lines):
            line.sendall(ASK + b"Connection: close\r\n\r\n" if number % 2 else ASK)  # half of them do not end what they ask
        assert all(received(line).endswith(b'"boolean":true}') for line in lines[1::2])
        assert alive(service)


def test_a_client_that_leaves_frees_its_process(service):
    before = set(children(service.process.pid))
    with service.connected() as line:
        line.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(1)
        assert set(children(service.process.pid)) == before
    until(lambda: len(before - set(children(service.process.pid))) == 1)
    assert alive(service)


def test_a_client_that_does_not_read_is_given_up(tmp_path, monkeypatch):
    """Also in this process, where the waiting is made short."""
    from kg.serving.app import application

    monkeypatch.setattr(server, "_HEAD", 0.5)
    place = stored(tmp_path)
    config = server.uvicorn.Config(
        application(place),
        http=type("Connection", (server.Connection,), {"stalled": 0.5}),
        loop="asyncio",
        ws="none",
        log_config=None,
    )
    at = server.bound("127.0.0.1", 0)
    running_ = server._Server(config, lambda: None)
    thread = threading.Thread(target=running_.run, args=([at],))
    thread.start()
    until(lambda: running_.started)
    try:
        numbers = "+".join(map(str, range(500)))
        many = f"/sparql?query=SELECT*%7BVALUES+?a%7B{numbers}%7DVALUES+?b%7B{numbers}%7D%7D"
        with socket.create_connection(at.getsockname()) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.sendall(f"GET {many} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            until(lambda: running_.server_state.connections)
            until(lambda: not running_.server_state.connections)
        with socket.create_connection(at.getsockname()) as line:
            line.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
            assert received(line) == b""
        with socket.create_connection(at.getsockname()) as line:  # a second request on a connection has as long as the first
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HT")
            assert received(line).startswith(b"HTTP/1.1 200 OK")
    finally:
        running_.should_exit = True
        thread.join(20)
        at.close()
    assert not thread.is_alive()


def test_a_build_beside_the_running_service_is_taken_up(tmp_path):
    place = stored(tmp_path)
    with running(place) as service:
        publish(place, sorted([*LINES, '<http://e/new> <http://e/p> "new" <http://g/1> .\n']), {})
        until(lambda: '"new"' in service.asked("SELECT * { <http://e/new> ?p ?o }")[1])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_service_that_ends(tmp_path, number):
    with running(stored(tmp_path), "--seconds", "60") as service:
        pid = service.process.pid
        left = [*children(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        folders = [
            Path(name) for one in left[-1:] for name in Path(f"/proc/{one}/cmdline").read_text().split("\0") if "kg-serve" in name
        ]
        line = service.connected()
        line.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(1)
        start = time.monotonic()
        os.kill(pid, number)
        assert service.process.wait(15) == (128 + number if number == signal.SIGTERM else -number)
        assert time.monotonic() - start < 12
        until(lambda: not any(Path(f"/proc/{one}").exists() for one in left))
        line.close()
        until(lambda: [folder.exists() for folder in folders] == [False])


def test_what_is_wrong_at_the_start_is_a_sentence(kg_command, tmp_path):
    none = kg_command("serve", "--store", tmp_path / "none", "--port", "0")
    assert (none.returncode, none.stdout) == (1, "")
    assert none.stderr == f"kg: {tmp_path}/none: no store here; build one with: kg build --store {tmp_path}/none\n"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        used = kg_command("serve", "--store", stored(tmp_path), "--port", port)
    assert used.returncode == 1
    assert used.stderr == f"kg: port {port} of 127.0.0.1 is in use; choose another with --port, or 0 for any that is free\n"
    remote = kg_command("serve", "--store", "https://x.example/sparql")
    assert (remote.returncode, remote.stderr.count("\n")) == (1, 1)
    for wrong in ("ftp://x", "http://", "http://a b", "http://[x", "http://x\n"):
        assert kg_command("serve", "--public-url", wrong).returncode == 2
    assert "is no address that begins with http:// or https://" in kg_command("serve", "--public-url", "x").stderr


def test_an_address_that_is_not_of_this_machine_is_a_sentence():
    with pytest.raises(ProjectError, match=r"no\.such\.host\.invalid: this is no address of this machine"):
        server.bound("no.such.host.invalid", 0)
    with pytest.raises(ProjectError, match=r"port 0 of 192\.0\.2\.1 cannot be had"):
        server.bound("192.0.2.1", 0)


def test_a_connection_that_is_reset_is_forgotten(service):
    for _ in range(20):
        with service.connected() as line:
            line.sendall(ASK + b"\r\n")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert alive(service)


def test_who_leaves_in_the_middle_of_a_long_answer_is_sent_no_more_and_fills_no_log(tmp_path):
    rows = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(55)))} }}" for name in "abc")
    with running(stored(tmp_path)) as service:
        for _ in range(8):
            with service.connected() as line:
                line.sendall(f"GET /sparql?query={quote(f'SELECT * {{ {rows} }}')} HTTP/1.1\r\nHost: kg.test\r\n\r\n".encode())
                size = 0
                while size < 1_000_000 and (piece := line.recv(65536)):
                    size += len(piece)
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        assert alive(service)
        log = service.process.stderr.fileno()
        os.set_blocking(log, False)
        with pytest.raises(BlockingIOError):  # nothing is there
            os.read(log, 65536)
