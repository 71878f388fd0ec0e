"""The pages that most readers open, made before anybody asks for them: after the start, and after each new version.

One spare process makes them, one after the other. All other processes go first, and none is begun while somebody waits.
"""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit

from kg.pages.addresses import ADDRESSES
from kg.pages.asked import Asked
from kg.serving.again import Again
from kg.serving.answerer import Job
from kg.serving.crew import Crew, GoneError, Hand
from kg.serving.description import Description
from kg.serving.pool import BusyError, Pool
from kg.serving.request import RefusedError

# those that take longest come late; what they find out is kept for all processes, also where nobody opens the page itself
FIRST = (
    "/network",
    "/network.json",
    "/",
    "/questions",
    "/ontology",
    "/documents",
    "/inspections",
    "/discrepancies",
    "/about",
    "/api",
    "/openapi.json",
    "/network.svg",
    "/network.png",
)
_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_LOOK, _QUIET, _PATIENCE = 0.5, 0.1, 5.0  # seconds between two looks, and those that others are waited for
_MOST = 300.0  # seconds for a page: nobody waits, and all others go first
_log = logging.getLogger("kg.serving")


class Warming:
    """Makes pages of ``pool`` before they are asked for, and leaves them with ``again``."""

    def __init__(self, pool: Pool, again: Again, description: Description, known: str = "") -> None:
        self._pool, self._again, self._description, self._known = pool, again, description, known

    async def run(self) -> None:
        """Do so for each version, for ever."""
        done: Crew | None = None
        while True:
            await asyncio.sleep(_LOOK)
            crew = self._pool.crew
            if crew is None or crew is done or self._pool.unread:
                continue
            done = crew
            try:
                await self._made(crew)
                if not crew.retired:
                    await self._description.counts()
            except (OSError, GoneError, BusyError, RefusedError, TimeoutError) as error:  # who asks will wait, or be told
                _log.info("pages are not made before they are asked for: %s", error)

    async def _made(self, crew: Crew) -> None:
        hand = await crew.hand()
        if hand is None:
            return
        try:
            hand.last_of_all()
            for at in FIRST:
                await self._quiet(crew)
                if crew.retired:
                    return
                await self._page(hand, crew, at)
        finally:
            hand.leave()

    async def _page(self, hand: Hand, crew: Crew, at: str) -> None:
        job = Job(asked=Asked(ADDRESSES[at], {}, (), _BROWSER, self._known, urlsplit(self._known).path, at))
        if self._again.held(crew.edition, job) is not None:
            return
        told = await asyncio.wait_for(hand.answer(job), _MOST)
        body = told.body
        if told.kept is not None:
            with told.kept:
                body = await asyncio.to_thread(told.kept.read)
        if not told.fault and told.status == 200 and told.edition == self._pool.edition:
            self._again.keep(told, job, body)

    async def _quiet(self, crew: Crew) -> None:
        """Wait while others are answered, but not for ever."""
        waited = 0.0
        while crew.working > 1 and waited < _PATIENCE:
            await asyncio.sleep(_QUIET)
            waited += _QUIET
