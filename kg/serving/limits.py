"""All that has a bound in the service, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass

_PROCESSORS = os.cpu_count() or 1
# while it is read, a graph takes some six times its N-Quads, and half of that when it is there
_HELD = min(256 * 1024**2, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 16)


@dataclass(frozen=True)
class Limits:
    """How much of each thing there may be.

    A query may run for ``seconds`` with ``memory`` bytes above what the graph takes. Its answer may have ``rows`` rows or triples
    and ``size`` bytes; a larger one is refused, never cut. ``spool`` bytes of answers may wait for slow readers.

    A query begins in the quick lane, which ``abreast`` queries share; one that takes longer than ``quick`` seconds goes on in the
    slow lane, which ``slow`` share. ``pages`` are made at once. In each lane ``waiting`` more may wait for their turn, ``patience`` seconds at most.

    A request may have ``body`` bytes and take ``upload`` seconds to come; ``large`` of those with long bodies are read at once. A
    client that does not read for ``stalled`` seconds is no longer waited for.
    """

    seconds: float = 30.0
    memory: int = 1024**3
    rows: int = 1_000_000
    size: int = 256 * 1024**2
    spool: int = 2 * 1024**3
    abreast: int = 2 * _PROCESSORS
    slow: int = 2 * _PROCESSORS
    pages: int = 2 * _PROCESSORS
    quick: float = 0.5
    waiting: int = 512
    patience: float = 30.0
    body: int = 4 * 1024**2
    large: int = 8
    upload: float = 30.0
    stalled: float = 30.0
    shelf: int = 64 * 1024**2  # bytes of pages that are held for who asks again
    inline: int = 256 * 1024  # a longer answer goes through a file
    held: int = _HELD  # N-Quads up to so many bytes are held in memory, where queries are several times faster
    soon: int = 32 * 1024**2  # of more bytes than these the service begins from disk, and holds them as soon as they are read
    grown: int = 128 * 1024**2  # a process that has grown by more is replaced after its answer

    @property
    def processes(self) -> int:
        """How many processes stand ready or answer: one for each that may run, and two to take over from one that is killed."""
        return self.abreast + self.slow + self.pages + 2
