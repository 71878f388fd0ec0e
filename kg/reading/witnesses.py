"""Whom a review heard: lists of witnesses, contributors and interviewees, and sentences that say who was spoken to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Fact, Participation, Ref
from kg.reading.attendance import people_block
from kg.reading.blocks import blocks
from kg.reading.entry import Entry
from kg.reading.names import Name, find_names
from kg.reading.part import Part
from kg.reading.register import register
from kg.reading.roles import find_roles
from kg.reading.rolls import entries
from kg.reading.support import is_support
from kg.reading.titles import own
from kg.text import Span

_HEARD = re.compile(
    r"\b(?:(?:heard|received|took|taken|taking|gathered)\s(?:\w+\s){0,3}?(?:evidence\s)?from|evidence\s(?:was\s)?(?:\w+\s){0,3}?(?:from|by)|gave\sevidence|given\sevidence|giving\sevidence"
    r"|(?:interviewed|consulted|spoke\s(?:to|with)|spoken\s(?:to|with)|talked\s(?:to|with)|met(?:\swith)?)|interviews?\s(?:\w+\s){0,3}?(?:with|of)|discussions\s(?:\w+\s){0,2}?with"
    r"|witness(?:es)?|interviewees|contributors?|contribut(?:ed|ions?)|those\s(?:interviewed|consulted))\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:appendix\s\w{1,3}\W{1,4})?(?:(?:the|list|of|our|key|external|expert|schedule|people|those|who|we|i|individuals|persons|and|review)\s){0,6}"
    r"(?:witness(?:es)?|contributors|interviewees|interviewed|consultees|spoke\s(?:to|with)|spoken\sto|consulted|met|heard\sfrom|gave\sevidence|evidence\sgivers)"
    r"(?:\s(?:to|in|of|for|and|by|who|the|this|our|review|inquiry|panel|group|task|heard|interviewed|consultees|contributors|evidence|gave|met|list)){0,8}",
    re.IGNORECASE,
)
_LIST = re.compile(r"^[#*_>\s\d.()•-]{0,14}(?P<lead>[^\n]{4,260}?)(?P<colon>:[-–]?|$)[*_]{0,3}\s*(?P<rest>.*)$")
_NOT = re.compile(
    r"\b(?:not|never|unable|nobody|no\sone|declined|would\shave|without|previous|earlier|minutes|will|plans?\sto)\b", re.IGNORECASE
)
_COLUMNS = re.compile(
    r"\W*(?:name|witness|who|contributor)s?\b[^\t|]{0,30}?(?:[\t|]|\s{3,})\s*(?P<second>\S.{0,80})", re.IGNORECASE
)
_ITEM = re.compile(r"\n\s*\n|\n\s*[•▪■◦*-]\s")
_BESIDE = re.compile(r"^\s?(?:[,–—(:\t|-]|\s-)\s{0,3}(?:the\s|an?\s)?(?P<role>[^;().]{2,110}?)(?=[;.)]|\t|,?\sand\s|$)")
_BEFORE = re.compile(r"\b(?:the|our|its|their)\s(?P<role>[a-z][\w’'\s-]{2,70}),\s(?:[A-Z][a-z]{1,9}\s){0,2}$")
_WIDE = 10_000
_TOLD = re.compile(r"\b(?:that|about|regarding|concerning|on\show|whose)\b")


@dataclass(frozen=True)
class Witness:
    """Somebody whom a review heard: the name, what is printed of them, and the words that say so."""

    name: Name
    printed: str
    evidence: tuple[Span, ...]


def witnesses(part: Part) -> list[Witness]:
    """Who was heard, from the lists under headings and leads and from sentences; each person once."""
    made: dict[Ref, Witness] = {}
    known = register(part)
    for one in (*_listed(part), *_said(part)):
        ref = known.ref(one.name)
        kept = made.get(ref)
        if kept is None or (one.printed and not kept.printed):
            made[ref] = one
    return list(made.values())


def heard(part: Part, event: Ref) -> Iterator[Fact]:
    """The witnesses as people, and their part in the review."""
    known = register(part)
    for one in witnesses(part):
        person = known.person(one.name)
        yield person
        yield Participation(
            event=event,
            participant=person.ref,
            capacity=part.world.concept("capacity", "interviewee"),
            printed=one.printed,
            evidence=one.evidence,
        )


def _listed(part: Part) -> Iterator[Witness]:
    lines = own(part).lines()
    at = 0
    while at < len(lines):
        found = lines[at].match(_LIST)
        lead = found.group("lead").strip(" *_#") if found is not None else None
        if found is None or lead is None or not _leads(lead, colon=bool(found.group("colon")), rest=found.group("rest")):
            at += 1
            continue
        begin = at
        following = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), None)
        if following is not None and lines[following].fullmatch(_COLUMNS):
            begin = following
        block, after = people_block(lines, begin, found.group("rest").strip(" *"), part.world, elected=False, surnames=False)
        edge = lines[begin].match(_COLUMNS) if begin > at else None
        first = edge.group("second").start - lines[begin].start if edge is not None and "\t" not in lines[begin] else _WIDE
        listed = [] if block is None else [one for one in entries(block, part.world) if _is_witness(one, first)]
        if block is None or not listed or listed[0].name.span.start - block.start > 60:
            at += 1
            continue
        heading = lines[at].strip()
        yield from (Witness(one.name, _printed(one), (one.span.split(_ITEM)[0].strip(), heading)) for one in listed)
        at = max(after, at + 1)


def _is_witness(entry: Entry, edge: int) -> bool:
    """Whether a listed name is one of somebody heard: not of a further column, nor of an officer named for support."""
    start = entry.name.span.document.text.rfind("\n", 0, entry.name.span.start) + 1
    return bool(entry.name.given) and entry.name.span.start - start < edge - 2 and not is_support(entry.name.span)


def _leads(lead: Span, *, colon: bool, rest: Span) -> bool:
    if lead.search(_NOT):
        return False
    if lead.fullmatch(_HEADING) is not None:
        return colon or not rest.strip(" *")
    return colon and not rest.strip(" *") and lead.search(_HEARD) is not None


def _printed(entry: Entry) -> str:
    """What is printed of a listed witness: the role, or the note in brackets."""
    words = entry.role.split(_ITEM)[0].words if entry.role is not None else "; ".join(note.words for note in entry.notes)
    return re.sub(r"[\s;,.]+(?:and)?$", "", words) if len(words) < 120 else ""


def _said(part: Part) -> Iterator[Witness]:
    for block in blocks(own(part)):
        for sentence in () if block.kind in ("row", "heading") else block.text.sentences():
            talked = sentence.search(_HEARD)
            if talked is None or talked.before.search(_NOT):
                continue
            what = talked.after.search(_TOLD)
            yield from _named(part, sentence, talked.after if what is None else what.before)


def _named(part: Part, sentence: Span, after: Span) -> Iterator[Witness]:
    """The people that the rest of a sentence names as those heard."""
    known = register(part)
    sure = {name.bare.end for name in known.named()}
    for name in find_names(after, part.world):
        rest = Span(after.document, name.span.end, after.end)
        beside = rest.match(_BESIDE)
        beside = None if beside is None or find_names(beside.group("role"), part.world) else beside
        above = Span(after.document, after.start, name.span.start).search(_BEFORE)
        above = None if above is None or not find_roles(above.group("role"), part.world, small=True) else above
        if name.given and (name.strength != "weak" or name.bare.end in sure or beside is not None or above is not None):
            role = above or beside
            yield Witness(name, role.group("role").words if role is not None else "", (sentence,))
