"""What is printed after a name: "Chief Officer, NHS Northshire CCG", "Chair of Northtown LSCB" – roles, and the bodies they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.reading.names import words_of
from kg.reading.naming import bare, naming
from kg.reading.rolewords import role_words
from kg.reading.scope import place_of
from kg.text import Span

_COMMISSIONER = re.compile(
    r"(?P<area>(?:[A-Z][\w’'-]*(?:\s(?:and|&|of|on)(?:\sthe)?)?\s+){1,6}?)?(?P<role>(?:Deputy\s+)?Police(?:,\s+Fire)?\s+(?:and|&)\s+Crime\s+Commissioner)"
    r"(?:(?:\s+for|\s+of|,)\s+(?:the\s+)?(?P<for>[A-Z][\w’'&\s-]{2,60}))?\W*"
)
_LINK = re.compile(r"\s+(?:(?:of|for|at|from|to|with|in)\s+)?(?:the\s+)?(?=[A-Z])")
_STYLED = re.compile(r"(?:Royal\s+|London\s+|Metropolitan\s+)*(?:Borough|City|County|Council)\s+of\s+(?:the\s+)?[A-Z]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,2}[A-Z][A-Za-z&]{0,4}s?")
_NOT_BODY = {"CEO", "DCS", "PCC", "COO", "CFO", "DPH", "HMI", "OBE", "CBE", "MBE", "QPM"}
_NOUN = re.compile(
    r"(?:Council|Authority|Borough|Trust|Board|Partnership|Partnerships|Company|Group|Groups|Constabulary|Police|[Pp]olice\s+[Ff]orce|[Pp]olice\s+[Ss]ervice|[Pp]olice|Service|Services|Team|Teams|Unit"
    r"|Division|Region|Alliance|System|Commission|Agency|Office|Department|Hospital|Hospitals|University|College|School|Federation|Association|Collaborative|Forum|Directorate|Inspectorate"
    r"|CCGs?|ICBs?|ICS|ICP|LSCB|LSCP|NPS|CRC|YOS|YOT|YJS|MASA|Cafcass|CAFCASS)"
)
_LEADS = re.compile(r"(?:NHS|National|Royal|University|HM|Metropolitan|British)\b")
_OF = re.compile(r"\b(?:of|for)\s(?:[\w’'-]+\s){0,2}$")
_JOINED = re.compile(r"\s+and\s+(?=NHS\s)|\s*;\s*")
_MOST = 10  # places where a name can begin or end; who has more offices is none
_LONGEST = 400


@dataclass(frozen=True)
class Office:
    """A role and the body it is of, each where it is printed; ``area``: the role with this area is the name of the body itself."""

    role: Span | None
    body: Span | None
    area: Span | None = None


def is_title(span: Span, world: Lexicon, *, anywhere: bool = False) -> bool:
    """Whether words are a job title: their last word (with ``anywhere``, some word) is the head of one."""
    found = list(span.finditer(role_words(world).head))
    return bool(found) and (anywhere or found[-1].span.end >= span.end - 1 or found[0].span.start == span.start)


def offices(span: Span, breaks: tuple[int, ...], world: Lexicon) -> tuple[Office, ...]:
    """The offices in what follows a name. ``breaks``: where line ends part things, as commas do."""
    rest = span[:_LONGEST].strip(" ,*\t\n–—-")
    if not rest:
        return ()
    made: list[Office] = []
    for piece in _each(rest, breaks, world):
        found = piece.fullmatch(_COMMISSIONER)
        if found is not None:
            area, whole = found.get("area") or found.get("for"), piece.strip(" ,")
            made.append(Office(whole, whole if area is not None else None, area))
            continue
        body = _body(piece, breaks, world)
        role = piece if body is None else Span(piece.document, piece.start, body.start)
        role = _role(role)
        several = [None] if body is None else [part.strip(" ,") for part in body.split(_JOINED)]
        made += [Office(role or None, one) for one in several]
    return tuple(made)


def _role(span: Span) -> Span:
    """The words of a role without the link to what follows."""
    bare_role = span.strip(" ,*\t\n–—-(")
    found = bare_role.search(r"\s+(?:of|for|at|from|to|with|in)(?:\s+the)?$")
    return bare_role if found is None else found.before.strip(" ,")


def _each(rest: Span, breaks: tuple[int, ...], world: Lexicon) -> Iterator[Span]:
    """The offices of one person: a further one begins with a title after a body."""
    start = rest.start
    for at, after in _parts(rest, breaks):
        left = Span(rest.document, start, at)
        right = Span(rest.document, after, rest.end)
        if (
            left
            and is_title(right[:40], world)
            and _opens_title(right, world)
            and _body(left, breaks, world) is not None
            and _body(right, breaks, world) is not None
        ):
            yield left.strip()
            start = after
    yield Span(rest.document, start, rest.end).strip()


def _opens_title(span: Span, world: Lexicon) -> bool:
    """Whether words begin with a job title of at most four words."""
    found = span.search(role_words(world).head)
    return found is not None and len(found.before.words.split()) < 4 and "," not in str(found.before)


def _parts(span: Span, breaks: tuple[int, ...]) -> list[tuple[int, int]]:
    """Where commas, tabs, dashes, brackets and such line ends part the words: the end of what is before, the start of what follows."""
    found = [(one.span.start, one.span.end) for one in span.finditer(r"\s{0,2},\s*|\t+|\s+[–—-]\s+|[^\S\n]{4,}|\s*;\s*")]
    found += [(at, at + 1) for at in breaks if span.start < at < span.end]
    return sorted(found)[:_MOST]


def _body(span: Span, breaks: tuple[int, ...], world: Lexicon) -> Span | None:
    """The words that name the body: those after a comma or after the title before those after "of" and the like.

    A name that begins with a place, or is known, goes before another; but not before one that holds it.
    """
    parts = _parts(span, breaks)
    ends = [span.end, *(start for start, _ in reversed(parts))][:_MOST]
    heads = [found.span.end for found in span.finditer(role_words(world).head) if not found.before[-40:].search(_OF)]
    titles = [found.span for found in span.finditer(role_words(world).head)]
    apart = sorted({span.start, *(end for _, end in parts), *(end + 1 for end in heads if end + 1 < span.end)})[:_MOST]
    named = [one for start in apart if (one := _longest(span, start, ends, parts, world)) is not None]
    first, known = next(iter(named), None), next((one for one in named if _strong(one, world)), None)
    if first is not None:
        return known if known is not None and known not in first else first
    linked = [one.span.end for one in span.finditer(_LINK)][:_MOST]
    # neither the end of a title ("Chief Executive") nor of the name of a larger place ("Greater Manchester") names a body
    linked = [at for at in linked if not any(one.start < at < one.end for one in titles) and not _ends_a_place(span, at, world)]
    named = [one for start in linked if (one := _longest(span, start, ends, parts, world)) is not None]
    return next((one for one in named if _strong(one, world) and len(one.words.split()) > 1), next(iter(named), None))


def _ends_a_place(span: Span, start: int, world: Lexicon) -> bool:
    """Whether the word at ``start`` and the one before it are the name of a place."""
    two = Span(span.document, span.start, start).search(r"\b[A-Z]\w+\s+$")
    after = Span(span.document, start, span.end).match(r"[A-Z]\w+")
    return two is not None and after is not None and place_of(two.span.to(after.span).words, world) is not None


def _longest(span: Span, start: int, ends: list[int], parts: list[tuple[int, int]], world: Lexicon) -> Span | None:
    """The longest name of a body that begins at ``start``; None where there is none, or only what a director is of."""
    for end in ends:
        if end <= start:
            return None
        named = Span(span.document, start, end).strip(" ,.*\n\t")
        if named and _names(named, parts, world):
            return None if _is_office(named, world) else named
    return None


def _names(span: Span, parts: list[tuple[int, int]], world: Lexicon) -> bool:
    """Whether words are as a whole the name of a body or of an area."""
    words = bare(span.words)
    if not words or not str(span)[0].isupper() or span.search(role_words(world).head) is not None:
        return False
    if any(span.start < start < span.end for start, _ in parts) and not _is_list(span.split(r"\s{0,2},\s*")):
        return False
    if world.bodies.named(words) is not None or _STYLED.match(words) or is_area(words, world):
        return True
    if _ACRONYM.fullmatch(words) and words not in _NOT_BODY:
        return len(words) > 2
    return re.search(rf"(?:^|\s){_NOUN.pattern}$", words) is not None or (words.startswith("NHS ") and len(words.split()) > 1)


def _is_list(pieces: list[Span]) -> bool:
    """Whether comma-separated words are one name of several areas: "Kent, Surrey and Sussex Community Rehabilitation Company"."""
    *before, last = pieces
    plain = all(len(one.words.split()) < 6 and not re.search(rf"\b{_NOUN.pattern}$", one.words) for one in before)
    return (
        bool(before)
        and plain
        and re.search(r"\s(?:and|&)\s", last.words) is not None
        and re.search(rf"\b{_NOUN.pattern}\b", last.words) is not None
    )


def _strong(span: Span, world: Lexicon) -> bool:
    words = bare(span.words)
    if world.bodies.named(words) is not None or _LEADS.match(words) or is_area(words, world) or _ACRONYM.match(words):
        return True
    form = naming(world).form_of(words)  # "Northtown Youth Offending Team": a body that every area has, with a name before it
    if form is not None and form[0] and not re.search(rf"\b{_NOUN.pattern}\b", form[0]):
        return True
    opened = words.split()
    counts = (count for count in (4, 3, 2, 1) if count < len(opened))
    return any(" ".join(opened[:count]).rstrip(",") in words_of(world).places for count in counts)


def is_area(words: str, world: Lexicon) -> bool:
    """Whether words are the name of the area of a council, in any of its forms."""
    if _STYLED.match(words):
        return True
    for one in (
        words,
        re.sub(r"\s+(?:City|County|Borough)$", "", words),
        re.sub(r"^(?:London\s+|Royal\s+)?Borough\s+of\s+", "", words),
    ):
        place = place_of(one, world)
        entry = world.places.get(place) if place is not None else None
        if entry is not None and {"LocalAuthorityArea", "CombinedAuthorityArea"} & set(entry.data.get("kind", ())):
            return True
    return False


def _is_office(span: Span, world: Lexicon) -> bool:
    """Whether words are what a director is of ("Children's Services"), not a body."""
    plain = span.words.replace("’", "'").casefold()
    listed = {one.replace("’", "'").casefold() for one in naming(world).words("words", "offices")}
    first = plain.split(",")[0]
    return first in listed or re.fullmatch(r"(?:\w+'?s?\s+(?:and\s+)?){0,4}services", first) is not None
