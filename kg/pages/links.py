"""Where a thing of the graph stands on this server, and what it is called there.

Everything under the graph's base has its own address here: the IRI without the base. With ``.html`` it is the page of the thing, and
so for ``.ttl``, ``.jsonld`` and ``.nt``. A passage is shown in the reader, marked in the page of its document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol
from urllib.parse import quote

from kg.rdf import Iri
from kg.rows import words
from kg.store import Store
from kg.vocab import BASE, PREFIXES, compact

_PASSAGE = re.compile(re.escape(f"{BASE}id/passage/") + r"(?P<source>.+)/(?P<start>\d+)-(?P<end>\d+)")
_UNCHANGED = "/:@!$&'()*+,;=~"  # what may stand in a path as it is
_AT_ONCE = 400  # things that one query asks of
# the media types by the ending of an address, the best known first
ENDINGS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "rdf": "application/rdf+xml",
}


class HasStore(Protocol):
    """What names are looked up with."""

    @property
    def store(self) -> Store:
        """The graph."""
        ...


def address(root: str, iri: str) -> str:
    """The address that a thing answers at on this server, in whatever form is asked for; the IRI itself where it is none of ours."""
    if not iri.startswith(BASE):
        return iri
    path, hash_, fragment = iri.removeprefix(BASE).partition("#")
    return f"{root}/{quote(path, safe=_UNCHANGED)}{hash_}{quote(fragment, safe=_UNCHANGED)}"


def href(root: str, iri: str) -> str:
    """The address of the page of a thing: what a link in a page goes to. Of what is not of this graph, the IRI, if it is one of the web."""
    if not iri.startswith(BASE):
        return iri if iri.startswith(("https://", "http://")) else "#"
    if _PASSAGE.fullmatch(iri):
        return passage_href(root, iri)
    if iri.startswith(PREFIXES["los"]):
        return f"{root}/ontology#{quote(iri.removeprefix(PREFIXES['los']), safe=_UNCHANGED)}"
    if iri.startswith(tuple(PREFIXES[kind] for kind in ("id", "doc", "code", "graph", "shape"))):
        return f"{address(root, iri)}.html"
    return address(root, iri)


def alternates(root: str, iri: str) -> list[tuple[str, str]]:
    """The other forms of a thing: their media types and addresses."""
    return [(media, f"{address(root, iri)}.{ending}") for ending, media in ENDINGS.items()]


def passage_href(root: str, passage: str) -> str:
    """The address of a passage in the reader: the page of its document that it stands on, where it is marked."""
    if (named := _PASSAGE.fullmatch(passage)) is None:
        return address(root, passage)
    here = f"{named['start']}-{named['end']}"
    return f"{address(root, PREFIXES['doc'] + named['source'])}.html?passage={here}#p{here}"


def labels(desk: HasStore, iris: Iterable[str]) -> dict[str, str]:
    """What each of the things is called; one without a name by the end of its IRI."""
    asked = sorted({iri for iri in iris if not iri.startswith("_:") and not re.search(r'[\x00-\x20<>"{}|^`\\]', iri)})
    found: dict[str, str] = {}
    for named in batches(Iri(iri).n3() for iri in asked):
        # a concept has both, and they are the same
        query = (
            f"SELECT ?thing ?name {{ VALUES ?thing {{ {named} }} ?thing <{PREFIXES['rdfs']}label> ?name }} ORDER BY ?thing ?name"
        )
        for row in desk.store.select(query):
            found.setdefault(words(row["thing"]), words(row["name"]))
    return {iri: found.get(iri) or _short(iri) for iri in asked}


def batches(terms: Iterable[str]) -> Iterator[str]:
    """Terms of SPARQL as they stand in VALUES, no more together than a query takes well."""
    several = [*terms]
    for first in range(0, len(several), _AT_ONCE):
        yield " ".join(several[first : first + _AT_ONCE])


def label(desk: HasStore, iri: str) -> str:
    """What a thing is called; the end of its IRI where it has no name."""
    return labels(desk, [iri]).get(iri, iri)


def kind_of(iri: str) -> str:
    """The kind of a thing that stands in its IRI: "body" of ``id/body/x``, "code" of a concept."""
    return (
        iri.removeprefix(PREFIXES["id"]).split("/", 1)[0]
        if iri.startswith(PREFIXES["id"])
        else iri.removeprefix(BASE).split("/", 1)[0]
    )


def _short(iri: str) -> str:
    return compact(iri).rstrip("/").partition(":")[2].rsplit("/", 1)[-1].replace("-", " ") if iri.startswith(BASE) else compact(iri)
