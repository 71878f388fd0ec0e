"""The blocks of a text: headings, numbered paragraphs, bullets, table rows and prose, in reading order.

Text extracted from a PDF or pasted from a page wraps lines, breaks a paragraph over two pages and puts page furniture in
between. A block therefore goes on over line ends, and over a blank line (and a page number or a running head) when its
words have not ended and the next ones go on in lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.original import Mark
from kg.reading import aligned
from kg.reading.dates import MONTHS
from kg.reading.furniture import ENDED, PAGE_NUMBER, ends_page, is_running, running_lines
from kg.text import Span

Kind = Literal["heading", "numbered", "bullet", "row", "prose"]

BULLET = r"[•◦▪■◼●○⚫‣∙·\ue000-\uf8ff\u2043➢➤✓*>–—-]"
_NUMBERED = re.compile(
    r"(?:[-*]\s{1,3})?(?P<mark>\(?(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})(?:[.)]|(?<=\.\d)|(?<=\.\d\d)|(?=\s+[A-Z“‘\"']))"
    r"|\(?(?P<letter>[a-z]|[ivx]{1,4})[.)])[ \t]+(?P<text>\S.*)",
    re.DOTALL,
)
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_LONE_MARK = re.compile(rf"(?:(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}})[.)]|{BULLET})")
_BULLETED = re.compile(rf"(?P<mark>{BULLET}|o)[ \t]+(?P<text>.*)", re.DOTALL)
_CODED = re.compile(
    r"(?P<mark>[A-QS-Z]-?\d{1,2})[ \t]{2,}(?P<text>[A-Z“](?:(?![ \t]{2,})[^\t\n|]){40,})"
)  # "B3  Children in care …", no row; R1 is a recommendation
_LEADERS = re.compile(r"\s?\.{3,}\s?")  # dots between the cells of a row; a table of contents has them once in a line
_MARKDOWN = re.compile(r"(?P<mark>#{1,6})\s+(?P<text>.*)", re.DOTALL)
_BOLD_LINE = re.compile(r"(?P<mark>\*\*+)\s*(?P<text>[^*]{2,120}?)\s*:?\s*\*\*+:?\s*", re.DOTALL)

_PIPED = re.compile(r"\|[^|]*\||[^|\s][^|]* \| [^|]* \| ")
_DESIGNATION = re.compile(r"(?:Recommendation|RECOMMENDATION)\s\d{1,3}[a-z]?[.:]?")  # by itself on a line it heads what follows
_OPEN_END = re.compile(r"\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)$", re.IGNORECASE)
_RULE = frozenset("|:- ")  # what the line between the head and the body of a table is made of


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``text`` leaves out its mark; ``number`` is the printed number or letter; ``level`` the indentation."""

    kind: Kind
    span: Span
    text: Span
    number: str = ""
    level: int = 0

    @property
    def cells(self) -> list[Span]:
        """The cells of a table row."""
        if _is_led(self.span):
            return [cell.strip() for cell in self.span.split(_LEADERS)]
        if "\t" in str(self.span):
            return [cell.strip() for cell in self.span.split(r"\t|(?<=\S)\s*\|\s*(?=\S)")]
        if "|" not in str(self.span):
            return aligned.cells(self.span)
        inner = self.span[1 if str(self.span).startswith("|") else 0 : -1 if str(self.span).endswith("|") else None]
        return [cell.strip() for cell in inner.split(r"\|")]


def blocks(span: Span, running: frozenset[str] = frozenset()) -> list[Block]:
    """The blocks of ``span``, in order. Blank lines, page numbers and repeated running heads belong to none.

    ``running`` are the running lines of the whole document, for a span that is too short to show that they are repeated.
    Where the file itself says how its text is divided (``Document.original``), that is what counts.
    """
    return list(_found(span, running))


