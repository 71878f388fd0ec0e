"""Where programmes are named in a part: known ones, and by the form of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.facts import Ref
from kg.reading.blocks import Block
from kg.reading.cover import Cover
from kg.reading.mentions import body_mentions
from kg.reading.part import Part
from kg.reading.programme_names import YEARS, programme_ref, programme_words
from kg.reading.programme_phrases import capitalised_programmes, plain_programmes
from kg.reading.quotations import quoted_programmes
from kg.reading.refs import without_area
from kg.reading.scope import place_of
from kg.reading.structure import blocks_of
from kg.text import Span

_OPERATION = re.compile(r"(?<!\w)Operation\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?!\w)")
_CONTRACT = re.compile(r"\bcontract\swith\s(?P<name>[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*){0,3})")
_TOWARDS = re.compile(
    r"\b[Ss]trategy\s(?:for|to)\s(?:tackling|tackle|reducing|reduce|preventing|prevent|improving|improve|supporting|support)\s(?:[a-z-]+\s){0,5}?[a-z-]{4,}(?=\s(?:across|in|for|by|is|was|has|and|which|that)\b|[.,;:)])"
)
_NAMED_SO = re.compile(r"\s\((?P<alias>[A-Z][A-Za-z’']+(?:\s[A-Za-z’']+){1,6})\)")
_DENIED = re.compile(
    r"\b(?:no|without\san?|lack\sof\san?|lacks?\san?|absence\sof\san?|need\sfor\san?|(?:not|never)\s(?:yet\s)?(?:have|had|has)\san?)\s(?:[a-z-]+\s){0,2}$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s(?:discussions?|meetings?|boards?|groups?|managers?|leads?|teams?|panels?|statement|reviews?|Board|Group|Manager|Team|Panel|Lead|Officer|Director|Meeting|Meetings|Discussion)\b"
)


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A place in the text where a programme is named. ``kind`` is the name of a concept of scheme ``programme``."""

    span: Span
    ref: Ref
    kind: str
    name: str
    aliases: tuple[Span, ...] = ()
    years: Span | None = None


@lru_cache(maxsize=4)
def programme_mentions(part: Part) -> tuple[ProgrammeMention, ...]:
    """Every naming of a programme in the part, in order and without overlaps; none inside the name of a body."""
    bodies = Cover(mention.span for mention in body_mentions(part))
    found: list[ProgrammeMention] = []
    for block in blocks_of(part):
        kept: dict[Span, ProgrammeMention] = {}
        cover = Cover()
        for mention in (*_titled(block, part), *_in_text(block.text, part)):
            # inside the name of a body, or that name and a noun ("Kent Police initiative")
            inside = any(
                mention.span in span or (span.start == mention.span.start and span.end + 12 >= mention.span.end)
                for span in bodies.over(mention.span)
            )
            if not inside and cover.add(mention.span):
                kept[mention.span] = mention
        found += [kept[span] for span in cover]
    return tuple(found)


_TITLED = re.compile(r"(?P<name>[A-Z][a-z]+(?:\s[A-Za-z’'-]+){2,7}\s(?P<head>pilot|project|campaign|programme))\s[–—-]\s")


def _titled(block: Block, part: Part) -> Iterator[ProgrammeMention]:
    """A heading or item that opens with the name of a pilot or the like and a dash: "Returning home pilot – to continue"."""
    found = block.text.match(_TITLED) if block.kind != "prose" else None
    if found is not None:
        name = found.group("name")
        yield ProgrammeMention(name, programme_ref(name.words, part), str(found.group("head")), name.words)


def _in_text(text: Span, part: Part) -> Iterator[ProgrammeMention]:
    words = programme_words(part.world)
    for name, kind in quoted_programmes(text, words):
        years = name.search(YEARS)
        yield ProgrammeMention(name, programme_ref(name.words, part), kind, name.words, (), years.group("years") if years else None)
    for match in text.finditer(_OPERATION):
        yield ProgrammeMention(match.span, programme_ref(match.span.words, part), "operation", match.span.words)
    for known in words.known.find(text):
        yield ProgrammeMention(known.span, known.entry.ref, known.entry.one("kind"), known.span.words.strip("‘’'"))
    for known in words.areas.find(text):
        years = text[known.span.end - text.start :].match(YEARS)
        yield ProgrammeMention(
            known.span,
            programme_ref(known.span.words, part),
            known.entry.one("kind"),
            known.span.words,
            (),
            years.group("years") if years else None,
        )
    for match in text.finditer(_TOWARDS):
        yield ProgrammeMention(match.span, programme_ref(match.span.words, part), "strategy", match.span.words)
    for match in text.finditer(_CONTRACT):
        yield ProgrammeMention(match.span, programme_ref(match.span.words, part), "contract", match.span.words)
    for span, kind in sorted(
        (*capitalised_programmes(text, words), *plain_programmes(text, words)), key=lambda pair: -len(pair[0])
    ):
        before, after = text[: span.start - text.start][-60:], text[span.end - text.start :]
        place_only = place_of(" ".join(span.words.split()[:-1]), part.world) is not None
        if place_only or before.search(_DENIED) is not None or after.match(_GOES_ON) is not None:
            continue
        years, named = after.match(YEARS), after.match(_NAMED_SO)
        yield ProgrammeMention(
            span,
            programme_ref(span.words, part),
            kind,
            without_area(span.words, part),
            (named.group("alias"),) if named is not None and not str(named.group("alias")).isupper() else (),
            years.group("years") if years is not None else None,
        )
