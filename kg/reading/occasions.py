"""Meetings that a text speaks of: held before, next ones, moved ones, and series of meetings ("meets quarterly").

A meeting is told by its body and day. "The previous meeting", "the next meeting" and a bare "meeting held on …" are of the body
whose minutes or agenda the text is. What lies after the day of the document is scheduled, what lies before it was held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.dates import When
from kg.facts import Fact, Meeting, Ref, slug
from kg.reading.blocks import blocks
from kg.reading.dates import find_dates
from kg.reading.meetings import held_by, status_of
from kg.reading.papers import meeting_days
from kg.reading.part import Part
from kg.reading.phrases import capitalised
from kg.reading.refs import body_ref, meeting_ref
from kg.reading.rosters import bodies_named, own_body
from kg.reading.scope import bodies_here
from kg.reading.sittings import BODY_NOUN, TIME, sitting_of
from kg.reading.titles import cased, committees, mixed_case
from kg.text import Match, Span

_NOUN = re.compile(rf"\b{BODY_NOUN}\b|\b(?:MASA|CMT|SLT|LMT)\b", re.IGNORECASE)
_PLAIN = re.compile(
    r"\b(?:at|to|by|of|from)\s(?:the\s|a\smeeting\sof\s(?:the\s)?)?(?P<body>(?:[Ff]ull\s)?Council|Cabinet|Executive)(?=\s(?:meetings?\s)?(?:held\s)?(?:on|in)\b|\smeetings?\b|,|\.)"
)
_UNTIL_DATE = re.compile(
    r"(?:[’']s?)?(?:\s\([A-Za-z&]{2,12}\))?(?:,\schaired\sby\s[^,;.\n]{3,60})?,?\s?(?:meetings?\s)?(?:that\s|which\s)?(?:took\splace\s|(?:was|were|is|are|to\sbe|will\sbe|being|due\sto\sbe|scheduled\sto\sbe)\s)?(?:held\s|scheduled\s|due\s|convened\s|arranged\s)?(?:(?:will\s)?(?:last\s|first\s|next\s)?(?:met|meets?)\s(?:again\s|next\s)?)?"
    r"(?:on\s|for\s|of\s|dated\s|in\s|at\sits\smeeting\s(?:held\s)?on\s|–\s|-\s|\()*(?:(?:the\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:the\s)?"
)
_OWN = re.compile(
    r"\b(?:(?:previous|last|next|first|special|extraordinary|ordinary|this|its|our|future|following|forthcoming)\s)?meetings?\b[^.;\n]{0,30}?(?:\b(?:held\s(?:on|at)|on|of|for)|[–:-])\s*$|\bminutes\s?[–:-]\s*$|\b(?:[Nn]ext|[Ff]uture)\s[Mm]eetings?\b[^.;\n]{0,60}$|\bminutes\s(?:of|for)\s(?:the\s)?$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:next|future|forthcoming)\s(?:scheduled\s|formal\s|ordinary\s)?meetings?\b|\bdates?\s(?:and\stimes?\s)?of\s(?:the\s)?(?:next|future|forthcoming|meetings?)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?:be(?:ing|en)?\s|was\s|is\s|were\s|has\sbeen\s)?(?:moved|rescheduled|re-scheduled|changed|re-?arranged|postponed|brought\sforward|deferred|put\sback)\s(?:from\s[^.;\n]{3,50}?\s)?(?:to|until)\s",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|would|shall|to\sbe|due|scheduled|next|future|forthcoming|proposed|planned|arranged)\b", re.IGNORECASE
)
_TOOK_PLACE = re.compile(r"\b(?:held|took\splace|met|attended|heard|considered|agreed|was|were)\b", re.IGNORECASE)
_MOST = 170


def occasions(part: Part) -> Iterator[Fact]:
    """The meetings that a part speaks of besides the one it is of, and the series of meetings."""
    own = _own(part)
    told: set[tuple[Ref, str]] = set()
    listing: Ref | None = None
    for block in blocks(part.span):
        if (block.kind == "heading" or (block.kind in ("numbered", "row") and len(block.text) < 110)) and not find_dates(
            block.span
        ):
            listing = own if _NEXT.search(block.text.words) else None
        spans = [block.span] if block.kind in ("heading", "row") else block.span.sentences()
        for sentence in spans:
            found = [*_moved(part, sentence, own)] or [
                *_dated(part, sentence, own),
                *(_next(part, sentence, listing) if listing else ()),
            ]
            for meeting in found:
                if (meeting.ref, meeting.status) not in told:
                    told.add((meeting.ref, meeting.status))
                    yield meeting


def _days(span: Span) -> list[tuple[Span, When]]:
    """The days that are printed, not the ends of years such as "2021/22"."""
    return [(day, when) for day, when in meeting_days(span) if not re.fullmatch(r"(?:19|20)\d\d\s?[/–-]\s?\d{2,4}", day.words)]


def _own(part: Part) -> Ref | None:
    """The body whose meeting the part is of."""
    if part.family not in ("minutes", "agenda"):
        return None
    return held_by(sitting_of(part.span), part)


def _bodies(part: Part, sentence: Span) -> list[tuple[Span, Ref]]:
    """The bodies that a sentence names and that can meet, by position."""
    found: dict[int, tuple[Span, Ref]] = {}
    for mention in bodies_here(part).find(sentence):
        if _NOUN.search(mention.entry.label) and "Council" not in mention.entry.data.get("kind", ()):
            found[mention.span.start] = (mention.span, mention.entry.ref)
    for span in (*capitalised(sentence, part.world), *committees(sentence)):
        if (
            _NOUN.search(str(span))
            and not re.search(r"\b[Cc]ouncil$", str(span))
            and not any(span.overlaps(one) for one, _ in found.values())
        ):
            found[span.start] = (span, body_ref(mixed_case(span.words), part))
    for plain in sentence.finditer(_PLAIN):
        body = plain.group("body")
        ref = part.header.about if body.words.endswith("ouncil") else body_ref(body.words, part)
        if ref is not None and body.start not in found:
            found[body.start] = (body, ref)
    return [found[start] for start in sorted(found)]


def _dated(part: Part, sentence: Span, own: Ref | None) -> Iterator[Meeting]:
    """The meetings of named bodies on printed days, and those of the own body."""
    days = _days(sentence)
    if not days:
        return
    bodies = _bodies(part, sentence)
    last: tuple[Span, Ref] | None = None
    for day, when in days:
        before = [pair for pair in bodies if pair[0].end <= day.start and day.start - pair[0].end < _MOST]
        joined = last is not None and last[0].end <= day.start and _joined(Span(sentence.document, last[0].end, day.start))
        near = before[-1] if before else None
        if near is not None and Span(sentence.document, near[0].end, day.start).fullmatch(_UNTIL_DATE):
            last = (day, near[1])
        elif joined and last is not None:
            last = (day, last[1])
        elif own is not None and Span(sentence.document, max(sentence.start, day.start - _MOST), day.start).search(_OWN):
            last = (day, _body_between(sentence, day, near) or own)
        else:
            last = None
            continue
        yield _meeting(part, last[1], when, sentence, day)


def _body_between(sentence: Span, day: Span, near: tuple[Span, Ref] | None) -> Ref | None:
    """The body named in "the meeting of the … Board held on …"."""
    if near is None:
        return None
    between = Span(sentence.document, near[0].end, day.start)
    return near[1] if between.search(r"\bmeeting\b|\bheld\b") and len(between) < 60 else None


def _joined(gap: Span) -> bool:
    """Whether two days stand in one list: "28 July and 8 September 2021"."""
    return bool(
        gap.fullmatch(
            r"(?:\s(?:January|February|March|April|May|June|July|August|September|October|November|December))?(?:\s\d{4})?\s?(?:,|and|&|;|,\sand|\n)\s{0,3}(?:(?:it\s)?(?:will\s)?(?:next\s)?meets?\s(?:again\s|next\s)?)?(?:(?:on|the)\s)?(?:[A-Z][a-z]+day,?\s)?"
        )
    )


def _next(part: Part, sentence: Span, own: Ref) -> Iterator[Meeting]:
    """The days under a heading such as "Dates of future meetings"."""
    for day, when in _days(sentence):
        if status_of(when, part.issued, planned=True) == "scheduled":
            yield _meeting(part, own, when, sentence, day)


def _moved(part: Part, sentence: Span, own: Ref | None) -> Iterator[Meeting]:
    """A meeting that is moved from one day to another."""
    found = sentence.search(_MOVED)
    if found is None or not sentence.search(r"\bmeetings?\b|\bdates?\b|\bschedule\b", re.IGNORECASE):
        return
    held = _bodies(part, sentence)
    body = held[0][1] if held else own
    days = _days(sentence)
    after = [(day, when) for day, when in days if day.start >= found.span.end - 1 and day.start < found.span.end + 25]
    before = [(day, when) for day, when in days if day.end <= found.span.end and found.span.start - day.end < 60]
    if body is None or not after or not before:
        return
    yield _meeting(part, body, before[-1][1], sentence, before[-1][0], moved=True)
    yield _meeting(part, body, after[0][1], sentence, after[0][0])


def _meeting(part: Part, body: Ref, when: When, sentence: Span, day: Span, *, moved: bool = False) -> Meeting:
    clock = Span(sentence.document, day.end, min(sentence.end, day.end + 25)).match(rf"[,\s]*(?:at\s)?(?P<time>{TIME.pattern})")
    known = part.world.bodies.get(body)
    name = known.label if known is not None else _printed(part, body)
    return Meeting(
        ref=meeting_ref(body, when), label=f"{name}, {_day(when)}", held_by=body, date=when,
        status="moved" if moved else status_of(when, part.issued, planned=_is_planned(part, sentence, when)),
        time=clock.group("time").words if clock is not None and not moved else "", evidence=(sentence,),
    )  # fmt: skip


def _is_planned(part: Part, sentence: Span, when: When) -> bool:
    """Whether the words look ahead; a paper of the meeting's own day was written before it, unless it says that it took place."""
    same = part.issued is not None and part.issued.value == when.value
    if same and part.family == "minutes":
        return False
    own_day = same and part.family != "minutes"
    return sentence.search(_PLANNED) is not None or (own_day and sentence.search(_TOOK_PLACE) is None)


