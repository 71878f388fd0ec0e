"""Screens of a performance management system, printed into a pack: one measure each, with its values by period.

A screen has a title (often with the code of the measure), the result of the last period or a gauge, and a table with the
columns Period, Status, Value, Target. A gauge that shows "?" says that no status is there; it is no zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Fact, Header, Ref
from kg.lexicon import Lexicon
from kg.reading.areas import Area
from kg.reading.columns import unit_of
from kg.reading.dates import find_dates
from kg.reading.labels import trimmed
from kg.reading.numbers import Number, find_numbers
from kg.reading.observations import Observations
from kg.reading.part import Draft, Opening, Part
from kg.reading.periods import Period
from kg.reading.refs import authority_ref, place_ref
from kg.reading.surroundings import Measure
from kg.reading.tables import EMPTY
from kg.text import Span

FAMILY = "performance-screen"
COMMON: tuple[str, ...] = ()  # its figures are read here; it has no sentences

_CODE = r"(?!(?:Q|H)[1-4]\b)[A-Z]{1,6}(?:[-_][A-Z]{1,4}){0,2}[-_ ]?\d{1,4}[a-z]?"  # "AB-CD-012", "CS12b"; Q1 is a quarter
_TITLE = re.compile(rf"^[#*\s]{{0,4}}(?P<code>{_CODE})\s*[:–-]?\s+(?P<title>\S[^\t\n]{{6,180}}?)[*\s]*$", re.MULTILINE)
_HEAD = re.compile(
    r"^(?P<head>(?:Period|Quarter|Month|Year|Date)(?:\t|\s{2,}|\s?\|\s?)[^\n]*\b(?:Value|Actual|Result|Performance)\b[^\n]*)$",
    re.MULTILINE | re.IGNORECASE,
)
_RESULT = re.compile(r"^\s*(?P<period>\S[^\n\t]{2,24}?)\s+result:?\s*$", re.MULTILINE | re.IGNORECASE)
_GAUGE = re.compile(r"^\s*\?\s*$", re.MULTILINE)
_SPLIT = r"\t|\s*\|\s*|\s{2,}"
_NEAR = 1800  # characters of a screen between its title and its table
_LOOSE = 4  # more lines than this before the table of a screen, on average, and its layout is lost
_INTRO = re.compile(
    r"\b(?:indicators?|measures?|charts?|screens?|data)\b[^\n]{0,80}\b(?:below|attached|following|shown)\b", re.IGNORECASE
)
_OF_PLACE = re.compile(
    r"\b(?:contains?|shows?|for|of|about)\s(?:the\s)?(?P<place>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})(?:\s[Ww]ard)?(?:\s(?:specific|only|data)|\W*$)"
)
_CLOCK = re.compile(r"^\s*(?:[01]?\d|2[0-3]):[0-5]\d\s*\n+\s*(?P<date>\d{1,2}/\d{1,2}/\d{4})\s*$", re.MULTILINE)
_COUNCIL = re.compile(r"(?:[A-Z][\w’'-]*\s){1,4}(?:Borough\s|City\s|County\s)?Council\b")
_PERCENT = re.compile(r"%|\bper\s?cent|\bpercentage\b|\bproportion\b", re.IGNORECASE)
_LENGTH = re.compile(r"\((?:in\s|average\s)?(?P<unit>days|weeks|months|years)\)", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:dashboard|scorecard|performance\s(?:report|summary|information|screens?|pack|data))\b", re.IGNORECASE)
_VALUE, _TARGET, _STATUS = (
    re.compile(r"value|actual|result|performance", re.IGNORECASE),
    re.compile(r"target", re.IGNORECASE),
    re.compile(r"status|rag", re.IGNORECASE),
)


@dataclass(frozen=True)
class Screen:
    """One measure: its title line, the words of its title, the head of its table and all its text."""

    line: Span
    title: Span
    head: Span
    text: Span


def openings(text: Span, world: Lexicon) -> Iterator[Opening]:  # noqa: ARG001
    """Where a run of screens begins: at the words that introduce them, or at the title of the first."""
    last: Screen | None = None
    for screen in _screens(text):
        if last is None or screen.line.start - last.head.end > _NEAR:
            yield Opening(_introduced(text, screen.line), 0.9, f"the title and the table of a measure: {screen.title.words}")
        last = screen


def header(part: Draft) -> Header:
    """The title of the first measure, the day on the screen's clock, the place and the council that are printed."""
    screens = _screens(part.span)
    first = screens[0] if screens else None
    above = part.span[: first.line.start - part.span.start] if first is not None else part.span[:0]
    named = next((line.strip("#* ") for line in above.lines() if len(line) < 120 and line.search(_REPORT)), None)
    title = named or (first.title if first is not None else part.span.strip()[:80])
    clock = part.span.search(_CLOCK)
    date = find_dates(clock.group("date")) if clock is not None else []
    place = _place(part, above)
    council = part.span.search(_COUNCIL)
    about = authority_ref(council.span.words, part.world) if council is not None else None
    evidence = [title, *(one.span for one in date[:1]), *([place[1]] if place else []), *([council.span] if council else [])]
    return Header(
        title=title.words,
        issued=date[0].when if date else None,
        place=place[0] if place else None,
        about=about,
        evidence=tuple(evidence),
    )


