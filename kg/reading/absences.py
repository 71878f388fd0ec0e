"""Apologies and substitutions in the sentences of minutes.

"Apologies were received from Councillor Lee with Councillor May substituting", "… from the following:" with a list under it,
"Councillor May attended as substitute for Councillor Lee". Apologies for lateness are none for absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.reading.entry import Entry
from kg.reading.rolls import entries
from kg.text import Match, Span

AWAY = ("apologies", "absent")
_APOLOGY = re.compile(
    r"\b(?i:apolog(?:y|ies))\b(?P<what>(?:\s(?i:for\s(?:absence|their\sabsence|non-attendance|inability\sto\sattend|not\sattending|being\sunable\sto\sattend)|for\s(?:his\s|her\s|their\s)?lateness|for\shaving\sto\sleave))?)"
    r"(?P<between>(?:[^.;:\n]|\n(?!\s*\n)){0,90}?\b(?:from|behalf\sof|by|for)\b(?:\sthe\sfollowing(?:\s\w+)?\s?:?-?)?|[^.;:\n]{0,40}\bas\sfollows\s?:?-?|\s*[:–-](?=\s+[A-Z•*]))\s+(?P<names>\S)"
)
_WITH = re.compile(
    r",?\s(?:with|and|-|–)\s(?P<subs>(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr)\b[^.;\n()]{2,120}?)\s(?:was\s|were\s)?(?:substituting|substituted(?!\sby)|deputising|(?:attending\s|present\s)?as\s(?:his\s|her\s|their\s|an?\s)?substitutes?)\b"
    r"|,?\s(?:(?:who|for\swhom|and)\s(?:was|were|had\sbeen)\s(?:being\s)?)?(?:substituted|replaced|represented)\sby\s(?P<by>[^.;]{3,120})"
    r"|,?\sfor\swhom\s(?P<whom>[^.;\n]{3,80}?)\s(?:was|were)\s(?:substituting|deputising)"
)
_SUBSTITUTE = re.compile(
    r"(?:\b(?:was|were|had\sbeen|attended|attending|present|acting|in\sattendance|is|be)\s)?(?:as\s)?(?:an?\s|the\s|nominated\s|named\s)?"
    r"(?:[Ss]ubstitut(?:ed|ing|es?)|deputis(?:ed|ing))\s(?:member\s)?(?:for|on\sbehalf\sof|in\s(?:the\s)?place\sof)\b|\b(?:attended|present|attending|in\sattendance)\sas\s(?:an?\s|named\s)?substitutes?\b"
    r"|\b(?:replaced|took\sthe\splace\sof)\s(?=(?:County\s|Borough\s)?(?:Councillors?|Cllrs?)\b)"
)
_LATE = re.compile(r"\blate(?:ness)?\b|\bearly\sdeparture\b|\b(?:leav\w+|leave\sthe\smeeting)\searly\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in a block of attendance: the capacity the block gives, its label, and what is printed of the person."""

    entry: Entry
    capacity: str
    label: Span


def absences(span: Span, world: Lexicon) -> Iterator[Listed]:
    """The apologies and substitutions in running text: who was away, and who stood in."""
    for found in span.finditer(_APOLOGY):
        if found.span.search(_LATE) or found.before[-40:].search(r"\b(?:no|not|any)\s$"):
            continue
        label = found.span[: len(found.span) - 1].strip()
        for names in _names_after(span, found):
            instead = names.search(_WITH)
            if instead is not None:
                who = instead.get("subs") or instead.get("by") or instead.group("whom")
                yield from (Listed(entry, "substitute", instead.span) for entry in entries(who, world))
            yield from (Listed(entry, "apologies", label) for entry in entries(names if instead is None else instead.before, world))
    for found in span.finditer(_SUBSTITUTE):
        before = found.before[-200:]
        sentence = before.sentences()[-1] if before.strip() else before
        named = [one for one in entries(sentence, world) if one.name.title]
        several = (
            named
            and bool(re.match(r"(?:Councillors|Cllrs)\b", named[0].name.title))
            and named[0].name.span.start - sentence.start < 4
        )
        yield from (Listed(one, "substitute", found.span) for one in (named if several else named[-1:]))


_ATTENDED = re.compile(
    r"\b(?:was|were)\s(?:also\s)?(?:in\sattendance|present)\b|\b(?:also\s)?attended\s(?:the\smeeting\s)?(?:at\sthe\sinvitation|by\sinvitation|in\s(?:his|her|their)\scapacity|for\s(?:this|the|item))\b"
)
_TOP = 5000


def attended(span: Span, world: Lexicon) -> Iterator[Listed]:
    """The people that a sentence at the top says attended: "Councillor Lee, Cabinet Member, was in attendance"."""
    for found in span[:_TOP].finditer(_ATTENDED):
        before = found.before[-260:]
        sentence = before.split(r"\n\s*\n")[-1].sentences()[-1] if before.strip() else before
        if not sentence or sentence.search(r"(?i)\b(?:apolog|substitut|absen|not$|whom\b|if\b|when\b)"):
            continue
        named = [one for one in entries(sentence, world) if one.name.title]
        if named and named[0].name.span.start - sentence.start < 4:
            yield from (Listed(one, "attendee", found.span) for one in named)


def _names_after(span: Span, found: Match) -> list[Span]:
    """The names after words of apology: to the end of the sentence, or the lines of the list under "the following:"."""
    rest = span[found.group("names").start - span.start :][:900]
    if re.search(r"follow(?:ing|s)|:\s*$", str(found.group("between"))) and "\n" in str(found.span):
        stop = rest.search(r"\n\s*\n\s*\n|\n\s*(?:\d|[A-Z]{4})|\n\s*\n(?=\s*[A-Z][a-z]+\s[a-z])")
        return [line for line in (rest if stop is None else stop.before).lines() if line.strip()]
    sentence = rest.sentences()[0]
    stop = sentence.search(
        r"\n\s*\n|\band\s(?:it\s)?(?:was|were)\b|\bfor\s+(?:his|her|their|being|non-attendance|inability|absence)\b|\bbecause\b|\bdue\sto\b|\|"
    )
    return [sentence if stop is None else stop.before]
