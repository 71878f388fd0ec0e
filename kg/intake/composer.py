"""Writes the text of a file together with its structure: what every reader of files hands its pieces to.

The text has one line for each heading, paragraph, item and row, with a blank line between blocks (rows of one table and items of
one list stand on lines that follow each other). An item begins with its mark as printed ("•", "1.", "(a)"), the cells of a row
have a tab between them. Words are in Unicode NFC with white space folded, so normalising the text again changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.original import Loss, Lost, Mark, Original, Structure
from kg.project import ProjectError
from kg.text import Document

_DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens and blanks of no width: not printed
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class NoText(ProjectError):  # noqa: N818  (it names what the file lacks)
    """A file that can be read and has no text: its pages are pictures. It is named as unread, and stops nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one page (1-based; 0 without pages). ``glued``: no blank stands between the run before it and this one."""

    words: str
    page: int = 0
    glued: bool = False


Words = str | Sequence[Run]


def folded(words: str) -> str:
    """The words in NFC, each run of white space and control characters as one blank."""
    bare = _DROPPED.sub("", unicodedata.normalize("NFC", words))
    return " ".join(_CONTROLS.sub(" ", bare).split())


class Composer:
    """Takes the pieces of a file in reading order, and makes the document of them."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._at = 0
        self._marks: list[Mark] = []
        self._losses: list[Loss] = []
        self._pages: list[int] = []

    def heading(self, words: Words, level: int = 0) -> None:
        """A heading; ``level`` 1 is the highest, 0 unknown."""
        self._add("heading", [words], level)

    def paragraph(self, words: Words) -> None:
        """A paragraph of prose."""
        self._add("paragraph", [words])

    def item(self, words: Words, mark: str = "•", level: int = 0) -> None:
        """An item of a list, with its mark as printed; ``level`` says how deep it is nested."""
        self._add("item", [mark, words], level, between=" ")

    def row(self, cells: Iterable[Words]) -> None:
        """A row of a table; an empty cell is kept, so that columns stay in place."""
        self._add("row", list(cells), between="\t")

    def page(self, number: int) -> None:
        """The pages up to ``number`` begin here at the latest. For a page on which no text stands."""
        while len(self._pages) < number:
            self._pages.append(self._at)

    def lost(self, kind: Lost, words: str, page: int = 0) -> None:
        """Something is not in the text, here."""
        self._losses.append(Loss(kind, words, self._at, page))

    def document(self, name: str, data: bytes, media_type: str) -> Document:
        """The document of all pieces. Raises ProjectError when there are no words."""
        text = "".join(self._text) + "\n"
        if not text.strip():
            raise ProjectError(f"{name}: the file holds no words")
        original = Original(media_type, tuple(self._pages), tuple(self._marks), tuple(self._losses))
        return Document.of(name, data, text, original)

    @property
    def empty(self) -> bool:
        """Whether no words were taken yet."""
        return not self._marks

    def _add(self, kind: Structure, cells: Sequence[Words], level: int = 0, between: str = "") -> None:
        runs = [[cell] if isinstance(cell, str) else cell for cell in cells]
        if not any(folded(run if isinstance(run, str) else run.words) for cell in runs for run in cell):
            return
        if self._marks:
            self._write("\n" if kind == self._marks[-1].kind and kind in ("item", "row") else "\n\n")
        start = self._at
        for number, cell in enumerate(runs):
            begun = False
            if number:
                self._write(between)
            for run in cell:
                words, page, glued = (run, 0, False) if isinstance(run, str) else (run.words, run.page, run.glued)
                words = folded(words)
                if not words:
                    continue
                if begun and not glued:
                    self._write(" ")
                self.page(page)
                self._write(words)
                begun = True
        self._marks.append(Mark(kind, start, self._at, level))

    def _write(self, words: str) -> None:
        self._text.append(words)
        self._at += len(words)
