"""What a letter on an area SEND inspection or revisit states: the visit, who wrote to whom, what was found and is required."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import cast

from kg.facts import Fact, Finding, Inspection, Participation, Recommendation, Ref
from kg.lexicon import Lexicon
from kg.reading import addressees, signatures
from kg.reading.arealetter import AreaLetter, area_letter, inspectorates
from kg.reading.clean import pieces, words
from kg.reading.dates import find_dates
from kg.reading.figures import figures
from kg.reading.findings import findings
from kg.reading.headed import Headed, Headings, headed
from kg.reading.mentions import body_mentions
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Part
from kg.reading.refs import authority_ref, inspection_ref, person_ref
from kg.reading.teams import inspectorate_of
from kg.reading.themes import themes
from kg.text import Span

_EARLIER = re.compile(
    r"\b(?P<which>initial|previous|original|last|first|full)\s+(?:(?:joint|local|area|SEND)\s+){0,4}inspection(?:\s+of\s+[^.,;]{2,60}?)?,?\s+(?:which\s+)?(?:was\s+)?(?:held\s+|conducted\s+|carried\s+out\s+|took\s+place\s+|undertaken\s+)?(?:in|on|between|from)\s+",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\bwritten\s+statement\s+of\s+action\s+(?:\(\w{3,5}\)\s+)?is\s+required\b|\bis\s+(?:now\s+)?required\s+to\s+(?:produce|submit|prepare|write)\b[^.;:]{0,60}\bwritten\s+statement\b",
    re.IGNORECASE,
)
_SUBMITTING = re.compile(r"\bresponsible\s+for\s+(?:submitting|producing|preparing)\b", re.IGNORECASE)
_SHORT = re.compile(r"\blocal\s+authority(?!\w)|\bthe\s+council\b", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\bsufficient\s+progress\b|\bsignificant\s+(?:concerns|weakness\w*)\b|\bwritten\s+statement\b|\bformal\s+\w+\s+(?:support|monitoring)\b",
    re.IGNORECASE,
)
_MADE = re.compile(r"\b(?:has|have)\s+made\s+sufficient\s+progress\b|\bsufficient\s+progress\s+has\s+been\s+made\b", re.IGNORECASE)
_NOT_MADE = re.compile(
    r"\b(?:not|insufficient)\b[^.;]{0,20}\bprogress\b|\bprogress\b[^.;]{0,30}\bnot\s+(?:sufficient|been\s+made)\b", re.IGNORECASE
)
_STATEMENT_OF = re.compile(r"\bwritten\s+statement\b", re.IGNORECASE)
_BLAME = re.compile(
    r"\b(?:raises|raise|has|have|are|is|because\s+of|following\s+areas\s+of)\s+(?:\w+\s+){0,3}?significant\s+(?:\w+\s+(?:of\s+)?)?(?:concerns?|weakness\w*)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|initial|previous|no|not)\b", re.IGNORECASE)
_COPIES = re.compile(r"^[ \t*]{0,12}(?:cc|c\.c\.|copy\s+to|copied\s+to)\b", re.IGNORECASE | re.MULTILINE)
_INSPECTED = re.compile(r"\binspector\b", re.IGNORECASE)
_CHIEF = re.compile(r"\b(?:chief|director|regional)\b", re.IGNORECASE)
_LEADS = re.compile(r"\bareas\s+of\s+(?:\w+\s+){0,2}?(?:weakness|concern)\w*\s*:\s*\n", re.IGNORECASE)
_NEAR = 3000


def read(part: Part) -> Iterator[Fact]:
    """The inspection or revisit, who wrote to whom, what was found and what is required."""
    found = area_letter(part.span)
    if found is not None and part.header.about is not None:
        yield from _Reading(part, found, part.header.about).facts()


@lru_cache(maxsize=8)
def _headings(world: Lexicon) -> Headings:
    table = dict(cast("Mapping[str, Mapping[str, list[str]]]", world.tables["send"])["headings"])
    table["weaknesses"] = [*table["weaknesses"], *table.pop("improvement")]  # in a letter these are findings
    return Headings.of(table)


class _Reading:
    """A letter being read."""

    def __init__(self, part: Part, found: AreaLetter, council: Ref) -> None:
        self.part, self.found, self.sent, self.world, self.council = part, found, found.sent, part.world, council
        self.by = inspectorates(part.world)
        self.visit = inspection_ref(council, found.dates.since if found.dates is not None else None, part.header.title)
        self.sections = headed(found.sent.text, _headings(part.world))

    def facts(self) -> Iterator[Fact]:
        """Everything that the letter states."""
        yield from self._inspections()
        date = self.sent.date.span if self.sent.date is not None else None
        yield from addressees.facts(self.part, addressees.addressees(self.sent, self.world), self.visit, date)
        yield from self._signed()
        stated = list(self._stated())
        said = [one for number, section in enumerate(self.sections) for one in self._findings(section, number)]
        yield from stated
        yield from said
        yield from self._required(said)
        yield from figures(self.part)

    def _inspections(self) -> Iterator[Inspection]:
        found, subject = self.found, self.sent.subject
        framework = self.world.concept("framework", "area-send")
        yield Inspection(
            ref=self.visit,
            label=self.part.header.title,
            kind="JointInspection",
            inspects=self.council,
            conducted_by=self.by,
            framework=framework,
            since=found.dates.since if found.dates is not None else None,
            until=found.dates.until if found.dates is not None else None,
            issued=self.part.header.issued,
            evidence=tuple(one for one in (found.sentence, subject) if one is not None),
        )
        for sentence in self.sent.text[:6000].sentences():
            told = sentence.search(_EARLIER)
            day = next(iter(find_dates(told.after[:60])), None) if told is not None else None
            if told is None or day is None or day.span.start - told.span.end > 12:
                continue
            council = authority_ref(found.area.words, self.world, day.since)
            if inspection_ref(council, day.since) == self.visit:
                continue
            yield Inspection(
                ref=inspection_ref(council, day.since),
                label=f"{told.group('which').words.capitalize()} area SEND inspection, {day.span.words}",
                kind="JointInspection",
                inspects=council,
                framework=framework,
                since=day.since,
                until=day.until,
                evidence=(sentence,),
            )
            break

    def _signed(self) -> Iterator[Fact]:
        """Who signed, and of them those who inspected."""
        if self.sent.signed is None:
            return
        copies = self.sent.signed.search(_COPIES)
        named = signatures.signatories(copies.before if copies is not None else self.sent.signed, self.by, self.world)
        found = [one if one.body is not None else replace(one, body=inspectorate_of(one.title, self.world)) for one in named]
        yield from signatures.facts(found, self.visit, self.part.header.issued, self.world)
        for one in found:
            title = one.title
            if _INSPECTED.search(title) is not None and _CHIEF.search(title) is None:
                lead = re.search(r"\blead\b", title, re.IGNORECASE) is not None
                yield Participation(
                    event=self.visit,
                    participant=person_ref(re.sub(r"-\s", "-", one.name.words), one.body.slug if one.body is not None else ""),
                    capacity=self.world.concept("capacity", "lead-inspector" if lead else "inspector"),
                    printed=title,
                    on_behalf_of=one.body,
                    evidence=one.evidence,
                )

    def _stated(self) -> Iterator[Finding]:
        """What the letter says of the outcome before its first section."""
        number = 0
        first = self.sections[0]
        for sentence in (one for block in paragraphs(first.text, self.part.span) for one in block.text.sentences()):
            if sentence == self.found.sentence or sentence.search(_OUTCOME) is None:
                continue
            number += 1
            spans = pieces(sentence, self.part.span)
            yield Finding(
                ref=Ref("finding", f"{self.part.slug}/outcome-{number}"),
                made_in=self.visit,
                text=words(spans),
                polarity=self.world.concept("polarity", progress(sentence) or outcome(sentence)),
                themes=themes(sentence, self.world),
                evidence=spans,
            )

    def _findings(self, section: Headed, number: int) -> Iterator[Finding]:
        if section.heading is None or section.kind in ("details", "about", "team", "area"):
            return
        same = sum(one.kind == section.kind for one in self.sections[:number])
        side = {"strengths": "strength", "weaknesses": "weakness"}.get(section.kind, "")
        name = f"{section.kind} {same + 1}" if side else f"{section.kind} part {same + 1}"
        for one in findings(self.part, paragraphs(section.text, self.part.span), self.visit, name.replace("strengths", "done")):
            whole = one.evidence[0].to(one.evidence[-1])
            said = progress(whole) or (one.polarity.name if whole.search(_STATEMENT_OF) is None else outcome(whole))
            if said == "neutral" and _is_listed(whole):
                said = "weakness"
            if side and one.part_of is None:
                said = "mixed" if {said, side} == {"strength", "weakness"} else side
            yield replace(one, polarity=self.world.concept("polarity", said))

    def _required(self, said: list[Finding]) -> Iterator[Recommendation]:
        """The written statement of action, where the letter requires one; the weaknesses listed for it stand behind it."""
        sentences = [
            sentence
            for section in self.sections
            for block in paragraphs(section.text, self.part.span)
            for sentence in block.text.sentences()
        ]
        asked = [one for one in sentences if one.search(_STATEMENT) is not None and one.search(r"\bnot\s+required\b") is None]
        if not asked:
            return
        shared = [one for one in sentences if one.search(_SUBMITTING) is not None][:1]
        evidence = tuple(dict.fromkeys([*asked[:2], *shared]))
        listed = next((one for one in asked if str(one).rstrip().endswith(":")), None)
        behind = [
            one.ref
            for one in said
            if listed is not None and one.evidence[0].start >= listed.end and one.evidence[0].start - listed.end < _NEAR
        ]
        yield Recommendation(
            ref=Ref("recommendation", f"{self.part.slug}/written-statement-of-action"),
            made_in=self.visit,
            made_by=self.by[0],
            text=asked[0].words,
            kind=self.world.concept("recommendation-kind", "priority-action"),
            addressed_to=self._bodies(shared or asked),
            supported_by=tuple(behind),
            issued=self.part.header.issued,
            evidence=evidence,
        )

    def _bodies(self, spans: list[Span]) -> tuple[Ref, ...]:
        found: list[Ref] = []
        for span in spans:
            found += [self.council] if span.search(_SHORT) is not None else []
            found += [one.ref for one in body_mentions(self.part) if one.span in span and one.kind in ("Council", "HealthBody")]
        return tuple(dict.fromkeys(found)) or (self.council,)


def _is_listed(item: Span) -> bool:
    """Whether an item stands in the list that the words "the following areas of significant weakness:" lead."""
    above = item.document.span[max(0, item.start - _NEAR) : item.start]
    leads = list(above.finditer(_LEADS))
    return bool(leads) and leads[-1].after.search(r"[.:]\s*\n\s*\n\s*[A-Z]") is None


def progress(sentence: Span) -> str:
    """What a sentence says of progress on weaknesses: made, not made, or in some; ``""`` where it says nothing of it."""
    made, not_made = sentence.search(_MADE) is not None, sentence.search(_NOT_MADE) is not None
    return "mixed" if made and not_made else "strength" if made else "weakness" if not_made else ""


def outcome(sentence: Span) -> str:
    """What a sentence on the outcome says: concerns and weaknesses now, or nothing of that kind."""
    present = sentence.search(_BLAME) is not None and sentence.search(_PAST) is None
    return "weakness" if present else "neutral"