@lru_cache(maxsize=32)  # the readers of a document ask one after the other for the blocks of the same spans
def _found(span: Span, running: frozenset[str]) -> list[Block]:
    if marks := span.document.original.marks_in(span.start, span.end):
        return _with_headings([block for mark in marks if (block := _of_mark(mark, span)) is not None])
    lines = span.lines()
    furniture = running_lines(span) | running
    columned = aligned.aligned(lines)
    made: list[Block] = []
    fresh = True  # a blank line, or something that is no text, stands before
    for index, line in enumerate(lines):
        bare = line.strip()
        if (
            not bare
            or is_running(bare, furniture)
            or (PAGE_NUMBER.fullmatch(str(bare)) and (fresh or not made or str(bare)[0] in "Pp" or ends_page(lines, index)))
        ):
            fresh = True
            continue
        if "--" in str(bare) and _RULE.issuperset(str(bare)):
            continue
        level = len(str(line)) - len(str(line).lstrip())
        block = _opened(bare, level)
        if index in columned and block.kind == "prose":
            block = Block("row", bare, bare, "", level)
        before = made[-1] if made else None
        heads = index + 1 < len(lines) and _heads_list(bare, lines[index + 1].strip())
        if before is not None and _goes_on(before, block, bare, fresh, heads):
            text = before.text.to(bare) if before.text else bare
            made[-1] = Block(before.kind, before.span.to(bare), text, before.number, before.level)
        else:
            made.append(block)
        fresh = False
    return _with_headings(made)


def _with_headings(made: list[Block]) -> list[Block]:
    return [_headed(block, made[index + 1] if index + 1 < len(made) else None) for index, block in enumerate(made)]


def _of_mark(mark: Mark, span: Span) -> Block | None:
    """The block that a piece of a file's structure is, as far as it lies within ``span``; None where that is blank."""
    start, end = max(mark.start, span.start), min(mark.end, span.end)
    bare = span[start - span.start : end - span.start].strip()
    if not bare:
        return None
    opened = _opened(bare, mark.level)
    if mark.kind == "row" or (mark.kind == "heading" and opened.kind != "bullet"):  # some files tag items as headings
        return Block(mark.kind, bare, bare, "", mark.level)
    return opened if opened.kind != "row" else Block("prose", bare, bare, "", mark.level)


def _is_led(line: Span) -> bool:
    """Whether dots lead the eye over a line from one cell to the next: "In care ..... 512 ..... 98.5 per 10,000"."""
    cells = _LEADERS.split(str(line)) if "..." in str(line) and "\n" not in str(line) else []
    return len(cells) > 2 and bool(cells[0]) and all(re.match(r"£?[\d–-]", cell) for cell in cells[1:])


def _opened(bare: Span, level: int) -> Block:
    if _PIPED.match(str(bare)) or _is_led(bare):
        return Block("row", bare, bare, "", level)
    if "\t" in str(bare) and not bare.match(
        rf"(?:{BULLET}|[#*_]{{0,4}}\(?\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[.)]?|\(?(?:[a-z]|[ivx]{{1,4}})[.)])[ ]?\t\s?\S[^\t]*$"
    ):
        return Block("row", bare, bare, "", level)
    if bare.fullmatch(_DESIGNATION):
        return Block("heading", bare, bare, "", level)
    if found := bare.fullmatch(_LONE_MARK):  # raw PDF text puts the number on a line of its own
        number = found.get("number")
        return Block("numbered" if number else "bullet", bare, bare[len(bare) :], str(number or ""), level)
    if found := bare.fullmatch(_MARKDOWN):
        return Block("heading", bare, found.group("text").strip("*# "), "", level)
    if (found := bare.fullmatch(_BOLD_LINE)) and found.group("text"):
        return Block("heading", bare, found.group("text").strip(), "", level)
    if found := bare.fullmatch(_CODED):
        return Block("numbered", bare, found.group("text").strip(), str(found.group("mark")), level)
    if found := bare.fullmatch(_NUMBERED):
        number = found.get("number") or found.get("letter")
        counted = str(bare)[0] in "-*" and str(found.group("mark")) == str(number)  # "- 2 FTE Wardens" is an item that counts
        day = str(found.group("mark")) == str(number) and _MONTH.match(str(found.group("text")))  # "31 January 2022"
        clock = re.match(r"[ap]\.?m\b", str(found.group("text")), re.IGNORECASE)  # "5.30 p.m."
        if not counted and not day and not clock and not (found.has("number") and re.fullmatch(r"(?:19|20)\d\d", str(number))):
            return Block("numbered", bare, found.group("text").strip(), str(number), level)
    if found := bare.fullmatch(_BULLETED):
        return Block("bullet", bare, found.group("text").strip(), "", level)
    return Block("prose", bare, bare, "", level)


