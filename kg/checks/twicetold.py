"""One event or thing that a document tells of in two ways that cannot both hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from kg.checks.alarms import alarm
from kg.checks.gradestold import grades_apart
from kg.checks.misdates import sentence_around
from kg.checks.rolls import rolls
from kg.checks.verdicts import verdicts
from kg.facts import Discrepancy, Fact, Inspection, Participation, Person, Ref
from kg.reading.blocks import Block
from kg.reading.dates import DateMention, find_dates
from kg.reading.part import Part
from kg.text import Span

_PRESENT = {"chair", "vice-chair", "member", "substitute", "co-opted-member", "officer"}
_PART_ONLY = re.compile(r"\b(?:late|lateness|early|left|leave|part|joined|arriv\w+|depart\w+|delayed|item)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:the|its|their|our|this|authority’s|council’s|authority's|council's)\s(?P<which>last|previous|most\srecent|first|second|third|fourth|fifth|sixth|seventh)\s"
    r"(?:(?:Ofsted|ILACS|full|standard|graded|judgement)\s){0,2}(?P<what>inspection|monitoring\svisit|focused\svisit|peer\sreview)\b"
    r"(?P<gap>(?:\s(?:took\splace|was|held|carried\sout|published|report|by\sOfsted|of\schildren[’']s\s(?:social\scare\s)?services))*,?\s(?:in|on|of|dated)\s(?:the\s)?)?",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:this|our)\s(?:Ofsted\s)?(?:monitoring\s|focused\s)?(?P<what>visit|inspection)\s(?:took\splace|was\s(?:carried\sout|conducted|undertaken|held|made))"
    r"(?:\s(?:remotely|virtually|on\ssite|in\sperson))?\s(?:on|between|from)\s",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:report|publish\w*|letter)\b", re.IGNORECASE)
_REMOTE = re.compile(
    r"\b(?:visit|inspection)\s(?:was|were)\s(?:carried\sout|conducted|undertaken|made|held)\s(?:fully\s|entirely\s|wholly\s)?(?:remotely|virtually)\b",
    re.IGNORECASE,
)
_ON_SITE = re.compile(
    r"\binspectors?(?:[’']s?)?\s(?:were\s|was\s)?on[-\s]site\b|\bon[-\s]site\s(?:activity|visit|inspection)\b", re.IGNORECASE
)
_COUNTS = {
    word: count
    for count, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2)
}
_COUNTED = re.compile(
    rf"(?<!\bof\s)\b(?:the|all|these|those|its|our|their)\s(?P<count>{'|'.join(_COUNTS)})\s(?P<thing>[a-z]{{3,20}}(?:[-\s][a-z]{{3,20}})??\s[a-z]{{3,20}}s)\b(?!\s(?:who|that|which|with|in|from|not|[a-z]+ed)\b)",
    re.IGNORECASE,
)
_NOT_ONE_SET = re.compile(
    r"\b(?:other|remaining|further|additional|main|key|following|different|separate|next|first|last|previous|recent|most|more|above|new|per|of|in|on|for"
    r"|years?|months?|weeks?|days?|hours|occasions|visits|meetings|times|children|people|cases|was|were|is|are|had|has|have|and|or|that|which|who|with|the|\w*(?:leavers|carers|parents|workers|managers|officers|adopters|families|pupils|students|brothers|sisters))\b",
    re.IGNORECASE,
)


def twicetold(part: Part, found: list[Block], facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """What ``part`` (its blocks are ``found``, its facts ``facts``) tells of one thing in two ways."""
    facts = list(facts)
    around = sentence_around(part.span.document)
    both = list(_present_and_absent(facts, around))
    yield from both or rolls(part.span)
    yield from grades_apart(part, found, facts)
    sentences = [sentence for block in found if block.kind != "row" for sentence in block.text.sentences()]
    yield from _dates_of_events(sentences)
    yield from verdicts(sentences)
    if part.family in ("ofsted-letter", "inspection-report"):
        yield from _date_of_this(sentences, facts)
        remote, there = ([one for one in sentences if one.search(pattern)] for pattern in (_REMOTE, _ON_SITE))
        if remote and there and not {*remote} & {*there}:
            yield alarm(
                "conflicting-statements",
                (remote[0], there[0]),
                f"{_said(remote[0], _REMOTE)}; {_said(there[0], _ON_SITE)}",
                "",
                "One sentence says that the visit was made from afar; another tells of work on site.",
                status="doubtful",
            )
    yield from _counts(part, around)


def _said(sentence: Span, pattern: re.Pattern[str]) -> str:
    found = sentence.search(pattern)
    return found.span.words if found is not None else ""


def _present_and_absent(facts: list[Fact], around: Callable[[Span], Span]) -> Iterator[Discrepancy]:
    names = {fact.ref: fact.name for fact in facts if isinstance(fact, Person)}
    events: dict[Ref, list[Participation]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Participation) and not any(_PART_ONLY.search(str(span)) for span in fact.evidence):
            events[fact.event].append(fact)
    for taken in events.values():
        for absent in (one for one in taken if one.capacity.name == "apologies"):
            for present in (one for one in taken if one.capacity.name in _PRESENT):
                name, name2 = names.get(absent.participant, ""), names.get(present.participant, "")
                if absent.participant == present.participant or (name and name2 and _one_name(name, name2)):
                    yield alarm(
                        "conflicting-statements",
                        (around(present.evidence[0]), around(absent.evidence[0])),
                        f"{name2 or name}: present; {name or name2}: apologies",
                        "",
                        f"{name or name2} is printed among those present and among those who sent apologies.",
                    )
                    break


def _one_name(one: str, two: str) -> bool:
    """Whether two printed names have one surname and initials that go together; a surname alone is not enough."""
    (*given, last), (*given2, last2) = one.lower().replace(".", " ").split(), two.lower().replace(".", " ").split()
    if last != last2 or not given or not given2:
        return False
    return all(a == b if min(len(a), len(b)) > 1 else a[0] == b[0] for a, b in zip(given, given2, strict=False))


def _dates_of_events(sentences: list[Span]) -> Iterator[Discrepancy]:
    """Such as "the last inspection, in May 2018" and "the last inspection in June 2016"."""
    dated: dict[tuple[str, str], dict[str, tuple[Span, DateMention]]] = defaultdict(dict)
    for sentence in sentences:
        for match in sentence.finditer(_EVENT):
            gap = match.get("gap")
            mention = _next_date(match.after) if gap is not None and not _PUBLISHED.search(str(match.span)) else None
            if mention is not None:
                which = (
                    "last"
                    if str(match.group("which")).lower() in ("previous", "most recent")
                    else str(match.group("which")).lower()
                )
                dated[which, match.group("what").words.lower()].setdefault(mention.span.words, (sentence, mention))
    for (which, what), each in dated.items():
        for (sentence, mention), (sentence2, mention2) in pairwise(each.values()):
            if _apart(mention, mention2) and sentence != sentence2:
                yield alarm(
                    "conflicting-dates",
                    (sentence, sentence2),
                    f"{mention.span.words}; {mention2.span.words}",
                    "",
                    f"Two dates are printed for the {which} {what}: {mention.span.words} and {mention2.span.words}.",
                )
                break


def _date_of_this(sentences: list[Span], facts: list[Fact]) -> Iterator[Discrepancy]:
    """What says "this visit took place on …" against the date in the head of its report."""
    own = next((fact for fact in facts if isinstance(fact, Inspection) and fact.issued and fact.since and fact.until), None)
    for sentence in sentences:
        match = sentence.search(_THIS)
        mention = _next_date(match.after) if match is not None else None
        if own is None or own.since is None or own.until is None or mention is None:
            continue
        head = DateMention(own.evidence[0], own.since, own.until)
        if _apart(head, mention) and sentence not in own.evidence:
            yield alarm(
                "conflicting-dates",
                (own.evidence[0], sentence),
                f"{own.since.printed}; {mention.span.words}",
                "",
                f"Two dates are printed for this visit or inspection: {own.since.printed} and {mention.span.words}.",
            )


def _next_date(after: Span) -> DateMention | None:
    found = find_dates(after[:60])
    return found[0] if found and found[0].span.start == after.start else None


def _apart(one: DateMention, two: DateMention) -> bool:
    """Whether no day is within both."""
    first, last, first2, last2 = one.since.earliest, one.until.latest, two.since.earliest, two.until.latest
    return first is not None and last is not None and first2 is not None and last2 is not None and (last < first2 or last2 < first)


def _counts(part: Part, line: Callable[[Span], Span]) -> Iterator[Discrepancy]:
    """Such as "the two pilot wards" and "the three pilot wards"."""
    counted: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for match in part.span.finditer(_COUNTED):
        thing = match.group("thing").words.lower()
        if not _NOT_ONE_SET.search(thing):
            counted[thing].append((_COUNTS[str(match.group("count")).lower()], match.span))
    for thing, each in counted.items():
        one, two = each[0], next((other for other in each if other[0] != each[0][0]), None)
        if two is not None:
            yield alarm(
                "conflicting-figures",
                tuple(dict.fromkeys((line(one[1]), line(two[1])))),
                f"{one[1].words}; {two[1].words}",
                "",
                f"Two counts are printed of {thing}: {one[0]} and {two[0]}.",
                status="doubtful",
            )
