"""Somebody whom the head of minutes names among those who came and among those who sent apologies, however it calls the two lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.checks.alarms import alarm
from kg.facts import Discrepancy
from kg.text import Span

_CAME = (
    r"(?:also\s)?(?:present|there|here|in\sattendance|attendance|attending|attended|attendees|those\s(?:present|attending|who\scame)|who\scame"
    r"|(?:\w+\s){0,2}members\s(?:present|attending)|officers(?:\spresent)?|took\spart|participants)"
)
_STAYED = r"(?:apologies(?:\s(?:for\sabsence|received|from|given|sent))*|absent(?:\swith\sapologies)?|not\s(?:present|there)|unable\sto\s(?:attend|come)|sent\s(?:their\s)?apologies|could\snot\scome)"
_LIST = re.compile(
    rf"^[ \t*#|]{{0,12}}(?:(?P<came>{_CAME})|(?P<stayed>{_STAYED}))[*]{{0,2}}[ \t]{{0,3}}[:–][*|]{{0,3}}[ \t]{{0,40}}(?P<names>[^\n]{{3,600}}(?:\n[ \t]{{2,40}}[^\n:]{{3,300}}){{0,6}})",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllrs?|Councillors?|Dame|Sir|Supt|Canon|Rev)\.?\s)*(?P<first>[A-Z](?:[a-z’'-]{1,20}|\.)?)\s(?:[A-Z]\.?\s)?(?P<last>[A-Z][A-Za-z’'-]{2,24})"
)
_PART_ONLY = re.compile(
    r"\b(?:late|lateness|early|left|leave|part|joined|arriv\w+|depart\w+|until|from\s\d|item|items)\b", re.IGNORECASE
)
_FAR = 2500  # characters from one list to the other in one head


def rolls(span: Span) -> Iterator[Discrepancy]:
    """The people of ``span`` who are in both lists of one meeting, each once."""
    came: list[tuple[str, str, Span]] = []
    since = -_FAR
    for match in span.finditer(_LIST):
        if match.has("came"):
            if match.span.start - since > _FAR:
                came = []
            since = match.span.end
            came += _names(match.group("names"))
            continue
        if match.span.start - since > _FAR:
            continue
        for first, last, at in _names(match.group("names")):
            for first2, last2, at2 in came:
                if last == last2 and (first == first2 or (min(len(first), len(first2)) == 1 and first[0] == first2[0])):
                    yield alarm(
                        "conflicting-statements",
                        (_line(at2), _line(at)),
                        f"{at2.words}: present; {at.words}: apologies",
                        "",
                        f"{at.words} is printed among those present and among those who sent apologies.",
                    )
                    break


def _names(listed: Span) -> list[tuple[str, str, Span]]:
    made = []
    for piece in listed.split(r"[,;\n]|\sand\s|\s&\s"):
        match = piece.strip().match(_NAME)
        if match is not None and not _PART_ONLY.search(str(piece)):
            made.append((str(match.group("first")).rstrip("."), str(match.group("last")), match.span))
    return made


def _line(at: Span) -> Span:
    text = at.document.text
    end = text.find("\n", at.end)
    return Span(at.document, text.rfind("\n", 0, at.start) + 1, len(text) if end < 0 else end).strip()
