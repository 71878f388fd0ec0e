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
from kg.lexicon import Entry, Lexicon, Mention, Vocabulary
from kg.text import Span

_WORD = re.compile(r"[a-z][a-z’'-]{2,40}")
_ENDINGS = (
    "ations",
    "ation",
    "ating",
    "ated",
    "ates",
    "ators",
    "ator",
    "ate",
    "ments",
    "ment",
    "ities",
    "ity",
    "ings",
    "ing",
    "ions",
    "ion",
    "ives",
    "ive",
    "ies",
    "ied",
    "ed",
    "es",
    "s",
    "ly",
    "y",
    "e",
)
_EXCEPTED = re.compile(r"with the (?:\w{2,14} )?exception of .{5,200}?(?:\),|,(?= (?:the|it|they|this|there)\b))")
_RANGE = re.compile(r"\b(?:levels|stages|everything|anything|ranging)\sfrom\s[^,.;:]{3,60}?\sto\s[\w’'-]+")
_POSSESSIVE = re.compile(r"['’]s?\s\w")
_NAMED = re.compile(r"[a-z]\s[A-Z]\w{2,14}\s[A-Z]\w")
_CLAUSE_END = re.compile(r"[,;:]\s|\s[–—-]\s")
_JOINED = re.compile(r"(?:,\s(?:and\s|or\s)?|\s(?:and|or|&|of)\s)(?:the\s|of\s|\w{2,12}\s){0,2}|/")
_FRONT = 24
_TELLING = 2  # words that say what is asked
_SHORTEST = 4
_ALIKE = 0.65  # of the words of the shorter sentence
_TABLES = ("narrow", "middle", "wide")


@dataclass(frozen=True)
class Matter:
    """What a sentence is about: matters by how narrow they are, groups of children or services, its own specific words (stems).

    ``heads`` are the narrow matters that it names first, or that are joined to these by "and": those that it is chiefly about.
    """

    narrow: frozenset[str]
    middle: frozenset[str]
    wide: frozenset[str]
    groups: frozenset[str]
    separate: frozenset[str]
    heads: frozenset[str]
    words: frozenset[str]

    def __or__(self, other: Matter) -> Matter:
        """The matter of two sentences that go together."""
        return Matter(*(getattr(self, field.name) | getattr(other, field.name) for field in dataclasses.fields(self)))

    def of_group(self, groups: frozenset[str]) -> Matter:
        """The matter, of services of their own besides."""
        return dataclasses.replace(self, groups=self.groups | groups, separate=self.separate | groups)

    def within(self, other: Matter) -> Matter:
        """The matter, of the groups and services of the paragraph that it stands in."""
        return dataclasses.replace(self, groups=other.groups, separate=other.separate)

    def chiefly(self, named: frozenset[str]) -> bool:
        """Whether some of these matters are what it is chiefly about; where it names no narrow one, any are."""
        return not self.heads or bool(self.heads & named)

    @property
    def empty(self) -> bool:
        """Whether nothing tells which matter it is."""
        return not self.named

    def apart(self, other: Matter) -> bool:
        """Whether the two are of other groups of children, or of other services."""
        return bool(self.groups and other.groups and not self.groups & other.groups) or self.separate != other.separate

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
def general(world: Lexicon) -> frozenset[str]:
    """The stems of words that say nothing of which matter a sentence is about."""
    return frozenset(stem(word) for word in _listed(world, "general", "words"))


def matters_in(span: Span, world: Lexicon) -> frozenset[str]:
    """The narrow and middle matters that a sentence names anywhere."""
    return frozenset(one.entry.label for one in _vocabulary(world, "narrow", "middle").find(span))


def groups_named(span: Span, world: Lexicon) -> list[Span]:
    """Where a sentence names groups of children and services."""
    return [one.span for one in _vocabulary(world, "groups").find(span)]


def groups_in(span: Span, world: Lexicon) -> frozenset[str]:
    """The groups of children and services that a sentence names anywhere."""
    return frozenset(one.entry.label for one in _vocabulary(world, "groups").find(span))


def separate(groups: frozenset[str], world: Lexicon) -> frozenset[str]:
    """Those of groups that are services of their own."""
    return groups & frozenset(_listed(world, "separate", "groups"))


