"""What one document tells of an inspection, against what the inspection's own report prints.

A telling is compared only where it is safe to say of which inspection it is: of the same council and kind, with a date that is
that of the visit or of the publication, or so near to it that it can be no other; without a date the one spoken of before it in
the paragraph, or the latest. An inspection of another kind at that date, or another document that tells of the same date, leaves
it open, and nothing is said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.checks.alarms import Status
from kg.checks.crossing import Crossing, Pair, by_council, crossing
from kg.checks.ownreports import FAMILIES, LATE, Report, lasts, reports
from kg.facts import Ref
from kg.reading.part import Part
from kg.reading.told import Telling, tellings
from kg.text import Span

NEAR, NEAR_SAID = 100, 200  # days between two dates of one inspection told apart; where words say what the date is of
NEAR_VISIT = 45  # monitoring visits are months apart
_AFTER = 800  # characters from a paragraph on a visit to the end of what goes on to speak of "the visit"
RECENT = datetime.timedelta(days=900)  # how long "the inspection" is the last one that is known
_NAMES = {
    "full": "the inspection",
    "monitoring": "the monitoring visit",
    "focused": "the visit",
    "send": "the area inspection",
    "revisit": "the revisit",
    "jtai": "the joint inspection",
}
_GROUPS = {"monitoring": "visit", "focused": "visit", "revisit": "visit", "visit": "visit", "inspection": "inspection"}
_ONE_AFTER_ANOTHER = {"monitoring", "focused"}
_ALSO = {
    "children-looked-after": ("children-in-care-and-care-leavers", "children-in-care"),
    "children-in-care": ("children-in-care-and-care-leavers",),
    "leadership": ("impact-of-leaders",),
}


@dataclass(frozen=True)
class _Met:
    """The inspection that a telling is of, whether its date agrees, and whether that it is this one is sure."""

    report: Report
    agrees: bool
    sure: bool


def apart(pairs: Iterable[Pair]) -> Iterator[Crossing]:
    """The tellings that differ from the reports, of all documents of one council."""
    pairs = list(pairs)
    own = reports(pairs)
    for council, parts in by_council(pairs).items():
        if len(parts) > 1:
            told = [(part, telling) for part in parts.values() for telling in tellings(part)]
            known = [one for one in own if one.council == council]
            yield from _of_council([*known, *_stand_ins(told, known, council)], told)


def _of_council(known: list[Report], told: list[tuple[Part, Telling]]) -> Iterator[Crossing]:
    spoken_of: dict[str, tuple[Span, Report]] = {}
    at = ""
    for part, telling in told:
        if part.slug != at:
            at, spoken_of = part.slug, {}
        group = _GROUPS.get(telling.kind, "inspection")
        last, before = spoken_of.get(group, (telling.block.span, None))
        met = _meet(part, telling, known, told, before if _goes_on(telling, last) else None)
        if met is None:
            continue
        spoken_of[group] = telling.block.span, met.report
        if met.report.part.slug != part.slug:
            yield from _compared(part, telling, met)


def _goes_on(telling: Telling, last: Span) -> bool:
    """Whether a telling may be of the inspection that the block ``last`` spoke of: in the same block, or right after, "the visit"."""
    return telling.block.span == last or (telling.kind in _GROUPS.values() and telling.block.span.start - last.end < _AFTER)


def _stand_ins(told: list[tuple[Part, Telling]], known: list[Report], council: Ref) -> Iterator[Report]:
    """Inspections without a report among the documents, as those tell them that print the days, or that an inspectorate wrote."""
    made: list[Report] = []
    counted = {(part.slug, one.block.span.start, one.kind): one for part, one in told if one.ordinal and one.date is None}
    for part, one in sorted(told, key=lambda pair: pair[1].date is None or len(pair[1].date.since.value) < 10):
        number = one if one.ordinal else counted.get((part.slug, one.block.span.start, one.kind))
        exact = one.date is not None and one.date.since.datatype == "date" and one.dated != "report"
        theirs = (
            one.date is not None and one.date.since.datatype == "gYearMonth" and part.family in FAMILIES - {"commissioner-review"}
        )
        if one.date is None or not (exact or theirs):
            continue
        made_of = Report(
            part,
            council,
            one.kind,
            one.at.words,
            one.date.since,
            one.date.until,
            one.sentence,
            grades={claim.aspect: (claim.name, claim.at.words, one.sentence) for claim in one.grades},
            ordinal=(number.ordinal, number.sentence) if number is not None and number.ordinal else None,
            remote=(one.remote, one.sentence) if one.remote is not None else None,
            assurance="assurance" in one.at.words.lower(),
            own=False,
        )
        alike = [other for other in [*known, *made] if other.kind == one.kind and (other.own or other.part.slug == part.slug)]
        if not any(_agrees(one, other, wide=True) or (other.own and _near(one, other)) for other in alike):
            made.append(made_of)
            yield made_of


def _meet(
    part: Part, telling: Telling, known: list[Report], told: list[tuple[Part, Telling]], before: Report | None
) -> _Met | None:
    """The inspection that a telling is of, where that is safe to say."""
    day = part.issued.latest if part.issued is not None else None
    alike = [one for one in known if one.kind == telling.kind and (day is None or one.first <= day)]
    alike = [one for one in alike if one.own or one.part.slug != part.slug]
    if telling.date is None:
        if before is not None and (not telling.named or before.kind == telling.kind):
            return _Met(before, True, True)
        return None if telling.kind in _GROUPS.values() else _latest(part, telling, alike, told)
    fitting = [one for one in alike if _agrees(telling, one)]
    if fitting:
        return _Met(max(fitting, key=lambda one: (one.own, one.first)), True, True)
    near = sorted((one for one in alike if _near(telling, one)), key=lambda one: (one.own, len(one.since.value)), reverse=True)
    elsewhere = [one for one in known if one.kind != telling.kind and _agrees(telling, one, wide=True)]
    if (
        not near
        or any(abs(near[0].first - one.first) > LATE for one in near)
        or elsewhere
        or telling.date.since.datatype == "gYear"
    ):
        return None
    others = (
        other
        for home, other in told
        if home.slug != part.slug
        and other.kind == telling.kind
        and other.date is not None
        and other.date.since.datatype != "gYear"
        and _overlap(telling, other.date.since.earliest, other.date.until.latest)
    )
    if near[0].part.slug == part.slug or any(others):
        return None
    return _Met(near[0], False, near[0].own and telling.dated in ("visit", "report") and _gap(telling, near[0]) <= NEAR_SAID)


def _latest(part: Part, telling: Telling, alike: list[Report], told: list[tuple[Part, Telling]]) -> _Met | None:
    """The last inspection before a document, which "the inspection" is where no later one is told of."""
    day = part.issued.earliest if part.issued is not None else None
    if telling.kind in _ONE_AFTER_ANOTHER or not alike or day is None or not (telling.grades or telling.asked):
        return None
    last = max(alike, key=lambda one: one.first)
    later = (
        one.date
        for _, one in told
        if one.kind == telling.kind
        and one.date is not None
        and one.date.since.earliest is not None
        and last.last + LATE < one.date.since.earliest <= day
    )
    if not last.own or last.part.slug == part.slug or part.family in FAMILIES or day - last.last > RECENT or any(later):
        return None
    return _Met(last, True, False)


def _overlap(telling: Telling, first: datetime.date | None, last: datetime.date | None) -> bool:
    if telling.date is None or first is None or last is None:
        return False
    since, until = telling.date.since.earliest, telling.date.until.latest
    return since is not None and until is not None and since <= last and first <= until


def _agrees(telling: Telling, one: Report, *, wide: bool = False) -> bool:
    """Whether the date of a telling is the visit's, or that of its report where it may be; ``wide``: or between the two."""
    out = one.issued
    visit = _overlap(telling, one.first, one.last)
    if telling.dated == "visit" and not wide:
        return visit
    if out is None or wide or not one.own:
        early = LATE if len(one.since.value) < 10 else datetime.timedelta(0)
        late = (telling.dated != "report" or wide) and visit
        return late or _overlap(telling, one.first - early, one.last + LATE)
    printed = _overlap(telling, out.earliest, out.latest)
    return printed or (telling.dated != "report" and visit)


