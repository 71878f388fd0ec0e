"""The sections of a document: a heading, the blocks under it and the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.facts import slug
from kg.reading.blocks import Block, blocks
from kg.text import Span

_CLOSED = re.compile(r"(?:[.;,!]|[;,]\s(?:and|or))$")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_OPEN_END = re.compile(r"\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|that|the|their|to|which|with|within)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of blocks under one heading. ``outer`` are the titles it stands under, the outermost first.

    The text before the first heading is a section with neither heading nor title.
    """

    heading: Block | None
    blocks: tuple[Block, ...] = ()
    outer: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The words of the heading, without number, marks and a final colon; ``""`` where there is none."""
        return self.heading.text.words.strip("*_#[]: ") if self.heading is not None else ""

    @property
    def number(self) -> str:
        """The printed number of the heading, or ``""``."""
        return self.heading.number if self.heading is not None else ""

    @property
    def titles(self) -> str:
        """All titles from the outermost to its own, in one line, for matching."""
        return " / ".join((*self.outer, self.title))

    @property
    def span(self) -> Span | None:
        """The text of the section with its heading; None where it has neither heading nor blocks."""
        spans = ([self.heading.span] if self.heading is not None else []) + [block.span for block in self.blocks]
        return spans[0].to(spans[-1]) if spans else None

    @property
    def first(self) -> Block | None:
        """The first block under the heading, or None."""
        return self.blocks[0] if self.blocks else None


def sections(span: Span) -> list[Section]:
    """The sections of ``span``, in order. Numbered headings ("4.2 Strategic partnership") are headings too."""
    found = whole(blocks(span))
    made: list[Section] = []
    heading: Block | None = None
    under: list[Block] = []
    outer: list[tuple[int, str]] = []
    path: tuple[str, ...] = ()
    for index, block in enumerate(found):
        if not is_heading(found, index):
            under.append(block)
            continue
        if heading is not None or under:
            made.append(Section(heading, tuple(under), path))
        heading, under = block, []
        rank = _rank(block)
        outer = [pair for pair in outer if pair[0] < rank]
        path = tuple(title for _, title in outer)
        outer.append((rank, block.text.words.strip("*_#[]: ")))
    made.append(Section(heading, tuple(under), path))
    return made


def folded(found: list[Section], leads: Callable[[Span], bool], after: int = 0) -> list[Section]:
    """The sections, with a heading that only ``leads`` on ("The panel recommends that:") as a block of the section above.

    Blocks before the position ``after`` are left out.
    """
    made: list[Section] = []
    for section in found:
        kept = replace(section, blocks=tuple(block for block in section.blocks if block.span.start >= after))
        if made and kept.heading is not None and leads(kept.heading.text):
            above = made.pop()
            lead = replace(kept.heading, kind="prose")
            made.append(Section(above.heading, (*above.blocks, lead, *kept.blocks), above.outer))
        else:
            made.append(kept)
    return made


def names(found: list[Section]) -> list[str]:
    """A name for each section that no other one of the document has: its number and title, and how often they came before."""
    seen: dict[str, int] = {}
    made = []
    for section in found:
        name = f"{section.number} {section.title}".strip() or "opening"
        key = slug(name)
        seen[key] = seen.get(key, 0) + 1
        made.append(name if seen[key] == 1 else f"{name} {seen[key]}")
    return made


def whole(found: list[Block]) -> list[Block]:
    """The blocks with prose joined that a page break cut after a word that ends no sentence ("… a new team in / June …")."""
    made: list[Block] = []
    for block in found:
        before = made[-1] if made else None
        if (
            block.kind == "prose"
            and before is not None
            and before.kind not in ("row", "heading")
            and _OPEN_END.search(str(before.span)[-12:])
        ):
            made[-1] = Block(before.kind, before.span.to(block.span), before.text.to(block.text), before.number, before.level)
        else:
            made.append(block)
    return made


def is_heading(found: list[Block], index: int) -> bool:
    """Whether the block at ``index`` is a heading; a numbered one is where it is no item of a list and no sentence."""
    block = found[index]
    if block.kind == "heading":
        return True
    words = block.text.words
    if block.kind != "numbered" or not words[:1].isupper() or len(words) > 110 or _CLOSED.search(words) or len(words.split()) > 14:
        return False
    before = found[index - 1] if index else None
    after = found[index + 1] if index + 1 < len(found) else None
    if block.number.endswith(".0"):
        return True
    if after is None or after.kind == "row" or (words.endswith(":") and after.kind == "bullet"):
        return False
    return not (
        follows(block, after)
        or (before is not None and before.kind == "numbered" and follows(before, block) and "." not in block.number)
    )


def follows(first: Block, second: Block) -> bool:
    """Whether the printed number of ``second`` is the next one after that of ``first``, on the same level."""
    if first.kind != "numbered" or second.kind != "numbered":
        return False
    one, two = first.number.split("."), second.number.split(".")
    if len(one) != len(two) or one[:-1] != two[:-1]:
        return False
    if one[-1].isdigit() and two[-1].isdigit():
        return int(two[-1]) == int(one[-1]) + 1
    if one[-1] in _ROMAN and two[-1] in _ROMAN and _ROMAN.index(two[-1]) == _ROMAN.index(one[-1]) + 1:
        return True
    return len(one[-1]) == 1 == len(two[-1]) and ord(two[-1]) == ord(one[-1]) + 1


def _rank(block: Block) -> int:
    """How deep a heading stands: by its number where it has one, else capitals before mixed case."""
    if block.number:
        return 10 * (1 + block.number.removesuffix(".0").count("."))
    return 5 if block.text.words.isupper() else 45
