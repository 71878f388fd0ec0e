"""What a document says of itself, and what of it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.dates import When
from kg.facts.base import Concept, Fact, Ref


@dataclass(frozen=True, kw_only=True)
class Header(Fact):
    """What a document says of itself: the title, who published it, when; the place and body it is about."""

    title: str
    issued: When | None = None
    publisher: Ref | None = None
    place: Ref | None = None
    about: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Unread(Fact):
    """A unit that was recognised and not read, with the reason. ``kind`` is a concept of scheme ``unit-kind``."""

    kind: Concept
    reason: str


@dataclass(frozen=True, kw_only=True)
class Unit(Fact):
    """A unit of a text (paragraph, bullet, row, …), and whether some fact was read from it; the build makes these."""

    kind: Concept
    status: Literal["read", "unread"]
    reason: str = ""
