"""Business cases and plans of a council's projects: objectives, benefits, staff, milestones, partners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.facts import Body, Fact, Finding, Header, Place, Programme, Ref, Relationship
from kg.lexicon import Lexicon
from kg.reading.approvals import approvals
from kg.reading.asked import Asked, apart
from kg.reading.benefits import SOURCES, benefits, listed, sources
from kg.reading.blocks import Block
from kg.reading.councils import council
from kg.reading.dates import find_dates
from kg.reading.findings import findings
from kg.reading.lost import lost
from kg.reading.mentions import body_mentions
from kg.reading.milestones import milestones
from kg.reading.openings import begins
from kg.reading.part import Draft, Opening, Part
from kg.reading.programme_names import programme_ref
from kg.reading.recommendations import is_recommendations, leads
from kg.reading.refs import place_ref
from kg.reading.reported import reserved
from kg.reading.scope import places_here
from kg.reading.sections import Section, folded, names, sections
from kg.reading.staffing import is_line, is_total, parted, staffing, totals
from kg.reading.stafftables import staff_tables
from kg.reading.titles import bare, date_of_strip, front, own, page
from kg.text import Span

FAMILY = "business-case"

_TITLE = re.compile(
    r"\b(?:(?:strategic|outline|full|final|summary|draft|project|programme|pilot)\s){0,3}business\scase\b"
    r"|\bproject\s(?:initiation\sdocument|brief|mandate)\b|\b(?:programme|project|implementation)\splan\W*$",
    re.IGNORECASE,
)
_WORD = r"(?:[A-Z][\w’'&-]{0,40})"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|and|of|for|in|the|&)){{0,8}}"
_NAMED = (  # where a title or a sentence names the project
    re.compile(
        rf"^(?:project|programme|scheme)(?:\s(?:name|title))?\s?[:\t–-]\s{{0,3}}(?P<name>{_NAME})", re.IGNORECASE | re.MULTILINE
    ),
    re.compile(
        rf"\bproposals?\sto\s(?:implement|introduce|establish|develop|create)\s(?:a\s|an\s|the\s)?(?P<name>{_WORD}(?:[ ]{_WORD}){{0,6}})"
    ),
    re.compile(rf"(?i:business\scase)\s?(?:for\s(?:the\s|a\s|an\s)?|[:–-]\s?)(?P<name>(?!pilot){_NAME})"),
    re.compile(
        rf"^(?!Background\b|Outline\b|Strategic\b|Full\b|Draft\b|Project\b)(?P<name>{_WORD}(?:[ ](?:{_WORD}|and|of|for|in|the|&)){{0,8}}?)\s?[:–-]?\s(?:(?i:outline|full|strategic|final|draft|project)\s){{0,2}}(?i:business\scase|project\splan|project\sbrief)"
    ),
)
_NAMED_LINE = re.compile(rf"[#*\s]{{0,4}}(?P<name>{_NAME}\s(?:Programme|Project|Pilot|Scheme))[*\s]{{0,4}}")
_KINDS = (
    ("pilot", re.compile(r"\bpilots?\b", re.IGNORECASE)),
    ("project", re.compile(r"\bprojects?\b", re.IGNORECASE)),
    ("programme", re.compile(r"\bprogrammes?\b", re.IGNORECASE)),
)
_IN_PLACE = re.compile(
    rf"\b(?i:pilots?|business\scase|project|hub|team|staffing|resources?|objectives?|levels?)\b[^.\n]{{0,30}}?\b(?:in|for)\s(?P<place>{_WORD}(?:[ ]{_WORD}){{0,3}})"
)
_LEADING_PLACE = re.compile(
    rf"^(?P<place>{_WORD}(?:[ ]{_WORD}){{0,3}})\s[–—-]\s?\w*\s?(?:proposed|planned|staff\w*|resources?|team)", re.IGNORECASE
)
_PARTNERS = re.compile(r"\b(?:partners?|partnership|stakeholders?)\b", re.IGNORECASE)
_NAMING = re.compile(
    r"\b(?:key\spartners|partners|stakeholders?(?:\sengagement)?|partner\s(?:agencies|organisations))\b[^.]{0,60}?\b(?:such\sas|include|including|are|with|namely|:)|\bpriority\sarea\sfor\b",
    re.IGNORECASE,
)
_OBJECTIVES = re.compile(
    r"\b(?:objectives?|aims?|outcomes?|benefits?|priorit(?:y|ies)|issues|trends|want\sto\ssee|success\s(?:criteria|measures)|deliverables|risks?)\b",
    re.IGNORECASE,
)
_ABOVE = 400


def openings(text: Span, world: Lexicon) -> Iterator[Opening]:  # noqa: ARG001
    """Where business cases begin: a title page with one; a heading inside a case ("Business case for …") begins no other."""
    before: Span | None = None
    for start, title in begins(text, _TITLE):
        inner = before is not None and start.start == title.start and not title.match(r"#?\s?[A-Z ]{10,}$")
        if not inner:
            yield Opening(start, 0.8, f"the title of a business case: {bare(title).words}")
        before = title


def header(part: Draft) -> Header:
    """Title, date and council, from the title page; the council else by how often the text names one."""
    lines = page(own(part), _TITLE)
    title = bare(next((line for line in lines if line.search(_TITLE)), lines[0]))
    above = Span(part.span.document, part.span.start, max(part.span.start, own(part).start))[
        -_ABOVE:
    ]  # "CABINET – 21 MAY 2019" over the title
    dated = next((found for line in (*lines, above) for found in find_dates(line) if found.is_point and found.when.value), None)
    dated = dated or date_of_strip(part.span)
    named = council(part, lines)
    evidence = [title, *([dated.span] if dated else []), *([named[2]] if named else [])]
    about, place = (named[0], named[1]) if named else (None, None)
    return Header(
        title=title.words, issued=dated.when if dated else None, publisher=about, place=place, about=about, evidence=tuple(evidence)
    )


def read(part: Part) -> Iterator[Fact]:
    """The project with its places, decisions, objectives, benefits, sources, staff, milestones and partners."""
    found = folded(sections(own(part)), lambda text: leads(text) or totals(text), front(part, _TITLE))
    programme, facts = _programme(part, found)
    yield from facts
    everything = [block for section in found for block in (*((section.heading,) if section.heading else ()), *section.blocks)]
    yield from approvals(part, (block.text for block in everything if block.kind == "prose"))
    yield from milestones(part, everything, programme)
    yield from benefits(part, everything, part.ref, (programme,))
    yield from lost(everything, part.world)
    yield from staff_tables(part, everything, programme)
    place: Ref | None = None
    asked, plain = Asked(part), list[Block]()
    for name, section in zip(names(found), found, strict=True):
        place = _place(part, section.heading.text if section.heading is not None else None) or place
        if is_recommendations(section):
            yield from asked.under(section)
            continue
        rest, lists = apart(section.blocks)
        for one in lists:
            yield from asked.listed(one, None)
        plain += rest
        yield from _section(part, replace(section, blocks=tuple(rest)), programme, place, name)
    yield from asked.stated(plain)
    yield from _staff(part, found, programme)
    yield from _partners(part, found, programme)


def _programme(part: Part, found: list[Section]) -> tuple[Ref, list[Fact]]:
    """The project: named by title or text, else by the title of the case; where it works is what headings name."""
    name = _named(part)
    title = name if name is not None else part.header.evidence[0]
    ref = programme_ref(title.words, part)
    headings = [section.heading.text for section in found if section.heading is not None]
    places: dict[Ref, Span] = {}
    for heading in headings:
        if (place := _place(part, heading)) is not None:
            places.setdefault(place, heading)
    kind = next((name for name, pattern in _KINDS if any(heading.search(pattern) for heading in [*headings, title])), "project")
    facts: list[Fact] = [
        Programme(
            ref=ref,
            name=title.words,
            kind=part.world.concept("programme", kind),
            operates_in=tuple(places),
            evidence=(title, *places.values()),
        )
    ]
    facts += [_place_fact(part, place, span) for place, span in places.items() if part.world.places.get(place) is None]
    return ref, facts


def _named(part: Part) -> Span | None:
    for line in page(own(part), _TITLE):
        if (found := line.fullmatch(_NAMED_LINE)) is not None:
            return found.group("name")
    top = own(part)[:6000]
    for pattern in _NAMED:
        found = top.search(pattern)
        if found is not None:
            return found.group("name").strip()
    return None


def _place_fact(part: Part, ref: Ref, heading: Span) -> Place:
    printed = _printed_place(part, heading) or heading
    return Place(ref=ref, name=printed.words, evidence=(printed,))


def _printed_place(part: Part, span: Span) -> Span | None:
    named = places_here(part).find(span)
    if named:
        return named[-1].span
    for pattern in (_IN_PLACE, _LEADING_PLACE):
        found = span.search(pattern)
        if found is not None and not found.group("place").search(r"\b(?:Staff|Project|Team|Phase|Council|Board|Year|Business)\b"):
            return found.group("place")
    return None


def _place(part: Part, span: Span | None) -> Ref | None:
    if span is None or not (span.search(_IN_PLACE) or span.search(_LEADING_PLACE)):
        return None
    printed = _printed_place(part, span)
    return place_ref(printed.words, part.world, part.issued, part) if printed is not None else None


def _section(part: Part, section: Section, programme: Ref, place: Ref | None, name: str) -> Iterator[Fact]:
    """The findings of a section; lists of objectives and priorities are neutral, lists of sources are studies."""
    about = (programme, *((place,) if place is not None else ()))
    plain: list[Block] = []
    blocks = list(section.blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind not in ("bullet", "numbered"):
            plain.append(block)
            at += 1
            continue
        end = next((index for index in range(at, len(blocks)) if blocks[index].kind != block.kind), len(blocks))
        run, lead = blocks[at:end], plain[-1].text if plain else (section.heading.text if section.heading is not None else None)
        apart = (
            block.kind == "numbered" and at > 0 and blocks[at - 1].kind == "bullet"
        )  # "3. Benefits" is no item of a list above it
        at = end
        if apart:
            plain.extend(run)
            continue
        if any(is_line(one) or is_total(one) for one in run):
            if block.kind == "numbered":  # paragraphs, of which one counts staff
                plain.extend(one for one in run if not (is_line(one) or is_total(one)))
            continue
        if lead is not None and lead.search(SOURCES):
            yield from sources(part, run, lead)
        elif lead is not None and lead.search(_OBJECTIVES):
            yield from listed(part, run, lead, f"{name} {at}", part.ref, about[:1])
        else:
            plain.extend(run)
    yield from reserved(
        _about(findings(part, [block for block in plain if not is_total(block)], part.ref, name), about[:1]),
        part.world,
        section.title,
    )


def _about(found: Iterable[Finding], about: tuple[Ref, ...]) -> Iterator[Finding]:
    for one in found:
        yield Finding(**{**vars(one), "about": about})


def _staff(part: Part, found: list[Section], programme: Ref) -> Iterator[Fact]:
    """The lists of planned staff, each with the place that its lead or the heading above names."""
    place: Ref | None = None
    count = 0
    for section in found:
        lead = section.heading.text if section.heading is not None else None
        place = _place(part, lead) or place
        run: list[Block] = []
        for block in [*(piece for one in section.blocks for piece in parted(one)), None]:
            if block is not None and (is_line(block) or (is_total(block) and run)):
                run.append(block)
                continue
            if len(run) > 1:
                count += 1
                yield from staffing(part, run, programme, place, f"staff-{count}", lead)
            run = []
            if block is not None and block.kind == "prose" and not is_total(block):
                lead = (block.text.sentences() or [block.text])[-1]
                place = _place(part, lead) or place


def _partners(part: Part, found: list[Section], programme: Ref) -> Iterator[Fact]:
    """The bodies that a sentence names as partners or stakeholders of the project."""
    kind = part.world.concept("relation", "takes-part-in")
    for section in found:
        for block in section.blocks:
            if block.kind == "row" or not block.text.search(_PARTNERS):
                continue
            for sentence in block.text.sentences():
                cue = sentence.search(_NAMING)
                if cue is None:
                    continue
                for mention in body_mentions(part):
                    if mention.span in cue.after:
                        yield Body(ref=mention.ref, name=mention.span.words, kind=mention.kind, evidence=(mention.span,))
                        yield Relationship(
                            subject=mention.ref, object=programme, kind=kind, attested_on=part.issued, evidence=(sentence,)
                        )
