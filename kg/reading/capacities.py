"""The capacity in which somebody was at a meeting: by what is noted of them, else by the list that they stand in.

Somebody listed as present and among the apologies keeps both: both are printed. Apologies for lateness, or for leaving early,
are none for absence (:mod:`kg.reading.absences`).
"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.reading.absences import AWAY, Listed
from kg.reading.civic import CIVIC, POST
from kg.reading.names import words_of
from kg.reading.roles import ORGANISATION, role_of
from kg.text import Span

_OWN = re.compile(r"(?<!Youth\s)(?<!Parish\s)(?<!Town\s)(?<!Care\s)\b[Cc]ouncil\b")  # the council itself, not one of young people
_IN_OFFICE = (
    "lead-member",
    "executive-member",
    "deputy-executive-member",
    "leader-of-the-council",
    "deputy-leader",
    "mayor",
    "deputy-mayor",
)
_LAY = re.compile(  # of no body, and of no council
    r"\b(?:young\s(?:person|people|adult|carer|inspector|ambassador)s?|care[\s-](?:leaver|experienced)s?|(?:foster|parent|kinship)[\s-]carers?|adopter|(?:local\s)?resident|parent|member\sof\sthe\spublic|petitioner|student|pupil|service\suser)s?\b"
)
_PART = re.compile(
    r"Virtual\sSchools?|Youth\sOffending|Youth\sJustice|Early\sYears|Partnership|Board|(?:Children['’]s|Adults['’]?)\sTrust"
)  # of a council, whatever its name
_SERVING = ("virtual-school-head",)  # whose title holds the name of a part of the council
_WHO_CHAIRS = r"chair(?:man|woman|person)?"
_VICE = re.compile(rf"\b(?:vice[\s-]?|deputy\s){_WHO_CHAIRS}\b(?!\sof)")
_CHAIRS = re.compile(  # "Chair, Northshire CCG" is the chair of something else
    rf"\((?:independent\s)?{_WHO_CHAIRS}\)|(?:^|;\s)(?:co-|independent\s|acting\s)?{_WHO_CHAIRS}\b"
    r"(?!\sof\b|,\s[^;]{0,60}\b(?:ccg|nhs|icb|trust|healthwatch|school|college|forum|association|federation|commissioning\sgroup)\b)"
)


_IN_IT = re.compile(r"\b(?:in|took|takes|taking|take|occupied|assumed)\s(?:the\s)?$", re.IGNORECASE)
_ONLY_THEN = re.compile(
    r"\W{0,3}(?:only\s)?for\s(?:(?:the\s)?(?:duration|remainder|rest|purposes?|start|first\spart|whole)\sof\s)?(?:this|the|that|today[’']s|tonight[’']s)\s(?:\w+\s)?(?:meeting|item|session|evening|discussion)\b",
    re.IGNORECASE,
)


def is_of_meeting(seat: Span) -> bool:
    """Whether words tell who chaired a meeting, not who has the seat: "in the Chair", "Chair for this meeting"."""
    whole = seat.document.text
    before = Span(seat.document, max(0, seat.start - 14), seat.start)
    after = Span(seat.document, seat.end, min(len(whole), seat.end + 60))
    return before.search(_IN_IT) is not None or after.match(_ONLY_THEN) is not None


def capacity_of(one: Listed, world: Lexicon, *, cabinet: bool = False) -> str:
    """The capacity of a person: by what is noted of them, else by the block they stand in.

    ``cabinet``: the meeting is one of a cabinet, whose "cabinet members" are its members.
    """
    note = one.entry.note
    role = "" if one.entry.role is None else one.entry.role.words.casefold()
    said = f"{note}; {role}"
    if one.capacity in AWAY and not re.search(r"\bin the chair$", note):
        return one.capacity
    if re.search(
        r"\bsubstitut|\bdeputising\b|\bsub\b|\bin\splace\sof\b|\breplacing\b|(?:^|;\s)(?:vice\s(?!chair|principal|president|captain|lord|mayor|leader|convenor|convener)|for\s)\w",
        said,
    ) and not re.search(r"substituted\sby", said):
        return "substitute"
    if re.search(r"\bin the chair\b|\bchairing\b|\bpresiding\b", said):
        return "chair"
    if one.capacity in ("member", "chair") and _VICE.search(said):
        return "vice-chair"
    if _CHAIRS.search(said) or re.search(rf"(?:,|/|&|\band)\s?{_WHO_CHAIRS}$", note):
        return "chair"
    if one.capacity in ("attendee", "guest") and re.search(r"(?:^|;\s)(?:as\s)?(?:an?\s)?observ(?:er|ing)\b", note):
        return "observer"
    if one.capacity in ("member", "attendee") and re.search(
        r"(?:^|;\s|\()(?:(?:minute|note)(?:s|[\s-]?taker|[\s-]?taking)?|scribe|clerk)\b", said
    ):
        return "officer"
    if one.capacity in ("member", "attendee") and re.search(
        r"\bco-?opt|\b(?:parent\sgovernor|diocesan|church|(?:faith|teachers?)\srep\w*)\b", said
    ):
        return "co-opted-member"
    words = words_of(world)
    elected = bool(one.entry.name.title) and words.is_elected(one.entry.name.title)
    if (
        one.capacity == "member"
        and elected
        and not cabinet
        and re.match(r"(?:cabinet|executive)\s(?:board\s)?members?\b", one.label.words, re.IGNORECASE)
    ):
        return "visiting-member"
    asked = one.capacity == "guest" and one.label.search(r"\b(?:invit|witness|present|attend)", re.IGNORECASE) is not None
    if one.capacity != "attendee" and not (one.capacity == "guest" and elected) and not asked:
        return one.capacity
    if elected:
        return (
            "member"
            if cabinet and re.match(r"(?:cabinet|executive)\smembers?$|portfolio", one.label.words, re.IGNORECASE)
            else "visiting-member"
        )
    told = sorted((piece for piece in [one.entry.role, *one.entry.notes] if piece is not None), key=lambda piece: piece.start)
    printed = told[0] if told else None
    held = role_of(printed, world) if printed is not None else None
    if held is None:
        outside = printed is not None and (printed.search(ORGANISATION) or printed.search(CIVIC)) and not printed.search(_OWN)
        lay = printed is not None and _LAY.search(printed.words.casefold()) is not None
        other = printed is not None and one.label.match(r"(?i:others?)\b") is not None  # officers are listed by themselves
        return "guest" if outside or asked or lay or other else "attendee"
    if held.name in _IN_OFFICE:
        return "visiting-member"
    outside = held.name == "representative" or (
        held.where is not None
        and not held.where.search(_OWN)
        and not held.where.fullmatch(_PART)
        and not held.where.search(POST)
        and not (held.where in held.span and held.name in _SERVING)
    )
    return "guest" if outside else "officer"
