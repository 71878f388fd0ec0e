"""A text cut at the ends of passages: each piece with the passages that lie over it, however they nest and overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Passage(NamedTuple):
    """A stretch of a text, from ``start`` up to ``end``."""

    start: int
    end: int

    @property
    def name(self) -> str:
        """What its address ends with."""
        return f"{self.start}-{self.end}"


class Segment(NamedTuple):
    """A piece of a text and the passages over it, the longest first."""

    start: int
    end: int
    over: tuple[Passage, ...]


class Cutter:
    """Cuts stretches of a text at the ends of ``passages``."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._passages = sorted({one for one in passages if one.end > one.start})
        self._starts = [one.start for one in self._passages]
        self._ends = sorted({edge for one in self._passages for edge in one})
        reach = 0
        self._reaches: list[int] = []  # how far those until here reach
        for one in self._passages:
            reach = max(reach, one.end)
            self._reaches.append(reach)

    def over(self, start: int, end: int) -> list[Passage]:
        """The passages that share a character with a stretch."""
        first, last = bisect_right(self._reaches, start), bisect_left(self._starts, end)
        return [one for one in self._passages[first:last] if one.end > start]

    def segments(self, start: int, end: int) -> Iterator[Segment]:
        """The stretch in pieces, which give it again when put together."""
        near = self.over(start, end)
        cuts = self._ends[bisect_right(self._ends, start) : bisect_left(self._ends, end)]
        at = start
        for cut in (*cuts, end):
            if cut > at:
                over = (one for one in near if one.start <= at and one.end >= cut)
                yield Segment(at, cut, tuple(sorted(over, key=lambda one: (one.start - one.end, one.start))))
                at = cut
