"""The closed vocabulary: the namespaces, their terms, and the IRIs that the project makes.

A term is written ``LOS.Document``; one that no module in ``ontology/`` declares raises AttributeError, so a misspelt term
never reaches a graph. Where a term is a Python keyword, write ``LOS["from"]`` or ``LOS.from_``. The terms come from
:mod:`kg.terms`, which ``.ci/terms`` generates from ``ontology/``; the prefixes are those of ``ontology/prefixes.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.rdf import Iri
from kg.terms import TERMS

BASE = "https://w3id.org/line-of-sight/"

PREFIXES: dict[str, str] = {
    "los": BASE + "def/",
    "code": BASE + "code/",
    "id": BASE + "id/",
    "doc": BASE + "doc/",
    "graph": BASE + "graph/",
    "shape": BASE + "shape/",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The one table of prefixes: of stored queries, shapes, exports and messages."""

# the languages that ontologies are written in declare their terms nowhere, so those in use are listed here
_RESERVED = {
    "owl": "AnnotationProperty Class DatatypeProperty ObjectProperty Ontology disjointWith imports sameAs versionIRI versionInfo",
    "rdf": "first langString nil object predicate rest subject type value",
    "rdfs": "Datatype Literal comment domain isDefinedBy label member range seeAlso subClassOf subPropertyOf",
    "sh": "Info NodeShape Violation Warning",
    "xsd": "anyURI boolean date dateTime decimal gYear gYearMonth integer string",
}


class Namespace:
    """A closed namespace: ``namespace.term`` is the IRI of a declared term, and AttributeError for any other name."""

    __slots__ = ("_iris", "prefix")

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        names = [name for kind in TERMS.get(prefix, {}).values() for name in kind.split()] + _RESERVED.get(prefix, "").split()
        self._iris = {name: Iri(PREFIXES[prefix] + name) for name in sorted(names)}

    def __getattr__(self, name: str) -> Iri:
        """The IRI of a declared term. Raises AttributeError for an undeclared one."""
        found = self._iris.get(name) or self._iris.get(name.removesuffix("_"))
        if found is None:
            raise AttributeError(f"{self.prefix}:{name} is not a term that ontology/ declares")
        return found

    def __getitem__(self, name: str) -> Iri:
        """The IRI of a declared term whose name is data. Raises AttributeError for an undeclared one."""
        return self.__getattr__(name)

    def __contains__(self, name: object) -> bool:
        return name in self._iris

    def __iter__(self) -> Iterator[Iri]:
        return iter(self._iris.values())


LOS = Namespace("los")
DCTERMS = Namespace("dcterms")
DQV = Namespace("dqv")
FOAF = Namespace("foaf")
GEO = Namespace("geo")
OA = Namespace("oa")
ORG = Namespace("org")
OWL = Namespace("owl")
PROV = Namespace("prov")
QB = Namespace("qb")
RDF = Namespace("rdf")
RDFS = Namespace("rdfs")
SH = Namespace("sh")
SKOS = Namespace("skos")
VANN = Namespace("vann")
XSD = Namespace("xsd")


def kind(iri: str) -> str:
    """What a term is declared to be: ``class``, ``object``, ``data`` or ``annotation``; ``""`` for an undeclared one."""
    return _KINDS.get(iri, "")


_KINDS = {
    PREFIXES[prefix] + name: kind_ for prefix, kinds in TERMS.items() for kind_, names in kinds.items() for name in names.split()
}


def thing(kind_: str, slug: str) -> Iri:
    """``id/<kind>/<slug>``: a body, a person, a meeting and so on."""
    return Iri(f"{PREFIXES['id']}{kind_}/{slug}")


def concept(scheme: str, name: str) -> Iri:
    """``code/<scheme>/<name>``: a concept of a scheme."""
    return Iri(f"{PREFIXES['code']}{scheme}/{name}")


def document(slug: str) -> Iri:
    """``doc/<slug>``: a document, and the graph of what it states."""
    return Iri(PREFIXES["doc"] + slug)


def graph(rule: str) -> Iri:
    """``graph/<rule>``: the graph of what a rule derives, or of the ontology or the reference data."""
    return Iri(PREFIXES["graph"] + rule)


def compact(iri: str) -> str:
    """The IRI with its prefix (``los:Document``, ``id:body/leeds-council``), or as it is where no prefix fits."""
    fitting = [(prefix, start) for prefix, start in PREFIXES.items() if iri.startswith(start)]
    if not fitting:
        return iri
    prefix, start = max(fitting, key=lambda pair: len(pair[1]))
    return f"{prefix}:{iri.removeprefix(start)}"


def expand(curie: str) -> Iri:
    """The IRI that a prefixed name stands for. Raises KeyError where the prefix is not in the table."""
    prefix, _, name = curie.partition(":")
    return Iri(PREFIXES[prefix] + name)
