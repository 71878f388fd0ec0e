"""The headers of agendas and minutes: which body and day, issued when, by which council."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kg.dates import When
from kg.facts import Header, Ref, slug
from kg.reading.authorities import register
from kg.reading.councils import council
from kg.reading.dates import find_dates
from kg.reading.part import Draft
from kg.reading.refs import authority_ref, place_ref
from kg.reading.sittings import Sitting, sitting_of, top_lines
from kg.reading.titles import bare, cased, councils, mixed_case
from kg.text import Span

_ISSUED = re.compile(
    r"\b(?:issued?|published|publication|despatch(?:ed)?|dispatch(?:ed)?|date\sof\s(?:issue|publication|despatch))\b[^\n\d]{0,30}",
    re.IGNORECASE,
)


def header(part: Draft, what: str) -> Header:
    """The header of a paper of a meeting: ``what`` ("Minutes", "Agenda") of which body and day, published by which council."""
    own = Span(part.span.document, max(part.span.start, part.opening.at.start), part.span.end)
    sitting = sitting_of(own)
    found = _council(part, own) or _of_file(part)
    about, place, where = found or (None, None, None)
    issued, printed = _issued(own, sitting, what)
    evidence = [
        *sitting.evidence,
        *([printed] if printed is not None and not any(printed in span for span in sitting.evidence) else []),
        *([where] if where is not None else []),
    ]
    name = cased(sitting.body) if sitting.body is not None else ""
    title = f"{what} of the {name}" if name else bare(own.strip().lines()[0]).words[:150]
    if sitting.date is not None:
        title += f", {sitting.date.span.words}"
    return Header(
        title=title,
        issued=issued,
        publisher=about,
        place=place,
        about=about,
        evidence=tuple(dict.fromkeys(evidence)) or (own.strip()[:80],),
    )


_COMBINED = re.compile(r"(?:[A-Z][\w’'-]{1,30}\s(?:(?:and|of|&)\s)?){1,5}(?i:combined\s(?:county\s)?authority)\b")


_STYLED = re.compile(r"^(?:LB|RB|MB|London\sBorough|Royal\sBorough)\s|\s(?:Borough|MBC|LBC|LB)$")


def _area(name: str) -> str:
    return re.sub(r"(?i)\scombined\s(?:county\s)?authority$", "", name)


def _council(part: Draft, text: Span) -> tuple[Ref, Ref, Span] | None:
    """The council that a title page names, else the one that the text names most often, else what the place says."""
    top = top_lines(text)
    combined = next((one.span for line in top if (one := line.search(_COMBINED)) is not None), None)
    if combined is not None:
        name = mixed_case(combined.words)
        known = part.world.bodies.named(name)
        return known.ref if known is not None else Ref("body", slug(name)), place_ref(_area(name), part.world), combined
    named = [one for line in top for one in _councils(line)]
    if not named:  # the name of the council stands above the heading of its page
        above = (
            Span(text.document, max(part.span.start, text.start - 400), text.start) if text.start >= part.span.start else text[:0]
        )
        named = [one for line in reversed(above.lines()[-6:]) for one in _councils(line)] or [
            # "LB Northby", "Northby LBC": styles that only the register of councils tells from other names
            line.strip("*#_ ")
            for line in [*top, *above.lines()[-6:]]
            if _STYLED.search(line.words) and register(part.world).named(line.words) is not None
        ]
    if not named:
        every = _councils(text)
        counts = Counter(authority_ref(one.words, part.world) for one in every)
        named = [one for one in every if counts and authority_ref(one.words, part.world) == counts.most_common(1)[0][0]]
    if named:
        return authority_ref(named[0].words, part.world), place_ref(named[0].words, part.world), named[0]
    return council(part, top)


def _councils(span: Span) -> list[Span]:
    """The councils named in full; of "Director of Children's Services, Leeds City Council" only the council."""
    made = []
    for one in councils(span):
        tail = (
            one
            if re.search(r"\b(?:and|with)\b|&", str(one))
            and not re.search(r"\b(?:Director|Services|Member|Officer|Chief|Head)\b", str(one))
            else one.split(r",\s")[-1]
        )
        if (
            tail
            and (clean := tail.search(r"(?:(?:London|Royal|Metropolitan)\s){0,2}[A-Z].*")) is not None
            and len(clean.span.words.split()) > 1
        ):
            made.append(clean.span)
    return made


def _of_file(part: Draft) -> tuple[Ref, Ref, Span] | None:
    """The council that the whole file names, for a paper in a pack that names none itself."""
    whole = part.span.document.span
    return None if part.span == whole else _council(replace(part, span=whole), whole)


def _issued(own: Span, sitting: Sitting, what: str) -> tuple[When | None, Span | None]:
    """The day of issue: for minutes that of the meeting; for an agenda the printed one, if it is before the meeting."""
    held = sitting.date.when if sitting.date is not None else None
    if what != "Agenda":
        return held, None
    labelled = [one for found in own[:20000].finditer(_ISSUED) for one in find_dates(found.after[:40])[:1]]
    alone = [
        one
        for line in own[:20000].lines()
        for one in find_dates(line)
        if len(one.span.words) > len(line.words.strip(" *_.")) - 14 and one.span.end >= line.end - 3
    ]
    for one in [*labelled, *alone]:
        day = one.when.earliest
        if (
            one.is_point
            and one.when.datatype == "date"
            and day
            and held is not None
            and held.earliest
            and 0 < (held.earliest - day).days < 40
        ):
            return one.when, one.span
    return held, None
