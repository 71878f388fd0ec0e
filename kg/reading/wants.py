"""Whether a sentence asks for something to be done: by its verb, as an item of a list of recommendations, or as a resolution."""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.reading.followups import begins, is_imperative, tempered, told_of
from kg.text import Span

_ASKS = re.compile(r"\b(?:should|must|needs?\sto|is\srequired\sto|are\srequired\sto)\s(?!have\b|not\sbe\b)")
_INDIRECT = re.compile(  # "schools did not know whom they should call" asks for nothing
    r"\b(?:whom?|what|which|[Ww]hen|[Ww]here|how|whether|why|[Ii]f|than)\s(?:[\w’'-]{1,20}\s){0,5}$|\bas\s\w{1,12}\sas\s(?:[\w’'-]{1,20}\s){0,2}$"
)
_THAT = re.compile(r"\W*(?:\w{1,4}[.)]\s)?That\s.{4,200}?\b(?:be|receive|remain|have|report|consider|should)\b", re.DOTALL)
_ITEM = re.compile(r"(?:[ivx]{1,5}[.)]\s{1,6}|[a-z][.)]\s{1,6})?That\s")
_WHOSE = re.compile(  # "the Council and its partners establish …"
    r"(?:[Tt]hat\s)?[Tt]he\s(?:[\w’'-]{2,20}\s){0,4}?(?:Council|[Aa]uthority|Board|Panel|Committee|Cabinet|Executive|Partnership|LSCB|Trust|Director)\s(?:and\s(?:its|their|the)\s\w{2,14}\s)?"
)
_NUMBER = " .()0123456789\t\n*•◼■-–"


def is_item(sentence: Span, world: Lexicon) -> bool:
    """Whether an item of a list asks for something: "Revise the guidance …", "That police and health sit together", "the Council make …"."""
    bare = sentence.strip(_NUMBER)
    return (
        bare.match(_ITEM) is not None
        or is_imperative(bare.words, world)
        or ((whose := bare.match(_WHOSE)) is not None and is_imperative(whose.after.words, world))
    )


def is_formal(sentence: Span, world: Lexicon) -> bool:
    """Whether what is resolved or recommended asks for nothing: that something is noted, approved, or that somebody is thanked."""
    return tempered(sentence, world, "formal") or begins(sentence.strip(_NUMBER), world, "notes")


def is_asked(sentence: Span, world: Lexicon) -> bool:
    """Whether a sentence says that something should be: not one that tells what somebody should do, or thought they should."""
    if told_of(sentence, world):
        return False
    if sentence.match(_THAT) or begins(sentence.strip(_NUMBER), world, "asks"):
        return True
    found = sentence.search(_ASKS)
    return (
        found is not None
        and sentence[max(0, found.span.start - sentence.start - 40) : found.span.start - sentence.start].search(_INDIRECT) is None
    )
