"""Follow-ups: what a sentence says became of the recommendation or finding that it stands under.

The words of each status stand in ``mappings/lexicon/followups.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, cast

from kg.facts import Concept, Finding, FollowUp, Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.reading.references import references
from kg.text import Span

Status = Literal["addressed", "partly", "repeated", "contradicted"]
_FIRST: tuple[Status, ...] = ("contradicted", "repeated", "partly", "addressed")  # the more reserved one holds


@lru_cache(maxsize=8)
def _cues(world: Lexicon) -> Vocabulary:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])["status"]
    return Vocabulary(Entry(Concept("status", name), name, tuple(words)) for name, words in table.items())


@lru_cache(maxsize=8)
def _cells(world: Lexicon) -> Vocabulary:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])["cells"]
    return Vocabulary(Entry(Concept("status", name), name, tuple(words)) for name, words in table.items())


def status_of_cell(cell: Span, world: Lexicon) -> Status | None:
    """What a cell of a table says of how far something is: "Completed", "In progress – due in May"; None where it begins otherwise."""
    found = _cells(world).find(cell)
    if not found or found[0].span.start > cell.strip(" *_:-–(").start + 12:
        said = status_of(cell, world)
        return said[0] if said is not None else None
    return next(status for status in _FIRST if found[0].entry.concept.name == status)


@lru_cache(maxsize=8)
def imperatives(world: Lexicon) -> frozenset[str]:
    """The verbs that a recommendation in the imperative can begin with."""
    return frozenset(cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])["imperative"]["verbs"])


def is_imperative(words: str, world: Lexicon) -> bool:
    """Whether words begin with such a verb ("Set up a programme …"), also after an adverb ("Safely reduce …")."""
    first = words.split(maxsplit=2)[:2]
    lowered = [word.strip(",.:;").lower() for word in first]
    known = imperatives(world)
    return bool(lowered) and (lowered[0] in known or (len(lowered) > 1 and lowered[0].endswith("ly") and lowered[1] in known))


def status_of(span: Span, world: Lexicon) -> tuple[Status, Span] | None:
    """What a sentence says became of something, and the sentence; None where no sentence of ``span`` says it."""
    for sentence in span.sentences():
        found = {mention.entry.concept.name for mention in _cues(world).find(sentence)}
        for status in _FIRST:
            if status in found:
                return status, sentence
    return None


@lru_cache(maxsize=32)
def _words(world: Lexicon, table: str, key: str) -> Vocabulary:
    known = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])
    return Vocabulary([Entry(Concept(table, key), key, tuple(known[table][key]))])


How = Literal[
    "unfinished",
    "begun",
    "done",
    "mended",
    "open",
    "partial",
    "limited",
    "undone",
    "counted",
    "denied",
    "gainsaid",
    "formal",
    "notes",
    "only",
    "lacking",
    "asks",
    "ended",
    "remaining",
]


def tempered(span: Span, world: Lexicon, how: How) -> bool:
    """Whether words speak of what is ``unfinished``, has ``begun`` to mend, is ``done`` and so on, as the list of that name has it."""
    return bool(_words(world, "tempered", how).find(span))


def begins(span: Span, world: Lexicon, how: How) -> bool:
    """Whether a sentence begins with words of such a list."""
    found = _words(world, "tempered", how).find(span[:40])
    return bool(found) and found[0].span.start == span.start


def refers_back(span: Span, world: Lexicon) -> bool:
    """Whether words speak of what an earlier inspection, review or report said."""
    return bool(_words(world, "back", "words").find(span))


_DATED = re.compile(r"(?:In|At|On|When|By)\s")
_FRONT = 90  # characters in which a sentence that begins with a time names its source
_RECOMMENDED = re.compile(
    r"\brecommend(?:ed|ation)\b[^.;]{0,60}\bthat\b|\brecommend(?:ed|ation)\b[^.;]{0,20}\bwas\sto\b", re.IGNORECASE
)
_FOUND = re.compile(
    r"(?:It|They|Inspectors|This|He|She)\s(?:also\s|had\s|then\s){0,2}(?:found|said|judged|noted|reported|recommended|told|identified)\b"
)


@lru_cache(maxsize=20_000)
def retold(span: Span, world: Lexicon) -> bool:
    """Whether a sentence only tells what an earlier source found or asked ("The initial inspection found that …")."""
    numbered = span.match(_NUMBER)
    span = span if numbered is None else numbered.after
    if len(span) > _LONGEST_TOLD or len(span.sentences()) != 1:
        return False
    sources = _words(world, "retold", "sources").find(span[:80])
    early = bool(sources) and sources[0].span.start - span.start < (_FRONT if span.match(_DATED) else 30)
    makers = _words(world, "retold", "makers").find(span[:60])
    if makers and makers[0].span.start - span.start < 10 and span[:160].search(_RECOMMENDED):
        return True
    verbs = _words(world, "retold", "verbs").find(span[:160])
    earlier = early and any(one.span.start > sources[0].span.end for one in verbs)
    if not earlier:
        return False
    return bool(_words(world, "back", "words").find(span[:120])) or any(one.when is not None for one in references(span, world))


@lru_cache(maxsize=20_000)
def told_of(span: Span, world: Lexicon) -> bool:
    """Whether a sentence begins with an inspectorate or adviser that found, said or asked something: it is theirs and not the author's."""
    sources = _words(world, "retold", "sources").find(span[:40])
    verbs = _words(world, "retold", "verbs").find(span[:100])
    return bool(sources) and bool(verbs) and sources[0].span.start - span.start < 6 and verbs[0].span.start > sources[0].span.end