@lru_cache(maxsize=100_000)
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
    cut = _aside(str(span).lower(), _listed(world, "aside", "lead"), () if asked else _listed(world, "aside", "means"))
    if asked:
        _cut_purpose(cut, str(span), world)
    found = [one for one in _vocabulary(world, *_TABLES).find(span) if not cut[one.span.start - span.start]]
    found = [one for one in found if not _possessive(one.span)]
    observers = _listed(world, "aside", "observers")
    if not asked and found and found[0].entry.label in observers and _opens(found[0].span, span):
        shown = any(word in str(span).lower() for word in _listed(world, "aside", "shows"))
        found = [one for one in found if shown or one.entry.concept.scheme != "narrow" or one.entry.label in observers]
    bare = [" " if hidden else letter for letter, hidden in zip(str(span).lower(), cut, strict=True)]
    for mention in found:
        bare[mention.span.start - span.start : mention.span.end - span.start] = " " * len(mention.span)
    stems = {stem(word) for word in _WORD.findall("".join(bare))}
    own = {stem(word) for word in council.slug.split("-")} if council is not None else set()
    named = {table: frozenset(one.entry.label for one in found if one.entry.concept.scheme == table) for table in _TABLES}
    return Matter(
        **named,
        groups=(
            groups := frozenset(
                one.entry.label
                for one in _vocabulary(world, "groups").find(span)
                if not (asked and cut[one.span.start - span.start])
            )
        ),
        separate=groups & {*_listed(world, "separate", "groups")},
        heads=_heads(found),
        words=frozenset(one for one in stems if len(one) >= _SHORTEST - 1) - general(world) - own,
    )


def _aside(words: str, leads: tuple[str, ...], means: tuple[str, ...]) -> list[bool]:
    """Which letters of a sentence are of an example, a reason or an effect (to its end), or of a means (to the next comma)."""
    cut = [False] * len(words)
    if (excepted := _EXCEPTED.match(words)) is not None:
        cut[: excepted.end()] = [True] * excepted.end()
    for span in _RANGE.finditer(words):
        cut[span.start() : span.end()] = [True] * (span.end() - span.start())
    ends = [at for lead in leads if (at := words.find(f" {lead} ")) > 0]
    if ends:
        cut[min(ends) :] = [True] * (len(words) - min(ends))
    for mean in means:
        at = words.find(f" {mean} ")
        while at > 0:
            stop = _CLAUSE_END.search(words, at)
            end = stop.start() if stop is not None else len(words)
            cut[at:end] = [True] * (end - at)
            at = words.find(f" {mean} ", max(end, at + 1))
    return cut


def _cut_purpose(cut: list[bool], words: str, world: Lexicon) -> None:
    """Cut what something is asked for ("… to support practice"), where the words before it say what is asked."""
    at = min((at for purpose in _listed(world, "aside", "purposes") if (at := words.find(f" {purpose} ")) > 0), default=0)
    telling = {stem(word) for word in _WORD.findall(words[:at].lower())} - general(world)
    if len(telling) >= _TELLING or _NAMED.search(words[:at]):
        cut[at:] = [True] * (len(words) - at)


def _possessive(mention: Span) -> bool:
    """Whether a mention only says whose something is: "reviewing officers' skills as auditors" is on skills."""
    start = mention.end - 1 if str(mention).endswith(("'", "’")) else mention.end
    return mention.document.span[start : start + 4].match(_POSSESSIVE) is not None


def _opens(mention: Span, span: Span) -> bool:
    """Whether a mention stands at the front of a sentence."""
    return mention.start - span.start < _FRONT


def _heads(found: list[Mention]) -> frozenset[str]:
    """The narrow matters at the front of a sentence: the first one, and those that "and", "or" or a comma joins to it."""
    narrow = [one for one in found if one.entry.concept.scheme == "narrow"]
    heads: list[Mention] = []
    for one in narrow:
        if heads and not _JOINED.fullmatch(
            str(Span(one.span.document, heads[-1].span.end, max(heads[-1].span.end, one.span.start)))
        ):
            break
        heads.append(one)
    return frozenset(one.entry.label for one in heads)


def shared(one: Matter, other: Matter, *, told: bool = False, asked: bool = False) -> tuple[frozenset[str], frozenset[str]] | None:
    """What two sentences of one council have in common, as matters and as words, where that makes them speak of the same matter; else None.

    ``told``: the later one says that it speaks of an earlier source, so that one specific word less is enough. ``asked``: the earlier one asks
    for something, so that most of the words of one of them are enough.
    """
    if one.apart(other):
        return None
    words, wide = one.words & other.words, one.wide & other.wide
    middle = one.middle & other.middle
    more = len(words) + len(wide) + told
    alike = asked and len(words) > 2 and len(words) >= _ALIKE * min(len(one.words), len(other.words))
    chiefly = asked and wide and words and 2 * len(words) >= len(one.words) and not one.narrow
    if not (one.narrow & other.narrow or (middle and more) or (wide and words and more > 2) or alike or chiefly):
        return None
    return one.named & other.named, words


def closeness(one: Matter, other: Matter, named: frozenset[str], words: frozenset[str]) -> float:
    """How much of the lesser matter the two share, from 0 to 1: a narrow matter counts as three words, others as two and one."""

    def weight(names: frozenset[str], held: frozenset[str]) -> int:
        return sum(3 if name in one.narrow | other.narrow else 2 if name in one.middle else 1 for name in names) + len(held)

    return min(1.0, weight(named, words) / max(1, min(weight(one.named, one.words), weight(other.named, other.words))))
