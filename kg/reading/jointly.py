"""What a letter on a joint targeted area inspection says of the inspection itself: of which area, when, and by which inspectorates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.dates import When
from kg.facts import Ref
from kg.lexicon import Lexicon
from kg.reading.dates import DateMention, find_dates
from kg.reading.letter import Letter
from kg.text import Span

NAME = r"joint\s+targeted\s+area\s+inspections?(?:\s*\(JTAI\))?"
TITLE = re.compile(
    rf"^[ \t\f*#]{{0,8}}(?:Report\s+of\s+(?:the|a)\s+)?{NAME}(?=\s+(?:of|in|into|on)\b|\s*[:–-])", re.IGNORECASE | re.MULTILINE
)
SAYS = re.compile(
    rf"\b(?:letter|report)\s+(?:summarises|sets\s+out|outlines|describes|provides)\b[^.]{{0,200}}?\b(?:{NAME}|JTAI)\b"
    rf"|\b(?:undertook|carried\s+out|conducted|completed)\s+(?:a|this|the)\s+(?:joint\s+inspection|{NAME})\b"
    rf"|\b(?:a|this|the)\s+(?:joint\s+inspection|{NAME})\b[^.]{{0,160}}?\b(?:was|were)\s+(?:undertaken|carried\s+out|conducted)\b",
    re.IGNORECASE,
)
INSPECTED = re.compile(  # under a title that names the inspection this is enough
    r"\b(?:Ofsted|CQC|Care\s+Quality\s+Commission|HMICFRS|HMIC|HMIP|HMI|inspectorates|inspectors)\b[^.]{0,260}?\b(?:inspected|visited|looked\s+at|examined|assessed)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:took\s+place|undertook|undertaken|carried\s+out|conducted|completed|inspected|visited)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:undertook|carried\s+out|conducted|undertaken|completed|inspectors\s+from|inspectorates)\b", re.IGNORECASE)
_AREA = re.compile(
    r"(?:\s(?:in|across|within)|\binspection(?:\s*\(JTAI\))?\s+(?:of|in))\s+(?:the\s+(?:area\s+of\s+)?)?"
    r"(?P<area>(?:London\s+Borough\s+of\s+|Royal\s+Borough\s+of\s+)?[A-Z][\w’'-]+(?:,?\s+(?:and|&|of|on|upon|in|the|with|cum|under|le|[A-Z][\w’'-]+)){0,8})\W*$"
)
_GREETED = re.compile(
    r"Dear\s+(?:the\s+)?(?P<area>[A-Z][\w’'-]+(?:\s+(?:and|&|of|on|upon|the|[A-Z][\w’'-]+)){0,6}?)\s+(?:Local\s+)?(?:Safeguarding|Children|Partnership|partnership|local)\b"
)
_SMALL = re.compile(r"(?:,|\s+(?:and|&|of|on|upon|in|the|with|cum|under|le))$")
_FAR = 4000


@dataclass(frozen=True)
class Joint:
    """The inspection of a letter: the area, the sentence with its days, the days, and the inspectorates with the sentences that name them."""

    area: Span | None
    said: Span | None
    dates: DateMention | None
    by: tuple[Ref, ...]
    named: tuple[Span, ...]


def joint(sent: Letter, world: Lexicon) -> Joint:
    """What a letter tells of its inspection in its subject and first sentences. A year that is not printed is that of the letter."""
    top = _top(sent)
    issued = sent.date.when if sent.date is not None else None
    said, dates = _days(top, issued)
    by, named = _inspectorates(top, said, world)
    return Joint(_area(sent, top), said, dates, by, named)


def _top(sent: Letter) -> list[Span]:
    return [one for one in sent.text[:_FAR].sentences() if len(one) < 1500]


def _days(top: list[Span], issued: When | None) -> tuple[Span | None, DateMention | None]:
    year = issued.earliest.year if issued is not None and issued.earliest is not None else None
    for one in top:
        if (
            one.search(_WHEN) is None
            or one.search(r"\b(?:previous|last|earlier)\s+(?:\w+\s+){0,3}inspection", re.IGNORECASE) is not None
        ):
            continue
        printed = [date for date in find_dates(one) if len(date.since.value) == 10]
        for date in printed or [date for date in find_dates(one, year) if len(date.since.value) == 10]:
            if issued is not None and issued.value and date.since.value > issued.value and not printed and year is not None:
                earlier = [other for other in find_dates(one, year - 1) if other.span == date.span]
                return one, next(iter(earlier), date)
            return one, date
    return None, None


def _inspectorates(top: list[Span], said: Span | None, world: Lexicon) -> tuple[tuple[Ref, ...], tuple[Span, ...]]:
    """The inspectorates in the sentence with the days, and in the next ones that say by whom it was carried out."""
    found: list[Ref] = []
    named: list[Span] = []
    for index, one in enumerate(top[:12]):
        before = top[index - 1] if index else None
        if one.search(_BY) is None or (said is not None and said not in (one, before) and one.search(SAYS) is None):
            continue
        refs = [mention.entry.ref for mention in world.bodies.find(one) if "Inspectorate" in mention.entry.data.get("kind", ())]
        if refs:
            found += refs
            named.append(one)
    return tuple(dict.fromkeys(found)), tuple(named)


def _area(sent: Letter, top: list[Span]) -> Span | None:
    """The area in the subject, else in the sentence that says what the letter is, else in the salutation."""
    spans = [
        *([sent.subject] if sent.subject is not None else []),
        *(one.strip(".0123456789 ") for one in top[:4] if one.search(SAYS) is not None),
    ]
    for span in spans:
        found = list(span.finditer(_AREA)) or [one for piece in _tails(span) for one in piece.finditer(_AREA)]
        if found:
            area = found[-1].group("area")
            while (small := area.search(_SMALL)) is not None:
                area = area[: small.span.start - area.start]
            return area
    greeted = sent.salutation.search(_GREETED)
    return greeted.group("area") if greeted is not None else None


def _tails(span: Span) -> list[Span]:
    """What stands before a date or bracket at the end of a subject: "… in Northtown, 3 to 7 May 2021"."""
    stop = span.search(r"\s*[,(–:-]\s*(?:\d|from|between|\()|\s+(?:between|from|on)\s+\d")
    return [stop.before] if stop is not None else []
