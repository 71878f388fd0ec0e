"""Changes told of as a part, "a fall of almost a quarter", or in a sentence of their own, against the two figures before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.arithmetic import Range, agrees, change, shown
from kg.checks.alarms import alarm
from kg.checks.printed import Printed, numbers_of
from kg.facts import Discrepancy
from kg.text import Match, Span

_FRACTIONS = {
    "half": 50,
    "third": 100 / 3,
    "quarter": 25,
    "fifth": 20,
    "sixth": 100 / 6,
    "tenth": 10,
    "thirds": 200 / 3,
    "quarters": 75,
    "fifths": 40,
}
_PART = r"(?P<part>half|(?:a|one)[\s-](?:half|third|quarter|fifth|sixth|tenth)|two[\s-](?:thirds|fifths)|three[\s-]quarters)"
_HEDGE = r"(?:(?P<under>almost|nearly|just\sunder|a\slittle\sunder|less\sthan|under|close\sto)\s|(?P<over>just\sover|a\slittle\sover|more\sthan|over|at\sleast)\s|(?P<about>about|around|roughly|some|approximately)\s)?"
_MOVE = r"(?:(?P<up>increas(?:e|ed)|ris(?:e|en)|rose|grew|grown|growth)|(?P<down>decreas(?:e|ed)|reduc(?:tion|ed)|f[ae]ll(?:en)?|drop(?:ped)?|declined?|cut|down))"
_OF_PART = re.compile(rf"\b{_MOVE}\s(?:of|by)\s{_HEDGE}{_PART}\b(?!\s(?:of|a)\b)", re.IGNORECASE)
_OF_SIZE = re.compile(
    rf"^(?:(?:this|that|which|it)\s(?:is|was|represents?|means)\s)?(?:an?|the)\s(?:[a-z]{{3,12}}\s)?{_MOVE}\s(?:of|by)\s(?P<size>\d[\d.,]{{0,8}}\s?(?:%|per\s?cent)?)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"^(?:(?:this|that|which|it)\s(?:is|was|represents?|means)\s)?(?:an?\s|the\s)?(?:[a-z]{{3,12}}\s)?{_MOVE}\s(?:of|by)\s",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:target|plan\w*|forecast|expected|aim\w*|average|national\w*|compared|neighbour\w*|estimate\w*)\b", re.IGNORECASE
)
_LOOSE = Decimal(4)  # points by which a part in words may be off
_WIDE = Decimal("0.3")  # how far what is "almost" or "over" a part may be from it


def parted(sentence: Span, before: Printed, after: Printed, *more: Span) -> Iterator[Discrepancy]:
    """The part in words that a sentence says two figures changed by, where it is far from what they give; ``more`` print the figures."""
    said = sentence.search(_OF_PART)
    if said is None or not before.value or after.value == before.value or before.unit != after.unit:
        return
    moved = (after.value / before.value - 1) * 100
    if said.has("up") is not (moved > 0) or _within(abs(moved), said):
        return
    yield alarm(
        "change-of-ends",
        (sentence, *more),
        said.span.words,
        f"from {before.shown} to {after.shown} is {shown(moved)}%",
        f"The printed ends ({before.shown} and {after.shown}) give a change of {shown(moved)}%; the printed words are “{said.span.words}”.",
    )


def _within(moved: Decimal, said: Match) -> bool:
    """Whether a change in per cent may be called so."""
    part = Decimal(_FRACTIONS[re.split(r"[\s-]", str(said.group("part")).lower())[-1]])
    if said.has("under"):
        return part * (1 - _WIDE) <= moved <= part + 1
    if said.has("over"):
        return part - 1 <= moved <= part * (1 + _WIDE) + _LOOSE
    return abs(moved - part) <= _LOOSE + (2 if said.has("about") else 0)


def sized_after(sentence: Span, before: list[Span]) -> Iterator[Discrepancy]:
    """As in "In May there were 64. In August there were 48. A reduction by a third …": the two figures stand in the sentences before."""
    if not sentence.match(_ALONE) or not before or sentence.search(_OTHER):
        return
    printed = [one for span in before[-2:] for one in numbers_of(span) if not one.hedge]
    if len({one.unit for one in printed}) != 1 or len(printed) != 2 or any(span.search(_OTHER) for span in before[-2:]):
        return
    first, last = printed
    evidence = [span for span in before[-2:] if first.span in span or last.span in span]
    yield from parted(sentence, first, last, *evidence)
    said = sentence.match(_OF_SIZE)
    if said is None or not first.value or first.unit == "percent" or said.has("up") is not (last.value > first.value):
        return
    size = next((one for one in numbers_of(sentence) if one.span.start == said.group("size").start), None)
    if size is None:
        return
    moved = abs((last.value / first.value - 1) * 100)
    low, high = sorted(abs(end) for end in change(Range.of(first.value, exact=True), Range.of(last.value, exact=True)))
    fits = agrees(size.value, low, high) if size.unit == "percent" else size.value == abs(last.value - first.value)
    if size.unit not in ("percent", first.unit) or fits:
        return
    computed = f"{shown(moved)}%" if size.unit == "percent" else shown(abs(last.value - first.value))
    yield alarm(
        "change-of-ends",
        (sentence, *evidence),
        size.shown,
        f"from {first.shown} to {last.shown} is {computed}",
        f"The printed ends ({first.shown} and {last.shown}) give a change of {computed}; the printed change is {size.shown}.",
    )
