"""What a paragraph says became of something that one of its sentences speaks of: by that sentence and those that go on from it.

A verdict on the whole ("this has been put right", "it remains") decides over praise and blame, and these over what was done and over shares.
A sentence that only tells what an earlier source found or asked, a question, and one on something else say nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kg.lexicon import Lexicon
from kg.reading import followups, polarity
from kg.reading.followups import Status, goes_on, retold, tells_again, tempered, told_of
from kg.reading.standing import claimed, of_share, standing, tells_all
from kg.text import Span

_ASKS = re.compile(r"\?\W*$")
_WHETHER = re.compile(  # "revisited the area to decide whether progress has been made", "wished to know if …"
    r"\b(?:to\s(?:decide|determine|see|assess|judge|establish|consider|find\sout|check)|(?:carefully\s)?considers?|(?:wished|wanted|asked)\sto\sknow|wondered|queried|enquired|inquired|asked)\s(?:whether|if)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\W*(?:(?:The|An|A)\s[\w\s,’']{4,50}?\s(?:said|stated|replied|added)\s(?:that\s)?|(?:In|At|By|On)\s[\w\s’']{3,40},\s)?"
    r"(?:This|That|It|They|These|Those|None|All|Most|Some|Half|Almost\sall|Nearly\sall|Only|But|However|Yet|Now|Since|Here|Its|Their|There|Each|Every|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d+)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\b(?:the|this|that)\s(?:matter|recommendation|weakness|concern|finding|position|picture|action|target|resolution|standard)\b",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"\b(?:but|however|although|though|while|whilst|yet|nevertheless|except)\b.*\b(?:not|no|none|nobody|never|only|few|fewer|seldom|rarely|rare|yet\sto)\b"
    r"|\b(?:rare|seldom|rarely|none),\s(?:however|though)\b|\b(?:has|have|had)\syet\sto\b|\bnevertheless\b.{0,80}\bonly\b|\b(?:others?|rest|remaining|remainder)\b.{0,40}\b(?:ha(?:s|ve|d)\snone|do\snot|does\snot|did\snot)\b",
    re.IGNORECASE | re.DOTALL,
)
_AHEAD = re.compile(
    r"\b(?:we|I|it|they|and|which|council|board)\s(?:will|shall|aims?|intends?|plans?|hopes?|expects?|wishe?s?)\b", re.IGNORECASE
)
_SHORT = 220
_KIN = 0.35  # of the words that the nearest sentence shares: so many make another sentence one on the same thing
_BEFORE = 0.5  # and so many one that stands before it, or in a long paragraph
_MANY = 6
VERDICT = 3

_CLOSED: tuple[followups.How, ...] = ("ended", "mended")
How = Literal["same", "other", ""]


def is_closed(span: Span, world: Lexicon) -> bool:
    """Whether words claim that nothing is left to do: that it is over, or that all of it is so."""
    return any(tempered(span, world, how) for how in _CLOSED) or tells_all(span)


class Says(NamedTuple):
    """What a sentence says became of what it speaks of, and how plainly: 4 that it is over, 3 a verdict, 2 praise or blame, 1 a deed.

    ``told``: it only tells what an earlier source found or asked.
    """

    status: Status | None
    plain: int
    told: bool = False


def says(span: Span, world: Lexicon) -> Says:
    """What one sentence says of how things are."""
    if span.search(_ASKS) or span.search(_WHETHER):
        return Says(None, 0)
    ended, remains = tempered(span, world, "ended"), tempered(span, world, "remaining")
    partial = tempered(span, world, "partial") or (ended and span.search(_RESERVED) is not None)
    if ended != remains:
        return Says("partly", VERDICT) if partial else Says("addressed", VERDICT + 1) if ended else Says("repeated", VERDICT)
    if retold(span, world) or told_of(span, world) or tells_again(span):
        return Says(None, 0, told=True)
    claims, judged = claimed(span, world), polarity.polarity(span, world).name
    partial = partial or (judged != "weakness" and tempered(span, world, "limited"))
    if claims is None and judged == "neutral":
        return Says("partly", VERDICT) if partial else Says("repeated", 1) if span.search(_RESERVED) else Says(None, 0)
    if judged == "neutral" and claims == "repeated":
        judged = "weakness"
    mended = tempered(span, world, "mended")
    if judged == "weakness" and claims == "addressed" and mended:
        judged = "strength"
    plain = VERDICT if mended or tempered(span, world, "undone") or partial else 2
    if plain == 2 and (of_share(span, world) is not None or (judged == "neutral" and claims == "addressed")):
        plain = 1
    status = standing(span, judged, claims, world)
    if status == "addressed" and plain < VERDICT and span.search(_AHEAD):
        return Says(None, 0)
    if status == "addressed" and span.search(_RESERVED):
        return Says("partly", max(plain, 2))
    return Says(status, plain)


def speaking(
    sentences: Sequence[Span], near: Sequence[float], said: Sequence[Says], opens: Sequence[How], world: Lexicon
) -> list[int]:
    """Which sentences speak of something, given how near each is to it: the nearest, those as near, and those that go on from these.

    ``opens``: whether a sentence opens with words of the same thing, or names something of its own.
    """
    most = max(near)
    first = near.index(most)
    found = [number for number in range(first) if near[number] >= _BEFORE * most]
    found.append(first)
    going = True
    kin = _KIN if len(sentences) <= _MANY else _BEFORE
    for number in range(first + 1, len(sentences)):
        sentence, one = sentences[number], said[number]
        points = goes_on(sentence, world) or (len(sentence) < _SHORT and sentence.match(_BACK) is not None)
        verdict = one.plain >= VERDICT and (points or sentence.search(_OF_IT) is not None)
        after = number - 1 in found and (said[number - 1].told or said[number - 1].status is None or opens[number] == "same")
        strange = opens[number] == "other" and not (number - 1 in found and said[number - 1].told and one.plain >= VERDICT)
        if near[number] >= kin * most or (going and not strange and (points or after)) or (verdict and not strange):
            found.append(number)
        else:
            going = going and one.status is None and not strange
    return found


def outcome(found: Sequence[int], said: Sequence[Says]) -> tuple[Status, list[int]] | None:
    """What the sentences ``found`` say together, and which of them say it; None where none does."""
    telling = [number for number in found if said[number].status is not None]
    if not telling:
        return None
    most = max(said[number].plain for number in telling)
    plainest = [said[number].status for number in telling if said[number].plain == most]
    if most > VERDICT or (most == VERDICT and plainest[0] != "repeated"):
        return plainest[0] or "partly", telling
    if most == VERDICT:
        first = next(number for number in telling if said[number].plain == most)
        return "partly" if any(said[number].status == "addressed" for number in telling if number < first) else "repeated", telling
    every = {said[number].status for number in telling}
    status: Status = "repeated" if every == {"repeated"} else "addressed" if every == {"addressed"} else "partly"
    return status, telling
