"""The readers that run on every part, whatever its family."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.facts import Fact, Header
from kg.reading.blocks import blocks
from kg.reading.bodies import bodies
from kg.reading.dates import first_date
from kg.reading.figures import figures
from kg.reading.inspections import inspections
from kg.reading.occasions import meetings
from kg.reading.part import Draft, Part
from kg.reading.people import people
from kg.reading.places import places
from kg.reading.programmes import programmes
from kg.reading.relations import relations
from kg.text import Span

_DEAR = re.compile(r"^[ \t*]{0,12}Dear\s[^\n]{2,80}$", re.MULTILINE)
_TOP = 6000  # characters within which a letter has begun

READERS: dict[str, Callable[[Part], Iterator[Fact]]] = {
    "people": people,
    "meetings": meetings,
    "inspections": inspections,
    "bodies": bodies,
    "places": places,
    "programmes": programmes,
    "relations": relations,
    "figures": figures,
}


def header(part: Draft) -> Header:
    """The header of a document of unknown family: its first heading or line (of a letter, what it is about), and the first date near it."""
    found = blocks(part.span)
    first = next((block for block in found if block.kind == "heading"), found[0] if found else None)
    title = _subject(part.span) or (first.text if first is not None else part.span.strip()[:80])
    top = part.span.strip()[:1500]
    date = first_date(top)
    evidence = (title,) if date is None else (title, date.span)
    return Header(title=title.words[:200], issued=date.when if date else None, evidence=evidence)


def _subject(span: Span) -> Span | None:
    """The paragraph between the salutation of a letter and its text, where it is no sentence."""
    dear = span[:_TOP].search(_DEAR)
    if dear is None:
        return None
    first = next(iter(Span(span.document, dear.span.end, min(dear.span.end + 400, span.end)).strip().paragraphs()), None)
    return first.strip() if first is not None and len(first) < 250 and first.search(r"[.,;:]\s*$") is None else None
