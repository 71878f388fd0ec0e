"""When a figure is of: the date or period in its clause, its sentence, its list or around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.reading.clauses import Slot
from kg.reading.periods import Period, relative, shifted
from kg.reading.settings import Frame
from kg.reading.surroundings import Figure, end_of_change, host_of
from kg.text import Span

_EQUALS = re.compile(r"\b(?:equat\w+|equivalent|represent\w*|amount\w*)\b", re.IGNORECASE)


def period_of(
    slot: Slot, slots: Sequence[Slot], frame: Frame, done: Sequence[Figure], *, changed: bool = False, apart: bool = False
) -> Period | None:
    """The date or period of a figure, or None where none is printed.

    ``changed``: it is the amount of a change; ``apart``: it says how far one figure is from another, whose date may follow.
    """
    if (paired := _paired(slot, slots, frame)) is not None:
        return paired
    if changed and (spanning := _spanning(slot, frame)) is not None:
        return spanning
    own = [one for one in frame.periods if slot.bracket and (one.stands in slot.lead or one.stands in slot.tail)]
    if slot.bracket and not own and (beside := _beside(slot, frame)) is not None:
        return beside
    if (ordered := _ordered(slot, slots, frame)) is not None:
        return ordered
    if done and end_of_change(slot, done) and re.search(r"\brang\w+\sfrom\s$", str(done[-1].slot.lead)):
        return done[-1].period
    others = {one.bracket for one in slots if one.bracket and one is not slot}
    free = [one for one in frame.periods if slot.bracket or _bracket_of(one.stands, slots[0].lead.start) not in others]
    if apart and done and (than := slot.rest.search(r"\bthan\b")) is not None:
        free = [one for one in free if one.stands.start < than.span.start]
        if not any(one.stands in slot.lead for one in free):
            return done[-1].period
    whole = slots[slot.whole].tail if slot.whole is not None and slot.whole > slots.index(slot) else slot.tail
    after = [
        one for one in free if one.stands in slot.tail or one.stands in whole or (one.stands in slot.rest and _goes_on(one, slot))
    ]
    before = [one for one in free if one.stands in slot.clause]
    lead = [one for one in free if one.stands in slot.lead and not _of_the_last(one, slot, slots)]
    if (shifted(slot.clause) or shifted(slot.tail)) and not after:
        return None
    for group in (after[:1], before[::-1], lead[::-1]):
        if group:
            return next((one for one in group if not one.present), group[0])
    if slot.bracket and slot.host is not None and done and (host := host_of(slot, done)) is not None:
        return host.period
    if (
        slot.bracket
        and (shared := next((one for one in frame.periods if _bracket_of(one.stands, slots[0].lead.start) == slot.bracket), None))
        is not None
    ):
        return shared
    if not changed and ((slot.changes and not slot.compares) or end_of_change(slot, done)):
        return None
    if (joined := _joined(slot, slots, slots.index(slot), frame)) is not None:
        return joined
    if not done and slot.lead.search(_EQUALS) and frame.same_period is not None:
        return frame.same_period
    first = [one for one in free if one.stands in slots[0].lead]
    if first:
        return first[-1]
    if done and (slot.chained or slot.lead.words in ("and", "or")) and done[-1].period is not None:
        return done[-1].period if done[-1].period.stands not in done[-1].slot.tail or slot.chained else frame.outer_period
    return frame.outer_period


def _of_the_last(period: Period, slot: Slot, slots: Sequence[Slot]) -> bool:
    """Whether a date before a figure is that of the figure before it ("19% for 2013, it was still below 48%")."""
    index = slots.index(slot)
    between = str(slot.lead)[max(0, period.stands.end - slot.lead.start) :]
    return index > 0 and _goes_on(period, slots[index - 1]) and bool(re.match(r",\s(?:it|this|they|these|that)\s", between))


def _run(slots: Sequence[Slot], index: int) -> tuple[int, int]:
    """The first and last of the figures that are listed with the one at ``index``: "92%, 88% and 61%"."""
    first = last = index
    while first > 0 and slots[first].lead.words.strip(" ,") in ("and", ""):
        first -= 1
    while last + 1 < len(slots) and slots[last + 1].lead.words.strip(" ,") in ("and", ""):
        last += 1
    return first, last


def _ordered(slot: Slot, slots: Sequence[Slot], frame: Frame) -> Period | None:
    """The date of a figure in "92%, 88% and 61% in 2018, 2019 and 2020"."""
    index = slots.index(slot)
    first, last = _run(slots, index)
    count = last - first + 1
    if count < 2 or slot.bracket:
        return None
    text = slot.number.span.document.text
    for named in (
        [one for one in frame.periods if one.stands in slots[last].rest and not one.present][:count],
        [one for one in frame.periods if one.stands in slots[first].lead and not one.present][-count:],
    ):
        gaps = [text[one.stands.end : other.stands.start] for one, other in pairwise(named)]
        if len(named) == count and all(re.fullmatch(r",?\s(?:and\s)?(?:in\s|at\s)?", gap) for gap in gaps):
            return named[index - first]
    return None


def _joined(slot: Slot, slots: Sequence[Slot], index: int, frame: Frame) -> Period | None:
    """The date that ends a list of figures: "nine in foster care and eleven with others at 31 March"."""
    if (
        relative(slot.lead)
        or index + 1 >= len(slots)
        or not slot.rest.words.endswith(" and")
        or any(one.stands in slot.lead for one in frame.periods)
    ):
        return None
    following = slots[index + 1]
    return next((one for one in frame.periods if one.stands in following.tail and following.tail.end - one.stands.end < 3), None)


def _bracket_of(span: Span, start: int) -> int:
    """Where the bracket opens that ``span`` stands in; 0 for none."""
    before = span.document.text[start : span.start]
    opened = before.rfind("(")
    return start + opened if opened >= 0 and ")" not in before[opened:] else 0


def _spanning(slot: Slot, frame: Frame) -> Period | None:
    """From the first date to the second: "8 % between 2016 and 2018", "50 %, from 20 in 2016 to 30 in 2018"."""
    after = [one for one in frame.periods if one.stands.start >= slot.number.span.end and not one.present]
    if len(after) < 2:
        return None
    text = slot.number.span.document.text[slot.number.span.end : after[1].stands.start]
    if (
        not re.search(r"\b(?:between|from)\b", text)
        or not re.search(r"\b(?:and|to)\s(?:\S+\s(?:in|at)\s)?$", text)
        or re.search(r"[.;]\s", text)
    ):
        return None
    return Period(after[0].stands, since=after[0].since or after[0].date, until=after[1].until or after[1].date)


def _goes_on(period: Period, slot: Slot) -> bool:
    """Whether a date goes on from the words of a figure: "…, at March 2017", "… (2016–17)"."""
    between = str(slot.rest)[slot.tail.end - slot.rest.start : period.stands.start - slot.rest.start]
    return bool(
        re.fullmatch(r"\s?[,(]?\s?(?:in|at|on|by|for|during|as\sof|as\sat)?\s?(?:the\s)?", between, re.IGNORECASE)
    ) and not re.search(r"[,;]\s?in\s$", between)


def _beside(slot: Slot, frame: Frame) -> Period | None:
    """The date right before the brackets that a figure stands in: "2016/17 (90)"."""
    return next((one for one in frame.periods if 0 <= slot.bracket - one.stands.end <= 2), None)


def _spread(slot: Slot, frame: Frame) -> Period | None:
    """The period over which a change went: "from 12 % to 9 % between March and May 2017"."""
    for one in frame.periods:
        if one.stands in slot.tail and one.since and one.until and not one.present:
            before = slot.tail[: one.stands.start - slot.tail.start].words
            if (before == "" and one.stands.words.lower().startswith("between")) or before.lower() == "between":
                return one
    return None


def _began(slot: Slot, frame: Frame) -> Period | None:
    """The date since which a change went on: "from 19 % to 14 % since March 2021"."""
    return next((one for one in frame.periods if one.stands in slot.tail and one.since and not one.until and not one.date), None)


def _paired(slot: Slot, slots: Sequence[Slot], frame: Frame) -> Period | None:
    """Two dates for two figures: "2016 and 2017 of 20 and 30"; "between 2016 and 2018, from 20 to 30"."""
    index = slots.index(slot)
    for first in (index, index - 1):
        if first < 0 or first + 1 >= len(slots):
            continue
        joined = " ".join(str(slots[first].rest).lower().split())
        if joined not in ("and", "to", "down to", "up to") or (
            joined != "and" and not re.search(r"\bfrom\s$", str(slots[first].lead))
        ):
            continue
        if joined != "and" and (spread := _spread(slots[first + 1], frame)) is not None:
            return Period(spread.stands, date=spread.since if first == index else spread.until)
        if joined != "and" and first == index and (began := _began(slots[first + 1], frame)) is not None:
            return Period(began.stands, date=began.since)
        spans = [
            one
            for one in frame.periods
            if one.stands in slots[first].lead and one.since and one.until and " and " in one.stands.words
        ]
        if joined == "and" and spans:
            return Period(spans[-1].stands, date=spans[-1].since if first == index else spans[-1].until)
        dates = [one for one in frame.periods if one.stands.end <= slots[first].number.span.start and not one.present]
        if (len(dates) >= 2 and slots[first].lead.start <= dates[-2].stands.start) or (len(dates) >= 2 and joined != "and"):
            between = str(slot.number.span.document.text[dates[-2].stands.end : dates[-1].stands.start]).strip()
            if between in ("and", "to", "–", "-"):
                return dates[-2] if first == index else dates[-1]
    return None
