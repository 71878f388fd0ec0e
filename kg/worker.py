"""Ad-hoc SPARQL in a process of its own, which can be killed.

The engine has no cancellation, a deeply nested query ends its process, and a large one takes all memory there is. A
question that somebody types is therefore asked in a child process with a limit of time and of memory; whatever happens to
the child, the caller gets an answer or a sentence. Where the system allows it, the child also has no network.

The two sides speak JSON, a line for a question and a line for its answer.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from kg import sparql
from kg.project import ProjectError
from kg.rdf import Iri, Literal, Term
from kg.rows import Rows
from kg.store import Store
from kg.vocab import PREFIXES

SECONDS = 60.0
MEMORY = 2 * 1024**3
MOST_ROWS = 100_000
_NEW_USER, _NEW_NETWORK, _DEATH_SIGNAL = 0x10000000, 0x40000000, 1  # of unshare(2) and prctl(2)


class Worker:
    """A process that answers queries on the store at ``place``, one after the other, and is started again when it dies."""

    def __init__(self, place: str | Path, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.place = Path(place).resolve()
        self.seconds = seconds
        self.memory = memory
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.close()

    def ask(self, query: str, most_rows: int = MOST_ROWS) -> Rows:
        """The answer to ``query``, of ``most_rows`` rows at most. Well-known prefixes need no declaration.

        Raises ProjectError in one sentence for a query that may not be asked, does not parse, takes too long or too much
        memory, or that the engine does not survive.
        """
        sparql.check(query)
        whole = sparql.with_prefixes(query, PREFIXES)
        question = json.dumps({"query": whole, "rows": most_rows})
        process = self._started()
        try:
            answer = self._said(process, question)
        except BaseException:
            self.close()  # also on Ctrl-C: what is half asked cannot be asked on
            raise
        if not answer:
            raise ProjectError(self._fate())
        told = json.loads(answer)
        if error := told.get("error"):
            raise ProjectError(sparql.explained(error, query, len(whole) - len(query)))
        return _rows(told)

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            package = str(Path(__file__).resolve().parent.parent)
            path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
            command = [sys.executable, "-P", "-m", "kg.worker", str(self.place), str(self.memory)]
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        return self._process

    def _said(self, process: subprocess.Popen[bytes], question: str) -> bytes:
        """What the process answers, one line; empty when it died."""
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(question.encode() + b"\n")
            process.stdin.flush()
        until = time.monotonic() + self.seconds
        pieces: list[bytes] = []
        while not pieces or not pieces[-1].endswith(b"\n"):
            ready, _, _ = select.select([process.stdout], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise ProjectError(
                    f"the query took more than {self.seconds:g} seconds, so it was stopped; ask for less, or allow more time"
                )
            piece = os.read(process.stdout.fileno(), 1 << 20)
            if not piece:
                return b""
            pieces.append(piece)
        return b"".join(pieces)

    def _fate(self) -> str:
        assert self._process is not None  # noqa: S101 - it was asked
        code = self._process.wait()
        self.close()
        if code == -signal.SIGABRT:
            return f"the query needs more memory than the {self.memory / 1024**3:.2g} GB it may have; ask for less"
        return "the engine did not survive the query, as happens where expressions are nested very deeply; make it simpler"


def _rows(told: dict[str, Any]) -> Rows:
    names = tuple(told["columns"])
    terms = [{name: _term(cell) for name, cell in zip(names, row, strict=True) if cell is not None} for row in told["rows"]]
    return Rows(names, terms, told["kind"], told["truth"], told["cut"])


def _term(cell: str | list[str]) -> Term:
    return Iri(cell) if isinstance(cell, str) else Literal(*cell)


def _cell(term: Term | None) -> str | list[str] | None:
    return list(term) if isinstance(term, Literal) else term


def _answer(store: Store, query: str, most: int) -> dict[str, Any]:
    answer = store.query(query)
    told: dict[str, Any] = {"kind": answer.kind, "columns": [], "rows": [], "truth": False, "cut": False}
    if answer.kind == "boolean":
        told["truth"] = bool(answer)
        return told
    if answer.kind == "rows":
        told["columns"] = answer.variables
        rows = ([_cell(row.get(name)) for name in told["columns"]] for row in answer.rows())
    else:
        told["columns"] = ["subject", "predicate", "object"]
        rows = ([_cell(term) for term in triple] for triple in answer.triples())
    for row in rows:
        if len(told["rows"]) == most:
            told["cut"] = True
            break
        told["rows"].append(row)
    return told


def _confine(memory: int) -> None:
    """Limit memory; die with the caller; where the system allows it, give up the network."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        library.prctl(_DEATH_SIGNAL, signal.SIGKILL)
        if library.unshare(_NEW_NETWORK) != 0:
            library.unshare(_NEW_USER | _NEW_NETWORK)


def main(place: str, memory: str, questions: IO[str], answers: IO[str]) -> None:
    """Answer the questions, line by line, until there are no more."""
    _confine(int(memory))
    try:
        store: Store | None = Store.open(place)
        said = ""
    except ProjectError as error:
        store, said = None, str(error)
    for line in questions:
        asked = json.loads(line)
        try:
            told = {"error": said} if store is None else _answer(store, asked["query"], asked["rows"])
        except MemoryError:
            told = {"error": "the query needs more memory than it may have; ask for less"}
        except Exception as error:  # noqa: BLE001 - whatever the engine raises is told in a sentence
            told = {"error": str(error) if isinstance(error, ProjectError) else f"the query cannot be answered: {error}"}
        answers.write(json.dumps(told) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.stdin, sys.stdout)
