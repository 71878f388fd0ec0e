"""A text on one line: without line ends, runs of blanks, page numbers and running heads, and with the way back to the source.

Text of a page is wrapped and indented, and a sentence goes over the foot of a page and the head of the next. Patterns read
the folded text; what they find is cited by the span of the source that it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.furniture import PAGE_NUMBER, is_running
from kg.text import Document, Span


@dataclass(frozen=True)
class Folded:
    """A folded span. ``places`` are the positions in the source of its characters."""

    span: Span
    source: Document
    places: list[int]

    @classmethod
    def of(cls, span: Span, running: frozenset[str] = frozenset()) -> Folded:
        """``span`` with each run of blanks as one; page numbers and ``running`` lines inside it are left out."""
        letters: list[str] = []
        places: list[int] = []
        lines = span.lines()
        for number, line in enumerate(lines):
            bare = line.strip()
            inner = 0 < number < len(lines) - 1
            if inner and bare and (PAGE_NUMBER.fullmatch(str(bare)) or is_running(bare, running)):
                continue
            if letters and bare and letters[-1] != " ":
                letters.append(" ")
                places.append(bare.start - 1)
            for match in re.finditer(r"\S+|\s+", str(bare)):
                words = match.group() if match.group().strip() else " "
                letters += words
                places += range(bare.start + match.start(), bare.start + match.start() + len(words))
        document = Document(span.document.name, "".join(letters), "", "")
        return cls(document.span, span.document, places)

    def real(self, span: Span) -> Span:
        """The span of the source that a span of the folded text came from."""
        if not span:
            at = self.places[min(span.start, len(self.places) - 1)] if self.places else 0
            return Span(self.source, at, at)
        return Span(self.source, self.places[span.start], self.places[span.end - 1] + 1)
