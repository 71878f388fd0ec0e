"""The council that a document speaks of, where its head does not say whose document it is."""

from __future__ import annotations

import re
from collections import Counter

from kg.facts import Ref
from kg.reading.authorities import register
from kg.reading.part import Part

_NAME = re.compile(r"[A-Z][a-z]{2,20}(?:[ -](?:upon|and|of|the|[A-Z][a-z]{2,20})){0,3}")
_LOOKED_AT = 20_000  # characters of the document
_MOST_WORDS = 4  # of the name of a file
_FEWEST = 2  # mentions
_TIMES = 2  # as often as any other


def council_of(part: Part) -> Ref | None:
    """The council that a document names far more often than any other, else the one that its file is named for; None where neither is."""
    known = register(part.world)
    counted: Counter[Ref] = Counter()
    for words, count in Counter(_NAME.findall(str(part.span[:_LOOKED_AT]))).items():
        entry = known.named(words, part.issued)
        if entry is not None:
            counted[entry.ref] += count
    (first, most), (_, next_) = [*counted.most_common(2), (None, 0), (None, 0)][:2]
    if most >= _FEWEST and most >= _TIMES * next_:
        return first
    words = re.findall(r"[a-z]+", part.span.document.name.lower())[:_MOST_WORDS]
    called = (known.named(" ".join(words[:count]), part.issued) for count in range(len(words), 0, -1))
    return next((entry.ref for entry in called if entry is not None), None)
