"""Who calls the members of a body to its meeting, and the groups in which an agenda lists them.

An agenda is sent out by an officer, whose name and office stand under the summons or at the foot. Its list of members may go
on below further headings: representatives of churches, schools or partners, and reserves, who hold no seat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.facts import Fact, Membership, Participation, Person, Ref
from kg.reading.addressees import PERSON
from kg.reading.attendance import people_block
from kg.reading.entry import Entry
from kg.reading.items import agenda_items
from kg.reading.part import Part
from kg.reading.refs import context, person_ref
from kg.reading.register import register
from kg.reading.roles import role_of
from kg.reading.rolls import entries
from kg.reading.rosters import listed_on, own_body, seat_of
from kg.reading.support import is_support
from kg.reading.titles import own
from kg.text import Span

_OFFICES = frozenset(
    {
        "chief-executive", "deputy-chief-executive", "director", "director-of-childrens-services", "director-of-legal-and-governance", "chief-finance-officer",
        "deputy-director", "assistant-director", "head-of-service", "manager", "service-manager", "democratic-services-officer", "officer", "secretary", "clerk",
    }
)  # fmt: skip
_CALLS = re.compile(
    r"\b(?:yours\s(?:faithfully|sincerely|truly)|summon(?:s|ed)|(?:requested|invited|required|asked)\s(?:to\sattend|at\sa)|attendance\sis\s(?:requested|invited)|hereby\sgiven"
    r"|(?:dated?|issued?|published|despatched|dispatched)\b)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\b(?:contact|enquir\w+|quer(?:y|ies)|clerk|support|author)\b[^\n]{0,30}:$", re.IGNORECASE)
_ENDS = re.compile(r"[\s*_,.|]*(?:(?:and|&)\s[A-Z][\w’'& ]{2,60})?[\s*_,.|]*")
_ISSUED = re.compile(r"[\s*_#|]*(?:issued|published|signed|despatched|dispatched)(?:\sby)?\s?:?[\s*_]*", re.IGNORECASE)
_ISSUED_BY = re.compile(rf"{_ISSUED.pattern}(?=[A-Z])", re.IGNORECASE)
_SAYS = re.compile(r":|\.$|\b(?:will|has|is|was|who|to)\b")  # so a line is no office
_NEAR = 400
_FOOT = 700
_LEAD = re.compile(
    r"[#*_\s]*(?:(?:to|TO):?\s)?(?:all\s)?(?:the\s)?(?:committee\s|panel\s|board\s|commission\s|forum\s|current\s)?(?:membership|members)\b(?!\s(?:of\sthe\s(?:public|press)|interests|present)).{0,120}",
    re.IGNORECASE,
)
_GROUP_WORDS = (
    r"(?:(?:church|faith|religious|diocesan|parent|governor|parent[\s-]governor|teacher|education(?:al)?|union|trade|school|schools|primary|secondary|special|nursery|academy|early|years|maintained|14-19|16-19"
    r"|health|police|partner|partners|voluntary|community|sector|statutory|voting|non-voting|independent|lay|added|other|elected|appointed|young|people|youth|foster|carer|staff|non-executive|council|officer)[’']?s?"
    r"(?:\s?[/&,]\s?|\s(?:and|&)\s|\s))"
)
_GROUP = re.compile(
    rf"[#*_\s]*(?P<name>{_GROUP_WORDS}{{0,6}}(?P<noun>representatives?|reps|co-?opt(?:ed|ees)(?:\smembers?|\srepresentatives?)?|members|governors|academ(?:y|ies)|providers?|observers?|advis[eo]rs?|reserves?|(?:named\s)?substitutes?))"
    r"(?:\smembers)?(?:\s\([^()\n]{1,40}\))?[*_\s:]*(?P<beside>(?:\t|\s{3,})\S.{0,60})?",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[#*_\s]*(?P<name>membership|(?:current\s)?members)[*_\s:]*(?P<beside>(?:\t|\s{3,})\S.{0,60})", re.IGNORECASE)
_NO_SEAT = re.compile(r"reserve|substitut|observer|advis", re.IGNORECASE)
_COOPTED = re.compile(r"co-?opt|church|faith|religious|diocesan|parent|education(?:al)?\s|added\s", re.IGNORECASE)


def signatories(part: Part, meeting: Ref) -> Iterator[Fact]:
    """Who signed the summons: an officer's name with the office right below or beside it, alone on their lines."""
    text = own(part)
    items = agenda_items(text)
    before = items[0].heading.start if items else text.start + 6000
    for name, office in (*_held(part), *_lines(text, part)):
        if not (name.start < before or name.start > text.end - _FOOT) or not _signs(name, office, text):
            continue
        person = Person(ref=person_ref(name.words, context(part)), name=name.words, evidence=(name,))
        yield person
        yield Participation(
            event=meeting,
            participant=person.ref,
            capacity=part.world.concept("capacity", "signatory"),
            printed=office.words,
            evidence=(name.to(office),),
        )
        return


