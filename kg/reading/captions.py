"""What stands above a table: its heading, and the words before it that name what it measures, and when."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.reading.blocks import Block
from kg.reading.columns import CHANGES, dates_in, unit_of
from kg.reading.dates import find_dates
from kg.reading.observations import Observations
from kg.reading.periods import Period
from kg.reading.tables import Table
from kg.text import Span

_INTRO = re.compile(r":\s?[-–—]?\s*$")
_DAY = re.compile(r"\b(?:at|on|by|to)\s(?P<day>\d{1,2}\s[A-Z][a-z]{2,8})\b(?!,?\s(?:19|20)\d\d)")
_BY = re.compile(
    r"\bby\s(?:[a-z]+\s){0,2}(?:type|age|ages|ethnicity|gender|sex|category|status|ward|team|locality|need|reason|provider|school|tenure|duration|quintile)s?\b",
    re.IGNORECASE,
)


class Captions:
    """The blocks before a table, the nearest first, with the stems of their words."""

    def __init__(self, table: Table, kept: Observations) -> None:
        self.blocks = [block for block in table.before if block.kind != "row"][:8]
        self.stems = [kept.indicators.stems(block.text.words[:600]) for block in self.blocks]
        first = next((block for block in self.blocks if block.kind == "heading"), None)
        self.heading = first if first is not None and first.span.start >= table.last else None
        self._last = table.last
        self.period = self._period(kept)
        self.changes = bool(self.blocks) and bool(CHANGES.search(str(self.blocks[0].text)))

    @property
    def unit(self) -> str:
        """The unit that the heading names, or ``""``."""
        return unit_of(self.heading.text.words)[0] if self.heading is not None else ""

    @property
    def scale(self) -> int:
        """What the heading says that amounts are printed in: thousands, millions."""
        return unit_of(self.heading.text.words)[1] if self.heading is not None else 1

    def completed(self, period: Period) -> Period:
        """A year with the day that the heading gives for all: "at 31 March" over a column of years."""
        year = period.date.value if period.date is not None else ""
        found = self.heading.text.search(_DAY) if self.heading is not None and len(year) == 4 else None
        if found is None or self.heading is None:
            return period
        dates = find_dates(found.group("day"), int(year))
        return replace(period, date=dates[0].since, evidence=(self.heading.text,)) if dates else period

    @property
    def groups(self) -> bool:
        """Whether the heading says that the rows are groups: "… by type of placement"."""
        return self.heading is not None and bool(self.heading.text.search(_BY))

    def _period(self, kept: Observations) -> Period | None:
        near = [block for block in self.blocks[:2] if block.span.start >= self._last or self.blocks[0].span.start < self._last]
        for index, block in enumerate(near):
            if block.kind == "heading" or (index == 0 and _INTRO.search(str(block.text))):
                found = dates_in(block.text, kept)
                if found:
                    return replace(found[-1], evidence=(block.text,))
        return None


def naming(block: Block) -> Span:
    """The part of a block that is cited as saying what a table measures: a heading whole, of prose its first sentence."""
    return block.text if block.kind == "heading" else (block.text.sentences() or [block.text])[0]
