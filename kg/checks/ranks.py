"""Claims to be first against the tables of the same matter, and ranks that are printed as numbers of things."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.checks.grids import Cell, Grid, Line
from kg.checks.oddrows import CHANGE
from kg.checks.wording import SPELLED
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_FEWEST = 3
_HEADINGS = 4  # headings above a table that may name its matter
_NO_ROW = re.compile(
    r"\b(?:total|average|mean|england|national|region\w*|neighbours?|north|south|east|west|all)\b(?!\s\w)", re.IGNORECASE
)
_THAN_ALL = re.compile(
    r"\b(?:(?P<more>more|higher|greater|larger)|(?P<less>fewer|less|lower|smaller))\s(?:(?:numbers?|rates?|levels?|proportions?)\sof\s)?"
    r"(?P<things>[^.;:()]{3,90}?)\sthan\s(?:all|any)\s(?:of\s)?(?:the\s)?other\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|nor|never|if|whether|almost|nearly|most|one\sof|target|aim\w*|used\sto)\b", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"\b(?:the|as)\s(?P<count>(?!one\b)(?:{SPELLED}))\s(?:(?:most|least)\s[a-z]{{3,16}}|highest|lowest|largest|smallest|worst|best)\s"
    r"(?:[a-z]{3,14}\s){0,3}?(?P<thing>area|authority|council|borough|ward|district|town|city|region|county|rate|proportion|percentage|number|level|population)\b"
    r"(?!\s(?:[a-z-]{2,20}s|area|district|region|council)\b)",
    re.IGNORECASE,
)


def ranks(found: list[Block], grids: list[Grid]) -> Iterator[Discrepancy]:
    """The claims of ``found`` that its tables, ``grids``, deny; and "the eight most deprived area"."""
    headings = [block.text for block in found if block.kind == "heading"]
    starts = [heading.start for heading in headings]
    for block in found:
        if block.kind == "row":
            continue
        for sentence in block.text.sentences():
            if said := sentence.search(_ORDINAL):
                yield alarm(
                    "doubtful-figure",
                    (sentence,),
                    said.span.words,
                    f"“{said.group('thing').words}” is one",
                    f"The words “{said.span.words}” count several and name one; a rank may be meant.",
                    "doubtful",
                )
            said = sentence.search(_THAN_ALL)
            if said is None or _NOT.search(str(said.span)) or _NOT.search(str(said.before[-30:])):
                continue
            things = [thing.strip().lower() for thing in re.split(r",|\band\b|\bor\b", said.group("things").words)]
            things = [thing for thing in things if len(thing) > 3 and not thing.startswith("significant")]
            for grid in grids:
                above = headings[
                    max(0, bisect_left(starts, grid.lines[0].span.start) - _HEADINGS) : bisect_left(
                        starts, grid.lines[0].span.start
                    )
                ]
                named = next(
                    (heading for heading in reversed(above) if any(thing in heading.words.lower() for thing in things)), None
                )
                if named is None and not any(thing in grid.above.lower() for thing in things):
                    continue
                yield from _denied(sentence, said.span, said.has("more"), grid, named)


def _denied(sentence: Span, said: Span, more: bool, grid: Grid, named: Span | None) -> Iterator[Discrepancy]:
    """A claim against a table in which, in every column of figures, another row is beyond that of whom it is made."""
    own = [line for line in grid.lines if len(line.label) > 3 and line.label.lower() in sentence.words.lower()]
    columns = [at for at in range(grid.width) if not CHANGE.search(grid.head(at))]
    if len(own) != 1 or len(grid.lines) < _FEWEST:
        return
    beyond: list[tuple[Line, Cell, Cell]] = []
    for at in columns:
        column = [(line, cell) for line, cell in grid.column(at) if not _NO_ROW.search(line.label)]
        mine = next((cell for line, cell in column if line is own[0]), None)
        if mine is None or len(column) < _FEWEST or any(cell.unit == "%" and cell.value < 0 for _, cell in column):
            continue
        line, cell = max(column, key=lambda pair: pair[1].value if more else -pair[1].value)
        if cell.value == mine.value:
            return
        beyond.append((line, cell, mine))
    if not beyond:
        return
    each = "; ".join(f"{line.label} has {cell.span.words}, {own[0].label} {mine.span.words}" for line, cell, mine in beyond)
    yield alarm(
        "comparison-of-figures",
        (sentence, *([named] if named is not None else []), *grid.header[-1:], own[0].span, *(line.span for line, _, _ in beyond)),
        said.words,
        each,
        f"The words say “{said.words}”; in the table, {each}.",
        "doubtful",
    )
