"""One thing of which documents of one council print that it opened, was set up or was closed in two ways.

The thing is named by the same words, but for "the", "our" and "new"; what is named by a word that a council has many of ("the team", "the hub")
needs more than that. To be set up, to open and to be closed are three events.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.checks.crossing import Crossing, Pair, by_council, crossing
from kg.reading.blocks import blocks
from kg.reading.dates import DateMention, find_dates
from kg.reading.part import Part
from kg.text import Span

_THING = (
    r"(?P<thing>(?:[\w’'-]+\s){0,4}?(?:academy|hub|centre|team|panel|board|partnership|committee|forum|service|unit|home|house|clinic|school|college|helpline|website|scheme|project|programme|pilot|network|trust|council))"
    r"(?P<more>\s(?:for|of)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+)?"
)
_EVENTS = {
    "opened": r"opened(?:\sits\sdoors)?|(?:was|were)\sopened|(?:was|were)\slaunched|launched|went\slive|began\swork",
    "set up": r"(?:was|were|had\sbeen)\s(?:set\sup|established|formed|created)|came\sinto\sbeing",
    "last to have met": r"met\sfor\sthe\s(?:last|final)\stime|held\s(?:its|their)\s(?:last|final)\smeeting",
    "closed": r"(?:was|were|had\sbeen)\s(?:closed|dissolved|abolished|wound\sup|disbanded|stood\sdown)|closed|ceased\sto\sexist",
}
_TOLD = re.compile(
    rf"\b{_THING}(?:\s\([A-Za-z& ]{{2,12}}\))?,?\s(?:(?:which|that)\s)?(?:(?:had|has|have|first|formally|officially|itself)\s){{0,2}}(?:"
    + "|".join(f"(?P<e{number}>{words})" for number, words in enumerate(_EVENTS.values()))
    + r")\s(?:in|on)\s",
    re.IGNORECASE,
)
_MANY = {
    "hub",
    "centre",
    "team",
    "panel",
    "board",
    "service",
    "unit",
    "home",
    "house",
    "school",
    "scheme",
    "project",
    "programme",
    "pilot",
    "committee",
    "forum",
    "network",
    "council",
}
_LITTLE = {
    "the",
    "a",
    "an",
    "our",
    "its",
    "their",
    "this",
    "that",
    "own",
    "new",
    "since",
    "when",
    "after",
    "and",
    "of",
    "for",
    "in",
    "authority's",
    "council's",
    "authority’s",
    "council’s",
    "which",
    "where",
    "before",
    "as",
    "with",
}
_PLANNED = re.compile(
    r"\b(?:will|would|due|planned|expected|should|if|not|until|re-?opened|again|another|second|third|phase)\b", re.IGNORECASE
)
_APART = 20  # days between two dates that are not of one month's end
_LONGEST = 600


@dataclass(frozen=True)
class _Event:
    part: Part
    sentence: Span
    thing: Span
    words: frozenset[str]
    date: DateMention


def openings(pairs: Iterable[Pair]) -> Iterator[Crossing]:
    """The things whose beginning or end two documents date in two ways, each once."""
    for parts in by_council(pairs).values():
        events: dict[tuple[str, str], list[_Event]] = defaultdict(list)
        for part in parts.values():
            for event, one in _events(part):
                events[event, one.thing.words.lower().rsplit(" ", 1)[-1]].append(one)
        for (event, head), each in events.items():
            for at, one in enumerate(each):
                two = next((other for other in each[at + 1 :] if _one_thing(one, other, head) and far(one.date, other.date)), None)
                if two is not None:
                    name = " ".join(word for word in one.thing.words.split() if word.lower() not in _LITTLE)
                    text = f"Two dates are printed on which “{name}” was {event}: {one.date.span.words} and {two.date.span.words}."
                    ends = (one.part, one.sentence), (two.part, two.sentence)
                    yield crossing("conflicting-dates", *ends, (one.date.span.words, two.date.span.words), text, "doubtful")
                    break


def _events(part: Part) -> Iterator[tuple[str, _Event]]:
    for block in blocks(part.span):
        if block.kind in ("row", "heading"):
            continue
        for sentence in block.text.sentences():
            if len(sentence) > _LONGEST or _PLANNED.search(str(sentence)):
                continue
            for match in sentence.finditer(_TOLD):
                dates = find_dates(match.after[:40])
                if dates and dates[0].span.start == match.span.end and dates[0].is_point and len(dates[0].since.value) >= 7:
                    event = next(name for number, name in enumerate(_EVENTS) if match.has(f"e{number}"))
                    thing = match.group("thing")
                    words = frozenset(word for word in thing.words.lower().split() if word not in _LITTLE)
                    yield event, _Event(part, sentence, thing, words, dates[0])


def _one_thing(one: _Event, two: _Event, head: str) -> bool:
    """Whether two things have one name: a word alone, where it is not one of many, may be the shorter name of the other."""
    if one.sentence == two.sentence or one.part.slug == two.part.slug:
        return False
    if head in _MANY:
        return one.words == two.words and len(one.words) > 1
    return one.words <= two.words or two.words <= one.words


def far(one: DateMention, two: DateMention) -> bool:
    """Whether two dates are so far apart that they are not those of one month's end."""
    ends = (one.since.earliest, one.until.latest, two.since.earliest, two.until.latest)
    if any(end is None for end in ends):
        return False
    first, last, first2, last2 = (end for end in ends if end is not None)
    return (first2 - last).days > _APART or (first - last2).days > _APART
