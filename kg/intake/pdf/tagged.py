"""The blocks of a page by its tags: pieces of one tagged element make one block, cells of one tagged row one row."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import groupby, pairwise

from kg.intake.pdf.block import Block, itemised
from kg.intake.pdf.line import Line, lines
from kg.intake.pdf.paragraph import paragraphs
from kg.intake.pdf.piece import Piece, Sheet, Tag
from kg.intake.pdf.table import OPEN, aligned, arranged, begins_with_name, rows, side_by_side

_MOST_IN_CELL = 600  # characters: a cell with more is a box of the page's layout

_FAR = 14.0  # points: cells of one column begin nearer to each other
_MOST_NEAR = 60
_CLOSE = 40.0  # points
_MOST_IN_HEADING = 240  # characters: text with the style of a heading is text


def is_tagged(sheet: Sheet) -> bool:
    """Whether nearly all words of the page have tags, so that these say how it is to be read."""
    with_tag = sum(len(piece.words) for piece in sheet.pieces if piece.tag and not piece.turn)
    without = sum(len(piece.words) for piece in sheet.pieces if not (piece.tag or piece.artifact or piece.turn))
    return with_tag > 0 and without < 0.1 * with_tag


def tagged_blocks(number: int, pieces: list[Piece]) -> list[Block]:
    """The blocks of the page ``number``, in the order of its tags."""
    groups: dict[Tag, list[Piece]] = {}
    apart: list[Piece] = []
    tagged = sorted((piece for piece in pieces if piece.tag), key=lambda piece: piece.base)
    for piece in pieces:
        tag = piece.tag or (None if piece.artifact else _nearest(piece, tagged))
        if tag is not None:
            groups.setdefault(tag, []).append(piece)
        else:
            apart.append(piece)
    top = tagged[0].base if tagged else 0.0
    margin = max((piece.right for piece in pieces if piece.tag), default=0.0)
    made: list[Block] = []
    loose: list[Block] = []
    ordered = sorted(groups, key=lambda tag: tag.key)
    for (table, row), tags in groupby(ordered, key=lambda tag: (tag.table, tag.row)):
        cells: dict[int, list[Block]] = {}
        for tag in tags:
            cells.setdefault(tag.cell, []).extend(_blocks(tag, lines(number, groups[tag])))
        filled = [blocks for blocks in cells.values() if blocks]
        if len(filled) == 1 and row and made and not loose and _in_column(filled[0], made[-1], table):
            made.append(Block("row", cells=[_lines_of(filled[0])], boxed=table))
            continue
        if not row or len(filled) < 2:
            loose.extend(part for blocks in filled for block in blocks for part in _broken(block, margin))
            continue
        made.extend(arranged(loose))
        loose = []
        if not _is_layout(filled):
            made.extend(rows([[block.whole() for block in blocks] for blocks in filled], table))
            continue
        heads: list[list[Line]] = [[] for _ in filled]
        signed = _signed(filled)
        if signed and made and made[-1].boxed == table and len(made[-1].cells) == len(filled):
            heads = made.pop().cells  # the bodies that the signatures below stand for
        for head, blocks in zip(heads, filled, strict=True):
            made.extend([Block("paragraph", head, tagged=True, signed=True)] if head else [])
            for block in blocks:
                block.signed = signed
            made.extend(blocks)
    above = paragraphs(lines(number, (piece for piece in apart if piece.base < top)))
    below = paragraphs(lines(number, (piece for piece in apart if piece.base >= top)))
    return above + aligned(made + arranged(loose)) + below


def _nearest(piece: Piece, tagged: list[Piece]) -> Tag | None:
    """The tag of the piece that an untagged one stands next to; ``tagged`` go from the top down."""
    at = bisect_left(tagged, piece.base, key=lambda other: other.base)
    near = [other for other in tagged[max(0, at - _MOST_NEAR) : at + _MOST_NEAR] if abs(other.base - piece.base) < _CLOSE]
    near.sort(key=lambda other: abs(other.base - piece.base) * 4 + abs(other.left - piece.left))
    return near[0].tag if near else None


def _broken(block: Block, margin: float) -> list[Block]:
    """A paragraph that is broken into lines on purpose, as an address is, in its lines: the next word had room on the line before."""
    if block.kind != "paragraph" or len(block.lines) < 2:
        return [block]
    parts: list[list[Line]] = [[block.lines[0]]]
    for before, line in pairwise(block.lines):
        first = line.words.split(" ", 1)[0]
        width = len(first) * (line.right - line.left) / len(line.words)
        room = margin - before.right > 1.4 * width + line.size
        named = begins_with_name(parts[-1][0].words) and begins_with_name(line.words)
        if (named or (room and first[0].isupper())) and not OPEN.search(before.words[-12:]):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [Block("paragraph", part, boxed=block.boxed, tagged=True) for part in parts]


def _lines_of(blocks: list[Block]) -> list[Line]:
    return [line for block in blocks for line in block.whole()]


def _in_column(blocks: list[Block], before: Block, table: int) -> bool:
    """Whether the only filled cell of a row is a cell of the table above it, and not a text as wide as the table."""
    found = _lines_of(blocks)
    if before.kind != "row" or before.boxed != table or len(blocks) > 1 or not all(before.cells):
        return False
    left, right = min(line.left for line in found), max(line.right for line in found)
    edges = [min(line.left for line in cell) for cell in before.cells]
    column = max((at for at, edge in enumerate(edges) if edge < left + _FAR), default=0)
    return abs(left - edges[column]) < _FAR and (column + 1 == len(edges) or right < edges[column + 1])


def _signed(cells: list[list[Block]]) -> bool:
    return side_by_side([[block.words for block in blocks] for blocks in cells])


def _is_layout(cells: list[list[Block]]) -> bool:
    """Whether cells side by side are boxes with texts of their own, to be read one after the other."""
    bullets = sum(block.kind == "item" and not block.mark[0].isalnum() for blocks in cells for block in blocks)
    longest = max(sum(len(block.words) for block in blocks) for blocks in cells)
    return bullets > 1 or longest > _MOST_IN_CELL or _signed(cells)


def _blocks(tag: Tag, printed: list[Line]) -> list[Block]:
    if not printed:
        return []
    if tag.kind == "note" or printed[0].noted:
        starts = [0, *(index for index, line in enumerate(printed) if index and line.noted), len(printed)]
        return [Block("note", printed[start:end], boxed=tag.table, tagged=True) for start, end in pairwise(starts)]
    if tag.kind == "contents":
        return [_contents(printed, tag)]
    if tag.kind == "heading" and _is_heading(printed):
        return [Block("heading", printed, tag.level, boxed=tag.table, tagged=True)]
    block = itemised(Block("paragraph", printed, tag.level, boxed=tag.table, tagged=True))
    if tag.kind == "item" and not block.mark:
        block.kind = "item"  # the rest of an item that began on the page before
    return [block]


def _is_heading(printed: list[Line]) -> bool:
    """Whether what is tagged as a heading is one: sentences in plain type that have the style of a heading are text."""
    words = " ".join(line.words for line in printed)
    return len(words) < _MOST_IN_HEADING and (
        len(words) < 60 or not words.endswith((".", ";")) or all(line.bold for line in printed)
    )


def _unnumbered(note: list[Line]) -> list[Line]:
    """A footnote without its mark where that is printed as large as the words."""
    first = note[0].segments[0]
    found = re.fullmatch(r"(?:\d{1,3}|[*†‡])\s(\S.*)", first.words)
    return [replace(note[0], segments=(replace(first, words=found[1]), *note[0].segments[1:])), *note[1:]] if found else note


def _contents(printed: list[Line], tag: Tag) -> Block:
    """An entry of a table of contents is a row of its words and the number of the page."""
    *before, last = printed
    words = last.segments[-1]
    if len(last.segments) > 1 and words.words.isdigit():
        rest = Line(last.page, last.segments[:-1], last.base, last.size, last.bold)
        return Block("row", cells=[[*before, rest], [last.part(words)]], boxed=tag.table)
    return Block("paragraph", printed, boxed=tag.table, tagged=True)
