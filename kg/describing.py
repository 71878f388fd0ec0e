"""The facts of a build as quads: every document with its text, every fact with its evidence, and what stands behind them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg import checks, triples
from kg.derivation import rule_quads
from kg.facts import Concept, Fact, Header, Named, Ref
from kg.lexicon import Lexicon
from kg.project import Project, ProjectError
from kg.rdf import Iri, Literal, Quad, Term, text, typed
from kg.reading.part import Opening, Part
from kg.sources import Source
from kg.store import parse_turtle
from kg.text import Span
from kg.vocab import BASE, DCTERMS, LOS, RDFS

Pair = tuple[Part, Fact]
_NAME = ("label", "name")


def namer(pairs: Iterable[Pair], known: Lexicon) -> triples.Name:
    """Gives each thing its one label: the known one, else the first that a document prints; and each concept its own.

    What it gives raises ProjectError for a concept that is not in its closed scheme.
    """
    names: dict[Ref | Concept, str] = {}
    for part, fact in pairs:
        if isinstance(fact, Named):
            label = next((getattr(fact, key) for key in _NAME if getattr(fact, key, "")), "")
            if label:
                names.setdefault(fact.ref, triples.short(label, 160))
        elif isinstance(fact, Header):
            names.setdefault(part.ref, fact.title)

    def name(thing: Ref | Concept) -> str:
        if isinstance(thing, Concept):
            scheme = known.schemes.get(thing.scheme)
            entry = scheme.get(thing) if scheme else None
            if entry is None:
                raise ProjectError(f"ontology/schemes/{thing.scheme}.ttl: no concept {thing.name}, which a mapping uses")
            return entry.label
        entry = known.bodies.get(thing) or known.places.get(thing)
        return entry.label if entry else names.get(thing, thing.slug.rsplit("/", 1)[-1].replace("-", " "))

    return name


def described(pairs: list[Pair], read: list[Source], name: triples.Name, known: Lexicon) -> Iterator[Quad]:
    """The quads of every source, its documents and their facts."""
    homes: dict[str, Callable[[Span], Iri]] = {}
    by_document: dict[str, list[Part]] = defaultdict(list)
    for part in {part.slug: part for part, _ in pairs}.values():
        by_document[triples.slug_of(part.span.document)].append(part)
    for source in read:
        if source.unread:
            yield from triples.unread_quads(source.document, source.unread, _given(source, known))
            continue
        parts = by_document[triples.slug_of(source.document)]
        own = _given(source, known)
        homes |= _homes(source, parts)
        if len(parts) > 1:
            pack = _pack(source, parts)
            yield from triples.document_quads(pack, own, whole=True)
            for part in parts:
                yield from triples.document_quads(part, {}, whole=False)
        else:
            printed = parts[0].header
            rest = {
                key: value
                for key, value in own.items()
                if key not in (RDFS.label, DCTERMS.title)
                and not (key == DCTERMS.issued and printed.issued)
                and not (key == DCTERMS.publisher and printed.publisher)
            }
            yield from triples.document_quads(parts[0], rest, whole=True)
    yield from _checks()
    first: dict[tuple[Iri, Iri, Iri | None], Term] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for part, fact in pairs:
        counts[part.slug, type(fact).__name__] += 1
        subject = triples.node(fact, part, counts[part.slug, type(fact).__name__])
        for quad in triples.quads(fact, part, subject, name, homes[triples.slug_of(part.span.document)]):
            # one label a thing, and one main passage a thing and document: a role printed in two ways is one membership
            if quad.predicate in (RDFS.label, LOS.mainEvidence):
                graph = quad.graph if quad.predicate == LOS.mainEvidence else None
                if first.setdefault((quad.subject, quad.predicate, graph), quad.object) != quad.object:
                    continue
            yield quad


def _homes(source: Source, parts: list[Part]) -> dict[str, Callable[[Span], Iri]]:
    """For a source, what tells the document that a passage of it stands in: a part, or the file where it crosses two."""
    starts = [part.span.start for part in parts]

    def home(span: Span) -> Iri:
        part = parts[max(0, bisect_right(starts, span.start) - 1)]
        inside = span in part.span
        return triples.graph_of(part) if inside else triples.iri(Ref("doc", triples.slug_of(source.document)))

    return {triples.slug_of(source.document): home}


def _given(source: Source, known: Lexicon) -> dict[str, Literal | Iri]:
    given = source.given
    made: dict[str, Literal | Iri] = {}
    if given.title:
        made |= {DCTERMS.title: text(given.title, "en"), RDFS.label: text(given.title, "en")}
    else:
        made[RDFS.label] = text(source.document.name, "en")
    if given.date:
        made[DCTERMS.issued] = typed(given.date, {10: "date", 7: "gYearMonth", 4: "gYear"}[len(given.date)])
    if given.publisher:
        publisher = known.bodies.named(given.publisher)
        if publisher is not None:
            made[DCTERMS.publisher] = triples.iri(publisher.ref)
        else:
            made[DCTERMS.creator] = text(given.publisher, "en")  # no known body, so no more than its words
    if given.licence:
        made[DCTERMS.rights] = text(given.licence, "en")
    if given.origin:
        made[DCTERMS.source] = text(given.origin, "en")
    return made


def _pack(source: Source, parts: list[Part]) -> Part:
    whole = source.document.span
    header = Header(title=source.given.title or source.document.name, evidence=(parts[0].span.strip()[:80],))
    opening = Opening(whole[:0], 1.0, f"binds {len(parts)} documents")
    return Part(
        span=whole,
        family="pack",
        slug=triples.slug_of(source.document),
        world=parts[0].world,
        opening=opening,
        header=header,
    )


def background(project: Project) -> Iterator[Quad]:
    """The ontology, its schemes and the reference data, in graphs of their own."""
    for graph, patterns in {
        "ontology": ("ontology/*.ttl", "ontology/schemes/*.ttl"),
        "reference": ("ontology/reference/*.ttl",),
    }.items():
        where = Iri(f"{BASE}graph/{graph}")
        for path in (path for pattern in patterns for path in project.files(pattern)):
            for subject, predicate, value in parse_turtle(path):
                yield Quad(subject, predicate, value, where)


def _checks() -> Iterator[Quad]:
    """What the graph of the checks of figures says of itself."""
    yield from rule_quads(triples.CHECKED, "checks of printed figures and dates", checks.__doc__)
