"""Where a figure is of, and what it is worth: place and basis from its clause, its sentence and around."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.reading.areas import Area
from kg.reading.clauses import Slot, flat
from kg.reading.periods import Period
from kg.reading.surroundings import Figure, host_of
from kg.text import Span

_NAMED_NEXT = re.compile(
    r"(?:\b(?:of|is|was|at|are|were)|[:=(])\s?(?:approximately\s|about\s|around\s|an?\s|just\s|only\s)?$", re.IGNORECASE
)


_ACTS = re.compile(r"(?:\s[Ww]ard)?(?:\salso)?\s(?:had|has|have|is|was|were|reported|reports|recorded|showed)\b")


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
    """Whether two places are named together: "in Ashby and Kelby"."""
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


_EXPECTED = re.compile(r"\bexpected\s(?:standards?|levels?|progress|outcomes?|attainment|range|performance)\b")


def basis_of(slot: Slot, words: Mapping[str, Sequence[str]], area: Area | None, own: object) -> str:
    """The name of the basis of a figure, or ``""``."""
    near = _EXPECTED.sub(" ", f"{str(slot.clause)[-70:]} {flat(slot.tail)[:18]}".lower())
    for name in ("provisional", "target", "threshold", "estimate", "forecast"):
        if any(re.search(rf"\b{re.escape(word)}\b", near) for word in words.get(name, ())):
            return name
    if area is not None and area.comparator and area.ref != own:
        return "comparator"
    return ""
