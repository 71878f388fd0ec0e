"""Silence: a later document of the same council speaks of the matter of a recommendation or promise, and nothing there follows it up.

Where a later document only names the matter, in a title or a list, or speaks of what the recommendation names beside its own matter
(pre-proceedings, of the use of family group conferences before them), or tells without a judgement of the one service that it is for, it covers the matter and says nothing of it: that is silence.
Where a sentence of it speaks of the very matter and is no follow-up that is known, it is said to be mentioned, and a reader may decide.
Groups of children and services of their own are told apart. Nothing is said of what has a follow-up, nor of what no later document speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from kg import citing, traces, triples
from kg.derivation import rule_quads
from kg.facts import Commitment, Concept, FollowUp, Recommendation, Ref
from kg.later import Dated, Pair, Sentence, documents
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.rdf import Iri, Quad, Term, text
from kg.reading.aspects import aspects
from kg.reading.boards import of_board
from kg.reading.commitments import promised
from kg.reading.matters import Matter, closeness, matter, shared
from kg.text import Span
from kg.vocab import BASE, LOS, RDF, RDFS

GRAPH = Iri(f"{BASE}graph/silence")
_FEWEST = 2  # sentences of a later document on a service, so that it covers it
_BOARD = frozenset(("safeguarding-board",))
NEAR = 0.3  # of the lesser statement's matter
_BESIDE = re.compile(
    r"\b(?:before|during|in|within|at|from|when|where|after|following|prior\sto)\s(?:(?:and|or|before|during|after)\s)?(?:the\s|a\s|an\s|their\s|all\s|its\s)?(?:\w{2,14}\s)?$",
    re.IGNORECASE,
)

Status = Literal["silent", "mentioned"]


class Later(NamedTuple):
    """That a later document speaks of the matter of an earlier statement: where, how near, and the names of what both speak of."""

    earlier: Recommendation | Commitment
    passage: Span
    document: Dated
    status: Status
    near: float
    named: frozenset[str]


class _Asked(NamedTuple):
    """The matter of an earlier statement: all of it, and what it names only beside its own matter."""

    whole: Matter
    beside: frozenset[str]
    only_beside: bool = False


@lru_cache(maxsize=32)
def _listed(world: Lexicon, table: str, key: str) -> frozenset[str]:
    return frozenset(cast("Mapping[str, Mapping[str, list[str]]]", world.tables["silences"])[table][key])


@lru_cache(maxsize=8)
def _matters(world: Lexicon) -> Vocabulary:
    known = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["matters"])
    return Vocabulary(
        Entry(Concept(table, name), name, tuple(words))
        for table in ("narrow", "middle", "wide")
        for name, words in known[table].items()
    )


def silences(pairs: Sequence[Pair], world: Lexicon, followed: frozenset[Iri], dated: Mapping[str, Dated]) -> list[Later]:
    """What each later document says of the matter of recommendations and promises that nothing follows up.

    ``followed``: those that something does, by their nodes; ``dated``: the documents by slug. Where one later document mentions the very matter, the silence of others is not told.
    """
    found: list[Later] = []
    for part, fact in pairs:
        if not isinstance(fact, (Recommendation, Commitment)) or triples.iri(fact.ref) in followed or part.slug not in dated:
            continue
        here = dated[part.slug]
        asked = _asked(fact, here, world)
        if not asked.whole.groups and not asked.whole.named - _listed(world, "fora", "matters"):
            continue
        after = [one for one in dated.values() if one.council == here.council and one.certainly_after(here)]
        said = [one for document in after if (one := _said(fact, asked, document, world)) is not None]
        mentioned = [one for one in said if one.status == "mentioned"]
        found += mentioned or said
    return found


def _asked(fact: Recommendation | Commitment, here: Dated, world: Lexicon) -> _Asked:
    """The matter of a recommendation, or of what a promise is of."""
    passage = citing.main(fact)
    span = promised(passage, here.part) if isinstance(fact, Commitment) else passage
    whole = matter(span, world, asked=True, council=here.council)
    beside = set()
    for name in whole.narrow | whole.middle:
        at = [mention.span.start for mention in _matters(world).find(span) if mention.entry.label == name]
        if at and all(span[: start - span.start].search(_BESIDE) for start in at):
            beside.add(name)
    if any(passage.start in one for one in of_board(here.part)):
        whole = whole.of_group(_BOARD)
    rest = whole.named - beside
    return _Asked(whole, frozenset(beside) if rest else frozenset(), only_beside=not rest)


def _said(fact: Recommendation | Commitment, asked: _Asked, document: Dated, world: Lexicon) -> Later | None:
    """What one later document says of the matter: the sentence that is nearest to it, of those that mention the very matter if any does."""
    best: Later | None = None
    for sentence in document.sentences:
        one = _covers(fact, asked, sentence, document, world)
        if one is not None and (best is None or (one.status == "mentioned", one.near) > (best.status == "mentioned", best.near)):
            best = one
    return (
        best
        or _beside(fact, asked, document, world)
        or _of_service(fact, asked, document, world)
        or _of_subject(fact, asked, document, world)
    )


def _beside(fact: Recommendation | Commitment, asked: _Asked, document: Dated, world: Lexicon) -> Later | None:
    """A later document that speaks of what the recommendation names beside its own matter, and nowhere of that matter."""
    found: list[tuple[tuple[bool, bool, int], Sentence, frozenset[str]]] = []
    for sentence in document.sentences:
        named = asked.whole.named & sentence.matter.named
        if not named or asked.whole.apart(sentence.matter):
            continue
        if named - asked.beside:
            return None
        if not _only_looked(sentence, world):
            found.append(((sentence.judged, not sentence.titled, -sentence.span.start), sentence, named))
    if not found:
        return None
    _, first, named = max(found, key=lambda one: one[0])
    return Later(fact, first.span, document, "silent", 0.0, named)


def _only_looked(sentence: Sentence, world: Lexicon) -> bool:
    """Whether a sentence tells what inspectors looked at, and not what they saw."""
    said = str(sentence.span).lower()
    return any(phrase in said for phrase in _listed(world, "looked", "phrases"))


def _of_service(fact: Recommendation | Commitment, asked: _Asked, document: Dated, world: Lexicon) -> Later | None:
    """A later document that speaks of the service which a recommendation is of, judges nothing of it, and has none of its words."""
    groups = asked.whole.groups & _listed(world, "services", "groups") if isinstance(fact, Recommendation) else frozenset()
    for group in sorted(groups):
        of = [one for one in document.sentences if group in one.matter.groups]
        apart = [one for one in of if not any(one.span in other.span for other in of if other is not one)]
        if len(apart) >= _FEWEST and not any(one.judged or asked.whole.words & one.matter.words for one in of):
            return Later(fact, apart[0].span, document, "silent", 0.0, frozenset((group,)))
    return None


def _of_subject(fact: Recommendation | Commitment, asked: _Asked, document: Dated, world: Lexicon) -> Later | None:
    """A later document that speaks of the subject of a recommendation, and not of what it asks."""
    if not isinstance(fact, Recommendation) or asked.only_beside:
        return None
    mine, sides = asked.whole, aspects(citing.main(fact), world)
    subjects = _listed(world, "subjects", "matters")
    near = (mine.narrow | (mine.middle & subjects)) - asked.beside - _listed(world, "fora", "matters")
    wide = mine.wide - asked.beside if not mine.narrow | mine.middle - asked.beside else frozenset()
    telling = wide & subjects
    of = [one for one in document.sentences if not mine.apart(one.matter) and not _only_looked(one, world)]
    sided = [one for one in of if wide & one.matter.named and sides & aspects(one.span, world)]
    tests: tuple[tuple[frozenset[str], list[Sentence], int, Status], ...] = (
        (wide, sided, 1, "mentioned"),
        (near, of, 1, "silent"),
        (telling, of, _FEWEST, "silent"),
    )
    for names, found, least, status in tests:
        naming = [one for one in found if names & one.matter.named]
        if len(naming) >= least:
            first = max(naming, key=lambda one: (one.judged, not one.titled, len(names & one.matter.named), -one.span.start))
            return Later(fact, first.span, document, status, 0.0, names & first.matter.named)
    return None


def _covers(fact: Recommendation | Commitment, asked: _Asked, sentence: Sentence, document: Dated, world: Lexicon) -> Later | None:
    other = sentence.matter
    common = shared(asked.whole, other, asked=True)
    names = (common[0] if common is not None else frozenset()) - _listed(world, "fora", "matters")
    if common is None or not names - asked.beside or _only_looked(sentence, world):
        return None
    near = closeness(asked.whole, other, *common)
    if near < NEAR:
        return None
    return Later(fact, sentence.span, document, "silent" if sentence.titled else "mentioned", near, names)


def quads(pairs: Sequence[Pair], world: Lexicon, name: triples.Name, linked: Sequence[Quad]) -> Iterator[Quad]:
    """What came of promises (:mod:`kg.traces`), and what later documents say of the matter of all that nothing follows up.

    Each is in a graph of its own, with the statement it is of, a passage of both ends, and why. ``linked``: the follow-ups by matter.
    """
    dated = documents(pairs)
    by = {quad.subject: quad.object for quad in linked if quad.predicate == LOS.by}
    known = {(quad.object, by[quad.subject]) for quad in linked if quad.predicate == LOS.of and quad.subject in by}
    known |= {(triples.iri(fact.of), triples.iri(fact.by)) for _, fact in pairs if isinstance(fact, FollowUp)}
    found = list(traces.traces(pairs, dated, world))
    yield from traces.quads(found, name, frozenset((of, one) for of, one in known if isinstance(of, Iri) and isinstance(one, Iri)))
    followed = frozenset(of for of, _ in known if isinstance(of, Iri)) | {triples.iri(trace.promise.ref) for trace in found}
    yield from _told(silences(pairs, world, followed, dated), name)


def _told(found: Iterable[Later], name: triples.Name) -> Iterator[Quad]:
    made: set[Iri] = set()
    for later in found:
        document = later.document.part.ref
        subject = triples.iri(Ref("later-mention", f"{later.earlier.ref.slug}/in/{document.slug}"))
        if subject in made:
            continue
        made.add(subject)
        earlier, matters = triples.iri(later.earlier.ref), _spelled(later.named)
        left = (
            "nothing in it says what became of this"
            if later.status == "silent"
            else "whether it says what became of this, its words must tell"
        )
        passage = triples.passage(later.passage)
        yield from triples.passage_quads(later.passage, triples.iri(document), GRAPH)
        told: list[tuple[Iri, Term]] = [
            (RDF.type, LOS.LaterMention),
            (RDFS.label, text(triples.short(f"{name(document)}: {matters}"), "en")),
            (LOS.mentionOf, earlier),
            (LOS.status, triples.code(Concept("status", later.status))),
            (LOS.method, triples.code(Concept("method", "derived"))),
            (LOS.rule, GRAPH),
            (LOS.text, text(f"A later document of the same council speaks of {matters}; {left}.")),
            (LOS.premise, earlier),
            (LOS.mainEvidence, passage),
            (LOS.evidence, passage),
            (LOS.evidence, triples.passage(citing.main(later.earlier))),
        ]
        yield from (Quad(subject, predicate, value, GRAPH) for predicate, value in told)
    if made:
        yield from rule_quads(GRAPH, "what later documents say of the matter", __doc__)


def _spelled(names: Iterable[str]) -> str:
    return " and ".join(sorted(name.replace("-", " ") for name in names))
