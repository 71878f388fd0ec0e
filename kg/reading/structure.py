"""Lists that say what a body consists of: "The following services sit within Children's Care: – Early Help – …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.reading.blocks import Block, blocks
from kg.reading.part import Draft
from kg.text import Span

_LEAD = re.compile(
    r"\b(?i:services|teams|units|functions|departments|divisions|sub-?groups|groups|areas|boards)\b[^.;:]{0,40}?"
    r"\b(?:s[ia]ts?|fall(?:s|ing)?|fell|are|is|were|placed|located|based|housed|report(?:s|ed|ing)?)\s(?:within|under|in|to|part\sof)\s"
    r"(?:the\s)?(?P<parent>[A-Z][^,.;:–—]{2,80}?)(?=[,;:–—]|\s(?:are|were|is|headed|led)\b)[^.]{0,160}:[-–—]?\s*$"
)
_NAMED = re.compile(r"(?P<name>[A-Z][^–—:.;\n]{2,90}?)(?:\s[–—-]\s|:\s|\s?[–—]\s|$)")
_LINKS = {"and", "of", "for", "the", "in", "with", "&", "to"}


@dataclass(frozen=True, slots=True)
class Structure:
    """A body and the named parts that a list gives it; ``lead`` is the sentence that says so."""

    lead: Span
    parent: Span
    children: tuple[tuple[Span, Span], ...]
    """Each part: its name, and the item of the list."""


@lru_cache(maxsize=8)
def blocks_of(part: Draft) -> tuple[Block, ...]:
    """The blocks of a part, made once for all readers."""
    return tuple(blocks(part.span))


@lru_cache(maxsize=8)
def structures(part: Draft) -> tuple[Structure, ...]:
    """The lists of the part that say what a body consists of."""
    found = []
    every = blocks_of(part)
    for index, block in enumerate(every):
        lead = block.text.search(_LEAD) if len(block.text) < 400 else None
        if lead is None:
            continue
        children = []
        for item in every[index + 1 : index + 40]:
            if item.kind == "bullet":
                name = name_of(item.text)
                if name is not None:
                    children.append((name, _item(item)))
            elif part.span.document.text[max(0, item.span.start - 50) : item.span.start].rstrip()[-1:] not in ".:;!?":
                continue  # a page break cut the item before
            else:
                break
        if children:
            found.append(Structure(block.text, lead.group("parent").strip(), tuple(children)))
    return tuple(found)


def name_of(text: Span) -> Span | None:
    """The name that opens an item of a list, up to a dash or colon; None where the item opens with a sentence."""
    named = text.match(_NAMED)
    if named is None:
        return None
    name = named.group("name").strip()
    words = re.sub(r"[()]", " ", str(name)).split()
    if len(words) > 10 or not all(word[0].isupper() or word in _LINKS for word in words):
        return None
    return name


def _item(block: Block) -> Span:
    """The first sentence of an item, with its mark left out."""
    sentences = block.text.sentences()
    return sentences[0] if sentences else block.text
