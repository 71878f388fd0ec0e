"""Queries in lanes: few run at once, the others wait for their turn, and a slow one never delays a quick one.

A query begins in the quick lane. If it is not done in a moment it leaves its place to the next and goes on in the slow lane, where
the system lets quick ones go first. Where the slow lane is full, it is ended, waits there for its turn, and begins anew: what waits
takes no memory. Pages have a lane of their own: what they ask is ours, and no query of others is to delay them. Whose client has left, or who took too long, is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import signal
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

from kg.project import ProjectError
from kg.serving.answerer import Job, Told
from kg.serving.crew import Crew, GoneError, Hand
from kg.serving.limits import Limits

_LOOK = 1.0  # seconds between two looks at the store
_AGAIN = 10.0  # seconds until a store that could not be opened is tried again
_REMEMBERED = 1000  # slow queries
_log = logging.getLogger("kg.serving")


class BusyError(Exception):
    """There is more to do than may wait."""


class Lane:
    """So many places, and so many who may wait for one."""

    def __init__(self, places: int, limits: Limits) -> None:
        self._places = asyncio.Semaphore(places)
        self._limits = limits
        self._waiting = 0

    @property
    def full(self) -> bool:
        """Whether who comes now has to wait."""
        return self._places.locked()

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place, kept for as long as the block runs. Raises BusyError where too many wait, or it takes too long."""
        if self.full and self._waiting >= self._limits.waiting:
            raise BusyError
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience):
                await self._places.acquire()
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._places.release()


