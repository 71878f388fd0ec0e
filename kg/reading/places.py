"""Places: known ones by name and date, wards and areas by the form of their names, buildings and towns of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.facts import Fact, Place, Ref, slug
from kg.lexicon import Entry, Lexicon
from kg.reading.bodies import Sentences
from kg.reading.cover import Cover
from kg.reading.mentions import body_mentions
from kg.reading.part import Part
from kg.reading.refs import context
from kg.reading.scope import home, place_of, places_here
from kg.reading.structure import blocks_of
from kg.text import Match, Span

MOST_EVIDENCE = 3
_NAME = r"[A-Z][\w’'-]*(?:\s(?:and\s|&\s|of\s|upon\s)?[A-Z][\w’'-]*){0,3}"
_WARD = re.compile(r"(?<=\s)[Ww]ards?\b")
_FAR = 120
_POSTCODE = re.compile(
    r"(?<![\w-])(?P<town>[A-Z][A-Za-z-]{2,24}(?:[ ](?:upon|on|of|the|[A-Z][A-Za-z-]+)){0,3})[,]?\s{1,4}(?P<code>[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2})\b"
)
_AREA_CODE = re.compile(r"\b(?P<code>[A-Z]{1,2}\d{1,2})\s(?=area|postcode|district)")
_QUOTED = re.compile(r"(?<!\w)[‘'“\"](?P<name>[A-Z][\w -]{2,40})[’'”\"](?!\w)")
_TITLE_BEFORE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Councillors|Sir|Lord|Lady|Father|Rev|[A-Z])\.?\s|[A-Z][a-z]+\s)$"
)
_PREPOSITION = re.compile(
    r"(?:\b(?:in|of|from|across|to|for|with|and|or|at|near|around|within|between|outside|the|is|like|as|by|than|that|authorities|DCS|DCS,)|[,(•\t|])\s{0,3}$"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in the text where a place is named, and which place it is. ``kind`` is a subclass of los:Place."""

    span: Span
    ref: Ref
    kind: str


def places(part: Part) -> Iterator[Fact]:
    """One Place fact for each place that the part names; the evidence is the sentence of its first namings."""
    by_ref: dict[Ref, list[PlaceMention]] = {}
    for mention in place_mentions(part):
        by_ref.setdefault(mention.ref, []).append(mention)
    sentences = Sentences(blocks_of(part))
    for ref, mentions in by_ref.items():
        evidence = dict.fromkeys(sentences.around(mention.span) for mention in mentions[:20])
        yield Place(ref=ref, name=mentions[0].span.words, kind=mentions[0].kind, evidence=tuple(evidence)[:MOST_EVIDENCE])


@lru_cache(maxsize=4)
def place_mentions(part: Part) -> tuple[PlaceMention, ...]:
    """Every naming of a place in the part, in order and without overlaps; none inside the name of a body or person."""
    bodies = Cover(mention.span for mention in body_mentions(part))
    found: list[PlaceMention] = []
    for block in blocks_of(part):
        text = block.text or block.span
        made = [*_by_form(text, part), *_wards(text, part), *_known(text, part)]
        kept: dict[Span, PlaceMention] = {}
        cover = Cover()
        for mention in made:  # forms go first: "East Leeds" before "Leeds"
            # the name of an area may mean its council too; any other name of a body is no place
            inside = any(span != mention.span or mention.kind != "LocalAuthorityArea" for span in bodies.over(mention.span))
            if not inside and cover.add(mention.span):
                kept[mention.span] = mention
        found += [kept[span] for span in cover]
    return tuple(found)


def _words(world: Lexicon, key: str) -> frozenset[str]:
    return frozenset(cast("Iterable[str]", world.tables.get("places", {}).get(key, ())))


def _kind(entry: Entry) -> str:
    return entry.one("kind").removeprefix("def/") or "Place"


