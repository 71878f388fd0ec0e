"""The paragraphs of a chapter: its blocks, with those joined that a page cut, and those split that a web page's tags mark."""

from __future__ import annotations

import re

from kg.reading.blocks import Block, blocks
from kg.reading.clean import running
from kg.reading.sections import follows, whole
from kg.text import Span

_TAG = re.compile(r"</?(?:p|br|li|ul|ol|div|strong|em|h[1-6])\s*/?>", re.IGNORECASE)


def paragraphs(span: Span, document: Span) -> list[Block]:
    """The blocks of ``span``, a stretch of ``document``; one that holds tags gives one of prose for each stretch between them."""
    made: list[Block] = []
    for block in whole(blocks(span, running(document))):
        before = made[-1] if made else None
        if before is not None and before.kind not in ("row", "heading") and (_cut(before, block) or _wrapped(before, block)):
            made[-1] = Block(before.kind, before.span.to(block.span), before.text.to(block.span), before.number, before.level)
            continue
        if block.span.search(_TAG) is None:
            made.append(block)
            continue
        for piece in (piece.strip() for piece in block.span.split(_TAG)):
            if piece:
                short = len(piece.words.split()) < 4 and piece.search(r"[.:;]$") is None
                made.append(Block("heading" if short else "prose", piece, piece, "", block.level))
    return made


def _cut(before: Block, block: Block) -> bool:
    """Whether a page cut a paragraph after a semicolon or comma."""
    return block.kind == "prose" and before.text.search(r"[;,]$") is not None and block.text.match(r"[a-z]") is not None


def _wrapped(before: Block, block: Block) -> bool:
    """Whether a line that begins with a number is the rest of a sentence ("… at Key Stage / 4. There is …")."""
    if block.kind != "numbered" or block.number in ("", "1") or len(before.text) < 60 or follows(before, block):
        return False
    gap = str(Span(block.span.document, before.span.end, block.span.start))
    return gap.count("\n") == 1 and before.text[-60:].search(r"[a-z]$|Stage$") is not None
