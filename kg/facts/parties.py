"""Bodies, people and places, and how they are linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.dates import When
from kg.facts.base import Concept, Fact, Named, Ref


@dataclass(frozen=True, kw_only=True)
class Body(Named):
    """An organisation, board, panel, team or service. ``kind`` is the name of a subclass of los:Body, or "Body"."""

    name: str
    kind: str = "Body"
    aliases: tuple[str, ...] = ()
    parent: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Person(Named):
    """A person who is named. ``name`` as printed, without title."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place(Named):
    """A place that is named; known ones carry their GSS code in the reference data."""

    name: str
    kind: str = "Place"


@dataclass(frozen=True, kw_only=True)
class Membership(Fact):
    """A person in a role of a body. ``printed`` is the role as printed. Give ``since``/``until`` only where printed."""

    person: Ref
    body: Ref
    role: Concept
    printed: str = ""
    since: When | None = None
    until: When | None = None
    attested_on: When | None = None
    post: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Post(Named):
    """A seat that is vacant, or whose holder the source does not name, or that a Membership fills."""

    body: Ref
    role: Concept
    status: Literal["held", "vacant", "unnamed"]
    printed: str = ""
    since: When | None = None
    until: When | None = None
    attested_on: When | None = None


@dataclass(frozen=True, kw_only=True)
class Relationship(Fact):
    """How two bodies (or a body and a programme) are linked; ``kind`` is a concept of scheme ``relation``."""

    subject: Ref
    object: Ref
    kind: Concept
    since: When | None = None
    until: When | None = None
    attested_on: When | None = None
