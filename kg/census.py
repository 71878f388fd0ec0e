"""How much of each document was read, counted from the store alone.

"Not read" and "not stated" are different things: an answer without rows says nothing about units that nobody read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.project import Project
from kg.queryfile import read
from kg.reading.blocks import blocks
from kg.reading.dates import find_dates
from kg.rows import Value, plain, words
from kg.store import Row, Store
from kg.text import Document, Span
from kg.vocab import PREFIXES

_FIGURE = re.compile(
    r"(?<![\w.,/–-])[£$€]?\d{1,3}(?:(?:,\d{3}){1,4}|\d{0,9})(?:\.\d{1,6})?(?:(?=(?:k|m|bn|thousand|million)\b)|(?![\w@]|/\d|\.\d))"
)
_REFERENCE = re.compile(
    r"\b(?:paragraphs?|paras?|pages?|pp|sections?|appendix|regulations?|tables?|figures?|items?|version|tel(?:ephone)?|no)\b\.?\s{0,3}$",
    re.IGNORECASE,
)
UNKNOWN = "unknown"


@dataclass
class Coverage:
    """What of one document was read: its units, the share of its words that facts cite, and its printed figures."""

    document: str
    title: str
    family: str
    read: int = 0
    unread: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    left: list[Row] = field(default_factory=list)
    cited: float = 0.0
    figures: int = 0
    figures_read: int = 0

    @property
    def known(self) -> bool:
        """Whether the family of the document was recognised."""
        return self.family != UNKNOWN

    def row(self) -> dict[str, Value]:
        """The counts by name."""
        return {
            "document": self.document,
            "family": self.family,
            "units_read": self.read,
            "units_unread": self.unread,
            "share_cited": f"{100 * self.cited:.0f} %",
            "figures_printed": self.figures,
            "figures_read": self.figures_read,
        }


def census(store: Store, project: Project) -> list[Coverage]:
    """The coverage of every document of ``store``, in their order. Raises ProjectError where a stored query is wrong."""

    def asked(name: str) -> dict[str, list[Row]]:
        by_document: dict[str, list[Row]] = defaultdict(list)
        for row in store.select(read(project.queries / "coverage" / f"{name}.rq").text):
            by_document[words(row["document"])].append(row)
        return by_document

    units, citations = asked("units"), asked("citations")
    made = []
    for document, rows in asked("documents").items():
        row = rows[0]
        one = Coverage(
            document.removeprefix(PREFIXES["doc"]),
            words(row.get("title", row["document"])),
            words(row["family"]).rsplit("/", 1)[-1],
        )
        _count_units(one, units[document])
        text = Document.from_text(words(row["text"]), document)
        _count_words(one, text.span[_number(row, "start") : _number(row, "end")], citations[document])
        made.append(one)
    return made


def _number(row: Row, name: str) -> int:
    return int(plain(row[name]))  # type: ignore[arg-type]  # xsd:integer


def _count_units(one: Coverage, rows: Sequence[Row]) -> None:
    for row in rows:
        if words(row["status"]).endswith("/read"):
            one.read += 1
        else:
            one.unread += 1
            one.reasons[words(row["reason"]) if "reason" in row else ""] += 1
            one.left.append(row)


def _count_words(one: Coverage, span: Span, rows: Sequence[Row]) -> None:
    cited = bytearray(len(span))
    printed: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in rows:
        start, end = _number(row, "start"), _number(row, "end")
        first, last = max(start, span.start) - span.start, min(end, span.end) - span.start
        if first < last:
            cited[first:last] = b"\1" * (last - first)
        if "printed" in row:
            printed[start, end].append(words(row["printed"]))
    letters = [place for place, letter in enumerate(str(span)) if not letter.isspace()]
    one.cited = sum(cited[place] for place in letters) / len(letters) if letters else 0.0
    places = sorted(printed)
    starts = [start for start, _ in places]
    for figure in figures(span):
        one.figures += 1
        before = places[: bisect_right(starts, figure.start)]
        if any(
            figure.end <= place[1] and any(_digits(str(figure)) in _digits(said) for said in printed[place]) for place in before
        ):
            one.figures_read += 1


def _digits(words_: str) -> str:
    return re.sub(r"[^\d.]", "", words_).strip(".")


def figures(span: Span) -> Iterator[Span]:
    """The printed figures of a text: its numbers, but for those that number a paragraph, name a page, or are of a date."""
    for block in blocks(span):
        dates = [mention.span for mention in find_dates(block.text, year=2000)]
        for match in block.text.finditer(_FIGURE):
            figure = match.span
            if any(figure.overlaps(date) for date in dates) or _REFERENCE.search(
                span.document.text[max(figure.start - 16, block.text.start) : figure.start]
            ):
                continue
            yield figure
