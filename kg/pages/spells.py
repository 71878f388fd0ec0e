"""When something was so, drawn: what is certain, what is possible, and the days on which it was said.

A role has days on which it was certainly held and those between which it may have been (:mod:`kg.tenure`). Places are shares of the
width, in per cent, so that a drawing fits every screen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.dates import When
from kg.pages.facts import Fact
from kg.pages.links import kind_of
from kg.pages.showing import dated
from kg.rows import words
from kg.vocab import DCTERMS, LOS

_DAY = datetime.timedelta(days=1)
MOST_TICKS = 9
EVENTS = ("meeting", "inspection")


@dataclass(frozen=True)
class Bar:
    """A stretch of a time line, in per cent of its width."""

    start: float
    width: float


@dataclass(frozen=True)
class Spell:
    """A fact on a time line: where it is certain and where possible (None where that has no end that is known), and in words."""

    fact: Fact
    said: str
    certain: Bar | None
    possible: Bar | None
    open: tuple[bool, bool]  # no beginning is known, no end is known


@dataclass(frozen=True)
class Line:
    """A time line: its spells in order, and the years along it."""

    spells: Sequence[Spell]
    years: Sequence[tuple[int, float]]


@dataclass(frozen=True)
class _Known:
    fact: Fact
    certain: tuple[datetime.date, datetime.date] | None
    earliest: datetime.date | None
    latest: datetime.date | None


def line(facts: Iterable[Fact]) -> Line | None:
    """The time line of things that have dates; None where none has."""
    known = [one for fact in facts if (one := _known(fact)) is not None]
    days = [day for one in known for day in (*(one.certain or ()), one.earliest, one.latest) if day]
    if not days:
        return None
    first, last = datetime.date(min(days).year, 1, 1), datetime.date(max(days).year, 12, 31)
    known.sort(key=lambda one: min(day for day in (*(one.certain or ()), one.earliest, one.latest) if day))
    every = max(1, -(-(last.year - first.year + 1) // MOST_TICKS))
    years = [(year, _share(datetime.date(year, 1, 1), first, last)) for year in range(first.year, last.year + 1, every)]
    return Line([_spell(one, first, last) for one in known], years)


def _known(fact: Fact) -> _Known | None:
    """What is known of when a fact held; an event was on its days and on no others."""
    if kind_of(fact.iri) in EVENTS:
        first = _day(fact, DCTERMS.date, LOS["from"], LOS.until, DCTERMS.issued)
        last = _day(fact, DCTERMS.date, LOS.until, LOS["from"], DCTERMS.issued, ends=True)
        exact = len(fact.sorting(DCTERMS.date, LOS["from"], LOS.until, DCTERMS.issued)) == len("2021-07-27")
        return _Known(fact, (first, last) if exact else None, first, last) if first and last and first <= last else None
    certain = (_day(fact, LOS.certainFrom), _day(fact, LOS.certainUntil, ends=True))
    attested = (_day(fact, LOS.attestedOn, LOS.date, DCTERMS.date), _day(fact, LOS.attestedOn, LOS.date, DCTERMS.date, ends=True))
    earliest = _day(fact, LOS.earliest, LOS["from"])
    latest = _day(fact, LOS.latest, LOS.until, ends=True)
    sure = certain if certain[0] and certain[1] else attested
    made = _Known(fact, (sure[0], sure[1]) if sure[0] and sure[1] else None, earliest, latest)
    return made if made.certain or earliest or latest else None


def _day(fact: Fact, *properties: str, ends: bool = False) -> datetime.date | None:
    for prop in properties:
        for value in fact.values.get(prop, ()):
            said = "" if value.term is None else words(value.term)
            when = When(said, said)
            if (day := when.latest if ends else when.earliest) is not None:
                return day
    return None


def _spell(one: _Known, first: datetime.date, last: datetime.date) -> Spell:
    begins, ends = one.earliest or first, one.latest or last
    certain = None if one.certain is None else _bar(*one.certain, first, last)
    return Spell(one.fact, _said(one), certain, _bar(begins, ends, first, last), (one.earliest is None, one.latest is None))


def _bar(begins: datetime.date, ends: datetime.date, first: datetime.date, last: datetime.date) -> Bar:
    start = _share(begins, first, last)
    return Bar(start, round(max(0.6, _share(ends + _DAY, first, last) - start), 2))


def _share(day: datetime.date, first: datetime.date, last: datetime.date) -> float:
    return round(100 * (day - first).days / ((last - first).days + 1), 2)


def _said(one: _Known) -> str:
    if kind_of(one.fact.iri) in EVENTS:
        begin = one.fact.first(DCTERMS.date, LOS["from"], LOS.until, DCTERMS.issued)
        end = one.fact.first(DCTERMS.date, LOS.until, LOS["from"], DCTERMS.issued)
        return begin if begin == end else f"{begin} to {end}"
    pieces = []
    if one.certain:
        begin, end = (dated(day.isoformat()) for day in one.certain)
        pieces.append(f"certain on {begin}" if begin == end else f"certain from {begin} to {end}")
    if one.earliest:
        pieces.append(f"not before {dated(one.earliest.isoformat())}")
    if one.latest:
        pieces.append(f"not after {dated(one.latest.isoformat())}")
    if not one.earliest and not one.latest:
        pieces.append("possible before and after")
    return "; ".join(pieces)
