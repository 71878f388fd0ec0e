"""The query operation of the SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013), and nothing that changes anything."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.answerer import Job
from kg.serving.pool import Pool
from kg.serving.reply import Answerer, answered
from kg.serving.request import FORM, QUERY, UPDATE, Bodies, MediaType, Parameters, RefusedError, address, parameters


class Protocol:
    """Answers queries. A GET without parameters is for the one who describes the service."""

    def __init__(self, pool: Pool, bodies: Bodies, described: Answerer, known: str = "") -> None:
        self._pool, self._bodies, self._described, self._known = pool, bodies, described, known

    async def get(self, request: Request) -> Response:
        """A query in the address."""
        given = parameters(request.scope["query_string"], "the address")
        if not given:
            return await self._described(request)
        return await self._answered(request, given)

    async def post(self, request: Request) -> Response:
        """A query as the body, or in a form."""
        media = MediaType.of(request)
        if media.name == UPDATE:
            raise _read_only()
        if media.name not in {FORM, QUERY}:
            raise RefusedError(415, f"a query comes as {QUERY} or {FORM}", {"Accept-Post": f"{QUERY}, {FORM}"})
        if media.charset not in {"", "utf-8", "utf8"}:
            raise RefusedError(415, "a query comes in UTF-8")
        given = parameters(request.scope["query_string"], "the address")
        async with self._bodies.read(request) as body:
            if media.name == FORM:
                given = Parameters((*given, *parameters(body, "the form")))
            else:
                given = Parameters((*given, ("query", _text(body))))
            return await self._answered(request, given)

    async def _answered(self, request: Request, given: Parameters) -> Response:
        if given.all("update"):
            raise _read_only()
        query = given.one("query")
        if query is None or not query.strip():
            raise RefusedError(400, "there is no query: give the parameter query")
        default, named = given.graphs("default-graph-uri"), given.graphs("named-graph-uri")
        base = address(request, self._known) + request.scope["path"]
        return await answered(request, self._pool, Job(query, request.headers.get("accept"), base, default, named))


def _read_only() -> RefusedError:
    return RefusedError(403, "the graph is only read here, and updates are not accepted")


def _text(body: bytes) -> str:
    try:
        query = body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the query is not UTF-8 (byte {error.start})") from None
    if "\0" in query:
        raise RefusedError(400, "the query has a null byte")
    return query
