"""A time line as a drawing: a row for each of some names, and in it a mark for each event, none on another.

Only places and numbers; the drawing is made by a template, as SVG, whose attributes need no style.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Event = TypeVar("Event")

WIDE, NAMES = 1000, 250  # of the drawing, and of the names at its left
APART, HIGH, HEAD = 20, 22, 26  # of two marks, of a lane of marks, and of the years above all
MOST_YEARS = 14  # that are named


@dataclass(frozen=True)
class Mark(Generic[Event]):
    """An event at its place."""

    x: float
    y: float
    event: Event


@dataclass(frozen=True)
class Lane(Generic[Event]):
    """A name and its marks: from ``top`` on, ``high``."""

    name: str
    top: float
    high: float
    marks: Sequence[Mark[Event]]


@dataclass(frozen=True)
class Drawn(Generic[Event]):
    """All lanes, and where each year begins."""

    wide: int
    high: float
    lanes: Sequence[Lane[Event]]
    years: Sequence[tuple[int, float, bool]]  # and whether it is named


def drawn(events: Mapping[str, Iterable[tuple[datetime.date, Event]]]) -> Drawn[Event]:
    """The drawing of the events of each name, in the order of the names; where two would touch, one goes below the other."""
    days = [day for found in events.values() for day, _ in found]
    if not days:
        return Drawn(WIDE, HEAD, (), ())
    first, last = min(days).year, max(days).year + 1
    start, whole = datetime.date(first, 1, 1).toordinal(), (last - first) * 365.25

    def across(day: datetime.date) -> float:
        return round(NAMES + 14 + (day.toordinal() - start) / whole * (WIDE - NAMES - 28), 1)

    lanes: list[Lane[Event]] = []
    top = float(HEAD)
    for name, found in events.items():
        ends: list[float] = []  # of each line of marks in the lane
        marks: list[Mark[Event]] = []
        for day, event in sorted(found, key=lambda one: one[0]):
            x = across(day)
            line = next((number for number, end in enumerate(ends) if end + APART <= x), len(ends))
            ends[line:] = [x, *ends[line + 1 :]]
            marks.append(Mark(x, top + HIGH * (line + 0.5), event))
        high = float(HIGH * max(len(ends), 1))
        lanes.append(Lane(name, top, high, tuple(marks)))
        top += high
    step = -(-(last - first) // MOST_YEARS)
    years = [(year, across(datetime.date(year, 1, 1)), (year - first) % step == 0) for year in range(first, last)]
    return Drawn(WIDE, top + 6, tuple(lanes), tuple(years))
