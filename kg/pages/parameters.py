"""Which parameters each page knows. Another one is refused: what a page passed over in silence would narrow nothing, and nobody would see it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.pages.asked import Asked
from kg.project import ProjectError
from kg.values import nearest

NARROWING = ("name", "body", "kind", "document", "as_of", "since", "until", "certain")  # of the network
_TABLES = tuple(f"{table}_{what}" for table in ("bodies", "links") for what in ("by", "order", "page"))
_THING = ("list", "from", "passage", "section", "page")  # of any thing, for a document is one
# a page that is not here looks at its parameters itself (a stored question), or is there whatever was asked
KNOWN: Mapping[str, tuple[str, ...]] = {
    "home.home": (),
    "querying.query": ("query", "example", "form"),
    "querying.vocabulary": (),
    "searching.search": ("words", "kind", "page"),
    "searching.suggest": ("words",),
    "api.questions": ("words",),
    "api.values": ("prefix",),
    "api.openapi": (),
    "api.reference": (),
    "about.about": (),
    "examples.examples": (),
    "network.network": (*NARROWING, *_TABLES, "size", "selected"),
    **dict.fromkeys((f"network.{file}" for file in ("data", "rows", "gexf", "graphml", "svg", "png")), NARROWING),
    "inspections.inspections": ("body", "kind", "since", "until"),
    "discrepancies.discrepancies": ("kind", "certainty", "body", "document", "measure"),
    "documents.documents": ("family", "council", "year", "words", "order", "from"),
    "modules.ontology": _THING,
    "things.thing": _THING,
}
_PAGE = re.compile(r"[1-9][0-9]{0,8}")
_LONGEST = 60  # letters of a name that are told


def check(asked: Asked) -> None:
    """Raises ProjectError, with the names that are known, where a parameter with a value is not one of the page."""
    known = KNOWN.get(asked.page)
    if known is None:
        return
    for name, value in asked.given:
        if name not in known and value.strip():
            said = f"{asked.at[:_LONGEST]} has no parameter {name[:_LONGEST]!r}; "
            if not known:
                raise ProjectError(f"{said}it has none")
            near = nearest(name[:_LONGEST], known)[:1]
            hint = f"; near it is {near[0]}" if near and len(known) > 1 else ""
            raise ProjectError(f"{said}its {'parameters are' if len(known) > 1 else 'parameter is'} {', '.join(known)}{hint}")


def paged(asked: Asked, name: str) -> int:
    """The number of the page that a parameter asks for, or 1. Raises ProjectError for what is no number of a page."""
    given = asked.one(name, "1")
    if not _PAGE.fullmatch(given):
        raise ProjectError(f"{name}: the pages are numbered from 1, as in {name}=2; there is no page {given[:_LONGEST]!r}")
    return int(given)
