"""The facts of source files: each file is read, split into its documents and mapped, on all processors where there are many.

A file is worked on in one process from its bytes to its facts. What comes back leaves out the word lists (the lexicon), which
every process has, so that it stays small; and it comes back in a file, for a pipe into which a process that is killed has
written half of something lets its reader wait for ever.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kg import checks, coverage, curated, mapping, sources, world
from kg.facts import Fact, Ref
from kg.lexicon import Lexicon
from kg.project import Project, ProjectError, find
from kg.reading.part import Part
from kg.reading.refs import authority_ref
from kg.sources import Found, Source

_DEATH_SIGNAL = 1  # of prctl(2): what this process gets when the one that started it ends
FEW = 8  # so many files are read sooner than other processes are started


@dataclass(frozen=True)
class Harvest:
    """What was read of a source: its documents, and each fact with the document that states it."""

    source: Source
    parts: tuple[Part, ...] = ()
    pairs: tuple[tuple[Part, Fact], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass
class Reader:
    """Reads sources: the project with its families of documents and its word lists."""

    project: Project
    known: Lexicon
    families: dict[str, mapping.Family] = field(repr=False)

    @classmethod
    def of(cls, project: Project) -> Reader:
        """The reader of a project. Raises ProjectError for a word list or mapping that cannot be loaded."""
        return cls(project, world.read_lexicon(project), mapping.load(project))

    def harvest(self, found: Found, council: Ref | None = None) -> Harvest:
        """The facts of one file; ``council`` is the one that its documents are of where neither they nor ``sources.toml`` say it.

        Raises ProjectError in one sentence for what cannot be read, or is not in the words of the file.
        """
        source = sources.read(found)
        if source.unread:
            return Harvest(source, remarks=(f"{source.path}: not read: {source.unread}",))
        try:
            stated = authority_ref(source.given.council, self.known) if source.given.council else council
            parts = mapping.split(source.document, self.families, self.known, council=stated)
            made: dict[str, list[Fact]] = {part.slug: list(mapping.read(part, self.families)) for part in parts}
        except ProjectError:
            raise
        except Exception as error:
            raise ProjectError(f"{source.path}: a mapping failed on it ({type(error).__name__}: {error})") from error
        self._curated(source, parts, made)
        pairs: list[tuple[Part, Fact]] = []
        remarks = []
        for part in parts:
            facts = made[part.slug]
            facts += [*coverage.losses(part), *checks.discrepancies(part, facts)]
            for fact in facts:
                _exact(fact, source)
            pairs += [(part, fact) for fact in coverage.covered(part, facts)]
            if part.family == mapping.UNKNOWN:
                remarks.append(f"{source.path}: of unknown family; kept with its text, figures, bodies and dates")
        return Harvest(source, tuple(parts), tuple(pairs), tuple(remarks))

    def _curated(self, source: Source, parts: Sequence[Part], made: dict[str, list[Fact]]) -> None:
        """Add the curated statements of a source to those of its documents."""
        path = self.project.mappings / "curated" / f"{source.curated}.toml"
        if not path.is_file():
            return
        for fact in curated.statements(path, world.read_toml(path), source.document, self.known):
            home = curated.part_of(fact, parts)
            if home is None:
                raise ProjectError(f"{path}: the quote {fact.evidence[0].words[:60]!r} lies across two documents of the pack")
            made[home.slug].append(fact)

    def harvests(self, found: Sequence[Found]) -> Iterator[Harvest]:
        """The facts of all files, in order; on all processors where the files are more than a few."""
        processes = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, len(found))
        if len(found) < FEW or processes < 2:
            yield from map(self.harvest, found)
            return
        context = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks and not the threads
        with (
            tempfile.TemporaryDirectory(prefix="kg-") as folder,
            ProcessPoolExecutor(processes, context, _begin, (str(self.project.root),)) as pool,
        ):
            try:
                due = deque(  # not map, which cancels what a broken pool then cannot end
                    (Path(folder, str(number)), pool.submit(_pack, one, Path(folder, str(number))))
                    for number, one in enumerate(found)
                )
                while due:
                    path, done = due.popleft()
                    done.result()
                    with path.open("rb") as file:
                        harvest = _Unpickler(file, self.known).load()
                    path.unlink()
                    yield harvest
            except BrokenProcessPool as error:
                raise ProjectError("a process that read the documents was ended from outside; nothing is stored") from error
            except BaseException as error:  # also on Ctrl-C: nobody waits for what is half read
                for process in multiprocessing.active_children():
                    process.kill()
                if isinstance(error, OSError):
                    raise ProjectError(f"{folder}: what was read of the documents cannot be kept here: {error.strerror}") from error
                raise


def _exact(fact: Fact, source: Source) -> None:
    """A passage is exactly the words at its place in its own source, or the build stops."""
    for span in fact.evidence:
        if span.document is not source.document or source.document.text[span.start : span.end] != str(span):
            raise ProjectError(f"{source.path}: line {span.line}: a {type(fact).__name__} rests on words that are not there")


_reader: Reader | None = None  # of this process, where it was started to read


def _begin(root: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told of Ctrl-C, and ends this one
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    global _reader  # noqa: PLW0603 - a process of the pool has one reader from its start to its end
    _reader = Reader.of(find(root))


def _pack(found: Found, path: Path) -> None:
    if _reader is None:
        raise RuntimeError("the process was started without a reader")
    with path.open("wb") as file:
        _Pickler(file, pickle.HIGHEST_PROTOCOL).dump(_reader.harvest(found))


class _Pickler(pickle.Pickler):
    """Writes a name in place of the lexicon."""

    def persistent_id(self, thing: object) -> str | None:
        return "lexicon" if isinstance(thing, Lexicon) else None


class _Unpickler(pickle.Unpickler):
    """Puts this process's lexicon in place of its name."""

    def __init__(self, file: BinaryIO, known: Lexicon) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, _name: object) -> Lexicon:
        return self._known
