"""What was recognised as a unit of a document, and whether it was read.

Every numbered paragraph, bullet, table row and prose paragraph is a unit, unless it is a heading. It is read when a fact rests on some of its
words; otherwise it is unread, with the reason that a mapping gave or that no reader found a statement in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kg.facts import Concept, Fact, Header, Unit, Unread
from kg.reading.blocks import blocks
from kg.reading.part import Part
from kg.reading.sections import is_heading

KINDS = {"numbered": "numbered-paragraph", "bullet": "bullet", "row": "table-row", "prose": "paragraph"}
NOT_READ = "no reader recognised a statement in it"


def units(part: Part, facts: Iterable[Fact]) -> Iterator[Unit]:
    """The units of ``part`` in order, each read or unread by ``facts`` (all those of the part)."""
    kept = [fact for fact in facts if not isinstance(fact, (Header, Unread, Unit))]
    read = (
        _Cover(span.start for fact in kept for span in fact.evidence),
        _Cover(span.end for fact in kept for span in fact.evidence),
    )
    reasons = [(span, fact.reason) for fact in [*facts] if isinstance(fact, Unread) for span in fact.evidence]
    found = blocks(part.span)
    for index, block in enumerate(found):
        if block.kind == "heading" or not block.text:
            continue
        kind = Concept("unit-kind", KINDS[block.kind])
        # an evidence span touches the block when it begins before the block's end and ends after its beginning
        if read[0].before(block.span.end) > read[1].until(block.span.start):
            yield Unit(kind=kind, status="read", evidence=(block.span,))
        elif not is_heading(found, index):
            reason = next((why for span, why in reasons if span.overlaps(block.span)), NOT_READ)
            yield Unit(kind=kind, status="unread", reason=reason, evidence=(block.span,))


def losses(part: Part) -> Iterator[Unread]:
    """What the file holds and its text does not: pages and pictures, each at the words that stand before it."""
    for loss in part.span.document.original.losses:
        if loss.kind == "furniture" or not part.span.start <= loss.at <= part.span.end:
            continue
        before = part.span[: loss.at - part.span.start].strip()
        near = before.lines()[-1].strip() if before else part.span.strip().lines()[0].strip()
        where = f"page {loss.page}: " if loss.page else ""
        kind = "page" if loss.kind == "page" else "picture" if loss.kind == "picture" else "paragraph"
        yield Unread(kind=Concept("unit-kind", kind), reason=f"{where}{loss.words}", evidence=(near,))


class _Cover:
    """Positions, and how many of them lie before a given one."""

    def __init__(self, positions: Iterable[int]) -> None:
        self.positions = sorted(positions)

    def before(self, position: int) -> int:
        return bisect_left(self.positions, position)

    def until(self, position: int) -> int:
        return bisect_left(self.positions, position + 1)
