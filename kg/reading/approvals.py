"""Decisions that running text reports: "… was approved at Executive on 8 October 2019", "It was agreed that …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.facts import Decision, Fact, Meeting, Ref
from kg.reading.dates import DateMention, find_dates
from kg.reading.part import Part
from kg.reading.refs import body_ref, meeting_ref
from kg.reading.scope import bodies_here
from kg.text import Match, Span

_VERB = r"(?:approved|agreed|endorsed|adopted|ratified|accepted|signed\soff|commissioned|authorised)"
_BODY = r"(?:the\s|its\s|our\s)?(?P<body>(?:[A-Z][\w’'&-]{0,40})(?:\s(?:[A-Z][\w’'&-]{0,40}|and|of|for|the|&)){0,8}?)"
_DECIDED = re.compile(
    rf"\b(?P<aux>was|were|has\sbeen|have\sbeen|been|being|is|are|be)\s(?:subsequently\s|formally\s|also\s|unanimously\s|now\s|duly\s)?{_VERB}"
    rf"(?:\s(?:at|by)\s(?:a\smeeting\sof\s)?{_BODY}(?=\s(?:on|in|at|to|and|that)\b|[.,;:)(]|\s*$))?",
)
_AGREED_THAT = re.compile(
    rf"\b(?:[Ii]t|[Tt]his)\s(?:recommendation\s)?was\s(?:also\s|subsequently\s|then\s)?{_VERB}\b(?:\sin\s[A-Z]\w+\s\d{{4}})?,?\s?(?P<that>that\b)?"
)
_BODY_DECIDED = re.compile(
    r"(?:\b[Tt]he\s|(?<=\d\s)|(?<=,\s)|^)(?P<body>(?:[A-Z][\w’'&-]{0,40}\s){0,6}(?:Board|Committee|Panel|Cabinet|Executive|Council|Commission|Governing\sBody))\s(?:has\s|have\s|had\s)?"
    r"(?:formally\s|unanimously\s|also\s|recently\s)?(?:approved|agreed|resolved|endorsed|adopted|decided)\b"
)
_DECIDING = re.compile(
    r"\b(?:Board|Committee|Panel|Cabinet|Executive|Council|Commission|Mayor|Minister|Secretary\sof\sState|Trust|Forum|CMT|Team|Group|Partnership)\b"
)
_NOT = re.compile(
    r"\b(?:not|never|no|if|unless|until|once|subject\sto|to\sbe|will\sbe|would\sbe|should\sbe|must\sbe|may\sbe|can\sbe|yet\sto)\b[^,;]{0,30}$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:On|In|At|During)\s|At\sits\smeeting\s(?:on|of|in)\s")
_QUOTED = re.compile(r"[“\"‘][^”\"’]{0,400}$")


def approvals(part: Part, spans: Iterable[Span]) -> Iterator[Fact]:
    """The decisions that the sentences of ``spans`` say were taken, with the meeting where its body and day are printed.

    Left out: what is negated, conditional, still to be decided or in the present ("is agreed each year"), and verbs that
    have neither a deciding body, nor a date, nor a statement of what was agreed.
    """
    for span in spans:
        for sentence in span.sentences():
            yield from _decision(part, sentence)


def _decision(part: Part, sentence: Span) -> Iterator[Fact]:
    for pattern in (_AGREED_THAT, _DECIDED, _BODY_DECIDED):
        found = sentence.search(pattern)
        if found is None or _doubtful(found, pattern):
            continue
        body = _deciding(part, found)
        date = _date(found)
        if pattern is _DECIDED and body is None:
            continue
        if pattern is _AGREED_THAT and not (found.has("that") or date is not None or "ecommendation" in found.span.words):
            continue
        yield from _made(part, sentence, body, date)
        return


def _doubtful(found: Match, pattern: re.Pattern[str]) -> bool:
    if found.before[-60:].search(_NOT) or found.before.search(_QUOTED):
        return True
    return pattern is _DECIDED and str(found.group("aux")) in ("is", "are", "be", "being")


def _deciding(part: Part, found: Match) -> Span | None:
    try:
        body = found.get("body")
    except IndexError:
        return None
    if body is None:
        return None
    return body if bodies_here(part).match(body) is not None or body.search(_DECIDING) else None


def _date(found: Match) -> DateMention | None:
    """The date of the decision: the one in the verb's own phrase or right after it."""
    clause = found.after.split(r"[,;:]")[0]
    close = [one for one in find_dates(found.span.to(found.after[:40])) if one.until.datatype != "gYear"]
    near = close or [one for one in find_dates(clause) if clause[: one.span.start - clause.start].search(r"\bon\s$")]
    opening = [
        mention
        for mention in find_dates(found.before)
        if found.before[: mention.span.start - found.before.start].fullmatch(_OPENING)
    ]
    dates = near or opening
    return dates[0] if dates and dates[0].is_point else None


def _made(part: Part, sentence: Span, body: Span | None, date: DateMention | None) -> Iterator[Fact]:
    made_by: Ref | None = None
    meeting: Ref | None = None
    if body is not None:
        made_by = body_ref(body.words, part)
        if date is not None and date.when.datatype == "date":
            meeting = meeting_ref(made_by, date.when)
            yield Meeting(
                ref=meeting,
                label=f"{body.words}, {date.when.printed}",
                held_by=made_by,
                date=date.when,
                status="held",
                evidence=(sentence,),
            )
    yield Decision(text=sentence.words, meeting=meeting, made_by=made_by, date=date.when if date else None, evidence=(sentence,))