def _known(text: Span, part: Part) -> Iterator[PlaceMention]:
    """Known places in a place sense, each as the one that was valid on the date of the part."""
    ordinary, guarded, english = (_words(part.world, key) for key in ("ordinary", "guarded", "english"))
    here = home(part)
    quoted = [found.group("name") for found in text.finditer(_QUOTED)]
    named = [(mention.span, mention.entry) for mention in places_here(part).find(text)]
    named += [(name, entry) for name in quoted if (entry := places_here(part).match(name)) is not None]
    wards: list[PlaceMention] = []
    doubtful: list[PlaceMention] = []
    for span, entry in named:
        before, after = str(text[: span.start - text.start])[-25:], str(text[span.end - text.start :])[:12]
        kind = _kind(entry)
        own = entry.ref.slug in here
        unsupported = _PREPOSITION.search(before) is None
        guards = span.words in english or (span.words in guarded and bool(before.strip()))
        if not own and (_person(before, after) or (guards and unsupported)):
            continue
        ref = place_of(span.words, part.world, part.issued, here)
        if ref is None:
            ref = Ref("place", slug(context(part), span.words)) if kind == "Ward" else entry.ref
            kind = "Place" if kind == "Ward" else kind
        made = PlaceMention(span, ref, kind)
        if kind == "Ward" and span.words in ordinary:
            doubtful.append(made)
            continue
        if kind == "Ward":
            wards.append(made)
        yield made
    sure = Cover(made.span for made in wards)
    for made in doubtful:
        beside = any(re.fullmatch(r",?\s(?:and|or)\s|,\s", _between(text, made.span, other)) for other in sure.beside(made.span))
        if beside or re.match(r"\s[Ww]ards?\b", str(text[made.span.end - text.start :])):
            yield made


def _between(text: Span, one: Span, other: Span) -> str:
    first, second = (one, other) if one.start < other.start else (other, one)
    return str(text[first.end - text.start : second.start - text.start]) if second.start - first.end < 10 else "-"


def _person(before: str, after: str) -> bool:
    """Whether the words around a name make it one of a person: a title, initial or first name before, a surname after."""
    if re.match(r"\s[A-Z][a-z]+(?:\s(?:DCS|CBE|OBE))?", after) and not re.match(
        r"\s(?:Ward|Wards|Borough|Council|City|County|Town|Local|Children|Safeguarding|Average|Total|Road|Police|The|DCS)", after
    ):
        return re.search(r"(?:Cllr|Councillors?|Mr|Mrs|Ms|Dr)\.?\s$", before) is not None
    found = _TITLE_BEFORE.search(before)
    if found is None:
        return False
    word = found.group().strip(" .")
    return len(word) == 1 or word in (
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Dr",
        "Cllr",
        "Councillor",
        "Councillors",
        "Sir",
        "Lord",
        "Lady",
        "Father",
        "Rev",
    )


def _wards(text: Span, part: Part) -> Iterator[PlaceMention]:
    """Names before "ward" or "wards": known ones of the date, else wards of the area by their printed names."""
    for match in text.finditer(_WARD):
        for name in _names_before(match):
            ref = place_of(name.words, part.world, part.issued, home(part))
            entry = part.world.places.get(ref) if ref is not None else None
            if entry is not None and _kind(entry) == "Ward" and ref is not None:
                yield PlaceMention(name, ref, "Ward")
            elif entry is None:
                yield PlaceMention(name, Ref("place", slug(context(part), name.words) or "unnamed"), "Ward")


def _names_before(match: Match) -> Iterator[Span]:
    """The capitalised names that stand before "ward", or those of the list before "wards"."""
    window = match.before[-_FAR:] if len(match.before) > _FAR else match.before
    words = [found.span for found in window.finditer(r"[^\s,]+|,")]
    first = len(words)
    while first > 0 and (str(words[first - 1])[0].isupper() or str(words[first - 1]) in ("and", "&", "of", "upon", ",")):
        if str(words[first - 1])[-1] in ".;:!?":
            break
        first -= 1
    while first < len(words) and not str(words[first])[0].isupper():
        first += 1
    if first == len(words) or str(words[-1]) in ("and", "&", "of", "upon", ","):
        return
    listed = words[first].to(words[-1])
    if str(match.span).endswith("d") and "," not in str(listed):  # one ward may have a name of two: "Gipton and Harehills ward"
        whole = _without_opener(listed.strip())
        if whole:
            yield whole
        return
    names = listed.split(r",\s{0,3}(?:and\s)?|\sand\s(?=[A-Z])")
    for printed in names if str(match.span).endswith("s") else names[-1:]:
        name = _without_opener(printed.strip())
        if name and len(name.words.split()) < 6:
            yield name


