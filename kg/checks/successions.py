"""What documents of one council tell of a body that took the place of another: on which day, and of which other.

Both bodies are named with capital letters and by the noun that ends their names. Two names are one body's where the words of one, but for
"the", "local" and the like, are among those of the other. Of two names of what was replaced nothing is said where the dates differ too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.checks.crossing import Crossing, Pair, by_council, crossing
from kg.checks.openings import far
from kg.reading.blocks import blocks
from kg.reading.dates import DateMention, find_dates
from kg.reading.part import Part
from kg.text import Match, Span

_NOUN = r"(?:Board|Partnership|Committee|Panel|Forum|Trust|Group|Executive|Network|Service|Hub|Team|Commission|Agency|Alliance|Programme|Plan|Strategy|Framework)"
_BODY = rf"(?:(?:(?:[A-Z][\w’'-]*|&|and|for|of|the)\s){{1,8}}?{_NOUN})(?:\s\([A-Z]{{2,6}}\))?"
_NEW, _OLD = rf"(?P<new>{_BODY})", rf"(?P<old>{_BODY})"
_THE = r"(?:the\s|its\s|our\s|their\s|both\s)?(?:former\s|old\s|previous\s|existing\s)?"
_TOLD = (
    re.compile(
        rf"\b{_NEW},?\s(?:(?:which|that)\s)?(?:(?:has|had|formally|then|also|now)\s){{0,2}}(?:replaced|succeeded|superseded|took\sthe\splace\sof|taken\sthe\splace\sof|took\sover\sfrom|taken\sover\sfrom)\s{_THE}{_OLD}"
    ),
    re.compile(
        rf"\b{_OLD},?\s(?:(?:which|that)\s)?(?:was|were|has\sbeen|had\sbeen)\s(?:formally\s|then\s)?(?:replaced|succeeded|superseded)\sby\s{_THE}{_NEW}"
    ),
    re.compile(rf"\b{_OLD}\s(?:gave\sway|made\sway|handed\sover)\sto\s{_THE}{_NEW}"),
)
_DATE = re.compile(r"\s(?:on|in|from|with\seffect\sfrom|at\sthe\send\sof)\s")
_MORE = re.compile(r"\s?(?:,\s|and\s|&\s|as\swell\sas\s)(?:the\s)?[A-Z]")
_LITTLE = {"the", "a", "and", "of", "for", "local", "new", "former", "&", "s", "since", "when", "in"}
_PLANNED = re.compile(r"\b(?:will|would|due|planned|proposed|expected|should|if|not|temporar\w+|interim)\b", re.IGNORECASE)
_SAID = re.compile(r"\b(?:replaced|succeeded|superseded|(?:took|taken)\s(?:the\splace|over)|way\sto|handed\sover)\b")
_LONGEST = 600


@dataclass(frozen=True)
class _Told:
    part: Part
    sentence: Span
    new: Span
    old: Span
    date: DateMention | None
    alone: bool


def successions(pairs: Iterable[Pair]) -> Iterator[Crossing]:
    """The replacements that two sentences tell in two ways, each once."""
    for parts in by_council(pairs).values():
        told: dict[str, list[_Told]] = defaultdict(list)
        for part in parts.values():
            for one in _tellings(part):
                told[_head(one.new)].append(one)
        for alike in told.values():
            for at, one in enumerate(alike):
                apart = (_apart(one, two) for two in alike[at + 1 :] if one.sentence != two.sentence)
                if (found := next(filter(None, apart), None)) is not None:
                    yield found


def _tellings(part: Part) -> Iterator[_Told]:
    for block in blocks(part.span):
        if block.kind in ("row", "heading"):
            continue
        for sentence in block.text.sentences():
            if sentence.search(_SAID):
                yield from _of_sentence(part, sentence)


def _of_sentence(part: Part, sentence: Span) -> Iterator[_Told]:
    if len(sentence) > _LONGEST or sentence.search(_PLANNED):
        return
    for pattern in _TOLD:
        for match in sentence.finditer(pattern):
            yield _Told(part, sentence, match.group("new"), match.group("old"), _date(match), match.after.match(_MORE) is None)


def _date(match: Match) -> DateMention | None:
    lead = match.after.match(_DATE)
    dates = find_dates(lead.after[:40]) if lead is not None else []
    if lead is None or not dates or dates[0].span.start != lead.span.end or not dates[0].is_point or len(dates[0].since.value) < 7:
        return None
    return dates[0]


def _head(name: Span) -> str:
    return re.sub(r"\s\([A-Z]+\)$", "", name.words).rsplit(" ", 1)[-1].lower()


def _words(name: Span) -> set[str]:
    words = re.sub(r"\s\([A-Z]+\)$", "", name.words).lower().replace("’", "'").replace("children's", "children")
    return {word for word in words.split() if word not in _LITTLE}


def _same(one: Span, two: Span) -> bool:
    a, b = _words(one), _words(two)
    return _head(one) == _head(two) and (a <= b or b <= a) and len(a & b) > 1


def _apart(one: _Told, two: _Told) -> Crossing | None:
    if not _same(one.new, two.new) or one.date is None or two.date is None:
        return None
    ends = (one.part, one.sentence), (two.part, two.sentence)
    if far(one.date, two.date):
        if not _same(one.old, two.old):
            return None
        text = f"Two dates are printed on which “{one.new.words}” took the place of “{one.old.words}”: {one.date.span.words} and {two.date.span.words}."
        return crossing("conflicting-dates", *ends, (one.date.span.words, two.date.span.words), text, "doubtful")
    if _words(one.old) <= _words(two.old) or _words(two.old) <= _words(one.old) or not (one.alone and two.alone):
        return None
    text = f"“{one.new.words}” is said to have taken the place of “{one.old.words}”, and of “{two.old.words}”."
    return crossing("conflicting-statements", *ends, (one.old.words, two.old.words), text, "doubtful")
