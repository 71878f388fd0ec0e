"""Who took up a post and who gave it up, where prose tells the day: "Ann Lee was appointed Chair in May 2019", "X left in March".

Each event is one membership with the printed beginning or end. The person is named in the same sentence; the role too, or else
it is the one that the document gives the person. What will be, might be or did not happen is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.dates import When
from kg.facts import Concept, Membership, Ref
from kg.reading.dates import DateMention, find_dates
from kg.reading.names import Name
from kg.reading.part import Part
from kg.reading.register import Register, sentence_of
from kg.reading.roles import Role, find_roles
from kg.text import Match, Span

_BE = r"(?:was|were|is|has\s(?:now\s|since\s)?been|had\s(?:now\s|since\s)?been|being)\s(?:\w{2,12}ly\s)?"
_EVENT = re.compile(
    rf"\b(?:(?P<passive>{_BE}(?:succeeded|replaced)\sby)|(?P<follows>(?:succeeded|replaced|(?:took|taken)\sover\sfrom))"
    rf"|(?P<begins>{_BE}(?:re-?)?(?:appointed|elected|confirmed|recruited)|took\s(?:up|over|office)|taken\s(?:up|over)|joined|became|started|commenced|assumed"
    rf"|(?:has|had)\sbeen\sin\s(?:post|place|role)|(?:came|come)\sinto\spost|appointment\sof)"
    rf"|(?P<ends>left|retired|resigned|(?:stepped|stood)\sdown|departed|vacated|moved\son|relinquished|ceased\sto\sbe|(?:departure|retirement|resignation)\sof))\b"
)
_NOT = re.compile(
    r"\b(?:will|would|may|might|could|should|not|never|if|unless|whether|to\sbe|due\sto|until|before|had\shoped)\s(?:\w+\s)?$|n[’']t\s$"
)
_AT = re.compile(
    r"\b(?:in|on|from|since|during|of|by|effective|with\seffect\sfrom|at\sthe\s(?:end|beginning|start)\sof)\s(?:early\s|late\s|mid-?\s?|the\s)?$"
)
_OPENING = re.compile(r"^\W{0,4}(?:In|On|From|Since|During|With\seffect\sfrom|At\sthe\s(?:end|beginning|start)\sof)\s(?=\S)")
_BETWEEN = re.compile(
    r"(?:\s?\([^()\n]{0,60}\))?\s?[,–-]?\s?(?:(?:who|and|also|then|later|subsequently|she|he|they|had|has|have|since|now|was|\w{2,12}ly)\s){0,4}"
)
_FAR = 160  # characters between a verb and what belongs to it

Side = Literal["since", "until"]


@dataclass(frozen=True)
class _Event:
    person: Name
    side: Side
    when: When
    role: Role | None
    words: Span
    own: bool = True  # told of this person, not only of who came after


def handovers(known: Register, body_of: Callable[[Role, Part], Ref | None]) -> Iterator[Membership]:
    """The memberships whose beginning or end prose tells. A person who only began is in the role on the day of the document."""
    events = list(_events(known))
    if not events:
        return
    roles: dict[Ref, Role] = {known.ref(one.name): one.role for one in reversed(known.held)}
    roles |= {known.ref(one.person): one.role for one in reversed(events) if one.role is not None}
    ended = {known.ref(one.person) for one in events if one.side == "until"}
    left = {known.ref(one.person) for one in events if one.side == "until" and one.own}
    told: set[tuple[Ref, Concept, Side, str]] = set()
    for one in events:
        person = known.ref(one.person)
        role = one.role or roles.get(person)
        body = body_of(role, known.part) if role is not None else None
        if (
            role is None
            or body is None
            or (person, role.concept, one.side, one.when.value) in told
            or (person in left and not one.own)
        ):
            continue
        told.add((person, role.concept, one.side, one.when.value))
        current = one.side == "since" and person not in ended
        yield Membership(
            person=person, body=body, role=role.concept, printed=role.span.words, evidence=(one.words,),
            since=one.when if one.side == "since" else None,
            until=one.when if one.side == "until" else None,
            attested_on=known.part.issued if current else None,
        )  # fmt: skip


def _events(known: Register) -> Iterator[_Event]:
    """What happens in the sentences that have a verb of it, a person and a date."""
    part = known.part
    names = sorted({name.span.start: name for name in known.named()}.values(), key=lambda name: name.span.start)
    found = [one for one in part.span.finditer(_EVENT) if not _before(one.span, part, 40).search(_NOT)]
    at: dict[Span, list[Match]] = {}
    for one in found:
        at.setdefault(sentence_of(one.span, part), []).append(one)
    for sentence, verbs in at.items():
        people = [name for name in names if name.span in sentence]
        dates = [date for date in find_dates(sentence) if date.since is not None and date.since.value]
        if not people or not dates:
            continue
        roles = [role for role in find_roles(sentence, part.world) if not role.plural and role.standing != "future"]
        for number, verb in enumerate(verbs):
            end = verbs[number + 1].span.start if number + 1 < len(verbs) else sentence.end
            clause = Span(sentence.document, verb.span.end, min(end, verb.span.end + _FAR))
            date = _date(clause, dates, sentence, alone=len(verbs) == 1)
            if date is not None:
                yield from _told(verb, sentence, clause, date, people, roles)


def _before(span: Span, part: Part, far: int) -> Span:
    return Span(span.document, max(part.span.start, span.start - far), span.start)


def _date(clause: Span, dates: list[DateMention], sentence: Span, *, alone: bool) -> DateMention | None:
    """The date of an event: the first of its clause after a preposition, else, of a sentence with one event, the one it opens with."""
    for date in dates:
        if date.span in clause and Span(clause.document, max(clause.start - 12, date.span.start - 40), date.span.start).search(_AT):
            return date
    opening = sentence.match(_OPENING)
    first = dates[0]
    return first if alone and opening is not None and first.span.start - opening.span.end <= 2 else None


def _told(verb: Match, sentence: Span, clause: Span, date: DateMention, people: list[Name], roles: list[Role]) -> Iterator[_Event]:
    """Who begins and who ends by one verb."""
    before = [one for one in people if one.span.end <= verb.span.start]
    after = [one for one in people if one.span.start >= verb.span.end and one.span.end <= clause.end]
    follows, passive = verb.has("follows"), verb.has("passive")
    of = str(verb.span).endswith(" of")
    if of:
        doer = after[0] if after and after[0].span.start - verb.span.end <= 3 else None
    else:
        doer = before[-1] if before and _leads_to(before[-1], verb, sentence, roles) else None
    other = after[0] if after and (follows or passive) else None
    role = next((one for one in roles if one.span in clause), None)
    if role is None:
        earlier = [one for one in roles if one.span.end <= verb.span.start]
        role = earlier[-1] if earlier else roles[0] if len({one.concept for one in roles}) == 1 else None
    begins = other if passive else doer if follows or verb.has("begins") else None
    ends = doer if passive or verb.has("ends") else other if follows else None
    when = date.since
    if when is None:
        return
    words = _words(sentence, verb, date, doer, other, role)
    if begins is not None:
        yield _Event(begins, "since", when, role, words)
    if ends is not None:
        yield _Event(ends, "until", when, role, words, own=verb.has("ends"))


def _leads_to(name: Name, verb: Match, sentence: Span, roles: list[Role]) -> bool:
    """Whether the verb is of the person: right after the name, the person's role, or what the person did before."""
    far = Span(sentence.document, name.span.end, verb.span.start)
    if len(far) > _FAR:
        return False
    ends = [name.span.end, *(max(one.span.end, one.where.end if one.where is not None else 0) for one in roles if one.span in far)]
    ends += [one.span.end for one in find_dates(far)]
    return Span(sentence.document, min(max(ends), verb.span.start), verb.span.start).fullmatch(_BETWEEN) is not None


def _words(sentence: Span, verb: Match, date: DateMention, *said: Name | Role | None) -> Span:
    """The words from the first to the last that tell of the event."""
    spans = [verb.span, date.span, *(one.span for one in said if one is not None)]
    return Span(sentence.document, min(one.start for one in spans), max(one.end for one in spans))
