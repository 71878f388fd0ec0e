"""The reading half of the SPARQL 1.1 Graph Store HTTP Protocol (W3C Recommendation, 21 March 2013)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.again import Again
from kg.serving.answerer import Job
from kg.serving.request import RefusedError, parameters


class GraphStore:
    """Answers with a named graph, with the merge of all, or, where nothing is named, with the whole dataset."""

    def __init__(self, again: Again) -> None:
        self._again = again

    async def get(self, request: Request) -> Response:
        """``?graph=IRI``, ``?default``, or neither."""
        given = parameters(request.scope["query_string"], "the address")
        if strange := {name for name, _ in given} - {"graph", "default"}:
            raise RefusedError(400, f"a graph is named by graph=IRI or by default, and {len(strange)} other parameters are given")
        merge, graphs = given.all("default"), given.all("graph")
        if len(merge) + len(graphs) > 1 or any(merge):
            raise RefusedError(400, "give one graph: graph=IRI, or default, which has no value")
        graph = "" if merge else next(iter(given.graphs("graph")), None)
        return await self._again.answered(request, Job(accept=request.headers.get("accept"), graph=graph))
