"""The stored questions as data: SHACL's executables (shacl-af, section 8.1), as the browsers of SPARQL examples read them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.negotiation import GRAPHS, choose
from kg.pages.asked import Asked, Made, NotOfferedError
from kg.pages.desk import Desk
from kg.query import StoredQuery
from kg.rdf import Iri, Quad, text, typed
from kg.store import spelled
from kg.vocab import OWL, PREFIXES, RDF, RDFS

SH, SCHEMA = "http://www.w3.org/ns/shacl#", "https://schema.org/"
_GRAPH = Iri("urn:x-examples:")
_PREFIXES = {name: PREFIXES[name] for name in ("owl", "rdf", "rdfs", "xsd")} | {"sh": SH, "schema": SCHEMA}


def examples(desk: Desk, asked: Asked) -> Made:
    """All stored questions with their queries, as they run; in Turtle also for who would rather have a page."""
    chosen = choose(asked.accept, GRAPHS) or (choose(None, GRAPHS) if "text/html" in (asked.accept or "") else None)
    if chosen is None:
        raise NotOfferedError(GRAPHS)
    declared = Iri(f"{asked.origin}{asked.at}#prefixes")
    quads = [*_prefixes(declared), *(quad for one in desk.questions.values() for quad in _executable(one, asked.origin, declared))]
    lines = [quad.n3() if chosen.form not in {"trig", "nquads"} else quad.n3().replace(f" <{_GRAPH}> .", " .") for quad in quads]
    return Made(spelled(lines, chosen.form, _PREFIXES), chosen.header, headers=(("Vary", "Accept"),))


def _executable(question: StoredQuery, origin: str, declared: Iri) -> Iterator[Quad]:
    this = Iri(f"{origin}/questions/{question.name}")
    yield Quad(this, RDF.type, Iri(SH + "SPARQLExecutable"), _GRAPH)
    yield Quad(this, RDF.type, Iri(SH + "SPARQLSelectExecutable"), _GRAPH)
    yield Quad(this, RDFS.label, text(question.name), _GRAPH)
    yield Quad(this, RDFS.comment, text(question.file.summary, "en"), _GRAPH)
    yield Quad(this, Iri(SH + "prefixes"), declared, _GRAPH)
    yield Quad(this, Iri(SH + "select"), text(question.file.text), _GRAPH)
    yield Quad(this, Iri(SCHEMA + "target"), Iri(f"{origin}/sparql"), _GRAPH)
    for word in dict.fromkeys((question.subject, *question.file.tags)):
        yield Quad(this, Iri(SCHEMA + "keywords"), text(word, "en"), _GRAPH)


def _prefixes(declared: Iri) -> Iterator[Quad]:
    """The prefixes that queries of the project use; each query declares its own, too."""
    yield Quad(declared, RDF.type, OWL.Ontology, _GRAPH)
    for prefix, namespace in sorted(PREFIXES.items()):
        one = Iri(f"{declared}-{prefix}")
        yield Quad(declared, Iri(SH + "declare"), one, _GRAPH)
        yield Quad(one, RDF.type, Iri(SH + "PrefixDeclaration"), _GRAPH)
        yield Quad(one, Iri(SH + "prefix"), text(prefix), _GRAPH)
        yield Quad(one, Iri(SH + "namespace"), typed(namespace, "anyURI"), _GRAPH)
