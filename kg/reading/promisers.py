"""Who promises: "the Director advised that she would …" the Director, "We will …" whose document it is, "I will …" its author."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.facts import Ref
from kg.lexicon import Lexicon, pattern_of
from kg.reading.mentions import body_mentions
from kg.reading.part import Part
from kg.reading.reviewers import author
from kg.text import Span

_BOUND = re.compile(r"(?:\b[Tt]hat\b|[;:,–—]|\b(?:and|but|which|who|where|when|while|as)\b|\s-\s)\s*")
_TITLE = re.compile(
    r"(?:\b[Tt]he\s)?(?:\b[A-Z][\w’'-]{1,20}\s){1,4}(?:of|for)\s(?:(?:[A-Z][\w’'-]{1,20}|and|of|the|for|&),?\s){1,10}$"
)  # "The Director of Children's Services, Education and Skills "
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom|where|when|while|how|what|time|in\sorder\sthat|so\sthat)\s*$", re.IGNORECASE)
_DESCRIBES = re.compile(r"\b(?:which|who|whose)\s*$", re.IGNORECASE)
_LEAD = re.compile(r"(?:Again|However|Also|Finally|In\sresponse|In\saddition|Additionally|Furthermore|It\swas)\W{1,3}")
_OVER = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|may|must|needs?|costs?|pays?)\s")
_NAMED = re.compile(
    r"(?:the\s)?(?:[A-Z]{2,3}(?:-[A-Z]{1,2})?|[A-Z]{1,2}-[A-Z]{1,2}"
    r"|(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Canon|Sir|Dame|Lord|Lady|Rev|Reverend|Father|Superintendent|Chief\sInspector)\.?\s(?:[A-Z][\w’'.-]{0,20}\s?){1,3}"
    r"|[A-Z][a-z’'-]{1,20}\s(?:[A-Z]\.?\s)?[A-Z][a-z’'-]{1,20})\W{0,2}"
)
_VERB = re.compile(r"\s(?:did|do|does|was|were|is|are|had|has|have|would|will)\b")
_PRONOUN = re.compile(r"(?:s?he|they|we|I|it|this|these|that|those|which|who|there)\b", re.IGNORECASE)
_SPOKE = re.compile(r"s?he\b", re.IGNORECASE)
_THING = re.compile(r"(?:it|this|these|that|those|there)\b", re.IGNORECASE)
_ITSELF = re.compile(r"(?:we|I)\b", re.IGNORECASE)
_GERUND = re.compile(r"[A-Z][a-z]{2,20}ing\s")
_BACK = 900  # characters in which who said the sentence before is looked for
_LONGEST = 100
_AGENT = re.compile(
    r"\bby\s(?P<who>(?:the|our|her|his)\s[A-Za-z’'\s]{3,60}?)(?=[.,;]|\s(?:in|on|at|by|to|within|as|and|before|after)\b|$)"
)
_PERSON = re.compile(
    r"(?:\bthe\s)?(?:\b[A-Z][\w’'-]+\s(?:(?:of|for|and|the)\s)?){0,8}\b(?:Director|Chair(?:man|person)?|Head|Manager|Officer|Member|Councillor|Lead(?:er)?|Mayor|Commissioner|Coordinator|Adviser|Advisor)\b[^.;:]{0,60}$"
)
_MANY = re.compile(
    r"\b(?:A|a|another|Another|one|One)\s(?:Panel\s|Board\s|Committee\s)?(?:Member|member|Councillor|councillor)\b|\bMembers\b"
)


@dataclass(frozen=True, slots=True)
class Promiser:
    """Who promises: as printed, the body or person where known, and where the words stand if not in the sentence itself."""

    printed: str = ""
    made_by: Ref | None = None
    elsewhere: Span | None = None


@lru_cache(maxsize=8)
def _can_promise(world: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(world, 'active', 'who')}(?:\s(?:for|of|and)\s[\w’',&\s-]{{3,80}})?\W*$", re.IGNORECASE)


@lru_cache(maxsize=8)
def _headed(world: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:[\w’'-]+\s){{0,4}}{_any(world, 'passive', 'papers')}\s(?:of|on|for|from|about|by|to)\s", re.IGNORECASE)


@lru_cache(maxsize=8)
def reported(world: Lexicon) -> re.Pattern[str]:
    """The verbs with which minutes and reports tell what somebody said ("advised", "undertook")."""
    return re.compile(r"\b" + _any(world, "reported", "verbs"))


@lru_cache(maxsize=8)
def _pledging(world: Lexicon) -> re.Pattern[str]:
    return re.compile(r"\b" + _any(world, "reported", "pledges"))


def _any(world: Lexicon, table: str, key: str) -> str:
    known = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["commitments"])
    return "(?:" + "|".join(pattern_of(word) for word in sorted(known[table][key], key=len, reverse=True)) + r")\b"


def subject(before: Span) -> Span:
    """What stands between the last boundary of a clause and the verb: "she" of "advised that she would".

    A clause that only describes and is over by then ("a list of what is needed would …") is no boundary.
    """
    start = 0
    for bound in before.finditer(_BOUND):
        if not (bound.span.search(_RELATIVE) and bound.after.search(_OVER)):
            start = bound.span.end - before.start
    title = before.search(_TITLE)
    clause = before[start if title is None else min(start, title.span.start - before.start) :].strip()
    if not clause and (verb := before.search(_VERB)) is not None:  # "the Director did not have it but would send it"
        return subject(verb.before)
    lead = clause.match(_LEAD)
    return lead.after if lead is not None else clause


def in_relative_clause(before: Span) -> bool:
    """Whether the verb is of a clause that only describes something ("a plan, which will be reviewed each year")."""
    said = subject(before)
    if before.search(_DESCRIBES):
        return True
    return (bool(said) and before[: max(0, said.start - before.start)].search(_RELATIVE) is not None) or bool(said.match(_RELATIVE))


def can_promise(named: Span, world: Lexicon) -> bool:
    """Whether words are those of a person or body ("the Service Manager"), and not of a thing of one ("an annual report of the service")."""
    if named.fullmatch(_NAMED):
        return True
    return named.search(_can_promise(world)) is not None and named.match(_headed(world)) is None and named.match(_GERUND) is None


def promiser(at: Span, sentence: Span, part: Part, *, passive: bool) -> Promiser:
    """Who promises with the verb ``at`` in a sentence. In the passive nobody, but for whoever undertook it or is to do it."""
    before = sentence[: at.start - sentence.start]
    if passive:
        pledged = before.search(_pledging(part.world))
        agent = sentence[at.end - sentence.start :].search(_AGENT)
        if agent is not None and can_promise(agent.group("who"), part.world):
            return _printed(agent.group("who"), part)
        return _speaker(subject(pledged.before), sentence, part) if pledged is not None else Promiser()
    named = subject(before)
    if named.match(_ITSELF):
        return _itself(named, before, part)
    if named and not named.match(_PRONOUN):
        return _printed(named, part) if can_promise(named, part.world) else Promiser()
    if named.match(_THING):
        return Promiser()
    said = before.search(reported(part.world))
    return _speaker(subject(said.before) if said is not None else named, sentence, part)


def _itself(named: Span, before: Span, part: Part) -> Promiser:
    """Who "we" and "I" are: the author of a document, or the body whose it is; nobody known where the sentence is somebody's speech."""
    if before.search(reported(part.world)) or part.family in ("minutes", "agenda"):
        return Promiser(printed=named.words)
    if named.match(r"I\b") and (person := author(part)) is not None:
        return Promiser(printed=person.name, made_by=person.ref, elsewhere=person.evidence[0])
    return Promiser(printed=named.words if len(named) < 30 else "", made_by=part.header.publisher or part.header.about)


