"""Quarters of a financial year, which begins on 1 April: "Q1 2021/22", "second quarter of 2018-19", "2020/21 Q4"."""

from __future__ import annotations

import calendar
import re

from kg.dates import When
from kg.reading.dates import DateMention
from kg.text import Match, Span

_COUNTS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTER = r"(?:Q(?:uarter|tr)?\.?\s?(?P<{0}>[1-4])|(?P<{0}word>first|second|third|fourth)\squarter)"
_YEAR = r"(?P<{0}>(?:20)?\d\d)\s?[/–-]\s?(?P<{0}end>(?:20)?\d\d)"
_PATTERN = re.compile(
    rf"(?<![\w/])(?:{_QUARTER.format('q')},?\s(?:\(?of\s(?:the\s)?(?:financial\syear\s)?)?\(?{_YEAR.format('y')}"
    rf"|{_YEAR.format('x')},?\s{_QUARTER.format('p')})(?![\w/])",
    re.IGNORECASE,
)


_HALF = re.compile(rf"(?<![\w/])(?P<half>first|second)\shalf\sof\s(?:the\s)?{_YEAR.format('y')}(?![\w/])", re.IGNORECASE)


_MONTHS = re.compile(
    rf"(?<![\w/])first\s(?P<count>[2-9]|10|11|two|three|four|five|six|seven|eight|nine|ten|eleven)\smonths\sof\s(?:the\s)?{_YEAR.format('y')}(?![\w/])",
    re.IGNORECASE,
)


def find_quarters(span: Span) -> list[DateMention]:
    """Every quarter, half and first months of a financial year in ``span``."""
    found = [made for match in span.finditer(_HALF) if (made := _half(match)) is not None]
    found += [made for match in span.finditer(_MONTHS) if (made := _first_months(match)) is not None]
    for match in span.finditer(_PATTERN):
        year, end = (match.get("y"), match.get("yend")) if match.has("y") else (match.get("x"), match.get("xend"))
        digit, word = (match.get("q"), match.get("qword")) if match.has("y") else (match.get("p"), match.get("pword"))
        first = int(str(year)) % 100 + 2000
        if int(str(end)) % 100 != (first + 1) % 100:
            continue
        number = int(str(digit)) if digit is not None else _WORDS[str(word).lower()]
        found.append(DateMention(match.span, *quarter(first, number, match.span.words)))
    return found


def quarter(year: int, number: int, printed: str) -> tuple[When, When]:
    """The first and the last day of a quarter of the financial year that begins in ``year``."""
    month, last = ((4, 30), (7, 30), (10, 31), (1, 31))[number - 1]
    year += number == 4
    return When.of(printed, year, month, 1), When.of(printed, year, month + 2, last)


def _first_months(match: Match) -> DateMention | None:
    first = int(str(match.group("y"))) % 100 + 2000
    if int(str(match.group("yend"))) % 100 != (first + 1) % 100:
        return None
    word = str(match.group("count")).lower()
    last = 3 + (int(word) if word.isdigit() else _COUNTS.index(word) + 2)
    year, month = first + (last > 12), last - 12 * (last > 12)
    printed = match.span.words
    return DateMention(
        match.span, When.of(printed, first, 4, 1), When.of(printed, year, month, calendar.monthrange(year, month)[1])
    )


def _half(match: Match) -> DateMention | None:
    first = int(str(match.group("y"))) % 100 + 2000
    if int(str(match.group("yend"))) % 100 != (first + 1) % 100:
        return None
    printed = match.span.words
    if str(match.group("half")).lower() == "first":
        return DateMention(match.span, When.of(printed, first, 4, 1), When.of(printed, first, 9, 30))
    return DateMention(match.span, When.of(printed, first, 10, 1), When.of(printed, first + 1, 3, 31))
