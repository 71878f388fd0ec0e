"""The date or period that a figure is of: printed with it, before it, or meant by "currently"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.dates import When
from kg.reading.dates import MONTHS, DateMention, find_dates
from kg.reading.part import Part
from kg.reading.quarters import find_quarters, quarter
from kg.text import Span

_PRESENT = re.compile(
    r"\b(?:current(?:ly)?|at\spresent|presently|at\sthe\s(?:time|point)\sof\s(?:(?:the|this|our)\s)?(?:inspection|visit|review)|during\s(?:the|this)\s(?:inspection|visit)|as\sof\snow|(?<!up[\s-])to\sdate|so\sfar)\b",
    re.IGNORECASE,
)
_VISIT = re.compile(r"at\sthe\s(?:time|point)|during", re.IGNORECASE)
_VISIT_DATES = re.compile(
    r"\b(?:inspection\sdates?|date\(?s?\)?\sof\s(?:the\s)?(?:inspection|visit))\s{0,3}:?\s{0,3}|\b(?:inspection|visit|review)\b(?:[^.\n]|\n(?!\s*\n)){0,160}?\b(?:on|between|from|took\splace(?:\son)?)\s(?=\d|[A-Z])",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?:in|over|during|within|for)\s)?the\s(?:last|past|previous|preceding)\s(?:\w+\s)?(?:days?|weeks?|months?|years?|quarters?)\b|\bsince\sthe\s(?:last|previous)\s(?:inspection|visit|review|meeting|report)\b|\b(?:a|the)\s(?:year|month|quarter)\s(?:earlier|before|ago|later)\b|\bduring\sthe\s(?:year|quarter|month)\b|\bthe\s(?:previous|preceding)\s(?:year|month|quarter)\b|\b(?:this|last)\s(?:year|month|quarter)\b|\bin\sthe\s(?:current|same|previous)\s(?:\w+\s)?year\b",
    re.IGNORECASE,
)
_SHIFTED = re.compile(
    r"\b(?:a|the)\s(?:year|month|quarter)\s(?:earlier|before|ago)\b|\b(?:the\s)?(?:previous|preceding|last)\s(?:financial\s|school\s)?(?:year|month|quarter)\b",
    re.IGNORECASE,
)
_LONE_QUARTER = re.compile(r"\bQ(?:uarter\s)?(?P<number>[1-4])\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from|after)\s(?:the\s)?(?:end\sof\s)?$", re.IGNORECASE)
_AT_WHICH = re.compile(
    r",?\s(?:when|at\swhich\s(?:time|point|date))\s(?:it|they|there|this|the\s\w+)\s(?:was|were|had|stood|numbered)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:up\sto|until|ending|ended|(?:months?|years?|quarter)\sto)\s(?:the\s)?(?:end\sof\s)?$|\byear\sup\sto\s$", re.IGNORECASE
)
_WEEK = re.compile(r"\bweek\s(?:commencing|beginning|starting|ending)\s(?:on\s)?$", re.IGNORECASE)
_MONTH_ALONE = re.compile(
    r"\b(?:in|by|at|during|to|from)\s(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s{0,2}\d|,\s(?:19|20)\d\d)"
)


_BACKWARD = re.compile(r"\b(?:from|compared\s(?:to|with)|than|against)\b[^.;]{0,50}$", re.IGNORECASE)
_FORWARD = re.compile(r"(?:\b(?:and|then|rising|falling|increasing|reducing)\b|,)[^.;]{0,50}\b(?:in|by|at|to)\s$", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A date (``date``) or a period, and the words it was read from. ``stands`` is where it is printed, for nearness.

    ``present`` marks "currently" and the like, whose date is printed elsewhere (``evidence``) or nowhere.
    """

    stands: Span
    date: When | None = None
    since: When | None = None
    until: When | None = None
    evidence: tuple[Span, ...] = ()
    present: bool = False


