"""The places that a figure can be of: known places, wards by name, and those it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from kg.facts import Body, Fact, Place, Ref
from kg.lexicon import Lexicon, pattern_of
from kg.reading.authorities import register
from kg.reading.part import Part
from kg.reading.refs import authority_name, body_ref, place_ref
from kg.reading.scope import places_here
from kg.text import Span

_WARD = re.compile(r"\b(?P<name>[A-Z][a-z’'-]{2,20}(?:\s(?:and|&|[A-Z][a-z’'-]{1,20})){0,4})\s[Ww]ard\b")
_NAME_GOES_ON = re.compile(
    r"(?:[’']s)?\s(?!(?:Ward|Council|Borough|City|County|District|Metropolitan|Region|Average)\b)(?:&\s)?[A-Z][a-z]+|\s(?:and|&)\s[A-Z][a-z]+\s(?:Police|NHS|Health|Fire|CCG)"
)
_AND_OTHERS = (  # "the national and regional averages"
    r",?\s(?:and|or)\s(?:national|regional|England|statistical\sneighbours?|local)\s(?:averages?|figures?|rates?|levels?|comparators?)\b"
)
_LEADING = re.compile(r"(?:The|In|At|For|Of|And|Across|From|Both|While|As|All|Only|With)\s+")


@dataclass(frozen=True, slots=True)
class Area:
    """A place named in a text. ``comparator`` marks one that figures of another are compared with."""

    span: Span
    ref: Ref
    comparator: bool = False


@dataclass(frozen=True, slots=True)
class _Comparator:
    name: str
    kind: str


class _Known:
    """The wordings of a lexicon, prepared for finding."""

    def __init__(self, world: Lexicon) -> None:
        self.comparators: dict[str, _Comparator] = {}
        listed_comparators = cast(dict[str, Any], world.tables.get("figures", {})).get("comparators", ())
        for given in listed_comparators:
            kind = "body" if "body" in given else "place"
            for wording in given["wordings"]:
                self.comparators[wording] = _Comparator(given[kind], kind)
        listed = sorted(self.comparators, key=lambda wording: (-len(wording), wording))
        words = "|".join(pattern_of(wording) for wording in listed) or "(?!)"
        short = "|".join(re.escape(one) for given in listed_comparators for one in given.get("labels", ())) or "(?!)"
        self.pattern = re.compile(
            rf"\b(?:{words})\b(?!\s(?:published|recognised|agreed|set|evaluated|accredited|standards?|guidance|offices?))|\b(?:{short})(?=:?\s\d|\s\(\d|{_AND_OTHERS})",
            re.IGNORECASE,
        )
        self.labels = {
            wording: _Comparator(given.get("body") or given["place"], "body" if "body" in given else "place")
            for given in listed_comparators
            for wording in given.get("labels", ())
        }

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, world: Lexicon) -> _Known:
        return cls(world)


class Areas:
    """Finds the places named in the text of one part, and knows the place that the part is about."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._known = _Known.of(part.world)
        self.default = _own_place(part)
        self.declared: dict[Ref, Fact] = {}
        self._own = _own_name(self.default, part)

    def find(self, span: Span) -> list[Area]:
        """The places in ``span``, from left to right, without overlaps."""
        found = [*self._comparators(span)]
        for area in (*self._wards(span), *self._places(span)):
            if not any(area.span.overlaps(other.span) for other in found):
                found.append(area)
        return sorted(found, key=lambda area: area.span.start)

    def named(self, span: Span) -> Area | None:
        """The place that the whole of ``span`` names, known or not, as the label of a row does."""
        bare = span.strip(" :*–-\t")
        short = self._known.labels.get(_folded(bare))
        if short is not None:
            return Area(bare, self._declared(short, bare), comparator=True)
        known = next((area for area in self.find(bare) if len(area.span) >= len(bare) - 4), None)
        if known is not None or not bare:
            return known
        return Area(bare, self._declare_place(bare, bare.words))

    def _comparators(self, span: Span) -> list[Area]:
        found = []
        for match in span.finditer(self._known.pattern):
            words = _folded(match.span)
            known = self._known.comparators.get(words) or self._known.labels[words]
            found.append(Area(match.span, self._declared(known, match.span), comparator=True))
        return found

    def _declared(self, known: _Comparator, span: Span) -> Ref:
        ref = body_ref(known.name, self.part) if known.kind == "body" else place_ref(known.name, self.part.world, part=self.part)
        if ref not in self.declared and known.kind == "body":
            self.declared[ref] = Body(ref=ref, name=known.name, evidence=(span,))
        elif known.kind == "place" and ref not in self.declared and self.part.world.places.get(ref) is None:
            self.declared[ref] = Place(ref=ref, name=known.name, evidence=(span,))
        return ref

    def _wards(self, span: Span) -> list[Area]:
        found = []
        for match in span.finditer(_WARD):
            name = match.group("name")
            lead = name.match(_LEADING)
            name = name[len(lead.span) :] if lead else name
            found.append(Area(name.to(match.span[-1:]), self._declare_place(name, name.words)))
        return found

    def _places(self, span: Span) -> list[Area]:
        found = []
        if self._own is not None and self.default is not None:
            found += [Area(match.span, self.default) for match in span.finditer(self._own)]
        text = str(span)
        for mention in places_here(self.part).find(span):
            before, end = text[: mention.span.start - span.start][-1:], mention.span.end - span.start
            whole = before != "-" and not re.match(r"-\w", text[end : end + 2])  # no piece of "Tees-wide"
            if whole and str(mention.span)[0].isupper() and not _NAME_GOES_ON.match(text, end):
                found.append(Area(mention.span, self._declare_place(mention.span, mention.span.words)))
        return found

    def _declare_place(self, span: Span, name: str) -> Ref:
        ref = place_ref(name, self.part.world, part=self.part)
        if ref not in self.declared and self.part.world.places.get(ref) is None:
            self.declared[ref] = Place(ref=ref, name=authority_name(name), evidence=(span,))
        return ref


def _own_name(place: Ref | None, part: Part) -> re.Pattern[str] | None:
    """The name of the part's own place in a text, where it is no known one."""
    if place is None or place.kind != "place" or part.world.places.get(place) is not None:
        return None
    words = r"[\s-]".join(re.escape(word) for word in place.slug.split("-"))
    return re.compile(
        rf"\b(?=[A-Z])(?i:{words})\b(?!\s(?!Ward\b|Council\b|Borough\b|City\b|County\b|District\b|Metropolitan\b)[A-Z])"
    )


def _folded(span: Span) -> str:
    return re.sub(r"[\u2010-\u2014]", "-", span.words.lower().replace("’", "'").replace("&", "and"))


def _own_place(part: Part) -> Ref | None:
    """The place that the part is about; for a council, its area."""
    if part.header.place is not None or part.header.about is None:
        return part.header.place
    known = part.world.bodies.get(part.header.about)
    if known is None:
        return place_ref(part.header.about.slug.removesuffix("-council").replace("-", " ").title(), part.world, part.issued)
    if (area := register(part.world).area(known.ref, part.issued)) is not None:
        return area
    kind, _, rest = known.one("place").partition("/")
    return Ref(kind, rest) if rest else place_ref(authority_name(known.label), part.world, part.issued)
