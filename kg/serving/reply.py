"""What is answered: whole answers, refusals in a sentence, and the headers that all of them have."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving.answerer import Job, Told
from kg.serving.pool import BusyError, Pool
from kg.serving.request import RefusedError, busy

Answerer = Callable[[Request], Awaitable[Response]]
STATUS = {
    "query": 400,
    "forbidden": 403,
    "unknown": 404,
    "unacceptable": 406,
    "time": 504,
    "large": 507,
    "memory": 507,
    "broken": 507,
}
_OF_BODIES = {"Content-Security-Policy"}  # a client that has the page is to keep that of the page
_PIECE = 64 * 1024
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After, Allow, ETag",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def refusal(error: RefusedError) -> Response:
    """What is wrong, in a sentence."""
    return PlainTextResponse(f"{error.said}\n", error.status, {"Vary": "Accept", **error.headers})


class Whole(Response):
    """An answer from a process: all of it, or what is wrong. It is closed when it is sent."""

    def __init__(self, told: Told, closing: contextlib.AsyncExitStack) -> None:
        self.told, self._closing = told, closing
        status = STATUS[told.fault] if told.fault else told.status
        body = f"{told.said}\n".encode() if told.fault else told.body
        self.said = told.said if told.fault else ""
        super().__init__(body, status, {"Vary": "Accept"}, "text/plain" if told.fault else None)
        if not told.fault:
            self.headers["Content-Type"] = told.media
            self.headers["Content-Length"] = str(told.size)
            self.headers.update(told.headers)

    async def close(self) -> None:
        """Leave it unsent."""
        await self._closing.aclose()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a long one in pieces, as fast as it is read."""
        async with self._closing:
            if self.told.kept is None or scope["method"] == "HEAD":
                await super().__call__(scope, receive, send)
                return
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            leaving = asyncio.ensure_future(_gone(receive))
            try:
                while not leaving.done() and (piece := self.told.kept.read(_PIECE)):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                    await asyncio.sleep(0)  # to hear that the client has left: asyncio warns of whatever is sent after that
                if not leaving.done():
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
            finally:
                leaving.cancel()

    async def gathered(self) -> bytes:
        """All of it, in memory; it is closed then."""
        async with self._closing:
            return bytes(self.body) if self.told.kept is None else await asyncio.to_thread(self.told.kept.read)


async def answered(request: Request, pool: Pool, job: Job) -> Response:
    """The answer to a job, or the refusal. A client that leaves meanwhile ends it."""
    stack = contextlib.AsyncExitStack()
    asked = asyncio.ensure_future(stack.enter_async_context(pool.answered(job)))
    leaving = asyncio.ensure_future(_gone(request.receive))
    try:
        await asyncio.wait({asked, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if asked.done():
            return Whole(asked.result(), stack)
    except BusyError:
        raise busy() from None
    finally:
        leaving.cancel()
        asked.cancel()
        await asyncio.gather(asked, leaving, return_exceptions=True)
    await stack.aclose()
    return Response(status_code=499)  # nobody reads it


async def _gone(receive: Receive) -> None:
    """Ends when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def resource(path: str, methods: Mapping[str, Answerer]) -> Route:
    """A path and what answers each method there: HEAD as GET does, OPTIONS and what is not there as HTTP has it."""
    allowed = ", ".join([*(["GET", "HEAD"] if "GET" in methods else []), *(set(methods) - {"GET"}), "OPTIONS"])

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        answers = methods.get("GET" if request.method == "HEAD" else request.method)
        if request.method == "OPTIONS":
            response: Response = Response(
                status_code=204,
                headers={
                    "Allow": allowed,
                    "Access-Control-Allow-Methods": allowed,
                    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
                    "Access-Control-Max-Age": "86400",
                },
            )
        elif answers is None:
            response = refusal(RefusedError(405, f"{request.method[:20]} is not done here, only: {allowed}", {"Allow": allowed}))
        else:
            try:
                response = await answers(request)
            except RefusedError as error:
                response = refusal(error)
        await response(scope, receive, send)

    return Route(path, _Endpoint(endpoint))


class _Endpoint:
    """An application for a route: an object, for Starlette would take a function for one that returns a response."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on."""
        await self._application(scope, receive, send)


class Manners:
    """Gives every answer, also those of the framework, the headers that all have."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and add the headers that are not there."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    if message["status"] != 304 or name not in _OF_BODIES:
                        headers.setdefault(name, value)
            await send(message)

        await self._application(scope, receive, sent if scope["type"] == "http" else send)
