"""Ofsted's letters to a council after a visit: monitoring visits, focused visits and assurance visits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.facts import Concept, Fact, Finding, Header, Inspection, Ref, slug
from kg.lexicon import Lexicon
from kg.reading import addressees, inspectors, signatures
from kg.reading.chapters import Chapter, chapters
from kg.reading.clean import pieces, words
from kg.reading.dates import DateMention, find_dates
from kg.reading.findings import findings
from kg.reading.kinds import framework_on
from kg.reading.letter import CLOSE, SALUTATION, Letter, letter, start_of_letter
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Draft, Opening, Part
from kg.reading.refs import authority_ref, inspection_ref, place_ref
from kg.reading.required import required
from kg.reading.themes import themes
from kg.text import Span

FAMILY = "ofsted-letter"
_KIND = r"(?P<kind>monitoring|focuss?ed|assurance)"
_WHICH = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last)"
_SUBJECT = re.compile(
    rf"^[ \t\f*#]{{0,8}}(?:(?:Re|Subject)\s?:\s+)?(?:(?:Report|Letter)\s+(?:of|on)\s+(?:the|a)\s+)?(?:(?:Ofsted|remote|COVID-19|{_WHICH})\s+){{0,4}}{_KIND}\s+(?:assurance\s+)?visit"
    r"\s+(?:to|of|at|in)\s+(?:the\s+)?(?P<rest>[A-Z][^\n:;.]{1,110}(?:(?:(?<=\sand)|(?<=\sof)|(?<=\supon)|(?=\n(?-i:[a-z])))\n[^\n:;.]{1,90})?)$",
    re.IGNORECASE | re.MULTILINE,
)
_AREA = re.compile(
    r"(?P<area>[A-Z].{1,80}?)(?=(?:[’']s?)?\s+(?:local\s+authority\b|(?:Council[’']s\s+)?(?:children|services|social\s+care|safeguarding|front\s+door))|(?:[’']s)?\s+(?:on|from|between|during|in|undertaken|carried|conducted|which|that)\s|\s*[*,(–]|\s-\s|\W*$)",
    re.IGNORECASE | re.DOTALL,
)
_SAYS = re.compile(
    rf"\b(?:(?:letter|report)\s+(?:summarises|sets\s+out|outlines|describes|provides|contains|presents|gives|records|reports|details|explains|tells|covers|concerns|follows|informs)|(?:am|are)\s+writing\s+to)\b[^.]{{0,160}}?\b{_KIND}\s+(?:assurance\s+)?visit",
    re.IGNORECASE,
)
_KINDS = {"monitoring": "MonitoringVisit", "focused": "FocusedVisit", "focussed": "FocusedVisit", "assurance": "AssuranceVisit"}
_ORDINAL = re.compile(rf"\b{_WHICH}\s+(?:remote\s+)?(?:monitoring|focuss?ed|assurance)\s+visit\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:judged|found|rated|inadequate|inspection|since|previous|last)\b[^,.;]{0,60}$", re.IGNORECASE)
_COURTESY = re.compile(
    r"\bwould\s+like\s+to\s+thank\b|\bletter\s+will\s+be\s+published\b|\bplanning\s+(?:your|the|its)\s+next\s+inspection\b",
    re.IGNORECASE,
)
_COPY = re.compile(r"\bcop(?:y|ying|ied)\b[^.]{0,30}\bletter\b[^.]{0,20}\bto\b", re.IGNORECASE)
_INTRO = re.compile(r"\b(?:this\s+letter|am\s+writing|inspectors\s+(?:were|was)|visit\s+was|was\s+carried\s+out)\b", re.IGNORECASE)
_FAR = 3000
_MOST_ABOVE = 12  # lines that a report of a visit has above its title


def openings(text: Span, world: Lexicon) -> Iterable[Opening]:
    """Letters that say in their first sentences that they report on such a visit, and reports of that title that say so."""
    at = text.start
    for dear in text.finditer(SALUTATION):
        body = dear.after[:_FAR]
        if (said := body[:1500].search(_SAYS)) is None or dear.span.start < at:
            continue
        start = start_of_letter(text, dear.span)
        at = said.span.end
        yield Opening(start, 0.9, f"a letter on a visit: {said.span.words[:90]}")
    if at == text.start and (found := _report(text[:_FAR], world)) is not None and found.subject is not None:
        yield Opening(text.strip()[:1], 0.7, f"a report on a visit, with its title: {found.subject.words[:90]}")


def _report(text: Span, world: Lexicon) -> Letter | None:
    """What is set like a letter without salutation: its title first, then who inspected and that it tells what they found."""
    title = text.search(_SUBJECT)
    if title is None or len([line for line in title.before.lines() if line.strip()]) > _MOST_ABOVE:
        return None
    top = title.after[:1500]
    said = top.search(_SAYS)
    named = next(inspectors.in_sentence(top, world), None) or next(inspectors.team(top, world), None)
    if said is None or named is None or top[: said.span.start - top.start].search(r"[.;]\s") is not None:
        return None
    begin = max(str(top)[: said.span.start - top.start].rfind("\n"), 0)
    lines = [*title.before.lines(), *top[:begin].lines()]
    dates = [date for line in lines for date in find_dates(line) if date.is_point and len(line.strip()) < 60]
    close = title.after.search(CLOSE)
    return Letter(
        date=next(iter(dates), None),
        head=(),
        salutation=title.span,
        subject=title.span.strip("*# \n\f"),
        text=Span(text.document, top.start + begin, close.span.start if close is not None else text.end).strip(),
        signed=close.after.strip() if close is not None else None,
    )


@lru_cache(maxsize=8)
def _letter(span: Span, world: Lexicon) -> tuple[Letter, str, Span | None, Span] | None:
    """The letter, the kind of its visit, the area as printed, and the sentence that says what the letter is."""
    read_letter = letter(span)
    if read_letter is None or read_letter.text.search(_SAYS) is None:
        read_letter = _report(span, world)
    if read_letter is None or (said := read_letter.text.search(_SAYS)) is None:
        return None
    subject = read_letter.subject.match(_SUBJECT) if read_letter.subject is not None else None
    kind = str((subject or said).group("kind")).casefold()
    sentence = next((one for one in read_letter.text.sentences() if one.overlaps(said.span)), said.span)
    named = sentence.search(rf"{_KIND}\s+(?:assurance\s+)?visit\s+(?:to|of|at|in)\s+(?:the\s+)?(?=[A-Z])")
    rest = subject.group("rest") if subject is not None else named.after if named is not None else None
    area = rest.match(_AREA) if rest is not None else None
    return read_letter, _KINDS[kind], area.group("area").strip() if area is not None else None, sentence


def header(part: Draft) -> Header:
    """The subject as title, the date of the letter, and the council it is about."""
    found = _letter(part.span, part.world)
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
    found = _letter(part.span, part.world)
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
    """The days of the visit, in the sentence that says what the letter is or the next ones on the visit.

    A year that is not printed is that of the letter, or the one before where the visit would be after it. The day of an
    earlier inspection is none of the visit.
    """
    issued = sent.date.when if sent.date is not None else None
    after = [one for one in sent.text[:_FAR].sentences() if one.start > sentence.start][:4]
    places = [sentence, *(one for one in after if one.search(r"\bvisit\b") is not None)]
    coarse: list[DateMention] = []
    for place in places:
        found = find_dates(place)
        if not any(len(one.since.value) == 10 for one in found) and issued is not None and issued.earliest is not None:
            found = find_dates(place, issued.earliest.year)
            if any(len(one.since.value) == 10 and one.since.value > issued.value for one in found):
                found = find_dates(place, issued.earliest.year - 1)
        found = [one for one in found if _before(place, one).search(_EARLIER) is None]
        if exact := [one for one in found if len(one.since.value) == 10]:
            return exact[0]
        coarse += found
    return next(iter(coarse), None)


def _before(place: Span, date: DateMention) -> Span:
    return place[: date.span.start - place.start][-90:]


def _people(part: Part, sent: Letter, visit: Ref, dates: DateMention | None) -> Iterator[Fact]:
    on = dates.until if dates is not None else part.header.issued
    intro = sent.text[:2500]
    named = {
        one.name.words: one for one in (*inspectors.in_sentence(intro, part.world), *inspectors.team(part.span[:1200], part.world))
    }
    yield from inspectors.facts(iter(named.values()), visit, _ofsted(part.world), on, part.world)
    if sent.signed is not None:
        ofsted = _ofsted(part.world)
        if signed := list(inspectors.signature(sent.signed, part.world)):
            yield from inspectors.facts(iter(signed), visit, ofsted, part.header.issued, part.world)
        else:
            known = [replace(one, body=ofsted) for one in signatures.signatories(sent.signed, (ofsted,), part.world)]
            yield from signatures.facts(known, visit, part.header.issued, part.world)
    yield from addressees.facts(
        part, addressees.addressees(sent, part.world), visit, sent.date.span if sent.date is not None else None
    )


def _said(part: Part, sent: Letter, visit: Ref) -> Iterator[Fact]:
    found = chapters(sent.text, part.world)
    bare = not any(chapter.kind in ("findings", "summary", "strengths") for chapter in found)
    for number, chapter in enumerate(found, 1):
        section = f"{chapter.title or 'introduction'} {number if chapter.kind in ('covered', '') else ''}".strip()
        if chapter.kind == "recommendations":
            kind = "priority-action" if re.search(r"\bpriority\b", chapter.title, re.IGNORECASE) else "area-for-improvement"
            listed, rest = required(part, chapter.text, section)
            for one in listed:
                yield replace(
                    one.recommendation(part, visit),
                    made_by=_ofsted(part.world),
                    addressed_to=(part.header.about,) if part.header.about is not None else (),
                    issued=part.header.issued,
                    kind=part.world.concept("recommendation-kind", kind),
                )
            yield from findings(part, rest, visit, f"{section} text")
        elif chapter.kind in ("findings", "summary", "strengths", "previous", "case", "next"):
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
