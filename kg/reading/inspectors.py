"""Who inspected: the team lists of reports ("Lead inspector: …") and the sentences and signatures of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.dates import When
from kg.facts import Fact, Membership, Participation, Person, Ref
from kg.lexicon import Lexicon
from kg.reading.chapters import folded, table
from kg.reading.names import INITIALS, WORD, find_names
from kg.reading.refs import person_ref
from kg.text import Span

_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Prof|Professor)\.?\s+)?"
_NAME = re.compile(
    rf"{_TITLE}(?P<name>(?:{WORD}|{INITIALS})(?:\s+(?:(?:de|der|den|van|von|la|le|al|bin|ap|ab)\s+){{0,2}}(?:{WORD}|{INITIALS})){{1,3}})"
)
_BETWEEN = re.compile(r"\s*[,;/&]\s*(?:and\s+)?|\s+and\s+|\n\s*\n\s*|\s{4,}|\s+[–-]\s+")
_STOPS = re.compile(r"\d{1,3}|(?:key\s)?judgement.*|grade|report published.*", re.IGNORECASE)
_MOST_LINES = 8


@dataclass(frozen=True)
class Inspector:
    """A person of an inspection team: the name as printed, its capacity (of scheme ``capacity``) and what is printed of it.

    ``post`` is what follows the name ("Her Majesty's Inspector"), where something does.
    """

    name: Span
    capacity: str
    printed: str
    evidence: tuple[Span, ...]
    post: str = ""


@dataclass(frozen=True, eq=False)
class _Words:
    labels: re.Pattern[str]
    capacities: dict[str, str]
    after: re.Pattern[str]
    titled: re.Pattern[str]
    post: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(world: Lexicon) -> _Words:
    team = table(world)["team"]
    capacities = {folded(wording): capacity for capacity, listed in team.items() if capacity != "after_names" for wording in listed}
    labels = "|".join(_loose(wording) for wording in sorted(capacities, key=len, reverse=True))
    after = "|".join(_loose(wording) for wording in sorted(team["after_names"], key=len, reverse=True))
    return _Words(
        re.compile(
            rf"^[ \t*•#–-]{{0,8}}(?P<label>{labels})(?P<colon>[ \t]*[*]{{0,2}}[:–][*]{{0,2}}[ \t]*|[ \t]+(?=[A-Z])|[ \t]*$)"
            rf"|(?<=[ \t])(?P<beside>{labels})[ \t]*:[ \t]*",
            re.IGNORECASE | re.MULTILINE,
        ),
        capacities,
        re.compile(rf"[\s,]*(?:(?<=[\s,(*])|^)(?:{after})[\s.]*$", re.IGNORECASE),
        re.compile(rf"[\s,(]{{1,3}}(?P<what>{after})(?!\w)", re.IGNORECASE),
        re.compile(rf",?\s{{1,80}}(?P<post>{after})(?!\w)", re.IGNORECASE),
    )


def _loose(wording: str) -> str:
    return re.sub(r"'", "[’'‘]", re.escape(wording).replace(r"\ ", r"\s+"))


def names(span: Span, world: Lexicon, *, several: bool = False) -> list[Span]:
    """The names in a list of people ("A B HMI, C D and E F (OI)"), without what is printed after them.

    ``several``: each name may have a line of its own.
    """
    if several and "\n" in str(span):
        alone = [name for line in span.lines() for name in names(line, world)]
        joined = names(span, world)
        return alone if len(alone) > len(joined) else joined
    made = []
    for piece in span.split(_BETWEEN):
        noted = piece.search(r"\s*\([^()]{1,60}\)\W*$")
        bare = _bare((piece if noted is None else noted.before).strip(), world)
        found = bare.fullmatch(_NAME)
        if found is not None:
            made.append(found.group("name"))
    return made


def _bare(piece: Span, world: Lexicon) -> Span:
    after = _words(world).after
    for _ in range(3):
        found = piece.search(after)
        if found is None:
            return piece.strip(" .*")
        piece = found.before.strip(" ,.*\n\t")
    return piece


def team(span: Span, world: Lexicon) -> Iterator[Inspector]:
    """The people in a list of labels and names, whatever its line breaks."""
    known = _words(world)
    labels = list(span.finditer(known.labels))
    for index, found in enumerate(labels):
        stop = labels[index + 1].span.start if index + 1 < len(labels) else span.end
        label = found.get("label") or found.group("beside")
        several = label.words.lower().endswith(("s", "(s)"))
        value = _value(Span(span.document, found.span.end, max(found.span.end, stop)), world, several=several)
        for name in names(value, world, several=several) if value is not None else ():
            post = Span(span.document, name.end, value.end if value is not None else name.end).match(known.post)
            evidence = label.to(name if post is None else post.group("post"))
            words = post.group("post").words if post is not None else ""
            yield Inspector(name, known.capacities[folded(label.words)], label.words, (evidence,), words)


def _value(span: Span, world: Lexicon, *, several: bool) -> Span | None:
    """The lines after a label that go on with its names."""
    taken: Span | None = None
    fresh = False
    for line in span.lines()[: _MOST_LINES + 4]:
        bare = line.strip()
        if not bare:
            fresh = taken is not None
            continue
        goes_on = taken is not None and taken.search(r"(?:[,;&]|\band)$") is not None
        apart = fresh and not (several and names(bare, world))
        if (
            (apart and not goes_on)
            or bare.fullmatch(_STOPS)
            or (taken is not None and not _goes_on(taken, bare, world, several=several))
        ):
            break
        taken = taken.to(bare) if taken is not None else bare
    return taken


def _goes_on(taken: Span, line: Span, world: Lexicon, *, several: bool) -> bool:
    if taken.search(r"(?:[,;/&]|\band)$"):
        return True
    if not _bare(line, world):
        return True
    before, after = names(taken, world, several=several), names(taken.to(line), world, several=several)
    return len(line) < 90 and bool(after) and len(after) >= len(before)


def in_sentence(span: Span, world: Lexicon) -> Iterator[Inspector]:
    """The inspectors that a letter names: "Her Majesty's Inspectors were A B and C D", "was carried out by HM Inspectors, A B and C D"."""
    for found in sorted(
        [one for form in (_WERE, _BY, _NAMED, _TEAM) for one in span.finditer(form)], key=lambda one: one.span.start
    ):
        who, listed = found.group("who"), found.group("names")
        all_lead = who.search(r"\blead\b.*\bInspector$", re.IGNORECASE) is not None
        found_names = names(listed, world)
        others = [one.bare for one in find_names(listed, world) if not any(one.bare.overlaps(name) for name in found_names)]
        for name in sorted([*found_names, *others], key=lambda one: one.start):
            leads = all_lead or listed[name.end - listed.start :].match(_LEADS) is not None
            titled = listed[name.end - listed.start :].match(_words(world).titled)
            printed = titled.group("what").words if titled is not None else who.words if found.has("who") else ""
            yield Inspector(name, "lead-inspector" if leads else "inspector", printed, (found.span,))


_LEADS = re.compile(r"\s?[,(–-]\s?(?:the\s|as\s)?lead(?:\sinspector)?\b(?!\w|\sfor)", re.IGNORECASE)
_MAJESTY = r"(?:Her|His)\s+Majesty[’']s\s+|HM\s+|Ofsted\s+|lead\s+|social\s+care\s+|education\s+|the\s+"
_DOT = r"(?<=[\s.][A-Z])\.|(?<=\b[DM][rs])\.|(?<=\bMrs)\."  # of an initial or a title
_NAMES = (
    rf"(?P<names>[A-Z](?:[^.:;]|{_DOT}){{3,200}}?)(?=(?<![\s.][A-Z])(?<!\b[DM][rs])(?<!\bMrs)[.;]\s|(?<![\s.][A-Z])[.;]?$|\n\s*\n)"
)
_WERE = re.compile(
    rf"(?P<who>(?:{_MAJESTY}){{0,5}}Inspectors?)(?:\s+(?:for|on|who\s+carried\s+out|undertaking|conducting)\s+(?:this|the)\s+(?:monitoring\s+|focused\s+|assurance\s+)?visit)?"
    rf"\s+(?:was|were)\s+{_NAMES}",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?:visit|inspection|team)\b[^.;:]{{0,60}}?\b(?:carried\s+out|undertaken|conducted|made|led)\s+by\s+(?:\w+\s+of\s+)?(?P<who>(?:{_MAJESTY}){{1,4}}Inspectors?)\s?[,:–-]\s?{_NAMES}",
    re.IGNORECASE,
)
_NAMED = re.compile(  # the names come first: "was carried out by A B, His Majesty's Inspector, and C D HMI"
    rf"\b(?:visit|inspection|team)\b[^.;:]{{0,60}}?\b(?P<who>carried\s+out|undertaken|conducted|led)\s+by\s+(?=[A-Z][^.;:]{{3,60}}?\b(?:HMI|Majesty[’']s\s+Inspectors?)\b){_NAMES}",
)
_TEAM = re.compile(
    rf"\b(?P<who>inspection\s+team|team\s+of\s+inspectors)\s+(?:was|were|comprised|included|consisted\s+of|was\s+made\s+up\s+of)\s*:?\s*{_NAMES}",
    re.IGNORECASE,
)
TEAM_LINE = re.compile(
    r"^[^\n]{0,80}\binspection\s+team\s+(?:was|were|comprised|included|consisted)\b[^\n]{1,400}", re.IGNORECASE | re.MULTILINE
)


def signature(span: Span, world: Lexicon) -> Iterator[Inspector]:
    """Who signed: a name, and on the same or the next line what it is of an inspectorate."""
    lines = [line.strip(" *\t") for line in span.lines() if line.strip(" *\t")][:6]
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        bare = _bare(line.strip(" *,"), world)
        name = bare.strip(" *,").fullmatch(_NAME)
        if name is None:
            continue
        if len(bare.strip(" *,")) < len(line.strip(" *,")):
            yield Inspector(name.group("name"), "signatory", line[bare.end - line.start :].strip(" *,").words, (line,))
        elif below is not None and not _bare(below.strip(" *,"), world):
            yield Inspector(name.group("name"), "signatory", below.strip(" *,").words, (line.to(below),))


def facts(found: Iterator[Inspector], event: Ref, inspectorate: Ref, on: When | None, world: Lexicon) -> Iterator[Fact]:
    """Person, participation and membership of each inspector; ``on`` is the date on which the text shows them in the role."""
    for one in found:
        name = re.sub(r"-\s", "-", one.name.words)
        person = person_ref(name, inspectorate.slug)
        yield Person(ref=person, name=name, evidence=(one.name,))
        capacity = world.concept("capacity", one.capacity)
        yield Participation(
            event=event,
            participant=person,
            capacity=capacity,
            printed=one.printed,
            on_behalf_of=inspectorate,
            evidence=one.evidence,
        )
        role = world.scheme("role").get(type(capacity)("role", one.capacity))
        yield Membership(
            person=person,
            body=inspectorate,
            role=role.concept if role is not None else world.concept("role", "inspector"),
            printed=one.post or one.printed,
            attested_on=on,
            evidence=one.evidence,
        )
