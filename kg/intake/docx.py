"""Word files: the text as Word shows it, with the marks of lists counted, tables, text boxes and notes.

Inserted text counts and deleted text does not; hidden text is left out. Notes stand at the end, with their numbers. Running heads
and feet are told as furniture; a council that only a head names stands first. A Word file has no pages until it is printed: where
it records breaks of a former print they are not used, so nothing has a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from kg.intake.composer import Composer, folded
from kg.intake.lines import split_lines
from kg.intake.numbering import Numbering, is_on, value
from kg.intake.package import Package
from kg.intake.pieces import Cell, Piece, compose, is_heading, table
from kg.intake.styles import Styles
from kg.intake.title import told_only_by
from kg.text import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_GONE = frozenset(("w.del", "w.moveFrom", "w.pPr", "w.rPr", "w.tblPr", "w.sdtPr", "w.instrText", "w.delText", "w.tblGrid"))
_OWN_MARK = re.compile(
    r"(?:[•▪◦●○‣\uf0b7\uf0a7·]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivx]{1,5})[.)]?)\t\s?|[•▪◦●○‣\uf0b7\uf0a7]\s"
)
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "☐", 0xF0D8: "➢", 0xF0E0: "→", 0xF02D: "–"}


def read(name: str, data: bytes, path: Path | None = None) -> Document:
    """The document that a Word file is.

    Raises ProjectError, with the path where one is given, for one that is damaged, locked or without words.
    """
    package = Package(str(path or name), data)
    walk = _Walk(package)
    body = package.document.find("w.body")
    pieces: list[Piece] = []
    if body is not None:
        walk.blocks(body, pieces)
        walk.carry_out(pieces)
    for kind, tag in (("footnotes", "w.footnote"), ("endnotes", "w.endnote")):
        pieces += walk.notes(kind, tag)
    heads: list[str] = []
    for kind in ("header", "footer"):
        for part in package.parts(kind):
            lines = [folded("".join(word.text or "" for word in line.iter("w.t"))) for line in part.iter("w.p")]
            if any(lines):
                pieces.append(Piece("furniture", " ".join(line for line in lines if line)[:80]))
            heads += lines if kind == "header" else []
    pieces = [*(Piece("paragraph", line) for line in told_only_by(heads, pieces)), *pieces]
    composer = Composer()
    compose(_once(pieces), composer)
    return composer.document(name, data, MEDIA_TYPE)


def _once(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces; running heads that are the same on every kind of page once."""
    seen: set[Piece] = set()
    for piece in pieces:
        if piece.kind == "furniture":
            if piece in seen:
                continue
            seen.add(piece)
        yield piece


