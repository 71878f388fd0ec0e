"""What a sentence is about, closely enough that two sentences on it, of one council, are on the same matter.

The matters, the groups of children that tell them apart, and the words that tell nothing stand in ``mappings/lexicon/matters.toml``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.facts import Concept, Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.text import Span

_WORD = re.compile(r"[a-z][a-z’'-]{2,40}")
_ENDINGS = ("ations", "ation", "ments", "ment", "ities", "ity", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly", "y", "e")
_SHORTEST = 4
_ALIKE = 0.6  # of the words of the shorter sentence
_TABLES = ("narrow", "middle", "wide")


@dataclass(frozen=True)
class Matter:
    """What a sentence is about: matters by how narrow they are, groups of children or services, and its own specific words (stems)."""

    narrow: frozenset[str]
    middle: frozenset[str]
    wide: frozenset[str]
    groups: frozenset[str]
    separate: frozenset[str]
    words: frozenset[str]

    def __or__(self, other: Matter) -> Matter:
        """The matter of two sentences that go together."""
        return Matter(*(getattr(self, field.name) | getattr(other, field.name) for field in dataclasses.fields(self)))

    @property
    def empty(self) -> bool:
        """Whether nothing tells which matter it is."""
        return not self.named

    @property
    def named(self) -> frozenset[str]:
        """All matters that it names, narrow or wide."""
        return self.narrow | self.middle | self.wide


@lru_cache(maxsize=8)
def _vocabulary(world: Lexicon, *tables: str) -> Vocabulary:
    known = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["matters"])
    return Vocabulary(Entry(Concept(table, name), name, tuple(words)) for table in tables for name, words in known[table].items())


@lru_cache(maxsize=32)
def _listed(world: Lexicon, table: str, key: str) -> tuple[str, ...]:
    return tuple(cast("Mapping[str, Mapping[str, list[str]]]", world.tables["matters"])[table][key])


@lru_cache(maxsize=8)
def _general(world: Lexicon) -> frozenset[str]:
    return frozenset(stem(word) for word in _listed(world, "general", "words"))


def stem(word: str) -> str:
    """A word without its ending ("assessments" → "assess"), so that its forms count as one."""
    bare = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            return bare.removesuffix(ending)
    return bare


def spelled(span: Span, stems: frozenset[str]) -> list[str]:
    """The words of a sentence whose stems are among ``stems``, as printed and in order, each once."""
    return list(dict.fromkeys(word for word in _WORD.findall(str(span).lower()) if stem(word) in stems))


def matter(span: Span, world: Lexicon, *, asked: bool = False, council: Ref | None = None) -> Matter:
    """The matter of a sentence: what its main clause names; what it gives as an example, a reason or an effect is left out.

    ``asked``: the sentence asks for something, so the means that it names are of its matter too. ``council``: whose name is no specific word.
    """
    whole = str(span).lower()
    leads = (*_listed(world, "aside", "lead"), *(() if asked else _listed(world, "aside", "means")))
    ends = [at for lead in leads if (at := whole.find(f" {lead} ")) > 0]
    said = span[: min(ends)] if ends else span
    found = _vocabulary(world, *_TABLES).find(said)
    bare = list(str(said).lower())
    for mention in found:
        bare[mention.span.start - said.start : mention.span.end - said.start] = " " * len(mention.span)
    stems = {stem(word) for word in _WORD.findall("".join(bare))}
    own = {stem(word) for word in council.slug.split("-")} if council is not None else set()
    named = {table: frozenset(one.entry.label for one in found if one.entry.concept.scheme == table) for table in _TABLES}
    return Matter(
        **named,
        groups=(groups := frozenset(one.entry.label for one in _vocabulary(world, "groups").find(said if asked else span))),
        separate=groups & {*_listed(world, "separate", "groups")},
        words=frozenset(one for one in stems if len(one) >= _SHORTEST - 1) - _general(world) - own,
    )


def shared(one: Matter, other: Matter, *, told: bool = False, asked: bool = False) -> tuple[frozenset[str], frozenset[str]] | None:
    """What two sentences of one council have in common, as matters and as words, where that makes them speak of the same matter; else None.

    ``told``: the later one says that it speaks of an earlier source, so that one specific word less is enough. ``asked``: the earlier one asks
    for something, so that most of the words of one of them are enough.
    """
    if (one.groups and other.groups and not one.groups & other.groups) or one.separate != other.separate:
        return None
    words, wide = one.words & other.words, one.wide & other.wide
    middle = one.middle & other.middle
    more = len(words) + len(wide) + told
    alike = asked and len(words) > 2 and len(words) >= _ALIKE * min(len(one.words), len(other.words))
    if not (one.narrow & other.narrow or (middle and more) or (wide and words and more > 2) or alike):
        return None
    return one.named & other.named, words


def closeness(one: Matter, other: Matter, named: frozenset[str], words: frozenset[str]) -> float:
    """How much of the lesser matter the two share, from 0 to 1: a narrow matter counts as three words, others as two and one."""

    def weight(names: frozenset[str], held: frozenset[str]) -> int:
        return sum(3 if name in one.narrow | other.narrow else 2 if name in one.middle else 1 for name in names) + len(held)

    return min(1.0, weight(named, words) / max(1, min(weight(one.named, one.words), weight(other.named, other.words))))
