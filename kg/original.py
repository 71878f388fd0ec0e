"""What is known of the file that a text was taken from: its kind, its pages, its structure, and what was lost on the way.

A reader of files (:mod:`kg.intake`) makes one beside the text. A plain text has none of this, and :data:`PLAIN` says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

Structure = Literal["heading", "paragraph", "item", "row"]
Lost = Literal["page", "picture", "text", "furniture"]


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` is a heading, a paragraph, an item of a list with its mark, or a row of a table with tabs between its cells.

    ``level`` is that of a heading (1 the highest; 0 where the file does not say) or how deep an item is nested (0 outermost).
    """

    kind: Structure
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the file that is not in the text, at the position ``at`` of the text.

    ``kind``: a ``page`` without text, a ``picture``, ``text`` that could not be read, or ``furniture`` (running heads, page
    numbers, menus of a web page), which is left out on purpose. ``words`` describe it; ``page`` is 1-based, 0 without pages.
    """

    kind: Lost
    words: str
    at: int = 0
    page: int = 0


@dataclass(frozen=True)
class Original:
    """The file behind a text. ``pages`` has for each page the position of the text where it begins; empty without pages.

    ``marks`` divide the text, in order and without overlaps; empty where nothing but the text is known.
    """

    media_type: str = "text/plain"
    pages: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    losses: tuple[Loss, ...] = ()

    def page_of(self, position: int) -> int:
        """The 1-based number of the page that the character at ``position`` stands on; 0 where there are no pages."""
        return bisect_right(self.pages, position) if self.pages else 0

    def marks_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that share a character with ``text[start:end]``."""
        first = bisect_right(self.marks, start, key=lambda mark: mark.end)
        last = bisect_left(self.marks, end, key=lambda mark: mark.start)
        return self.marks[first:last]


PLAIN = Original()