def _speaker(named: Span, sentence: Span, part: Part) -> Promiser:
    """Who said it; for "He undertook …" who spoke last before, where that was one person with an office."""
    if named and not named.match(_PRONOUN):
        return _printed(named, part) if len(named) < _LONGEST else Promiser()
    if not named.match(_SPOKE):
        return Promiser()
    document = sentence.document
    earlier = Span(document, max(part.span.start, sentence.start - _BACK), sentence.start)
    for said in reversed([*earlier.finditer(reported(part.world))]):
        at = max(str(said.before).rfind(". "), str(said.before).rfind("\n\n"), str(said.before).rfind(".\n")) + 1
        speaks = said.before[at:].strip()
        if len(speaks) > _LONGEST or speaks.match(_PRONOUN):
            continue
        if speaks.search(_MANY) or speaks.search(_PERSON) is None:
            return Promiser()
        return Promiser(printed=speaks.words, elsewhere=speaks)
    return Promiser()


def _printed(named: Span, part: Part) -> Promiser:
    bodies = _bodies(part)
    words = named.words
    return Promiser(printed=words, made_by=bodies.get(re.sub(r"^the\s", "", words.lower())) or bodies.get(words.lower()))


@lru_cache(maxsize=8)
def _bodies(part: Part) -> dict[str, Ref]:
    return {mention.span.words.lower(): mention.ref for mention in body_mentions(part)}
