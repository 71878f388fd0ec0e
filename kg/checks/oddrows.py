"""Rows of a table that stand out from the others: most hold to what the columns are of each other, and a few do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.checks.alarms import alarm
from kg.checks.grids import Grid, Line
from kg.facts import Discrepancy

PERCENT = re.compile(r"%|per\s?cent|percentage|proportion|share", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:change|difference|variance|variation|movement|increase|decrease|reduction)\b|\+\s?/\s?-", re.IGNORECASE)
WIDEST = 10  # columns that are held against each other

Pairs = list[tuple[Line, bool, str, str]]  # a row, whether it agrees, what it prints, what was computed


def mostly(pairs: Pairs) -> bool:
    """Whether so many rows agree that the others stand out."""
    fitting = sum(fits for _, fits, _, _ in pairs)
    return fitting > 1 and fitting * 3 >= len(pairs) * 2


def odd(grid: Grid, pairs: Pairs, kind: str, said: Callable[[Line, str, str], tuple[str, str]]) -> Iterator[Discrepancy]:
    """The rows that do not agree, where most do; ``said`` gives what was computed, and the wording."""
    if not mostly(pairs):
        return
    for line, fits, printed, given in pairs:
        if not fits:
            computed, text = said(line, printed, given)
            yield alarm(kind, (line.span, *grid.header[-1:]), printed, computed, text)


def is_share(grid: Grid, at: int) -> bool:
    """Whether a column holds percentages of something."""
    cells = [cell for _, cell in grid.column(at)]
    if not cells or CHANGE.search(grid.head(at)) or any(not 0 <= cell.value <= 100 for cell in cells):
        return False
    return all(cell.unit == "%" for cell in cells) or bool(PERCENT.search(grid.head(at)))
