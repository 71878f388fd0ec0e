"""The details of a local area partnership: the council and the integrated care board, and who leads each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import cast

from kg.dates import When
from kg.facts import Body, Fact, Membership, Person, Ref, Relationship
from kg.lexicon import Lexicon
from kg.reading.chapters import folded
from kg.reading.mentions import body_mentions
from kg.reading.names import INITIALS, WORD
from kg.reading.naming import naming
from kg.reading.part import Part
from kg.reading.refs import authority_ref, body_ref, person_ref
from kg.reading.roles import role_of
from kg.reading.rolewords import role_words
from kg.reading.streams import Line, streams
from kg.text import Document, Span

_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Prof|Professor|Cllr)\.?\s+)?"
_PERSON = re.compile(
    rf"{_TITLE}(?P<name>(?:{WORD}|{INITIALS})(?:[ ](?:(?:de|der|den|van|von|la|le|al|bin|ap|ab)[ ]){{0,2}}(?:{WORD}|{INITIALS})){{1,3}})"
    r"(?:,?\s\(?(?:OBE|CBE|MBE|QPM|QN)\)?)?(?:\s*[,–-]\s+(?P<role>\S.*))?",
    re.DOTALL,
)
_BODY = re.compile(
    r"\b(?:Council|Borough|County|City of|Authority|Board|Boards|ICB|CCG|Care|NHS|Trust|Partnership|Group|System|Local)\b"
)
_OF_BODY = re.compile(
    r"(?P<role>.{3,120}?)(?:,|\s(?:at|of|for))\s(?:the\s)?(?P<body>[A-Z][^,()]{3,90}\b(?:Council|Board|ICB|System|Trust|Authority|Partnership))"
)
_PLACE = re.compile(
    r"\b(?:House|Hall|Road|Street|Lane|Avenue|Square|Way|Centre|Court|Park|Place|Floor|Building|Buildings|Office|Offices|Gate|Tower|Drive|Terrace|Quay|Wharf|Plaza|Campus|Hospital|Level)\b"
    r"|\b[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}\b|^\d"
)
_LINK = re.compile(r"(?:https?:|www\.)|\S@\S|^(?:T|Tel|Telephone|Email|E|Web)\b\s?:", re.IGNORECASE)
_OPEN = re.compile(r"(?:,|[a-z]-|\b(?:and|of|Care|Integrated|the|&))$")
_ENDED = re.compile(r"(?:\bBoards?|\bICB|\bCouncil|\bGroup|\bCCG|\bTrust)\)?$")
_MOST_ROLE_LINES = 3


@dataclass
class Contact:
    """A person in the details, and the role as printed, which may take several lines."""

    name: Span
    role: list[Span] = field(default_factory=list)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The lines with name and role, as one stretch where nothing stands between them."""
        made = [self.name]
        for one in self.role:
            if re.fullmatch(
                r"[\s,–-]{0,6}|[ ,]*\([A-Z]{3}\)[ ,]*", str(Span(one.document, made[-1].end, max(made[-1].end, one.start)))
            ):
                made[-1] = made[-1].to(one)
            else:
                made.append(one)
        return tuple(made)


@dataclass
class Partner:
    """A body of the partnership: its label, the stretches of its name, and the people named under it."""

    council: bool
    label: Span
    names: list[list[Span]] = field(default_factory=list)
    people: list[Contact] = field(default_factory=list)
    past: bool = False  # the address is reached

    @property
    def unfinished(self) -> bool:
        """Whether the name goes on in the next line."""
        return bool(self.names) and not self.past and not self.people and self.names[-1][-1].search(_OPEN) is not None


def partners(span: Span, world: Lexicon) -> list[Partner]:
    """The bodies in the details, in order. People who stand together after all bodies go with these one by one."""
    labels = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["send"])["partners"]
    kinds = {folded(wording): kind == "council" for kind, wordings in labels.items() for wording in wordings}
    made: list[Partner] = []
    for lines in streams(span):
        made += _stacked(lines, kinds, role_words(world).head) or _in_stream(lines, kinds, role_words(world).head)
    last = made[-1] if made else None
    if last is not None and len(made) > 1 and len(last.people) == len(made) and not any(one.people for one in made[:-1]):
        for partner, contact in zip(made, list(last.people), strict=True):
            partner.people = [contact]
    return [one for one in made if one.names]


