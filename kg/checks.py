"""Printed things that cannot both hold: found by arithmetic and by the calendar, in any document.

Each rests on the words that print it, with what was printed, what was computed, and a wording that accuses nobody. Percentages
against their own counts, changes against their two ends in a table row, a printed total against its lines, days that the
calendar does not have, weekdays that a date does not have, and periods that end before they begin.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.arithmetic import NUMBER, Range, agrees, change, number, share, shown
from kg.dates import When, reversed_period
from kg.facts import Allocation, Concept, Discrepancy, Fact
from kg.reading.blocks import Block, blocks
from kg.reading.dates import DateMention, find_dates
from kg.reading.part import Part
from kg.text import Match, Span

_N = rf"(?:{NUMBER})"
_PERCENT = rf"(?P<percent>{_N})\s?(?:%|per\s?cent)"
_OF = (
    re.compile(
        rf"\b(?P<part>{_N}) (?:out )?of (?:the |a total of )?(?P<whole>{_N})\b(?: [a-z’' -]{{0,60}})?,? ?\((?:or )?{_PERCENT}\)",
        re.IGNORECASE,
    ),
    re.compile(rf"{_PERCENT} ?\((?P<part>{_N}) (?:out )?of (?:the |a total of )?(?P<whole>{_N})\b", re.IGNORECASE),
    re.compile(
        rf"\bof (?:the |a total of )?(?P<whole>{_N}) [^.;:()%\d]{{1,120}},? (?:a total of )?(?P<part>{_N}) \((?:or )?{_PERCENT}\)",
        re.IGNORECASE,
    ),
)
_LEADING_SHARE = re.compile(rf"(?P<part>{_N}) \((?:or )?{_PERCENT}\)", re.IGNORECASE)
_OF_THIS = re.compile(r"\bof (?:this number|these(?: \w+)?|this total|the total)\W*$", re.IGNORECASE)
_WHOLE = re.compile(
    rf"(?P<whole>{_N}) (?:children|young people|pupils|care leavers|people|families|cases|referrals)\b", re.IGNORECASE
)
_CELL = re.compile(rf"(?P<sign>[-–+]\s?)?(?P<value>{_N})\s?(?P<percent>%)?")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TO = re.compile(r"\s(?:to|until)\s|[\u2010-\u2015\u2212-]", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)})\b,?\s(?:the\s)?$", re.IGNORECASE)


def discrepancies(part: Part, facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The discrepancies in ``part``, in order of kind; ``facts`` are those read from it."""
    found, facts = blocks(part.span), list(facts)
    for index, block in enumerate(found):
        for sentence in block.text.sentences():
            yield from _shares(sentence)
        yield from _share_of_list(block, found[:index])
    yield from _changes(found)
    yield from _totals([fact for fact in facts if isinstance(fact, Allocation)])
    mentions = find_dates(part.span)
    yield from _days(part.span, mentions)
    yield from _periods(mentions, facts)


def _made(kind: str, evidence: tuple[Span, ...], printed: str, computed: str, text: str) -> Discrepancy:
    return Discrepancy(
        kind=Concept("discrepancy", kind), printed=printed, computed=computed, text=text, evidence=evidence, method="derived"
    )


def _value(match: Match, group: str) -> Decimal:
    return number(str(match.group(group)))


def _share(evidence: tuple[Span, ...], part: Decimal, whole: Decimal, percent: Decimal) -> Iterator[Discrepancy]:
    if not whole or part > whole:
        return
    given = share(part, whole)
    if not agrees(percent, given, given):
        yield _made(
            "percentage-of-counts",
            evidence,
            f"{percent}%",
            f"{part} of {whole} is {shown(given)}%",
            f"The printed counts give {shown(given)}% ({part} of {whole}); the printed percentage is {percent}%.",
        )


def _shares(sentence: Span) -> Iterator[Discrepancy]:
    seen: set[tuple[int, int]] = set()
    for pattern in _OF:
        for match in sentence.finditer(pattern):
            percent = match.group("percent")
            if (percent.start, percent.end) not in seen:
                seen.add((percent.start, percent.end))
                yield from _share((sentence,), _value(match, "part"), _value(match, "whole"), _value(match, "percent"))


def _share_of_list(block: Block, before: list[Block]) -> Iterator[Discrepancy]:
    """A bullet such as "214 (or 58%) live …" under "… 367 children …. Of this number:"."""
    leading = block.text.match(_LEADING_SHARE) if block.kind == "bullet" else None
    head = next((one for one in reversed(before) if one.kind != "bullet" or one.level < block.level), None)
    if leading is None or head is None or not head.text.search(_OF_THIS):
        return
    whole = head.text.search(_WHOLE)
    if whole is not None:
        yield from _share((block.text, head.text), _value(leading, "part"), _value(whole, "whole"), _value(leading, "percent"))


