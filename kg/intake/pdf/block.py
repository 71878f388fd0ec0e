"""Blocks of a file in reading order, as they are on the pages: lines that belong together, before they are joined to text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from kg.intake.pdf.line import Line, Segment

_STEP = 6.0  # points: less is not an indent
_FAR = 90.0  # more is another column
Kind = Literal["heading", "paragraph", "item", "row", "note"]

BULLET = re.compile(r"[•◦▪■□◼◾●○⚫‣∙·⁃➢➤✓✔▶►→*–—-]|o")
NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){1,3}[.)]?|\d{1,3}[.)]|(?:[a-z]|[ivx]{1,5})[.)]|\([A-Z]\))|[A-Z]\.\d{1,2}[.)]?")
_MARKED = re.compile(
    rf"(?P<mark>(?:{BULLET.pattern})(?=\s)|(?:{NUMBER.pattern})(?=\s)|\d{{1,3}}\.(?=[A-Z][A-Za-z]*\s)|[•◦▪■◼●](?=\S))\s*(?P<words>\S.*)"
)


@dataclass(slots=True)
class Block:
    """One block. A row has ``cells`` and no lines; ``mark`` is that of an item."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    mark: str = ""
    cells: list[list[Line]] = field(default_factory=list)
    boxed: int = 0  # the table that it stands in
    tagged: bool = False
    indent: float = 0.0  # where the mark of an item stands
    signed: bool = False  # it is part of a signature, and no heading

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return next((line.page for lines in (self.lines, *self.cells) for line in lines), 0)

    @property
    def words(self) -> str:
        """The words of its lines, for looking at."""
        return " ".join(line.words for line in self.lines)

    def whole(self) -> list[Line]:
        """Its lines, with its mark in place again."""
        if not self.mark:
            return self.lines
        first, *others = self.lines
        segment = replace(first.segments[0], words=f"{self.mark} {first.segments[0].words}")
        return [replace(first, segments=(segment, *first.segments[1:])), *others]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        """The size of most of its type."""
        return max(
            (line.size for line in self.lines), key=lambda size: sum(len(x.words) for x in self.lines if x.size == size), default=0
        )


def marked(line: Line) -> tuple[str, Line]:
    """The bullet or number that a line begins with, and the rest of the line; ``""`` and the line itself where there is none."""
    first, *rest = line.segments
    if rest and (BULLET.fullmatch(first.words) or NUMBER.fullmatch(first.words) or re.fullmatch(r"\d{1,3}", first.words)):
        return first.words, Line(line.page, tuple(rest), line.base, line.size, line.bold)
    found = _MARKED.fullmatch(first.words)
    if found is None:
        return "", line
    words = Segment(found["words"], first.left, first.right)
    return found["mark"], Line(line.page, (words, *rest), line.base, line.size, line.bold)


def lone_mark(line: Line) -> bool:
    """Whether nothing but a bullet or number stands on the line."""
    return bool(BULLET.fullmatch(line.words) or NUMBER.fullmatch(line.words))


def itemised(block: Block) -> Block:
    """The block as an item, when its first line begins with a mark."""
    mark, rest = marked(block.lines[0])
    if not mark and len(block.lines) > 1 and lone_mark(block.lines[0]):
        return Block("item", block.lines[1:], block.level, block.lines[0].words, [], block.boxed, block.tagged, block.lines[0].left)
    if not mark:
        return block
    return Block("item", [rest, *block.lines[1:]], block.level, mark, [], block.boxed, block.tagged, block.lines[0].left)


def with_levels(blocks: list[Block]) -> list[Block]:
    """The same blocks, with items as deep as they are indented below the items before them."""
    indents: list[float] = []
    for block in blocks:
        if block.kind != "item" or not block.mark:
            indents = []
            continue
        while indents and (block.indent < indents[-1] - _STEP or block.indent > indents[-1] + _FAR):
            indents.pop()
        if not indents or block.indent > indents[-1] + _STEP:
            indents.append(block.indent)
        block.level = len(indents) - 1
    return blocks
