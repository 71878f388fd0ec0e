"""Rates against the count and the population printed with them, and against each other: equal bases give equal populations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from statistics import median

from kg.arithmetic import Range, agrees, shown
from kg.checks.alarms import alarm
from kg.checks.printed import Printed, numbers_of
from kg.facts import Concept, Discrepancy, Fact, Observation
from kg.reading.blocks import Block
from kg.text import Span

_SPOKEN = re.compile(r"\bper\s|\bevery\s|\bpopulation\b|\bunder[\s-](?:18|the\sage)|\b0\s?[-–]\s?17\b|\baged\b", re.IGNORECASE)
_BASES = {"per-1000": 1000, "per-10000": 10_000, "per-100000": 100_000}
_POPULATION = re.compile(
    r"\bpopulation(?:\s(?:estimate|figure|size|aged?|under|\d{1,2}|[a-z]{2,12})){0,6}\s(?:of|is|was|=)\s?(?:the\s)?$", re.IGNORECASE
)
_OF_PEOPLE = re.compile(
    r"^\s?(?:children\sand\syoung\speople|children|young\speople|under[\s-]18s|0\s?[-–]\s?17s?)\s(?:under|aged|live|living|in\sthe\spopulation)",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\(|\brate|\bequat|\bequal|\bequivalent|\bor\b|\bwhich\sis\b|\brepresent|=|\bthis\sis\b", re.IGNORECASE)
_USUAL = 10_000
_PARAGRAPH = 400  # characters between a count and the rate of the same measure
_RATE = "-rate"
_OTHER_YEAR = Decimal("0.04")  # by how much the population of one document may differ between its paragraphs
_CLEAR = Decimal("0.08")  # a population that is printed as "approximately" is not so far off
_SLIGHT = Decimal("0.01")  # and so little off it a rate may still be rounded twice
_SHARP = Decimal("0.001")
_SEVERAL = 1  # rates that fit a population to the last figure: it is then the one that all are of
_NEAR = 3  # blocks between a rate and the population that it is said to be of


@dataclass(frozen=True)
class Pair:
    """A count and the rate printed right after it."""

    at: int
    sentence: Span
    count: Printed
    rate: Printed

    @property
    def base(self) -> int:
        """Of how many people the rate is."""
        return _BASES[self.rate.unit]

    @property
    def population(self) -> Decimal:
        """The population that the two imply."""
        return self.count.value * self.base / self.rate.value

    def fits(self, population: Decimal) -> bool:
        """Whether the count in that population gives the rate as printed, rounded or cut off."""
        of = Range.of(population, exact=True)
        return agrees(self.rate.value, self.count.value * self.base / of.high, self.count.value * self.base / of.low)

    @property
    def sharp(self) -> bool:
        """Whether the rate is printed with figures enough to tell one population from another."""
        return Range.of(self.rate.value).high / self.rate.value - 1 < _SHARP

    def is_near(self, population: Decimal) -> bool:
        """Whether the population of another paragraph, often of another year, may be the one that the rate is of."""
        slack = _OTHER_YEAR + Range.of(self.rate.value).high / self.rate.value - 1
        return abs(self.population / population - 1) <= slack


def rates(found: list[Block], facts: Iterable[Fact] = ()) -> Iterator[Discrepancy]:
    """The rates of ``found`` that their counts and populations do not give."""
    pairs: list[Pair] = []
    populations: list[tuple[int, Span, Printed]] = []
    for at, block in enumerate(found):
        for sentence in [block.span] if block.kind == "row" else block.text.sentences():
            if not sentence.search(_SPOKEN):
                continue
            numbers = numbers_of(sentence)
            pairs += _pairs(at, sentence, numbers)
            populations += [
                (at, sentence, one)
                for one in numbers
                if one.whole and one.value > 999 and (_POPULATION.search(one.before) or _OF_PEOPLE.match(one.after))
            ]
    done: set[int] = set()
    for index, pair in enumerate(pairs):
        near = [one for one in populations if abs(pair.at - one[0]) <= _NEAR and not one[2].hedge]
        if len({one[2].value for one in near or populations}) != 1:
            continue  # which of two populations the rates are of, nobody says
        _, sentence, population = (near or populations)[0]
        if not _plausible(pair, population.value):
            continue
        done.add(index)
        borne_out = (
            sum(other.sharp and other.fits(population.value) for other in pairs if other.rate.value != pair.rate.value) >= _SEVERAL
        )
        off = abs(pair.population / population.value - 1)
        holds = pair.fits(population.value) if near else off <= _SLIGHT if borne_out else pair.is_near(population.value)
        if not holds:
            yield _of_population(pair, population, sentence, sure=borne_out)
    rest = [pair for index, pair in enumerate(pairs) if index not in done]
    yield from _among(rest)
    yield from _measured(
        facts, [pair.population for pair in pairs if pair.base == _USUAL] + [one.value for _, _, one in populations]
    )


def _pairs(at: int, sentence: Span, numbers: list[Printed]) -> Iterator[Pair]:
    for count, rate in _beside_each_other(numbers):
        if not count.whole or count.hedge or rate.hedge or rate.unit not in _BASES or not count.value or not rate.value:
            continue
        if (
            len(count.after) < 90
            and _JOINS.search(count.after)
            and not re.search(r"[;:]|\bcompared|\baverage|\bwhile\b|\bnational", count.after)
        ):
            yield Pair(at, sentence, count, rate)


def _beside_each_other(numbers: list[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Each number with the next; a population between a count and its rate ("412 in a population of 98,500, 41.8 per 10,000") is passed over."""
    yield from pairwise(numbers)
    for count, population, rate in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if _POPULATION.search(population.before) or _OF_PEOPLE.match(population.after):
            yield replace(count, after=f"{count.after} … {population.after}"[-89:]), rate


