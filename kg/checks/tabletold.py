"""Numbers that a sentence beside a table gives for one of its rows or columns, and that the table has not.

The clause of the number names one label or one head of a column, and counts the things that the words over the table name. Nothing is said
where the table holds the number in that row or column, alone or as a sum of two, or where nothing like it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from kg.checks.alarms import alarm
from kg.checks.grids import Cell, Grid, Line
from kg.checks.printed import Printed, numbers_of
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_LONGEST = 500  # letters of a sentence
_FAR = 1200  # characters between a sentence and its table
_LEAST = 4  # a smaller number is too often one of some
_CLAUSE = re.compile(r"[,;:()]|\b(?:while|whilst|whereas|but|and|compared|than)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:of\s(?:these|those|them|wh(?:om|ich)|the)|including|new|more|fewer|less|extra|additional|target|plan(?:s|ned)?\sto|expected|forecast|average|per|each|every|increase\w*|reduc\w+|rose|rise\w*|fell|fall\w*"
    r"|grew|by|from|between|last\syear|previous\w*|ago|now|vacan\w+|left|joined|aged?|over|under|up\sto|at\sleast|between|weeks?|months?|days?|hours?|sampled|read|looked|inspectors?|since|if|would|present|currently|today)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"^(?:\s(?:full-time|equivalent|fte|whole-time|children's|children’s|further|other)){0,3}\s(?P<noun>[a-z]{4,20})\b",
    re.IGNORECASE,
)
_LIKE = (Decimal("0.75"), Decimal("1.34"))
_ALSO = {
    "posts": ("posts", "fte", "staff", "establishment", "full-time"),
    "staff": ("staff", "fte", "posts", "headcount"),
    "people": ("young people", "people"),
}
_NO_LABEL = re.compile(
    r"(?:totals?|all\b.*|other|others|none|yes|no|team|area|number|count|grade|rate|year|role|[\W\d]*)", re.IGNORECASE
)


def tabletold(found: list[Block], grids: list[Grid]) -> Iterator[Discrepancy]:
    """The numbers in the sentences of ``found`` that the tables beside them, ``grids``, have otherwise."""
    if not grids:
        return
    for block in found:
        if block.kind not in ("row", "heading"):
            near = _beside(block.text, grids)
            if near is not None:
                for sentence in (one for one in block.text.sentences() if len(one) < _LONGEST):
                    yield from _of_sentence(sentence, near)


def _beside(text: Span, grids: list[Grid]) -> Grid | None:
    """The table nearest to a paragraph, above it or below."""

    def gap(grid: Grid) -> int:
        return max(text.start - grid.lines[-1].span.end, grid.lines[0].span.start - text.end)

    nearest = min(grids, key=gap)
    return nearest if 0 <= gap(nearest) < _FAR and len(nearest.lines) > 1 else None


def _of_sentence(sentence: Span, grid: Grid) -> Iterator[Discrepancy]:
    for one in numbers_of(sentence):
        if not one.whole or one.hedge or one.value < _LEAST:
            continue
        clause = _clause(sentence, one)
        noun = _NOUN.match(f" {one.after}")
        if noun is None or _OTHER.search(clause) or not _counts(grid, noun["noun"].lower()):
            continue
        labels = [line for line in grid.lines if _names(clause, line.label)]
        heads = [at for at in range(grid.width) if _names(clause, grid.head(at))]
        if len(labels) + len(heads) == 1:
            held = _row(labels[0]) if labels else _column(grid, heads[0])
            name = labels[0].label if labels else grid.head(heads[0])
            yield from _missed(sentence, one, grid, name, held, alone=bool(heads))


def _clause(sentence: Span, one: Printed) -> str:
    before = str(sentence[: one.span.start - sentence.start])
    after = str(sentence[one.span.end - sentence.start :])
    lead = [match.end() for match in _CLAUSE.finditer(before)]
    end = _CLAUSE.search(after)
    return f"{before[lead[-1] if lead else 0 :]}# {after[: end.start() if end else len(after)]}"


def _plain(words: str) -> str:
    return " ".join(re.sub(r"s$", "", word) for word in re.findall(r"[\w’'-]+", words.lower()))


def _names(clause: str, label: str) -> bool:
    words = _plain(label)
    return len(words) > 3 and _NO_LABEL.fullmatch(label) is None and f" {words} " in f" {_plain(clause)} "


def _counts(grid: Grid, noun: str) -> bool:
    """Whether the words over a table name what is counted."""
    above = f"{grid.above} {' '.join(span.words for span in grid.header)} {' '.join(grid.heads)}".lower()
    return any(re.search(rf"\b{re.escape(word)}\b", above) for word in _ALSO.get(noun, (noun,)))


def _row(line: Line) -> list[tuple[Line, Cell]]:
    return [(line, cell) for cell in line.cells if cell is not None]


def _column(grid: Grid, at: int) -> list[tuple[Line, Cell]]:
    total = grid.total.cells[at] if grid.total is not None and at < len(grid.total.cells) else None
    return [*grid.column(at), *([(grid.total, total)] if grid.total is not None and total is not None else [])]


def _missed(
    sentence: Span, one: Printed, grid: Grid, name: str, held: list[tuple[Line, Cell]], *, alone: bool
) -> Iterator[Discrepancy]:
    """An alarm where none of the cells, nor two of them together, are the number, and one is like it (of a column: its total)."""
    if not held or any(cell.unit for _, cell in held):
        return
    values = [cell.value for _, cell in held]
    if one.value in (*values, sum(values)) or any(
        a + b == one.value or abs(a - b) == one.value for a, b in combinations(values[:-1] if alone else values, 2)
    ):
        return
    if alone and (grid.total is None or held[-1][0] is not grid.total):
        return
    line, cell = held[-1] if alone else min(held, key=lambda pair: abs(pair[1].value - one.value))
    if not cell.value or not _LIKE[0] <= one.value / cell.value <= _LIKE[1]:
        return
    yield alarm(
        "conflicting-figures",
        (sentence, *grid.header[-1:], line.span),
        f"{one.shown}; {cell.span.words}",
        f"the table has {cell.span.words} for “{name}”",
        f"The number printed for “{name}” is {one.shown}; the table beside it has {', '.join(pair[1].span.words for pair in ([held[-1]] if alone else held))}.",
        "doubtful",
    )
