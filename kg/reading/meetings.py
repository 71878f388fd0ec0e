"""Meetings of a body, as minutes and agendas state them: which body sat, on what day, when and where.

Two ways of saying it: a sentence ("A meeting of the … Panel was held on 27 July 2021", "At a meeting of … held in Committee
Room 2 on Thursday 9 January 2020 at 9.30 am") and a title page (body, date, time and venue on lines of their own, with or
without labels).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.dates import When
from kg.facts import Body, Fact, Meeting, Ref
from kg.reading.dates import DateMention, find_dates
from kg.reading.naming import naming
from kg.reading.part import Part
from kg.reading.refs import body_ref, meeting_ref
from kg.reading.titles import bare, cased, councils, mixed_case
from kg.text import Match, Span

Status = Literal["held", "scheduled", "moved"]

BODY_NOUN = r"(?:sub-?\s?committee|committee|panel|board|cabinet|executive|council|commission|forum|group|partnership|assembly|authority|working\sparty|trust|conference|taskforce)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_KIND_OF_MEETING = r"(?:(?:virtual|remote|special|extraordinary|ordinary|annual|hybrid|formal|informal|additional|public|joint|first|last|previous|regular|inaugural)\s+){0,2}"
STATED = re.compile(
    rf"(?P<lead>(?i:(?:minutes|notes|record|proceedings|decisions)\s+of\s+(?:the\s+|an?\s+)?{_KIND_OF_MEETING}(?:(?:meetings?|proceedings)\s+of\s+(?:the\s+|an?\s+)?)?"
    rf"|(?:at\s+)?(?:the\s+|an?\s+){_KIND_OF_MEETING}meetings?\s+of\s+(?:the\s+|an?\s+)?))[*_]{{0,2}}(?P<body>[A-Z][^.;:\n]{{3,150}}?(?:\n[^.;:\n]{{3,80}}?)??)[*_]{{0,2}}"
    rf"(?=,?\s+(?i:meeting\s+|which\s+|that\s+)?(?i:was\s+|were\s+|will\s+be\s+|is\s+to\s+be\s+|to\s+be\s+)?(?i:duly\s+)?(?i:held|convened|took\s+place)\b|,?\s(?i:which|to\swhich)\s(?i:you|members)\b|,?\s+(?i:on\s+)?(?:(?:{_DAY})\b|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b)|\s*\()"
)
TIME = re.compile(
    r"(?<![\d.])(?:\d{1,2}[.:]\d{2}\s?(?:a\.m\.?|p\.m\.?|[ap]m|hrs|hours|noon|AM|PM)?(?!\d|\.\d)|\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.|noon|AM|PM)\b|\d{4}\s?(?:hrs|hours)\b|(?:12\s)?(?:noon|midday)\b)"
)
_VENUE = re.compile(
    rf"\b(?:in|at|via|by|using|from|on)\s+(?:the\s+|a\s+)?(?P<venue>(?!\d{{1,2}}[.:\s]|{_DAY})[A-Z][^\n;]{{2,110}}?)(?=,?\s+(?:on|at|commencing|from|starting)(?:\s|$)|,?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+[A-Z]|$)|\.\s|\.$|\n)"
)
_LABELS: dict[str, re.Pattern[str]] = {
    "date": re.compile(
        r"(?:(?:meeting\s)?date(?:\s(?:and|&)\stime)?(?:\sof\s(?:the\s)?meeting)?|held\son|day)\s*(?::|\t|\s[-–]\s)\s*(?P<rest>.+)",
        re.IGNORECASE,
    ),
    "time": re.compile(r"(?:start\s)?time(?:\sof\smeeting)?\s*(?::|\t|\s[-–]\s)\s*(?P<rest>.+)", re.IGNORECASE),
    "venue": re.compile(r"(?:venue|location|place|held\sat|where)\s*(?::|\t|\s[-–]\s)\s*(?P<rest>.+)", re.IGNORECASE),
    "body": re.compile(
        r"(?:meeting|committee|name\sof\s(?:meeting|committee)|title|meeting\sof)\s*(?::|\t|\s[-–]\s)\s*(?:of\s)?(?P<rest>.+)",
        re.IGNORECASE,
    ),
}
_NOT_BODY = re.compile(
    r"^(?:(?:draft|unconfirmed|public|printed)\s)?(?:agenda(?:\s(?:and|&)\s(?:minutes|papers|draft\sminutes|reports?)|\spack|\sfrontsheet)?|minutes|decisions?|notice(?:\sof)?(?:\s(?:a\s)?meeting)?|public\sdocument\spack|meeting|document\spack|record\sof\sdecisions|summons|notes|order\sof\sbusiness)\b[\s:,–—-]*(?:(?:of|for)\s)?(?:(?:the|an?)\s)?(?:(?:virtual|special|ordinary|extraordinary|annual|remote)\s)?(?:meeting\sof\s)?(?:the\s)?",
    re.IGNORECASE,
)
_AFTER_BODY = re.compile(
    rf"\s*(?:[,–—-]\s*|\son\s|\s)(?:(?:{_DAY})\b|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b)|\s*[–—:-]?\s*\b(?i:agenda|minutes|meeting|held)\b|\s[–—-]\s|:\s|\t|\s\|\s"
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a text says of one meeting; every part of it may be missing but the spans it was read from."""

    evidence: tuple[Span, ...]
    body: Span | None = None
    date: DateMention | None = None
    time: Span | None = None
    venue: Span | None = None


