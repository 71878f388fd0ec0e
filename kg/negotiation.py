"""Media types: which are offered for what, and which of them a client wants (RFC 9110, section 12.5.1).

A form is the name that the store gives a format; several media types may stand for one. The first of a table is what a client
gets that wants anything; those after the first of a form are other names of it, given only to who asks for them by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "application/x-turtle": "turtle",
    "text/plain": "ntriples",
}
DATASETS = {
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
}
_RANGE = re.compile(r"(?P<type>[!#$%&'*+.^_`|~\w-]+)/(?P<subtype>[!#$%&'*+.^_`|~\w-]+)", re.ASCII)
_QUALITY = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?", re.ASCII)
_MOST = 100  # media ranges that are read of a header; nobody means more


class Chosen(NamedTuple):
    """What the client gets: the media type that is told, and the form that is written."""

    media: str
    form: str

    @property
    def header(self) -> str:
        """The value of Content-Type."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


def choose(accept: str | None, offered: Mapping[str, str]) -> Chosen | None:
    """The best of the ``offered`` media types for a client with the header ``accept``; None where it takes none of them.

    Of two that are wanted as much, the one named more exactly, then the earlier one.
    """
    wanted = _ranges(accept) if accept and accept.strip() else [("*", "*", 1.0)]
    best: tuple[float, int, int] = (0.0, 0, 0)
    found = None
    forms: set[str] = set()
    for place, (media, form) in enumerate(offered.items()):
        other = form in forms
        forms.add(form)
        quality, exact = _wanted(media, wanted)
        if quality > 0 and not (other and exact < 2) and (quality, exact, -place) > best:
            best, found = (quality, exact, -place), Chosen(media, form)
    return found


def choose_graph(accept: str | None) -> Chosen | None:
    """The format of RDF for a client with the header ``accept``: Turtle also for who would rather have a page."""
    return choose(accept, GRAPHS) or (choose(None, GRAPHS) if "text/html" in (accept or "") else None)


def reads_pages(accept: str | None) -> bool:
    """Whether a client would rather have a page than a sentence of plain text."""
    chosen = choose(accept, {"text/plain": "text", "text/html": "html"})
    return chosen is not None and chosen.form == "html"


def _wanted(media: str, wanted: list[tuple[str, str, float]]) -> tuple[float, int]:
    """How much a media type is wanted, by the most exact range that holds it, and how exact that is: 2, 1 or 0 (-1: none)."""
    quality, exact = 0.0, -1
    type_, _, subtype = media.partition("/")
    for wanted_type, wanted_subtype, value in wanted:
        if (wanted_type, wanted_subtype) == (type_, subtype):
            level = 2
        elif (wanted_type, wanted_subtype) == (type_, "*"):
            level = 1
        elif (wanted_type, wanted_subtype) == ("*", "*"):
            level = 0
        else:
            continue
        if level > exact:
            quality, exact = value, level
        elif level == exact:
            quality = max(quality, value)
    return quality, exact


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    """The media ranges of the header; what is none is passed over, and a quality that is none counts as 1."""
    found = []
    for part in accept.split(",")[:_MOST]:
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if match := _RANGE.fullmatch(media):
            found.append((match["type"].lower(), match["subtype"].lower(), _quality(parameters)))
    return found


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            return float(value.strip()) if _QUALITY.fullmatch(value.strip()) else 1.0
    return 1.0
