"""The stored questions as data: SHACL's executables (shacl-af, section 8.1), as the browsers of SPARQL examples read them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.negotiation import GRAPHS, choose_graph
from kg.pages.asked import Asked, Made, NotOfferedError
from kg.pages.desk import Desk
from kg.query import StoredQuery
from kg.rdf import Iri, Term, text, typed
from kg.store import spelled
from kg.vocab import OWL, PREFIXES, RDF, RDFS

SH, SCHEMA = "http://www.w3.org/ns/shacl#", "https://schema.org/"
Statement = tuple[Iri, Iri, Term]
_PREFIXES = {name: PREFIXES[name] for name in ("owl", "rdf", "rdfs", "xsd")} | {"sh": SH, "schema": SCHEMA}


def examples(desk: Desk, asked: Asked) -> Made:
    """All stored questions with their queries, as they run; in Turtle also for who would rather have a page."""
    chosen = choose_graph(asked.accept)
    if chosen is None:
        raise NotOfferedError(GRAPHS)
    declared = Iri(f"{asked.origin}{asked.at}#prefixes")
    said = [
        *_prefixes(declared),
        *(one for question in desk.questions.values() for one in _executable(question, asked.origin, declared)),
    ]
    lines = [f"{subject.n3()} {name.n3()} {value.n3()} .\n" for subject, name, value in said]
    return Made(spelled(lines, chosen.form, _PREFIXES), chosen.header, headers=(("Vary", "Accept"),))


def _executable(question: StoredQuery, origin: str, declared: Iri) -> Iterator[Statement]:
    this = Iri(f"{origin}/questions/{question.name}")
    yield this, RDF.type, Iri(SH + "SPARQLExecutable")
    yield this, RDF.type, Iri(SH + "SPARQLSelectExecutable")
    yield this, RDFS.label, text(question.name)
    yield this, RDFS.comment, text(question.file.summary, "en")
    yield this, Iri(SH + "prefixes"), declared
    yield this, Iri(SH + "select"), text(question.file.text)
    yield this, Iri(SCHEMA + "target"), Iri(f"{origin}/sparql")
    for word in dict.fromkeys((question.subject, *question.file.tags)):
        yield this, Iri(SCHEMA + "keywords"), text(word, "en")


def _prefixes(declared: Iri) -> Iterator[Statement]:
    """The prefixes that queries of the project use; each query declares its own, too."""
    yield declared, RDF.type, OWL.Ontology
    for prefix, namespace in sorted(PREFIXES.items()):
        one = Iri(f"{declared}-{prefix}")
        yield declared, Iri(SH + "declare"), one
        yield one, RDF.type, Iri(SH + "PrefixDeclaration")
        yield one, Iri(SH + "prefix"), text(prefix)
        yield one, Iri(SH + "namespace"), typed(namespace, "anyURI")
