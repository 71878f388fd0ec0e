"""A figure as it is read, and what stands around one: the figures before it, the names and dates beside it, the words around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.facts import Concept
from kg.reading.areas import Area
from kg.reading.clauses import Slot
from kg.reading.indicators import NOTHING, Stems
from kg.reading.periods import Period
from kg.text import Span


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its words, and the concept they stand for where it is known."""

    label: str
    stems: Stems = NOTHING
    concept: Concept | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that was read."""

    slot: Slot
    unit: str
    measure: Measure
    area: Area | None
    period: Period | None
    group: str = ""
    whole: Decimal | None = None


@dataclass(frozen=True)
class Surroundings:
    """What stands around a figure: names and dates that say nothing of the measure, figures before it, and words around."""

    blanks: Sequence[Span]
    done: Sequence[Figure]
    earlier: Sequence[Figure]
    contexts: Sequence[Stems]
    anaphoric: bool
    sentence: str = ""
    intro: str = ""


def end_of_change(slot: Slot, done: Sequence[Figure]) -> bool:
    """Whether a figure is the "to" of a change whose "from" stands right before it."""
    if not done or slot.bracket != done[-1].slot.bracket:
        return False
    if re.search(r"\bbetween\s$", str(done[-1].slot.lead)) and slot.lead.words == "and":
        return True
    return bool(
        re.search(r"\bfrom\s(?:an?\s(?:high|low|peak)\sof\s|around\s|about\s|approximately\s)?$", str(done[-1].slot.lead))
        and re.search(r"^[^,;.]{0,60}\bto\s(?:\w+\s){0,2}$", str(slot.lead))
    )


def host_of(slot: Slot, done: Sequence[Figure]) -> Figure | None:
    """The figure that one in brackets goes with: the one before it in the brackets, else the last outside them."""
    return next((one for one in reversed(done) if one.slot.bracket in (0, slot.bracket)), None)


def alike(unit: str, other: str) -> bool:
    """Whether two units can be those of one measure: a number, its rate, its share."""
    return all(
        one in ("", "count", "percent", "ratio", "rank", "times", "percentage-points") or one.startswith("per-")
        for one in (unit, other)
    )
