"""What was recognised as a unit of a document, and whether it was read.

Every numbered paragraph, bullet, agenda item, table row and prose paragraph is a unit, unless it is a heading. It is read when a fact
rests on some of its words; otherwise it is unread, with the reason that a mapping gave or that no reader found a statement in it.

Every sentence that prints a figure (:mod:`kg.reading.printed`) is a unit too: read when all its figures are. A figure is read when a
fact that rests on its characters states its value or prints it.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from kg.facts import AgendaItem, Concept, Coverage, Fact, Header, Unit, Unread
from kg.reading.blocks import blocks
from kg.reading.numbers import Number
from kg.reading.part import Part
from kg.reading.printed import printed_figures, statements
from kg.reading.sections import is_heading
from kg.reading.tables import contents
from kg.text import Span
from kg.unitkinds import is_block

KINDS = {"numbered": "numbered-paragraph", "bullet": "bullet", "row": "table-row", "prose": "paragraph"}
NOT_READ = "no reader recognised a statement in it"
MOST_NAMED = 6  # so many figures are named in a reason
_FURNITURE = re.compile(  # a rule across the page, and a heading as in "3/ Last minutes"
    r"[-–—_=*.]{4,400}(?:\s[^.!?]{0,60})?|\d{1,2}\s?/\s[A-Z](?:[^.!?;]{0,80}[^.!?;:,])?"
)
_BLANK = re.compile(r"[\s()]+")
FEWEST_ROWS = 3  # of a table, to say that some do not fit


def covered(part: Part, facts: Sequence[Fact]) -> list[Fact]:
    """The ``facts`` of ``part`` with its units and what they come to. A reader's reason that a unit gives is not said twice."""
    found = list(units(part, facts))
    blocks_of = sorted((unit for unit in found if is_block(unit.kind.name)), key=_start)
    kept = [one for fact in facts if (one := _within(fact, blocks_of) if isinstance(fact, Unread) else fact) is not None]
    figures = [(unit.figures_printed or 0, unit.figures_read or 0) for unit in found]
    whole = Coverage(
        share_cited=_share(part.span, _kept(facts)),
        figures_printed=sum(printed for printed, _ in figures),
        figures_read=sum(read for _, read in figures),
        evidence=part.header.evidence,
    )
    return [*kept, *found, whole]


def _start(unit: Unit) -> int:
    return unit.evidence[0].start


def _within(fact: Unread, blocks_of: Sequence[Unit]) -> Unread | None:
    """What a reader left out: a part, where it stands in a block that is a unit; None where that block gives the reason itself."""
    if not is_block(fact.kind.name) or not fact.evidence:
        return fact
    span = fact.evidence[0]
    index = bisect_right(blocks_of, span.start, key=_start) - 1
    if index < 0 or blocks_of[index].evidence[0].end <= span.start:
        return fact
    return None if blocks_of[index].reason == fact.reason else dataclasses.replace(fact, kind=Concept("unit-kind", "part"))


def units(part: Part, facts: Sequence[Fact]) -> Iterator[Unit]:
    """The units of ``part`` in order: each block, and after it those of its sentences that print figures; a row has its own."""
    kept = _kept(facts)
    read = (
        _Cover(span.start for fact in kept for span in fact.evidence),
        _Cover(span.end for fact in kept for span in fact.evidence),
    )
    items = {span.end for fact in kept if isinstance(fact, AgendaItem) for span in fact.evidence}
    reasons = [(span, fact.reason) for fact in facts if isinstance(fact, Unread) for span in fact.evidence]
    figures, listed, found = _Figures(kept), contents(part.span), blocks(part.span)
    for index, block in enumerate(found):
        paged = part.family == "agenda" or (listed is not None and block.span.overlaps(listed))
        printed = [(one, numbers) for one in statements(block) if (numbers := list(printed_figures(one, paged=paged)))]
        counted = [(one, len(numbers), [number for number in numbers if not figures.has(number)]) for one, numbers in printed]
        item = block.span.end in items or (part.family == "agenda" and block.kind == "numbered")
        if block.text and (block.kind != "heading" or item):
            kind = Concept("unit-kind", "agenda-item" if item else KINDS[block.kind])
            own = [(of, of - len(missed)) for _, of, missed in counted] if block.kind == "row" else []
            printed_here, read_here = own[0] if own else (None, None)
            unit = Unit(kind=kind, status="read", figures_printed=printed_here, figures_read=read_here, evidence=(block.span,))
            # an evidence span touches the block when it begins before the block's end and ends after its beginning
            if read[0].before(block.span.end) > read[1].until(block.span.start):
                yield unit
            elif item or not (is_heading(found, index) or _FURNITURE.fullmatch(block.text.words)):
                reason = next((why for span, why in reasons if span.overlaps(block.span)), NOT_READ)
                yield dataclasses.replace(unit, status="unread", reason=reason)
        if block.kind != "row":
            yield from (_sentence(*one) for one in counted)


