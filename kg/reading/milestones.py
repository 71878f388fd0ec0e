"""Tables of milestones: the dated steps of a project and who answers for each, with its columns in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.dates import When
from kg.facts import Body, Fact, Meeting, Milestone, Participation, Person, Ref, slug
from kg.reading.acronyms import defined
from kg.reading.blocks import Block
from kg.reading.dates import MONTHS, find_dates
from kg.reading.names import find_names
from kg.reading.naming import naming
from kg.reading.part import Part
from kg.reading.refs import body_ref, context, person_ref
from kg.reading.scope import bodies_here
from kg.text import Span

_COLUMNS = {
    "number": re.compile(r"(?:no|nos|number|ref|reference|id|step|#)\W*(?:no)?\W*", re.IGNORECASE),
    "label": re.compile(
        r".{0,20}\b(?:milestone|task|action|activity|deliverable|stage|step|description)\w*\b.{0,40}", re.IGNORECASE
    ),
    "since": re.compile(r".{0,20}\b(?:start|from|begin\w*|commence\w*)\b.{0,30}", re.IGNORECASE),
    "until": re.compile(
        r".{0,20}\b(?:end|finish|complet\w+|due|deadline|target|by\swhen|when|until|achieved|timescales?|date)\b.{0,30}",
        re.IGNORECASE,
    ),
    "responsible": re.compile(r".{0,20}\b(?:responsib\w+|owner|lead\w*|who|by\swhom|assigned|accountable)\b.{0,30}", re.IGNORECASE),
}
_NUMBER = re.compile(r"(?:[A-Z]{1,3}[\s.-]?)?\d{1,3}(?:\.\d{1,2})?[a-z]?\W?")
_MONTH = re.compile(
    rf"(?:(?:early|mid|late|end(?:\sof)?)[\s-])?(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?", re.IGNORECASE
)
_NAME = r"[A-Z][a-zà-ÿ’'-]{1,20}"
_INITIALS = re.compile(r"[A-Z]{2,3}")
_NOBODY = re.compile(r"TBC|TBA|TBD|N/?A|ALL|All|None|tb[cad]|n/?a|[-–—]|to\sbe\s(?:confirmed|agreed|decided)", re.IGNORECASE)
_BODY_WORD = re.compile(
    r"\b(?:board|group|team|committee|service|services|council|unit|panel|partnership|police|trust|housing|department|authority|network)s?\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"meeting\s{0,2}(?:[-–—:]|with|of|between)\s{0,2}", re.IGNORECASE)
_ACHIEVED = re.compile(r"\b(?:achieved|actual|completed)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """Which cell of a row says what, by position, and the row that says so."""

    at: dict[str, int]
    header: Block
    achieved: bool = False

    def cell(self, cells: list[Span], name: str) -> Span | None:
        """The cell of that meaning, or None where the row has none or an empty one."""
        index = self.at.get(name)
        return cells[index] if index is not None and index < len(cells) and cells[index] else None


@dataclass
class Names:
    """The people and bodies a table names: a given name or initials stand for the one person of the table they fit."""

    part: Part
    people: dict[str, Ref] = field(default_factory=dict)

    def read(self, cell: Span) -> Iterator[tuple[Ref, Fact | None]]:
        """Each person or body in a list of names, with the fact that introduces it where it is new."""
        for piece in cell.split(r"\s*(?:/|,|;|&|\band\b|\n)\s*"):
            name = piece.strip(" .:-–()")
            if name and (made := self.one(name)) is not None:
                yield made

    def one(self, name: Span) -> tuple[Ref, Fact | None] | None:
        """The person or body of that printed name, or None where the words name neither."""
        if bodies_here(self.part).match(name) is not None:
            return body_ref(name.words, self.part), None
        if (full := self.full(name)) is not None:
            ref = self.people.setdefault(full, person_ref(full, context(self.part)))
            return ref, Person(ref=ref, name=full, evidence=(name,))
        if (short := self._short(name)) is not None:
            return short, None
        if name.fullmatch(_NOBODY):
            return None
        if (name.fullmatch(_INITIALS) or name.search(_BODY_WORD)) and name.search(r"^[A-Z]") and len(name) < 70:
            return self._body(name)
        return None

    def person(self, name: Span) -> tuple[Ref, Fact | None] | None:
        """The person of that name in a list of people, where a given name alone is a name too."""
        made = self.one(name)
        if made is None and name.fullmatch(_NAME):
            ref = person_ref(name.words, context(self.part))
            return ref, Person(ref=ref, name=name.words, evidence=(name,))
        return made if made is not None and made[0].kind == "person" else None

    def full(self, name: Span) -> str | None:
        """The full name of the person that the words are, or None where they are no full name."""
        found = find_names(name, self.part.world)
        if len(found) != 1 or found[0].span.start != name.start or found[0].span.end < name.end or not found[0].given:
            return None
        return found[0].text

    def _short(self, name: Span) -> Ref | None:
        words = name.words
        given = [ref for full, ref in self.people.items() if full.split()[0] == words]
        initials = [ref for full, ref in self.people.items() if "".join(part[0] for part in full.split()) == words]
        found = given or initials
        return found[0] if len(found) == 1 else None

    def _body(self, name: Span) -> tuple[Ref, Fact | None]:
        meant = defined(self.part).get(name.words)
        words = meant.long.words if meant is not None else name.words
        evidence = (meant.span, name) if meant is not None else (name,)
        aliases = (name.words,) if meant is not None else ()
        ref = body_ref(name.words, self.part)
        return ref, Body(ref=ref, name=words, kind=naming(self.part.world).kind_of(words), aliases=aliases, evidence=evidence)


def columns(row: Block) -> Columns | None:
    """The meaning of each column, where ``row`` is the header of a table of milestones; else None."""
    at: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        for name, pattern in _COLUMNS.items():
            if name not in at and len(cell) < 60 and cell.fullmatch(pattern):
                at[name] = index
                break
    dated = "since" in at or "until" in at
    if "label" not in at or not dated or len(row.cells) < 3:
        return None
    achieved = "until" in at and bool(row.cells[at["until"]].search(_ACHIEVED))
    return Columns(at, row, achieved)


def milestones(part: Part, found: Iterable[Block], programme: Ref) -> Iterator[Fact]:
    """The milestones of the tables in ``found``, with the people and bodies that answer for them and the meetings among them.

    A month without a year keeps its printed words and gets no value.
    """
    shape: Columns | None = None
    names = Names(part)
    rows: list[tuple[Columns, Block]] = []
    for block in found:
        if block.kind != "row":
            shape = None if block.kind in ("heading", "numbered", "bullet") else shape
            continue
        shape = columns(block) or shape
        if shape is not None and block is not shape.header and shape.cell(block.cells, "label") is not None:
            rows.append((shape, block))
    for made, block in rows:  # full names first: given names and initials elsewhere in the table stand for them
        for cell in (made.cell(block.cells, "responsible"), made.cell(block.cells, "label")):
            for name in find_names(cell, part.world) if cell is not None else ():
                names.one(name.span)
    for count, (made, block) in enumerate(rows, 1):
        yield from _milestone(part, made, block, programme, names, count)


def _milestone(part: Part, shape: Columns, block: Block, programme: Ref, names: Names, count: int) -> Iterator[Fact]:
    cells = block.cells
    label, number = shape.cell(cells, "label"), shape.cell(cells, "number")
    if label is None:
        return
    printed = number.words.rstrip(".") if number is not None and number.fullmatch(_NUMBER) else ""
    evidence = (block.span, shape.header.span)
    since, until = when(shape.cell(cells, "since")), when(shape.cell(cells, "until"))
    answers: list[Ref] = []
    responsible = shape.cell(cells, "responsible")
    for ref, fact in names.read(responsible) if responsible is not None else ():
        answers.append(ref)
        if fact is not None:
            yield fact
    ref = Ref("milestone", f"{part.slug}/{slug(printed) or count}")
    yield Milestone(
        ref=ref,
        programme=programme,
        label=label.words,
        number=printed,
        since=since,
        until=until,
        responsible=tuple(dict.fromkeys(answers)),
        responsible_printed=responsible.words if responsible is not None else "",
        evidence=evidence,
    )
    yield from _meeting(part, shape, block, names, printed or str(count), until or since)


def when(cell: Span | None) -> When | None:
    """The date in a cell; a month without a year keeps only its printed words. None where the cell holds no date."""
    if cell is None:
        return None
    dates = find_dates(cell)
    if dates:
        return dates[-1].until
    return When("", cell.words) if cell.fullmatch(_MONTH) else None


def _meeting(part: Part, shape: Columns, block: Block, names: Names, number: str, date: When | None) -> Iterator[Fact]:
    """The meeting that a milestone is ("Meeting - A, B, C"), with the people named as there."""
    label = shape.cell(block.cells, "label")
    opened = label.match(_MEETING) if label is not None else None
    if label is None or opened is None:
        return
    people = [made for piece in opened.after.split(r"\s*(?:,|;|&|\band\b)\s*") if (made := names.person(piece.strip(" .")))]
    if len(people) < 2:
        return
    ref = Ref("meeting", slug(part.slug, number))
    evidence = (block.span, shape.header.span)
    yield Meeting(
        ref=ref,
        label=f"meeting, milestone {number}",
        date=date,
        status="held" if shape.achieved else "scheduled",
        evidence=evidence,
    )
    capacity = part.world.concept("capacity", "attendee")
    for person, fact in people:
        if fact is not None:
            yield fact
        yield Participation(event=ref, participant=person, capacity=capacity, evidence=evidence)
