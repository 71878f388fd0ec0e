"""Letters of Ofsted and the Care Quality Commission on area SEND inspections from 2016 to 2022, and on revisits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.facts import Header, Ref
from kg.lexicon import Lexicon
from kg.reading.dates import DateMention, find_dates
from kg.reading.letter import SALUTATION, Letter, letter, start_of_letter
from kg.reading.part import Draft, Opening
from kg.reading.refs import authority_ref, place_ref
from kg.text import Span

_SUBJECT = re.compile(
    r"\W{0,6}(?:joint\s+)?(?:local\s+)?area\s+(?:SEND|special\s+educational\s+needs\s+and(?:/or)?\s+disabilit(?:y|ies)(?:\s+\(SEND\))?)\s+(?P<what>inspection|re-?\s?visit|re-?inspection)"
    r"(?:\s+(?:in|of|to|for)\s+|\s?[:–-]\s+)(?:the\s+)?(?:(?:local\s+)?area\s+of\s+)?(?P<area>[A-Z][^:;.]{1,80}?)\W*",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\bOfsted\b[^.;]{0,30}\b(?:Care\s+Quality\s+Commission|CQC)\b[^.;]{0,40}?\b(?P<what>conducted|carried\s+out|undertook|completed|revisited|visited)\b[^.;]{0,160}?"
    r"\b(?:local\s+)?area\s+of\s+(?P<area>[A-Z][^.,;]{1,60}?)(?=\s+(?:to|in\s+order\s+to|and)\s+(?:judge|decide|determine|assess|establish|evaluate|see)\b|\s?[,.;]|\s+(?:between|from|on)\b)",
)
_SEND = re.compile(r"\bSEND\b|special\s+educational\s+needs", re.IGNORECASE)
_REVISIT = re.compile(r"re-?\s?visit", re.IGNORECASE)
_NEAR = 3000


@dataclass(frozen=True)
class AreaLetter:
    """A letter with the area as printed, the sentence that says what was done, and whether it was a revisit."""

    sent: Letter
    area: Span
    sentence: Span | None
    dates: DateMention | None
    revisit: bool
    score: float


def inspectorates(world: Lexicon) -> tuple[Ref, ...]:
    """The two inspectorates that area SEND inspections are of: Ofsted first."""
    known = [world.bodies.named(name) for name in ("Ofsted", "Care Quality Commission")]
    return tuple(one.ref for one in known if one is not None) or (Ref("body", "ofsted"), Ref("body", "care-quality-commission"))


def openings(text: Span, _world: Lexicon) -> Iterable[Opening]:
    """Letters whose subject line, or whose first sentence, says that they report on such an inspection or revisit."""
    for dear in text.finditer(SALUTATION):
        start = start_of_letter(text, dear.span)
        found = area_letter(Span(text.document, start.start, min(text.end, dear.span.end + _NEAR)))
        if found is not None and found.sent.salutation.start == dear.span.strip().start:
            shown = (
                found.sentence
                if found.sent.subject is None or (found.sentence is not None and found.score < 0.9)
                else found.sent.subject
            )
            yield Opening(start, found.score, f"a letter on an area SEND inspection: {(shown or found.area).words[:90]}")


@lru_cache(maxsize=16)
def area_letter(span: Span) -> AreaLetter | None:
    """The letter in ``span`` where it is of this kind; None where it is not."""
    sent = letter(span)
    if sent is None:
        return None
    subject = sent.subject.fullmatch(_SUBJECT) if sent.subject is not None else None
    top = sent.text[:_NEAR]
    sentence = next((one for one in top.sentences()[:6] if one.search(_SAYS) is not None), None)
    said = sentence.search(_SAYS) if sentence is not None else None
    if subject is None and (said is None or top.search(_SEND) is None):
        return None
    found = subject or said
    if found is None:
        return None
    issued = sent.date.when.earliest if sent.date is not None else None
    days = (
        (find_dates(sentence) or find_dates(sentence, issued.year if issued is not None else None)) if sentence is not None else []
    )
    return AreaLetter(
        sent=sent,
        area=found.group("area").strip(" *\n"),
        sentence=sentence,
        dates=next((one for one in days if len(one.since.value) == 10), None),
        revisit=found.group("what").search(_REVISIT) is not None
        or (said is not None and said.group("what").search(_REVISIT) is not None),
        score=0.9 if subject is not None and said is not None else 0.75,
    )


def header(part: Draft) -> Header:
    """The subject as title, the date of the letter, and the council of the area."""
    found = area_letter(part.span)
    if found is None:
        return Header(title=part.span.strip()[:80].words, evidence=(part.span.strip()[:80],))
    sent = found.sent
    title = sent.subject or found.sentence or found.area
    inspected = found.dates.since if found.dates is not None else None
    return Header(
        title=title.words.strip("* "),
        issued=sent.date.when if sent.date is not None else None,
        publisher=inspectorates(part.world)[0],
        place=place_ref(found.area.words, part.world, inspected),
        about=authority_ref(found.area.words, part.world, inspected),
        evidence=(
            title,
            *((sent.date.span,) if sent.date is not None else ()),
            *((found.area,) if found.area not in title else ()),
        ),
    )
