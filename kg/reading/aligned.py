"""Finds the lines of a plain text whose columns are set with blanks: a table without tabs or bars.

Running text may hold wide gaps too (justified lines, names in two columns, a label and its value). What tells a table of
data is that neighbouring lines begin or end a cell below each other, and that most of them hold a figure or a date there.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.text import Span

GAP = re.compile(r"(?<![.!?;:,\s])[ ]{2}(?=\S)|(?<=\S)[ ]{2}(?=[£\d])|(?<=\S)[ ]{3,}(?=\S)")
_DATUM = re.compile(r"[<>~£(+−–-]{0,2}\s?\d[^A-Z]{0,24}|(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\s\d{4}(?:/\d\d)?")


def cells(line: Span) -> list[Span]:
    """The cells of a line, parted by two blanks or more (after a sentence's end three, or a figure)."""
    return [cell.strip() for cell in line.strip().split(GAP)]


def aligned(lines: list[Span]) -> frozenset[int]:
    """The indexes of the ``lines`` that are rows of a table whose columns are set with blanks."""
    found: set[int] = set()
    group: list[tuple[int, list[Span]]] = []
    for index, line in enumerate(lines):
        row = [] if "\t" in str(line) or "|" in str(line) or "  " not in str(line).strip() else cells(line)
        if len(row) < 2:
            if group and row == [] and _continues(line, lines[group[-1][0]], group[-1][1]):
                continue
            found |= _table(group)
            group = []
            continue
        if group and not _below(lines[group[-1][0]], group[-1][1], line, row):
            found |= _table(group)
            group = []
        group.append((index, row))
    return frozenset(found | _table(group))


def _columns(line: Span, row: list[Span]) -> tuple[set[int], set[int]]:
    """Where the cells after the first begin and end, in columns of the line."""
    return {cell.start - line.start for cell in row[1:]}, {cell.end - line.start for cell in row[1:]}


def _below(above: Span, upper: list[Span], line: Span, row: list[Span]) -> bool:
    starts, ends = _columns(above, upper)
    mine, others = _columns(line, row)
    return bool(starts & mine or ends & others)


def _continues(line: Span, above: Span, row: list[Span]) -> bool:
    """Whether a line with one cell goes on with a later cell of the row above it."""
    bare = line.strip()
    return bool(bare) and bare.start - line.start in _columns(above, row)[0]


def _table(group: list[tuple[int, list[Span]]]) -> set[int]:
    """The indexes of a group of lines where they are a table of data; nothing of a list of fields or of contents."""
    rows = [row for _, row in group]
    if len(rows) < 2 or (len(rows) < 3 and all(len(row) < 3 for row in rows)):
        return set()
    data = sum(any(_DATUM.fullmatch(str(cell)) for cell in row[1:]) for row in rows)
    fields = sum(str(row[0]).endswith(":") for row in rows)
    if data * 2 < len(rows) or fields * 2 > len(rows) or _contents(rows):
        return set()
    return {index for index, _ in group}


def _contents(rows: list[list[Span]]) -> bool:
    """Whether rows are a table of contents: each ends in the number of a page, and no page comes before the last."""
    pages = [int(str(row[-1])) if re.fullmatch(r"\d{1,3}", str(row[-1])) else -1 for row in rows]
    return -1 not in pages and all(len(row) == 2 for row in rows) and all(one <= later for one, later in pairwise(pages))
