"""One person whose surname documents of one council spell in two ways.

Two names are one person's where the surnames differ in one slip or sound alike, the given names or initials and the titles go together,
and something else says that it is one: the same full given name, a role that both have in one body, a letter to the one that greets the
other. Whoever is printed beside the other in a list or a sentence is somebody else; so is a councillor of the other spelling who sits
on the same body at the same time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from kg.checks.crossing import Crossing, Pair, by_council, crossing
from kg.checks.misdates import sentence_around
from kg.checks.namesakes import one_slip
from kg.facts import Membership, Participation, Person, Ref, slug
from kg.reading.part import Part
from kg.text import Span

LONG, RARE, SELDOM = 5, 8, 10  # letters of a surname in which a slip shows, and of one that few people have, or hardly anybody
_LOOKED_AT = 12  # places of a name
ALIKE = 0.75  # of the letters of two surnames after the same full given name
_SURNAME = r"[A-Z][a-z]*(?:[’'][A-Z][a-z]+)?(?:-[A-Z][a-z]+)?"
_TITLE = r"Mr|Mrs|Ms|Miss|Dr|Dame|Sir|Professor|Cllr|Councillors?|Cllrs|Superintendent|Canon|Rev"
_TITLED = re.compile(
    rf"(?P<dear>\bDear\s)?\b(?P<title>{_TITLE})\.?[ \n](?:(?P<given>[A-Z][a-z]{{2,14}})[ \n]|(?P<initial>[A-Z])\.?[ \n])?(?P<last>{_SURNAME})(?![\w’'-])"
)
_GENERAL = {"councillor", "member", "officer"}
_NEXT_NAME = re.compile(r"(?:[,;]|\band)\s(?:[A-Z]\.?|[A-Z][a-z]+)\s[A-Z][a-z]+(?=\s\(|,)")
_WOMEN, _COUNCIL = {"mrs", "ms", "miss", "dame"}, {"cllr", "cllrs", "councillor", "councillors"}
_SOUNDS = (("ck", "k"), ("ea", "ee"), ("ie", "y"), ("ph", "f"), ("z", "s"), ("y", "i"))


@dataclass
class _Name:
    """A name as one document prints it: the surname, what stands before it, the roles of whoever has it, and where."""

    part: Part
    given: str
    last: str
    at: Span
    titles: set[str] = field(default_factory=set)
    roles: set[tuple[str, Ref | None]] = field(default_factory=set)
    greeted: bool = False
    area: str = ""  # that the people of a rule's comparison have in common; none for who is only greeted or mentioned
    spans: list[Span] = field(default_factory=list)


def surnames(pairs: Iterable[Pair]) -> Iterator[Crossing]:
    """The pairs of spellings, each once."""
    pairs = list(pairs)
    for parts in by_council(pairs).values():
        names = _names([(part, fact) for part, fact in pairs if part.slug in parts], parts.values())
        seen: set[frozenset[str]] = set()
        by_start: dict[str, list[_Name]] = defaultdict(list)
        for name in names:
            by_start[name.last[0]].append(name)
        for alike in by_start.values():
            for at, one in enumerate(alike):
                for two in alike[at + 1 :]:
                    key = frozenset((one.last, two.last))
                    if len(key) == 2 and key not in seen and _one_person(one, two, alike):
                        seen.add(key)
                        yield _told(one, two)


def _names(pairs: list[Pair], parts: Iterable[Part]) -> list[_Name]:
    roles: dict[tuple[str, Ref], set[tuple[str, Ref | None]]] = defaultdict(set)
    for part, fact in pairs:
        if isinstance(fact, Membership):
            roles[part.slug, fact.person].add((fact.role.name, fact.body))
        elif isinstance(fact, Participation) and fact.capacity.name not in (
            "apologies",
            "member",
            "officer",
            "addressee",
            "signatory",
        ):
            roles[part.slug, fact.participant].add((fact.capacity.name, None))
    made: dict[tuple[str, str, str], _Name] = {}
    for part, fact in pairs:
        if isinstance(fact, Person) and len(words := re.sub(rf"^(?:(?:{_TITLE})\.?\s)+", "", fact.name).split()) < 4:
            first, last = words[0] if len(words) > 1 else "", words[-1] if words else ""
            if re.fullmatch(_SURNAME, last) and len(last) >= LONG:
                name = made.setdefault((part.slug, first, last), _Name(part, first, last, fact.evidence[0]))
                name.roles |= roles[part.slug, fact.ref]
                name.area = fact.ref.slug.removesuffix(slug(fact.name))
                name.spans.append(fact.evidence[0])
    for part in parts:
        for match in part.span.finditer(_TITLED):
            last, title = str(match.group("last")), str(match.group("title")).lower()
            given = str(match.get("given") or match.get("initial") or "")
            if len(last) < LONG:
                continue
            name = made.setdefault((part.slug, given, last), _Name(part, given, last, match.span))
            name.titles.add(title)
            name.greeted = name.greeted or match.has("dear")
            name.spans.append(match.span)
    return list(made.values())


def _one_person(one: _Name, two: _Name, alike: list[_Name]) -> bool:
    """Whether two names, of which the surnames differ, can only be one person's."""
    full = one.given == two.given and len(one.given) > 2
    sound = _sound(one.last) == _sound(two.last)
    near = one_slip(one.last.lower(), two.last.lower()) or sound
    if not near and not (full and _ratio(one.last, two.last)):
        return False
    if not _together(one, two) or _beside(one, two):
        return False
    same = one.part.slug == two.part.slug
    if full and sound and one.area and one.area == two.area:
        return False  # the rule ``conflicting_names`` says so of all documents of the graph
    others = [name for name in alike if name not in (one, two)]
    if any(_printed_both(one, two, [one, two, *others])):
        return same and sound and (one.greeted or two.greeted)
    if full:
        rare = sound or min(len(one.last), len(two.last)) >= SELDOM
        return _shared(one, two) or (rare and not (_roles(one) and _roles(two)))
    if same:
        return sound and (one.greeted or two.greeted)
    if sound or (len(one.last) >= RARE and near):
        rare = sound and bool(one.given and two.given) and min(len(one.last), len(two.last)) >= RARE
        return _shared(one, two) or (rare and not (_own(one) and _own(two)))
    return False


