"""The ontology as people read it: every class and property with what it means, and the lists of concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.pages.asked import Asked, Made
from kg.pages.asking import page_rows
from kg.pages.desk import Desk
from kg.rdf import Term
from kg.rows import words
from kg.vocab import PREFIXES, RDFS, SKOS, compact

SORTS = {
    "class": "Classes",
    "property to things": "Properties whose values are things",
    "property to values": "Properties whose values are words, numbers or dates",
    "annotation": "Notes",
}


@dataclass(frozen=True)
class Described:
    """A term: what sort it is, what is said of it (by the IRI of the property), and how often the graph uses it."""

    iri: str
    sort: str
    uses: int = 0
    said: Mapping[str, list[Term]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name without the namespace: what an address of the page has behind the hash."""
        return self.iri.removeprefix(PREFIXES["los"])

    @property
    def label(self) -> str:
        """What people call it."""
        return self.one(RDFS.label) or self.name

    def one(self, name: str) -> str:
        """The words of a value."""
        return next((words(value) for value in self.said.get(name, ())), "")

    def linked(self, name: str) -> list[tuple[str, str]]:
        """The things that are the values: the IRI of each, and its prefixed name."""
        return [(words(value), compact(words(value))) for value in self.said.get(name, ())]


def ontology(desk: Desk, asked: Asked) -> Made:
    """All terms and schemes on one page."""
    return desk.html(asked, "ontology.html", desk.once("ontology", lambda: _found(desk)))


def _uses(desk: Desk) -> dict[str, int]:
    return {words(row["term"]): int(words(row["uses"])) for row in page_rows(desk, "uses_of_terms")}


def _found(desk: Desk) -> dict[str, object]:
    uses: dict[str, int] = desk.kept.get("uses-of-terms", lambda: _uses(desk))
    said: dict[tuple[str, str], dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in page_rows(desk, "terms_of_ontology"):
        said[words(row["sort"]), words(row["term"])][words(row["says"])].append(row["value"])
    terms = [Described(iri, sort, uses.get(iri, 0), told) for (sort, iri), told in said.items()]
    sorts = {
        title: sorted((one for one in terms if one.sort == sort), key=lambda one: one.name.casefold())
        for sort, title in SORTS.items()
    }
    narrower: dict[str, list[str]] = defaultdict(list)
    having: dict[str, list[str]] = defaultdict(list)
    for one in terms:
        for iri, _ in one.linked(RDFS.subClassOf):
            narrower[iri].append(one.name)
        for iri, _ in one.linked(RDFS.domain):
            having[iri].append(one.name)
    links = (
        ("broader", RDFS.subClassOf),
        ("broader", RDFS.subPropertyOf),
        ("is said of", RDFS.domain),
        ("its values are", RDFS.range),
    )
    return {
        "sorts": {title: several for title, several in sorts.items() if several},
        "narrower": dict(narrower),
        "having": dict(having),
        "links": links,
        "meaning": SKOS.definition,
        "note": SKOS.scopeNote,
        "schemes": [
            (words(row["scheme"]), words(row["label"]), int(words(row["concepts"])))
            for row in page_rows(desk, "schemes")
            if "scheme" in row
        ],
    }
