"""A document of the graph as it was read: its text, what of it is a heading, a paragraph, an item or a row, and its pages.

The graph keeps the text of each file whole. How a file divides its text stands there as units, which have the blocks of its clean
lines as their passages; a line that is none is a heading. A plain text is divided as it was when it was read (:mod:`kg.reading.blocks`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.original import Mark, Original, Structure
from kg.pages.asked import NoPageError
from kg.pages.desk import Desk
from kg.rdf import Iri
from kg.reading.blocks import Block, blocks
from kg.rows import words
from kg.text import Document, Span
from kg.unitkinds import is_block
from kg.vocab import DCTERMS, LOS, OA, PREFIXES

SECTION = 24_000  # letters that are shown at once, about eight pages
_KEPT = 8  # documents that a process keeps divided
_MARKS: Mapping[str, Structure] = {"bullet": "item", "table-row": "row"}
Shape = Literal["heading", "paragraph", "item", "row", "aside"]
_SHAPES: Mapping[str, Shape] = {"heading": "heading", "numbered": "item", "bullet": "item", "row": "row", "prose": "paragraph"}


@dataclass(frozen=True)
class Piece:
    """A stretch of the text, and what it is; an ``aside`` is what stands between blocks: page numbers, running heads."""

    shape: Shape
    start: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Unit:
    """What was recognised as a unit of the document: whether it was read, and why not."""

    kind: str
    start: int
    end: int
    read: bool
    reason: str


@dataclass(frozen=True)
class Paper:
    """A document: where it begins and ends in the ``text`` of its file, and what it is made of."""

    iri: str
    source: str
    text: str
    start: int
    end: int
    pieces: Sequence[Piece]
    sections: Sequence[tuple[int, int]]  # which pieces are shown at once
    units: Sequence[Unit]
    pages: Sequence[tuple[int, int]]  # where each page begins that any passage is known to stand on, and its number

    def section_of(self, position: int) -> int:
        """The section, from 0, that a position of the text is in."""
        begins = [self.pieces[first].start for first, _ in self.sections]
        return max(0, bisect_right(begins, position) - 1)

    def page_of(self, position: int) -> int:
        """The page that a position stands on; 0 where that is not known."""
        found = bisect_right(self.pages, (position, 1 << 30)) - 1
        return self.pages[found][1] if found >= 0 else 0

    @property
    def headings(self) -> list[Piece]:
        """The headings in order."""
        return [piece for piece in self.pieces if piece.shape == "heading"]


def paper(desk: Desk, iri: str) -> Paper:
    """The document of that name. Raises NoPageError where the graph has no text of it."""
    kept: dict[str, Paper] = desk.once("papers", dict)
    if iri not in kept:
        made = _read(desk, iri)
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept)))
        kept[iri] = made
    return kept[iri]


def _read(desk: Desk, iri: str) -> Paper:
    here = Iri(iri).n3()
    found = desk.store.select(
        f"SELECT ?source ?text ?media ?start ?end {{ {here} {OA.start.n3()} ?start ; {OA.end.n3()} ?end ; {LOS.mediaType.n3()} ?media ."
        f" {here} {DCTERMS.isPartOf.n3()}? ?source . ?source {LOS.text.n3()} ?text }}"
    )
    if not found:
        raise NoPageError("Nothing of this document was read, so there is no text of it to show.")
    row = found[0]
    source, text = words(row["source"]), words(row["text"])
    start, end = int(words(row["start"])), int(words(row["end"]))
    units = _units(desk, {iri, source}, start, end)
    plain = words(row["media"]) == "text/plain"
    pieces = _pieces(text, start, end, () if plain else _marks(text, start, end, units))
    return Paper(iri, source, text, start, end, pieces, _sections(pieces), units, _pages(desk, {iri, source}, start, end))


def _units(desk: Desk, documents: set[str], start: int, end: int) -> list[Unit]:
    named = " ".join(Iri(one).n3() for one in sorted(documents))
    rows = desk.store.select(
        f"SELECT ?kind ?status ?reason ?start ?end {{ VALUES ?document {{ {named} }}"
        f" ?passage {LOS.document.n3()} ?document ; {OA.start.n3()} ?start ; {OA.end.n3()} ?end ."
        f" FILTER(?start >= {start} && ?end <= {end})"
        f" ?unit {LOS.mainEvidence.n3()} ?passage ; a {LOS.Unit.n3()} ; {LOS.kind.n3()} ?kind ; {LOS.status.n3()} ?status ."
        f" OPTIONAL {{ ?unit {LOS.reason.n3()} ?reason }} }}"
    )
    made = [
        Unit(
            words(row["kind"]).rsplit("/", 1)[-1],
            int(words(row["start"])),
            int(words(row["end"])),
            words(row["status"]).endswith("/read"),
            words(row["reason"]) if "reason" in row else "",
        )
        for row in rows
    ]
    return sorted(made, key=lambda unit: (unit.start, -unit.end, unit.kind))


def _marks(text: str, start: int, end: int, units: Sequence[Unit]) -> list[Mark]:
    """How the lines of a text are divided: each is one block, and what is no unit is a heading."""
    kinds = {unit.start: unit.kind for unit in units if is_block(unit.kind)}
    made, at = [], start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare:
            begins = at + line.index(bare)
            kind = kinds.get(begins)
            structure: Structure = "heading" if kind is None else _MARKS.get(kind, "paragraph")
            made.append(Mark("row" if "\t" in bare else structure, at, at + len(line)))
        at += len(line) + 1
    return made


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    document = Document("text", text, "", "", Original(marks=tuple(marks)))
    made: list[Piece] = []
    at = start
    found = blocks(Span(document, start, end)) if end > start else []
    for block in found:
        made += _between(text, at, block.span.start)
        made.append(Piece(_SHAPES[block.kind], block.span.start, block.span.end, _cells(block)))
        at = block.span.end
    return [*made, *_between(text, at, end)]


def _cells(block: Block) -> tuple[tuple[int, int], ...]:
    return tuple((cell.start, cell.end) for cell in block.cells) if block.kind == "row" else ()


def _between(text: str, start: int, end: int) -> list[Piece]:
    bare = text[start:end].strip()
    if not bare:
        return []
    begins = start + text[start:end].index(bare)
    return [Piece("aside", begins, begins + len(bare))]


def _sections(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """The pieces in sections: of about one size, and from a heading on where one is near; a table stays together if it can."""
    made, first = [], 0
    for index, piece in enumerate(pieces):
        size = piece.start - pieces[first].start
        fits = piece.shape == "heading" or size > 2 * SECTION or (size > 1.25 * SECTION and piece.shape != "row")
        if index > first and size > SECTION and fits:
            made.append((first, index))
            first = index
    return [*made, (first, len(pieces))] if pieces else []


def _pages(desk: Desk, documents: set[str], start: int, end: int) -> list[tuple[int, int]]:
    named = " ".join(Iri(one).n3() for one in sorted(documents))
    rows = desk.store.select(
        f"SELECT ?page (MIN(?start) AS ?first) {{ VALUES ?document {{ {named} }} ?passage {LOS.document.n3()} ?document ;"
        f" {LOS.page.n3()} ?page ; <{PREFIXES['oa']}start> ?start FILTER(?start >= {start} && ?start < {end}) }} GROUP BY ?page"
    )
    return sorted((int(words(row["first"])), int(words(row["page"]))) for row in rows)
