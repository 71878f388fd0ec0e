"""Reports and letters of Ofsted and the Care Quality Commission on how an area serves children with special educational needs.

Since 2023 a report on the local area partnership, whose outcome is one of three sentences; from 2016 to 2022 a letter that says
whether a written statement of action is required, and a letter on the revisit that followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import cast

from kg.facts import Body, Fact, Finding, Header, Inspection, Judgement, Membership, Recommendation, Ref, Relationship
from kg.lexicon import Lexicon
from kg.reading import areafindings, arealetter, outcomes, partners, teams
from kg.reading.areafront import AreaFront, area_front, titles
from kg.reading.clean import pieces, running, words
from kg.reading.common import READERS
from kg.reading.figures import figures
from kg.reading.findings import findings
from kg.reading.furniture import PAGE_NUMBER, is_running
from kg.reading.headed import Headed, Headings, headed
from kg.reading.mentions import body_mentions
from kg.reading.naming import naming
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Draft, Opening, Part
from kg.reading.posts import posts
from kg.reading.refs import authority_ref, body_ref, inspection_ref, place_ref
from kg.reading.requests import Request, requests
from kg.reading.streams import joined
from kg.reading.themes import themes
from kg.text import Span

FAMILY = "send-report"
COMMON: tuple[str, ...] = ()  # the general readers run here, on what stands before the lines that close a report
_COMMON = ("meetings", "bodies", "places", "programmes", "relations", "commitments")
_KINDS = {"priority": "priority-action", "improvement": "area-for-improvement"}
_READ = {"experience": "experience", "strengths": "what is effective", "weaknesses": "what to do better", "found": "findings"}
_JOINT = re.compile(r"\b(?:are|is)\s+jointly\s+responsible\s+for\b")
_MADE_UP = re.compile(r"\bpartnership\s+(?:is|was)\s+made\s+up\s+of\b|\bpartnership\s+(?:comprises|consists\s+of|includes)\b")
_COUNCIL = re.compile(r"\b(?:local\s+authority|the\s+council|LA)\b", re.IGNORECASE)
_HEALTH = re.compile(r"\b(?:ICBs?|integrated\s+care\s+boards?)\b", re.IGNORECASE)
_NAMED = re.compile(  # a body that only the list of responsible bodies names
    r"(?:NHS\s)?[A-Z][\w’'-]*(?:,?\s(?:[A-Z][\w’'-]*|and|of|the|&)){0,8}?\s(?:Integrated\sCare\sBoard|ICB|Clinical\sCommissioning\sGroup|CCG|Trust|Council)\b"
)
_SHORT = re.compile(r"(?:the\s+)?(?:ICBs?|integrated\s+care\s+boards?|local\s+authority|council)", re.IGNORECASE)
_ACTING = ("Council", "HealthBody", "PublicBody")
_WHOLE = re.compile(r"\b(?:local\s+area\s+partnership|area\s+partnership|local\s+area|partnership|partners)\b", re.IGNORECASE)
_BEFORE_MODAL = re.compile(r"[^.;]{0,260}?(?=\b(?:should|must|needs?\s+to|will)\b)")


def openings(text: Span, world: Lexicon) -> Iterable[Opening]:
    """Titles of reports with their dates or outcome below, and letters whose subject or first sentence says what they report on."""
    for title, start, below in titles(text):
        yield Opening(start, 0.9, f"the title of an area SEND report with {below} below it: {title.words[:80]}")
    yield from arealetter.openings(text, world)


def header(part: Draft) -> Header:
    """Title, council, place, and the date of publication of a report that prints one or of the letter."""
    front = area_front(part.span)
    if front is None:
        return arealetter.header(part)
    area, issued = front.area.words, front.published.when if front.published is not None else None
    inspected = front.dates.since if front.dates is not None and front.dates.since.earliest is not None else issued
    return Header(
        title=front.title.words,
        issued=issued,
        publisher=arealetter.inspectorates(part.world)[0],
        place=place_ref(area, part.world, inspected),
        about=authority_ref(area, part.world, inspected),
        evidence=(front.title, *((front.published_line,) if front.published_line is not None else ())),
    )


def read(part: Part) -> Iterator[Fact]:
    """The inspection and those before it, the outcome, the partners, the team, findings and what is asked for; figures."""
    front, council = area_front(part.span), part.header.about
    if front is not None and council is not None:
        report = _Report(part, front, council)
        yield from report.facts()
        part = report.prose
    else:
        yield from areafindings.read(part)
        yield from posts(part)
    for name in _COMMON:
        yield from READERS[name](part)


@lru_cache(maxsize=8)
def _headings(world: Lexicon) -> Headings:
    return Headings.of(cast("Mapping[str, Mapping[str, list[str]]]", world.tables["send"])["headings"])


class _Report:
    """A report with its sections found."""

    def __init__(self, part: Part, front: AreaFront, council: Ref) -> None:
        self.part, self.front, self.world, self.council = part, front, part.world, council
        self.by = arealetter.inspectorates(part.world)
        since = front.dates.since if front.dates is not None else None
        self.on = front.dates.until if front.dates is not None else part.header.issued
        self.main = inspection_ref(council, since, front.title.words[:60])
        self.sections = headed(part.span, _headings(part.world))
        tables = [one.heading.start for one in self.of("priority", "details", "about", "team") if one.heading is not None]
        # what stands before tables and lists side by side: there alone names in running words are whole
        self.prose = replace(part, span=Span(part.span.document, part.span.start, min([self.sections[-1].text.end, *tables])))
        self.whole = body_ref("Local Area Partnership", part)
        self.partners = [one for section in self.of("details") for one in partners.partners(section.text, part.world)]
        named = [one for one in body_mentions(self.prose) if one.kind in _ACTING and _SHORT.fullmatch(one.span.words) is None]
        names = {
            partners.printed_name(name): partners.ref_of(partners.printed_name(name), part, council=one.council)
            for one in self.partners
            for name in one.names
        } | {one.span.words: one.ref for one in named if one.ref != self.whole}
        self.names = dict(sorted(names.items(), key=lambda pair: -len(pair[0])))
        self.health = tuple(dict.fromkeys(ref for name, ref in self.names.items() if _HEALTH.search(name) is not None))

    def of(self, *kinds: str) -> Iterator[Headed]:
        """The sections of these kinds."""
        return (section for section in self.sections if section.kind in kinds)

    def facts(self) -> Iterator[Fact]:
        """Everything that the report states."""
        yield from self._inspections()
        yield from self._outcome()
        people = [
            fact
            for section in self.of("details")
            for fact in partners.facts(self.prose, section.heading or section.text, section.text, self.on)
        ]
        yield from people
        for section in self.of("area"):
            yield from self._relations(section.text)
        for section in self.of("team"):
            yield from teams.facts(section.text, self.main, self.on, self.world)
        for number, section in enumerate(self.sections):
            if section.kind in _READ:
                yield from self._findings(section, number)
            elif section.kind in _KINDS:
                yield from self._requests(section)
        held = {(one.body, one.role) for one in people if isinstance(one, Membership)}
        yield from (one for one in posts(self.prose) if (one.body, one.role) not in held)
        first = next((section.text.end for section in self.of("outcome")), self.part.span.start)
        told = Span(self.part.span.document, first, max(first, self.prose.span.end))
        yield from figures(replace(self.part, span=told))

    def _inspections(self) -> Iterator[Inspection]:
        front = self.front
        framework = self.world.concept("framework", "area-send")
        yield Inspection(
            ref=self.main,
            label=self.part.header.title,
            kind="MonitoringVisit" if front.monitoring else "JointInspection",
            inspects=self.council,
            conducted_by=self.by,
            framework=framework,
            since=front.dates.since if front.dates is not None else None,
            until=front.dates.until if front.dates is not None else None,
            issued=self.part.header.issued,
            evidence=(front.title, *((front.dates_line,) if front.dates_line is not None else ())),
        )
        for day, line in front.previous:
            council = authority_ref(front.area.words, self.world, day.since)  # of that day: councils are merged and split
            earlier = inspection_ref(council, day.since)
            if earlier != self.main:
                yield Inspection(
                    ref=earlier,
                    label=f"Previous area SEND inspection, {day.span.words}",
                    kind="JointInspection",
                    inspects=council,
                    framework=framework,
                    since=day.since,
                    until=day.until,
                    evidence=(line, front.title),
                )

    def _outcome(self) -> Iterator[Fact]:
        """The outcome, in the section of that heading or, where there is none, near the top."""
        section = next(self.of("outcome"), None)
        text = section.text if section is not None else self.part.span[:4000]
        found = outcomes.facts(self.prose, text, self.main, graded=not self.front.monitoring)
        yield from (one for one in found if section is not None or isinstance(one, Judgement))

    def _relations(self, text: Span) -> Iterator[Relationship]:
        """Who is said to be responsible together, and of whom the partnership is made up."""
        for sentence in (one for block in paragraphs(text, self.part.span) for one in block.text.sentences()):
            joint, made_up = sentence.search(_JOINT), sentence.search(_MADE_UP)
            room = joint.before if joint is not None else made_up.after[:300] if made_up is not None else None
            named = self._bodies(room.words) if room is not None else ()
            others = (
                [(one, self.whole, "member-of") for one in named]
                if joint is None
                else [(named[0], one, "works-with") for one in named[1:]]
            )
            for subject, other, kind in others:
                yield Relationship(
                    subject=subject,
                    object=other,
                    kind=self.world.concept("relation", kind),
                    attested_on=self.on,
                    evidence=pieces(sentence, self.part.span),
                )

    def _findings(self, section: Headed, number: int) -> Iterator[Finding]:
        """The findings of a section; its heading says of paragraphs what their own words do not deny."""
        same = [one for one in self.sections[:number] if one.kind == section.kind]
        name = _READ[section.kind] + (f" {len(same) + 1}" if same else "")
        side = {"strengths": "strength", "weaknesses": "weakness"}.get(section.kind, "")
        for one in findings(self.part, paragraphs(section.text, self.part.span), self.main, name.replace("effective", "working")):
            said = one.polarity.name
            if side and one.part_of is None:
                said = "mixed" if {said, side} == {"strength", "weakness"} else side
            yield replace(one, polarity=self.world.concept("polarity", said))

    def _requests(self, section: Headed) -> Iterator[Body | Recommendation]:
        kind = _KINDS[section.kind]
        asked = requests(section.text, self._is_furniture)
        yield from self._named(asked)
        for number, one in enumerate(asked, 1):
            name = one.number if one.number.isdigit() and kind == "area-for-improvement" else f"{kind}-{one.number or number}"
            text = joined(tuple(one.lines))
            yield Recommendation(
                ref=Ref("recommendation", f"{self.part.slug}/{name}"),
                made_in=self.main,
                made_by=self.by[0],
                text=words(text),
                number=one.number,
                kind=self.world.concept("recommendation-kind", kind),
                addressed_to=self._addressed(one),
                themes=tuple(dict.fromkeys(theme for span in text for theme in themes(span, self.world))),
                issued=self.part.header.issued,
                evidence=(
                    *text,
                    *joined(one.lead),
                    *joined(one.who),
                    *((section.heading,) if section.heading is not None else ()),
                ),
            )

    def _named(self, asked: list[Request]) -> Iterator[Body]:
        """The bodies that nothing but what is asked for names."""
        for one in asked:
            words = _who(one)
            for name in self.names:
                words = words.replace(name, " , ")
            for found in _NAMED.finditer(words):
                name = found.group()
                ref = self.names[name] = body_ref(name, self.part)
                if _HEALTH.search(name) is not None and ref not in self.health:
                    self.health = (*self.health, ref)
                if ref != self.council:
                    yield Body(
                        ref=ref,
                        name=name,
                        kind=naming(self.world).kind_of(name),
                        evidence=joined(one.who or one.lead or tuple(one.lines)),
                    )

    def _is_furniture(self, line: Span) -> bool:
        listed = cast("Mapping[str, Mapping[str, list[str]]]", self.world.tables["send"])["furniture"]["lines"]
        return (
            is_running(line, running(self.part.span))
            or PAGE_NUMBER.fullmatch(str(line)) is not None
            or any(line.fullmatch(one, re.IGNORECASE) is not None for one in listed)
        )

    def _addressed(self, one: Request) -> tuple[Ref, ...]:
        """The bodies that are to act: those in the column or label of the responsible body, else those that the sentence begins with."""
        return self._bodies(_who(one), whole=True) or (self.whole,)

    def _bodies(self, words: str, *, whole: bool = False) -> tuple[Ref, ...]:
        """The bodies that words name: by a name that the report gives them, or as the council, the board, the partnership."""
        found: list[tuple[int, Ref]] = []
        for name, ref in self.names.items():
            if (at := words.find(name)) >= 0:
                found.append((at, ref))
                words = words.replace(name, " " * len(name))
        for pattern, refs in ((_COUNCIL, (self.council,)), (_HEALTH, self.health), (_WHOLE, (self.whole,) if whole else ())):
            if (short := pattern.search(words)) is not None and not (pattern is _HEALTH and any(ref in refs for _, ref in found)):
                found += [(short.start(), ref) for ref in refs]
        return tuple(dict.fromkeys(ref for _, ref in sorted(found, key=lambda pair: pair[0])))


def _who(one: Request) -> str:
    """The words that say who is to act, in one line."""
    words = partners.printed_name(list(one.who or one.lead or one.lines))
    subject = _BEFORE_MODAL.match(words)
    return words if one.who else subject.group() if subject is not None else ""