def _day(when: When) -> str:
    return (
        when.printed
        if not when.value or when.value[:4] in when.printed or not re.search(r"[A-Za-z]", when.printed)
        else f"{when.printed} {when.value[:4]}"
    )


def _printed(part: Part, body: Ref) -> str:
    sitting = sitting_of(part.span) if part.family in ("minutes", "agenda") else None
    if sitting is not None and sitting.body is not None and held_by(sitting, part) == body:
        return cased(sitting.body)
    named = next((one for one, ref in bodies_named(part) if ref == body), None)
    if named is not None:
        return cased(named)
    return body.slug.replace("-", " ")


_OFTEN = (
    r"(?:daily|weekly|fortnightly|monthly|bi-?monthly|two-?monthly|quarterly|termly|annual(?:ly)?|yearly|bi-?annual(?:ly)?|bi-?weekly|six[\s-]?(?:monthly|weekly)|twice\s(?:a\s)?year(?:ly)?|regular(?:ly)?|frequent(?:ly)?"
    r"|every\s(?:\d{1,2}|two|three|four|five|six|eight|ten|twelve)\s(?:weeks|months)|(?:three|four|five|six|ten|twelve|\d{1,2})\stimes\s(?:a|per|each)\s(?:municipal\s)?year|once\s(?:a|every|per)\s(?:week|month|quarter|term|year))"
)
_GATHERING = r"(?:meetings?|briefings?|clinics?|seminars?|conferences?|forums?|workshops?|surgeries|steering\sgroup|sessions?)"
_SERIES = [
    # "FLAC, which meets quarterly", "the Board meets every six weeks"
    re.compile(
        rf"(?P<subject>[A-Z][\w’'&()/ -]{{1,90}}?),?\s(?:which\s|that\s|normally\s|usually\s|currently\s|now\s)*(?:meets?|met|will\smeet|would\smeet|is\sheld|are\sheld)\s(?:on\sa\s)?(?P<often>{_OFTEN})(?:\sbasis)?\b"
    ),
    # "quarterly meetings with the Mayor", "a quarterly multi-agency steering group"
    re.compile(
        rf"\b(?P<often>(?i:{_OFTEN}))\s(?P<label>(?:[a-z][\w’'-]*\s){{0,4}}?{_GATHERING}(?:\s(?:with|between|of|for|on)\s(?:the\s)?[^,.;:()\n]{{2,90}}?)?)(?=[,.;:()\n–]|\s(?:which|where|that|were|was|are|is|to|and\s(?:the\s)?(?:monthly|weekly|fortnightly)|in\splace)\b|$)"
    ),
    # "attend a virtual officer meeting on a weekly basis", "virtual meeting every 4 weeks", "meetings of the Board being held monthly"
    re.compile(
        rf"\b(?P<label>(?:[A-Za-z][\w’'-]*\s){{0,6}}?meetings?(?:\sof\s(?:the\s)?[A-Z][\w’' -]{{2,60}}?)?)\s(?:(?:is|are|being|to\sbe|were|was)\s(?:held\s)?)?(?:on\sa\s)?(?P<often>{_OFTEN})(?:\sbasis)?\b"
    ),
]
_LEADING = re.compile(
    r"^(?:and|or|the|a|an|attend|attends|chair|chairs|hold|holds|held|these|include|includes|with|she|he|they|envisaged|of|in|at|to|there|is|are|good|range)\s",
    re.IGNORECASE,
)


