"""Findings: what a text says it found, paragraph by paragraph and sentence by sentence.

Each numbered paragraph, bullet and prose paragraph is a finding with its whole text. Of a paragraph of several sentences each
one that praises, criticises or counts is a finding too, ``part_of`` the paragraph. Bullets after a lead-in ("the following
areas for improvement:") are part of it and take its polarity.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kg.facts import Concept, Finding, Ref, slug
from kg.reading import polarity as judge
from kg.reading.blocks import Block, blocks
from kg.reading.clean import cut, pieces, running, words
from kg.reading.dates import find_dates
from kg.reading.part import Part
from kg.reading.polarity import polarity
from kg.reading.themes import of_mentions, themes
from kg.text import Span

__all__ = ["findings", "polarity", "themes"]

_LEAD_IN = re.compile(r":\s?[-–—]?$")
_FIGURE = re.compile(r"(?<![\w.,/])£?\d[\d,]*(?:\.\d+)?(?:\s?%|\b)")
_NOT_COUNTED = re.compile(
    r"(?:recommendations?|paragraphs?|sections?|key\sstages?|years?|levels?|phase|stage|aged?|ages?|article|part|table|figure|appendix|COVID|covid)[\s-]{1,3}"
    r"(?:\d{1,3}[A-Za-z]?(?:\s?,\s?|\s?and\s|\s?to\s|\s?[–-]\s?)){0,6}$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_LONGEST = 3000  # what goes on for longer is no sentence


@dataclass
class _Context:
    """What has been read so far: the heading in force, the lead-in in force, and the numbers given."""

    part: Part
    made_in: Ref
    section: str
    about: tuple[Ref, ...]
    heading: str = ""
    lead: str = ""
    parent: Ref | None = None
    unnumbered: int = 0
    given: set[str] = field(default_factory=set)

    def ref(self, block: Block) -> Ref:
        """The name of the finding of a block: by its printed number where that is unique, else by section and order."""
        number = slug(block.number) if block.number[:1].isdigit() else ""
        name = number
        if not number or block.number in repeated(self.part.span) or name in self.given:
            self.unnumbered += 1
            name = f"{slug(self.section)}-{self.unnumbered}" if self.section else f"line-{block.span.line}"
        while name in self.given:
            name += "-again"
        self.given.add(name)
        return Ref("finding", f"{self.part.slug}/{name}")


@lru_cache(maxsize=8)
def repeated(whole: Span) -> frozenset[str]:
    """The printed numbers that stand on more than one numbered paragraph of a document."""
    counts = Counter(block.number for block in blocks(whole) if block.kind == "numbered")
    return frozenset(number for number, count in counts.items() if count > 1)


def findings(
    part: Part, text: Span | Iterable[Block], made_in: Ref, section: str = "", about: tuple[Ref, ...] = ()
) -> Iterator[Finding]:
    """The findings in ``text`` (a span, or blocks of it), in order.

    ``section`` is the heading that the text stands under: it names findings without a number, so give each call of one
    document its own; and it counts for the polarity until the text has a heading of its own. ``about`` is passed on.
    Headings and table rows give no finding.
    """
    context = _Context(part, made_in, section, about, heading=section)
    for block in blocks(text, running(part.span)) if isinstance(text, Span) else text:
        if block.kind == "heading":
            context.heading, context.lead, context.parent = block.text.words, "", None
        elif block.kind != "row" and len(block.text.words.split()) >= _FEWEST_WORDS:
            yield from _of_block(context, block)


def _of_block(context: _Context, block: Block) -> Iterator[Finding]:
    part, world = context.part, context.part.world
    spans = pieces(block.text, part.span)
    if not spans:
        return
    if block.kind != "bullet":
        context.lead, context.parent = "", None
    heading = context.lead or context.heading
    decided = judge.heading_polarity(heading, world) or (judge.heading_polarity(context.heading, world) if context.lead else None)
    sentences = [cut(sentence, spans) for sentence in block.text.sentences()]
    sentences = [stretches for stretches in sentences if stretches]
    each = [judge.of_sentence(stretches, world) for stretches in sentences]
    whole = decided or judge.together(each, world)
    leads = _LEAD_IN.search(words(spans)) is not None
    mentions = world.find("theme", block.text)
    if leads and block.kind == "prose" and whole.name == "neutral" and len(sentences) == 1:
        context.lead, context.parent = words(spans), None
        return
    ref = context.ref(block)
    yield _finding(
        context, ref=ref, spans=spans, said=whole, named=of_mentions(mentions, spans), number=block.number, part_of=context.parent
    )
    if len(sentences) > 1:
        for number, (stretches, said) in enumerate(zip(sentences, each, strict=True), 1):
            if said.name != "neutral" or any(counts(stretch) for stretch in stretches):
                named = Ref("finding", f"{ref.slug}/{number}")
                themed = of_mentions(mentions, stretches)
                yield _finding(context, ref=named, spans=stretches, said=decided or said, named=themed, part_of=ref)
    if leads:
        context.lead, context.parent = words(sentences[-1]), ref


def _finding(
    context: _Context, *, ref: Ref, spans: tuple[Span, ...], said: Concept, named: tuple[Concept, ...], **more: Any
) -> Finding:
    return Finding(
        ref=ref,
        made_in=context.made_in,
        text=words(spans),
        polarity=said,
        themes=named,
        about=context.about,
        evidence=spans,
        **more,
    )


def counts(span: Span) -> bool:
    """Whether a sentence gives a figure that is no date and no number of a paragraph, stage, age or section."""
    span = span[:_LONGEST]
    dates = [mention.span for mention in find_dates(span, 2000)]
    return any(
        not any(found.span.overlaps(date) for date in dates) and not found.before[-40:].search(_NOT_COUNTED)
        for found in span.finditer(_FIGURE)
    )
