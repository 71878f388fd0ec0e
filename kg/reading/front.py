"""The first page of an inspection report: title, authority, dates of the inspection and of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.reading.dates import DateMention, find_dates
from kg.text import Match, Span

_SERVICES = r"services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection"
_TITLE = re.compile(
    rf"^[#*\s]{{0,6}}(?P<title>(?:Re-?\s?)?inspection\s+of\s+(?P<what>{_SERVICES}(?:,?\s+(?:children\s+looked\s+after|looked\s+after\s+children)\s+and\s+care\s+leavers)?"
    r"|children[’']s\s+social\s+care\s+services|local\s+authority\s+children[’']s\s+services"
    r"|(?P<area>[A-Z][^\n:]{1,70}?(?:\n[^\n:]{1,60}?)?)\s+(?:local\s+authority\s+)?children[’']s\s+services))",
    re.IGNORECASE | re.MULTILINE,
)
_REVIEW = re.compile(
    r"\s{0,4}\d?\s*and\s+(?P<review>review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding\s+children(?:[’']?s)?\s+board)",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"^[*#\s|]{0,6}inspection\s+dates?\s?[:–-]\**[ \t]*(?P<dates>[^\n]+(?:\n(?=[ \t]*\d{1,2}\s|[ \t]*(?:to|–|-)\s)[^\n]+)?)",
    re.IGNORECASE | re.MULTILINE,
)
_PUBLISHED = re.compile(
    r"^[*#\s|]{0,6}(?:report\s+)?(?:published|publication\s+date)(?:\s+on)?\s?:?\**[ \t]*(?P<date>[^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
_AREA_IN_GRADE = re.compile(
    r"children[’']s\s+services\s+in\s+(?:the\s+)?(?P<area>[A-Z][^.;:]{1,70}?)\s+(?:are|is|requires?)\b", re.IGNORECASE
)
_WRAPPED = re.compile(r"\b(?:and|of|upon|on|with|the|&|Metropolitan|District|Borough|County|City|Unitary)$|,$")
_NEAR = 900


@dataclass(frozen=True)
class Front:
    """What the first page says: title, area, dates, and where the table of judgements ends."""

    title: Span
    area: Span | None
    framework: str
    review: Span | None
    dates: DateMention | None
    dates_line: Span | None
    published: DateMention | None
    published_line: Span | None


def titles(text: Span) -> Iterator[tuple[Span, Span]]:
    """The titles of reports in ``text``, each with the place where its first page begins: a line with dates follows it."""
    for found in text.finditer(_TITLE):
        after = found.after[:_NEAR]
        if after.search(_DATES) is not None and found.after.match(r"\s{0,3}(?:framework|handbook|guidance)") is None:
            yield found.group("title"), _start(text, found)


def _start(text: Span, found: Match) -> Span:
    """Where the first page begins: the name of the authority stands above the title."""
    names = _above(text, found.group("title"))
    first = names[0] if names else found.span.strip()
    return text[: first.end - text.start] if not text[: first.start - text.start].strip() else first


def _above(text: Span, title: Span) -> list[Span]:
    """The line above a title that names the authority, and the one before it where the name is wrapped."""
    before = text[: title.start - text.start]
    lines = [line.strip(" *#\t\n\f") for line in before[-400:].lines()]
    made: list[Span] = []
    for line in reversed([line for line in lines if line]):
        if len(line) > 70 or not line.match(r"[A-Z]") or line.search(r"[.:;]$|\d{3,}"):
            break
        if made and not (line.search(_WRAPPED) or str(made[0]) == "Council"):
            break
        made.insert(0, line)
    return made


def _below(after: Span, dates: Match | None) -> Span | None:
    """The authority where it stands between the title and the dates."""
    room = after[: dates.span.start - after.start] if dates is not None else after[:0]
    lines = [line.strip(" *#\t\n\f") for line in room.lines()]
    named = [
        line
        for line in lines
        if line and line.match(r"[A-Z]") and len(line) < 70 and not line.search(r"[.:;]$|\d{3,}|(?i:review|inspection|report)")
    ]
    return named[0].to(named[-1]) if named and len(named) < 3 else None


@lru_cache(maxsize=8)
def front_page(span: Span) -> Front | None:
    """What the first page of the report in ``span`` says; None where there is no title."""
    found = span.search(_TITLE)
    if found is None:
        return None
    title, after = found.group("title"), found.after[:_NEAR]
    review = found.after.match(_REVIEW)
    names = _above(span, title)
    area = found.get("area") or (names[0].to(names[-1]) if names else None)
    area = area or _below(after, after.search(_DATES))
    if area is None and (said := after.search(_AREA_IN_GRADE)) is not None:
        area = said.group("area")
    dates, published = after.search(_DATES), after.search(_PUBLISHED)
    day = find_dates(published.group("date")) if published is not None else []
    stated = day[0].when.earliest if day else None
    year = stated.year if stated is not None else None
    days = (find_dates(dates.group("dates")) or find_dates(dates.group("dates"), year)) if dates is not None else []
    sif = found.group("what").match(_SERVICES, re.IGNORECASE) is not None
    return Front(
        title=title.to(review.group("review")) if review is not None else title,
        area=area.strip() if area is not None else None,
        framework="sif" if sif else "ilacs",
        review=review.group("review") if review is not None else None,
        dates=days[0] if days else None,
        dates_line=dates.span.strip() if dates is not None else None,
        published=day[0] if day else None,
        published_line=published.span.strip() if published is not None else None,
    )
