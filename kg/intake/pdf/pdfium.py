"""The one module that calls PDFium: the pieces, rules and pictures of every page of a file.

PDFium has no types of its own and answers through C pointers; everything that leaves this module is typed.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from kg.intake.pdf.piece import Box, Piece, Sheet, Tag
from kg.intake.pdf.tree import tags
from kg.project import ProjectError

MOST_PAGES = 3000
MOST_CHARACTERS = 400_000  # of one page
_MOST_NOTES = 2000  # of one page
_SAMPLED = 100  # characters of a page that are looked at
_STRAY = 3  # bullets of a font of signs
_GARBLED = 0.3  # the share of characters
_BOLD = re.compile(r"bold|black|heavy|demi|semibold", re.IGNORECASE)
_SYMBOLS = re.compile(r"wingding|webding|dingbat|symbol", re.IGNORECASE)
_HYPHENS = {"\x02", "\ufffe", "\u2010", "\u2011"}  # PDFium's own mark of a hyphen at a line end, and hyphens by other names
_INVISIBLE = 3
_RUNS = re.compile(r"[^\s\0\x03]+(?:[^\S\n][^\s\0\x03]+)*")  # two blanks part columns
# The function again with plain numbers for pointers: it is called for every character.
_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


def sheets(name: str, data: bytes) -> Iterator[Sheet]:
    """The pages of the file whose bytes are ``data``. Raises ProjectError, with ``name``, when it cannot be opened."""
    if _cut_off(data):
        raise ProjectError(f"{name}: the PDF file is cut off before its end")
    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise ProjectError(f"{name}: the PDF file is encrypted, a password is needed to read it") from error
        raise ProjectError(f"{name}: the PDF file is damaged and cannot be read") from error
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ProjectError(f"{name}: a PDF file of {count} pages, at most {MOST_PAGES} can be read")
        for number in range(1, count + 1):
            yield _sheet(document, number)
    finally:
        document.close()


def _cut_off(data: bytes) -> bool:
    """Whether the end of the file is missing. PDFium would mend it silently, and pages be missing."""
    length = re.search(rb"/Linearized\b[^>]{0,200}/L\s{0,4}(\d{1,10})", data[:1200])
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:] or bool(length and len(data) < int(length[1]))


def _sheet(document: Any, number: int) -> Sheet:
    try:
        page = _filled(document, number)
        print_ = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Sheet(number, 0, 0, broken=True)
    try:
        frame = _Frame(page)
        rules, pictures = _drawn(page, frame)
        pieces = tuple(_pieces(page, print_.raw, frame))
        garbled = _is_garbled(print_.raw)
        return Sheet(number, frame.width, frame.height, () if garbled else pieces, rules, pictures, garbled=garbled)
    finally:
        print_.close()
        page.close()


def _filled(document: Any, number: int) -> Any:
    """The page, with what is written into the fields of a form and into boxes on it as part of its print."""
    page = document[number - 1]
    kinds = set()
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        if note := raw.FPDFPage_GetAnnot(page.raw, index):
            kinds.add(raw.FPDFAnnot_GetSubtype(note))
            raw.FPDFPage_CloseAnnot(note)
    if not kinds & {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT}:
        return page
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number - 1]


def _is_garbled(print_: Any) -> bool:
    """Whether the file does not say which letters its signs are for so many of them that its words would be nonsense."""
    count = min(raw.FPDFText_CountChars(print_), MOST_CHARACTERS)
    asked = unknown = 0
    for index in range(0, count, 1 + count // _SAMPLED):
        code = raw.FPDFText_GetUnicode(print_, index)
        if chr(code).isspace() if code < 0x110000 else False:
            continue
        asked += 1
        unknown += code < 32 or 0xE000 <= code < 0xF900 or code >= 0xFFFD or raw.FPDFText_HasUnicodeMapError(print_, index) == 1
    return unknown > max(_STRAY, _GARBLED * asked)


class _Frame:
    """Turns the coordinates of a page into those of the page as it is seen."""

    def __init__(self, page: Any) -> None:
        box = page.get_cropbox()
        self._left, self._bottom = min(box[0], box[2]), min(box[1], box[3])
        self._across, self._up = abs(box[2] - box[0]), abs(box[3] - box[1])
        self.turns = page.get_rotation() // 90
        self.width, self.height = (self._up, self._across) if self.turns % 2 else (self._across, self._up)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The place seen, from the upper left corner."""
        x, y = x - self._left, y - self._bottom
        if self.turns == 1:
            return y, x
        if self.turns == 2:
            return self._across - x, y
        if self.turns == 3:
            return self._up - y, self._across - x
        return x, self._up - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle seen."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def _characters(print_: Any, count: int) -> list[str]:
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(print_, 0, count, buffer)
    units = bytes(buffer)[: 2 * count]
    words = units.decode("utf-16-le", "replace")
    if len(words) == count and "\0" not in words and "\ufffd" not in words:
        return list(words)
    codes = (raw.FPDFText_GetUnicode(print_, index) for index in range(count))  # some are left out: one by one
    return [chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes]


