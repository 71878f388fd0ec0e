"""Tables of words that fit a width: on a terminal in its width, elsewhere plain."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

NARROWEST = 9  # a column narrower than this is no longer read
BETWEEN = "  "
_BOLD, _DIM, _END = "\x1b[1m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True)
class Page:
    """How wide lines may be, and whether they may be coloured."""

    width: int
    coloured: bool = False

    @classmethod
    def here(cls) -> Page:
        """The page that standard output is: ``COLUMNS`` wide, or as wide as the terminal, or 100."""
        shown = sys.stdout.isatty()
        width = shutil.get_terminal_size((100, 24)).columns
        return cls(max(width, 20), coloured=shown and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb")

    def bold(self, words: str) -> str:
        """The words in bold type, where colours may be."""
        return f"{_BOLD}{words}{_END}" if self.coloured and words else words

    def dim(self, words: str) -> str:
        """The words in faint type, where colours may be."""
        return f"{_DIM}{words}{_END}" if self.coloured and words else words

    def wrapped(self, words: str, indent: str = "", hanging: str | None = None) -> list[str]:
        """The words on as many lines as they need, behind ``indent`` (further lines behind ``hanging``)."""
        further = indent if hanging is None else hanging
        return textwrap.wrap(_folded(words), self.width, initial_indent=indent, subsequent_indent=further) or [indent.rstrip()]


@dataclass(frozen=True)
class Row:
    """A row of a table; below it go further lines (quotes), each behind an indent."""

    cells: Sequence[str]
    below: Sequence[str] = ()


def table(columns: Sequence[str], rows: Iterable[Row], page: Page) -> Iterator[str]:
    """The lines of a table. Cells are wrapped; where the page is too narrow for columns, each row is a list of its cells."""
    made = [Row([_folded(cell) for cell in row.cells], row.below) for row in rows]
    heads = [column.replace("_", " ") for column in columns]
    widths = _widths(heads, made, page.width)
    if widths is None:
        yield from _listed(heads, made, page)
        return
    yield page.bold(BETWEEN.join(head.ljust(wide) for head, wide in zip(_cut(heads, widths), widths, strict=True)).rstrip())
    yield page.dim(BETWEEN.join("-" * wide for wide in widths))
    spaced = any(row.below for row in made)
    for row in made:
        cells = [textwrap.wrap(cell, wide) or [""] for cell, wide in zip(row.cells, widths, strict=True)]
        for line in range(max(map(len, cells), default=0)):
            parts = [(cell[line] if line < len(cell) else "").ljust(wide) for cell, wide in zip(cells, widths, strict=True)]
            yield BETWEEN.join(parts).rstrip()
        yield from _below(row, page)
        if spaced:
            yield ""


def _below(row: Row, page: Page) -> Iterator[str]:
    for words in row.below:
        yield from (page.dim(line) for line in page.wrapped(words, "    ", "    "))


def _listed(heads: Sequence[str], rows: Iterable[Row], page: Page) -> Iterator[str]:
    for row in rows:
        for head, cell in zip(heads, row.cells, strict=True):
            if cell:
                yield from page.wrapped(f"{head}: {cell}", "", "  ")
        yield from _below(row, page)
        yield ""


def _folded(words: str) -> str:
    return " ".join(words.split())


def _cut(heads: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [head if len(head) <= wide else head[: wide - 1] + "…" for head, wide in zip(heads, widths, strict=True)]


def _widths(heads: Sequence[str], rows: Sequence[Row], most: int) -> list[int] | None:
    """The widths of the columns: the natural ones, or with the widest made narrower until all fit; None where they cannot."""
    widths = [max([len(head), *(len(row.cells[index]) for row in rows)]) for index, head in enumerate(heads)]
    room = most - len(BETWEEN) * (len(heads) - 1)
    least = [min(wide, NARROWEST) for wide in widths]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max(widths)
        second = max((wide for wide in widths if wide < widest), default=0)
        crowd = [index for index, wide in enumerate(widths) if wide == widest]
        excess = sum(widths) - room
        step = max(1, min(widest - second, excess // len(crowd)))
        for index in crowd:
            if sum(widths) > room:
                widths[index] -= min(step, sum(widths) - room)
    return widths