def _plausible(pair: Pair, population: Decimal) -> bool:
    """Whether a population may be meant at all: the one that the rate implies is not some other order of size."""
    return Decimal("0.4") < pair.population / population < Decimal("2.5")


def _of_population(pair: Pair, population: Printed, sentence: Span, *, sure: bool) -> Discrepancy:
    given = shown(pair.count.value * pair.base / population.value, 2)
    base = f"per {pair.base:,}"
    return alarm(
        "rate-of-population",
        (pair.sentence, sentence),
        pair.rate.shown,
        f"{pair.count.shown} of {population.shown} is {given} {base}",
        f"The printed count and population give {given} {base} ({pair.count.shown} of {population.shown}); the printed rate is {pair.rate.value}.",
        "doubtful" if not sure and population.hedge and abs(pair.population / population.value - 1) < _CLEAR else "certain",
    )


def _among(pairs: list[Pair]) -> Iterator[Discrepancy]:
    """A pair that implies another population than the pairs beside it do."""
    for pair in pairs:
        others = [other for other in pairs if other is not pair and other.base == pair.base and abs(other.at - pair.at) <= _NEAR]
        others = [other for other in others if other.rate.value != pair.rate.value or other.count.value != pair.count.value]
        if not others:
            continue
        usual = Decimal(median(other.population for other in others))
        near = all(abs(other.population / usual - 1) < Decimal("0.03") for other in others)
        off = abs(pair.population / usual - 1)
        rounding = Range.of(pair.rate.value).high / pair.rate.value - 1
        rounding += max(Range.of(other.rate.value).high / other.rate.value - 1 for other in others)
        if (
            not near
            or off <= Decimal("0.04") + rounding
            or (len(others) < 2 and not (off < Decimal("0.4") and pair.count.span.start > others[0].count.span.start))
        ):
            continue  # of two that differ, one is told of, not both
        yield alarm(
            "rate-of-population",
            (pair.sentence, *(other.sentence for other in others[:2])),
            f"{pair.count.shown} ({pair.rate.shown})",
            f"implies a population of {shown(pair.population, 0)}; {others[0].count.shown} ({others[0].rate.shown}) implies {shown(others[0].population, 0)}",
            f"The printed {pair.count.shown} and {pair.rate.shown} imply a population of {shown(pair.population, 0)}; the printed "
            f"{others[0].count.shown} and {others[0].rate.shown} imply {shown(others[0].population, 0)}.",
        )


def _measured(facts: Iterable[Fact], populations: list[Decimal]) -> Iterator[Discrepancy]:
    """A count and the rate of the same measure in one paragraph that imply another population than the rest of the document.

    ``populations`` are those that the document prints or implies. What is far off may be of two definitions, and is doubtful.
    """
    if not populations:
        return
    usual = Decimal(median(populations))
    counts: dict[tuple[str, object], Observation] = {}
    for fact in facts:
        if (
            not isinstance(fact, Observation)
            or not isinstance(fact.indicator, Concept)
            or not fact.value
            or fact.basis
            or fact.qualifier
        ):
            continue
        name, place = fact.indicator.name, fact.place
        if fact.unit.name == "count":
            counts[name, place] = fact
            continue
        of = counts.get((name.removesuffix(_RATE), place))
        if (
            fact.unit.name != "per-10000"
            or of is None
            or not of.value
            or not _beside(of, fact)
            or (of.date and fact.date and of.date != fact.date)
        ):
            continue
        implied = of.value * _USUAL / fact.value
        if abs(implied / usual - 1) > Decimal("0.25"):
            yield alarm(
                "rate-of-population",
                (fact.evidence[0], of.evidence[0]),
                f"{of.printed}; {fact.printed}",
                f"implies a population of {shown(implied, 0)}; other figures of the document imply {shown(usual, 0)}",
                f"The printed {of.printed} and {fact.printed} imply a population of {shown(implied, 0)}; other figures of the document "
                f"imply {shown(usual, 0)}.",
                "doubtful",
            )


def _beside(one: Observation, other: Observation) -> bool:
    """Whether two figures stand in one paragraph."""
    first, second = one.evidence[0], other.evidence[0]
    return first.end <= second.start and second.start - first.end < _PARAGRAPH and "\n\n" not in str(first.to(second))
