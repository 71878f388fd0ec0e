"""Who a sentence speaks of: the bodies and programmes that it names, and the short words that stand for one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.facts import Ref
from kg.lexicon import Lexicon
from kg.reading.blocks import Block
from kg.reading.cover import Cover
from kg.reading.mentions import BodyMention, body_mentions
from kg.reading.naming import naming
from kg.reading.part import Part
from kg.reading.structure import blocks_of
from kg.reading.undertakings import programme_mentions
from kg.text import Span

_SHORT = re.compile(r"(?<![\w’'-])[Tt]he\s(?P<noun>[Bb]oard|[Pp]anel|[Hh]ub|[Pp]artnership|[Cc]ommittee|[Ff]orum)(?![\w-])")
_CHAIR = re.compile(  # speaks for the board that it chairs
    r"(?<![\w’'-])[Tt]he\s(?:independent\s|current\s|new\s){0,2}chair(?:person|man|woman)?(?=\s(?:is|was|has\sbeen)\s(?:also\s)?an?\s(?:\w+\s)?member\b)"
)
_JOINT = re.compile(
    r"(?:’s|'s)?(?:\s\([^()]{0,60}\))?\s*(?:[,;/]|,?\s(?:and|or|&)\s|,\s(?:and\s|or\s))\s*(?:with\s|the\s|an?\s)?\s*"
)
_BRACKET = re.compile(r"\)?(?:\s?\([^()]{0,60}\))?")
_MOST_GROUPS = 40  # more make no sentence
_OWNED = re.compile(r"[’']s?\s{1,2}")
_PRONOUN = re.compile(
    r"(?:It|They)\b|(?:(?<=\bthat\s)|(?<=,\s)|(?<=\band\s))(?:it|they)\b(?=\s(?:is|was|are|were|operates?|works?))"
)
_QUOTED_NOUN = re.compile(r"[’'”\"](?:\s(?:projects?|programme|policy|strategy|scheme|initiatives?|campaigns?|pilot))?")


@dataclass(frozen=True, slots=True)
class Actor:
    """A body or programme where a sentence speaks of it."""

    span: Span
    ref: Ref
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (row, heading), who it speaks of in groups joined by commas and "and", and the whole block."""

    span: Span
    groups: tuple[tuple[Actor, ...], ...]


def sentences_of(part: Part) -> Iterator[Sentence]:
    """The sentences of the part that speak of somebody. "It" and "they" stand for whom the one before began with."""
    named = _named(part)
    recent: list[BodyMention] = []
    at = 0
    for block in blocks_of(part):
        inside: list[Actor] = []
        while at < len(named) and named[at].span.start < block.span.end:
            if named[at].span.start >= block.span.start:
                inside.append(named[at])
            at += 1
        inside += _short_words(block, inside, recent, part)
        inside.sort(key=lambda actor: actor.span.start)
        recent = [*recent, *(BodyMention(actor.span, actor.ref, actor.kind) for actor in inside)][-40:]
        first: Actor | None = None
        queue = 0
        for span in [block.span] if block.kind in ("row", "heading") else block.text.sentences():
            actors: list[Actor] = []
            while queue < len(inside) and inside[queue].span.start < span.end:
                if inside[queue].span in span:
                    actors.append(inside[queue])
                queue += 1
            pronoun = span.search(_PRONOUN)
            if first is not None and pronoun is not None and not any(actor.span.start < pronoun.span.start for actor in actors):
                actors.insert(0, Actor(pronoun.span, first.ref, first.kind))
            if actors:
                yield Sentence(span, _groups(span, actors))
                first = actors[0]
            elif pronoun is None:
                first = None


@lru_cache(maxsize=4)
def _named(part: Part) -> tuple[Actor, ...]:
    bodies = [Actor(one.span, one.ref, one.kind) for one in body_mentions(part)]
    taken = Cover(actor.span for actor in bodies)
    programmes = [Actor(one.span, one.ref, "Programme") for one in programme_mentions(part) if not any(taken.over(one.span))]
    return tuple(sorted([*bodies, *programmes], key=lambda actor: actor.span.start))


def _short_words(block: Block, named: list[Actor], recent: list[BodyMention], part: Part) -> Iterator[Actor]:
    """The words "the local authority" for the council that the part is about, "the board" for the board named last, "the chair" too."""
    about = part.header.about
    taken = Cover(actor.span for actor in named)
    if about is not None and (known := _council_kind(about, part.world)) is not None:
        for match in block.text.finditer(_council_words(part.world)):
            if not any(taken.over(match.span)):
                yield Actor(match.span, about, known)
    before = [*recent, *(BodyMention(actor.span, actor.ref, actor.kind) for actor in named)]
    last: dict[str, BodyMention] = {}
    at = 0
    for match in block.text.finditer(_SHORT):
        while at < len(before) and before[at].span.end <= match.span.start:
            for noun in {before[at].kind.lower(), *before[at].span.words.lower().split()[-2:]}:
                last[noun] = before[at]
            at += 1
        fitting = last.get(str(match.group("noun")).lower())
        if fitting is not None and not any(taken.over(match.span)):
            yield Actor(match.span, fitting.ref, fitting.kind)
    for match in block.text.finditer(_CHAIR):
        boards = [actor for actor in named if actor.kind.endswith("Board") and actor.span.end <= match.span.start]
        if boards:
            yield Actor(match.span, boards[-1].ref, boards[-1].kind)


def _council_kind(about: Ref, world: Lexicon) -> str | None:
    known = world.bodies.get(about)
    return "Council" if (known is not None and "Council" in known.one("kind")) or about.slug.endswith("-council") else None


@lru_cache(maxsize=8)
def _council_words(world: Lexicon) -> re.Pattern[str]:
    listed = sorted((re.escape(words) for words in naming(world).words("words", "council")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(listed)})(?![\w-])" if listed else r"(?!)")


def _groups(span: Span, actors: list[Actor]) -> tuple[tuple[Actor, ...], ...]:
    groups: list[list[Actor]] = []
    for number, actor in enumerate(actors):
        if number + 1 < len(actors):
            between = span[actor.span.end - span.start : max(actor.span.end, actors[number + 1].span.start) - span.start]
            if between.fullmatch(_OWNED) is not None:  # "the council's legal team": only the team acts
                continue
        if groups and joined(span, groups[-1][-1].span, actor.span):
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return tuple(tuple(group) for group in groups[:_MOST_GROUPS])


def joined(within: Span, one: Span, other: Span) -> bool:
    """Whether nothing but a comma, "and" or a short bracket stands between two names."""
    between = within[one.end - within.start : other.start - within.start]
    return len(between) < 90 and between.fullmatch(_JOINT) is not None


def gap(within: Span, one: Span, other: Span) -> str:
    """The words between two names, with white space folded and a bracket behind the first left out."""
    between = within[one.end - within.start : other.start - within.start]
    if (quoted := between.match(_QUOTED_NOUN)) is not None and not between.match(r"[’']s\b"):
        between = quoted.after
    bracket = between.match(_BRACKET)
    rest = str(bracket.after if bracket is not None else between)
    return re.sub(r"\s+", " ", rest)
