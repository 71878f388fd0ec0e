"""Bands of a page: lines below each other that leave the same gutters free, so that they stand in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.intake.pdf.block import BULLET, NUMBER
from kg.intake.pdf.line import Line, Segment

_GUTTER = 9.0  # points: narrower is a gap between words
_LABEL = 45  # characters: what stands before a gap in a line of its own
_APART = 4.0  # times the size of type: lines further apart belong to different bands

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """Lines, and the gutters between their columns; no gutters where the lines stand in one column."""

    lines: list[Line]
    gutters: tuple[Gap, ...] = ()

    def columns(self) -> list[list[Line]]:
        """The lines of each column, from left to right."""
        parts = [self.parts(line) for line in self.lines]
        return [[part for part in column if part] for column in zip(*parts, strict=True)]

    def parts(self, line: Line) -> list[Line | None]:
        """What of a line stands in each column."""
        return [
            replace(line, segments=found, noted=line.noted and not at) if found else None
            for at, found in enumerate(self.split(line))
        ]

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
        return len(columns) == 2 and all(_is_mark(line.words) for line in columns[0])

    def is_running(self, columns: Sequence[Sequence[Line]]) -> bool:
        """Whether the columns are text that runs down each of them, as in a newspaper: long lines that fill their column."""
        return all(len(column) > 4 and _fills(column) and _flows(column) for column in columns)


def _fills(column: Sequence[Line]) -> bool:
    left, right = min(line.left for line in column), max(line.right for line in column)
    full = sum(line.right > right - 0.2 * (right - left) for line in column)
    long = sum(len(line.words) for line in column) / len(column)
    return full > 0.55 * len(column) and long > 22


def _flows(column: Sequence[Line]) -> bool:
    """Whether lines are evenly set, and many begin in the middle of a sentence."""
    even = sum(0.9 < (lower.base - upper.base) / lower.size < 1.5 for upper, lower in pairwise(column))
    inside = sum(line.words[0].islower() for line in column)
    return even > 0.6 * len(column) and inside > 0.3 * len(column)


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
        aligned = min(
            (segment.left for line in lines[start:end] for segment in line.segments if segment.left >= gaps[0][1] - 1), default=0.0
        )
        while plain and _near(plain[-1], lines[start]) and _beside(plain[-1], gaps) and plain[-1].left < aligned + _GUTTER:
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
    while end < len(lines) and _near(lines[end - 1], lines[end]):
        narrower = _narrowed(gaps, lines[end])
        if not narrower:
            break
        gaps = narrower
        end += 1
    while end > start + 1 and len(lines[end - 1].segments) == 1 and _crowds(lines[end - 1], lines[start:end], gaps):
        end -= 1
    found = lines[start:end]
    kept = tuple(gap for gap in gaps if min(_sides(found, gap)) > (1 if len(found) > 1 else 0))
    first = lines[start].segments[0].words
    if kept or len(lines[start].segments) == 1 or _is_mark(first) or len(first) > _LABEL:
        return end, kept
    end = start + 1  # one line with a gap: a label and what it labels, which may go on below
    gaps = _gaps(lines[start:end])
    while (
        end < len(lines)
        and gaps
        and lines[end].left >= gaps[-1][1] - 1
        and lines[end].base - lines[end - 1].base < 1.5 * lines[end].size
    ):
        end += 1
    return end, gaps


def _sides(lines: Sequence[Line], gap: Gap) -> tuple[int, int]:
    """How many lines stand on the left and on the right of a gutter."""
    return sum(line.left < gap[0] for line in lines), sum(line.right > gap[1] for line in lines)


def _is_mark(words: str) -> bool:
    return bool(BULLET.fullmatch(words) or NUMBER.fullmatch(words) or words.isdigit())


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
