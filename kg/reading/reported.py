"""Findings in reports that describe more than they judge: what officers told a panel, what a member tells the council.

Who said it to whom ("Members were advised that …") says nothing of the thing itself, and one faint cue word is no praise or
blame there: only plain ones count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import cast

from kg.facts import Concept, Finding
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.reading.polarity import heading_polarity, weigh
from kg.text import Span

_PLAIN = 1.4  # twice the weight of a faint cue
_MIXED = 0.45
_TOLD = re.compile(
    r"[^.;:]{0,160}?\b(?:heard|advised|informed|told|explained|conveyed|highlighted|noted|stated|reported|confirmed|indicated|acknowledged|said|reassured|assured|emphasised"
    r"|outlined|commented|suggested|recognised|added|learn(?:ed|t)|understood|aware)\b[^.;:]{0,60}?\bthat\b"
)
_MARKS = re.compile(r"</?[a-zA-Z]{1,6}>|\*\*")
_LINK = re.compile(r"\[([^\[\]]{1,2000})\]\([^()\s]{0,200}\)")
_FINITE = re.compile(
    r"\b(?:(?P<wish>will|shall|wants?|wish(?:es)?\sto|aims?|intends?|plans?\sto|hopes?|hoping|looks?\sto|looking\sto|would\slike)|is|are|was|were|has|have|had|continues?|remains?|does|do|did)\b"
)


def content(sentence: Span) -> Span:
    """A sentence without the words that say who told whom."""
    for _ in range(3):  # "It was conveyed that the consultants found that …"
        told = sentence.match(_TOLD)
        if told is None or not told.after.strip():
            break
        sentence = told.after.strip()
    return sentence


@lru_cache(maxsize=8)
def _silent(world: Lexicon) -> Vocabulary:
    listed = cast("list[str]", world.tables["reported"]["silent"])
    return Vocabulary([Entry(Concept("silent", "phrase"), "phrase", tuple(listed))])


def plain(words: str) -> str:
    """Words without the marks of their layout: tags, stars of bold type, the brackets of a link."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", words)).split())


def reserved(found: Iterable[Finding], world: Lexicon, heading: str = "") -> Iterator[Finding]:
    """The findings with the polarity that their plain words give; a heading such as "Challenges" holds as it does elsewhere."""
    decided = bool(heading) and heading_polarity(heading, world) is not None
    for one in found:
        said = one.polarity if decided else world.concept("polarity", _name(one, world))
        yield replace(one, polarity=said, text=plain(one.text))


def _name(found: Finding, world: Lexicon) -> str:
    names = {_of_sentence(sentence, world) for span in found.evidence for sentence in span.sentences()} - {"neutral"}
    return "neutral" if not names else names.pop() if len(names) == 1 else "mixed"


def _of_sentence(sentence: Span, world: Lexicon) -> str:
    said = content(sentence)
    first = said.search(_FINITE)
    if first is not None and first.has("wish"):
        return "neutral"  # a plan or promise is no praise of what there is
    praise = blame = 0.0
    at = said.start
    for mention in [*(mention.span for mention in _silent(world).find(said)), said[len(said) :]]:
        more, less = weigh(said[at - said.start : mention.start - said.start], world)
        praise, blame, at = praise + more, blame + less, mention.end
    if max(praise, blame) < _PLAIN:
        return "neutral"
    if min(praise, blame) >= _MIXED * max(praise, blame):
        return "mixed"
    return "strength" if praise > blame else "weakness"
