"""What inspections say of themselves in their own reports and letters: days, publication, grades, what they asked for.

A report is that of the inspection which its head tells. Where no report is among the documents, what another document prints of
an inspection to the day stands for it.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.dates import When
from kg.facts import Fact, Inspection, Judgement, Recommendation, Ref
from kg.reading.dates import find_dates
from kg.reading.part import Part
from kg.reading.toldwords import ORDINALS
from kg.text import Span

FAMILIES = {"inspection-report", "ofsted-letter", "jtai-letter", "send-report", "commissioner-review"}
LATE = datetime.timedelta(days=150)  # from the last day of an inspection to its report, at most
_KINDS = {"FullInspection": "full", "MonitoringVisit": "monitoring", "FocusedVisit": "focused", "AssuranceVisit": "focused"}
_PUBLISHED = re.compile(r"^\W{0,4}(?:report\s)?published(?:\son)?:?\s{1,3}(?=\d)", re.IGNORECASE | re.MULTILINE)
_ORDINAL = re.compile(
    rf"\b(?:(?:this|it)\s(?:was|is)\s(?:the|their|your|its)\s|^)(?P<ordinal>{'|'.join(ORDINALS)})\s(?:Ofsted\s)?(?P<kind>monitoring|focused|focussed)\svisit",
    re.IGNORECASE | re.MULTILINE,
)
_AFAR = re.compile(
    r"\b(?:visit|inspection|it)\s(?:was|were)\s(?:therefore\s)?(?:carried\sout|conducted|undertaken|made|held)\s(?:fully\s|entirely\s|wholly\s)?(?:remotely|virtually|off[-\s]site)\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:visit|inspection|it)\s(?:was|were)\s(?:carried\sout|conducted|undertaken|made|held)\s(?:fully\s|entirely\s|wholly\s)?(?:on[-\s]site|in\sperson)\b|\binspectors\swere\son[-\s]site\b",
    re.IGNORECASE,
)
_BOARD = re.compile(r"\bLSCB\b|\b(?:safeguarding|children)\b[^.;]{0,20}\bboard\b|\bthe\sboard\b", re.IGNORECASE)
_TOP = 6000


@dataclass(frozen=True)
class Report:
    """An inspection as its own report tells it; ``day`` is the passage of its days, ``out`` that of its publication."""

    part: Part
    council: Ref
    kind: str
    label: str
    since: When
    until: When
    day: Span
    issued: When | None = None
    out: Span | None = None
    grades: dict[str, tuple[str, str, Span]] = field(default_factory=dict, hash=False)
    asked: frozenset[int] = frozenset()
    last_asked: Span | None = None
    board: bool = False  # whether something that it asks of a safeguarding board is among them
    ordinal: tuple[int, Span] | None = None
    remote: tuple[bool, Span] | None = None
    assurance: bool = False
    own: bool = True

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return self.since.earliest or datetime.date.min

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return self.until.latest or self.first

    @property
    def days(self) -> int:
        """How many days it took, the first and the last among them; none where they are not printed to the day."""
        return (self.last - self.first).days + 1 if len(self.since.value) == len(self.until.value) == 10 else 0


def reports(pairs: Iterable[tuple[Part, Fact]]) -> list[Report]:
    """The inspections that documents of their own report, in order."""
    by_part: dict[str, tuple[Part, list[Fact]]] = {}
    for part, fact in pairs:
        if part.family in FAMILIES and isinstance(fact, Inspection | Judgement | Recommendation):
            by_part.setdefault(part.slug, (part, []))[1].append(fact)
    made = (_report(part, facts) for part, facts in by_part.values())
    return [one for one in made if one is not None]


def _report(part: Part, facts: Sequence[Fact]) -> Report | None:
    own = next((fact for fact in facts if isinstance(fact, Inspection)), None)
    if own is None or part.header.about is None:
        return None
    kind = _kind(own)
    since, until = own.since or own.issued, own.until or own.since or own.issued
    if not kind or since is None or until is None or not since.value or not until.value:
        return None
    issued, out = _published(part, own)
    mine = {own.ref} | {
        one.ref for one in facts if isinstance(one, Inspection) and one.kind == "BoardReview" and one.since == own.since
    }
    grades: dict[str, tuple[str, str, Span]] = {}
    for one in facts:
        if isinstance(one, Judgement) and one.inspection in mine:
            grades.setdefault(one.aspect.name, (one.grade.name.rsplit("/", 1)[-1], one.printed, one.evidence[0]))
    asked = [one for one in facts if isinstance(one, Recommendation) and one.made_in in mine | {part.ref}]
    return Report(
        part,
        part.header.about,
        kind,
        own.label,
        since,
        until,
        _printing(own, since),
        issued,
        out,
        grades,
        _counts(asked),
        asked[-1].evidence[0] if asked else None,
        any(_BOARD.search(one.text) for one in asked),
        _ordinal(part),
        _remote(part),
        own.kind == "AssuranceVisit",
    )


def _kind(own: Inspection) -> str:
    if own.kind == "JointInspection":
        if own.framework is not None and own.framework.name == "area-send":
            return "revisit" if re.search(r"\brevisit", own.label, re.IGNORECASE) else "send"
        return "jtai"
    return "commissioner" if own.kind == "CommissionerReview" else _KINDS.get(own.kind, "")


def _printing(own: Inspection, when: When) -> Span:
    """The passage of an inspection that prints a date."""
    words = " ".join(when.printed.split())
    return next((span for span in own.evidence if words in span.words), own.evidence[0])


def _published(part: Part, own: Inspection) -> tuple[When | None, Span | None]:
    if own.issued is not None and own.since is not None:
        return own.issued, _printing(own, own.issued)
    for found in part.span.finditer(_PUBLISHED):
        dates = find_dates(found.after[:40])
        if dates and dates[0].span.start == found.span.end and dates[0].since.datatype == "date":
            return dates[0].since, found.span.to(dates[0].span)
    if part.issued is not None and part.header.evidence:
        words = " ".join(part.issued.printed.split())
        return part.issued, next((span for span in part.header.evidence if words in span.words), part.header.evidence[0])
    return None, None


def _counts(asked: Sequence[Recommendation]) -> frozenset[int]:
    """How many things a report asks for: all of them, and those of each of its lists."""
    lists: dict[tuple[str, Ref], int] = defaultdict(int)
    for one in asked:
        lists[re.sub(r"-?\d{1,3}$", "", one.ref.slug), one.made_in] += 1
    total = len({one.evidence[0] for one in asked})
    return frozenset({total, *lists.values()}) if total else frozenset()


def _ordinal(part: Part) -> tuple[int, Span] | None:
    found = part.span[:_TOP].search(_ORDINAL)
    return (ORDINALS[found.group("ordinal").words.lower()], found.span) if found is not None else None


def _remote(part: Part) -> tuple[bool, Span] | None:
    """Whether the visit was made from afar, with the words that say so; None where they say neither, or both."""
    afar, there = part.span.search(_AFAR), part.span.search(_THERE)
    if (afar is None) == (there is None):
        return None
    found = afar or there
    return (afar is not None, found.span) if found is not None else None
