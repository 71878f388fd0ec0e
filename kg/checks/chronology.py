"""Dates that the time of telling, or another date beside them, does not allow.

What is told as past must lie before the document; the next meeting comes after this one, a report after its inspection; and a
printed length of time is that between its dates. Plans, forecasts and deadlines may lie ahead, and are never reported.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator

from kg.checks.alarms import alarm
from kg.checks.begunended import begun_ended
from kg.dates import When
from kg.facts import Discrepancy, Fact, Inspection
from kg.reading.blocks import Block
from kg.reading.dates import DateMention, find_dates
from kg.reading.numbers import value_of
from kg.reading.part import Part
from kg.reading.spoken import spoken_on
from kg.text import Match, Span

MOST = 3  # a document that tells of more things before their dates has another date than was read
LONGEST = 1200  # what goes on for longer without a full stop is no sentence
LATER = datetime.timedelta(days=400)  # a next meeting is not farther off; its year is then that of another thing
_AT = re.compile(
    r"\b(?:on|in|at|of|during|between|since|(?:year|months?|quarter|week|period)\s(?:to|ending|ended|up\sto)(?:\sthe\send\sof)?)"
    r"(?:\s(?:the|late|early|mid))?[\s-]{1,3}$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|took|met|began|fell|rose|found|gave|made|went|came|became|left|saw|told|heard|held|grew|stood"
    r"|visited|inspected|published|completed|attended|started|ended|opened|closed|joined|reported|reduced|increased|decreased|received"
    r"|appointed|launched|introduced|established|reviewed|considered|carried\sout|conducted|undertook|issued|judged|ceased)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|must|due|plan\w*|schedul\w*|propos\w*|forecast\w*|project\w*|predict\w*|expect\w*"
    r"|anticipat\w*|intend\w*|intention|aim\w*|target\w*|by|until|till|next|future|ahead|forthcoming|upcoming|deadline|expir\w*|agreed"
    r"|approv\w*|commit\w*|going\sto|to\s(?:be|take|run|start|begin|end|last|cover|complete|report|hold|have|meet|attend)|onwards"
    r"|review\sdate|moved|postponed|deferred|rearranged|rescheduled|extended|forward|timetable\w*|fund\w*|budget\w*|contract\w*"
    r"|date\sof|booked|set\s(?:for|from|in|to|a|up)|allocat\w*|award\w*|secur\w*|estimat\w*|confirmed|invited|required|asked|request\w*|draft"
    r"|diar\w*|calendar|ready|take\seffect|if|once|likely|unlikely|possib\w+|probab\w+|hope\w*|hoping|thought|wished|wanted|offered|look\w*\sto"
    r"|(?:starts|begins|joins|commences|takes\sup|takes\sover)\b(?:\s[\w’']{1,12}){0,3}?\s(?:on|in|from|at))\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(  # the present tense tells what is arranged: "he takes up his post on 6 June"
    r"\b(?:he|she|they|it|who|which|that|[A-Z][\w’'-]+|and|but)\s(?:formally\s|then\s)?(?:takes?|starts?|joins?|begins?|leaves?|retires?|opens?|closes?|moves?|ends?|comes?|becomes?|meets?|returns?|reports?|goes|arrives?|assumes?|succeeds?|replaces?|steps|stands)\b[^;]{0,60}$"
)
_MONTHS = re.compile("|".join(month[:3] for month in calendar.month_name[1:]), re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:first|last)\s(?:three|six|nine|\d)\smonths\b|\bquarter\b", re.IGNORECASE)
_STILL = re.compile(
    r"\b(?:so\sfar|to\sdate|since|current\w*|term|appointed|office|municipal\syear|strategy|plan|programme|membership|years?)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    rf"{_PAST.pattern}|\b(?:[a-z]{{3,12}}ed|dealt|spent|sent|paid|ran|kept|wrote|drew|brought|bought|led|won|lost|built|taught|got|chose|spoke)\b",
    re.IGNORECASE,
)
_FIRST_MONTHS = re.compile(r"\bfirst\s(?P<count>three|six|nine|3|6|9)\smonths\sof\s(?P<year>20\d\d)(?![\d/–-])", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|shall|(?:is|are)\s(?:to|due\sto|planned\sto|expected\sto))\s(?!not\b|remember|recall|know|recogni|forget|be\saware|have\s)"
    r"(?:(?!\b(?:which|who|that|when|where|whose|was|were|had|since)\b)[^.;:]){3,90}$",
    re.IGNORECASE,
)
_FROM_THEN = re.compile(
    r"\b(?:in|on|from|commencing(?:\s(?:in|on|from))?|starting(?:\s(?:in|on|from))?|beginning(?:\s(?:in|on|from))?)\s(?:early\s|late\s|mid[-\s])?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[“”‘\"]|\b(?:said|told|heard|agreed|noted|reported|stated|resolved|advised|explained|would|was|were|had|since|compar\w+|base\w*|figures?|data|report\w*|publish\w*|law|Act|census|estimate\w*)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEXT_MEETING = re.compile(r"\bnext\s(?:[A-Z][\w’']+\s|ordinary\s|formal\s|scheduled\s){0,4}meeting\b", re.IGNORECASE)
_OTHER_MEETING = re.compile(r"\b(?:previous|last|minutes|was|were)\b", re.IGNORECASE)
_COUNT = r"(?P<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?P<unit>years?|months?)\b"
_FOR = re.compile(
    rf"\bfor\s(?:the\s(?:past|last)\s)?(?P<hedge>(?:just\s|well\s|a\slittle\s)?(?:over|under|(?:more|less)\sthan|nearly|almost|about|around"
    rf"|at\sleast|approximately|some)\s)?{_COUNT}\s{_UNIT}",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s(?:the\s|early\s|late\s)?$", re.IGNORECASE)
_AGO = re.compile(rf"\W{{0,4}}(?P<hedge>(?:over|nearly|almost|about|around|some)\s)?{_COUNT}\s{_UNIT}\sago\b", re.IGNORECASE)
_LASTING = re.compile(
    rf"\W{{0,4}}(?:lasting|a\speriod\sof|a\stotal\sof|for)\s(?P<hedge>(?:just\sover|nearly|about|some)\s)?{_COUNT}\s{_UNIT}",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:over|more|least)\b", re.IGNORECASE)
_DAYS = {"year": 365.25, "month": 30.44}


def chronology(part: Part, found: list[Block], facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """Dates of ``part`` (its blocks are ``found``) that cannot be in the order, or at the distance, that is told of them."""
    facts = list(facts)
    yield from _published_before(facts)
    yield from begun_ended(found, facts)
    made = part.issued
    if made is None or made.earliest is None or made.latest is None:
        return
    told = spoken_on(part) or made  # what a report of an inspection says will be, it says on the last day of the inspection
    early: list[Discrepancy] = []
    for block in found:
        if block.kind == "row":
            continue
        yield from _next_meetings(part, block, made)
        for sentence in block.text.sentences():
            inside = find_dates(sentence) if len(sentence) < LONGEST and _YEAR.search(str(sentence)) else []
            early += [one for mention in inside if (one := _early(sentence, mention, made)) is not None]
            early += _first_months(sentence, made)
            yield from (one for mention in inside if (one := _late(sentence, mention, told)) is not None)
            for mention in inside:
                yield from _lengths(sentence, mention, made)
    if len(early) <= MOST:
        yield from early


def _early(sentence: Span, mention: DateMention, made: When) -> Discrepancy | None:
    """What is told as past in a sentence though its date is later than the document."""
    first, last = mention.since.earliest, made.latest
    if first is None or last is None or _AHEAD.search(str(sentence)):
        return None
    if first <= last:
        return _not_ended(sentence, mention, made)
    before, after = str(sentence[: mention.span.start - sentence.start]), str(sentence[mention.span.end - sentence.start :])
    before, after = before.rsplit(";", 1)[-1], after.split(";", 1)[0]
    if _BEGINS.search(before) or not _AT.search(before[-40:]) or not (_PAST.search(before[-90:]) or _PAST.search(after[:90])):
        return None
    return alarm(
        "told-before-its-date",
        (sentence,),
        mention.span.words,
        f"the document is dated {made.value}",
        f"The date printed is {mention.span.words}, told of as past; the document is dated {made.value}.",
    )


def _not_ended(sentence: Span, mention: DateMention, made: When) -> Discrepancy | None:
    """A period with printed ends that is told of as past, and of which the document does not see the end."""
    end, first, last = mention.until.latest, made.earliest, made.latest
    if mention.is_point or end is None or first is None or last is None or end <= last or not _MONTHS.search(mention.span.words):
        return None
    sure = mention.until.earliest is not None and mention.until.earliest > last
    if not (sure or _WHOLE.search(str(sentence))):
        return None  # "from January to June", told in June, may be up to the day
    before, after = str(sentence[: mention.span.start - sentence.start]), str(sentence[mention.span.end - sentence.start :])
    if _STILL.search(str(sentence)) or not (_PAST.search(before[-90:]) or _HAPPENED.search(after[:90])):
        return None
    return alarm(
        "told-before-its-date",
        (sentence,),
        mention.span.words,
        f"the document is dated {made.value}",
        f"The period printed is {mention.span.words}, told of as past; the document is dated {made.value}.",
        status="certain" if sure else "doubtful",
    )


def _first_months(sentence: Span, made: When) -> list[Discrepancy]:
    """What is printed as "in the first six months of 2021 the hub received …", told before they were over."""
    match = sentence.search(_FIRST_MONTHS)
    if match is None or made.latest is None or _AHEAD.search(str(sentence)) or not _HAPPENED.search(str(sentence)):
        return []
    month = int(value_of(str(match.group("count"))))
    if made.latest >= datetime.date(int(str(match.group("year"))), month, 30):
        return []
    return [
        alarm(
            "told-before-its-date",
            (sentence,),
            match.span.words,
            f"the document is dated {made.value}",
            f"The period printed is the {match.span.words}, told of as past; the document is dated {made.value}.",
        )
    ]


def _late(sentence: Span, mention: DateMention, made: When) -> Discrepancy | None:
    """What is told as to come in a sentence though its date is before the document: "will begin in February", in March."""
    last, first = mention.until.latest, made.earliest
    if not mention.is_point or last is None or first is None or last >= first or _QUOTED.search(str(sentence)):
        return None
    before = sentence[: mention.span.start - sentence.start]
    if not (leading := before.search(_FROM_THEN)) or not leading.before.search(_TO_COME):
        return None
    return alarm(
        "told-after-its-date",
        (sentence,),
        mention.span.words,
        f"the document is dated {made.value}",
        f"The date printed is {mention.span.words}, told of as to come; the document is dated {made.value}.",
        status="doubtful",
    )


def _next_meetings(part: Part, block: Block, made: When) -> Iterator[Discrepancy]:
    """A next meeting that lies before the document."""
    named = block.text.search(_NEXT_MEETING)
    if named is None or made.earliest is None or _OTHER_MEETING.search(str(block.text)):
        return
    mention = next((one for one in find_dates(named.after[:120]) if one.is_point), None)
    if mention is None or mention.until.latest is None or not made.earliest - LATER < mention.until.latest < made.earliest:
        return
    yield alarm(
        "order-of-dates",
        (block.text, *((part.header.evidence[0],) if part.header.evidence else ())),
        f"next meeting, {mention.span.words}",
        f"{mention.until.value} is before {made.value}",
        f"The next meeting is printed as of {mention.span.words}; the document is dated {made.value}.",
    )


def _published_before(facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """An inspection that is printed as published before it began."""
    for fact in facts:
        if not isinstance(fact, Inspection) or fact.since is None or fact.issued is None:
            continue
        began, published = fact.since.earliest, fact.issued.latest
        if began is not None and published is not None and published < began:
            yield alarm(
                "order-of-dates",
                fact.evidence,
                f"{fact.since.printed}; {fact.issued.printed}",
                f"{fact.issued.value} is before {fact.since.value}",
                f"The inspection is printed as of {fact.since.printed}; its report is printed as published on {fact.issued.printed}.",
            )


def _lengths(sentence: Span, mention: DateMention, made: When) -> Iterator[Discrepancy]:
    """A length of time against the dates it is printed with: "since 2014 … for two years", "in 2014, two years ago"."""
    before, after = sentence[: mention.span.start - sentence.start], sentence[mention.span.end - sentence.start :]
    if mention.is_point:
        length = after.match(_AGO)
        if length is None and before.search(_SINCE):
            length = sentence.search(_FOR)
        ends = (mention.since, made)
    else:
        length, ends = after.match(_LASTING), (mention.since, mention.until)
    if length is None or not all(end.earliest and end.latest for end in ends):
        return
    low, high = _between(*ends)
    unit = str(length.group("unit")).lower().rstrip("s")
    count, day = float(value_of(str(length.group("count")))), _DAYS[unit]
    if not _far(count, low / day, high / day, str(length.get("hedge") or "")):
        return
    given = f"{low / day:.0f}" if round(low / day) == round(high / day) else f"{max(low, 0) / day:.0f} to {high / day:.0f}"
    yield alarm(
        "length-of-time",
        (sentence,),
        f"{mention.span.words}; {_plain(length)}",
        f"{ends[0].value} to {ends[1].value} is {given} {unit}s",
        f"From {ends[0].value} to {ends[1].value} is {given} {unit}s; the length of time printed is {_plain(length)}.",
    )


def _between(since: When, until: When) -> tuple[int, int]:
    """The fewest and the most days between two dates."""
    if since.earliest is None or since.latest is None or until.earliest is None or until.latest is None:
        raise ValueError("a date without bounds has no distance")
    return (until.earliest - since.latest).days, (until.latest - since.earliest).days + 1


def _far(count: float, low: float, high: float, hedge: str) -> bool:
    """Whether a printed count of years or months is none that anyone would give for a length between ``low`` and ``high``."""
    if _OPEN.search(hedge):
        return high < count - 0.25
    return not low - 1 <= count <= high + 1


def _plain(length: Match) -> str:
    return f"{length.group('count')} {length.group('unit')}"
