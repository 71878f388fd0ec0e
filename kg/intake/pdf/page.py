"""The blocks of one page: by its tags where they cover it, by the places of its words otherwise."""

from __future__ import annotations

from kg.intake.pdf.band import Band, bands
from kg.intake.pdf.block import Block
from kg.intake.pdf.grid import gridded
from kg.intake.pdf.line import lines
from kg.intake.pdf.paragraph import paragraphs
from kg.intake.pdf.piece import Piece, Sheet
from kg.intake.pdf.ruled import ruled
from kg.intake.pdf.signature import parted
from kg.intake.pdf.table import side_by_side, signatures
from kg.intake.pdf.tagged import is_tagged, tagged_blocks

_HIDDEN = 4


def page_blocks(sheet: Sheet, pieces: list[Piece]) -> list[Block]:
    """The blocks of the page from its upright pieces, in reading order; what is printed sideways comes last."""
    made = tagged_blocks(sheet.number, pieces) if is_tagged(sheet) else printed_blocks(sheet, pieces)
    for turn in (1, 2, 3):
        turned = lines(sheet.number, (piece for piece in sheet.pieces if piece.turn == turn))
        made.extend(paragraphs(turned))
    if not made:  # the words under the picture of a scanned page
        made = printed_blocks(sheet, [piece for piece in sheet.pieces if piece.turn == _HIDDEN])
    return made


def printed_blocks(sheet: Sheet, pieces: list[Piece]) -> list[Block]:
    """The blocks of a page without tags."""
    made: list[Block] = []
    for table in ruled(sheet.rules, pieces):
        inside = [piece for piece in pieces if table.holds(piece)]
        above = [piece for piece in pieces if piece.base < table.frame.bottom and not table.holds(piece)]
        pieces = [piece for piece in pieces if piece.base >= table.frame.bottom and not table.holds(piece)]
        made += [*_of_text(sheet, above), *table.blocks(sheet.number, inside)]
    return made + _of_text(sheet, pieces)


def _of_text(sheet: Sheet, pieces: list[Piece]) -> list[Block]:
    made: list[Block] = []
    reach = max((piece.right for piece in pieces), default=0.0)
    printed, signed = parted(lines(sheet.number, pieces))
    for band in bands(printed):
        made.extend(_of_band(band, sheet, reach))
    return signatures(made) + signed


def _of_band(band: Band, sheet: Sheet, reach: float) -> list[Block]:
    if not band.gutters:
        return paragraphs(band.lines)
    columns = band.columns()
    if band.is_list(columns):
        return paragraphs(band.lines)
    if band.is_running(columns):
        return [block for column in columns for block in paragraphs(column)]
    if side_by_side([[line.words for line in column] for column in columns]):
        return [Block("row", cells=[[cell] if cell else [] for cell in band.parts(line)]) for line in band.lines]
    return gridded(band, sheet.rules, reach)
