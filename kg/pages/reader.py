"""The reader: a document with every passage that a fact rests on marked, and the facts made of each.

``?passage=120-240`` marks those characters of the file's text and tells the facts made of them; ``?section=2`` and ``?page=12`` show
another part of a long document. All of it works without a script.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.pages.asked import Asked, Made, see
from kg.pages.desk import Desk
from kg.pages.facts import Fact, facts
from kg.pages.links import alternates, href, kind_of
from kg.pages.marking import Reading, blocks, grouped
from kg.pages.papers import Paper, Unit, paper
from kg.pages.segments import Cutter, Passage
from kg.pages.showing import figured
from kg.project import ProjectError
from kg.rdf import Iri
from kg.rows import words
from kg.unitkinds import LOST, is_block
from kg.vocab import DCTERMS, LOS, OA, PREFIXES

MOST_TOLD = 40  # facts in the panel, and passages beside it
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_SAID = (LOS.family, DCTERMS.issued, DCTERMS.publisher, LOS.about, LOS.place, DCTERMS.rights)  # first of all
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


@dataclass(frozen=True)
class Panel:
    """What is told of a passage: the facts made of just these words, and other passages that overlap it."""

    name: str
    words: str
    facts: Sequence[Fact]
    near: Sequence[tuple[str, str, int]]  # the address, the words, the number of facts
    more: int = 0


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
        "said": _SAID,
        "unsaid": (*_UNSAID, *_SAID),
        "figured": figured,
        "terms": LOS,
        **_neighbours(desk, about),
    }
    if parts or LOS.unreadReason in about.values:
        return desk.html(asked, "paper.html", {**common, "coverage": {}, "lost": [], "paper": None})
    return _read(desk, asked, about, paper(desk, iri), selected, common)


def _read(desk: Desk, asked: Asked, about: Fact, read: Paper, selected: Passage | None, common: Mapping[str, object]) -> Made:
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
    reading = Reading(asked.root, read.text, Cutter(known), made_of, source, selected)
    marked = list(blocks(read, shown, end, reading))
    values = {
        **common,
        "paper": read,
        "groups": list(grouped(marked)),
        "number": number + 1,
        "sections": [_pages_of(read, index) for index in range(len(read.sections))],
        "panel": _panel(desk, reading, selected),
        "outline": [
            (" ".join(read.text[piece.start : piece.end].split()), read.section_of(piece.start) + 1, piece.start)
            for piece in read.headings
        ],
        "coverage": coverage(about, read.units),
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


def _panel(desk: Desk, reading: Reading, selected: Passage | None) -> Panel | None:
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


def coverage(about: Fact, units: Sequence[Unit]) -> dict[str, str]:
    """How much of a document was read, counted as the stored question ``share_read_of_documents`` does, which asks of all at once."""
    if LOS.shareCited not in about.values:
        return {}
    counted = [unit for unit in units if is_block(unit.kind)]
    return {
        "per_cent_cited": f"{(100 * Decimal(about.sorting(LOS.shareCited))).normalize():f}",
        "units": str(len(counted)),
        "units_read": str(sum(unit.read for unit in counted)),
        "lost": str(sum(unit.kind in LOST for unit in units)),
        "figures_printed": about.sorting(LOS.figuresPrinted),
        "figures_read": about.sorting(LOS.figuresRead),
    }
