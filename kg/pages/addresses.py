"""Which address is answered by which page: a function of the same name in a module of this package.

An address is written as Starlette has it (``{name}`` is a part without a slash, ``{name:path}`` one with them). The first that fits
counts, so one with fewer braces stands first.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC, BUILT = HERE / "static", HERE / "built"  # files that go with pages: written by hand, and built of web/
MANIFEST = BUILT / "manifest.json"  # which file was built of which script

ADDRESSES = {
    "/": "home.home",
    "/query": "querying.query",
    "/query/vocabulary": "querying.vocabulary",
    "/search": "searching.search",
    "/search/suggest": "searching.suggest",
    "/questions": "api.questions",
    "/questions.json": "api.questions",
    "/questions/{name}": "api.question",
    "/questions/{name}/values/{parameter}": "api.values",
    "/openapi.json": "api.openapi",
    "/api": "api.reference",
    "/about": "about.about",
    **dict.fromkeys(("/ontology", "/ontology.{form}", "/ontology/{name:path}", "/def/"), "modules.ontology"),
    "/.well-known/sparql-examples": "examples.examples",
    "/network": "network.network",
    "/network.json": "network.data",
    "/network.csv": "network.rows",
    "/network.gexf": "network.gexf",
    "/network.graphml": "network.graphml",
    "/network.svg": "network.svg",
    "/network.png": "network.png",
    "/inspections": "inspections.inspections",
    "/discrepancies": "discrepancies.discrepancies",
    "/documents": "documents.documents",
    **dict.fromkeys((f"/{space}/{{name:path}}" for space in ("id", "doc", "code", "def", "graph", "shape")), "things.thing"),
}
UNKNOWN, REFUSED = "home.unknown", "home.refused"  # what answers where nothing is, and where a request is refused
KEEPING = {"querying.query"}  # what tells by itself why it is refused, with what was asked, so that nobody has to write it again
