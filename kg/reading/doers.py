"""Of whom a verb in a sentence tells: names with their roles, roles in place of their holders, the author, those named before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.dates import When
from kg.reading.names import Name
from kg.reading.pairs import Holding
from kg.reading.roles import Role
from kg.reading.tenureverbs import Clause
from kg.text import Span

_FAR = 170  # characters between a verb and what belongs to it
_AUX = r"(?:\s(?:who|and|also|had|has|have|having|is|was|will|would|then|now|both|all|be|been|to|due|formally|since|first|shall|by\sthen|\w{3,12}ly))*"
_APART = r"(?:,\s[^.;:]{1,110}?,|\s\([^()]{1,90}\)|\s[–—-]\s[^.;:]{1,90}\s[–—-])"
_JOINS = re.compile(rf"(?:\s(?:who\swas\s)?in\spost\s(?:at|during|in|when|before)\s[^.;:,]{{2,70}}?)?(?:{_APART})?,?{_AUX}\s?$")
_OWNS = re.compile(r"[’']s?(?:\s(?:fixed[\s-])?\w+){0,2}\s$|(?:[’']s?)?\s$")
_DOUBT = re.compile(
    r"\b(?:if|unless|until|once|whether|when|should|before|no|any|every|each|another)\s(?:the\s|an?\s)?(?:new\s|permanent\s)?$",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:,|\sand|\sbut|\sbefore|,\safter|\suntil|\swho)\s?(?:(?:had|has|was|is|then|now|he|she|having|will|would|\w{3,12}ly)\s){0,3}$"
)
_ANOTHER = re.compile(r"(?:^|[^\w.])[A-Z][\w’'-]+\s[A-Z][\w’'-]+,\swho\s(?:\w+\s)?$")
_NEAR = 24


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


class People:
    """Those of whom a sentence can tell, from left to right."""

    def __init__(self, span: Span, names: list[Name], held: dict[int, Holding], roles: list[Role], last: Who | None) -> None:
        self.span = span
        self.whos = sorted(self._whos(names, held, roles, last), key=lambda who: who.span.start)
        self.first = next((who for who in self.whos if who.name is not None), None)

    def _whos(self, names: list[Name], held: dict[int, Holding], roles: list[Role], last: Who | None) -> Iterator[Who]:
        taken: list[Span] = []
        for name in names:
            holding = held.get(name.span.start)
            if holding is not None and holding.span in self.span:
                gap = Span(name.span.document, name.span.end, max(name.span.end, holding.role.span.start))
                yield Who(name.span if gap.search(r"[a-z]{2}") else holding.span, name, holding.role)
                taken.append(holding.span)
            else:
                yield Who(name.span, name)
        yield from (Who(role.span, role=role) for role in roles if not any(role.span.overlaps(one) for one in taken))
        yield from (Who(one.span) for one in self.span.finditer(r"(?<![\w’'.])(?:I|me)(?![\w’'.-])"))
        called = {name.text: name for name in names}
        if last is None and len(called) == 1:  # "has appointed Ann Lee; she takes up her post in May"
            name = names[0]
            holding = held.get(name.span.start)
            spoken = Who(name.span, name, holding.role if holding is not None else None)
            for one in self.span.finditer(r"(?:;|,\sand|,\sbut)\s(?P<who>[Hh]e|[Ss]he)(?![\w’'])"):
                if one.span.start > name.span.end:
                    yield replace(spoken, span=one.group("who"))
        if last is not None:
            for one in self.span.finditer(r"(?<![\w’'])(?:[Hh]e|[Ss]he|They)(?![\w’'])"):
                if one.span.start < self.span.start + 60:
                    yield replace(last, span=one.span)

    def doer(self, clause: Clause, others: list[Span], last: Who | None) -> Who | None:
        """Of whom the verb tells: who stands before it with no more than small words between, else the one of the verb before."""
        if clause.verb.match(r"(?:departure|retirement|resignation)\sof") or (
            clause.kind == "gives" and self._named(clause) is not None
        ):
            return self.after(clause)
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
        if joined.search(_ANOTHER) and not (before and 0 <= clause.verb.start - before[-1].span.end < _NEAR):
            return None  # of somebody whose name was not read
        if last is not None and joined.search(_ON):
            return last
        named = {who.name.text: who for who in before if who.name is not None and who.span not in others}
        if len(named) == 1 and joined.search(r",\s(?:having|who|and|but)\s(?:\w+ly\s)?$") and not self.span.search(r"[.;]\s"):
            return next(iter(named.values()))
        return None

    def _in_doubt(self, who: Who) -> bool:
        """Whether words before somebody make what follows only possible ("if Ann Lee is appointed", "until a new director starts")."""
        before = Span(who.span.document, max(self.span.start, who.span.start - 24), who.span.start)
        return before.search(_DOUBT) is not None and not (before.search(r"\bwhen\s") and who.name is not None)

    def _named(self, clause: Clause) -> Who | None:
        return next((who for who in self.whos if 0 <= who.span.start - clause.verb.end <= 3 and who.role is None), None)

    def after(self, clause: Clause) -> Who | None:
        """Who is named right after a verb."""
        for who in self.whos:
            if who.span.start >= clause.verb.end and who.span.start - clause.verb.end < 60:
                gap = Span(clause.verb.document, clause.verb.end, who.span.start)
                if re.fullmatch(
                    r"\s(?:by\s)?(?:(?:the|an?|our|then|former|previous|outgoing|retiring|independent|new)\s){0,3}", str(gap)
                ):
                    return who
        return None

    def is_meanwhile(self, who: Who) -> bool:
        """Whether somebody is told of as an aside to what was told before: "when Councillor Hill stood down"."""
        before = Span(who.span.document, max(self.span.start, who.span.start - 20), who.span.start)
        return before.search(r"\b(?:when|as|after|following|once|because)\s(?:the\s)?$") is not None


def words_of(*spans: Span) -> Span:
    """The words from the first to the last of the spans."""
    return Span(spans[0].document, min(one.start for one in spans), max(one.end for one in spans))
