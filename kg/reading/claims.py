"""Grades that a sentence says were given: by a verb, by a noun, by a label, and those that go on from another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from kg.lexicon import Lexicon
from kg.reading.grades import grade_of
from kg.text import Match, Span

_G = r"[“\"'‘]?\b(?P<grade>outstanding|good|adequate|inadequate|requir(?:es?|ed|ing)\s+improvement(?:\s+to\s+be\s+good)?)(?![\w-])[”\"'’]?"
_NONE = "(?P<{}>(?!))?"  # so that every pattern has the same groups
_WHAT, _SUBJECT = _NONE.format("what"), _NONE.format("subject")
_GIVEN = r"(?:judged|rated|graded|assessed|deemed|found|considered|concluded|determined)"
_VERB = re.compile(
    rf"\b(?:{_GIVEN}\b(?P<what>(?:(?!\bnot\b|\bno\b)[^.;:]){{0,110}}?)\s(?:(?:to\s+be|as|to|were|was|be|being|are|as\s+being)\s+)?(?:as\s+)?(?:an?\s+|overall\s+)?){_G}{_SUBJECT}",
    re.IGNORECASE,
)
_NOUN = re.compile(
    rf"{_G}\s+(?:overall\s+|Ofsted\s+|inspection\s+)?(?:judge?ments?|ratings?|grades?|grading|outcome)\b{_WHAT}{_SUBJECT}",
    re.IGNORECASE,
)
_OF_NOUN = re.compile(
    rf"\b(?:judge?ment|rating|grade|grading|outcome)s?\b(?P<what>[^.;:]{{0,90}}?)\s(?:of|was|were|as|from|being)\s+(?:an?\s+)?(?:overall\s+)?{_G}{_SUBJECT}",
    re.IGNORECASE,
)
_WAS = re.compile(
    rf"\b(?P<subject>services?|authority|council|department|effectiveness|overall|it|they|leadership|governance|adoption|performance|protection|permanence|leavers|care|LSCB|board)\s+(?:was|were|had\s+been)\s+(?:then\s+)?(?:overall\s+)?{_G}{_WHAT}",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"\b(?:improv\w+|moved?|moving|progress\w*|ris(?:e|en|ing)|rose|fallen|fell|declin\w+|gone|went|upgraded|downgraded|dropped|change[sd]?|remov\w+|up|down)\s+(?:\w+\s+){{0,3}}?(?:from|out\s+of)\s+(?:an?\s+)?(?:overall\s+)?{_G}{_WHAT}{_SUBJECT}",
    re.IGNORECASE,
)
_AS_BEFORE = re.compile(  # "… require improvement, as was the case at the last inspection"
    rf"{_G}\s?,\s+(?:just\s+)?as\s+(?:was\s+the\s+case|(?:it|they)\s+(?:was|were|did|had\s+been))\s+(?=(?:at|in|when|during|following)\b){_WHAT}{_SUBJECT}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"^\W{{0,6}}(?:(?:the\s+)?(?:outcome|judge?ment|grade|rating|result|overall\s+effectiveness)[^.;:|\t]{{0,40}}?\s)?(?:at\s+|of\s+|from\s+)?(?:the\s+|our\s+|its\s+)?(?:previous|last)\s+(?:\w+\s+){{0,4}}?(?:inspection|judge?ment|grade|rating|outcome)s?(?:\s+(?:grade|judge?ment|outcome|rating|result)s?)?[^.;:|\t]{{0,40}}?\s?[:–—|\t-]\s?(?P<what>[^.;:]{{0,60}}?){_G}{_SUBJECT}",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"(?:,|;|\band\b|\bbut\b|\bwhile\b|\bwhilst\b|\bwith\b|\bwhereas\b)\s+(?P<what>[^.;:]{{3,90}}?)\s(?:(?:was|were|to\s+be|to|as|is|are|be|being|judged)\s+){{0,3}}{_G}",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    rf"(?:,|;|\band\b|\bbut\b|\bthen\b)\s+(?:(?:then|again|as|to|be|was|were)\s+){{0,3}}{_G}(?=\s+(?:again\s+)?\(?(?:in|on)?\s?\(?(?:[A-Z][a-z]{{2,8}}\s+)?(?:19|20)\d\d)",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"(?:,|;|\band\b|\bbut\b)\s+(?:as\s+|to\s+be\s+)?{_G}\s+(?:for|in\s+respect\s+of|on)\s+(?P<what>[^.,;:]{{3,80}})",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no\s+longer|never|nor|neither|no|cannot|would|could|(?-i:may)|might|if|should|unless|until|whether|avoid\w*|risk\w*|hop\w+|expect\w*|aim\w*|want\w*|ambition\w*|aspir\w*|target\w*|become|becoming|becomes|predict\w*|likely|wish\w*|next|will|now|currently|mock|self-assess\w*|believ\w*|threaten\w*|fears?|feared|rumou?r\w*|wrongly|contrary)\b[^.;,]{0,70}$",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:is|are|is\s+now|are\s+now|have\s+now\s+been|has\s+now\s+been)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:homes?|schools?|settings?|cases?|plans?|assessments?|audits?|audited|practice|placements?|records?|visits|children\s+(?:are|were)|files?|one|two|three|four|five|six|seven|eight|both|some|most|others?|carers|provision|nurser\w+|colleges?|centres?|fostering|providers?|agency|agencies|academ\w+|work|\d+\s?%|per\s?cent|peer|mock|self[\s-]\w+|internal(?:ly)?|constabulary|force|police|CQC|hospitals?|trust[’']s|neighbouring|(?:other|another|many|several)\s+(?:\w+\s+){0,2}(?:authorit\w+|councils?))\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:homes?|schools?|settings?|cases|plans?|assessments?|audits?|practice|files|nurser\w+|colleges?|fostering|providers?|academ\w+|neighbour\w*|themselves|itself|ourselves|peer\s+review\w*|self-\w+)\b",
    re.IGNORECASE,
)
_OTHER_THINGS = re.compile(
    r"\s*(?:or\b|enough\b|progress|practice|quality|work\b|homes?\b|schools?\b|understanding|outcomes|support|arrangements|access|examples?|oversight|relationships?|standard\b|attendance|care\b|start\b|value)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:services?|authority|council|department|effectiveness|overall|it|they|them|borough|county|city|us|we|ofsted|inspection|inspectors|judge?ment|grade|rating)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\s*(?:which|that)\s(?:was|were|is|are|had|have|has)\b")
_BEFORE = 160
_OVERALL = ("overall", "overall", "overall")


@dataclass(frozen=True)
class Claim:
    """A grade that a sentence says was given: ``aspect`` by its names in the frameworks of 2013, from 2018 and before 2013; ``at`` its words."""

    aspect: str
    ilacs: str
    before: str
    name: str
    at: Span
    whole: Span
    left: bool = False  # the grade before a change ("from inadequate to good")
    label: bool = False


def claims(sentence: Span, world: Lexicon) -> list[Claim]:
    """The grades of inspections that the sentence says were given, in order; none that is denied, wished for, or of something else."""
    if sentence.search(r"\?\W*$") is not None:
        return []
    found: dict[int, Claim] = {}
    if (label := sentence.search(_LABEL)) is not None and label.after.match(_OTHER_THINGS) is None:
        _keep(found, label, world, label=True)
    for pattern in (_FROM, _AS_BEFORE, _VERB, _OF_NOUN, _NOUN, _WAS):
        for match in sentence.finditer(pattern):
            if match.group("grade").start not in found and _holds(match, pattern):
                _keep(found, match, world, left=pattern is _FROM)
    for start in sorted(found):
        yielded = found[start]
        rest = Span(sentence.document, yielded.at.end, sentence.end)
        for match in (*rest.finditer(_FOR), *rest.finditer(_NEXT)):
            aspect = aspect_named(match.group("what"), world, first=match.group("what").start > match.group("grade").start)
            if aspect and match.group("grade").start not in found and not _refused(match.group("what"), match):
                found[match.group("grade").start] = _claim(match, aspect)
        for match in rest.finditer(_AGAIN):
            if match.group("grade").start not in found and not yielded.left:
                found[match.group("grade").start] = replace(
                    yielded, name=grade_of(match.group("grade").words), at=match.group("grade")
                )
    return [found[start] for start in sorted(found)]


def _keep(found: dict[int, Claim], match: Match, world: Lexicon, *, left: bool = False, label: bool = False) -> None:
    what = match.get("what")
    aspect = aspect_named(what, world) if what is not None else ()
    if not aspect and not label and not left:
        clause = _clause(match.before)
        aspect = aspect_named(clause, world)
        if not aspect and clause.match(_WHICH):  # "Services for children looked after, which were judged to be …"
            before = match.before[: clause.start - match.before.start]
            aspect = aspect_named(_clause(before[: len(str(before).rstrip(" ,\n"))]), world)
    if (
        not aspect
        and (
            said := match.after.match(
                r"[”\"'’]?\s+(?:judge?ment\s+)?(?:for|in\s+respect\s+of|in|on|against)\s+(?P<what>[^.,;:]{3,80})"
            )
        )
        is not None
    ):
        aspect = aspect_named(said.group("what"), world, first=True)
    elif not aspect and match.has("subject"):
        aspect = aspect_named(match.group("subject"), world)
    found[match.group("grade").start] = _claim(match, aspect or _OVERALL, left=left, label=label)


def _claim(match: Match, aspect: tuple[str, str, str] | tuple[()], *, left: bool = False, label: bool = False) -> Claim:
    name, ilacs, before = aspect or _OVERALL
    grade = match.group("grade")
    words = "requires improvement" if grade.words.lower().startswith("required") else grade.words
    return Claim(name, ilacs, before, grade_of(words), grade, match.span, left, label)


def _clause(before: Span) -> Span:
    return before[-_BEFORE:].split(
        r"[;:]|\b(?:while|whilst|whereas|but|when|where|because|although|since)\b|,\s+(?=and\b)|(?<!leadership)(?<!however)(?<!though)(?<!contrast)(?<!\stoo),\s(?!(?:however|though|(?:in|by)\scontrast|too),)"
    )[-1]


def _holds(match: Match, pattern: re.Pattern[str]) -> bool:
    before, what = match.before[-_BEFORE:], match.get("what")
    if match.after.match(_OTHER_THINGS) is not None and pattern is not _NOUN:
        return False
    if before.search(_DENIED) is not None or before.search(_OTHERS) is not None:
        return False
    if what is not None and (what.search(_OF_OTHERS) is not None or _refused(what, match)):
        return False
    if (
        what is not None
        and pattern is _VERB
        and what.search(r"\b(?:was|were|are|is|had|has|have)\b.*\b(?:was|were|are|is|had|has|have)\b") is not None
    ):
        return False
    if pattern is _VERB and before.search(_PRESENT) is not None:
        return False
    if pattern is _VERB and match.span.match(r"(?:found|considered|concluded|determined)\b", re.IGNORECASE) is not None:
        return what is not None and (what.search(_WHOLE) is not None or before.search(_WHOLE) is not None)
    return True


def _refused(what: Span, match: Match) -> bool:
    room = Span(what.document, min(what.start, match.group("grade").start), max(what.end, match.group("grade").start))
    return room.search(_DENIED) is not None or room.search(_OF_OTHERS) is not None


def aspect_named(span: Span, world: Lexicon, *, first: bool = False) -> tuple[str, str, str] | tuple[()]:
    """The aspect named last in ``span`` (or first), by its names in the frameworks; ``()`` for none."""
    pattern, names = _wordings(world)
    found = list(span.finditer(pattern))
    return names[" ".join(found[0 if first else -1].span.words.lower().replace("’", "'").split())] if found else ()


@lru_cache(maxsize=8)
def _wordings(world: Lexicon) -> tuple[re.Pattern[str], dict[str, tuple[str, str, str]]]:
    rows = cast("list[dict[str, Any]]", world.tables["earlier"]["aspects"])
    names = {
        wording: (str(row["name"]), str(row.get("ilacs", row["name"])), str(row.get("before", row["name"])))
        for row in rows
        for wording in row["wordings"]
    }
    listed = sorted(names, key=len, reverse=True)
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace("'", "['’]") for one in listed)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE), names
