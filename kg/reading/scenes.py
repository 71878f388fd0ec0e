"""The sentences of a part with what stands around them: headings, the words that introduce a list, the sentence before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.reading.blocks import Block
from kg.text import Span

_INTRODUCES = re.compile(r"(?::\s?[-–—]?|\b(?:are|is|follows|following|below);)\s*$")
_STATES = re.compile(r"[=:]\s?\**\d[\d,.%]*\**\s*$")  # a line that is short as a heading, and gives a figure: "Total = 43"
MOST_LED = 90  # characters of a sentence that goes on with its introduction; a longer one has its own subject
_GOES_ON = re.compile(
    r"(?:in|at|on|for|of|from|with|within|among|by|under|over|aged|who|whose|where|is|are|was|were|had|has|have)\s", re.IGNORECASE
)
_OF_LAST = re.compile(r"of\s(?:this\snumber|these|those|them)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:table\sof\s)?contents|background\spapers|acronyms|appendices", re.IGNORECASE)


@dataclass(frozen=True)
class Scene:
    """A block of text and its surroundings. ``headings`` are the last ones before it, the nearest first.

    ``intro`` introduces the list that the block is in; ``before`` is the block before it under the same heading; ``parts``:
    the list counts parts of what its introduction counts ("Of this number: …").
    """

    block: Block
    headings: tuple[Span, ...]
    intro: Scene | None = None
    before: Block | None = None
    parts: bool = False

    def led(self, sentence: Span) -> tuple[Span, ...]:
        """The introduction of the list, where a sentence goes on with it and does not stand alone: "in primary schools is 10 %"."""
        if (
            self.intro is None
            or self.intro.block.kind == "row"
            or len(sentence) > MOST_LED
            or _GOES_ON.match(str(sentence)) is None
        ):
            return ()
        return tuple(self.intro.block.text.sentences()[-1:])

    @property
    def texts(self) -> list[Span]:
        """What the block says: its text; of a row its cells."""
        return self.block.cells if self.block.kind == "row" else [self.block.text]


def scenes(blocks: list[Block], skip: Callable[[Block], bool]) -> Iterator[Scene]:
    """The blocks that are prose, bullets or numbered paragraphs, in order; ``skip`` says which are read elsewhere."""
    headings: list[Span] = []
    intros: list[Scene] = []
    broken: list[Scene] = []  # the list that a footnote or a page break has cut off
    previous: Block | None = None
    last: Scene | None = None
    counted: Scene | None = None
    for block in blocks:
        if block.kind == "heading" and not _STATES.search(str(block.text)):
            headings = (
                [block.text, *headings][:3] if previous is not None and previous.kind == "heading" else [block.text, *headings[:1]]
            )
            intros, broken, previous = [], [], block
            if not _INTRODUCES.search(str(block.text)):
                continue
        if _CONTENTS.fullmatch(headings[0].words if headings else "") or skip(block):
            previous = block
            continue
        if block.kind == "heading" and headings and headings[0] is not block.text:
            yield Scene(block, tuple(headings), intros[-1] if intros else None)
            continue
        if block.kind != "bullet" and not (block.kind == "numbered" and intros and _under(block, intros[-1].block)):
            if block.kind == "prose" and intros:
                broken = intros
            intros = [] if block.kind != "prose" or previous is None or previous.kind != "bullet" else intros[:1]
        elif not intros and broken and (str(block.text)[:1].islower() or str(block.text)[:1].isdigit()):
            intros = broken
        elif not intros and last is not None and _OF_LAST.match(str(block.text)):
            broken, counted = (
                [last],
                last,
            )  # a list without an introduction: the bullet before counts those of which these are parts
            last = Scene(block, tuple(headings), last, parts=True)
            yield last
            previous = block
            continue
        while intros and not _belongs(block, intros[-1].block, previous):
            intros.pop()
        under_heading = previous if previous is not None and previous.kind != "heading" else None
        parts = bool(intros) and bool(intros[-1] is counted or intros[-1].block.text[-25:].search(_OF_LAST))
        scene = Scene(block, tuple(headings), intros[-1] if intros else None, under_heading, parts)
        yield scene
        last = scene
        if _INTRODUCES.search(str(block.text)):
            intros.append(scene)
        previous = block


def _under(block: Block, intro: Block) -> bool:
    return block.number.isalpha() and not intro.number.isalpha()


def _belongs(block: Block, intro: Block, previous: Block | None) -> bool:
    """Whether a block stands in the list that ``intro`` opens."""
    if intro.kind not in ("bullet", "heading") or block.kind != intro.kind:
        return block.kind != "heading" and (block.kind != "prose" or previous is intro)
    if block.level != intro.level:
        return block.level > intro.level
    marks = str(block.span)[:1], str(intro.span)[:1]
    return marks[0] != marks[1] or not str(block.text)[:1].isupper()
