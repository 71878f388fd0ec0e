"""What a paragraph says became of something that one of its sentences speaks of: by that sentence and those that go on from it.

A verdict on the whole ("this has been put right", "it remains") decides over praise and blame, and these over what was done and over shares.
A sentence that only tells what an earlier source found or asked, a question, and one on something else say nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.lexicon import Lexicon
from kg.reading import polarity
from kg.reading.followups import Status, goes_on, retold, tempered, told_of
from kg.reading.standing import claimed, of_share, standing
from kg.text import Span

_ASKS = re.compile(r"\?\W*$")
_BACK = re.compile(
    r"\b(?:[Tt]his|[Tt]hat|[Ii]t|[Tt]hey|[Tt]hese|[Tt]hose|them|the\s(?:matter|recommendation|weakness|concern|finding|position|picture|same|action|target|rest|others?|remainder))\b"
)
_SHORT = 200
_KIN = 0.35  # of the words that the nearest sentence shares: so many make another sentence one on the same thing
_BEFORE = 0.5


class Says(NamedTuple):
    """What a sentence says became of what it speaks of, and how plainly: 3 a verdict, 2 praise or blame, 1 that something was done."""

    status: Status | None
    plain: int
    told: bool = False  # it only tells what an earlier source found or asked


def says(span: Span, world: Lexicon) -> Says:
    """What one sentence says of how things are."""
    if span.search(_ASKS):
        return Says(None, 0)
    ended, remains = tempered(span, world, "ended"), tempered(span, world, "remaining")
    if ended != remains:
        return Says("addressed" if ended and not tempered(span, world, "partial") else "partly" if ended else "repeated", 3)
    if retold(span, world) or told_of(span, world):
        return Says(None, 0, told=True)
    claims, judged = claimed(span, world), polarity.polarity(span, world).name
    if claims is None and judged == "neutral":
        return Says(None, 0)
    if judged == "neutral" and claims == "repeated":
        judged = "weakness"
    mended = tempered(span, world, "mended")
    if judged == "weakness" and claims == "addressed" and mended:
        judged = "strength"
    plain = 3 if mended or tempered(span, world, "undone") or tempered(span, world, "partial") else 2
    if plain == 2 and (of_share(span, world) is not None or (judged == "neutral" and claims == "addressed")):
        plain = 1
    return Says(standing(span, judged, claims, world), plain)


def speaking(sentences: Sequence[Span], near: Sequence[float], said: Sequence[Says], world: Lexicon) -> list[int]:
    """Which sentences speak of something, given how near each is to it: the nearest, those as near, and those that go on from these."""
    most = max(near)
    first = near.index(most)
    found = [number for number in range(first) if near[number] >= _BEFORE * most]
    found.append(first)
    going = True
    for number in range(first + 1, len(sentences)):
        sentence = sentences[number]
        points = goes_on(sentence, world) or (len(sentence) < _SHORT and sentence[:60].search(_BACK) is not None)
        after_told = said[number - 1].told and number - 1 in found
        if near[number] >= _KIN * most or (going and (points or after_told)) or (said[number].plain == 3 and points):
            found.append(number)
        elif said[number].status is not None:
            going = False
    return found


def outcome(found: Sequence[int], said: Sequence[Says]) -> tuple[Status, list[int]] | None:
    """What the sentences ``found`` say together, and which of them say it; None where none does."""
    telling = [number for number in found if said[number].status is not None]
    if not telling:
        return None
    most = max(said[number].plain for number in telling)
    plainest = {said[number].status for number in telling if said[number].plain == most}
    every = {said[number].status for number in telling if said[number].plain > 1 or most == 1}
    if plainest == {"repeated"}:
        status: Status = "repeated" if most == 3 or every == {"repeated"} else "partly"
    elif plainest == {"addressed"}:
        status = "addressed" if "repeated" not in every and (most == 3 or every == {"addressed"}) else "partly"
    else:
        status = "partly"
    return status, telling
