"""Tables that say how far recommendations are: the recommendation in one column, what was done about it in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.facts import Fact, Finding, FollowUp, Inspection, Recommendation, Ref, slug
from kg.reading.blocks import Block
from kg.reading.earlier import earlier_review
from kg.reading.findings import polarity, themes
from kg.reading.followups import status_of_cell
from kg.reading.part import Part
from kg.reading.refs import inspection_ref
from kg.reading.sections import Section
from kg.text import Span

_ASKED = re.compile(
    r"(?:the\s|original\s|scrutiny\s|agreed\s|panel(?:[’']s)?\s|previous\s)*recommendations?(?:\s(?:text|made|details?))?\W*",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:current\s|latest\s)?(?:position|progress|update|status|response|outcome|action\staken|evidence\sof\sprogress|implementation|BRAG|RAG)\b.{0,40}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:R|Rec\.?\s?)?\(?(?:\d{1,3}(?:\.\d{1,2})?|[a-z])[.)]?", re.IGNORECASE)


_EARLIER = re.compile(r"\b(?:progress|previous|earlier|implementation|agreed|update|action\splan|response)\b", re.IGNORECASE)


def is_told(rows: Iterable[Block]) -> bool:
    """Whether rows are a table of recommendations that also tells what was done about each."""
    return any(_columns(row) is not None for row in rows if row.kind == "row")


def responses(part: Part, section: Section, made_in: Ref, name: str) -> Iterator[Fact]:
    """Each recommendation of such a table, what the table says was done, and the follow-up where it says how far that is.

    Under a heading such as "Progress on the recommendations of 2019" they were made in an earlier review, else in ``made_in``.
    """
    source = _source(part, section)
    if source is not None:
        yield source
        made_in = source.ref
    yield from _rows(part, section.blocks, made_in, name)


def _source(part: Part, section: Section) -> Inspection | None:
    """The earlier review that the recommendations of a table are of, named by the heading of the table."""
    heading = section.heading
    if heading is None or part.header.about is None or not heading.text.search(_EARLIER):
        return None
    return earlier_review(part, heading.text) or Inspection(
        ref=inspection_ref(part.header.about, None, section.title),
        label=section.title,
        inspects=part.header.about,
        evidence=(heading.span,),
    )


def _rows(part: Part, rows: Iterable[Block], made_in: Ref, name: str) -> Iterator[Fact]:
    at: tuple[int, list[int]] | None = None
    head: Block | None = None
    count = 0
    for row in rows:
        if row.kind != "row":
            continue
        if (columns := _columns(row)) is not None:
            at, head = columns, row
            continue
        cells = row.cells
        if at is None or head is None or at[0] >= len(cells) or len(cells[at[0]]) < 12:
            continue
        count += 1
        asked = cells[at[0]]
        number = next((cell.words.strip("().") for cell in cells[: at[0]] if cell.fullmatch(_NUMBER)), "")
        recommendation = Recommendation(
            ref=Ref("recommendation", f"{part.slug}/{slug(name)}-{count}"),
            made_in=made_in,
            text=asked.words,
            number=number,
            themes=themes(asked, part.world),
            evidence=(row.span, head.span),
        )
        yield recommendation
        yield from _told(part, recommendation, [cells[index] for index in at[1] if index < len(cells) and cells[index]], head)


def _told(part: Part, asked: Recommendation, cells: list[Span], head: Block) -> Iterator[Fact]:
    """The finding that the cells make together, and the follow-up of the first of them that says how far it is."""
    if not cells:
        return
    longest = max(cells, key=len)
    said = next((status for cell in cells if (status := status_of_cell(cell, part.world)) is not None), None)
    found = Finding(
        ref=Ref("finding", f"{asked.ref.slug}-told"),
        made_in=part.ref,
        text="; ".join(cell.words for cell in cells),
        polarity=polarity(longest, part.world),
        themes=themes(longest, part.world),
        evidence=(*cells, head.span),
    )
    yield found
    if said is not None:
        yield FollowUp(of=asked.ref, by=found.ref, status=said, evidence=tuple(cells))


def _columns(row: Block) -> tuple[int, list[int]] | None:
    cells = row.cells
    asked = [index for index, cell in enumerate(cells) if len(cell) < 60 and cell.fullmatch(_ASKED)]
    done = [index for index, cell in enumerate(cells) if len(cell) < 60 and cell.fullmatch(_DONE)]
    return (asked[0], done) if asked and done else None
