"""The processes that answer from one version of the store, as the process that speaks HTTP sees them.

A :class:`Hand` answers one job at a time, and is gone when it was killed or did not survive; another is forked in its place.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from kg.project import ProjectError
from kg.serving.answerer import Job, Told, answer_of
from kg.serving.edition import edition
from kg.serving.forker import ANSWERS, CONTROL
from kg.serving.limits import Limits

_PACKAGE = str(Path(__file__).resolve().parent.parent.parent)
_LONGEST = 64  # characters: the address of a socket is a path of some hundred at most
_LENGTH = struct.Struct(">I")
_log = logging.getLogger("kg.serving")
_START = 300.0  # seconds to read a store into memory
_STILLBORN = 20  # processes that end before they answer at all, one after the other, until nobody tries on
_LAST_WORDS = 5.0  # seconds to hear what ended a process


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that was told to end, and make it end where it does not."""
    try:
        process.wait(_LAST_WORDS)
    except subprocess.TimeoutExpired:  # it may be reading a store
        process.kill()
        process.wait()


class GoneError(Exception):
    """The process ended while it had the job; ``status`` is the number of the signal, negative."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Hand:
    """A process that answers."""

    def __init__(self, crew: Crew, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.crew, self.pid, self.reader, self.writer = crew, pid, reader, writer
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.busy = self.last = False

    async def answer(self, job: Job) -> Told:
        """What becomes of the job. Raises GoneError when the process ends instead."""
        self.busy = True
        try:
            spelled = job.spelled()
            self.writer.write(_LENGTH.pack(len(spelled)) + spelled)
            await self.writer.drain()
            told = json.loads(await self._message())
            body = await self._message()
        except (OSError, asyncio.IncompleteReadError) as error:
            with contextlib.suppress(TimeoutError):
                raise GoneError(await asyncio.wait_for(asyncio.shield(self.ended), _LAST_WORDS)) from error
            raise GoneError(0) from error
        self.busy, self.last = False, self.last or told["last"]
        return Told(**told, edition=self.crew.edition, body=body, kept=self._kept(told["file"]))

    def _kept(self, file: str) -> BinaryIO | None:
        """The file of a long answer; it has no name any more, so it is gone when it is closed."""
        if not file:
            return None
        kept = Path(file).open("rb")  # noqa: SIM115 - closed by who reads it
        Path(file).unlink()
        return kept

    async def _message(self) -> bytes:
        return await self.reader.readexactly(_LENGTH.unpack(await self.reader.readexactly(_LENGTH.size))[0])

    def later(self) -> None:
        """Let the others go first, from now on: this process is not for quick queries any more."""
        self.last = True
        self.crew.tell(f"later {self.pid}")

    def last_of_all(self) -> None:
        """Let all others go first, from now on: nobody waits for what this process does."""
        self.last = True
        self.crew.tell(f"last {self.pid}")

    def leave(self) -> None:
        """Be ready for another job; a process that has not answered yet, or is to be replaced, is ended."""
        if self.busy or self.last or self.crew.retired:
            self.crew.tell(f"kill {self.pid}")
        else:
            self.crew.idle.put_nowait(self)
        self.crew.left(self)


class Crew:
    """All processes of one version of the store at ``version``, the folder that holds it."""

    def __init__(self, version: Path, limits: Limits, project: Path | None = None) -> None:
        self.version, self.limits, self.project = version, limits, project
        self.edition = edition(version, project)
        self.idle: asyncio.Queue[Hand | None] = asyncio.Queue()
        self.retired = False
        self._hands: dict[int, Hand] = {}
        self._working: set[Hand] = set()
        short = len(tempfile.gettempdir()) < _LONGEST
        self._folder = Path(tempfile.mkdtemp(prefix="kg-serve-", dir=None if short else "/tmp"))  # noqa: S108 - only ours to read
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: asyncio.StreamWriter | None = None
        self._servers: list[asyncio.Server] = []
        self._stillborn = 0

    @property
    def alive(self) -> bool:
        """Whether the process that forks is there."""
        return self._control is not None and not self._control.is_closing()

    @property
    def working(self) -> int:
        """How many processes are at work."""
        return len(self._working)

    async def start(self) -> None:
        """Open the store, and fork. Raises ProjectError where that cannot be done."""
        for name, connected in ((CONTROL, self._controlled), (ANSWERS, self._joined)):
            self._servers.append(await asyncio.start_unix_server(connected, str(self._folder / name)))
        path = os.pathsep.join(part for part in (_PACKAGE, os.environ.get("PYTHONPATH", "")) if part)
        self._process = subprocess.Popen(  # noqa: ASYNC220, S603 - our own module; it is started at once
            [
                sys.executable,
                "-P",
                "-m",
                "kg.serving.forker",
                str(self.version),
                str(self._folder),
                json.dumps(asdict(self.limits)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, **({"KG_PROJECT": str(self.project)} if self.project else {})},
            start_new_session=True,  # Ctrl-C is for the one who was started
        )
        try:
            async with asyncio.timeout(_START):
                while not self._ready.done() and (self._control is not None or self._process.poll() is None):
                    await asyncio.wait({self._ready}, timeout=0.5)
            if not self._ready.done():
                status = self._process.returncode
                self._ready.set_exception(ProjectError(f"the process that opens the store ended with the status {status}"))
            self._ready.result()
        except TimeoutError:
            await self.close()
            raise ProjectError(f"{self.version}: the store cannot be opened in {_START:g} seconds") from None
        except BaseException:
            await self.close()
            raise

    def retire(self) -> None:
        """Take no more jobs, and end when those at work are done."""
        self.retired = True
        self.idle.put_nowait(None)
        self._end_when_done()

    def left(self, hand: Hand) -> None:
        """A process has done its job."""
        self._working.discard(hand)
        self._end_when_done()

    async def hand(self) -> Hand | None:
        """A process that is idle, as soon as there is one; None when there will be no more."""
        while not self.retired and (hand := await self.idle.get()):
            if not hand.ended.done():
                self._working.add(hand)
                return hand
        self.idle.put_nowait(None)  # for the next who waits
        return None

    def tell(self, command: str) -> None:
        """Tell the process that forks what to do."""
        if self.alive and self._control is not None:
            self._control.write(f"{command}\n".encode())

    async def close(self) -> None:
        """End all processes."""
        self.retired = True
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            if self._control is None:  # it has not come so far that it could be told
                self._process.kill()
            await asyncio.to_thread(_ended, self._process)
        for server in self._servers:
            server.close()
        for hand in self._hands.values():
            hand.writer.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end_when_done(self) -> None:
        if self.retired and not self._working and self._control is not None:
            self._control.close()  # the rest is cleared away when it is gone

    async def _controlled(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hear what the process that forks tells, until it ends."""
        self._control = writer
        try:
            while line := await reader.readline():
                what, _, rest = line.decode().rstrip("\n").partition(" ")
                if what == "ready":
                    self._ready.set_result(None)
                    for _ in range(self.limits.processes):
                        self.tell("fork")
                elif what == "failed":
                    self._ready.set_exception(ProjectError(rest))
                else:
                    self._ended(*map(int, rest.split()))
        except OSError:
            pass  # it was killed: the same as its end
        finally:
            writer.close()
            self.idle.put_nowait(None)
            if not self._ready.done():
                self._ready.set_exception(ProjectError(f"{self.version}: the store cannot be opened"))
            for hand in self._hands.values():
                if not hand.ended.done():
                    hand.ended.set_result(0)

    def _ended(self, pid: int, status: int) -> None:
        hand = self._hands.pop(pid, None)
        answer_of(self._folder, pid).unlink(missing_ok=True)  # half of it, if it is there
        if hand is None:
            self._stillborn += 1
        else:
            hand.writer.close()
            if not hand.ended.done():
                hand.ended.set_result(status)
        if not self.retired and self._stillborn < _STILLBORN:
            self.tell("fork")
        elif self._stillborn == _STILLBORN:
            _log.error("%s: those who should answer end at once", self.version)

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A process says who it is, and is idle from now on."""
        told = await reader.readline()
        if not told or self.retired:
            writer.close()
            return
        self._stillborn = 0
        hand = self._hands[int(told)] = Hand(self, int(told), reader, writer)
        self.idle.put_nowait(hand)
