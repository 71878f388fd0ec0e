"""Whether a statement praises, criticises, does both or neither, by weighed cue words.

The words stand in ``mappings/lexicon/polarity.toml``. A cue that a denial stands before ("not good", "no delay") counts the
other way round; praise after a word of want ("insufficient", "needs to be") counts as blame, praise that is only wished for
("to be effective") not at all. A heading such as "Areas for improvement" decides over what stands under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.facts import Concept
from kg.lexicon import Entry, Lexicon, Mention, Vocabulary, pattern_of
from kg.text import Span

_STOP = re.compile(
    r"[,;:.!?()–—]|\b(?:but|however|although|though|while|whilst|yet|whereas|because|since|so|which)\b", re.IGNORECASE
)
_CONDITION = re.compile(r"\W{0,3}(?:If|When|Where|Whenever|Once|Unless|Despite|In\s+spite\s+of|Notwithstanding)\b[^,.;:]{3,170},")
_CLAUSE = re.compile(r"(?<=\s)(?:(?:when|where|if)\s[^,.;:]{3,120}|(?:who|whose|whom)(?:\s[^\s,.;:]+){1,4})")
_JOINED = re.compile(r",?\s+(?:and|or|nor|but)\s+(?:\w+ly\s+)?|,\s+|\s+")
_WEIGHTS = {"plain": 2.0, "faint": 0.7, "fixed": 2.0}
_MIXED = 0.51
_LEAST = 0.6
_LONGEST = 3000  # what goes on for longer is no sentence


@dataclass(frozen=True, eq=False)
class _Cues:
    """The cue words as a vocabulary, each entry one kind of cue, and the headings that decide."""

    words: Vocabulary
    reach: int
    praising: re.Pattern[str]
    blaming: re.Pattern[str]


@lru_cache(maxsize=8)
def _cues(world: Lexicon) -> _Cues:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["polarity"])
    kinds = {
        (part, kind): words
        for part, listed in table.items()
        if part != "headings"
        for kind, words in listed.items()
        if kind != "reach"
    }
    entries = [Entry(Concept(part, kind), kind, tuple(words)) for (part, kind), words in kinds.items()]
    headings = table["headings"]
    return _Cues(
        Vocabulary(entries),
        int(cast("int", table["turns"]["reach"])),
        _any_of(headings["strength"]),
        _any_of(headings["weakness"]),
    )


def _any_of(wordings: list[str]) -> re.Pattern[str]:
    parts = "|".join(pattern_of(wording) for wording in sorted(wordings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)


def heading_polarity(heading: str, world: Lexicon) -> Concept | None:
    """What a heading or lead-in says of all that stands under it: strength, weakness, or None where it says neither or both."""
    cues = _cues(world)
    praises, blames = cues.praising.search(heading) is not None, cues.blaming.search(heading) is not None
    if praises == blames:
        return None
    return world.concept("polarity", "strength" if praises else "weakness")


def polarity(span: Span, world: Lexicon, heading: str = "") -> Concept:
    """The polarity of a sentence, bullet or paragraph under ``heading`` (which may be a lead-in line).

    A paragraph of several sentences is mixed where some praise and others criticise.
    """
    decided = heading_polarity(heading, world) if heading else None
    return decided or together([of_sentence((sentence,), world) for sentence in span.sentences()], world)


def together(found: Iterable[Concept], world: Lexicon) -> Concept:
    """The polarity of a whole whose sentences have the polarities ``found``."""
    names = {one.name for one in found} - {"neutral"}
    return world.concept("polarity", "neutral" if not names else names.pop() if len(names) == 1 else "mixed")


def of_sentence(spans: Iterable[Span], world: Lexicon) -> Concept:
    """The polarity of one sentence, given as the stretches that a page break leaves of it."""
    weights = [weigh(span, world) for span in spans]
    return world.concept("polarity", _name(sum(praise for praise, _ in weights), sum(blame for _, blame in weights)))


def _name(praise: float, blame: float) -> str:
    most = max(praise, blame)
    if most < _LEAST:
        return "neutral"
    if min(praise, blame) >= _MIXED * most:
        return "mixed"
    return "strength" if praise > blame else "weakness"


def weigh(span: Span, world: Lexicon) -> tuple[float, float]:
    """The weights of praise and of blame in one sentence. What stands in a condition ("If there is a delay, …") has none."""
    cues = _cues(world)
    span = span[:_LONGEST]
    condition = span.match(_CONDITION)
    said = condition.after if condition is not None else span
    clauses = [found.span for found in said.finditer(_CLAUSE)]
    found = [one for one in cues.words.find(said) if not (_aside(one) and any(one.span in clause for clause in clauses))]
    praise = blame = 0.0
    demanded = False
    for index, mention in enumerate(found):
        part, kind = mention.entry.concept.scheme, mention.entry.concept.name
        if kind == "demanding" or demanded:
            blame += 2.0 if kind == "demanding" else 0.0
            demanded = True
            continue
        if part == "turns":
            if kind == "lacking" or (kind == "denying" and not _turned(index, found, cues)):
                blame += 2.0 if kind == "lacking" else 0.9
            continue
        if part == "silent":
            continue
        weight = _WEIGHTS[kind]
        turn = None if kind == "fixed" else _turn_of(index, found, cues)
        if turn in ("denying", "denying_silently"):
            praise, blame = (praise, blame + max(weight, 1.5)) if part == "praise" else (praise + weight / 2, blame)
        elif turn is None or (part == "blame" and turn == "lacking"):
            praise, blame = (praise + weight, blame) if part == "praise" else (praise, blame + weight)
    return praise, blame


def _aside(mention: Mention) -> bool:
    """Whether a cue counts for nothing in a clause that only says which children or cases are meant."""
    return mention.entry.concept.scheme == "turns" or mention.entry.concept.name == "faint"


def _turn_of(index: int, found: list[Mention], cues: _Cues) -> str | None:
    """The kind of the turning word before the cue at ``index`` that reaches it, or None.

    A denial turns the first cue after it, and those joined to that one by "and" or "or".
    """
    after = found[index]
    for before in reversed(found[:index]):
        if before.entry.concept.scheme == "turns":
            kind = before.entry.concept.name
            return kind if _reaches(before.span, found[index].span, cues.reach) else None
        if before.entry.concept.scheme == "silent":
            continue
        if not _JOINED.fullmatch(str(Span(before.span.document, before.span.end, max(before.span.end, after.span.start)))):
            wanting = next((one for one in reversed(found[:index]) if one.entry.concept.scheme == "turns"), None)
            reached = wanting is not None and _reaches(wanting.span, found[index].span, cues.reach)
            return (
                wanting.entry.concept.name
                if wanting is not None and reached and wanting.entry.concept.name in ("lacking", "wishing")
                else None
            )
        after = before
    return None


def _turned(index: int, found: list[Mention], cues: _Cues) -> bool:
    """Whether the turning word at ``index`` has a cue to turn."""
    turn = found[index].span
    for after in found[index + 1 :]:
        part = after.entry.concept.scheme
        if part == "turns":
            return False
        if part in ("praise", "blame") and after.entry.concept.name != "fixed":
            return _reaches(turn, after.span, cues.reach)
    return False


def _reaches(turn: Span, cue: Span, reach: int) -> bool:
    between = str(Span(turn.document, turn.end, max(turn.end, cue.start)))
    return len(between.split()) <= reach and not _STOP.search(between)
