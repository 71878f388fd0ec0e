"""The first page of an inspection report: title, authority, dates of the inspection and of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.dates import When
from kg.reading.dates import DateMention, find_dates
from kg.text import Match, Span

_SERVICES = r"services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection"
_CHILDRENS = r"children[’'‘]?s\s+(?:social\s+care\s+)?services"
_TITLE = re.compile(
    rf"^(?:[#*\s]{{0,6}}|(?P<before>[A-Z][^\n|:]{{2,70}}?)\s?[|–—-]\s)(?P<title>(?:Re-?\s?)?inspection\s+of\s+(?P<what>{_SERVICES}(?:,?\s+(?:children\s+looked\s+after|looked\s+after\s+children)\s+and\s+care\s+leavers)?"
    rf"|{_CHILDRENS}(?:\s+in\s+(?P<within>[A-Z][^\n:|]{{1,70}}))?|local\s+authority\s+{_CHILDRENS}"
    rf"|(?P<area>[A-Z][^\n:|]{{1,70}}?(?:\n\n?[^\n:|]{{1,60}}?){{0,2}})\s+(?:local\s+authority\s+)?{_CHILDRENS}))(?:\s?[|:]\s?(?P<behind>[A-Z][^\n:|]{{2,70}}))?",
    re.IGNORECASE | re.MULTILINE,
)
_REVIEW = re.compile(
    r"\s{0,4}\d?\s*and\s+(?P<review>review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding\s+children(?:[’']?s)?\s+board)",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"^[*#\s|]{0,6}(?:inspection\s+dates?|dates?\s+of\s+(?:the\s+)?inspection)\s?(?:[:–|-]|(?=\s\d|\s(?:from|between)\s))\**(?:[ \t]*\n){0,2}[ \t]*"
    r"(?P<dates>[^\n]+(?:\n(?=[ \t]*\d{1,2}\s|[ \t]*(?:20\d\d$|to\s|–|-))[^\n]+)?)",
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
_PAPER = re.compile(
    r"^\W{0,4}(?:report\s+(?:of|to|by|from)\s|agenda\s|purpose\s+of|wards?\s+affected|executive\s+member|portfolio|\d{1,2}\.\d\s"
    r"|(?:[\w’',&-]+\s){1,8}(?:committee|cabinet|scrutiny|sub-committee|panel)\s*$|cabinet\s*$|minutes\b|dear\s)",
    re.IGNORECASE | re.MULTILINE,
)
_NEAR = 900
_BEFORE = 300
_EARLIER_DAYS = re.compile(r"(?P<day>\d{1,2})\s?(?:–|—|-|to)\s?\d{1,2}\s?(?:,|and|&)\s{0,2}$")  # "15–19 and 22–26 January"


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
    for number, found in enumerate(text.finditer(_TITLE)):
        dates = _dates(text, found, first=number == 0)
        if (
            dates is not None
            and found.after.match(r"\s{0,3}(?:framework|handbook|guidance)") is None
            and not _told_of(text, found, dates)
        ):
            yield found.group("title"), _start(text, found, dates)


def _told_of(text: Span, found: Match, dates: Match) -> bool:
    """Whether a paper of a council tells of an inspection: what such papers print stands above the title or before the dates."""
    start = found.span.start - text.start
    above = text[:start] if start < _BEFORE * 2 else text[start:start]
    between = Span(text.document, found.span.end, max(found.span.end, dates.span.start))
    return above.search(_PAPER) is not None or between.search(_PAPER) is not None


def _dates(text: Span, found: Match, *, first: bool) -> Match | None:
    """The line with the dates: it follows the title; above the ``first`` title of a text it may stand before it."""
    if (after := found.after[:_NEAR].search(_DATES)) is not None or not first:
        return after
    before = found.span.start - text.start
    return next(iter([*text[max(0, before - _BEFORE) : before].finditer(_DATES)][-1:]), None)


def _start(text: Span, found: Match, dates: Match) -> Span:
    """Where the first page begins: the name of the authority stands above the title, and the dates may."""
    names = _above(text, found.group("title"))
    first = min([*names[:1], found.span.strip(), dates.span.strip()], key=lambda one: one.start)
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
    dates, published = _dates(span, found, first=True), after.search(_PUBLISHED)
    area = next((one for one in map(found.get, ("area", "within", "behind", "before")) if one is not None), None)
    area = area or (names[0].to(names[-1]) if names else None)
    area = area or _below(after, after.search(_DATES))
    if area is None and (said := after.search(_AREA_IN_GRADE)) is not None:
        area = said.group("area")
    day = find_dates(published.group("date")) if published is not None else []
    stated = day[0].when.earliest if day else None
    year = stated.year if stated is not None else None
    days = _days(dates.group("dates"), year) if dates is not None else None
    sif = found.group("what").match(_SERVICES, re.IGNORECASE) is not None
    return Front(
        title=title.to(review.group("review")) if review is not None else title,
        area=area.strip() if area is not None else None,
        framework="sif" if sif else "ilacs",
        review=review.group("review") if review is not None else None,
        dates=days,
        dates_line=dates.span.strip() if dates is not None else None,
        published=day[0] if day else None,
        published_line=published.span.strip() if published is not None else None,
    )


def _days(printed: Span, year: int | None) -> DateMention | None:
    """From the first day of the inspection to its last one, which several ranges may give."""
    found = find_dates(printed) or find_dates(printed, year)
    if not found:
        return None
    first, last = found[0], found[-1]
    since, began = first.since, first.since.earliest
    earlier = Span(printed.document, printed.start, first.span.start).search(_EARLIER_DAYS)
    if earlier is not None and began is not None and (day := int(str(earlier.group("day")))) < began.day:
        since = When.of(earlier.span.to(first.span).words, began.year, began.month, day)
    return DateMention(first.span.to(last.span) if last is not first else first.span, since, last.until)
