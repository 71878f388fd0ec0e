"""Inspection reports on a council's children's services: the single inspection framework (2013–2018) and ILACS (since 2018).

A report under the single inspection framework gives the overall grade in a sentence, the others in numbered rows, and reviews
the safeguarding board too: that review is an inspection of its own, with its own grade, findings and recommendations. An
ILACS report has a table of four or five rows, with the overall grade in the last one, or no overall grade at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.facts import Fact, Finding, Header, Inspection, Judgement, Recommendation, Ref, slug
from kg.lexicon import Lexicon
from kg.reading import inspectors
from kg.reading.chapters import Chapter, chapters
from kg.reading.findings import findings
from kg.reading.front import Front, front_page, titles
from kg.reading.grades import Grade, aspect_of, grade_of, of_arrangements, of_board, overall, table
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Draft, Opening, Part
from kg.reading.refs import authority_ref, body_ref, inspection_ref, place_ref
from kg.reading.required import Required, asking, cited, required
from kg.reading.titles import councils
from kg.text import Span

FAMILY = "inspection-report"
_LEGAL = re.compile(
    r"\b(?:under\s+(?:section|its\s+power)|section\s+\d+[A-Z]?\s+of\s+the|Regulations\s+(?:19|20)\d\d)", re.IGNORECASE
)
_OF_BOARD = re.compile(r"review\s+of\s+the\s+(?:effectiveness\s+of\s+the\s+)?Local\s+Safeguarding", re.IGNORECASE)
_OF_COUNCIL = re.compile(r"inspection\s+of\s+(?:the\s+)?(?:local\s+authority|services)", re.IGNORECASE)
_BOARD_LINE = re.compile(r"The\s(?:Local\s)?(?:Safeguarding\sChildren(?:[’']?s)?\sBoard|LSCB)\b[^.;:]{0,60}", re.IGNORECASE)
_BOARD = "Local Safeguarding Children Board"
_KINDS = {"priority": "priority-action", "recommendation": "recommendation", "improve": "area-for-improvement"}  # by the heading


def openings(text: Span, _world: Lexicon) -> Iterable[Opening]:
    """Titles of reports that a line with the inspection's dates follows."""
    for title, start in titles(text):
        yield Opening(start, 0.9, f"the title of a report and its dates: {title.words[:80]}")


def header(part: Draft) -> Header:
    """Title, council, place and publication date; a report that prints no such date has none."""
    front = front_page(part.span)
    if front is None:
        return Header(title=part.span.strip()[:80].words, evidence=(part.span.strip()[:80],))
    area = _council_in(front.area, part.world).words if front.area is not None else ""
    title = re.sub(r"\b1(?=\s|$)", "", front.title.words)
    named = title if not area or area in title else f"{area}: {title}"
    evidence = [front.title, *(one for one in (front.area, front.published_line) if one is not None and one not in front.title)]
    issued = front.published.when if front.published is not None else None
    inspected = front.dates.since if front.dates is not None and front.dates.since.earliest is not None else issued
    return Header(
        title=named,
        issued=issued,
        publisher=authority_of_inspectors(part.world),
        place=place_ref(area, part.world, inspected) if area else None,
        about=authority_ref(area, part.world, inspected) if area else None,
        evidence=tuple(evidence),
    )


def _council_in(area: Span, world: Lexicon) -> Span:
    """The council in the words of a title page, which may name those who run its services too ("X Council and Y Trust")."""
    first = area.split(r"\s+and\s+|\s*[,;–|]\s+")[0]
    for one in (area, *councils(area), first):
        if world.bodies.get(authority_ref(one.words, world)) is not None:
            return one
    return area


def authority_of_inspectors(world: Lexicon) -> Ref:
    """The inspectorate that reports of this family are of."""
    known = world.bodies.named("Ofsted")
    return known.ref if known is not None else Ref("body", "ofsted")


def read(part: Part) -> Iterator[Fact]:
    """The inspection, its judgements, team, findings and recommendations, and those of the review of the board."""
    front = front_page(part.span)
    if front is None or part.header.about is None:
        return
    report = _Report(part, front)
    yield from report.inspections()
    yield from report.judgements()
    yield from report.people()
    yield from report.said()


