"""The application: which address is answered by what."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from kg.project import ProjectError
from kg.serving.again import Again
from kg.serving.description import Description
from kg.serving.graphstore import GraphStore
from kg.serving.limits import Limits
from kg.serving.pages import Pages
from kg.serving.pool import Pool
from kg.serving.protocol import Protocol
from kg.serving.reply import Manners, refusal, resource
from kg.serving.request import Bodies, RefusedError
from kg.serving.warming import Warming


def application(
    place: Path, limits: Limits | None = None, known: str = "", project: Path | None = None, *, warm: bool = False
) -> Starlette:
    """The service of the store at ``place``, with the stored questions of ``project`` (:func:`kg.project.find`).

    ``known`` is the address that it has outside, where that is another. ``warm``: pages that most readers open are made before.

    Where no store is there, its start raises ProjectError, which is then ``state.failure``.
    """
    limits = limits or Limits()
    pool = Pool(place, limits, project)
    again = Again(pool)
    description, store = Description(pool, again, known), GraphStore(again)
    pages = Pages(again, known)
    protocol = Protocol(pool, Bodies(limits), description.service, known)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = None
        try:
            try:
                await pool.start()
            except (ProjectError, OSError) as error:
                made.state.failure = (
                    error if isinstance(error, ProjectError) else ProjectError(f"the service cannot start: {error}")
                )
                raise
            warming = asyncio.create_task(Warming(pool, again, description, known).run()) if warm else None
            yield
        finally:
            if warming is not None:
                warming.cancel()
                await asyncio.gather(warming, return_exceptions=True)
            await pool.close()

    made = Starlette(
        routes=[
            resource("/sparql", {"GET": protocol.get, "POST": protocol.post}),
            resource("/graph-store", {"GET": store.get}),
            resource("/.well-known/void", {"GET": description.graph}),
            *pages.routes(),
        ],
        middleware=[Middleware(Manners)],
        exception_handlers={HTTPException: pages.unknown, Exception: _unforeseen},
        lifespan=lifespan,
    )
    made.router.redirect_slashes = False
    made.state.pool, made.state.again, made.state.failure = pool, again, None
    return made


async def _unforeseen(_: Request, _error: Exception) -> Response:
    return refusal(RefusedError(500, "this should not happen; it is in the log of the service"))
