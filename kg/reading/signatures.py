"""Who signed a letter: names, what they are, and of which inspectorate – also where the block is set in two columns.

Text from a PDF gives a block of two columns in any of three ways: side by side (with blanks or a tab between), one column after
the other, or line by line in turns. What a line is – an inspectorate, a name, a title – tells which belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, cast

from kg.dates import When
from kg.facts import Fact, Membership, Participation, Person, Ref
from kg.lexicon import Lexicon
from kg.reading.addressees import PERSON
from kg.reading.chapters import table
from kg.reading.furniture import PAGE_NUMBER
from kg.reading.offices import is_title
from kg.reading.refs import person_ref
from kg.reading.roles import role_of
from kg.text import Document, Span

Kind = Literal["body", "name", "title"]
_CELLS = re.compile(r"\t+|[^\S\n]{3,}")
_NOTE = re.compile(r"\d{1,2}(?:\s|$)|www\.|https?:|The\s+Children\s+Act|\*")
_GOES_ON = re.compile(r"(?:Services?|services?|and\b|&|of\b|Medical\b|Care\b|Constabulary\b|Probation\b|\()")
_MOST_LINES = 60
_ITS_BODY = re.compile(r",\s+(?=[A-Z][\w ]{1,40}$)")
_OPEN_END = re.compile(r"(?:\b(?:and|of|for|the)|&)$")


@dataclass(frozen=True)
class _Line:
    """A line of a column, with those that go on with it: in a block of two columns the other one stands between them."""

    kind: Kind
    spans: tuple[Span, ...]
    body: Ref | None = None

    @property
    def words(self) -> str:
        return " ".join(span.words for span in self.spans)


@dataclass(frozen=True)
class Signatory:
    """Somebody who signed: the name, the title as printed, the inspectorate (where known), and the lines that say so."""

    name: Span
    title: str
    body: Ref | None
    evidence: tuple[Span, ...]


def signatories(signed: Span, by: tuple[Ref, ...], world: Lexicon) -> list[Signatory]:
    """Those who signed a letter. ``by``: the inspectorates that it is of; a title tells which of them is meant."""
    made: list[Signatory] = []
    for column in _columns(signed):
        for names, titles, bodies in _rounds(list(_read(column, world))):
            made += _signed(names, titles, bodies, by, world)
    return made


def _columns(signed: Span) -> list[list[Span]]:
    """The lines of each column, from top to bottom; a block that is not set side by side is one column."""
    rows = [_cells(line) for line in signed.lines()[:_MOST_LINES]]
    rows = [row for row in rows if row and not (len(row) == 1 and PAGE_NUMBER.fullmatch(str(row[0])))]
    stop = next((number for number, row in enumerate(rows) if row[0].match(_NOTE)), len(rows))
    rows = rows[:stop]
    starts = [_offset(row[1]) for row in rows if len(row) > 1]
    if not starts:
        return [[cell for row in rows for cell in row]]
    edge = min(starts) - 2
    left = [cell for row in rows for cell in row if _offset(cell) < edge]
    right = [cell for row in rows for cell in row if _offset(cell) >= edge]
    return [left, right]


def _cells(line: Span) -> list[Span]:
    return [piece.strip(" *") for piece in line.split(_CELLS) if piece.strip(" *")]


def _offset(cell: Span) -> int:
    """How far from the start of its line a cell begins; a tab moves to the next column."""
    text = cell.document.text
    begin = text.rfind("\n", 0, cell.start) + 1
    before = text[begin : cell.start]
    return len(before) + (1000 if "\t" in before.lstrip() else 0)


def _read(lines: list[Span], world: Lexicon) -> Iterator[_Line]:
    """What each line is; lines that only go on with the one before are joined to it."""
    before: _Line | None = None
    alone = False
    for line in lines:
        bodies = _bodies(line, world)
        if before is not None and before.kind != "name" and _continues(before, line, named=bool(bodies)):
            if before.kind == "title" or alone:  # of two inspectorates on one line nothing tells which of them goes on
                before = replace(before, spans=(*before.spans, line))
            continue
        if before is not None:
            yield before
        if bodies:
            yield from (_Line("body", (span,), ref) for span, ref in bodies[:-1])
            before, alone = _Line("body", (bodies[-1][0],), bodies[-1][1]), len(bodies) == 1
        elif line.fullmatch(PERSON) is not None and not is_title(line, world) and world.bodies.named(line.words) is None:
            before = _Line("name", (line,))
        else:
            before = _Line("title", (line,))
    if before is not None:
        yield before


def _continues(before: _Line, line: Span, *, named: bool) -> bool:
    """Whether a line goes on with a title or a name of an inspectorate that the width of its column broke.

    ``named``: the line is by itself the name of an inspectorate.
    """
    last = before.spans[-1]
    if before.kind == "body":
        return re.fullmatch(r"(?:and\s|&\s)?(?:Fire\s(?:&|and)\s)?(?:Rescue\s)?[Ss]ervices?", line.words) is not None
    if line.match(r"[a-z(&]") is not None or last.search(_OPEN_END) is not None:
        return True
    if named:
        return False
    gap = line.document.text[last.end : max(last.end, line.start)]
    if not gap.strip() and gap.count("\n") > 1:
        return False
    return line.match(_GOES_ON) is not None or (len(last) > 50 and line.fullmatch(PERSON) is None)


def _bodies(line: Span, world: Lexicon) -> list[tuple[Span, Ref]]:
    """The inspectorates that a line names and nothing else: one, or two that the columns put on one line."""
    found = [one for one in world.bodies.find(line) if "Inspectorate" in one.entry.data.get("kind", ())]
    if not found or found[0].span.start != line.start:
        return []
    rest = str(line)
    for one in found:
        rest = rest.replace(str(one.span), " ")
    if re.sub(r"\b(?:and|&|Fire|Rescue|Services?|services?|The|the|\(\w+\))(?!\w)|&|[()]", " ", rest).strip():
        return []
    ends = [*(one.span.start for one in found[1:]), line.end]
    return [(Span(line.document, one.span.start, end).strip(), one.entry.ref) for one, end in zip(found, ends, strict=True)]


def _rounds(lines: list[_Line]) -> Iterator[tuple[list[_Line], list[_Line], list[_Line]]]:
    """Names, titles and inspectorates that belong together: a round begins with inspectorates, or with a name after a title."""
    names: list[_Line] = []
    titles: list[_Line] = []
    bodies: list[_Line] = []
    for line in lines:
        full = bool(names) and len(titles) >= len(names)
        if full and (line.kind == "body" or (line.kind == "name" and len(names) >= len(bodies))):
            yield names, titles, bodies
            names, titles, bodies = [], [], []
        if line.kind == "name":
            names.append(line)
        elif line.kind == "body" and not names:
            bodies.append(line)
        elif names and len(titles) < len(names):  # where a title is expected, the name of an inspectorate stands for one
            titles.append(line)
    yield names, titles, bodies


def _signed(
    names: list[_Line], titles: list[_Line], bodies: list[_Line], by: tuple[Ref, ...], world: Lexicon
) -> Iterator[Signatory]:
    """The signatories of a round: a title that names its inspectorate, or that only one has, goes before the order of the lines."""
    for number, name in enumerate(names):
        title = titles[number] if number < len(titles) else None
        above = bodies[number] if len(bodies) == len(names) else None
        told = (_of_title(title, by, world) if title is not None else None) or (above.body if above is not None else None)
        if title is None and told is None:
            continue
        shown = next((line for line in bodies if line.body == told), None)
        evidence = [*name.spans, *(title.spans if title is not None else ()), *(shown.spans if shown is not None else ())]
        found = name.spans[0].fullmatch(PERSON)
        yield Signatory(
            found.group("name") if found is not None else name.spans[0],
            _words(title, told, world) if title is not None else "",
            told,
            _merged(evidence),
        )


def _words(title: _Line, body: Ref | None, world: Lexicon) -> str:
    """A title as printed, without the inspectorate after its last comma; ``""`` where the inspectorate stands for a title."""
    if title.body is not None:
        return ""
    words = title.words
    last = list(_ITS_BODY.finditer(words))
    known = world.bodies.named(words[last[-1].end() :]) if last else None
    return words[: last[-1].start()] if last and known is not None and known.ref == body else words


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """The passages, those right under each other as one."""
    made = spans[:1]
    for span in spans[1:]:
        gap = span.document.text[made[-1].end : max(made[-1].end, span.start)]
        if span.start >= made[-1].end and not gap.strip() and "\t" not in gap:
            made[-1] = made[-1].to(span)
        else:
            made.append(span)
    return tuple(made)


def _of_title(title: _Line, by: tuple[Ref, ...], world: Lexicon) -> Ref | None:
    """The inspectorate that a title names, else the one of ``by`` that has such a title."""
    words = Document.from_text(title.words).span
    for mention in world.bodies.find(words):
        if "Inspectorate" in mention.entry.data.get("kind", ()):
            return mention.entry.ref
    return next((ref for pattern, ref in _titles(world) if words.search(pattern) is not None and (not by or ref in by)), None)


@lru_cache(maxsize=8)
def _titles(world: Lexicon) -> tuple[tuple[re.Pattern[str], Ref], ...]:
    """Which inspectorate has which titles, as the table of wordings says."""
    listed = cast("list[dict[str, object]]", table(world)["signatories"])
    made = []
    for one in listed:
        known = world.bodies.named(str(one["body"]))
        words = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in cast("list[str]", one["titles"]))
        if known is not None:
            made.append((re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), known.ref))
    return tuple(made)


def facts(found: list[Signatory], event: Ref, on: When | None, world: Lexicon) -> Iterator[Fact]:
    """Person, participation as signatory, and the post in the inspectorate on the date of the letter."""
    for one in found:
        name = re.sub(r"-\s", "-", one.name.words)
        person = person_ref(name, one.body.slug if one.body is not None else "")
        yield Person(ref=person, name=name, evidence=(one.name,))
        yield Participation(
            event=event,
            participant=person,
            capacity=world.concept("capacity", "signatory"),
            printed=one.title,
            on_behalf_of=one.body,
            evidence=one.evidence,
        )
        if one.body is None:
            continue
        role = role_of(Document.from_text(one.title).span, world) if one.title else None
        yield Membership(
            person=person,
            body=one.body,
            role=role.concept if role is not None else world.concept("role", "inspector"),
            printed=one.title,
            attested_on=on,
            evidence=one.evidence,
        )
