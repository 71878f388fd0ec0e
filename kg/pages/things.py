"""Every thing of the graph has an address, which leads to what is known of it in the form that is wanted.

``/id/body/x`` answers with 303 and where it is described: ``/id/body/x.html`` for people, ``.ttl`` and so on for programs. An ending
is one only where no thing has it in its name.
"""

from __future__ import annotations

import re

from kg.negotiation import Chosen, choose
from kg.pages import description, entity, reader
from kg.pages.asked import Asked, Made, NoPageError, NotOfferedError, see
from kg.pages.desk import Desk
from kg.pages.links import ENDINGS, address, alternates, href
from kg.project import ProjectError
from kg.vocab import BASE, PREFIXES

FORMS = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "trig": "trig", "nq": "nquads", "rdf": "rdfxml"}
OFFERED = {
    **{media: ending for ending, media in ENDINGS.items()},
    "application/xhtml+xml": "html",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
}
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f\ud800-\udfff]')
_PASSAGE, _TERM = f"{BASE}id/passage/", PREFIXES["los"]
_COUNT = re.compile(r"[0-9]{1,9}")


def thing(desk: Desk, asked: Asked) -> Made:
    """What is at the address of a thing: where it is described, or, with an ending, the description."""
    iri, ending = _meant(desk, asked)
    if ending == "html":
        return _page(desk, asked, iri)
    if ending:
        return _data(desk, asked, iri, ending)
    chosen = choose(asked.accept, OFFERED)
    if chosen is None:
        raise NotOfferedError(ENDINGS.values())
    if chosen.form == "html" and iri.startswith((_PASSAGE, _TERM)):
        return see(href(asked.root, iri))
    return see(f"{address(asked.root, iri)}.{chosen.form}")


def _meant(desk: Desk, asked: Asked) -> tuple[str, str]:
    """The thing of an address, and the ending. Raises NoPageError where there is none."""
    name = asked.at.removeprefix("/")
    stem, _, ending = name.rpartition(".")
    for path, wanted in ((name, ""), (stem, ending if ending in ENDINGS else None)):
        if wanted is None or not path or _NO_IRI.search(path):
            continue
        if description.is_there(_home(desk, BASE + path).store, BASE + path):
            return BASE + path, wanted
    raise NoPageError(f"There is nothing called “{_shown(stem if ending in ENDINGS else name)}” in this graph.")


def _shown(name: str) -> str:
    """The name as a sentence can hold it."""
    bare = " ".join(name.split())
    return bare if len(bare) <= 200 else f"{bare[:200]}…"


def _home(desk: Desk, iri: str) -> Desk:
    """Where something is said of a thing: shapes and alignments are in no graph of the store."""
    apart = iri.startswith((PREFIXES["shape"], f"{BASE}ontology/shapes/", f"{BASE}ontology/alignments/"))
    return description.apart(desk) if apart else desk


def _page(desk: Desk, asked: Asked, iri: str) -> Made:
    if iri.startswith((_PASSAGE, _TERM)):
        return see(href(asked.root, iri))
    made = reader.document(desk, asked, iri) if iri.startswith(PREFIXES["doc"]) else entity.page(desk, asked, iri, _home(desk, iri))
    return made if made.status != 200 else linked(asked, iri, made, "html")


def _data(desk: Desk, asked: Asked, iri: str, ending: str) -> Made:
    given = asked.one("from", "0")
    if not _COUNT.fullmatch(given):
        raise ProjectError("from: the number of statements to pass over is a number, as in from=500")
    found = description.described(_home(desk, iri).store, iri, int(given))
    more = f"{address(asked.origin, iri)}.{ending}?from={found.next}" if found.next is not None else ""
    body = found.written(FORMS[ending], desk.store, more)
    made = Made(body, Chosen(ENDINGS[ending], ending).header, headers=(("Vary", "Accept"),))
    return linked(asked, iri, made, ending, more)


def linked(asked: Asked, iri: str, made: Made, ending: str, more: str = "") -> Made:
    """The answer with headers that name its other forms, what it describes, and the rest."""
    links = [
        f'<{where}>; rel="alternate"; type="{media}"'
        for media, where in alternates(asked.root, iri)
        if not where.endswith(f".{ending}")
    ]
    links.append(f'<{address(asked.root, iri)}>; rel="describes"')
    if more:
        links.append(f'<{more}>; rel="next"')
    return Made(made.body, made.media, made.status, (*made.headers, ("Link", ", ".join(links))))
