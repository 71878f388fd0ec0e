"""The title of a web page and the running heads of a Word file: the council that only they name."""

from __future__ import annotations

import re

from kg.intake.composer import folded
from kg.intake.pieces import Piece

_TITLE_PARTS = re.compile(r"\s+[-–—|:•]\s+")
_NAME = r"[A-Z][\w’'.&-]{0,30}"
_AUTHORITY = re.compile(
    r"^(?:\w[\w’'.,&-]*\s){0,9}(?:Council|Corporation|Authority)(?:\s(?:of\s)?[\w’'.&-]{1,30}){0,4}$"
    r"|^(?:[Tt]he\s)?(?:(?:Royal|London|Metropolitan)\s){0,2}(?:Borough|City|County|District)\sof\s(?:the\s)?"
    rf"{_NAME}(?:\s(?:{_NAME}|and|upon|on|under|in|the|with|of)){{0,5}}$"
    rf"|^(?:LB|RB|MB|(?:London|Royal)\sBorough)\s(?:of\s)?{_NAME}(?:\s(?:{_NAME}|and|upon|on)){{0,3}}$"
    rf"|^{_NAME}(?:\s(?:{_NAME}|and|upon|on)){{0,3}}\s(?:(?:London|Royal|Metropolitan)\s){{0,2}}(?:Borough|MBC|LBC|LB)$"
)


def told_by_title(title: str, pieces: list[Piece]) -> list[str]:
    """What only the title of the page says: all of it where no heading stands in the content, else the council that it names."""
    if not any(piece.kind == "heading" and piece.sure for piece in pieces):
        return [title]
    return told_only_by(_TITLE_PARTS.split(title), pieces)


def told_only_by(lines: list[str], pieces: list[Piece]) -> list[str]:
    """The lines that are the name of a council, in any style of councils ("Royal Borough of X", "X LBC"), which the first pieces of the content do not name."""
    said = " ".join(folded(piece.words or " ".join(piece.cells)) for piece in pieces[:200] if piece.kind != "furniture").casefold()
    found = [line for line in lines if _AUTHORITY.search(line) and line.casefold() not in said]
    return list(dict.fromkeys(found))
