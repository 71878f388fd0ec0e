"""The title of a web page: what only it says."""

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
    said = " ".join(folded(piece.words) for piece in pieces[:200]).casefold()
    return [part for part in _TITLE_PARTS.split(title) if _AUTHORITY.search(part) and part.casefold() not in said]
