"""The blocks of one page."""

from __future__ import annotations

from kg.intake.pdf.block import Block
from kg.intake.pdf.piece import Piece, Sheet
from kg.intake.pdf.tagged import is_tagged, tagged_blocks


def page_blocks(sheet: Sheet, pieces: list[Piece]) -> list[Block]:
    """The blocks of the page from its upright pieces, in reading order."""
    if is_tagged(sheet):
        return tagged_blocks(sheet.number, pieces)
    return []
