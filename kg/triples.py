"""Turns facts into quads: the one place that knows both the records and the terms.

Each record becomes one node in the named graph of its document. The terms for its fields follow from their names
(``attested_on`` → ``los:attestedOn``) but for those listed in :data:`_TERMS`. A node's IRI is made from the fewest stable,
printed identifiers of the fact, so two runs make the same one, and a fact printed twice is one node with two passages.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from kg import citing
from kg import facts as f
from kg.dates import When, reversed_period
from kg.facts import Concept, Fact, Named, Ref, slug
from kg.rdf import Iri, Literal, Quad, Term, text, typed
from kg.reading.part import Part
from kg.text import Document, Span
from kg.vocab import BASE, DCTERMS, FOAF, LOS, OA, ORG, RDF, RDFS, SKOS

Name = Callable[[Ref | Concept], str]
CHECKED = Iri(f"{BASE}graph/figure-checks")  # what kg.checks derives, kept apart from what documents state

_CLASS_OF_KIND = (f.Body, f.Inspection, f.Place)  # their ``kind`` is a subclass, not a concept
_OF_DOCUMENT = (f.Header, f.Coverage)  # what is said of the document itself
_CLASSES: dict[type[Fact], str] = {f.Unread: "Unit"}
_TERMS: dict[type[Fact] | None, dict[str, tuple[Iri, ...]]] = {
    None: {
        "since": (LOS["from"],),
        "label": (RDFS.label,),
        "name": (RDFS.label,),
        "aliases": (SKOS.altLabel,),
        "issued": (DCTERMS.issued,),
        "part_of": (DCTERMS.isPartOf,),
        "themes": (LOS.theme,),
    },
    f.Body: {"parent": (ORG.subOrganizationOf,)},
    f.Person: {"name": (RDFS.label, FOAF.name)},
    f.Membership: {"person": (ORG.member,), "body": (ORG.organization,), "role": (ORG.role,)},
    f.Post: {"body": (ORG.postIn,), "role": (ORG.role,)},
    f.Meeting: {"date": (DCTERMS.date,)},
    f.Header: {"title": (DCTERMS.title, RDFS.label), "publisher": (DCTERMS.publisher,)},
}
_STATUS_OF = {f.Meeting, f.Post, f.FollowUp, f.Unit, f.Discrepancy}
_NAMES = ("name", "label")
_ALSO_NAMED = {f.Body, f.Person, f.Place, f.Programme}  # what they are printed as is kept beside their one label


def iri(ref: Ref) -> Iri:
    """The IRI of a thing; a document's is ``doc/<slug>``."""
    return Iri(f"{BASE}doc/{ref.slug}" if ref.kind == "doc" else f"{BASE}id/{ref.kind}/{ref.slug}")


def code(concept: Concept) -> Iri:
    """The IRI of a concept."""
    return Iri(f"{BASE}code/{concept.scheme}/{concept.name}")


def graph_of(part: Part) -> Iri:
    """The named graph of a document: the document's own IRI."""
    return iri(part.ref)


def node(fact: Fact, part: Part, number: int = 0) -> Iri:
    """The IRI of the node that a fact becomes. ``number`` counts facts of its class in the part, for those without a name."""
    if isinstance(fact, Named):
        return iri(fact.ref)
    if isinstance(fact, _OF_DOCUMENT):
        return iri(part.ref)
    here = part.slug
    match fact:
        case f.Membership():
            when = fact.attested_on or fact.since or fact.until
            key = f"{here}/{slug(fact.person.slug, fact.role.name, fact.body.slug, when.value if when else '')}"
        case f.Participation():
            key = slug(fact.event.slug, fact.participant.slug, fact.capacity.name)
        case f.Judgement():
            key = slug(fact.inspection.slug, fact.aspect.name, fact.grade.name)
        case f.Observation():
            dates = [when.value for when in (fact.date, fact.since, fact.until) if when]
            measure = fact.indicator.name if isinstance(fact.indicator, Concept) else fact.indicator.slug.rsplit("/", 1)[-1]
            place = fact.place.slug if fact.place else ""
            value = str(fact.value).replace("-", "minus ") if fact.value is not None else fact.printed
            basis = fact.basis.name if fact.basis else ""
            key = f"{here}/{slug(measure, place, *dates, fact.group, basis, value.replace('.', ' point '), fact.unit.name)}"
        case f.Relationship():
            when = fact.attested_on or fact.since or fact.until
            key = slug(fact.subject.slug, fact.kind.name, fact.object.slug, when.value if when else "")
        case f.FollowUp():
            key = slug(fact.of.slug, "by", fact.by.slug)
        case f.Discrepancy() | f.Unread() | f.Unit():
            key = f"{here}/{slug(fact.kind.name)}-{fact.evidence[0].start}-{fact.evidence[-1].end}"
        case _:
            key = f"{here}/{number}"
    return iri(Ref(_kebab(_class_name(fact)), key))


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _class_name(fact: Fact) -> str:
    return _CLASSES.get(type(fact), type(fact).__name__)


