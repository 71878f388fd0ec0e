"""Grades that a sentence says an inspection gave: "was judged to be adequate", "inadequate against all judgements"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.facts import Concept
from kg.lexicon import Lexicon
from kg.reading.claims import aspect_named
from kg.reading.grades import aspect_of, grade_of
from kg.text import Match, Span

_GRADE = r"[“\"'‘]?(?P<grade>outstanding|good|adequate|inadequate|requir(?:es?|ing)\s+improvement(?:\s+to\s+be\s+good)?)[”\"'’]?(?![\w-])"
_VERB = re.compile(
    rf"\b(?:(?:judged|rated|graded|assessed|considered|deemed)\b(?P<what>(?:(?!\bthat\b|\bnot\b)[^.;:,]){{0,70}}?)|found\s+to\b)(?:\s+(?:to\s+be|as|to|be))?\s*,?\s+(?:overall\s+)?{_GRADE}",
    re.IGNORECASE,
)
_RATING = re.compile(
    rf"\b(?:received|awarded|given|achieved|has)\b(?P<what>[^.;:]{{0,30}}?)\s{_GRADE}\s+(?:rating|judgement|grade)",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\ball\s+(?:aspects|areas|judgements)\b(?P<what>[^.;:]{{0,60}}?)\b(?:were|was|are|as)\s+{_GRADE}", re.IGNORECASE
)
_AGAINST_ALL = re.compile(rf"{_GRADE}\s+(?:against|in|across|for)\s+all\s+(?:judgements|areas|aspects)", re.IGNORECASE)
_IN_RESPECT = re.compile(
    r"\b(?:in\s+respect\s+of|for|regarding)\s+(?P<aspects>[a-z][^.;:]{3,120}?)(?=\s*(?:,\s*)?(?:while|whilst|whereas|but|and\s+(?:good|outstanding|inadequate|adequate|to\s+require))\b|[.;]|$)",
    re.IGNORECASE,
)
_NO_ASPECT = re.compile(
    r"(?:the\s|a\s)?(?:\w+\s){0,2}(?:times?|years?|months?)\b|(?:its\s|the\s)?overall\b|(?:its\s|the\s)?(?:children|services)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no\s+longer|never|nor|would|could|(?-i:may)|might|if|should|unless|until)\b[^.;,]{0,40}$", re.IGNORECASE
)
_WISHED = re.compile(r"\b(?:to\s+be|being)\s*$", re.IGNORECASE)  # "hopes to be judged good"
_OTHERS = re.compile(
    r"\b(?:homes?|schools?|settings?|cases?|plans?|assessments?|audits?|practice|placements?|records?|visits|children\s+(?:are|were)|files?|one|two|three|four|five|six|seven|eight|both|some|most|others?|carers)\b[^.;,]{0,50}$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\s*(?:[a-z][a-z’' ]{2,60},\s+){1,5}(?:[a-z][a-z’' ]{2,60}\s+and\s+)?[a-z][a-z’', ]{2,60}\s+(?:were|was)\s+", re.IGNORECASE
)
_LINE = re.compile(rf"[^\w]{{0,6}}(?P<aspect>[A-Z][\w ,’'-]{{3,90}}?)\s?[:–-]\s?{_GRADE}[.;]?$", re.IGNORECASE)


@dataclass(frozen=True)
class Judged:
    """A grade for an aspect, and the sentence that gives it."""

    aspect: Concept
    name: str
    printed: str
    sentence: Span


def judged(sentence: Span, world: Lexicon, *near: Span, of: Span | None = None, aspects: Sequence[Concept] = ()) -> list[Judged]:
    """The grades that the sentence of a mention gives; where it gives none, the next one, or a list after it (``near``).

    ``of`` is what the inspection looked at, where that is printed; ``aspects`` all that it gave grades to. Denied, quoted as possible and hypothetical grades, and
    those of homes, schools and pieces of work, are no grades of the inspection.
    """
    every = aspects or [world.concept("aspect", "overall")]
    made = list(_in(sentence, world, of, every))
    for line in near:
        if (listed := line.fullmatch(_LINE)) is not None:
            aspect = aspect_of(listed.group("aspect").words, world)
            if aspect is not None:
                made.append(Judged(aspect, grade_of(listed.group("grade").words), listed.group("grade").words, line))
        elif (
            not made and line is near[0] and line.match(r"\W*(?:The|It|This|These|Its|Overall|At\s+th(?:is|at)|All)\b") is not None
        ):
            made += _in(line, world, of, every)
    return made


def _in(sentence: Span, world: Lexicon, of: Span | None, every: Sequence[Concept]) -> Iterator[Judged]:
    if (found := sentence.search(_ALL) or sentence.search(_AGAINST_ALL)) is not None:
        if found.before.search(_DENIED) is None:
            yield from (_made(found, aspect, sentence) for aspect in every)
        return
    for found in [*sentence.finditer(_VERB), *sentence.finditer(_RATING)]:
        if (
            found.before.search(_DENIED) is not None
            or found.before.search(_WISHED) is not None
            or found.before.search(_OTHERS) is not None
            or found.after.match(r"\s+or\b") is not None
        ):
            continue
        yield from _of_verb(found, sentence, world, of)


def _of_verb(found: Match, sentence: Span, world: Lexicon, of: Span | None) -> Iterator[Judged]:
    after = Span(sentence.document, found.group("grade").end, sentence.end)
    said = after.match(rf"[”\"'’]?\s+{_IN_RESPECT.pattern}", re.IGNORECASE)
    if said is not None and (aspects := _aspects(said.group("aspects"), world)):
        yield from (_made(found, aspect, sentence) for aspect in aspects)
        return
    if said is not None and said.group("aspects").match(_NO_ASPECT) is None:
        return  # "outstanding for leadership" is no grade of the whole
    clause = found.before[-160:].split(r"[;]|\b(?:while|whilst|whereas|but)\b")[-1]
    listed = _aspects(clause, world) if clause.fullmatch(_LISTED) is not None else []
    what = found.span.match(_VERB)
    within = what.get("what") if what is not None else None
    if within is not None and aspect_named(within, world) and not _aspects(within, world):
        return  # of a part that is named shortly: see the claims
    if found.span.search(r"\boverall\b", re.IGNORECASE) is not None or after.match(r"\W?\s+overall\b") is not None:
        yield _made(found, world.concept("aspect", "overall"), sentence)
        return
    near = (_aspects(within, world)[-1:] if within is not None else []) or _aspects(found.before[-90:].split(r"[,;]")[-1], world)[
        -1:
    ]
    whole = _aspects(of.split("/")[0], world) if of is not None else []
    named = (
        listed if len(listed) > 1 else near or whole[: len(whole) % 2]
    )  # of two ("safeguarding and looked after") the whole is judged
    yield from (_made(found, aspect, sentence) for aspect in named or [world.concept("aspect", "overall")])


def _aspects(span: Span, world: Lexicon) -> list[Concept]:
    return list(dict.fromkeys(mention.entry.concept for mention in world.find("aspect", span)))


def _made(found: Match, aspect: Concept, sentence: Span) -> Judged:
    grade = found.group("grade")
    return Judged(aspect, grade_of(grade.words), grade.words, sentence)
