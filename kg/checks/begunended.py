"""Rows of a table whose date of the end is before that of the beginning, by what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.checks.alarms import alarm
from kg.facts import Discrepancy, Fact, Milestone
from kg.reading.blocks import Block
from kg.reading.dates import DateMention, find_dates
from kg.text import Span

_BEGAN = re.compile(
    r"\W*(?:(?:planned|actual|date|project)\s)?(?:start(?:s|ed|ing)?|began|begins?|begun|beginning|commenc\w+|from|opened|opens|launch\w*|set\sup)(?:\s(?:date|on))?\W*",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\W*(?:(?:planned|actual|date|project)\s)?(?:end(?:s|ed|ing)?|finish(?:es|ed)?|complet(?:e|ed|es|ion)|to|until|closed|closes|done)(?:\s(?:date|on|by))?\W*",
    re.IGNORECASE,
)


def begun_ended(found: list[Block], facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The rows of ``found`` that end before they begin, besides those that ``facts`` tell as milestones."""
    told = {span for fact in facts if isinstance(fact, Milestone) and fact.since and fact.until for span in fact.evidence}
    columns: tuple[int, int, int, Span] | None = None
    beside = 0  # blocks since the last row: one is the rest of a cell, more are another part of the document
    for block in found:
        beside = 0 if block.kind == "row" else beside + 1
        if block.kind != "row":
            columns = None if beside > 1 else columns
            continue
        cells = block.cells
        if (headed := _headed(cells)) is not None:
            columns = (*headed, len(cells), block.span)
            continue
        if columns is None or len(cells) != columns[2] or any(span.overlaps(block.span) for span in told):
            continue
        first, last = _date(cells[columns[0]]), _date(cells[columns[1]])
        if first is None or last is None or first.since.earliest is None or last.until.latest is None:
            continue
        if last.until.latest < first.since.earliest:
            yield alarm(
                "end-before-beginning",
                (block.span, columns[3]),
                f"{first.span.words}; {last.span.words}",
                f"{last.until.value} is before {first.since.value}",
                f"A printed period ends before it begins: {first.span.words} to {last.span.words}.",
            )


def _headed(cells: list[Span]) -> tuple[int, int] | None:
    """The columns of the beginning and the end, where a row names just one of each."""
    began = [index for index, cell in enumerate(cells) if cell.fullmatch(_BEGAN)]
    ended = [index for index, cell in enumerate(cells) if cell.fullmatch(_ENDED)]
    return (began[0], ended[0]) if len(began) == len(ended) == 1 else None


def _date(cell: Span) -> DateMention | None:
    dates = find_dates(cell)
    return dates[0] if len(dates) == 1 and dates[0].is_point and len(cell) <= len(dates[0].span) + 12 else None
