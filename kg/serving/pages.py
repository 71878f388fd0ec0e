"""The addresses of pages: each request goes to a process that makes the page; files that belong to them are sent as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kg.negotiation import reads_pages
from kg.pages.addresses import ADDRESSES, BUILT, KEEPING, REFUSED, STATIC, UNKNOWN
from kg.pages.asked import Asked
from kg.serving.again import Again
from kg.serving.answerer import Job
from kg.serving.reply import Whole, answered, refusal, resource
from kg.serving.request import RefusedError, address, check_percents, parameters

# parameters that others add to a link to see who follows it: they ask for nothing
_FOLLOWS = re.compile(r"utm_\w+|(?:fb|g|dc|ms|y)clid|gbraid|wbraid|mc_[ce]id|igshid|_ga|_gl")
_FOR_EVER = "public, max-age=31536000, immutable"
_PLAIN = "there is nothing at this address"


class Pages:
    """Answers requests for pages."""

    def __init__(self, again: Again, known: str = "") -> None:
        self._again, self._known = again, known

    def routes(self) -> Iterator[BaseRoute]:
        """The addresses of files and of pages."""
        if BUILT.is_dir():
            yield Mount("/assets/built", _Files(directory=BUILT))
        yield Mount("/assets", _Files(directory=STATIC))
        for path, page in ADDRESSES.items():
            yield resource(path, {"GET": partial(self.get, page)})

    async def get(self, page: str, request: Request) -> Response:
        """The page of that name; to who reads pages also what is wrong is one."""
        try:
            asked = self._asked(page, request)
        except RefusedError as error:
            return await self._told(request, error.status, error.said)
        response = await self._again.answered(request, Job(asked=asked))
        if isinstance(response, Whole) and response.said and reads_pages(asked.accept):
            await response.close()
            return await self._told(request, response.status_code, response.said, asked)
        return response

    async def _told(self, request: Request, status: int, said: str, asked: Asked | None = None) -> Response:
        """Why a page is refused, in a page or a sentence; with what was ``asked``, where the page has a place for that."""
        if not reads_pages(accept := request.headers.get("accept")):
            return refusal(RefusedError(status, said))
        if asked is None or asked.page not in KEEPING:
            origin = address(request, self._known)
            asked = Asked(REFUSED, accept=accept, origin=origin, root=urlsplit(origin).path)
        return await answered(request, self._again.pool, Job(asked=replace(asked, said=said, status=status)))

    def _asked(self, page: str, request: Request) -> Asked:
        """What a request asks of a page. Raises RefusedError where it is malformed."""
        given = parameters(request.scope["query_string"], "the address")
        check_percents(request.scope.get("raw_path", b""), "the address")
        if any("\0" in part for part in request.path_params.values()):
            raise RefusedError(400, "the address has a null byte")
        origin = address(request, self._known)
        return Asked(
            page,
            dict(request.path_params),
            tuple(pair for pair in given if not _FOLLOWS.fullmatch(pair[0])),
            request.headers.get("accept"),
            origin,
            urlsplit(origin).path,
            request.scope["path"],
        )

    async def unknown(self, request: Request, error: Exception) -> Response:
        """Nothing is here: a page for who reads pages, a sentence for others."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        if status == 404 and request.method == "GET" and reads_pages(request.headers.get("accept")):
            try:
                return await self.get(UNKNOWN, request)
            except RefusedError as refused:
                return refusal(refused)
        return refusal(RefusedError(status, _PLAIN))


class _Files(StaticFiles):
    """Files whose address changes when they do."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, to be kept for ever."""
        response = await super().get_response(path, scope)
        if response.status_code in {200, 304}:
            response.headers["Cache-Control"] = _FOR_EVER
        return response
