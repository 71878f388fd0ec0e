"""Ofsted's letters to a council after a visit: monitoring visits, focused visits and assurance visits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.facts import Concept, Fact, Finding, Header, Inspection, Ref, slug
from kg.lexicon import Lexicon
from kg.reading import addressees, inspectors
from kg.reading.chapters import Chapter, chapters
from kg.reading.clean import pieces, words
from kg.reading.dates import DateMention, find_dates
from kg.reading.findings import findings
from kg.reading.kinds import framework_on
from kg.reading.letter import SALUTATION, Letter, letter, start_of_letter
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Draft, Opening, Part
from kg.reading.refs import authority_ref, inspection_ref, place_ref
from kg.reading.required import required
from kg.reading.themes import themes
from kg.text import Span

FAMILY = "ofsted-letter"
_KIND = r"(?P<kind>monitoring|focuss?ed|assurance)"
_SUBJECT = re.compile(
    rf"^[ \t*#]{{0,8}}(?:Ofsted\s+|remote\s+|COVID-19\s+|first\s+|second\s+|third\s+|fourth\s+|fifth\s+|sixth\s+)*{_KIND}\s+(?:assurance\s+)?visit\s+(?:to|of|at|in)\s+(?:the\s+)?"
    r"(?P<area>[A-Z][^\n:;.]{1,70}?)(?:\s+local\s+authority)?(?:[’']s?)?\s+children(?:[’']s|\s+and\s+young\s+people[’']s)?\s+(?:social\s+care\s+)?services[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SAYS = re.compile(
    rf"\b(?:letter\s+(?:summarises|sets\s+out|outlines|describes|provides)|(?:am|are)\s+writing\s+to)\b[^.]{{0,160}}?\b{_KIND}\s+(?:assurance\s+)?visit",
    re.IGNORECASE,
)
_KINDS = {"monitoring": "MonitoringVisit", "focused": "FocusedVisit", "focussed": "FocusedVisit", "assurance": "AssuranceVisit"}
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last)\s+(?:monitoring|focuss?ed|assurance)\s+visit\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\bwould\s+like\s+to\s+thank\b|\bletter\s+will\s+be\s+published\b|\bplanning\s+(?:your|the|its)\s+next\s+inspection\b",
    re.IGNORECASE,
)
_COPY = re.compile(r"\bcop(?:y|ying|ied)\b[^.]{0,30}\bletter\b[^.]{0,20}\bto\b", re.IGNORECASE)
_INTRO = re.compile(r"\b(?:this\s+letter|am\s+writing|inspectors\s+(?:were|was)|visit\s+was|was\s+carried\s+out)\b", re.IGNORECASE)
_FAR = 3000


def openings(text: Span, _world: Lexicon) -> Iterable[Opening]:
    """Letters that say in their first sentences that they report on such a visit."""
    at = 0
    for dear in text.finditer(SALUTATION):
        body = dear.after[:_FAR]
        if (said := body[:1500].search(_SAYS)) is None or dear.span.start < at:
            continue
        start = start_of_letter(text, dear.span)
        at = said.span.end
        yield Opening(start, 0.9, f"a letter on a visit: {said.span.words[:90]}")


@lru_cache(maxsize=8)
def _letter(span: Span) -> tuple[Letter, str, Span | None, Span] | None:
    """The letter, the kind of its visit, the area as printed, and the sentence that says what the letter is."""
    read_letter = letter(span)
    if read_letter is None or (said := read_letter.text.search(_SAYS)) is None:
        return None
    subject = read_letter.subject.match(_SUBJECT) if read_letter.subject is not None else None
    kind = str((subject or said).group("kind")).casefold()
    sentence = next((one for one in read_letter.text.sentences() if one.overlaps(said.span)), said.span)
    area = subject.group("area") if subject is not None else None
    if area is None:
        found = sentence.search(
            r"visit\s+(?:to|of|at|in)\s+(?:the\s+)?(?P<area>[A-Z][^.,;]{1,60}?)(?:[’']s?)?\s+(?:local\s+authority\s+)?children",
            re.IGNORECASE,
        )
        area = found.group("area") if found is not None else None
    return read_letter, _KINDS[kind], area, sentence


def header(part: Draft) -> Header:
    """The subject as title, the date of the letter, and the council it is about."""
    found = _letter(part.span)
    if found is None:
        return Header(title=part.span.strip()[:80].words, evidence=(part.span.strip()[:80],))
    sent, _, area, sentence = found
    council = area or next(
        (office.body for one in addressees.addressees(sent, part.world) for office in one.offices if office.body is not None), None
    )
    title = sent.subject or sentence
    return Header(
        title=title.words,
        issued=sent.date.when if sent.date is not None else None,
        publisher=_ofsted(part.world),
        place=place_ref(council.words, part.world) if council is not None else None,
        about=authority_ref(council.words, part.world) if council is not None else None,
        evidence=(title, *((sent.date.span,) if sent.date is not None else ()), *((council,) if council is not None else ())),
    )


def _ofsted(world: Lexicon) -> Ref:
    known = world.bodies.named("Ofsted")
    return known.ref if known is not None else Ref("body", "ofsted")


def read(part: Part) -> Iterator[Fact]:
    """The visit, its inspectors, whom the letter is addressed to, and what it found and asks for."""
    found = _letter(part.span)
    if found is None or part.header.about is None:
        return
    sent, kind, _, sentence = found
    dates = _dates(sentence, sent)
    visit = inspection_ref(part.header.about, dates.since if dates is not None else None, part.header.title)
    yield Inspection(
        ref=visit,
        label=part.header.title,
        kind=kind,
        inspects=part.header.about,
        conducted_by=(_ofsted(part.world),),
        framework=_framework(part, dates),
        since=dates.since if dates is not None else None,
        until=dates.until if dates is not None else None,
        issued=part.header.issued,
        evidence=(sentence, *((sent.subject,) if sent.subject is not None else ())),
    )
    yield from _people(part, sent, visit, dates)
    yield from _said(part, sent, visit)


def _framework(part: Part, dates: DateMention | None) -> Concept | None:
    """The framework that the letter names, or that such visits followed when it was made."""
    for mention in part.world.find("framework", part.span[:_FAR]):
        if mention.entry.concept.name in ("ilacs", "sif"):
            return mention.entry.concept
    when = dates.since if dates is not None else part.header.issued
    return part.world.concept("framework", "ilacs") if framework_on(when, part.world) == "ilacs" else None


def _dates(sentence: Span, sent: Letter) -> DateMention | None:
    """The days of the visit; a year that the sentence does not print is that of the letter."""
    issued = sent.date.when.earliest if sent.date is not None else None
    found = [one for one in find_dates(sentence) if len(one.since.value) == 10] or find_dates(
        sentence, issued.year if issued is not None else None
    )
    exact = [one for one in found if len(one.since.value) == 10]
    return next(iter(exact or found), None)


def _people(part: Part, sent: Letter, visit: Ref, dates: DateMention | None) -> Iterator[Fact]:
    on = dates.until if dates is not None else part.header.issued
    intro = sent.text[:2500]
    named = {
        one.name.words: one for one in (*inspectors.in_sentence(intro, part.world), *inspectors.team(part.span[:1200], part.world))
    }
    yield from inspectors.facts(iter(named.values()), visit, _ofsted(part.world), on, part.world)
    if sent.signed is not None:
        yield from inspectors.facts(
            inspectors.signature(sent.signed, part.world), visit, _ofsted(part.world), part.header.issued, part.world
        )
    yield from addressees.facts(
        part, addressees.addressees(sent, part.world), visit, sent.date.span if sent.date is not None else None
    )


def _said(part: Part, sent: Letter, visit: Ref) -> Iterator[Fact]:
    found = chapters(sent.text, part.world)
    bare = not any(chapter.kind in ("findings", "summary", "strengths") for chapter in found)
    for number, chapter in enumerate(found, 1):
        section = f"{chapter.title or 'introduction'} {number if chapter.kind in ('covered', '') else ''}".strip()
        if chapter.kind == "recommendations":
            listed, rest = required(part, chapter.text, section)
            for one in listed:
                yield replace(
                    one.recommendation(part, visit),
                    made_by=_ofsted(part.world),
                    addressed_to=(part.header.about,) if part.header.about is not None else (),
                    date=part.header.issued,
                )
            yield from findings(part, rest, visit, f"{section} text")
        elif chapter.kind in ("findings", "summary", "strengths", "previous"):
            yield from _found(part, chapter, visit, section)
        elif chapter.kind == "" and bare:
            blocks = [block for block in paragraphs(chapter.text, part.span) if block.text.search(_INTRO) is None]
            yield from findings(part, blocks, visit, section)
        yield from _stated(part, chapter, visit, section)


def _found(part: Part, chapter: Chapter, visit: Ref, section: str) -> Iterator[Finding]:
    blocks = [
        block
        for block in paragraphs(chapter.text, part.span)
        if block.text.search(_COPY) is None and block.text.search(_COURTESY) is None
    ]
    yield from findings(part, blocks, visit, section)


def _stated(part: Part, chapter: Chapter, visit: Ref, section: str) -> Iterator[Finding]:
    """What the letter states without judging: which visit it was, what it looked at, who gets a copy."""
    neutral = part.world.concept("polarity", "neutral")
    stated: list[tuple[Span, ...]] = []
    blocks = paragraphs(chapter.text, part.span)
    for index, block in enumerate(blocks):
        if chapter.kind == "covered" and (block.kind in ("prose", "numbered") or block.text.search(r":$") is not None):
            under = (
                [one.span for one in blocks[index + 1 :] if one.kind == "bullet"] if block.text.search(r":$") is not None else []
            )
            stated.append((*pieces(block.text, part.span), *(piece for span in under for piece in pieces(span, part.span))))
        else:
            stated += [
                (one,)
                for one in block.text.sentences()
                if one.search(_COPY) is not None or (chapter.kind == "" and one.search(_ORDINAL) is not None)
            ]
    for number, spans in enumerate(stated, 1):
        yield Finding(
            ref=Ref("finding", f"{part.slug}/{slug(section)}-stated-{number}"),
            made_in=visit,
            text=words(spans),
            polarity=neutral,
            themes=tuple(dict.fromkeys(theme for span in spans for theme in themes(span, part.world))),
            about=tuple(
                mention.entry.ref for span in spans for mention in part.world.bodies.find(span) if span.search(_COPY) is not None
            ),
            evidence=spans,
        )
