"""The reader: a document with every passage that a fact rests on marked, and the facts made of each.

``?passage=120-240`` marks those characters of the file's text and tells the facts made of them; ``?section=2`` and ``?page=12`` show
another part of a long document. All of it works without a script.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.pages.asked import Asked, Made, see
from kg.pages.asking import asked_of
from kg.pages.desk import Desk
from kg.pages.facts import Fact, facts, kind_of
from kg.pages.links import alternates, href, passage_href
from kg.pages.papers import Paper, Piece, Unit, paper
from kg.pages.segments import Cutter, Passage
from kg.pages.showing import figured
from kg.project import ProjectError
from kg.rdf import Iri
from kg.rows import words
from kg.unitkinds import LOST, is_block
from kg.vocab import DCTERMS, LOS, OA, PREFIXES

MOST_TOLD = 40  # facts in the panel, and passages beside it
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_DEEPEST = 3  # so many shades tell how many passages lie over words
# what is shown of a document in its own way, or is for machines
_UNSAID = (
    DCTERMS.title,
    DCTERMS.isPartOf,
    LOS.text,
    LOS.textSha256,
    LOS.unreadReason,
    LOS.shareCited,
    LOS.figuresRead,
    LOS.figuresPrinted,
    OA.start,
    OA.end,
)
_PLAINLY = "no reader recognised a statement in it"  # what the legend says of what is not read, once for all


@dataclass(frozen=True)
class Run:
    """Words that the same passages lie over. ``names`` are those that begin here; ``count`` facts rest on words that end here."""

    words: str
    depth: int = 0
    here: bool = False
    names: Sequence[str] = ()
    count: int = 0
    link: str = ""


@dataclass(frozen=True)
class Block:
    """A block of the text, ready to be shown: its words, for a row those of each cell; what is to be said of it."""

    cells: Sequence[Sequence[Run]]
    name: str
    page: int = 0  # that begins here
    unread: bool = False
    notes: Sequence[str] = ()
    panel: bool = False  # the facts are told here

    @property
    def runs(self) -> Sequence[Run]:
        """The words of a block that has no cells."""
        return self.cells[0]


@dataclass(frozen=True)
class Panel:
    """What is told of a passage: the facts made of just these words, and other passages that overlap it."""

    name: str
    words: str
    facts: Sequence[Fact]
    near: Sequence[tuple[str, str, int]]  # the address, the words, the number of facts
    more: int = 0


@dataclass
class _Reading:
    """One section of a document on its way to a page."""

    root: str
    text: str
    cutter: Cutter
    made_of: Mapping[Passage, Sequence[str]]
    source: str
    selected: Passage | None
    seen: set[Passage] = field(default_factory=set)

    def link(self, passage: Passage) -> str:
        return passage_href(self.root, f"{PREFIXES['id']}passage/{self.source}/{passage.name}")

    def runs(self, start: int, end: int, until: int) -> Iterator[Run]:
        """The words from ``start`` to ``end``; what ends before ``until`` ends with them."""
        for segment in self.cutter.segments(start, end):
            reach = until if segment.end == end else segment.end
            ending = [one for one in segment.over if one.end <= reach and self.made_of.get(one)]
            count = len({fact for one in ending for fact in self.made_of[one]})
            new = [one for one in segment.over if one not in self.seen]
            self.seen.update(new)
            yield Run(
                self.text[segment.start : segment.end],
                min(_DEEPEST, sum(1 for one in segment.over if self.made_of.get(one))),
                self.selected in segment.over,
                [one.name for one in new],
                count,
                self.link(ending[0]) if ending else "",
            )


def document(desk: Desk, asked: Asked, iri: str) -> Made:
    """The page of a document."""
    about = facts(desk, [iri], quoted=0)[iri]
    selected = _selected(asked)
    parts = _parts(desk, iri)
    if parts and selected is not None:
        home = next((part for part, start, end in parts if start <= selected.start < end), None)
        if home is not None:
            return see(f"{href(asked.root, home)}?passage={selected.name}#p{selected.name}")
    common: dict[str, object] = {
        "about": about,
        "iri": iri,
        "alternates": alternates(asked.root, iri),
        "parts": facts(desk, [part for part, _, _ in parts], quoted=0).values(),
        "unsaid": _UNSAID,
        "figured": figured,
        "terms": LOS,
        **_neighbours(desk, about),
    }
    if parts or LOS.unreadReason in about.values:
        return desk.html(asked, "paper.html", {**common, "coverage": {}, "lost": [], "paper": None})
    return _read(desk, asked, paper(desk, iri), selected, common)


def _read(desk: Desk, asked: Asked, read: Paper, selected: Passage | None, common: Mapping[str, object]) -> Made:
    if selected is not None and not read.start <= selected.start < selected.end <= len(read.text):
        raise ProjectError("passage: these characters are not in the document; it is written as in passage=120-240")
    number = _section(asked, read, selected)
    first, last = read.sections[number] if read.sections else (0, 0)
    shown = read.pieces[first:last]
    begin = shown[0].start if shown else read.start
    end = read.pieces[last].start if last < len(read.pieces) else read.end
    made_of = _made_of(desk, {read.iri, read.source}, begin, end)
    known = {*made_of, *([selected] if selected else [])}
    source = read.source.removeprefix(PREFIXES["doc"])
    reading = _Reading(asked.root, read.text, Cutter(known), made_of, source, selected)
    blocks = list(_blocks(read, shown, end, reading))
    values = {
        **common,
        "paper": read,
        "groups": list(_grouped(blocks)),
        "number": number + 1,
        "sections": [_pages_of(read, index) for index in range(len(read.sections))],
        "panel": _panel(desk, reading, selected),
        "outline": [
            (" ".join(read.text[piece.start : piece.end].split()), read.section_of(piece.start) + 1, piece.start)
            for piece in read.headings
        ],
        "coverage": _coverage(desk, read.iri),
        "lost": [unit for unit in read.units if unit.kind in LOST],
        "unread": [unit for unit in read.units if not unit.read and is_block(unit.kind)],
        "locate": lambda unit: f"{href(asked.root, read.iri)}?section={read.section_of(unit.start) + 1}#u{unit.start}",
    }
    return desk.html(asked, "paper.html", values)


def _selected(asked: Asked) -> Passage | None:
    given = asked.one("passage")
    if not given:
        return None
    found = _RANGE.fullmatch(given)
    if found is None or int(found[1]) >= int(found[2]):
        raise ProjectError("passage: it is written as in passage=120-240, from the first character to that after the last")
    return Passage(int(found[1]), int(found[2]))


def _section(asked: Asked, read: Paper, selected: Passage | None) -> int:
    """Which section is to be shown, from 0."""
    if selected is not None:
        return read.section_of(selected.start)
    for name in ("section", "page"):
        given = asked.one(name)
        if not given:
            continue
        if not _NUMBER.fullmatch(given):
            raise ProjectError(f"{name}: it is a number, as in {name}=2")
        if name == "section":
            return min(int(given), max(1, len(read.sections))) - 1
        return read.section_of(max((start for start, page in read.pages if page <= int(given)), default=0))
    return 0


def _parts(desk: Desk, iri: str) -> list[tuple[str, int, int]]:
    """The documents that are bound in one, in their order, and where they stand in its text."""
    rows = desk.store.select(
        f"SELECT ?part ?start ?end {{ ?part {DCTERMS.isPartOf.n3()} {Iri(iri).n3()} ; a {LOS.Document.n3()} ;"
        f" {OA.start.n3()} ?start ; {OA.end.n3()} ?end }} ORDER BY ?start"
    )
    return [(str(row["part"]), int(words(row["start"])), int(words(row["end"]))) for row in rows]


def _neighbours(desk: Desk, about: Fact) -> dict[str, object]:
    """The documents bound in before and after this one."""
    if DCTERMS.isPartOf not in about.values:
        return {"earlier": None, "later": None}
    bound = [part for part, _, _ in _parts(desk, about.values[DCTERMS.isPartOf][0].iri)]
    at = bound.index(about.iri)
    named = facts(desk, bound, quoted=0)
    return {"earlier": named[bound[at - 1]] if at else None, "later": named[bound[at + 1]] if at + 1 < len(bound) else None}


def _made_of(desk: Desk, documents: set[str], start: int, end: int) -> dict[Passage, list[str]]:
    """The facts made of the passages that lie in a stretch: units, which say only that it was read, are none."""
    named = " ".join(Iri(one).n3() for one in sorted(documents))
    rows = desk.store.select(
        f"SELECT DISTINCT ?start ?end ?fact {{ {{ SELECT ?passage ?start ?end {{ VALUES ?document {{ {named} }}"
        f" ?passage {LOS.document.n3()} ?document ; {OA.start.n3()} ?start ; {OA.end.n3()} ?end ."
        f" FILTER(?start < {end} && ?end > {start}) }} }} ?fact {LOS.evidence.n3()} ?passage }} ORDER BY ?start ?end ?fact"
    )
    made: dict[Passage, list[str]] = defaultdict(list)
    for row in rows:
        fact = str(row["fact"])
        if kind_of(fact) not in ("unit", "doc"):
            made[Passage(int(words(row["start"])), int(words(row["end"])))].append(fact)
    return dict(made)


def _blocks(read: Paper, shown: Sequence[Piece], end: int, reading: _Reading) -> Iterator[tuple[str, Block]]:
    """The pieces of a section with the words of their cells, each with its shape."""
    at = defaultdict(list)
    starts = [piece.start for piece in shown]
    for unit in read.units:
        inside = [start for start in starts if start <= unit.start] if unit.start < end else []
        if inside:
            at[inside[-1]].append(unit)
    page = read.page_of(shown[0].start - 1) if shown else 0
    for index, piece in enumerate(shown):
        after = shown[index + 1].start if index + 1 < len(shown) else end
        spans = piece.cells or ((piece.start, piece.end),)
        cells = [
            list(reading.runs(*span, spans[place + 1][0] if place + 1 < len(spans) else after)) for place, span in enumerate(spans)
        ]
        here = read.page_of(piece.start)
        selected = reading.selected is not None and piece.start <= reading.selected.start < after
        unread, notes = _noted(piece, at[piece.start])
        yield piece.shape, Block(cells, f"u{piece.start}", here if here != page else 0, unread, notes, selected)
        page = here


def _noted(piece: Piece, units: Sequence[Unit]) -> tuple[bool, list[str]]:
    """Whether a block was not read, and what is to be said of it: why not, and what the file has here and the text has not."""
    unread = any(not unit.read and is_block(unit.kind) for unit in units) and piece.shape not in ("heading", "aside")
    said = [
        f"{unit.kind.replace('-', ' ')}: {unit.reason}" if unit.kind in LOST else unit.reason
        for unit in units
        if not unit.read and unit.reason and unit.reason != _PLAINLY
    ]
    return unread, list(dict.fromkeys(said))


def _grouped(blocks: Sequence[tuple[str, Block]]) -> Iterator[tuple[str, list[Block]]]:
    """Rows that follow one another are one table, items one list."""
    shape, held = "", []
    for kind, block in blocks:
        if held and (kind != shape or kind not in ("item", "row")):
            yield shape, held
            held = []
        shape = kind
        held.append(block)
    if held:
        yield shape, held


def _panel(desk: Desk, reading: _Reading, selected: Passage | None) -> Panel | None:
    if selected is None:
        return None
    made = reading.made_of.get(selected, ())
    near = [one for one in reading.cutter.over(*selected) if one != selected and reading.made_of.get(one)]
    told = [
        (reading.link(one), " ".join(reading.text[one.start : one.end].split()), len(reading.made_of[one]))
        for one in near[:MOST_TOLD]
    ]
    return Panel(
        selected.name,
        reading.text[selected.start : selected.end],
        list(facts(desk, made[:MOST_TOLD], quoted=0).values()),
        told,
        max(0, len(made) - MOST_TOLD) + max(0, len(near) - MOST_TOLD),
    )


def _pages_of(read: Paper, section: int) -> str:
    """The pages of a section as they are told, "" where there are none."""
    first, last = read.sections[section]
    begin, end = (read.page_of(read.pieces[index].start) for index in (first, last - 1))
    return "" if not end else f"page {end}" if begin == end else f"pages {begin or 1} to {end}"


def _coverage(desk: Desk, iri: str) -> dict[str, str]:
    """How much of the document was read, as the stored question tells it."""
    rows = asked_of(desk, "share_read_of_documents", document=Iri(iri)).rows
    return {name: words(term) for name, term in rows[0].items()} if rows else {}