def _gap(telling: Telling, one: Report) -> int:
    """The days between the date of a telling and the nearest that it could be of."""
    if telling.date is None or telling.date.since.earliest is None or telling.date.until.latest is None:
        return 10_000
    since, until = telling.date.since.earliest, telling.date.until.latest
    ends = [] if telling.dated == "report" and one.issued is not None else [(one.first, one.last)]
    if telling.dated != "visit" and one.issued is not None and one.issued.earliest is not None and one.issued.latest is not None:
        ends.append((one.issued.earliest, one.issued.latest))
    return min(max((first - until).days, (since - last).days, 0) for first, last in ends)


def _near(telling: Telling, one: Report) -> bool:
    """Whether a telling can only be of an inspection though its date is another: near it, or the same month of the next year."""
    date = telling.date
    if date is None or len(one.since.value) < 7:
        return False
    slip = date.since.value[5:7] in {day.value[5:7] for day in (one.since, one.until, one.issued) if day is not None}
    slip = slip and abs(int(date.since.value[:4]) - one.first.year) <= 1 and len(date.since.value) >= 7
    graded = {claim.aspect: claim.name for claim in telling.grades}
    if any(one.grades[aspect][0] != name for aspect, name in graded.items() if aspect in one.grades):
        slip = False  # another grade at another date is another inspection
    if telling.kind in _ONE_AFTER_ANOTHER:
        numbered = telling.ordinal is not None and one.ordinal is not None and telling.ordinal == one.ordinal[0]
        return (slip and numbered) or (len(one.since.value) == 10 and _gap(telling, one) <= NEAR_VISIT)
    most = NEAR_SAID if telling.dated in ("visit", "report") and one.own else NEAR
    return slip or (len(one.since.value) == 10 and _gap(telling, one) <= most)


