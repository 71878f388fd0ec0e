"""What a printer puts between the words of a document: running heads and feet, and numbers of pages.

A line is one of them where it comes again as only such lines do, or where it says by its own words that it numbers a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.text import Span

ENDED = re.compile(r"[.!?:;][”’\"')\]\*]*$")
PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?", re.IGNORECASE)
_BEFORE_PAGE = re.compile(r"(?P<words>\S(?:[^\S\n]?\S){7,90})[^\S\n]{3,}(?P<page>\d{1,3})")
_FEET = (  # "Inspection report | 2", "2 | Inspection report"
    re.compile(r"(?P<words>[^|\t]{3,90}?)\s?\|\s?(?P<page>\d{1,3})(?:\s(?:of|/)\s\d{1,3})?"),
    re.compile(r"(?P<page>\d{1,3})\s?\|\s?(?P<words>[^|\t]{3,90})"),
)
_NUMBERED_PAGE = re.compile(
    r"(?!.*[.!?:;]\s)\S.{2,90}?(?:[^\S\n]{2,}|\s?[|–—-]\s?|\t)page\s\d{1,3}(?:\s(?:of|/)\s\d{1,3})?"
    r"|page\s\d{1,3}(?:\s(?:of|/)\s\d{1,3})?\s?\|[^|\t.]{3,90}",
    re.IGNORECASE,
)
_NAMES_DOCUMENT = re.compile(r"\b(?:report|minutes|agenda|letter|business\scase|briefing(?:\snote)?)(?:$|:)", re.IGNORECASE)
_LONGEST = 110
_FEW_LINES = 3
_FEW_PAGES = 3
_TABLE = re.compile(r"[|\t]")


def running_lines(span: Span) -> frozenset[str]:
    """The running heads and feet of a text: short lines that stand alone at least three times, with or without a page number."""
    bare = [line.strip() for line in span.lines()]
    counts = Counter(line.words for line in bare if 12 < len(line.words) < 90 and "\t" not in str(line))
    found = {
        words
        for words, count in counts.items()
        if count >= 3 and not ENDED.search(words) and not words.startswith(("-", "•", "*", "#"))
    }
    pages: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(bare):
        if page := _BEFORE_PAGE.fullmatch(str(line)):
            pages.setdefault(" ".join(page.group("words").split()), []).append((number, int(page.group("page"))))
    return frozenset(found | {words for words, seen in pages.items() if _turns(seen)} | set(_feet([line for line in bare if line])))


def _feet(lines: list[Span]) -> Iterator[str]:
    """The lines, whole, that give the number of a page beside a mark: what numbers one kind of document, or comes again and counts.

    A row of a table looks the same, so that none stands beside another such line.
    """
    seen: dict[str, list[tuple[int, int, str]]] = {}
    for number, line in enumerate(lines):
        if len(line) > _LONGEST:
            continue
        if line.fullmatch(_NUMBERED_PAGE):
            yield line.words
        elif line.search(_TABLE) and (
            found := next((one for one in (line.fullmatch(foot) for foot in _FEET) if one is not None), None)
        ):
            beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
            if any(one.search(_TABLE) for one in beside):
                continue
            named = found.group("words")
            seen.setdefault(named.words, []).append((number, int(str(found.group("page"))), line.words))
    for words, feet in seen.items():
        counts = len(feet) > 1 and all(
            apart[0] - line > _FEW_LINES and 0 < apart[1] - page <= _FEW_PAGES for (line, page, _), apart in pairwise(feet)
        )
        if counts or re.search(_NAMES_DOCUMENT, words):
            yield from (printed for _, _, printed in feet)


def ends_page(lines: list[Span], index: int) -> bool:
    """Whether a page ends with the line at ``index``: a form feed opens the next one that holds anything."""
    following = next((str(line) for line in lines[index + 1 : index + 4] if str(line).strip(" \t")), "")
    return following.startswith("\f")


def _turns(seen: list[tuple[int, int]]) -> bool:
    """Whether lines with numbers at their end are feet of pages: some way apart, each with a greater number.

    A page may be short where every page is numbered: "… 4", "… 5", "… 6".
    """
    apart = [(later[0] - line, later[1] - page) for (line, page), later in pairwise(seen)]
    if len(seen) > 3 and all(pages == 1 for _, pages in apart):
        return all(lines > 5 for lines, _ in apart) and sum(lines > 12 for lines, _ in apart) * 2 > len(apart)
    return len(seen) >= 3 and all(lines > 12 and pages > 0 for lines, pages in apart)


def is_running(line: Span, running: frozenset[str]) -> bool:
    """Whether a line is one of the ``running`` lines, with or without a page number after it."""
    if line.words in running:
        return True
    page = _BEFORE_PAGE.fullmatch(str(line))
    return page is not None and " ".join(page.group("words").split()) in running
