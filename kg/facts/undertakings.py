"""Programmes, their milestones and what is set aside for them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.dates import When
from kg.facts.base import Concept, Named, Ref


@dataclass(frozen=True, kw_only=True)
class Programme(Named):
    """A strategy, plan, programme, project, pilot, campaign, framework or policy; ``kind`` a concept of ``programme``."""

    name: str
    kind: Concept
    aliases: tuple[str, ...] = ()
    led_by: Ref | None = None
    operates_in: tuple[Ref, ...] = ()
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, kw_only=True)
class Milestone(Named):
    """A dated step of a programme. ``responsible_printed`` is who answers for it, as printed."""

    programme: Ref
    label: str
    number: str = ""
    since: When | None = None
    until: When | None = None
    responsible: tuple[Ref, ...] = ()
    responsible_printed: str = ""


@dataclass(frozen=True, kw_only=True)
class Allocation(Named):
    """A line of planned staffing or funding of a programme in a place. ``new`` is None where the source does not say."""

    programme: Ref
    label: str
    team: Ref | None = None
    place: Ref | None = None
    headcount: Decimal | None = None
    days_per_week: Decimal | None = None
    new: bool | None = None
    printed: str = ""
