"""What a pattern needs to know of the world: concepts, bodies and places, with the wordings they are printed under.

All of it is data in ``ontology/`` (read by :mod:`kg.world`). A wording matches whole words, with any white space between
them, either form of apostrophe, "&" for "and" and any dash for a hyphen; a final ``*`` lets its last word go on
("assess*"). Wordings of a ``cased`` vocabulary match in their own case; in any vocabulary a wording without lower-case
letters (an acronym) does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from kg.facts import Concept, Ref
from kg.text import Span


@dataclass(frozen=True, eq=False)
class Entry:
    """One known thing or concept: its name in facts, its label, the wordings it goes by, and further data by local name.

    ``data`` holds the values of its other properties in the reference data, as strings: ``data["kind"]`` the class names,
    ``data["parent"]``, ``data["place"]``, ``data["gssCode"]``, ``data["from"]``, ``data["notation"]``, ….
    """

    name: Ref | Concept
    label: str
    wordings: tuple[str, ...]
    data: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, key: str) -> str:
        """The only or first value of ``key``, or ``""``."""
        values = self.data.get(key, ())
        return values[0] if values else ""

    @property
    def ref(self) -> Ref:
        """The name as a reference. Raises TypeError for a concept."""
        if not isinstance(self.name, Ref):
            raise TypeError(f"{self.name} is a concept")
        return self.name

    @property
    def concept(self) -> Concept:
        """The name as a concept. Raises TypeError for a thing."""
        if not isinstance(self.name, Concept):
            raise TypeError(f"{self.name} is a thing")
        return self.name


@dataclass(frozen=True)
class Mention:
    """A place in a text where the wording of an entry stands."""

    span: Span
    entry: Entry


def pattern_of(wording: str) -> str:
    """The regular expression (without its word boundaries) that a wording stands for."""
    made = []
    for word in wording.removesuffix("*").split():
        escaped = r"(?:&|and)" if word.lower() in {"and", "&"} else re.escape(word)
        made.append(re.sub(r"['’‘]", "['’‘]", re.sub(r"\\-|–|—", r"[-\\u2010-\\u2014 ]", escaped)))
    return r"\s+".join(made) + (r"\w*" if wording.endswith("*") else "")


_WORD_START = re.compile(r"(?<![\w’'])\S")
_LETTERS = 3
_FIRST = re.compile(r"\w{1,3}")
_STARTS = re.compile(r"(?<![\w’'])\w{1,3}")


_SENTENCE = 2000  # what is no longer is likely to be asked for other wordings, too, and is kept


def _starts(words: str) -> Mapping[str, list[int]]:
    """Where the words of a text stand, by their first letters."""
    return _kept_starts(words) if len(words) <= _SENTENCE else _found_starts(words)


@lru_cache(maxsize=512)
def _kept_starts(words: str) -> Mapping[str, list[int]]:
    return _found_starts(words)


def _found_starts(words: str) -> Mapping[str, list[int]]:
    made: dict[str, list[int]] = {}
    for found in _STARTS.finditer(words):
        made.setdefault(found.group().lower(), []).append(found.start())
    return made


class Vocabulary:
    """Entries of one kind, and where their wordings stand in a text. Where two wordings fit, the longer one is taken."""

    def __init__(self, entries: Iterable[Entry], *, cased: bool = False) -> None:
        self.entries = tuple(entries)
        self.cased = cased

    @cached_property
    def _by_name(self) -> dict[Ref | Concept, Entry]:
        return {entry.name: entry for entry in self.entries}

    @cached_property
    def _known(self) -> list[tuple[str, Entry]]:
        pairs = {(wording, id(entry)): (wording, entry) for entry in self.entries for wording in entry.wordings if wording}
        return sorted(pairs.values(), key=lambda pair: (-len(pair[0]), pair[0]))

    @cached_property
    def _by_start(self) -> dict[str, re.Pattern[str]]:
        """The wordings that can begin with two given letters, the longest first; under ``""`` those with any beginning.

        At each word of a text a few wordings are tried and not all of them: one pattern of all takes a hundred times longer.
        """
        kept: dict[str, list[int]] = {"": []}
        for number, (wording, _) in enumerate(self._known):
            start = wording[:2].lower()
            kept.setdefault(start if len(start) == 2 and start.isascii() and start.isalnum() else "", []).append(number)
        patterns = {}
        for start, numbers in kept.items():
            parts = []
            for number in sorted({*numbers, *kept[""]}):
                wording = self._known[number][0]
                exact = self.cased or not re.search(r"[a-z]", wording)
                parts.append(f"(?P<w{number}>{'' if exact else '(?i:'}{pattern_of(wording)}{'' if exact else ')'})")
            if parts:
                patterns[start] = re.compile(rf"(?:{'|'.join(parts)})(?!\w)")
        return patterns

    def get(self, name: Ref | Concept) -> Entry | None:
        """The entry of that name, or None."""
        return self._by_name.get(name)

    @cached_property
    def _firsts(self) -> frozenset[str] | None:
        """The first letters of the wordings; None where some begin otherwise than with a letter, so that every place must be tried."""
        found = [_FIRST.match(wording.lower()) for wording, _ in self._known]
        firsts = {one.group() for one in found if one is not None}
        open_end = any(len(one.group()) < _LETTERS and one.string.endswith("*") and " " not in one.string for one in found if one)
        return None if "" in self._by_start or open_end or "and" in firsts or not all(found) else frozenset(firsts)

    def find(self, span: Span) -> list[Mention]:
        """Every mention in ``span``, from left to right, without overlaps; the longest wording wins at each place."""
        words, patterns, firsts = str(span), self._by_start, self._firsts
        if firsts is None:
            places: Iterable[int] = (start.start() for start in _WORD_START.finditer(words))
        else:
            starts = _starts(words)
            places = sorted(at for key in firsts & starts.keys() for at in starts[key])
        found: list[Mention] = []
        end = 0
        for at in places:
            pattern = patterns.get(words[at : at + 2].lower(), patterns.get(""))
            if at < end or pattern is None or (match := pattern.match(words, at)) is None:
                continue
            end = max(match.end(), at + 1)
            found.append(Mention(span[at : match.end()], self._known[int((match.lastgroup or "w0")[1:])][1]))
        return found

    def match(self, span: Span) -> Entry | None:
        """The entry whose wording is the whole of ``span`` (stripped), or None."""
        stripped = span.strip()
        for mention in self.find(stripped):
            if mention.span.start == stripped.start and mention.span.end == stripped.end:
                return mention.entry
        return None

    def named(self, words: str) -> Entry | None:
        """The entry whose label or wording is ``words``, compared without case and white space; None if not just one."""
        folded = " ".join(words.replace("’", "'").split()).casefold()
        hits = {
            id(entry): entry
            for entry in self.entries
            if any(folded == " ".join(w.replace("’", "'").split()).casefold() for w in (entry.label, *entry.wordings))
        }
        return next(iter(hits.values())) if len(hits) == 1 else None


EMPTY = Vocabulary(())


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All vocabularies: the schemes by name, the known bodies and the known places."""

    schemes: Mapping[str, Vocabulary]
    bodies: Vocabulary = EMPTY
    places: Vocabulary = EMPTY
    tables: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def scheme(self, name: str) -> Vocabulary:
        """The vocabulary of a concept scheme. Raises KeyError when there is no such scheme."""
        return self.schemes[name]

    def find(self, scheme: str, span: Span) -> list[Mention]:
        """Every mention of a concept of ``scheme`` in ``span``."""
        return self.schemes[scheme].find(span)

    def concept(self, scheme: str, name: str) -> Concept:
        """The concept, checked to be in its closed scheme. Raises KeyError when it is not."""
        concept = Concept(scheme, name)
        if self.schemes[scheme].get(concept) is None:
            raise KeyError(f"scheme {scheme} has no concept {name}")
        return concept
