"""The facts of a meeting that minutes and agendas state: the body that sat, the meeting, and whether it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from kg.dates import When
from kg.facts import Body, Fact, Meeting, Ref
from kg.reading.naming import naming
from kg.reading.part import Part
from kg.reading.refs import body_ref, meeting_ref
from kg.reading.sittings import Sitting
from kg.reading.titles import cased, mixed_case

Status = Literal["held", "scheduled", "moved"]


def status_of(date: When | None, today: When | None, *, planned: bool) -> Status:
    """Held or scheduled, as of the document's day; ``planned`` is what the words say where the days do not, or are the same."""
    if date is not None and today is not None and date.earliest and today.latest and date.value != today.value:
        return "scheduled" if date.earliest > today.latest else "held"
    return "scheduled" if planned else "held"


def held_by(sitting: Sitting, part: Part) -> Ref | None:
    """The body that sat; the council itself for a meeting of "the Council"."""
    if sitting.body is None:
        return None
    words = re.sub(r"\s+", " ", sitting.body.words)
    if re.fullmatch(r"(?:the\s)?(?:(?:full|county|city|borough|district)\s)?council", words, re.IGNORECASE):
        return part.header.about
    return body_ref(mixed_case(words), part)


def sat(sitting: Sitting, part: Part, status: Status) -> Iterator[Fact]:
    """The facts of a sitting: its body and the meeting. Nothing where no body is named."""
    ref = held_by(sitting, part)
    if ref is None or sitting.body is None:
        return
    name = cased(sitting.body)
    known = part.world.bodies.get(ref)
    kind = known.one("kind") if known is not None else kind_of(name, part)
    yield Body(ref=ref, name=name, kind=kind or "Body", parent=_parent(ref, kind, part), evidence=(sitting.body,))
    yield meeting_of(sitting, ref, name, status)


def kind_of(name: str, part: Part) -> str:
    """The kind of a body that meets."""
    if re.search(r"\bscrutiny\b|\boverview\b", name, re.IGNORECASE):
        return "ScrutinyPanel"
    return naming(part.world).kind_of(name)


def _parent(ref: Ref, kind: str, part: Part) -> Ref | None:
    """The council, for a committee or panel of a council that is not in the reference data."""
    if part.world.bodies.get(ref) is not None or part.header.about in (None, ref):
        return None
    return part.header.about if kind in ("ScrutinyPanel", "Committee", "Executive") else None


def meeting_of(sitting: Sitting, ref: Ref, name: str, status: Status) -> Meeting:
    """The meeting of a sitting, by body and day."""
    date = sitting.date.when if sitting.date is not None else None
    return Meeting(
        ref=meeting_ref(ref, date),
        label=f"{name}, {date.printed}" if date is not None else name,
        held_by=ref,
        date=date,
        status=status,
        time=sitting.time.words if sitting.time is not None else "",
        venue=sitting.venue.words if sitting.venue is not None else "",
        evidence=sitting.evidence,
    )
