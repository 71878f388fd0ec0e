"""What the graph says of things, made ready to be shown: what each is, its values with links, and the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.pages.desk import Desk
from kg.pages.links import labels
from kg.pages.showing import natural, shown
from kg.rdf import Iri, Term
from kg.rows import words
from kg.store import Row
from kg.vocab import BASE, DCTERMS, LOS, ORG, OWL, PREFIXES, RDF, RDFS, SKOS, compact

_AT_ONCE = 400
_ID = PREFIXES["id"]
# what is shown in its own way, or says nothing to a reader
_APART = {RDF.type, RDFS.label, LOS.evidence, LOS.mainEvidence, SKOS.hiddenLabel, PREFIXES["foaf"] + "name"}
# names for what other vocabularies define
_NAMES: Mapping[str, str] = {
    DCTERMS.date: "date",
    DCTERMS.description: "description",
    DCTERMS.identifier: "identifier",
    DCTERMS.isPartOf: "part of",
    DCTERMS.issued: "published",
    DCTERMS.license: "licence",
    DCTERMS.publisher: "published by",
    DCTERMS.rights: "rights",
    DCTERMS.source: "from",
    DCTERMS.title: "title",
    DCTERMS.creator: "by",
    ORG.member: "member",
    ORG.organization: "of",
    ORG.postIn: "post in",
    ORG.role: "role",
    ORG.subOrganizationOf: "part of",
    RDFS.comment: "comment",
    RDFS.isDefinedBy: "defined by",
    RDFS.subClassOf: "a special kind of",
    SKOS.Concept: "concept",
    SKOS.ConceptScheme: "scheme of concepts",
    SKOS.related: "related to",
    SKOS.topConceptOf: "first of scheme",
    SKOS.hasTopConcept: "first concepts",
    SKOS.altLabel: "also called",
    SKOS.broader: "within",
    SKOS.definition: "meaning",
    SKOS.inScheme: "in scheme",
    SKOS.notation: "notation",
    SKOS.prefLabel: "name",
    SKOS.scopeNote: "note",
}


@dataclass(frozen=True)
class Value:
    """A value as it is shown, and the thing that it is, if it is one."""

    shown: str
    iri: str = ""
    term: Term | None = None


@dataclass(frozen=True)
class Quote:
    """A passage: its exact words, the document it stands in, and the page there."""

    passage: str
    words: str
    document: str
    title: str
    page: str = ""


@dataclass(frozen=True)
class Fact:
    """A thing and what is said of it. ``values`` are by property, in the order of their names; ``quotes`` main evidence first."""

    iri: str
    label: str
    types: tuple[str, ...]  # the most special ones
    kinds: tuple[str, ...]  # what they are called
    values: Mapping[str, Sequence[Value]]
    quotes: Sequence[Quote] = ()
    more: int = 0  # passages beyond those quoted
    names: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def kind(self) -> str:
        """What it is, in a word or two."""
        return ", ".join(self.kinds)

    @cached_property
    def text(self) -> str:
        """Its words in full, where it has some, else its label."""
        return self.first(LOS.text) or self.label

    def first(self, *properties: str) -> str:
        """The first value of the first of the properties that has one, as it is shown; "" where none has."""
        return next((self.values[name][0].shown for name in properties if name in self.values), "")

    def sorting(self, *properties: str) -> str:
        """The first value of the first of these properties that has one, as it is sorted; "" where none has."""
        terms = (self.values[name][0].term for name in properties if name in self.values)
        return next((words(term) for term in terms if term is not None), "")

    def named(self, prop: str) -> str:
        """What a property is called."""
        return self.names.get(prop) or compact(prop)

    def told(self, *but: str) -> Iterator[tuple[str, Sequence[Value]]]:
        """The names of its properties with their values, ``but`` these and what is only for machines."""
        for prop, values in self.values.items():
            said = prop == SKOS.prefLabel and values[0].shown == self.label
            if not said and prop not in (*but, LOS.method, LOS.earliest, LOS.latest):
                yield self.named(prop), values


def facts(desk: Desk, iris: Iterable[str], quoted: int = 1) -> dict[str, Fact]:
    """What is said of each of the things that anything is said of, in their order, with so many of their passages."""
    asked = list(dict.fromkeys(iris))
    said: dict[str, dict[str, list[Term]]] = {}
    for iri in asked:
        for prop, term in desk.store.said(iri):
            if prop == LOS.text and iri.startswith(PREFIXES["doc"]):
                continue  # the whole text of a document, which the reader shows
            said.setdefault(iri, {}).setdefault(prop, []).append(term)
    pointed = {
        term
        for values in said.values()
        for prop, terms in values.items()
        for term in terms
        if isinstance(term, Iri) and prop not in _APART
    }
    called = labels(desk, pointed)
    quotes = passages(desk, {iri: _passages(said[iri])[:quoted] for iri in said} if quoted else {})
    kinds = vocabulary(desk)
    made = {}
    for iri in asked:
        if iri not in said:
            continue
        values = said[iri]
        types = kinds.special(str(term) for term in values.get(RDF.type, ()))
        made[iri] = Fact(
            iri,
            next((words(term) for term in values.get(RDFS.label, ())), "") or called.get(iri) or compact(iri),
            types,
            tuple(kinds.labels.get(one, compact(one)) for one in types),
            {
                prop: sorted((_value(term, called) for term in terms), key=lambda one: one.shown)
                for prop, terms in sorted(values.items(), key=lambda pair: kinds.labels.get(pair[0], pair[0]))
                if prop not in _APART
            },
            quotes.get(iri, ()),
            max(0, len(_passages(values)) - quoted),
            kinds.labels,
        )
    return made


def passages(desk: Desk, cited: Mapping[str, Sequence[str]]) -> dict[str, list[Quote]]:
    """The words of passages, by what they are cited for."""
    found: dict[str, Row] = {}
    asked = sorted({passage for several in cited.values() for passage in several})
    for named in _batches(asked):
        query = (
            f"SELECT ?s ?words ?document ?page ?last {{ VALUES ?s {{ {named} }}"
            f" ?s {LOS.document.n3()} ?document ; <{PREFIXES['oa']}exact> ?words ."
            f" OPTIONAL {{ ?s {LOS.page.n3()} ?page }} OPTIONAL {{ ?s {LOS.lastPage.n3()} ?last }} }}"
        )
        found |= {str(row["s"]): row for row in desk.store.select(query)}
    titles = labels(desk, {str(row["document"]) for row in found.values()})
    made = {
        passage: Quote(passage, words(row["words"]), str(row["document"]), titles.get(str(row["document"]), ""), _page(row))
        for passage, row in found.items()
    }
    return {thing: [made[passage] for passage in several if passage in made] for thing, several in cited.items()}


@dataclass(frozen=True)
class Vocabulary:
    """What terms are called, and which classes are special kinds of others."""

    labels: Mapping[str, str]
    broader: Mapping[str, frozenset[str]]

    def special(self, types: Iterable[str]) -> tuple[str, ...]:
        """Of the types of a thing those of the project that none of the others is a special kind of."""
        given = {*types}
        own = {one for one in given if one.startswith(BASE)} or given
        return tuple(sorted(own - {above for one in own for above in self.broader.get(one, ()) if above != one}))


def vocabulary(desk: Desk) -> Vocabulary:
    """The vocabulary of the store."""
    return desk.once("vocabulary", lambda: _vocabulary(desk))


def _vocabulary(desk: Desk) -> Vocabulary:
    kinds = " ".join(OWL[one].n3() for one in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
    terms = f"SELECT ?s ?o {{ VALUES ?kind {{ {kinds} }} ?s a ?kind ; {RDFS.label.n3()} ?o }}"
    above: dict[str, set[str]] = defaultdict(set)
    for row in desk.store.select(f"SELECT ?s ?o {{ ?s {RDFS.subClassOf.n3()}+ ?o }}"):
        above[str(row["s"])].add(str(row["o"]))
    names: dict[str, str] = {str(row["s"]): words(row["o"]) for row in desk.store.select(terms)}
    names.update(_NAMES)
    return Vocabulary(names, {one: frozenset(several) for one, several in above.items()})


def kind_of(iri: str) -> str:
    """The kind of a thing that stands in its IRI: "body" of ``id/body/x``, "code" of a concept."""
    return iri.removeprefix(_ID).split("/", 1)[0] if iri.startswith(_ID) else iri.removeprefix(BASE).split("/", 1)[0]


def _batches(iris: Sequence[str]) -> Iterator[str]:
    for first in range(0, len(iris), _AT_ONCE):
        yield " ".join(Iri(iri).n3() for iri in iris[first : first + _AT_ONCE])


def _passages(values: Mapping[str, Sequence[Term]]) -> list[str]:
    """The passages of a thing, the main ones first."""
    found = (one for prop in (LOS.mainEvidence, LOS.evidence) for one in sorted(map(words, values.get(prop, ())), key=natural))
    return list(dict.fromkeys(found))


def _value(term: Term, called: Mapping[str, str]) -> Value:
    return Value(called.get(term, term), str(term), term) if isinstance(term, Iri) else Value(shown(term), "", term)


def _page(row: Row) -> str:
    if "page" not in row:
        return ""
    return f"pages {words(row['page'])} and {words(row['last'])}" if "last" in row else f"page {words(row['page'])}"