class _Walk:
    """Goes through the parts of a Word file and makes pieces."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.parts("styles"))
        self.numbering = Numbering(next(iter(package.parts("numbering")), None), self.styles.lists())
        self.noted: dict[str, dict[str, int]] = {"footnotes": {}, "endnotes": {}}
        self.carried: list[tuple[str, bool]] = []

    def blocks(self, within: ET.Element, out: list[Piece]) -> None:
        """The paragraphs and tables of a container."""
        for element in within:
            match element.tag:
                case "w.p":
                    self.paragraph(element, out)
                case "w.tbl":
                    out += self.table(element)
                case "mc.AlternateContent":
                    self.blocks(_alternative(element), out)
                case "w.altChunk":
                    out.append(Piece("text", "a file that is embedded in the text"))
                case tag if tag not in _GONE:
                    self.blocks(element, out)

    def carry_out(self, out: list[Piece]) -> None:
        """A last paragraph whose end is deleted is one all the same."""
        words, self.carried = folded("".join(words for words, _ in self.carried)), []
        if words:
            out.append(Piece("paragraph", words))

    def paragraph(self, element: ET.Element, out: list[Piece]) -> None:
        """A paragraph: a heading, an item, one line or several, or a row where tabs divide it."""
        settings = element.find("w.pPr")
        style = value(settings, "w.pStyle") or self.styles.standard
        runs, self.carried = self.carried, []
        beside: list[Piece] = []
        self.inline(
            element, runs, beside, bold=self.styles.is_on(style, "w.rPr/w.b"), hidden=self.styles.is_on(style, "w.rPr/w.vanish")
        )
        if settings is not None and (settings.find("w.rPr/w.del") is not None or settings.find("w.rPr/w.moveFrom") is not None):
            self.carried = runs
            out += beside
            return
        text = "".join(words for words, _ in runs)
        marked = self.mark(settings, style)
        if folded(text):
            bold = all(is_bold for words, is_bold in runs if any(letter.isalnum() for letter in words))
            out += self.said_in(text, marked, self.styles.level(settings, style), bold=bold)
        out += beside

    def said_in(self, text: str, marked: tuple[str, int] | None, level: int, *, bold: bool) -> Iterator[Piece]:
        """The pieces of the words of a paragraph."""
        mark, depth = marked or ("", 0)
        own = None if mark else _OWN_MARK.match(text.lstrip())
        if own is not None and folded(text.lstrip()[own.end() :]):
            mark, text = _SYMBOLS.get(ord(own.group()[0]), own.group().strip()), text.lstrip()[own.end() :]
        lines = split_lines([line.strip(" ") for line in text.split("\n")])
        for number, line in enumerate(lines):
            words = folded(line)
            if not words:
                continue
            cells = tuple(folded(cell) for cell in line.split("\t"))
            filled = [cell for cell in cells if cell]
            numbered = bool(mark) and mark[-1] not in "•◦▪■◼●○∙·‣➢➤✓*–—-"
            if level:
                yield Piece("heading", f"{mark} {words}" if mark else words, level)
            elif bold and is_heading(words) and len(filled) == 1 and (not mark or numbered):
                yield Piece("heading", f"{mark} {words}" if mark else words, sure=False)
            elif mark:
                yield Piece("item", words, depth, mark)
            elif len(filled) > 1 and all(len(cell) <= 100 for cell in filled):
                yield Piece("row", cells=cells if number or not cells[0] else tuple(filled))
            else:
                yield Piece("paragraph", words)
            mark = ""

    def mark(self, settings: ET.Element | None, style: str) -> tuple[str, int] | None:
        """The mark of a paragraph and how deep it is nested; counting goes on, whether or not it has words."""
        number = value(settings, "w.numPr/w.numId")
        depth = value(settings, "w.numPr/w.ilvl")
        if not number:
            number = self.styles.said(style, "w.pPr/w.numPr/w.numId")
            depth = depth or self.styles.said(style, "w.pPr/w.numPr/w.ilvl")
        if not number or number == "0":
            return None
        level = int(depth) if depth in tuple("012345678") else self.numbering.level_of(number, style)
        mark = self.numbering.mark(number, level)
        return None if mark is None else (mark, level)

    def inline(self, within: ET.Element, runs: list[tuple[str, bool]], beside: list[Piece], *, bold: bool, hidden: bool) -> None:
        """The words of a paragraph go to ``runs``, with whether they are bold; what floats beside them to ``beside``."""
        for element in within:
            match element.tag:
                case "w.r":
                    settings = element.find("w.rPr")
                    style = value(settings, "w.rStyle")
                    if _given(settings, "w.vanish", hidden or self.styles.is_on(style, "w.rPr/w.vanish")):
                        continue
                    strong = _given(settings, "w.b", bold or self.styles.is_on(style, "w.rPr/w.b"))
                    self.inline(element, runs, beside, bold=strong, hidden=False)
                case "w.t" | "m.t":
                    runs.append((re.sub(r"[\n\r\t]", " ", element.text or ""), bold))
                case "w.tab" | "w.ptab":
                    runs.append(("\t", bold))
                case "w.br" | "w.cr":
                    runs.append(("\n", bold))
                case "w.noBreakHyphen":
                    runs.append(("-", bold))
                case "w.sym":
                    runs.append((_symbol(element.get("char", "")), bold))
                case "w.footnoteReference" | "w.endnoteReference":
                    kind = self.noted[f"{element.tag[2:].removesuffix('Reference')}s"]
                    kind.setdefault(element.get("id", ""), len(kind) + 1)
                case "w.drawing" | "w.pict" | "w.object":
                    self.drawing(element, beside)
                case "mc.AlternateContent":
                    self.inline(_alternative(element), runs, beside, bold=bold, hidden=hidden)
                case tag if tag not in _GONE:
                    self.inline(element, runs, beside, bold=bold, hidden=hidden)

    def drawing(self, element: ET.Element, beside: list[Piece]) -> None:
        """The text of boxes, and what is said of pictures."""
        boxes = list(_boxes(element))
        for box in boxes:
            self.blocks(box, beside)
        shown = {one.tag.split(".")[-1] for one in element.iter()}
        if shown & {"blip", "imagedata", "chart", "relIds"} or (element.tag == "w.object" and not boxes):
            said = [one.get("descr") or one.get("alt") for one in element.iter() if one.tag in ("wp.docPr", "v.shape")]
            beside.append(Piece("picture", folded(next((one for one in said if one), "")) or "a picture without a description"))

    def table(self, element: ET.Element) -> list[Piece]:
        """The pieces of a table."""
        rows = []
        for row in _inner(element, "w.tr"):
            settings = row.find("w.trPr")
            if settings is not None and settings.find("w.del") is not None:
                continue
            heads = is_on(settings, "w.tblHeader")
            before = value(settings, "w.gridBefore")
            cells = [Cell() for _ in range(int(before) if before.isdigit() and len(before) < 3 else 0)]
            for one in _inner(row, "w.tc"):
                across = value(one, "w.tcPr/w.gridSpan")
                cell = Cell(across=max(1, int(across)) if across.isdigit() and len(across) < 4 else 1, heads=heads)
                goes_on = [one.find(f"w.tcPr/{tag}") for tag in ("w.vMerge", "w.hMerge")]
                if all(merge is None or merge.get("val") == "restart" for merge in goes_on):
                    self.blocks(one, cell.pieces)
                    self.carry_out(cell.pieces)
                cells.append(cell)
            rows.append(cells)
        return table(rows)

    def notes(self, kind: str, tag: str) -> Iterator[Piece]:
        """The notes that the text refers to, in order, each with its number."""
        found = {note.get("id", ""): note for part in self.package.parts(kind) for note in part.findall(tag)}
        for key, number in list(self.noted[kind].items()):
            pieces: list[Piece] = []
            if key in found:
                self.blocks(found[key], pieces)
                self.carry_out(pieces)
            words = " ".join(piece.words or " ".join(piece.cells) for piece in pieces if piece.kind != "picture")
            if words:
                yield Piece("item", words, mark=str(number))


def _given(settings: ET.Element | None, path: str, otherwise: bool) -> bool:
    return is_on(settings, path) if settings is not None and settings.find(path) is not None else otherwise


def _symbol(char: str) -> str:
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", char):
        return ""
    code = int(char, 16)
    return _SYMBOLS.get(code, chr(code) if code > 31 and not 0xD800 <= code < 0xE000 else "")


def _alternative(element: ET.Element) -> ET.Element:
    """What newer programs show of two forms of the same; else what older ones do."""
    found = element.find("mc.Choice")
    if found is None or not any(one.tag in ("w.t", "w.drawing", "w.tbl") for one in found.iter()):
        other = element.find("mc.Fallback")
        found = other if other is not None else found
    return found if found is not None else ET.Element("none")


def _boxes(element: ET.Element) -> Iterator[ET.Element]:
    """The outermost text boxes; of two forms of the same one."""
    for one in _alternative(element) if element.tag == "mc.AlternateContent" else element:
        if one.tag == "w.txbxContent":
            yield one
        else:
            yield from _boxes(one)


def _inner(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The rows of a table or cells of a row, also those in controls and insertions."""
    for one in element:
        if one.tag == tag:
            yield one
        elif one.tag in ("w.sdt", "w.sdtContent", "w.ins", "w.moveTo", "w.customXml", "w.smartTag"):
            yield from _inner(one, tag)
