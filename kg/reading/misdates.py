"""Printed dates that cannot be: days and weekdays that the calendar does not have, and periods that end before they begin."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from kg.dates import When, reversed_period
from kg.facts import Concept, Discrepancy, Fact
from kg.reading.dates import DateMention, find_dates
from kg.text import Document, Span

_TO = re.compile(r"\s(?:to|until)\s|[\u2010-\u2015\u2212-]", re.IGNORECASE)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)})\b,?\s(?:the\s)?$", re.IGNORECASE)
_FIRST_WEEKDAY = re.compile(rf"(?P<day>{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)


def misdates(span: Span, facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The dates of ``span`` that cannot be, each with the sentence that prints it; ``facts`` are those read from it."""
    mentions, around = find_dates(span), _around(span.document)
    yield from _days(span, mentions, around)
    yield from _periods(mentions, facts, around)


def _made(kind: str, line: Span, printed: str, computed: str, text: str) -> Discrepancy:
    return Discrepancy(
        kind=Concept("discrepancy", kind), printed=printed, computed=computed, text=text, evidence=(line,), method="derived"
    )


def _days(span: Span, mentions: list[DateMention], around: Callable[[Span], Span]) -> Iterator[Discrepancy]:
    impossible: dict[Span, list[str]] = {}
    for mention in mentions:
        for when in {mention.since, mention.until}:
            if not when.value:
                impossible.setdefault(around(mention.span), []).append(when.printed)
        if not mention.is_point or mention.since.datatype != "date":
            continue
        weekday = span[: mention.span.start - span.start][-14:].search(_WEEKDAY) or mention.span.match(_FIRST_WEEKDAY)
        if weekday is None:
            continue
        named, actual = str(weekday.group("day")).lower(), _WEEKDAYS[datetime.date.fromisoformat(mention.since.value).weekday()]
        if named != actual:
            yield _made(
                "weekday-of-date",
                around(mention.span),
                f"{named.title()}, {mention.since.printed}",
                actual.title(),
                f"The printed day is a {named.title()}; {mention.since.value} was a {actual.title()}.",
            )
    for line, printed in impossible.items():
        each = list(dict.fromkeys(printed))
        yield _made(
            "impossible-date", line, "; ".join(each), "", f"The calendar has no such day as the printed “{'”, “'.join(each)}”."
        )


def _periods(mentions: list[DateMention], facts: Iterable[Fact], around: Callable[[Span], Span]) -> Iterator[Discrepancy]:
    """Periods that end before they begin: in one expression ("March 2018 to June 2016"), or in two, as in columns of a table."""
    found: dict[Span, list[tuple[When, When, str]]] = {}
    for mention in mentions:
        if reversed_period(mention.since, mention.until) and _is_range(mention):
            found.setdefault(around(mention.span), []).append((mention.since, mention.until, mention.span.words))
    said = list(found)
    for fact in facts:
        since, until = getattr(fact, "since", None), getattr(fact, "until", None)
        if not (isinstance(since, When) and isinstance(until, When) and reversed_period(since, until)):
            continue
        for span in fact.evidence:
            first, words = since.printed, span.words
            both = first in words and until.printed in words.split(first, 1)[1]
            if both and not any(line in span or span in line for line in said):
                found.setdefault(span, []).append((since, until, f"{first} – {until.printed}"))
                break
    for line, periods in found.items():
        each = dict.fromkeys(periods)
        printed = "; ".join(words for _, _, words in each)
        computed = "; ".join(f"{until.value} is before {since.value}" for since, until, _ in each)
        yield _made("end-before-beginning", line, printed, computed, f"A printed period ends before it begins: {printed}.")


def _is_range(mention: DateMention) -> bool:
    """Whether two dates are printed as the ends of a period, and not side by side ("in May 2018 and June 2016")."""
    before = mention.span.document.text[max(0, mention.span.start - 9) : mention.span.start]
    return _TO.search(mention.span.words) is not None or before.rstrip().lower().endswith("between")


def _around(document: Document) -> Callable[[Span], Span]:
    """What gives the sentence (or line) of the document that a span stands in; each line is parted into sentences but once."""
    parted: dict[tuple[int, int], tuple[Span, list[Span]]] = {}

    def around(span: Span) -> Span:
        start, end = document.text.rfind("\n", 0, span.start) + 1, document.text.find("\n", span.end)
        if (start, end) not in parted:
            line = Span(document, start, len(document.text) if end < 0 else end).strip()
            parted[start, end] = line, line.sentences()
        line, sentences = parted[start, end]
        at = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        return sentences[at] if at >= 0 and span in sentences[at] else line

    return around