def _in_stream(lines: list[Line], kinds: Mapping[str, bool], role: re.Pattern[str]) -> list[Partner]:
    made: list[Partner] = []
    for line in lines:
        if made and made[-1].unfinished:
            made[-1].names[-1].append(line.span)
            continue
        label = line.span.match(r"(?P<label>[A-Z][A-Za-z ()]{2,50}?)\s?:\s+(?=\S)")
        known = kinds.get(folded(line.span.words))
        if known is None and label is not None and (inner := kinds.get(folded(label.group("label").words))) is not None:
            made.append(Partner(inner, label.group("label")))
            _take(made[-1], Line(label.after.strip(), True), role)
        elif known is not None:
            made.append(Partner(known, line.span))
        elif made:
            _take(made[-1], line, role)
    return made


def _stacked(lines: list[Line], kinds: Mapping[str, bool], role: re.Pattern[str]) -> list[Partner]:
    """The partners where all labels stand before all names, as text of a table read by its rows; ``[]`` where they do not."""
    at = next((index for index, line in enumerate(lines) if folded(line.span.words) in kinds), len(lines))
    made = [
        Partner(kinds[folded(line.span.words)], line.span)
        for line in takewhile(lambda line: folded(line.span.words) in kinds, lines[at:])
    ]
    if len(made) < 2:
        return []
    people: list[tuple[int, Contact]] = []  # with the number of bodies that stand before each
    named = 0
    for block in _blocks(lines[at + len(made) :], role):
        first = block[0]
        if first.search(_LINK) is not None or (first.search(_PLACE) is not None and first.search(_ENDED) is None):
            continue
        if (contact := _contact(first, role)) is not None:
            contact.role += block[1 : 1 + _MOST_ROLE_LINES]
            people.append((named, contact))
        elif people and not people[-1][1].role and first.search(role) is not None:
            people[-1][1].role += block[:_MOST_ROLE_LINES]
        elif named < len(made) and first.search(role) is None:
            made[named].names.append(block)
            named += 1
    together = all(before == len(made) for before, _ in people)
    for index, (before, contact) in enumerate(people):
        if not together and before:
            made[before - 1].people.append(contact)
        elif together and len(people) == len(made):
            made[index].people.append(contact)
    return made


def _blocks(lines: list[Line], role: re.Pattern[str]) -> Iterator[list[Span]]:
    """The lines that belong together: a name or a person with what goes on in the lines below."""
    block: list[Span] = []
    for line in lines:
        ended = bool(block) and block[-1].search(_ENDED) is not None and line.span.search(_BODY) is not None
        goes_on = bool(block) and block[-1].search(_OPEN) is not None
        if block and not goes_on and (line.fresh or ended or line.span.search(_LINK) or _contact(line.span, role) is not None):
            yield block
            block = []
        block.append(line.span)
    if block:
        yield block


def _contact(text: Span, role: re.Pattern[str]) -> Contact | None:
    """The person whose name a line is, or opens with a role behind it; None where it is something else."""
    person = text.fullmatch(_PERSON) if text.search(_PLACE) is None else None
    if person is None or person.group("name").search(_BODY) is not None or person.group("name").search(role) is not None:
        return None
    return Contact(person.group("name"), [said] if (said := person.get("role")) is not None else [])