def _sentence(sentence: Span, printed: int, missed: Sequence[Number]) -> Unit:
    """The unit of a sentence that prints figures, of which some were missed."""
    named = ", ".join(f"“{number.span.words}”" for number in missed[:MOST_NAMED])
    return Unit(
        kind=Concept("unit-kind", "sentence"),
        status="unread" if missed else "read",
        reason=f"not read as a figure: {named}{' …' if len(missed) > MOST_NAMED else ''}" if missed else "",
        figures_printed=printed,
        figures_read=printed - len(missed),
        evidence=(sentence,),
    )


def losses(part: Part) -> Iterator[Unread]:
    """What the file holds and its text does not: pages and pictures, each at the words that stand before it; and damaged tables."""
    for loss in part.span.document.original.losses:
        if loss.kind == "furniture" or not part.span.start <= loss.at <= part.span.end:
            continue
        before = part.span[: loss.at - part.span.start].strip()
        near = before.lines()[-1].strip() if before else part.span.strip().lines()[0].strip()
        where = f"page {loss.page}: " if loss.page else ""
        kind = "page" if loss.kind == "page" else "picture" if loss.kind == "picture" else "paragraph"
        yield Unread(kind=Concept("unit-kind", kind), reason=f"{where}{loss.words}", evidence=(near,))
    for rows, group in groupby(blocks(part.span), key=lambda block: block.kind == "row"):
        table = list(group)
        if rows and (reason := _misfit([len(block.cells) for block in table])):
            yield Unread(kind=Concept("unit-kind", "damaged-table"), reason=reason, evidence=(table[0].span,))


def _misfit(widths: Sequence[int]) -> str:
    """In what the rows of a table do not fit together, by the numbers of their cells; "" where they do.

    Most rows have the width of the table. A first row may lack the cell over the labels, and a row of one cell is a title.
    """
    if len(widths) < FEWEST_ROWS:
        return ""
    wide, _ = Counter(widths).most_common(1)[0]
    odd = [width for index, width in enumerate(widths) if width not in (1, wide) and not (index == 0 and width == wide - 1)]
    return f"{len(odd)} of its {len(widths)} rows have not the {wide} cells of most" if wide > 1 and odd else ""


def _kept(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that read something: what a document says of itself and what was not read are none."""
    return [fact for fact in facts if not isinstance(fact, (Header, Unread, Unit, Coverage))]


def _share(span: Span, facts: Iterable[Fact]) -> Decimal:
    """Which share of the letters of ``span`` some fact rests on, to three places."""
    cited = bytearray(len(span))
    for one in {(one.start, one.end) for fact in facts for one in fact.evidence}:
        first, last = max(one[0], span.start) - span.start, min(one[1], span.end) - span.start
        if first < last:
            cited[first:last] = b"\1" * (last - first)
    letters = [place for place, letter in enumerate(str(span)) if not letter.isspace()]
    share = Decimal(sum(cited[place] for place in letters)) / Decimal(max(1, len(letters)))
    return share.quantize(Decimal("0.001"))


class _Cover:
    """Positions, and how many of them lie before a given one."""

    def __init__(self, positions: Iterable[int]) -> None:
        self.positions = sorted(positions)

    def before(self, position: int) -> int:
        return bisect_left(self.positions, position)

    def until(self, position: int) -> int:
        return bisect_left(self.positions, position + 1)


class _Figures:
    """The facts that state a value or print one, by where they rest. Asked of numbers in the order of the text."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        resting = [(span, *stated) for fact in facts if any(stated := _stated(fact)) for span in fact.evidence]
        self.due = sorted(resting, key=lambda one: one[0].start, reverse=True)
        self.open: list[tuple[Span, frozenset[Decimal], frozenset[str]]] = []

    def has(self, number: Number) -> bool:
        """Whether a fact that rests on the number states its value or prints it."""
        at = number.span
        while self.due and self.due[-1][0].start <= at.start:
            self.open.append(self.due.pop())
        self.open = [one for one in self.open if one[0].end > at.start]
        return any(at in span and (number.value in values or number.span.words in printed) for span, values, printed in self.open)


def _stated(fact: Fact) -> tuple[frozenset[Decimal], frozenset[str]]:
    """The numbers that a fact holds, and the words in which it prints one. What is printed and could not be read has no value."""
    values = frozenset(value for field in dataclasses.fields(fact) if isinstance(value := getattr(fact, field.name), Decimal))
    printed = " ".join(getattr(fact, "printed", "").split())
    return values, frozenset({printed, *(piece for piece in _BLANK.split(printed) if piece)} if values else ())
