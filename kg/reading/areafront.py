"""The first page of a report on an area SEND inspection: title, area, the dates of this inspection and of the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.reading.dates import DateMention, find_dates
from kg.text import Match, Span

_WHAT = r"^[#*\s|]{0,6}(?P<title>(?:joint\s+)?(?:local\s+)?area\s+SEND\s+(?:full\s+)?(?P<monitoring>monitoring\s+)?(?:re-?)?inspection(?:\s+of|\s?[:–-])\s+(?:the\s+)?"
_TITLES = (
    re.compile(
        _WHAT
        + r"(?P<area>[A-Z][^\n:;]{1,70}?(?:\n[ \t]*[^\n:;]{1,60}?)??)\s+(?:local\s+area\s+partnership|area\s+partnership|local\s+area))[ \t*]*$",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(_WHAT + r"(?P<area>[A-Z][^\n:;]{1,70}?))[ \t*]*$", re.IGNORECASE | re.MULTILINE),
)
_DATES = re.compile(
    r"^[*#\s|]{0,6}inspection\s+dates?(?:\s?\(s\))?\**\s?[:–-]?\**\s{0,4}(?P<dates>[^\n]+)", re.IGNORECASE | re.MULTILINE
)
_PREVIOUS = re.compile(
    r"^[*#\s|]{0,6}dates?(?:\s?\(s\))?\s+of\s+(?:the\s+)?(?:previous|last)\s+(?:(?:area|local|full|SEND|joint)\s+){0,4}inspections?(?:\s?\(s\))?\**\s?:?\**\s{0,4}"
    r"(?P<dates>[^\n]+(?:\n[ \t]*(?=(?:and|to|–|-|\d)\b)[^\n]+)?)",
    re.IGNORECASE | re.MULTILINE,
)
_PUBLISHED = re.compile(
    r"^[*#\s|]{0,6}(?:report\s+|date\s+)?(?:published|publication(?:\s+date)?)(?:\s+on)?\**\s?:?\**\s{0,4}(?P<dates>[^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
_OUTCOME = re.compile(r"^[*#\s|]{0,6}(?:monitoring\s+)?inspection\s+outcome[ \t*:]*$", re.IGNORECASE | re.MULTILINE)
_ABOVE = re.compile(
    r"(?:joint\s+)?local\s+area\s+partnership\s+report|area\s+SEND\s+(?:inspection\s+)?report|inspection\s+report|ofsted|care\s+quality\s+commission",
    re.IGNORECASE,
)
_NEAR = 600


@dataclass(frozen=True)
class AreaFront:
    """What the first page says; ``previous`` are the inspections before this one, each with the line that dates it."""

    title: Span
    area: Span
    monitoring: bool
    dates: DateMention | None
    dates_line: Span | None
    previous: tuple[tuple[DateMention, Span], ...]
    published: DateMention | None
    published_line: Span | None


def titles(text: Span) -> Iterator[tuple[Span, Span, str]]:
    """The titles of such reports: each with the place where its first page begins, and what stands below it."""
    seen = set[int]()
    for pattern in _TITLES:
        for found in text.finditer(pattern):
            below = found.after[:_NEAR]
            dated, outcome = below.search(_DATES), below.search(_OUTCOME)
            if found.span.start in seen or (dated is None and outcome is None) or (pattern is _TITLES[1] and dated is None):
                continue
            seen.add(found.span.start)
            yield found.group("title"), _start(text, found), "its dates" if dated is not None else "its outcome"


def _start(text: Span, found: Match) -> Span:
    """Where the first page begins: the kind of report stands above the title."""
    first = found.group("title")
    lines = [line.strip(" *#\t\f") for line in text[: first.start - text.start][-300:].lines()]
    for line in reversed([line for line in lines if line]):
        if line.fullmatch(_ABOVE) is None:
            break
        first = line
    return text.strip()[:1] if not text[: first.start - text.start].strip() else first


@lru_cache(maxsize=8)
def area_front(span: Span) -> AreaFront | None:
    """What the first page of the report in ``span`` says; None where there is no title."""
    title = next((title for title, _, _ in titles(span)), None)
    found = next((one for pattern in _TITLES for one in span.finditer(pattern) if one.group("title") == title), None)
    if found is None:
        return None
    top = found.after[:_NEAR]
    dates, published = top.search(_DATES), span.search(_PUBLISHED)
    earlier = list(top.finditer(_PREVIOUS))
    issued = next(iter(find_dates(published.group("dates"))), None) if published is not None else None
    days = _days(dates.group("dates"), span) if dates is not None else []
    return AreaFront(
        title=found.group("title"),
        area=found.group("area").strip(),
        monitoring=found.has("monitoring"),
        dates=days[0] if days else None,
        dates_line=dates.span.strip() if dates is not None else None,
        previous=tuple((day, one.span.strip()) for one in earlier for day in find_dates(one.group("dates"))),
        published=issued if issued is not None and issued.is_point else None,
        published_line=published.span.strip() if published is not None and issued is not None else None,
    )


def _days(line: Span, span: Span) -> list[DateMention]:
    """The days in a line; a year that it does not print is that of the same days elsewhere ("3 to 7 July" in the running foot)."""
    found = find_dates(line)
    if found:
        return found
    whole = " ".join(line.words.split()).rstrip(" .")
    again = next((one for one in find_dates(span) if one.span.words.startswith(f"{whole} ") and len(whole) > 4), None)
    return [again] if again is not None else []
