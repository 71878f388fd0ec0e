"""Running heads and feet, and page numbers: what stands on page after page in the same place."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.intake.pdf.line import Line, lines
from kg.intake.pdf.piece import Piece, Sheet

_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s?\d{1,4}\s?[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?|[ivxl]{1,6}", re.IGNORECASE)
_OFF = 1.9  # times the size of type: heads and feet stand further than this from the text
_LONG = 8
_DENSE = 0.5  # the share of pages from its first to its last that a head or foot is on; some are on every other page
_MARGIN = 0.14  # the share of the page's height that heads and feet stand in


def furniture(sheets: Sequence[Sheet]) -> dict[int, list[Line]]:
    """For each page the lines of its furniture, by what is repeated at the same height and by what the file calls an artifact."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    called: dict[str, set[int]] = defaultdict(set)  # what the file calls an artifact, at any height
    edges: dict[int, list[tuple[Line, bool]]] = {}
    for sheet in sheets:
        artifacts = lines(sheet.number, (piece for piece in sheet.pieces if piece.artifact and not piece.turn))
        top, bottom = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
        upright = [piece for piece in sheet.pieces if not piece.artifact and not piece.turn and not _is_text(piece)]
        margin = lines(sheet.number, (piece for piece in upright if not top < piece.base < bottom))
        edges[sheet.number] = [*((line, True) for line in artifacts), *((line, False) for line in margin)]
        for line, artifact in edges[sheet.number]:
            if artifact and len(line.words) > _LONG:
                called[_likeness(line)].add(sheet.number)
            for place in (-1, 0, 1):
                seen[_likeness(line), round(line.base / 6) + place].add(sheet.number)
    found: dict[int, list[Line]] = {}
    for sheet in sheets:
        printed = edges[sheet.number]
        bases = sorted({piece.base for piece in sheet.pieces if not piece.artifact and not piece.turn})
        last = max((line.base for line, artifact in printed if not artifact), default=0.0)
        first = min((line.base for line, artifact in printed if not artifact), default=0.0)
        left_out = [
            line
            for line, artifact in printed
            if _repeated(seen[_likeness(line), round(line.base / 6)], len(sheets), artifact)
            or called[_likeness(line)] - {sheet.number}
            or (_NUMBER.fullmatch(line.words) and (artifact or (line.base in (first, last) and _alone(line, bases))))
        ]
        called_so = {id(line) for line, artifact in printed if artifact}
        found[sheet.number] = _outer(left_out, called_so, bases, sheet.height)
    return _everywhere(found, edges)


def _everywhere(found: dict[int, list[Line]], edges: dict[int, list[tuple[Line, bool]]]) -> dict[int, list[Line]]:
    """The furniture with that of pages whose text comes close to it: the same words at the same place are furniture elsewhere."""
    places: Counter[tuple[str, int]] = Counter()
    for lines_ in found.values():
        places.update({(_likeness(line), round(line.base / 6) + step) for line in lines_ for step in (-1, 0, 1)})
    seen: Counter[tuple[str, int]] = Counter()
    for printed in edges.values():
        seen.update({(_likeness(line), round(line.base / 6)) for line, _ in printed})
    made: dict[int, list[Line]] = {}
    for number, printed in edges.items():
        kept = {id(line) for line in found[number]}
        for line, _ in printed:
            place = (_likeness(line), round(line.base / 6))
            if places[place] > 1 and places[place] * 3 >= seen[place]:
                kept.add(id(line))
        made[number] = sorted((line for line, _ in printed if id(line) in kept), key=lambda line: line.base)
    return made


def _outer(left_out: list[Line], artifacts: set[int], bases: Sequence[float], height: float) -> list[Line]:
    """The lines without those that are set close to text further in: the head of a table on every page is text."""
    inner = sorted(base for base in set(bases) if not any(abs(base - line.base) < 0.5 * line.size for line in left_out))
    kept: list[Line] = []
    for line in sorted(left_out, key=lambda line: abs(line.base - height / 2)):
        at = bisect_left(inner, line.base)
        upper = line.base < height / 2
        near = (inner[at] - line.base) if upper and at < len(inner) else (line.base - inner[at - 1]) if not upper and at else height
        if id(line) in artifacts or near > _OFF * line.size:
            kept.append(line)
        else:
            insort(inner, line.base)
    return sorted(kept, key=lambda line: line.base)


def _is_text(piece: Piece) -> bool:
    """Whether the file calls a piece a heading or a cell of a table, which may begin page after page with the same words."""
    return piece.tag is not None and (piece.tag.kind == "heading" or piece.tag.row > 0)


def _likeness(line: Line) -> str:
    """The words without their numbers: a foot has another page number on every page."""
    return re.sub(r"\d+", "0", line.words).casefold()


def _repeated(pages: set[int], count: int, artifact: bool) -> bool:
    """Whether words stand on so many pages, and so near each other, as heads and feet do; a heading may be at the top of some pages."""
    dense = len(pages) > _DENSE * (max(pages) - min(pages) + 1)
    return len(pages) > 1 and (artifact or (len(pages) > 2 and dense) or len(pages) == count)


def _alone(line: Line, bases: Sequence[float]) -> bool:
    """Whether a number stands far from any text, as a page number does."""
    return not any(0 < abs(base - line.base) < 1.8 * line.size for base in bases)


def without(sheet: Sheet, left_out: Sequence[Line]) -> list[Piece]:
    """The upright pieces of the page that are not furniture."""
    places = [(line.base, line.left - 1, line.right + 1, line.size) for line in left_out]
    return [
        piece
        for piece in sheet.pieces
        if not piece.turn
        and not any(abs(piece.base - base) < 0.5 * size and left <= piece.left <= right for base, left, right, size in places)
    ]
