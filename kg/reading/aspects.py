"""Which sides of a matter words speak of: how soon, how often, how it is written down, who takes part, how many there are.

Praise of one side says nothing of another: that children are seen regularly does not say that they are seen in time. The sides stand
in ``mappings/lexicon/aspects.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import cast

from kg.facts import Concept
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.text import Span


@lru_cache(maxsize=8)
def _sides(world: Lexicon) -> Vocabulary:
    known = cast("Mapping[str, list[str]]", world.tables["aspects"]["sides"])
    return Vocabulary(Entry(Concept("aspect", name), name, tuple(words)) for name, words in known.items())


@lru_cache(maxsize=20_000)
def aspects(span: Span, world: Lexicon) -> frozenset[str]:
    """The sides that words speak of."""
    return frozenset(one.entry.label for one in _sides(world).find(span))


def another_side(earlier: Iterable[Span], later: Span, world: Lexicon) -> bool:
    """Whether earlier clauses are of some sides of a matter, and the later words of none of them."""
    mine = frozenset().union(*(aspects(one, world) for one in earlier))
    return bool(mine) and not mine & aspects(later, world)
