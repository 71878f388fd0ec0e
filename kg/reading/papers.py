"""Background papers: the meetings whose papers or minutes a report names as its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.dates import When
from kg.facts import Fact, Meeting
from kg.reading.blocks import Block
from kg.reading.dates import MONTHS, find_dates
from kg.reading.part import Part
from kg.reading.refs import body_ref, meeting_ref
from kg.text import Span

_OF = re.compile(
    r"\b(?i:minutes|papers|reports?|meetings?|agendas?|presentations?)\s(?:of|from|to|at)\s(?:the\s|meetings?\sof\s(?:the\s)?)?(?P<body>[A-Z][\w’'&-]{0,40}(?:,?\s(?:[A-Z][\w’'&-]{0,40}|and|of|for|the|&)){0,14}?)"
    r"(?=\s(?:meetings?|held|on|dated|at|from|during|–|-)\b|\s[–-]\s|\s?[,;:(]|\s\d|$)"
)
_MONTH = "|".join(sorted((name.title() for name in MONTHS), key=len, reverse=True))
_EARLIER = re.compile(
    rf"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:\s(?P<month>{_MONTH}))?(?=(?:\s(?:{_MONTH}))?\s?(?:,|and|&)\s)"
)
_LAST = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]{3,9}\.?,?\s\d{4}$")
_DECIDING = re.compile(r"\b(?:Board|Committee|Panel|Cabinet|Executive|Council|Commission|Group|Forum|Partnership)$")


def meeting_days(span: Span) -> list[tuple[Span, When]]:
    """The days in a list such as "4, 11 and 25 February 2015": a month or year that is printed once holds for all before it."""
    found = [mention for mention in find_dates(span) if mention.until.datatype == "date"]
    made: list[tuple[Span, When]] = []
    at = span.start
    for mention in found:
        last = mention.until.earliest
        if last is None:
            continue
        before = span[at - span.start : mention.span.end - span.start]
        for day in before.finditer(_EARLIER):
            month = MONTHS[str(day.group("month")).lower()] if day.has("month") else last.month
            made.append((day.span, When.of(day.span.words, last.year, month, int(re.sub(r"\D", "", str(day.group("day")))))))
        tail = None if mention.is_point else mention.span.search(_LAST)
        printed = mention.span if tail is None else tail.span
        made.append((printed, When(mention.until.value, printed.words)))
        at = mention.span.end
    return made


def meetings(part: Part, found: Iterable[Block]) -> Iterator[Fact]:
    """The meetings that background papers name by body and day."""
    for block in found:
        for named in block.text.finditer(_OF):
            body = named.group("body")
            if not body.search(_DECIDING):
                continue
            held_by = body_ref(body.words, part)
            rest = named.after
            following = rest.search(_OF)
            for day, when in meeting_days(rest if following is None else following.before):
                yield Meeting(
                    ref=meeting_ref(held_by, when),
                    label=f"{body.words}, {when.printed}",
                    held_by=held_by,
                    date=when,
                    evidence=(named.span.to(day),),
                )