def _take(partner: Partner, line: Line, role: re.Pattern[str]) -> None:
    """One more line of a partner: of its name, of a person's role, of the address."""
    text = line.span
    if text.search(_LINK) is not None:
        partner.past = True
    if partner.past:
        return
    contact = _contact(text, role)
    if not partner.names:
        if contact is None or not contact.role or contact.role[0].search(role) is None:  # a person with a role is no body
            partner.names.append([text])
        return
    if contact is not None:
        partner.people.append(contact)
    elif partner.people and text.search(_PLACE) is None and _goes_on(partner.people[-1], line):
        partner.people[-1].role.append(text)
    elif not partner.people and text.search(_BODY) is not None and text.search(_PLACE) is None:
        ended = partner.names[-1][-1].search(_ENDED) is not None
        (partner.names.append([text]) if ended else partner.names[-1].append(text))
    elif partner.people or text.search(_PLACE) is not None:
        partner.past = not line.fresh or text.search(_PLACE) is not None


def _goes_on(contact: Contact, line: Line) -> bool:
    return len(contact.role) < _MOST_ROLE_LINES and (not line.fresh or not contact.role)


def facts(part: Part, heading: Span, span: Span, on: When | None) -> Iterator[Fact]:
    """The bodies as members of the partnership, and the people with the roles printed, in the body that they stand under."""
    whole = body_ref("Local Area Partnership", part)
    known = {mention.ref for mention in body_mentions(part)}
    for partner in partners(span, part.world):
        refs = []
        for name in partner.names:
            ref = ref_of(printed_name(name), part, council=partner.council)
            refs.append(ref)
            if ref not in known and not partner.council:
                known.add(ref)
                yield Body(
                    ref=ref, name=printed_name(name), kind=naming(part.world).kind_of(printed_name(name)), evidence=tuple(name)
                )
            yield Relationship(
                subject=ref,
                object=whole,
                kind=part.world.concept("relation", "member-of"),
                attested_on=on,
                evidence=(heading, partner.label, *name) if partner.label != heading else (heading, *name),
            )
        for contact in partner.people if len(refs) == 1 else ():
            yield from _of_person(part, contact, refs[0], partner, on)


def _of_person(part: Part, contact: Contact, body: Ref, partner: Partner, on: When | None) -> Iterator[Fact]:
    name = contact.name.words
    person = person_ref(name, body.slug.removesuffix("-council"))
    yield Person(ref=person, name=name, evidence=(contact.name,))
    printed = printed_name(contact.role) if contact.role else ""
    stated = _OF_BODY.fullmatch(printed)
    other = None if stated is None else _other_body(stated.group("body"), partner, part)
    printed = printed if stated is None else stated.group("role")
    role = role_of(Document.from_text(printed).span, part.world) if printed else None
    if role is None:
        return
    if other is not None and stated is not None and other not in {mention.ref for mention in body_mentions(part)}:
        yield Body(
            ref=other, name=stated.group("body"), kind=naming(part.world).kind_of(stated.group("body")), evidence=contact.evidence
        )
    yield Membership(
        person=person,
        body=body if other is None else other,
        role=role.concept,
        printed=printed,
        attested_on=on,
        evidence=contact.evidence if other is not None else (*partner.names[0], *contact.evidence),
    )


def _other_body(printed: str, partner: Partner, part: Part) -> Ref | None:
    """The body that a role is printed with, where it is not the one that the person stands under."""
    bare = re.sub(r"[^a-z]", "", printed.casefold())
    own = [re.sub(r"[^a-z]", "", printed_name(name).casefold()) for name in partner.names]
    return None if any(bare in one or one in bare for one in own) else body_ref(printed, part)


def printed_name(name: list[Span]) -> str:
    """A name on one line, without the hyphen of a word that is broken over two lines and the comma before what it is."""
    words = re.sub(r"(?<=[A-Za-z])- (?=[a-z])", "", " ".join(one.words for one in name))
    return re.sub(r",\s+(?=Integrated Care|ICB)", " ", words).rstrip(".,")


def ref_of(printed: str, part: Part, *, council: bool) -> Ref:
    """The body of a printed name: the council that the part is about where the name is one of its forms."""
    if council:
        return authority_ref(re.sub(r"\s+local\s+authority$", "", printed, flags=re.IGNORECASE), part.world, part=part)
    return body_ref(printed, part)
