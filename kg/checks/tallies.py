"""What is counted out by how it stands or how it was voted, and meetings that close before they open.

"It has 24 actions. 13 were complete, six on course, four late and two not begun"; "nine Members being present and voting, five in
favour, three against and two abstaining"; "The meeting opened at 6.15 pm and closed at 5.50 pm".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.arithmetic import shown
from kg.checks.alarms import Status, alarm
from kg.checks.printed import Printed, numbers_of
from kg.checks.wording import COUNT, hedged, spaced, value
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Match, Span

_TIME = r"(?P<hour{0}>\d{{1,2}})(?:[.:](?P<minute{0}>[0-5]\d))?\s?(?P<half{0}>am|pm|a\.m|p\.m)\b\.?"
_CLOCK = re.compile(
    rf"\b(?:opened|began|started|commenced|convened)\s(?:promptly\s)?at\s{_TIME.format(1)}(?P<between>[^;:\n]{{0,60}}?)"
    rf"\b(?:closed|ended|finished|concluded|rose)\s(?:formally\s)?at\s{_TIME.format(2)}",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(r"\b(?:adjourn\w*|next|following|day|morning|reconvened|resumed)\b", re.IGNORECASE)
_HALF_DAY = 12 * 60
_VOTES = spaced(
    rf"(?P<whole>{COUNT})\s(?:[a-z]+\s){{0,3}}?(?:members|councillors|governors|people|delegates|trustees)\s(?:(?:being|were|was)\s)?(?:present|voting)\b[^.;\d]{{0,40}}?\b"
    rf"(?P<for>{COUNT})\s(?:[a-z]+\s){{0,4}}?(?:in\sfavour|for)\b[^.;\d]{{0,30}}?\b(?P<against>{COUNT})\s(?:[a-z]+\s){{0,3}}?against\b"
    rf"(?:[^.;\d]{{0,30}}?\b(?P<abstained>{COUNT})\s(?:[a-z]+\s){{0,3}}?abst[a-z]+)?"
)
_STATE = re.compile(
    r"^\s?(?:of\sthem\s)?(?:(?:is|are|was|were|had|have|has|remain|remained|stood|been)\s){0,2}(?:now\s|already\s|still\s|fully\s|rated\s){0,2}"
    r"(?:complete|completed|done|finished|achieved|met|on\s(?:course|track|target|time|schedule)|under\sway|in\sprogress|late|overdue|behind|delayed|missed"
    r"|(?:not\s(?:yet\s)?)?(?:begun|started)|not\s(?:yet\s)?(?:complete|completed|due|met|done)|open|closed|green|amber|red|blue)\b",
    re.IGNORECASE,
)
_STATE_WORD = re.compile(
    r"\b(?:complete|completed|begun|started|late|overdue|on\s(?:course|track)|in\sprogress|green|amber|red)\b", re.IGNORECASE
)
_ITEMS = re.compile(
    r"^\s?(?:[a-z-]{3,14}\s){0,2}?(?:actions?|recommendations?|tasks?|milestones?|measures?|targets?|objectives?|projects?|items?|priorities|steps)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:including|of\swh(?:om|ich)|some|most|new|also|both|main|another|added|removed|merged)\b", re.IGNORECASE)
_MOST_PARTS = 6
_FEWEST = 3


def tallies(found: list[Block]) -> Iterator[Discrepancy]:
    """The tallies in ``found`` that do not give their whole, and the meetings that end before they begin."""
    for block in found:
        if block.kind == "row":
            continue
        for match in block.text.finditer(_CLOCK):
            yield from _closed(match)
        last: Span | None = None
        for sentence in block.text.sentences():
            before, last = last, sentence
            for match in sentence.finditer(_VOTES):
                yield from _voted(sentence, match)
            if before is not None and sentence.search(_STATE_WORD):
                yield from _standing(before, sentence)


def _closed(match: Match) -> Iterator[Discrepancy]:
    """A meeting whose end is before its beginning, both in the morning or both after noon."""
    begun, ended = (_minutes(match, number) for number in (1, 2))
    same_half = (begun < _HALF_DAY) is (ended < _HALF_DAY)
    if begun > ended and same_half and not match.group("between").search(_OTHER_DAY):
        times = [match.group(f"hour{number}").to(match.group(f"half{number}")).words for number in (1, 2)]
        yield alarm(
            "end-before-beginning",
            (match.span,),
            f"{times[0]}; {times[1]}",
            f"{times[1]} is before {times[0]}",
            f"The time of the end, {times[1]}, is before that of the beginning, {times[0]}.",
        )


def _minutes(match: Match, number: int) -> int:
    minute = int(str(match.group(f"minute{number}"))) if match.has(f"minute{number}") else 0
    late = str(match.group(f"half{number}"))[0] in "pP"
    return (int(str(match.group(f"hour{number}"))) % 12 + 12 * late) * 60 + minute


def _voted(sentence: Span, match: Match) -> Iterator[Discrepancy]:
    """The votes of those who were there and voted: with or without those who abstained."""
    names = [name for name in ("for", "against", "abstained") if match.has(name)]
    votes = [value(match, name) for name in names]
    whole = value(match, "whole")
    if any(hedged(match.group(name)) for name in ("whole", *names)) or whole in (sum(votes), sum(votes[:2])):
        return
    if sum(votes) < whole:
        return  # the rest may have left, or not have voted
    yield from _alarm((sentence,), match.group("whole").words, votes, "certain" if len(votes) > 1 else "doubtful")


def _standing(before: Span, sentence: Span) -> Iterator[Discrepancy]:
    """The items of a plan, by how they stand; all of them are told of, since one state or another holds of each."""
    wholes = [one for one in numbers_of(before) if one.whole and _ITEMS.match(one.after)]
    parts = [one for one in numbers_of(sentence) if _STATE.match(one.after)]
    if len(wholes) != 1 or wholes[0].hedge or not _FEWEST <= len(parts) <= _MOST_PARTS or not _all_heads(parts):
        return
    others = [one for one in numbers_of(sentence) if one.whole and one not in parts]
    added = sum((one.value for one in parts), Decimal(0))
    whole = wholes[0].value
    off = abs(added - whole)
    if others or any(not one.whole or one.hedge for one in parts) or _ALSO.search(f"{before} {sentence}"):
        return
    if off and off <= max(Decimal(2), whole / 10):
        yield from _alarm((before, sentence), wholes[0].shown, [one.value for one in parts], "doubtful")


def _all_heads(parts: list[Printed]) -> bool:
    """Whether the parts follow each other in one list that ends with "and"."""
    return (
        all(re.search(r"(?:,|;|\band)\s?$", one.before) for one in parts[1:])
        and re.search(r"\band\s?$", parts[-1].before) is not None
    )


def _alarm(evidence: tuple[Span, ...], whole: str, parts: list[Decimal], status: Status) -> Iterator[Discrepancy]:
    added = shown(sum(parts, Decimal(0)))
    yield alarm(
        "total-of-parts",
        evidence,
        whole,
        f"{' + '.join(map(shown, parts))} = {added}",
        f"The printed parts give {added}; the printed whole is {whole}.",
        status,
    )
