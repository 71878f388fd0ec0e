"""Where and when a figure is of, and what it is worth: place, date and basis from its clause, its sentence and around."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.reading.areas import Area
from kg.reading.clauses import Slot, flat
from kg.reading.periods import Period, relative, shifted
from kg.reading.surroundings import Figure, end_of_change, host_of
from kg.text import Span

_PLACE_AFTER = re.compile(
    r"(?:\b(?:in|for|of|across|within|by|from|at|throughout|both|and)|^|,|\()\s?(?:the\s|both\s)?(?:rest\sof\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_NAMED_NEXT = re.compile(
    r"(?:\b(?:of|is|was|at|are|were)|[:=(])\s?(?:approximately\s|about\s|around\s|an?\s|just\s|only\s)?$", re.IGNORECASE
)


_ACTS = re.compile(r"(?:\s[Ww]ard)?(?:\salso)?\s(?:had|has|have|is|was|were|reported|reports|recorded|showed)\b")
_EQUALS = re.compile(r"\b(?:equat\w+|equivalent|represent\w*|amount\w*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Frame:
    """What a sentence and its surroundings say of place and time; ``same_period`` is that of the figure just before it."""

    areas: Sequence[Area]
    periods: Sequence[Period]
    outer_area: Area | None
    outer_period: Period | None
    same_period: Period | None = None


def area_of(slot: Slot, slots: Sequence[Slot], frame: Frame, done: Sequence[Figure], *, apart: bool = False) -> list[Area]:
    """The places of a figure: one; two where it is printed for both; none where the part's own place is meant.

    ``apart``: the figure says how far one place is from another, so places it is compared with are not its own.
    """
    index = slots.index(slot)
    around = [frame.outer_area] if frame.outer_area is not None else []
    if slot.number.unit != "rank" and not apart:
        after = [
            area
            for area in frame.areas
            if area.span in slot.tail and _outside(area.span, slot.tail) and not _belongs_to_next(area, slot)
        ]
        if len(after) > 1 and all(area.comparator for area in after):
            return after
        if len(after) > 1 and _listed(after[0], after[1]):
            return around
        if after:
            return [after[0]]
    if apart:
        own = [area for area in frame.areas if not area.comparator]
        return own[:1] or around
    last = slots[index - 1] if index > 0 and not slot.bracket else None
    mine = [area for area in frame.areas if last is None or area.span not in last.tail or _belongs_to_next(area, last)]
    pair = index + 1 < len(slots) and slots[index + 1].bracket == slot.bracket and slots[index + 1].compares
    if slot.bracket and slot.host is None and pair:  # "higher than in other areas (90 compared to 80)": the first is its own
        return around
    if (
        slot.bracket
        and (beside := next((area for area in frame.areas if 0 <= slot.bracket - area.span.end <= 2), None)) is not None
    ):
        return [beside]
    if (ordered := _respectively(slots, index, frame)) is not None:
        return [ordered]
    before = [area for area in mine if area.span in slot.clause and _outside(area.span, slot.clause)]
    if before:
        last_but_one = next((area for area in reversed(frame.areas) if area.span.end <= before[-1].span.start), None)
        listed = last_but_one is not None and _listed(last_but_one, before[-1])
        return around if listed else [before[-1]]
    led = [area for area in mine if area.span in slot.lead and _outside(area.span, slot.lead)]
    if slot.compares and (named := [area for area in led if area.comparator]):
        return [named[-1]]
    if slot.bracket and slot.host is None and slot.compares:
        named = [area for area in frame.areas if area.span.end <= slot.number.span.start and area.comparator]
        if named:
            return [named[-1]]
    if slot.bracket and slot.host is not None and led:
        return [led[-1]]
    if slot.bracket and (slot.host is not None or slot.compares) and done:
        host = host_of(slot, done)
        if host is not None:
            return [host.area] if host.area is not None else []
    if index > 0 and (own := [area for area in led if not area.comparator]):
        return [own[0]]
    subjects = [area for area in frame.areas if area.span in slots[0].lead and _outside(area.span, slots[0].lead)]
    subject = next(
        (area for area in reversed(subjects) if not area.comparator and _ACTS.match(area.span.document.text, area.span.end)),
        next(iter(subjects), None),
    )
    if subject is not None and not (subject.comparator and index > 0):
        return [subject]
    return around


def _respectively(slots: Sequence[Slot], index: int, frame: Frame) -> Area | None:
    """The place of a figure in "neighbours and England, at 19 % and 14 % respectively"."""
    last = next((i for i in range(index, min(index + 4, len(slots))) if re.match(r",?\srespectively\b", str(slots[i].rest))), None)
    if last is None:
        return None
    first = last
    while first > 0 and slots[first].lead.words.strip(" ,") in ("and", ""):
        first -= 1
    named = [area for area in frame.areas if area.span in slots[first].lead][-(last - first + 1) :]
    return named[index - first] if len(named) == last - first + 1 > 1 and first <= index else None


def _listed(first: Area, second: Area) -> bool:
    """Whether two places are named together: "in North Ormesby and Newport"."""
    between = first.span.document.text[first.span.end : second.span.start]
    return (
        not first.comparator
        and not second.comparator
        and bool(re.fullmatch(r"(?:\s[Ww]ards?)?(?:,|\sand|\sor|,\sand)\s(?:the\s)?", between))
    )


def _outside(span: Span, within: Span) -> bool:
    """Whether ``span`` stands outside the brackets of ``within``."""
    return bool(flat(within)[span.start - within.start : span.end - within.start].strip())


def _belongs_to_next(area: Area, slot: Slot) -> bool:
    """Whether a place after a figure leads to the next one ("12%, higher than the national average of 7%")."""
    between = str(slot.rest)[area.span.end - slot.rest.start :]
    return area.comparator and bool(
        _NAMED_NEXT.fullmatch(between.strip() + " ") or (_NAMED_NEXT.match(between) and _NAMED_NEXT.fullmatch(between))
    )


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
    if slot.bracket and (beside := _beside(slot, frame)) is not None:
        return beside
    others = {one.bracket for one in slots if one.bracket and one is not slot}
    free = [one for one in frame.periods if slot.bracket or _bracket_of(one.stands, slots[0].lead.start) not in others]
    if apart and done and (than := slot.rest.search(r"\bthan\b")) is not None:
        free = [one for one in free if one.stands.start < than.span.start]
        if not any(one.stands in slot.lead for one in free):
            return done[-1].period
    after = [one for one in free if one.stands in slot.tail or (one.stands in slot.rest and _goes_on(one, slot))]
    before = [one for one in free if one.stands in slot.clause]
    lead = [one for one in free if one.stands in slot.lead]
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
    return first[-1] if first else frame.outer_period


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


def basis_of(slot: Slot, words: Mapping[str, Sequence[str]], area: Area | None, own: object) -> str:
    """The name of the basis of a figure, or ``""``."""
    near = f"{str(slot.clause)[-70:]} {flat(slot.tail)[:18]}".lower()
    for name in ("provisional", "target", "threshold", "estimate", "forecast"):
        if any(re.search(rf"\b{re.escape(word)}\b", near) for word in words.get(name, ())):
            return name
    if area is not None and area.comparator and area.ref != own:
        return "comparator"
    return ""
