"""Dates and periods as they are printed in English documents.

Reads "17 December 2015", "Tuesday 21st September, 2021", "December 17, 2015", "14/11/2019", "December 2015", "2015",
ranges ("24 November 2015 – 17 December 2015", "4 to 15 October 2021", "26 and 27 May 2021", "November/December 2019") and
years that span two ("2014–15", "2021/22"), which begin on 1 April (a "2021/22 academic year" on 1 September). A date that the calendar does not have is read too,
without a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.dates import When
from kg.text import Match, Span

MONTHS = {
    name.lower(): number
    for number, name in enumerate(
        [
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ],
        1,
    )
}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_MONTHU = rf"(?:{_MONTH}|{'|'.join(name.upper() for name in MONTHS if len(name) > 4)}|MAY|JUNE|JULY)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:\s?(?:st|nd|rd|th|ST|ND|RD|TH)\b)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)\.?,?\s{1,3}(?:the\s)?"
_YEAR = r"(?:19|20)\d\d"
_DASH = "\u2010-\u2015\u2212"  # hyphens, dashes and the minus sign, which some reports print between years
_GAP = r"(?:\s{1,3}|\s?\n[ \t]{1,16})"  # the line may end there, and the next one be indented
_TO = rf"\s{{0,3}}(?:[{_DASH}-]|to|until|and|&)\s{{0,3}}"
_FIRST = r"(?=[\dADFJMNOSTW]|between|from)"  # what a date can begin with: most places of a text are left at once

_PATTERN = re.compile(
    rf"""{_FIRST}(?<![\d/£.,])(?:
      (?P<iso>(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d))
    | (?P<num>(?P<nd>[0-3]?\d)[/.](?P<nm>[01]?\d)[/.](?P<ny>{_YEAR}|\d\d))
    | (?:between{_GAP}|from{_GAP})?(?P<range>(?:{_WEEKDAY})?(?P<rd1>{_DAY})(?:{_GAP}(?:of\s)?(?P<rm1>{_MONTHU}))?(?:,?{_GAP}(?P<ry1>{_YEAR}))?{_TO}
        (?:{_WEEKDAY})?(?P<rd2>{_DAY}){_GAP}(?:of\s)?(?P<rm2>{_MONTHU})(?:,?{_GAP}(?P<ry2>{_YEAR}))?)
    | (?P<full>(?:(?P<fw>{_WEEKDAY}))?(?P<fd>{_DAY}){_GAP}(?:of\s)?(?P<fm>{_MONTHU})(?:,?{_GAP}(?P<fy>{_YEAR}))?)
    | (?P<us>(?P<um>{_MONTHU})\s(?P<ud>{_DAY}),?\s(?P<uy>{_YEAR}))
    | (?P<months>(?P<mm1>{_MONTHU})(?:{_GAP}(?P<my1>{_YEAR}))?(?:{_TO}|/)(?P<mm2>{_MONTHU}),?{_GAP}(?P<my2>{_YEAR}))
    | (?P<month>(?P<mm>{_MONTHU}),?{_GAP}(?P<my>{_YEAR}))
    | (?P<span>(?P<sy1>{_YEAR})\s?[{_DASH}/-]\s?(?P<sy2>(?:20)?\d\d)(?![\d/-]))
    | (?P<year>(?P<y>{_YEAR}))(?![\d%]|,\d|\.\d)
    )(?!\w)""",
    re.VERBOSE,
)


_SCHOOL_YEAR = re.compile(r"\s(?:academic|school)\syear\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in a text. For a point in time ``since`` and ``until`` are the same."""

    span: Span
    since: When
    until: When

    @property
    def is_point(self) -> bool:
        """Whether it is one date, however precise."""
        return self.since == self.until

    @property
    def when(self) -> When:
        """The date; of a period its end."""
        return self.until


def find_dates(span: Span, year: int | None = None) -> list[DateMention]:
    """Every date and period in ``span``, from left to right.

    ``year`` completes dates that are printed without one ("26 July"); without it they are left out.
    """
    return [made for match in span.finditer(_PATTERN) if (made := _mention(match, year))]


def first_date(span: Span, year: int | None = None) -> DateMention | None:
    """The first date or period in ``span``, or None."""
    found = find_dates(span, year)
    return found[0] if found else None


def _number(match: Match, group: str) -> int:
    found = re.match(r"\d+", str(match.group(group)))
    return int(found.group()) if found else 0


def _month(match: Match, group: str) -> int:
    return MONTHS[str(match.group(group)).rstrip(".").lower()]


def _mention(match: Match, year: int | None) -> DateMention | None:
    at = match.span
    printed = at.words
    if match.has("iso"):
        return _point(at, When.of(printed, _number(match, "iy"), _number(match, "im"), _number(match, "id")))
    if match.has("num"):
        read = _number(match, "ny")
        return _point(at, When.of(printed, read if read > 99 else 2000 + read, _number(match, "nm"), _number(match, "nd")))
    if match.has("range"):
        return _range(match, year)
    if match.has("full"):
        read_year = _number(match, "fy") if match.has("fy") else year
        if read_year is None:
            return None
        return _point(at, When.of(printed, read_year, _month(match, "fm"), _number(match, "fd")))
    if match.has("us"):
        return _point(at, When.of(printed, _number(match, "uy"), _month(match, "um"), _number(match, "ud")))
    if match.has("months"):
        last, first, second = _number(match, "my2"), _month(match, "mm1"), _month(match, "mm2")
        year_1 = _number(match, "my1") if match.has("my1") else last - (first > second)
        return DateMention(at, When.of(printed, year_1, first), When.of(printed, last, second))
    if match.has("month"):
        return _point(at, When.of(printed, _number(match, "my"), _month(match, "mm")))
    if match.has("span"):
        first_year, second_year = _number(match, "sy1"), _number(match, "sy2")
        second_year += 0 if second_year > 99 else first_year // 100 * 100
        if second_year == first_year + 1 and (school := match.after.match(_SCHOOL_YEAR)) is not None:
            whole = at.to(school.span)
            return DateMention(whole, When.of(whole.words, first_year, 9, 1), When.of(whole.words, second_year, 8, 31))
        if second_year == first_year + 1:
            return DateMention(at, When.of(printed, first_year, 4, 1), When.of(printed, second_year, 3, 31))
        if second_year > first_year:
            return DateMention(at, When.of(printed, first_year), When.of(printed, second_year))
        return None
    return _point(at, When.of(printed, _number(match, "y")))


def _point(at: Span, when: When) -> DateMention:
    return DateMention(at, when, when)


def _range(match: Match, year: int | None) -> DateMention | None:
    month_2 = _month(match, "rm2")
    month_1 = _month(match, "rm1") if match.has("rm1") else month_2
    year_2 = _number(match, "ry2") if match.has("ry2") else year
    if year_2 is None and match.has("ry1"):
        year_2 = _number(match, "ry1") + (month_1 > month_2)  # "5 December 2022 to 13 January"
    if year_2 is None:
        return None
    year_1 = _number(match, "ry1") if match.has("ry1") else year_2 - (month_1 > month_2)
    at = match.group("range")
    printed = at.words
    return DateMention(
        at,
        When.of(printed, year_1, month_1, _number(match, "rd1")),
        When.of(printed, year_2, month_2, _number(match, "rd2")),
    )
