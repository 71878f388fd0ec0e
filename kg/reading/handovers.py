"""Memberships and posts with the beginning or end that prose tells: who took up a post, who gave it up, who holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.dates import When
from kg.facts import Membership, Post, Ref, slug
from kg.reading.doers import Told
from kg.reading.part import Part
from kg.reading.register import Register, sentence_of
from kg.reading.roles import Role, find_roles
from kg.reading.seats import Seat, Seats
from kg.reading.spoken import spoken_on
from kg.reading.tenures import tenures
from kg.reading.times import find_times
from kg.text import Match, Span

_VACANT = re.compile(
    r"(?:(?P<own>(?:[Hh]is|[Hh]er|[Tt]heir)\sown\s(?:post|role|job))|(?P<post>(?:[Tt]he|[Tt]h(?:is|at)|[Hh]is|[Hh]er)\s(?:post|role|position|seat|chair|office)))"
    r"(?P<of>\sof\s[^.;:]{3,90}?)?\s(?:(?P<will>(?:will|would)\s)|(?:is|was|remains|remained|has|had|fell|stands|now|still|currently|therefore|been|stood)\s){1,4}?"
    r"(?:(?:be|been|now|still|currently|remain|therefore|left|yet|also)\s){0,3}(?:vacant|unfilled|empty|not\s(?:(?:yet|now|been|be|being)\s){0,2}filled)\b"
    r"|\b(?P<gone>(?:has|had|have)\s(?:not|never|yet\sto)\s(?:(?:yet|since|so\sfar)\s)?(?:been|be)\sreplaced)\b"
)
_SINCE = re.compile(r"\s(?P<how>since|from|in|during|until|till)\s(?:the\s)?")
_MEANWHILE = re.compile(r"\s(?:in\sthe\s(?:meantime|interim)|meanwhile|while)\b")
_ACTING = re.compile(r"\b(?:acting|acts?|acted|covering)\sas\s(?:the\s|our\s|its\s)?$")
_NEAR = 160  # characters between what is told of a holder and that the post is vacant


@dataclass(frozen=True)
class Handover:
    """The fact of one telling, and whether the person does not hold the post on the day of the document."""

    fact: Membership | Post
    left: bool = False


class Handovers:
    """What a document tells of tenures, as facts."""

    def __init__(self, known: Register, body_of: Callable[[Role, Part], Ref | None]) -> None:
        self.part = known.part
        sentences = [one for paragraph in self.part.span.paragraphs() for one in paragraph.sentences() if len(one) < 1500]
        self.told = list(tenures(known, sentences))
        self.seats = Seats(known, self.told, body_of)
        self.kept = [(told, seat) for told in self.told if (seat := self.seats.of(told)) is not None]

    def facts(self) -> Iterator[Handover]:
        """The memberships and posts: what each telling says, each once."""
        seen: set[tuple[str, ...]] = set()
        for told, seat in self.kept:
            person, role, body = seat
            printed = tuple(one.value if one is not None else "" for one in (told.since, told.until, told.at))
            key = (person.slug if person else "", role.name, body.slug, *printed)
            if key in seen:
                continue
            day = self._attested(told, seat)
            plain = not any(printed)
            if plain and (day is None or person is None or self._is_given(person, role)):
                continue  # what stands beside a name is read by others
            seen.add(key)
            if person is None:
                yield from self._unnamed(told, seat, day)
                continue
            yet = told.since is not None and self.seats.is_ahead(told.since)
            yield Handover(
                Membership(
                    person=person, body=body, role=role.concept, printed=_printed(role), since=told.since, until=told.until,
                    attested_on=told.at or day, evidence=(told.words,),
                ),
                left=yet or self.seats.is_over(told) or (told.current and day is None and spoken_on(self.part) is not None),
            )  # fmt: skip
        for found in self.part.span.finditer(_VACANT):
            yield from self._vacant(found)

    def _is_given(self, person: Ref, role: Role) -> bool:
        return any(one.concept == role.concept for one in self.seats.given.get(person, ()))

    def _attested(self, told: Told, seat: Seat) -> When | None:
        """The day of the document, where the person is in the post then: nothing ends it, and nobody is told to begin later."""
        person, role, body = seat
        if not told.current or self.seats.is_over(told) or (told.since is not None and self.seats.is_ahead(told.since)):
            return None
        for other, (another, post, place) in self.kept:
            after = told.since is not None and other.since is not None and not other.announced and _before(told.since, other.since)
            ends = another == person and self.seats.is_over(other)
            if (ends or (after and another != person)) and (post.concept, place) == (role.concept, body):
                return None
        return spoken_on(self.part)

    def _unnamed(self, told: Told, seat: Seat, day: When | None) -> Iterator[Handover]:
        """A post whose holder is not named; nothing where somebody is named with the same beginning."""
        _, role, body = seat
        if any(person is not None and one.since == told.since and (post.concept, place) == (role.concept, body) for one, (person, post, place) in self.kept if one.since is not None):  # fmt: skip
            return
        when = told.since or told.until or told.at
        yield Handover(
            Post(
                ref=Ref("post", slug(body.slug, role.name, "unnamed", when.value if when else "", self.part.slug)), body=body, role=role.concept,
                status="unnamed", printed=role.span.words, since=told.since, until=told.until, attested_on=told.at or day, evidence=(sentence_of(told.words, self.part),),
            )
        )  # fmt: skip

    def _vacant(self, found: Match) -> Iterator[Handover]:
        """A post that is empty, where it is the one spoken of just before: "She left in May. The post is vacant", "His own post has not been filled"."""
        near = [
            (told, seat)
            for told, seat in self.kept
            if told.words.start < found.span.start and found.span.start - told.words.end < _NEAR
        ]
        if not near:
            return
        told, (person, role, body) = near[-1]
        since, until, at = (None, None, spoken_on(self.part))
        if found.has("own"):
            seat = self.seats.seat_of(person) if person is not None else None
            said = next(iter(find_roles(found.group("of"), self.part.world)), None) if found.has("of") else None
            if said is not None and (place := self.seats.body_of(said, self.part)) is not None:
                seat = (said, place)
            if seat is None:
                return
            role, body = seat
        elif told.until is None or found.has("of"):
            return
        elif not told.announced:
            since = told.until
        words = found.span
        after = Span(words.document, words.end, min(self.part.span.end, words.end + 60))
        lead = after.match(_SINCE)
        time = next(
            (one for one in find_times(after, self.part.world) if lead is not None and one.span.start == lead.span.end), None
        )
        ends = time.near(spoken_on(self.part), ahead=found.has("will")) if time is not None else None
        if time is not None and ends is not None and lead is not None:
            words = words.to(time.span)
            if lead.group("how").match("until|till"):
                since, until, at = told.until, ends[1], None
            else:
                since, at = (ends[0], at) if lead.group("how").match("since|from") else (None, ends[0])
        elif after.match(_MEANWHILE) and told.since is not None:
            since, until, at = told.since, told.until, None
        elif found.has("will"):
            return
        yield Handover(
            Post(
                ref=Ref("post", slug(body.slug, role.name, "vacant", self.part.slug, str(found.span.start))), body=body, role=role.concept,
                status="vacant", printed=role.span.words, since=since, until=until, attested_on=at, evidence=(words, told.words),
            )
        )  # fmt: skip


def _before(first: When, second: When) -> bool:
    return first.latest is not None and second.earliest is not None and first.latest < second.earliest


def _printed(role: Role) -> str:
    """The role as printed, with the "acting as" before it."""
    acting = Span(role.span.document, max(0, role.span.start - 24), role.span.start).search(_ACTING)
    if acting is None or not role.span or role.standing == "acting":
        return role.span.words
    return f"acting {role.span.words}" if acting.span.words.startswith("acting") else acting.span.to(role.span).words
