"""What a request asks, strictly read: percent-encoding, UTF-8, media type and length are right, or it is refused with a reason."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from starlette.requests import Request

from kg.serving.limits import Limits

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_SHORT = 64 * 1024  # bytes of a body that any number of requests may have
_DRAINED, _DRAINING = 64 * 1024**2, 5.0  # bytes of a body, and seconds, that are let by
_BROKEN = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_IRI = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):[^\x00-\x20<>\"{}|\\^`\x7f-\x9f]*")
_AUTHORITY = re.compile(r"[^:]+://(?:[^/?#@]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^\[\]/?#]*)(?::\d*)?(?:[/?#][^\[\]]*)?")
_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")


class RefusedError(Exception):
    """The request is refused, with a status and a sentence."""

    def __init__(self, status: int, said: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(said)
        self.status, self.said, self.headers = status, said, headers or {}


def busy() -> RefusedError:
    """There is more to do than there may be."""
    return RefusedError(503, "too much is asked at once; ask again in a while", {"Retry-After": "5"})


class Parameters(tuple[tuple[str, str], ...]):
    """Names and values, in their order; a name may come more than once."""

    __slots__ = ()

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a name."""
        return tuple(value for given, value in self if given == name)

    def one(self, name: str) -> str | None:
        """The value of a name that may be given once. Raises RefusedError where there are more."""
        found = self.all(name)
        if len(found) > 1:
            raise RefusedError(400, f"the parameter {name} is given {len(found)} times; give it once")
        return found[0] if found else None

    def graphs(self, name: str) -> tuple[str, ...]:
        """The values of a name, each the absolute IRI of a graph. Raises RefusedError where one is none."""
        found = tuple(dict.fromkeys(self.all(name)))
        if not all(map(is_iri, found)):
            raise RefusedError(400, f"the value of {name} is no absolute IRI of a graph")
        return found


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that the name of a graph may be; the name of a local file is none."""
    match = _IRI.fullmatch(text)
    if match is None or match["scheme"].lower() == "file":
        return False
    return "://" not in text or _AUTHORITY.fullmatch(text) is not None


def check_percents(encoded: bytes, what: str) -> None:
    """Raises RefusedError where a percent sign in ``what`` stands for nothing."""
    if _BROKEN.search(encoded):
        raise RefusedError(400, f"a percent sign in {what} is not followed by two hexadecimal digits")


def parameters(encoded: bytes, what: str) -> Parameters:
    """The parameters of a query string or a form. Raises RefusedError where ``what`` they stand in is malformed."""
    check_percents(encoded, what)
    pairs = (pair.partition(b"=") for pair in encoded.split(b"&") if pair)
    try:
        found = Parameters((_decoded(name), _decoded(value)) for name, _, value in pairs)
    except UnicodeDecodeError:
        raise RefusedError(400, f"{what} is not UTF-8") from None
    if any("\0" in value for _, value in found):
        raise RefusedError(400, f"{what} has a null byte")
    return found


def _decoded(part: bytes) -> str:
    return unquote_to_bytes(part.replace(b"+", b" ")).decode()


class MediaType(NamedTuple):
    """A media type in lower case, and its charset ("" where none is told)."""

    name: str
    charset: str

    @classmethod
    def of(cls, request: Request) -> MediaType:
        """That of the body of a request."""
        name, *rest = (part.strip() for part in request.headers.get("content-type", "").split(";"))
        given = {part.partition("=")[0].strip().lower(): part.partition("=")[2].strip().strip('"') for part in rest}
        return cls(name.lower(), given.get("charset", "").lower())


class Bodies:
    """Reads the bodies of requests; so many long ones at once, for they take memory."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._long = asyncio.Semaphore(limits.large)

    @contextlib.asynccontextmanager
    async def read(self, request: Request) -> AsyncIterator[bytes]:
        """The body of a request, there for as long as the block runs. Raises RefusedError for one too long or too slow."""
        most = self._limits.body
        told = request.headers.get("content-length", "0")
        too_long = RefusedError(413, f"the body has more than the {most // 1024**2} MB that it may have", {"Connection": "close"})
        if not told.isdecimal() or int(told) > most:
            await self._drain(request)
            raise too_long
        body, more = bytearray(), True
        async with contextlib.AsyncExitStack() as held:
            try:
                async with asyncio.timeout(self._limits.upload):
                    while more and len(body) <= most:
                        message = await request.receive()
                        if message["type"] == "http.disconnect":
                            raise RefusedError(400, "the body ended before it was complete")
                        piece, more = message.get("body", b""), message.get("more_body", False)
                        if len(body) <= _SHORT < len(body) + len(piece):
                            await self._room(held)
                        body += piece
            except TimeoutError:
                raise RefusedError(408, "the body did not come in time", {"Connection": "close"}) from None
            if len(body) > most:
                body.clear()
                if more:
                    await self._drain(request)
                raise too_long
            yield bytes(body)

    async def _drain(self, request: Request) -> None:
        """Let a body that is too long come for a while: a client that is still sending would not hear why it is refused."""
        if "expect" in request.headers:
            return
        left = _DRAINED
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_DRAINING):
                while left > 0:
                    message = await request.receive()
                    left -= len(message.get("body", b""))
                    if not message.get("more_body"):
                        return

    async def _room(self, held: contextlib.AsyncExitStack) -> None:
        """Wait until one more long body may be there."""
        try:
            async with asyncio.timeout(self._limits.upload / 2):
                await held.enter_async_context(self._long)
        except TimeoutError:
            raise busy() from None


def address(request: Request, known: str = "") -> str:
    """The address of the service, as the client knows it, without a path: ``known``, where it is, else what the request says."""
    host = request.headers.get("host", "")
    if known:
        return known.rstrip("/")
    if not _HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        host = f"[{name}]" if ":" in name else name
        host += f":{port}" if port else ""
    return f"{request.scope.get('scheme', 'http')}://{host}"
