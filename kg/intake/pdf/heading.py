"""Headings by their type: short blocks that are larger or bolder than the text."""

from __future__ import annotations

import re
from collections import Counter

from kg.intake.pdf.block import Block

_ENDED = re.compile(r"[.!,;][”’\"')\]]{0,3}$|[–—-]$")
_LABELLED = re.compile(r"[^:]{2,40}:\s*[^a-z\s]")  # "Lead inspector: …" is no heading, "Case study: good practice" is one


def with_headings(blocks: list[Block]) -> list[Block]:
    """The same blocks, with those that the type sets apart as headings; their levels go by size, and bold before plain."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    for block in blocks:
        if block.kind in ("paragraph", "item"):
            for line in block.lines:
                sizes[round(line.size, 1)] += len(line.words)
                bold[line.bold] += len(line.words)
    if not sizes:
        return blocks
    body = sizes.most_common(1)[0][0]
    plain = bold[False] >= bold[True]
    found = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind in ("paragraph", "item") and _heads(block, following, body, plain):
            found.append(block)
    styles = sorted({_style(block) for block in found}, reverse=True)
    for block in found:
        block.level = 0 if block.kind == "heading" else min(6, styles.index(_style(block)) + 1)
        if block.mark:
            block.lines = block.whole()
            block.mark = ""
        block.kind = "heading"
    return blocks


def _style(block: Block) -> tuple[float, bool]:
    return round(block.size), block.bold


def _heads(block: Block, following: Block | None, body: float, plain: bool) -> bool:
    words = block.words
    if block.signed or len(words) > 200 or len(block.lines) > 4 or _ENDED.search(words) or not re.search(r"[^\W\d_]{2}", words):
        return False
    if words[0].islower() or (block.mark and not block.mark[0].isdigit()):
        return False
    if block.size > body * 1.12:
        return not _LABELLED.match(words) or block.size > body * 1.3
    if not (block.bold and plain and block.size > body * 0.95) or _LABELLED.match(words):
        return False
    return following is not None and not (following.bold and abs(following.size - block.size) < 0.6)
