"""What a document says of itself, and what of it was read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
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
    """A unit of a text (paragraph, bullet, row, …), and whether it was read; the build makes these.

    A sentence and a row that print figures say how many, and how many of them were read.
    """

    kind: Concept
    status: Literal["read", "unread"]
    reason: str = ""
    figures_printed: int | None = None
    figures_read: int | None = None


@dataclass(frozen=True, kw_only=True)
class Coverage(Fact):
    """How much of a document was read: the share of its letters that facts cite (0 to 1), and its printed figures."""

    share_cited: Decimal
    figures_printed: int
    figures_read: int
