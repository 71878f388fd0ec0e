"""Days on which nothing is usually done, among milestones that all ended on working days; and weeks told of before they were over."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.dates import When
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.reading.dates import find_dates
from kg.text import Span

_FEWEST = 8  # different days of a table, of which the days of a weekend are the exception
_SHARE = 5  # one of so many may be of a weekend
_DONE = re.compile(
    r"\b(?:milestone|action|task|step|achieved|complet\w+|start\sdate|end\sdate|date\s(?:started|ended|signed)|deadline|due\sdate|target\sdate)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d|\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\s20\d\d")
_WEEK = re.compile(r"\b(?:week|wk|w)[\s/]{0,2}(?:commencing|beginning|starting|c|b)\b(?:\son)?\s?[:–-]?\s?", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:was|were|had|has|have|reduced|rose|fell|increased|decreased|dropped|recorded|confirmed|reported)\b", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:will|would|to\sbe|due|plan\w*|schedul\w*|expect\w*|forecast\w*|project\w*|next|from|until|(?<!week\s)(?:start|begin)\w*|open\w*)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d(?:%|\sper\s|\s?cases|\s?children|\s?pupils|\s?staff)|\b\d{2,7}\b")
_SIX_DAYS = datetime.timedelta(days=6)


def workweeks(found: list[Block], issued: When | None) -> Iterator[Discrepancy]:
    """The days and weeks of ``found`` that are unlikely; ``issued`` is the date of the document."""
    rows: list[Block] = []
    for block in found:
        if block.kind == "row":
            rows.append(block)
            continue
        yield from _weekends(rows)
        rows = []
        yield from _not_over(block, issued)
    yield from _weekends(rows)


def _weekends(rows: list[Block]) -> Iterator[Discrepancy]:
    """Days of a weekend in the rows of one table of actions or milestones."""
    if len(rows) < _FEWEST or not any(row.span.search(_DONE) for row in rows[:2]):
        return
    days: list[tuple[Block, Span, datetime.date]] = []
    for row in rows:
        days += [(row, cell, day) for cell in row.cells if (day := _day(cell)) is not None]
    different = {day for _, _, day in days}
    odd = {day for day in different if day.weekday() > 4 and not _turn_of_month(day)}
    if len(different) < _FEWEST or not odd or len(odd) * _SHARE > len(different):
        return
    for day in sorted(odd):
        on = [(row, cell) for row, cell, other in days if other == day]
        name, printed = calendar.day_name[day.weekday()], on[0][1].words
        yield alarm(
            "doubtful-date",
            (*(row.span for row, _ in on), rows[0].span),
            printed,
            name,
            f"The day printed, {printed}, was a {name}; {len(different) - len(odd)} of the {len(different)} days printed in the table are working days.",
            "doubtful",
        )


def _day(cell: Span) -> datetime.date | None:
    mentions = find_dates(cell) if cell.fullmatch(_DAY) else []
    value = mentions[0].since if mentions else None
    return datetime.date.fromisoformat(value.value) if value is not None and value.datatype == "date" else None


def _turn_of_month(day: datetime.date) -> bool:
    """The first or last day of a month, on which periods begin and end whatever the weekday."""
    return day.day == 1 or day.day == calendar.monthrange(day.year, day.month)[1]


def _not_over(block: Block, issued: When | None) -> Iterator[Discrepancy]:
    """A figure of a week that was not over on the day of the document."""
    made = issued.earliest if issued is not None and issued.earliest == issued.latest else None
    if made is None:
        return
    for sentence in block.text.sentences():
        for match in sentence.finditer(_WEEK):
            mentions = find_dates(match.after[:40], made.year)
            if not mentions or mentions[0].span.start != match.span.end or (first := mentions[0].since.earliest) is None:
                continue
            if not first <= made < first + _SIX_DAYS or mentions[0].since.datatype != "date":
                continue
            if (
                sentence.search(_AHEAD)
                or not sentence.search(_TOLD)
                or not (match.before.search(_FIGURE) or match.after[len(mentions[0].span) :].search(_FIGURE))
            ):
                continue
            yield alarm(
                "told-before-its-date",
                (sentence,),
                f"{match.span.words} {mentions[0].span.words}",
                f"the document is dated {made.isoformat()}",
                f"The week printed began on {first.day} {calendar.month_name[first.month]} {first.year}; on the day of the document, "
                f"{made.isoformat()}, it was not over.",
                "doubtful",
            )
