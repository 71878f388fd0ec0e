"""Figures set side by side that are not of one kind: other groups, other periods, ranges that share an end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_GROUP = re.compile(
    r"\b(?:year\s(?:1[0-3]|[1-9])|reception|key\sstage\s[1-5]|nursery|(?:aged\s)?\d{1,2}\s?[-–]\s?\d{1,2}[-\s]year[-\s]olds?|boys|girls|men|women|males?|females?)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:compared\s(?:to|with)|against|in\scomparison\swith)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,2})?\s?%")
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ww]ithin)\s(?P<place>(?!Year\b|Key\b|Reception\b)[A-Z][\w’'-]{1,20}(?:\s(?:and\s)?[A-Z][\w’'-]{1,20}){0,3})"
)
_YEARS = r"(?:20\d\d\s?[-–/]\s?(?:20)?\d\d|20\d\d)"
_OTHERS = r"(?:national\w*|england|similar|statistical|neighbours?|region\w*|comparators?|elsewhere|average)"
_OTHER_PERIOD = re.compile(
    rf"\bin\s(?P<one>{_YEARS})\b[^.;()%]{{0,60}}?\d{{1,3}}(?:\.\d{{1,2}})?\s?%[^.;()%]{{0,140}}?\b(?:compared\s(?:to|with)|against)\s(?:the\s)?[^.;()]{{0,60}}?\d{{1,3}}(?:\.\d{{1,2}})?\s?%"
    rf"(?P<whose>[^.;()]{{0,90}}?)\s?\((?:in\s|for\s)?(?P<two>{_YEARS})\)",
    re.IGNORECASE,
)
_RANGES = re.compile(
    r"(?<![\d.,/£–-])(?P<a>\d{1,2})\s?[-–]\s?(?P<b>\d{1,2})(?:[\s-]?(?:years?|yrs?)(?:[-\s]olds?)?)?(?:,?\sand\s|,\s|\s?/\s?|\s?;\s|\sor\s)(?:ages?d?\s|for\s|those\s)?"
    r"(?P<c>\d{1,2})\s?[-–]\s?(?P<d>\d{1,2})(?![\d.,/%–-]*\d|\s?%|:\d)",
    re.IGNORECASE,
)
_AGES = re.compile(r"\b(?:age\w*|years?|children|young\speople|parent\w*|family|families|support|olds?|youth)\b", re.IGNORECASE)
_NO_AGES = re.compile(
    r"\b(?:school|schools|primary|secondary|key\sstage|pages?|pp|paragraphs?|items?|appendix|months?|weeks?|days?|hours?|am|pm|per\scent|score)\b|%",
    re.IGNORECASE,
)
_OLDEST = 26


def unlike(found: list[Block]) -> Iterator[Discrepancy]:
    """The sentences of ``found`` that compare what is not alike, or part ages so that one is in two parts."""
    for block in found:
        if block.kind == "row":
            continue
        for sentence in block.text.sentences():
            yield from _ranges(sentence)
            if sentence.search(_COMPARED):
                yield from _groups(sentence)
                yield from _periods(sentence)


def _ranges(sentence: Span) -> Iterator[Discrepancy]:
    for match in sentence.finditer(_RANGES):
        a, b, c, d = (int(str(match.group(name))) for name in "abcd")
        if not (a < b == c < d < _OLDEST and max(b - a, d - c) > 1) or not sentence.search(_AGES) or sentence.search(_NO_AGES):
            continue
        yield alarm(
            "doubtful-figure",
            (sentence,),
            match.span.words,
            f"{b} is in both",
            f"The two ranges printed, {match.span.words}, both hold {b}.",
            "doubtful",
        )


def _groups(sentence: Span) -> Iterator[Discrepancy]:
    """One place's figure of one group, another's of another group, and one figure that both seem to be compared with."""
    groups = list({match.span.words.lower(): match.span for match in sentence.finditer(_GROUP)}.values())
    shares, compared = list(sentence.finditer(_PERCENT)), list(sentence.finditer(_COMPARED))
    places = {match.group("place").words for match in sentence.finditer(_WHERE)}
    if len(groups) != 2 or len(shares) != 3 or len(compared) != 1 or len(places) < 2:
        return
    if not shares[1].span.end <= compared[0].span.start < shares[2].span.start:
        return
    yield alarm(
        "unlike-figures",
        (sentence,),
        f"{shares[0].span.words} ({groups[0].words}); {shares[1].span.words} ({groups[1].words})",
        "not comparable, for the groups differ",
        f"The figures printed side by side are of different groups: {groups[0].words} and {groups[1].words}.",
        "doubtful",
    )


def _periods(sentence: Span) -> Iterator[Discrepancy]:
    """As in "In 2014–15, 10% …, compared to 11% nationally (2013–14)"."""
    match = sentence.search(_OTHER_PERIOD)
    if match is None or not match.group("whose").search(re.compile(_OTHERS, re.IGNORECASE)):
        return
    one, two = (re.sub(r"\s", "", match.group(name).words).replace("–", "-").replace("/", "-") for name in ("one", "two"))
    if one != two and one[:4] != two:
        yield alarm(
            "unlike-figures",
            (sentence,),
            f"{match.group('one').words}; {match.group('two').words}",
            "not comparable as they stand, for the periods differ",
            f"The figures compared are of different periods: {match.group('one').words} and {match.group('two').words}.",
            "doubtful",
        )
