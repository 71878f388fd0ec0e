"""Lists of proper names in a sentence: "departments including Community Safety, Area Care and Libraries"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text import Span

_LEAD = re.compile(
    r"\b(?P<what>departments?|services|teams|partners|agencies|organisations|stakeholders|bodies|directorates|authorities|forums|boards|panels|sub-?groups)\b"
    r"[^.;:\n]{0,30}?(?:,?\s(?:including|such\sas|like|namely|e\.g\.?|for\sexample)|:|,?\si\.e\.?)\s{1,3}"
)
_ITEM = re.compile(r"(?:the\s)?(?P<name>[A-Z][\w’'/&-]*(?:\s{1,3}(?:and\s|of\s|for\s|&\s)?[A-Z][\w’'/&-]*){0,6})")
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\s|including\s|or\s)?|\sand\s|;\s*(?:and\s)?|\sor\s)(?:the\s)?\s{0,2}")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. ``own`` says that the list is one of an organisation's own departments or teams."""

    name: Span
    own: bool


def proper_items(text: Span) -> list[Item]:
    """The items of the lists of ``text`` that are names: capitalised throughout. A list has two such items at least."""
    found: list[Item] = []
    for lead in text.finditer(_LEAD):
        items: list[Span] = []
        rest = lead.after
        while len(items) < _MOST and (item := rest.match(_ITEM)) is not None:
            items.append(item.group("name"))
            gap = item.after.match(_BETWEEN)
            if gap is None:
                break
            rest = gap.after
        if len(items) > 1:
            own = str(lead.group("what")).startswith(("depart", "direct", "team"))
            found += [Item(name, own) for name in (*items[:-1], *_last(items[-1]))]
    return found


def _last(item: Span) -> list[Span]:
    """The last item, split where "and" joins it to the one before: "… Early Help and Youth Offending"."""
    joined = item.search(r"\sand\s")
    return [joined.before, joined.after] if joined is not None else [item]
