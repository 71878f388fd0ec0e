"""Tables of planned staff: a role in each row, with how many there are to be, and whether they are new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.facts import Allocation, Ref
from kg.reading.blocks import Block
from kg.reading.milestones import Columns
from kg.reading.part import Part
from kg.text import Span

_COLUMNS = {
    "role": re.compile(
        r"(?:job\s|staff\s|name\sof\s)?(?:role|post|title|position|job|team|staffing|staff\sgroup)s?(?:\stitle|\sname)?\W*",
        re.IGNORECASE,
    ),
    "headcount": re.compile(
        r"(?:(?:total|planned|proposed|no\.?|number|of|the)\s){0,3}(?:FTEs?|WTEs?|posts?|staff|headcount|heads|people|workers)(?:\s\(?(?:FTE|WTE|required|needed)\)?)?\W*|(?:number|no)\W*",
        re.IGNORECASE,
    ),
    "days": re.compile(r".{0,12}\bdays(?:\s(?:per|a|each)\sweek|/week)?\W*", re.IGNORECASE),
    "state": re.compile(r".{0,20}\b(?:status|funding|funded|new|existing|comments?|notes?)\b.{0,30}", re.IGNORECASE),
}
_AMOUNT = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
_NEW = re.compile(r"\b(?:new|additional|to\sbe\srecruited|proposed|yes)\b", re.IGNORECASE)
_EXISTING = re.compile(r"\b(?:existing|current|in\spost|in\splace|no|seconded)\b", re.IGNORECASE)


def _shape(row: Block) -> Columns | None:
    at: dict[str, int] = {}
    for name, pattern in _COLUMNS.items():
        found = [index for index, cell in enumerate(row.cells) if index not in at.values() and cell.fullmatch(pattern) is not None]
        if found:
            at[name] = found[0]
    return Columns(at, row) if {"role", "headcount"} <= set(at) else None


def staff_tables(part: Part, found: Iterable[Block], programme: Ref, place: Ref | None = None) -> Iterator[Allocation]:
    """An allocation for each row of a table whose header names a role and how many of it there are.

    Rows without a number are left out; so is what stands under the next heading or paragraph.
    """
    shape: Columns | None = None
    tables = rows = 0
    for block in found:
        if block.kind != "row":
            shape = None
            continue
        if (header := _shape(block)) is not None:
            shape, tables, rows = header, tables + 1, 0
            continue
        if shape is None:
            continue
        cells = block.cells
        role, count, days = (shape.cell(cells, name) for name in ("role", "headcount", "days"))
        if role is None or count is None or count.fullmatch(_AMOUNT) is None:
            continue
        rows += 1
        yield Allocation(
            ref=Ref("allocation", f"{part.slug}/staff-table-{tables}-{rows}"),
            programme=programme,
            label=role.words,
            place=place,
            headcount=Decimal(str(count)),
            days_per_week=Decimal(str(days)) if days is not None and days.fullmatch(_AMOUNT) is not None else None,
            new=_is_new(shape.cell(cells, "state"), shape),
            printed=block.span.words,
            evidence=(block.span.strip(), shape.header.span),
        )


def _is_new(state: Span | None, shape: Columns) -> bool | None:
    """Whether a row says that its posts are new; None where it does not say."""
    if state is None:
        return None
    head = shape.header.cells[shape.at["state"]]
    if _EXISTING.search(str(state)) is not None:
        return head.search(r"\bexisting\b", re.IGNORECASE) is not None and state.fullmatch(r"(?i:no)") is not None
    return True if _NEW.search(str(state)) is not None else None
