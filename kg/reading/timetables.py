"""Promises in timetables and tables: "First review to Cabinet   March 2022"; "Circulate the dashboard | MF | 30 September".

A line counts by which something comes to a body on a day. A table counts whose header names the action and, beside it, who answers
for it or by when it is to be done; a row that the table says is done is no promise any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from kg.facts import Commitment, Ref
from kg.lexicon import Lexicon, pattern_of
from kg.reading.blocks import Block
from kg.reading.duedates import Due, due_alone
from kg.reading.part import Part
from kg.reading.structure import blocks_of
from kg.reading.themes import themes
from kg.text import Span

_COLUMNS = {
    "action": re.compile(
        r"(?:(?:agreed|further|required|outstanding|next|key|new)\s)?(?:actions?|tasks?|steps?|what)(?:\s(?:agreed|required|needed|point|points|to\sbe\staken|item|we\swill\sdo|will\sbe\sdone))?\W{0,3}",
        re.IGNORECASE,
    ),
    "who": re.compile(
        r"(?:by\s)?(?:who|whom|owner|lead|lead\sofficer|action\sowner|person|officer|responsib\w+|responsible\s\w+|assigned\sto|accountable|action\sby|action\sfor|for)\W{0,3}",
        re.IGNORECASE,
    ),
    "due": re.compile(
        r"by|(?:by\s)?when|by\sdate|due|due\s(?:by|date)|dead\s?line|timescales?|target(?:\sdate)?|completion\s(?:date|by)|date\sdue|to\sbe\s(?:completed|done)\sby|complete\sby|due\sfor\scompletion",
        re.IGNORECASE,
    ),
    "state": re.compile(r"status|progress|update|rag|outcome|complete\??|done\??", re.IGNORECASE),
}
_DONE = re.compile(r"\W{0,3}(?:complete[d]?|done|closed|discharged|achieved|yes|finished|actioned)\b", re.IGNORECASE)
_VERB = re.compile(r"\W{0,3}(?:To\s)?[A-Z]?[a-z-]{2,14}\s\S")
_LINE = re.compile(r"^[^\n]{8,120}$", re.MULTILINE)
_SENTENCE = re.compile(r"\.\s*$|\b(?:will|would|be|is|was|are|were|has|have|had)\b")
_LEAST = 12  # letters of an action


@lru_cache(maxsize=8)
def _coming(world: Lexicon) -> re.Pattern[str]:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["commitments"])["line"]
    things, bodies = (
        "(?:" + "|".join(pattern_of(word) for word in sorted(table[key], key=len, reverse=True)) + r")\b"
        for key in ("things", "bodies")
    )
    return re.compile(
        rf"\W{{0,40}}(?:\w[\w-]{{0,14}}\s){{0,3}}{things}(?:\s(?:on|of)\s[\w’'\s-]{{3,60}}?)?\s(?:back\s)?to\s(?:the\s)?(?:[\w’'&-]{{1,20}}\s){{0,5}}?{bodies}\W{{0,12}}(?:\s{{1,60}})?(?P<when>\(?(?:in|by|on|for|due)?\s?[^\n]{{3,40}})$",
        re.IGNORECASE,
    )


def lines(text: Span, part: Part) -> Iterator[Commitment]:
    """The lines of a timetable by which something comes to a body: "First review to Cabinet   March 2022"."""
    for line in text.finditer(_LINE):
        row = line.span.match(_coming(part.world)) if line.span.search(_SENTENCE) is None else None
        when = due_alone(row.group("when"), part) if row is not None else None
        if when is not None:
            yield _promise(line.span, part, (line.span.strip(),), when)


def actions(part: Part) -> Iterator[Commitment]:
    """The actions of the tables of a part that are still to be done, in order."""
    at: dict[str, int] = {}
    header: Block | None = None
    for block in blocks_of(part):
        if block.kind != "row":
            at = at if block.kind == "prose" and len(block.text) < _LEAST else {}
            continue
        if (found := _columns(block.cells)) is not None:
            at, header = found, block
        elif at and header is not None and (action := _action(block, at, header, part)) is not None:
            yield action


def _columns(cells: list[Span]) -> dict[str, int] | None:
    at: dict[str, int] = {}
    for index, cell in enumerate(cells):
        for name, pattern in _COLUMNS.items():
            if name not in at and cell.strip(" *_").fullmatch(pattern):
                at[name] = index
                break
    return at if "action" in at and ("due" in at or "who" in at) else None


def _action(block: Block, at: dict[str, int], header: Block, part: Part) -> Commitment | None:
    def cell(name: str) -> Span | None:
        index = at.get(name)
        return block.cells[index].strip(" *_") if index is not None and index < len(block.cells) else None

    text, who, due, state = cell("action"), cell("who"), cell("due"), cell("state")
    done = any(one is not None and one.match(_DONE) for one in (state, due))
    if text is None or len(text) < _LEAST or not text.match(_VERB) or done:
        return None
    when = (due_alone(due, part) or Due(due)) if due else None
    return _promise(text, part, (block.span.strip(), header.span.strip()), when, who.words if who else "")


def _promise(text: Span, part: Part, evidence: tuple[Span, ...], when: Due | None, who: str = "") -> Commitment:
    return Commitment(
        ref=Ref("commitment", f"{part.slug}/at-{text.start}"),
        made_in=part.ref,
        text=text.words,
        responsible_printed=who,
        printed=when.span.words if when is not None else "",
        until=when.when if when is not None else None,
        themes=themes(text, part.world),
        evidence=evidence,
    )
