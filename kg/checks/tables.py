"""The columns and rows of tables against each other: totals, percentages of counts, and changes between two columns.

What a column is made of is taken from the table itself: where most rows agree, the ones that do not are reported; and from the
words of its head where they leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.arithmetic import Range, agrees, change, shown
from kg.checks.alarms import alarm
from kg.checks.grids import Cell, Grid, Line
from kg.checks.oddrows import CHANGE, Pairs, is_share, mostly, odd
from kg.checks.ratios import ratios
from kg.facts import Discrepancy
from kg.text import Span

_NO_SUM = re.compile(r"%|\brate|\bper\b|per cent|average|\brank|\bmean\b|\bmedian\b|\byear\b|\bage\b|score|\bdays\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"%\s*(?:change|increase|decrease|difference|variance)|(?:change|increase|decrease|difference)\s*\(?%|percentage change|per cent change",
    re.IGNORECASE,
)
_TOTAL_HEAD = re.compile(
    r"\W*(?:(?:grand\s|overall\s)?total\b.{0,20}|(?:both|all|altogether|sum|together|combined)(?:\s[a-z]{3,12})?\W*)", re.IGNORECASE
)


def tables(grids: Iterable[Grid], known: set[Span]) -> Iterator[Discrepancy]:
    """What the rows and columns of ``grids`` print of each other and does not fit; rows of ``known`` are checked elsewhere."""
    for grid in grids:
        if grid.total is not None and not known & {grid.total.span}:
            yield from _column_totals(grid, grid.total)
        yield from _row_totals(grid)
        yield from ratios(grid)
        yield from _changes(grid)
        yield from _hundred(grid)


def _rounded(cells: list[Cell]) -> Decimal:
    """What whole numbers may be rounded to: 1, or 5, 10 or 100 where all of several are multiples."""
    steps = (step for step in (100, 10, 5) if len(cells) > 2 and all(cell.value % step == 0 for cell in cells))
    return Decimal(next(steps, 1))


def _column_totals(grid: Grid, total: Line) -> Iterator[Discrepancy]:
    if len(grid.lines) < 2 or not grid.partition:
        return
    columns = []
    for at, printed in enumerate(total.cells):
        cells = [cell for _, cell in grid.column(at)]
        if printed is None or len(cells) != len(grid.lines) or any(cell.unit or cell.value < 0 for cell in (*cells, printed)):
            continue
        if not _NO_SUM.search(grid.head(at)):
            columns.append((at, printed, cells, sum((cell.value for cell in cells), Decimal(0))))
    sure = any(given == printed.value and printed.value for _, printed, _, given in columns)
    for at, printed, cells, given in columns:
        off, step = abs(given - printed.value), _rounded([*cells, printed])
        close = off * 10 <= printed.value
        if not (off * 4 <= printed.value or all(cell.count for cell in (*cells, printed))):
            continue  # averages and the like, of which the last row is no sum
        near = len(cells) > 2 and close and printed.count and not _NO_SUM.search(grid.above) and bool(grid.head(at))
        if not off or not (sure or near) or not (close or grid.called) or (step > 1 and off <= step * len(cells) / 2):
            continue
        name = f" of “{grid.head(at)}”" if grid.head(at) else ""
        yield alarm(
            "total-of-parts",
            (total.span, *grid.header[-1:], *(line.span for line in grid.lines)),
            str(printed.value),
            f"the {len(cells)} rows{name} add up to {shown(given)}",
            f"The printed rows{name} add up to {shown(given)}; the printed total is {printed.span.words}.",
        )


def _row_totals(grid: Grid) -> Iterator[Discrepancy]:
    """A column "Total" against the columns of counts beside it, row by row."""
    for at in range(grid.width):
        if not _TOTAL_HEAD.fullmatch(grid.head(at)):
            continue
        others = [
            one
            for one in range(grid.width)
            if one != at
            and not _NO_SUM.search(grid.head(one))
            and not CHANGE.search(grid.head(one))
            and not _TOTAL_HEAD.fullmatch(grid.head(one))
        ]
        pairs: Pairs = []
        for line in (*grid.lines, *([grid.total] if grid.total else [])):
            cells = [line.cells[one] for one in others]
            printed = line.cells[at]
            if printed is None or len(cells) < 2 or any(cell is None or cell.unit or cell.value < 0 for cell in (*cells, printed)):
                continue
            given = sum((cell.value for cell in cells if cell is not None), Decimal(0))
            if given or printed.value:
                pairs.append((line, given == printed.value, printed.span.words, shown(given)))
        yield from odd(
            grid,
            pairs,
            "total-of-parts",
            lambda line, printed, given: (
                f"the columns of “{line.label}” add up to {given}",
                f"The printed columns of “{line.label}” add up to {given}; the printed total is {printed}.",
            ),
        )


def _changes(grid: Grid) -> Iterator[Discrepancy]:
    """A column of changes against the two columns of figures that give it."""
    for at in range(grid.width):
        if not CHANGE.search(grid.head(at)) or len(grid.column(at)) < 1:
            continue
        relative = bool(_RELATIVE.search(grid.head(at))) or (
            all(cell.unit == "%" for _, cell in grid.column(at))
            and not all(cell.unit == "%" for _, cell in grid.column(max(0, at - 1)))
        )
        before = [one for one in range(grid.width) if one != at and not CHANGE.search(grid.head(one)) and grid.column(one)]
        ranked = sorted(
            (
                _differences(grid, first, second, at, relative, sign)
                for first in before
                for second in before
                if first < second
                for sign in (1, -1)
            ),
            key=lambda pairs: -sum(fits for _, fits, _, _ in pairs),
        )
        if not ranked or not ranked[0]:
            continue
        pairs = ranked[0]
        if mostly(pairs) or (relative and before == [at - 2, at - 1] == [0, 1] and grid.width == 3):
            for line, fits, printed, given in pairs:
                if not fits:
                    yield alarm("change-of-ends", (line.span, *grid.header[-1:]), printed, given, _told(given, printed))


def _told(given: str, printed: str) -> str:
    ends, gives = given.removeprefix("from ").split(" is ")
    return f"The printed ends ({ends.replace(' to ', ' and ')}) give a change of {gives}; the printed change is {printed}."


def _differences(grid: Grid, first: int, second: int, at: int, relative: bool, sign: int) -> Pairs:
    pairs: Pairs = []
    for line in grid.lines:
        before, after, printed = line.cells[first], line.cells[second], line.cells[at]
        if before is None or after is None or printed is None or (relative and not before.value):
            continue
        if relative:
            low, high = change(Range.of(before.value), Range.of(after.value))
            given = f"{shown((after.value / before.value - 1) * 100, 1)}%"
            fits = sign > 0 and agrees(printed.value, low, high)
            said = f"{printed.value}%"
        else:
            difference = sign * (after.value - before.value)
            slack = (
                Decimal(0)
                if before.count and after.count
                else Decimal("0.1").scaleb(1 - max(1, -int(printed.value.as_tuple().exponent)))
            )
            fits, given, said = abs(difference - printed.value) <= slack, shown(difference), str(printed.value)
        pairs.append((line, fits, said, f"from {before.span.words} to {after.span.words} is {given}"))
    return pairs


def _hundred(grid: Grid) -> Iterator[Discrepancy]:
    """Percentages of a column whose total is printed as 100%."""
    if grid.total is None or len(grid.lines) < 2 or not grid.partition:
        return
    for at, total in enumerate(grid.total.cells):
        cells = [cell for _, cell in grid.column(at)]
        if total is None or total.value != 100 or len(cells) != len(grid.lines) or not is_share(grid, at):
            continue
        given = sum((cell.value for cell in cells), Decimal(0))
        unit = max(Range.of(cell.value).high - cell.value for cell in cells) * 2
        if abs(given - 100) > unit * len(cells):
            yield alarm(
                "sum-of-shares",
                (grid.total.span, *grid.header[-1:], *(line.span for line in grid.lines)),
                "100%",
                f"the {len(cells)} percentages add up to {given}%",
                f"The printed percentages add up to {given}%; the printed total is 100%.",
            )
