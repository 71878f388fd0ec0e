"""Shares said in words against the counts printed with them: "two thirds of the 213 parents (92)", "31 of 124, one in five"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.arithmetic import share, shown
from kg.checks.alarms import alarm
from kg.checks.wording import COUNT, GAP, OF, SPELLED, value
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.reading.numbers import value_of
from kg.text import Match, Span

_NUM = rf"(?:{SPELLED}|\d{{1,2}})"
_WORDED = (
    r"(?P<hedge>(?:a\slittle|just|slightly|well)?\s?(?:over|under|above|below)\s|(?:more|fewer|less)\sthan\s|nearly\s|almost\s|about\s|around\s|at\sleast\s)?"
    rf"(?P<worded>half|(?:a|one)[\s-]third|two[\s-]thirds|(?:a|one)[\s-]quarter|three[\s-]quarters|(?:a|one)[\s-]fifth|(?:a|the)\smajority|a\sminority"
    rf"|(?P<some>{_NUM})\s(?:[a-z]{{3,12}}\s)?in\s(?:every\s|each\s)?(?P<ten>{_NUM})(?!\s?%)|all\sbut\s(?P<but>{_NUM}))\b"
)
_ANY = re.compile(
    rf"\b(?:half|thirds?|quarters?|fifth|majority|minority|all\sbut|in\s(?:(?:every|each)\s)?{_NUM})\b", re.IGNORECASE
)
_PART, _WHOLE = rf"(?P<part>{COUNT})", rf"(?P<whole>{COUNT})"
_GIVEN = rf"(?:or|that{GAP}is|which{GAP}is|i\.e\.|equal{GAP}to){GAP}"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WORDED}[^.,;:()\d]{{0,110}}\({_PART}{GAP}{OF}{_WHOLE}(?:{GAP}[^.;:()\d]{{0,50}})?\)",  # fewer than half … (52 of 96)
        rf"{_WORDED}{GAP}of{GAP}(?:the{GAP}|all{GAP}|our{GAP}){{0,2}}{_WHOLE}{GAP}[^.,;:()]{{0,120}}\({_PART}\)",  # two thirds of the 213 parents (92)
        rf"\bof{GAP}(?:the{GAP}|all{GAP}|these{GAP}|those{GAP}){{0,2}}{_WHOLE}{GAP}[^.,;:()\d]{{1,60}},{GAP}{_WORDED}{GAP}\({_PART}\)",  # of these 80, half (45)
        rf"\bof{GAP}(?:the{GAP}|all{GAP}){{0,2}}{_WHOLE}{GAP}[^.;:()\d]{{1,100}},{GAP}{_PART}{GAP}?\({_WORDED}\)".replace(
            rf"{GAP}?", r"\s{0,3}"
        ),
        rf"{_PART}{GAP}{OF}{_WHOLE}(?:{GAP}[^.,;:()\d]{{0,60}})?,{GAP}(?:{_GIVEN})?{_WORDED}",  # nine of 45 meetings, or one in five
    )
]
_SHARES = {
    "half": ("50", "5"),
    "third": ("33.3", "4"),
    "thirds": ("66.7", "4"),
    "quarter": ("25", "3.5"),
    "quarters": ("75", "4"),
    "fifth": ("20", "2.5"),
}


def worded(found: list[Block]) -> Iterator[Discrepancy]:
    """The shares in words of ``found`` that their counts do not give, not even roughly."""
    for block in found:
        if block.kind == "row":
            continue
        for sentence in block.text.sentences():
            if not sentence.search(_ANY):
                continue
            for form in _FORMS:
                for match in sentence.finditer(form):
                    yield from _held(sentence, match)


def _held(sentence: Span, match: Match) -> Iterator[Discrepancy]:
    part, whole = value(match, "part"), value(match, "whole")
    said = " ".join(f"{match.get('hedge') or ''} {match.group('worded')}".split())
    if not whole or part > whole:
        return
    if match.has("but"):
        left = whole - value_of(str(match.group("but")))
        if part != left:
            yield alarm(
                "percentage-of-counts",
                (sentence,),
                said,
                f"{whole} without {match.group('but')} are {left}",
                f"The printed words “{said}” of {whole} give {left}; the printed count is {part}.",
            )
        return
    given = share(part, whole)
    low, high = _range(match)
    if not low <= given <= high:
        yield alarm(
            "percentage-of-counts",
            (sentence,),
            said,
            f"{shown(part)} of {shown(whole)} is {shown(given)}%",
            f"The printed counts give {shown(given)}% ({shown(part)} of {shown(whole)}); the printed words are “{said}”.",
        )


def _range(match: Match) -> tuple[Decimal, Decimal]:
    """The shares in per cent that the words may stand for."""
    words = str(match.group("worded")).lower()
    if "majority" in words or "minority" in words:
        return (Decimal(50), Decimal(100)) if "majority" in words else (Decimal(0), Decimal(50))
    if match.has("ten"):
        some, ten = value_of(str(match.group("some"))), value_of(str(match.group("ten")))
        middle = 100 * some / ten if ten else Decimal(0)
        slack = max(middle / 9, Decimal(2)) if some == 1 else Decimal(5)
    else:
        exact, near = _SHARES[re.split(r"[\s-]", words)[-1]]
        middle, slack = Decimal(exact), Decimal(near)
    hedge = str(match.get("hedge") or "").lower()
    if re.search(r"over|above|more|at least", hedge):
        return middle - Decimal("0.4"), middle + 3 * slack if re.search(r"just|little|slightly", hedge) else Decimal(100)
    if re.search(r"under|below|fewer|less|nearly|almost", hedge):
        return (Decimal(0) if re.search(r"fewer|less|well", hedge) else middle - 3 * slack), middle + Decimal("0.4")
    return middle - slack, middle + slack
