"""The people a document names, and the roles it says they hold: a reader for every family.

A role is attested on the day of the document; a beginning or end is given only where one is printed. Roles of an officer or
councillor without a body are held in the council that the document is about; a chair or member without a body in the panel
that the document names as its own. Where no body can be told, the person is named and no role is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.dates import When
from kg.facts import Concept, Fact, Membership, Post, Ref
from kg.reading.addressees import addressees
from kg.reading.capacities import is_of_meeting
from kg.reading.dates import find_dates
from kg.reading.handovers import Handover, Handovers
from kg.reading.letter import LETTERS, letter
from kg.reading.names import Name, words_of
from kg.reading.pairs import Holding
from kg.reading.panels import review, seated
from kg.reading.part import Part
from kg.reading.posts import posts
from kg.reading.ranks import ranks
from kg.reading.refs import body_ref
from kg.reading.register import Register, register
from kg.reading.roles import ORGANISATION, Role
from kg.reading.rolewords import role_words
from kg.reading.rosters import headed_body, last_named, own_body, own_council, rosters
from kg.reading.spoken import spoken_on
from kg.reading.support import is_support
from kg.text import Span

_SINCE = re.compile(
    r"(?:,|\s\(|\s[–-])?\s?(?:who\s)?(?:has\s|had\s|was\s)?(?:been\s)?(?:in\s(?:the\s)?(?:post|role)\s)?(?:newly\s)?"
    r"(?P<how>since|from|until|up\sto|appointed\s(?:in|on|from|with\seffect\sfrom)|elected\s(?:in|on)|joined\sin|took\sup\s(?:the\s)?(?:post|role)\s(?:in|on))\s(?:the\s)?(?=\S)"
)
_CONTACT = re.compile(
    r"(?i:contact(?:\sofficer|\sname|\sdetails)?|enquiries(?:\sto)?|further\sinformation(?:\splease)?(?:\scontact)?|queries\sto|report\sauthor|clerk)\s?(?::|[–-]|\s)\s{0,3}(?:please\s(?:contact\s)?)?[*_]{0,2}$"
)
_OF = re.compile(r"[*_]{0,2}(?:\s?\((?P<inside>[^()\n]{2,60})\)|,?\s(?:of|at|from)\s(?:the\s)?(?P<beside>[A-Z][^,.;()\n]{1,60}))")
_WITH_A = re.compile(
    r"(?<![\w’'&-])(?P<body>(?:[A-Z][\w’'&-]*\s(?:(?:and|of|for|&)\s)?){1,9}(?<=\s))(?:with|under|has|had|having|led\sby)\s(?:an?|its)\s(?:new\s)?$"
)
_ITS = re.compile(r"\b[Ii]ts\s(?:new\s|first\s|current\s)?$")
_MINISTER = re.compile(r"\b(?:DfE|Department\sfor\sEducation|Secretary\sof\sState|Minister)\b")


def people(part: Part) -> Iterator[Fact]:
    """The people of a part; who was sent to its council as a commissioner is told of in the department and in the council."""
    council = part.header.about
    for fact in _people(part):
        yield fact
        if (
            isinstance(fact, Membership)
            and fact.role.name == "commissioner"
            and council is not None
            and fact.body == body_ref("Department for Education", part)
        ):
            yield replace(fact, body=council)


def _people(part: Part) -> Iterator[Fact]:
    """People, what they hold, and posts that are vacant or whose holder is not named."""
    known = register(part)
    told: set[tuple[Ref, str]] = set()
    seen: set[tuple[Ref, int]] = set()
    blocks = letter_blocks(part)
    for name in known.named():
        if _is_inspector(known, name) or any(name.span.overlaps(block) for block in blocks):
            continue
        ref = known.ref(name)
        if (ref, name.span.start) not in seen and not any(one == ref for one, _ in seen):
            yield known.person(name)
        seen.add((ref, name.span.start))
    of_group = _seated(known)
    asked = {known.ref(name) for name in known.named() if is_support(name.span)}
    for fact in rosters(part):
        if isinstance(fact, Membership):
            told.add((fact.person, fact.role.name))
            if fact.person in of_group or (fact.person in asked and fact.role.name == "member"):
                continue  # the mapping tells of the group that the report is of; whom to ask stands below a list of members
        yield fact
    told |= {(person, role) for person in of_group for role in ("chair", "vice-chair", "member", "co-opted-member")}
    listed = set(told)
    told_in_prose = Handovers(known, body_of)
    moved = list(told_in_prose.facts())
    yield from (one.fact for one in moved)
    left = {(one.fact.person, one.fact.role.name) for one in moved if one.left and isinstance(one.fact, Membership)}
    for held in known.held:
        told_of = _is_inspector(known, held.name) or any(held.name.span.overlaps(block) for block in blocks)
        made = None if told_of or _is_told(held, told_in_prose, moved) else membership(held, known)
        if made is not None and (made.person, made.role.name) not in listed | left:
            told.add((made.person, made.role.name))
            yield made
    yield from _contacts(known)
    ranked = list(ranks(known, {person for person, role in told if role == "police-officer"}))
    yield from ranked
    yield from _outside(known, {person for person, _ in told} | {one.person for one in ranked})
    yield from _councillors(known)
    seats = [one.fact for one in moved if isinstance(one.fact, Post)]
    named = {(one.fact.body, one.fact.role) for one in moved if isinstance(one.fact, Membership) and one.fact.attested_on}
    for post in posts(part):
        if any((one.body, one.role, one.status) == (post.body, post.role, post.status) for one in seats):
            continue
        if post.status == "unnamed" and (post.body, post.role) in named:
            continue
        if not any(span.overlaps(block) for span in post.evidence for block in blocks):
            yield post


def _is_told(held: Holding, told: Handovers, moved: list[Handover]) -> bool:
    """Whether prose tells the same with its days: the words that show it hold both the name and the role."""
    role = told.seats.full(held.role).concept
    return any(
        isinstance(one.fact, Membership)
        and (one.fact.person, one.fact.role) == (told.seats.known.ref(held.name), role)
        and held.role.span in one.fact.evidence[0]
        and held.name.span in one.fact.evidence[0]
        for one in moved
    )


def _seated(known: Register) -> set[Ref]:
    """Those who sat on the group that a scrutiny report is of, of whom its mapping tells."""
    if known.part.family != "scrutiny-report" or review(known.part) is None:
        return set()
    return {known.ref(entry.name) for entry, _ in seated(known.part)}


def _is_inspector(known: Register, name: Name) -> bool:
    """Whether the mapping of an inspection speaks for somebody."""
    if known.part.family != "inspection-report" and known.part.family not in LETTERS:
        return False
    label = known.label(name).casefold()
    return label in known.inspectors or (" " in label and any(one.startswith(f"{label} ") for one in known.inspectors))


def letter_blocks(part: Part) -> tuple[Span, ...]:
    """The address and the signatures of a letter, whose people its mapping tells of, where it can read them."""
    sent = letter(part.span) if part.family in LETTERS else None
    if sent is None:
        return ()
    head = Span(part.span.document, part.span.start, sent.salutation.start)
    return (*([head] if addressees(sent, part.world) else []), *([sent.signed] if sent.signed else []))


def membership(held: Holding, known: Register) -> Membership | None:
    """The fact that a person holds a role; None where the body cannot be told."""
    part, role = known.part, held.role
    body = body_of(role, part)
    if body is None or (role.name in ("chair", "vice-chair") and is_of_meeting(role.span)):
        return None
    since, until, dated = dates_of(held, part)
    current = role.standing in ("", "acting") and until is None
    return Membership(
        person=known.ref(held.name),
        body=body,
        role=role.concept,
        printed=role.span.words,
        since=since,
        until=until,
        attested_on=spoken_on(part) if current else None,
        evidence=(_shown(held, dated),),
    )


def _shown(held: Holding, dated: Span | None) -> Span:
    """The words that show a holding: name, role, the body right after the role, and a date."""
    where, whole = held.role.where, held.span
    if where is not None and 0 <= where.start - held.role.span.end < 4:
        whole = whole.to(where)
    if dated is not None:
        whole = whole.to(dated)
    closing = Span(whole.document, whole.end, min(len(whole.document.text), whole.end + 1))
    return whole.to(closing) if str(whole).count("(") > str(whole).count(")") and str(closing) == ")" else whole


def body_of(role: Role, part: Part) -> Ref | None:
    """The body that a role is held in: the printed one, else what its kind of role says; None where nothing says."""
    words = role_words(part.world)
    where = None if role.where is None else role.where.strip(" ,.;:*_")
    if role.name in words.of_a_body:
        before = Span(part.span.document, max(part.span.start, role.span.start - 110), role.span.start)
        whose = before.search(_WITH_A) if where is None else None
        if where is None and before.search(_ITS):
            return last_named(part, role.span.start)
        found = own_body(part, where if whose is None else whose.group("body"))
        return found or (headed_body(part, role.span.start) if where is None and whose is None else None)
    if where and not (
        role.name in ("police-officer", "head-of-service") and where == role.object and not where.search(ORGANISATION)
    ):
        return body_ref(where.words, part)
    if role.name in words.of_a_council and not where:
        return own_council(role, part)
    if role.name in words.of_an_inspectorate:
        return body_ref("Ofsted", part)
    if role.name in ("commissioner", "improvement-adviser") and part.span.search(_MINISTER):
        return body_ref("Department for Education", part)
    return None


def dates_of(held: Holding, part: Part) -> tuple[When | None, When | None, Span | None]:
    """The printed beginning and end of a holding, and where they are printed."""
    after = Span(part.span.document, held.span.end, min(part.span.end, held.span.end + 120))
    found = after.match(_SINCE)
    if found is None:
        return None, None, None
    dates = find_dates(found.after[:40])
    if not dates or dates[0].span.start > found.span.end + 2:
        return None, None, None
    if re.match(r"until|up", str(found.group("how"))):
        return None, dates[0].until, dates[0].span
    if not dates[0].is_point:
        return dates[0].since, dates[0].until, dates[0].span
    return dates[0].since, None, dates[0].span


def _contacts(known: Register) -> Iterator[Membership]:
    """The people that a document names for queries."""
    part = known.part
    if part.header.about is None:
        return
    told: set[Ref] = set()
    for name in known.named():
        before = Span(part.span.document, max(part.span.start, name.span.start - 60), name.span.start)
        found = before.search(_CONTACT)
        if found is not None and name.given and known.ref(name) not in told:
            told.add(known.ref(name))
            yield Membership(
                person=known.ref(name), body=part.header.about, role=part.world.concept("role", "contact"), printed=found.span.words.strip(" :–-*"),
                attested_on=spoken_on(part), evidence=(found.span.to(name.span),),
            )  # fmt: skip


def _outside(known: Register, told: set[Ref]) -> Iterator[Membership]:
    """People of whom only the organisation is printed: "Ann Lee (DfE)", "Ann Lee at Northshire Homes"."""
    part = known.part
    for name in known.named():
        if name.strength == "weak" or not name.given or known.ref(name) in told or _is_inspector(known, name):
            continue
        found = Span(part.span.document, name.span.end, min(part.span.end, name.span.end + 80)).match(_OF)
        place = None if found is None else found.get("inside") or found.group("beside")
        mention = (
            None if place is None else next((one for one in part.world.bodies.find(place) if one.span.start == place.start), None)
        )
        if place is None or mention is None or (found is not None and found.has("inside") and len(mention.span) < len(place)):
            continue
        if {"Service", "Directorate", "Team"} & set(mention.entry.data.get("kind", ())):
            continue
        told.add(known.ref(name))
        yield Membership(
            person=known.ref(name), body=body_ref(mention.span.words, part), role=part.world.concept("role", "office-holder"),
            attested_on=spoken_on(part), evidence=(name.span.to(found.span) if found is not None and found.has("inside") else name.span.to(mention.span),),
        )  # fmt: skip


def _councillors(known: Register) -> Iterator[Membership]:
    """Elected people by their title, as councillors of the council that the document is about."""
    part = known.part
    told: set[Ref] = set()
    for name in known.named():
        if part.header.about is None or not known.is_elected(name) or name.title.casefold().startswith("parish"):
            continue
        after = Span(part.span.document, name.span.end, min(part.span.end, name.span.end + 70)).match(_OF)
        if (after is not None and after.span.search(r"[Cc]ouncil\b")) or known.ref(name) in told:
            continue
        told.add(known.ref(name))
        yield Membership(
            person=known.ref(name),
            body=part.header.about,
            role=_councillor(part),
            printed=_of_one(words_of(part.world).office(name.title) or name.title),
            attested_on=spoken_on(part),
            evidence=(name.span,),
        )


def _of_one(title: str) -> str:
    """The title of many as each of them has it: "Councillors" is "Councillor", "Aldermen" is "Alderman"."""
    return re.sub(r"(?<=[a-z])s$", "", re.sub(r"men$", "man", title))


def _councillor(part: Part) -> Concept:
    return part.world.concept("role", "councillor")
