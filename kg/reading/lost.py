"""What a text speaks of and cannot hold: graphs, pictures and charts that were lost when it was made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.facts import Unread
from kg.lexicon import Lexicon
from kg.reading.blocks import Block

_PICTURE = r"(?:graphs?|charts?|pictures?|diagrams?|maps?|images?|infographics?|screenshots?|photographs?)"
_SHOWN = re.compile(
    rf"\b{_PICTURE}\s(?:\w+\s){{0,3}}?(?:above|below|attached|overleaf|opposite|shows?|showed|demonstrates?|illustrates?)\b|\b(?:above|below|following|attached|accompanying)\s{_PICTURE}\b"
    r"|\((?:red|blue|green|grey|gray|orange|yellow|black|amber|purple|dotted|dashed|solid)\s(?:dots?|lines?|bars?|areas?|columns?|circles?|markers?)\)",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:indicators?|figures?|data|results?|tables?)\b[^.:]{0,100}\b(?:are|is|as\sfollows|below|attached)\b[^.]{0,40}[:.]?$",
    re.IGNORECASE,
)


def lost(found: Iterable[Block], world: Lexicon) -> Iterator[Unread]:
    """The pictures that sentences of ``found`` point to, and the lists that a lead announces and nothing follows."""
    blocks = list(found)
    for index, block in enumerate(blocks):
        if block.kind == "row":
            continue
        for sentence in block.text.sentences():
            if sentence.search(_SHOWN):
                yield Unread(
                    kind=world.concept("unit-kind", "picture"),
                    reason="the picture that it speaks of is not in the text",
                    evidence=(sentence,),
                )
                break
        else:
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            if (
                block.kind == "prose"
                and block.text.search(r":\W*$")
                and block.text.search(_EMPTY)
                and (after is None or after.kind in ("prose", "heading"))
            ):
                yield Unread(
                    kind=world.concept("unit-kind", "picture"),
                    reason="what it announces is not in the text",
                    evidence=(block.text,),
                )
