"""Posts that prose says are empty: "There has been no principal social worker since May", "The post was vacant from May to July".

What is asked, conditional or only a matter of one meeting is none, and neither is a post that has no permanent holder, for
somebody may hold it for the time being.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.dates import When
from kg.reading.part import Part
from kg.reading.phrases import capitalised
from kg.reading.roles import Role, find_roles
from kg.reading.rolewords import role_words
from kg.reading.spoken import spoken_on
from kg.reading.times import Time, find_times
from kg.text import Span

_SMALL = r"(?:(?:currently|still|now|presently|also|then|yet|at\spresent|as\syet|therefore|had|been)\s){0,3}"
_NONE = re.compile(r"\b(?:no|not|without|vacanc(?:y|ies))\b|n[’']t\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:(?P<lead>\b(?:there\s(?:is|was|has|had|remains|remained)|(?:ha[sd]|have|with))\s{_SMALL})no"
    rf"|(?P<lead2>\b(?:ha[sd]|have)(?:\snot|n[’']t)\s{_SMALL}(?:had|got)|(?:does|did|do)(?:\snot|n[’']t)\s{_SMALL}have|(?:is|was|has|had|have|been|left|remains|remained|currently|still)\s{_SMALL}(?:left\s)?without)\s(?:an?|its|any|their)"
    r"|(?P<for>\bvacanc(?:y|ies)\s(?:for|in\sthe\s(?:post|role|office)\sof)(?:\s(?:an?|the))?))\s(?:substantive\s)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[,;]\s)[Nn]o\s$")
_IN_POST = re.compile(r"\s(?:was|is|has\sbeen|had\sbeen)\s(?:(?:currently|yet|then|now)\s)?in\s(?:post|place)\b")
_OTHER = re.compile(
    r"\s(?:should|would|could|can|may|must|will|who|that|which|has\sever|ever|present|attended|attending|in\sattendance|at\sthe\s(?:meeting|table)|for\sth(?:is|e)\smeeting|other|from|involvement|input|presence|oversight)\b"
)
_IF = re.compile(
    r"\b(?:if|whenever|should|unless|in\scase|whether|where|were)\s(?:\w+\s){0,4}?(?:the\s|this\s|any\s|an?\s)?(?:(?:post|role|position)\sof\s(?:the\s|an?\s)?)?$",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(?:if|unless|whether|should|when)\s(?:\w+\s){0,3}$", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:\s(?:in\s(?:post|place|role)|at\spresent|currently|vacant|appointed|was\sin\spost|is\sin\spost))?,?\s(?P<how>since|from|between|until|up\sto|till|throughout|during|in)\s(?:the\s)?(?:(?:end|beginning|start|middle)\sof\s)?"
)
_LEFT = re.compile(  # "was left empty when Ann Lee retired in May"
    r"\s(?:when|after)\s[^.;:]{2,80}?\s(?:left|retired|resigned|went|departed|died|moved\son|stood\sdown|stepped\sdown)\b[^.;:,]{0,40}?\s(?:in|on|at)\s(?:the\send\sof\s)?"
)
_TO = re.compile(r"\s?(?:to|and|until|till|up\sto|[–-])\s?(?:the\s)?(?:(?:end|beginning|start|middle)\sof\s)?")
_SUBJECT = re.compile(r"(?:^|\b(?:[Tt]he|[Oo]ur|[Tt]his)\s)(?P<body>Board|Panel|Committee|Partnership|Group|Commission|Forum)\s$")
_FAR = 120


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post that is empty: the role, the words that say so, and from when to when, or on which day."""

    role: Role
    words: Span
    since: When | None = None
    until: When | None = None
    at: When | None = None


def vacancies(part: Part) -> Iterator[Vacancy]:
    """What sentences say of posts that nobody has, without the word "vacant"."""
    words = role_words(part.world)
    for paragraph in part.span.paragraphs():
        if paragraph.search(_NONE) is None:
            continue
        for sentence in paragraph.sentences():
            if len(sentence) > 1200 or sentence.search(_NONE) is None:
                continue
            for role in find_roles(sentence, part.world, small=True):
                if not role.plural and (
                    role.name in words.single or role.name in ("chair", "independent-chair", "vice-chair") or _is_named(role)
                ):
                    yield from _none(role, sentence, part)


def _none(role: Role, sentence: Span, part: Part) -> Iterator[Vacancy]:
    before, after = Span(sentence.document, sentence.start, role.span.start), Span(sentence.document, role.span.end, sentence.end)
    found = before.search(_BEFORE)
    opens = before.search(_OPENS) is not None and after.match(_IN_POST) is not None
    if (found is None and not opens) or after.match(_OTHER) or role.span.match(r"(?i:permanent|new)\b") or role.standing:
        return
    if (
        found is not None
        and before.search(re.compile(r"\b(?:if|unless|whether|should|when)\s(?:\w+\s){0,3}$", re.IGNORECASE)) is not None
    ):
        return
    if role.where is None and found is not None and role.name in role_words(part.world).of_a_body:
        subject = Span(sentence.document, sentence.start, found.span.start)
        named = list(capitalised(subject, part.world))
        own = subject.search(_SUBJECT)
        if named and subject.end - named[-1].end <= 1:
            role = replace(role, where=named[-1])
        elif own is not None:
            role = replace(role, where=own.group("body"))
    since, until = times_after(after, part)
    yield Vacancy(role, sentence.strip(), since, until, None if until is not None else spoken_on(part))


def _is_named(role: Role) -> bool:
    return role.object is not None and str(role.span)[:1].isupper()


def is_supposed(before: Span) -> bool:
    """Whether the words before a post make what follows only possible: "If the post of …"."""
    return before.search(_IF) is not None


def times_after(after: Span, part: Part) -> tuple[When | None, When | None]:
    """From when to when something is said to be so, by the words right after it: "since May", "from May to July 2015", "until July"."""
    gone = after.match(_LEFT)
    lead = gone or after.match(_WHEN)
    if lead is None:
        return None, None
    times = find_times(Span(after.document, lead.span.end, after.end)[:_FAR], part.world)
    if not times or times[0].span.start - lead.span.end > 10:
        return None, None
    how, day = "since" if gone is not None else lead.group("how").words.casefold(), spoken_on(part)
    second = times[1] if len(times) > 1 and Span(after.document, times[0].span.end, times[1].span.start).fullmatch(_TO) else None
    last = _near(second, day) if second is not None else None
    first = _near(times[0], last[0] if last is not None and not times[0].since else day)
    if first is None:
        return None, None
    if how in ("until", "up to", "till"):
        return None, first[1]
    if how == "since":
        return first[0], None
    if last is not None:
        return first[0], last[1]
    if first[0] != first[1]:
        return first
    return (first[0], None) if how == "from" else (None, None)


def _near(time: Time, day: When | None) -> tuple[When, When] | None:
    return time.near(day, ahead=False)
