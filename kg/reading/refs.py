"""The names of things that several documents speak of, made from the fewest stable, printed identifiers.

One place, so that a meeting in its own minutes and in the next agenda, or an inspection in its report and in a letter,
gets the same name in both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.dates import When
from kg.facts import Header, Ref, slug
from kg.lexicon import Entry, Lexicon
from kg.reading.acronyms import defined
from kg.reading.authorities import register
from kg.reading.naming import bare, body_slug, naming
from kg.reading.part import Draft, Part
from kg.reading.scope import folded, home, known_body, place_of, shared_names, valid_on

_STYLE = re.compile(
    r"^(?:the\s+)?(?:royal\s+|london\s+|metropolitan\s+)*(?:borough|city|county)\s+(?:council\s+)?of\s+(?:the\s+)?|^the\s+(?=council\s+of)|^council\s+of\s+the\s+"
    r"|,\s+(?:city|county)\s+of$|\s+\((?:city|county|borough)\)$"
    r"|(?:\s+(?:metropolitan|borough|city|county|district|unitary|authority|council|local\s+authority|mbc|cc|bc)(?:’s|'s)?)+$",
    re.IGNORECASE,
)


_LONGEST = 300  # letters of what can be a name


def authority_name(printed: str) -> str:
    """The bare name of an authority: "Leeds" of "Leeds City Council", "Brent" of "London Borough of Brent"."""
    bare = " ".join(printed[:_LONGEST].split())
    for _ in range(3):
        shorter = _STYLE.sub("", bare).strip(" ,.’'")
        if shorter == bare or not shorter:
            break
        bare = shorter
    return bare


def authority_ref(printed: str, world: Lexicon, when: When | None = None, part: Draft | None = None) -> Ref:
    """The council of an area on a day, by any form of its name: the known one, or ``<area>-council``.

    Without a date, the council of today. With ``part``, its date where none is given, and the council that it is about where
    the words are a name of that one or of its area.
    """
    if (known := _council(printed, world, when, part)) is not None:
        return known
    made = Ref("body", (slug(authority_name(printed)) or "unnamed") + "-council")
    return made if world.bodies.get(made) is None else Ref("body", made.slug.removesuffix("-council") + "-authority")


def _council(printed: str, world: Lexicon, when: When | None, part: Draft | None) -> Ref | None:
    known = register(world)
    if isinstance(part, Part):
        when = when or part.issued
        if part.header.about is not None and known.calls(part.header.about, printed):
            return part.header.about
    named = known.named(printed, when, home(part) if part is not None else frozenset())
    return named.ref if named is not None else None


def place_ref(printed: str, world: Lexicon, when: When | None = None, part: Draft | None = None) -> Ref:
    """The place of that name: the known one that was valid on the date (by its GSS code), or one named by its printed words.

    Without a date, the one that nothing has succeeded. The name of a council is that of its area. With ``part``, its date where
    none is given, and wards of other areas are left out.
    """
    council = _council(printed, world, when, part)
    if isinstance(part, Part):
        if when is None and council == part.header.about and part.place in register(world).had(council):
            return part.place
        when = when or part.issued
    if council is not None and (area := register(world).area(council, when)) is not None:
        return area
    name, here = authority_name(printed), home(part) if part is not None else None
    known = place_of(name, world, when, here) or place_of(printed, world, when, here)
    if known is not None and (part is not None or folded(name) not in shared_names(world)) and not _was(known, world, when):
        return known
    return Ref("place", slug(name) or "unnamed")


def _was(place: Ref, world: Lexicon, when: When | None) -> bool:
    """Whether a place was an authority's once and is none's on the day: its bare name then means a town or county."""
    entry = world.places.get(place)
    return entry is not None and _is_authority(place, world) and not valid_on(entry, when)


def on_its_day(header: Header, world: Lexicon) -> Header:
    """The header with the council and the area of the day of the document, where a mapping made them without a date."""
    known, about, place = register(world), header.about, header.place
    if about is None or header.issued is None:
        return header
    then = known.then(about, header.issued)
    today = known.area(about)
    if place is not None and (place == today or (today is None and place.slug == about.slug.removesuffix("-council"))):
        place = known.area(then, header.issued) or place
    publisher = then if header.publisher == about else header.publisher
    return replace(header, about=then, place=place, publisher=publisher)


def context(part: Draft) -> str:
    """What tells the people and local bodies of one area from those of another: the slug of the area.

    A document that names no area has that of its source, for two panels, or two people, of unknown areas are not known to be one.
    """
    if not isinstance(part, Part):
        return ""
    if part.header.about is not None:
        return part.header.about.slug.removesuffix("-council")
    return part.slug.split("/", 1)[0]


def body_ref(printed: str, part: Part) -> Ref:
    """The body of that name in the area that the part is about.

    A known one; else what an acronym stands for in the part; else a council by its area; else one named by its words, and
    by the area unless they name a place or are a name of their own ("Kent Police"). "The local authority" is the council that
    the part is about, where it is about one.
    """
    words = without_area(bare(printed), part)
    if (known := known_body(printed, part) or known_body(words, part) or known_body(bare(printed), part)) is not None:
        council = _council(words, part.world, None, part) if _is_council(known) else None
        return council or known.ref
    names, area = naming(part.world), context(part)
    form = names.form_of(words)
    meant = defined(part).get(words) if form is None or form[0] else None
    if meant is not None and bare(meant.long.words) != words:
        return body_ref(meant.long.words, part)
    if words.casefold() in _THE_COUNCIL and part.header.about is not None:
        return part.header.about
    kind = names.kind_of(words)
    district = place_of(authority_name(words), part.world)
    if (kind == "Council" and len(words.split()) > 1 and not _LESSER_COUNCIL.search(words)) or (
        kind == "Body" and ((district is not None and _is_authority(district, part.world)) or _BOROUGH.match(words))
    ):
        return authority_ref(words, part.world, part=part)
    return Ref("body", _local_slug(words, kind, area, part) or "unnamed")


_THE_COUNCIL = {"local authority", "council", "authority", "la", "borough council", "county council", "city council"}
_BOROUGH = re.compile(r"(?:Royal|London|Metropolitan)\s+Borough\s+of\s+[A-Z]")
_LESSER_COUNCIL = re.compile(r"\b(?:Parish|Town|Community)\s+Council$")
# kinds whose bodies have names of their own, which no other area's body has
_OWN_NAME = {
    "Association", "Charity", "College", "CombinedAuthority", "Company", "FireService", "GovernmentDepartment", "HealthBody", "HousingAssociation", "HousingProvider",
    "Inspectorate", "PoliceForce", "University",
}  # fmt: skip


def without_area(words: str, part: Part) -> str:
    """The name without the possessive of the area before it: "Improvement Board" of "Leeds's Improvement Board"."""
    owner = re.match(r"([A-Z][\w-]*(?:\s[\w-]+){0,4})[’']s?\s+(?=\S)", words)
    if owner is None:
        return words
    named = slug(owner.group(1))
    if named in (context(part), "council", "authority", "local-authority") or place_of(owner.group(1), part.world) is not None:
        return words[owner.end() :]
    return words


def _is_council(entry: Entry) -> bool:
    return "Council" in entry.data.get("kind", ())


def _is_authority(place: Ref, world: Lexicon) -> bool:
    entry = world.places.get(place)
    return entry is not None and "LocalAuthorityArea" in entry.data.get("kind", ())


def _local_slug(words: str, kind: str, area: str, part: Part) -> str:
    names = naming(part.world)
    form = names.form_of(words)
    if form is not None:
        before = slug(re.sub(r"[’']s?$", "", form[0]).removeprefix("NHS "))
        place = place_of(form[0], part.world) if form[0] else None
        bare_area = re.sub(r"-(?:and-)?(?:district|city|borough|county)$", "", before)
        if not before or bare_area in ("local", area) or (place is not None and place.slug in home(part)):
            return slug(area, form[1].slug)
        if place is not None or form[1].kind in _OWN_NAME:
            return slug(before, form[1].slug)
    name = body_slug(words)
    if not area or name == area or name.startswith(area + "-") or _led_by_place(words, part):
        return name
    generic = names.words("words", "generic")
    own = kind in _OWN_NAME and any(word.casefold() not in generic for word in words.split()[:-1])
    return name if own else slug(area, name)


def _led_by_place(words: str, part: Part) -> bool:
    """Whether a name begins with that of a place: "Kent and Medway Executive Group"."""
    return any(
        place_of(" ".join(words.split()[:count]), part.world) is not None for count in (4, 3, 2, 1) if len(words.split()) > count
    )


def person_ref(name: str, area: str) -> Ref:
    """A person by printed name (without title) and the area or inspectorate they act for ("middlesbrough", "ofsted").

    The same name elsewhere is another reference: that two are one person is a statement of its own.
    """
    return Ref("person", slug(area, name))


def meeting_ref(held_by: Ref, date: When | None, label: str = "") -> Ref:
    """A meeting by body and date; where no date is printed, by its label."""
    return Ref("meeting", slug(held_by.slug, date.value if date is not None and date.value else label or "undated"))


def inspection_ref(inspects: Ref, start: When | None, label: str = "") -> Ref:
    """An inspection, visit, review or study by the body it looks at and the day (month, year) it begins.

    Where no date is printed, by its label; where only the publication is, by that date and the label.
    """
    return Ref("inspection", slug(inspects.slug, start.value if start is not None and start.value else label or "undated"))
