"""The words of a document ready to be shown: which lie under which passages, and what is to be said of each block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.pages.links import passage_href
from kg.pages.papers import Paper, Piece, Unit
from kg.pages.segments import Cutter, Passage
from kg.unitkinds import LOST, is_block
from kg.vocab import PREFIXES

_DEEPEST = 3  # so many shades tell how many passages lie over words
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
    closest: str = ""  # the address of the shortest passage over them


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


@dataclass
class Reading:
    """One section of a document on its way to a page."""

    root: str
    text: str
    cutter: Cutter
    made_of: Mapping[Passage, Sequence[str]]
    source: str
    selected: Passage | None
    seen: set[Passage] = field(default_factory=set)

    def link(self, passage: Passage) -> str:
        """The address of a passage."""
        return passage_href(self.root, f"{PREFIXES['id']}passage/{self.source}/{passage.name}")

    def runs(self, start: int, end: int, until: int) -> Iterator[Run]:
        """The words from ``start`` to ``end``; what ends before ``until`` ends with them."""
        for segment in self.cutter.segments(start, end):
            reach = until if segment.end == end else segment.end
            cited = [one for one in segment.over if self.made_of.get(one)]
            ending = [one for one in cited if one.end <= reach]
            count = len({fact for one in ending for fact in self.made_of[one]})
            new = [one for one in segment.over if one not in self.seen]
            self.seen.update(new)
            yield Run(
                self.text[segment.start : segment.end],
                min(_DEEPEST, len(cited)),
                self.selected in segment.over,
                [one.name for one in new],
                count,
                self.link(ending[0]) if ending else "",
                self.link(cited[-1]) if cited else "",
            )


def blocks(read: Paper, shown: Sequence[Piece], end: int, reading: Reading) -> Iterator[tuple[str, Block]]:
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


def grouped(blocks: Sequence[tuple[str, Block]]) -> Iterator[tuple[str, list[Block]]]:
    """Rows that follow one another are one table, items one list."""
    shape = ""
    held: list[Block] = []
    for kind, block in blocks:
        if held and (kind != shape or kind not in ("item", "row")):
            yield shape, held
            held = []
        shape = kind
        held.append(block)
    if held:
        yield shape, held
