"""The blocks of one page: by its tags where they cover it, by the places of its words otherwise."""

from __future__ import annotations

from itertools import groupby

from kg.intake.pdf.band import Band, bands
from kg.intake.pdf.block import Block
from kg.intake.pdf.grid import gridded
from kg.intake.pdf.line import Line, lines
from kg.intake.pdf.paragraph import paragraphs
from kg.intake.pdf.piece import Piece, Sheet
from kg.intake.pdf.ruled import ruled
from kg.intake.pdf.signature import parted
from kg.intake.pdf.table import side_by_side, signatures
from kg.intake.pdf.tagged import is_tagged, tagged_blocks

_HIDDEN = 4
_FOOT = 0.93  # the share of the height of a page: what stands lower is its foot
_DOT = (1.5, 9.0)  # points: the size of a bullet that is drawn
_MOST_DOTS = 300
_OFF = 26.0  # points: how far it stands from its words


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
    pieces = [*pieces, *_drawn_bullets(sheet, pieces)]
    for table in ruled(sheet.rules, pieces):
        inside = [piece for piece in pieces if table.holds(piece)]
        above = [piece for piece in pieces if piece.base < table.frame.bottom and not table.holds(piece)]
        pieces = [piece for piece in pieces if piece.base >= table.frame.bottom and not table.holds(piece)]
        made += [*_of_text(sheet, above), *table.blocks(sheet.number, inside)]
    return made + _of_text(sheet, pieces)


def _drawn_bullets(sheet: Sheet, pieces: list[Piece]) -> list[Piece]:
    """Bullets that are drawn and not printed: small shapes as high as wide, with words beside them and none before."""
    made: list[Piece] = []
    dots = [box for box in sheet.rules if _DOT[0] < box.width < _DOT[1] and abs(box.width - box.height) < 1.5][:_MOST_DOTS]
    for box in dots:
        middle = (box.top + box.bottom) / 2
        level = [piece for piece in pieces if piece.base - piece.size < middle < piece.base + 1]
        beside = min((piece for piece in level if piece.left >= box.right), key=lambda piece: piece.left, default=None)
        alone = beside is not None and not any(box.left - _OFF < piece.right and piece.left < box.right for piece in level)
        if beside and alone and beside.left - box.right < _OFF and beside.words[0].isalnum():
            made.append(Piece("•", box.left, box.right, beside.base, beside.size, symbol=True))
    return made


def _of_text(sheet: Sheet, pieces: list[Piece]) -> list[Block]:
    made: list[Block] = []
    reach = max((piece.right for piece in pieces), default=0.0)
    printed, signed = parted(lines(sheet.number, pieces), _FOOT * sheet.height)
    for band in bands(printed):
        made.extend(_of_band(band, sheet, reach))
    return signatures(made) + signed


def _of_band(band: Band, sheet: Sheet, reach: float) -> list[Block]:
    if not band.gutters:
        return paragraphs(band.lines)
    columns = band.columns()
    if band.is_list(columns):
        return _of_list(band, sheet, reach)
    if band.is_running(columns):
        return [block for column in columns for block in paragraphs(column)]
    if side_by_side([[line.words for line in column] for column in columns]):
        return [Block("row", cells=[[cell] if cell else [] for cell in band.parts(line)]) for line in band.lines]
    return gridded(band, sheet.rules, reach)


def _of_list(band: Band, sheet: Sheet, reach: float) -> list[Block]:
    """The items whose marks stand in the first column, and the tables among their words."""
    made: list[Block] = []
    text: list[Line] = []
    for below, group in groupby(band.lines, key=lambda line: not band.split(line)[0]):
        for part in bands(list(group)) if below else [Band(list(group))]:
            if part.gutters and len(part.lines) > 1:
                made += paragraphs(text)
                text = []
                made += _of_band(part, sheet, reach)
            else:
                text += part.lines
    return made + paragraphs(text)
