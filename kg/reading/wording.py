"""How near two sentences are in words: those that they share count by how rare they are in papers of children's services.

Words count by their stems, by pairs that stand side by side, and by sets of words that are said for one another
(``mappings/lexicon/wording.toml``); the matters of ``mappings/lexicon/matters.toml`` count like one rare word each. How rare a
word is stands in ``mappings/lexicon/rarity.toml``, which ``.ci/rarity`` makes by counting.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, cast

from kg.lexicon import Lexicon
from kg.reading.matters import general, groups_named, matters_in, stem
from kg.text import Span

Wording = dict[str, float]  # words, pairs and matters, and how much each is of what is said (0 to 1)

_TOKEN = re.compile(r"[a-z][a-z’'-]*|\d+|[^\sa-z]")
_APART = frozenset(",.;:()")  # what stands between them is no pair
_SHORTEST = 3
_COMMON = 1.8  # the rarity below which a word tells nothing: it stands in more than one sentence of nine
_RAREST = 7.0
_MATTER = 3.0
_ALIKE = 3.5
_GENERAL = 0.3  # of its rarity, for a word that says little of which matter it is
_ASIDE = 0.4  # of a word, for what is said of a purpose or an example
_ENOUGH = 20  # letters of a sentence before that begins


class Near(NamedTuple):
    """How near a sentence is to an earlier one: the rarity of what both say, its share of the earlier one, and what both say."""

    score: float
    share: float
    names: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """The stems that both say."""
        return frozenset(part for name in self.names if name[0] not in "=#" for part in name.split(" "))

    @property
    def matters(self) -> frozenset[str]:
        """The matters that both name."""
        return frozenset(name[1:] for name in self.names if name[0] == "#")


@lru_cache(maxsize=8)
def _counts(world: Lexicon) -> Mapping[str, float]:
    bands = cast("Mapping[str, list[str]]", world.tables["rarity"]["bands"])
    return {word: float(band) for band, words in bands.items() for word in words}


@lru_cache(maxsize=8)
def _alike(world: Lexicon) -> Mapping[str, tuple[str, ...]]:
    sets = cast("Mapping[str, list[str]]", world.tables["wording"]["alike"])
    made: dict[str, tuple[str, ...]] = {}
    for name, words in sets.items():
        for word in words:
            made[stem(word)] = (*made.get(stem(word), ()), f"={name}")
    return made


@lru_cache(maxsize=8)
def _listed(world: Lexicon, key: str) -> tuple[str, ...]:
    return tuple(cast("Mapping[str, list[str]]", world.tables["wording"]["words"])[key])


@lru_cache(maxsize=8)
def _silent(world: Lexicon) -> frozenset[str]:
    return frozenset(stem(word) for word in _listed(world, "silent"))


@lru_cache(maxsize=200_000)
def rarity(name: str, world: Lexicon) -> float:
    """How much a word, a pair, a set of like words (``=…``) or a matter (``#…``) tells, from 0 to 7."""
    if name.startswith(("=", "#")):
        return _ALIKE if name.startswith("=") else _MATTER
    if " " in name:
        first, second = name.split(" ")
        return (bare_rarity(first, world) + bare_rarity(second, world)) / 2
    found = bare_rarity(name, world)
    return found * _GENERAL if name in general(world) else found


def bare_rarity(word: str, world: Lexicon) -> float:
    """How rare a word is, whatever it says: from 0 for those that tell nothing to 7."""
    return max(0.0, _counts(world).get(word, _RAREST) - _COMMON) * _RAREST / (_RAREST - _COMMON)


def wording(span: Span, world: Lexicon, own: frozenset[str] = frozenset()) -> Wording:
    """The words of a sentence; ``own`` are those of its council's name, which tell nothing."""
    made = _words(str(span).lower(), world, own)
    for group in groups_named(span, world):
        made.update({name: _ASIDE for name in _words(str(group).lower(), world, own) if name in made})
    return {**made, **dict.fromkeys((f"#{name}" for name in matters_in(span, world)), 1.0)}


def asked(span: Span, world: Lexicon, own: frozenset[str] = frozenset()) -> Wording:
    """The words of a sentence that asks for something: those of its purpose or of an example count less."""
    words = str(span).lower()
    starts = [at for aside in _listed(world, "asides") if (at := words.find(aside)) > _ENOUGH]
    cut = min(starts, default=len(words))
    return {**dict.fromkeys(wording(span[cut:], world, own), _ASIDE), **wording(span[:cut], world, own)}


def _words(words: str, world: Lexicon, own: frozenset[str]) -> Wording:
    silent, alike = _silent(world), _alike(world)
    made: Wording = {}
    before = ""
    for token in _TOKEN.findall(words):
        if token in _APART:
            before = ""
        if len(token) < _SHORTEST or not token[0].isalpha():
            continue
        word = stem(token)
        if word in silent:
            continue
        if word in own:
            before = ""
            continue
        made[word] = 1.0
        made.update(dict.fromkeys(alike.get(word, ()), 1.0))
        if before:
            made[f"{before} {word}"] = 1.0
        before = word
    return made


def whole(one: Wording, world: Lexicon) -> float:
    """How much a sentence tells, all in all."""
    return math.fsum(much * rarity(name, world) for name, much in one.items() if " " not in name and name[0] != "=")


def near(earlier: Wording, later: Wording, world: Lexicon, full: float) -> Near:
    """How near ``later`` is to ``earlier``, which all in all tells ``full``."""
    shared = earlier.keys() & later.keys()
    alike = _alike(world)
    said = {
        name for word in shared if word[0] not in "=#" for name in alike.get(word, ())
    }  # the very word counts, and not also its set
    shared = {name for name in shared if name not in said}
    score = math.fsum(min(earlier[name], later[name]) * rarity(name, world) for name in sorted(shared))
    told = frozenset(name for name in shared if rarity(name, world) > 0)
    return Near(score, score / full if full else 0.0, told)


def joined(ones: Iterable[tuple[Wording, float]]) -> Wording:
    """What several sentences say together, each as far as it counts."""
    made: Wording = {}
    for one, much in ones:
        for name, share in one.items():
            if made.get(name, 0.0) < share * much:
                made[name] = share * much
    return made
