"""A decision of which documents of one council print two days: in sentences, and in the rows of a table of milestones.

The body that took it, the kind of thing and its own words must be the same ("Outline case to Cabinet  20/10/2020  Complete"; "The outline
case was agreed by Cabinet on 13 October 2020"). A row tells of what is past where it says that it is done,
or lies before the paper and says nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.checks.crossing import Crossing, Pair, by_council, crossing
from kg.reading.blocks import Block, blocks
from kg.reading.dates import DateMention, find_dates
from kg.reading.part import Part
from kg.text import Match, Span

_BY = r"(?P<by>(?:the\s)?(?:full\s)?(?:Cabinet|Executive|Council|(?:[A-Z][\w’'-]*\s(?:(?:and|of|for)\s)?){0,5}(?:Board|Committee|Panel|Partnership|Commission|Executive|Cabinet)))"
_THING = (
    r"(?P<thing>(?:[\w’'-]+\s){0,4}(?:business\scase|outline\scase|full\scase|strategy|plan|report|charter|protocol|policy|case|proposals?|budget|self-evaluation|review|specification|framework|offer|evaluation|"
    r"scheme|agreement|guidance|standards|programme|toolkit|statement))"
)
_DONE = r"(?:agreed|approved|adopted|endorsed|signed\soff|considered|accepted|received|discussed|ratified|noted|presented\sto|taken\sto|submitted\sto|reported\sto)"
_AT = r"(?:\s(?:at\s(?:its|their|a)\smeeting))?\s(?:on|of|held\son)\s"
_TOLD = (
    re.compile(
        rf"\b{_THING}(?:\s(?:for|on|of)\s[\w’'\s-]{{2,50}}?)?,?\s(?:(?:which|that)\s)?(?:was|were|had\sbeen|has\sbeen)\s(?:first\s|formally\s|finally\s)?{_DONE}\s(?:by\s|at\s)?{_BY}{_AT}"
    ),
    re.compile(
        rf"\b{_BY}\s(?:had\s|has\s|formally\s|unanimously\s){{0,2}}{_DONE}\s(?:the\s|an?\s|its\s|our\s)?{_THING}(?:\s(?:for|on|of)\s[\w’'\s-]{{2,50}}?)?{_AT}"
    ),
    re.compile(
        rf"\b{_THING}(?:\s(?:for|on|of)\s[\w’'\s-]{{2,50}}?)?\s(?:went|came|was\stabled|was\sbrought)\s(?:to|before)\s{_BY}{_AT}"
    ),
)
_ROW = re.compile(
    rf"{_THING}(?:\s(?:for|on|of)\s[\w’'\s-]{{2,50}}?)?\s(?:to\s(?:be\s)?|at\s|by\s|before\s|{_DONE}\s(?:by\s|at\s)?|approval\sby\s|presented\sto\s){_BY}(?:\smeeting)?\W*",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"\W{0,3}(?:complete[d]?|done|achieved|closed|finished|blue|yes)\W{0,3}", re.IGNORECASE)
_OPEN = re.compile(
    r"\W{0,3}(?:on\strack|not\s(?:yet\s)?started|at\srisk|in\sprogress|ongoing|delayed|overdue|amber|red|green|open|planned|tbc)\W{0,3}",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|would|due|planned|expected|should|if|not|until|again|another|second|third|revised|updated|amended|draft|deferred)\b",
    re.IGNORECASE,
)
_LITTLE = {"the", "a", "an", "our", "its", "their", "this", "that", "of", "for", "on", "and", "council's", "council’s", "to", "new"}
_LONGEST = 600


@dataclass(frozen=True)
class _Event:
    part: Part
    said: Span
    by: str
    thing: frozenset[str]
    date: DateMention


def happened(pairs: Iterable[Pair]) -> Iterator[Crossing]:
    """The decisions of one council that are printed with two days, each once."""
    for parts in by_council(pairs).values():
        events: dict[str, list[_Event]] = defaultdict(list)
        for part in parts.values():
            for one in _events(part):
                events[one.by].append(one)
        for each in events.values():
            for at, one in enumerate(each):
                two = next((other for other in each[at + 1 :] if _one_thing(one, other) and _apart(one.date, other.date)), None)
                if two is not None:
                    printed = (one.date.span.words, two.date.span.words)
                    name = " ".join(sorted(one.thing & two.thing, key=lambda word: one.said.words.lower().find(word)))
                    text = (
                        f"Two dates are printed on which the {name} was before the {one.by.title()}: {printed[0]} and {printed[1]}."
                    )
                    yield crossing("conflicting-dates", (one.part, one.said), (two.part, two.said), printed, text, "doubtful")


def _events(part: Part) -> Iterator[_Event]:
    for block in blocks(part.span):
        if block.kind == "row":
            yield from _of_row(part, block)
        elif block.kind != "heading":
            for sentence in block.text.sentences():
                if len(sentence) < _LONGEST and not _PLANNED.search(str(sentence)):
                    yield from _of_sentence(part, sentence)


def _of_sentence(part: Part, sentence: Span) -> Iterator[_Event]:
    for pattern in _TOLD:
        for match in sentence.finditer(pattern):
            dates = find_dates(match.after[:40])
            if dates and dates[0].span.start == match.span.end and dates[0].is_point and len(dates[0].since.value) == _DAY:
                yield _event(part, sentence, match, dates[0])


def _of_row(part: Part, block: Block) -> Iterator[_Event]:
    cells = block.cells
    label = next((match for cell in cells[:3] if (match := cell.fullmatch(_ROW)) is not None), None)
    days = [date for cell in cells for date in find_dates(cell) if date.is_point and len(date.since.value) == _DAY]
    if label is None or len({date.since.value for date in days}) != 1:
        return
    day, made = days[0].since.earliest, part.issued.earliest if part.issued is not None else None
    over = day is not None and made is not None and day < made and not any(cell.fullmatch(_OPEN) for cell in cells)
    if over or any(cell.fullmatch(_COMPLETE) for cell in cells):
        yield _event(part, block.span.strip(), label, days[0])


_DAY = len("2020-10-13")


def _event(part: Part, said: Span, match: Match, date: DateMention) -> _Event:
    by = match.group("by").words.lower().removeprefix("the ").removeprefix("full ")
    words = match.group("thing").words.lower().split()
    return _Event(part, said, by, frozenset(word for word in words if word not in _LITTLE), date)


def _one_thing(one: _Event, two: _Event) -> bool:
    """Whether two decisions are of one thing, which both name by more than its kind, the one perhaps in fewer words than the other."""
    shared = one.thing & two.thing
    return len(shared) > 1 and shared in (one.thing, two.thing) and one.said != two.said


def _apart(one: DateMention, two: DateMention) -> bool:
    """Whether two days are not one, and near enough to be of one decision."""
    first, second = one.since.earliest, two.since.earliest
    return first is not None and second is not None and 0 < abs((first - second).days) <= _FARTHEST


_FARTHEST = 62  # days: what comes again after two months is another decision
