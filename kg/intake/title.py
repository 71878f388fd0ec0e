"""The title of a web page and the running heads of a Word file: the council that only they name."""

from __future__ import annotations

import re

from kg.intake.composer import folded
from kg.intake.pieces import Piece

_TITLE_PARTS = re.compile(r"\s+[-–—|:•]\s+")
_AUTHORITY = re.compile(r"^(?:\w[\w’'.,&-]*\s){0,9}(?:Council|Corporation|Authority)(?:\s(?:of\s)?[\w’'.&-]{1,30}){0,4}$")


def told_by_title(title: str, pieces: list[Piece]) -> list[str]:
    """What only the title of the page says: all of it where no heading stands in the content, else the council that it names."""
    if not any(piece.kind == "heading" and piece.sure for piece in pieces):
        return [title]
    return told_only_by(_TITLE_PARTS.split(title), pieces)


def told_only_by(lines: list[str], pieces: list[Piece]) -> list[str]:
    """The lines that are the name of a council which the first pieces of the content do not name."""
    said = " ".join(folded(piece.words or " ".join(piece.cells)) for piece in pieces[:200] if piece.kind != "furniture").casefold()
    found = [line for line in lines if _AUTHORITY.search(line) and line.casefold() not in said]
    return list(dict.fromkeys(found))
