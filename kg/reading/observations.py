"""Collects what a part's figures become: observations, the indicators and places they name, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from kg.facts import Concept, Fact, Indicator, Observation, Ref, Unread, slug
from kg.reading.areas import Area, Areas
from kg.reading.folding import Folded
from kg.reading.furniture import running_lines
from kg.reading.indicators import Indicators
from kg.reading.numbers import Number
from kg.reading.part import Part
from kg.reading.periods import Period, Periods
from kg.reading.scope import valid_on
from kg.reading.surroundings import Measure
from kg.text import Document, Span


class Observations:
    """The facts that the figures of one part become."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.areas = Areas(part)
        self.periods = Periods(part)
        self.indicators = Indicators.of(part.world)
        self.table = cast(dict[str, Any], part.world.tables.get("figures", {}))
        self.read: list[tuple[Span, Observation]] = []
        self._running = running_lines(part.span)
        self._folds: dict[Document, Folded] = {}
        self._indicators: dict[Ref, Indicator] = {}
        self._unread: list[Unread] = []

    def add(
        self,
        number: Number,
        unit: str,
        measure: Measure,
        evidence: tuple[Span, ...],
        *,
        area: Area | None = None,
        period: Period | None = None,
        basis: str = "",
        whole: Decimal | None = None,
        group: str = "",
        value: Decimal | None = None,
    ) -> None:
        """Keep a figure: an observation, of a range two."""
        indicator = measure.concept or self._own_indicator(measure, self.real(evidence[0]))
        place = area.ref if area is not None else self.areas.default
        known = self.part.world.places.get(place) if place is not None else None
        dates = [when for when in (period.date, period.since, period.until) if when] if period else []
        is_ward = known is not None and "Ward" in known.data.get("kind", ())  # the name of an authority outlives its codes
        if known is not None and is_ward and not all(valid_on(known, when) for when in dates):
            place = None  # a ward of that name was not there, or was another one: which place is meant, nobody says
        spans = tuple(dict.fromkeys(self.real(span) for span in (*evidence, *(period.evidence if period else ()))))
        ends = [(number.value if value is None else value, number.qualifier)]
        if number.high is not None:
            ends = [(number.value, "from"), (number.high, "to")]
        for end, qualifier in ends:
            observation = Observation(
                indicator=indicator,
                value=end,
                unit=Concept("unit", unit),
                printed=number.span.words,
                place=place,
                date=period.date if period else None,
                since=period.since if period else None,
                until=period.until if period else None,
                basis=Concept("basis", basis) if basis else None,
                denominator=whole,
                qualifier=qualifier,
                group=group,
                evidence=spans,
            )
            self.read.append((self.real(number.span), observation))

    def divide(self, sentence: Span, population: Decimal, since: int) -> None:
        """Give the rates printed between ``since`` and ``sentence`` the population that it says they are of."""
        said = self.real(sentence)
        for index, (span, one) in enumerate(self.read):
            if since <= span.start < said.start and one.unit.name == "per-10000" and one.denominator is None:
                self.read[index] = span, replace(one, denominator=population, evidence=(*one.evidence, said))

    def fold(self, span: Span) -> Span:
        """``span`` folded; spans found in it are cited by what they came from."""
        folded = Folded.of(span, self._running)
        self._folds[folded.span.document] = folded
        return folded.span

    def real(self, span: Span) -> Span:
        """The span of the source for one of a folded text; others are as they are."""
        folded = self._folds.get(span.document)
        return span if folded is None else folded.real(span)

    def unread(self, span: Span, reason: str, kind: str = "figure") -> None:
        """Keep a figure or row that was recognised and not read, with the reason."""
        self._unread.append(Unread(kind=Concept("unit-kind", kind), reason=reason, evidence=(self.real(span),)))

    def facts(self) -> Iterator[Fact]:
        """Everything kept: the things named, the observations, what was not read."""
        used = {observation.place for _, observation in self.read}
        for ref, fact in self.areas.declared.items():
            if ref in used:
                yield replace(fact, evidence=tuple(self.real(span) for span in fact.evidence))
        yield from self._indicators.values()
        yield from (observation for _, observation in sorted(self.read, key=lambda pair: pair[0].start))
        yield from self._unread

    def _own_indicator(self, measure: Measure, evidence: Span) -> Ref:
        name = slug(measure.label)[:80].strip("-") or "unnamed"
        ref = Ref("indicator", f"{self.part.slug}/{name}")
        if ref not in self._indicators:
            self._indicators[ref] = Indicator(ref=ref, label=measure.label, evidence=(evidence,))
        return ref
