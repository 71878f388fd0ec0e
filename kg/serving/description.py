"""What the service says of itself and of the graph: SPARQL 1.1 Service Description, and VoID. Counted once for each version."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.negotiation import GRAPHS, choose_graph
from kg.rdf import Iri, Term, text, typed
from kg.serving.again import Again, NotWholeError
from kg.serving.answerer import Job
from kg.serving.pool import BusyError, Pool
from kg.serving.request import RefusedError, address, busy, parameters
from kg.store import spelled
from kg.vocab import BASE, DCTERMS, OWL, PREFIXES, RDF

SD, VOID, FORMATS = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#", "http://www.w3.org/ns/formats/"
_PREFIXES = {name: PREFIXES[name] for name in ("dcterms", "foaf", "owl", "rdf", "rdfs", "xsd")} | {"sd": SD, "void": VOID}
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_COUNTS = {
    "sizes": "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) (COUNT(DISTINCT ?p) AS ?properties)"
    " (COUNT(DISTINCT ?o) AS ?distinctObjects) { ?s ?p ?o }",
    "classes": "SELECT ?of (COUNT(?s) AS ?n) { ?s a ?of } GROUP BY ?of",
    "properties": "SELECT ?of (COUNT(*) AS ?n) { ?s ?of ?o } GROUP BY ?of",
    "graphs": "SELECT ?of (COUNT(*) AS ?n) { GRAPH ?of { ?s ?p ?o } } GROUP BY ?of",
}
Counts = dict[str, dict[str, int]]
Statement = tuple[str, str, Term]


class Description:
    """Describes the service and the graph."""

    def __init__(self, pool: Pool, again: Again, known: str = "") -> None:
        self._pool, self._again, self._known = pool, again, known
        self._counted: tuple[str, dict[str, dict[str, int] | None]] = ("", {})

    async def service(self, request: Request) -> Response:
        """The Service Description of the endpoint at the address of the request; in Turtle also for who would rather have a page."""
        return await self._written(request, _service)

    async def graph(self, request: Request) -> Response:
        """The description of the graph, by VoID."""
        parameters(request.scope["query_string"], "the address")
        return await self._written(request, _graph)

    async def _written(self, request: Request, of: Callable[[str, str, Counts], Iterator[Statement]]) -> Response:
        chosen = choose_graph(request.headers.get("accept"))
        if chosen is None:
            raise RefusedError(406, f"the description is not offered in that format; it is in: {', '.join(GRAPHS)}")
        at, form = address(request, self._known), chosen.form

        async def made() -> bytes:
            version, counts = await self.counts()
            statements = of(at, version, {name: found or {} for name, found in counts.items()})
            lines = [f"{Iri(subject).n3()} {Iri(name).n3()} {value.n3()} .\n" for subject, name, value in statements]
            body = await run_in_threadpool(spelled, lines, form, _PREFIXES)
            if None in counts.values():
                raise NotWholeError(body)
            return body

        return await self._again.made(request, f"{of.__name__} {at}", chosen.header, made)

    async def counts(self) -> tuple[str, dict[str, dict[str, int] | None]]:
        """The version that answers, and how much of what is in it; None where that could not be counted."""
        version = self._pool.version
        if self._counted[0] != version:
            self._counted = (version, {name: await self._asked(query) for name, query in _COUNTS.items()})
        return self._counted

    async def _asked(self, query: str) -> dict[str, int] | None:
        try:
            async with self._pool.answered(Job(query, "application/sparql-results+json")) as told:
                if told.fault:  # a graph too large to be counted in the time there is goes without
                    return None
                body = told.body if told.kept is None else await run_in_threadpool(told.kept.read)
        except BusyError:
            raise busy() from None
        rows: list[dict[str, Any]] = json.loads(body)["results"]["bindings"]
        if rows and "of" not in rows[0]:
            return {name: int(cell["value"]) for name, cell in rows[0].items()}
        return {row["of"]["value"]: int(row["n"]["value"]) for row in rows if "of" in row}


def _number(count: int) -> Term:
    return typed(str(count), "integer")


def _service(at: str, _version: str, counts: Counts) -> Iterator[Statement]:
    endpoint, dataset, merge = f"{at}/sparql", f"{at}/sparql#dataset", f"{at}/sparql#default-graph"
    yield endpoint, RDF.type, Iri(SD + "Service")
    yield endpoint, SD + "endpoint", Iri(endpoint)
    yield endpoint, SD + "supportedLanguage", Iri(SD + "SPARQL11Query")
    yield endpoint, SD + "feature", Iri(SD + "UnionDefaultGraph")
    for name in (*_RESULTS, *_GRAPHS):
        yield endpoint, SD + "resultFormat", Iri(FORMATS + name)
    yield endpoint, SD + "defaultDataset", Iri(dataset)
    yield dataset, RDF.type, Iri(SD + "Dataset")
    yield dataset, RDF.type, Iri(SD + "GraphCollection")
    yield dataset, SD + "defaultGraph", Iri(merge)
    yield merge, RDF.type, Iri(SD + "Graph")
    if "triples" in counts["sizes"]:
        yield merge, VOID + "triples", _number(counts["sizes"]["triples"])
    for place, (name, count) in enumerate(sorted(counts["graphs"].items()), 1):
        named, graph = f"{at}/sparql#named-{place}", f"{at}/sparql#graph-{place}"
        yield dataset, SD + "namedGraph", Iri(named)
        yield named, RDF.type, Iri(SD + "NamedGraph")
        yield named, SD + "name", Iri(name)
        yield named, SD + "graph", Iri(graph)
        yield graph, RDF.type, Iri(SD + "Graph")
        yield graph, VOID + "triples", _number(count)


def _graph(at: str, version: str, counts: Counts) -> Iterator[Statement]:
    here = f"{at}/.well-known/void"
    dataset = f"{here}#graph"
    yield here, RDF.type, Iri(VOID + "DatasetDescription")
    yield here, PREFIXES["foaf"] + "primaryTopic", Iri(dataset)
    yield dataset, RDF.type, Iri(VOID + "Dataset")
    yield dataset, DCTERMS.title, text("Line of Sight", "en")
    said = "Who oversaw English children's services, what was found, recommended and decided, and the exact words that say so."
    yield dataset, DCTERMS.description, text(said, "en")
    yield dataset, OWL.versionInfo, text(version)
    yield dataset, VOID + "sparqlEndpoint", Iri(f"{at}/sparql")
    yield dataset, VOID + "dataDump", Iri(f"{at}/graph-store")
    yield dataset, VOID + "uriSpace", text(BASE)
    for name in _GRAPHS:
        yield dataset, VOID + "feature", Iri(FORMATS + name)
    for name, count in counts["sizes"].items():
        yield dataset, VOID + name, _number(count)
    if counts["classes"]:
        yield dataset, VOID + "classes", _number(len(counts["classes"]))
    used = [*counts["classes"], *counts["properties"]]
    for namespace in sorted(set(PREFIXES.values())):
        if any(term.startswith(namespace) for term in used):
            yield dataset, VOID + "vocabulary", Iri(namespace)
    for kind, partition, of, size in (
        ("classes", "classPartition", "class", "entities"),
        ("properties", "propertyPartition", "property", "triples"),
    ):
        for place, (name, count) in enumerate(sorted(counts[kind].items()), 1):
            part = f"{here}#{of}-{place}"
            yield dataset, VOID + partition, Iri(part)
            yield part, RDF.type, Iri(VOID + "Dataset")
            yield part, VOID + of, Iri(name)
            yield part, VOID + size, _number(count)
