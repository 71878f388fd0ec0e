"""Programmes: the strategies, plans, projects, pilots, campaigns, policies and frameworks that a document names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.dates import When
from kg.facts import Concept, Fact, Programme, Ref
from kg.reading.bodies import Sentences
from kg.reading.dates import find_dates
from kg.reading.mentions import body_mentions
from kg.reading.part import Part
from kg.reading.places import place_mentions
from kg.reading.structure import blocks_of
from kg.reading.undertakings import ProgrammeMention, programme_mentions
from kg.text import Span

MOST_EVIDENCE = 5
MOST_LOOKED_AT = 40
_NEAR = 140
_ASIDE = r"(?:\s?\([^()]{0,80}\))?(?:,[^.;]{0,90},|\s(?:in|across|for)\s[A-Z][^.;,]{0,60}?)?"
_BEGUN = re.compile(
    _ASIDE + r"\s(?:was|were|has been|have been)\s(?:first\s|formally\s)?"
    r"(?:introduced|launched|established|set up|started|begun|rolled out|implemented)\s(?:in|on)\s"
)
_LED = re.compile(
    r"(?:,?\s(?:which\s|and\s)?(?:is|was|are|were|being)\s|,?\s)(?:led|run|delivered|managed|coordinated|co-ordinated|overseen)\sby\s(?:the\s)?"
)
_THERE = re.compile(r"(?:\s(?:pilots?|projects?|programme|scheme|initiative))?\s(?:in|across|for|covering|throughout)\s(?:the\s)?")
_PLACED = {"pilot", "project", "programme", "order", "campaign", "operation", "initiative"}


def programmes(part: Part) -> Iterator[Fact]:
    """One Programme fact for each undertaking that the part names, with its names, years, lead and places where printed."""
    by_ref: dict[Ref, list[ProgrammeMention]] = {}
    for mention in programme_mentions(part):
        by_ref.setdefault(mention.ref, []).append(mention)
    sentences = Sentences(blocks_of(part))
    for ref, mentions in by_ref.items():
        yield _programme(ref, mentions, sentences, part)


def _programme(ref: Ref, mentions: list[ProgrammeMention], sentences: Sentences, part: Part) -> Programme:
    printed: dict[str, Span] = {}
    for mention in mentions:
        printed.setdefault(mention.name, mention.span)
        for alias in mention.aliases:
            printed.setdefault(alias.words, mention.span)
    cased = [words for words in printed if not words.isupper()] or list(printed)
    name = next((words for words in cased if words[:1].isupper()), cased[0])
    evidence = [sentences.around(span) for span in printed.values()]
    since = until = None
    led_by: Ref | None = None
    places: dict[Ref, None] = {}
    for mention in mentions[:MOST_LOOKED_AT]:
        around = sentences.around(mention.span)
        made = _years(mention, around)
        if made is not None and since is None:
            since, until = made
            evidence.append(around)
        leader = _leader(mention, around, part)
        if leader is not None and led_by is None:
            led_by = leader
            evidence.append(around)
        for place in _places(mention, around, part):
            if place not in places:
                places[place] = None
                evidence.append(around)
    return Programme(
        ref=ref,
        name=name,
        kind=Concept("programme", mentions[0].kind),
        aliases=tuple(words for words in printed if words != name),
        led_by=led_by,
        operates_in=tuple(places),
        since=since,
        until=until,
        evidence=tuple(dict.fromkeys(evidence))[:MOST_EVIDENCE],
    )


def _years(mention: ProgrammeMention, around: Span) -> tuple[When | None, When | None] | None:
    """The years in or behind the name ("2018 - 2022"), or the date of its start where the sentence gives one."""
    if mention.years is not None:
        found = re.match(r"(?P<first>(?:19|20)\d\d)\s?[-–—/]\s?(?P<last>(?:20)?\d\d)", str(mention.years))
        if found is not None:
            first, last = int(found["first"]), int(found["last"])
            return When.of(mention.years.words, first), When.of(
                mention.years.words, last if last > 99 else first // 100 * 100 + last
            )
    rest = _rest(mention, around)
    begun = rest.match(_BEGUN)
    if begun is not None:
        dates = find_dates(begun.after)
        if dates and dates[0].span.start == begun.after.start:
            return dates[0].since, None
    return None


def _rest(mention: ProgrammeMention, around: Span) -> Span:
    """What stands behind the name in its sentence."""
    return around[max(0, mention.span.end - around.start) :]


def _leader(mention: ProgrammeMention, around: Span, part: Part) -> Ref | None:
    led = _rest(mention, around)[:_NEAR].search(_LED)
    if led is None or any(mention.span.end < other.span.start < led.span.start for other in programme_mentions(part)):
        return None
    return next((body.ref for body in body_mentions(part) if abs(body.span.start - led.after.start) < 5), None)


def _places(mention: ProgrammeMention, around: Span, part: Part) -> Iterator[Ref]:
    """The places in the name of the programme ("East Leeds pilot") and right behind it ("pilots in A and B")."""
    if mention.kind not in _PLACED:
        return
    yield from (place.ref for place in place_mentions(part) if place.span in mention.span and place.kind != "LocalAuthorityArea")
    there = _rest(mention, around).match(_THERE)
    if there is None:
        return
    at = there.after.start
    for place in place_mentions(part):
        if 0 <= place.span.start - at < 6 and place.span in around:
            yield place.ref
            at = place.span.end
