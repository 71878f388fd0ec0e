"""Follow-ups: what a sentence says became of the recommendation or finding that it stands under.

The words of each status stand in ``mappings/lexicon/followups.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, cast

from kg.facts import Concept, Finding, FollowUp, Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.text import Span

Status = Literal["addressed", "partly", "repeated", "contradicted"]
_FIRST: tuple[Status, ...] = ("contradicted", "repeated", "partly", "addressed")  # the more reserved one holds


@lru_cache(maxsize=8)
def _cues(world: Lexicon) -> Vocabulary:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])["status"]
    return Vocabulary(Entry(Concept("status", name), name, tuple(words)) for name, words in table.items())


@lru_cache(maxsize=8)
def _cells(world: Lexicon) -> Vocabulary:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])["cells"]
    return Vocabulary(Entry(Concept("status", name), name, tuple(words)) for name, words in table.items())


def status_of_cell(cell: Span, world: Lexicon) -> Status | None:
    """What a cell of a table says of how far something is: "Completed", "In progress – due in May"; None where it begins otherwise."""
    found = _cells(world).find(cell)
    if not found or found[0].span.start > cell.strip(" *_:-–(").start + 12:
        said = status_of(cell, world)
        return said[0] if said is not None else None
    return next(status for status in _FIRST if found[0].entry.concept.name == status)


@lru_cache(maxsize=8)
def imperatives(world: Lexicon) -> frozenset[str]:
    """The verbs that a recommendation in the imperative can begin with."""
    return frozenset(cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])["imperative"]["verbs"])


def is_imperative(words: str, world: Lexicon) -> bool:
    """Whether words begin with such a verb ("Set up a programme …"), also after an adverb ("Safely reduce …")."""
    first = words.split(maxsplit=2)[:2]
    lowered = [word.strip(",.:;").lower() for word in first]
    known = imperatives(world)
    return bool(lowered) and (lowered[0] in known or (len(lowered) > 1 and lowered[0].endswith("ly") and lowered[1] in known))


def status_of(span: Span, world: Lexicon) -> tuple[Status, Span] | None:
    """What a sentence says became of something, and the sentence; None where no sentence of ``span`` says it."""
    for sentence in span.sentences():
        found = {mention.entry.concept.name for mention in _cues(world).find(sentence)}
        for status in _FIRST:
            if status in found:
                return status, sentence
    return None


@lru_cache(maxsize=32)
def _words(world: Lexicon, table: str, key: str) -> Vocabulary:
    known = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])
    return Vocabulary([Entry(Concept(table, key), key, tuple(known[table][key]))])


def tempered(span: Span, world: Lexicon, how: Literal["unfinished", "begun", "done", "mended", "open"]) -> bool:
    """Whether praise speaks of what is ``unfinished``, or blame of what has ``begun`` to mend; any words of what is ``done``, ``mended`` or ``open``."""
    return bool(_words(world, "tempered", how).find(span))


def refers_back(span: Span, world: Lexicon) -> bool:
    """Whether words speak of what an earlier inspection, review or report said."""
    return bool(_words(world, "back", "words").find(span))


def retold(span: Span, world: Lexicon) -> bool:
    """Whether a sentence only tells what an earlier source found ("The initial inspection found that …")."""
    sources = _words(world, "retold", "sources").find(span[:80])
    verbs = _words(world, "retold", "verbs").find(span[:120])
    earlier = sources and verbs and sources[0].span.start - span.start < 30 and verbs[0].span.start > sources[0].span.end
    return bool(earlier) and bool(_words(world, "back", "words").find(span[:120])) and len(span.sentences()) == 1


_GOES_ON = re.compile(r"\W*(?:It|They|This)\s(?:is|are|was|were|has|have|had|do|does|did|remains?|still)\b")
_SHORT = 120  # characters of a sentence that says nothing without the one before
_LOOK_BACK = 1200


def context(passage: Span, world: Lexicon) -> Span | None:
    """The sentence before, that tells what "It is still too variable" speaks of.

    At the start of a paragraph it is the paragraph before, where that one speaks of an earlier inspection or review.
    """
    whole = passage.document.span
    before = whole[max(0, passage.start - _LOOK_BACK) : passage.start]
    here = before[str(before).rfind("\n\n") + 2 :] if "\n\n" in str(before) else before
    if here.strip():
        last = here.strip().sentences()[-1]
        return last if (passage.match(_GOES_ON) and len(passage) < _SHORT) or retold(last, world) else None
    told = before.strip()
    told = told[str(told).rfind("\n\n") + 1 :].strip()
    return told if refers_back(told, world) else None


def covering(found: Iterable[Finding], sentence: Span) -> Finding | None:
    """The smallest finding that rests on all of ``sentence``, or None."""
    holding = [one for one in found if any(sentence in span for span in one.evidence)]
    return min(holding, key=lambda one: sum(len(span) for span in one.evidence), default=None)


def follow_up(of: Ref, span: Span, found: Iterable[Finding], world: Lexicon) -> Iterator[FollowUp]:
    """The follow-up of ``of`` that ``span`` prints, where one of its sentences says what became of it and a finding holds it."""
    said = status_of(span, world)
    by = covering(found, said[1]) if said is not None else None
    if said is not None and by is not None and by.ref != of:
        yield FollowUp(of=of, by=by.ref, status=said[0], evidence=(said[1],))
