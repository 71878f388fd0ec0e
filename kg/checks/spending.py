"""Shares of money against the two amounts printed with them: "£378,000, or 9% of the budget of £3,150,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.arithmetic import agrees, decimals, shown
from kg.checks.alarms import alarm
from kg.checks.printed import Printed, numbers_of
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_IS = r"(?:or|(?:which|that)\s(?:is|was|makes|represents|equals|amounts\sto)|is|was|i\.e\.|equal\sto|equating\sto|equivalent\sto|representing|being|makes\sup|accounts\sfor|amounts\sto|represents)"
_THEN = re.compile(rf"[^.;:()]{{0,80}}?(?:(?:^|,?\s){_IS}|(?:^|\s?)\(\s?(?:{_IS})?|,|\s?[–—-])\s?$", re.IGNORECASE)
_OF = re.compile(r"\)?\s?of\s[^.;:()]{0,80}?(?:\s(?:of|is|was|at)|,|\()?\s?$", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:more|less|than|increase|rise|fall|reduction|up|down|from|above|below|compared|against|over|under)\b", re.IGNORECASE
)
_SCALE = re.compile(r"(?P<figure>[\d.,]+)\s?(?P<scale>million|m|thousand|k|bn|billion)\b", re.IGNORECASE)
_SCALES = {"m": 10**6, "t": 1000, "k": 1000, "b": 10**9}


def spending(found: list[Block]) -> Iterator[Discrepancy]:
    """The percentages of amounts in ``found`` that the amounts do not give."""
    for block in found:
        if block.kind == "row" or str(block.text).count("£") < 2:
            continue
        for sentence in block.text.sentences():
            numbers = numbers_of(sentence) if "%" in sentence or "per" in sentence else []
            for part, percent, whole in zip(numbers, numbers[1:], numbers[2:], strict=False):
                yield from _share(sentence, part, percent, whole)


def _share(sentence: Span, part: Printed, percent: Printed, whole: Printed) -> Iterator[Discrepancy]:
    if [one.unit for one in (part, percent, whole)] != ["gbp", "percent", "gbp"]:
        part, percent = percent, part  # "9% (£378,000) of the budget of £3,150,000"
        if [one.unit for one in (part, percent, whole)] != ["gbp", "percent", "gbp"] or percent.after.strip() != "(":
            return
    elif not _THEN.fullmatch(part.after) or _APART.search(part.after):
        return
    last = max(part, percent, key=lambda one: one.span.start)
    if not _OF.fullmatch(last.after) or _APART.search(last.after) or any(one.hedge for one in (part, percent, whole)):
        return
    if not 0 < part.value <= whole.value:
        return
    low, high = ((part.value + sign * _slack(part)) / (whole.value - sign * _slack(whole)) * 100 for sign in (-1, 1))
    if agrees(percent.value, low, high):
        return
    given = shown(part.value / whole.value * 100)
    yield alarm(
        "percentage-of-counts",
        (sentence,),
        percent.shown,
        f"{part.shown} of {whole.shown} is {given}%",
        f"The printed amounts give {given}% ({part.shown} of {whole.shown}); the printed percentage is {percent.shown}.",
    )


def _slack(amount: Printed) -> Decimal:
    """By how much an amount in thousands or millions may be off the one that it is rounded from; others are taken as printed."""
    scaled = _SCALE.search(amount.shown)
    if scaled is None:
        return Decimal(0)
    return Decimal(_SCALES[scaled["scale"][0].lower()]).scaleb(-decimals(Decimal(scaled["figure"].replace(",", "")))) / 2
