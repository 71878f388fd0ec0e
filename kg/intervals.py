"""When a state held: the days on which it certainly did, those on which it may have, from dates as sources print them.

A state (somebody holds a post, two bodies are linked) lasts for one unbroken **spell** of days. Sources tell of its two ends no
more than limits, so a spell is four days:

- it **begins** no earlier than ``earliest`` and no later than ``begun``;
- it **ends** no earlier than ``lasting`` and no later than ``latest``.

It may hold from ``earliest`` to ``latest`` (*possible*), and it certainly holds from ``begun`` to ``lasting``, where these are in
this order (*certain*). "In post since June 2014", said on 17 December 2015: begins from 1 to 30 June 2014 and ends on
17 December 2015 or later; so certain from 30 June 2014 to 17 December 2015 and possible from 1 June 2014, without end.

All days are inclusive. :data:`FIRST` and :data:`LAST` stand for a limit that nothing tells.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.dates import When

Day = datetime.date
FIRST, LAST = Day.min, Day.max
_ONE = datetime.timedelta(days=1)

Answer = Literal["certain", "possible", "not"]


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """The days from ``first`` to ``last``, both among them."""

    first: Day
    last: Day

    def __contains__(self, day: Day) -> bool:
        return self.first <= day <= self.last

    def shares(self, other: Interval) -> bool:
        """Whether some day is in both: neither is before the other (Allen's *before* and *meets*, on days)."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, order=True, slots=True)
class Spell:
    """The limits of one unbroken spell. ``bounded``: some source prints its beginning or end, not only that it was so on a day."""

    earliest: Day = FIRST
    begun: Day = LAST
    lasting: Day = FIRST
    latest: Day = LAST
    bounded: bool = False

    @property
    def possible(self) -> Interval:
        """The days on which it may have held."""
        return Interval(self.earliest, self.latest)

    @property
    def certain(self) -> Interval | None:
        """The days on which it certainly held; None where there is no such day."""
        return Interval(self.begun, self.lasting) if self.begun <= self.lasting else None

    @property
    def known(self) -> Interval | None:
        """The days within which it held on some day at least; None where nothing tells."""
        if (self.begun, self.lasting) == (LAST, FIRST):
            return None
        return Interval(min(self.begun, self.lasting), max(self.begun, self.lasting))

    def at(self, day: Day) -> Answer:
        """Whether it held on ``day``."""
        if self.certain is not None and day in self.certain:
            return "certain"
        return "possible" if day in self.possible else "not"

    def meet(self, other: Spell) -> Spell | None:
        """The spell within the limits of both; None where no spell is, so that they tell of two."""
        return _spell(
            max(self.earliest, other.earliest), min(self.begun, other.begun),
            max(self.lasting, other.lasting), min(self.latest, other.latest), self.bounded or other.bounded,
        )  # fmt: skip


def _spell(earliest: Day, begun: Day, lasting: Day, latest: Day, bounded: bool) -> Spell | None:
    """The spell of these limits, none looser than the others make it; None where they leave no day for an end of it."""
    begun, lasting = min(begun, latest), max(lasting, earliest)
    return Spell(earliest, begun, lasting, latest, bounded) if earliest <= begun and lasting <= latest else None


def spell(since: When | None = None, until: When | None = None, attested: When | None = None) -> Spell | None:
    """The spell of which one statement tells: its printed beginning and end, and the date of which it says that it was so.

    None where it ends before it begins. A date that cannot be (31 September) is as good as none. What is told of a spell that
    is over by the date of the telling, or is still to come, says nothing of that date.
    """
    first, last = _days(since), _days(until)
    bounded = first is not None or last is not None
    told = _spell(*(first or (FIRST, LAST)), *(last or (FIRST, LAST)), bounded)
    seen = _days(attested)
    if told is None or seen is None:
        return told
    return _spell(told.earliest, min(told.begun, seen[1]), max(told.lasting, seen[0]), told.latest, bounded) or told


def _days(when: When | None) -> tuple[Day, Day] | None:
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest


def combine(told: Iterable[Spell], others: Sequence[Interval] = ()) -> dict[Spell, Spell]:
    """For each spell that some statement tells of one state, the spell that all of them together tell.

    What only says that it was so on a day joins a spell whose beginning or end is printed; two days without either stay apart,
    for it may have ended and begun anew between them. ``others`` are days that belong certainly to somebody else: nothing is
    joined across them.
    """
    ordered = sorted(set(told))
    joined: list[Spell] = []
    for one in [*(one for one in ordered if one.bounded), *(one for one in ordered if not one.bounded)]:
        for at, spell_ in enumerate(joined):
            both = one.meet(spell_) if spell_.bounded else None
            if both is not None and not _across(both, (one, spell_), others):
                joined[at] = both
                break
        else:
            joined.append(one)
    return {one: next((whole for whole in joined if one.meet(whole) == whole), one) for one in ordered}


def _across(both: Spell, parts: Iterable[Spell], others: Sequence[Interval]) -> bool:
    """Whether the joined spell takes in days of somebody else that its parts left out."""
    if both.certain is None:
        return False
    own = [part.certain for part in parts if part.certain is not None]
    return any(both.certain.shares(other) and not any(part.shares(other) for part in own) for other in others)


def follow(former: Spell, later: Spell) -> tuple[Spell, Spell]:
    """Two spells of which only one can hold on a day, narrowed by one another; as they are where their order is not sure."""
    before, after = former.known, later.known
    if before is None or after is None or before.last >= after.first:
        return former, later
    ended = _spell(former.earliest, former.begun, former.lasting, min(former.latest, later.begun - _ONE), former.bounded)
    began = _spell(max(later.earliest, former.lasting + _ONE), later.begun, later.lasting, later.latest, later.bounded)
    return (former, later) if ended is None or began is None else (ended, began)


def not_before(later: Spell, former: Spell) -> Spell:
    """The later of two spells of one post, of which it is not known whether they are one: it begins no sooner than the former.

    For it is either the same spell or one after it. As it is where the later one is not known to hold after the former began.
    """
    known = later.known
    if known is None or former.begun == LAST or known.first <= former.begun:
        return later
    return _spell(max(later.earliest, former.earliest), later.begun, later.lasting, later.latest, later.bounded) or later


def not_after(former: Spell, later: Spell) -> Spell:
    """The former of two spells of one post, of which it is not known whether they are one: it ends no later than the later one."""
    known = former.known
    if known is None or later.lasting == FIRST or known.last >= later.lasting:
        return former
    return _spell(former.earliest, former.begun, former.lasting, min(former.latest, later.latest), former.bounded) or former


def over_by(one: Spell, day: Day) -> Spell:
    """The spell, which cannot outlast ``day``; as it is where it is known to."""
    return _spell(one.earliest, one.begun, one.lasting, min(one.latest, day), one.bounded) or one