def _changes(found: list[Block]) -> Iterator[Discrepancy]:
    """Rows "label, before, after, change %" below a header that names a change."""
    header: Block | None = None
    for block in found:
        if block.kind != "row":
            header = header if block.kind == "prose" and not block.text else None
            continue
        cells = block.cells
        if re.search(r"%\s*change|change\s*\(?%", str(block.span), re.IGNORECASE):
            header = block
            continue
        if header is None or len(cells) != 4:
            continue
        read = [cell.fullmatch(_CELL) for cell in cells[1:]]
        if any(match is None for match in read) or not (read[2] and read[2].has("percent")):
            continue
        before, after, printed = (_value(match, "value") for match in read if match is not None)
        if read[2].has("sign") and str(read[2].group("sign")).strip() in "-–":
            printed = -printed
        low, high = change(Range.of(before), Range.of(after))
        if not before or _rounds(printed, low, high):
            continue
        given = (after / before - 1) * 100
        yield _made(
            "change-of-ends",
            (block.span, header.span),
            f"{printed}%",
            f"from {before} to {after} is {shown(given, 1)}%",
            f"The printed ends ({before} and {after}) give a change of {shown(given, 1)}%; the printed change is {printed}%.",
        )


def _rounds(printed: Decimal, low: Decimal, high: Decimal) -> bool:
    unit = Range.of(printed)
    return low <= unit.high and high >= unit.low


def _totals(lines: list[Allocation]) -> Iterator[Discrepancy]:
    """A printed total of staff against the lines of the same programme and place."""
    for total in (line for line in lines if line.label.lower().startswith("total")):
        parts = [
            line
            for line in lines
            if line is not total and (line.programme, line.place) == (total.programme, total.place) and line.headcount is not None
        ]
        given = sum((line.headcount for line in parts if line.headcount is not None), Decimal(0))
        if total.headcount is None or not parts or total.headcount == given:
            continue
        yield _made(
            "total-of-parts",
            (*total.evidence, *(span for line in parts for span in line.evidence)),
            str(total.headcount),
            f"the {len(parts)} lines add up to {shown(given)}",
            f"The printed parts give {shown(given)}; the printed total is {total.headcount}.",
        )


def _days(span: Span, mentions: list[DateMention]) -> Iterator[Discrepancy]:
    impossible: dict[Span, list[str]] = {}
    for mention in mentions:
        line = _line_around(mention.span)
        for when in {mention.since, mention.until}:
            if not when.value:
                impossible.setdefault(line, []).append(when.printed)
        weekday = span[: mention.span.start - span.start][-14:].search(_WEEKDAY) or mention.span.match(
            rf"(?P<day>{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE
        )
        if weekday is None or not mention.is_point or mention.since.datatype != "date":
            continue
        named, actual = str(weekday.group("day")).lower(), _WEEKDAYS[datetime.date.fromisoformat(mention.since.value).weekday()]
        if named != actual:
            yield _made(
                "weekday-of-date",
                (line,),
                f"{named.title()}, {mention.since.printed}",
                actual.title(),
                f"The printed day is a {named.title()}; {mention.since.value} was a {actual.title()}.",
            )
    for line, printed in impossible.items():
        days = "”, “".join(dict.fromkeys(printed))
        yield _made(
            "impossible-date",
            (line,),
            "; ".join(dict.fromkeys(printed)),
            "",
            f"The calendar has no such day as the printed “{days}”.",
        )


def _periods(mentions: list[DateMention], facts: list[Fact]) -> Iterator[Discrepancy]:
    """Periods that end before they begin: in one expression ("March 2018 to June 2016"), or in two, as in columns of a table."""
    reversed_: dict[Span, list[tuple[When, When, str]]] = {}
    for mention in mentions:
        if reversed_period(mention.since, mention.until) and _is_range(mention):
            reversed_.setdefault(_line_around(mention.span), []).append((mention.since, mention.until, mention.span.words))
    said = list(reversed_)
    for fact in facts:
        since, until = getattr(fact, "since", None), getattr(fact, "until", None)
        if not (isinstance(since, When) and isinstance(until, When) and reversed_period(since, until)):
            continue
        for span in fact.evidence:
            words, first = span.words, since.printed
            both = first in words and until.printed in words.split(first, 1)[1]
            if both and not any(line in span or span in line for line in said):
                reversed_.setdefault(span, []).append((since, until, f"{first} – {until.printed}"))
                break
    for line, periods in reversed_.items():
        each = dict.fromkeys(periods)
        yield _made(
            "end-before-beginning",
            (line,),
            "; ".join(printed for _, _, printed in each),
            "; ".join(f"{until.value} is before {since.value}" for since, until, _ in each),
            f"A printed period ends before it begins: {'; '.join(printed for _, _, printed in each)}.",
        )


def _is_range(mention: DateMention) -> bool:
    """Whether two dates are printed as the ends of a period, and not side by side ("in May 2018 and June 2016")."""
    before = mention.span.document.text[max(0, mention.span.start - 9) : mention.span.start]
    return _TO.search(mention.span.words) is not None or before.rstrip().lower().endswith("between")


def _line_around(span: Span) -> Span:
    """The sentence (or line) of the document that a span stands in."""
    text = span.document.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = Span(span.document, start, len(text) if end < 0 else end).strip()
    return next((sentence for sentence in line.sentences() if span in sentence), line)
