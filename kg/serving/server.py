"""The server: uvicorn, with connections that nobody can hold on to by doing nothing."""

from __future__ import annotations

import asyncio
import errno
import logging
import resource
import signal
import socket
import sys
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.project import ProjectError
from kg.serving.app import application
from kg.serving.limits import Limits

_HEAD = 20.0  # seconds for the head of a request to come
_LINGERING = 2.0  # seconds that the rest of a request that is none may take to come
_MALFORMED = {431: "the head of the request is too long", 400: "this is no HTTP request"}
_FAREWELL = 3  # seconds for what is being answered, when the service is to end
_WAITING = 2048  # connections that the system takes before the service does


class Connection(H11Protocol):
    """A connection that is given up when the head of a request does not come, or when an answer is not read."""

    stalled = Limits.stalled
    _patience: asyncio.TimerHandle | None = None
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request."""
        super().connection_made(transport)
        self._wait(_HEAD)

    def data_received(self, data: bytes) -> None:
        """Hand on; wait no longer when the head of a request is there, and begin to wait with the first piece of one."""
        if self._refused:
            return
        super().data_received(data)
        at_work = self.cycle is not None and not self.cycle.response_complete
        if at_work and not self.flow.write_paused:
            self._wait(None)
        elif not at_work and self._patience is None:
            self._wait(_HEAD)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, and let the rest of it go by: a client that is still sending would not hear of it."""
        error = sys.exception()
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        said = f"{_MALFORMED.get(status, msg)}\n".encode()
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        head += f"X-Content-Type-Options: nosniff\r\nContent-Length: {len(said)}\r\nConnection: close\r\n\r\n"
        self.transport.write(head.encode() + said)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._refused = True
        self._wait(_LINGERING)

    def pause_writing(self) -> None:
        """The client does not read: wait, and no longer than it may take."""
        super().pause_writing()
        self._wait(self.stalled)

    def resume_writing(self) -> None:
        """The client reads on."""
        super().resume_writing()
        self._wait(None)

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked: close, also where the client has not read what it asked for."""
        super().timeout_keep_alive_handler()
        self._wait(self.stalled)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._wait(None)
        super().connection_lost(exc)

    def _wait(self, seconds: float | None) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)


class _Server(uvicorn.Server):
    """A server that says when it is there."""

    def __init__(self, config: uvicorn.Config, told: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self._told()


def bound(host: str, port: int) -> socket.socket:
    """A socket at ``host`` and ``port`` (0: any that is free). Raises ProjectError where it cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # or asyncio would let short packets wait
    except (OSError, UnicodeError) as error:
        raise ProjectError(f"{host}: this is no address of this machine") from error
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except (OSError, OverflowError) as error:
        made.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise ProjectError(f"port {port} of {host} is in use; choose another with --port, or 0 for any that is free") from error
        raise ProjectError(f"port {port} of {host} cannot be had ({getattr(error, 'strerror', None) or error})") from error
    return made


def run(
    place: Path, host: str, port: int, limits: Limits, known: str, told: Callable[[str], None], project: Path | None = None
) -> None:
    """Serve the store at ``place`` until a signal ends it; ``told`` is called with the address when it is there.

    Raises ProjectError where the port cannot be had or no store is there.
    """
    logging.basicConfig(format="kg: %(message)s", level=logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # a malformed request is the client's own affair
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65536)), hard))  # a connection is a file
    with bound(host, port) as at:
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{at.getsockname()[1]}"
        app = application(place, limits, known, project, warm=True)
        config = uvicorn.Config(
            app,
            http=type("Connection", (Connection,), {"stalled": limits.stalled}),
            loop="asyncio",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=_WAITING,
            timeout_graceful_shutdown=_FAREWELL,
        )
        logging.getLogger("uvicorn.error").addFilter(lambda _: app.state.failure is None)  # which is told in its own words
        signal.set_wakeup_fd(-1)  # the server ends by itself, after what it is answering
        try:
            _Server(config, lambda: told(url)).run([at])
        except SystemExit:
            if app.state.failure is None:
                raise
            raise app.state.failure from None