def _held(part: Part) -> Iterator[tuple[Span, Span]]:
    """The names that the text has offices beside."""
    for held in register(part).held:
        follows = held.role.span.start > held.name.span.start
        if follows and held.role.name in _OFFICES and held.name.given and held.role.standing != "former":
            yield held.name.bare, held.role.span


def _lines(text: Span, part: Part) -> Iterator[tuple[Span, Span]]:
    """Lines of the form of a name with the office after a comma or on the next line: no list of names has them all."""
    lines = [line.strip(" *_\t") for line in text.lines() if line.strip(" *_\t")]
    for first, second in pairwise([*lines, text[:0]]):
        issued = first.match(_ISSUED_BY)
        whole = first if issued is None else issued.after
        comma = whole.search(r",\s")
        named, office = (whole, second) if comma is None else (comma.before, comma.after)
        name = named.fullmatch(PERSON) if len(named) < 50 and 0 < len(office) < 90 and not office.search(_SAYS) else None
        role = None if name is None else role_of(office, part.world)
        if name is not None and role is not None and role.name in _OFFICES and role.span.start == office.start:
            told = office.match(r"[^,]{3,80}(?=,\s(?:on|dated)\b)")
            yield name.group("name"), office if told is None else told.span


def _signs(name: Span, office: Span, text: Span) -> bool:
    """Whether name and office stand alone on their lines, by the words of a summons or a day of issue."""
    document = text.document.text
    start = document.rfind("\n", 0, name.start) + 1
    end = document.find("\n", office.end)
    before, after = document[start : name.start], document[office.end : end if end >= 0 else len(document)]
    if _ISSUED.fullmatch(before) is not None:
        return True
    if re.sub(r"^[\s*_#|]*(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s*)?", "", before) or not _ENDS.fullmatch(after):
        return False
    above = Span(text.document, max(text.start, start - 60), start).strip()
    if above.search(_CONTACT) is not None:
        return False
    near = Span(text.document, max(text.start, start - _NEAR), min(text.end, office.end + _NEAR // 4))
    return near.search(_CALLS) is not None


def groups(part: Part, told: set[Ref]) -> Iterator[Fact]:
    """The members that an agenda lists under the headings of groups, below its list of members; ``told``: those read already."""
    body = own_body(part, None)
    if body is None:
        return
    text = own(part)
    lines = text.lines()
    at, listed = 0, False
    while at < len(lines):
        line = lines[at].strip()
        group = line.fullmatch(_GROUP) or line.fullmatch(_BESIDE)
        listed = listed or line.fullmatch(_LEAD) is not None
        if group is None or not listed:
            at += 1
            continue
        beside = group.get("beside")
        block, after = people_block(lines, at, line[:0], part.world, elected=False, surnames=False)
        at = max(after, at + 1)
        if block is None:
            continue
        edge = None if beside is None else _offset(beside.strip())
        left, right = group.group("name"), None if beside is None else beside.strip()
        for entry in entries(block, part.world):
            aside = edge is not None and _offset(entry.name.span) >= edge - 4
            heading = right if aside and right is not None else left
            if entry.name.given and not heading.search(_NO_SEAT) and not is_support(entry.name.span):
                yield from _seat(part, body, entry, heading, told)


def _offset(span: Span) -> int:
    """How far from the start of its line a span begins; a tab moves to the next column."""
    text = span.document.text
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return len(before) + (1000 if "\t" in before.strip(" ") else 0)


def _seat(part: Part, body: Ref, entry: Entry, heading: Span, told: set[Ref]) -> Iterator[Fact]:
    known = register(part)
    person = known.ref(entry.name)
    if person in told:
        return
    told.add(person)
    role = seat_of(entry)
    role = "co-opted-member" if role == "member" and heading.search(_COOPTED) is not None else role
    yield Person(ref=person, name=known.label(entry.name), evidence=(entry.name.span,))
    yield Membership(
        person=person,
        body=body,
        role=part.world.concept("role", role),
        printed="; ".join(note.words for note in entry.notes if role != "member"),
        attested_on=listed_on(part),
        evidence=(entry.span, heading),
    )
