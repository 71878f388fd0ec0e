"""A grade that a report's table of judgements gives, and another one in its headings or sentences for the same aspect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.checks.alarms import alarm
from kg.facts import Discrepancy, Fact, Inspection, Judgement
from kg.reading.blocks import Block
from kg.reading.claims import aspect_named, claims
from kg.reading.grades import aspect_of, grade_of
from kg.reading.part import Part
from kg.text import Span

_HEADED = re.compile(
    r"(?:\W{0,4}\d?\.?\d?\s{0,3})?(?P<aspect>[A-Z][^.;:!?]{4,140}?)\s?(?:[:–-]|\b(?:is|are)\b(?:\sjudged\sto\sbe)?)?\s"
    r"(?P<grade>outstanding|good|inadequate|adequate|requires?\simprovement(?:\sto\sbe\sgood)?)\W{0,3}",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:graded?\s)?judge?ment\s(?:for|of|on|about)\b|\b(?:is|are)\s(?:therefore\s|again\s|still\s)?(?:judged|graded)\b|\binspectors\s(?:therefore\s)?judge\b",
    re.IGNORECASE,
)
_JUDGEMENT_IS = re.compile(
    r"\bjudge?ment\s(?:for|of|on|about)\s(?P<aspect>[^.;:]{4,100}?)\s(?:is|remains)\s(?:that\s(?:it|they)\s(?:is\s|are\s)?)?"
    r"(?P<grade>outstanding|good|inadequate|adequate|requires?\simprovement(?:\sto\sbe\sgood)?)\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:previous\w*|last|earlier|before|then|was|were|had|since|in\s(?:19|20)\d\d|formerly|not|other|peer|self|audits?|homes?|schools?|cases?)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:previous|last|earlier|former|recent)\s(?:\w+\s){0,3}(?:inspections?|judge?ments?|grades?)\b|\bwas\s(?:last\s)?(?:inspected|judged)\b",
    re.IGNORECASE,
)
_LONGEST, _LIST = 300, 8  # letters of a sentence, blocks of a list


def grades_apart(part: Part, found: list[Block], facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The grades of ``part``, the report of an inspection, that differ from those of its table; each aspect once."""
    facts = list(facts)
    own = next((fact for fact in facts if isinstance(fact, Inspection)), None)
    if own is None or part.family != "inspection-report":
        return
    mine = {fact.ref for fact in facts if isinstance(fact, Inspection) and fact.since == own.since}
    given: dict[str, Judgement] = {}
    for fact in facts:
        if isinstance(fact, Judgement) and fact.inspection in mine:
            given.setdefault(fact.aspect.name, fact)
    taken = {span for fact in given.values() for span in fact.evidence[:1]}
    apart = list(_differing(part, found, given, taken))
    if len({name for name, _ in apart}) == 1:  # where more differ, they are those of another inspection
        yield apart[0][1]


def _differing(part: Part, found: list[Block], given: dict[str, Judgement], taken: set[Span]) -> Iterator[tuple[str, Discrepancy]]:
    """The alarms with their aspects; what stands under words on an earlier inspection is none."""
    former = 0
    for block in found:
        former = _LIST if _FORMER.search(str(block.text)) else former - 1
        if block.kind == "row" or former > 0 or len(block.text) > 10 * _LONGEST:
            continue
        for sentence in block.text.sentences():
            if len(sentence) > _LONGEST or any(span.overlaps(sentence) for span in taken):
                continue
            for aspect, grade, words in _said(sentence, part):
                one = given.get(aspect)
                if one is not None and grade not in (one.grade.name.rsplit("/", 1)[-1], ""):
                    name = aspect.replace("-", " ")
                    text = f"Two grades are printed for {name}: {words} and {one.printed}."
                    evidence = (sentence, one.evidence[0])
                    yield aspect, alarm("conflicting-statements", evidence, f"{words}; {one.printed}", "", text)


def _said(sentence: Span, part: Part) -> Iterator[tuple[str, str, str]]:
    """The aspects that a heading or a sentence grades: aspect, grade, and its words."""
    if _OTHER_TIME.search(str(sentence)):
        return
    headed = sentence.fullmatch(_HEADED)
    if headed is not None:
        aspect = aspect_of(headed.group("aspect").words, part.world)
        if aspect is not None:
            yield aspect.name, grade_of(headed.group("grade").words), headed.group("grade").words
            return
    if (match := sentence.search(_JUDGEMENT_IS)) is not None:
        for name in dict.fromkeys(aspect_named(match.group("aspect"), part.world)[:2]):
            yield name, grade_of(match.group("grade").words), match.group("grade").words
    elif sentence.search(_JUDGED):
        for claim in claims(sentence, part.world):
            for name in dict.fromkeys((claim.aspect, claim.ilacs)):
                yield name, claim.name, claim.at.words
