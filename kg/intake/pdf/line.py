"""Lines of print, made of the pieces that stand on one base line.

A raised number or star after a word is the mark of a footnote: it is left out of the words. Words printed twice in one place
(a way to look bold) are taken once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.intake.pdf.piece import Piece

_FOOTMARK = re.compile(r"[\d*†‡§,]{1,4}|\[\d{1,3}\]")
_BULLETS = re.compile("[\ue000-\uf8ff]")
_DASHES = "−–—-"  # what a list within a list is often marked with
_LEADERS = re.compile(r"(?:\s?[.…_]){5,}")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a line without a wide gap between them."""

    words: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its segments from left to right, the size of its type, and whether all of it is bold.

    ``mark``: a bullet or number that stands apart before the words. ``noted``: the line begins with the mark of a footnote.
    """

    page: int
    segments: tuple[Segment, ...]
    base: float
    size: float
    bold: bool
    noted: bool = False

    @property
    def words(self) -> str:
        """All words, with a blank between segments."""
        return " ".join(segment.words for segment in self.segments)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.segments[-1].right

    def part(self, segment: Segment) -> Line:
        """The line with this segment alone."""
        return replace(self, segments=(segment,))


def lines(page: int, pieces: Iterable[Piece]) -> list[Line]:
    """The lines of the pieces, from the top down; pieces side by side on one base line make one line."""
    made: list[Line] = []
    cluster: list[Piece] = []
    largest: Piece | None = None
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if largest is not None and piece.base - largest.base > _reach(piece, largest):
            made += _line(page, cluster)
            cluster, largest = [], None
        cluster.append(piece)
        if largest is None or piece.size > largest.size * 1.1:
            largest = piece
    return made + _line(page, cluster)


def _reach(piece: Piece, other: Piece) -> float:
    """How far apart the bases of two pieces of one line may be: a few small characters may be raised."""
    small, large = (piece, other) if piece.size < other.size else (other, piece)
    raised = small.size < 0.85 * large.size and len(small.words) < 5
    return 0.6 * large.size if raised else 0.4 * small.size


def _line(page: int, cluster: list[Piece]) -> list[Line]:
    pieces = _once(sorted(cluster, key=lambda piece: (piece.left, piece.base)))
    if not pieces:
        return []
    weight: dict[float, int] = {}
    for piece in pieces:
        weight[piece.size] = weight.get(piece.size, 0) + len(piece.words)
    size = max(weight, key=lambda size: (weight[size], size))
    base = max((piece for piece in pieces if piece.size == size), key=lambda piece: len(piece.words)).base
    kept: list[Piece] = []
    noted = False
    for piece in pieces:
        if piece.size < 0.85 * size and piece.base < base - 0.1 * size and _FOOTMARK.fullmatch(piece.words):
            noted = noted or not kept
        else:
            kept.append(piece)
    if not kept:
        return []
    bold = all(piece.bold for piece in kept if any(map(str.isalnum, piece.words)) and not piece.symbol)
    return [Line(page, tuple(_segments(kept, size)), base, size, bold, noted)]


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        close = min(0.25 * piece.size, 0.5 * (piece.right - piece.left))  # "ll" is two letters
        if not any(
            piece.words == other.words and abs(piece.left - other.left) < close and abs(piece.base - other.base) < close
            for other in kept[-6:]
        ):
            kept.append(piece)
    return kept


def _segments(pieces: list[Piece], size: float) -> Iterable[Segment]:
    blank, wide = _gaps(pieces, size)
    words, left, right = [_printed(pieces[0])], pieces[0].left, pieces[0].right
    for before, piece in pairwise(pieces):
        gap = piece.left - before.right
        if gap > wide and not before.symbol:
            yield from _segment(words, left, right)
            words, left = [], piece.left
        elif gap > blank or (piece.spaced and gap > -0.5 * size) or before.symbol:
            words.append(" ")
        words.append(_printed(piece))
        right = max(right, piece.right) if words[1:] else piece.right
    yield from _segment(words, left, right)


def _segment(words: list[str], left: float, right: float) -> Iterable[Segment]:
    bare = " ".join(_LEADERS.sub(" ", "".join(words)).split())
    if bare:
        yield Segment(bare, left, right)


def _gaps(pieces: list[Piece], size: float) -> tuple[float, float]:
    """How wide a gap between words is at least, and one between columns; in a letter-spaced line every letter stands apart."""
    gaps = sorted(max(0.0, piece.left - before.right) for before, piece in pairwise(pieces))
    single = sum(len(piece.words) == 1 for piece in pieces)
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    if single > 5 and single > 0.6 * len(pieces) and 0.1 * size < usual < 1.5 * size:
        return 1.6 * usual, max(1.1 * size, 6 * usual)
    return 0.15 * size, 1.1 * size


def _printed(piece: Piece) -> str:
    words = piece.words
    if piece.symbol and len(words) == 1:
        return "–" if words in _DASHES else "•"
    return _BULLETS.sub("•", words.translate(_LIGATURES))
