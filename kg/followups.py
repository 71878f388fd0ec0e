"""Follow-ups that no document prints as such: what a later source of the same council says of the same matter.

A recommendation, a weakness or a promise of one source, and a judgement or recommendation of a later one, are linked where a paragraph of the
later one shares rare words with it (:mod:`kg.nearest`), where the later one names the recommendation by its number, or its source by name
and time and speaks of its matter, or where both are on one narrow matter (:mod:`kg.linking`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import nearest, triples
from kg.derivation import rule_quads
from kg.facts import Concept, FollowUp, Ref
from kg.lexicon import Lexicon
from kg.linking import MOST, Link, links
from kg.nearest import Answer
from kg.rdf import Iri, Quad, Term, text, typed
from kg.reading.followups import Status
from kg.reading.matters import spelled
from kg.statements import Pair, Said, dated, statements
from kg.text import Span
from kg.vocab import BASE, LOS, RDF, RDFS

__all__ = ["GRAPH", "MOST", "Link", "Row", "Said", "links", "quads", "rows", "statements"]

GRAPH = Iri(f"{BASE}graph/same-matter")


class Row(NamedTuple):
    """A follow-up as it is stated: what is followed up, the node that does, how, how sure, why, and what it rests on."""

    earlier: Said
    by: Iri
    slug: str
    status: Status
    sure: float
    reason: str
    passages: Sequence[tuple[Span, Iri]]  # each with its document; the chief one, of the later source, first
    premises: Sequence[Iri]


def rows(pairs: Sequence[Pair], world: Lexicon) -> Iterator[Row]:
    """Every follow-up by matter or by words, the surest first: of a paragraph the one by words, which looks at all of its sentences."""
    said = statements(pairs, world)
    near = list(nearest.answers(said, nearest.paragraphs(pairs, dated(pairs)), world))
    found = [_of_answer(one) for one in near]
    taken: dict[Iri, list[Span]] = defaultdict(list)
    for answer in near:
        taken[answer.earlier.subject].append(answer.paragraph.span)
    for link in links(said, world):
        passage = link.later.passage
        if not any(span.document is passage.document and span.overlaps(passage) for span in taken[link.earlier.subject]):
            found.append(_of_link(link))
    yield from sorted(found, key=lambda one: -one.sure)


def _of_link(link: Link) -> Row:
    one, later = link.later, (link.later, *link.also)
    passages, premises = [(said.passage, said.document) for said in later], [said.subject for said in later]
    return Row(link.earlier, one.subject, one.ref.slug, link.status, link.confidence, link.reason, passages, premises)


def _of_answer(answer: Answer) -> Row:
    paragraph = answer.paragraph
    node = paragraph.holder(answer.chief).node
    document = triples.graph_of(paragraph.part)
    words = ", ".join(spelled(paragraph.span, answer.near.words))
    own = str(node).removeprefix(BASE).split("/", 1)[-1]
    slug = f"{own}-{answer.passages[0].start}" if node == document else own
    reason = f"Both are of the same council and share the words {words}."
    passages = [(span, document) for span in answer.passages]
    return Row(answer.earlier, node, slug, answer.status, answer.sure, reason, passages, [node])


def quads(pairs: Sequence[Pair], world: Lexicon, name: triples.Name) -> Iterator[Quad]:
    """The follow-ups in a graph of their own, each with its premises, a passage of both ends, how sure it is and why.

    Where a document itself prints a follow-up of the two, or a reviewed statement tells it, there is no second one.
    """
    known = {(triples.iri(fact.of), triples.iri(fact.by)) for _, fact in pairs if isinstance(fact, FollowUp)}
    made: set[Iri] = set()
    for row in rows(pairs, world):
        of = row.earlier.subject
        subject = triples.iri(Ref("follow-up", f"same-matter/{row.earlier.ref.slug}/by/{row.slug}"))
        if (of, row.by) in known or subject in made or of == row.by:
            continue
        made.add(subject)
        yield from _said(subject, row, name)
    if made:
        yield from rule_quads(GRAPH, "later statements on the same matter", __doc__)


def _said(subject: Iri, row: Row, name: triples.Name) -> Iterator[Quad]:
    told: list[tuple[Iri, Term]] = [
        (RDF.type, LOS.FollowUp),
        (RDFS.label, text(f"{row.status}: {triples.short(name(row.earlier.ref))}", "en")),
        (LOS.of, row.earlier.subject),
        (LOS.by, row.by),
        (LOS.status, triples.code(Concept("status", row.status))),
        (LOS.method, triples.code(Concept("method", "derived"))),
        (LOS.rule, GRAPH),
        (LOS.confidence, typed(f"{row.sure:g}", "decimal")),
        (LOS.text, text(row.reason)),
        (LOS.mainEvidence, triples.passage(row.passages[0][0])),
        *((LOS.premise, one) for one in (row.earlier.subject, *row.premises)),
        *((LOS.evidence, triples.passage(one)) for one in (row.earlier.passage, *(span for span, _ in row.passages))),
    ]
    yield from (Quad(subject, predicate, value, GRAPH) for predicate, value in told)
    yield from triples.passage_quads(row.earlier.passage, row.earlier.document, GRAPH)
    for span, document in row.passages:
        yield from triples.passage_quads(span, document, GRAPH)
