"""What the graph says of things, made ready to be shown: what each is, its values with links, and the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.pages.desk import Desk
from kg.pages.links import batches, labels
from kg.pages.showing import natural, percentage, plainly, shown
from kg.rdf import XSD, Iri, Literal, Term
from kg.rows import words
from kg.store import Row
from kg.vocab import BASE, DCTERMS, LOS, ORG, OWL, PREFIXES, RDF, RDFS, SKOS, compact

_NUMBER = 5  # letters of the number or the mark of an item, "12. "
# what is shown in its own way, or says nothing to a reader
_APART = {RDF.type, RDFS.label, LOS.evidence, LOS.mainEvidence, SKOS.hiddenLabel, PREFIXES["foaf"] + "name"}
# names for what other vocabularies define, and of our own terms where a page can say it more plainly than the vocabulary
_NAMES: Mapping[str, str] = {
    LOS.confidence: "how sure",
    LOS.date: "date",
    LOS.gssCode: "official code (GSS)",
    LOS.headcount: "number of people",
    LOS.indicator: "measure",
    LOS.inspects: "inspection of",
    LOS.madeIn: "stated in",
    LOS.method: "how it was read",
    LOS.place: "place",
    LOS.polarity: "judged",
    LOS.premise: "found from",
    LOS.rule: "found by the rule",
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
    OWL.imports: "takes in",
    OWL.versionIRI: "this version",
    OWL.versionInfo: "version",
    "http://purl.org/vocab/vann/preferredNamespacePrefix": "prefix",
    "http://purl.org/vocab/vann/preferredNamespaceUri": "namespace",
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
# what is said first of a thing, in the order in which it is asked for; all else follows by its name
_FIRST = (
    *(LOS.kind, LOS.status, LOS.aspect, LOS.grade, LOS.inspects, LOS.conductedBy, LOS.framework, LOS.heldBy, LOS.indicator),
    *(
        LOS.value,
        LOS.unit,
        LOS.printed,
        LOS.subject,
        LOS.object,
        ORG.member,
        ORG.role,
        ORG.organization,
        ORG.postIn,
        LOS.of,
        LOS.by,
    ),
    *(LOS.participant, LOS.capacity, LOS.event, LOS.madeBy, LOS.addressedTo, LOS.number, LOS.madeIn, LOS.polarity, LOS.about),
    *(LOS.theme, LOS.place, DCTERMS.date, LOS.date, LOS["from"], LOS.until, DCTERMS.issued, LOS.attestedOn),
    *(LOS.certainFrom, LOS.certainUntil, LOS.earliest, LOS.latest),
)
_RANKS: Mapping[str, int] = {prop: rank for rank, prop in enumerate(_FIRST)}
_DERIVED = f"{PREFIXES['code']}method/derived"


@dataclass(frozen=True)
class Value:
    """A value as it is shown, and the thing that it is, if it is one."""

    shown: str
    iri: str = ""
    term: Term | None = None

    @property
    def is_day(self) -> bool:
        """Whether it is a day, month or year."""
        return isinstance(self.term, Literal) and self.term.datatype.removeprefix(XSD) in ("date", "gYearMonth", "gYear")


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

    @cached_property
    def verbatim(self) -> bool:
        """Whether its main passage has just its words, and before them a number or a mark at most."""
        said, text = (" ".join(one.split()) for one in (self.quotes[0].words if self.quotes else "", self.text))
        return bool(text) and said.endswith(text) and len(said) - len(text) <= _NUMBER

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
            said = (prop == SKOS.prefLabel and values[0].shown == self.label) or (prop == LOS.kind and values[0].shown == self.kind)
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
        derived = _DERIVED in map(str, values.get(LOS.method, ()))
        types = kinds.special(str(term) for term in values.get(RDF.type, ()))
        made[iri] = Fact(
            iri,
            next((words(term) for term in values.get(RDFS.label, ())), "") or called.get(iri) or compact(iri),
            types,
            tuple(kinds.labels.get(one, compact(one)) for one in types),
            {
                prop: sorted((_value(prop, term, called, derived) for term in terms), key=_order)
                for prop, terms in sorted(
                    values.items(), key=lambda pair: (_RANKS.get(pair[0], 99), kinds.labels.get(pair[0], pair[0]))
                )
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
    for named in batches(Iri(iri).n3() for iri in asked):
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


def _passages(values: Mapping[str, Sequence[Term]]) -> list[str]:
    """The passages of a thing, the main ones first."""
    found = (one for prop in (LOS.mainEvidence, LOS.evidence) for one in sorted(map(words, values.get(prop, ())), key=natural))
    return list(dict.fromkeys(found))


def _value(prop: str, term: Term, called: Mapping[str, str], derived: bool) -> Value:
    """A value; what no document prints, for it was found by a rule, has its days in words."""
    if isinstance(term, Iri):
        return Value(called.get(term, term), str(term), term)
    if prop == LOS.confidence:
        return Value(percentage(words(term)), "", term)
    return Value(plainly(shown(term)) if derived else shown(term), "", term)


def _order(value: Value) -> tuple[tuple[float, str], ...]:
    """By what things are called, and days as they follow each other."""
    return natural(value.shown if value.iri or value.term is None else words(value.term))


def _page(row: Row) -> str:
    if "page" not in row:
        return ""
    return f"pages {words(row['page'])} and {words(row['last'])}" if "last" in row else f"page {words(row['page'])}"
