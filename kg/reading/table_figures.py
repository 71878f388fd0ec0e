"""Reads the figures of a table: which of its labels and columns are places, dates, bases or measures."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.reading.captions import Captions, naming
from kg.reading.columns import Column, bare, columns_of, dates_in, unit_of
from kg.reading.indicators import CHANGE, Stems
from kg.reading.labels import trimmed
from kg.reading.numbers import Number, find_numbers
from kg.reading.observations import Observations
from kg.reading.periods import Period
from kg.reading.surroundings import Measure
from kg.reading.tables import DAMAGED, EMPTY, VALUE, Row, Table, has_figures
from kg.text import Span

_GROUPING = re.compile(
    r"\b(?:age|ages|age\s(?:group|band)|ethnicity|gender|sex|category|type|team|school|ward|provider|reason|status|quintile|locality|year\sgroup)\b",
    re.IGNORECASE,
)
_NAMES_MEASURE = re.compile(
    r"(?:(?:key\s)?performance\s)?(?:measure|indicator|metric|kpi|pi)s?(?:\s(?:description|name|title))?", re.IGNORECASE
)
_NUMBERED_TABLE = re.compile(r"^(?:table|figure|chart)\s\d{1,2}[a-z]?\s?[:.–-]\s?", re.IGNORECASE)
_BELOW_NOTHING = re.compile(r"\(£?(?P<value>\d[\d,]*(?:\.\d+)?)\)")  # as accounts print it


def read_table(table: Table, kept: Observations) -> None:
    """Keep the figures of ``table``; a row that does not fit its header, and a cell that is damaged, are kept as unread."""
    _Reader(table, kept).read()


class _Reader:
    """One table, with what its header, its labels and the words above it say."""

    def __init__(self, table: Table, kept: Observations) -> None:
        self.table, self.kept = table, kept
        self.width = max(len(row.cells) for row in table.rows)
        self.columns = columns_of(table, self.width, kept)
        self.captions = Captions(table, kept)
        heads = table.header[-1].cells if table.header and len(table.header[-1].cells) == self.width else ()
        self.named = next((index for index, cell in enumerate(heads) if cell.fullmatch(_NAMES_MEASURE) is not None), 0)
        if any(not re.search(r"[A-Za-z]{3}", str(row.cells[self.named])) for row in table.rows if len(row.cells) > self.named):
            self.named = 0
        self.labels = [row.cells[0] for row in table.rows]
        known = [label for label in self.labels if any(len(area.span) * 2 > len(label) for area in kept.areas.find(label))]
        self.places = len(known) * 2 >= len(self.labels)
        self.periods = all(dates_in(label, kept) for label in self.labels)
        head = table.header[-1].cells[0] if table.header and len(table.header[-1].cells) >= self.width else None
        self.groups = self.captions.groups or (head is not None and bool(_GROUPING.search(str(head))))

    def read(self) -> None:
        """Keep every row."""
        for row in self.table.rows:
            values = row.cells[1:]
            while len(values) > len(self.columns) and not values[-1]:
                values = values[:-1]
            if not has_figures(row) and not any(re.search(r"\d", str(cell)) for cell in values):
                continue
            if (len(self.columns) > 1 and len(values) != len(self.columns)) or len(values) > len(self.columns) == 1:
                reason = f"the row has {len(values) + 1} cells, its header names {len(self.columns) + 1}"
                self.kept.unread(row.span, reason, "table-row")
                continue
            for index, cell in enumerate(values):
                self._cell(row, cell, self.columns[index] if self.columns else Column())

    def _cell(self, row: Row, cell: Span, column: Column) -> None:
        text = str(cell)
        minus = cell.fullmatch(_BELOW_NOTHING)
        if minus is not None and column.unit == "gbp":
            value = -Decimal(str(minus.group("value")).replace(",", ""))
            self._figure(row, Number(cell, value, "count"), column, "count")
            return
        numbers = find_numbers(cell)
        if VALUE.fullmatch(text) and numbers:
            for number in numbers:
                self._figure(row, number, column, self.captions.unit if number is numbers[0] else "")
        elif DAMAGED.fullmatch(text) and not EMPTY.fullmatch(text):
            self.kept.unread(cell, f"the cell prints “{cell.words}”, which is no number")
            self._figure(row, Number(cell, None, "count"), column, self.captions.unit)
        elif numbers:
            self.kept.unread(cell, f"the cell “{cell.words}” of a table holds more than a figure")

    def _figure(self, row: Row, number: Number, column: Column, unit_above: str) -> None:
        label = row.cells[self.named]
        label_unit, label_scale = unit_of(label.words)
        unit = number.unit if not number.bare else column.unit or label_unit or unit_above or "count"
        scale = max(column.scale, label_scale, self.captions.scale) if unit == "gbp" and number.bare else 1
        value = number.value * scale if number.value is not None else None
        measure, naming_it = self._measure(label, unit, column)
        own = (
            self.kept.areas.named(_without_dates(label, self.kept))
            if self.places
            else next(iter(self.kept.areas.find(label)), None)
        )
        area = own or column.area
        group = (
            "" if self.places or self.periods else self.kept.indicators.group(label.words) or (label.words if self.groups else "")
        )
        evidence = dict.fromkeys((row.span, *(one.span for one in self.table.header), *naming_it))
        basis = column.basis or ("comparator" if area is not None and area.comparator else "")
        period = self._period(label, column)
        self.kept.add(
            replace(number, value=value), unit, measure, tuple(evidence), area=area, period=period, basis=basis, group=group
        )

    def _period(self, label: Span, column: Column) -> Period | None:
        own = next(iter(dates_in(label, self.kept)), None)
        above = self.captions.period
        if column.changes and column.period is not None:
            ends = [one.period.date for one in self.columns if one.period is not None and not one.changes]
            return replace(
                column.period, since=column.period.date or column.period.since, until=next(reversed(ends), None), date=None
            )
        if not self.columns and self.captions.changes and above is not None:
            until = own.date or own.until if own is not None else None
            return replace(above, since=above.date or above.since, until=until, date=None)
        found = own or column.period or above
        return self.captions.completed(found) if found is not None else None

    def _measure(self, label: Span, unit: str, column: Column) -> tuple[Measure, tuple[Span, ...]]:
        """What a cell measures, and the words above the table that say so."""
        indicators = self.kept.indicators
        listed = self.places or self.periods or self.groups
        own = "" if listed else bare(label, self.kept, places=False)
        head = bare(column.span, self.kept, places=True) if column.span is not None and not column.changes else ""
        stems: Stems = indicators.stems(own) | indicators.stems(head)
        if column.changes or (not self.columns and self.captions.changes):
            stems |= {CHANGE}
        concept = indicators.find(stems, unit, self.captions.stems[:3]) if stems else None
        if concept is not None and not column.changes:
            return Measure(trimmed(f"{own} {head}"), stems, concept), ()
        for said, block in zip(self.captions.stems, self.captions.blocks, strict=True):
            topics = said & indicators.all_topics
            concept = indicators.find(stems, unit, [topics], listed=listed) if topics else None
            if concept is None and block.kind == "heading" and not stems - {CHANGE}:
                concept = indicators.find(said | stems, unit)
            if concept is not None:
                return Measure(trimmed(f"{own} {head}") or block.text.words[:120], stems, concept), (naming(block),)
            if topics:
                break
        heading = self.captions.heading
        words = trimmed(" ".join(dict.fromkeys(part for part in (own, str(column.span) if column.changes else head) if part)))
        if not words or listed:
            above = _NUMBERED_TABLE.sub("", heading.text.words) if heading is not None else "figures of the table"
            words = trimmed(f"{above}: {words}" if words else above)
        return Measure(words, stems), (heading.text,) if heading is not None else ()


def _without_dates(label: Span, kept: Observations) -> Span:
    dates = dates_in(label, kept)
    return label[: dates[0].stands.start - label.start] if dates and dates[0].stands.start > label.start else label
