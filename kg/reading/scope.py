"""Which of the known bodies and places a part can mean: the national ones, and those of the place that it is about.

A body or ward with a place is one of that place. A wording of it that names a place itself ("Leeds City Council") means it
anywhere; any other ("the Improvement Board") only in a part about its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from kg.dates import When
from kg.facts import Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.reading.part import Draft, Part
from kg.text import Document


def home(part: Draft) -> frozenset[str]:
    """The slugs of the places that a part is about: that of its header, and that of the body it is about."""
    if not isinstance(part, Part):
        return frozenset()
    places = {part.place.slug} if part.place is not None else set()
    if part.header.about is not None and (about := part.world.bodies.get(part.header.about)) is not None:
        places |= {value.removeprefix("place/") for value in about.data.get("place", ())}
    return frozenset(places)


def bodies_here(part: Draft) -> Vocabulary:
    """The known bodies that the part can mean, with the wordings that can mean them there."""
    return _bodies(part.world, home(part))


def places_here(part: Draft) -> Vocabulary:
    """The known places that the part can mean: all but the wards of other places."""
    return _places(part.world, home(part))


@lru_cache(maxsize=16)
def _bodies(world: Lexicon, here: frozenset[str]) -> Vocabulary:
    entries = []
    for entry in world.bodies.entries:
        its = {value.removeprefix("place/") for value in entry.data.get("place", ())}
        if not its or its & here:
            entries.append(entry)
        elif wordings := tuple(words for words in entry.wordings if _names_a_place(words, world)):
            entries.append(Entry(entry.name, entry.label, wordings, entry.data))
    return Vocabulary(entries, cased=True)


def _names_a_place(words: str, world: Lexicon) -> bool:
    wide = (mention.entry for mention in world.places.find(Document.from_text(words).span))
    return any("Ward" not in entry.data.get("kind", ()) for entry in wide)


@lru_cache(maxsize=16)
def _places(world: Lexicon, here: frozenset[str]) -> Vocabulary:
    entries = []
    for entry in world.places.entries:
        if "Ward" in entry.data.get("kind", ()) and not _within(entry) & here:
            continue
        wordings = tuple(words for words in entry.wordings if folded(words) not in shared_names(world) or near(entry, here, world))
        entries.append(entry if wordings == entry.wordings else Entry(entry.name, entry.label, wordings, entry.data))
    return Vocabulary(entries, cased=True)


def _within(entry: Entry) -> set[str]:
    return {one.removeprefix("place/") for one in entry.data.get("within", ())}


@lru_cache(maxsize=8)
def shared_names(world: Lexicon) -> frozenset[str]:
    """The names, folded, that towns of several regions share: one means the known place only in a document of its region."""
    return frozenset(folded(words) for words in cast("Iterable[str]", world.tables.get("places", {}).get("shared", ())))


def near(entry: Entry, here: frozenset[str], world: Lexicon) -> bool:
    """Whether a known place lies in what one of the places ``here`` lies in too, beneath the whole country."""
    seen: set[str] = set()
    wide = set(here)
    while wide:
        seen |= wide
        known = [place for slug in wide if (place := world.places.get(Ref("place", slug))) is not None]
        wide = {slug for place in known if "Region" not in place.data.get("kind", ()) for slug in _within(place)} - seen
    return entry.ref.slug in seen or bool(_within(entry) & seen)


def known_body(words: str, part: Draft) -> Entry | None:
    """The known body that ``words`` name in the part, in their own case or in any; None where not just one fits."""
    here = bodies_here(part)
    folded = " ".join(words.replace("’", "'").replace("&", "and").split())
    exact, loose = _spelled(here)
    return exact.get(folded) or loose.get(folded.casefold())


@lru_cache(maxsize=16)
def _spelled(here: Vocabulary) -> tuple[dict[str, Entry | None], dict[str, Entry | None]]:
    """Entries by their wordings, exact and in any case; None where two share one."""
    exact: dict[str, Entry | None] = {}
    loose: dict[str, Entry | None] = {}
    for entry in here.entries:
        for words in entry.wordings:
            folded = " ".join(words.replace("’", "'").replace("&", "and").split())
            for table, key in ((exact, folded), (loose, folded.casefold())):
                table[key] = entry if table.get(key, entry) is entry else None
    return exact, loose


def folded(words: str) -> str:
    """The words as names of places are compared: without case, one form of apostrophe, "and" for "&"."""
    return " ".join(words.replace("’", "'").replace("&", "and").split()).casefold()


_DAY = len("2015-12-17")


def valid_on(entry: Entry, when: When | None) -> bool:
    """Whether a known place was valid on a date; where no date is given, whether nothing has succeeded it."""
    since, until = entry.one("from"), entry.one("until")
    if when is None or when.latest is None or when.earliest is None:
        return not until and not entry.one("succeededBy")
    if not since and not until and entry.one("succeededBy"):
        return False  # superseded, on a date that nobody gives
    first = when.earliest.isoformat()[: len(until)]
    ended = bool(until) and (first > until or (first == until and len(until) < _DAY))  # a year of change is the later one's
    return not ended and (not since or since <= when.latest.isoformat()[: len(since)])


def place_of(words: str, world: Lexicon, when: When | None = None, here: frozenset[str] | None = None) -> Ref | None:
    """The known place of that name that was valid on the date. ``here`` (see :func:`home`) leaves out wards of other places."""
    name = folded(words)
    named = [
        entry
        for entry in _by_place_name(world).get(name, ())
        if here is None
        or (
            ("Ward" not in entry.data.get("kind", ()) or _within(entry) & here)
            and (name not in shared_names(world) or near(entry, here, world))
        )
    ]
    valid = [entry for entry in named if valid_on(entry, when)] or [entry for entry in named if when is None]
    return valid[0].ref if len(valid) == 1 else None


@lru_cache(maxsize=16)
def _by_place_name(world: Lexicon) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in world.places.entries:
        for words in dict.fromkeys(folded(words) for words in (entry.label, *entry.wordings)):
            found.setdefault(words, []).append(entry)
    return found
