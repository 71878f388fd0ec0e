"""What is asked of a page, and what it answers with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

HTML = "text/html; charset=utf-8"
# a page takes nothing from elsewhere and runs no script but those that come with the service
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class NoPageError(Exception):
    """There is nothing at the address; the message, a sentence, says what is not there."""


class NotOfferedError(Exception):
    """None of the forms that the client takes is offered; the message says which are."""

    def __init__(self, offered: Iterable[str]) -> None:
        super().__init__(f"The answer is not offered in that format; it is in: {', '.join(offered)}")


@dataclass(frozen=True)
class Asked:
    """A request for a page.

    ``page`` is its name (:mod:`kg.pages.addresses`), ``path`` what stands in the address for the parts in braces, ``given`` the
    parameters in their order, ``accept`` the header. ``origin`` is the address of the service as the client knows it, and ``root`` its
    path alone, without a last slash: what every link of a page begins with. Where it is refused already, ``said`` is why, with the
    ``status``: the page tells that, and answers nothing.
    """

    page: str
    path: Mapping[str, str] = field(default_factory=dict)
    given: tuple[tuple[str, str], ...] = ()
    accept: str | None = None
    origin: str = ""
    root: str = ""
    at: str = "/"
    said: str = ""
    status: int = 400

    @property
    def slow(self) -> bool:
        """Whether it holds a query of the client's own, which may take any time."""
        return self.page == "querying.query" and not self.said and any(name == "query" for name, _ in self.given)

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a parameter, without those that are blank: a field of a form that was left empty is not given."""
        return tuple(value for given, value in self.given if given == name and value.strip())

    def one(self, name: str, default: str = "") -> str:
        """The last value of a parameter, or ``default``."""
        return next(iter(self.all(name)[::-1]), default)

    @classmethod
    def read(cls, told: Mapping[str, object]) -> Asked:
        """What was asked, from its spelling in JSON."""
        given = [(str(name), str(value)) for name, value in told["given"]]  # type: ignore[attr-defined]
        return cls(**{**told, "given": tuple(given)})  # type: ignore[arg-type]


class Watched(Asked):
    """A request that knows whether the page looked at what differs from client to client: ``accept`` and ``origin``."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        object.__setattr__(self, "read_of", set())

    def __getattribute__(self, name: str) -> Any:
        """The field; and, of those two, keep in mind that it was read."""
        if name in {"accept", "origin"} and (seen := self.__dict__.get("read_of")) is not None:
            seen.add(name)
        return super().__getattribute__(name)


@dataclass(frozen=True)
class Made:
    """What a page answers with: status, media type (with its charset), body, further headers."""

    body: bytes = b""
    media: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Security-Policy", POLICY), ("Vary", "Accept"))


def see(address: str) -> Made:
    """The answer that what was asked for is described elsewhere."""
    return Made(
        status=303,
        media="text/plain; charset=utf-8",
        body=f"{address}\n".encode(),
        headers=(("Location", address), ("Vary", "Accept")),
    )
