"""Blocks that are printed side by side: lists of a team, addresses, signatures, tables that lost their lines.

Text of a PDF gives them as one of three: cells with tabs between, columns kept apart by blanks, or a column after another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.text import Span

_GAP = re.compile(r"[ ]*\t[ \t]*|[ ]{3,}")
_TAB = 10_000  # where the cell after a tab is said to begin
_NEAR = 4  # columns begin within so many characters of each other


@dataclass(frozen=True)
class Line:
    """A line of a column, stripped. ``fresh``: a blank line stands before it, or it is the first, or a cell of a row."""

    span: Span
    fresh: bool


def streams(span: Span, skip: Callable[[Span], bool] = lambda _: False) -> list[list[Line]]:
    """The columns of ``span`` from left to right, each as its lines; one where nothing stands side by side.

    Lines that are to ``skip`` count as blank ones.
    """
    rows = [_cells(line) if line.strip() and not skip(line.strip()) else [] for line in span.lines()]
    starts = _starts([cells for cells in rows if len(cells) > 1])
    rows = [list(_parted(cells, starts)) for cells in rows]
    made: list[list[Line]] = [[] for _ in range(1 + len(starts))]
    fresh = True
    for cells in rows:
        taken = set[int]()
        for number, (cell, at) in enumerate(cells):
            column = _column(number, at, starts)
            made[column].append(Line(cell, (fresh or _is_row(cells)) and column not in taken))
            taken.add(column)
        fresh = not cells
    return [lines for lines in made if lines]


def _is_row(cells: list[tuple[Span, int]]) -> bool:
    """Whether tabs stand between the cells: each such line is a row of its own."""
    return any(at >= _TAB for _, at in cells)


def _cells(line: Span) -> list[tuple[Span, int]]:
    """The cells of a line with the place where each begins; with tabs each place is a number of its own."""
    found = list(line.finditer(_GAP))
    bounds = [line.start, *(end for one in found for end in (one.span.start, one.span.end)), line.end]
    cells = [Span(line.document, first, last) for first, last in zip(bounds[::2], bounds[1::2], strict=True)]
    if "\t" in str(line):
        return [(cell.strip(), _TAB * number) for number, cell in enumerate(cells) if cell.strip()]
    return [(cell.strip(), cell.start - line.start) for cell in cells if cell.strip()]


def _parted(cells: list[tuple[Span, int]], starts: list[int]) -> Iterator[tuple[Span, int]]:
    """The cells, those parted that two blanks part where another column begins: the left one fills its column."""
    for cell, at in cells:
        cut = next(
            (
                one.span
                for one in cell.finditer(r"[ ]{2}")
                if any(abs(at + one.span.end - cell.start - start) < _NEAR for start in starts)
            ),
            None,
        )
        if cut is None or at >= _TAB:
            yield cell, at
        else:
            yield Span(cell.document, cell.start, cut.start).strip(), at
            yield Span(cell.document, cut.end, cell.end).strip(), at + cut.end - cell.start


def _starts(rows: list[list[tuple[Span, int]]]) -> list[int]:
    """Where the columns after the first begin."""
    made: list[int] = []
    for at in sorted(at for cells in rows for _, at in cells[1:]):
        if not made or at - made[-1] > _NEAR:
            made.append(at)
    return made


def _column(number: int, at: int, starts: list[int]) -> int:
    if number == 0 and (not starts or at < starts[0] - _NEAR):
        return 0
    return max((index + 1 for index, start in enumerate(starts) if at >= start - _NEAR), default=0)


def joined(lines: tuple[Span, ...]) -> tuple[Span, ...]:
    """Lines that follow each other as one stretch."""
    made: list[Span] = []
    for line in lines:
        gap = str(Span(line.document, made[-1].end, max(made[-1].end, line.start))) if made else "-"
        if made and not gap.strip() and gap.count("\n") == 1 and "\t" not in gap:
            made[-1] = made[-1].to(line)
        else:
            made.append(line)
    return tuple(made)
