"""Which sides of a matter words speak of: how soon, how often, how it is written down, who takes part, how many there are.

Praise of one side says nothing of another: that children are seen regularly does not say that they are seen in time. The sides stand
in ``mappings/lexicon/aspects.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import cast

from kg.facts import Concept
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.reading.matters import matter
from kg.text import Span

_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|will|\w{3,14}ed)\b")
_CONCEDED = re.compile(r"\W*(?:\w{4,14},\s)?(?:[Ww]hil(?:e|st)|[Aa]lthough|[Tt]hough|[Dd]espite)\b[^,;.]{3,250},\s")
_BUT = re.compile(r"[,;]\s(?:but|however,?|although|though|albeit)\s")
_OF_THEM = re.compile(
    r"\b(?:it|its|they|their|them|these|those|some|many|most|few|(?:from|of|to)\sthis)\b|\W*(?:not|none|the\squality|there\s(?:is|are))\b",
    re.IGNORECASE,
)
_NEAR = 60  # characters in which a clause says that it is of what stands before it
_CLAUSES = re.compile(r"[,;]\s|\sand\sthe\s")


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


def _parts(words: Span) -> tuple[Span, Span] | None:
    """What a sentence concedes ("While visits take place, …", "Turnover is low, but …"), and what it says; None where it concedes nothing."""
    if (begins := words.match(_CONCEDED)) is not None:
        return begins.span, begins.after
    found = words.search(_BUT)
    return None if found is None else (words[: found.span.start - words.start], found.after)


def conceded(weakness: Span, named: frozenset[str], world: Lexicon) -> bool:
    """Whether a sentence that blames names these matters only in what it concedes, and blames something else."""
    parts = _parts(weakness)
    if parts is None or not matter(parts[0], world, asked=True).named & named:
        return False
    return not matter(parts[1], world, asked=True).named & named and parts[1][:_NEAR].search(_OF_THEM) is None


def naming(words: Span, named: frozenset[str], world: Lexicon, *, blamed: bool) -> list[Span]:
    """The clauses of a sentence that name some of these matters; of one that blames, what it says of them and not what it concedes."""
    parts = _parts(words) if blamed else None
    said = words if parts is None else parts[1]
    clauses = [one for one in said.split(_CLAUSES) if matter(one, world, asked=True).named & named]
    return clauses if clauses and (not blamed or any(one.search(_VERB) for one in clauses)) else [said]
