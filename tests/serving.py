"""What the tests of the service share: a small store, the service in this process, and in one of its own."""

import contextlib
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from urllib.parse import quote

from starlette.testclient import TestClient

from kg.publishing import publish
from kg.serving.app import application
from kg.serving.limits import Limits
from tests.conftest import ROOT

# two graphs that share a statement, so that a merge has fewer than their sum
LINES = sorted(
    [
        '<http://e/a> <http://e/p> "x"@en <http://g/1> .\n',
        '<http://e/a> <http://e/p> "1.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://g/1> .\n',
        "<http://e/a> <http://e/q> <http://e/b> <http://g/1> .\n",
        "<http://e/a> <http://e/q> <http://e/b> <http://g/2> .\n",
        "<http://e/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> <http://g/2> .\n",
    ]
)
JSON, XML, CSV, TSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES, RDFXML, JSONLD = "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"
TRIG, NQUADS = "application/trig", "application/n-quads"
VALUES = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(60)))} }}" for name in "abcdefghi")
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {VALUES} FILTER(?a + ?b + ?c + ?d + ?e + ?f + ?g + ?h + ?i = -1) }}"
SMALL = Limits(abreast=2, slow=2, quick=0.3, seconds=5, patience=5, upload=5)


def stored(folder, lines=LINES):
    """A store of ``lines`` in a folder: its place."""
    publish(folder / "store", lines, {})
    return folder / "store"


@contextlib.contextmanager
def serving(place, limits=SMALL, **options):
    """A client of the service in this process."""
    with TestClient(application(place, limits, **options), base_url="http://kg.test") as client:
        yield client


def until(true, seconds=20):
    """Wait until ``true()`` is."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)
    return found


@dataclass
class Running:
    """A service in a process of its own."""

    process: subprocess.Popen
    port: int

    def connected(self):
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def said(self, request):
        """What it answers to the bytes of a request, until it ends the connection."""
        with self.connected() as line:
            line.sendall(request)
            return received(line)

    def asked(self, query):
        """The status and the whole answer to a query."""
        answer = self.said(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: kg.test\r\nConnection: close\r\n\r\n".encode())
        return int(answer[9:12]), answer.decode()


def received(line):
    """All that comes on a connection until the other side ends it."""
    pieces = []
    with contextlib.suppress(ConnectionResetError):
        while piece := line.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


@contextlib.contextmanager
def running(place, *options, installed=None):
    """The command (that of the checkout, or an ``installed`` one) in a process of its own, on a free port; ended as by Ctrl-C."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTHON"))}
    if installed is None:
        environment |= {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    command = [installed] if installed else [sys.executable, "-m", "kg"]
    process = subprocess.Popen(
        [*command, "serve", "--store", place, "--port", "0", *options],
        cwd="/" if installed else place.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert select.select([process.stdout], [], [], 60)[0], "the service does not start"
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert found, said + process.stderr.read()
        yield Running(process, int(found[1]))
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
