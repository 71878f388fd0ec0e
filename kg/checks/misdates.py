"""Printed dates that cannot be, or hardly.

Days and weekdays that the calendar does not have, weeks that do not begin with a Monday, periods that end before they begin.
"""

from __future__ import annotations

import calendar
import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from kg.checks.alarms import alarm
from kg.dates import When, reversed_period
from kg.facts import Discrepancy, Fact
from kg.reading.dates import MONTHS, DateMention, find_dates
from kg.text import Document, Span

LEAP_YEAR = 2000  # a year that has every day a year can have
ONE_DAY = datetime.timedelta(days=1)
NEAR = datetime.timedelta(days=45)  # a date printed without a year so near to its document is of that time
_TO = re.compile(r"\s(?:to|until)\s|[\u2010-\u2015\u2212-]", re.IGNORECASE)
_DAYS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_WEEKDAYS = tuple(calendar.day_name)
_WEEKDAY = re.compile(
    rf"\b(?P<day>{_DAYS}|{_DAYS.upper()})(?:day|sday|nesday|rsday|urday|DAY|SDAY|NESDAY|RSDAY|URDAY|s|rs?)?\b[.,]{{0,2}}\s{{1,3}}(?:the\s)?"
    r"(?:(?P<number>\d{1,2})(?!\d)|[A-Z][a-z]{2,8}\s(?P<number2>\d{1,2})(?!\d))"
)
_WEEKDAY_AFTER = re.compile(rf"\s?\((?P<day>(?:{_DAYS})[a-z]{{0,6}})\)")
_WEEK = re.compile(
    r"\b(?:(?:week|wk|w)[\s/]{0,2}(?:commencing|beginning|starting|begins|began|c|b)\b|week\sof)(?:\s(?:on|the|with))?\s?[:–-]?\s?$",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|[/.]\d\d$")
_BEFORE_DAY = re.compile(
    r"\b(?:on|at|to|by|from|until|till|before|after|dated|ending|ended|of|the|and|since)\s{1,3}$", re.IGNORECASE
)
_DAY_OF_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s{1,3}(?:of\s)?(?P<month>[A-Za-z]{3,9})\b", re.IGNORECASE)
_DAY_IN_FIGURES = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.]")


def misdates(span: Span, facts: Iterable[Fact], issued: When | None = None) -> Iterator[Discrepancy]:
    """The dates of ``span`` that cannot be, each with the sentence that prints it.

    ``facts`` are those read from it; ``issued`` is the date of the document, which says of which year a date without one is.
    """
    around = sentence_around(span.document)
    year = issued.earliest.year if issued is not None and issued.earliest is not None else None
    mentions = find_dates(span, year or LEAP_YEAR)
    dated = [mention for mention in mentions if _HAS_YEAR.search(mention.span.words)]
    yield from _days(span, mentions, around)
    yield from _weekdays(span, mentions, issued, around)
    yield from _weeks(span, mentions, issued, around)
    yield from _periods(dated, facts, around)


def _before(span: Span, mention: DateMention, far: int) -> Span:
    at = mention.span.start - span.start
    return span[max(0, at - far) : at]


def _days(span: Span, mentions: list[DateMention], around: Callable[[Span], Span]) -> Iterator[Discrepancy]:
    impossible: dict[Span, list[str]] = {}
    for mention in mentions:
        words = mention.span.words
        if not _HAS_YEAR.search(words) and not (_BEFORE_DAY.search(str(_before(span, mention, 12))) or _WEEKDAY.match(words)):
            continue  # "Page 31 June" may be no date
        for when in {mention.since, mention.until}:
            if not when.value and (_HAS_YEAR.search(words) or any(_why(words))):
                impossible.setdefault(around(mention.span), []).append(when.printed.rstrip("."))
    for line, printed in impossible.items():
        each = list(dict.fromkeys(printed))
        why = "; ".join(dict.fromkeys(reason for words in each for reason in _why(words)))
        yield alarm(
            "impossible-date",
            (line,),
            "; ".join(each),
            why,
            f"The date printed is {'; '.join(each)}; {why or 'the calendar has no such day'}.",
        )


def _why(printed: str) -> Iterator[str]:
    """How many days the months of a printed date have that are fewer than it prints."""
    found = re.search(r"(?:19|20)\d\d", printed)
    year = int(found.group()) if found else LEAP_YEAR
    for match in _DAY_OF_MONTH.finditer(printed):
        month = MONTHS.get(match["month"].lower().rstrip("."))
        if month and int(match["day"]) > (days := calendar.monthrange(year, month)[1]):
            yield f"{calendar.month_name[month]}{f' {year}' if month == 2 and found else ''} has {days} days"
    for match in _DAY_IN_FIGURES.finditer(printed):
        month = int(match["month"])
        if not 1 <= month <= 12:
            yield f"a year has no month {month}"
        elif int(match["day"]) > (days := calendar.monthrange(year, month)[1]):
            yield f"{calendar.month_name[month]}{f' {year}' if month == 2 else ''} has {days} days"