class Pool:
    """Answers jobs from the store at ``place``, always from the version that is current there."""

    def __init__(self, place: Path, limits: Limits, project: Path | None = None) -> None:
        self.place, self.limits, self.project = place, limits, project
        self.crew: Crew | None = None
        self._quick, self._slow, self._pages = Lane(limits.abreast, limits), Lane(limits.slow, limits), Lane(limits.pages, limits)
        self._known: OrderedDict[bytes, None] = OrderedDict()
        self._retired: set[Crew] = set()
        self._spooled = 0  # bytes of long answers that are on their way
        self._watching: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self.unread = False  # whether the version is to be read into memory yet

    @property
    def version(self) -> str:
        """The id of the version that answers."""
        return self.crew.version.name if self.crew else ""

    @property
    def edition(self) -> str:
        """The name of all that answers (:mod:`kg.serving.edition`)."""
        return self.crew.edition if self.crew else ""

    async def start(self) -> None:
        """Open the store, and look from time to time whether another has taken its place. Raises ProjectError where there is none."""
        await self._renew(soon=True)
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """End all processes."""
        if self._watching is not None:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching
        for crew in filter(None, (self.crew, *self._retired)):
            await crew.close()

    @contextlib.asynccontextmanager
    async def answered(self, job: Job) -> AsyncIterator[Told]:
        """What becomes of a job, there for as long as the block runs. Raises BusyError. Who cancels this ends the query."""
        told = await self._answer(job)
        try:
            self._spooled += told.size if told.kept else 0
            if self._spooled > self.limits.spool:
                raise BusyError
            yield told
        finally:
            if told.kept is not None:
                told.kept.close()
                self._spooled -= told.size

    async def _answer(self, job: Job) -> Told:
        if job.asked is not None and not job.asked.slow:
            async with self._pages.place(), contextlib.AsyncExitStack() as leaving:
                _, asked = await self._begun(job, leaving)
                await asyncio.wait({asked}, timeout=self.limits.seconds)
                return await self._outcome(asked) if asked.done() else self._late()
        key = hashlib.sha256(job.spelled()).digest()
        if key not in self._known:
            async with contextlib.AsyncExitStack() as leaving:
                async with self._quick.place():
                    hand, asked = await self._begun(job, leaving)
                    await asyncio.wait({asked}, timeout=min(self.limits.quick, self.limits.seconds))
                if asked.done():
                    return await self._outcome(asked)
                self._remember(key)
                if not self._slow.full:
                    async with self._slow.place():
                        return await self._rest(hand, asked, self.limits.seconds - self.limits.quick)
        async with self._slow.place(), contextlib.AsyncExitStack() as leaving:
            hand, asked = await self._begun(job, leaving)
            start = time.monotonic()
            told = await self._rest(hand, asked, self.limits.seconds)
            if time.monotonic() - start < self.limits.quick:  # it was slow for another reason, then
                self._known.pop(key, None)
            return told

    async def _begun(self, job: Job, leaving: contextlib.AsyncExitStack) -> tuple[Hand, asyncio.Future[Told]]:
        """A process that is idle, and what it answers, which is begun; both end with ``leaving``."""
        hand = await self._hand(leaving)
        return hand, leaving.enter_context(_ended_after(asyncio.ensure_future(hand.answer(job))))

    async def _hand(self, leaving: contextlib.AsyncExitStack) -> Hand:
        """A process that is idle; it leaves with ``leaving``. Raises BusyError where there is none for long."""
        try:
            async with asyncio.timeout(self.limits.patience):
                while (crew := self.crew) is None or (hand := await crew.hand()) is None:
                    if self.crew is crew:
                        self._changed.clear()
                        await self._changed.wait()
        except TimeoutError:
            raise BusyError from None
        leaving.callback(hand.leave)
        return hand

    async def _rest(self, hand: Hand, asked: asyncio.Future[Told], seconds: float) -> Told:
        hand.later()
        await asyncio.wait({asked}, timeout=max(seconds, 0))
        if asked.done():
            return await self._outcome(asked)
        return self._late()

    def _late(self) -> Told:
        return Told("time", f"the query took more than {self.limits.seconds:g} seconds, so it was stopped; ask for less")

    async def _outcome(self, asked: asyncio.Future[Told]) -> Told:
        memory = f"the query needs more memory than the {self.limits.memory / 1024**3:.2g} GB it may have; ask for less"
        try:
            told = await asked
        except GoneError as gone:
            if gone.status == 0:
                raise BusyError from None  # those who fork are gone, and will be back
            if gone.status in {-signal.SIGABRT, -signal.SIGKILL}:
                return Told("memory", memory)
            return Told("query", "the engine did not survive the query, as happens where it is nested very deeply; make it simpler")
        return Told("memory", memory) if told.fault == "memory" else told

    def _remember(self, key: bytes) -> None:
        """Keep in mind that a query is a slow one, so that it need not be tried in the quick lane again."""
        self._known[key] = None
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    async def _renew(self, *, soon: bool = False) -> None:
        """Let the current version of the store answer from now on; the former does until then.

        Where nobody answers yet, ``soon`` begins with a large one from disk, which takes a moment, where to read it takes many.
        """
        current = (self.place / "current").resolve()
        if not (current / "store").is_dir():
            raise ProjectError(f"{self.place}: no store here; build one with: kg build --store {self.place}")
        large = soon and self.limits.soon < _size(current) <= self.limits.held
        self.unread = large
        crew = Crew(current, replace(self.limits, held=0) if large else self.limits, self.project)
        await crew.start()
        former, self.crew = self.crew, crew
        self._known.clear()
        self._changed.set()
        if former is not None:
            former.retire()
            self._retired.add(former)

    async def _watch(self) -> None:
        failed = ""
        while True:
            await asyncio.sleep(_LOOK)
            for crew in [one for one in self._retired if not one.alive]:
                self._retired.discard(crew)
                await crew.close()
            here = self.crew is not None and self.crew.alive
            if here and not self.unread and self.crew is not None and (self.place / "current").resolve() == self.crew.version:
                continue
            try:
                await self._renew()
                _log.info("answers from version %s", self.version)
                failed = ""
            except (ProjectError, OSError) as error:
                if str(error) != failed:
                    _log.warning("%s", error)
                failed = str(error)
                await asyncio.sleep(_AGAIN)


def _size(version: Path) -> int:
    """The bytes of the N-Quads of a version; 0 where there are none, which who opens it will tell."""
    try:
        return (version / "graph.nq").stat().st_size
    except OSError:
        return 0


@contextlib.contextmanager
def _ended_after(asked: asyncio.Future[Told]) -> Iterator[asyncio.Future[Told]]:
    """Cancel what was not waited for."""
    try:
        yield asked
    finally:
        asked.cancel()
