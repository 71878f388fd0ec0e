"""Tables without lines: lines whose segments stand below each other, and texts that stand side by side.

A table is read row by row. Signatures side by side are read one after the other: each has its name first, and what follows
below it belongs to that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from kg.intake.pdf.block import Block
from kg.intake.pdf.line import Line, Segment

_NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame|Councillor|Cllr|Lord|Lady)\.? )?"
    r"[A-Z][A-Za-z’'.-]*(?: (?:[A-Z][A-Za-z’'.-]*|de|van|von|der)){1,4}(?:,? (?:[A-Z]{2,5}|QPM)){0,4}"
)
_FAR = 14.0
OPEN = re.compile(r"(?:[,–-]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with))$", re.IGNORECASE)
"""The end of a line that goes on: a comma, a dash or a small word."""


def is_name(words: str) -> bool:
    """Whether words have the form of a person's name."""
    return len(words) < 50 and bool(_NAME.fullmatch(words))


def begins_with_name(words: str) -> bool:
    """Whether a line is the beginning of an addressee: a name, a comma, and what the person is."""
    name, comma, rest = words.partition(",")
    return bool(comma) and rest[:2].strip()[:1].isupper() and is_name(name)


def side_by_side(columns: Sequence[Sequence[str]]) -> bool:
    """Whether columns of lines are signatures: a name at the head of each, and other things below."""
    return (
        len(columns) > 1
        and all(column and is_name(column[0]) for column in columns)
        and any(not is_name(words) for column in columns for words in column[1:])
    )


def arranged(blocks: list[Block]) -> list[Block]:
    """The blocks, with those whose lines stand in columns as rows of a table, or column by column where these are signatures."""
    made: list[Block] = []
    for columns, group in groupby(blocks, key=_columns):
        found = list(group)
        made.extend(_table(found) if columns > 1 else found)
    return made


def _columns(block: Block) -> int:
    """The number of columns that a paragraph stands in; 1 for text that merely has a gap."""
    if block.kind not in ("paragraph", "heading") or not block.lines:
        return 1
    counts = {len(line.segments) for line in block.lines}
    return counts.pop() if len(counts) == 1 else 1


def _table(blocks: list[Block]) -> list[Block]:
    rows = [line for block in blocks for line in block.lines]
    count = len(rows[0].segments)
    near = all(abs(row.segments[column].left - rows[0].segments[column].left) < _FAR for row in rows for column in range(count))
    columns = [[row.segments[column] for row in rows] for column in range(count)]
    if near and len(rows) > 1 and side_by_side([[segment.words for segment in column] for column in columns]):
        return [Block("paragraph", [row.part(row.segments[column])], signed=True) for column in range(count) for row in rows]
    return [
        Block("row", cells=[[row.part(segment)] for segment in row.segments], boxed=block.boxed)
        for block in blocks
        for row in block.lines
    ]


def signatures(blocks: list[Block]) -> list[Block]:
    """The blocks, with rows of names above rows of other things read column by column: with what stands above the names, too."""
    made: list[Block] = []
    for count, group in groupby(blocks, key=lambda block: len(block.cells) if all(block.cells) else -1):
        rows = list(group)
        names = [at for at, row in enumerate(rows) if count > 1 and all(is_name(cell[0].words) for cell in row.cells)]
        if not names or names[-1] == len(rows) - 1 or any(later - at < 2 for at, later in pairwise(names)):
            made.extend(rows)
            continue
        headed = names[0] > 0  # a body stands above each pair of names
        starts = [at - headed for at in names]
        made.extend(rows[: starts[0]])
        for start, end in pairwise([*starts, len(rows)]):
            lines = [[row.cells[column] for row in rows[start:end]] for column in range(count)]
            made.extend(Block("paragraph", cell, signed=True) for column in lines for cell in column)
    return made


def rows(cells: list[list[list[Line]]], boxed: int = 0) -> list[Block]:
    """The row of the cells, each of which has one or more entries; entries of a list beside its label stand in rows of their own."""
    longest = max(cells, key=len)
    listed = len(longest) > 2 or (len(longest) == 2 and _alike(*longest))
    if not listed or sum(len(cell) > 1 for cell in cells) > 1:
        return [Block("row", cells=[[line for entry in cell for line in entry] for cell in cells], boxed=boxed)]
    made = []
    for number, entry in enumerate(longest):
        others = [[line for lines in cell for line in lines] if not number else [] for cell in cells]
        made.append(
            Block(
                "row", cells=[entry if cell is longest else other for cell, other in zip(cells, others, strict=True)], boxed=boxed
            )
        )
    return made


def _alike(first: list[Line], second: list[Line]) -> bool:
    """Whether two entries have one form: both with a comma, or with the same first word."""
    one, other = first[0].words, second[0].words
    named = all(is_name(re.split(r"\s?[(,]", words, maxsplit=1)[0]) and re.search(r"[(,]", words) for words in (one, other))
    return named or ("," in one and "," in other) or one.split()[0].rstrip("s") == other.split()[0].rstrip("s")


def aligned(blocks: list[Block]) -> list[Block]:
    """Rows of one table with as many cells as its fullest row: each cell below the one whose place it shares."""
    for _, group in groupby(blocks, key=lambda block: (block.kind == "row", block.boxed)):
        rows = [block for block in group if block.kind == "row"]
        fullest = max(rows, key=lambda row: len(row.cells), default=None)
        if fullest is None:
            continue
        places = [_place(cell) for cell in fullest.cells]
        for row in rows:
            if len(row.cells) < len(places):
                row.cells = _laid(row.cells, places)
    return blocks


def _place(cell: Sequence[Line]) -> Segment:
    return Segment("", min((line.left for line in cell), default=0.0), max((line.right for line in cell), default=0.0))


def _laid(cells: list[list[Line]], places: list[Segment]) -> list[list[Line]]:
    laid: list[list[Line]] = [[] for _ in places]
    taken = -1
    for index, cell in enumerate(cells):
        here = _place(cell)
        open_places = range(taken + 1, len(places) - (len(cells) - index) + 1)
        taken = min(
            open_places,
            key=lambda at: (
                max(0.0, places[at].left - here.right, here.left - places[at].right) * 100 + abs(places[at].left - here.left)
            ),
        )
        laid[taken] = cell
    return laid
