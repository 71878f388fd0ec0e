"""Which of the times in a sentence a verb tells of: "since May 2019", "from 1 March until Easter", "In May 2019, Ann Lee became …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.dates import When
from kg.reading.tenureverbs import Clause
from kg.reading.times import Time
from kg.text import Span

_PART = r"\s(?:the\s)?(?:(?:early|late|mid|start\sof|beginning\sof|end\sof|middle\sof|about|around)[\s-](?:in\s|the\s)?){0,2}$"
_SINCE = re.compile(
    rf"\b(?:since|from|between|as\sof|as\sfrom|starting|beginning|with\seffect\sfrom|effective)(?:\son|\sin)?{_PART}", re.IGNORECASE
)
_UNTIL = re.compile(
    rf"\b(?:until|till|up\sto|through\sto|ending|ended|ending\son|ends\son|run(?:s|ning)?\suntil){_PART}", re.IGNORECASE
)
_TO = re.compile(rf"\b(?:to|and){_PART}", re.IGNORECASE)
_AT = re.compile(rf"\b(?:in|on|at|during|of|around|about|late\sin|early\sin|back\sin){_PART}", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|at)\sthe\s$", re.IGNORECASE)
_ELECTIONS = re.compile(r"\s(?:local\s|council\s|general\s)?elections?\b")
_OPENING = re.compile(r"(?:\W|\d)*(?:In|On|From|Since|During|At|With\seffect\sfrom)\s(?:the\s)?(?:(?:end|beginning|start)\sof\s)?")
_LEAD = 45  # characters before a time that can say what it is


@dataclass(frozen=True, slots=True)
class Days:
    """The beginning and the end that a verb tells, or the day ``at`` which it was so, and the words that print them."""

    since: When | None = None
    until: When | None = None
    at: When | None = None
    words: tuple[Span, ...] = ()


def told_times(clause: Clause, times: list[Time], sentence: Span, issued: When | None, *, alone: bool) -> Days:
    """The times that the words after a verb tell; of the only verb in a sentence also the one that the sentence opens with."""
    made = Days()
    for time in times:
        if clause.after.start <= time.span.start < clause.after.end:
            made = _with(made, clause, time, issued)
    if made.words or not alone or not times:
        return made
    if Span(sentence.document, sentence.start, times[0].span.start).fullmatch(_OPENING):
        ends = _ends(times[0], clause, None, issued, closes=False)
        return Days(since=ends[0], words=(times[0].span,)) if ends is not None else made
    return made


def _with(made: Days, clause: Clause, time: Time, issued: When | None) -> Days:
    lead = Span(time.span.document, max(clause.verb.start, time.span.start - _LEAD), time.span.start)
    closes = lead.search(_UNTIL) is not None or (made.since is not None and lead.search(_TO) is not None)
    opens = lead.search(_SINCE) is not None
    after = Span(time.span.document, time.span.end, clause.after.end)
    dated = lead.search(_AT) is not None or (lead.search(_AFTER) is not None and after.match(_ELECTIONS) is not None)
    dated = dated or (not made.words and not lead.words and clause.kind != "held")
    ends = _ends(time, clause, made.since, issued, closes=closes)
    words = (*made.words, time.span)
    if ends is None:
        return made
    if closes and made.until is None:
        return Days(made.since, ends[1], made.at, words)
    if opens and made.since is None:
        return Days(ends[0], ends[1] if ends[0] != ends[1] else made.until, made.at, words)
    if dated and not made.words:
        if clause.kind in ("held", "holds", "chairs", "covers"):
            return Days(at=ends[0], words=words) if ends[0] == ends[1] else made
        return Days(since=ends[0], words=words)
    return made


def _ends(time: Time, clause: Clause, since: When | None, issued: When | None, *, closes: bool) -> tuple[When, When] | None:
    """The two ends of a time. One without a year that closes what has begun comes after it; what is announced is to come."""
    if closes and since is not None:
        return time.near(since, ahead=True)
    present = clause.kind in ("ends", "begins") and clause.verb.match(r"\w*[^s\W]s(?:\s|$)") is not None  # "retires"
    lasts = closes and clause.kind in ("holds", "begins", "given", "gives")
    return time.near(issued, ahead=clause.mood == "announced" or lasts or present)
