"""What a pattern needs to know of the world: concepts, bodies and places, with the wordings they are printed under.

All of it is data in ``ontology/`` (read by :mod:`kg.world`). A wording matches whole words, with any white space between
them, either form of apostrophe, "&" for "and" and any dash for a hyphen; a final ``*`` lets its last word go on
("assess*"). Wordings of a ``cased`` vocabulary match in their own case; in any vocabulary a wording without lower-case
letters (an acronym) does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

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


def one_of(named: Iterable[tuple[str, str]]) -> str:
    """The regular expression of wordings, each with the pattern it stands for: those of one beginning are tried only where it stands.

    Meant for patterns that ignore case. Of two wordings with one beginning the former is tried first.
    """
    groups: dict[str, list[str]] = {}
    for wording, pattern in named:
        start = wording[:2].lower()
        groups.setdefault(
            start if start.isascii() and start.isalpha() and not wording.lower().startswith("and ") else "", []
        ).append(pattern)
    return "|".join(f"{f'(?={start})' if start else ''}(?:{'|'.join(patterns)})" for start, patterns in groups.items()) or "(?!)"


class _ByStart(dict[str, re.Pattern[str] | None]):
    """The wordings that can begin with two given letters as one pattern, the longest first; None where there are none.

    At each word of a text a few wordings are tried and not all of them: one pattern of all takes a hundred times longer. A pattern
    is made when it is first asked for, since no text has all beginnings. ``kept`` are the numbers of the wordings by their first two
    letters, or their first where the second may be printed in more than one way; under ``""`` those with any beginning.
    """

    def __init__(self, known: Sequence[tuple[str, Entry]], cased: bool) -> None:
        super().__init__()
        self.known = known
        self.cased = cased
        self.kept: dict[str, list[int]] = {"": []}
        for number, (wording, _) in enumerate(known):
            start = wording[:2].lower()
            if not (start.isascii() and start.isalnum()):
                start = start[0] if start[0].isascii() and start[0].isalpha() else ""
            self.kept.setdefault(start, []).append(number)

    def __missing__(self, start: str) -> re.Pattern[str] | None:
        if len(start) == 2 and start not in self.kept:
            made = self[start[0]]
        elif start and start not in self.kept:
            made = self[""]
        else:
            parts = []
            for number in sorted({number for letters in {start, start[:1], ""} for number in self.kept.get(letters, ())}):
                wording = self.known[number][0]
                exact = self.cased or not re.search(r"[a-z]", wording)
                parts.append(f"(?P<w{number}>{'' if exact else '(?i:'}{pattern_of(wording)}{'' if exact else ')'})")
            made = re.compile(rf"(?:{'|'.join(parts)})(?!\w)") if parts else None
        self[start] = made
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
    def _by_start(self) -> _ByStart:
        return _ByStart(self._known, self.cased)

    @cached_property
    def _start(self) -> re.Pattern[str]:
        """Where a wording may begin: at the beginning of a word, by its first letters where all wordings begin with such."""
        kept = self._by_start.kept
        if kept[""]:
            return re.compile(r"(?<![\w’'])\S")
        seconds: dict[str, set[str]] = {}
        for start in filter(None, kept):
            seconds.setdefault(start[0], set()).update((start[1:], start[1:].upper()))
        parts = (
            f"[{first}{first.upper()}]{'' if '' in second else '[' + ''.join(sorted(second)) + ']'}"
            for first, second in sorted(seconds.items())
        )
        return re.compile(rf"(?<![\w’'])(?:{'|'.join(parts) or '(?!)'})")

    def get(self, name: Ref | Concept) -> Entry | None:
        """The entry of that name, or None."""
        return self._by_name.get(name)

    def find(self, span: Span) -> list[Mention]:
        """Every mention in ``span``, from left to right, without overlaps; the longest wording wins at each place."""
        words, patterns = str(span), self._by_start
        found: list[Mention] = []
        end = 0
        for start in self._start.finditer(words):
            at = start.start()
            if at < end or (pattern := patterns[words[at : at + 2].lower()]) is None or (match := pattern.match(words, at)) is None:
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
