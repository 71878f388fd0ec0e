"""The group whose report a scrutiny report is: its name, its review, and who sat on it.

A task and finish group, a working group or a panel set up for one review has members only for that review: they took part in
it. A standing committee that reports has members anyway; its report is read as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.facts import Body, Fact, Inspection, Membership, Participation, Person, Ref, slug
from kg.reading.attendance import people_block
from kg.reading.entry import Entry
from kg.reading.meetings import kind_of
from kg.reading.names import find_names
from kg.reading.part import Part
from kg.reading.refs import body_ref
from kg.reading.register import register
from kg.reading.rolls import entries
from kg.reading.rosters import seat_of
from kg.reading.support import is_support
from kg.reading.titles import bare, mixed_case, own
from kg.text import Span

_GROUP = r"(?i:(?:task\s(?:and|&)\sfinish|task(?:\sand\sfinish)?|working|review|inquiry|enquiry|reference|select|study|scrutiny\sreview)\s(?:group|panel|party|team|commission))"
_CAPITAL = r"(?!(?:The|A|An|Final|Draft|Interim|Full|Report|Of)\s)[A-Z][\w’'&-]{0,40},?"
AD_HOC = re.compile(
    rf"\b{_GROUP}\b|\bscrutiny\s(?:review|inquiry|enquiry|investigation|challenge)\b|\b(?:review|inquiry|investigation)\b[^.\n]{{0,60}}\bscrutiny\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"(?<![\w’'&-])(?P<body>(?:{_CAPITAL}\s(?:(?:and|of|for|in|AND|OF|FOR|IN)\s)?){{0,8}}{_GROUP}(?:\s(?:on|ON)\s[A-Z][^.:;\n]{{3,80}})?)(?=\W|$)"
)
_BY = re.compile(
    r"\breports?\s(?:of|by|from)\s(?:the\s|a\s)?(?P<body>[A-Z][^.:;]{3,110}?\b(?:panel|committee|commission|board|group|party)\b(?:\s(?:group|panel|sub-?committee))?)",
    re.IGNORECASE,
)
_NO_LEAD = re.compile(
    r"\b(?:thank\w*|evidence|heard|witness\w*|apolog\w*|asked|interests?|public|grateful|contribut\w*|officers?|agreed|felt|noted|were\stold|present)\b",
    re.IGNORECASE,
)
_NOUN = r"(?:panel|group|inquiry|enquiry|commission|committee|review|party|team|investigation)"
_LEAD = re.compile(
    rf"^[#*_>\s\d.()•-]{{0,14}}(?P<lead>(?=[^:\n]{{0,150}}?(?:\bmember(?:s|ship)?\b|\b{_NOUN}\b[^:\n]{{0,30}}\b(?:compris|consist|made\sup)))[^:.\n]{{4,150}})[*_]{{0,3}}(?P<colon>:?)[*_]{{0,3}}\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    rf"(?:appendix\s\w{{1,3}}\W{{1,4}})?(?:the\s|our\s)?(?:(?:{_NOUN}|task|finish|and|working|scrutiny|steering|elected)(?:[’']?s)?\s){{0,5}}member(?:s|ship)(?:\s(?:of|on)\s(?:the\s)?[^.:]{{3,110}})?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"(?:\bmember(?:s|ship)?\b[^.:;\n]{{0,100}}?\b(?:were|are|was|is|comprised|comprises|included|consisted\sof)|\b{_NOUN}(?:\smembership)?\s(?:(?:was|is)\s)?(?:comprised(?:\sof)?|comprises|consisted\sof|consists\sof|made\sup\sof|composed\sof|included)"
    rf"|\b{_NOUN}\b[^.:;\n]{{0,60}}\b(?:carried\sout|undertaken|conducted|led)\sby)(?:\s(?:the\s)?(?:following\s)?(?:members|councillors)(?=\s?:))?\s?:?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_CHAIRED = re.compile(rf"\b{_NOUN}(?:\s(?:was|is))?\schaired\sby\s(?=[A-Z])", re.IGNORECASE)
_CHAIR = re.compile(
    r"\s{1,12}(?:was|is)\s{1,12}(?:appointed|elected|nominated|chosen)\s(?:as\s|to\sbe\s)?(?:the\s|its\s)?(?P<seat>chair(?:man|woman|person)?)\b(?!\sof\sthe\scouncil)",
    re.IGNORECASE,
)
_TOP = 8000


@lru_cache(maxsize=8)
def panel(part: Part) -> Body | None:
    """The group or committee whose report it is: as the top of the report names it, else the only one set up that the text names."""
    top = own(part)[:4000]
    for line in top.lines()[:14]:
        words = bare(line.strip())
        if words and (found := words.search(_BY) or words.search(_NAME)) is not None:
            return _body(part, _cut(found.group("body").strip()))
    found = top.search(_BY)
    if found is not None and found.group("body").search(r"[A-Z]"):
        return _body(part, found.group("body").strip())
    named = [one.group("body").strip() for one in own(part)[:_TOP].finditer(_NAME)]
    named = [one for one in named if len(one.words.split()) > 1 and one.words[0].isupper()]
    return _body(part, named[0]) if len({one.words for one in named}) == 1 else None


def _cut(name: Span) -> Span:
    """The name without what a dash sets apart before it: "FINAL REPORT – WELLBEING TASK GROUP"."""
    return name.split(r"\s[–—-]\s")[-1].strip()


def _body(part: Part, name: Span) -> Body:
    words = mixed_case(name.words)
    return Body(ref=body_ref(words, part), name=words, kind=kind_of(words, part), evidence=(name,))


@lru_cache(maxsize=8)
def review(part: Part) -> Inspection | None:
    """The review that the group carried out, where the top of the report says that one was."""
    top = [bare(line.strip()) for line in own(part)[:4000].lines()[:14] if line.strip()]
    named = next((line for line in top if line.search(AD_HOC) and len(line) < 200), None)
    group, about = panel(part), part.header.about
    holder = about or (group.ref if group is not None else None)
    if named is None or holder is None:
        return None
    evidence = [part.header.evidence[0], named, *(group.evidence if group is not None else ())]
    day = part.issued.value if part.issued is not None else ""
    return Inspection(
        ref=Ref("inspection", slug(holder.slug, day, "scrutiny review", part.header.title[:60])),
        label=part.header.title,
        kind="ServiceReview",
        inspects=about,
        conducted_by=(group.ref,) if group is not None else (),
        issued=part.issued,
        evidence=tuple(dict.fromkeys(evidence)),
    )


@lru_cache(maxsize=8)
def seated(part: Part) -> tuple[tuple[Entry, Span], ...]:
    """Who sat on the group, each with the words that say so."""
    text = own(part)
    made: list[tuple[Entry, Span]] = []
    lines = text.lines()
    at = 0
    while at < len(lines):
        found = lines[at].match(_LEAD)
        if found is None or not _leads(found.group("lead"), found.group("rest"), colon=bool(found.group("colon"))):
            at += 1
            continue
        block, after = people_block(lines, at, found.group("rest").strip(" *"), part.world, elected=False, surnames=False)
        listed = [] if block is None else _people(block, part)
        if block is not None and listed and listed[0].name.span.start - block.start < 40:
            made += [(entry, lines[at].strip()) for entry in listed]
            at = max(after, at + 1)
        else:
            at += 1
    for paragraph in text.paragraphs():
        for sentence in paragraph.sentences():
            made += ((entry, sentence) for entry in _chair(sentence, part))
            found = sentence.search(_SENTENCE)
            if found is not None and not found.within[: found.span.end - sentence.start].search(_NO_LEAD):
                listed = _people(found.after, part)
                if listed and listed[0].name.span.start - found.span.end < 12:
                    made += [(entry, sentence) for entry in listed]
    return tuple(made)


def _chair(sentence: Span, part: Part) -> Iterator[Entry]:
    """Who a sentence says chaired the group: "The panel was chaired by …", "… was appointed as Chair"."""
    chaired = sentence.search(_CHAIRED)
    word = None if chaired is None else chaired.span.search(r"chair", re.IGNORECASE)
    for name in find_names(sentence, part.world):
        after = Span(sentence.document, name.span.end, sentence.end)
        seat = after.match(_CHAIR)
        if chaired is not None and word is not None and name.span.start == chaired.span.end:
            yield Entry(name, name.span, [word.span])
        elif seat is not None and name.given:
            yield Entry(name, name.span, [seat.group("seat")])


def _leads(lead: Span, rest: Span, *, colon: bool) -> bool:
    if lead.search(_NO_LEAD):
        return False
    heading = lead.strip(" *_").fullmatch(_HEADING) is not None
    return (
        colon and (heading or not rest.strip(" *") or rest.match(r"[\s*]*(?:Councillors?|Cllrs?|[A-Z]{1,2}\.?\s)") is not None)
    ) or (heading and not rest.strip(" *"))


def _people(span: Span, part: Part) -> list[Entry]:
    return [one for one in entries(span, part.world) if (one.name.given or one.name.title) and not is_support(one.name.span)]


def members(part: Part) -> Iterator[Fact]:
    """The seats of the group and the part of its members in the review; nothing where no group was set up for one."""
    held, group = review(part), panel(part)
    if held is None:
        return
    seats = seated(part)
    known = register(part)
    told: set[Ref] = set()
    for entry, said in seats:
        person = known.ref(entry.name)
        if person in told:
            continue
        told.add(person)
        role = seat_of(entry)
        printed = "; ".join(note.words for note in entry.notes if role != "member")
        if not printed and role != "member" and entry.role is not None:
            printed = entry.role.words
        yield Person(ref=person, name=known.label(entry.name), evidence=(entry.name.span,))
        evidence = (entry.span, said) if entry.span not in said else (said,)
        if group is not None:
            yield Membership(
                person=person,
                body=group.ref,
                role=part.world.concept("role", role),
                printed=printed,
                attested_on=part.issued,
                evidence=evidence,
            )
        capacity = (
            role if role in ("chair", "vice-chair", "co-opted-member") else "chair" if role == "independent-chair" else "member"
        )
        yield Participation(
            event=held.ref,
            participant=person,
            capacity=part.world.concept("capacity", capacity),
            printed=printed,
            evidence=evidence,
        )
