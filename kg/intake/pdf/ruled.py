"""Tables whose cells are framed by rules: the rules say which words stand in which cell, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.intake.pdf.block import Block
from kg.intake.pdf.line import Line, lines
from kg.intake.pdf.paragraph import paragraphs
from kg.intake.pdf.piece import Box, Piece
from kg.intake.pdf.table import aligned, rows, side_by_side

_THIN = 3.0
_SHORT = 5.0  # less is the corner of a frame
_REACH = 4.0  # rules that are nearer touch each other
_MOST_RULES = 4000  # of one page: more are a drawing
_MOST_IN_CELL = 600  # characters: a cell with more is a box of the page's layout


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table: its frame, the heights of its rules, and the cells between each two of them; a cell may be open to the one above."""

    frame: Box
    bands: tuple[tuple[Box, ...], ...]
    open: frozenset[Box] = frozenset()

    def holds(self, piece: Piece) -> bool:
        """Whether the piece stands within the frame."""
        middle = (piece.left + piece.right) / 2
        return self.frame.left < middle < self.frame.right and self.frame.top < piece.base < self.frame.bottom + 1

    def blocks(self, number: int, pieces: Sequence[Piece]) -> list[Block]:
        """The rows of the table on the page ``number``; a cell as wide as the table, or one with a text of its own, is read as text."""
        made: list[Block] = []
        taken = self._cells(pieces)
        used = {(round(cell.left), round(cell.right)) for cell in taken}
        for whole in self.bands:
            band = [cell for cell in whole if (round(cell.left), round(cell.right)) in used]  # without columns that are an indent
            cells = [paragraphs(lines(number, taken.get(cell, ())), cell.right - _REACH) for cell in band]
            filled = [blocks for blocks in cells if blocks]
            if len(band) < 2 or (len(filled) < 2 and _is_text(filled)) or _is_layout(filled):
                made.extend(block for blocks in filled for block in blocks)
            elif filled:
                made.extend(rows([[block.whole() for block in blocks] for blocks in cells], boxed=round(self.frame.top) + 1))
        return aligned(made)

    def _cells(self, pieces: Sequence[Piece]) -> dict[Box, list[Piece]]:
        """The pieces of each cell; those of a cell that is open to the one above stand in that one."""
        owner: dict[Box, Box] = {}
        for above, band in zip(((), *self.bands), self.bands, strict=False):
            for cell in band:
                upper = next((box for box in above if abs(box.left - cell.left) < _REACH > abs(box.right - cell.right)), None)
                owner[cell] = owner[upper] if upper and cell in self.open else cell
        found: dict[Box, list[Piece]] = {}
        for piece in pieces:
            band = next((band for band in self.bands if piece.base < band[0].bottom + 1), self.bands[-1])
            cell = next((cell for cell in band if (piece.left + piece.right) / 2 < cell.right), band[-1])
            found.setdefault(owner[cell], []).append(piece)
        return found


def ruled(rules: Sequence[Box], pieces: Sequence[Piece]) -> list[Ruled]:
    """The tables of a page that have words in two cells or more of one row, from the top down; none stands within another."""
    if len(rules) > _MOST_RULES:
        return []
    across = _merged((rule.top + rule.bottom, rule.left, rule.right) for rule in rules if rule.height < _THIN < _SHORT < rule.width)
    down = _merged((rule.left + rule.right, rule.top, rule.bottom) for rule in rules if rule.width < _THIN < _SHORT < rule.height)
    found: list[Ruled] = []
    for group in _groups(across, down):
        table = _table(*group)
        if table is None or any(other.frame.top < table.frame.bottom and table.frame.top < other.frame.bottom for other in found):
            continue
        taken = table._cells([piece for piece in pieces if table.holds(piece)])
        if any(sum(cell in taken for cell in band) > 1 for band in table.bands):
            found.append(table)
    return sorted(found, key=lambda table: table.frame.top)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule at a height (or distance from the left), from one place to another."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - _REACH <= place <= self.end + _REACH


@dataclass(slots=True)
class _Group:
    across: list[_Rule] = field(default_factory=list)
    down: list[_Rule] = field(default_factory=list)


def _merged(parts: Iterable[tuple[float, float, float]]) -> list[_Rule]:
    """Rules that are drawn in parts, as wholes; the first of each part is twice the place of the rule."""
    levels: list[list[tuple[float, float, float]]] = []
    for part in sorted(parts):
        if levels and part[0] / 2 - levels[-1][0][0] / 2 < _THIN:
            levels[-1].append(part)
        else:
            levels.append([part])
    made: list[_Rule] = []
    for level in levels:
        start, end = 0.0, -_REACH
        for _, left, right in sorted(level, key=lambda part: part[1]):
            if left > end + _REACH:
                if end > start:
                    made.append(_Rule(level[0][0] / 2, start, end))
                start, end = left, right
            end = max(end, right)
        made.append(_Rule(level[0][0] / 2, start, end))
    return made


def _groups(across: Sequence[_Rule], down: Sequence[_Rule]) -> Iterable[tuple[list[_Rule], list[_Rule]]]:
    """The rules that touch each other, group by group."""
    left, rest = list(across), list(down)
    while left:
        group, fresh = _Group([left.pop()]), True
        while fresh:
            met = [rule for rule in rest if any(rule.covers(one.at) and one.covers(rule.at) for one in group.across)]
            rest = [rule for rule in rest if rule not in met]
            group.down += met
            more = [rule for rule in left if any(rule.covers(one.at) and one.covers(rule.at) for one in met)]
            left = [rule for rule in left if rule not in more]
            group.across += more
            fresh = bool(more)
        yield group.across, group.down


def _table(across: list[_Rule], down: list[_Rule]) -> Ruled | None:
    heights = sorted({rule.at for rule in across})
    if len(heights) < 2 or len({rule.at for rule in down}) < 3:
        return None
    bands: list[tuple[Box, ...]] = []
    opened: set[Box] = set()
    for top, bottom in pairwise(heights):
        middle = (top + bottom) / 2
        edges = sorted({rule.at for rule in down if rule.start <= middle <= rule.end})
        cells = tuple(Box(left, top, right, bottom) for left, right in pairwise(edges))
        if not cells:
            continue
        bands.append(cells)
        opened.update(
            cell
            for cell in cells
            if not any(rule.at == top and rule.start <= (cell.left + cell.right) / 2 <= rule.end for rule in across)
        )
    if not bands:
        return None
    frame = Box(min(rule.start for rule in across), heights[0], max(rule.end for rule in across), heights[-1])
    return Ruled(frame, tuple(bands), frozenset(opened))


def _is_text(filled: Sequence[Sequence[Block]]) -> bool:
    return sum(len(block.words) for blocks in filled for block in blocks) > _MOST_IN_CELL


def _is_layout(filled: Sequence[Sequence[Block]]) -> bool:
    """Whether cells side by side are boxes with texts of their own, to be read one after the other."""
    bullets = sum(block.kind == "item" and not block.mark[0].isalnum() for blocks in filled for block in blocks)
    longest = max((sum(len(block.words) for block in blocks) for blocks in filled), default=0)
    return bullets > 1 or longest > _MOST_IN_CELL or side_by_side([[_first(block) for block in blocks] for blocks in filled])


def _first(block: Block) -> str:
    line: Line = block.lines[0]
    return line.words
