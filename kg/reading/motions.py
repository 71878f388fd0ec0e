"""Motions that were carried, where minutes do not go on with RESOLVED: "Councillor A moved, … that …. The motion was carried."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.blocks import blocks
from kg.reading.decisions import Taken
from kg.text import Span

_MOVED = re.compile(
    r"\b(?:moved|proposed|a\smotion\s(?:was\smoved|by)|seconded)\b(?:[^.;:]{0,140}?)\b(?P<what>that\s[^.;]{12,500})",
    re.IGNORECASE | re.DOTALL,
)
_CARRIED = re.compile(
    r"(?:(?:[Oo]n|[Uu]pon|[Hh]aving)\s(?:being\s|a\s)?(?:put|show|voted?|taken|recorded)\b[^.;]{0,60}?,?\s)?(?:[Tt]h(?:e|is)\s)?(?:[a-z]{4,12}\s)?(?:motion|proposal|proposition|recommendation|it)\s"
    r"(?:(?:was|being)\s)?(?:then\s|duly\s|put\s(?:to\sthe\s(?:vote|meeting)\s)?(?:and\s)?(?:was\s)?|voted\s(?:up)?on\sand\s|unanimously\s|declared\s|seconded\sand\s){0,3}(?i:carried|agreed|passed|approved)\b[^.;]{0,60}\.?",
)
_NOT = re.compile(r"\b(?:not|never|if|would|amendment|withdrawn|lost|previous(?:ly)?|had)\b", re.IGNORECASE)
_AFTER = 3  # sentences between a motion and what became of it


def with_motions(span: Span, made: list[Taken]) -> list[Taken]:
    """The decisions ``made`` of ``span``, and the motions in it that were carried, in order.

    A motion that another one follows, an amendment, and one of which nothing, or something else, is told are left out; so is
    one whose words the minutes go on to resolve.
    """
    found = [
        Taken(what, "", (moved, after))
        for sentences in _runs(span)
        for what, moved, after in _carried(sentences)
        if not any(_resolves(one.evidence[0], moved, after) for one in made)
    ]
    return sorted([*made, *found], key=lambda one: one.evidence[0].start) if found else made


def _resolves(decision: Span, moved: Span, after: Span) -> bool:
    """Whether a decision is the motion: told within its sentences, or right below the one that says that it was carried."""
    return moved.start <= decision.start < after.end or (
        decision.start >= after.end and not after.document.text[after.end : decision.start].strip()
    )


def _runs(span: Span) -> Iterator[list[Span]]:
    """The sentences of each run of paragraphs without a heading between them."""
    run: list[Span] = []
    for block in blocks(span):
        if block.kind == "heading":
            yield run
            run = []
        else:
            run += block.text.sentences() if block.text.strip() else []
    yield run


def _carried(sentences: list[Span]) -> Iterator[tuple[Span, Span, Span]]:
    """What was moved, the sentence that says so, and the one that says that it was carried."""
    for at, sentence in enumerate(sentences):
        moved = sentence.search(_MOVED)
        if moved is None or moved.before.search(_NOT) is not None:
            continue
        for after in sentences[at + 1 : at + 1 + _AFTER]:
            if after.search(_MOVED) is not None:
                break
            found = after.match(_CARRIED)
            if found is not None and found.span.search(_NOT) is None:
                yield moved.group("what").strip(), sentence, after
                break
