"""Whom a letter is addressed to: names, what offices they hold, and of which bodies.

Reads "Name, role, body" by the line (however the line is wrapped), "Name, role of body", several offices of one person, and
address blocks with name, role and body on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.facts import Body, Fact, Membership, Participation, Person, Ref
from kg.lexicon import Lexicon
from kg.reading.letter import Letter
from kg.reading.mentions import body_mentions
from kg.reading.names import INITIALS, WORD, find_names
from kg.reading.naming import naming
from kg.reading.offices import Office, is_area, is_title, offices
from kg.reading.part import Part
from kg.reading.refs import authority_ref, body_ref, context, person_ref
from kg.reading.roles import role_of
from kg.reading.scope import place_of
from kg.text import Span

_TITLED = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Professor|Prof|Councillor|Cllr|Rev|Revd)\.?\s+){0,2}"
_LETTERS = r"(?:,?\s+(?:[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]{0,2}|\([A-Z][a-z]+\)|BA|MA)){0,8}"  # after a name: "OBE QPM", "BSc MB ChB"
_RANK = (  # of the police, before a name
    r"(?:(?P<rank>(?:(?:Temporary|Acting|Deputy|Assistant|Detective)\s+){0,2}(?:Chief\s+)?(?:Superintendent|Constable|Inspector|Commander|Sergeant))\s+)?"
)
PERSON = re.compile(
    rf"{_TITLED}{_RANK}(?P<name>(?:{WORD}|{INITIALS})(?:\s+(?:{WORD}|{INITIALS})){{0,2}}\s+(?:(?:de|der|den|van|von|la|le|al|bin|ap|ab)\s+){{0,2}}{WORD}){_LETTERS}"
)
_ADDRESS = re.compile(
    r"\b[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}\b|^\d|^(?:PO\s+Box|Town\s+Hall|Civic|County\s+Hall|City\s+Hall|Council\s+(?:House|Offices)|Floor|Guildhall|Shire\s+Hall|By\s+e?-?mail)\b"
    r"|\b(?:Street|Road|Lane|Avenue|Square|Way|House|Floor)$|@|\bwww\.|^T(?:el|extphone)?\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:Council|Borough|Authority|Trust|Department|Partnership|Board|Company|Group|Constabulary|Police|Service|Services|Team|Commission|Hall|House|Centre|Office|Street|Road|Care|Safeguarding|NHS)$"
)
_BULLET = re.compile(r"^(?:[•▪■◼●*-]\s{0,4})?(?:(?:cc|c\.c\.|To)\s?:?\s+)?")
_SEPARATOR = re.compile(r"\s{0,2},\s*|\t+|\s+[–—-]\s+|[^\S\n]{4,}")
_WRAPPED = 58  # a line that is shorter was not broken by the width of the page
_OPEN_END = re.compile(r"(?:\b(?:and|of|for|the|to)|&|\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof|Professor)\.?)\s+$")
_BODY_END = re.compile(
    r"\b(?:Council|Authority|Trust|Partnership|Board|Constabulary|Police|Commission|Cafcass|Office|Group|Agency)\)?\s+$|\([A-Z]{3,6}\)\s+$"
)
_COUNCIL = re.compile(r"(?!(?:Borough|County|City|District|Metropolitan|Unitary|Council)\b)[A-Z][\w’'&, -]{2,70}\sCouncil$")
_MOST_ENTRY = 5
_COMMISSIONER = "Police and Crime Commissioner"


@dataclass(frozen=True)
class Addressee:
    """Whom a letter is addressed to: the name without title, the offices that are printed after it, and all of the lines."""

    name: Span
    offices: tuple[Office, ...]
    lines: Span


def addressees(sent: Letter, world: Lexicon) -> tuple[Addressee, ...]:
    """The people whom a letter is addressed to, in order."""
    made: list[Addressee] = []
    lines = [piece for line in sent.head if line.strip(" *") for piece in _apart(line, world)]
    index = 0
    while index < len(lines):
        name = _name(lines, index, world)
        if name is None:
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and last - index < _MOST_ENTRY and not _ends(lines, last, world):
            last += 1
        entry = Span(lines[index].document, lines[index].start, lines[last].end)
        rest = Span(entry.document, min(name[1], entry.end), entry.end)
        told = _ranked(name[2], offices(rest, tuple(_breaks(lines[index : last + 1])), world))
        shown = _shown(entry, told)
        made.append(Addressee(name[0], told, shown))
        index = last + 1
    return tuple(made)


def _apart(line: Span, world: Lexicon) -> list[Span]:
    """The entries that one line holds: a further one begins with a name and a title after what ends the one before."""
    starts = [line.start]
    for name in find_names(line, world) if len(line) > _WRAPPED else ():
        before = line[: name.span.start - line.start]
        after = line[name.span.end - line.start :]
        opened = after.match(r"\s?,\s") is not None and is_title(after[:60], world, anywhere=True)
        ended = before.search(r"[A-Za-z)]\s+$" if name.strength != "weak" else _BODY_END) is not None
        if opened and ended and not before.search(_OPEN_END):
            starts.append(name.span.start)
    return [Span(line.document, one, end).strip() for one, end in pairwise([*starts, line.end])]


def _name(lines: list[Span], index: int, world: Lexicon) -> tuple[Span, int, Span | None] | None:
    """The name that a line opens an entry with, where what follows it begins, and a rank before it; None where it opens none."""
    line = lines[index]
    mark = line.match(_BULLET)
    bare = line if mark is None else mark.after
    pieces = list(bare.finditer(_SEPARATOR))
    first = bare if not pieces else bare[: pieces[0].span.start - bare.start]
    found = first.strip(" *,").fullmatch(PERSON)
    if found is None or (_ADDRESS.search(str(line)) and not pieces) or is_title(found.group("name"), world):
        return None
    name = found.group("name")
    if _THING.search(str(name)) and not pieces:
        return None
    if place_of(name.words, world) is not None or world.bodies.named(name.words) is not None:
        return None
    rest = bare[first.end - bare.start :]
    after = _letters_after(rest)
    if after is not None:
        rest = rest[after.end - rest.start :]
    if rest.strip(" *,"):
        return name, rest.start, found.get("rank")
    below = lines[index + 1] if index + 1 < len(lines) else None
    opened = below is not None and (is_title(below, world, anywhere=True) or naming(world).kind_of(below.words) != "Body")
    return (name, line.end, found.get("rank")) if opened else None


def _ranked(rank: Span | None, told: tuple[Office, ...]) -> tuple[Office, ...]:
    """The offices, with the rank as the role where only its body is printed, or on whose behalf somebody is addressed."""
    if rank is None:
        return told
    own = [one.role is None or one.role.match(r"(?i:on\s+behalf\s+of|representing|for)\b") is not None for one in told]
    return tuple(replace(one, role=rank) if mine else one for one, mine in zip(told, own, strict=True)) or (Office(rank, None),)


def _letters_after(rest: Span) -> Span | None:
    """Letters after a name that a comma parts from it: "…, CBE"."""
    found = rest.match(r"\s{0,2},\s*(?:[A-Z]{2,5}(?:,?\s+|$)){1,4}(?=$|[A-Z][a-z]|,)")
    if found is None or re.fullmatch(r"\s{0,2},\s*(?:CEO|DCS|PCC|COO|CFO|NHS|CCG|ICB|DPH)\b.*", str(found.span), re.DOTALL):
        return None
    kept = found.span.search(r"(?:[A-Z]{2,5})(?=\W*$)")
    return found.span[: kept.span.end - found.span.start] if kept is not None else None


def _ends(lines: list[Span], last: int, world: Lexicon) -> bool:
    """Whether an entry ends with the line at ``last``: an address or another entry follows, or a body that ends it."""
    below = lines[last + 1]
    return _ADDRESS.search(str(below.strip(" *,"))) is not None or _name(lines, last + 1, world) is not None


def _breaks(lines: list[Span]) -> Iterator[int]:
    """Where a line of an entry ends because something else begins, not because the page is full."""
    for line, below in pairwise(lines):
        if below.match(_COUNCIL) is not None or (
            len(line) < _WRAPPED and below.match(r"[A-Z(]") is not None and line.search(r"(?:\b(?:and|of|for|the)|&)$") is None
        ):
            yield line.end


def _shown(entry: Span, told: tuple[Office, ...]) -> Span:
    """The lines of an entry up to the end of the last thing that was read from them."""
    ends = [one.end for office in told for one in (office.role, office.body) if one is not None]
    if not ends:
        return entry.lines()[0].strip(" *")
    end = max(ends) - entry.start
    stop = str(entry).find("\n", end)
    return entry[: stop if stop >= 0 else len(entry)].strip(" *")


def facts(part: Part, found: tuple[Addressee, ...], event: Ref, date: Span | None) -> Iterator[Fact]:
    """Person, participation as addressee, and the offices that each is printed with, held on the date of the letter."""
    known = {mention.ref for mention in body_mentions(part)}
    shown = (date,) if date is not None else ()
    for one in found:
        person = person_ref(one.name.words, context(part))
        yield Person(ref=person, name=one.name.words, evidence=(one.name,))
        held = [(office, body_of(office, part)) for office in one.offices] or [(Office(None, None), None)]
        for office, body in held:
            yield Participation(
                event=event,
                participant=person,
                capacity=part.world.concept("capacity", "addressee"),
                printed=office.role.words if office.role is not None else "",
                on_behalf_of=body,
                evidence=(one.lines,),
            )
            if body is None or office.body is None:
                continue
            if body not in known:
                known.add(body)
                yield Body(ref=body, name=office.body.words, kind=_kind(office.body, office, part), evidence=(office.body,))
            role = role_of(office.role, part.world) if office.role is not None else None
            yield Membership(
                person=person,
                body=body,
                role=role.concept if role is not None else part.world.concept("role", "office-holder"),
                printed=office.role.words if office.role is not None else "",
                attested_on=part.header.issued,
                evidence=(one.lines, *shown),
            )


def _kind(printed: Span, office: Office, part: Part) -> str:
    if office.area is not None:
        return "PublicBody"
    return "Council" if is_area(printed.words, part.world) else naming(part.world).kind_of(printed.words)


def body_of(office: Office, part: Part) -> Ref | None:
    """The body that an office is of; a name of an area means its council. None where none is printed."""
    if office.body is None:
        return None
    words = re.sub(r"\s+,", ",", office.body.words)
    if office.area is not None:
        return body_ref(f"{office.area.words} {_COMMISSIONER}", part)
    return authority_ref(words, part.world, part=part) if is_area(words, part.world) else body_ref(words, part)
