"""Tables as the checks need them: columns with their heads, cells with their values, the row of totals apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.arithmetic import NUMBER, number
from kg.reading.blocks import Block
from kg.reading.tables import Row, find_tables
from kg.text import Span

_CELL = re.compile(
    rf"(?P<sign>[-–−+]\s?)?(?:£\s?)?(?P<value>{NUMBER})\s?(?P<unit>%|x)?(?:\s?\((?P<share>{NUMBER})\s?%\))?", re.IGNORECASE
)
_TOTAL = re.compile(
    r"\W{0,4}(?:grand\s|overall\s)?(?:totals?|all|sum|altogether|in\sall|overall|whole|combined)(?P<more>\b[^\d%]{0,40})?\W{0,4}",
    re.IGNORECASE,
)
_FEWEST = 3  # rows whose sum may stand below them without being called so
_PERIOD = re.compile(r"\W{0,3}(?:(?:19|20)\d\d|Q[1-4]\b|quarter\b|week\b|(?:[A-Z][a-z]{2,8}\s)(?:19|20)?\d\d)|\d", re.IGNORECASE)
_NEAR = Decimal("0.15")  # a sum that is farther off is none
_NO_PART = re.compile(
    r"total|\bof which\b|^\s*of\b|average|\bmean\b|\ball\b|england|national|region|neighbour|comparator", re.IGNORECASE
)


@dataclass(frozen=True)
class Cell:
    """A value of a table: ``unit`` is "%", "x" or ""; ``share`` the percentage printed in brackets after it."""

    span: Span
    value: Decimal
    unit: str = ""
    share: Decimal | None = None

    @property
    def count(self) -> bool:
        """Whether it is a whole number that may count something."""
        return not self.unit and self.value == self.value.to_integral_value() and self.value >= 0 and "." not in str(self.span)


@dataclass(frozen=True)
class Line:
    """A row: its label, and a cell or None for each column after it."""

    span: Span
    label: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Grid:
    """A table, or the stretch of it down to a row of totals. ``heads`` are the words above each column."""

    header: tuple[Span, ...]
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line | None
    above: str

    def column(self, at: int) -> list[tuple[Line, Cell]]:
        """The cells of a column with their rows; those that hold no value are left out."""
        return [(line, cell) for line in self.lines if (cell := line.cells[at]) is not None]

    def head(self, at: int) -> str:
        """The words above a column; empty where it has none."""
        return self.heads[at] if at < len(self.heads) else ""

    @property
    def called(self) -> bool:
        """Whether the row of totals is called so, and not only taken for one because it adds up elsewhere."""
        return self.total is not None and re.fullmatch(_TOTAL, self.total.label) is not None

    @property
    def partition(self) -> bool:
        """Whether no label says that its row is something else than a part of the whole."""
        return not any(_NO_PART.search(line.label) for line in self.lines)

    @property
    def width(self) -> int:
        """How many columns stand after the label."""
        return len(self.lines[0].cells)


def grids(span: Span, blocks: list[Block]) -> list[Grid]:
    """The tables of ``span`` with rows of equal width; one with several rows of totals is parted below each of them."""
    made = []
    for table in find_tables(span, blocks):
        width = max(len(row.cells) for row in table.rows)
        heads = [
            " ".join(row.cells[at].words for row in table.header if len(row.cells) == width and row.cells[at])
            for at in range(1, width)
        ]
        header = tuple(row.span for row in table.header)
        above = " ".join(block.text.words[:300] for block in table.before[:2])
        lines: list[Line] = []
        for row in table.rows:
            if len(row.cells) != width or not row.cells[0]:
                continue
            line = _line(row)
            said = row.cells[0].fullmatch(_TOTAL)
            if said is not None and lines and (not str(said.get("more") or "").strip() or len(lines) > 2):
                made.append(Grid(header, tuple(heads), tuple(lines), line, above))
                lines = []
            else:
                lines.append(line)
        if lines:
            total = lines.pop() if _is_sum(lines) else None
            made.append(Grid(header, tuple(heads), tuple(lines), total, above))
    return made


def _is_sum(lines: list[Line]) -> bool:
    """Whether the last row adds up those above it, whatever it is called: exactly in one column of several, nearly in the others."""
    *parts, last = lines
    if (
        len(parts) < _FEWEST
        or _PERIOD.match(last.label)
        or sum(cell is not None for cell in last.cells) < 2
        or any(cell is None for part in parts for cell in part.cells)
    ):
        return False
    exact = far = 0
    for at, printed in enumerate(last.cells):
        cells = [cell for part in parts if (cell := part.cells[at]) is not None]
        if printed is None or printed.unit or any(cell.unit or cell.value < 0 for cell in cells) or not printed.value:
            return False
        added = sum((cell.value for cell in cells), Decimal(0))
        far += abs(added - printed.value) > printed.value * _NEAR
        exact += added == printed.value and sum(cell.value > 0 for cell in cells) >= _FEWEST
    return exact > far  # one column may count what the rows share


def _line(row: Row) -> Line:
    return Line(row.span, row.cells[0].words, tuple(_cell(cell) for cell in row.cells[1:]))


def _cell(span: Span) -> Cell | None:
    found = span.fullmatch(_CELL)
    if found is None:
        return None
    value = number(str(found.group("value")))
    if found.has("sign") and str(found.group("sign")).strip() != "+":
        value = -value
    share = number(str(found.group("share"))) if found.has("share") else None
    return Cell(span, value, str(found.get("unit") or "").lower(), share)
