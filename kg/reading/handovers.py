"""Memberships and posts with the beginning or end that prose tells: who took up a post, who gave it up, who holds it.

The post of somebody is the one that the sentence says, else the one that the document gives them. "The director" is the director
whose full title the document prints; where it names just one holder it is them, else a post whose holder is not named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.dates import When
from kg.facts import Membership, Person, Post, Ref, slug
from kg.reading.part import Part
from kg.reading.register import Register
from kg.reading.reviewers import author
from kg.reading.roles import Role, find_roles
from kg.reading.rolewords import role_words
from kg.reading.tenures import Told, tenures
from kg.reading.times import find_times
from kg.text import Span

_VACANT = re.compile(
    r"(?:(?P<own>(?:[Hh]is|[Hh]er|[Tt]heir)\sown\s(?:post|role|job))|(?P<post>(?:[Tt]he|[Tt]h(?:is|at)|[Hh]is|[Hh]er)\s(?:post|role|position|seat)))"
    r"(?P<of>\sof\s[^.;:]{3,90}?)?\s(?:(?P<will>(?:will|would)\s)|(?:is|was|remains|remained|has|had|fell|stands|now|still|currently|therefore|been|stood)\s){1,4}?"
    r"(?:(?:be|been|now|still|currently|remain|therefore|left|yet|also)\s){0,3}(?:vacant|unfilled|empty|not\s(?:(?:yet|now|been|be|being)\s){0,2}filled)\b"
)


_NEAR = 260  # characters between two tellings of one post


@dataclass(frozen=True)
class Handover:
    """The facts of one telling, and whether the person left by the day of the document."""

    fact: Membership | Post | Person
    left: bool = False


def sentences(part: Part) -> list[Span]:
    """The sentences of a part, paragraph by paragraph, in order."""
    return [one for paragraph in part.span.paragraphs() for one in paragraph.sentences() if len(one) < 1500]


class Handovers:
    """What a document tells of tenures, as facts."""

    def __init__(self, known: Register, body_of: Callable[[Role, Part], Ref | None]) -> None:
        self.known, self.part, self.body_of = known, known.part, body_of
        self.single = role_words(self.part.world).single
        self.roles = find_roles(self.part.span, self.part.world)
        self.told = list(tenures(known, sentences(self.part)))
        self.given: dict[Ref, list[Role]] = {}
        for one in known.held:
            self.given.setdefault(known.ref(one.name), []).append(one.role)

    def facts(self) -> Iterator[Handover]:
        """The memberships and posts, with the people that the author is."""
        seen: set[tuple[str, str, str, str]] = set()
        kept = [(told, person, role, body) for told in self.told if (found := self._of(told)) for person, role, body in [found]]
        begun = [
            (role.name, body, told.since, person)
            for told, person, role, body in kept
            if told.since is not None and not told.announced
        ]
        for told, person, role, body in kept:
            key = (
                person.slug if person else "",
                f"{role.name} {body.slug}",
                *(one.value if one else "" for one in (told.since, told.until)),
            )
            if key in seen or (told.since is None and told.until is None and told.at is None and person is None):
                continue
            seen.add(key)
            over = told.until is not None and not self._ahead(told.until)
            later = any(
                name == role.name
                and place == body
                and other != person
                and told.since is not None
                and since is not None
                and _before(told.since, since)
                for name, place, since, other in begun
            )
            day = self.part.issued if told.current and not over and not later else None
            if person is None:
                yield from self._unnamed(told, role, body, day)
                continue
            plain = (told.since, told.until, told.at) == (None, None, None)
            if plain and (day is None or any(one.concept == role.concept for one in self.given.get(person, ()))):
                continue  # what stands beside the name says it already
            yield Handover(
                Membership(
                    person=person, body=body, role=role.concept, printed=_printed(told, role), since=told.since, until=told.until,
                    attested_on=told.at or day, evidence=(told.words,),
                ),
                left=over or (later and not told.announced) or (told.announced and told.since is not None and self._ahead(told.since)),
            )  # fmt: skip
        yield from self._vacancies()

    def _of(self, told: Told) -> tuple[Ref | None, Role, Ref] | None:
        """The person (None where not named), the role and the body of a telling; None where one of the last two cannot be told."""
        who = told.who
        if who.name is None and who.role is None:
            return self._author(told)
        person = self.known.ref(who.name) if who.name is not None else None
        role = told.role
        if person is not None and role is None:
            role = self._role_of(person, portfolio=told.portfolio) or self._beside(told)
        if role is None:
            return None
        full = self._full(role)
        if person is None:
            person = self._holder(full, told)
        body = self.body_of(full, self.part) or self._last_body(full, told)
        return None if body is None else (person, full, body)

    def _beside(self, told: Told) -> Role | None:
        """The post of which something is told right before or after, of somebody else: "X left in May, and Y is acting as Director"."""
        near = [
            one
            for one in self.told
            if one.role is not None and one.who != told.who and (one.until is None) != (told.until is None)
            and max(one.words.start - told.words.end, told.words.start - one.words.end) < _NEAR
        ]  # fmt: skip
        return min(near, key=lambda one: abs(one.words.start - told.words.start)).role if near else None

    def _last_body(self, role: Role, told: Told) -> Ref | None:
        """The body of the same role of which something was told just before: "the previous Chair" after the Chair of a panel."""
        if role.where is not None or role.name not in role_words(self.part.world).of_a_body:
            return None
        near = [
            one
            for one in self.told
            if one.role is not None
            and one.role.name == role.name
            and one.role.where is not None
            and 0 <= told.words.start - one.words.end < _NEAR
        ]
        return self.body_of(near[-1].role, self.part) if near and near[-1].role is not None else None

    def _author(self, told: Told) -> tuple[Ref, Role, Ref] | None:
        written = author(self.part)
        if written is None:
            return None
        known = [role for role in (told.role, self._role_of(written.ref, portfolio=told.portfolio)) if role is not None]
        for role in known:
            full = self._full(role)
            body = self.body_of(full, self.part)
            if body is not None:
                return written.ref, full, body
        return None

    def _role_of(self, person: Ref, *, portfolio: bool) -> Role | None:
        """The role that the document gives somebody: of several the first that is no councillor's, of a portfolio one that has such."""
        roles = [role for role in self.given.get(person, ()) if role.name != "councillor"]
        if portfolio:
            roles = [role for role in roles if role.name in ("executive-member", "lead-member")]
        return roles[0] if roles else None

    def _full(self, role: Role) -> Role:
        """A bare "Director" with what the document prints of that title elsewhere: before, else behind; itself where it prints no more."""
        if role.object is not None or role.name not in ("director", "assistant-director", "executive-member"):
            return role
        wide = {
            "director": lambda one: (
                one.name == "director-of-childrens-services" or (one.name == "director" and one.object is not None)
            ),
            "assistant-director": lambda one: one.name == "assistant-director" and one.object is not None,
            "executive-member": lambda one: one.name == "lead-member",
        }[role.name]
        if role.where is not None or (
            role.name == "director"
            and not re.match(r"(?:(?:interim|acting|the|new|permanent|former)\s)?director$", role.span.words, re.IGNORECASE)
        ):
            return role
        fuller = [one for one in self.roles if wide(one) and not one.plural and one.where is None]
        if role.name == "assistant-director" and len({one.span.words.casefold() for one in fuller}) != 1:
            return role
        before = [one for one in fuller if one.span.start < role.span.start]
        chosen = before[-1] if before else fuller[0] if fuller else None
        return role if chosen is None else replace(role, concept=chosen.concept, object=chosen.object)

    def _holder(self, role: Role, told: Told) -> Ref | None:
        """The one person whom the document names as holding a role, where that can be the one of whom something is told."""
        if told.who.role is not None and told.who.role.span.match(r"(?i:new|another)\b"):
            return None
        document, start = told.who.span.document, told.who.span.start
        if re.search(r"\b[Aa]n?\s$|\b[Nn]ew\s$|\b[Pp]revious\s$|\b[Ff]ormer\s$", document.text[max(0, start - 10) : start]):
            return None
        named = {
            self.known.ref(one.name)
            for one in self.known.held
            if self._full(one.role).name == role.name
            and (one.role.standing == "acting") == (role.standing == "acting")
            and one.role.standing != "former"
        }
        over = told.until is not None and not self._ahead(told.until)
        return next(iter(named)) if len(named) == 1 and not over and role.name in self.single | {"director"} else None

    def _ahead(self, when: When) -> bool:
        """Whether a time is still to come on the day of the document."""
        day = self.part.issued
        return day is not None and day.latest is not None and when.latest is not None and when.latest > day.latest

    def _unnamed(self, told: Told, role: Role, body: Ref, day: When | None) -> Iterator[Handover]:
        if any(
            one.who.name is not None and one.since == told.since and one.role is not None and self._full(one.role).name == role.name
            for one in self.told
        ):
            return  # somebody is named with the same beginning
        when = told.since or told.until or told.at or day
        yield Handover(
            Post(
                ref=Ref("post", slug(body.slug, role.name, "unnamed", when.value if when else "", self.part.slug)), body=body, role=role.concept,
                status="unnamed", printed=role.span.words, since=told.since, until=told.until, attested_on=told.at or day, evidence=(told.words,),
            )
        )  # fmt: skip

    def _vacancies(self) -> Iterator[Handover]:
        """Posts that a sentence says are empty, where the post is the one spoken of just before: "His own post has not been filled"."""
        ends = sorted((one for one in self.told if one.who.span), key=lambda one: one.words.end)
        for found in self.part.span.finditer(_VACANT):
            if found.has("of"):
                continue  # the role itself is printed
            near = [one for one in ends if one.words.start < found.span.start and found.span.start - one.words.end < 160]
            if not near:
                continue
            told = near[-1]
            made = self._of(told)
            if made is None:
                continue
            person, role, body = made
            if found.has("own"):
                own = self._role_of(person, portfolio=False) if person is not None else None
                body_own = self.body_of(self._full(own), self.part) if own is not None else None
                if own is None or body_own is None:
                    continue
                role, body = self._full(own), body_own
            elif told.until is None:
                continue
            since = None if found.has("own") or told.announced else told.until
            after = Span(found.span.document, found.span.end, min(self.part.span.end, found.span.end + 60))
            time = next(iter(find_times(after, self.part.world)), None)
            lead = Span(after.document, after.start, time.span.start) if time is not None else after[:0]
            at = self.part.issued
            words = found.span
            if time is not None and lead.fullmatch(r"\s(?P<how>since|in|from|during|until)\s(?:the\s)?"):
                ends_ = time.near(self.part.issued, ahead=found.has("will"))
                if ends_ is not None and lead.search("since|from"):
                    since = ends_[0]
                elif ends_ is not None and lead.search("in|during"):
                    since, at = None, ends_[0]
                words = words.to(time.span)
            elif found.has("will") or (found.span.search("would") is not None):
                continue
            yield Handover(
                Post(
                    ref=Ref("post", slug(body.slug, role.name, "vacant", self.part.slug, str(found.span.start))), body=body, role=role.concept, status="vacant",
                    printed=role.span.words, since=since, attested_on=at, evidence=(words, told.words),
                )
            )  # fmt: skip


def _before(first: When, second: When) -> bool:
    return first.latest is not None and second.earliest is not None and first.latest < second.earliest


def _printed(told: Told, role: Role) -> str:
    """The role as printed, with the "acting as" before it."""
    before = Span(role.span.document, max(0, role.span.start - 24), role.span.start)
    acting = before.search(r"\b(?:acting|act|acted|covering)\sas\s(?:the\s|our\s)?$")
    if acting is not None and not re.match(r"(?i:acting|interim)", role.span.words):
        return f"acting {role.span.words}" if acting.span.words.startswith("acting") else acting.span.to(role.span).words
    return role.span.words