def _without_opener(name: Span) -> Span:
    """The name without an article or preposition that opens a sentence ("The Kelby Ward")."""
    found = name.match(r"(?:The|In|When|This|Each|All|Both|Our|For|Of|At|From|Every|Most|Many|Some|Which|Any|No)\b\s*")
    return found.after if found is not None else name


def _by_form(text: Span, part: Part) -> Iterator[PlaceMention]:
    """Areas, buildings, centres and towns by form: "the TS1 area", "East Leeds", "Town Hall", "Manchester M1 2WD"."""
    area = context(part)

    def local(span: Span) -> PlaceMention:
        name = slug(span.words)
        return PlaceMention(span, Ref("place", name if area and area in name else slug(area, name)), "Place")

    for match in text.finditer(_AREA_CODE):
        yield local(match.group("code"))
    for match in text.finditer(_listed(part.world, "buildings", "centres")):
        yield local(match.span)
    for match in text.finditer(_pointed(part.world)):
        yield from _pointed_place(match, part, local(match.span))
    for match in text.finditer(_POSTCODE):
        town = match.group("town")
        before = str(text[: town.start - text.start])
        words = town.words.split()
        named = any(place_of(" ".join(words[first:]), part.world) is not None for first in range(len(words)))
        if not named and (not before.strip() or before.rstrip(" ")[-1:] in ",\n") and len(words) < 4:
            yield PlaceMention(town, Ref("place", slug(town.words)), "Place")
    for match in text.finditer(_localities(part.world)):
        for name in match.group("names").split(r",\s(?:and\s)?|\sand\s"):
            if name and place_of(name.words, part.world, part.issued, home(part)) is None:
                yield local(name)
    yield from (
        local(match.group("name")) for match in text.finditer(_area_pattern(part.world)) if _is_area(match.group("name"), part)
    )


def _pointed_place(match: Match, part: Part, local: PlaceMention) -> Iterator[PlaceMention]:
    """A point of the compass before a known place ("East Leeds"): a place of its own, or a known one ("N Yorkshire")."""
    here = home(part)
    if place_of(match.span.words, part.world, part.issued, here) is not None:
        return  # a known place that is found by its name
    whole = re.sub(r"^([NSEW])\s", lambda found: _COMPASS[found.group(1)] + " ", match.span.words)
    spelled = place_of(whole, part.world, part.issued, here)
    entry = part.world.places.get(spelled) if spelled is not None else None
    if spelled is not None and entry is not None:
        yield PlaceMention(match.span, spelled, _kind(entry))
    elif place_of(match.group("name").words, part.world, part.issued, here) is not None:
        yield local


_COMPASS = {"N": "North", "S": "South", "E": "East", "W": "West"}


@lru_cache(maxsize=8)
def _listed(world: Lexicon, *keys: str) -> re.Pattern[str]:
    names = sorted((re.escape(name) for key in keys for name in _words(world, key)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)" if names else r"(?!)")


@lru_cache(maxsize=8)
def _pointed(world: Lexicon) -> re.Pattern[str]:
    points = sorted((re.escape(name) for name in _words(world, "points")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(points)})\s(?P<name>{_NAME})" if points else r"(?!)")


@lru_cache(maxsize=8)
def _localities(world: Lexicon) -> re.Pattern[str]:
    before = "|".join(sorted(re.escape(word) for word in _words(world, "localities")))
    name = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}"
    return re.compile(
        rf"\b(?:{before})\s(?:in|of|at)\s(?P<names>{name}(?:(?:,\s|\sand\s|,\sand\s){name}){{0,5}})" if before else r"(?!)"
    )


@lru_cache(maxsize=8)
def _area_pattern(world: Lexicon) -> re.Pattern[str]:
    ends = "|".join(sorted(re.escape(word) for word in _words(world, "areas")))
    return re.compile(rf"(?<=the\s)(?P<name>{_NAME})\s(?:{ends})\b" if ends else r"(?!)")


def _is_area(name: Span, part: Part) -> bool:
    words = name.words
    return (
        words.split()[0] not in _words(part.world, "no_area")
        and words not in _words(part.world, "no_area")
        and not words.isupper()
        and (place_of(words, part.world, None, home(part)) is None)
    )
