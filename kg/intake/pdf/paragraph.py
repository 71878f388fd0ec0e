"""Paragraphs, items and headings of one column, by the places of its lines.

A line goes on with the one before it unless something sets it apart: a mark, a wider gap above, other type, an indent, or room
at the end of the line before for its first word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kg.intake.pdf.block import BULLET, Block, itemised, lone_mark, marked
from kg.intake.pdf.line import Line
from kg.intake.pdf.table import OPEN, begins_with_name

_NARROW = 0.45  # the share of the width of the text
_RAGGED = 0.2  # the share of the width that lines of a text end before its margin at most, for the greater part
_RARE = 0.15  # the share of lines below which their distance is not the usual one
_MAIL = re.compile(r"[^\s@]{1,80}@[^\s@]{1,80}|www\.\S{1,120}")
_ENDED = re.compile(r"[.!?:;][”’\"')\]]{0,3}$")


def paragraphs(lines: Sequence[Line], reach: float = 0.0) -> list[Block]:
    """The blocks of the lines of one column, in order. ``reach``: how far to the right they may go, where that is known."""
    if not lines:
        return []
    pitch = _pitch(lines)
    margins = [reach] * len(lines) if reach else _margins(lines, pitch)
    made: list[list[Line]] = []
    for line, right in zip(lines, margins, strict=True):
        if made and not _apart(made[-1], line, pitch.get(round(line.size), 1.2 * line.size), right):
            made[-1].append(line)
        else:
            made.append([line])
    return [Block("note", found) if found[0].noted else itemised(Block("paragraph", found)) for found in made]


def _pitch(lines: Sequence[Line]) -> dict[int, float]:
    """For each size of type the usual distance between lines: the smallest that is not rare, since paragraphs stand further apart."""
    seen: dict[int, Counter[int]] = {}
    for upper, lower in pairwise(lines):
        distance = lower.base - upper.base
        if abs(upper.size - lower.size) < 0.6 and 0.9 * lower.size < distance < 1.75 * lower.size:
            seen.setdefault(round(lower.size), Counter())[round(distance * 2)] += 1
    return {
        size: min(distance for distance, count in counts.items() if count >= _RARE * counts.total()) / 2
        for size, counts in seen.items()
    }


def _margins(lines: Sequence[Line], pitch: dict[int, float]) -> list[float]:
    """For each line how far to the right its neighbours go: the longest of three or more that follow each other closely."""
    widest: dict[int, float] = {}
    for line in lines:
        widest[round(line.size)] = max(widest.get(round(line.size), 0.0), line.right)
    left = min(line.left for line in lines)
    runs: list[list[Line]] = []
    for line in lines:
        before = runs[-1][-1] if runs else None
        usual = pitch.get(round(line.size), 1.2 * line.size)
        if before and line.base - before.base < 1.25 * usual and abs(line.size - before.size) < 0.6:
            runs[-1].append(line)
        else:
            runs.append([line])
    margins: list[float] = []
    for run in runs:
        page = widest[round(run[0].size)]
        own = max(line.right for line in run)
        if own - min(line.left for line in run) < _NARROW * (page - left):
            page = own + page  # the lines of an address end where they like
        near = len(run) > 2 and own - left > 0.7 * (page - left)
        near = near and sum(line.right > own - _RAGGED * (own - left) for line in run[:-1]) * 2 > len(run) - 1
        margins.extend([own if near else page] * len(run))
    return margins


def _apart(block: list[Line], line: Line, pitch: float, margin: float) -> bool:
    before = block[-1]
    distance = line.base - before.base
    if line.noted or abs(line.size - before.size) > 0.6:
        return True
    if distance > 1.25 * pitch or distance < 0.5 * line.size:
        return True
    if len(block) == 1 and lone_mark(before):
        return False
    full = _is_full(before, line, margin)
    mark, _ = marked(line)
    if mark:
        bullet = bool(BULLET.fullmatch(mark))
        return bullet or not full or bool(_ENDED.search(before.words)) or line.left < block[0].left - 2
    if begins_with_name(block[0].words) and begins_with_name(line.words) and not OPEN.search(before.words[-12:]):
        return True
    if _MAIL.fullmatch(line.words) and not full:
        return True
    goes_on = before.words.endswith(",") or (line.words[0].islower() and not _ENDED.search(before.words))
    if goes_on and line.bold == before.bold:
        return False
    if line.bold != before.bold and not (full and len(block[0].words) > 40 and not _ENDED.search(before.words)):
        return True
    inner = _text_left(block)
    if line.left < inner - 6 and len(block) > 1 and block[1].left >= inner - 6:
        return True  # back from a hanging indent
    if len(block) == 1 and marked(block[0])[0] and line.left < block[0].left - 2:
        return True
    if len(block) > 1 and line.left > before.left + 8 and _ENDED.search(before.words):
        return True
    return not full


def _text_left(block: Sequence[Line]) -> float:
    return block[1].left if len(block) > 1 else block[0].left


def _is_full(before: Line, line: Line, margin: float) -> bool:
    """Whether the first word of ``line`` had no room on the line before."""
    first = line.words.split(" ", 1)[0]
    width = len(first) * line.size * 0.5
    room = margin - before.right
    return room < width + 0.6 * line.size
