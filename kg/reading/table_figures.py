"""Reads the figures of a table: which of its labels and columns are places, dates, bases or measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.reading.areas import Area
from kg.reading.blocks import Block
from kg.reading.indicators import CHANGE, NOTHING, Stems
from kg.reading.labels import trimmed
from kg.reading.numbers import Number, find_numbers
from kg.reading.observations import Observations
from kg.reading.periods import Period
from kg.reading.surroundings import Measure
from kg.reading.tables import DAMAGED, EMPTY, VALUE, Row, Table, has_figures
from kg.text import Span

_PER = re.compile(r"per\s(?P<of>1[,\s]?000|10[,\s]?000|100[,\s]?000)\b|\((?P<short>rate)\)", re.IGNORECASE)
_SCALED = re.compile(r"£\s?(?P<scale>000s?|k|m|million|bn)\b|\(£(?P<plain>)\)|£", re.IGNORECASE)
_SCALES = {"0": 1000, "k": 1000, "m": 10**6, "b": 10**9}
_CHANGES = re.compile(r"\b(?:change|difference|variance|variation|movement)\b", re.IGNORECASE)
_GROUPING = re.compile(
    r"\b(?:age|ages|age\s(?:group|band)|ethnicity|gender|sex|category|type|team|school|ward|provider|reason|status|quintile|locality|year\sgroup)\b",
    re.IGNORECASE,
)
_INTRO = re.compile(r":\s?[-–—]?\s*$")
_QUARTER = re.compile(r"Q(?P<quarter>[1-4])\b", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """What the header says of a column."""

    words: str
    span: Span | None
    unit: str = ""
    scale: int = 1
    period: Period | None = None
    area: Area | None = None
    basis: str = ""
    changes: bool = False


def read_table(table: Table, kept: Observations) -> None:
    """Keep the figures of ``table``; a row that does not fit its header, and a cell that is damaged, are kept as unread."""
    _Reader(table, kept).read()


class _Reader:
    def __init__(self, table: Table, kept: Observations) -> None:
        self.table, self.kept = table, kept
        self.width = max((len(row.cells) for row in table.rows), default=0)
        self.columns = self._columns()
        self.captions = self._captions()
        self.caption_stems = [kept.indicators.stems(block.text.words[:600]) for block in self.captions]
        self.caption_period = self._caption_period()
        self.labels = [row.cells[0] for row in table.rows]
        self.places = self._labels_are_places()
        self.periods = all(_dates(label, kept) or _QUARTER.match(str(label)) for label in self.labels)

    def read(self) -> None:
        """Keep every row."""
        for row in self.table.rows:
            values = row.cells[1:]
            if not has_figures(row) and not any(re.search(r"\d", str(cell)) for cell in values):
                continue
            if self.columns and len(values) > len(self.columns):
                self.kept.unread(
                    row.span, f"the row has {len(row.cells)} cells, its header names {len(self.columns) + 1}", "table-row"
                )
                continue
            if self.columns and len(values) < len(self.columns) and len(self.columns) > 1:
                self.kept.unread(
                    row.span, f"the row has {len(row.cells)} cells, its header names {len(self.columns) + 1}", "table-row"
                )
                continue
            for index, cell in enumerate(values):
                self._cell(row, cell, self.columns[index] if self.columns else Column("", None))

    # header -----------------------------------------------------------------------------------------------------------

    def _columns(self) -> list[Column]:
        if not self.table.header:
            return []
        made: list[list[Span]] = [[] for _ in range(self.width - 1)]
        for row in self.table.header:
            cells = row.cells[1:] if len(row.cells) >= self.width else row.cells
            for index, cell in enumerate(cells[: self.width - 1]):
                if cell:
                    made[index].append(cell)
        return [self._column(spans) for spans in made]

    def _column(self, spans: Sequence[Span]) -> Column:
        words = " ".join(span.words for span in spans)
        periods = [period for span in spans for period in _dates(span, self.kept)]
        areas = [area for span in spans for area in self.kept.areas.find(span)]
        basis = next(
            (
                name
                for name in ("provisional", "forecast", "target", "estimate")
                if any(word in words.lower() for word in self._basis_words(name))
            ),
            "",
        )
        unit, scale = _unit(words)
        return Column(
            words,
            spans[0] if spans else None,
            unit,
            scale,
            periods[0] if periods else None,
            areas[0] if areas else None,
            basis,
            bool(_CHANGES.search(words)),
        )

    def _basis_words(self, name: str) -> Sequence[str]:
        words: Sequence[str] = self.kept.table.get("basis", {}).get(name, ())
        return words

    # what stands above ------------------------------------------------------------------------------------------------

    def _captions(self) -> list[Block]:
        """The heading and the words before the table that can say what it measures, the nearest first."""
        return [block for block in self.table.before if block.kind != "row"][:8]

    def _caption_period(self) -> Period | None:
        for index, block in enumerate(self.captions[:2]):
            if block.kind == "heading" or (index == 0 and _INTRO.search(str(block.text))):
                found = _dates(block.text, self.kept)
                if found:
                    return replace(found[-1], evidence=(block.text,))
        return None

    def _labels_are_places(self) -> bool:
        known = [label for label in self.labels if any(len(area.span) * 2 > len(label) for area in self.kept.areas.find(label))]
        return len(known) * 2 >= len(self.labels)

    # cells ------------------------------------------------------------------------------------------------------------

    def _cell(self, row: Row, cell: Span, column: Column) -> None:
        text = str(cell)
        if EMPTY.fullmatch(text):
            return
        evidence = tuple(dict.fromkeys((row.span, *(one.span for one in self.table.header))))
        numbers = find_numbers(cell)
        if not VALUE.fullmatch(text) or not numbers:
            if DAMAGED.fullmatch(text):
                self._damaged(row, cell, column, evidence)
            elif re.search(r"\d", text) and numbers:
                self.kept.unread(cell, f"the cell “{cell.words}” of a table holds more than a figure")
            return
        for number in numbers:
            self._figure(row, number, column, evidence, first=numbers[0])

    def _damaged(self, row: Row, cell: Span, column: Column, evidence: tuple[Span, ...]) -> None:
        self.kept.unread(cell, f"the cell prints “{cell.words}”, which is no number")
        unit = column.unit or "count"
        measure, _, _ = self._measure(row, unit, column)
        number = Number(cell, None, unit)
        self._keep(row, number, unit, measure, column, evidence)

    def _figure(self, row: Row, number: Number, column: Column, evidence: tuple[Span, ...], first: Number) -> None:
        label_unit, label_scale = _unit(row.cells[0].words)
        unit = (
            number.unit
            if not number.bare
            else (column.unit or label_unit or (self._caption_unit() if number is first else "count"))
        )
        scale = column.scale if column.scale > 1 else label_scale
        value = number.value * scale if number.value is not None and unit == "gbp" and number.bare else number.value
        measure, extra, _ = self._measure(row, unit, column)
        self._keep(row, replace(number, value=value), unit, measure, column, (*evidence, *extra))

    def _caption_unit(self) -> str:
        for block in self.captions[:2]:
            if block.kind == "heading" and (unit := _unit(block.text.words)[0]):
                return unit
        return "count"

    def _keep(self, row: Row, number: Number, unit: str, measure: Measure, column: Column, evidence: tuple[Span, ...]) -> None:
        label = row.cells[0]
        area = (
            self.kept.areas.named(_without_dates(label, self.kept))
            if self.places
            else next(iter(self.kept.areas.find(label)), None)
        )
        area = area or column.area
        group = "" if self.places or self.periods else self.kept.indicators.group(label.words)
        period = self._period(label, column)
        basis = column.basis or ("comparator" if area is not None and area.comparator else "")
        self.kept.add(number, unit, measure, evidence, area=area, period=period, basis=basis, group=group or self._grouped(row))

    def _period(self, label: Span, column: Column) -> Period | None:
        own = _dates(label, self.kept)
        if column.changes and column.period is not None:
            others = [
                one.period
                for one in self.columns
                if one.period is not None and not one.changes and one.period is not None and one.period.date is not None
            ]
            last = others[-1].date if others else None
            return replace(column.period, since=column.period.date or column.period.since, until=last, date=None)
        if self._caption_changes() and not column.changes and self.caption_period is not None:
            until = own[0].date or own[0].until if own else None
            return replace(self.caption_period, since=self.caption_period.date or self.caption_period.since, until=until, date=None)
        return (own[0] if own else None) or column.period or self.caption_period

    def _caption_changes(self) -> bool:
        return not self.columns and bool(self.captions) and bool(_CHANGES.search(str(self.captions[0].text)))

    def _grouped(self, row: Row) -> str:
        if self.places or self.periods or not self._label_is_group():
            return ""
        return row.cells[0].words

    def _label_is_group(self) -> bool:
        head = self.table.header[-1].cells[0] if self.table.header and len(self.table.header[-1].cells) >= self.width else None
        return head is not None and bool(_GROUPING.search(str(head)))

    def _bare(self, span: Span) -> str:
        """The words of a label without dates, units and bases."""
        text = str(span)
        for period in self.kept.periods.find(span):
            low, high = period.stands.start - span.start, period.stands.end - span.start
            text = text[:low] + " " * (high - low) + text[high:]
        text = _PER.sub(" ", text).replace("%", " ").replace("()", " ")
        return re.sub(
            rf"\b(?:{'|'.join(self._basis_words('provisional')) or '(?!)'}|target|estimated?|forecast)\b",
            " ",
            text,
            flags=re.IGNORECASE,
        )

    # measures ---------------------------------------------------------------------------------------------------------

    def _measure(self, row: Row, unit: str, column: Column) -> tuple[Measure, tuple[Span, ...], bool]:
        """What a cell measures, and the words above the table that say so."""
        indicators = self.kept.indicators
        label = "" if self.places or self.periods or self._label_is_group() else row.cells[0].words
        own = self._bare(row.cells[0]) if label else ""
        head = self._bare(column.span) if column.span is not None and not column.changes else ""
        stems: Stems = indicators.stems(own) | indicators.stems(head)
        if column.changes or self._caption_changes():
            stems |= {CHANGE}
        for words in (own, head):
            one = indicators.stems(words)
            if (
                one
                and (concept := indicators.find(one, unit, self.caption_stems[:3])) is not None
                and not column.changes
                and one == stems
            ):
                return Measure(trimmed(words), one, concept), (), True
        for index, block in enumerate(self.captions):
            said = self.caption_stems[index]
            topics = said & indicators.all_topics
            if concept := indicators.find(stems, unit, [topics]) if topics else None:
                return Measure(trimmed(f"{own} {head}") or block.text.words[:120], stems, concept), (_naming(block),), True
            if said and block.kind == "heading" and not stems - {CHANGE} and (concept := indicators.find(said | stems, unit)):
                return Measure(block.text.words[:120], said | stems, concept), (_naming(block),), True
            if topics:
                break
        heading = next((block for block in self.captions if block.kind == "heading"), None)
        words = trimmed(" ".join(dict.fromkeys(part for part in (own, column.words if column.changes else head) if part)))
        if not words or self.places or self.periods:
            above = heading.text.words if heading is not None else "figures of the table"
            words = trimmed(f"{above}: {words}" if words else above)
        return Measure(words, stems or NOTHING), (heading.text,) if heading is not None else (), False


def _unit(words: str) -> tuple[str, int]:
    if per := _PER.search(words):
        if per.group("short"):
            return "per-10000", 1
        return "per-" + re.sub(r"[,\s]", "", per.group("of")), 1
    if "%" in words or re.search(r"\bper\s?cent\b|\bpercentage\b", words, re.IGNORECASE):
        return "percent", 1
    if money := _SCALED.search(words):
        scale = (money.group("scale") or "")[:1].lower()
        return "gbp", _SCALES.get(scale, 1)
    return "", 1


def _dates(span: Span, kept: Observations) -> list[Period]:
    return [period for period in kept.periods.find(span) if not period.present]


def _without_dates(label: Span, kept: Observations) -> Span:
    dates = _dates(label, kept)
    return label[: dates[0].stands.start - label.start] if dates and dates[0].stands.start > label.start else label


def _naming(block: Block) -> Span:
    """The part of a block that is cited as saying what a table measures: a heading whole, of prose its first sentence."""
    return block.text if block.kind == "heading" else (block.text.sentences() or [block.text])[0]
