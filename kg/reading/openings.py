"""Where a document begins in a text: at the title page that names it.

A document that is bound into a pack begins with a line that names it ("Final report of the … Scrutiny Panel"). The same
words also stand in agendas, in lists of background papers and in running heads: a title is a line by itself, neither
numbered nor a list item nor a sentence, with a day or the heading of a first section by it before any sentence follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.dates import find_dates
from kg.reading.titles import (
    HELD,
    ITEM,
    MOST_LINES,
    PAGE_LINE,
    SENTENCE,
    UNFINISHED,
    bare,
    is_page_line,
    is_section_heading,
    is_sentence,
)
from kg.text import Span

_NEAR = 2500
_PAGES = re.compile(  # "version 4" and "phase 2" are no pages
    r"\s\d{1,3}\s?[-–—]\s?\d{1,3}$|\.{4}|(?<!version)(?<!draft)(?<!issue)(?<!phase)(?<!stage)(?<!part)(?<!year)\s\d{1,3}$",
    re.IGNORECASE,
)
_TOP = 400
_PAGE = 300  # how far above a title the lines of its page stand
_BETWEEN = re.compile(  # what stands between the lines of a title page and is none
    r"#{1,6}|\d{1,3}|(?:agenda\s)?item(?:\sno\.?|\snumber)?\s?:?\s?\d{1,2}[a-z]?(?:\([a-z]{1,3}\))?", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:vice[\s-]?)?chair(?:man|woman|person)?(?:,|\s(?:of|to)\b|\s[–-]\s)", re.IGNORECASE)  # under a foreword
_FOOT = re.compile(r"\b(?:contact|chair of|direct line|telephone)\b|©", re.IGNORECASE)


def begins(text: Span, pattern: re.Pattern[str]) -> Iterator[tuple[Span, Span]]:
    """Where each document with a title that matches ``pattern`` begins, and its title.

    It begins with the first line of the title page; a second title on the same page begins no other document.
    """
    before: Span | None = None
    for title in title_lines(text, pattern):
        if before is None or any(
            is_sentence(line) or is_section_heading(line)
            for line in _around(text[before.end - text.start : title.start - text.start])
        ):
            yield start_of_page(text, title), title
        before = title


def start_of_page(text: Span, title: Span) -> Span:
    """The first line of the title page that ``title`` stands on: body, date and number lines may stand above it."""
    near = text[max(0, title.start - text.start - _NEAR) : title.start - text.start]
    first, blank = title, 0
    for line in reversed([line.strip() for line in near.lines()]):
        if not line:
            blank += 1
            continue
        if blank > 3 or not (is_page_line(line) or line.fullmatch(_BETWEEN)) or line.search(_FOOT):
            break
        first, blank = line, 0
    return first


def one_page(first: Span, second: Span) -> bool:
    """Whether two lines stand on one title page: nothing but further lines of it stands between them."""
    if not 0 <= second.start - first.end < _TOP:
        return False
    whole = first.document.text
    end = whole.find("\n", first.end)
    between = Span(first.document, min(end if end >= 0 else len(whole), second.start), second.start)
    return all(is_page_line(line) for line in _around(between))


def title_lines(text: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The lines of ``text`` (two, where a title is wrapped) that are a document's title and match ``pattern``.

    A title that comes again is a running head and left out.
    """
    whole, seen, at = str(text), set[str](), 0
    while (found := pattern.search(whole, at)) is not None:
        start = whole.rfind("\n", 0, found.start()) + 1
        end = whole.find("\n", max(found.end() - 1, found.start()))
        end = len(whole) if end < 0 else end
        at = end + 1
        title = text[start:end].strip()
        if "\n" in str(title) and (len(title.lines()) > 2 or "\n\n" in str(title)):
            at = whole.find("\n", found.start()) + 1
            continue
        words = bare(title).words
        if not 8 <= len(words) <= 200 or not _is_title(title, words) or words.casefold() in seen:
            continue
        seen.add(words.casefold())
        if _has_page(text, title):
            yield title


def _is_title(title: Span, words: str) -> bool:
    """Whether a line names something rather than says something, and is no item of a list or of a table of contents."""
    unmarked = str(title).lstrip("#*[ ")
    return not (
        ITEM.match(unmarked)
        or (_PAGES.search(words) and not find_dates(title))
        or words.endswith((".", ";", ","))
        or _SIGNED.match(words)
        or SENTENCE.search(words)
        or UNFINISHED.search(words)
        or len(words.split()) > 30
        or not (words[0].isupper() or words[0].isdigit() or words[0] in "“‘'\"")
    )


def _has_page(text: Span, title: Span) -> bool:
    """Whether a day or the heading of a first section stands by the title before a sentence does.

    A heading in minutes is followed by what was said under it; a title at the very start needs only a page line above it.
    """
    above = _around(text[max(0, title.start - text.start - _NEAR) : title.start - text.start])
    if above and above[-1].end + 1 >= title.start and _cut(above[-1]):
        return False  # the line before goes on in this one
    if find_dates(title) or (title.start - text.start < _TOP and above and all(is_page_line(line) for line in above)):
        return True
    if any(_is_day(line) for line in above[-3:] if title.start - line.end < _PAGE):
        return True
    for line in _around(text[title.end - text.start :][:_NEAR])[:MOST_LINES]:
        if is_section_heading(line) or _is_day(line):
            return True
        if is_sentence(line):
            return False
    return False


def _is_day(line: Span) -> bool:
    """Whether a line gives a day or month and hardly anything else, or does so under a label."""
    dates = find_dates(line)
    if not dates or line.search(HELD) or (ITEM.match(str(line)) and dates[0].span.start != line.start):
        return False
    rest = len(bare(line).words) - len(dates[0].span.words)
    at_end = dates[-1].span.end >= bare(line).end - 1 and is_page_line(line)  # "Northshire Council, Scrutiny Committee, 3 May 2022"
    return rest < 25 or at_end or bool(line.search(PAGE_LINE))


def _around(span: Span) -> list[Span]:
    return [line for piece in span.lines() if (line := piece.strip())]


def _cut(line: Span) -> bool:
    return len(line) > 50 and not line.search(r"[.!?:;”\"’)*]$") and not is_page_line(line) and not line.match(r"#")
