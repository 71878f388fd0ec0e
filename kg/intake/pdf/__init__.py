"""Reads PDF files that have a text layer: reading order, paragraphs, headings, lists and tables, with pages and losses.

A tagged file says itself which words make a block; where it does not, the places of the words on the page say it. Footnotes
stand as paragraphs of their own at the end of their page (before a paragraph that goes on over its end), without their marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kg.intake.composer import Composer, NoText
from kg.intake.pdf.block import Block, with_levels
from kg.intake.pdf.furniture import furniture, without
from kg.intake.pdf.heading import with_headings
from kg.intake.pdf.joining import Joiner, paged
from kg.intake.pdf.line import Line
from kg.intake.pdf.page import page_blocks
from kg.intake.pdf.pdfium import sheets
from kg.intake.pdf.piece import Sheet
from kg.text import Document

MEDIA_TYPE = "application/pdf"
_PICTURE = 0.05  # the share of a page that a picture with content takes at least


def read(name: str, data: bytes, path: Path | None = None) -> Document:
    """The document in the PDF file whose bytes are ``data``.

    Raises NoText when no page has text, and ProjectError when the file is encrypted, damaged or cut off; with the path where
    one is given.
    """
    pages = list(sheets(str(path or name), data))
    if not any(sheet.pieces for sheet in pages):
        why = "printed with letters that it does not name" if any(sheet.garbled for sheet in pages) else "pictures"
        of = f"{len(pages)} pages are" if len(pages) > 1 else "one page is"
        raise NoText(
            f"{path or name}: the PDF file has no text: its {of} {why if len(pages) > 1 else why.replace('pictures', 'a picture')}"
        )
    left_out = furniture(pages)
    if not any(without(sheet, left_out[sheet.number]) for sheet in pages):
        left_out = {sheet.number: [] for sheet in pages}  # pages of one line each
    blocks = paged([page_blocks(sheet, without(sheet, left_out[sheet.number])) for sheet in pages])
    blocks = with_levels(with_headings(blocks))
    joiner = Joiner(line for block in blocks for lines in (block.lines, *block.cells) for line in lines)
    composer, writer = Composer(), _Losses(pages, left_out)
    for block in blocks:
        writer.until(composer, block.page)
        _write(composer, joiner, block)
    writer.until(composer, len(pages) + 1)
    return composer.document(name, data, MEDIA_TYPE)


def _write(composer: Composer, joiner: Joiner, block: Block) -> None:
    if block.kind == "row":
        composer.row([joiner.runs(cell) for cell in block.cells])
    elif block.kind == "heading":
        composer.heading(joiner.runs(block.lines), block.level)
    elif block.kind == "item" and block.mark:
        composer.item(joiner.runs(block.lines), block.mark, block.level)
    else:
        composer.paragraph(joiner.runs(block.lines))


class _Losses:
    """Says page by page what of it is not in the text."""

    def __init__(self, pages: Sequence[Sheet], left_out: dict[int, list[Line]]) -> None:
        self._pages, self._left_out = pages, left_out
        self._said: set[str] = set()
        self._next = 0
        self._seen: dict[tuple[int, ...], int] = {}
        for sheet in pages:
            for place in {_place(box.left, box.top, box.right, box.bottom) for box in sheet.pictures}:
                self._seen[place] = self._seen.get(place, 0) + 1

    def until(self, composer: Composer, page: int) -> None:
        """Says the losses of the pages up to and with ``page``."""
        while self._next < len(self._pages) and self._pages[self._next].number <= page:
            self._say(composer, self._pages[self._next])
            self._next += 1

    def _say(self, composer: Composer, sheet: Sheet) -> None:
        composer.page(sheet.number)
        for line in self._left_out[sheet.number]:
            likeness = re.sub(r"\d+", "0", line.words)
            if likeness not in self._said:
                self._said.add(likeness)
                composer.lost("furniture", line.words, sheet.number)
        if sheet.broken:
            composer.lost("page", "is damaged and cannot be read", sheet.number)
        elif sheet.garbled:
            composer.lost("page", "cannot be read: the file does not say which letters its signs are", sheet.number)
        elif not sheet.pieces:
            composer.lost("page", "has no text: it is a picture" if sheet.pictures else "is empty", sheet.number)
        else:
            for box in sheet.pictures:
                shown = box.width * box.height > _PICTURE * sheet.width * sheet.height and min(box.width, box.height) > 90
                if shown and self._seen[_place(box.left, box.top, box.right, box.bottom)] == 1:
                    composer.lost("picture", f"a picture of {box.width:.0f} by {box.height:.0f} points", sheet.number)


def _place(*edges: float) -> tuple[int, ...]:
    return tuple(round(edge / 4) for edge in edges)
