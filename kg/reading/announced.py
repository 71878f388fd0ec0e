"""Decisions that a page of a meeting prints under "Decision:" without a verb such as "resolved" before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.blocks import blocks
from kg.reading.decisions import Taken
from kg.text import Span

_LABEL = re.compile(r"(?:decisions?|resolution)[*_]{0,2}:[*_]{0,2}\s*$", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:That\s)?(?:[Tt]he\s)?(?:[\w’'-]{1,30}\s){0,5}?(?:Cabinet|Committee|Panel|Board|Council|Executive|Commission|Forum|Leader|Member)\b[^.;\n]{0,60}:|That:?"
)


def announced(zone: Span) -> Iterator[Taken]:
    """The decisions in what stands under "Decision:": the items of a list that the body leads ("Cabinet:"), and each "That …"."""
    if _LABEL.search(zone.document.text[max(0, zone.start - 24) : zone.start]) is None:
        return
    lead: Span | None = None
    for block in blocks(zone):
        text = block.text.strip(" *_")
        if text.fullmatch(_LEAD):
            lead = text
        elif block.kind in ("numbered", "bullet") and lead is not None:
            yield Taken(text, block.number, (lead, text))
        elif text.match(r"That\s[a-z]"):
            yield Taken(text, block.number, (text,))
