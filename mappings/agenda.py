"""Agendas of meetings: the meeting that is to be held, its items, and who belongs to the body."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts import Fact, Header, Membership
from kg.lexicon import Lexicon
from kg.reading import paperheads, papertops
from kg.reading.items import agenda_items, facts
from kg.reading.meetings import held_by, meeting_of, sat
from kg.reading.part import Draft, Opening, Part
from kg.reading.rosters import rosters
from kg.reading.sittings import sitting_of
from kg.reading.summons import groups, signatories
from kg.reading.titles import cased, own
from kg.text import Span

FAMILY = "agenda"


def openings(text: Span, world: Lexicon) -> Iterator[Opening]:
    """Where agendas begin."""
    return papertops.tops_of_agendas(text, world)


def header(part: Draft) -> Header:
    """The body and day of the meeting, the day of issue where one is printed, and the council."""
    return paperheads.header(part, "Agenda")


def read(part: Part) -> Iterator[Fact]:
    """The meeting, who calls to it, groups of members, and the items; other members and meetings are for the general readers."""
    text = own(part)
    sitting = sitting_of(text)
    body = held_by(sitting, part)
    if body is None or sitting.body is None:
        return
    yield from sat(sitting, part, "scheduled")
    seated = [fact for fact in rosters(part) if isinstance(fact, Membership)]
    yield from groups(part, {fact.person for fact in seated if fact.body == body})
    meeting = meeting_of(sitting, body, cased(sitting.body), "scheduled").ref
    yield from signatories(part, meeting)
    for item, fact in facts(agenda_items(text), meeting):
        below = Span(text.document, item.heading.end, item.end).strip()
        yield fact if not below else type(fact)(**{**vars(fact), "evidence": (item.heading, below)})
