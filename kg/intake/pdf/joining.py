"""Joins lines to text: over line ends, columns and pages, with the hyphens that belong to the words.

A hyphen at a line end is dropped when the document has the word elsewhere in one and never with a hyphen; it stays otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.intake.composer import Run
from kg.intake.pdf.block import Block
from kg.intake.pdf.line import Line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+){0,3})-$")
_AFTER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,3}")
_ENDED = re.compile(r"[.!?:;][”’\"')\]]{0,3}$")
_STEP = 6.0  # points: less is no hanging indent
_ADDRESS = re.compile(r"(?:https?:|www\.|@)\S*$")


class Joiner:
    """Knows the words of the document, and joins lines by them."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            found = [word.casefold() for word in _WORD.findall(line.words)]
            if line.words.endswith("-"):
                found = found[:-1]
            self._words.update(found)
            self._words.update("-".join(word.split("-")[:2]) for word in found if word.count("-") > 1)

    def runs(self, lines: Sequence[Line]) -> list[Run]:
        """The words of the lines with their pages, as one text."""
        made: list[Run] = []
        glued = False
        for index, line in enumerate(lines):
            words = line.words
            after = lines[index + 1].words if index + 1 < len(lines) else ""
            next_glued = False
            if after and (found := _BEFORE.search(words[-80:])):
                following = _AFTER.match(after)
                next_glued = True
                if following and self._is_one(found[1], following[0]):
                    words = words[:-1]
            elif after and (
                re.search(r"\w[-/]$", words) or (_ADDRESS.search(words[-200:]) and re.match(r"[a-z0-9]\S*[./]", after))
            ):
                next_glued = words[-1] in "-/" or words[-1] == "."
            made.append(Run(words, line.page, glued))
            glued = next_glued
        return made

    def _is_one(self, before: str, after: str) -> bool:
        before, after = before.casefold(), after.casefold()
        return self._words[before + after] > 0 and self._words[f"{before}-{after}"] == 0


def paged(pages: Sequence[list[Block]]) -> list[Block]:
    """The blocks of all pages in one list; one that goes on over the end of a page is joined, footnotes stand before it."""
    made: list[Block] = []
    for blocks in pages:
        notes = [block for block in blocks if block.kind == "note"]
        rest = [block for block in blocks if block.kind != "note"]
        last = next((index for index in range(len(made) - 1, -1, -1) if made[index].kind != "note"), None)
        if rest and last is not None and goes_on(made[last], rest[0]):
            before = made.pop(last)  # stands behind the footnotes of its page now
            before.lines = before.lines + rest[0].lines
            made.append(before)
            rest = rest[1:]
        for block in rest:
            if made and _is_rest(made[-1], block):
                made[-1].lines = made[-1].lines + block.lines
            else:
                made.append(block)
        made += notes
    return made


def _is_rest(before: Block, after: Block) -> bool:
    """Whether a tagged block is the rest of the sentence right above it: the tags of one paragraph may be two."""
    if (
        not (before.tagged and after.tagged and before.lines and after.lines)
        or after.kind != "paragraph"
        or before.bold != after.bold
    ):
        return False
    upper, lower = before.lines[-1], after.lines[0]
    near = upper.page == lower.page and 0 < lower.base - upper.base < 1.7 * lower.size
    return (
        near
        and len(before.words) > 40
        and lower.words[0].islower()
        and "." not in lower.words.split()[0]
        and goes_on(before, after)
    )


def goes_on(before: Block, after: Block) -> bool:
    """Whether the first block of a page goes on with the last one of the page before."""
    if before.kind not in ("paragraph", "item") or after.mark or not before.lines or not after.lines:
        return False
    if after.kind == "item":
        return before.kind == "item"
    if after.kind != "paragraph" or abs(before.lines[-1].size - after.lines[0].size) > 0.6:
        return False
    if _hangs(before, after):
        return True
    words, first = before.lines[-1].words, after.lines[0].words[:1]
    if _ENDED.search(words[-6:]):
        return False
    if first.islower() or first in "(’‘'" or words.endswith((",", "-", "–")):
        return True
    return len(before.words) > 60 and before.bold == after.bold and len(words) > 50


def _hangs(before: Block, after: Block) -> bool:
    """Whether what begins a page stands below the words of an item whose mark hangs out before them."""
    last, first = before.lines[-1], after.lines[0]
    return (
        before.kind == "item"
        and len(before.lines) > 1
        and last.left > before.indent + _STEP
        and abs(last.left - first.left) < 3
        and last.bold == first.bold
        and last.page + 1 == first.page
    )
