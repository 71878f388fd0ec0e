"""Figures that lie beyond what is printed with them: a part larger than its whole, an average outside the range that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.checks.wording import COUNT, GAP, hedged, spaced, value
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Match, Span

_THINGS = (
    r"(?:children|young\speople|people|pupils|students|care\sleavers|cases|referrals|assessments|reviews|families|carers|households|staff|social\sworkers|respondents|parents"
    r"|contacts|visits|plans|schools|homes|posts|beds|places|placements|records|files|audits|complaints|meetings|members|interviews|managers|actions|recommendations)"
)
_OF_THE = spaced(
    rf"(?P<part>{COUNT})\s(?:[a-z]{{3,14}}\s)?(?:out\s)?of\s(?:the|our|these|those|its|their)\s(?P<whole>{COUNT})\s(?:[a-z-]{{3,16}}\s){{0,2}}?{_THINGS}\b"
)
_OF_WHICH = spaced(
    rf"(?P<whole>{COUNT})\s(?:[a-z-]{{3,16}}\s){{0,2}}?{_THINGS},?\s\(?(?:of\swh(?:ich|om)|including)\s(?:only\s|just\s)?(?P<part>{COUNT})\s(?:were|are|had|have|was|is)\b"
)
_NUMBERED = re.compile(
    r"\b(?:section|paragraph|article|page|item|action|recommendation|year|key\sstage|aged?|table|chapter|part|march|june|september|december|january|april|july|october|november|february|august|may)\s$",
    re.IGNORECASE,
)
_FIGURE = r"(?<![\w.,£/-])£?\d[\d,]{0,9}(?:\.\d{1,2})?(?![\d/])"
_UNIT = r"(?:%|\sper\scent|\s(?:working\s)?(?:days|weeks|months|hours|years|miles|children|cases|pupils|visits))?"
_RANGE = rf"\brang(?:ed|es|ing|e)\s(?:was\s)?(?:from|between)\s(?P<low>{_FIGURE}){_UNIT}\s(?:to|and)\s(?P<high>{_FIGURE})(?P<unit>{_UNIT})"
_AVERAGE = (
    spaced(
        rf"{_RANGE},?\s(?:(?:and|with|but|giving)\s)?(?:an|the)\s(?:overall\s)?(?:average|mean|median)\s(?:[a-z]{{3,12}}\s)?(?:(?:was|is|being|of)\s)(?P<middle>{_FIGURE})(?P<unit2>{_UNIT})"
    ),
    spaced(
        rf"\b(?:average|mean|median)\s(?:[a-z-]{{3,16}}\s){{0,3}}?(?:was|is|of)\s(?P<middle>{_FIGURE})(?P<unit2>{_UNIT})\s?[,(]\s?(?:with\sa\s|and\s|but\s)?(?:it\s)?{_RANGE}"
    ),
)
_RANGED = re.compile(rf"\brang(?:ed|es|ing|e){GAP}", re.IGNORECASE)


def beyond(found: list[Block]) -> Iterator[Discrepancy]:
    """The figures of ``found`` that lie beyond their whole or range."""
    for block in found:
        if block.kind == "row":
            continue
        for sentence in block.text.sentences():
            for pattern in (_OF_THE, _OF_WHICH):
                for match in sentence.finditer(pattern):
                    yield from _larger(sentence, match)
            if sentence.search(_RANGED):
                for match in (one for pattern in _AVERAGE for one in sentence.finditer(pattern)):
                    yield from _outside(sentence, match)


def _larger(sentence: Span, match: Match) -> Iterator[Discrepancy]:
    """As in "35 of the 30 carers" and "12 beds, of which 14 were occupied"."""
    part, whole = value(match, "part"), value(match, "whole")
    ends = match.group("part"), match.group("whole")
    if not whole < part < 3 * whole or any(hedged(end) or re.fullmatch(r"(?:19|20)\d\d", str(end)) for end in ends):
        return
    if any(_NUMBERED.search(end.document.text[max(0, end.start - 20) : end.start].replace("\n", " ")) for end in ends):
        return
    yield alarm(
        "total-of-parts",
        (sentence,),
        f"{ends[0].words}; {ends[1].words}",
        f"{ends[0].words} is more than {ends[1].words}",
        f"The printed part, {ends[0].words}, is larger than the printed whole, {ends[1].words}.",
        "doubtful",
    )


def _outside(sentence: Span, match: Match) -> Iterator[Discrepancy]:
    """As in "ranged from 3 to 9 weeks, with an average of 12 weeks"."""
    low, high, middle = (float(re.sub(r"[£,]", "", str(match.group(name)))) for name in ("low", "high", "middle"))
    units = {unit.words for name in ("unit", "unit2") if (unit := match.get(name)) is not None and unit.words}
    if low <= middle <= high or low > high or len(units) > 1:
        return
    shown = match.group("low").words, match.group("high").words, match.group("middle").words
    yield alarm(
        "comparison-of-figures",
        (sentence,),
        f"{shown[2]}; {shown[0]} to {shown[1]}",
        f"{shown[2]} is outside {shown[0]} to {shown[1]}",
        f"The printed average, {shown[2]}, lies outside the printed range, {shown[0]} to {shown[1]}.",
        "doubtful",
    )
