"""The team of a joint inspection: a name and what it is of which inspectorate, often in a column for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from kg.dates import When
from kg.facts import Fact, Participation, Person, Ref
from kg.lexicon import Lexicon
from kg.reading import inspectors
from kg.reading.chapters import folded
from kg.reading.names import INITIALS, WORD
from kg.reading.refs import person_ref
from kg.reading.streams import Line, streams
from kg.text import Span

_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Prof|Professor)\.?\s+)?"
_NAME = re.compile(
    rf"{_TITLE}(?P<name>(?:{WORD}|{INITIALS})(?:[ ](?:(?:de|der|den|van|von|la|le|al|bin|ap|ab)[ ]){{0,2}}(?:{WORD}|{INITIALS})){{1,3}})"
)


@dataclass
class Member:
    """A person of the team: the name, the words printed of the role, and the inspectorate where the text tells it."""

    name: Span
    role: list[Span] = field(default_factory=list)
    inspectorate: str = ""

    @property
    def printed(self) -> str:
        """The role as printed."""
        return " ".join(one.words for one in self.role).strip(" ,()–-")

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The stretches of text that name the person and the role."""
        made = [self.name]
        for one in self.role:
            near = Span(one.document, made[-1].end, max(made[-1].end, one.start)) if one.start >= made[-1].end else None
            if near is not None and "\n" not in str(near) and len(near) < 6:
                made[-1] = made[-1].to(one)
            else:
                made.append(one)
        return tuple(made)


@dataclass(frozen=True, eq=False)
class _Words:
    role: re.Pattern[str]
    lead: re.Pattern[str]
    inspectorates: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=8)
def _words(world: Lexicon) -> _Words:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["send"])
    return _Words(
        re.compile(rf"(?:[\s,()/&–-]{{0,4}}(?<![\w’'])(?:{_any(table['team']['words'])})(?![\w’']))+[)]?", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_any(table['team']['lead'])})(?!\w)", re.IGNORECASE),
        tuple((name, re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)")) for name, words in table["inspectorates"].items()),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "[’'‘]") for word in sorted(words, key=len, reverse=True))


def team(span: Span, world: Lexicon) -> list[Member]:
    """The members of the team in ``span``, the block under the heading "Inspection team".

    An inspectorate is told by the words of the role; else by the heading of the column; else by the line above the names
    that names it, unless another one stands right by it.
    """
    made: list[Member] = []
    for lines in streams(span):
        made += _in_stream(lines, _words(world))
    return sorted(made, key=lambda one: one.name.start)


def _in_stream(lines: list[Line], known: _Words) -> Iterator[Member]:
    """The members in the lines of one column."""
    at, fresh = "", True  # the inspectorate of the heading in force; whether no name stands below it yet
    open_ones: list[Member] = []
    for line in lines:
        named = _inspectorates(line.span, known)
        if named and not (open_ones and not open_ones[-1].role):
            at = named[0] if len(named) == 1 and not (at and fresh) else ""
            yield from open_ones
            open_ones, fresh = [], True
            continue
        for name, role in _entries(line.span, known):
            if name is not None:
                shared = open_ones and not open_ones[-1].role and open_ones[-1].name.line == name.line
                if not shared:
                    yield from open_ones
                    open_ones = []
                open_ones.append(Member(name, [], at))
                fresh = False
            for one in open_ones if role is not None else ():
                one.role.append(cast("Span", role))
                one.inspectorate = _of_words(cast("Span", role), known) or one.inspectorate
    yield from open_ones


def _inspectorates(line: Span, known: _Words) -> list[str]:
    """The inspectorates that a line names, where it names nothing else: the heading of a column, or of two."""
    rest, named = line.words, []
    for name, pattern in known.inspectorates:
        if pattern.search(rest) and not re.search(r"HMI|Majesty|HM\s", rest):
            named.append(name)
            rest = pattern.sub(" ", rest)
    return named if named and re.fullmatch(r"(?:inspectors?|team|inspection|[\W_])*", rest, re.IGNORECASE) else []


def _of_words(role: Span, known: _Words) -> str:
    named = [name for name, pattern in known.inspectorates if pattern.search(role.words)]
    return named[0] if len(named) == 1 else ""


def inspectorate_of(title: str, world: Lexicon) -> Ref | None:
    """The inspectorate that the words of a title tell ("HMI", "CQC inspector"); None where they tell none or two."""
    named = [name for name, pattern in _words(world).inspectorates if pattern.search(title)]
    body = world.bodies.named(named[0]) if len(named) == 1 else None
    return body.ref if body is not None else None


def _entries(line: Span, known: _Words) -> Iterator[tuple[Span | None, Span | None]]:
    """Names and roles of a line in order; a role without a name goes on with what stands before it."""
    label = line.match(rf"\W{{0,4}}(?P<label>{known.role.pattern})\s?:\s*", re.IGNORECASE)
    rest = line if label is None else label.after
    given = label.group("label").strip() if label is not None else None
    at = rest.start
    runs = [one.span for one in rest.finditer(known.role) if one.span.search(_STRONG) is not None]
    for run in [*runs, None]:
        end = rest.end if run is None else run.start
        name = _name(Span(rest.document, min(at, end), end))
        if name is not None:
            *others, last = name
            yield from ((one, None) for one in others)
            yield last, given
            given = None
        if run is not None:
            yield None, run.strip(" ,()/&–-\t")
            at = run.end


_STRONG = re.compile(r"inspector|ofsted|hmi|cqc|commission|lead|analyst|adviser|reviewer|manager|designate|\boi\b", re.IGNORECASE)


def _name(span: Span) -> list[Span] | None:
    """The names that are all of a stretch of text, or None."""
    pieces = [piece.strip(" ,;:()–-•*\t") for piece in span.split(r"\s+and\s+|[;&]|,\s")]
    found = [piece.fullmatch(_NAME) for piece in pieces if piece]
    return [one.group("name") for one in found if one is not None] or None


def facts(span: Span, event: Ref, on: When | None, world: Lexicon) -> Iterator[Fact]:
    """Person, participation and membership of each member, in the inspectorate that the text tells; ``on``: see inspectors."""
    leads = _words(world).lead
    for one in team(span, world):
        lead = leads.search(one.printed) is not None and "deputy" not in folded(one.printed)
        capacity = "lead-inspector" if lead else "inspector"
        body = world.bodies.named(one.inspectorate) if one.inspectorate else None
        if body is not None:
            made = inspectors.Inspector(one.name, capacity, one.printed, one.evidence)
            yield from inspectors.facts(iter((made,)), event, body.ref, on, world)
        elif one.role:  # of one of the two, which is not told
            person = person_ref(one.name.words, event.slug)
            yield Person(ref=person, name=one.name.words, evidence=(one.name,))
            yield Participation(
                event=event,
                participant=person,
                capacity=world.concept("capacity", capacity),
                printed=one.printed,
                evidence=one.evidence,
            )
