"""Printed things that cannot both hold: found by arithmetic and by the calendar, in any document.

Each rests on the words that print it, with what was printed, what was computed, and a wording that accuses nobody. Percentages
against their own counts, changes against their two ends in a table row, a printed total against its lines, days that the
calendar does not have, weekdays that a date does not have, and periods that end before they begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.arithmetic import NUMBER, Range, change, number, shown
from kg.checks.bodynames import bodynames
from kg.checks.changes import changes
from kg.checks.chronology import chronology
from kg.checks.misdates import misdates
from kg.checks.numbering import numbering
from kg.checks.peoplenames import peoplenames
from kg.checks.shares import shares
from kg.checks.twicetold import twicetold
from kg.facts import Allocation, Concept, Discrepancy, Fact
from kg.reading.blocks import Block, blocks
from kg.reading.part import Part
from kg.text import Match, Span

_N = rf"(?:{NUMBER})"
_CELL = re.compile(rf"(?P<sign>[-–+]\s?)?(?P<value>{_N})\s?(?P<percent>%)?")
_TOTAL = re.compile(r"\s*(?:grand\s|overall\s)?totals?\s*:?\s*", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:,\d{3})+|\d+)\s*")
_NO_PART = re.compile(r"total|\bof which\b|^\s*of\b|average|\bmean\b|\ball\b", re.IGNORECASE)
_NO_SUM = re.compile(r"%|\brate|\bper\b|per cent|average|\brank|\bmean\b|\bmedian\b|\byear\b", re.IGNORECASE)


def discrepancies(part: Part, facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The discrepancies in ``part``, in order of kind; ``facts`` are those read from it."""
    found, facts = blocks(part.span), list(facts)
    yield from shares(found)
    yield from changes(found)
    yield from _changes(found)
    lines = [fact for fact in facts if isinstance(fact, Allocation)]
    yield from _totals(lines)
    known = {span for line in lines for span in line.evidence}
    for rows in _tables(found):
        yield from _totals_of_columns(rows, known)
    yield from misdates(part.span, facts, part.issued)
    yield from chronology(part, found, facts)
    yield from numbering(part, found, facts)
    yield from bodynames(part)
    yield from peoplenames(part, facts)
    yield from twicetold(part, found, facts)


def _made(kind: str, evidence: tuple[Span, ...], printed: str, computed: str, text: str) -> Discrepancy:
    return Discrepancy(
        kind=Concept("discrepancy", kind), printed=printed, computed=computed, text=text, evidence=evidence, method="derived"
    )


def _value(match: Match, group: str) -> Decimal:
    return number(str(match.group(group)))


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


def _tables(found: list[Block]) -> Iterator[list[Block]]:
    """Rows that follow one another."""
    rows: list[Block] = []
    for block in found:
        if block.kind == "row":
            rows.append(block)
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _totals_of_columns(rows: list[Block], known: set[Span]) -> Iterator[Discrepancy]:
    """A row "Total" against the rows above it, column by column; rows of ``known`` spans are checked elsewhere.

    Only whole numbers are held against each other, and only where another column of the table adds up: then its rows are parts
    of its total, which those of a table of rates, or of some examples, are not.
    """
    first = 0
    for index, total in enumerate(rows):
        if not total.cells or not _TOTAL.fullmatch(str(total.cells[0])):
            continue
        parts, first = [row for row in rows[first:index] if len(row.cells) == len(total.cells)], index + 1
        head = parts[0] if parts and not any(cell.fullmatch(_WHOLE_NUMBER) for cell in parts[0].cells[1:]) else None
        parts = parts[1:] if head else parts
        if len(parts) < 2 or any(_NO_PART.search(str(row.cells[0])) for row in parts) or known & {total.text, total.span}:
            continue
        columns = [
            ([number(str(row.cells[at]).strip()) for row in parts], number(str(total.cells[at]).strip()), at)
            for at in range(1, len(total.cells))
            if all(row.cells[at].fullmatch(_WHOLE_NUMBER) for row in [*parts, total])
            and not (head and _NO_SUM.search(str(head.cells[at])))
        ]
        if not any(sum(values) == printed and printed for values, printed, _ in columns):
            continue
        for values, printed, at in columns:
            given = sum(values, Decimal(0))
            if given != printed:
                name = f" of “{head.cells[at].words}”" if head else ""
                yield _made(
                    "total-of-parts",
                    (total.span, *([head.span] if head else []), *(row.span for row in parts)),
                    str(printed),
                    f"the {len(values)} rows{name} add up to {given}",
                    f"The printed rows{name} add up to {given}; the printed total is {printed}.",
                )