def read(part: Part) -> Iterator[Fact]:
    """The values and targets of every screen, by period; gauges without a result as unread."""
    kept = Observations(part)
    screens = _screens(part.span)
    for screen in screens:
        _read(screen, kept)
    loose = [line for screen in screens for line in screen.text[: screen.head.start - screen.text.start].lines() if line.strip()]
    if len(loose) > _LOOSE * len(screens):
        reason = "the prints of screens are torn apart: their gauges, menus and buttons are loose lines of the text"
        kept.unread(screens[0].line, reason, "damaged-table")
    yield from kept.facts()


def _screens(text: Span) -> list[Screen]:
    """The screens in ``text``: a title line with a table head of periods and values soon after it."""
    heads = [match.group("head") for match in text.finditer(_HEAD)]
    titles = list(text.finditer(_TITLE))
    found: list[Screen] = []
    for index, match in enumerate(titles):
        end = titles[index + 1].span.start if index + 1 < len(titles) else text.end
        head = next((one for one in heads if match.span.end <= one.start < min(end, match.span.end + _NEAR)), None)
        if head is not None:
            found.append(
                Screen(
                    match.span.strip(),
                    match.group("code").to(match.group("title")),
                    head,
                    text[match.span.start - text.start : end - text.start],
                )
            )
    return found


def _introduced(text: Span, line: Span) -> Span:
    """The line before a screen that introduces it ("Indicators … attached below"), else the screen's own."""
    before = text[max(0, line.start - text.start - 600) : line.start - text.start]
    for one in reversed([piece.strip() for piece in before.lines() if piece.strip()][-2:]):
        if one.search(_INTRO):
            return one
    return line


def _place(part: Draft, intro: Span) -> tuple[Ref, Span] | None:
    """The place whose data the screens are said to show."""
    for match in intro.finditer(_OF_PLACE):
        printed = match.group("place")
        if part.world.places.match(printed) is not None:
            return place_ref(printed.words, part.world), printed
    return None


def _read(screen: Screen, kept: Observations) -> None:
    heads = screen.head.split(_SPLIT)
    columns = [cell.words for cell in heads]
    beside = {index: area for index, cell in enumerate(heads) if index > 0 and (area := _compared(cell, kept)) is not None}
    values = [index for index, name in enumerate(columns) if _VALUE.search(name)]
    targets = [index for index, name in enumerate(columns) if _TARGET.search(name)]
    statuses = [index for index, name in enumerate(columns) if _STATUS.search(name)]
    after = screen.text[screen.head.end - screen.text.start :]
    for line in after.lines():
        cells = [cell.strip() for cell in line.strip().split(_SPLIT)]
        periods = kept.periods.find(cells[0]) if len(cells) > 1 else []
        if not periods or periods[0].stands.start != cells[0].start:
            if line.strip() and not line.search(r"\t"):
                break
            continue
        each = [
            *((index, "") for index in values),
            *((index, "target") for index in targets),
            *((one, "comparator") for one in beside),
        ]
        for index, basis in each:
            if index < len(cells) and cells[index] and not (basis == "comparator" and EMPTY.fullmatch(str(cells[index]))):
                _cell(screen, line.strip(), cells[index], periods[0], basis, kept, beside.get(index))
        for index in statuses:
            if index < len(cells) and find_numbers(cells[index]):
                kept.unread(cells[index], "the column of the status prints a number, so the status is not known")
    for match in screen.text[: screen.head.start - screen.text.start].finditer(_GAUGE):
        result = screen.text.search(_RESULT)
        period = f" for {result.group('period').words}" if result is not None else ""
        kept.unread(match.span.strip(), f"the gauge prints “?”: it shows no result{period}")


def _compared(head: Span, kept: Observations) -> Area | None:
    """The place that a column is of, where its head names one to compare with: "England", "Statistical neighbours"."""
    found = kept.areas.named(head)
    return found if found is not None and found.comparator else None


def _cell(screen: Screen, row: Span, cell: Span, period: Period, basis: str, kept: Observations, area: Area | None = None) -> None:
    numbers = find_numbers(cell)
    if not numbers or numbers[0].span.words != cell.words:
        kept.unread(cell, f"the cell “{cell.words}” is no number")
        return
    number = numbers[0]
    unit = _unit(screen, number)
    stems = kept.indicators.stems(_without_code(screen))
    measure = Measure(trimmed(screen.title.words), stems, kept.indicators.find(stems, unit))
    kept.add(number, unit, measure, (row, screen.head, screen.line), period=period, basis=basis, area=area)


def _unit(screen: Screen, number: Number) -> str:
    """The unit of a value: printed with it, else what the title says it is in: per cent, a rate, days, pounds."""
    if not number.bare:
        return number.unit
    length = screen.title.search(_LENGTH)
    said = unit_of(screen.title.words)[0] or (str(length.group("unit")).lower() if length is not None else "")
    return "percent" if screen.title.search(_PERCENT) and not said.startswith("per-") else said or "count"


def _without_code(screen: Screen) -> str:
    return re.sub(rf"^{_CODE}\s*[:–-]?\s*", "", screen.title.words)
