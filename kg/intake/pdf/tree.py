"""The tags of a page: which block of a tagged file a marked piece of it belongs to.

Only the shape is taken from the tags (blocks, items, cells and their order), never words.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from kg.intake.pdf.piece import Tag, Tagged

_DEEPEST = 60
_HEADING = re.compile(r"H([1-6])?|Title")
_BLOCKS: dict[str, Tagged] = {"P": "paragraph", "Note": "note", "TOCI": "contents", "Caption": "paragraph", "BibEntry": "paragraph"}


@dataclass(slots=True)
class _Place:
    """Where the walk stands: the block that marked content belongs to now, and the cell around it."""

    block: Tag | None = None
    depth: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    fresh: bool = False  # an item whose first paragraph is still to come


@dataclass(slots=True)
class _Walk:
    found: dict[int, Tag] = field(default_factory=dict)
    count: int = 0

    def next(self) -> int:
        self.count += 1
        return self.count


def tags(page: Any) -> dict[int, Tag]:
    """For each number of marked content on the page its tag; empty where the file has no tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    walk = _Walk()
    try:
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            if child := raw.FPDF_StructTree_GetChildAtIndex(tree, index):
                _visit(child, _Place(), walk, 0)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return walk.found


def _visit(element: Any, place: _Place, walk: _Walk, depth: int) -> None:
    here = _entered(_type(element), place, walk)
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            if depth < _DEEPEST:
                _visit(child, here, walk, depth + 1)
            continue
        marked = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if marked >= 0:
            if here.block is None:
                here.block = Tag(walk.next(), "paragraph", 0, here.table, here.row, here.cell)
            walk.found.setdefault(marked, here.block)


def _entered(name: str, place: _Place, walk: _Walk) -> _Place:
    """The place within an element of the type ``name``."""
    here = _Place(place.block, place.depth, place.table, place.row, place.cell)
    if heading := _HEADING.fullmatch(name):
        here.block = Tag(walk.next(), "heading", int(heading[1] or 0), here.table, here.row, here.cell)
    elif name == "LI":
        here.block = Tag(walk.next(), "item", max(0, place.depth - 1), here.table, here.row, here.cell)
        here.fresh = True
    elif name in ("LBody", "Lbl"):
        here.fresh = place.fresh
    elif name in _BLOCKS:
        if place.fresh and place.block is not None:
            place.fresh = False  # the first paragraph of an item is the item
        elif not (name == "P" and place.block is not None and place.block.kind in ("note", "contents")):
            here.block = Tag(walk.next(), _BLOCKS[name], 0, here.table, here.row, here.cell)
    elif name == "L":
        here.depth, here.block = place.depth + 1, None
    elif name == "Table":
        here.table, here.row, here.cell, here.block, here.depth = walk.next(), 0, 0, None, 0
    elif name == "TR":
        here.row, here.block = walk.next(), None
    elif name in ("TD", "TH"):
        here.cell, here.block = walk.next(), None
    elif name in ("Document", "Part", "Sect", "Div", "Art", "Figure", "Form", "TOC", "BlockQuote"):
        here.block = None
    return here


def _type(element: Any) -> str:
    buffer = ctypes.create_string_buffer(64)
    raw.FPDF_StructElement_GetType(element, buffer, 64)
    return buffer.raw.decode("utf-16-le", "replace").split("\0")[0]