def _predicates(made: type[Fact], field: str) -> tuple[Iri, ...]:
    special = {**_TERMS[None], **_TERMS.get(made, {})}
    if field in special:
        return special[field]
    head, *rest = field.split("_")
    return (LOS[head + "".join(word.title() for word in rest)],)


def quads(fact: Fact, part: Part, subject: Iri, name: Name, home: Callable[[Span], Iri]) -> Iterator[Quad]:
    """The quads of a fact, with its evidence. ``name`` gives the label of a reference, ``home`` a passage's document.

    They are in the graph of ``part``; of a fact that arithmetic or the calendar gave, in the graph of those checks.
    """
    graph = CHECKED if fact.method == "derived" else graph_of(part)

    def said(predicate: Iri, value: Term) -> Quad:
        return Quad(subject, predicate, value, graph)

    if fact.method == "derived":
        yield said(LOS.rule, CHECKED)
    if not isinstance(fact, _OF_DOCUMENT):
        yield said(RDF.type, LOS[_class_name(fact)])
        if isinstance(fact, _CLASS_OF_KIND) and fact.kind != _class_name(fact):
            yield said(RDF.type, LOS[fact.kind])
        yield said(LOS.method, code(Concept("method", fact.method)))
    for field in dataclasses.fields(fact):
        value = getattr(fact, field.name)
        if field.name in ("evidence", "method", "ref") or value is None or value in ("", ()):
            continue
        if field.name == "kind" and isinstance(fact, _CLASS_OF_KIND):
            continue
        if field.name == "status" and type(fact) in _STATUS_OF:
            value = Concept("status", value)
        if isinstance(fact, Named) and field.name in _NAMES:
            if type(fact) in _ALSO_NAMED and value != name(fact.ref):
                yield said(SKOS.altLabel, text(" ".join(value.split()), "en"))
            value = name(fact.ref)
        for predicate in _predicates(type(fact), field.name):
            for one in value if isinstance(value, tuple) else (value,):
                if (term := _term(one, labelled=predicate in (RDFS.label, SKOS.altLabel))) is not None:
                    yield said(predicate, term)
    if not isinstance(fact, f.Coverage) and not any(field.name in ("label", "name", "title") for field in dataclasses.fields(fact)):
        yield said(RDFS.label, text(_label(fact, name), "en"))
    if isinstance(fact, f.Unread):
        yield said(LOS.status, code(Concept("status", "unread")))
    yield from (said(predicate, typed(day.isoformat(), "date")) for predicate, day in _bounds(fact))
    main = citing.main(fact)
    yield said(LOS.mainEvidence, passage(main))
    for span in dict.fromkeys((*fact.evidence, main)):
        yield said(LOS.evidence, passage(span))
        yield from passage_quads(span, home(span), graph)


def _term(value: object, *, labelled: bool) -> Term | None:
    match value:
        case Ref():
            return iri(value)
        case Concept():
            return code(value)
        case When():
            return typed(value.value, value.datatype) if value.value else None
        case bool():
            return typed(str(value).lower(), "boolean")
        case int():
            return typed(str(value), "integer")
        case Decimal():
            return typed(canonical_decimal(value), "decimal")
        case str():
            return text(" ".join(value.split()), "en" if labelled else "")
    raise TypeError(f"no term for {value!r}")


def canonical_decimal(value: Decimal) -> str:
    """The canonical spelling of xsd:decimal in XML Schema 1.1: "3", "0.5", "-12.25"."""
    spelled = format(value, "f")
    if "." in spelled:
        spelled = spelled.rstrip("0").rstrip(".")
    return "0" if spelled in ("-0", "") else spelled


def _bounds(fact: Fact) -> Iterator[tuple[Iri, datetime.date]]:
    date = getattr(fact, "date", None)
    first = getattr(fact, "since", None) or date
    last = getattr(fact, "until", None) or date
    if isinstance(first, When) and isinstance(last, When) and reversed_period(first, last):
        return  # printed the wrong way round: no day lies within, and kg.checks says so
    if isinstance(first, When) and first.earliest is not None:
        yield LOS.earliest, first.earliest
    if isinstance(last, When) and last.latest is not None:
        yield LOS.latest, last.latest


