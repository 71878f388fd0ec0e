"""Tables that are not tagged: the rows and cells of lines that stand in columns.

Rules between rows decide where there are any. Else a wider gap does, and a line with more than its first cell that goes on with none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.intake.pdf.band import Band
from kg.intake.pdf.block import Block
from kg.intake.pdf.line import Line
from kg.intake.pdf.paragraph import paragraphs
from kg.intake.pdf.piece import Box
from kg.intake.pdf.table import rows

_THIN = 3.0


def gridded(band: Band, rules: Sequence[Box], reach: float) -> list[Block]:
    """The rows of the band, whose last column may go as far to the right as ``reach``; its number of cells is that of its columns, empty ones too."""
    made: list[Block] = []
    for group in _rows(band, _levels(band, rules)):
        cells: list[list[Line]] = [[] for _ in range(len(band.gutters) + 1)]
        for line in group:
            for cell, part in zip(cells, band.parts(line), strict=True):
                cell.extend([part] if part else [])
        entries = [*(paragraphs(cell) for cell in cells[:-1]), paragraphs(cells[-1], reach)]
        made.extend(rows([[block.whole() for block in blocks] for blocks in entries]))
    return made


def _levels(band: Band, rules: Sequence[Box]) -> list[float]:
    """The heights at which a rule is drawn across the first gutter of the band."""
    top, bottom = band.lines[0].base - 2 * band.lines[0].size, band.lines[-1].base + 2 * band.lines[-1].size
    middle = sum(band.gutters[0]) / 2
    found = sorted(
        (rule.top + rule.bottom) / 2
        for rule in rules
        if rule.height < _THIN and rule.width > 20 and rule.left < middle < rule.right and top < rule.top < bottom
    )
    left = sorted(
        (rule.top + rule.bottom) / 2
        for rule in rules
        if rule.height < _THIN and rule.width > 20 and rule.right <= band.gutters[0][1] + 4 and top < rule.top < bottom
    )
    levels: list[float] = []
    for level in found or left:
        if not levels or level - levels[-1] > 4:
            levels.append(level)
    return levels


def _rows(band: Band, levels: list[float]) -> list[list[Line]]:
    inside = [level for level in levels if band.lines[0].base < level < band.lines[-1].base]
    if inside:
        made: list[list[Line]] = [[] for _ in range(len(inside) + 1)]
        for line in band.lines:
            made[sum(level < line.base for level in inside)].append(line)
        return [row for row in made if row]
    wide = [lower.base - upper.base > 1.4 * max(upper.size, lower.size) for upper, lower in pairwise(band.lines)]
    found: list[list[Line]] = [[band.lines[0]]]
    for line, apart in zip(band.lines[1:], wide, strict=True):
        if apart or _begins(line, found[-1][-1], band):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _begins(line: Line, before: Line, band: Band) -> bool:
    """Whether a line is a row of its own, and not the rest of the cells above it."""
    filled = [segments[0].words for segments in band.split(line) if segments]
    further = line.base - before.base > 0.8 * line.size and len(filled) > 1 and line.left < band.gutters[0][0]
    return further and not any(words[0].islower() for words in filled)
