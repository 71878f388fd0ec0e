"""The words of a block without what the printer put between them: running heads, running feet and page numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.reading.furniture import PAGE_NUMBER, ends_page, is_running, running_lines
from kg.text import Span

_HYPHEN = re.compile(r"(?<=\w-)\s*\n\s*(?=\w)")


@lru_cache(maxsize=16)
def running(whole: Span) -> frozenset[str]:
    """The running heads and feet of a document."""
    return running_lines(whole)


def pieces(text: Span, whole: Span) -> tuple[Span, ...]:
    """The stretches of ``text`` between the page furniture of ``whole``, the document that it stands in, stripped."""
    if "\n" not in str(text):
        return (text.strip(),) if text.strip() else ()
    feet = running(whole)
    made: list[Span] = []
    fresh = joined = False
    lines = text.lines()
    for index, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            fresh = True
        elif is_running(bare, feet) or ((fresh or ends_page(lines, index)) and bare.fullmatch(PAGE_NUMBER)):
            fresh, joined = True, False
        else:
            made = [*made[:-1], made[-1].to(bare)] if joined else [*made, bare]
            fresh, joined = False, True
    return tuple(made)


def words(spans: tuple[Span, ...]) -> str:
    """The words of the stretches as one line; a line that ends at a hyphen is joined to the next without a blank."""
    return " ".join(" ".join(_HYPHEN.sub("", str(span)).split()) for span in spans)


def cut(sentence: Span, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The stretches of ``sentence`` that lie in ``spans``, stripped."""
    made = [
        Span(sentence.document, max(sentence.start, span.start), min(sentence.end, span.end)).strip()
        for span in spans
        if sentence.overlaps(span)
    ]
    return tuple(span for span in made if span)
