"""Which post, of which body, and who in it, is meant where prose says "the post", "Director" or nothing.

The post of somebody is the one that the sentence says, else the one that the document gives them. "The director" is the director
whose full title the document prints; where it names just one holder it is them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from kg.dates import When
from kg.facts import Ref, slug
from kg.reading.doers import Told
from kg.reading.part import Part
from kg.reading.register import Register, sentence_of
from kg.reading.reviewers import author
from kg.reading.roles import Role, find_roles
from kg.reading.rolewords import role_words
from kg.reading.spoken import spoken_on
from kg.text import Span

_NEAR = 260  # characters between two tellings of one post
_BARE = re.compile(r"(?:(?:interim|acting|new|permanent|former|executive)\s)?director", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:an?|new|previous|former|another)\s$", re.IGNORECASE)
_POST_OF = re.compile(r"\b(?:post|role|position)\sof\s")
_EMPTY = re.compile(r"\b(?:empty|vacant|unfilled)\b")
_OF_A_PORTFOLIO = ("executive-member", "lead-member")

Seat = tuple[Ref | None, Role, Ref]


class Seats:
    """The posts of a document, as its tellings mean them."""

    def __init__(self, known: Register, told: list[Told], body_of: Callable[[Role, Part], Ref | None]) -> None:
        self.known, self.part, self.body_of = known, known.part, body_of
        self.told = sorted(told, key=lambda one: one.words.start)
        self.starts = [one.words.start for one in self.told]
        self.given: dict[Ref, list[Role]] = {}
        for one in known.held:
            self.given.setdefault(known.ref(one.name), []).append(one.role)
        self.fuller: dict[str, tuple[Role | None, list[Role], bool]] = {}
        self.roles = [role for role in find_roles(self.part.span, self.part.world) if not role.plural and role.where is None]

    def of(self, told: Told) -> Seat | None:
        """The person (None where not named), the role and the body of a telling; None where one of the last two cannot be told."""
        if told.who.name is None and told.who.role is None:
            return self._of_author(told)
        person = self.known.ref(told.who.name) if told.who.name is not None else None
        role = told.role
        if role is None and person is not None:
            role = self.role_of(person, portfolio=told.portfolio) or self._emptied(told) or self._beside(told)
        if role is None:
            return None
        full = self.full(role)
        body = self.body_of(full, self.part) or self._last_body(full, told)
        return None if body is None else (person or self._holder(full, told), full, body)

    def seat_of(self, person: Ref) -> tuple[Role, Ref] | None:
        """The post that the document gives somebody."""
        role = self.role_of(person, portfolio=False)
        body = self.body_of(self.full(role), self.part) if role is not None else None
        return None if role is None or body is None else (self.full(role), body)

    def _of_author(self, told: Told) -> Seat | None:
        written = author(self.part)
        if written is None:
            return None
        for role in (told.role, self.role_of(written.ref, portfolio=told.portfolio)):
            body = self.body_of(self.full(role), self.part) if role is not None else None
            if role is not None and body is not None:
                return written.ref, self.full(role), body
        return None

    def role_of(self, person: Ref, *, portfolio: bool) -> Role | None:
        """The role that the document gives somebody: the first that is no councillor's; of a portfolio one that has such."""
        roles = [role for role in self.given.get(person, ()) if role.name != "councillor"]
        return next((role for role in roles if not portfolio or role.name in _OF_A_PORTFOLIO), None)

    def full(self, role: Role) -> Role:
        """A bare "Director" with what the document prints of that title: of its holder, else before, else behind; itself where it prints no more."""
        if role.object is not None or role.where is not None or not _is_bare(role):
            return role
        if role.name not in self.fuller:
            self.fuller[role.name] = self._fuller(role)
        first, others, alike = self.fuller[role.name]
        if first is None:
            return role
        chosen = first
        if not alike:
            if role.name == "assistant-director":
                return role
            chosen = others[max(0, bisect_left([one.span.start for one in others], role.span.start) - 1)] if others else first
        return replace(role, concept=chosen.concept, object=chosen.object)

    def _fuller(self, role: Role) -> tuple[Role | None, list[Role], bool]:
        """What a bare role can mean: the first of those held, else of all; all of them; whether the document prints just one."""
        held = [one.role for one in self.known.held if _is_fuller(one.role, role)]
        others = [one for one in self.roles if _is_fuller(one, role)]
        printed = {(one.concept, slug(one.object.words) if one.object is not None else "") for one in held or others}
        return next(iter(held or others), None), others, len(printed) == 1

    def _about(self, told: Told) -> list[Told]:
        """What else is told near by, in order."""
        first = bisect_left(self.starts, told.words.start - 3 * _NEAR)
        return self.told[first : bisect_left(self.starts, told.words.end + 3 * _NEAR)]

    def _emptied(self, told: Told) -> Role | None:
        """The post that somebody's going left empty, where one sentence says both: "The post of X was left empty when Y retired"."""
        sentence = sentence_of(told.words, self.part)
        said = sentence.search(_POST_OF)
        if said is None or told.until is None or said.span.start > told.words.start or not sentence.search(_EMPTY):
            return None
        return next(iter(find_roles(Span(sentence.document, said.span.end, told.words.start), self.part.world)), None)

    def _beside(self, told: Told) -> Role | None:
        """The post of which something is told right before or after, of somebody else: "X left in May, and Y is acting as Director"."""
        near: list[tuple[int, Role]] = []
        sentence = sentence_of(told.words, self.part)
        for one in self._about(told):
            apart = max(one.words.start - told.words.end, told.words.start - one.words.end)
            if one.who == told.who or (one.until is None) == (told.until is None) or apart > _NEAR:
                continue
            if not (one.since or one.until) and not one.words.overlaps(sentence):
                continue  # who holds a post, on no day that is told, says nothing of who left in another sentence
            role = one.role
            if role is None and one.who.name is not None:
                role = self.role_of(self.known.ref(one.who.name), portfolio=one.portfolio)
            if role is not None:
                near.append((apart, role))
        if not near:
            return None
        role = min(near, key=lambda one: one[0])[1]
        return replace(self.full(role), span=role.span[:0], standing="")

    def _last_body(self, role: Role, told: Told) -> Ref | None:
        """The body of the same role of which something was told just before: "the previous Chair" after the Chair of a panel."""
        if role.where is not None or role.name not in role_words(self.part.world).of_a_body:
            return None
        near = [
            one.role
            for one in self._about(told)
            if one.role is not None and one.role.name == role.name and one.role.where is not None and 0 <= told.words.start - one.words.end < _NEAR
        ]  # fmt: skip
        return self.body_of(near[-1], self.part) if near else None

    def _holder(self, role: Role, told: Told) -> Ref | None:
        """The one person whom the document names as holding a role, where that can be the one of whom something is told."""
        said = told.who.role
        before = told.who.span.document.text[max(0, told.who.span.start - 10) : told.who.span.start]
        if said is None or said.span.match(r"(?i:new|another)\b") or _OTHER.search(before) or self.is_over(told):
            return None
        named = {
            self.known.ref(one.name)
            for one in self.known.held
            if self.full(one.role).concept == role.concept and one.role.standing == role.standing
        }
        return next(iter(named)) if len(named) == 1 and role.name in role_words(self.part.world).single | {"director"} else None

    def is_over(self, told: Told) -> bool:
        """Whether what is told has ended by the day of the document."""
        return told.until is not None and not self.is_ahead(told.until)

    def is_ahead(self, when: When) -> bool:
        """Whether a time is still to come, in part at least, on the day of the document."""
        day = spoken_on(self.part)
        return day is not None and day.latest is not None and when.latest is not None and when.latest > day.latest


def _is_bare(role: Role) -> bool:
    return role.name in ("assistant-director", "executive-member") or (
        role.name == "director" and _BARE.fullmatch(role.span.words) is not None
    )


def _is_fuller(one: Role, role: Role) -> bool:
    """Whether a role is what a bare one can mean."""
    if role.name == "executive-member":
        return one.name == "lead-member"
    if one.name == "director-of-childrens-services":
        return role.name == "director"
    return one.name == role.name and one.object is not None
