"""Figures that a sentence takes from a table beside it, against the cells of the row and column that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.checks.grids import Cell, Grid, Line
from kg.checks.printed import Printed, numbers_of
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_FAR = 2500  # characters between a table and a sentence on it
_OF_TABLE = re.compile(
    r"\b(?:table|chart|figures?|graph)\b(?:[^.;]{0,20})\b(?:shows?|above|below|\d|gives?)|\b(?:shown|set\sout|seen)\s(?:in|above|below)|as\sthe\stable",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"^[^.;:()\d]{0,30}?\b(?:in|at|on|for|by)\s(?:(?:the\s)?end\sof\s|\d{0,2}\s?[A-Z][a-z]{2,8}\s)?(?P<year>20\d\d(?:[/–-]\d{2,4})?)"
)
_TOGETHER = re.compile(
    r"\b(?:between\sthem|in\sall|altogether|in\stotal|together|across\s(?:both|all)|a\stotal\sof|combined)\b", re.IGNORECASE
)
_TOTAL = re.compile(r"\W*(?:total|both|all|altogether|sum|together|combined)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:target|average|per\scent|%|rate|compared\swith\s(?:england|national)|elsewhere|neighbour\w*|plan\w*|will|would|more|fewer|by|extra|further)\b",
    re.IGNORECASE,
)


def cited(found: list[Block], grids: list[Grid]) -> Iterator[Discrepancy]:
    """The figures in sentences of ``found`` that the tables beside them, ``grids``, do not print."""
    if not grids:
        return
    for block in found:
        if block.kind in ("row", "heading"):
            continue
        near = [
            grid
            for grid in grids
            if -_FAR < block.span.start - grid.lines[-1].span.end < _FAR or 0 <= grid.lines[0].span.start - block.span.end < _FAR
        ]
        if not near:
            continue
        for sentence in block.text.sentences():
            numbers = numbers_of(sentence)
            for grid in near if numbers else []:
                line = _named(sentence, grid)
                if line is not None:
                    yield from _by_year(sentence, numbers, grid, line)
                    yield from _in_all(sentence, numbers, grid, line)


def _named(sentence: Span, grid: Grid) -> Line | None:
    """The one row whose label a sentence prints; of labels within each other, the longest."""
    words = f" {sentence.words.lower()} "
    lines = [*grid.lines, *([grid.total] if grid.total else [])]
    named = [line for line in lines if _says(words, line.label)]
    named = [line for line in named if not any(line is not other and line.label.lower() in other.label.lower() for other in named)]
    return named[0] if len(named) == 1 else None


def _says(words: str, label: str) -> bool:
    plain = re.sub(r"\s?\([^()]*\)|\*", "", label).strip().lower()
    return (
        len(plain) > 4
        and not plain[0].isdigit()
        and not _TOTAL.match(plain)
        and re.search(rf"[\s(]{re.escape(plain)}[\s.,;:)]", words) is not None
    )


def _by_year(sentence: Span, numbers: list[Printed], grid: Grid, line: Line) -> Iterator[Discrepancy]:
    """As in "plans for emotional abuse were 96 in 2015 and 119 in 2017": one figure is that of its cell, and another is not."""
    told: list[tuple[Printed, str, Cell]] = []
    for number in numbers:
        year = _YEAR.match(f" {number.after} {sentence[number.span.end - sentence.start :][:60].words}")
        columns = [at for at in range(grid.width) if year and year["year"] in grid.head(at)]
        cell = line.cells[columns[0]] if len(columns) == 1 else None
        if year and cell is not None and not number.hedge and number.unit in ("count", "percent"):
            told.append((number, year["year"], cell))
    right = [one for one in told if one[0].value == one[2].value]
    if not right and not (sentence.search(_OF_TABLE) and told):
        return
    values = {cell.value for cell in line.cells if cell is not None}
    for number, when, cell in told:
        if number.value != cell.value and number.value not in values and not (number.unit == "percent") ^ (cell.unit == "%"):
            yield _alarm(sentence, grid, line, number, cell, f"for {when}")


def _in_all(sentence: Span, numbers: list[Printed], grid: Grid, line: Line) -> Iterator[Discrepancy]:
    """As in "Between them the hubs have 12.5 early help workers" against the column of totals."""
    columns = [at for at in range(grid.width) if _TOTAL.match(grid.head(at))]
    if len(columns) != 1 or not sentence.search(_TOGETHER) or (cell := line.cells[columns[0]]) is None:
        return
    label = line.label.lower()
    for number in numbers:
        if number.unit != "count" or number.hedge or not number.after.lower().startswith(label) or _CHANGED.search(sentence.words):
            continue
        if number.value != cell.value:
            yield _alarm(sentence, grid, line, number, cell, f"in the column “{grid.head(columns[0])}”")


def _alarm(sentence: Span, grid: Grid, line: Line, number: Printed, cell: Cell, where: str) -> Discrepancy:
    return alarm(
        "conflicting-figures",
        (sentence, *grid.header[-1:], line.span),
        f"{number.shown} / {cell.span.words}",
        f"the table prints {cell.span.words} of “{line.label}” {where}",
        f"The sentence prints {number.shown} of “{line.label}” {where}; the table beside it prints {cell.span.words}.",
    )
