"""How names of bodies are made: their head nouns, their kinds, and the bodies that every area has one of.

All words come from the lexicon's table ``bodies`` (``mappings/lexicon/bodies.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import cast

from kg.facts import Ref, slug
from kg.lexicon import Entry, Lexicon, Vocabulary

_ACRONYM = re.compile(r"\s*\(\s?[A-Z][A-Za-z&/.-]{1,11}\s?\)")
_ARTICLE = re.compile(r"^(?:the|an?|its|their|our)\s+", re.IGNORECASE)
_OWNER = re.compile(r"[’']s?$")
_PLURALS = {
    "teams": "team",
    "groups": "group",
    "subgroups": "subgroup",
    "sub-groups": "sub-group",
    "panels": "panel",
    "boards": "board",
}


@dataclass(frozen=True)
class Form:
    """A body that every area has one of: the end of its slug, its kind and its wordings."""

    slug: str
    kind: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Naming:
    """The words of the table ``bodies``, ready for use."""

    table: Mapping[str, object]
    _sets: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def words(self, *path: str) -> frozenset[str]:
        """A list of the table as a set; an empty one where the table has no such list."""
        if path not in self._sets:
            value: object = self.table
            for key in path:
                value = value.get(key, ()) if isinstance(value, Mapping) else ()
            self._sets[path] = frozenset(cast("Iterable[str]", value))
        return self._sets[path]

    def kinds(self, name: str) -> Mapping[str, str]:
        """A table of words and the kinds they stand for."""
        return cast("Mapping[str, str]", self.table.get(name, {}))

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """Capitalised head nouns and the kinds of the bodies they name."""
        return self.kinds("heads")

    @cached_property
    def openers(self) -> Mapping[str, str]:
        """Nouns that open a name ("Department for …") and their kinds."""
        return self.kinds("openers")

    @cached_property
    def plain_heads(self) -> Mapping[str, str]:
        """Head nouns of names in lower case and their kinds."""
        plain = self.table.get("plain", {})
        return cast("Mapping[str, str]", plain.get("heads", {})) if isinstance(plain, Mapping) else {}

    @cached_property
    def decided(self) -> list[tuple[re.Pattern[str], str]]:
        """Patterns for whole names that decide a kind before the head noun does."""
        listed = cast("list[Mapping[str, str]]", self.table.get("decided", []))
        return [(re.compile(one["name"]), one["kind"]) for one in listed]

    def pattern(self, *path: str) -> re.Pattern[str]:
        """A regular expression of the table; one that matches nothing where the table has no such entry."""
        value: object = self.table
        for key in path:
            value = value.get(key, "") if isinstance(value, Mapping) else ""
        return re.compile(str(value) or r"(?!)")

    @cached_property
    def forms(self) -> Vocabulary:
        """The bodies that every area has one of; their wordings match in any case of letters."""
        listed = cast("list[Mapping[str, object]]", self.table.get("form", []))
        return Vocabulary(
            Entry(
                Ref("form", str(one["slug"])),
                str(one["slug"]),
                tuple(cast("list[str]", one["wordings"])),
                {"kind": (str(one["kind"]),)},
            )
            for one in listed
        )

    @cached_property
    def _forms_by_words(self) -> list[tuple[tuple[str, ...], Form]]:
        pairs: list[tuple[tuple[str, ...], Form]] = []
        for entry in self.forms.entries:
            form = Form(entry.ref.slug, entry.one("kind"), entry.wordings)
            pairs += [(tuple(_folded(bare(wording)).split()), form) for wording in entry.wordings]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    def form_of(self, name: str) -> tuple[str, Form] | None:
        """What stands before the form that a name ends in, and the form: ``("Leeds", <form>)`` for "Leeds Youth Offending Service"."""
        words, printed = _folded(name).split(), name.split()
        for wording, form in self._forms_by_words:
            if tuple(words[-len(wording) :]) == wording and (len(wording) > 1 or len(words) == 1 or printed[-1].isupper()):
                return " ".join(printed[: len(printed) - len(wording)]), form
        return None

    def kind_of(self, name: str) -> str:
        """The name of the subclass of los:Body for a name, by its form or its words; "Body" where nothing decides."""
        found = self.form_of(bare(name))
        if found is not None:
            return found[1].kind
        name = name.title().replace("’S", "’s").replace("'S", "'s") if name.isupper() and " " in name else name
        for pattern, kind in self.decided:
            if pattern.search(name):
                return kind
        words = [_OWNER.sub("", word) for word in name.split()]
        if not words:
            return "Body"
        last, first = words[-1], words[0]
        singular = _PLURALS.get(last.lower(), last.lower())
        return (
            self.heads.get(last)
            or (self.openers.get(first) if len(words) > 2 and words[1] in ("of", "for") else None)
            or self.plain_heads.get(singular)
            or self.heads.get(singular.title())
            or "Body"
        )


@lru_cache(maxsize=8)
def naming(world: Lexicon) -> Naming:
    """The words for names of bodies in a lexicon."""
    return Naming(world.tables.get("bodies", {}))


def bare(name: str) -> str:
    """A name on one line, without article, brackets with its acronym, quotation marks and a final possessive."""
    words = " ".join(_ACRONYM.sub(" ", name).split()).strip("‘’'“”\"*_ ,.;:")
    words = _ARTICLE.sub("", words)
    return re.sub(r"(?<=[a-z])[’']s$", "", words)


def body_slug(name: str) -> str:
    """The stable part of a body's name: spellings of one name ("well-being", "sub group", a plural of teams) make one slug."""
    words = slug(name)
    words = re.sub(r"\bwell-being\b", "wellbeing", words)
    words = re.sub(r"\bsub-?group(s?)\b", "sub-group", words)
    words = re.sub(r"\bmulti-?agency\b", "multi-agency", words)
    return re.sub(r"-(team|group|panel|board|hub)s$", r"-\1", words)


def _folded(name: str) -> str:
    folded = re.sub(r"[’‘']", "", name).replace("&", " and ").replace("-", " ").casefold()
    folded = re.sub(r"\bmultiagency\b", "multi agency", " ".join(folded.split()))
    return folded.replace("well being", "wellbeing").replace("sub group", "subgroup")
