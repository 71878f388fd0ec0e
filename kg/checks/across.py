"""What documents of one council print of the same thing in two ways: an inspection, a figure of one day, a name.

One document alone is looked at by the other checks. Here what one tells of an inspection is held against the inspection's own
report, its figures against those of other documents, and the names of people against each other. Nothing is compared where it is
not safe to say that both are of one thing; neither print is taken for the right one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from kg import triples
from kg.checks.begunposts import begun_posts
from kg.checks.crossing import Crossing, Pair
from kg.checks.figurestold import figures_apart
from kg.checks.happened import happened
from kg.checks.openings import openings
from kg.checks.successions import successions
from kg.checks.surnames import surnames
from kg.checks.toldapart import apart
from kg.derivation import rule_quads
from kg.facts import Concept, Ref
from kg.rdf import Iri, Quad, Term, text
from kg.reading.part import Part
from kg.text import Span
from kg.vocab import BASE, LOS, RDF, RDFS

GRAPH = Iri(f"{BASE}graph/told-apart")


def crossings(pairs: Sequence[Pair]) -> Iterator[Crossing]:
    """The discrepancies between the documents of ``pairs``, each once."""
    seen: set[Iri] = set()
    for one in (
        *apart(pairs),
        *figures_apart(pairs),
        *surnames(pairs),
        *openings(pairs),
        *happened(pairs),
        *begun_posts(pairs),
        *successions(pairs),
    ):
        if (name := _name(one)) not in seen:
            seen.add(name)
            yield one


def quads(pairs: Sequence[Pair]) -> Iterator[Quad]:
    """The discrepancies between documents, in a graph of their own, with the passages of both ends."""
    found = list(crossings(pairs))
    for one in found:
        yield from _said(_name(one), one)
    if found:
        yield from rule_quads(GRAPH, "what documents tell of one thing in two ways", __doc__)


def _name(one: Crossing) -> Iri:
    key = " ".join([one.fact.kind.name, *sorted(str(triples.passage(span)) for _, span in one.ends)])  # either may be told first
    return triples.iri(Ref("discrepancy", f"told/{hashlib.md5(key.encode(), usedforsecurity=False).hexdigest()}"))


def _said(subject: Iri, one: Crossing) -> Iterator[Quad]:
    fact = one.fact
    told: list[tuple[Iri, Term]] = [
        (RDF.type, LOS.Discrepancy),
        (RDFS.label, text(triples.short(fact.text), "en")),
        (LOS.kind, triples.code(fact.kind)),
        (LOS.text, text(fact.text)),
        (LOS.printed, text(fact.printed)),
        (LOS.status, triples.code(Concept("status", fact.status))),
        (LOS.method, triples.code(Concept("method", "derived"))),
        (LOS.rule, GRAPH),
        *((LOS.mainEvidence, triples.passage(span)) for _, span in one.ends),
        *((LOS.evidence, triples.passage(span)) for _, span in one.ends),
    ]
    yield from (Quad(subject, predicate, value, GRAPH) for predicate, value in told)
    for part, span in one.ends:
        yield from triples.passage_quads(span, _home(part, span), GRAPH)


def _home(part: Part, span: Span) -> Iri:
    return triples.graph_of(part) if span in part.span else triples.iri(Ref("doc", triples.slug_of(span.document)))
