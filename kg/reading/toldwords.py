"""What a sentence counts and says of an inspection: what it asked for, the number of a visit, how long it took, from where."""

from __future__ import annotations

import re

from kg.reading.numbers import value_of
from kg.text import Match, Span

ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_ONES = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
_NUMBER = rf"(?P<count>{_ONES}|\d{{1,2}})"
_ASKED = (
    r"(?P<what>recommendations?|areas?\sfor\simprovement|areas?\sof\ssignificant\sweakness|significant\sweaknesses|priority\sactions|areas?\sfor\spriority\saction"
    r"|(?:things|matters|areas|points)\s(?:(?:that|which)\s)?(?:had\sto\simprove|needed\s(?:to\simprove|improvement)|for\simprovement|to\simprove|had\sto\sbe\simproved))"
)
_COUNTED = re.compile(
    rf"\b(?:made|makes|gave|contain\w*|includ\w+|set\sout|listed|identified|named|issued|with|had)\s(?:a\stotal\sof\s|us\s)?{_NUMBER}\s(?:\w+\s){{0,2}}?{_ASKED}\b"
    rf"|(?:Ofsted|inspection|inspectors?|report|Commissioner|reviewer?)(?:[’']s?)\s{_NUMBER.replace('count', 'theirs')}\s(?:\w+\s){{0,2}}?{_ASKED.replace('what', 'what2')}\b"
    rf"|\b(?:all|of\sthe|the)\s{_NUMBER.replace('count', 'all')}\s(?:\w+\s){{0,2}}?{_ASKED.replace('what', 'what3')}\s(?:that\swere\s|which\swere\s)?(?:made|given|set\sout|issued|identified|in\sthe\s(?:inspection\s)?report|from\sthe)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?P<ordinal>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s(?:Ofsted\s|ILACS\s)?$", re.IGNORECASE)
_LENGTH = re.compile(
    rf"\b{_NUMBER}[-\s](?P<unit>day|week)\s(?:Ofsted\s|on-?site\s|monitoring\s|focus{{1,2}}ed\s|full\s|ILACS\s){{0,3}}(?:inspection|visit)\b"
    rf"|\b(?:over|for|lasted|lasting|spent|took)\s(?:a\speriod\sof\s)?{_NUMBER.replace('count', 'count2')}\s(?P<unit2>day|week)s\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"\b(?:remote(?:ly)?|virtual(?:ly)?|online|off[-\s]site)\b", re.IGNORECASE)
_THERE = re.compile(r"[‘“'\"]?\bon[-\s]site\b[’”'\"]?(?!\s(?:facilit|provision|school|parking))|\bin[-\s]person\b", re.IGNORECASE)


def ordinal(match: Match) -> int | None:
    """The number that stands before a mention of a visit."""
    found = match.before[-30:].search(_ORDINAL)
    if found is None:
        return None
    word = found.group("ordinal").words.lower()
    return ORDINALS.get(word) or int(word[:-2])


def asked(sentence: Span) -> tuple[int, str, Span] | None:
    """How many things a sentence says were asked for, what it calls them, and its words for that."""
    match = sentence.search(_COUNTED)
    if match is None:
        return None
    number = next(group for name in ("count", "theirs", "all") if (group := match.get(name)) is not None)
    what = next(group for name in ("what", "what2", "what3") if (group := match.get(name)) is not None)
    return _int(number), what.words.lower(), match.span


def length(sentence: Span) -> tuple[int, str] | None:
    """How long a sentence says that an inspection took: a number, and "day" or "week"."""
    found = sentence.search(_LENGTH)
    if found is None:
        return None
    number, unit = found.get("count") or found.group("count2"), found.get("unit") or found.group("unit2")
    return _int(number), unit.words.lower()


def manner(near: str, words: str) -> bool | None:
    """Whether a visit is said to have been made from afar (in the words ``near`` it), or there (in ``words``); None for neither or both."""
    afar, there = _REMOTE.search(near), _THERE.search(words)
    return None if bool(afar) == bool(there) else bool(afar)


def _int(number: Span) -> int:
    words = number.words
    return int(words) if words.isdigit() else int(value_of(words))
