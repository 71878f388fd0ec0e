"""Which known measure a figure's words speak of.

Words are compared as sets of stems: both the wordings of ``ontology/schemes/indicator.ttl`` and the words beside a figure
are brought to one form (synonyms from ``mappings/lexicon/figures.toml``, endings cut off, words that narrow nothing left
out). A measure is recognised when nothing in the figure's words goes beyond one of its wordings, and what they leave out is
only a subject that the context names. So "70 % live out of the area", in a list about children looked after, is known, and
"20 children looked after in alternative provision" is never taken for the number of children looked after.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, cast

from kg.facts import Concept
from kg.lexicon import Lexicon

Stems = frozenset[str]
NOTHING: Stems = frozenset()
_GENERAL = 3
SCHOOL = "=school"
CHANGE, DIFFERENCE = "=change", "=difference"

_WORD = re.compile(r"=[a-z0-9-]+|[a-z0-9][a-z0-9’'+*-]*")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_AGES = re.compile(
    rf"(?<![=\w-])(?:(?:aged?|ages)\s(?:of\s|between\s|under\s|over\s)?{_COUNT}(?:\s?(?:to|and|or|–|-)\s?(?:{_COUNT}|below|above|under|over))?(?:\syears?(?:\sold)?)?"
    r"|\d{1,2}-?\s?(?:to|–|-)\s?\d{1,2}[\s-](?:years?[\s-]olds?|age\sgroup)|\d{1,2}[\s-]years?[\s-]olds?|(?:over|under|post)-?\s?\d{1,2}s?|(?:years?|key\sstages?)\s\d{1,2}(?:\s(?:and|to)\s\d{1,2})?"
    rf"|the\sages?\sof\s{_COUNT}(?:\syears)?)(?!\w|\s?%|[,.]\d)"
)
_TERMS = re.compile(
    rf"\b(?:(?:over|in|during|for|within)\s)?(?:the\s)?(?:(?:last|past|previous|next|first)\s)?{_COUNT}[\s-](?:years?|months?)\b"
)
_FOOTNOTE = re.compile(r"(?<=[a-z]{4})[1-9](?=[\s,.;)]|$)")  # the mark of one, glued to a word
_ACRONYM = re.compile(r"\([A-Z][A-Za-z]{1,5}\)")


def stem(word: str) -> str:
    """A word without its ending: "completed" and "completing" are one."""
    bare = word.replace("’", "'").removesuffix("'s").strip("'-")
    for ending in _ENDINGS:
        if len(bare) - len(ending) >= 3 and bare.endswith(ending):
            bare = bare[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "sl":
        bare = bare[:-1]
    return bare.rstrip("e") or bare


class Indicators:
    """The scheme of indicators, prepared for recognising."""

    def __init__(self, world: Lexicon) -> None:
        table = cast(dict[str, Any], world.tables.get("figures", {}))
        self.generic = frozenset(table.get("generic", {}).get("indicators", ()))
        self.all_topics = frozenset(f"={name}" for name in table.get("topics", {}))
        phrases = {
            _plain(phrase): f"={name}"
            for part in ("synonyms", "topics")
            for name, listed in table.get(part, {}).items()
            for phrase in listed
        }
        self._phrases = phrases
        neutral = table.get("neutral", {}).get("words", ())
        self._neutral = frozenset(neutral)
        self._phrases |= {_plain(phrase): "" for phrase in neutral if " " in phrase}
        self._phrase = _alternatives(self._phrases)
        groups = [_plain(phrase) for phrase in table.get("groups", {}).get("phrases", ())]
        self._group = re.compile(rf"{_alternatives(groups).pattern}(?!')|{_AGES.pattern}")
        self._measures: dict[str, list[tuple[Concept, Stems]]] = defaultdict(list)
        self._units: dict[str, str] = {}
        self._related: dict[str, tuple[str, ...]] = {}
        scheme = world.schemes.get("indicator")
        for entry in scheme.entries if scheme else ():
            self._units[entry.concept.name] = entry.one("unit").removeprefix("unit/")
            self._related[entry.concept.name] = tuple(one.removeprefix("indicator/") for one in entry.data.get("related", ()))
            wordings = {self.stems(wording) for wording in (entry.label, *entry.wordings)}
            self._measures[entry.one("unit").removeprefix("unit/")] += [
                (entry.concept, words) for words in sorted(wordings, key=sorted) if words
            ]
        self.stems = lru_cache(maxsize=20_000)(self.stems)  # type: ignore[method-assign]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, world: Lexicon) -> Indicators:
        """Those of a lexicon, made once."""
        return cls(world)

    def stems(self, words: str) -> Stems:
        """The stems of ``words`` that say what is measured."""
        text = _plain(_ACRONYM.sub("", _FOOTNOTE.sub("", " ".join(words.split()))))
        text = self._phrase.sub(lambda match: f" {self._phrases[match.group()]} ", text)
        text = _TERMS.sub(" ", self._group.sub(lambda match: f" {SCHOOL} " if "school" in match.group() else " ", text))
        words_found = (word.strip("'") for word in _WORD.findall(text))
        found = (word for word in words_found if word not in self._neutral and len(word) > 1 and not word[0].isdigit())
        return frozenset(word if word.startswith("=") else stem(word) for word in found)

    def group(self, words: str) -> str:
        """The ages, sexes or schools that ``words`` restrict a figure to, as printed; ``""`` if none."""
        text = _plain(words)
        kept = self._phrase.sub(lambda match: "~" * len(match.group()), text)
        return ", ".join(dict.fromkeys(words[match.start() : match.end()] for match in self._group.finditer(kept)))

    def find(self, words: Stems, unit: str, contexts: Sequence[Stems] = (), *, listed: bool = False) -> Concept | None:
        """The measure in ``unit`` that ``words`` speak of, what they leave out being named in ``contexts``, nearest first.

        None where no measure fits, or where two fit equally well. Without words a single subject names only a rate, unless
        the figure is ``listed`` under words that introduce it.
        """
        if SCHOOL in words and (plain := self.find(words - {SCHOOL}, unit, contexts, listed=True)) is not None:
            return plain
        if unit == "ratio" and not any(words <= wording for _, wording in self._measures[unit]):
            unit = "percent"  # "one in five children" is a share
        best: tuple[int, int] | None = None
        found: set[Concept] = set()
        for concept, wording in self._measures[unit]:
            vague = not words and len(wording) < 2 and not unit.startswith("per-") and not listed
            if not words <= wording or (wording - words) & {CHANGE, DIFFERENCE} or vague:
                continue
            missing = wording - words
            distance = _distance(missing, contexts) if missing <= self.all_topics or not words else None
            if not wording & self.all_topics and distance == 0:
                distance = _GENERAL  # a measure of the subject that the sentence or the one before names goes first
            if distance is None or (not words and not (missing & self.all_topics)):
                continue
            rank = (distance, len(missing) if words else -len(missing))
            if best is None or rank < best:
                best, found = rank, {concept}
            elif rank == best:
                found.add(concept)
        return found.pop() if len(found) == 1 else None

    def is_population(self, concept: Concept) -> bool:
        """Whether a measure counts a subject as a whole: all children looked after, not some of them."""
        return any(one == concept and words <= self.all_topics for listed in self._measures.values() for one, words in listed)

    def in_unit(self, concept: Concept | None, words: Stems, unit: str, contexts: Sequence[Stems] = ()) -> Concept | None:
        """The measure of the same words in another unit: the rate or the share of a number."""
        found = self.find(words, unit, contexts) if words else None
        if found is not None or concept is None:
            return found
        if self._units.get(concept.name) == unit:
            return concept
        related = [
            other
            for other in self._related.get(concept.name, ())
            if self._units.get(other) == unit and _same_thing(concept.name, other)
        ]
        return Concept("indicator", related[0]) if len(related) == 1 else None


def _distance(missing: Stems, contexts: Sequence[Stems]) -> int | None:
    """How many contexts, nearest first, it takes to name what is missing; None where they do not."""
    if not missing:
        return 0
    known: Stems = NOTHING
    for distance, context in enumerate(contexts, 1):
        known |= context
        if missing <= known:
            return distance
    return None


def _same_thing(name: str, other: str) -> bool:
    """Whether two measures are of one thing in two units: their names differ in the ending alone."""
    bare = [re.sub(r"-(?:share|rate|number|per-1000)$", "", one) for one in (name, other)]
    return bare[0] == bare[1]


def _plain(words: str) -> str:
    """Lower case, one form of apostrophe; as long as the words."""
    lowered = words.lower()
    return (lowered if len(lowered) == len(words) else words).replace("’", "'").replace("‘", "'")


def _alternatives(phrases: Iterable[str]) -> re.Pattern[str]:
    listed = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w=-])(?:{'|'.join(map(re.escape, listed)) or '(?!)'})(?![\w-])")
