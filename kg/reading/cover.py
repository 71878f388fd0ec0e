"""Sets of spans that do not overlap, in which a place is found without looking at every span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

from kg.text import Span


class Cover:
    """Spans of one document that do not overlap; a span that overlaps one of them is not taken in."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._by_start: dict[int, Span] = {}
        for span in spans:
            self.add(span)

    def __iter__(self) -> Iterator[Span]:
        """The spans, from left to right."""
        return (self._by_start[start] for start in self._starts)

    def add(self, span: Span) -> bool:
        """Take in ``span``; False where it is empty or overlaps one that is there."""
        if not span or next(self.over(span), None) is not None:
            return False
        insort(self._starts, span.start)
        self._by_start[span.start] = span
        return True

    def over(self, span: Span) -> Iterator[Span]:
        """The spans that overlap ``span``, from left to right."""
        first = bisect_right(self._starts, span.start) - 1
        if first >= 0 and self._by_start[self._starts[first]].end > span.start:
            yield self._by_start[self._starts[first]]
        at = first + 1
        while at < len(self._starts) and self._starts[at] < span.end:
            yield self._by_start[self._starts[at]]
            at += 1

    def holds(self, span: Span) -> bool:
        """Whether ``span`` lies within one of the spans."""
        return any(span in other for other in self.over(span))

    def within(self, span: Span) -> list[Span]:
        """The spans that lie within ``span``."""
        return [other for other in self.over(span) if other in span]

    def beside(self, span: Span) -> list[Span]:
        """The nearest span that ends before ``span`` and the nearest that starts behind it, where there are such."""
        before = bisect_left(self._starts, span.start) - 1
        after = bisect_left(self._starts, span.end)
        return [self._by_start[self._starts[at]] for at in (before, after) if 0 <= at < len(self._starts)]


def longest(spans: Iterable[Span]) -> Cover:
    """The spans without those that overlap a longer one."""
    return Cover(sorted(set(spans), key=lambda one: (-len(one), one.start)))