def _pieces(page: Any, print_: Any, frame: _Frame) -> Iterator[Piece]:
    count = min(raw.FPDFText_CountChars(print_), MOST_CHARACTERS)
    if count <= 0:
        return
    characters = _characters(print_, count)
    handle = ctypes.cast(print_, ctypes.c_void_p).value
    hand = _Hand(print_, tags(page.raw), frame)
    objects = [_text_object(handle, index) for index in range(count)]
    start, spaced = 0, False
    while start < count:
        current, end = objects[start], start + 1
        if current is None:  # a blank or a line end that PDFium adds
            spaced = spaced and characters[start] not in "\r\n"
            start = end
            continue
        while end < count and objects[end] == current:
            end += 1
        words = "".join(characters[start:end])
        at = 0
        for found in _RUNS.finditer(words):
            if piece := hand.piece(start + found.start(), start + found.end(), found[0], current, spaced or found.start() > at):
                yield piece
            at, spaced = found.end(), False
        spaced = spaced or at < len(words)
        start = end


_Setting = tuple[float, float, bool, bool, bool, int, bool, Tag | None]


class _Hand:
    """Knows for the object that characters belong to how it is set, and makes pieces of them."""

    def __init__(self, print_: Any, tagged: Any, frame: _Frame) -> None:
        self._print, self._tags, self._frame = print_, tagged, frame
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._object: int | None = None
        self._set: _Setting = (0.0, 0.0, False, False, False, 0, False, None)
        self._rectangle = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def piece(self, start: int, end: int, words: str, object_: int | None, spaced: bool) -> Piece | None:
        """The piece of the characters from ``start`` to ``end``; None for what is not seen."""
        if object_ != self._object:
            self._object, self._set = object_, self._setting(start, object_)
        size, lean, bold, symbol, artifact, turn, hidden, tag = self._set
        first, last = self._box(start), self._box(end - 1)
        raw.FPDFText_GetCharOrigin(self._print, start, self._x, self._y)
        across, down = self._frame.point(self._x.value, self._y.value)
        left, right = min(first.left, last.left), max(first.right, last.right)
        top, bottom = min(first.top, last.top), max(first.bottom, last.bottom)
        if right < 0 or left > self._frame.width or bottom < 0 or top > self._frame.height:
            return None
        if lean and not turn:
            left, right = left + lean * (bottom - down), right - lean * (down - top)
        elif turn == 1:
            left, right, down = top, bottom, self._frame.width - across
        elif turn == 2:
            left, right, down = self._frame.width - right, self._frame.width - left, self._frame.height - down
        elif turn == 3:
            left, right, down = self._frame.height - bottom, self._frame.height - top, across
        if any(character in _HYPHENS for character in words):
            words = "".join("-" if character in _HYPHENS else character for character in words)
        return Piece(words, left, right, down, size or bottom - top, bold, symbol, spaced, artifact, turn + 4 * hidden, tag)

    def _box(self, index: int) -> Box:
        box = self._rectangle
        raw.FPDFText_GetLooseCharBox(self._print, index, box)
        return self._frame.box(box.left, box.bottom, box.right, box.top)

    def _setting(self, index: int, object_: int | None) -> _Setting:
        thing = ctypes.cast(object_ or 0, raw.FPDF_PAGEOBJECT)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._print, index, matrix)
        across = math.hypot(matrix.a, matrix.b) or 1.0
        size = raw.FPDFText_GetFontSize(self._print, index) * (abs(matrix.a * matrix.d - matrix.b * matrix.c) / across or 1)
        lean = (matrix.a * matrix.c + matrix.b * matrix.d) / across**2  # letters that are made to slant
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90 - self._frame.turns) % 4
        key = ctypes.cast(raw.FPDFTextObj_GetFont(thing), ctypes.c_void_p).value or 0
        if key not in self._fonts:
            self._fonts[key] = self._font(index)
        bold, symbol = self._fonts[key]
        marked = raw.FPDFPageObj_GetMarkedContentID(thing)
        artifact = marked < 0 and any(
            _name(raw.FPDFPageObj_GetMark(thing, mark)) == "Artifact" for mark in range(raw.FPDFPageObj_CountMarks(thing))
        )
        hidden = raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
        return size, lean, bold, symbol, artifact, turn, hidden, self._tags.get(marked)

    def _font(self, index: int) -> tuple[bool, bool]:
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._print, index, buffer, 256, flags)
        name = buffer.value.decode("utf-8", "replace")
        return bool(_BOLD.search(name)) or raw.FPDFText_GetFontWeight(self._print, index) >= 600, bool(_SYMBOLS.search(name))


def _name(mark: Any) -> str:
    buffer, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    if not mark or not raw.FPDFPageObjMark_GetName(mark, buffer, 128, length):
        return ""
    return bytes(buffer)[: length.value].decode("utf-16-le", "replace").strip("\0")


def _drawn(page: Any, frame: _Frame) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """The rules and frames that are drawn, and the pictures."""
    rules: list[Box] = []
    pictures: list[Box] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_CHARACTERS)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inner = range(min(raw.FPDFFormObj_CountObjects(thing), 200))
            kinds = {raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(thing, one)) for one in inner}
            kind = raw.FPDF_PAGEOBJ_IMAGE if kinds == {raw.FPDF_PAGEOBJ_IMAGE} else kind
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        if raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            box = frame.box(left.value, bottom.value, right.value, top.value)
            (pictures if kind == raw.FPDF_PAGEOBJ_IMAGE else rules).append(box)
    return tuple(rules), tuple(pictures)
