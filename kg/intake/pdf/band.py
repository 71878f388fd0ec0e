"""Bands of a page: lines below each other that leave the same gutters free, so that they stand in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.intake.pdf.block import BULLET, NUMBER
from kg.intake.pdf.line import Line, Segment

_GUTTER = 9.0  # points: narrower is a gap between words
_APART = 4.0  # times the size of type: lines further apart belong to different bands

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """Lines, and the gutters between their columns; no gutters where the lines stand in one column."""

    lines: list[Line]
    gutters: tuple[Gap, ...] = ()

    def columns(self) -> list[list[Line]]:
        """The lines of each column, from left to right."""
        found: list[list[Line]] = [[] for _ in range(len(self.gutters) + 1)]
        for line in self.lines:
            for column, segments in enumerate(self.split(line)):
                if segments:
                    found[column].append(Line(line.page, segments, line.base, line.size, line.bold, line.noted and not column))
        return found

    def split(self, line: Line) -> list[tuple[Segment, ...]]:
        """The segments of a line in each column."""
        edges = [(start + end) / 2 for start, end in self.gutters]
        places = [sum(edge < (segment.left + segment.right) / 2 for edge in edges) for segment in line.segments]
        return [
            tuple(segment for segment, place in zip(line.segments, places, strict=True) if place == column)
            for column in range(len(edges) + 1)
        ]

    def is_list(self, columns: Sequence[Sequence[Line]]) -> bool:
        """Whether the first column has nothing but bullets and numbers: these are marks of the text beside them."""
        return len(columns) == 2 and all(BULLET.fullmatch(line.words) or NUMBER.fullmatch(line.words) for line in columns[0])

    def is_running(self, columns: Sequence[Sequence[Line]]) -> bool:
        """Whether the columns are text that runs down each of them, as in a newspaper: long lines that fill their column."""
        return all(len(column) > 3 and _fills(column) for column in columns)


def _fills(column: Sequence[Line]) -> bool:
    left, right = min(line.left for line in column), max(line.right for line in column)
    full = sum(line.right > right - 0.2 * (right - left) for line in column)
    long = sum(len(line.words) for line in column) / len(column)
    return full > 0.55 * len(column) and long > 22


def bands(lines: Sequence[Line]) -> list[Band]:
    """The bands of a page, from the top down."""
    found: list[Band] = []
    plain: list[Line] = []
    index = 0
    while index < len(lines):
        end, gaps = _columns_from(lines, index)
        if not gaps:
            plain.append(lines[index])
            index += 1
            continue
        start = index
        while plain and _near(plain[-1], lines[start]) and _beside(plain[-1], gaps):
            plain.pop()
            start -= 1
        if plain:
            found.append(Band(plain))
            plain = []
        found.append(Band(list(lines[start:end]), gaps))
        index = end
    return [*found, Band(plain)] if plain else found


def _columns_from(lines: Sequence[Line], start: int) -> tuple[int, tuple[Gap, ...]]:
    """The end of the lines from ``start`` on that stand in columns, and the gutters between these."""
    gaps = _gaps(lines[start : start + 1])
    end = start + 1
    if (
        not gaps
        and end < len(lines)
        and _near(lines[start], lines[end])
        and lines[end].base - lines[start].base < 0.8 * lines[start].size
    ):
        gaps = _gaps(lines[start : start + 2])  # columns whose lines are not level
        end += 1
    if not gaps:
        return start, ()
    sides = [[0, 0] for _ in gaps]
    while end < len(lines) and _near(lines[end - 1], lines[end]):
        narrower = _narrowed(gaps, lines[end])
        if not narrower:
            break
        gaps = narrower
        end += 1
    while end > start + 1 and len(lines[end - 1].segments) == 1 and _crowds(lines[end - 1], lines[start:end], gaps):
        end -= 1
    for gap, counts in zip(gaps, sides, strict=False):
        for line in lines[start:end]:
            counts[0] += line.left < gap[0]
            counts[1] += line.right > gap[1]
    kept = tuple(gap for gap, counts in zip(gaps, sides, strict=False) if min(counts) > (1 if end - start > 1 else 0))
    return end, kept


def _crowds(line: Line, lines: Sequence[Line], gaps: Sequence[Gap]) -> bool:
    """Whether a last line is text after a table: it stands in the first column, further down than the lines of a cell."""
    before = lines[-2]
    return line.right <= gaps[0][0] + 1 and line.base - before.base > 1.5 * max(line.size, before.size)


def _near(upper: Line, lower: Line) -> bool:
    return lower.base - upper.base < _APART * max(upper.size, lower.size)


def _beside(line: Line, gaps: Sequence[Gap]) -> bool:
    """Whether a line stands beside the gutters, on their right: its column begins higher than the first."""
    return bool(gaps) and line.left >= gaps[0][1] - 1


def _gaps(lines: Sequence[Line]) -> tuple[Gap, ...]:
    taken = sorted((segment.left, segment.right) for line in lines for segment in line.segments)
    gaps: list[Gap] = []
    right = taken[0][1]
    for left, end in taken[1:]:
        if left - right >= _GUTTER:
            gaps.append((right, left))
        right = max(right, end)
    return tuple(gaps)


def _narrowed(gaps: Sequence[Gap], line: Line) -> tuple[Gap, ...]:
    """What a further line leaves of the gutters."""
    left: list[Gap] = list(gaps)
    for segment in line.segments:
        rest: list[Gap] = []
        for start, end in left:
            if segment.right <= start or segment.left >= end:
                rest.append((start, end))
                continue
            sides = [(start, segment.left)] if segment.left > start and segment.right >= end else []
            sides += [(segment.right, end)] if segment.right < end and segment.left <= start else []
            rest.extend(side for side in sides if side[1] - side[0] >= _GUTTER)
        left = rest
    return tuple(left)
