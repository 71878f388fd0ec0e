"""What came of promises: a later document tells that what was promised was brought, sent, opened, or is itself what was promised.

A later sentence tells of it where it says that something is done, and names the narrow matter of the promise (:mod:`kg.reading.matters`), or
two of its own words, or one and a day of the time when it was due. An item of a later agenda or a document is what was promised where its
title names the matter or two of the words. Words of who promises, to whom it is brought, and when, are none of a promise's own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from kg import citing, triples
from kg.derivation import rule_quads
from kg.facts import Commitment, Concept, Ref
from kg.later import Dated, Pair, Sentence
from kg.lexicon import Lexicon, pattern_of
from kg.rdf import Iri, Quad, Term, text, typed
from kg.reading.commitments import promised
from kg.reading.dates import find_dates
from kg.reading.matters import Matter, matter, spelled, stem
from kg.text import Span
from kg.vocab import BASE, LOS, RDF, RDFS

GRAPH = Iri(f"{BASE}graph/promises")
_SURE, _LIKELY = 0.85, 0.7
_FEWEST = 2  # own words that two statements share, where no narrow matter is shared
_DOING = frozenset(
    stem(word) for word in ("open", "launch", "publish", "recruit", "appoint", "refresh", "commission", "replace", "visit", "train")
)
_BACK = 500
_POINTS = re.compile(r"(?:This|It|These|They|Those|That)\b")
_TO_WHOM = re.compile(
    r"\b(?:to|before)\s(?:the\s|our\s|a\s|its\s|their\s)?(?:[\w’'&-]{1,20}\s){0,6}?(?:Board|Panel|Committee|Cabinet|Council|Executive|Members|Scrutiny|Partnership|Forum|meeting)\b",
    re.IGNORECASE,
)


class Trace(NamedTuple):
    """That a later document tells what came of a promise: the words, the node that says so, how sure that is and why."""

    promise: Commitment
    passage: Span
    document: Iri
    node: Iri
    sure: float
    reason: str


@dataclass(frozen=True)
class _Words:
    kept: re.Pattern[str]
    unkept: re.Pattern[str]
    told: re.Pattern[str]
    general: frozenset[str]


@lru_cache(maxsize=8)
def _words(world: Lexicon) -> _Words:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["commitments"])

    def any_of(words: list[str]) -> re.Pattern[str]:
        return re.compile(
            r"\b(?:" + "|".join(pattern_of(word) for word in sorted(words, key=len, reverse=True)) + r")\b", re.IGNORECASE
        )

    plain = [*table["passive"]["verbs"], *table["active"]["verbs"], *table["passive"]["papers"], *table["kept"]["verbs"]]
    general = frozenset(stem(word) for phrase in plain for word in re.findall(r"[a-z][a-z’'-]{2,40}", phrase.lower()))
    return _Words(any_of(table["kept"]["verbs"]), any_of(table["kept"]["not"]), any_of(table["kept"]["promised"]), general)


def traces(pairs: Sequence[Pair], dated: Mapping[str, Dated], world: Lexicon) -> Iterator[Trace]:
    """What later documents tell of the promises of earlier ones; of each document the surest passage."""
    for part, fact in pairs:
        here = dated.get(part.slug)
        if here is None or not isinstance(fact, Commitment):
            continue
        of, own = _own(fact, here, world)
        for document in dated.values():
            if document.council == here.council and document.certainly_after(here):
                early = _before_due(fact, document)
                found = [
                    one
                    for sentence in document.sentences
                    if (one := _trace(fact, of, own, sentence, world, early=early)) is not None
                ]
                if (itself := _itself(fact, of, own, document, world)) is not None:
                    found.append(itself)
                if found:
                    yield max(found, key=lambda one: (one.sure, -one.passage.start))


def _own(fact: Commitment, here: Dated, world: Lexicon) -> tuple[Matter, frozenset[str]]:
    """The matter of what is promised, and its own words. What only points back ("This report") is of the sentence before too."""
    passage = citing.main(fact)
    content = promised(passage, here.part)
    if content.match(_POINTS):
        before = Span(content.document, max(here.part.span.start, passage.start - _BACK), passage.start).sentences()
        content = (before[-1] if before else content).to(content)
    whom = content.search(_TO_WHOM)
    of = matter(content, world, asked=True, council=here.council)
    apart = {
        stem(word)
        for span in (whom.span if whom is not None else content[:0],)
        for word in re.findall(r"[a-z’'-]+", str(span).lower())
    }
    apart |= {stem(word) for word in re.findall(r"[a-z’'-]+", f"{fact.printed} {fact.responsible_printed}".lower())}
    return dataclasses.replace(of, words=of.words - apart), frozenset(of.words - apart - _words(world).general)


def _trace(fact: Commitment, of: Matter, own: frozenset[str], sentence: Sentence, world: Lexicon, *, early: bool) -> Trace | None:
    """What a sentence of a later document tells of a promise, if it does."""
    known = _words(world)
    other = sentence.matter
    if of.groups and other.groups and not of.groups & other.groups:
        return None
    narrow, shared = of.narrow & other.narrow, own & other.words
    told, in_time = sentence.span.search(known.told) is not None, _in_time(fact, sentence.span)
    if not narrow and not shared and not (told and in_time and _exact(fact)):
        return None
    if sentence.item and not early:
        words = of.words & other.words
        enough = narrow or (shared and (len(words) >= _FEWEST or of.named & other.named))
        return (
            Trace(fact, sentence.span, sentence.document, sentence.node, _LIKELY, _why(narrow, words, sentence.span, in_time=False))
            if enough
            else None
        )
    if not told and (sentence.span.search(known.kept) is None or sentence.span.search(known.unkept) is not None):
        return None
    if not (told or in_time or (narrow and (shared or _same_verb(of, sentence))) or len(shared) >= _FEWEST):
        return None
    return Trace(
        fact,
        sentence.span,
        sentence.document,
        sentence.node,
        _SURE if told or in_time else _LIKELY,
        _why(narrow, shared, sentence.span, in_time),
    )


def _same_verb(of: Matter, sentence: Sentence) -> bool:
    """Whether a sentence says that the very thing was done that was promised ("would open", "opened")."""
    return bool(of.words & sentence.matter.words & _DOING)


def _itself(fact: Commitment, of: Matter, own: frozenset[str], document: Dated, world: Lexicon) -> Trace | None:
    """A later document that is what was promised, by its title."""
    title = document.part.header.evidence[0]
    named = matter(title, world, asked=True, council=document.council)
    common, shared = of.named & named.named, own & named.words
    if not (len(shared) >= _FEWEST or (shared and common)):
        return None
    return Trace(
        fact,
        title,
        triples.graph_of(document.part),
        triples.graph_of(document.part),
        _LIKELY,
        _why(common, shared, title, in_time=False),
    )


def _exact(fact: Commitment) -> bool:
    """Whether a promise is due on a day or in a month."""
    return fact.until is not None and len(fact.until.value) > 4 and "/" not in fact.until.value


def _before_due(fact: Commitment, document: Dated) -> bool:
    """Whether a document is older than the time when a promise is due, so that no item of it can be what was promised."""
    due, day = fact.until.earliest if fact.until is not None else None, document.when.latest
    return due is not None and day is not None and day < due


def _in_time(fact: Commitment, span: Span) -> bool:
    """Whether a sentence prints a day of the time when the promise was due."""
    due = fact.until
    if due is None or due.earliest is None or due.latest is None:
        return False
    for date in find_dates(span):
        first, last = date.since.earliest, date.until.latest
        if first is not None and last is not None and first <= due.latest and due.earliest <= last and len(date.since.value) > 4:
            return True
    return False


def _why(named: frozenset[str], words: frozenset[str], span: Span, in_time: bool) -> str:
    names = ", ".join(sorted(name.replace("-", " ") for name in named))
    printed = ", ".join(spelled(span, words))
    shares = " and ".join([f"speak of {names}"] * bool(names) + [f"share the words {printed}"] * bool(printed))
    return f"Both are of the same council and {shares}." + " It is told of the time when it was due." * in_time


def quads(found: Sequence[Trace], name: triples.Name, known: frozenset[tuple[Iri, Iri]]) -> Iterator[Quad]:
    """The traces as follow-ups in a graph of their own, each with its premise, the passages of both ends, how sure it is and why.

    ``known``: what follow-ups are known already, as what is followed up and what follows it up.
    """
    made: set[Iri] = set()
    for trace in found:
        ref, promise = trace.promise.ref, triples.iri(trace.promise.ref)
        subject = triples.iri(
            Ref("follow-up", f"promise/{ref.slug}/by/{triples.slug_of(trace.passage.document)}-{trace.passage.start}")
        )
        if (promise, trace.node) in known or subject in made:
            continue
        made.add(subject)
        passage = triples.passage(trace.passage)
        yield from triples.passage_quads(trace.passage, trace.document, GRAPH)
        told: list[tuple[Iri, Term]] = [
            (RDF.type, LOS.FollowUp),
            (RDFS.label, text(f"addressed: {triples.short(name(ref))}", "en")),
            (LOS.of, promise),
            (LOS.by, trace.node),
            (LOS.status, triples.code(Concept("status", "addressed"))),
            (LOS.method, triples.code(Concept("method", "derived"))),
            (LOS.rule, GRAPH),
            (LOS.confidence, typed(f"{trace.sure:g}", "decimal")),
            (LOS.text, text(trace.reason)),
            (LOS.premise, promise),
            (LOS.mainEvidence, passage),
            (LOS.evidence, passage),
            (LOS.evidence, triples.passage(citing.main(trace.promise))),
        ]
        yield from (Quad(subject, predicate, value, GRAPH) for predicate, value in told)
    if made:
        yield from rule_quads(GRAPH, "what came of promises", __doc__)
