"""What readers of web pages and Word files make before the text: pieces in reading order, and tables turned into them.

Cells that span columns or rows print their words once, in the first place; the places they span stay empty, so that columns
stay in place and no figure counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Literal

from kg.intake.composer import Composer, folded
from kg.intake.lines import split_lines

Kind = Literal["heading", "paragraph", "item", "row", "picture", "furniture", "text"]

MOST_COLUMNS = 200
_MARK = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[a-z]|[ivx]{1,5}|[A-Z]{1,6}[./-]?\d{1,4}(?:[./-]\d{1,4}){0,2}|\d{1,4}/\d{1,4})[.):]{0,2}|[•▪◦·‣*–-]"
)
_NUMBER = re.compile(r"\(?(?:\d|[a-z]|[ivx]{1,5}|[A-Z]{1,6}[./-]?\d).*")
_VERB = re.compile(r"\b(?:that|be|is|was|were|are|had|has|have)\b")
_ENDED = re.compile(r"[.;,][”\"’')\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, item (with its ``mark``) or row (of ``cells``); or something lost, in ``words``.

    ``sure`` is false of a heading that only its bold print shows.
    """

    kind: Kind
    words: str = ""
    level: int = 0
    mark: str = ""
    cells: tuple[str, ...] = ()
    sure: bool = True


@dataclass(slots=True)
class Cell:
    """A cell of a table: its pieces, and how many columns and rows it spans. ``heads``: it is marked as a head."""

    pieces: list[Piece] = field(default_factory=list)
    across: int = 1
    down: int = 1
    heads: bool = False

    def lines(self) -> list[str]:
        """The words of the cell, a line for each of its pieces."""
        return [_line(piece) for piece in self.pieces if piece.kind in ("heading", "paragraph", "item", "row")]

    def losses(self) -> list[Piece]:
        """What is lost in the cell."""
        return [piece for piece in self.pieces if piece.kind in ("picture", "furniture", "text")]


def _line(piece: Piece) -> str:
    if piece.kind == "item":
        return f"{piece.mark} {piece.words}"
    return " ".join(piece.cells) if piece.kind == "row" else piece.words


def compose(pieces: Iterable[Piece], composer: Composer) -> None:
    """Hand the pieces to the composer."""
    for piece in pieces:
        match piece.kind:
            case "heading":
                composer.heading(piece.words, piece.level)
            case "paragraph":
                composer.paragraph(piece.words)
            case "item":
                composer.item(piece.words, piece.mark, piece.level)
            case "row":
                composer.row(piece.cells)
            case lost:
                composer.lost(lost, piece.words)


def is_heading(words: str) -> bool:
    """Whether words in bold that stand alone are a heading: few, without an end, and no sentence or decision."""
    return (
        0 < len(words) <= 120
        and len(words.split()) <= 16
        and not _ENDED.search(words)
        and not _VERB.search(words)
        and re.search(r"[^\W\d_]{2}", words) is not None
    )


def table(rows: Sequence[Sequence[Cell]], *, laid_out: bool = False) -> list[Piece]:
    """The pieces of a table: rows of cells; or, where it only lays out a page (``laid_out``, or by its looks), what is in it."""
    layout = laid_out or _lays_out(rows)
    made: list[Piece] = []
    under: dict[int, int] = {}  # for each column, how many further rows a cell of a row above goes down
    for row in rows:
        placed, width = _placed(row, under)
        filled = [cell for cell in row if cell.lines()]
        if len(filled) == 1 and (layout or len(row) == 1):
            made += filled[0].pieces if layout else _joined(filled[0])
            made += [loss for cell in row if cell is not filled[0] for loss in cell.losses()]
        elif layout and (any(_is_rich(cell) or _is_long(cell) for cell in filled) or _is_numbered(row)):
            made += _unfolded(row)
        else:
            made += _rows(placed, width)
            made += [loss for cell in row for loss in cell.losses()]
    return made


def _placed(row: Sequence[Cell], under: dict[int, int]) -> tuple[dict[int, Cell], int]:
    """The cells of a row by their columns, and how many columns it has up to its last cell."""
    placed: dict[int, Cell] = {}
    column = 0
    for cell in row:
        while under.get(column, 0):
            under[column] -= 1
            column += 1
        if column >= MOST_COLUMNS:
            column = MOST_COLUMNS - 1
        if column in placed:
            placed[column] = Cell([*placed[column].pieces, *cell.pieces])
            continue
        placed[column] = cell
        for spanned in range(column, min(column + cell.across, MOST_COLUMNS)):
            if cell.down > 1:
                under[spanned] = cell.down - 1
        column += cell.across
    for later in [later for later, left in under.items() if later >= column and left]:
        under[later] -= 1
    return placed, max(placed, default=-1) + 1


