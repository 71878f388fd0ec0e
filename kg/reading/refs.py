"""The names of things that several documents speak of, made from the fewest stable, printed identifiers.

One place, so that a meeting in its own minutes and in the next agenda, or an inspection in its report and in a letter,
gets the same name in both.
"""

from __future__ import annotations

import re

from kg.dates import When
from kg.facts import Ref, slug
from kg.lexicon import Lexicon
from kg.reading.part import Draft, Part

_STYLE = re.compile(
    r"^(?:the\s+)?(?:royal\s+|london\s+|metropolitan\s+)*(?:borough|city|county)\s+(?:council\s+)?of\s+(?:the\s+)?|^the\s+(?=council\s+of)|^council\s+of\s+the\s+"
    r"|(?:\s+(?:metropolitan|borough|city|county|district|unitary|authority|council|local\s+authority|mbc|cc|bc)(?:’s|'s)?)+$",
    re.IGNORECASE,
)


def authority_name(printed: str) -> str:
    """The bare name of an authority: "Leeds" of "Leeds City Council", "Brent" of "London Borough of Brent"."""
    bare = " ".join(printed.split())
    for _ in range(3):
        shorter = _STYLE.sub("", bare).strip(" ,.’'")
        if shorter == bare or not shorter:
            break
        bare = shorter
    return bare


def authority_ref(printed: str, world: Lexicon) -> Ref:
    """The council of an area, by any form of its name: the known one, or ``<area>-council``."""
    name = authority_name(printed)
    for words in (printed, f"{name} Council", name):
        known = world.bodies.named(words)
        if known is not None and "Council" in known.data.get("kind", ()):
            return known.ref
    return Ref("body", slug(name) + "-council")


def place_ref(printed: str, world: Lexicon) -> Ref:
    """The place of that name: the known one (by its GSS code), or one named by its printed words."""
    known = world.places.named(authority_name(printed)) or world.places.named(printed)
    return known.ref if known is not None else Ref("place", slug(authority_name(printed)) or "unnamed")


def context(part: Draft) -> str:
    """What tells the people and local bodies of one area from those of another: the slug of the area, or ``""``."""
    if isinstance(part, Part) and part.header.about is not None:
        return part.header.about.slug.removesuffix("-council")
    return ""


def body_ref(printed: str, part: Part) -> Ref:
    """The body of that name in the area that the part is about: a known one, or one named by area and words."""
    known = part.world.bodies.named(printed)
    if known is not None:
        return known.ref
    name, area = slug(printed), context(part)
    return Ref("body", name if not area or name.startswith(area) else f"{area}-{name}")


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
