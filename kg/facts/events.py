"""Meetings and inspections, who took part, what was decided and judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.dates import When
from kg.facts.base import Concept, Fact, Named, Ref


@dataclass(frozen=True, kw_only=True)
class Meeting(Named):
    """A meeting, or with ``frequency`` ("monthly", …) a series of meetings. ``label`` as a reader would name it."""

    label: str
    held_by: Ref | None = None
    date: When | None = None
    status: Literal["held", "scheduled", "moved"] = "held"
    time: str = ""
    venue: str = ""
    frequency: str = ""


@dataclass(frozen=True, kw_only=True)
class AgendaItem(Named):
    """An item on the agenda of a meeting, or a heading under which the minutes record one."""

    meeting: Ref
    label: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision(Fact):
    """What a meeting (or a body, where no meeting is named) decided, in its own words."""

    text: str
    meeting: Ref | None = None
    agenda_item: Ref | None = None
    made_by: Ref | None = None
    number: str = ""
    date: When | None = None


@dataclass(frozen=True, kw_only=True)
class Participation(Fact):
    """A person at a meeting or in an inspection, in one capacity (a concept of scheme ``capacity``)."""

    event: Ref
    participant: Ref
    capacity: Concept
    printed: str = ""
    on_behalf_of: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Inspection(Named):
    """An inspection, visit, review or study. ``kind`` is the name of a subclass of los:Inspection, or "Inspection"."""

    label: str
    kind: str = "Inspection"
    inspects: Ref | None = None
    conducted_by: tuple[Ref, ...] = ()
    framework: Concept | None = None
    since: When | None = None
    until: When | None = None
    issued: When | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement(Fact):
    """A grade given to one aspect in one inspection. ``printed`` is the grade as printed."""

    inspection: Ref
    aspect: Concept
    grade: Concept
    printed: str = ""