def tells_again(span: Span) -> bool:
    """Whether a sentence goes on telling what the source that the sentence before names had found ("It found that …")."""
    return span.match(_FOUND) is not None


_LABEL = re.compile(r"\W*(?P<label>[A-Z][^.:;?!\n]{2,70}(?:\n[^.:;?!\n]{2,40})?):\s+(?=[\w£“\"‘'])")
_NUMBER = re.compile(r"[\W\d]{1,12}(?=[A-Z])")
_ITEM = re.compile(
    r"\n[^\S\n]*\n\s{0,200}|\n[^\S\n]{0,12}(?:[-–—•◼■*\uf0a7\uf0b7]\s{1,6}|\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})[.)]\s{1,8})"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|do|does|did|may|might|be|been|\w{3,14}ed|says?|said|told|took|went|came|made|met|saw)\b"
)
_TITLE = 4  # words of a sentence that is as good as a title
_LONGEST_TOLD = 400
_MOST_WORDS = 9  # of a label
_SHORT = 180  # characters of a sentence that says little without the one before
_LOOK_BACK = 1200
_LOOK_ON = 1500
_NEXT = re.compile(r"\n\s*\n\s*(?:\d{1,2}[.)]|[#■◼•])\s")


def before(passage: Span) -> Span:
    """What stands before a sentence in its paragraph or item of a list, from its first words."""
    whole = passage.document.span
    above = whole[max(0, passage.start - _LOOK_BACK) : passage.start]
    starts = [found.span.end for found in above.finditer(_ITEM)]
    return Span(whole.document, starts[-1] if starts else above.start, passage.start).strip()


def label_of(paragraph: Span) -> Span | None:
    """The words that say what a paragraph is on: before a colon ("Pathway plans: every care leaver …"), or a title with a full stop.

    None where the paragraph begins with a sentence of its own, unless that is as short as a title ("Workloads have fallen.").
    """
    found = paragraph[:200].match(_LABEL)
    if found is not None and len(found.group("label").words.split()) <= _MOST_WORDS:
        return found.group("label")
    bare = paragraph if (number := paragraph.match(_NUMBER)) is None else number.after
    first = next(iter(bare[:200].sentences()), None)
    if first is None or len(first) == len(bare) or not str(first).endswith("."):
        return None
    count = len(first.words.split())
    return first if count <= _TITLE or (count <= _MOST_WORDS and first.search(_FINITE) is None) else None


_SAID = re.compile(
    r"(?:The|A|An)\s[\w\s,’']{4,60}?\b(?:said|stated|replied|explained|reported|answered|confirmed|advised)\sthat\s|(?:He|She|They)\s(?:said|added|replied)\sthat\s"
)
_ASKED = re.compile(
    r"(?:(?:[Aa]|[Tt]he|[Oo]ne)\s)?(?:Members?|Panel|Board|Committee|Councillors?|Cllr|Chair)\b[^.;]{0,60}?\b(?:asked|queried|enquired|wished\sto\sknow|wanted\sto\sknow|raised)\b"
    r"|In\s(?:response|reply|answer)\sto\s|Asked\s(?:about|whether|how|what)\b"
)


def is_question(sentence: Span) -> bool:
    """Whether a sentence of minutes tells what somebody asked: what stands after it answers."""
    return sentence.match(_ASKED) is not None


def goes_on(sentence: Span, world: Lexicon) -> bool:
    """Whether a sentence begins with words that point back to the one before ("It is …", "Of these …", "The rest …")."""
    sentence = sentence if (said := sentence.match(_SAID)) is None else said.after
    opens = _words(world, "goes-on", "words").find(sentence[:40])
    return bool(opens) and opens[0].span.start - sentence.start < 3 and len(sentence) < _SHORT


def context(passage: Span, world: Lexicon) -> Span | None:
    """The sentence before, that tells what "It is still too variable" speaks of.

    It is one before it in the paragraph that tells what an earlier source found or asked; else the one just before, where the passage goes on
    from it; else the paragraph before, where that only tells what an earlier source found.
    """
    here = before(passage)
    if here.strip(" -–—•◼■*#()0123456789.ivx"):
        sentences = here.sentences()
        told = next((one for one in reversed(sentences) if retold(one, world) or told_of(one, world) or is_question(one)), None)
        if told is not None:
            return told
        if goes_on(passage, world):
            return sentences[-1]
    above = passage.document.span[max(0, here.start - _LOOK_BACK) : here.start].strip()
    above = above[str(above).rfind("\n\n") + 1 :].strip()
    return above if retold(above, world) else None


def verdict(passage: Span, world: Lexicon) -> Status | None:
    """What the last words of a section that opens with what an earlier inspection found say of it ("has made sufficient progress")."""
    after = passage.document.span[passage.end : passage.end + _LOOK_ON]
    ends = after.search(_NEXT)
    said = after if ends is None else ends.before
    for status in ("repeated", "addressed"):
        if _words(world, "verdict", status).find(said):
            return status
    return None


def covering(found: Iterable[Finding], sentence: Span) -> Finding | None:
    """The smallest finding that rests on all of ``sentence``, or None."""
    holding = [one for one in found if any(sentence in span for span in one.evidence)]
    return min(holding, key=lambda one: sum(len(span) for span in one.evidence), default=None)


def follow_up(of: Ref, span: Span, found: Iterable[Finding], world: Lexicon) -> Iterator[FollowUp]:
    """The follow-up of ``of`` that ``span`` prints, where one of its sentences says what became of it and a finding holds it."""
    said = status_of(span, world)
    by = covering(found, said[1]) if said is not None else None
    if said is not None and by is not None and by.ref != of:
        yield FollowUp(of=of, by=by.ref, status=said[0], evidence=(said[1],))