class Periods:
    """Finds the dates in the text of one part."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.visit = _visit(part)

    def find(self, span: Span) -> list[Period]:
        """The dates and periods in ``span``, from left to right. A month without a year takes it from the same month before it."""
        quarters = find_quarters(span)
        mentions = [*quarters, *(one for one in find_dates(span) if not any(one.span.overlaps(other.span) for other in quarters))]
        found = [_period(mention, span) for mention in mentions]
        for match in span.finditer(_MONTH_ALONE):
            month = match.group("month")
            same = [
                one
                for one in mentions
                if one.span.start < month.start
                and len(one.since.value) == 7
                and one.since.value.endswith(f"-{MONTHS[str(month).lower()]:02}")
            ]
            later = next((one.since for one in mentions if one.span.start > month.start and len(one.since.value) == 7), None)
            if (
                not same
                and later is not None
                and MONTHS[str(month).lower()] < int(later.value[5:])
                and not _within(month, mentions)
            ):
                value = f"{later.value[:4]}-{MONTHS[str(month).lower()]:02}"  # "71 % in April and 82 % in June 2022"
                found.append(Period(month, date=When(value, month.words)))
            if same and not any(month.overlaps(one.span) for one in mentions):
                found.append(Period(month, date=replace(same[-1].since, printed=month.words)))
            elif not any(month.overlaps(one.stands) for one in found) and not _within(month, mentions):
                found.append(Period(month, date=_beside(month, mentions)))
        found += _lone_quarters(span, quarters)
        found += [self._present(match.span) for match in span.finditer(_PRESENT)]
        return sorted(found, key=lambda period: period.stands.start)

    def _present(self, span: Span) -> Period:
        """What "currently" means: the time of the inspection, in its report; else the date of the document."""
        if self.part.family == "ofsted-letter" and span.search(r"\binspection$", re.IGNORECASE) is not None:
            return Period(span, present=True)  # in a letter on a visit the inspection is an earlier one
        if self.visit is not None:
            return replace(self.visit, stands=span, present=True)
        issued = self.part.issued
        if issued is None or _VISIT.match(str(span)):
            return Period(span, present=True)
        return Period(span, date=issued, evidence=_printing(self.part, issued), present=True)


def _beside(month: Span, mentions: list[DateMention]) -> When | None:
    """A month without a year after one that has it: "62 % in September 2022, up from 41 % in April". None where the order is not told."""
    last = next((one.since for one in reversed(mentions) if one.span.end <= month.start and len(one.since.value) >= 7), None)
    if last is None:
        return None
    before = month.document.text[max(0, month.start - 60) : month.start]
    number, year, known = MONTHS[str(month).lower()], int(last.value[:4]), int(last.value[5:7])
    if _BACKWARD.search(before):
        return When(f"{year - (number >= known)}-{number:02}", month.words)
    return When(f"{year + (number <= known)}-{number:02}", month.words) if _FORWARD.search(before) else None


def _within(span: Span, mentions: list[DateMention]) -> bool:
    return any(span.overlaps(one.span) for one in mentions)


def shifted(span: Span) -> bool:
    """Whether ``span`` speaks of another time than the one it has named: "a year earlier", "the previous year"."""
    return span.search(_SHIFTED) is not None


def _lone_quarters(span: Span, quarters: list[DateMention]) -> list[Period]:
    """Quarters without a year, which take it from a quarter of the same sentence that has one."""
    if not quarters:
        return []
    first = quarters[0].since.earliest
    year = first.year - (first.month < 4) if first is not None else 0
    found = []
    for match in span.finditer(_LONE_QUARTER):
        if not any(match.span.overlaps(one.span) for one in quarters):
            number = int(str(match.group("number")))
            since, until = quarter(year, number, match.span.words)
            found.append(Period(match.span, since=since, until=until))
    return found


def relative(span: Span) -> str:
    """A period that is printed only relative to another ("in the last 12 months"), in its words; ``""`` if none."""
    found = span.search(_RELATIVE)
    return found.span.words if found else ""


def _period(mention: DateMention, span: Span) -> Period:
    before = span[: mention.span.start - span.start][-24:]
    if week := before.search(_WEEK):
        words = f"{week.span.words} {mention.since.printed}"
        return Period(mention.span, date=replace(mention.since, printed=words))
    if mention.is_point and before.search(_UNTIL):
        return Period(mention.span, until=mention.until)
    if mention.is_point and before.search(_SINCE) and not span[mention.span.end - span.start :].match(_AT_WHICH):
        return Period(mention.span, since=mention.since)
    if mention.is_point:
        return Period(mention.span, date=mention.since)
    return Period(mention.span, since=mention.since, until=mention.until)


def _visit(part: Part) -> Period | None:
    """When the inspection or visit took place that the part reports, if its beginning says so."""
    if part.family not in ("inspection-report", "ofsted-letter", "send-report"):
        return None
    top = part.span[:5000]
    for match in top.finditer(_VISIT_DATES):
        after = match.after[:70]
        mention = next(iter(find_dates(after)), None)
        if mention is not None and mention.span.start - after.start < 12:
            period = _period(mention, top)
            return (
                replace(period, since=mention.since, until=mention.until, date=None, evidence=(match.span.to(mention.span),))
                if not mention.is_point
                else replace(period, evidence=(match.span.to(mention.span),))
            )
    return None


def _printing(part: Part, issued: When) -> tuple[Span, ...]:
    """The words of the header that print the date of the document."""
    for span in part.header.evidence:
        if issued.printed in span.words:
            return (span,)
    return part.header.evidence[-1:]
