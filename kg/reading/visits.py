"""Mentions of inspections, visits, reviews and studies in a sentence.

A mention counts when it tells the thing from others of its kind: by a date, by a number of them ("two academic studies"), or
as a planned one of a named body. "The last inspection" alone, a framework's name and "this inspection" tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import Ref
from kg.reading.dates import DateMention, find_dates
from kg.reading.judged import judged
from kg.reading.kinds import Kind, kinds
from kg.reading.part import Part
from kg.reading.scope import bodies_here
from kg.text import Match, Span

_LINKED = re.compile(
    r"^(?!.{0,110}\b(?:since|until|compared|when|while|but|where|because|prior\s+to|planned|although|has|have|will|would|set|sets|introduced|started|appointed|increased|date\s+of|target|framework|handbook|led|resulted|establish\w*|created|enabled|met|showed)\b)[^.;:]{0,110}"
    r"(?:\b(?:in|on|of|during|from|between|dated|late|early|mid|published|by)|[,(–-])\s*(?:the\s+|late\s+|early\s+|mid-?\s?|week\s+commencing\s+|end\s+of\s+)?\(?$|^\s?\(?$",
    re.IGNORECASE,
)
_APART = re.compile(  # what a figure or the clause after "During the inspection," is dated with
    r"\d\s?(?:%|per\s?cent)|\b(?:will|would)\b|\bto\s+\d[\d,.]{0,12}\s|^\s?,\s+(?!which\b|this\b|it\b|carried\b|held\b)(?![^.;:]{0,110}\b(?:judge|rat|grad|inspect|publish|report|f[io]und|took\s+place))[^.;:]{0,110}\b(?:was|were|had|is|are)\s",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|reported|report(?:s)?\b(?!\s+to)|issued|letter|dated|findings)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:further|planned|plans?\s+for|expected|forthcoming|upcoming|scheduled|proposed|anticipated)\b[^.;]{0,60}$|^[^.;]{0,40}\b(?:would|will|is\s+due\s+to|is\s+expected\s+to)\s+(?:take\s+place|be\s+(?:held|undertaken|carried\s+out))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)
_NOTHING = re.compile(r"\b(?:next|future|any|every|each|this|these|most\s+recent|dates?|annual)\s+(?:Ofsted\s+)?$", re.IGNORECASE)
_NO_EVENT = re.compile(
    r"^s?\s*(?:dates?\b|frameworks?|regimes?|judgements?|teams?|handbook|cycle|programmes?|activit|findings\s+in|services?\b|process|report\s+to|outcomes?\s+framework|[’']s?\s+(?:frame|hand)|board|panel)",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\b(?:commissioned|completed|published|undertaken|ongoing|carried\s+out|conducted|initiated|concluded)\b", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(r"(?:[\w’'-]+\s+){0,5}$")
_LITTLE = re.compile(
    r".*\b(?:the|a|an|this|that|its|their|his|her|our|from|following|since|at|in|on|of|by|for|to|and|or|with|had|has|been|was|were|which|when|as|previous|last|further|another|recent|most|identified|also"
    r"|conducted|undertook|undertaken|carried|out|included|there|are|is|were|have|report|my|after|before|through|under|during)\s+",
    re.IGNORECASE,
)
_SERVICES = re.compile(
    r"^\s?of\s+(?P<of>[^.;:]{3,120}?)(?=\s+(?:was|were|took|is|in|on|and|published|that|which|by)\b|[,.;]|$)", re.IGNORECASE
)
_INSPECTED = re.compile(
    r"(?P<who>[A-Z][\w’'&/ -]{2,90}?)\s+(?:was|were)\s+(?:last\s+|also\s+|previously\s+)?inspected\b(?:\s+by\s+(?P<by>[A-Z][\w ]{2,60}?))?\s+(?:in|on)\s+(?=[\dA-Z])"
)
_JUDGED_IN = re.compile(r"\b(?:judged|rated|graded)\b[^.;:]{0,90}?\b(?:in|on)\s+(?=(?:\d|[A-Z]))", re.IGNORECASE)
_INSPECTION = re.compile(r"\binspection\b(?!\s+framework)", re.IGNORECASE)
_UNDERTAKEN = re.compile(
    r"\ban?\s+(?P<review>(?:[\w-]+\s+){0,2}?review)(?:\s+of\s+(?P<of>[^.;,]{3,80}?))?\s+(?:was|has\s+been|had\s+been)\s+(?:undertaken|commissioned|carried\s+out|conducted|completed)"
    r"(?:\s+to\s+(?:evaluate|assess|examine|review|consider|explore)\s+(?P<to>[^.;,]{3,120}))?(?:\s+in\s+(?=[A-Z\d]))?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s\([A-Z&]{2,8}\)")
_LONGEST = 2000


@dataclass(frozen=True)
class Mention:
    """One mention: what kind of thing, where it stands, when it was or was published, and what it looked at."""

    kind: Kind
    at: Span
    sentence: Span
    date: DateMention | None
    published: bool
    label: str
    of: Span | None = None

    @property
    def month(self) -> str:
        """The year, or year and month, of its date."""
        return self.date.since.value[:7] if self.date is not None else ""


def mentions(sentence: Span, part: Part) -> Iterator[Mention]:
    """The mentions in one sentence; what goes on for over two thousand characters is none."""
    if len(sentence) > _LONGEST:
        return
    world = part.world
    known = kinds(world)
    found = [(match, known.kind(match)) for match in sentence.finditer(known.pattern) if match.after.match(_NO_EVENT) is None]
    for index, (match, kind) in enumerate(found):
        before, after = match.before, match.after
        if before.search(_NOTHING) is not None:
            continue
        stop = found[index + 1][0].span.start if index + 1 < len(found) else sentence.end
        date, published = _date(sentence, match, Span(sentence.document, match.span.end, stop))
        numbered = before.search(_NUMBERED) is not None and match.span.search(r"s$") is not None
        planned = before.search(_PLANNED) is not None or after.search(_PLANNED) is not None
        of = after.match(_SERVICES)
        if date is None:
            named = body_near(match, part) is not None
            kept = kind.name in ("Study", "SeriousCaseReview", "Inspection")
            alive = (
                kind.name in ("SeriousCaseReview", "ServiceReview")
                and after[:80].search(_LIVE) is not None
                and before.search(r"\b(?:[Aa]n?|[Oo]ne)\s+(?:[\w-]+\s+){0,3}$") is not None
            )
            if not ((planned and named and kind.name != "FullInspection") or (numbered and kept) or alive):
                continue
        elif match.span.search(r"s$") is not None and not numbered:
            continue
        looked_at = of.group("of") if of is not None else None
        yield Mention(kind, match.span, sentence, date, published, _label(match, looked_at, date), looked_at)
    yield from _verbs(sentence, part, named=bool(found))


def _verbs(sentence: Span, part: Part, *, named: bool) -> Iterator[Mention]:
    """What a verb names: "… was inspected by Ofsted in May 2018", "… was judged inadequate in January 2020", "a review was undertaken"."""
    known = kinds(part.world)
    if (match := sentence.search(_INSPECTED)) is not None and (dates := _right_after(match)):
        who = match.group("who")
        yield Mention(
            known.named("FullInspection"), who, sentence, dates[0], False, f"inspection of {who.words}, {dates[0].span.words}", who
        )
    match = sentence.search(_JUDGED_IN) if sentence.search(_INSPECTION) is None else None
    if match is not None and (dates := _right_after(match)) and judged(sentence, part.world):
        yield Mention(known.named("FullInspection"), match.span, sentence, dates[0], True, f"inspection, {dates[0].span.words}")
    match = sentence.search(_UNDERTAKEN) if not named else None
    of = match.get("of") or match.get("to") if match is not None else None
    if match is not None and of is not None and bodies_here(part).find(of):
        when = next(iter(_right_after(match)), None)
        yield Mention(
            known.named("ServiceReview"),
            match.group("review"),
            sentence,
            when,
            False,
            "review of " + _BRACKETED.sub("", of.words),
            of,
        )


def _right_after(match: Match) -> list[DateMention]:
    dates = find_dates(match.after[:60])
    return dates if dates and dates[0].span.start <= match.span.end + 4 else []


def _date(sentence: Span, match: Match, room: Span) -> tuple[DateMention | None, bool]:
    """The date that belongs to a mention, and whether it is that of a publication."""
    for date in find_dates(sentence):
        if date.span.end <= match.span.start:
            between = Span(sentence.document, date.span.end, match.span.start)
            opens = (
                sentence[: date.span.start - sentence.start].fullmatch(r"\W*(?:In|On|During)\s+(?:early\s+|late\s+)?") is not None
            )
            if re.fullmatch(r"\s?(?:Ofsted\s+|remote\s+|full\s+)?", str(between)) or (
                opens and re.fullmatch(r",?\s+an?\s+(?:Ofsted\s+|remote\s+|full\s+)?", str(between))
            ):
                return date, False
        elif date.span in room:
            between = Span(sentence.document, match.span.end, date.span.start)
            if between.match(_LINKED) is not None and between.search(_APART) is None:
                return date, between.search(_PUBLISHED) is not None or match.span.search(r"report$", re.IGNORECASE) is not None
            return None, False
    return None, False


def _label(match: Match, of: Span | None, date: DateMention | None) -> str:
    """The words of the mention with those before it that describe it, what it is of, and its date."""
    room = match.before
    if date is not None and date.span.end <= match.span.start:
        room = Span(match.span.document, date.span.end, match.span.start)
    before = room.search(_WORDS_BEFORE)
    described = _LITTLE.sub("", f"{before.span.words} " if before is not None and before.span.words else "") + match.span.words
    described += f" of {of.words}" if of is not None else ""
    return f"{described}, {date.span.words}" if date is not None else described


def body_near(match: Match, part: Part) -> Ref | None:
    """The body that carried it out: named right before the mention, or after "by"."""
    here = bodies_here(part)
    for mention in reversed(here.find(match.before[-70:])):
        if re.fullmatch(
            r"(?:[’']s)?\s+(?:(?!and\b|or\b|of\b|to\b|with\b|in\b)[\w’'-]+\s+){0,4}",
            str(Span(match.span.document, mention.span.end, match.span.start)),
        ):
            return mention.entry.ref
    by = match.after[:120].search(r"\bby\s+(?:the\s+)?")
    if by is not None:
        for mention in here.find(by.after[:70]):
            if mention.span.start == by.span.end:
                return mention.entry.ref
    return None
