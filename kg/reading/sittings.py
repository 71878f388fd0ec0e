"""What the top of minutes or of an agenda says of one sitting: which body sat, on what day, when and where.

Two ways of saying it: a sentence ("A meeting of the … Panel was held on 27 July 2021", "At a meeting of … held in Committee
Room 2 on Thursday 9 January 2020 at 9.30 am") and a title page (body, date, time and venue on lines of their own, with or
without labels).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.reading.dates import DateMention, find_dates
from kg.reading.titles import bare, councils
from kg.text import Match, Span

BODY_NOUN = r"(?:sub-?\s?committee|committee|panel|board|cabinet|executive|council|commission|forum|group|partnership|assembly|authority|working\sparty|trust|conference|taskforce)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_KIND_OF_MEETING = r"(?:(?:virtual|remote|special|extraordinary|ordinary|annual|hybrid|formal|informal|additional|public|joint|first|last|previous|regular|inaugural)\s+){0,2}"
STATED = re.compile(
    rf"(?P<lead>(?i:(?:minutes|notes|record|proceedings|decisions)\s+of\s+(?:the\s+|an?\s+)?(?:hearing\s+of\s+(?:the\s+)?)?{_KIND_OF_MEETING}(?:(?:meetings?|proceedings)\s+of\s+(?:the\s+|an?\s+)?)?"
    rf"|(?:at\s+)?(?:the\s+|an?\s+){_KIND_OF_MEETING}meetings?\s+of\s+(?:the\s+|an?\s+)?))[*_]{{0,2}}(?P<body>[A-Z][^.;:\n]{{3,150}}?(?:\n[^.;:\n]{{3,80}}?)??)[*_]{{0,2}}"
    rf"(?=,?\s+(?i:meeting\s+|which\s+|that\s+)?(?i:was\s+|were\s+|will\s+be\s+|is\s+to\s+be\s+|to\s+be\s+)?(?i:duly\s+)?(?i:held|convened|took\s+place)\b|,?\s(?i:which|to\swhich)\s(?i:you|members)\b|,?\s+(?i:on\s+)?(?:(?:{_DAY})\b|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b)"
    r"|\s*\((?!(?!(?i:special|virtual|remote|the|previously|formerly|extraordinary|hybrid)\b)[A-Z][^()\n]{3,60}\)))"
)
TIME = re.compile(
    r"(?<![\d.])(?:\d{1,2}[.:]\d{2}\s?(?:a\.m\.?|p\.m\.?|[AP]\.M\.?|[ap]m|hrs|hours|noon|AM|PM)?(?!\d|\.\d)|\d{1,2}\s?(?:am\b|pm\b|a\.m\.|p\.m\.|[AP]\.M\.|noon\b|AM\b|PM\b)|\d{4}\s?(?:hrs|hours)\b|(?:12\s)?(?:noon|midday)\b)"
)
_VENUE = re.compile(
    rf"\b(?i:in|at|via|by|using|from|on)\s+(?i:the\s+|a\s+)?(?P<venue>(?!\d{{1,2}}[.:\s]|{_DAY})[A-Z][^\n;]{{2,110}}?(?:,\n[^\S\n]*[A-Z][^\n;]{{2,60}}?)??)"
    r"(?=,?\s+(?i:on|at|commencing|from|starting)(?:\s|$)|,?\s*(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]|$)|\.\s|\.$|(?<!,)\n)"
)
_LABELS: dict[str, re.Pattern[str]] = {
    "date": re.compile(
        r"(?:(?:meeting\s)?date(?:\s(?:and|&)\stime)?(?:\sof\s(?:the\s)?meeting)?|held\son|day)[*_]{0,3}\s*(?::|\t|\s[-–]\s)\s*[*_]{0,3}(?P<rest>.+)",
        re.IGNORECASE,
    ),
    "time": re.compile(
        r"(?:(?:start\s)?time(?:\sof\smeeting)?|commenc(?:ed|es|ing)|start(?:ed|s)?)[*_]{0,3}\s*(?::|\t|\s[-–]\s)\s*[*_]{0,3}(?P<rest>.+)",
        re.IGNORECASE,
    ),
    "venue": re.compile(
        r"(?:venue|location|place|held\sat|where)[*_]{0,3}\s*(?::|\t|\s[-–]\s)\s*[*_]{0,3}(?P<rest>.+)", re.IGNORECASE
    ),
    "body": re.compile(
        r"(?:meeting|committee|name\sof\s(?:meeting|committee)|title|meeting\sof)[*_]{0,3}\s*(?::|\t|\s[-–]\s)\s*[*_]{0,3}(?:of\s)?(?P<rest>.+)",
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
    named_meeting = body.search(r"\s+meetings?$", re.IGNORECASE)  # "Minutes of the Board meeting held on …"
    body = body if named_meeting is None else named_meeting.before
    of_council = body.search(_OF_COUNCIL)  # "the Children's Committee of Northshire County Council"
    body = body if of_council is None else of_council.group("body")
    date = next((one for one in find_dates(tail) if one.is_point and one.until.datatype in ("date", "string")), None)
    venue = _place(tail)
    time = tail.search(TIME)
    told = (date.span if date else None, time.span if time else None, venue)
    end = max([body.end, *(span.end for span in told if span)])
    whole = Span(tail.document, found.span.start, end).strip("#* \n\t")
    return Sitting((whole,), body, date, time.span if time else None, _venue(venue) if venue else None)


_OF_COUNCIL = re.compile(
    r"(?P<body>[A-Z][^\n]{3,120}?(?i:committee|panel|board|cabinet|commission|forum))\s+of\s+(?:the\s+)?(?:[A-Z][\w’'-]{1,30}\s+){1,5}(?:COUNCIL|Council)$"
)
_ROOM = re.compile(
    r"(?=[A-Z])(?!(?i:present|minutes|agenda)\b)[^\n:.;@]{0,60}\b(?i:rooms?|suite|chamber|hall|house|offices?|zoom|teams|microsoft\steams|library|theatre|building|hub)\b[^\n:;@]{0,70}"
)  # a line of a title page that is a place


def _place(tail: Span) -> Span | None:
    """The place that the words after a meeting's body name, also where a long line is wrapped within its name."""
    text = tail.document.text

    def unwrapped(end: re.Match[str]) -> str:
        at = tail.start + end.start()
        return " " if at - text.rfind("\n", 0, at) > 60 else "\n"

    flat = re.sub(r"(?<=\w)\n(?=[ \t]{0,60}[A-Z][a-z])", unwrapped, str(tail))
    found = _VENUE.search(flat)
    return None if found is None else tail[found.start("venue") : found.end("venue")]


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
    before: Span | None = None
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
        elif venue is None and line.search(r"\bheld\b", re.IGNORECASE) and (place := line.search(_VENUE)):
            venue = _venue(place.group("venue"))
            used.append(line)
            if venue is not None and venue.end == line.end and len(line) > 45 and (more := _wrapped(line)) is not None:
                venue = venue.to(more)
                used.append(more)
        elif venue is None and date is not None and line.fullmatch(_ROOM) and not find_dates(line):
            venue = _venue(line)
            used.append(line)
        if body is None and not {"date", "time", "venue"} & set(labelled) and (named := body_in(labelled.get("body", line))):
            if _is_council(named):
                council = council or named
            else:
                body = before.to(named) if before is not None and wraps(before, line) else named
                used.append(body)
        before = line
    if body is None and council is not None:
        body = council
        used.append(council)
    return Sitting(tuple(dict.fromkeys(used)), body, date, time, venue)