def stated(found: Match) -> Sitting:
    """The sitting that a match of :data:`STATED` and what follows it in its paragraph say."""
    tail = found.after[:320]
    stop = tail.search(r"\n\s*\n|\n(?=(?i:present|apologies|in attendance|also present|members|councillor|attend))|\.\s+[A-Z]")
    tail = tail if stop is None else stop.before
    body = bare(found.group("body"))
    date = next((one for one in find_dates(tail) if one.is_point and one.until.datatype in ("date", "string")), None)
    rest = tail if date is None else Span(tail.document, tail.start, tail.end)
    venue = rest.search(_VENUE)
    time = tail.search(TIME)
    end = max(
        [
            body.end,
            *(
                span.end
                for span in (date.span if date else None, time.span if time else None, venue.span if venue else None)
                if span
            ),
        ]
    )
    whole = Span(tail.document, found.span.start, end).strip("#* \n\t")
    return Sitting((whole,), body, date, time.span if time else None, _venue(venue.group("venue")) if venue else None)


def _venue(span: Span) -> Span | None:
    cut = span.search(TIME) or span.search(r"\bView\sdirections\b")
    bare_venue = (cut.before if cut is not None else span).strip(" ,.*–-")
    return None if not bare_venue or find_dates(bare_venue) else bare_venue


def paged(lines: Iterable[Span]) -> Sitting:
    """The sitting that the lines of a title page say."""
    body: Span | None = None
    council: Span | None = None
    date: DateMention | None = None
    time: Span | None = None
    venue: Span | None = None
    used: list[Span] = []
    for raw in lines:
        line = bare(raw)
        labelled = {name: found.group("rest") for name, pattern in _LABELS.items() if (found := line.match(pattern))}
        if date is None and (
            dates := [one for one in find_dates(line) if one.is_point and one.until.datatype in ("date", "string")]
        ):
            date = dates[0]
            used.append(line)
        if (
            time is None
            and (date is None or "time" in labelled or line.overlaps(date.span) or line.fullmatch(TIME) is not None)
            and (clock := line.search(TIME))
        ):
            time = clock.span
            used.append(line)
        if venue is None and "venue" in labelled:
            venue = _venue(labelled["venue"]) or labelled["venue"].strip()
            used.append(line)
        elif venue is None and "held" in line and (place := line.search(_VENUE)):
            venue = _venue(place.group("venue"))
            used.append(line)
        if body is None and not {"date", "time", "venue"} & set(labelled) and (named := body_in(labelled.get("body", line))):
            if _is_council(named):
                council = council or named
            else:
                body = named
                used.append(named)
    if body is None and council is not None:
        body = council
        used.append(council)
    return Sitting(tuple(dict.fromkeys(used)), body, date, time, venue)


def body_in(line: Span) -> Span | None:
    """The body that a line of a title page names, without "Minutes of the" and a date; None where it names none."""
    words = bare(line)
    lead = words.match(_NOT_BODY)
    words = words if lead is None else lead.after.strip()
    first = words.search(BODY_NOUN, re.IGNORECASE)
    if (
        first is None
        or len(words.words) > 160
        or words.search(
            r"@|\bplease\b|\bcontact\b|\bwww\b|\bmembers\b|\broom\b|\bchamber\b|\bcouncillors?\b|\bchief\sexecutive\b",
            re.IGNORECASE,
        )
    ):
        return None
    cut = words[first.span.start - words.start :].search(_AFTER_BODY)
    named = Span(words.document, words.start, cut.span.start if cut is not None else words.end).strip(" ,.;:–—-*")
    if any(word.islower() and word not in _LITTLE for word in re.findall(r"[\w’'-]+", str(named))):
        return None
    return named if named.search(r"[A-Z]") and not named.search(r"[.?!;]\s") and not re.match(r"\d", str(named)) else None


_LITTLE = {"and", "of", "the", "for", "in", "on", "to", "with", "at", "upon"}


def _is_council(named: Span) -> bool:
    whole = councils(named)
    words = named.words.casefold()
    return words.endswith(("council", "borough", "authority")) and (bool(whole) or words.count(" ") < 4)