def _label(fact: Fact, name: Name) -> str:
    match fact:
        case f.Membership():
            return f"{name(fact.person)}, {fact.printed or name(fact.role)}, {name(fact.body)}"
        case f.Post():
            return f"{fact.printed or name(fact.role)}, {name(fact.body)} ({fact.status})"
        case f.Participation():
            return f"{name(fact.participant)}, {name(fact.capacity)}, {name(fact.event)}"
        case f.Judgement():
            return f"{name(fact.aspect)}: {fact.printed or name(fact.grade)}"
        case f.Observation():
            return f"{name(fact.indicator)}: {fact.printed}"
        case f.Relationship():
            return f"{name(fact.subject)} – {name(fact.kind)} – {name(fact.object)}"
        case f.FollowUp():
            return f"{fact.status}: {short(name(fact.of))}"
        case f.Unread() | f.Unit():
            return f"{name(fact.kind)}: {short(fact.evidence[0].words)}"
    return short(getattr(fact, "text", "") or fact.evidence[0].words)


def short(words: str, most: int = 90) -> str:
    """The words on one line, cut after a whole word where they are too long for a label."""
    bare = " ".join(words.split())
    return bare if len(bare) <= most else bare[:most].rsplit(" ", 1)[0] + " …"


def passage(span: Span) -> Iri:
    """The IRI of the passage that a span is."""
    return Iri(f"{BASE}id/passage/{slug_of(span.document)}/{span.start}-{span.end}")


def source_slug(file_name: str) -> str:
    """The slug of a source file: its name without the ending."""
    return slug(file_name.rsplit(".", 1)[0]) or "document"


def slug_of(document: Document) -> str:
    """The slug of a source: the one it was given among others, else that of its name."""
    return document.slug or source_slug(document.name)


def passage_quads(span: Span, document: Iri, graph: Iri) -> Iterator[Quad]:
    """The passage of a span: which document, from where to where, and its exact words."""
    subject = passage(span)
    yield Quad(subject, RDF.type, LOS.Passage, graph)
    yield Quad(subject, RDFS.label, text(short(str(span)), "en"), graph)
    yield Quad(subject, LOS.document, document, graph)
    yield Quad(subject, OA.start, typed(str(span.start), "integer"), graph)
    yield Quad(subject, OA.end, typed(str(span.end), "integer"), graph)
    yield Quad(subject, OA.exact, text(str(span)), graph)
    original = span.document.original
    if first := original.page_of(span.start):
        yield Quad(subject, LOS.page, typed(str(first), "integer"), graph)
        if (last := original.page_of(max(span.start, span.end - 1))) != first:
            yield Quad(subject, LOS.lastPage, typed(str(last), "integer"), graph)


def _file_quads(document: Document, subject: Iri, family: str) -> Iterator[Quad]:
    yield Quad(subject, RDF.type, LOS.Document, subject)
    yield Quad(subject, LOS.sourceFile, text(document.name), subject)
    yield Quad(subject, LOS.sha256, text(document.sha256), subject)
    yield Quad(subject, LOS.mediaType, text(document.original.media_type), subject)
    yield Quad(subject, LOS.family, code(Concept("family", family)), subject)


def unread_quads(document: Document, reason: str, given: Mapping[str, Literal | Iri]) -> Iterator[Quad]:
    """What is known of a file of which nothing could be read."""
    subject = iri(Ref("doc", slug_of(document)))
    yield from _file_quads(document, subject, "unknown")
    yield Quad(subject, LOS.unreadReason, text(reason), subject)
    for predicate, value in given.items():
        yield Quad(subject, Iri(predicate), value, subject)


def document_quads(part: Part, given: Mapping[str, Literal | Iri], *, whole: bool) -> Iterator[Quad]:
    """What is known of a document besides its header: the file, its hashes and family; the text, for a ``whole`` file."""
    subject = graph = graph_of(part)
    document = part.span.document

    def said(predicate: Iri, value: Term) -> Quad:
        return Quad(subject, predicate, value, graph)

    yield from _file_quads(document, subject, part.family)
    yield said(LOS.familyConfidence, typed(canonical_decimal(Decimal(str(part.opening.score))), "decimal"))
    yield said(LOS.familyReason, text(" ".join(part.opening.reason.split())))
    yield said(OA.start, typed(str(part.span.start), "integer"))
    yield said(OA.end, typed(str(part.span.end), "integer"))
    if whole:
        yield said(LOS.textSha256, text(document.text_sha256))
        yield said(LOS.text, text(document.text))
    else:
        yield said(DCTERMS.isPartOf, iri(Ref("doc", slug_of(document))))
    for predicate, value in given.items():
        yield said(Iri(predicate), value)
