"""Which post a verb is about: the role words after it, the chair of what is chaired, else the role of the person."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.lexicon import Lexicon
from kg.reading.doers import Who
from kg.reading.phrases import capitalised
from kg.reading.roles import Role
from kg.reading.tenureverbs import Clause
from kg.text import Span

_SMALL = re.compile(
    r"\s?(?:(?!(?:by|with|who|that|and|but|when|where|until|told|report|from|whether|after)\s)[a-z’'-]{1,15}\s){0,8}(?:Council[’']s\s)?$"
)
_AFTER = re.compile(r"\b(?:following|after|before|having)\b")
_AS = re.compile(r"\b(?:as|of)\s(?:the\s|our\s|its\s|an?\s|his\s|her\s)?(?:new\s|permanent\s)?$")
_CHAIR_OF = re.compile(
    r"\s(?:the\s|this\s|our\s|its\s)?(?P<body>(?:[A-Z][\w’'&-]*\s(?:(?:and|of|for|&)\s)?){0,9}(?:[A-Z][\w’'&-]*|[a-z]{1,3}[A-Z]\w*))"
)
_CHAIR = re.compile(
    r"(?:from|as|vacated|relinquished|assumed|took\sover)\s(?:(?:the|its|their|our)\s)?(?P<chair>(?:[Vv]ice[\s-]|[Dd]eputy\s)?[Cc]hair(?:man|woman|person|ship)?)(?![\w-])"
)
_BODY = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Oo]ur)\s(?P<body>Board|Panel|Committee|Partnership|Group|Commission|Forum)(?:,\s|\s(?:is|was|has\sbeen|had\sbeen|will\sbe)\s)$"
)
_BEING = re.compile(
    r"(?:[’']s?)?(?:\s(?:post|role|position))?\s(?:is|was|has\sbeen|had\sbeen|will\sbe)\s(?:(?:being|now|currently|then|since|temporarily)\s){0,2}"
)
_IS_BY = re.compile(r"(?:\s\([A-Z]{2,6}\))?,?\s(?:(?:which|that)\s)?(?:\w+\s){0,4}")
_GONE_BACK = re.compile(r"(?:went|gone|goes|go|returned|returns|return|reverted)\s(?:back\s)?to\b")


def post_of(clause: Clause, who: Who | None, other: Who | None, roles: list[Role], whos: list[Who], world: Lexicon) -> Role | None:
    """The post that a verb is about."""
    if clause.role is not None:
        return clause.role
    if clause.kind == "gives" and who is not None and who.name is None and who.role is not None:
        return who.role  # "the appointment of a new Chief Executive"
    if clause.kind == "covers":
        return next((role for role in reversed(roles) if role.span.end <= clause.verb.start and _covered(role, clause)), None)
    if clause.kind == "chairs" or clause.verb.search(r"chair(?:ed|s|ing)"):
        of = _chair_of(clause, clause.sentence, world)
        if who is not None and who.role is not None and who.role.name in ("chair", "independent-chair"):
            return replace(who.role, where=who.role.where or (of.where if of is not None else None))
        return of
    own = who.role if who is not None else None
    if clause.kind == "ends" and clause.verb.match(_GONE_BACK):
        return None if own is None or own.standing == "" else own
    start = clause.after.start if other is None or other.span.start < clause.after.start else other.span.end
    for role in roles:
        if role.span.overlaps(clause.verb) and role.span.end > clause.verb.end:
            return role  # "be elected Chair"
        if role.span.start < start or role.span.start >= clause.after.end:
            continue
        gap = Span(role.span.document, start, role.span.start)
        taken = any(one is not who and one.name is not None and role.span in one.span for one in whos)
        if not taken and (gap.fullmatch(_SMALL) or (gap.search(_AS) and (clause.kind == "ends" or not gap.search(_AFTER)))):
            return role
    chair = Span(clause.verb.document, clause.verb.start, clause.after.end).search(_CHAIR)
    if chair is not None:
        seat = chair.group("chair")
        return Role(seat, world.concept("role", "vice-chair" if seat.match(r"[VvDd]") else "chair"))
    return own


def _covered(role: Role, clause: Clause) -> bool:
    """Whether a post stands before a verb as what is covered: "the post of Principal Social Worker is being covered by Ann Lee"."""
    return Span(role.span.document, role.span.end, clause.verb.start).fullmatch(_BEING) is not None


def _chair_of(clause: Clause, sentence: Span, world: Lexicon) -> Role | None:
    concept = world.concept("role", "chair")
    if clause.kind == "chairs":
        before = list(capitalised(Span(sentence.document, sentence.start, clause.verb.start), world))
        named = Span(sentence.document, sentence.start, clause.verb.start).search(_BODY)
        beside = [one for one in before if Span(one.document, one.end, clause.verb.start).fullmatch(_IS_BY)]
        where = beside[-1] if beside else before[0] if before else named.group("body") if named is not None else None
        return Role(clause.verb, concept, where) if where is not None else None
    found = clause.after.match(_CHAIR_OF)
    return Role(clause.verb, concept, found.group("body") if found is not None else None)
