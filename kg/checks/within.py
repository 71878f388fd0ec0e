"""Counts of a longer time that are less than those of a shorter time within it."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from kg.checks.alarms import alarm
from kg.facts import Concept, Discrepancy, Fact, Observation
from kg.reading.blocks import Block
from kg.reading.part import Part
from kg.reading.spoken import spoken_on
from kg.text import Span

_LAST_YEAR = re.compile(
    r"\b(?:in|over|during|within)\sthe\s(?:last|past|previous|preceding)\s(?:12|twelve)\smonths\b|\bin\sthe\s(?:last|past)\syear\b",
    re.IGNORECASE,
)
_MOST = 5  # so many days may two periods that are meant to be one differ by
_PART = 0.9  # a shorter time is at most this share of the longer


@dataclass(frozen=True)
class _Counted:
    """A count of what happened from ``first`` to ``last``, and the words that say so."""

    fact: Observation
    first: datetime.date
    last: datetime.date
    evidence: tuple[Span, ...]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def within(part: Part, found: list[Block], facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """What ``part`` (its blocks are ``found``) counts in a year and, more of it, in a part of that year.

    Only what happens, and adds up over time, is looked at: the indicators that ``figures.toml`` lists as such.
    """
    adding = set(cast(dict[str, Any], part.world.tables.get("figures", {})).get("adding", {}).get("indicators", ()))
    alike: dict[tuple[str, object, str], list[_Counted]] = defaultdict(list)
    for fact in facts:
        if not isinstance(fact, Observation) or not isinstance(fact.indicator, Concept) or fact.indicator.name not in adding:
            continue
        if fact.unit.name != "count" or not fact.value or fact.basis:
            continue
        if fact.qualifier and not _LAST_YEAR.fullmatch(fact.qualifier):
            continue
        counted = _counted(fact, part, found)
        if counted is not None:
            alike[fact.indicator.name, fact.place, fact.group].append(counted)
    for each in alike.values():
        for whole in each:
            for inner in each:
                if not (whole.first - inner.first).days <= _MOST or not (inner.last - whole.last).days <= _MOST:
                    continue
                if inner.days > whole.days * _PART or not (
                    whole.fact.value and inner.fact.value and inner.fact.value > whole.fact.value
                ):
                    continue
                yield alarm(
                    "conflicting-figures",
                    (*whole.evidence, *inner.evidence),
                    f"{whole.fact.printed}; {inner.fact.printed}",
                    f"{_told(inner)} lies within {_told(whole)}",
                    f"The count printed for {_told(whole)} is {whole.fact.printed}; the count printed for {_told(inner)}, which lies within it, is "
                    f"{inner.fact.printed}.",
                    "doubtful",
                )


def _told(counted: _Counted) -> str:
    return f"{counted.first.isoformat()} to {counted.last.isoformat()}"


def _counted(fact: Observation, part: Part, found: list[Block]) -> _Counted | None:
    if fact.since is not None and fact.until is not None and fact.since.earliest and fact.until.latest:
        return _Counted(fact, fact.since.earliest, fact.until.latest, fact.evidence[:1])
    if fact.date is not None or fact.since is not None or fact.until is not None:
        return None
    told = spoken_on(part)
    said = _said(fact.evidence[0], found) or (fact.evidence[0] if fact.qualifier else None)
    if told is None or told.latest is None or told.datatype != "date" or said is None:
        return None
    last = told.latest
    return _Counted(fact, last - datetime.timedelta(days=364), last, tuple(dict.fromkeys((fact.evidence[0], said))))


def _said(span: Span, found: list[Block]) -> Span | None:
    """The words "in the last 12 months" in the sentence of a figure, or in the line that leads its list."""
    if span.search(_LAST_YEAR):
        return span
    at = next((index for index, block in enumerate(found) if span in block.span), None)
    if at is None or found[at].kind != "bullet":
        return None
    for block in reversed(found[max(0, at - 15) : at]):
        if block.kind != "bullet" or block.level < found[at].level:
            return block.text if block.text.search(_LAST_YEAR) else None
    return None
