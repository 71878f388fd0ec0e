"""Roles as they are printed: "Executive Director of Children's Services", "independent Chair of the Improvement Board".

A role is found by its head word (Director, Chair, Officer, …) and grows over the words that belong to it: those before it
("Assistant", "Democratic Services"), its object ("of Strategic Services", ", Social Care") and the body it is held in. It
becomes the concept of the scheme of roles whose wording it begins with, or that holds its head word; else "officer".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from kg.facts import Concept
from kg.lexicon import Lexicon, Mention
from kg.reading.names import L, U, find_names, words_of
from kg.reading.rolewords import CAP, DEPARTMENTS, GAP, NATIONAL, SCHOOL_HEADS, SMALL, VIRTUAL_SCHOOL, Standing, role_words
from kg.reading.wraps import line_end, line_start
from kg.text import Match, Span

_WORDS = rf"{CAP}(?:{GAP}{CAP})*"
# Words that belong together: capitalised, linked by small words, with commas only before a last "and".
_PHRASE = rf"{CAP}(?:{GAP}(?:{SMALL}{GAP}){{0,3}}{CAP}|,{GAP}{CAP}(?={GAP}(?:and|&){GAP}[{U}]|{GAP}{CAP}{GAP}(?:and|&){GAP}[{U}]|,{GAP}{CAP}{GAP}(?:and|&){GAP}[{U}])){{0,12}}"
_OBJECT = re.compile(
    rf"(?P<of>{GAP}(?i:of|for|to|with{GAP}responsibility{GAP}for){GAP}(?i:the{GAP}|our{GAP}|its{GAP}|a{GAP})?(?P<what>{_PHRASE}))"
    rf"|(?P<apart>\s?(?:,|–|—|-){GAP}(?P<what2>{_PHRASE}))|(?P<next>{GAP}(?P<what3>{_PHRASE}))|(?P<inside>{GAP}\((?P<what4>{_PHRASE}[^()\n]{{0,60}})\))"
)
_LOWER_OBJECT = re.compile(
    rf"{GAP}(?:of|for){GAP}(?:the{GAP}|its{GAP}|this{GAP})?(?P<what>(?:[{L}’'-]{{2,20}}{GAP}){{0,6}}?(?:board|panel|committee|partnership|group|forum|trust|council|cabinet|commission|network|children’s\sservices|children's\sservices))\b"
)
_PLACE_OF = re.compile(
    rf"(?:,{GAP}|{GAP}(?:at|from|of){GAP}(?:the{GAP})?|\s?[–—-]{GAP}|{GAP}\((?=[^()]{{2,70}}\))|{GAP}|\n(?!Dear\b))(?P<where>{_PHRASE})"
)
ORGANISATION = re.compile(
    r"\b(?:Council|COUNCIL|Borough|Authority|Board|Trust|NHS|CCG|ICB|Police|Constabulary|University|College|School|Academy|Partnership|Ofsted|DfE|Cafcass|Agency"
    r"|Commissioning\sGroup|Federation|Housing|Healthwatch|Diocese|Foundation|Ltd|Limited|Association|Probation|Hospital|Commission|Charity|Union|Unison|UNISON)\b"
)

_MORE = re.compile(
    rf"(?:,\s{CAP}){{0,3}}\s(?:and|&)\s(?P<next>{CAP})(?:[ ](?:of[ ])?{CAP}){{0,6}}(?:(?<=Rehabilitation)\sCompany)?"
    rf"|\s(?:police|fire|youth)(?:\s(?:force|service|and|rescue|offending|justice|team)){{1,4}}\b"
    rf"|(?:\s{CAP}){{0,3}}\s(?:Services?|Teams?|Company)\b(?!\s(?:Manager|Leader|Director))"
)

_ENDS = re.compile(r"\s(?:Council|Constabulary|CCG|ICB|Trust|Board|Police)\s$")


@dataclass(frozen=True, slots=True)
class Role:
    """A role in a text. ``where`` is the body as printed in it or right after it, if any."""

    span: Span
    concept: Concept
    where: Span | None = None
    standing: Standing = ""
    plural: bool = False
    object: Span | None = None

    @property
    def name(self) -> str:
        """The local name of the concept."""
        return self.concept.name


def find_roles(span: Span, world: Lexicon, *, small: bool = False) -> list[Role]:
    """The roles in ``span``, from left to right, without overlaps.

    Head words in lower case ("managers") count only with ``small``, or with a small word before them that makes a role of
    them ("independent chair"), or where the scheme knows the whole wording ("director of children's services").
    """
    return list(_found(span, world, small))


@lru_cache(maxsize=64)
def _found(span: Span, world: Lexicon, small: bool) -> tuple[Role, ...]:
    words = role_words(world)
    names = [name.span for name in find_names(span, world) if name.strength != "weak"]
    starts, ends = [name.start for name in names], [name.end for name in names]
    made: list[Role] = []
    at = span.start
    for match in span.finditer(words.head):
        head = match.span
        nearest = bisect_right(ends, head.start)  # the first name that ends after the head word begins
        if head.start < at or (nearest < len(names) and names[nearest].overlaps(head)):
            continue
        if words.head.match(head.document.text, head.end + 1, span.end) and head.document.text[head.end] in " -":
            continue  # "Assistant Director": the last head word makes the role
        floor = max(at, span.start, head.start - 90, ends[nearest - 1] if nearest else 0)
        following = bisect_left(starts, head.end)
        limit = min(span.end, head.end + 160, starts[following] if following < len(starts) else span.end)
        body = _named_at(Span(head.document, head.start, limit), world) if str(head) == "HMI" else None
        if body is not None and body.span.end > head.end:  # "HMI Constabulary" is an inspectorate
            role: Role | None = Role(head, world.concept("role", "inspector"), body.span)
        else:
            role = _grown(head, world, floor=floor, limit=limit, small=small)
        if role is not None:
            made.append(role)
            at = max(role.span.end, role.where.end if role.where is not None and role.where.start == head.start else 0)
    return tuple(made)


def role_of(span: Span, world: Lexicon) -> Role | None:
    """The role that ``span`` as a whole states ("Assistant Director, Early Help, Leeds City Council"), or None."""
    bare = span.strip(" \t\n,;:–—-*")
    if bare.match(r"\([^()]*\)$"):
        bare = bare.strip("()").strip()
    found = find_roles(bare, world, small=True)
    if not found:
        return None
    first, last = found[0], found[-1]
    end, where = bare.end, last.where
    if where is None:
        rest = Span(bare.document, last.span.end, bare.end)
        for piece in rest.split(r"\s?[,;]\s|\s[–—-]\s|[()]|\bat\s"):
            where = where or _organisation(piece.strip(), world)
    if where is not None and where.start > first.span.start + 2 and first.name not in role_words(world).of_a_body:
        end = Span(bare.document, first.span.start, where.start).strip(" ,;–—-(\n").end
    whole = Span(bare.document, min(bare.start, first.span.start), max(end, first.span.end))
    return replace(first, span=whole, where=where)


def _grown(head: Span, world: Lexicon, *, floor: int, limit: int, small: bool) -> Role | None:
    words = role_words(world)
    begin = _begin(head, world, line_start(head, floor))
    lower = str(head)[0].islower()
    if lower and begin == head.start:
        begin = _known_before(head, world, floor)
    what, end, where = _object(Span(head.document, head.end, line_end(head, limit)), head, world)
    whole = Span(head.document, begin, end)
    concept = _concept(whole, head, world)
    if (
        lower
        and not small
        and begin == head.start
        and (what is None or concept.name not in words.of_a_body)
        and concept.name not in words.single
    ):
        return None
    if concept.name in words.of_a_body:
        where = what or _owner(Span(head.document, begin, head.start)) or where
    elif where is None:
        where = _prefix(Span(head.document, begin, head.start), world)
        placed = Span(head.document, end, limit).match(_PLACE_OF) if where is None else None
        if (
            placed is not None
            and not placed.group("where").search(words.head)
            and not placed.after.match(rf"\s+(?:{words.head.pattern})")
        ):
            named = placed.group("where")
            where = _organisation(named[: line_end(named[:1], named.end) - named.start], world)
    if where is not None and concept.name in SCHOOL_HEADS and where.search(VIRTUAL_SCHOOL):
        concept, whole, where = world.concept("role", "virtual-school-head"), whole.to(where), None  # an officer of the council
    standing = next(
        (words.standing[word] for word in re.findall(r"[\w-]+", whole.words.casefold())[:3] if word in words.standing), ""
    )
    return Role(whole, concept, where, cast("Standing", standing), bool(head.search(r"[a-z]s$")), what)


def _begin(head: Span, world: Lexicon, floor: int) -> int:
    """Where the role begins: over small words that make it ("independent") and capitalised words that are of a role."""
    known, words = words_of(world).other, role_words(world)
    start = head.start
    for _ in range(8):
        before = Span(head.document, floor, start).search(words.before)
        if before is None:
            break
        printed = re.split(r"[\s,/]", str(before.span), maxsplit=1)[0]
        plain = re.sub(r"['’]s?$", "", printed).casefold()
        if plain in words.not_before:
            break
        parts = re.split(r"[/-]", plain)
        acronym = bool(re.fullmatch(rf"[{U}][{U}{L}&]*[{U}&]['’]?s?", printed))
        if not (acronym or any(part in known or part.rstrip("s") in known for part in parts) or printed[0].islower()):
            break
        start = before.span.start
    return start


def _known_before(head: Span, world: Lexicon, floor: int) -> int:
    """Where a wording of the scheme begins that ends with a head word in lower case, and names a post of one: "principal social worker"."""
    before = Span(head.document, max(floor, head.start - 40), head.end)
    found = [
        one for one in world.find("role", before) if one.span.end == head.end and one.entry.concept.name in role_words(world).single
    ]
    return min((one.span.start for one in found), default=head.start)


def _object(rest: Span, head: Span, world: Lexicon) -> tuple[Span | None, int, Span | None]:
    """What the role is of, where it ends, and a body that is printed right after it."""
    start, words, lower = rest.start, role_words(world), str(head)[0].islower()
    found = rest.match(_OBJECT)
    if found is not None and not _can_have(found, str(head)):
        return None, start, None
    if found is None or (lower and not found.has("of")):
        less = rest.match(_LOWER_OBJECT)
        return (less.group("what"), less.span.end, None) if less is not None else (None, start, None)
    what = next(found.group(name) for name in ("what", "what2", "what3", "what4") if found.has(name))
    if found.has("of"):
        second = what.search(rf"\s(?:and|&)\s(?=(?:[{U}][\w’'-]*\s){{0,3}}?(?:{words.head.pattern}))")
        what = what if second is None else second.before
        return _of(what, world)
    if words.head.search(str(what)) or found.after.match(rf"\s(?:{words.head.pattern})"):
        return None, start, None
    where = _organisation(what, world)
    if where is not None:
        return None, start, where
    first = re.match(r"[\w-]+", str(what))
    plain = first.group().casefold() if first else ""
    if plain not in words_of(world).other or plain in words.not_before or re.fullmatch(rf"[{U}]{{2,6}}", str(what)):
        return None, start, None
    return (what, found.span.end, None) if found.has("inside") else (what, what.end, None)


def _of(what: Span, world: Lexicon) -> tuple[Span, int, Span | None]:
    """What a role is of, without an organisation after a comma ("Director of Nursing, Northshire ICB"), and the organisation."""
    for comma in what.finditer(r",\s"):
        where = _organisation(comma.after, world)
        if where is not None:
            return comma.before, comma.before.end, where
    where = _organisation(what, world)
    return what, what.end, where if where == what else None


def _can_have(found: Match, head: str) -> bool:
    """Whether a role with this head word can have such an object: "PSW to the DCS", "Mayor, Executive and Council" are none."""
    if found.has("of"):
        return not re.match(r"\s+to\b", str(found.span)) or bool(re.search(r"(?i:advis[eo]rs?|assistant|clerk|secretary)$", head))
    if found.has("next") and re.search(r"(?i:specialist)$", head):
        return False
    return found.has("inside") or not re.search(r"(?i:chair\w*|mayor|leader|executive|councillor)$", head)


def _concept(whole: Span, head: Span, world: Lexicon) -> Concept:
    """The concept whose longest wording in the role holds its head word, else "officer"."""
    mentions = [mention for mention in world.find("role", whole) if mention.span.overlaps(head)]
    if not mentions:
        return world.concept("role", "officer")
    return max(mentions, key=lambda mention: len(mention.span)).entry.concept


def _owner(before: Span) -> Span | None:
    """The body named before a head word: "MSCB" of "MSCB Chair", "Improvement Board" of "Improvement Board Chair"."""
    bare = before.strip()
    if (acronym := bare.match(r"(?:[Tt]he\s)?(?P<acronym>[A-Z]{3,6})\s")) is not None:
        return acronym.group("acronym")
    found = bare.search(rf"(?:{_WORDS}{GAP})?(?:[A-Z]{{3,6}}|Board|Panel|Committee|Partnership|Cabinet|Forum|Group)(?:['’]s)?$")
    return found.span if found is not None else None


def _prefix(before: Span, world: Lexicon) -> Span | None:
    """A known body before a head word, by an acronym or a name of several words: "DfE" of "DfE Commissioner"."""
    for mention in world.bodies.find(before):
        plain = not re.search(rf"[{U}][{L}]?[{U}]|\s", str(mention.span))
        if not _is_department(mention) and (not plain or NATIONAL & set(mention.entry.data.get("kind", ()))):
            return mention.span
    return None


def _organisation(words: Span, world: Lexicon) -> Span | None:
    """``words`` up to where they name an organisation or an area, or None where they name none."""
    if (line := words.search(r"\bCouncil(?=[^\S\n]?\n)")) is not None:  # below it stands the rest of an address
        words = words[: line.span.end - words.start]
    known = _named_at(words, world)
    areas = (
        one
        for one in world.places.find(words)
        if {"LocalAuthorityArea", "CombinedAuthorityArea"} & set(one.entry.data.get("kind", ()))
    )
    place = next((mention for mention in areas if mention.span.start == words.start), None)
    named = words.search(ORGANISATION)
    if place is not None and named is None and (longer := _longer(place.span, world)) is not None:
        return longer
    if known is not None and not _is_department(known) and (named is None or named.span.end <= known.span.end):
        return known.span
    if named is not None and (place is not None or known is None) and (" " in words.words or known is not None):
        person = next((one for one in find_names(words, world) if _ENDS.search(str(words[: one.span.start - words.start]))), None)
        return words if person is None else words[: person.span.start - words.start].strip()
    return place.span if place is not None else None


def _named_at(words: Span, world: Lexicon) -> Mention | None:
    """The known body whose name ``words`` begins with."""
    return next((mention for mention in world.bodies.find(words) if mention.span.start == words.start), None)


def _longer(place: Span, world: Lexicon) -> Span | None:
    """The name that a place only begins: "Kent, Surrey and Sussex …", "Lincolnshire Youth Offending Service"."""
    found = Span(place.document, place.end, min(place.end + 120, len(place.document.text))).match(_MORE)
    other = found is not None and not (found.has("next") and found.group("next").match(role_words(world).head))
    return place.to(found.span) if found is not None and other else None


def _is_department(mention: Mention) -> bool:
    return bool(DEPARTMENTS & set(mention.entry.data.get("kind", ())))