def _ratio(one: str, two: str) -> bool:
    return (
        one[:4] == two[:4]
        and min(len(one), len(two)) >= SELDOM
        and SequenceMatcher(None, one.lower(), two.lower(), autojunk=False).ratio() >= ALIKE
    )


def _sound(last: str) -> str:
    """A surname without what its spellings differ in."""
    word = last.lower().replace("’", "").replace("'", "")
    for letters, other in _SOUNDS:
        word = word.replace(letters, other)
    word = re.sub(r"(?<=[a-z])h", "", word)
    word = re.sub(r"(.)\1", r"\1", word)
    return word.removesuffix("e")


def _together(one: _Name, two: _Name) -> bool:
    """Whether the given names, initials and titles of two names can be one person's."""
    if one.given and two.given:
        short = min(len(one.given), len(two.given)) == 1
        if one.given[0] != two.given[0] or (not short and one.given != two.given):
            return False
    a, b = one.titles - {"dr", "professor"}, two.titles - {"dr", "professor"}
    if a & _COUNCIL and b and not b & _COUNCIL:
        return bool(b & _WOMEN) or "mr" in b
    return not ((a & _WOMEN and b & {"mr", "sir"}) or (b & _WOMEN and a & {"mr", "sir"}))


def _beside(one: _Name, two: _Name) -> bool:
    """Whether a line prints both."""
    return any(
        a.document is b.document
        and abs(a.start - b.start) < 400
        and "\n\n" not in a.document.text[min(a.end, b.end) : max(a.start, b.start)]
        for a in one.spans[:_LOOKED_AT]
        for b in two.spans[:_LOOKED_AT]
    )


def _printed_both(one: _Name, two: _Name, names: list[_Name]) -> Iterator[bool]:
    """True for each document that prints both spellings."""
    documents: dict[str, set[str]] = defaultdict(set)
    for name in names:
        documents[name.part.slug].add(name.last)
    yield from (True for lasts in documents.values() if {one.last, two.last} <= lasts)


def _roles(name: _Name) -> set[tuple[str, Ref | None]]:
    """The roles that are known of a name, else those that stand beside it."""
    if name.roles:
        return name.roles
    line = sentence_around(name.part.span.document)(name.at)
    near = Span(line.document, max(line.start, name.at.start - 40), min(line.end, name.at.end + 60))
    if (following := _NEXT_NAME.search(str(near), name.at.end - near.start)) is not None:
        near = near[: following.start()]  # the role after the next name is not of this one
    return {(mention.entry.concept.name, None) for mention in name.part.world.find("role", near)}


def _own(name: _Name) -> set[str]:
    """The roles of a name that few have."""
    return {role for role, _ in _roles(name)} - _GENERAL


def _shared(one: _Name, two: _Name) -> bool:
    """Whether both have one role, in one body where the bodies are known."""
    for role, body in _roles(one):
        for role2, body2 in _roles(two):
            kin = (
                role.removeprefix("independent-") == role2.removeprefix("independent-")
                or {role.split("-")[0], role2.split("-")[0]} == {"director"}
                or {role[-9:], role2[-9:]} == {"inspector"}
            )
            if kin and role not in _GENERAL and (body is None or body2 is None or body == body2):
                return True
    return False


def _told(one: _Name, two: _Name) -> Crossing:
    first, second = sorted((one, two), key=lambda name: len(name.spans))
    around = [sentence_around(name.part.span.document)(name.at) for name in (first, second)]
    names = [" ".join(filter(None, (name.given, name.last))) for name in (first, second)]
    return crossing(
        "conflicting-names",
        (first.part, around[0]),
        (second.part, around[1]),
        (names[0], names[1]),
        f"The names “{names[0]}” and “{names[1]}” are printed for what seems to be one person.",
        "doubtful",
    )
