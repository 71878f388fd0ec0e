"""What answers one question at a time in a process of its own, and may be killed while it does.

A job and what is told of it are JSON, behind their length in four bytes. A short answer follows in the same way; a long one is in
a file, which the other side deletes.
"""

from __future__ import annotations

import functools
import json
import os
import re
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from kg import sparql
from kg.negotiation import DATASETS, GRAPHS, RESULTS, Chosen, choose
from kg.pages.asked import Asked, Made, Watched
from kg.project import ProjectError
from kg.serving.limits import Limits
from kg.store import Dataset, Store
from kg.vocab import PREFIXES

_LENGTH = struct.Struct(">I")
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_XML = {"xml", "rdfxml"}
# what stands once for each row and nowhere else, for it would be escaped there; and how many more of it than rows there are
_ROWS = {"json": (b'},{"', -1), "xml": (b"<result>", 0), "tsv": (b"\n", 1), "csv": (b"\n", 1)}


Pages = Callable[[Asked], Made]


class TooLargeError(Exception):
    """The answer has more bytes or rows than it may have."""


class UnwritableError(Exception):
    """The answer cannot be written in the form that was asked for."""


@dataclass(frozen=True)
class Job:
    """What is asked: a ``query``; or, where it is None, ``graphs`` ("": the merge of all), or the whole dataset where there are none.

    ``accept`` is the header of the request, ``base`` what IRIs are resolved against. ``default`` and ``named`` are the dataset that
    the request names, if it does. Where a page is ``asked`` for, it is that and nothing else.
    """

    query: str | None = None
    accept: str | None = None
    base: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    graph: str | None = None
    asked: Asked | None = None

    def spelled(self) -> bytes:
        """The job as JSON."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, told: bytes) -> Job:
        """The job that was spelled so."""
        given = json.loads(told)
        asked = Asked.read(given["asked"]) if given["asked"] else None
        return cls(**{**given, "default": tuple(given["default"]), "named": tuple(given["named"]), "asked": asked})


@dataclass(frozen=True)
class Told:
    """What became of a job: ``fault`` is "" where it was answered, else what kind of thing is wrong, and ``said`` a sentence."""

    fault: str = ""
    said: str = ""
    media: str = ""
    size: int = 0
    file: str = ""
    last: bool = False  # the process has grown, and should be replaced
    status: int = 200  # of a page
    headers: Mapping[str, str] = field(default_factory=dict)
    ways: str = ""  # what of the client a page depends on: names of fields of Asked
    edition: str = ""  # what made it, told by the one who knows
    body: bytes = field(default=b"", repr=False)
    kept: BinaryIO | None = None  # the file, opened by the one who is told

    def spelled(self) -> bytes:
        """All but the answer itself, as JSON."""
        return json.dumps({name: value for name, value in vars(self).items() if name not in {"body", "kept", "edition"}}).encode()


def answer_of(folder: Path, pid: int) -> Path:
    """The file of the answer that a process gives, if it is a long one."""
    return folder / f"answer-{pid}"


class Spool:
    """Where an answer is written: memory, then a file in ``folder``. Raises TooLargeError where there is too much of it."""

    def __init__(self, limits: Limits, folder: Path, form: str) -> None:
        self.limits, self.form, self.path = limits, form, answer_of(folder, os.getpid())
        self.size, self.marks, self.held = 0, 0, bytearray()
        self._file: BinaryIO | None = None
        self._tail = b""
        self._quoted = False

    def write(self, piece: bytes) -> int:
        """Take a piece of the answer."""
        self.size += len(piece)
        if self.size > self.limits.size:
            raise TooLargeError(f"{self.limits.size // 1024**2} MB")
        if self.form in _XML and _NOT_XML.search(piece):
            raise UnwritableError("a character of the answer may not stand in XML; ask for another format")
        self.marks += self._marks(piece)
        if self.form in _ROWS and self.marks - _ROWS[self.form][1] > self.limits.rows:
            raise TooLargeError(f"{self.limits.rows:,} rows")
        self.held += piece
        if self._file is not None or len(self.held) > self.limits.inline:
            if self._file is None:
                self._file = self.path.open("wb")
            self._file.write(self.held)
            self.held.clear()
        return len(piece)

    def flush(self) -> None:
        """Nothing is to be done before the end."""

    def close(self) -> str:
        """End the writing; the path of the file, or "" where all is held in memory."""
        if self._file is None:
            return ""
        self._file.close()
        return str(self.path)

    def discard(self) -> None:
        """Leave nothing behind."""
        if self.close():
            self.path.unlink()

    def _marks(self, piece: bytes) -> int:
        """How many marks of rows are in the piece, exactly: one that is cut in two is put together."""
        if self.form not in _ROWS:
            return 0
        mark, _ = _ROWS[self.form]
        if self.form == "csv":
            outside = bytes(piece).split(b'"')[self._quoted :: 2]  # a doubled quote leaves and comes back
            self._quoted ^= piece.count(b'"') % 2 == 1
            return sum(part.count(mark) for part in outside)
        whole = self._tail + piece
        self._tail = whole[max(len(whole) - len(mark) + 1, 0) :]
        return whole.count(mark)


def answer(store: Store, job: Job, limits: Limits, folder: Path, pages: Pages | None = None) -> Told:
    """What becomes of the job, asked of ``store``; a long answer is in a file in ``folder``. ``pages`` makes those that are asked for."""
    spool = None
    try:
        if job.asked is not None and pages is not None:
            asked = Watched(**vars(job.asked))
            made = pages(asked)
            spool = Spool(limits, folder, "page")
            spool.write(made.body)
            file = spool.close()
            body = b"" if file else made.body
            return Told(
                media=made.media,
                size=spool.size,
                file=file,
                body=body,
                status=made.status,
                headers=dict(made.headers),
                ways=" ".join(sorted(asked.read_of)),
            )
        chosen = _chosen(job)
        spool = Spool(limits, folder, chosen.form)
        if job.query is not None:
            _asked(store, job, spool)
        else:
            graphs = store.graphs() if job.graph is None else [job.graph]
            if not store.write(spool, chosen.form, PREFIXES, graphs, apart=job.graph is None) and job.graph:  # type: ignore[arg-type]
                spool.discard()
                return Told("unknown", "there is no graph of that name")
        file = spool.close()
        return Told(media=chosen.header, size=spool.size, file=file, body=b"" if file else bytes(spool.held))
    except BaseException as error:  # noqa: BLE001 - the engine's panics, too, are told in a sentence
        if spool is not None:
            spool.discard()
        return _wrong(error, job)


def _chosen(job: Job) -> Chosen:
    if job.query is not None:
        offered = RESULTS if sparql.check(job.query) in {"SELECT", "ASK"} else GRAPHS
    else:
        offered = DATASETS if job.graph is None else GRAPHS
    if (chosen := choose(job.accept, offered)) is None:
        raise NotAcceptableError(", ".join(offered))
    return chosen


class NotAcceptableError(Exception):
    """None of what the client takes is offered; the message is what is."""


def _asked(store: Store, job: Job, spool: Spool) -> None:
    query, dataset = str(job.query), None
    if job.default or job.named:
        dataset = Dataset(job.default, job.named)
    elif len(re.findall(r"(?i)FROM", query)) > 1:
        unnamed, named = sparql.graphs(query, job.base, PREFIXES)
        if len(unnamed) > 1:
            dataset = Dataset(unnamed, named)
    answered = store.answer(query, job.base or None, PREFIXES, dataset)
    seen = 0

    def one(triple: Any) -> None:
        nonlocal seen
        seen += 1
        if seen > spool.limits.rows:
            raise TooLargeError(f"{spool.limits.rows:,} triples")
        if spool.form == "rdfxml" and not _ends_in_name(triple.predicate.value):
            raise UnwritableError(f"RDF/XML has no way to write the property <{triple.predicate.value}>; ask for another format")

    answered.write(spool, spool.form, PREFIXES, one)  # type: ignore[arg-type]


@functools.lru_cache(1024)
def _ends_in_name(iri: str) -> bool:
    """Whether the end of an IRI is a name in XML, without which no element can stand for it."""
    for character in reversed(iri):
        if character.isalpha() or character == "_":
            return True
        if not (character.isdigit() or character in ".-"):
            break
    return False


def _wrong(error: BaseException, job: Job) -> Told:
    if isinstance(error, sparql.ForbiddenError):
        return Told("forbidden", str(error))
    if isinstance(error, ProjectError):
        return Told("query", sparql.explained(str(error), job.query or "", 0))
    if isinstance(error, NotAcceptableError):
        return Told("unacceptable", f"the answer is not offered in that format; it is in: {error}")
    if isinstance(error, UnwritableError):
        return Told("unacceptable", str(error))
    if isinstance(error, TooLargeError):
        return Told("large", f"the answer has more than {error}, and none is given in part; ask for less, with LIMIT and OFFSET")
    if isinstance(error, MemoryError):
        return Told("memory", last=True)
    if isinstance(error, OSError):
        return Told("broken", f"the answer could not be kept ({error.strerror})", last=True)
    return Told("query", f"the query cannot be answered ({type(error).__name__})", last=True)


def serve(
    store: Store, line: socket.socket, limits: Limits, folder: Path, grown: Callable[[], int], pages: Pages | None = None
) -> None:
    """Answer job after job on ``line``, until the other side closes it; ``grown`` says by how many bytes the process has grown."""
    while told := received(line):
        made = answer(store, Job.read(told), limits, folder, pages)
        if grown() > limits.grown:
            made = Told(**{**vars(made), "last": True})
        line.sendall(_framed(made.spelled()) + _framed(made.body))


def _framed(message: bytes) -> bytes:
    return _LENGTH.pack(len(message)) + message


def received(line: socket.socket) -> bytes:
    """The next message on ``line``; empty when there is none any more."""
    head = _exactly(line, _LENGTH.size)
    return _exactly(line, _LENGTH.unpack(head)[0]) if head else b""


def _exactly(line: socket.socket, size: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < size:
        piece = line.recv(size - len(pieces))
        if not piece:
            return b""
        pieces += piece
    return bytes(pieces)