def status_of(date: When | None, today: When | None, *, planned: bool) -> Status:
    """Held or scheduled, as of the document's day; ``planned`` is what the words say where the days do not, or are the same."""
    if date is not None and today is not None and date.earliest and today.latest and date.value != today.value:
        return "scheduled" if date.earliest > today.latest else "held"
    return "scheduled" if planned else "held"


def held_by(sitting: Sitting, part: Part) -> Ref | None:
    """The body that sat; the council itself for a meeting of "the Council"."""
    if sitting.body is None:
        return None
    words = re.sub(r"\s+", " ", sitting.body.words)
    if re.fullmatch(r"(?:the\s)?(?:(?:full|county|city|borough|district)\s)?council", words, re.IGNORECASE):
        return part.header.about
    return body_ref(mixed_case(words), part)


def sat(sitting: Sitting, part: Part, status: Status) -> Iterator[Fact]:
    """The facts of a sitting: its body and the meeting. Nothing where no body is named."""
    ref = held_by(sitting, part)
    if ref is None or sitting.body is None:
        return
    name = cased(sitting.body)
    known = part.world.bodies.get(ref)
    kind = known.one("kind") if known is not None else kind_of(name, part)
    yield Body(ref=ref, name=name, kind=kind or "Body", parent=_parent(ref, kind, part), evidence=(sitting.body,))
    yield meeting_of(sitting, ref, name, status)


def kind_of(name: str, part: Part) -> str:
    """The kind of a body that meets."""
    if re.search(r"\bscrutiny\b|\boverview\b", name, re.IGNORECASE):
        return "ScrutinyPanel"
    return naming(part.world).kind_of(name)


def _parent(ref: Ref, kind: str, part: Part) -> Ref | None:
    """The council, for a committee or panel of a council that is not in the reference data."""
    if part.world.bodies.get(ref) is not None or part.header.about in (None, ref):
        return None
    return part.header.about if kind in ("ScrutinyPanel", "Committee", "Executive") else None


def meeting_of(sitting: Sitting, ref: Ref, name: str, status: Status) -> Meeting:
    """The meeting of a sitting, by body and day."""
    date = sitting.date.when if sitting.date is not None else None
    return Meeting(
        ref=meeting_ref(ref, date),
        label=f"{name}, {date.printed}" if date is not None else name,
        held_by=ref,
        date=date,
        status=status,
        time=sitting.time.words if sitting.time is not None else "",
        venue=sitting.venue.words if sitting.venue is not None else "",
        evidence=sitting.evidence,
    )


def top_lines(span: Span) -> list[Span]:
    """The lines of the top of a paper: down to who was there, who belongs to the body or what is on the agenda."""
    page: list[Span] = []
    for line in [line.strip() for line in span[:_TOP].lines() if line.strip()][:_MOST_LINES]:
        if page and line.match(_LISTS):
            break
        page.append(line)
    return page


def sitting_of(span: Span) -> Sitting:
    """The sitting that the top of minutes or of an agenda speaks of: by a sentence, completed by the lines about it."""
    page = top_lines(span)
    sentence: Sitting | None = None
    top = page[0].to(page[-1]) if page else span[:0]
    for found in top.finditer(STATED):
        one = stated(found)
        if (
            one.body is not None
            and (one.date is not None or sentence is None)
            and not found.before[-60:].search(r"(?<!\d)\d{1,3}[.)]?\s+$")
        ):
            sentence = one if sentence is None or sentence.date is None else sentence
    titled = paged(page)
    if sentence is None and titled.date is None:  # the page has no day: the meeting is called in a sentence below its first list
        sentence = next((one for found in span[:_TOP].finditer(_CALLED) if (one := stated(found)).date is not None), None)
    if sentence is None:
        return titled
    return Sitting(
        (*sentence.evidence, *(span for span in titled.evidence if not any(span in one for one in sentence.evidence)))
        if sentence.date is None or sentence.time is None
        else sentence.evidence,
        sentence.body
        if sentence.body is not None and sentence.body.search(BODY_NOUN, re.IGNORECASE)
        else titled.body or sentence.body,
        sentence.date or titled.date,
        sentence.time or titled.time,
        sentence.venue or titled.venue,
    )


_TOP, _MOST_LINES = 2500, 30
_CALLED = re.compile(rf"{STATED.pattern}(?=[^.\n]{{0,80}}\b(?i:will|is\sto|to)\sbe\sheld\b)")
_LISTS = re.compile(
    r"[|#*_\s]*(?i:present|attendance|members\spresent|in\sattendance|apologies|officers|agenda\b(?!\s(?:and|for|of|pack|-|–))|membership|business|order\sof\sbusiness|items|media|no\.\s?\|?\s?item)[|\s:*_-]*(?:$|:)|[#*\s]*(?:(?i:membership\sof)\s|1(?:\.0)?[.)]?\s+[A-Z])"
)
