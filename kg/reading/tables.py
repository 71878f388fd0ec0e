"""Finds the tables of a text: rows of cells under a header, separated by tabs, bars or runs of blanks.

A table goes on over blank lines and page numbers. Whether its header names dates, places or measures is for the reader to
see; here a header is only what stands above the first row that holds figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.reading.blocks import Block
from kg.reading.dates import find_dates
from kg.text import Span

_BAR = re.compile(r"\s*\|\s*")
_GAP = re.compile(r"\s{2,}")
_RULE = re.compile(r"[\s|:+=_–—-]{3,}")
_PAGE = re.compile(r"\s*(?:page\s)?\d{0,3}(?:\sof\s\d{1,3})?\s*", re.IGNORECASE)
VALUE = re.compile(
    r"[<>~≤≥±]?\s?(?:[-–−+]\s?)?£?\s?(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s?(?:%|k|m|bn|x|days?|weeks?|months?|years?|per\s1[0,]{3,6}|\*)?(?:\s?\([^()]{1,40}\))?",
    re.IGNORECASE,
)
DAMAGED = re.compile(r"(?=.*\d)[\d\s.,%£()OolI|/\\-]{2,16}")
EMPTY = re.compile(
    r"|[-–—*.?]{1,3}|n/?a\.?|nil\sreturn|not\s(?:available|applicable|known|recorded)|tbc|suppressed|c|x|z|:", re.IGNORECASE
)
_CONTENTS = re.compile(r"[#*\s]{0,6}(?:table\sof\s)?contents[*:\s]{0,4}", re.IGNORECASE)
_PAGE_AT_END = re.compile(r".{0,200}\S(?:\t|\s{2,}|\.{2,}\s*)\d{1,3}\s*")
_YEARLIKE = re.compile(r"(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?\*?(?:\s?[(–-].{0,60}|\s[A-Za-z%].{0,60})?")


@dataclass(frozen=True)
class Row:
    """A line of a table, and its cells; the first is its label. ``kind`` is what parts them: "tab", "bar" or "gap"."""

    span: Span
    cells: tuple[Span, ...]
    kind: str = "tab"


@dataclass(frozen=True)
class Table:
    """Rows with figures, the header rows above them, and the blocks before it, the nearest first.

    ``last`` is where the table before it ends: a heading above that is not its own.
    """

    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    before: tuple[Block, ...] = field(repr=False, default=())
    last: int = 0

    @property
    def span(self) -> Span:
        """From the first row (of the header, if it has one) to the last."""
        return (self.header or self.rows)[0].span.to(self.rows[-1].span)


def find_tables(span: Span, blocks: list[Block]) -> list[Table]:
    """The tables of ``span`` that hold figures, in order; ``blocks`` are those of the same span."""
    groups: list[list[Row]] = []
    fresh, gap = True, 0
    for line in span.lines():
        row = _row(line)
        if row is not None:
            if fresh or gap > 6 or not groups or _begins(row, groups[-1], gap):
                groups.append([])
            groups[-1].append(row)
            fresh, gap = False, 0
        elif _RULE.fullmatch(str(line)) or _PAGE.fullmatch(str(line)):
            gap += 1
        else:
            fresh = True
    tables: list[Table] = []
    for group in groups:
        table = _table(group, blocks, tables[-1].span.end if tables else span.start)
        if table is not None:
            tables.append(table)
    return tables


def contents(span: Span) -> Span | None:
    """The table of contents of ``span``: from the line that says so to the last line that ends in a page number."""
    first: Span | None = None
    last: Span | None = None
    others = 0
    for line in span.lines():
        if first is None:
            first = line if _CONTENTS.fullmatch(str(line)) else None
        elif _PAGE_AT_END.fullmatch(str(line)):
            last, others = line, 0
        elif str(line).strip() and (others := others + 1) > 3:
            break
    return first.to(last) if first is not None and last is not None else None


def _begins(row: Row, group: list[Row], gap: int) -> bool:
    """Whether a row begins another table: its cells are parted in another way, or it is a header under figures."""
    return row.kind != group[-1].kind or (
        gap > 0 and _is_header(row) and any(has_figures(one) and not _is_header(one) for one in group)
    )


def _row(line: Span) -> Row | None:
    text = str(line)
    kind = "tab" if "\t" in text else "bar" if text.count("|") >= 2 else "gap"
    if kind == "tab":
        cells = line.split(r"\t")
    elif kind == "bar":
        bare = line.strip()
        inner = bare[1 if str(bare).startswith("|") else 0 : -1 if str(bare).endswith("|") else None]
        cells = inner.split(_BAR)
    elif "  " in text.strip():
        indent = len(text) - len(text.lstrip())
        cells = [*([line[:0]] if indent > 20 else []), *line[indent:].strip().split(_GAP)]
        heads = len(cells) > 2 and not re.search(r"[.;]\s|\d{5}", text) and all(len(cell) < 40 for cell in cells)
        if not heads and (not all(_filled(cell) for cell in cells[1:]) or (len(cells) == 2 and indent > 20)):
            return None
    else:
        return None
    return Row(line.strip(), tuple(cell.strip() for cell in cells), kind) if len(cells) > 1 and line.strip() else None


def _filled(cell: Span) -> bool:
    """Whether a cell between runs of blanks looks like one of a table of figures: a value, a date or a short name."""
    text = str(cell).strip()
    return bool(VALUE.fullmatch(text) or EMPTY.fullmatch(text) or DAMAGED.fullmatch(text) or (len(text) < 40 and find_dates(cell)))


def has_figures(row: Row) -> bool:
    """Whether most of the cells after the label are figures, and the label is none."""
    rest = [str(cell) for cell in row.cells[1:] if not EMPTY.fullmatch(str(cell))]
    values = [text for text in rest if VALUE.fullmatch(text) or DAMAGED.fullmatch(text)]
    return (
        bool(row.cells[0])
        and bool(re.search(r"[A-Za-z]{2}|\d{4}", str(row.cells[0])))
        and len(values) * 2 >= len(rest)
        and bool(values)
    )


def _is_header(row: Row) -> bool:
    """Whether the cells after the label are years or words, not figures."""
    rest = [str(cell) for cell in row.cells[1:] if str(cell)]
    return bool(rest) and all(_YEARLIKE.fullmatch(text) or not VALUE.fullmatch(text) for text in rest)


def _table(group: list[Row], blocks: list[Block], last: int) -> Table | None:
    first = next((index for index, row in enumerate(group) if has_figures(row) and not _is_header(row)), None)
    if first is None:
        return None
    header: list[Row] = []
    for row in reversed(group[:first]):
        if not _is_header(row) or len(header) == 3:
            break
        header.insert(0, row)
    rows = group[first:]
    if not header and _contents(rows):
        return None
    if sum(has_figures(row) for row in rows) * 2 < len(rows) or (rows[0].kind == "gap" and len(rows) < 2 and not header):
        return None
    start = (header or rows)[0].span.start
    return Table(tuple(header), tuple(rows), tuple(block for block in reversed(blocks) if block.span.end <= start)[:12], last)


def _contents(rows: list[Row]) -> bool:
    """Whether rows are a table of contents: titles and page numbers that never fall."""
    pages = [str(row.cells[-1]) for row in rows]
    if len(rows) < 3 or not all(
        re.fullmatch(r"\d{1,3}", page) and len(row.cells) == 2 for page, row in zip(pages, rows, strict=True)
    ):
        return False
    numbers = [int(page) for page in pages]
    return numbers == sorted(numbers) and numbers[0] < 12
