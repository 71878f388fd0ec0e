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
from dataclasses import dataclass, replace

from kg.dates import When
from kg.reading.names import Name
from kg.reading.pairs import Holding
from kg.reading.part import Part
from kg.reading.phrases import capitalised
from kg.reading.register import Register
from kg.reading.roles import Role, find_roles
from kg.reading.tenureverbs import Kind, Mood, Verbs, verbs_of
from kg.reading.times import Time, find_times, that_time
from kg.text import Span

_FAR = 170  # characters between a verb and what belongs to it
_AUX = r"(?:\s(?:who|and|also|had|has|have|having|is|was|will|would|then|now|both|all|be|been|to|due|formally|since|first|shall|by\sthen|\w{3,12}ly))*"
_APART = r"(?:,\s[^.;:]{1,110}?,|\s\([^()]{1,90}\)|\s[–—-]\s[^.;:]{1,90}\s[–—-])"
_JOINS = re.compile(rf"(?:\s(?:who\swas\s)?in\spost\s(?:at|during|in|when|before)\s[^.;:,]{{2,70}}?)?(?:{_APART})?,?{_AUX}\s?$")
_OWNS = re.compile(r"[’']s?(?:\s(?:fixed[\s-])?\w+){0,2}\s$|(?:[’']s?)?\s$")
_SMALL = re.compile(
    r"\s?(?:(?!(?:by|with|who|that|and|but|when|where|until|told|report|from|whether|after)\s)[a-z’'-]{1,15}\s){0,8}(?:Council[’']s\s)?$"
)
_AS = re.compile(r"\b(?:as|of)\s(?:the\s|our\s|its\s|an?\s|his\s|her\s)?(?:new\s|permanent\s)?$")
_IS = re.compile(
    r"(?<![\w’'])(?:(?P<now>is|am|has\sbeen|have\sbeen|remains)|(?P<then>was|were|had\sbeen))\s(?:(?:currently|now|also|then|still|the|our|its|an?|this|acting\sas)\s){0,3}$"
)
_CHAIR_OF = re.compile(
    r"\s(?:the\s|this\s|our\s|its\s)?(?P<body>(?:[A-Z][\w’'&-]*\s(?:(?:and|of|for|&)\s)?){0,9}(?:[A-Z][\w’'&-]*|[a-z]{1,3}[A-Z]\w*))"
)
_CHAIR = re.compile(
    r"(?:from|as|vacated|relinquished|assumed|took\sover)\s(?:(?:the|its|their|our)\s)?(?P<chair>(?:[Vv]ice[\s-]|[Dd]eputy\s)?[Cc]hair(?:man|woman|person|ship)?)(?![\w-])"
)
_SINCE = re.compile(
    r"\b(?:since|from|between|as\sof|as\sfrom|starting|beginning|with\seffect\sfrom|effective)(?:\son|\sin)?\s(?:the\s)?(?:(?:early|late|mid|start\sof|beginning\sof|end\sof|middle\sof|about|around)[\s-](?:in\s|the\s)?){0,2}$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|till|to|up\sto|through\sto|and|ending|ended|ending\son|ends\son|run(?:s|ning)?\suntil)\s(?:the\s)?(?:(?:early|late|mid|start\sof|beginning\sof|end\sof|middle\sof|about|around)[\s-](?:in\s|the\s)?){0,2}$",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:in|on|at|during|of|around|about|late\sin|early\sin|back\sin)\s(?:the\s)?(?:(?:early|late|mid|start\sof|beginning\sof|end\sof|middle\sof|about|around)[\s-](?:in\s|the\s)?){0,2}$",
    re.IGNORECASE,
)
_ELECTIONS = re.compile(r"\b(?:after|following|at)\sthe\s$", re.IGNORECASE)
_YEARLY = re.compile(
    r"\bfor\sthe\s(?:(?:remainder|rest)\sof\sthe\s)?(?:(?:ensuing|current|coming|new|forthcoming|\d{4}\s?[/–-]\s?\d{2,4})\s)?(?:municipal|council|civic)?\s?year\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r",?\s(?:of\swhich|which|whose\schair\sis)\s(?:[A-Z][\w’'-]*\s){1,4}(?:am|is|remains)\s(?:now\s|also\s|currently\s)?(?:the\s)?(?:[Ii]ndependent\s)?(?P<chair>[Cc]hair(?:man|woman|person)?)(?![\w-])"
)
_GONE_BACK = re.compile(r"(?:went|gone|goes|go|returned|returns|return|reverted)\s(?:back\s)?to\b")


@dataclass(frozen=True, slots=True)
class Who:
    """Of whom something is told: a name, or a role in place of its holder, or the author of the document (neither)."""

    span: Span
    name: Name | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a verb tells of somebody: the post, and its times as printed. ``current``: it is so on the day of the document."""

    who: Who
    role: Role | None
    words: Span
    since: When | None = None
    until: When | None = None
    at: When | None = None
    current: bool = False
    announced: bool = False
    portfolio: bool = False


@dataclass(frozen=True, slots=True)
class _Clause:
    """A verb in its sentence, with the words after it that are its own."""

    verb: Span
    kind: Kind
    mood: Mood
    after: Span
    role: Role | None = None


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
        reader = _Sentence(part, sentence, inside, held, verbs, last)
        yield from reader.told()
        people = {known.ref(name) for name in inside}
        last = (
            reader.first if len(people) == 1 else last if not inside and sentence.match(r"\W*(?:He|She|They|His|Her)\b") else None
        )


class _Sentence:
    """A sentence, who is in it, and what its verbs tell of them."""

    def __init__(self, part: Part, span: Span, names: list[Name], held: dict[int, Holding], verbs: Verbs, last: Who | None) -> None:
        self.part, self.span, self.verbs = part, span, verbs
        self.roles = [role for role in find_roles(span, part.world) if not role.plural and role.standing != "future"]
        self.whos = sorted(self._whos(names, held, last), key=lambda who: who.span.start)
        self.first = next((who for who in self.whos if who.name is not None), None)

    def _whos(self, names: list[Name], held: dict[int, Holding], last: Who | None) -> Iterator[Who]:
        taken: list[Span] = []
        for name in names:
            holding = held.get(name.span.start)
            if holding is not None and holding.span in self.span:
                gap = Span(name.span.document, name.span.end, max(name.span.end, holding.role.span.start))
                yield Who(name.span if gap.search(r"[a-z]{2}") else holding.span, name, holding.role)
                taken.append(holding.span)
            else:
                yield Who(name.span, name)
        yield from (Who(role.span, role=role) for role in self.roles if not any(role.span.overlaps(one) for one in taken))
        yield from (Who(one.span) for one in self.span.finditer(r"(?<![\w’'.])(?:I|me)(?![\w’'.-])"))
        if last is not None:
            for one in self.span.finditer(r"(?<![\w’'])(?:[Hh]e|[Ss]he|They)(?![\w’'])"):
                if one.span.start < self.span.start + 60:
                    yield replace(last, span=one.span)

    def told(self) -> Iterator[Told]:
        """What the verbs of the sentence tell."""
        clauses = self._clauses()
        yield from self._of_which()
        if not clauses or not self.whos:
            return
        times = sorted(
            [*find_times(self.span, self.part.world), *that_time(self.span, self.part.world)], key=lambda one: one.span.start
        )
        others: list[Span] = []
        doer: Who | None = None
        main: Told | None = None
        for number, clause in enumerate(clauses):
            if clause.mood == "not":
                continue
            if clause.kind == "before":
                other = self._after(clause)
                if other is not None and main is not None and main.since is not None:
                    yield Told(other, main.role, _words(main.words, other.span), until=main.since, announced=main.announced)
                continue
            doer = self._doer(clause, others, doer if number else None)
            other = self._after(clause) if clause.kind in ("follows", "followed", "gives", "chairs") else None
            if other is not None:
                others.append(other.span)
            for one in self._tells(clause, doer, other, times, main, alone=len(clauses) == 1):
                main = one if main is None or one.since is not None else main
                yield one

    def _of_which(self) -> Iterator[Told]:
        """Who chairs a body, where a clause of it says so: "the Improvement Board, of which I am chair"."""
        for found in self.span.finditer(_OF_WHICH):
            who = next((who for who in self.whos if found.span.start < who.span.start < found.group("chair").start), None)
            body = next(
                reversed(list(capitalised(Span(self.span.document, self.span.start, found.span.start), self.part.world))), None
            )
            if who is not None and body is not None and found.span.start - body.end <= 2:
                role = Role(
                    found.group("chair"),
                    self.part.world.concept("role", "independent-chair" if "ndependent" in found.span.words else "chair"),
                    body,
                )
                yield Told(who, role, body.to(found.span), current=True)

    def _clauses(self) -> list[_Clause]:
        found = [
            one
            for one in self.span.finditer(self.verbs.verb)
            if self.verbs.is_of_a_post(one) and not any(one.span in role.span for role in self.roles)
        ]
        made = [(one.span, self.verbs.kind(one), self.verbs.mood(one, self.span), None) for one in found]
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
        return [
            _Clause(verb, kind, mood, Span(verb.document, verb.end, max(verb.end, min(end, verb.end + _FAR))), role)
            for (verb, kind, mood, role), end in zip(made, ends, strict=True)
        ]

    def _doer(self, clause: _Clause, others: list[Span], last: Who | None) -> Who | None:
        """Of whom the verb tells: who stands before it with no more than small words between, else the one of the verb before."""
        if clause.verb.match(r"(?:departure|retirement|resignation)\sof") or (
            clause.kind == "gives" and self._named(clause) is not None
        ):
            return self._after(clause)
        before = [who for who in self.whos if who.span.end <= clause.verb.start]
        owned = clause.verb.match(r"(?:term|contract|appointment|secondment|tenure)\b") is not None
        for who in reversed(before):
            gap = Span(clause.verb.document, who.span.end, clause.verb.start)
            if len(gap) > _FAR or gap.search(r"[.;:]\s"):
                break
            if who.span in others:
                continue
            if gap.fullmatch(_OWNS if owned else _JOINS) and not self._in_doubt(who):
                return who
            if who.name is not None:
                break
        joined = Span(clause.verb.document, max(self.span.start, clause.verb.start - 60), clause.verb.start)
        if last is not None and joined.search(
            r"(?:,|\sand|\sbut|\sbefore|,\safter|\suntil|\swho)\s?(?:(?:had|has|was|is|then|now|he|she|having|will|would|\w{3,12}ly)\s){0,3}$"
        ):
            return last
        named = {who.name.text: who for who in before if who.name is not None and who.span not in others}
        if len(named) == 1 and joined.search(r",\s(?:having|who|and|but)\s(?:\w+ly\s)?$") and not self.span.search(r"[.;]\s"):
            return next(iter(named.values()))
        return None

    def _in_doubt(self, who: Who) -> bool:
        """Whether words before somebody make what follows only possible ("if Ann Lee is appointed", "until a new director starts")."""
        before = Span(who.span.document, max(self.span.start, who.span.start - 24), who.span.start)
        return before.search(
            r"\b(?:if|unless|until|once|whether|when|should|before)\s(?:the\s|an?\s)?(?:new\s|permanent\s)?$", re.IGNORECASE
        ) is not None and not (before.search(r"\bwhen\s") and who.name is not None)

    def _named(self, clause: _Clause) -> Who | None:
        return next((who for who in self.whos if 0 <= who.span.start - clause.verb.end <= 3 and who.role is None), None)

    def _after(self, clause: _Clause) -> Who | None:
        """Who is named right after a verb."""
        for who in self.whos:
            if who.span.start >= clause.verb.end and who.span.start - clause.verb.end < 60:
                gap = Span(clause.verb.document, clause.verb.end, who.span.start)
                if re.fullmatch(
                    r"\s(?:by\s)?(?:(?:the|an?|our|then|former|previous|outgoing|retiring|independent|new)\s){0,3}", str(gap)
                ):
                    return who
        return None

    def _tells(
        self, clause: _Clause, doer: Who | None, other: Who | None, times: list[Time], main: Told | None, *, alone: bool
    ) -> Iterator[Told]:
        who = other if clause.kind in ("gives", "followed", "chairs") and other is not None else doer
        if (
            clause.kind == "gives"
            and other is None
            and doer is not None
            and clause.verb.match(r"appointed|elected|re-elected|confirmed|recruited")
        ):
            before = Span(clause.verb.document, max(self.span.start, clause.verb.start - 12), clause.verb.start)
            if before.search(r"(?:,|newly|recently)\s$") is None:
                return
        elif clause.kind in ("gives", "chairs") and other is None:
            return
        if who is None and clause.kind != "followed":
            return
        role = self._role(clause, who, other)
        since, until, at, used = self._times(clause, times, alone=alone)
        told = clause.mood == "told"
        if clause.mood == "resolved":
            yield from self._resolved(clause, who, role)
            return
        spans = [
            clause.verb,
            *(one.span for one in (who, other) if one is not None),
            *([role.span] if role is not None else []),
            *used,
        ]
        words = _words(*(one for one in spans if one in self.span))
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
            if end is None and main is not None and main.since is not None and self._when_of(who):
                end, role = main.since, role or main.role
                portfolio = main.portfolio
            if end is not None:
                yield Told(who, role, words, until=end, announced=announced, portfolio=portfolio)
        elif clause.kind in ("holds", "chairs") or told:
            now = clause.kind == "holds" or (
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

    def _when_of(self, who: Who) -> bool:
        before = Span(who.span.document, max(self.span.start, who.span.start - 20), who.span.start)
        return before.search(r"\b(?:when|as|after|following|once|because)\s(?:the\s)?$") is not None

    def _resolved(self, clause: _Clause, who: Who | None, role: Role | None) -> Iterator[Told]:
        """Minutes that say "That Councillor Lee be elected Chair": from the day of the meeting, for the year that is named."""
        day = self.part.issued
        before = Span(self.span.document, max(self.part.span.start, clause.verb.start - 160), clause.verb.start)
        if self.part.family != "minutes" or day is None or not day.value or who is None or who.name is None:
            return
        if before.search(r"\b(?:RECOMMEND|[Rr]ecommend|[Pp]roposed|[Mm]oved|seconded)") or not before.search(
            r"\b[Tt]hat\s[^.]{0,120}$"
        ):
            return
        yearly = self.span.search(_YEARLY)
        words = _words(
            who.span, clause.verb, *([role.span] if role is not None else []), *([yearly.span] if yearly is not None else [])
        )
        until = None
        if yearly is not None and len(day.value) == 10:
            year, month = int(day.value[:4]), int(day.value[5:7])
            until = When(f"{year + (month > 4)}-05", yearly.span.words)
        yield Told(who, role, words, since=day, until=until, current=True)

    def _role(self, clause: _Clause, who: Who | None, other: Who | None) -> Role | None:
        """The post that a verb is about."""
        if clause.role is not None:
            return clause.role
        if clause.kind == "chairs" or clause.verb.search(r"chair(?:ed|s|ing)"):
            if who is not None and who.role is not None and who.role.name in ("chair", "independent-chair"):
                return who.role
            return self._chair_of(clause)
        own = who.role if who is not None else None
        if clause.kind == "ends" and clause.verb.match(_GONE_BACK):
            return None if own is None or own.standing == "" else own
        start = clause.after.start if other is None or other.span.start < clause.after.start else other.span.end
        for role in self.roles:
            if role.span.start < start or role.span.end > self.span.end or (role.span.start >= clause.after.end):
                continue
            gap = Span(role.span.document, start, role.span.start)
            taken = any(one is not who and one.name is not None and role.span in one.span for one in self.whos)
            if not taken and (gap.fullmatch(_SMALL) or gap.search(_AS)):
                return role
        chair = Span(clause.verb.document, clause.verb.start, clause.after.end).search(_CHAIR)
        if chair is not None:
            seat = chair.group("chair")
            return Role(seat, self.part.world.concept("role", "vice-chair" if seat.match(r"[VvDd]") else "chair"))
        return own

    def _chair_of(self, clause: _Clause) -> Role | None:
        concept = self.part.world.concept("role", "chair")
        if clause.kind == "chairs":
            before = list(capitalised(Span(self.span.document, self.span.start, clause.verb.start), self.part.world))
            return Role(clause.verb, concept, before[-1]) if before else None
        found = clause.after.match(_CHAIR_OF)
        return Role(clause.verb, concept, found.group("body") if found is not None else None)

    def _times(
        self, clause: _Clause, times: list[Time], *, alone: bool
    ) -> tuple[When | None, When | None, When | None, list[Span]]:
        """The beginning, the end and the day that the words after a verb tell, and where they stand."""
        since = until = at = None
        used: list[Span] = []
        begun = False
        for time in times:
            if time.span not in clause.after and not (time.span.start >= clause.after.start and time.span.start < clause.after.end):
                continue
            lead = Span(time.span.document, max(clause.verb.start, time.span.start - 45), time.span.start)
            opens = lead.search(_SINCE) is not None
            closes = lead.search(_UNTIL) is not None and (begun or not str(lead).rstrip(" the").endswith(("and", " to")))
            dated = lead.search(_AT) is not None or (
                lead.search(_ELECTIONS) is not None
                and Span(time.span.document, time.span.end, clause.after.end).match(r"\s(?:local\s|council\s|general\s)?elections?")
            )
            dated = dated or (begun is False and lead.words == "" and clause.kind != "held")
            ends = self._near(time, clause, since, closes=closes)
            if ends is None or not (opens or closes or dated):
                continue
            if closes and until is None:
                until = ends[1]
            elif opens and since is None:
                since, begun = ends[0], True
                until = ends[1] if ends[0] != ends[1] else until
            elif dated and since is None and at is None and until is None:
                if clause.kind in ("held", "holds", "chairs"):
                    at = ends[0] if ends[0] == ends[1] else None
                else:
                    since = ends[0]
            else:
                continue
            used.append(time.span)
        if not used and alone and times:
            opening = Span(self.span.document, self.span.start, times[0].span.start)
            if opening.fullmatch(
                r"(?:\W|\d|[a-z]\))*(?:In|On|From|Since|During|At|With\seffect\sfrom)\s(?:the\s)?(?:(?:end|beginning|start)\sof\s)?"
            ):
                ends = self._near(times[0], clause, None, closes=False)
                if ends is not None:
                    return ends[0], None, None, [times[0].span]
        return since, until, at, used

    def _near(self, time: Time, clause: _Clause, since: When | None, *, closes: bool) -> tuple[When, When] | None:
        if closes and since is not None:
            return time.near(since, ahead=True)
        ahead = (
            clause.mood == "announced" or (closes and clause.kind in ("holds", "begins", "given", "gives")) or _is_present(clause)
        )
        return time.near(self.part.issued, ahead=ahead)


def _is_present(clause: _Clause) -> bool:
    return clause.kind in ("ends", "begins") and clause.verb.match(r"\w*[^s\W]s(?:\s|$)") is not None


def _words(*spans: Span) -> Span:
    """The words from the first to the last of the spans."""
    return Span(spans[0].document, min(one.start for one in spans), max(one.end for one in spans))
