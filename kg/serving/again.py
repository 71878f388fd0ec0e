"""What was answered once and is asked for again: from memory, or, where the client has it still, not at all (RFC 9110, section 13; RFC 9111).

A page depends on the edition of everything (:mod:`kg.serving.edition`), on the day, for some say it, and on what was asked. So its tag is
known before it is made, and a client that has it is told so without anybody being asked.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.answerer import Job, Told
from kg.serving.pool import Pool
from kg.serving.reply import Whole, answered

ASK_FIRST = "no-cache"  # to be kept, and shown again after it was asked whether it is the same still
_OPAQUE = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_EACH = 1024  # bytes that an entry takes besides its body, with some to spare


class NotWholeError(Exception):
    """What could be made now, which is not to be held, for another time there may be more."""

    def __init__(self, body: bytes) -> None:
        super().__init__(len(body))
        self.body = body


@dataclass(frozen=True)
class Held:
    """An answer in memory."""

    media: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Shelf:
    """Answers by a key, the latest used; together they have ``most`` bytes and no more, and each a fraction of that."""

    def __init__(self, most: int) -> None:
        self.most, self.each, self.size = most, most // 8, 0
        self._held: OrderedDict[str, Held] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: str) -> Held | None:
        """What is held under a key."""
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def put(self, key: str, held: Held) -> None:
        """Hold an answer, and let go of those that nobody asked for the longest; one that is too large is not held."""
        if (former := self._held.pop(key, None)) is not None:
            self.size -= len(former.body) + _EACH
        if len(held.body) > self.each:
            return
        self._held[key] = held
        self.size += len(held.body) + _EACH
        while self.size > self.most:
            _, gone = self._held.popitem(last=False)
            self.size -= len(gone.body) + _EACH

    def clear(self) -> None:
        """Hold nothing."""
        self._held.clear()
        self.size = 0


def tagged(edition: str, *asked: str | bytes) -> str:
    """The strong validator of the answer to what was ``asked``, today."""
    digest = hashlib.sha256(f"{edition} {_today()}".encode())
    for one in asked:
        digest.update(b"\n" + (one.encode() if isinstance(one, str) else one))
    return f'"{digest.hexdigest()[:32]}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client has the answer of that tag: it says so by If-None-Match, which compares weakly."""
    given = ",".join(request.headers.getlist("if-none-match"))
    return tag in _OPAQUE.findall(given)


def unchanged(tag: str) -> Response:
    """The client has it."""
    return Response(status_code=304, headers=_headers(tag))


class Again:
    """Answers jobs of ``pool``; what was answered is held, where it is not too large."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._shelf, self._of = Shelf(pool.limits.shelf), ""
        self._ways: dict[str, frozenset[str]] = {}  # what of a client each page depends on, by what was asked apart from that

    async def answered(self, request: Request, job: Job) -> Response:
        """The answer, with its tag; or that the client has it. A query of the client's own is asked each time, for it may ask for the hour."""
        if job.query is not None or (job.asked is not None and job.asked.slow):
            return await answered(request, self.pool, job)
        edition = self.pool.edition
        tag = tagged(edition, job.spelled())
        if is_known(request, tag):
            return unchanged(tag)
        if (held := self.held(edition, job)) is None:
            whole = await answered(request, self.pool, job)
            if not isinstance(whole, Whole) or whole.status_code != 200:
                return whole
            tag = tagged(whole.told.edition, job.spelled())  # another version may have come meanwhile
            if job.asked is None or whole.told.size > self._shelf.each:
                return _with(whole, tag)
            held = self.keep(whole.told, job, await whole.gathered())
        response = Response(held.body, 200, {**_headers(tag), "Content-Type": held.media})
        response.headers.update(dict(held.headers))
        return response

    async def made(self, request: Request, key: str, media: str, make: Callable[[], Awaitable[bytes]]) -> Response:
        """What this process makes by itself, once for each edition; where what is made is not whole, ``make`` raises NotWholeError."""
        edition = self.pool.edition
        tag = tagged(edition, key, media)
        if is_known(request, tag):
            return unchanged(tag)
        if (held := self._now(edition).get(f"{key} {media}")) is None:
            try:
                held = Held(media, (), await make())
            except NotWholeError as made:
                return Response(made.body, 200, {"Content-Type": media, "Vary": "Accept"})
            if edition == self.pool.edition:
                self._now(edition).put(f"{key} {media}", held)
        return Response(held.body, 200, {**_headers(tag), "Content-Type": media})

    def held(self, edition: str, job: Job) -> Held | None:
        """The answer to a job, if it is held."""
        shelf = self._now(edition)
        ways = self._ways.get(_broad(job))
        return None if ways is None else shelf.get(_narrow(job, ways))

    def keep(self, told: Told, job: Job, body: bytes) -> Held:
        """Hold the answer to a job."""
        held = Held(told.media, tuple(told.headers.items()), body)
        ways = frozenset(told.ways.split())
        shelf = self._now(told.edition)
        self._ways[_broad(job)] = ways
        shelf.put(_narrow(job, ways), held)
        if len(self._ways) > 2 * len(shelf) + 100:  # of most, nothing is held any more
            self._ways = {_broad(job): ways}
        return held

    def _now(self, edition: str) -> Shelf:
        """The shelf, with nothing on it that is of another edition or day."""
        if (of := f"{edition} {_today()}") != self._of:
            self._of = of
            self._shelf.clear()
            self._ways.clear()
        return self._shelf


def _broad(job: Job) -> str:
    asked = None if job.asked is None else replace(job.asked, accept=None, origin="")
    return replace(job, asked=asked).spelled().decode()


def _narrow(job: Job, ways: frozenset[str]) -> str:
    return "\n".join([_broad(job), *(f"{way}={getattr(job.asked, way)}" for way in sorted(ways))])


def _today() -> str:
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": ASK_FIRST, "Vary": "Accept"}


def _with(response: Response, tag: str) -> Response:
    for name, value in _headers(tag).items():
        response.headers[name] = value
    return response
