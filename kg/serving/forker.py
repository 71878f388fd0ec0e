"""A process that has one version of the store open and forks those that answer from it.

Forking is quick, and what is read into memory once is shared by all. It is done here, where no other thread is at work, for the
process that speaks HTTP has threads. This one ends with the connection to it, and takes its children with it.

It is told, a line each: ``fork``, ``kill PID``, ``later PID`` (let others go first), ``last PID`` (let all others do). It tells: ``ready``, or ``failed SENTENCE``,
and ``ended PID STATUS`` of each child (the number of the signal that ended it, negative, as in :mod:`subprocess`).
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from kg.pages.desk import Desk, prepare
from kg.project import ProjectError, find
from kg.serving.answerer import serve
from kg.serving.limits import Limits
from kg.store import Store

CONTROL, ANSWERS = "control", "answers"  # the two sockets in the folder
_DEATH_SIGNAL, _NEW_USER, _NEW_NETWORK = 1, 0x10000000, 0x40000000  # of prctl(2) and unshare(2)
_NICER = {"later": 5, "last": 19}  # to the others: a slow query, and what nobody waits for
_STACK = 128 * 1024**2  # the engine's parser is recursive, and a long chain of operators ends a process with less


def opened(version: Path, limits: Limits) -> Store | None:
    """The store of a version of a place, in memory; None where it is too large for that, and so is opened by each child.

    Raises ProjectError where there is none.
    """
    graph = version / "graph.nq"
    try:
        if graph.stat().st_size > limits.held:
            return None
        with graph.open(encoding="utf-8", newline="\n") as lines:
            return Store.in_memory(lines, version)
    except OSError as error:
        raise ProjectError(f"{version}: the store cannot be read ({error.strerror or error})") from error


def _bound_to_caller() -> None:
    """Die with the one who forked this process, where the system allows it, also in the midst of a query."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


def _first_to_go() -> None:
    """Where the machine runs out of memory, this process is the one to end, not the one that speaks HTTP."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _confine() -> None:
    """No dumps, room for recursion, and, where the system allows it, no network."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = resource.getrlimit(resource.RLIMIT_STACK)[1]
    resource.setrlimit(resource.RLIMIT_STACK, (_STACK if most == resource.RLIM_INFINITY else min(_STACK, most), most))
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if library.unshare(_NEW_NETWORK) != 0:
            library.unshare(_NEW_USER | _NEW_NETWORK)


def occupied(field: int) -> int:
    """The bytes of this process: all of its addresses (0), or those in memory (1); 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[field]) * resource.getpagesize()
    except OSError:
        return 0


class Forker:
    """Forks on demand, and tells what becomes of its children."""

    def __init__(self, control: socket.socket, child: Callable[[], None]) -> None:
        self.control, self.child = control, child
        self.children: set[int] = set()
        self._woken, waker = os.pipe()
        for end in (self._woken, waker):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)

    def run(self) -> None:
        """Do as told until the connection ends; then end the children."""
        rest = b""
        try:
            while True:
                ready = select.select([self.control.fileno(), self._woken], [], [])[0]
                if self._woken in ready:
                    os.read(self._woken, 512)
                    self._reap()
                if self.control.fileno() in ready:
                    if not (piece := self.control.recv(4096)):
                        return
                    *lines, rest = (rest + piece).split(b"\n")
                    for line in lines:
                        self._do(*line.decode().split())
        finally:
            for child in self.children:
                os.kill(child, signal.SIGKILL)

    def _do(self, what: str, of: str = "0") -> None:
        if what == "fork":
            if child := os.fork():
                self.children.add(child)
                return
            signal.set_wakeup_fd(-1)
            os.close(self._woken)
            self.control.close()
            self.children.clear()
            self.child()
        if (child := int(of)) in self.children:  # not gone, so the number is still its own
            if what == "kill":
                os.kill(child, signal.SIGKILL)
            else:
                os.setpriority(os.PRIO_PROCESS, child, _NICER[what])

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while (child := os.waitpid(-1, os.WNOHANG))[0]:
                self.children.discard(child[0])
                self.control.sendall(b"ended %d %d\n" % (child[0], os.waitstatus_to_exitcode(child[1])))


def _child(held: Desk | None, version: Path, limits: Limits, folder: Path) -> None:
    """The life of a process that answers."""
    with contextlib.suppress(OSError, ProjectError), socket.socket(socket.AF_UNIX) as line:
        _bound_to_caller()
        _first_to_go()
        desk = held or Desk(Store.open(version.parent, version.name), find(), version, folder)
        before = occupied(1)
        if addresses := occupied(0):
            resource.setrlimit(resource.RLIMIT_AS, (addresses + limits.memory, addresses + limits.memory))
        line.connect(str(folder / ANSWERS))
        line.sendall(b"%d\n" % os.getpid())
        serve(desk.store, line, limits, folder, lambda: occupied(1) - before, desk.made)
    os._exit(0)


def main(version: str, folder: str, limits: str) -> None:
    """Fork on demand those that answer from the version in the folder ``version``; the sockets in ``folder`` are the other side's."""
    _confine()
    bounds, at, place = Limits(**json.loads(limits)), Path(version), Path(folder)
    with socket.socket(socket.AF_UNIX) as control:
        control.connect(str(place / CONTROL))
        try:
            store = opened(at, bounds)
            desk = None if store is None else Desk(store, find(), at, place)
            if desk is None:
                prepare()
            else:
                desk.warm()
        except Exception as error:  # noqa: BLE001 - nobody else would say why there is no service
            told = str(error) if isinstance(error, ProjectError) else f"the pages cannot be made ({type(error).__name__}: {error})"
            control.sendall(f"failed {' '.join(told.split())}\n".encode())
            return
        control.sendall(b"ready\n")
        try:
            Forker(control, lambda: _child(desk, at, bounds, place)).run()
        finally:
            shutil.rmtree(place, ignore_errors=True)  # the other side may have been killed


if __name__ == "__main__":
    main(*sys.argv[1:])