class _Report:
    """A report with its parts found: the names of its two inspections, its tables and its chapters."""

    def __init__(self, part: Part, front: Front) -> None:
        self.part, self.front, self.world = part, front, part.world
        self.ofsted = authority_of_inspectors(part.world)
        self.council = part.header.about or Ref("body", "unnamed")
        self.board = body_ref(_BOARD, part)
        since = front.dates.since if front.dates is not None else None
        self.main = inspection_ref(self.council, since, front.title.words[:60])
        self.review = inspection_ref(self.board, since, front.title.words[:60])
        self.grades, end = table(part.span, part.world)
        self.chapters = chapters(part.span[end:], part.world)
        headed = [chapter.heading.start for chapter in self.chapters if chapter.heading is not None]
        first = (headed[0] if headed else part.span.start + 2500) - part.span.start
        self.first, self.notes = part.span[:first], part.span[end:first]

    def made_in(self, chapter: Chapter) -> Ref:
        """The inspection that a chapter reports on."""
        return self.review if chapter.board else self.main

    def inspections(self) -> Iterator[Fact]:
        """The inspection and, where the title names it, the review of the board."""
        front = self.front
        lines = tuple(line for line in (front.dates_line, front.published_line) if line is not None)
        since, until = (front.dates.since, front.dates.until) if front.dates is not None else (None, None)
        yield Inspection(
            ref=self.main,
            label=self.part.header.title,
            kind="FullInspection",
            inspects=self.council,
            conducted_by=(self.ofsted,),
            framework=self.world.concept("framework", front.framework),
            since=since,
            until=until,
            issued=self.part.header.issued,
            evidence=(front.title, *((front.area,) if front.area is not None else ()), *lines),
        )
        if front.review is not None:
            yield Inspection(
                ref=self.review,
                label=front.review.words,
                kind="BoardReview",
                inspects=self.board,
                conducted_by=(self.ofsted,),
                framework=self.world.concept("framework", "lscb-review"),
                since=since,
                until=until,
                issued=self.part.header.issued,
                evidence=(front.review, *lines),
            )

    def judgements(self) -> Iterator[Fact]:
        """The grades of the table, of the sentence that gives the overall one, and of headings where they say more."""
        given = list(self.grades)
        if self.front.framework == "sif" and (said := overall(self.first, self.world)) is not None:
            given.append(said)
        said_above = {grade.aspect: grade.name for grade in given}
        for chapter in self.chapters:
            aspect, name = aspect_of(chapter.title, self.world), grade_of(chapter.grade)
            if not chapter.grade or chapter.board or aspect is None or chapter.heading is None:
                continue
            if said_above.get(aspect, name) == name:  # not one of an earlier inspection, listed under the same words
                given.append(Grade(aspect, name, chapter.grade, (chapter.heading,)))
        for grade in _merged(given):
            yield from self._judgement(grade, self.main, self.front.framework)
        if self.front.review is not None and (of := self._board_grade()) is not None:
            yield from self._judgement(of, self.review, "lscb-review")

    def _board_grade(self) -> Grade | None:
        headings = [
            chapter.heading.to(chapter.text[:300]) for chapter in self.chapters if chapter.board and chapter.heading is not None
        ]
        first = of_board(self.first, self.world)
        alone = (line.strip() for line in self.part.span.lines() if _BOARD_LINE.fullmatch(str(line.strip())))
        places = (*headings, *((self.first,) if first is not None else ()), *alone)
        told = (chapter.text for chapter in self.chapters if chapter.board and chapter.kind != "descriptors")
        return next(
            (grade for place in places if (grade := of_board(place, self.world)) is not None),
            next((grade for text in told if (grade := of_arrangements(text, self.world)) is not None), None),
        )

    def _judgement(self, grade: Grade, inspection: Ref, framework: str) -> Iterator[Fact]:
        known = self.world.scheme("grade").get(type(grade.aspect)("grade", f"{framework}/{grade.name}"))
        if known is not None:
            yield Judgement(
                inspection=inspection, aspect=grade.aspect, grade=known.concept, printed=grade.printed, evidence=grade.evidence
            )

    def people(self) -> Iterator[Fact]:
        """The inspectors of the first page and of the team's list."""
        spans = [self.first[:1500], *(chapter.text for chapter in self.chapters if chapter.kind == "about")]
        on = self.front.dates.until if self.front.dates is not None else self.part.header.issued
        seen: set[tuple[str, str]] = set()
        found = []
        told = (
            one for line in self.part.span.finditer(inspectors.TEAM_LINE) for one in inspectors.in_sentence(line.span, self.world)
        )
        for one in (*(one for span in spans for one in inspectors.team(span, self.world)), *told):
            if (one.name.words, one.capacity) not in seen:
                seen.add((one.name.words, one.capacity))
                found.append(one)
        yield from inspectors.facts(iter(found), self.main, self.ofsted, on, self.world)

    def said(self) -> Iterator[Fact]:
        """Findings and recommendations, those that cite each other linked."""
        found: list[Finding] = []
        asked: list[tuple[Chapter, Required]] = []
        main, used = "", Counter[str]()
        for chapter in asking(self.chapters, self.part):
            if chapter.board or aspect_of(chapter.title, self.world) is not None or chapter.kind in ("about", "area"):
                main = "LSCB" if chapter.board else "" if chapter.kind in ("about", "area") else chapter.title
            section = _named(f"{main} {chapter.title}" if chapter.title != main else main, used)
            if chapter.kind == "recommendations":
                listed, rest = required(self.part, chapter.text, section)
                asked += [(chapter, one) for one in listed]
                found += findings(self.part, rest, self.made_in(chapter), f"{section} text")
            elif chapter.kind in ("summary", "findings", "strengths", "children", "board") or self._untitled(chapter):
                found += findings(self.part, paragraphs(chapter.text, self.part.span), self.made_in(chapter), section or "summary")
            elif chapter.kind == "about":
                found += self._legal(chapter.text, section)
        if self.front.review is not None or self.front.framework == "sif":
            found += self._legal(self.notes, "first page")
        yield from found
        yield from self._recommendations(asked, found)

    def _untitled(self, chapter: Chapter) -> bool:
        """The summary that an ILACS report begins with, under no heading."""
        return chapter.heading is None and self.front.framework == "ilacs"

    def _legal(self, span: Span, section: str) -> Iterator[Finding]:
        """The sentences that say under which powers the inspection and the review were made."""
        number = 0
        for sentence in (sentence for block in paragraphs(span, self.part.span) for sentence in block.text.sentences()):
            if sentence.search(_LEGAL) is None:
                continue
            number += 1
            of_review = self.front.review is not None and sentence.search(_OF_BOARD) is not None
            of_main = not of_review or sentence.search(_OF_COUNCIL) is not None
            for made_in, suffix in [(self.main, "")] * of_main + [(self.review, "-review")] * of_review:
                yield Finding(
                    ref=Ref("finding", f"{self.part.slug}/{slug(section)}-powers-{number}{suffix}"),
                    made_in=made_in,
                    text=sentence.words,
                    polarity=self.world.concept("polarity", "neutral"),
                    evidence=(sentence,),
                )

    def _recommendations(self, asked: list[tuple[Chapter, Required]], found: list[Finding]) -> Iterator[Recommendation]:
        by_number = {finding.number: finding.ref for finding in found if finding.number}
        backing: dict[str, list[Ref]] = {}
        for finding in found:
            for number in cited(finding.text, "recommendation"):
                if finding.part_of is None:
                    backing.setdefault(number, []).append(finding.ref)
        taken: set[str] = set()
        kind = "area-for-improvement"
        for chapter, one in asked:
            kind = next((name for words, name in _KINDS.items() if words in chapter.title.casefold()), kind)
            name = one.name if one.name not in taken else f"{'lscb' if chapter.board else 'again'}-{one.name}"
            taken.add(name)
            addressee = self.board if chapter.board else self.council
            support = [*backing.get(one.number, ()), *(by_number[n] for n in cited(one.text, "paragraph") if n in by_number)]
            yield replace(
                replace(one, name=name).recommendation(self.part, self.made_in(chapter)),
                kind=self.world.concept("recommendation-kind", kind),
                made_by=self.ofsted,
                addressed_to=(addressee,),
                supported_by=tuple(dict.fromkeys(support)),
                issued=self.part.header.issued,
            )


def _named(section: str, used: Counter[str]) -> str:
    """A name for a section that no other one of the document has."""
    section = " ".join(section.split())[:90] or "summary"
    used[slug(section)] += 1
    number = used[slug(section)]
    return section if number == 1 else f"{section} no {number}"


def _merged(given: list[Grade]) -> list[Grade]:
    """One grade for each aspect and value, with all places that say it."""
    made: dict[tuple[str, str], Grade] = {}
    for grade in given:
        key = (grade.aspect.name, grade.name)
        kept = made.get(key)
        made[key] = grade if kept is None else replace(kept, evidence=tuple(dict.fromkeys([*kept.evidence, *grade.evidence])))
    return [grade for grade in made.values() if grade.name]
