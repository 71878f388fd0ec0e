"""What prose tells of who took up a post, held it and gave it up.

A tenure is told by **who** (a name, with a role beside it or not; a role in place of its holder; "I", who is the author), a
**verb** (:mod:`kg.reading.tenureverbs`), a **post** (the role words after the verb, else what the person or the role before the
verb says) and **times** after a preposition (:mod:`kg.reading.times`). One who follows another begins when the other ends.

    Ann Lee has been Director since May 2019.          who + is + post + since
    Ann Lee, who took up the post of Director in May 2019, …    who + begins + post + at
    I took on the portfolio when Councillor Hill stood down.    who + begins, when who + ends: at one time
    Ann Lee left in May 2019 and was succeeded by Bo Hill.      who + ends + at; followed by who
    The Panel has been chaired by Ann Lee since May 2019.       chairs + who + since
    The director left in May 2019.                     a post whose holder is not named

What is denied, asked, hoped or only may be is left out; what is announced for a day is kept as told for that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.dates import When
from kg.reading.capacities import is_of_meeting
from kg.reading.chairing import chairing, is_said
from kg.reading.doers import People, Told, Who, words_of
from kg.reading.names import Name
from kg.reading.pairs import Holding
from kg.reading.part import Part
from kg.reading.register import Register
from kg.reading.roles import Role, find_roles
from kg.reading.rolewords import role_words
from kg.reading.spoken import spoken_on
from kg.reading.tenureposts import post_of
from kg.reading.tenuretimes import told_times
from kg.reading.tenureverbs import Clause, Kind, Mood, Verbs, verbs_of
from kg.reading.times import Time, find_times, that_time
from kg.text import Span

_FAR = 170  # characters between a verb and what belongs to it
_IS = re.compile(
    r"(?<![\w’'])(?:(?P<now>is|am|has\sbeen|have\sbeen|remains)|(?P<then>was|were|had\sbeen))\s(?:(?:currently|now|also|then|still|again|once\s(?:more|again)|the|our|its|an?|this|acting\sas)\s){0,3}$"
)
_YEARLY = re.compile(
    r"\bfor\sthe\s(?:(?:remainder|rest)\sof\sthe\s)?(?:(?:ensuing|current|coming|new|forthcoming|\d{4}\s?[/–-]\s?\d{2,4})\s)?(?:municipal|council|civic)?\s?year\b",
    re.IGNORECASE,
)
_AND_POST = re.compile(
    r"\b(?:and|but|while)\s(?:the|this|that|his|her|their)\s(?:post|role|position|seat)\s(?:was|is|has|had|remain|stood|will)"
)
_BEING = re.compile(r"(?<![\w’'])(?:is|am|was|were|been|remains)(?![\w’'])")
_IS_ALSO = re.compile(r"\b(?:is|was|remains)\s(?:also|now|still)\s(?:the|our|its|an?)\s")


def tenures(known: Register, sentences: list[Span]) -> Iterator[Told]:
    """What each sentence tells, in order."""
    part = known.part
    held = {one.name.span.start: one for one in reversed(known.held)}
    names = {name.span.start: name for name in known.named()}
    starts = sorted(names)
    verbs = verbs_of(part.world)
    at = 0
    last: Who | None = None
    for sentence in sentences:
        while at < len(starts) and starts[at] < sentence.start:
            at += 1
        ahead = at
        while ahead < len(starts) and starts[ahead] < sentence.end:
            ahead += 1
        inside = [names[start] for start in starts[at:ahead] if names[start].span.end <= sentence.end]
        people = {known.ref(name) for name in inside}
        goes_on = not inside and last is not None and sentence.match(r"\W*(?:He|She|They|His|Her)\b") is not None
        if (
            sentence.search(verbs.verb)
            or is_said(sentence)
            or sentence.search(_IS_ALSO)
            or (sentence.search(_BEING) and find_times(sentence, part.world))
        ):
            reader = _Sentence(part, sentence, inside, held, verbs, last)
            yield from reader.told()
            last = reader.people.first if len(people) == 1 else last if goes_on else None
        else:
            last = _first(inside, held) if len(people) == 1 else last if goes_on else None


def _first(names: list[Name], held: dict[int, Holding]) -> Who:
    holding = held.get(names[0].span.start)
    return Who(names[0].span, names[0], holding.role if holding is not None else None)


class _Sentence:
    """A sentence, who is in it, and what its verbs tell of them."""

    def __init__(self, part: Part, span: Span, names: list[Name], held: dict[int, Holding], verbs: Verbs, last: Who | None) -> None:
        self.part, self.span, self.verbs = part, span, verbs
        posts = role_words(part.world).single | {"director"}
        self.roles = [
            role
            for role in find_roles(span, part.world, small=True)
            if not role.plural and role.standing != "future" and (role.name in posts or not re.fullmatch(r"[a-z]+", str(role.span)))
        ]
        self.people = People(span, names, held, self.roles, last)

    def told(self) -> Iterator[Told]:
        """What the verbs of the sentence tell."""
        clauses = self._clauses()
        yield from chairing(self.span, self.people.whos, self.part)
        if not clauses or not self.people.whos:
            return
        times = sorted(
            [*find_times(self.span, self.part.world), *that_time(self.span, self.part.world)], key=lambda one: one.span.start
        )
        others: list[Span] = []
        doer: Who | None = None
        main: Told | None = None
        gone: Told | None = None
        for number, clause in enumerate(clauses):
            if clause.mood == "not":
                continue
            if clause.kind == "before":
                other = self.people.after(clause)
                days = told_times(clause, times, self.span, spoken_on(self.part), alone=False)
                if other is not None and main is None and days.since is not None:
                    gone = Told(other, None, words_of(clause.verb, other.span, *days.words), until=days.since)
                if other is not None and main is not None and main.since is not None:
                    yield Told(other, main.role, words_of(main.words, other.span), until=main.since, announced=main.announced)
                continue
            doer = self.people.doer(clause, others, doer if number else None)
            other = self.people.after(clause) if clause.kind in ("follows", "followed", "gives", "chairs", "covers") else None
            if other is not None:
                others.append(other.span)
            for one in self._tells(clause, doer, other, times, main, alone=len(clauses) == 1):
                main = one if main is None or one.since is not None else main
                yield one
            role = post_of(clause, doer, other, self.roles, self.people.whos, self.part.world) if gone is not None else None
            if gone is not None and role is not None:  # "Following the retirement of Ann Lee in May, Bo Hill became Director"
                yield replace(gone, role=role, words=words_of(gone.words, clause.verb, role.span))
                gone = None

    def _clauses(self) -> list[Clause]:
        found = [
            one
            for one in self.span.finditer(self.verbs.verb)
            if self.verbs.is_of_a_post(one) and not any(one.span in role.span for role in self.roles)
        ]
        made: list[tuple[Span, Kind, Mood, Role | None]] = [
            (one.span, self.verbs.kind(one), self.verbs.mood(one, self.span), None) for one in found
        ]
        for role in self.roles:
            being = Span(role.span.document, max(self.span.start, role.span.start - 40), role.span.start).search(_IS)
            if being is not None and not any(being.span.overlaps(one.span) for one in found):
                denied = Span(role.span.document, max(self.span.start, being.span.start - 40), being.span.start).search(
                    self.verbs.never
                )
                kind: Kind = "holds" if being.has("now") else "held"
                made.append((being.span, kind, "not" if denied else "told", role))
        made.sort(key=lambda one: one[0].start)
        ends = [*(one[0].start for one in made[1:]), self.span.end][: len(made)]
        ends = [
            next((one.span.start for one in self.span.finditer(_AND_POST) if made[at][0].end <= one.span.start < end), end)
            for at, end in enumerate(ends)
        ]
        return [
            Clause(verb, kind, mood, Span(verb.document, verb.end, max(verb.end, min(end, verb.end + _FAR))), self.span, role)
            for (verb, kind, mood, role), end in zip(made, ends, strict=True)
        ]

    def _tells(
        self, clause: Clause, doer: Who | None, other: Who | None, times: list[Time], main: Told | None, *, alone: bool
    ) -> Iterator[Told]:
        if other is not None and main is not None and clause.kind in ("follows", "followed") and not self._dated(clause, times):
            yield from _shared(clause, other, main)
            return
        who = other if clause.kind in ("gives", "followed", "chairs", "covers") and other is not None else doer
        if (
            clause.kind == "gives"
            and other is None
            and doer is not None
            and clause.verb.match(r"appointed|elected|re-elected|confirmed|recruited")
        ):
            before = Span(clause.verb.document, max(self.span.start, clause.verb.start - 12), clause.verb.start)
            if before.search(r"(?:,|newly|recently)\s$") is None:
                return
        elif clause.kind in ("gives", "chairs", "covers") and other is None:
            return
        if who is None and clause.kind != "followed":
            return
        role = post_of(clause, who, other, self.roles, self.people.whos, self.part.world)
        days = told_times(clause, times, self.span, spoken_on(self.part), alone=alone)
        since, until, at = days.since, days.until, days.at
        told = clause.mood == "told"
        if clause.kind in ("chairs", "covers") and role is None:
            return
        if clause.mood == "resolved":
            yield from self._resolved(clause, who, role)
            return
        spans = [
            clause.verb,
            *(one.span for one in (who, other) if one is not None),
            *([role.span] if role is not None else []),
            *days.words,
        ]
        words = words_of(*(one for one in spans if one in self.span))
        if who is None:
            return
        announced = not told
        portfolio = clause.after[:60].search(r"\bportfolio\b") is not None or clause.verb.search("portfolio") is not None
        if clause.kind in ("begins", "given", "gives", "follows"):
            if since is not None:
                yield Told(
                    who,
                    role,
                    words,
                    since=since,
                    until=until,
                    current=told and until is None,
                    announced=announced,
                    portfolio=portfolio,
                )
        elif clause.kind == "followed":
            if since is not None:
                yield Told(who, role, words, since=since, until=until, current=told and until is None, announced=announced)
        elif clause.kind == "ends":
            end = until or since
            if end is None and main is not None and main.since is not None and self.people.is_meanwhile(who):
                end, role = main.since, role or main.role
                portfolio = main.portfolio
            if end is not None:
                yield Told(who, role, words, until=end, announced=announced, portfolio=portfolio)
        elif clause.kind in ("holds", "chairs", "covers") or told:
            now = clause.kind in ("holds", "covers") or (
                clause.kind == "chairs" and clause.verb.document.text[clause.verb.start - 4 : clause.verb.start] != "was "
            )
            if announced and since is None and until is None:
                return
            yield Told(
                who, role, words, since=since, until=until, at=at, portfolio=portfolio, announced=announced,
                current=told and now and (until is None or at is None),
            )  # fmt: skip
        if other is not None and since is not None and clause.kind == "follows":
            yield Told(other, role, words, until=since, announced=announced, portfolio=portfolio)
        if doer is not None and since is not None and clause.kind == "followed":
            yield Told(doer, role, words, until=since, announced=announced, portfolio=portfolio)

    def _dated(self, clause: Clause, times: list[Time]) -> bool:
        return any(clause.after.start <= one.span.start < clause.after.end for one in times)

    def _resolved(self, clause: Clause, who: Who | None, role: Role | None) -> Iterator[Told]:
        """Minutes that say "That Councillor Lee be elected Chair": from the day of the meeting, for the year that is named."""
        day = spoken_on(self.part)
        before = Span(self.span.document, max(self.part.span.start, clause.verb.start - 160), clause.verb.start)
        if self.part.family != "minutes" or day is None or not day.value or who is None or who.name is None:
            return
        if before.search(r"\b(?:RECOMMEND|[Rr]ecommend|[Pp]roposed|[Mm]oved|seconded)") or not before.search(
            r"\b[Tt]hat\s[^.]{0,120}$"
        ):
            return
        if is_of_meeting(role.span if role is not None else clause.verb):
            return
        yearly = self.span.search(_YEARLY)
        words = words_of(
            who.span, clause.verb, *([role.span] if role is not None else []), *([yearly.span] if yearly is not None else [])
        )
        until = None
        if yearly is not None and len(day.value) == 10:
            year, month = int(day.value[:4]), int(day.value[5:7])
            until = When(f"{year + (month > 4)}-05", yearly.span.words)
        yield Told(who, role, words, since=day, until=until, current=True)


def _shared(clause: Clause, other: Who, main: Told) -> Iterator[Told]:
    """The other end of what was told before with its time: "was appointed in May, replacing Ann Lee", "left in May and was succeeded by Bo Hill"."""
    words = words_of(main.words, other.span)
    if clause.kind == "follows" and main.since is not None:
        yield Told(other, main.role, words, until=main.since, announced=main.announced)
    elif clause.kind == "followed" and main.until is not None:
        yield Told(other, main.role, words, since=main.until, current=not main.announced, announced=main.announced)