def _meant(when: When, printed: str, issued: When | None) -> list[datetime.date]:
    """The days that a printed date can mean, the likeliest first: one, where its year is printed."""
    if when.datatype != "date":
        return []
    day = datetime.date.fromisoformat(when.value)
    if _HAS_YEAR.search(printed):
        return [day]
    if issued is None or (made := issued.earliest) is None or (day.month, day.day) == (2, 29):
        return []
    return sorted((day.replace(year=made.year + step) for step in (0, -1, 1)), key=lambda one: abs(one - made))


def _weekdays(
    span: Span, mentions: list[DateMention], issued: When | None, around: Callable[[Span], Span]
) -> Iterator[Discrepancy]:
    starts = [mention.span.start for mention in mentions]
    said: list[tuple[DateMention, Span, Span | None]] = []
    for match in span.finditer(_WEEKDAY):
        number = match.get("number") or match.group("number2")
        at = bisect_right(starts, number.start) - 1
        if at >= 0 and number in mentions[at].span:
            said.append((mentions[at], match.group("day"), number))
    behind = ((mention, span[mention.span.end - span.start :][:14].match(_WEEKDAY_AFTER)) for mention in mentions)
    said += [(mention, after.group("day"), None) for mention, after in behind if after is not None]
    for mention, weekday, day in said:
        named = next(name for name in _WEEKDAYS if name.startswith(str(weekday).title()[:3]))
        meant = [_meant(when, mention.span.words, issued) for when in dict.fromkeys((mention.since, mention.until))]
        meant = [one for one in meant if one and (day is None or one[0].day == int(str(day)))]
        if not meant or any(_weekday(one[0]) == named for one in meant):
            continue
        days, printed = meant[-1], Span(span.document, min(weekday.start, mention.span.start), max(mention.span.end, weekday.end))
        fits = any(_weekday(one) == named for one in days)
        if fits and not (issued and issued.earliest and abs(days[0] - issued.earliest) <= NEAR):
            continue  # it may be a day of another year
        yield alarm(
            "weekday-of-date",
            (around(printed),),
            printed.words.rstrip("."),
            _weekday(days[0]),
            f"The day printed is a {named}; {_long(days[0])} was a {_weekday(days[0])}.",
            status="certain" if not fits else "doubtful",
        )


def _weeks(span: Span, mentions: list[DateMention], issued: When | None, around: Callable[[Span], Span]) -> Iterator[Discrepancy]:
    """Weeks that are said to begin on a day from Tuesday to Saturday; on a Tuesday only where the Monday is no holiday."""
    for mention in mentions:
        begins = _before(span, mention, 32).search(_WEEK)
        days = _meant(mention.since, mention.span.words, issued) if begins and mention.since.value else []
        if begins is None or not days or days[0].weekday() in (0, 6) or (days[0].weekday() == 1 and _holiday(days[0] - ONE_DAY)):
            continue
        printed, actual = begins.span.to(mention.span), _weekday(days[0])
        yield alarm(
            "doubtful-date",
            (around(printed),),
            printed.words,
            actual,
            f"The week is printed as beginning on {_long(days[0])}, which was a {actual}.",
            status="doubtful",
        )


def _holiday(monday: datetime.date) -> bool:
    """Whether a Monday can be a holiday in England: at Easter, in May, at the end of August, at Christmas and New Year."""
    month, day = monday.month, monday.day
    return (
        (month == 3 and day > 22)
        or (month == 4 and day < 27)
        or (month == 5 and (day < 9 or day > 24))
        or (month == 8 and day > 24)
        or (month == 12 and day > 24)
        or (month == 1 and day < 4)
    )


def _weekday(day: datetime.date) -> str:
    return calendar.day_name[day.weekday()]


def _long(day: datetime.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


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
        yield alarm("end-before-beginning", (line,), printed, computed, f"A printed period ends before it begins: {printed}.")


def _is_range(mention: DateMention) -> bool:
    """Whether two dates are printed as the ends of a period, and not side by side ("in May 2018 and June 2016")."""
    before = mention.span.document.text[max(0, mention.span.start - 9) : mention.span.start]
    return _TO.search(mention.span.words) is not None or before.rstrip().lower().endswith("between")


def sentence_around(document: Document) -> Callable[[Span], Span]:
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
