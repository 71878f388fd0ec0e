"""When something promised is due: "by the end of August 2020", "in the autumn", "at the next meeting"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import cast

from kg.dates import When
from kg.lexicon import Lexicon, pattern_of
from kg.reading.dates import find_dates
from kg.reading.part import Part
from kg.reading.times import find_times
from kg.text import Span

_DATED = re.compile(
    r"(?:\b(?:in|on|by|before|during|until|late|early|mid|from|w/c|commencing|than|to|at|around)"
    r"|\b(?:scheduled|arranged|planned|set|booked|timetabled|due|deferred)\sfor"
    r"|\b(?:end|start|beginning|middle|close|course|summer|autumn|winter|spring|week|month|quarter|meeting|meetings|commencing)\s(?:of|on|in|for)"
    r"|[’']s?|\b(?:to|at)\s{1,40}(?:[\w’']{1,20}\s{1,40}){1,4})[\s-]{0,40}(?:the\s{1,40})?$",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:\bthe\s)?(?:\b(?:end|start|beginning|middle|close|summer|autumn|winter|spring)\s{1,40}of\s{1,40}(?:the\s{1,40})?|\bw/c\s|\bweek\scommencing\s|\b(?:late|early|mid)[\s-])$",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\W{0,3}(?:In|By|On|From|Before|During|At\sthe\send\sof|Within)\s(?P<when>[^,]{3,60}),?\s", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:within|in|over\sthe\snext)\s(?:the\snext\s|a\s)?(?:\d{1,2}|one|two|three|four|five|six|nine|twelve|eighteen)[\s-](?:working\s)?(?:days?|weeks?|months?|years?)(?:[’']?\s?(?:time|period))?"
    r"|\bwithin\sthe\snext\s(?:few\s)?(?:days|weeks?|months?|year)"
    r"|\b(?:at|to)\s(?:her|his|its|their|the|our|a)\s(?:next|following|future|\w{3,9}|forthcoming)\s(?:[\w’'-]{1,20}\s){0,5}meeting\b"
    r"|\bonce\s[^.,;]{4,60}|\bwhen\s(?:an?|the|it|they|this|these)\s[^.,;]{0,60}?\b(?:is|are|was|were|becomes?|became)\s[^.,;]{3,40}|\bby\sthe\send\sof\s[^.,;]{3,30}",
    re.IGNORECASE,
)
_INSPECTORS = ("inspection-report", "ofsted-letter", "jtai-letter", "send-report")
_WRITTEN, _TODAY = timedelta(days=100), timedelta()  # inspectors tell of the days of the inspection, some weeks before their report


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: the words, and the day, month, year or part of one that they mean, where they mean one."""

    span: Span
    when: When | None = None


@lru_cache(maxsize=8)
def _loose(world: Lexicon) -> re.Pattern[str]:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["commitments"])
    return re.compile(
        r"\b(?:" + "|".join(pattern_of(word) for word in sorted(table["due"]["words"], key=len, reverse=True)) + r")\b",
        re.IGNORECASE,
    )


def due(after: Span, part: Part) -> Due | None:
    """When what the words ``after`` a verb of promise speak of is due; None where they do not say.

    A time without its year is the first such time after the day of the document; one before that day is when something was.
    """
    for time in find_times(after, part.world):
        before = after[: time.span.start - after.start]
        ahead = time.near(part.issued, ahead=True)
        if not before.search(_DATED) or _past(ahead, part):
            continue
        wider = before.search(_PRINTED)
        return Due(time.span if wider is None else wider.span.to(time.span), ahead[1] if ahead is not None else None)
    if (dated := _impossible(after)) is not None:
        return dated
    said = after.search(_loose(part.world)) or after.search(_TIME)
    return Due(said.span) if said is not None else None


def due_first(before: Span, part: Part) -> Due | None:
    """When something is due by words that open its sentence: "By March 2021, the service will …"."""
    opening = before.match(_FIRST)
    if opening is None:
        return None
    within = opening.group("when")
    for time in find_times(within, part.world):
        ahead = time.near(part.issued, ahead=True)
        return None if _past(ahead, part) else Due(time.span, ahead[1] if ahead is not None else None)
    return None


def due_alone(span: Span, part: Part) -> Due | None:
    """When something is due where ``span`` is a time and little else: "(June 2021)"."""
    times = find_times(span, part.world)
    if not times or len(span.strip(" ()")) > len(times[0].span) + 16:
        return None
    ahead = times[0].near(part.issued, ahead=True)
    return None if ahead is None or _past(ahead, part) else Due(times[0].span, ahead[1])


def _past(ahead: tuple[When, When] | None, part: Part) -> bool:
    last, day = ahead[1].latest if ahead is not None else None, part.issued.earliest if part.issued is not None else None
    if last is None or day is None:
        return False
    return last < day - (_WRITTEN if part.family in _INSPECTORS else _TODAY)


def _impossible(after: Span) -> Due | None:
    """A printed date that the calendar does not have: it is when something is due, and has no value."""
    for date in find_dates(after):
        if not date.until.value and after[: date.span.start - after.start].search(_DATED):
            return Due(date.span)
    return None
