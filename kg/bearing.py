"""What of a store bears on a question: its documents, which make statements of the kind, and which mention what is asked for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.mentioning import Names
from kg.query import DOCUMENT, Answered
from kg.rdf import Iri, Term
from kg.rows import words
from kg.store import Row, Store
from kg.vocab import PREFIXES

MOST_KINDS = 3
KIND = "statement of this kind"  # where it has no name
_CLASS = re.compile(r"\ba (los:[A-Z]\w*)")
_NO_STATEMENTS = frozenset(
    f"los:{name}"
    for name in ("Council", "Document", "LocalAuthorityArea", "Match", "Place", "Region", "Role", "Rule", "Succession", "Unit")
)
_RECORDS = frozenset(("los:Document", "los:Rule", "los:Unit"))  # what a store records of its documents, and none of them states
_OF_FIGURES = frozenset(f"los:{name}" for name in ("Allocation", "Indicator", "Observation"))
_FIGURE_UNITS = ("/sentence", "/figure")  # beside the units of the paragraphs that they stand in
_UNNAMED = {"meeting", "inspection", "class", "rule", "scheme", "document", "iri", "date", "integer"}  # no text prints their labels
_TELLING = {
    "theme",
    "role",
    "aspect",
    "relation",
    "programme",
    "framework",
}  # schemes whose concepts have words of their own in texts
_PARTICULAR = {"area", "body", "person", "place", "programme"}  # of which others may have the same short name
_WIDE = {"area", "body", "place"}  # most documents mention the one that they are about
_SELECT = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcterms", "los", "oa", "rdfs", "skos")) + "SELECT "
_PROPERTIES = {
    "issued": "dcterms:issued",
    "isPartOf": "dcterms:isPartOf",
    "unreadReason": "los:unreadReason",
    "family": "los:family",
    "start": "oa:start",
    "end": "oa:end",
}
_DOCUMENTS = (
    "* WHERE { ?document a los:Document"
    + "".join(f" OPTIONAL {{ ?document {name} ?{column} }}" for column, name in _PROPERTIES.items())
    + " }"
)
_TEXTS = "?document ?text WHERE { ?document a los:Document ; los:text ?text }"
_UNREAD = """?document ?kind ?quote WHERE { GRAPH ?document {
  ?unit los:status <https://w3id.org/line-of-sight/code/status/unread> . ?unit a los:Unit . ?unit los:kind ?kind .
  ?unit los:mainEvidence ?passage . ?passage oa:exact ?quote } }"""
_NAMES = "?name WHERE { VALUES ?thing { %s } ?thing %s ?name }"
_SAYING = "DISTINCT ?document WHERE { VALUES ?thing { %s } GRAPH ?document { ?thing ?property ?value } }"
_NARROWER = "DISTINCT ?narrow WHERE { VALUES ?thing { %s } ?narrow skos:broader* ?thing }"
_STATEMENTS = """?document (COUNT(DISTINCT ?made) AS ?count) WHERE { %s
  GRAPH ?document { %s } } GROUP BY ?document"""
_DATES = """?document (MIN(STR(?on)) AS ?first) (MAX(STR(?on)) AS ?last) WHERE { %s
  VALUES ?dated { los:earliest los:latest los:attestedOn los:date dcterms:date }
  GRAPH ?document { %s ?made ?dated ?on . } } GROUP BY ?document ?made"""


@dataclass(frozen=True)
class Stating:
    """The documents with statements of the kind; ``about`` the things asked of, or of any. ``patterns`` finds these statements."""

    documents: tuple[Iri, ...] = ()
    about: bool = False
    patterns: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Mentions:
    """What was asked for (in quotation marks), the documents whose texts mention it, and how many unread units of each do."""

    matter: str = ""
    documents: tuple[Iri, ...] = ()
    unread: Mapping[Iri, int] | None = None


@dataclass(frozen=True)
class Bearing:
    """What of ``store`` bears on the question that was ``answered``."""

    answered: Answered
    store: Store

    @cached_property
    def _named(self) -> set[str]:
        return {*_CLASS.findall(self.answered.question.file.text)}

    @property
    def classes(self) -> list[str]:
        """The classes of statements that the question names, as ``los:Finding``."""
        return sorted(self._named - _NO_STATEMENTS)

    @property
    def columns(self) -> list[str]:
        """The columns that name the documents of a row."""
        return [name for name in self.answered.variables if name.rstrip("0123456789") == DOCUMENT]

    @property
    def of_documents(self) -> bool:
        """Whether it asks what documents state, and not of vocabulary, files, units of text or reference data only."""
        return bool(self.classes or (self.columns and not self._named & _RECORDS))

    @property
    def besides(self) -> str:
        """What its rows rest on that no document states; "" where all rest on documents."""
        tags = {*self.answered.question.file.tags}
        if "los:Rule" in self._named:
            return "the rules of the project"
        if self._named & _RECORDS:
            return "the record of how documents were read"
        if "reference" not in tags:
            return ""
        return "the vocabulary" if "vocabulary" in tags else "the reference data (official names and codes)"

    @cached_property
    def asked(self) -> dict[str, Sequence[Term]]:
        """What it was asked of, by parameter: the given values, or the examples that stood in for them."""
        return {
            name: self.answered.given.get(name, () if parameter.optional else parameter.examples)
            for name, parameter in self.answered.question.parameters.items()
        }

    @cached_property
    def documents(self) -> dict[Iri, Row]:
        """The documents that it is asked of, in order: all, or those that a parameter names. Those bound in a pack stand for it."""
        known = {document: row for row in self._select(_DOCUMENTS) if isinstance(document := row["document"], Iri)}
        packs = {pack for row in known.values() if isinstance(pack := row.get("isPartOf"), Iri)}
        wanted = {value for values in self.asked.values() for value in values if value in known}
        found = {}
        for iri in sorted(known.keys() - packs):
            pack = known[iri].get("isPartOf")
            if not wanted or iri in wanted or pack in wanted:
                found[iri] = {**(known[pack] if isinstance(pack, Iri) else {}), **known[iri]}
        return found

    @cached_property
    def kind(self) -> str:
        """What the statements are called: "membership or post"; of many, and of none, in general."""
        rows = self._select(
            f"?label WHERE {{ VALUES ?class {{ {' '.join(self.classes)} }} ?class rdfs:label ?label }} ORDER BY ?label"
        )
        return " or ".join(words(row["label"]) for row in rows) if 0 < len(rows) <= MOST_KINDS else KIND

    @cached_property
    def stating(self) -> Stating:
        """Which documents make statements of the kind; of several things asked of, about the one that the fewest are about."""
        of_kind = (
            (f"VALUES ?class {{ {' '.join(self.classes)} }}", "?made a ?class .")
            if self.classes
            else ("", "?made los:mainEvidence ?words .")
        )
        best = of_kind
        counted = self._made(best)
        for values in self.asked.values():
            things = [
                value for value in values if isinstance(value, Iri) and not value.startswith((PREFIXES["doc"], PREFIXES["los"]))
            ]
            if things:
                narrow = self._select(_NARROWER % _values(things))
                about = (
                    f"VALUES ?about {{ {_values(row['narrow'] for row in narrow)} }} {of_kind[0]}",
                    f"?made ?link ?about . {of_kind[1]}",
                )
                fewer = self._made(about)
                if fewer.total() <= counted.total() and (fewer or not self.answered.rows):  # rows may know it by a longer way
                    best, counted = about, fewer
        return Stating(tuple(one for one in self.documents if counted[one]), best != of_kind, best)

    @property
    def spans(self) -> Iterator[tuple[str, str]]:
        """The first and last date of each statement of the kind, and the dates of its documents."""
        for row in self._select(_DATES % self.stating.patterns):
            if row["document"] in self.stating.documents:
                yield words(row["first"]), words(row["last"])
        for one in self.stating.documents:
            if "issued" in self.documents[one]:
                yield (words(self.documents[one]["issued"]),) * 2

    def _made(self, about: tuple[str, str]) -> Counter[Iri]:
        rows = self._select(_STATEMENTS % about)
        return Counter(
            {one: int(words(row["count"])) for row in rows if isinstance(one := row["document"], Iri) and one in self.documents}
        )

    @cached_property
    def mentions(self) -> Mentions:
        """What was asked for that the fewest texts mention. Of an area or body, only a minority of the texts tells anything."""
        kinds = {name: self.answered.question.parameters[name].type for name in self.asked}
        called = [(name, kinds[name], names) for name, values in self.asked.items() if (names := self._names(kinds[name], values))]
        texts = self._texts() if called else {}
        found: list[tuple[int, str, tuple[Iri, ...], Names]] = []
        for name, kind, names in called:
            known = self._stating_of(self.asked[name]) if kind in _PARTICULAR else frozenset(texts)
            documents = tuple(iri for iri, text in texts.items() if names.mentioned(text) and (iri in known or names.in_full(text)))
            if kind not in _WIDE or len(documents) * 2 <= len(texts):
                found.append((len(documents), names.label, documents, names))
        if not found:
            return Mentions()
        _, label, documents, names = min(found, key=lambda one: one[:2])
        units: dict[Iri, set[str]] = defaultdict(set)
        for row in self._select(_UNREAD):
            document, of_figure = row["document"], words(row["kind"]).endswith(_FIGURE_UNITS)
            if not isinstance(document, Iri) or document not in documents or (of_figure and not _OF_FIGURES & self._named):
                continue
            if names.mentioned(words(row["quote"])):
                units[document].add(words(row["quote"]))
        return Mentions(label, documents, {document: len(units[document]) for document in documents if document in units})

    def _stating_of(self, things: Sequence[Term]) -> frozenset[Term]:
        """The documents that say anything of one of the things."""
        return frozenset(row["document"] for row in self._select(_SAYING % _values(things)))

    def _texts(self) -> dict[Iri, str]:
        """The text of each document that has one; of those bound in a pack their stretch of it."""
        whole = {row["document"]: words(row["text"]) for row in self._select(_TEXTS)}
        made = {}
        for iri, row in self.documents.items():
            if (text := whole.get(iri, whole.get(row.get("isPartOf", iri)))) is not None:
                first, last = (int(words(row[name])) if name in row else None for name in ("start", "end"))
                made[iri] = text[first:last]
        return made

    def _names(self, kind: str, values: Sequence[Term]) -> Names | None:
        """What the values of a parameter are called in texts; None where texts do not name such things."""
        scheme = kind.removeprefix("concept ")
        if not values or kind in _UNNAMED or (scheme != kind and scheme not in _TELLING):
            return None
        if kind == "string":
            return Names.of([words(value) for value in values], [words(value) for value in values], phrases=True)
        labels = self._select(_NAMES % (_values(values), "rdfs:label"))
        names = self._select(_NAMES % (_values(values), "rdfs:label|skos:altLabel|skos:hiddenLabel"))
        return Names.of([words(row["name"]) for row in names], [words(row["name"]) for row in labels], phrases=scheme != kind)

    def _select(self, query: str) -> list[Row]:
        return self.store.select(_SELECT + query)


def _values(terms: Iterable[Term]) -> str:
    return " ".join(term.n3() for term in terms)