def _compared(part: Part, telling: Telling, met: _Met) -> Iterator[Crossing]:
    one, name = met.report, _NAMES[met.report.kind]
    here, sure = (part, telling.sentence), _status(met)

    def differ(kind: str, at: Span, printed: tuple[str, str], text: str, status: Status) -> Crossing:
        return crossing(kind, here, (one.part, at), printed, text, status)

    if not met.agrees and telling.date is not None:
        out = telling.dated == "report" and one.issued is not None and one.out is not None
        own, at = (one.issued, one.out) if out else (one.since, one.day)
        if own is not None and at is not None:
            of = f"the publication of the report of {name}" if out else name
            said = telling.date.span.words
            yield differ(
                "conflicting-dates", at, (said, own.printed), f"Two dates are printed for {of}: {said} and {own.printed}.", sure
            )
    yield from _grades(part, telling, met)
    if telling.asked is not None and _counts_differ(telling, one) and one.last_asked is not None:
        count = ", ".join(map(str, sorted(one.asked, reverse=True)))
        text = f"{telling.asked} {telling.what} of {name} of {one.since.printed} are told of; its report prints {count}."
        yield differ("count-of-list", one.last_asked, (f"{telling.asked} {telling.what}", count), text, "doubtful")
    if not met.agrees or (telling.date is None and telling.kind not in _GROUPS.values()):
        return
    day = telling.date.span.words if telling.date is not None else one.since.printed
    if telling.ordinal and one.ordinal and telling.ordinal != one.ordinal[0]:
        number, at = one.ordinal
        text = f"One visit, of {day}, is counted as number {telling.ordinal} and as number {number}."
        yield differ("conflicting-statements", at, (f"visit {telling.ordinal}", f"visit {number}"), text, "certain")
    if telling.lasted is not None and one.days and not lasts(telling.lasted, one):
        told = f"{telling.lasted[0]} {telling.lasted[1]}s"
        text = f"{name[0].upper()}{name[1:]} is told of as of {told}; its dates are {one.since.printed}."
        yield differ("length-of-time", one.day, (told, one.since.printed), text, "doubtful")
    if telling.remote is not None and one.remote is not None and telling.remote != one.remote[0]:
        text = f"{name[0].upper()}{name[1:]} of {day} is told of as made from afar, and as made on site."
        yield differ("conflicting-statements", one.remote[1], ("from afar", "on site"), text, "doubtful")
    if telling.kind == "focused" and telling.date is not None and len(telling.date.since.value) == 10 and _other_name(telling, one):
        text = f"The visit of {day} is called a focused visit and an assurance visit."
        yield differ("conflicting-names", one.day, ("focused visit", "assurance visit"), text, "doubtful")


def _status(met: _Met) -> Status:
    return "certain" if met.sure else "doubtful"


def _grades(part: Part, telling: Telling, met: _Met) -> Iterator[Crossing]:
    one = met.report
    for claim in telling.grades:
        names = [claim.aspect, claim.ilacs, claim.before, *_ALSO.get(claim.aspect, ())]
        given = next((one.grades[name] for name in names if name in one.grades), None)
        if given is None or given[0] in (claim.name, "not-awarded"):
            continue
        text = f"Two grades are printed for {_aspect(claim.aspect)} at {_NAMES[one.kind]} of {one.since.printed}: {claim.at.words} and {given[1]}."
        yield crossing(
            "conflicting-statements", (part, telling.sentence), (one.part, given[2]), (claim.at.words, given[1]), text, _status(met)
        )


def _aspect(name: str) -> str:
    return {"overall": "services as a whole", "lscb": "the Local Safeguarding Children Board"}.get(name, name.replace("-", " "))


def _counts_differ(telling: Telling, one: Report) -> bool:
    if telling.asked is None or not one.asked or telling.asked in one.asked or one.kind != "full" or "priority" in telling.what:
        return False
    most = max(one.asked)
    board = 6 if "lscb" in one.grades and not one.board else 0  # what it asks of the board may be missing
    return most > 2 and not most < telling.asked <= most + board and most / 2 <= telling.asked <= 2 * most


def _other_name(telling: Telling, one: Report) -> bool:
    words = telling.at.words.lower()
    return ("assurance" in words) != one.assurance
