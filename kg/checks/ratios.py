"""Columns of a table that are shares or rates of two others: percentages of counts, and counts per 10,000 of a population."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from kg.arithmetic import agrees, share, shown
from kg.checks.grids import Grid, Line
from kg.checks.oddrows import CHANGE, WIDEST, Pairs, is_share, odd
from kg.facts import Discrepancy

_RATE = re.compile(r"\brates?\b|\bper\s1", re.IGNORECASE)


def ratios(grid: Grid) -> Iterator[Discrepancy]:
    """The rows of ``grid`` whose share or rate is not that of their counts, as that of most rows is."""
    yield from _shares(grid)
    yield from _rates(grid)


def _shares(grid: Grid) -> Iterator[Discrepancy]:
    """Columns of percentages, and percentages in brackets, against counts of the same row, or the total of the column."""
    counts = [at for at in range(grid.width) if not is_share(grid, at) and not CHANGE.search(grid.head(at))][:WIDEST]
    for at in counts:
        bracketed = [(line, cell.value, cell.share) for line, cell in grid.column(at) if cell.count and cell.share is not None]
        yield from _best(grid, [_against(bracketed, whole) for whole in _wholes(grid, at)])
    for beside in [at for at in range(grid.width) if is_share(grid, at)][:WIDEST]:
        tried = []
        for at in counts:
            column = [
                (line, cell.value, other.value) for line, cell in grid.column(at) if cell.count and (other := line.cells[beside])
            ]
            tried += [_against(column, whole) for whole in _wholes(grid, at)]
        yield from _best(grid, tried)


def _wholes(grid: Grid, at: int) -> Iterator[Callable[[Line], Decimal | None]]:
    """What the percentages of a column of counts may be of: its total, its sum, or another column of counts."""
    total = grid.total.cells[at] if grid.total else None
    if total is not None:
        yield lambda _: total.value
    if grid.partition:
        added = sum((cell.value for _, cell in grid.column(at)), Decimal(0))
        yield lambda _: added
    for one in range(min(grid.width, WIDEST)):
        if one != at and sum(cell.count for _, cell in grid.column(one)) > 1 and not is_share(grid, one):
            yield partial(_in_column, one)


def _in_column(at: int, line: Line) -> Decimal | None:
    cell = line.cells[at]
    return cell.value if cell is not None else None


def _against(triples: list[tuple[Line, Decimal, Decimal]], whole: Callable[[Line], Decimal | None]) -> Pairs:
    """Each row with a part and a percentage, held against the whole of its row."""
    pairs: Pairs = []
    for line, part, percent in triples:
        of = whole(line)
        if of and 0 < part <= of:
            given = share(part, of)
            pairs.append((line, agrees(percent, given, given), f"{percent}%", f"{shown(part)} of {shown(of)} is {shown(given)}%"))
    return pairs


def _best(grid: Grid, tried: list[Pairs]) -> Iterator[Discrepancy]:
    """The rows that stand out against the whole that most of them give, where there is one."""
    if not tried:
        return
    best = max(tried, key=lambda pairs: sum(fits for _, fits, _, _ in pairs))
    yield from odd(grid, best, "percentage-of-counts", _told_share)


def _told_share(line: Line, printed: str, given: str) -> tuple[str, str]:
    counts, gives = given.split(" is ")
    return given, f"In the row “{line.label}” the printed counts give {gives} ({counts}); the printed percentage is {printed}."


def _rates(grid: Grid) -> Iterator[Discrepancy]:
    """A column of rates against a column of counts and one of populations."""
    counts = [at for at in range(grid.width) if sum(cell.count for _, cell in grid.column(at)) > 1][:WIDEST]
    for at in [one for one in range(grid.width) if not is_share(grid, one) and not CHANGE.search(grid.head(one))][:WIDEST]:
        if not (_RATE.search(grid.head(at)) or all("." in str(cell.span) for _, cell in grid.column(at))):
            continue
        tried = [
            _per(grid, at, part, of, base)
            for part in counts
            for of in counts
            if len({at, part, of}) == 3
            for base in (1000, 10_000, 100_000)
        ]
        best = max(tried, key=lambda pairs: sum(fits for _, fits, _, _ in pairs), default=[])
        yield from odd(grid, best, "rate-of-population", _told_rate)


def _per(grid: Grid, at: int, part: int, of: int, base: int) -> Pairs:
    pairs: Pairs = []
    for line in (*grid.lines, *([grid.total] if grid.total else [])):
        printed, count, population = line.cells[at], line.cells[part], line.cells[of]
        if printed is None or count is None or population is None or not count.value or not population.value > count.value:
            continue
        given = count.value * base / population.value
        pairs.append(
            (
                line,
                agrees(printed.value, given, given),
                str(printed.value),
                f"{shown(count.value)} of {shown(population.value)} is {shown(given)} per {base:,}",
            )
        )
    return pairs


def _told_rate(line: Line, printed: str, given: str) -> tuple[str, str]:
    counts, gives = given.split(" is ")
    return (
        given,
        f"In the row “{line.label}” the printed count and population give {gives} ({counts}); the printed rate is {printed}.",
    )