def _lays_out(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table is there for the looks of a page: one column, tables or much text within its cells."""
    filled = [[cell for cell in row if cell.pieces] for row in rows]
    columns = max((len(row) for row in filled), default=0)
    if columns <= 1 or any(piece.kind == "row" for row in filled for cell in row for piece in cell.pieces):
        return True
    numbered = columns == 2 and all(_is_numbered(row) or not row[0].lines() for row in rows if row)
    if numbered and any(len(line) > 60 for row in rows if row for line in row[-1].lines()):
        return True
    rich = any(_is_rich(cell) for row in filled for cell in row)
    headed = bool(filled) and columns > 2 and all(cell.heads for cell in filled[0])
    if columns == 2 or (len(filled) <= 2 and not headed):
        return rich or any(len(cell.pieces) > 3 and _is_long(cell) for row in filled for cell in row)
    return rich and any(sum(len(piece.words) for piece in cell.pieces) > 1500 for row in filled for cell in row)


def _is_numbered(row: Sequence[Cell]) -> bool:
    """Whether a row has two cells, and the first is only a number or a bullet."""
    lines = row[0].lines() if len(row) == 2 else []
    return len(lines) == 1 and _MARK.fullmatch(folded(lines[0])) is not None


def _is_rich(cell: Cell) -> bool:
    """Whether a cell has a structure of its own: rows, items, or a heading over text."""
    kinds = {piece.kind for piece in cell.pieces if piece.kind not in ("picture", "furniture", "text")}
    sure = any(piece.kind == "heading" and (piece.sure or len(cell.pieces) > 1) for piece in cell.pieces)
    return "row" in kinds or "item" in kinds or (sure and len(cell.pieces) > 1)


def _is_long(cell: Cell) -> bool:
    return len(cell.pieces) > 1 and sum(len(piece.words) for piece in cell.pieces) > 400


def _joined(cell: Cell) -> list[Piece]:
    """A cell that is a row by itself."""
    return [Piece("row", cells=(" ".join(cell.lines()),)), *cell.losses()]


def _unfolded(row: Sequence[Cell]) -> list[Piece]:
    """What is in the cells of a row, one after the other; a cell that is only a number or a bullet marks what is in the next."""
    made: list[Piece] = []
    mark = ""
    for cell in row:
        lines = cell.lines()
        bare = folded(lines[0]) if len(lines) == 1 else ""
        if bare and _MARK.fullmatch(bare) and cell is not row[-1]:
            made += [Piece("paragraph", mark)] if mark else []
            made += cell.losses()
            mark = bare
        elif mark and lines:
            at = next(index for index, piece in enumerate(cell.pieces) if piece.kind in ("heading", "paragraph", "item", "row"))
            made += [*cell.pieces[:at], *_marked(cell.pieces[at], mark, more=len(lines) > 1), *cell.pieces[at + 1 :]]
            mark = ""
        else:
            made += cell.pieces
    return [*made, *([Piece("paragraph", mark)] if mark else [])]


def _marked(piece: Piece, mark: str, *, more: bool) -> list[Piece]:
    """A piece with a mark before it: a heading with its number where more follows, else an item."""
    if piece.kind in ("item", "row"):
        return [Piece("paragraph", mark), piece]
    if _NUMBER.fullmatch(mark) and (piece.kind == "heading" or (more and is_heading(folded(piece.words)))):
        return [replace(piece, kind="heading", words=f"{mark} {piece.words}")]
    return [Piece("item", piece.words, mark=mark)]


def _rows(placed: dict[int, Cell], width: int) -> list[Piece]:
    """A row of a table; several where its cells list short lines side by side, as columns of names do."""
    columns = [placed[column] if column in placed else Cell() for column in range(width)]
    listed = [split_lines([folded(line) for line in cell.lines()]) for cell in columns]
    several = any(len(lines) > 1 for lines in listed)
    short = all(len(line) <= 60 and (line[0].isupper() or not number) for lines in listed for number, line in enumerate(lines))
    if several and short and not any(cell.heads for cell in columns[1:]):
        return [Piece("row", cells=tuple(cells)) for cells in zip_longest(*listed, fillvalue="")]
    return [Piece("row", cells=tuple(" ".join(lines) for lines in listed))]
