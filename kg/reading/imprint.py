"""What a publisher prints about itself: its remit, its terms, its address. It says nothing about the area of the document.

Paragraphs of it are known by the wordings of ``mappings/lexicon/imprint.toml``, an address by its form: short lines with a
post code, then how to reach the writer. An address belongs to the publisher where it stands beside such a paragraph, or
opens the document with the publisher's own address for letters or pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import lru_cache
from typing import cast

from kg.facts import Concept, Fact, Header, Named, Ref, Unread
from kg.lexicon import Lexicon
from kg.reading.blocks import Block
from kg.reading.part import Part
from kg.reading.structure import blocks_of
from kg.text import Span

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
_SITE = re.compile(r"\bwww\.|https?://|\S{1,64}@\S")
_NUMBER = re.compile(r"\s{0,3}\d{1,4}\s{0,3}")
_SHORT = 70  # a line of an address is no longer
_MOST = 12  # lines of one
_TOP = 700


def apart(part: Part, facts: Iterable[Fact]) -> Iterator[Fact]:
    """``facts`` without what rests on the publisher's imprint alone, then the imprint itself, as unread with the reason.

    A thing that another fact speaks of stays. A fact that rests on other passages too keeps only those.
    """
    made, found = list(facts), imprint(part)
    if not found:
        yield from made
        return
    kept: list[Fact] = []
    doubted: list[Named] = []
    for fact in made:
        rest = tuple(span for span in fact.evidence if not any(one.overlaps(span) for one in found))
        if isinstance(fact, Header) or len(rest) == len(fact.evidence):
            kept.append(fact)
        elif rest:
            kept.append(replace(fact, evidence=rest))
        elif isinstance(fact, Named):
            doubted.append(fact)
    spoken = {ref for fact in kept for ref in _refs(fact)}
    yield from kept
    yield from (fact for fact in doubted if fact.ref in spoken)
    reason = str(part.world.tables["imprint"]["reason"])
    yield from (Unread(kind=Concept("unit-kind", "paragraph"), reason=reason, evidence=(span,)) for span in found)


def imprint(part: Part) -> list[Span]:
    """The stretches of ``part`` in which its publisher prints its remit, terms and address, in order."""
    wording = _wording(part.world)
    found = list(blocks_of(part))
    marked = {index for index, block in enumerate(found) if wording.search(block.text.words.lower())}
    marked |= {near for index in sorted(marked) for near in _address(found, index, part.world)}
    top = [index for index, block in enumerate(found[:_MOST]) if block.span.end - part.span.start < _TOP]
    marked |= set(_letterhead(found, top, part))
    return _stretches(found, sorted(marked))


def _address(found: list[Block], index: int, world: Lexicon) -> Iterator[int]:
    """The blocks of the address that stands next to the block at ``index``, up to the last that says how to reach the writer."""
    for step in (1, -1):
        run: list[int] = []
        at = index + step
        while 0 <= at < len(found) and len(run) < _MOST and _is_short(found[at]):
            run.append(at)
            at += step
        reach = [place for place, one in enumerate(run) if _reaches(found[one], world) or found[one].span.search(_POSTCODE)]
        if reach and any(_reaches(found[run[place]], world) for place in reach):
            yield from run[: reach[-1] + 1] if step == 1 else run


def _letterhead(found: list[Block], top: list[int], part: Part) -> list[int]:
    """The blocks at the head of a part that print the publisher's address, down to its own address for letters or pages."""
    publisher = part.header.publisher
    if publisher is None:
        return []
    own = re.compile(rf"(?:www\.|@|/)[\w./-]{{0,60}}{re.escape(publisher.slug)}\b", re.IGNORECASE)
    reach = [index for index in top if found[index].span.search(own)]
    if not reach or not any(found[index].span.search(_POSTCODE) for index in top[: reach[-1] + 1]):
        return []
    begins = next(index for index in top if found[index].span.search(_POSTCODE))
    lines = range(begins, -1, -1)
    first = next((index for index in lines if not _is_short(found[index])), -1) + 1
    return list(range(first, reach[-1] + 1)) if begins <= reach[-1] else []


def _is_short(block: Block) -> bool:
    lines = [line.strip() for line in block.span.lines()]
    return all(len(line) < _SHORT and not line.search(r"[a-z]\.$") for line in lines) and len(lines) <= _MOST


def _reaches(block: Block, world: Lexicon) -> bool:
    contact = _contact(world)
    return any(line.search(_SITE) or line.strip().match(contact) for line in block.span.lines())


def _stretches(found: list[Block], marked: list[int]) -> list[Span]:
    """The blocks at the places in ``marked`` as spans, those joined that only page numbers part."""
    made: list[Span] = []
    last = -2
    for index in marked:
        between = found[last + 1 : index] if made else []
        if made and all(_NUMBER.fullmatch(str(block.span)) for block in between):
            made[-1] = made[-1].to(found[index].span)
        else:
            made.append(found[index].span)
        last = index
    return made


def _refs(fact: Fact) -> Iterator[Ref]:
    for field in fields(fact):
        value = getattr(fact, field.name)
        if field.name != "ref":
            yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Ref))


def _listed(world: Lexicon, key: str) -> list[str]:
    return [re.escape(one) for one in cast("list[str]", world.tables.get("imprint", {}).get(key, []))]


@lru_cache(maxsize=8)
def _wording(world: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(_listed(world, "wordings")) or r"(?!)")


@lru_cache(maxsize=8)
def _contact(world: Lexicon) -> re.Pattern[str]:
    words = "|".join(sorted(_listed(world, "contacts"), key=len, reverse=True))
    return re.compile(rf"(?:{words})\b\s{{0,3}}:?\s{{0,3}}(?:\+?\(?0\d|\S{{1,64}}@|www)" if words else r"(?!)", re.IGNORECASE)
