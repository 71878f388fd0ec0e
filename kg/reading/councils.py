"""The council that a document is of: that of its title page, the one that its text names, else the one that its file is named for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.facts import Ref
from kg.reading.authorities import register
from kg.reading.part import Draft, Part
from kg.reading.refs import authority_ref, place_ref
from kg.reading.titles import SERVED, councils
from kg.text import Span

_LOOKED_AT = 60_000  # characters of the document
_ITS_SERVICES = re.compile(
    r"\b(?:services|social\scare|safeguarding|provision)\s(?:for\s(?:[a-z]{2,12}\s){1,6})?in\s(?P<name>[A-Z][\w’'-]{0,40}(?:\s(?:[A-Z][\w’'-]{0,40}|and|upon)){0,3})"
)
_MORE = r"(?:[ -](?:(?:upon|and|of|the)[ -]){0,2}[A-Z][a-z]{2,20})"
_NAME = re.compile(  # the name of an area as a text says it of itself: "in Northton", "Northton’s", "Northton Safeguarding Children Board"
    rf"(?:\b(?:in|across|for|within|throughout|around|near|to|of|from)\s(?P<at>[A-Z][a-z]{{2,20}}{_MORE}{{0,3}}))"
    rf"|(?P<own>[A-Z][a-z]{{2,20}}{_MORE}{{0,3}}?)(?:[’']s?(?!\w)|\s(?:Local\s)?Safeguarding\b|\s(?:Safer\s)?Children[’']|\s(?:LSCB|CCG|Children)\b)"
)
_MOST_WORDS = 4  # of the name of a file
_FEWEST = 2  # mentions
_TIMES = 2  # as often as any other
# families of documents that councils make, which are each of one council; others may speak of many
LOCAL = frozenset(
    {"agenda", "minutes", "scrutiny-report", "executive-report", "commissioner-review", "business-case", "performance-screen"}
)


def council(draft: Draft, lines: Iterable[Span]) -> tuple[Ref, Ref, Span] | None:
    """The council that a document is of, its place, and where that is printed.

    It is the one on the title page (``lines``); else the one whose place the title page names; else the one that the text
    names most often. None where no council is named.
    """
    found = list(lines)
    for line in found:
        if printed := councils(line):
            return _named(draft, printed[0])
    for line in found:
        for mention in draft.world.places.find(line):
            known = authority_ref(mention.span.words, draft.world)
            if draft.world.bodies.get(known) is not None:
                return known, mention.entry.ref, mention.span
    for line in found:
        if (served := line.search(SERVED)) is not None:
            return _named(draft, served.group("name"))
    most = named_most(draft)
    return None if most is None else _named(draft, most)


def served(draft: Draft) -> tuple[Ref, Ref, Span] | None:
    """The council whose services the text says it is about ("services for children in Northshire"); None where it names several."""
    found: dict[Ref, Span] = {}
    for one in draft.span[:_LOOKED_AT].finditer(_ITS_SERVICES):
        ref = authority_ref(one.group("name").words, draft.world)
        if draft.world.bodies.get(ref) is not None:
            found.setdefault(ref, one.group("name"))
    return _named(draft, next(iter(found.values()))) if len(found) == 1 else None


def _named(draft: Draft, printed: Span) -> tuple[Ref, Ref, Span]:
    return authority_ref(printed.words, draft.world), place_ref(printed.words, draft.world), printed


def named_most(draft: Draft) -> Span | None:
    """Where the text first names the council that it names in full more often than any other; None where there is no such one."""
    printed: dict[str, list[Span]] = {}
    for name in councils(draft.span[:_LOOKED_AT]):
        printed.setdefault(name.words, []).append(name)
    counted: dict[Ref, list[Span]] = {}
    for words, spans in printed.items():
        counted.setdefault(authority_ref(words, draft.world), []).extend(spans)
    most = sorted(counted.values(), key=len, reverse=True)[:2]
    return most[0][0] if most and (len(most) == 1 or len(most[0]) > len(most[1])) else None


def council_of(part: Part) -> Ref | None:
    """The council of a document whose head prints none; None where nothing tells.

    It is the one whose area the text names far more often than any other; else the one that its file is named for, where the
    text does not name others only.
    """
    counted = areas_named(part)
    (first, most), (_, next_) = [*counted.most_common(2), (None, 0), (None, 0)][:2]
    if most >= _FEWEST and most >= _TIMES * next_:
        return first
    filed = _filed(part)
    return filed if filed in counted or most < _FEWEST else None


def areas_named(part: Part) -> Counter[Ref]:
    """How often a text names each council, by the name of its area or its own."""
    known = register(part.world)
    counted: Counter[Ref] = Counter()
    names = Counter(
        str(found.group("at") if found.has("at") else found.group("own")) for found in part.span[:_LOOKED_AT].finditer(_NAME)
    )
    names.update(name.words for name in councils(part.span[:_LOOKED_AT]))
    for words, count in names.items():
        entry = known.named(words, part.issued)
        if entry is not None:
            counted[entry.ref] += count
    return counted


def _filed(part: Part) -> Ref | None:
    known = register(part.world)
    words = re.findall(r"[a-z]+", part.span.document.name.lower())[:_MOST_WORDS]
    called = (known.named(" ".join(words[:count]), part.issued) for count in range(len(words), 0, -1))
    return next((entry.ref for entry in called if entry is not None), None)


def completed(parts: Sequence[Part], stated: Ref | None = None) -> list[Part]:
    """The documents of a file, each with a council where its head prints none.

    That is the one ``stated`` of the file (as ``sources.toml`` does); else, for what councils make, that of the other documents
    bound with it, or the one of :func:`council_of`.
    """
    others = {part.header.about for part in parts if part.header.about is not None}
    bound = next(iter(others)) if len(others) == 1 else None
    return [part if part.header.about is not None else _of(part, stated or _guessed(part, bound)) for part in parts]


def _guessed(part: Part, bound: Ref | None) -> Ref | None:
    return (bound or council_of(part)) if part.family in LOCAL else None


def _of(part: Part, council: Ref | None) -> Part:
    """The document as one of a council, in its area unless it names a place of its own."""
    if council is None:
        return part
    council = register(part.world).then(council, part.issued)
    place = part.header.place or register(part.world).area(council, part.issued)
    return replace(part, header=replace(part.header, about=council, place=place))
