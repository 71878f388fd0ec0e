"""The blocks of a page by its tags: pieces of one tagged element make one block, cells of one tagged row one row."""

from __future__ import annotations

from itertools import groupby, pairwise

from kg.intake.pdf.block import Block, itemised
from kg.intake.pdf.line import Line, lines
from kg.intake.pdf.piece import Piece, Sheet, Tag
from kg.intake.pdf.table import aligned, arranged, side_by_side

_MOST_IN_CELL = 600  # characters: a cell with more is a box of the page's layout

_MOST_IN_HEADING = 240  # characters: text with the style of a heading is text


def is_tagged(sheet: Sheet) -> bool:
    """Whether nearly all words of the page have tags, so that these say how it is to be read."""
    with_tag = sum(len(piece.words) for piece in sheet.pieces if piece.tag and not piece.turn)
    without = sum(len(piece.words) for piece in sheet.pieces if not (piece.tag or piece.artifact or piece.turn))
    return with_tag > 0 and without < 0.1 * with_tag


def tagged_blocks(number: int, pieces: list[Piece]) -> list[Block]:
    """The blocks of the page ``number``, in the order of its tags."""
    groups: dict[Tag, list[Piece]] = {}
    for piece in pieces:
        tag = piece.tag or _nearest(piece, pieces)
        if tag is not None:
            groups.setdefault(tag, []).append(piece)
    made: list[Block] = []
    loose: list[Block] = []
    ordered = sorted(groups, key=lambda tag: tag.key)
    for (table, row), tags in groupby(ordered, key=lambda tag: (tag.table, tag.row)):
        cells: dict[int, list[Block]] = {}
        for tag in tags:
            cells.setdefault(tag.cell, []).extend(_blocks(tag, lines(number, groups[tag])))
        filled = [blocks for blocks in cells.values() if blocks]
        if not row or len(filled) < 2:
            loose.extend(block for blocks in filled for block in blocks)
            continue
        made.extend(arranged(loose))
        loose = []
        if _is_layout(filled):
            made.extend(block for blocks in filled for block in blocks)
        else:
            made.append(
                Block("row", cells=[[line for block in blocks for line in _whole(block)] for blocks in filled], boxed=table)
            )
    return aligned(made + arranged(loose))


def _nearest(piece: Piece, pieces: list[Piece]) -> Tag | None:
    """The tag of the piece that an untagged one stands next to."""
    near = [other for other in pieces if other.tag and abs(other.base - piece.base) < 40]
    near.sort(key=lambda other: abs(other.base - piece.base) * 4 + abs(other.left - piece.left))
    return near[0].tag if near else None


def _whole(block: Block) -> list[Line]:
    """The lines of a block in a cell, with its mark in place again."""
    if not block.mark:
        return block.lines
    first = block.lines[0]
    segment = first.segments[0]
    again = type(segment)(f"{block.mark} {segment.words}", segment.left, segment.right)
    return [Line(first.page, (again, *first.segments[1:]), first.base, first.size, first.bold), *block.lines[1:]]


def _is_layout(cells: list[list[Block]]) -> bool:
    """Whether cells side by side are boxes with texts of their own, to be read one after the other."""
    bullets = sum(block.kind == "item" and not block.mark[0].isalnum() for blocks in cells for block in blocks)
    longest = max(sum(len(block.words) for block in blocks) for blocks in cells)
    return bullets > 1 or longest > _MOST_IN_CELL or side_by_side([[block.words for block in blocks] for blocks in cells])


def _blocks(tag: Tag, printed: list[Line]) -> list[Block]:
    if not printed:
        return []
    if tag.kind == "note" or printed[0].noted:
        starts = [0, *(index for index, line in enumerate(printed) if index and line.noted), len(printed)]
        return [Block("note", printed[start:end], boxed=tag.table, tagged=True) for start, end in pairwise(starts)]
    if tag.kind == "contents":
        return [_contents(printed, tag)]
    if tag.kind == "heading" and sum(len(line.words) for line in printed) < _MOST_IN_HEADING:
        return [Block("heading", printed, tag.level, boxed=tag.table, tagged=True)]
    block = itemised(Block("paragraph", printed, tag.level, boxed=tag.table, tagged=True))
    if tag.kind == "item" and not block.mark:
        block.kind = "item"  # the rest of an item that began on the page before
    return [block]


def _contents(printed: list[Line], tag: Tag) -> Block:
    """An entry of a table of contents is a row of its words and the number of the page."""
    *before, last = printed
    words = last.segments[-1]
    if len(last.segments) > 1 and words.words.isdigit():
        rest = Line(last.page, last.segments[:-1], last.base, last.size, last.bold)
        return Block("row", cells=[[*before, rest], [last.part(words)]], boxed=tag.table)
    return Block("paragraph", printed, boxed=tag.table, tagged=True)
