"""Pages of meetings on council web sites: "Agenda and minutes", a venue and a contact, then items with what was minuted.

Such a page prints, for each item, what the agenda said before the meeting and, after "Minutes:" or "Decision:", what came of
it. Only the latter was decided.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from kg.reading.dates import find_dates
from kg.reading.sittings import BODY_NOUN, paged
from kg.text import Span

Paper = Literal["minutes", "agenda"]

_HEAD = re.compile(
    r"[#*_\s]*(?P<head>(?:(?:public\s)?agenda(?:,\s(?:draft\s)?decisions)?\s(?:and|&)\s(?:draft\s|printed\s|supplementary\s)?(?P<minutes>minutes)"
    r"|agenda\s(?:and|&)\s(?:draft\s)?(?:decisions|papers)|(?P<documents>meeting\sdocuments)|(?P<item>agenda\sitem)|(?:draft\s|printed\s)?minutes"
    r"|notice\sof\s(?:an?\s)?(?:public\s|remote\s)?meeting\sof|agenda))[*_:\s]*",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^[#*_|\s]*(?:venue|contact|items?\b\s*$|no\.\s?\|?\s?item|media\s*$|related\sdocuments|additional\sdocuments|share\sthis\sitem)",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(
    r"(?P<at>(?:(?<=\n)|^)[^\S\n]*[*_#]{0,3}|(?<=[.?!|:)]\s)|(?<=\s))(?P<label>Minutes|Decision|MINUTES|DECISION|Resolution)[*_]{0,2}:(?=\s|$)"
)
_LONE_NUMBER = re.compile(
    r"(?m)^[#*_|\t ]{0,6}(?P<number>\d{1,3}[A-Za-z]?|\d{1,4}/\d{1,4}|[A-Z]{1,6}\d{0,3}[/.-]\d{1,4}(?:/\d{1,4})?)\.?[*_|\t ]{0,6}$"
)
_ITEM_HEAD = re.compile(r"(?:\d{1,3}[A-Za-z]?|\d{1,4}/\d{1,4}|[A-Z]{1,6}\d{0,3}[/.-]\d{1,4}(?:/\d{1,4})?)[.)]?\s+(?=[A-Z“‘\"'(])")
_ROW = re.compile(r"(?m)^\s*\|\s*\|?\s*$")
_TYPICAL = re.compile(r"\b(?:apologies|declarations?|disclosures?|minutes|interests?)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?m)^[#*_ \t]{0,6}(?P<number>\d{1,2})(?:\.0)?[.)]?[ \t]{1,14}[*_]{0,2}(?P<title>[A-Z“].{2,120})$")
_LABELLED = re.compile(r"(?im)^[#*_ \t]{0,6}(?:date|time|venue|location)\b[*_]{0,2}\s?:")
_TOP = 2600


def tops(text: Span, paper: Paper) -> Iterator[tuple[Span, str]]:
    """Where a page of a meeting begins that holds minutes, or only an agenda; with the reason."""
    last = -10_000
    for line in text.lines():
        head = line.fullmatch(_HEAD)
        if head is None or line.start - last < 1500:
            continue
        after = Span(text.document, line.end, text.end)
        found = _paper(head.has("minutes") or head.has("documents"), after, alone=head.group("head").words.casefold())
        if found is not None:
            last = line.start
            if found == paper:
                yield line.strip(), f'a page of a meeting, headed "{head.group("head").words}"'
    if last < 0 and paper == "minutes" and len(labels(text)) > 2 and text[:_TOP].search(_FURNITURE):
        yield text.strip()[:80].lines()[0], "items of a meeting, each with what was minuted"


def _paper(says_minutes: bool, after: Span, *, alone: str) -> Paper | None:
    top = after[:_TOP]
    items = len(list(top.finditer(_LONE_NUMBER))) + len(list(top.finditer(_NUMBERED)))
    furnished = top[:900].search(_FURNITURE) is not None
    page = [line.strip() for line in top.lines() if line.strip()][:6]
    titled = paged(page)
    dated = titled.date is not None and titled.body is not None
    minuted = bool(labels(after[:8000]))
    if alone == "agenda item":
        return "minutes" if minuted else None
    if alone.startswith("notice"):
        return "agenda" if items > 2 and dated else None
    if alone in ("agenda", "minutes", "draft minutes", "printed minutes"):
        if not (furnished and dated):
            return None
        return "minutes" if "minutes" in alone else "agenda"
    if not (furnished or dated):
        return None
    if says_minutes and (
        minuted
        or after[:6000].search(
            r"(?m)\b(?:RESOLVED|AGREED|Resolved|Agreed)\b|^\s*Present\b|\bapologies\b[^.\n]{0,60}\breceived\sfrom"
        )
    ):
        return "minutes"
    return "agenda" if items > 1 else None


def plain_agenda(text: Span) -> Span | None:
    """The first line of an agenda that does not call itself one: labelled day, time and place, then the usual items."""
    top = text[:_TOP]
    lines = [line.strip() for line in top.lines() if line.strip()][:14]
    if len(list(top[:1200].finditer(_LABELLED))) < 2 or not lines:
        return None
    items = [one.group("title") for one in text[:5000].finditer(_NUMBERED)]
    if len(items) < 3 or not any(title.search(_TYPICAL) for title in items[:4]) or labels(text):
        return None
    titled = paged(lines)
    if (
        titled.body is None
        or titled.date is None
        or re.search(
            r"(?m)^[#*\s]*(?:present|attendance|attendees)\b|\b(?:RESOLVED|AGREED)\b", str(top), re.IGNORECASE | re.MULTILINE
        )
    ):
        return None
    return next((line for line in lines if line.search(BODY_NOUN, re.IGNORECASE) or find_dates(line)), lines[0])


def labels(text: Span) -> list[Span]:
    """Every "Minutes:" or "Decision:" that stands before what came of an item."""
    return [found.group("label") for found in text.finditer(_LABEL)]


def zones(text: Span) -> list[Span]:
    """The stretches that say what came of items; the whole text where it is no page of that kind."""
    found = list(text.finditer(_LABEL))
    if len(found) < 2 and not (found and text[:400].search(r"(?i)agenda\sitem")):
        return [text]
    starts = [one.span.start for one in found]
    stops = sorted(
        {
            *starts,
            *(one.span.start for one in text.finditer(_LONE_NUMBER)),
            *(one.span.start for one in text.finditer(_ROW)),
            *_headed_items(text),
            text.end,
        }
    )
    made = []
    for one in found:
        start, end = one.span.start, one.span.end
        made.append(Span(text.document, end, max(end, stops[bisect_right(stops, start)])).strip(" \n|"))
    return made


def _headed_items(text: Span) -> Iterator[int]:
    """Where an item begins whose number and title are one heading, as the file itself says."""
    for mark in text.document.original.marks_in(text.start, text.end):
        if mark.kind == "heading" and mark.start > text.start and _ITEM_HEAD.match(text.document.text, mark.start, mark.end):
            yield mark.start


def lone_items(text: Span) -> list[tuple[str, Span, Span]]:
    """Items whose number stands on a line of its own, with the next line as title: number, title, heading."""
    made: list[tuple[str, Span, Span]] = []
    for found in text.finditer(_LONE_NUMBER):
        after = Span(text.document, found.span.end, min(text.end, found.span.end + 500))
        line = after.search(r"\S[^\n]*")
        title = line.span.strip() if line is not None else None
        if title is None or not title.match(r"[*_]{0,2}[A-Z“‘\"'(]") or len(title) > 300 or title.match(_LABEL):
            continue
        made.append((str(found.group("number")), title, found.group("number").to(title)))
    return made