_GENERIC = re.compile(
    r"(?i:(?:joint\s|cabinet\s)?(?:overview|scrutiny|select|policy|performance|sub-?\s?committee|committee|panel|board|improvement)\b)"
)


def wraps(line: Span, below: Span) -> bool:
    """Whether the name of a body begins on ``line`` and goes on right ``below``: "Education and Skills", "Scrutiny Committee"."""
    words = bare(line)
    return (
        not line.document.text[line.end : below.start].strip(" *_\t\n")
        and line.document.text.count("\n", line.end, below.start) < 2
        and bare(below).match(_GENERIC) is not None
        and words.fullmatch(r"[A-Z][\w’',&()-]{1,40}(?:\s[\w’',&()-]{1,40}){0,9}") is not None
        and words.search(BODY_NOUN, re.IGNORECASE) is None
        and not any(word.islower() and word not in _LITTLE for word in str(words).split())
        and words.search(r"(?i)\b(?:minutes|agenda|meeting|notes|draft|held|record|public|document)\b|\d") is None
    )


def is_labelled(line: Span) -> bool:
    """Whether a line of a title page gives the day, time, place or body of a meeting after its label."""
    return any(bare(line).match(pattern) is not None for pattern in _LABELS.values())


def _wrapped(line: Span) -> Span | None:
    """The line below one that is as long as a wrapped line, where it goes on with the name of a place."""
    below = Span(line.document, min(line.end + 1, len(line.document.text)), len(line.document.text))[:120].lines()
    after = below[0].strip() if below else line[:0]
    return after if after.fullmatch(_ROOM) and not find_dates(after) else None


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
            and found.after[:120].match(EARLIER) is None
        ):
            sentence = one if sentence is None or sentence.date is None else sentence
    titled = paged(page)
    if titled.time is None and (began := span[:5000].search(_BEGAN)) is not None:
        titled = replace(titled, time=began.group("time"), evidence=(*titled.evidence, began.span))
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


# what is said of the minutes of the meeting before
EARLIER = re.compile(
    r"[^.;:]{0,60}?\b(?:was|were|be|been|having\sbeen)\s(?:then\s)?(?:submitted|taken|read|circulated|considered|presented|approved|agreed|confirmed|signed|accepted|received)\b",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    rf"\b(?i:meeting,?\s(?:which\s)?(?:(?:was\s|had\s)?(?:started|commenced|began|opened)|(?:start|commencement)\stime:?))(?:\s(?:promptly|at)){{0,2}}\s(?P<time>{TIME.pattern})"
)
_TOP, _MOST_LINES = 2500, 30
_CALLED = re.compile(rf"{STATED.pattern}(?=[^.\n]{{0,80}}\b(?i:will|is\sto|to)\sbe\sheld\b)")
_LISTS = re.compile(
    r"[|#*_\s]*(?i:present|attendance|members\spresent|in\sattendance|apologies|officers|agenda\b(?!\s(?:and|for|of|pack|-|–))|membership|business|order\sof\sbusiness|items|media|no\.\s?\|?\s?item)[|\s:*_-]*(?:$|:|(?<=\t))|[|#*_\s]*(?i:(?:members\s|also\s)?present|(?:also\s)?in\sattendance|apologies)\s{0,4}[–—-]|[#*\s]*(?:(?i:membership\sof)\s|1(?:\.0)?[.)]?\s+[A-Z])"
)
