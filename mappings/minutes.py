"""Minutes of a council's committee, panel, board, cabinet or council, or of a partnership's board."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Body, Decision, Fact, Header, Meeting, Membership, Participation, Ref, slug
from kg.lexicon import Lexicon
from kg.reading import paperheads, papertops
from kg.reading.absences import AWAY, Listed
from kg.reading.announced import announced
from kg.reading.capacities import capacity_of
from kg.reading.decisions import Taken, taken
from kg.reading.employers import acts_for
from kg.reading.items import Item, facts, has_item, minute_items
from kg.reading.meetings import held_by, meeting_of, sat
from kg.reading.minuted import minuted
from kg.reading.motions import with_motions
from kg.reading.names import Name
from kg.reading.naming import naming
from kg.reading.part import Draft, Opening, Part
from kg.reading.people import body_of
from kg.reading.refs import authority_ref, body_ref
from kg.reading.register import Register, register
from kg.reading.roles import role_of
from kg.reading.rolls import entries
from kg.reading.sittings import sitting_of
from kg.reading.titles import cased, councils, own
from kg.reading.webpages import zones
from kg.text import Span

FAMILY = "minutes"

_SEATS = {"chair": "chair", "vice-chair": "vice-chair", "member": "member", "co-opted-member": "co-opted-member"}
_SEATED = ("chair", "vice-chair", "co-opted-member")  # members of a kind: who is listed so is not listed as a mere member too
_INSTEAD = re.compile(
    r"\b(?:substituted\sby|represented\sby|replaced\sby)\s(?P<by>.+)|(?P<who>.+?)\s(?:substituting|substituted|as\ssubstitute|deputising)\b",
    re.IGNORECASE,
)


def openings(text: Span, world: Lexicon) -> Iterator[Opening]:
    """Where minutes begin."""
    return papertops.tops_of_minutes(text, world)


def header(part: Draft) -> Header:
    """The body and day of the meeting, and the council."""
    return paperheads.header(part, "Minutes")


def read(part: Part) -> Iterator[Fact]:
    """The meeting, who was there and who was not, the items, and what was decided."""
    text = own(part)
    sitting = sitting_of(text)
    body = held_by(sitting, part)
    if body is not None and sitting.body is not None:
        yield from sat(sitting, part, "held")
        meeting = meeting_of(sitting, body, cased(sitting.body), "held").ref
    else:  # no body is printed: the meeting is known by its minutes
        meeting = Ref("meeting", slug(part.slug))
        date = sitting.date.when if sitting.date is not None else None
        yield Meeting(ref=meeting, label=part.header.title, date=date, evidence=sitting.evidence or part.header.evidence)
    yield from _attendance(part, meeting, body)
    items = list(facts(minute_items(_after_top(text, part), text), meeting, "minute"))
    yield from (fact for _, fact in items)
    decided = list(_decided(text))
    yield from _decisions(part, decided, meeting, body, [(item, fact.ref) for item, fact in items])
    yield from minuted(part, [item for item, _ in items], decided, meeting, body)


def _after_top(text: Span, part: Part) -> Span:
    """The text after the lists of those present: headings stand there."""
    listed = [one for one in register(part).attending if one.capacity not in ("apologies", "absent", "substitute")]
    end = text.start
    for one in sorted(listed, key=lambda one: one.entry.span.start):
        if one.entry.span.end - text.start > 4000:
            break
        between = Span(text.document, end, max(end, one.label.start))
        if end > text.start and has_item(between):
            break  # listed within an item
        end = max(end, one.entry.span.end)
    return Span(text.document, end, text.end)


def _attendance(part: Part, meeting: Ref, body: Ref | None) -> Iterator[Fact]:
    """A participation for each person listed, the membership it shows, and the role printed of them."""
    known = register(part)
    cabinet = body is not None and bool(re.search(r"cabinet|executive", body.slug))
    forum = body is not None and re.search(r"schools?-forum", body.slug) is not None
    instead = {known.ref(name) for one in known.attending for name, _ in _stood_in(part, one)}
    instead |= {known.ref(one.entry.name) for one in known.attending if capacity_of(one, part.world) == "substitute"}
    excused = {known.ref(one.entry.name) for one in known.attending if one.capacity == "apologies"}
    seated = {known.ref(one.entry.name) for one in known.attending if capacity_of(one, part.world) in _SEATED}
    for one in known.attending:
        capacity = capacity_of(one, part.world, cabinet=cabinet)
        person = known.ref(one.entry.name)
        if capacity == "member" and person in seated:
            continue  # listed once by party, and once "in the Chair"
        if capacity == "attendee" and _is_of_another(part, one):
            capacity = "guest"
        if capacity == "co-opted-member" and forum and "opt" not in f"{one.entry.note} {one.label.words.casefold()}":
            capacity = "member"  # a schools forum has its members by groups, and opts none in
        if capacity == "absent" and person in excused:
            continue  # the apology says more
        capacity = "substitute" if capacity == "member" and person in instead else capacity
        if capacity in AWAY and re.search(r"\blate", one.entry.note):
            continue
        yield known.person(one.entry.name)
        evidence = (one.entry.span, one.label)
        printed = _beside(one)
        acting = acts_for(one, part.world, capacity)
        at = None if acting is None else body_ref(acting.words, part)
        at = None if at == body else at
        yield Participation(
            event=meeting, participant=person, capacity=part.world.concept("capacity", capacity), printed=printed, evidence=evidence,
            on_behalf_of=at,
        )  # fmt: skip
        if at is not None and acting is not None and part.world.bodies.get(at) is None:
            name = cased(acting)
            yield Body(ref=at, name=name, kind=naming(part.world).kind_of(name), evidence=(acting,))
        yield from _memberships(part, known, one, capacity, body, at)
        yield from _substitutes(part, known, one, meeting)


def _is_of_another(part: Part, one: Listed) -> bool:
    """Whether another council than that of the meeting is printed of somebody."""
    printed = [found for piece in (*one.entry.notes, one.entry.role) if piece is not None for found in councils(piece)]
    return bool(printed) and part.header.about not in {authority_ref(found.words, part.world, part=part) for found in printed}


def _memberships(
    part: Part, known: Register, one: Listed, capacity: str, body: Ref | None, employer: Ref | None
) -> Iterator[Membership]:
    """The seat in the body that met, and the role printed beside the name, in the body that the person acts for."""
    person, evidence = known.ref(one.entry.name), (one.entry.span, one.label)
    seat = _SEATS.get(capacity, "")
    if capacity in AWAY and (one.entry.name.title or one.entry.role is None) and known.is_elected(one.entry.name):
        seat = _seat_noted(one) or "member"
    if seat == "chair" and not re.search(r"\bchair(?:man|woman|person)?\b", f"{one.entry.note} {one.label.words.casefold()}"):
        seat = "member"
    if re.search(r"in the chair|chairing|presiding", one.entry.note) and not re.search(r"^chair|;\s?chair", one.entry.note):
        seat = "vice-chair" if "vice" in one.entry.note else "member"
    if seat == "chair" and re.search(r"\bchair\w*\W{1,2}for (?:this|the|that) (?:meeting|item)", one.entry.note):
        seat = "member"
    if seat and body is not None:
        yield Membership(
            person=person, body=body, role=part.world.concept("role", seat), printed="; ".join(note.words for note in one.entry.notes),
            attested_on=part.issued, evidence=evidence,
        )  # fmt: skip
    roles = [piece for piece in (one.entry.role, *one.entry.notes) if piece is not None]
    held = next((role for piece in roles if (role := role_of(piece, part.world)) is not None and role.name not in _SEATS), None)
    if held is not None and held.name not in ("representative", "observer"):
        if (at := employer or body_of(held, part)) is not None:
            yield Membership(
                person=person, body=at, role=held.concept, printed=held.span.words, attested_on=part.issued, evidence=evidence
            )
    elif employer is not None:
        kind = "representative" if capacity in ("co-opted-member", "observer") else "office-holder"
        yield Membership(
            person=person, body=employer, role=part.world.concept("role", kind), printed=_beside(one),
            attested_on=part.issued, evidence=evidence,
        )  # fmt: skip
    elif capacity == "officer" and part.header.about is not None:
        yield Membership(
            person=person,
            body=part.header.about,
            role=part.world.concept("role", "officer"),
            printed=one.label.words,
            attested_on=part.issued,
            evidence=evidence,
        )


def _beside(one: Listed) -> str:
    """What is printed of somebody beside the name, else over it."""
    told = [piece.words for piece in (*one.entry.notes, one.entry.role) if piece is not None]
    return "; ".join(told) or one.label.words


def _seat_noted(one: Listed) -> str:
    if re.search(r"\bvice[\s-]?chair", one.entry.note):
        return "vice-chair"
    return "chair" if re.search(r"\bchair", one.entry.note) else ""


def _substitutes(part: Part, known: Register, one: Listed, meeting: Ref) -> Iterator[Fact]:
    """Who stood in for somebody away: "Councillor A (Councillor B substituting)"."""
    for name, note in _stood_in(part, one):
        yield known.person(name)
        yield Participation(
            event=meeting,
            participant=known.ref(name),
            capacity=part.world.concept("capacity", "substitute"),
            printed=note.words,
            evidence=(one.entry.span,),
        )


def _stood_in(part: Part, one: Listed) -> Iterator[tuple[Name, Span]]:
    for note in one.entry.notes:
        found = note.match(_INSTEAD)
        if found is None or re.match(r"(?:as\s)?(?:a\s|named\s)?substitut\w*\s(?:for|member)", note.words, re.IGNORECASE):
            continue
        name = _single(found.get("by") or found.group("who"), part)
        if name is not None:
            yield name, note


def _single(span: Span, part: Part) -> Name | None:
    listed = entries(span, part.world)
    return listed[0].name if len(listed) == 1 and listed[0].name.title else None


def _decided(text: Span) -> Iterator[Taken]:
    """The decisions of the text, each once: a web page prints one as the decision and again in the minutes of its item."""
    before: Span | None = None
    told: set[str] = set()
    for zone in zones(text):
        if before is None or not re.fullmatch(
            r"[\W_]*(?:minutes|decision|resolution)[\W_]*", text.document.text[before.end : zone.start], re.IGNORECASE
        ):
            told = set()
        before = zone
        for one in with_motions(zone, list(taken(zone))) or announced(zone):
            if one.text.words not in told:
                yield one
            told |= {one.text.words} if zone != text else set()


def _decisions(
    part: Part, decided: list[Taken], meeting: Ref, body: Ref | None, items: list[tuple[Item, Ref]]
) -> Iterator[Decision]:
    for one in decided:
        start = one.evidence[-1].start
        item = next((ref for item, ref in reversed(items) if item.heading.start <= start < item.end), None)
        yield Decision(
            text=one.text.words,
            meeting=meeting,
            agenda_item=item,
            made_by=body,
            number=one.number,
            date=part.issued,
            evidence=one.evidence,
        )
