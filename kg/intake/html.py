"""Web pages: their main content as headings, paragraphs, lists and tables, in the order in which they show.

Numbers that a browser makes for ordered lists are written as it prints them. The name of a council in the page's title stands first
where the content does not say it: it may be the only place that names it. Addresses of links are no text.
What is left out as furniture, and pictures with words that describe them, are told as losses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from kg.intake.charset import decoded
from kg.intake.composer import Composer, folded
from kg.intake.lines import split_lines, stretches_of
from kg.intake.page import Element, content, is_furniture, parsed
from kg.intake.pieces import Cell, Piece, compose, is_heading, table
from kg.intake.title import told_by_title
from kg.intake.weblists import Lists
from kg.text import Document

MEDIA_TYPE = "text/html"
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LINE_ENDS = re.compile(r"[\n\r\f\v]")
_BOLD = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)", re.IGNORECASE)
_OWN_MARK = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivx]{1,5})[.)]{1,2}\s")
_BULLET = re.compile(r"([•▪◦·‣●○■▪\uf0a7\uf0b7\uf02d§])\s+|([-–])\s+(?=\S)")
_WORD_MARK = re.compile(r"([·§oü•▪–-]|\(?[0-9a-zA-Z]{1,4}(?:\.[0-9]{1,3}){0,3}[.)])\s+")
_FILE_SIZE = re.compile(r"\s*[(,]?\s*(?:PDF|DOCX?|XLSX?)(?:\s(?:file|icon))?,?\s\d[\d.,]{0,7}\s?[KM]B\)?$")
_ICON = re.compile(r"\b(?:icon|logo|spacer|bullet|arrow)\b", re.IGNORECASE)
_GLYPHS = {"·": "•", "§": "▪", "o": "◦", "ü": "✓", "\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–"}


def read(name: str, data: bytes, path: Path | None = None) -> Document:
    """The document that a page is.

    Raises ProjectError, with the path where one is given, for bytes that are no readable text and for pages without words.
    """
    return of_text(name, data, decoded(str(path or name), data), MEDIA_TYPE, path)


def of_text(name: str, data: bytes, page: str, media_type: str, path: Path | None = None) -> Document:
    """The document of the text of a page, which the bytes ``data`` are or were made into."""
    body, title = parsed(str(path or name), page)
    main, headings = content(body)
    walk = _Walk(body, main)
    for heading in headings:
        walk.out.append(Piece("heading", heading.text(), 1))
    walk.run(main)
    composer = Composer()
    for words in told_by_title(title, walk.out):
        composer.paragraph(words)
    if main is not body:
        left = body.words - main.words
        if left > 0:
            composer.lost("furniture", f"{left} words outside the main content")
    compose(walk.out, composer)
    return composer.document(name, data, media_type)


@dataclass(slots=True)
class _Table:
    """A table that is being read; ``out`` is where what stands around it goes."""

    out: list[Piece]
    laid_out: bool
    rows: list[list[Cell]] = field(default_factory=list)


class _Walk:
    """Goes through a tree and makes the pieces of it; ``out`` holds them."""

    def __init__(self, body: Element, main: Element) -> None:
        self.body, self.main = body, main
        self.out: list[Piece] = []
        self.lists = Lists()
        self.tables: list[_Table] = []
        self.headings: list[int] = []
        self.mark: tuple[str, int] | None = None
        self.word_list = 0
        self.kept = 0  # elements open in which line ends count
        self.bold = 0
        self.buffer: list[tuple[str, bool]] = []  # words, and whether they are in bold

    def run(self, root: Element) -> None:
        """Go through ``root``: what opens an element is done before what is in it, what closes it after."""
        waiting: list[tuple[Element | str, bool]] = [(root, False)]
        while waiting:
            one, closing = waiting.pop()
            if isinstance(one, str):
                self.text(one)
            elif closing:
                self.close(one)
            elif one is not root and is_furniture(one, self.body, outside=self.main is self.body):
                self.flush_if(one)
                self.out.append(Piece("furniture", one.text(80)))
            else:
                self.open(one)
                waiting.append((one, True))
                waiting.extend((within, False) for within in reversed(one.within))
        self.flush()

    def flush_if(self, element: Element) -> None:
        """Close the paragraph before an element that stands in a block of its own."""
        if element.tag in _BLOCKS:
            self.flush()

    def text(self, words: str) -> None:
        """Words within a block."""
        self.buffer.append((words if self.kept else _LINE_ENDS.sub(" ", words), self.bold > 0))

    def open(self, element: Element) -> None:
        """An element begins."""
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
        if tag in ("b", "strong") or (element.attributes and _BOLD.search(element.get("style"))):
            self.bold += 1
        match tag:
            case "br":
                self.buffer.append(("\n", False))
            case "img":
                self.picture(element)
            case "pre":
                self.kept += 1
            case "sup" if re.fullmatch(r"\W{0,2}\d{1,3}\W{0,2}", element.text(9)):
                self.buffer.append((" ", False))  # the number of a note is no digit of the figure before it
            case "ol" | "ul" | "menu" | "dir":
                self.lists.open(element)
            case "li":
                self.mark = self.lists.mark(element)
            case "table" | "dl":
                self.tables.append(_Table(self.out, element.get("role") in ("presentation", "none")))
                self.out = []
            case "tr":
                if self.tables:
                    self.tables[-1].rows.append([])
            case "td" | "th" | "dt" | "dd":
                self.cell(element)
            case _:
                if level := _level(element):
                    self.flush()
                    self.headings.append(level)
                elif tag == "p" and ("mso-list" in element.get("style") or "MsoList" in element.get("class")):
                    self.word_list = 1

    def close(self, element: Element) -> None:
        """An element ends."""
        tag = element.tag
        if tag in _BLOCKS or (self.headings and _level(element)):
            self.flush()
        if self.headings and _level(element):
            self.headings.pop()
        if tag in ("b", "strong") or (element.attributes and _BOLD.search(element.get("style"))):
            self.bold -= 1
        match tag:
            case "pre":
                self.kept -= 1
            case "ol" | "ul" | "menu" | "dir":
                self.lists.close()
            case "li":
                self.mark = None
            case "table" | "dl":
                done = self.tables.pop()
                caption, self.out = self.out, done.out
                self.out += caption if not done.rows or not any(done.rows) else []
                self.out += table(done.rows, laid_out=done.laid_out)
            case "p":
                self.word_list = 0

    def cell(self, element: Element) -> None:
        """A cell of a table, or a term or what is said of it, begins; what is in it goes there."""
        if not self.tables:
            return
        done = self.tables[-1]
        if element.tag == "dt" or not done.rows or (element.tag == "dd" and len(done.rows[-1]) > 1):
            done.rows.append([] if element.tag != "dd" else [Cell()])
        if len(done.rows) == 1 and not done.rows[0]:
            done.out += self.out  # a caption goes before the table
        cell = Cell([], _span(element, "colspan"), _span(element, "rowspan"), element.tag == "th")
        done.rows[-1].append(cell)
        self.out = cell.pieces

    def picture(self, element: Element) -> None:
        """A picture, where words describe it and it is more than an ornament."""
        words = folded(element.get("alt"))
        sides = [int(side) for side in (element.get("width"), element.get("height")) if side.isdigit()]
        if words and not _ICON.search(words) and not (sides and min(sides) <= 40):
            self.out.append(Piece("picture", words))

    def flush(self) -> None:
        """What was gathered becomes a piece: a heading, an item or one paragraph or several."""
        if not self.buffer:
            return
        stretches, self.buffer = stretches_of(self.buffer), []
        paragraphs: list[tuple[str, bool]] = []
        for stretch in stretches:
            bold = dict(stretch)
            joined = split_lines([line for line, _ in stretch])
            paragraphs += [(words, bold.get(words, all(bold.values()))) for words in joined]
        if self.headings:
            self.mark = None
        for words, is_bold in paragraphs:
            if self.headings:
                self.out.append(Piece("heading", _FILE_SIZE.sub("", words), self.headings[-1]))
            else:
                self.out.append(self.piece(words, bold=is_bold))

    def piece(self, words: str, *, bold: bool) -> Piece:
        """The piece that a paragraph is."""
        if self.mark is not None:
            mark, level = self.mark
            self.mark = None
            if mark != "•" and _OWN_MARK.match(words):
                found = _OWN_MARK.match(words)
                return Piece("item", words[found.end() :] if found else words, level, found.group().strip() if found else mark)
            if bold and mark[:-1].isdigit() and is_heading(words):
                return Piece("heading", f"{mark} {words}", sure=False)
            return Piece("item", words, level, mark)
        pattern = _WORD_MARK if self.word_list else _BULLET
        if (found := pattern.match(words)) and words[found.end() :]:
            mark = found.group().strip()
            return Piece("item", words[found.end() :], self.lists.depth, _GLYPHS.get(mark, mark))
        if bold and is_heading(words) and not self.lists.depth:
            return Piece("heading", words, sure=False)
        return Piece("paragraph", words)


def _level(element: Element) -> int:
    """The level of a heading; 0 for what is none."""
    tag = element.tag
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level")
        return int(level) if level.isdigit() and level in "123456" else 2
    names = element.get("class").split() if element.attributes and "mg" in element.get("class") else ()
    return 3 if "mgAiTitleTxt" in names else 4 if "mgSubItemTitleTxt" in names else 0


def _span(element: Element, name: str) -> int:
    said = element.get(name)
    return max(1, min(1000, int(said[:5]))) if said.isascii() and said.isdigit() else 1
