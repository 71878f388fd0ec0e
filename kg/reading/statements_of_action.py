"""Who is to answer an inspection with a written statement of what will be done, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Fact, Finding, Milestone, Programme, Ref
from kg.reading.addressees import Addressee, body_of
from kg.reading.clean import pieces, words
from kg.reading.dates import DateMention, find_dates
from kg.reading.offices import is_area
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Part
from kg.reading.programme_names import programme_ref
from kg.reading.refs import authority_ref, body_ref, context, person_ref
from kg.text import Span

_STATEMENT = re.compile(r"\b(?:written\s+)?(?:statement\s+of\s+(?:proposed\s+)?action|action\s+plan)\b", re.IGNORECASE)
_PREPARE = re.compile(
    r"(?:determined\s+that\s+)?(?P<who>[^.;]{3,140}?)\s+(?:is\s+the\s+principal\s+authority\s+and\s+)?(?:should|must|is\s+required\s+to|will|needs?\s+to)\s+"
    r"(?P<do>(?:prepare|send|submit|provide|produce|return)\b)",
    re.IGNORECASE,
)
_SENT = re.compile(  # by whom is then said in a sentence before
    r"(?P<who>)\b(?:statement|action\s+plan)\b[^.;]{0,60}?\s(?:should|must|is\s+to)\s+be\s+(?:sent|submitted|returned|provided)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"(?:the\s+)?(?:local\s+authority|council|authority|(?:\w+\s+){0,2}director\s+of\s+(?:children[’']s|children\s+and\s+\w+)\s+(?:[\w’']+\s+)?services|director\s+of\s+[\w’' ]{3,40}services|DCS)\W*",
    re.IGNORECASE,
)
_NAMED = "written statement of action"


def statement(part: Part, text: Span, made_in: Ref, people: tuple[Addressee, ...]) -> Iterator[Fact]:
    """The sentences that ask for the statement, as what the letter states; the statement, and its due day as a milestone of it."""
    found = [
        (one, asked)
        for block in paragraphs(text, part.span)
        for sentence in block.text.sentences()
        for one in _parted(sentence)
        if (one.search(_STATEMENT) or one.search(_SENT)) is not None
        and (asked := one.search(_SENT) or one.search(_PREPARE)) is not None
    ]
    for number, (sentence, asked) in enumerate(found, 1):
        spans = pieces(sentence, part.span)
        who = _responsible(asked.group("who") or found[0][1].group("who"), part, people)
        yield Finding(
            ref=Ref("finding", f"{part.slug}/statement-of-action-{number}"),
            made_in=made_in,
            text=words(spans),
            polarity=part.world.concept("polarity", "neutral"),
            about=(who,) if who is not None else (),
            evidence=spans,
        )
    due = next(((one, asked, day) for one, asked in found if (day := _day(one)) is not None), None)
    if due is None:
        return
    sentence, asked, day = due
    first = found[0]
    plan = programme_ref(f"{_NAMED} {day.when.value}", part)
    yield Programme(
        ref=plan,
        name=_NAMED,
        kind=part.world.concept("programme", "plan"),
        led_by=_responsible(first[1].group("who"), part, people),
        evidence=pieces(first[0], part.span),
    )
    named = asked.group("who") or first[1].group("who")
    who = _responsible(named, part, people)
    yield Milestone(
        ref=Ref("milestone", f"{part.slug}/statement-of-action"),
        programme=plan,
        label=words(pieces(sentence, part.span)),
        until=day.when,
        responsible=(who,) if who is not None else (),
        responsible_printed=_bare(named).words,
        evidence=tuple(dict.fromkeys((*pieces(sentence, part.span), *(() if asked.group("who") else pieces(first[0], part.span))))),
    )


def _parted(sentence: Span) -> list[Span]:
    """The sentences in what the mark of a footnote after a full stop holds together: "… individual agencies.2 The director …"."""
    marks = [found.span for found in sentence.finditer(r"(?<=[a-z]\.)\d{1,2}(?=\s+[A-Z])")]
    starts, ends = [sentence.start, *(mark.end for mark in marks)], [*(mark.start for mark in marks), sentence.end]
    return [Span(sentence.document, start, end).strip() for start, end in zip(starts, ends, strict=True)]


def _day(sentence: Span) -> DateMention | None:
    by = sentence.search(r"\b(?:by|before|no\s+later\s+than)\s+(?=\w+\s)")
    if by is None:
        return None
    short = by.after[:40].search(r"\b\d{1,2}\s+[A-Z][a-z]+\s+(?P<year>\d\d)(?!\d)")  # "12 November 18"
    dates = find_dates(by.after, 2000 + int(str(short.group("year"))) if short is not None else None)
    return next((one for one in dates if one.is_point), None)


def _bare(who: Span) -> Span:
    said = who.search(r"\b(?:determined|agreed|decided)\s+that\s+")
    return (said.after if said is not None else who).strip(" ,")


def _responsible(who: Span, part: Part, people: tuple[Addressee, ...]) -> Ref | None:
    """The council by any of its names or its director; a person whom the letter is addressed to by the body of the office; a body."""
    bare = _bare(who)
    if not bare:
        return None
    if bare.fullmatch(_COUNCIL) is not None:
        return part.header.about
    for one in people:
        if one.name.words.casefold() == bare.words.casefold():
            bodies = [ref for office in one.offices if (ref := body_of(office, part)) is not None]
            return next(iter(bodies), person_ref(one.name.words, context(part)))
    name = re.sub(
        r"\s+(?:local\s+authority|council|authority)$",
        "",
        re.sub(r"^the\s+", "", bare.words, flags=re.IGNORECASE),
        flags=re.IGNORECASE,
    )
    if is_area(name, part.world) or authority_ref(name, part.world, part=part) == part.header.about:
        return authority_ref(name, part.world, part=part)
    return body_ref(bare.words, part) if re.search(r"[A-Z]", re.sub(r"^(?:The|All|Each)\s", "", bare.words)) else None
