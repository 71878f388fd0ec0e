"""Times as prose tells them of people's posts: printed dates, parts of a year, and months and days without their year.

"the autumn of 2020", "Christmas 2015", "early 2020" are some day within their months; "in July", "until Easter", "30 September"
are of the year that the telling leaves no doubt of: the last one before the day of the document, or the next one after it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.dates import When
from kg.lexicon import Lexicon
from kg.reading.dates import MONTHS, find_dates
from kg.text import Match, Span

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:19|20)\d\d(?![\d%]|[/–-]\d)"
_EASTER = datetime.timedelta(days=14)  # the holidays are about the two weeks before and after the Sunday


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a text, from ``since`` to ``until``; one without its year has ``parts`` instead: the first and last of month and day."""

    span: Span
    since: When | None = None
    until: When | None = None
    parts: tuple[str, str] = ("", "")

    def near(self, day: When | None, *, ahead: bool) -> tuple[When, When] | None:
        """The two ends; without a year printed, of the first such time that ends after ``day`` (``ahead``) or the last that began by then."""
        if self.since is not None and self.until is not None:
            return self.since, self.until
        if day is None or day.earliest is None or day.latest is None:
            return None
        years = range(day.earliest.year - 1, day.latest.year + 2)
        found = [_of_year(self.span.words, self.parts, year) for year in years]
        if ahead:
            fitting = [one for one in found if one.latest is not None and one.latest >= day.earliest]
            return (fitting[0], fitting[0]) if fitting else None
        fitting = [one for one in found if one.earliest is not None and one.earliest <= day.latest]
        return (fitting[-1], fitting[-1]) if fitting else None


@dataclass(frozen=True, eq=False)
class _Words:
    pattern: re.Pattern[str]
    periods: dict[str, tuple[str, str]]
    shares: dict[str, tuple[str, str]]


@lru_cache(maxsize=8)
def _words(world: Lexicon) -> _Words:
    table = cast("dict[str, dict[str, tuple[str, str]]]", world.tables["tenures"])
    periods, shares = (
        "|".join(re.escape(one).replace(r"\ ", r"\s") for one in sorted(table[key], key=len, reverse=True))
        for key in ("periods", "shares")
    )
    return _Words(
        re.compile(
            rf"(?<![\w-])(?:(?:the\s)?(?P<period>(?i:{periods}))(?:,?\s(?:of\s|in\s)?(?P<year>{_YEAR}))?(?![\w’'-]|\s(?:school|holiday))"
            rf"|(?:the\s)?(?P<share>(?i:{shares}))(?:-|\s)(?:in\s|of\s)?(?P<year2>{_YEAR})"
            rf"|(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})(?!,?\s(?:19|20)\d\d)"
            rf"|(?P<bare>{_MONTH})(?!,?\s(?:19|20)\d\d|\s\d|/|\s(?:and|or|to)\s{_MONTH}))(?!\w)"
        ),
        {key: (one[0], one[1]) for key, one in table["periods"].items()},
        {key: (one[0], one[1]) for key, one in table["shares"].items()},
    )


def find_times(span: Span, world: Lexicon) -> list[Time]:
    """The times in ``span``, from left to right, without overlaps."""
    words = _words(world)
    made = [one for match in span.finditer(words.pattern) if (one := _vague(match, words)) is not None]
    taken = [one.span for one in made]
    dates = (date for date in find_dates(span) if date.since.value and not any(date.span.overlaps(one) for one in taken))
    return sorted([*made, *(Time(date.span, date.since, date.until) for date in dates)], key=lambda one: one.span.start)


def _vague(match: Match, words: _Words) -> Time | None:
    if match.has("day"):
        return Time(match.span, parts=(f"{MONTHS[str(match.group('month')).lower()]:02}-{int(str(match.group('day'))):02}",) * 2)
    if match.has("bare"):
        return Time(match.span, parts=(f"{MONTHS[str(match.group('bare')).lower()]:02}",) * 2)
    table, name, year = (
        (words.periods, "period", match.get("year")) if match.has("period") else (words.shares, "share", match.get("year2"))
    )
    parts = table[match.group(name).words.casefold()]
    if year is None:
        return Time(match.span, parts=parts)
    when = _of_year(match.span.words, parts, int(str(year)))
    return Time(match.span, when, when)


def _of_year(printed: str, parts: tuple[str, str], year: int) -> When:
    first, last = parts
    if first == "easter":
        sunday = easter(year)
        return When(f"{sunday - _EASTER}/{sunday + _EASTER}", printed)
    if first != last:
        return When(f"{year}-{first}/{year + (last < first)}-{last}", printed)
    month, _, day = first.partition("-")
    return When.of(printed, year, int(month), int(day) if day else None)


def easter(year: int) -> datetime.date:
    """Easter Sunday of a year of the Gregorian calendar (Butcher's rule)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return datetime.date(year, month, day + 1)


def that_time(span: Span, world: Lexicon) -> Iterator[Time]:
    """Where words point back to a time ("that month", "the same day"), the last time printed before them in the text."""
    for found in span.finditer(r"\b(?:that|the\ssame)\s(?:day|date|month|year|time)\b"):
        before = Span(span.document, max(0, found.span.start - 300), found.span.start)
        times = [one for one in find_times(before, world) if one.since is not None]
        if times:
            yield Time(found.span, times[-1].since, times[-1].until)