def series(part: Part) -> Iterator[Meeting]:
    """The series of meetings that a text says how often they are held."""
    told: set[Ref] = set()
    for block in blocks(part.span):
        if block.kind in ("heading", "row"):
            continue
        for sentence in block.span.sentences():
            for index, pattern in enumerate(_SERIES):
                for found in sentence.finditer(pattern):
                    made = _series(part, sentence, found, by_subject=index == 0)
                    if made is not None and made.ref not in told:
                        told.add(made.ref)
                        yield made


def _series(part: Part, sentence: Span, found: Match, *, by_subject: bool) -> Meeting | None:
    often = found.group("often").words
    body: Ref | None
    if by_subject:
        bodies = [pair for pair in _bodies(part, sentence) if pair[0].overlaps(found.group("subject"))]
        subject = bodies[-1] if bodies else None
        if subject is None:
            return None
        label, body = f"meetings of {subject[0].words}", subject[1]
    else:
        words = found.group("label").words
        while (shorter := _LEADING.sub("", words)) != words:
            words = shorter
        words = re.sub(
            r"^.*\b(?:[Cc]hairs?|attends?|holds?|joins?|have|has|runs?)\s(?!and\b|of\b|or\b)(?:an?\s|the\s)?(?=\S)", "", words
        )
        if re.match(r"regular|frequent", often, re.IGNORECASE) and not re.search(r"\b(?:with|between|of)\b", words):
            return None
        label = words if found.group("label").end < found.group("often").start else f"{often.casefold()} {words}"
        if words.casefold() in ("meeting", "meetings"):
            label = f"{often.casefold()} {words.casefold()}"
        inside = [
            pair
            for pair in _bodies(part, sentence)
            if pair[0] in found.group("label") and re.search(rf"\bof\s(?:the\s)?{re.escape(pair[0].words)}", words)
        ]
        named = re.search(r"\bmeetings?\sof\sthe\s(?P<noun>[A-Z][a-z]+)$", words)
        body = inside[0][1] if inside else (own_body(part, _span_of(found.group("label"), named.group("noun"))) if named else None)
    planned = bool(
        re.search(r"\b(?:will|would|envisaged|planned|proposed|to\sbe|should)\b", str(found.before)[-80:] + str(found.span))
    )
    area = body.slug if body is not None else part.slug
    return Meeting(
        ref=Ref("meeting", slug(area, label)[:120].strip("-")),
        label=label,
        held_by=body,
        status="scheduled" if planned else "held",
        frequency=often,
        evidence=(sentence,),
    )


def _span_of(within: Span, words: str) -> Span:
    return within.find(words) or within


def meetings(part: Part) -> Iterator[Fact]:
    """The reader of meetings for every family."""
    yield from occasions(part)
    yield from series(part)
