"""What a label announces against the table that follows: "Last 4 quarters" over five, a result beside the row of its period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.checks.wording import SPELLED
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.reading.numbers import value_of
from kg.text import Span

_FAR = 40  # blocks from a label to the table that it is of
_LAST = re.compile(
    rf"(?:(?:table|figure|chart)\s\d{{1,2}}[.:]?\s[^.;\n]{{0,60}}?)?(?:the\s|over\sthe\s|in\sthe\s)?(?:last|past|previous|latest)\s(?P<count>\d{{1,2}}|{SPELLED})\s"
    r"(?P<unit>quarters|months|years|weeks)\W{0,3}",
    re.IGNORECASE,
)
_PERIODS = {
    "quarters": re.compile(r"(?:Q[1-4]|quarter\s[1-4])\b.{0,16}|(?:20\d\d[/–-]\d\d(?:\d\d)?\s)Q[1-4]", re.IGNORECASE),
    "months": re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\W{0,2}(?:20)?\d{0,4}", re.IGNORECASE),
    "years": re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?", re.IGNORECASE),
    "weeks": re.compile(r"(?:week|w/c|w/e|week\scommencing|week\sending)\b.{0,24}", re.IGNORECASE),
}
_RESULT = re.compile(
    r"(?P<period>(?:Q[1-4]\s|[A-Z][a-z]{2,8}\s)?20\d\d(?:[/–-]\d{2,4})?)\s(?:result|value|actual|outturn|performance)s?\W?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\?|(?:£\s?)?\d[\d,]{0,11}(?:\.\d{1,3})?\s?%?")


def announced(found: list[Block]) -> Iterator[Discrepancy]:
    """The labels of ``found`` that the tables after them do not bear out."""
    for index, block in enumerate(found):
        if block.kind == "row":
            continue
        yield from _last(block, found, index)
        yield from _result(block, found, index)


def _table(found: list[Block], index: int) -> list[Block]:
    """The rows of the first table after a block, not beyond the next label of its kind."""
    rows: list[Block] = []
    for block in found[index + 1 : index + _FAR]:
        if block.kind == "row":
            rows.append(block)
        elif rows or block.text.search(_LAST) or block.text.search(_RESULT):
            break
    return rows


def _last(block: Block, found: list[Block], index: int) -> Iterator[Discrepancy]:
    """Two lines may be one block: "Last 4 quarters / Aim to Minimise"."""
    line = next((line for line in block.text.lines() if line.strip().fullmatch(_LAST)), None)
    said = line.strip().fullmatch(_LAST) if line is not None else None
    if said is None:
        return
    unit = str(said.group("unit")).lower()
    rows = [row for row in _table(found, index) if row.cells and row.cells[0].fullmatch(_PERIODS[unit])]
    count = int(value_of(str(said.group("count"))))
    if len(rows) > 1 and len(rows) != count:
        yield alarm(
            "count-of-list",
            (said.span, rows[0].span, rows[-1].span),
            said.span.words,
            f"the table has {len(rows)}",
            f"The label says “{said.span.words}”; the table after it has {len(rows)} {unit}.",
            "doubtful",
        )


def _next_line(at: int, span: Span) -> Span:
    """The first line with words after a place, which may be no block of its own: a lone figure can be the number of a page."""
    text = span.document.text
    start = at + len(text[at : at + 60]) - len(text[at : at + 60].lstrip())
    end = text.find("\n", start)
    return Span(span.document, start, len(text) if end < 0 else end).strip()


def _result(block: Block, found: list[Block], index: int) -> Iterator[Discrepancy]:
    """The result of a period, printed by itself, against the row of that period in the table after it."""
    label = block.text.match(_RESULT)
    if label is None or index + 1 >= len(found):
        return
    value = _next_line(label.after.end, block.span)
    if not value.fullmatch(_VALUE):
        return
    for row in _table(found, index):
        cells = [cell.words for cell in row.cells]
        printed = [cell for cell in cells[1:] if _VALUE.fullmatch(cell) and cell != "?"]
        if not cells or cells[0].lower() != label.group("period").words.lower() or not printed:
            continue
        if value.words not in printed:
            yield alarm(
                "conflicting-figures",
                (label.span.to(value), row.span),
                f"{value.words} / {printed[0]}",
                "",
                f"The result of {label.group('period').words} is printed as “{value.words}”; the row of {label.group('period').words} in the table "
                f"after it has {printed[0]}.",
                "doubtful",
            )
        return
