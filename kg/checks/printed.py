"""The numbers of a sentence as the checks need them: with what stands before and after each, counts told from other figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.arithmetic import shown
from kg.reading.numbers import Number, find_numbers
from kg.text import Match, Span

_FRACTIONAL = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?|miles?|pounds|fte|wte|beds?\snights?|per)\b|£", re.IGNORECASE)
_FRACTION = re.compile(
    r"\bby\s(?P<share>(?:a|one)\s(?P<part>half|third|quarter|fifth|tenth)|(?P<half>half)|two[\s-]thirds|three[\s-]quarters)(?=[,.;)]|\s(?:from|over|in|since|to|and|between)\b)",
    re.IGNORECASE,
)
_FRACTIONS = {"half": "50", "third": "33.33", "quarter": "25", "fifth": "20", "tenth": "10", "thirds": "66.67", "quarters": "75"}
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Printed:
    """A number of a sentence: its value, unit and hedge ("about"), and the words between it and its neighbours."""

    span: Span
    value: Decimal
    unit: str
    hedge: str
    before: str
    after: str

    @property
    def whole(self) -> bool:
        """Whether it is a count of things that come whole."""
        return (
            self.unit == "count"
            and self.value == self.value.to_integral_value()
            and not _FRACTIONAL.match(self.after.lstrip())
            and "£" not in str(self.span)
        )

    @property
    def shown(self) -> str:
        """As printed, on one line."""
        return self.span.words


def given(value: Decimal, unit: str) -> str:
    """A computed value as it is shown in the unit of the figures that it comes from."""
    return f"£{shown(value)}".replace("£-", "-£") if unit == "gbp" else shown(value)


def _fraction(match: Match) -> Number:
    """A fraction in words that something changed by, as per cent."""
    words = match.group("share")
    return Number(words, Decimal(_FRACTIONS[re.split(r"[\s-]", str(words).lower())[-1]]), "percent")


def numbers_of(sentence: Span) -> list[Printed]:
    """The figures of ``sentence``, from left to right; ranges, ranks and numbers that name or date something are left out."""
    found = [one for one in find_numbers(sentence) if one.value is not None and one.high is None]
    starts = {one.span.start for one in found}
    fractions = [_fraction(match) for match in sentence.finditer(_FRACTION) if match.group("share").start not in starts]
    found = sorted([*found, *fractions], key=lambda one: one.span.start) if fractions else found
    made = []
    for index, one in enumerate(found):
        last = found[index - 1].span.end if index else sentence.start
        following = found[index + 1].span.start if index + 1 < len(found) else sentence.end
        if one.value is None or one.unit == "rank" or (one.bare and _YEAR.fullmatch(str(one.span))):
            continue
        before = " ".join(sentence[max(0, last - sentence.start) : one.span.start - sentence.start].words.split())
        after = sentence[one.span.end - sentence.start : following - sentence.start].words
        made.append(Printed(one.span, one.value, one.unit, one.qualifier, before, after))
    return made