def _heads_list(line: Span, after: Span) -> bool:
    """Whether a line is a heading right above a list: a few words without an end, and an item or row after it."""
    words = str(line)
    return (
        words[0].isupper()
        and len(words) < 60
        and len(words.split()) < 9
        and not re.search(r"[.,;]$", words)
        and bool(after)
        and _opened(after, 0).kind in (("numbered",) if words.endswith(":") else ("bullet", "row"))
    )


def _heads_sentence(line: Span, after: Span) -> bool:
    """Whether a line is a heading right above running text: a few words without an end, far shorter than a wrapped line."""
    words, below = str(line), str(after)
    return (
        len(words) < 46
        and len(words.split()) < 6
        and words[0].isupper()
        and below[0].isupper()
        and not re.search(r"[.;:)]$|,", words)
        and not _OPEN_END.search(words)
        and len(below.split()) > 5
        and (len(below) > 60 or below.endswith((".", "?", "!")))
    )


def _goes_on(before: Block, block: Block, bare: Span, fresh: bool, heads: bool) -> bool:
    """Whether a line goes on with the block before it; ``heads`` when the line looks like the heading of a list."""
    tail = str(before.span[-40:])  # its end, not all of it: a block grows line by line
    if not fresh and block.kind in ("prose", "numbered") and re.search(r"\w-$", tail) and before.kind != "row":
        return True  # a line ends at a hyphen: "COVID-" and "19. …" is no paragraph 19
    if not fresh and before.kind != "row" and _OPEN_END.search(tail) and re.match(r"\d{1,3}\.\d{1,2}\s[a-z]", str(bare)):
        return True  # "a rate of" and "46.2 per 10,000" is no paragraph 46.2
    if block.kind == "prose" and not before.text and before.kind in ("numbered", "bullet"):
        return True
    if (
        block.kind != "prose"
        or before.kind == "row"
        or (before.kind == "heading" and (before.span.match(r"[#*]") or before.span.fullmatch(_DESIGNATION)))
    ):
        return False
    ended = bool(ENDED.search(tail))
    first = str(bare)[:1]
    if fresh:
        return not ended and (first.islower() or first in "(’'") and len(before.span) > 40
    if ended and (heads or _title_like(bare)):
        return False
    short = (
        before.kind == "numbered" and len(before.text) < 40 and "\n" not in str(before.span) and len(str(before.text).split()) < 6
    )
    if short and not ended and first.isupper() and not _OPEN_END.search(str(before.text)):
        return False  # "5.0 Recommendations" is a heading; a line that is wrapped is longer
    if before.kind != "prose" or ended or not first.isupper() or len(before.span) >= 60 or "\n" in str(before.span):
        return True
    return not (_title_like(before.span) or _heads_sentence(before.span, bare))


def _title_like(span: Span) -> bool:
    words = str(span)
    return words.isupper() and len(words) < 120


def _headed(block: Block, following: Block | None) -> Block:
    """A short prose block without an end, before something that is no heading's end, is a heading."""
    words = block.text.words
    if block.kind != "prose" or len(words) > 130 or not words[:1].isalnum() or not re.search(r"[A-Za-z]{3}", words):
        return block
    if words.isupper() or (
        not re.search(r"[.;,!][”\"’')\]]{0,3}$", words)
        and len(words.split()) <= 16
        and words[0].isupper()
        and following is not None
    ):
        return Block("heading", block.span, block.text, "", block.level)
    return block
