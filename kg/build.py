"""Documents in, a validated graph out: read, map, derive, validate, publish.

The only module that opens a source. Every passage is checked against its text before anything is stored; a build that
fails or is stopped leaves the former store as it was.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import checks, coverage, curated, mapping, sources, triples, world
from kg.facts import Concept, Fact, Header, Named, Ref, slug
from kg.lexicon import Lexicon
from kg.project import Project, ProjectError
from kg.rdf import Iri, Literal, Quad, text, typed
from kg.reading.part import Opening, Part
from kg.sources import Source
from kg.store import Store, canonical, parse_turtle, publish
from kg.validate import Finding, validate
from kg.vocab import BASE, DCTERMS, LOS, RDF, RDFS

Progress = Callable[[str, int, int], None]
_NAME = ("label", "name")
MOST_ROUNDS = 8


@dataclass
class Report:
    """What a build did: the version published, counts, and what a reader should know."""

    version: str = ""
    statements: int = 0
    documents: list[Part] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    derived: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def build(
    project: Project, given: Sequence[str | Path], place: str | Path, progress: Progress = lambda _step, _done, _of: None
) -> Report:
    """Build the store at ``place`` from the files or folders ``given`` (without any, the project's seeds).

    Raises ProjectError in one sentence for whatever is wrong; then the former store is as it was.
    """
    report = Report()
    read, report.remarks = sources.read_sources(project, given)
    known = world.read_lexicon(project)
    families = mapping.load(project)
    pairs: list[tuple[Part, Fact]] = []
    for number, source in enumerate(read):
        progress("reading", number, len(read))
        pairs += _facts(project, source, families, known, report)
    progress("reading", len(read), len(read))
    name = _namer(pairs, known)
    quads = [*_described(pairs, read, name), *_background(project)]
    progress("deriving", 0, 1)
    lines = derive(project, canonical(quads), report)
    progress("validating", 0, 1)
    report.findings = validate(project, lines)
    if wrong := [finding for finding in report.findings if finding.severity == "Violation"]:
        shown = "; ".join(f"{finding.message} ({finding.focus})" for finding in wrong[:5])
        raise ProjectError(f"the graph breaks {len(wrong)} of its rules, so nothing is stored: {shown}")
    progress("storing", 0, 1)
    report.statements = len(lines)
    manifest = {
        "sources": {source.document.name: source.document.sha256 for source in read},
        "statements": len(lines),
        "documents": len(report.documents),
        "facts": dict(report.facts),
        "derived": dict(report.derived),
    }
    report.version = publish(place, lines, manifest)
    progress("storing", 1, 1)
    return report


def _facts(
    project: Project, source: Source, families: dict[str, mapping.Family], known: Lexicon, report: Report
) -> list[tuple[Part, Fact]]:
    try:
        parts = mapping.split(source.document, families, known)
        made: dict[str, list[Fact]] = {part.slug: list(mapping.read(part, families)) for part in parts}
    except ProjectError:
        raise
    except Exception as error:
        raise ProjectError(f"{source.path}: a mapping failed on it ({type(error).__name__}: {error})") from error
    report.documents += parts
    path = project.mappings / "curated" / f"{source.path.stem}.toml"
    if path.is_file():
        for fact in curated.statements(path, world.read_toml(path), source.document, known):
            home = curated.part_of(fact, parts)
            if home is None:
                raise ProjectError(f"{path}: the quote {fact.evidence[0].words[:60]!r} lies across two documents of the pack")
            made[home.slug].append(fact)
    pairs = []
    for part in parts:
        facts = made[part.slug]
        facts += checks.discrepancies(part, facts)
        for fact in facts:
            _exact(fact, source)
        units = list(coverage.units(part, facts))
        report.facts.update(type(fact).__name__ for fact in facts)
        report.units.update(unit.status for unit in units)
        if part.family == mapping.UNKNOWN:
            report.remarks.append(f"{source.path}: of unknown family; kept with its text, figures, bodies and dates")
        pairs += [(part, fact) for fact in [*facts, *units]]
    return pairs


def _exact(fact: Fact, source: Source) -> None:
    """A passage is exactly the words at its place in its own source, or the build stops."""
    for span in fact.evidence:
        if span.document is not source.document or source.document.text[span.start : span.end] != str(span):
            raise ProjectError(f"{source.path}: line {span.line}: a {type(fact).__name__} rests on words that are not there")


def _namer(pairs: Iterable[tuple[Part, Fact]], known: Lexicon) -> triples.Name:
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


def _described(pairs: list[tuple[Part, Fact]], read: list[Source], name: triples.Name) -> Iterator[Quad]:
    by_document: dict[str, list[Part]] = defaultdict(list)
    for part in {part.slug: part for part, _ in pairs}.values():
        by_document[part.span.document.name].append(part)
    for source in read:
        parts = by_document[source.document.name]
        own = _given(source)
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
    counts: Counter[tuple[str, str]] = Counter()
    for part, fact in pairs:
        counts[part.slug, type(fact).__name__] += 1
        yield from triples.quads(fact, part, triples.node(fact, part, counts[part.slug, type(fact).__name__]), name)


def _given(source: Source) -> dict[str, Literal | Iri]:
    given = source.given
    made: dict[str, Literal | Iri] = {}
    if given.title:
        made |= {DCTERMS.title: text(given.title, "en"), RDFS.label: text(given.title, "en")}
    else:
        made[RDFS.label] = text(source.document.name, "en")
    if given.date:
        made[DCTERMS.issued] = typed(given.date, {10: "date", 7: "gYearMonth", 4: "gYear"}[len(given.date)])
    if given.publisher:
        made[DCTERMS.publisher] = triples.iri(Ref("body", slug(given.publisher)))
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
        span=whole, family="pack", slug=triples.source_slug(source.document.name), world=parts[0].world, opening=opening, header=header
    )


def _background(project: Project) -> Iterator[Quad]:
    """The ontology, its schemes and the reference data, in graphs of their own."""
    for graph, patterns in {
        "ontology": ("ontology/*.ttl", "ontology/schemes/*.ttl"),
        "reference": ("ontology/reference/*.ttl",),
    }.items():
        where = Iri(f"{BASE}graph/{graph}")
        for path in (path for pattern in patterns for path in project.files(pattern)):
            for subject, predicate, value in parse_turtle(path):
                yield Quad(subject, predicate, value, where)


def derive(project: Project, lines: list[str], report: Report) -> list[str]:
    """``lines`` with what the rules of ``queries/rules/`` add, each in its own graph, until they add nothing more.

    Raises ProjectError when a rule does not parse, or when the rules never come to rest.
    """
    rules = project.files("queries/rules/*.rq")
    store = Store.in_memory(lines)
    known = set(lines)
    for _ in range(MOST_ROUNDS):
        added = 0
        for path in rules:
            graph = Iri(f"{BASE}graph/{path.stem.replace('_', '-')}")
            try:
                made = {Quad(Iri(s), p, o, graph).n3() for s, p, o in store.query(path.read_text()).triples() if isinstance(s, Iri)}
            except ProjectError as error:
                raise ProjectError(f"{path}: {error}") from error
            fresh = made - known
            if fresh:
                fresh |= {quad.n3() for quad in _rule(path, graph)} - known
                store.extended(sorted(fresh))
                known |= fresh
                added += len(fresh)
                report.derived[path.stem] += len(fresh)
        if not added:
            return sorted(known)
    raise ProjectError(f"{project.queries / 'rules'}: the rules still add statements after {MOST_ROUNDS} rounds")


def _checks() -> Iterator[Quad]:
    """What the graph of the checks of figures says of itself."""
    yield Quad(triples.CHECKED, RDF.type, LOS.Rule, triples.CHECKED)
    yield Quad(triples.CHECKED, RDFS.label, text("checks of printed figures and dates", "en"), triples.CHECKED)
    yield Quad(triples.CHECKED, LOS.text, text(" ".join((checks.__doc__ or "").split())), triples.CHECKED)


def _rule(path: Path, graph: Iri) -> list[Quad]:
    """What the graph of a rule says of itself."""
    return [
        Quad(graph, RDF.type, LOS.Rule, graph),
        Quad(graph, RDFS.label, text(path.stem.replace("_", " "), "en"), graph),
        Quad(graph, LOS.text, text(path.read_text()), graph),
    ]


def place_of(given: str | None) -> Path:
    """Where the store is: what was asked for, else ``KG_STORE``, else ``store/`` in the working folder."""
    return Path(given or os.environ.get("KG_STORE") or "store")
