"""Signatures side by side at the end of a letter that is not tagged: read one column after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.intake.pdf.block import Block
from kg.intake.pdf.line import Line
from kg.intake.pdf.paragraph import paragraphs
from kg.intake.pdf.table import is_name

_CLOSING = re.compile(r"(?:Yours|Kind(?:est)? regards|With best wishes|Best wishes)\b.{0,30}", re.IGNORECASE)
_GUTTER = 9.0  # points
_FEWEST = 2
_LONGEST = 90  # characters of a line


def parted(printed: list[Line], foot: float) -> tuple[list[Line], list[Block]]:
    """The lines before the signatures, and the blocks of these and of what follows them, where they stand side by side.

    ``foot``: the height of the page below which nothing is a signature.
    """
    start = next((at + 1 for at, line in enumerate(printed) if _CLOSING.fullmatch(line.words)), len(printed))
    below = printed[start:]
    gap: tuple[float, float] | None = None
    end = 0
    for line in below:
        left = _narrowed(gap, line)
        if len(line.words) > _LONGEST or (gap is not None and left is None) or line.noted or line.base > foot:
            break
        gap, end = left or gap, end + 1
    if gap is None or end < _FEWEST:
        return printed, []
    middle = sum(gap) / 2
    columns = [_column(below[:end], 0.0, middle), _column(below[:end], middle, float("inf"))]
    if not all(any(is_name(line.words) for line in column) and len(column) > 1 for column in columns):
        return printed, []
    right = max(*(line.right for line in printed), 2 * gap[1] - min(line.left for line in columns[0]))
    blocks = [*paragraphs(columns[0], gap[1] - _GUTTER), *paragraphs(columns[1], right)]
    for block in blocks:
        block.signed = True
    return printed[:start], [*blocks, *paragraphs(below[end:])]


def _column(found: Sequence[Line], left: float, right: float) -> list[Line]:
    made = []
    for line in found:
        segments = tuple(one for one in line.segments if left < (one.left + one.right) / 2 <= right)
        if segments:
            made.append(replace(line, segments=segments))
    return made


def _narrowed(gap: tuple[float, float] | None, line: Line) -> tuple[float, float] | None:
    """What a line leaves of the gutter; the first gutter is the widest gap of a line."""
    if gap is None:
        pairs = pairwise(line.segments)
        widest = max(((one.right, other.left) for one, other in pairs), key=lambda pair: pair[1] - pair[0], default=None)
        return widest if widest and widest[1] - widest[0] >= _GUTTER else None
    left, right = gap
    for segment in line.segments:
        if segment.left < left < segment.right:
            left = segment.right
        elif left < segment.left < right and segment.right > left:
            right = segment.left
    return (left, right) if right - left >= _GUTTER else None
