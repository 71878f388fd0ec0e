"""The councils of the reference data by any form of their names, each with the area and code that it had on a day.

"London Borough of X", "X City Council", "X, City of", "X (City)", "X local authority" and "X" name one council; so do other
spellings ("X-upon-Y", "A & B", capitals, names broken over lines). A bare name means the council that its area had on the day; a
full name of a council that has ended means that one. What could be two councils is none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.dates import When
from kg.facts import Ref
from kg.lexicon import Entry, Lexicon
from kg.reading.scope import near, shared_names, valid_on

_LONGEST = 120  # letters of a name; the longest of the register has half of that
_LEAD = re.compile(
    r"(?:the |(?:royal |london |metropolitan )*(?:borough|city|county|district)(?: council)? of (?:the )?"
    r"|(?:council|corporation|local authority|lb|rb|mb) of (?:the )?|(?:london|royal) borough |lb |rb |mb "
    r"|children(?:s)? (?:social care |social work )?services (?:in|for|at) (?:the )?)"
)
_TAIL = re.compile(
    r" (?:council|councils|corporation|local authority|authority|local area|unitary|ua|mbc|mdc|bc|cc|lbc|lb"
    r"|(?:children|childrens|children and young people|children and families) (?:social care |social work )?services?"
    r"|(?:royal |london |metropolitan )+borough(?: of)?|(?:borough|city|county|district)(?: of)?|metropolitan)$"
)
_NO_STYLE = re.compile(r" (?:council|councils|corporation|local authority|authority)$")


def folded(words: str) -> str:
    """The words as names are compared: without case, points, commas, possessives, a leading "the" and an acronym after them, one blank for any dash or break."""
    plain = re.sub(r"\(\s?[A-Z&]{2,6}\s?\)\s*$", "", unicodedata.normalize("NFKC", words[: 2 * _LONGEST]))
    plain = plain.casefold().replace("&", " and ")
    plain = re.sub(r"(?<=\w)['’]s\b", "", plain)
    plain = re.sub(r"[.,'’‘´`\"“”\u00ad]", "", plain)
    plain = re.sub(r"[^\w]+", " ", plain).strip()
    return re.sub(r"\bsaint\b", "st", re.sub(r" ?\d+$", "", plain)).removeprefix("the ")


def forms(words: str) -> tuple[str, ...]:
    """The words folded, and ever shorter without the styles of councils: ``("city of x council", "city of x", "x")``."""
    plain = folded(words)
    if len(plain) > _LONGEST:
        return (plain,)
    made = [plain]
    while found := _NO_STYLE.search(made[-1]):
        made.append(made[-1][: found.start()])
    while (shorter := _shorter(made[-1])) != made[-1]:
        made.append(shorter)
    return tuple(made)


def _shorter(name: str) -> str:
    if lead := _LEAD.match(name):
        return name[lead.end() :] or name
    return (name[: tail.start()] if (tail := _TAIL.search(name)) else name) or name


@dataclass(frozen=True, eq=False)
class Register:
    """The councils of a lexicon, by their names and by those of their areas."""

    world: Lexicon

    @cached_property
    def councils(self) -> tuple[Entry, ...]:
        """The known bodies that are councils."""
        return tuple(entry for entry in self.world.bodies.entries if "Council" in entry.data.get("kind", ()))

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.councils:
            for name in dict.fromkeys(folded(words) for words in (entry.label, *entry.wordings)):
                found.setdefault(name, []).append(entry)
        return found

    @cached_property
    def _by_area(self) -> dict[str, list[Entry]]:
        """Councils by the names of their areas; one that a wider place has too ("London") is only that place's."""
        wider = {
            folded(words)
            for place in self.world.places.entries
            if not {"LocalAuthorityArea", "Ward"} & set(place.data.get("kind", ()))
            for words in (place.label, *place.wordings)
        }
        found: dict[str, list[Entry]] = {}
        for entry in self.councils:
            for name in dict.fromkeys(name for area in self.areas(entry) for name in _names(area)):
                if name not in wider:
                    found.setdefault(name, []).append(entry)
        return found

    @cached_property
    def _shared(self) -> frozenset[str]:
        return frozenset(map(folded, shared_names(self.world)))

    def areas(self, council: Entry) -> list[Entry]:
        """The areas that a council has had, each within its boundaries and with its code."""
        known = (self.world.places.get(_ref(value)) for value in council.data.get("place", ()))
        return [area for area in known if area is not None and "LocalAuthorityArea" in area.data.get("kind", ())]

    def named(self, words: str, when: When | None = None, here: frozenset[str] = frozenset()) -> Entry | None:
        """The council that ``words`` name on a day (without one: today); None where none is, or where it could be two.

        ``here`` are the places that the document is about: a name that towns of several regions share counts in one of them only.
        """
        tried = forms(words)
        exact = self._by_name.get(tried[0], [])
        if len(exact) == 1 and (not _plain(tried) or self._held(exact[0], when)):
            return exact[0]
        for name in tried:
            meant = {entry.ref: entry for entry in self._by_area.get(name, ()) if self._held(entry, when)}
            if name in self._shared:
                meant = {
                    ref: entry for ref, entry in meant.items() if any(near(area, here, self.world) for area in self.areas(entry))
                }
            if meant:
                return next(iter(meant.values())) if len(meant) == 1 else None
        return exact[0] if len(exact) == 1 else None

    def calls(self, council: Ref, words: str) -> bool:
        """Whether ``words`` can be a name of that council: its own, or one of its area that is no full name of another one."""
        tried = forms(words)
        exact = self._by_name.get(tried[0], [])
        if exact and not _plain(tried):
            return any(entry.ref == council for entry in exact)
        return any(entry.ref == council for name in tried for entry in self._by_area.get(name, ()))

    def had(self, council: Ref | None) -> list[Ref]:
        """The areas that a council has had; none for what is no known council."""
        entry = self.world.bodies.get(council) if council is not None else None
        return [area.ref for area in self.areas(entry)] if entry is not None else []

    def area(self, council: Ref, when: When | None = None) -> Ref | None:
        """The area of a council on a day (without one: today, or its last one); None where that is not known."""
        entry = self.world.bodies.get(council)
        areas = self.areas(entry) if entry is not None else []
        valid = [area for area in areas if valid_on(area, when)] if len(areas) > 1 else areas
        return valid[0].ref if len(valid) == 1 else None

    def then(self, council: Ref, when: When | None) -> Ref:
        """The council that the area's name meant on a day, for one that it means today (known or ``<area>-council``)."""
        entry = self.world.bodies.get(council)
        if when is None or (entry is not None and (entry.one("succeededBy") or self._held(entry, when))):
            return council
        words = [area.label for area in self.areas(entry)] if entry is not None else [council.slug.removesuffix("-council")]
        meant = {found.ref for name in words if (found := self.named(name, when)) is not None}
        return meant.pop() if len(meant) == 1 else council

    def _held(self, council: Entry, when: When | None) -> bool:
        """Whether the council was there on the day; one whose area is not known is taken to be."""
        areas = self.areas(council)
        return not areas or any(valid_on(area, when) for area in areas)


def _plain(tried: tuple[str, ...]) -> bool:
    """Whether a name is an area's and no more than "Council", as people write it of any council of that area."""
    return len(tried) == 2 and tried[0] == tried[1] + " council"


def _names(area: Entry) -> list[str]:
    """The folded names of an area, with and without the style it has ("Bristol, City of", "County of …")."""
    return [name for words in (area.label, *area.wordings) for name in (folded(words), forms(words)[-1])]


def _ref(value: str) -> Ref:
    kind, _, rest = value.partition("/")
    return Ref(kind, rest)


@lru_cache(maxsize=8)
def register(world: Lexicon) -> Register:
    """The councils of a lexicon."""
    return Register(world)
