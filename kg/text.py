"""Documents and the spans of their text.

A :class:`Span` is a piece of a document's text that knows where it stands. Finding, matching, grouping, splitting and
stripping a span gives spans, so whatever a mapping reads can be cited by position and by exact words:
``document.text[span.start:span.end] == str(span)`` holds for every span there is.

Normalisation, done once and in this order: UTF-8 is decoded strictly; a byte-order mark at the start is dropped; CR LF
and CR become LF; the text is brought to Unicode NFC; each remaining control character except tab, line feed and form
feed becomes a space. Positions are 0-based code points of the result.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.original import PLAIN, Original
from kg.project import ProjectError

MOST_BYTES = 32 * 1024 * 1024
MOST_LINE = 1_000_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_DIRECTION = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, eq=False)
class Document:
    """One source file: its name, its normalised text, the SHA-256 (hex) of its bytes and of the text, and what else is known of it.

    ``slug`` is what it is called among the sources of a build, where its name alone would not tell it from another.
    """

    name: str
    text: str = field(repr=False)
    sha256: str
    text_sha256: str
    original: Original = field(default=PLAIN, repr=False)
    slug: str = ""

    @classmethod
    def from_bytes(cls, name: str, data: bytes, path: Path | None = None) -> Document:
        """Normalise ``data`` (see the module). Raises ProjectError, with the path where one is given, when it is not readable text."""
        if len(data) > MOST_BYTES:
            raise ProjectError(f"{path or name}: larger than {MOST_BYTES // 1024 // 1024} MB, too large for a document")
        return cls.of(name, data, _normalise(str(path or name), data))

    @classmethod
    def of(cls, name: str, data: bytes, text: str, original: Original = PLAIN) -> Document:
        """The document of the normalised ``text`` that was read from the bytes ``data``."""
        return cls(name, text, hashlib.sha256(data).hexdigest(), hashlib.sha256(text.encode()).hexdigest(), original)

    @classmethod
    def from_text(cls, text: str, name: str = "text") -> Document:
        """A document of ``text``, for tests and examples."""
        return cls.from_bytes(name, text.encode())

    @classmethod
    def read(cls, path: Path) -> Document:
        """The document in the file ``path``. Raises ProjectError when it cannot be read as text."""
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ProjectError(f"{path}: larger than {MOST_BYTES // 1024 // 1024} MB, too large for a document")
            data = path.read_bytes()
        except OSError as error:
            raise ProjectError(f"{path}: cannot be read ({error.strerror})") from error
        return cls.from_bytes(path.name, data, path)

    @property
    def span(self) -> Span:
        """The whole text as a span."""
        return Span(self, 0, len(self.text))

    def line_of(self, position: int) -> int:
        """The 1-based number of the line at ``position``."""
        return self.text.count("\n", 0, position) + 1


def _normalise(name: str, data: bytes) -> str:
    if not data.strip():
        raise ProjectError(f"{name}: the file is empty")
    if data.startswith(b"%PDF-"):
        raise ProjectError(f"{name}: line 1: this is a PDF file, not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProjectError(f"{name}: line {line}: not UTF-8 text (byte {error.start})") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text)
    for number, words in enumerate(text.split("\n"), 1):
        if len(words) > MOST_LINE:
            raise ProjectError(f"{name}: line {number}: over a million characters in one line, not a document")
    strange = [*_CONTROLS.finditer(text), *_DIRECTION.finditer(text)]
    if len(strange) * 20 > len(text):
        line = text.count("\n", 0, strange[0].start()) + 1
        raise ProjectError(f"{name}: line {line}: full of control characters or direction marks, not readable text")
    text = _CONTROLS.sub(" ", text)
    if not text.strip():
        raise ProjectError(f"{name}: the file holds no words")
    return text


@dataclass(frozen=True, slots=True)
class Span:
    """The piece ``document.text[start:end]``. Behaves as the string it covers where only the words matter."""

    document: Document
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end <= len(self.document.text):
            raise ValueError(f"no span {self.start}..{self.end} in {self.document.name}")

    def __str__(self) -> str:
        return self.document.text[self.start : self.end]

    def __repr__(self) -> str:
        words = str(self)
        return f"<{self.document.name} {self.start}:{self.end} {words[:40]!r}{'…' if len(words) > 40 else ''}>"

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def __getitem__(self, key: slice) -> Span:
        """The sub-span ``span[a:b]``, with Python's rules for slices (no step)."""
        start, stop, step = key.indices(len(self))
        if step != 1:
            raise ValueError("a span has no step")
        return Span(self.document, self.start + start, self.start + max(start, stop))

    def __contains__(self, other: object) -> bool:
        """Whether a string occurs in the words, or a span lies within this one."""
        if isinstance(other, Span):
            return other.document is self.document and self.start <= other.start and other.end <= self.end
        return isinstance(other, str) and other in str(self)

    @property
    def line(self) -> int:
        """The 1-based line number of the span's first character."""
        return self.document.line_of(self.start)

    @property
    def words(self) -> str:
        """The words with every run of white space as one blank: for comparing and for labels, never for evidence."""
        return " ".join(str(self).split())

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of ``other``."""
        return Span(self.document, min(self.start, other.start), max(self.end, other.end))

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.document is other.document and self.start < other.end and other.start < self.end

    def find(self, words: str, start: int = 0) -> Span | None:
        """The first place of ``words`` at or after the offset ``start``, or None."""
        at = str(self).find(words, start)
        return None if at < 0 else self[at : at + len(words)]

    def find_all(self, words: str) -> list[Span]:
        """Every place of ``words``, without overlaps."""
        return [match.span for match in self.finditer(re.escape(words))] if words else []

    def match(self, pattern: str | re.Pattern[str], flags: int = 0) -> Match | None:
        """A match of ``pattern`` at the start of the span, or None."""
        return self._made(_compiled(pattern, flags).match(str(self)))

    def fullmatch(self, pattern: str | re.Pattern[str], flags: int = 0) -> Match | None:
        """A match of ``pattern`` over the whole span, or None."""
        return self._made(_compiled(pattern, flags).fullmatch(str(self)))

    def search(self, pattern: str | re.Pattern[str], flags: int = 0) -> Match | None:
        """The first match of ``pattern``, or None."""
        return self._made(_compiled(pattern, flags).search(str(self)))

    def finditer(self, pattern: str | re.Pattern[str], flags: int = 0) -> Iterator[Match]:
        """Every match of ``pattern``, from left to right, without overlaps."""
        for found in _compiled(pattern, flags).finditer(str(self)):
            yield Match(self, found)

    def split(self, pattern: str | re.Pattern[str], flags: int = 0) -> list[Span]:
        """The pieces between the matches of ``pattern``; empty pieces are kept, as ``re.split`` keeps them."""
        pieces, at = [], 0
        for found in _compiled(pattern, flags).finditer(str(self)):
            pieces.append(Span(self.document, self.start + at, self.start + found.start()))
            at = found.end()
        return [*pieces, Span(self.document, self.start + at, self.end)]

    def strip(self, characters: str | None = None) -> Span:
        """The span without the characters (white space) at both ends."""
        words = str(self)
        left, right = len(words) - len(words.lstrip(characters)), len(words.rstrip(characters))
        if left == 0 and right == len(words):
            return self
        return Span(self.document, self.start + left, self.start + max(left, right))

    def lines(self) -> list[Span]:
        """The lines, without their line feeds; a trailing line feed opens no further line."""
        pieces = self.split("\n")
        return pieces if pieces[-1] else pieces[:-1]

    def paragraphs(self) -> list[Span]:
        """The stretches between blank lines, stripped; empty ones are left out."""
        pieces = (piece.strip() for piece in self.split(r"\n[^\S\n]*\n"))
        return [piece for piece in pieces if piece]

    def sentences(self) -> list[Span]:
        """The sentences, stripped. A line feed ends none by itself: text may be wrapped."""
        pieces, at, words = [], 0, str(self)
        for found in _SENTENCE_END.finditer(words):
            before = words[at : found.start() + 1]
            if _ABBREVIATION.search(before[-14:]):
                continue
            pieces.append(self[at : found.end()].strip())
            at = found.end()
        pieces.append(self[at:].strip())
        return [piece for piece in pieces if piece]

    def _made(self, found: re.Match[str] | None) -> Match | None:
        return None if found is None else Match(self, found)


# A full stop, question or exclamation mark, closing quotes or brackets, then space and something that can open a sentence.
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]{0,3}(?=\s{1,4}[“‘\"'(\[]?[A-Z0-9£•\-–*])|[.!?][”’\"')\]]{0,3}(?=\s*\n\s*\n)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|eg|ie|cf|vs|St|Dr|Mr|Mrs|Ms|Prof|Cllr|Cllrs|Rev|Fr|No|Nos|para|paras|p|pp|approx|Ltd|Co|Inc|[A-Z])\.)$"
)


def _compiled(pattern: str | re.Pattern[str], flags: int) -> re.Pattern[str]:
    """The pattern; ``re.compile`` would first look for a compiled one among those that it keeps, which takes as long as a short search."""
    return pattern if isinstance(pattern, re.Pattern) and not flags else re.compile(pattern, flags)


class Match:
    """A match of a regular expression in a span; its groups are spans."""

    __slots__ = ("_found", "within")

    def __init__(self, within: Span, found: re.Match[str]) -> None:
        self.within = within
        self._found = found

    @property
    def span(self) -> Span:
        """The whole match."""
        return self.within[self._found.start() : self._found.end()]

    def group(self, name: int | str = 0) -> Span:
        """The span of a group. Raises IndexError when the group took no part in the match; see ``get``."""
        start, end = self._found.span(name)
        if start < 0:
            raise IndexError(f"group {name!r} took no part in the match")
        return self.within[start:end]

    def get(self, name: int | str) -> Span | None:
        """The span of a group, or None when it took no part in the match."""
        start, end = self._found.span(name)
        return None if start < 0 else self.within[start:end]

    def has(self, name: int | str) -> bool:
        """Whether the group took part in the match."""
        return self._found.span(name)[0] >= 0

    @property
    def last_group(self) -> str:
        """The name of the last group that took part in the match, or ``""``."""
        return self._found.lastgroup or ""

    @property
    def after(self) -> Span:
        """What follows the match in the span that was searched."""
        return self.within[self._found.end() :]

    @property
    def before(self) -> Span:
        """What stands before the match in the span that was searched."""
        return self.within[: self._found.start()]
