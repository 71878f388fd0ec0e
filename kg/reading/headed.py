"""The stretches of a report under headings that are known by their words, where headings may be wrapped over lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.reading.chapters import folded
from kg.text import Span

_OPENS = re.compile(r"[*_#\s|]{0,9}[A-Z©]")
_MARKS = re.compile(r"[*_#]{1,6}|\t")
_MOST_LINES = 4
_LONGEST = 170


@dataclass(frozen=True)
class Headed:
    """The text under one heading; ``kind`` is ``""`` and there is no heading for what stands before the first one."""

    kind: str
    heading: Span | None
    text: Span


@dataclass(frozen=True, eq=False)
class Headings:
    """Wordings of headings, by what stands under them."""

    exact: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    closing: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]]) -> Headings:
        """Ready for use; a ``*`` in a wording stands for any words, and what is ``closing`` ends the text."""
        exact: dict[str, str] = {}
        patterns: list[tuple[re.Pattern[str], str]] = []
        for kind, wordings in table.items():
            for wording in wordings:
                if "*" in wording:
                    parts = [re.escape(folded(part)) for part in wording.split("*")]
                    patterns.append((re.compile(r".{0,120}".join(parts)), kind))
                else:
                    exact[folded(wording)] = kind
        return cls(
            exact,
            tuple((one, kind) for one, kind in patterns if kind != "closing"),
            tuple(one for one, kind in patterns if kind == "closing"),
        )

    def kind(self, words: str) -> str:
        """The kind of a heading by its words, or ``""``."""
        plain = folded(_MARKS.sub(" ", words))
        if any(one.fullmatch(plain[:150]) for one in self.closing):
            return "closing"
        return self.exact.get(plain) or next((kind for one, kind in self.patterns if one.fullmatch(plain)), "")


def headed(span: Span, headings: Headings) -> list[Headed]:
    """The stretches of ``span`` in order, up to the lines that close it. A heading right after one of its kind is one with it."""
    lines = [line for line in span.lines() if line.strip()]
    found: list[tuple[str, Span]] = []
    end, index = span.end, 0
    while index < len(lines):
        kind, count = _heading_at(lines, index, headings)
        if kind == "closing":
            end = lines[index].start
            break
        if kind:
            whole = lines[index].strip().to(lines[index + count - 1].strip())
            if found and found[-1][0] == kind and not Span(span.document, found[-1][1].end, whole.start).strip():
                whole = found.pop()[1].to(whole)
            found.append((kind, whole))
        index += max(count, 1)
    starts = [*(whole.start for _, whole in found[1:]), end]
    made = [Headed("", None, Span(span.document, span.start, found[0][1].start if found else end).strip())]
    for (kind, whole), stop in zip(found, starts, strict=False):
        made.append(Headed(kind, whole, Span(span.document, whole.end, max(whole.end, stop)).strip()))
    return made


def _heading_at(lines: list[Span], index: int, headings: Headings) -> tuple[str, int]:
    """The kind of the heading that begins with a line, and how many lines it takes."""
    first = lines[index].strip()
    if first.match(_OPENS) is None or len(first) > _LONGEST:
        return ("closing", 1) if headings.kind(str(first)[:_LONGEST]) == "closing" else ("", 0)
    count = 0
    while count < _MOST_LINES and index + count < len(lines):
        count += 1
        whole = first.to(lines[index + count - 1].strip())
        if len(whole.words) > _LONGEST or (count > 1 and lines[index + count - 2].strip().search(r"[.?!:]$")):
            break
        if kind := headings.kind(str(whole)):
            while _wrapped(lines, index + count) and headings.kind(str(first.to(lines[index + count].strip()))) == kind:
                count += 1
            return kind, count
    return "", 0


def _wrapped(lines: list[Span], index: int) -> bool:
    """Whether the line at ``index`` goes on with the heading above it."""
    return index < len(lines) and lines[index].strip().match(r"[a-z(]") is not None
