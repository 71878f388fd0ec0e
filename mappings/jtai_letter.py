"""Letters of several inspectorates to the partners of an area after a joint targeted area inspection (JTAI)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.facts import Concept, Fact, Header, Inspection, Recommendation, Ref, Relationship
from kg.lexicon import Lexicon
from kg.reading import addressees, inspectors, signatures
from kg.reading.addressees import Addressee
from kg.reading.chapters import Chapter, chapters
from kg.reading.findings import findings
from kg.reading.jointly import INSPECTED, NAME, SAYS, TITLE, Joint, joint
from kg.reading.letter import SALUTATION, Letter, letter, start_of_letter
from kg.reading.mentions import body_mentions
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Draft, Opening, Part
from kg.reading.refs import authority_ref, body_ref, inspection_ref, place_ref
from kg.reading.required import Required, required
from kg.reading.statements_of_action import statement
from kg.text import Span

FAMILY = "jtai-letter"
_TOP = 3000  # characters after the salutation within which a letter says what it is
_NAMED = re.compile(NAME, re.IGNORECASE)
_PRIORITY = re.compile(r"\bpriority\b", re.IGNORECASE)
_PARTNERS = re.compile(
    r"\bservice\s+leaders\s+in\s+the\s+area\b[^.]{0,90}\bpartnership\s+working\b|\bindividuals\s+and\s+agencies\s+that\s+this\s+(?:report|letter)\s+is\s+addressed\s+to\b",
    re.IGNORECASE,
)
_PARTNERSHIP = re.compile(r"Dear\s+(?:the\s+)?(?P<name>[A-Z][\w’'&-]*(?:\s[\w’'&-]+){0,8}?\s(?:Partnership|Board))(?=\W*$|\s\()")
_GREETED = re.compile(r"\bpartner(?:s|ship)?\b", re.IGNORECASE)
_ASKED = re.compile(r"(?P<who>(?:The\s+)?[A-Z][^.;:]{2,90}?)\s+(?:should|must|needs?\s+to)\b")
_MANDATE = re.compile(r"\bjoint\s+inspection\s+was\s+conducted\s+under\s+section\b|\bwww\.legislation\b", re.IGNORECASE)
_LEAD = re.compile(
    r"\bletter\b|\binspectorates\s+recognise\b|\bWe\s+anticipate\b|\binspection\s+(?:took\s+place|included)|\bcarried\s+out\s+by\b|\bundertook\b",
    re.IGNORECASE,
)


def openings(text: Span, _world: Lexicon) -> Iterable[Opening]:
    """Letters with the name of such an inspection as their subject, whose first sentences say that they report on one."""
    after = text.start
    for dear in text.finditer(SALUTATION):
        if dear.span.start < after:
            continue
        top = dear.after[:_TOP]
        titled = top[:500].search(TITLE)
        said = top.search(SAYS) or (top.search(INSPECTED) if titled is not None else None)
        if said is None or (titled is None and top[:600].search(_NAMED) is None):
            continue
        after = said.span.end
        reason = f"a letter on a joint targeted area inspection: {said.span.words[:90]}"
        yield Opening(start_of_letter(text, dear.span), 0.95 if titled is not None else 0.8, reason)


@lru_cache(maxsize=8)
def _read(span: Span, world: Lexicon) -> tuple[Letter, Joint, tuple[Addressee, ...]] | None:
    sent = letter(span)
    return (sent, joint(sent, world), addressees.addressees(sent, world)) if sent is not None else None


def header(part: Draft) -> Header:
    """The subject as title, the date of the letter, the first inspectorate as publisher, and the council of the area."""
    found = _read(part.span, part.world)
    if found is None:
        return Header(title=part.span.strip()[:80].words, evidence=(part.span.strip()[:80],))
    sent, told, people = found
    title = sent.subject or told.said or sent.salutation
    area = told.area or next((office.body for one in people for office in one.offices if office.body is not None), None)
    shown = [title, *((sent.date.span,) if sent.date is not None else ())]
    if area is not None and area not in title:
        shown.append(area)
    return Header(
        title=title.words,
        issued=sent.date.when if sent.date is not None else None,
        publisher=next(iter(told.by), _ofsted(part.world)),
        place=place_ref(area.words, part.world) if area is not None else None,
        about=authority_ref(area.words, part.world) if area is not None else None,
        evidence=tuple(shown),
    )


def _ofsted(world: Lexicon) -> Ref:
    known = world.bodies.named("Ofsted")
    return known.ref if known is not None else Ref("body", "ofsted")


def read(part: Part) -> Iterator[Fact]:
    """The inspection, who it is addressed to and signed by, what it found and asks for, and who works together in the area."""
    found = _read(part.span, part.world)
    if found is None or part.header.about is None:
        return
    sent, told, people = found
    dates = told.dates
    event = inspection_ref(part.header.about, dates.since if dates is not None else None, part.header.title)
    shown = [span for span in (sent.subject, told.said, *told.named) if span is not None]
    yield Inspection(
        ref=event,
        label=part.header.title,
        kind="JointInspection",
        inspects=part.header.about,
        conducted_by=told.by,
        framework=part.world.concept("framework", "jtai"),
        since=dates.since if dates is not None else None,
        until=dates.until if dates is not None else None,
        issued=part.header.issued,
        evidence=tuple(dict.fromkeys(shown)) or part.header.evidence,
    )
    yield from addressees.facts(part, people, event, sent.date.span if sent.date is not None else None)
    if sent.signed is not None:
        yield from signatures.facts(signatures.signatories(sent.signed, told.by, part.world), event, part.header.issued, part.world)
    named = inspectors.in_sentence(sent.text[:2500], part.world)
    yield from inspectors.facts(named, event, _ofsted(part.world), dates.until if dates is not None else None, part.world)
    yield from _partners(part, sent, people)
    parts = chapters(sent.text, part.world)
    for number, chapter in enumerate(parts, 1):
        yield from _said(part, chapter, number, event, told, people)
    if not any(chapter.kind == "next" for chapter in parts):
        yield from statement(part, sent.text[-_TOP:], event, people)


def _said(part: Part, chapter: Chapter, number: int, event: Ref, told: Joint, people: tuple[Addressee, ...]) -> Iterator[Fact]:
    """What a section finds or asks for. What areas for improvement tell at length they find as well."""
    section = f"{chapter.title or 'introduction'} {number if chapter.kind in ('case', 'covered', '') else ''}".strip()
    if chapter.kind == "recommendations":
        kind = "priority-action" if _PRIORITY.search(chapter.title) else "area-for-improvement"
        listed, rest = required(part, chapter.text, section)
        for one in listed:
            yield _asked(part, one, event, told, part.world.concept("recommendation-kind", kind))
        prose = [block for block in paragraphs(chapter.text, part.span) if len(block.text.sentences()) > 1]
        inside = [block for block in prose if any(block.span.overlaps(one.span) for one in listed)]
        yield from findings(part, inside, event, section)
        yield from findings(part, rest, event, f"{section} text")
    elif chapter.kind == "next":
        yield from statement(part, chapter.text, event, people)
    else:
        blocks = [
            block
            for block in paragraphs(chapter.text, part.span)
            if block.text.search(_MANDATE) is None and not (chapter.kind == "" and block.text.search(_LEAD) is not None)
        ]
        found = findings(part, blocks, event, section)
        if chapter.kind == "covered":  # what was looked at, and how
            found = (replace(one, polarity=part.world.concept("polarity", "neutral")) for one in found)
        yield from found


def _asked(part: Part, one: Required, event: Ref, told: Joint, kind: Concept) -> Recommendation:
    """An item, made by the first of the inspectorates; addressed to the bodies that its first words name as those who should act."""
    who = one.evidence[0].match(_ASKED)
    named = _named_by(who.group("who"), part) if who is not None else ()
    return replace(
        one.recommendation(part, event),
        made_by=next(iter(told.by), _ofsted(part.world)),
        addressed_to=named,
        kind=kind,
        issued=part.header.issued,
    )


def _named_by(who: Span, part: Part) -> tuple[Ref, ...]:
    """The bodies that words name; "the local authority" is the council of the area, and an acronym what the letter says it is."""
    named = tuple(dict.fromkeys(mention.ref for mention in body_mentions(part) if mention.span in who))
    words = re.sub(r"^(?:The|the|Leaders\s+of\s+the)\s+", "", who.words)
    if named or not (words.casefold() in ("local authority", "council") or re.fullmatch(r"[A-Z]{3,6}", words)):
        return named
    return (body_ref(words, part),)


def _partners(part: Part, sent: Letter, people: tuple[Addressee, ...]) -> Iterator[Relationship]:
    """That the bodies of the addressees work together with the council, where the letter speaks of them as partners."""
    council = part.header.about
    said = next((one for one in sent.text.sentences() if one.search(_PARTNERS) is not None), None)
    greeted = sent.salutation.search(_GREETED) is not None
    if council is None or (said is None and not greeted):
        return
    told = sent.salutation if greeted else said
    named = sent.salutation.match(_PARTNERSHIP)
    whole = body_ref(named.group("name").words, part) if named is not None else None
    seen: set[Ref] = set()
    for one in people:
        for office in one.offices:
            body = addressees.body_of(office, part)
            if body is None or body in seen or told is None or office.area is not None:  # a commissioner holds an office
                continue
            seen.add(body)
            if body not in (council, whole):
                yield _relation(part, body, council, "works-with", (one.lines, told))
            if whole is not None and body != whole:
                yield _relation(part, body, whole, "member-of", (one.lines, sent.salutation))


def _relation(part: Part, subject: Ref, object_: Ref, kind: str, evidence: tuple[Span, ...]) -> Relationship:
    return Relationship(
        subject=subject,
        object=object_,
        kind=part.world.concept("relation", kind),
        attested_on=part.header.issued,
        evidence=evidence,
    )
