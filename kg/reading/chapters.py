"""The chapters of an inspection report or letter: stretches of text under a known heading.

Headings are known by their words (``mappings/lexicon/inspection.toml``), not by their looks: text from a PDF wraps them over
lines, glues footnote marks to them and lets the first sentence follow without a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.lexicon import Lexicon
from kg.text import Span

_LONGEST = 170
_MARKS = re.compile(r"[*_#]{1,6}")
_OPENS = re.compile(r"[*_#\s]{0,9}(?:Section\s\d|\d(?:\.\d)?\.?\s)?[A-Z©]")
_PAGE = re.compile(r"\d{1,3}")
_FOR_BOARD = r"for the (?:local )?(?:safeguarding )?(?:children )?board\b"
_TO_PAGE = re.compile(r"\S(?:[\s.…]{2,}|\t|\s)\d{1,3}$")


@dataclass(frozen=True)
class Chapter:
    """The text under one heading. ``kind`` is a key of the table of headings; ``""`` for what stands before the first one.

    ``grade`` is the grade that is printed in the heading or on the line after it; ``board``: it is about the safeguarding board.
    """

    kind: str
    title: str
    heading: Span | None
    text: Span
    board: bool = False
    grade: str = ""


@dataclass(frozen=True, eq=False)
class _Headings:
    exact: Mapping[str, str]
    starts: tuple[tuple[re.Pattern[str], str], ...]
    cell: re.Pattern[str]
    below: re.Pattern[str]


@dataclass(frozen=True)
class _Heading:
    kind: str
    span: Span
    words: str
    grade: str
    lines: int


def table(world: Lexicon) -> Mapping[str, Mapping[str, list[str]]]:
    """The table of wordings that reports and letters are read with."""
    return cast("Mapping[str, Mapping[str, list[str]]]", world.tables["inspection"])


@lru_cache(maxsize=8)
def _headings(world: Lexicon) -> _Headings:
    exact: dict[str, str] = {}
    starts: list[tuple[re.Pattern[str], str]] = []
    for kind, wordings in table(world)["headings"].items():
        for wording in wordings:
            if "*" in wording:
                parts = [re.escape(folded(part)) for part in wording.split("*")]
                starts.append((re.compile(r".{0,90}".join(parts)), kind))
            else:
                exact[folded(wording)] = kind
    words = sorted(table(world)["grades"]["words"], key=len, reverse=True)
    pattern = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    cell = rf"(?<=[\s:–])(?P<cell>{pattern}|requires?|improvement(?:\s+to\s+be\s+good)?)(?=\.?\s*$|\s*\n|\s{{2,}}|\t)"
    return _Headings(
        exact,
        tuple(starts),
        re.compile(cell, re.IGNORECASE | re.MULTILINE),
        re.compile(rf"(?P<grade>{pattern})\.?\s*(?=\n|$)(?!\s*[a-z])", re.IGNORECASE),
    )


def folded(words: str) -> str:
    """Words for comparing: lower case, without punctuation, marks and footnote numbers."""
    plain = re.sub(r"[’‘]", "'", words.casefold())
    plain = re.sub(r"(?<=[a-z)])\d$|[¹²³⁴⁵]", "", plain)
    return " ".join(re.sub(r"[^\w'()&]", " ", plain).split())


@lru_cache(maxsize=4096)
def kind_of(words: str, world: Lexicon) -> str:
    """The kind of a heading by its words, or ``""``."""
    known = _headings(world)
    plain = folded(words)
    if plain in known.exact:
        return known.exact[plain]
    return next((kind for pattern, kind in known.starts if pattern.fullmatch(plain)), "")


def chapters(span: Span, world: Lexicon) -> list[Chapter]:
    """The chapters of ``span`` in order, without the table of contents and what stands after the closing lines."""
    lines = [line for line in span.lines() if line.strip()]
    found: list[_Heading] = []
    index = 0
    end = span.end
    while index < len(lines):
        heading = _heading_at(lines, index, world)
        if heading is None:
            index += 1
        elif heading.kind == "closing":
            end = lines[index].start
            break
        elif heading.kind == "contents":
            past = _past_contents(lines, index + 1)
            found.append(_Heading("contents", lines[index].to(lines[past - 1]), "", "", past - index))
            index = past
        else:
            found.append(heading)
            index += heading.lines
    return _made(span, found, end, world)


def _made(span: Span, found: list[_Heading], end: int, world: Lexicon) -> list[Chapter]:
    starts = [heading.span.start for heading in found]
    made = [Chapter("", "", None, Span(span.document, span.start, min([*starts, end])).strip())]
    board = alone = False  # "For the Board" within the list of a council's recommendations: what follows is the council's again
    for number, heading in enumerate(found):
        stop = starts[number + 1] if number + 1 < len(starts) else end
        text = Span(span.document, heading.span.end, max(heading.span.end, stop)).strip()
        if heading.kind == "contents":
            made.append(Chapter("", "", None, text, board))  # what follows the list without a heading of its own
            continue
        whole, grade = heading.span, heading.grade
        plain = folded(whole.words)
        board = _is_board(heading.kind, plain, board=board and not alone)
        alone = heading.kind == "recommendations" and re.match(_FOR_BOARD, plain) is not None
        board = board or alone
        below = text.match(_headings(world).below) if not grade else None
        if below is not None:
            whole, grade, text = whole.to(below.group("grade")), below.group("grade").words, below.after.strip()
        described = (
            heading.kind == "area" and made[-1].kind == "descriptors"
        )  # "The local authority", as its own grade descriptors say
        made.append(Chapter("descriptors" if described else heading.kind, heading.words, whole, text, board, grade))
    return [chapter for chapter in made if chapter.heading is not None or chapter.text]


def _is_board(kind: str, plain: str, *, board: bool) -> bool:
    if kind == "board" or "lscb" in plain.split() or "safeguarding children board" in plain:
        return True
    return board and kind not in ("about", "descriptors", "area")


def _heading_at(lines: list[Span], index: int, world: Lexicon) -> _Heading | None:
    """The heading that begins with the line at ``index`` and takes up to five lines, or None."""
    first = lines[index].strip()
    if not first.match(_OPENS):
        return None
    best: _Heading | None = None
    for count in (1, 2, 3, 4, 5):
        if index + count > len(lines):
            break
        whole = first.to(lines[index + count - 1].strip())
        if len(whole.words) > _LONGEST or (count > 1 and lines[index + count - 2].strip().search(r"[.?!]$")):
            break
        for words, grade in (_without_grade(whole, world), (_MARKS.sub("", str(whole)), "")):
            if kind := kind_of(words, world):
                best = _Heading(kind, whole, " ".join(words.split()), grade, count)
                break
        if best is not None and (
            best.kind == "closing" or (best.lines == count and not _may_go_on(whole, lines, index + count, world))
        ):
            break
    return best


def _may_go_on(whole: Span, lines: list[Span], index: int, world: Lexicon) -> bool:
    """Whether the line at ``index`` can be more of a heading: it goes on in lower case, or is a grade."""
    if index >= len(lines) or whole.search(r"[.?!]$") is not None:
        return False
    line = lines[index].strip()
    return line.match(r"[a-z(]") is not None or line.fullmatch(_headings(world).below) is not None


def _without_grade(whole: Span, world: Lexicon) -> tuple[str, str]:
    """The words of a heading without a grade that ends one of its lines or stands in a cell beside it, and the grade."""
    known = _headings(world)
    words = _MARKS.sub("", str(whole))
    cells = list(known.cell.finditer(words))
    if not cells:
        return words, ""
    rest = known.cell.sub(" ", words)
    return rest.rstrip(" \t\n:–-"), " ".join(" ".join(found.group("cell").split()) for found in cells)


def _past_contents(lines: list[Span], index: int) -> int:
    """The index of the first line that is no entry of a table of contents: an entry ends with, or is followed by, a page number."""
    while index < len(lines):
        for ahead in range(4):
            if index + ahead >= len(lines):
                return index
            line = str(lines[index + ahead].strip())
            if _PAGE.fullmatch(line) or _TO_PAGE.search(line):
                index += ahead + 1
                break
            if len(line) > 110 or line.endswith("."):
                return index
        else:
            return index
    return index
