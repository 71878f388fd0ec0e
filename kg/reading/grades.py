"""Grades that a report gives: its table of judgements and the sentences that stand for a row of it.

Text from a PDF takes a table apart: the grade follows its row, stands in the middle of it, or is itself cut in two by it. The
rows are known by the wordings of the aspects and the cells by those of the grades; both come in the order of the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kg.facts import Concept
from kg.lexicon import Lexicon
from kg.reading.chapters import folded
from kg.text import Match, Span

_NUMBER = re.compile(r"^[\s|*#]*(?:\d(?:\.\d)?[.)]?\s+)?|^[\s|*#]*\d(?:\.\d)?[.)]?$")
_CELL = re.compile(
    r"(?:^|[\s|:])(?P<grade>requires?(?:\s+improvement(?:\s+to(?:\s+be(?:\s+good)?)?)?)?|improvement(?:\s+to(?:\s+be(?:\s+good)?)?)?|(?:to\s+)?be\s+good|outstanding|good"
    r"|adequate|inadequate|satisfactory|not\s+(?:awarded|judged))[\s|*.]*$",
    re.IGNORECASE,
)
_HEADER = {
    "judgement",
    "grade",
    "judgement grade",
    "key judgement",
    "judgements",
    "judgment grade",
    "judgment",
    "key judgement judgement grade",
}
_MOST_LINES = 90
_MOST_BETWEEN = 5  # lines of a foot and a head of pages
_LONGEST_HEAD = 100
_WHAT = r"(?P<grade>outstanding|good|inadequate|adequate|requir(?:es?|ing)\s+improvement(?:\s+to\s+be\s+good)?)(?![\w-])"
_OVERALL = re.compile(
    rf"(?:overall\s+judgement\s+is(?:\s+that)?(?:\s+children[’']s\s+services(?:\s+in\s[^.;:]{{2,80}}?)?)?|(?<![\w’'])children[’']s\s+services(?:\s+(?:in|for)\s[^.;:]{{2,80}}?)?)"
    rf"\s+(?:(?:are|is)\s+)?{_WHAT}",
    re.IGNORECASE,
)
_BOARD = re.compile(
    rf"(?:Local\s+Safeguarding\s+Children(?:[’']?s)?(?:\s+Board)?(?:\s+\(LSCB\))?|\bLSCB|Safeguarding\s+Children(?:[’']s)?\s+Board(?:\s+\([A-Z]+\))?)"
    rf"(?:\s+in\s+[A-Z][\w’' -]{{2,40}}?)?\s+(?:is\s+(?:judged\s+to\s+be\s+)?)?{_WHAT}",
    re.IGNORECASE,
)
_ARRANGED = re.compile(
    rf"\barrangements\s+(?:in\s+place\s+)?to\s+evaluate\s+(?:the\s+effectiveness\s+of\s+)?[^.;:]{{10,220}}?,?\s+(?:(?:are|is)\s+(?:judged\s+to\s+be\s+)?)?{_WHAT}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Grade:
    """A grade for an aspect: the name of the grade within its scale, its printed words, and where they stand."""

    aspect: Concept
    name: str
    printed: str
    evidence: tuple[Span, ...]


@dataclass
class _Row:
    words: str
    spans: list[Span] = field(default_factory=list)


@lru_cache(maxsize=8)
def _aspects(world: Lexicon) -> dict[str, Concept]:
    return {
        folded(wording): entry.concept for entry in world.scheme("aspect").entries for wording in (*entry.wordings, entry.label)
    }


def aspect_of(words: str, world: Lexicon) -> Concept | None:
    """The aspect of these words, or None."""
    return _aspects(world).get(folded(_NUMBER.sub("", words)))


def grade_of(words: str) -> str:
    """The name that a printed grade has in every scale ("requires-improvement"), or ``""``."""
    plain = folded(words)
    if plain.startswith(("requires improvement", "require improvement", "requiring improvement")):
        return "requires-improvement"
    if plain in ("not awarded", "not judged"):
        return "not-awarded"
    return plain if plain in ("outstanding", "good", "adequate", "inadequate") else ""


def table(span: Span, world: Lexicon) -> tuple[list[Grade], int]:
    """The grades of the first table of judgements in ``span``, in order, and the offset in ``span`` where the table ends."""
    rows: list[_Row] = []
    cells: list[_Row] = []
    header: Span | None = None
    last: Span | None = None
    lines = [line for line in span.lines() if line.strip()][:_MOST_LINES]
    for index, line in enumerate(lines):
        cell, words = _parted(line)
        if not words and cell is None:
            continue
        if words in _HEADER:
            header = line.strip()
            continue
        if words and not _taken(rows, words, line.strip(), world):
            begun = bool(rows and cells)
            waiting = len(rows) > len(cells)
            if (begun or len(rows) > 1) and _interrupts(lines[index : index + _MOST_BETWEEN], rows, world, waiting=waiting):
                continue
            if begun:
                break
            rows.clear()  # a line of the title that is worded like a row, a grade in the sentences before the table
            cells.clear()
            continue
        if cell is not None and (rows or not words):
            _gather(cells, cell.group("grade"))
        last = line
    made = _paired(rows, cells, header, world)
    return made, (last.end - span.start if last is not None and len(made) > 1 else 0)


def _interrupts(lines: list[Span], rows: list[_Row], world: Lexicon, *, waiting: bool) -> bool:
    """Whether the first of the lines is the foot or head of a page that a table goes on after.

    It goes on with a new row, with the rest of the last one, or with the cell that one waits for.
    """
    known = _aspects(world)
    for line in lines:
        cell, words = _parted(line)
        if cell is not None and not words:
            return waiting
        longer = f"{rows[-1].words} {words}"
        if words and any(wording == longer or wording.startswith(longer + " ") for wording in known):
            return True
        if " " in words and any(wording == words or wording.startswith(words + " ") for wording in known):
            return not any(row.words.startswith(words) for row in rows)
        if len(line) > _LONGEST_HEAD or line.search(r"[.:;?]\s*$") is not None:
            return False
    return False


def _parted(line: Span) -> tuple[Match | None, str]:
    """The grade that ends a line, and the words before it for comparing, without their number."""
    cell = line.search(_CELL)
    rest = line[: cell.group("grade").start - line.start] if cell is not None else line
    return cell, folded(_NUMBER.sub("", str(rest)))


def _taken(rows: list[_Row], words: str, line: Span, world: Lexicon) -> bool:
    """Whether the words begin a row, or go on with the last one."""
    known = _aspects(world)
    if rows:
        longer = f"{rows[-1].words} {words}"
        if any(wording == longer or wording.startswith(longer + " ") for wording in known):
            rows[-1].words = longer
            rows[-1].spans.append(line)
            return True
        if rows[-1].words not in known:
            return False
    if any(wording == words or (wording.startswith(words + " ") and " " in words) for wording in known):
        rows.append(_Row(words, [line]))
        return True
    return False


def _gather(cells: list[_Row], cell: Span) -> None:
    """A new cell, or the rest of one that was cut ("Requires" … "improvement")."""
    words = folded(cell.words)
    if cells and (
        (words.startswith("improvement") and cells[-1].words in ("require", "requires"))
        or (words in ("to be good", "be good") and cells[-1].words.startswith("requires improvement"))
    ):
        cells[-1].words += " " + words
        cells[-1].spans.append(cell)
    elif not words.startswith(("improvement", "to be", "be good")):  # the end of a sentence before the table is no cell
        cells.append(_Row(words, [cell]))


def _paired(rows: list[_Row], cells: list[_Row], header: Span | None, world: Lexicon) -> list[Grade]:
    known = _aspects(world)
    if len(rows) != len(cells):  # a cell is missing: only cells that stand within the lines of a row are sure
        starts = [row.spans[0].start for row in rows[1:]] + [max([0, *(cell.spans[-1].end for cell in cells)])]
        pairs = [
            (row, within[0])
            for row, end in zip(rows, starts, strict=False)
            if len(within := [cell for cell in cells if row.spans[0].start <= cell.spans[0].start < end]) == 1
        ]
    else:
        pairs = list(zip(rows, cells, strict=True))
    made = []
    for row, cell in pairs:
        aspect, name = known.get(row.words), grade_of(cell.words)
        if aspect is not None and name:
            ordered = sorted([*row.spans, *cell.spans], key=lambda one: one.start)
            whole = ordered[0].to(max(ordered, key=lambda one: one.end))
            printed = " ".join(part.words for part in cell.spans)
            made.append(Grade(aspect, name, printed, (whole, header) if header is not None else (whole,)))
    return made


def overall(span: Span, world: Lexicon) -> Grade | None:
    """The overall grade where a sentence says it ("Children's services in … are good"), or None."""
    return _stated(span, _OVERALL, world.concept("aspect", "overall"))


def of_board(span: Span, world: Lexicon) -> Grade | None:
    """The grade of the safeguarding board where a heading or sentence says it, or None."""
    aspect = world.concept("aspect", "lscb")
    return _stated(span, _BOARD, aspect) or _stated(span, _ARRANGED, aspect)


def of_arrangements(span: Span, world: Lexicon) -> Grade | None:
    """The grade of the safeguarding board where it is given to its arrangements to evaluate what partners do, or None."""
    return _stated(span, _ARRANGED, world.concept("aspect", "lscb"))


def _stated(span: Span, pattern: re.Pattern[str], aspect: Concept) -> Grade | None:
    found = span.search(pattern)
    if found is None:
        return None
    grade = found.group("grade")
    return Grade(aspect, grade_of(grade.words), grade.words, (found.span,))
