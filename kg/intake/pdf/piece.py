"""What stands on a page before it is read: pieces of print with their places, tags, thin rules and pictures.

Places are in points; ``left`` and ``right`` grow to the right, ``top``, ``base`` and ``bottom`` grow downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tagged = Literal["heading", "paragraph", "item", "note", "contents"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Tag:
    """What the file itself says of a piece: its block (``key``, in the order of reading) and the cell that the block stands in.

    ``level``: of a heading, or how deep an item is nested. ``table``, ``row`` and ``cell`` are numbers, 0 outside of tables.
    """

    key: int
    kind: Tagged
    level: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line, printed by one operation of one font. ``spaced``: blanks are written before them.

    ``artifact``: the file says that it is no content (running heads and feet). ``turn``: quarter turns from upright.
    """

    words: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    symbol: bool = False
    spaced: bool = False
    artifact: bool = False
    turn: int = 0
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number from 1, its size, and what is printed on it. ``garbled``: its letters are not known, and left out."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...] = ()
    rules: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    broken: bool = False
    garbled: bool = False
