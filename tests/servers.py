"""SPARQL servers to hold against the store in a folder, and what differs: questions, the network, the exports."""

import contextlib
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from kg.graph import Graph
from kg.graphfiles import save
from kg.project import ProjectError

PORT, SQL = 18890, 11111
MERGE = "urn:line-of-sight:merge"
SETTINGS = f"""[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{SQL}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 30000
MaxDirtyBuffers = 20000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{PORT}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 10000
"""


def asked(graph):
    """Each question as it is to be asked: as it stands, and with the example of every parameter, where that is more."""
    for name, question in graph.questions.items():
        yield name, {}
        if any(parameter.optional for parameter in question.parameters.values()):
            yield name, {parameter.name: parameter.example for parameter in question.parameters.values()}


def _counted(graph, name, values):
    rows = graph.answer(name, values).rows
    return Counter(tuple(sorted(row.items())) for row in rows)


def differing(here, there, without=()):
    """The questions that are not answered alike, each with how, as they are found; ``without`` those named."""
    for name, values in asked(here):
        if name in without:
            continue
        try:
            mine, theirs = _counted(here, name, values), _counted(there, name, values)
        except ProjectError as error:
            yield name, str(error).partition(f"{there.place}: ")[2] or str(error)
            continue
        if mine != theirs:
            yield name, f"{(mine - theirs).total()} rows are missing, {(theirs - mine).total()} are more"


def files(graph, folder):
    """The bytes of all exports of a graph and of the files of its network, by name."""
    made = graph.export(folder)
    network = graph.network()
    for name in ("network.gexf", "network.json", "network.svg"):
        save(network, folder / name)
        made.append(folder / name)
    return {path.name: path.read_bytes() for path in made}


def merged(quads):
    """Lines of N-Triples: what the graphs of these lines of N-Quads say together, each statement once."""
    return sorted({f"{line[: line.rindex(' <')]} .\n" for line in quads})


@contextlib.contextmanager
def oxigraph(quads, folder, *options, merge=True):
    """The URL of the server of the package ``oxigraph``, with lines of N-Quads, and what they say together as its default graph."""
    command = Path(sys.executable).with_name("oxigraph")
    folder.mkdir()
    (folder / "graph.nq").write_text("".join(quads))
    (folder / "merge.nt").write_text("".join(merged(quads)))
    for name in ("graph.nq", "merge.nt")[: 1 + merge]:
        loading = [command, "load", "--location", folder / "store", "--file", folder / name]
        subprocess.run(loading, check=True, capture_output=True, timeout=120)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = [command, "serve-read-only", "--location", folder / "store", "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(serving, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(port, process)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def virtuoso(quads, folder):
    """The URL of a Virtuoso server (Debian's virtuoso-opensource-7-bin) with lines of N-Quads, and in one more graph what they say together."""
    folder.mkdir(parents=True)
    (folder / "virtuoso.ini").write_text(SETTINGS)
    (folder / "graph.nq").write_text("".join(quads))
    (folder / "merge.nt").write_text("".join(merged(quads)))
    starting = ["virtuoso-t", "-f", "-c", "virtuoso.ini"]
    process = subprocess.Popen(starting, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(PORT, process)
        loading = f"""log_enable(2, 1);
            DB.DBA.TTLP_MT(file_to_string_output('graph.nq'), '', 'urn:x', 512);
            DB.DBA.TTLP_MT(file_to_string_output('merge.nt'), '', '{MERGE}', 0);"""
        command = ["isql-vt", f"127.0.0.1:{SQL}", "dba", "dba", "ERRORS=stdout", f"EXEC={' '.join(loading.split())}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
        assert "Error" not in done.stdout, done.stdout
        yield f"http://127.0.0.1:{PORT}/sparql?default-graph-uri={MERGE}"
    finally:
        process.kill()
        process.wait()


def until(port, process, seconds=60):
    """Wait until somebody listens at the port of a process."""
    end = time.monotonic() + seconds
    while True:
        assert process.poll() is None, "the server ended"
        assert time.monotonic() < end, "the server did not come about in time"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)


def opened(url, root, seconds=60):
    """The graph on the server at ``url``."""
    return Graph.open(url, root, seconds)
