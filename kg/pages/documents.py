"""The list of all documents: what each is, of when and whose, and how much of it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.pages.asked import Asked, Made
from kg.pages.asking import asked_of
from kg.pages.desk import Desk
from kg.pages.facts import Fact, facts
from kg.project import ProjectError
from kg.rows import words
from kg.vocab import DCTERMS, LOS

PAGE = 100
_ORDERS = {
    "date": "the latest first",
    "title": "by title",
    "family": "by family",
    "council": "by council",
    "read": "least read first",
}
_Filters = Mapping[str, str]


@dataclass(frozen=True)
class Listed:
    """A document of the list, and how much of it was read: the share of its letters that is cited, its units and figures."""

    fact: Fact
    coverage: Mapping[str, str]

    @property
    def family(self) -> str:
        """Its family."""
        return self.fact.first(LOS.family)

    @property
    def council(self) -> str:
        """The body that it is about, else who published it."""
        return self.fact.first(LOS.about, DCTERMS.publisher, LOS.place)

    @property
    def issued(self) -> str:
        """Its date, as it is sorted."""
        return self.fact.sorting(DCTERMS.issued)

    def key(self, order: str) -> str | float:
        """By what it stands in an order."""
        if order == "read":
            return float(self.coverage.get("per_cent_cited", "0"))
        return {"title": self.fact.label.casefold(), "family": self.family, "council": self.council}.get(order, "")


def documents(desk: Desk, asked: Asked) -> Made:
    """The documents that fit what is asked: ``family``, ``council``, ``year``, ``words`` of the title; in an ``order``."""
    order = asked.one("order", "date")
    if order not in _ORDERS:
        raise ProjectError(f"order: it is {', '.join(_ORDERS)}")
    given = asked.one("from", "0")
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        raise ProjectError("from: the number of documents to pass over is a number, as in from=100")
    filters = {name: asked.one(name) for name in ("family", "council", "year", "words")}
    every = desk.once("documents", lambda: _all(desk))
    fitting = sorted((one for one in every if _fits(one, filters)), key=lambda one: one.fact.label)
    fitting.sort(key=lambda one: one.issued, reverse=True)
    fitting.sort(key=lambda one: one.key(order))
    first = int(given)
    values = {
        "documents": fitting[first : first + PAGE],
        "first": first,
        "total": len(fitting),
        "all": len(every),
        "page_size": PAGE,
        "filters": filters,
        "order": order,
        "orders": _ORDERS,
        "choices": _choices(every),
        "terms": LOS,
        "more": _query({**filters, "order": order}),
    }
    return desk.html(asked, "documents.html", values)


def _all(desk: Desk) -> Sequence[Listed]:
    """All documents but the packs that bind others: these stand in the rows of what they bind."""
    rows = desk.store.select(f"SELECT ?s {{ ?s a {LOS.Document.n3()} }} ORDER BY ?s")
    packs = desk.store.select(
        f"SELECT DISTINCT ?s {{ ?part {DCTERMS.isPartOf.n3()} ?s ; a {LOS.Document.n3()} . ?s a {LOS.Document.n3()} }}"
    )
    bound = {str(row["s"]) for row in packs}
    coverage = {
        str(row["document"]): {name: words(term) for name, term in row.items()}
        for row in asked_of(desk, "share_read_of_documents").rows
    }
    found = facts(desk, [iri for row in rows if (iri := str(row["s"])) not in bound], quoted=0)
    return [Listed(fact, coverage.get(iri, {})) for iri, fact in found.items()]


def _fits(one: Listed, filters: _Filters) -> bool:
    return (
        (not filters["family"] or one.family == filters["family"])
        and (not filters["council"] or one.council == filters["council"])
        and (not filters["year"] or one.issued.startswith(filters["year"]))
        and all(word in one.fact.label.casefold() for word in filters["words"].casefold().split())
    )


def _choices(every: Sequence[Listed]) -> dict[str, list[tuple[str, int]]]:
    """What can be chosen, and how many documents there are of each."""
    return {
        "family": sorted(Counter(one.family for one in every if one.family).items()),
        "council": sorted(Counter(one.council for one in every if one.council).items()),
        "year": sorted(Counter(one.issued[:4] for one in every if one.issued).items(), reverse=True),
    }


def _query(given: _Filters) -> Mapping[str, str]:
    return {name: value for name, value in given.items() if value}
