"""What the header of a table says of its columns: dates, places, units, bases, changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.areas import Area
from kg.reading.observations import Observations
from kg.reading.periods import Period
from kg.reading.tables import Table
from kg.text import Span

_PER = re.compile(r"per\s(?P<of>1[,\s]?000|10[,\s]?000|100[,\s]?000)\b|\((?P<short>rate)\)", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper\s?cent\b|\bpercentage\b", re.IGNORECASE)
_SCALED = re.compile(r"£\s?[’']?(?P<scale>000s?|k|m|millions?|bn|thousands?)\b|£", re.IGNORECASE)
_SCALES = {"0": 1000, "t": 1000, "k": 1000, "m": 10**6, "b": 10**9}
_BASES = ("provisional", "forecast", "target", "estimate")
_BASIS_WORDS = re.compile(r"\b(?:provisional(?:ly)?|targets?|estimated?|forecast|baseline|actual|outturn)\b", re.IGNORECASE)
CHANGES = re.compile(r"\b(?:change|difference|variance|variation|movement)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """What the header says of a column. ``scale`` is what a bare amount is printed in thousands or millions of."""

    span: Span | None = None
    unit: str = ""
    scale: int = 1
    period: Period | None = None
    area: Area | None = None
    basis: str = ""
    changes: bool = False


def columns_of(table: Table, width: int, kept: Observations) -> list[Column]:
    """The columns after the label, by the header rows; none where the table has no header."""
    if not table.header:
        return []
    made: list[list[Span]] = [[] for _ in range(width - 1)]
    for row in table.header:
        cells = row.cells[1:] if len(row.cells) >= width else row.cells
        for index, cell in enumerate(cells[: width - 1]):
            if cell:
                made[index].append(cell)
    return [_column(spans, kept) for spans in made]


def _column(spans: list[Span], kept: Observations) -> Column:
    if not spans:
        return Column()
    words = " ".join(span.words for span in spans)
    unit, scale = unit_of(words)
    table = kept.table.get("basis", {})
    return Column(
        spans[-1] if len(spans) == 1 else spans[0].to(spans[-1]) if spans[0].line == spans[-1].line else spans[-1],
        unit,
        scale,
        next((period for span in spans for period in dates_in(span, kept)), None),
        next((area for span in spans for area in kept.areas.find(span)), None),
        next((name for name in _BASES if any(word in words.lower() for word in table.get(name, ()))), ""),
        bool(CHANGES.search(words)),
    )


def unit_of(words: str) -> tuple[str, int]:
    """The unit that a label or header names, and the scale of its amounts; ``""`` and 1 where it names none."""
    if per := _PER.search(words):
        return ("per-10000" if per.group("short") else "per-" + re.sub(r"[,\s]", "", per.group("of"))), 1
    if _PERCENT.search(words):
        return "percent", 1
    if money := _SCALED.search(words):
        return "gbp", _SCALES.get((money.group("scale") or "")[:1].lower(), 1)
    return "", 1


def dates_in(span: Span, kept: Observations) -> list[Period]:
    """The dates that are printed in ``span``."""
    return [period for period in kept.periods.find(span) if not period.present]


def bare(span: Span, kept: Observations, *, places: bool) -> str:
    """The words of a label or header without dates, units and bases, and without ``places`` if so asked."""
    text = str(span)
    named = [area.span for area in kept.areas.find(span)] if places else []
    for stands in (*(period.stands for period in kept.periods.find(span)), *named):
        low, high = stands.start - span.start, stands.end - span.start
        text = text[:low] + " " * (high - low) + text[high:]
    text = re.sub(r"\(\s{0,9}\)", " ", _PER.sub(" ", text).replace("%", " "))
    return _BASIS_WORDS.sub(" ", text)
