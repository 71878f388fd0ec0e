"""Reads the figures of sentences: each number with its measure, place, date, basis and whole."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.facts import Concept
from kg.reading.areas import Area
from kg.reading.clauses import Slot, flat, slots
from kg.reading.indicators import CHANGE, DIFFERENCE
from kg.reading.measures import Measures
from kg.reading.numbers import Number, find_numbers
from kg.reading.observations import Observations
from kg.reading.periods import Period, relative
from kg.reading.scenes import Scene
from kg.reading.settings import Frame, area_of, basis_of
from kg.reading.sifting import GOES_ON, sift
from kg.reading.surroundings import Figure, Surroundings
from kg.reading.timing import period_of
from kg.text import Span

_ANAPHORA = re.compile(
    r"\s*(?:(?:however|although|overall|in\saddition|while|at\sthe\ssame\stime|locally|nationally),?\s)?(?:this|these|that|those|it|they|of\s(?:these|those|this|whom|the\s\w+)|the\s(?:most\sup|latest|figure|rate|number|same|local\sauthority[’']s\sown|remaining|rest|average))\b",
    re.IGNORECASE,
)
_POPULATION = Concept("indicator", "population-under-18")
_RATE_OF_POPULATION = re.compile(r"\brates?\b[^.]{0,80}\b(?:calculated|based|using)\b[^.]{0,80}\bpopulation\b", re.IGNORECASE)
_TO_RATE = re.compile(r"\brate\sof\s$", re.IGNORECASE)
_AS_AT = re.compile(r"\b(?:as\s(?:at|of)|position\sat|at\sthe\send\sof|at)\s(?=\d|[A-Z]|the\s)", re.IGNORECASE)
MOST_FIGURES = 60
_SAME_UNIT = re.compile(r"\s(?:down\s|up\s)?(?:to|and|or|compared\s(?:to|with))\s")
_RATE_IS = re.compile(r"\brates?\b[^.;]{0,100}\bper\s10,?000\b[^.;\d]{0,60}\b(?:is|was|of|at|from|to)\s$", re.IGNORECASE)
_OFTEN = re.compile(r"\s(?:a|per|each|every)\s(?:day|week|month|quarter|year)\b")
_BY = re.compile(r"\bby\s(?:\w+\s){0,2}$")
_NO_UNIT = ("count", "rank", "ratio", "times")
_AGENT = re.compile(r"\bby\s(?!(?:the\s|our\s)?(?:local\s)?(?:authority|council)$)(?P<who>(?:the\s)?[a-z][^.,;:()]{2,60})$")


@dataclass(frozen=True)
class Memory:
    """What stays in mind of a sentence for those that go on from it."""

    sentence: Span | None = None
    figures: tuple[Figure, ...] = ()
    area: Area | None = None
    period: Period | None = None


class Prose:
    """Reads the sentences of a part in order."""

    def __init__(self, kept: Observations) -> None:
        self.kept = kept
        self.measures = Measures(kept.indicators)
        self.one = frozenset(kept.table.get("one", {}).get("nouns", ()))
        self.basis = kept.table.get("basis", {})
        self.memories: dict[int, Memory] = {}

    def read(self, found: Iterator[Scene]) -> None:
        """Keep the figures of every scene."""
        kept_scenes = []
        for scene in found:
            kept_scenes.append(scene)  # keeps its identity alive: memories go by it
            intro = self.memories.get(id(scene.intro), Memory()) if scene.intro is not None else Memory()
            last, all_figures = Memory(), list[Figure]()
            for text in scene.texts:
                folded = self.kept.fold(text)
                numbers = deque(find_numbers(folded))
                for sentence in folded.sentences():
                    within: list[Number] = []
                    while numbers and numbers[0].span.start < sentence.end:
                        within.append(numbers.popleft())
                    last = self._sentence(sentence, within, scene, last, intro)
                    all_figures += last.figures
            first = next((one.period for one in all_figures if one.period is not None), None)
            self.memories[id(scene)] = replace(last, figures=tuple(all_figures), period=last.period or first)

    def _sentence(self, sentence: Span, numbers: Sequence[Number], scene: Scene, last: Memory, intro: Memory) -> Memory:
        if len(numbers) > MOST_FIGURES:
            self.kept.unread(sentence, f"{len(numbers)} numbers without an end of a sentence between them")
            return Memory(sentence)
        counted = bool(last.figures) and last.figures[0].unit == "count"
        kept = sift(sentence, numbers, self.one, counted=counted)
        outer = last if last.sentence is not None else intro
        if not kept:
            return self._passing(sentence)
        areas, periods = self.kept.areas.find(sentence), self.kept.periods.find(sentence)
        anaphoric = bool(_ANAPHORA.match(str(sentence)) or (counted and GOES_ON.match(str(sentence)))) or last.sentence is None
        frame = Frame(
            areas,
            periods,
            self._outer_area(sentence, scene, last, intro),
            self._outer_period(sentence, scene, last, intro),
            outer.figures[-1].period if outer.figures else None,
        )
        made = slots(sentence, kept)
        done: list[Figure] = []
        around = Surroundings(
            blanks=[*(area.span for area in areas), *(period.stands for period in periods)],
            done=done,
            earlier=outer.figures,
            contexts=self._contexts(sentence, scene, last),
            anaphoric=anaphoric,
            sentence=str(sentence),
            intro=_last_words(scene.intro),
        )
        for index, slot in enumerate(made):
            if not _is_whole_only(index, made):
                self._figure(slot, index, made, sentence, frame, around, done, scene, outer, intro)
        return Memory(sentence, tuple(done), _first_area(areas), next((one.period for one in done if one.period is not None), None))

    def _figure(
        self,
        slot: Slot,
        index: int,
        made: Sequence[Slot],
        sentence: Span,
        frame: Frame,
        around: Surroundings,
        done: list[Figure],
        scene: Scene,
        outer: Memory,
        intro: Memory,
    ) -> None:
        unit = self._unit(slot, index, made, sentence, done)
        part_of = made[slot.whole] if slot.whole is not None and slot.whole > index else None
        measure = self.measures.of(slot, unit, part_of, around, after_whole=_is_whole(index, made))
        number = replace(slot.number, qualifier=self._hedged(slot, scene))
        if measure is None:
            self.kept.unread(number.span, "no words near it say what it counts")
            return
        if CHANGE in measure.stems and number.value and number.value > 0 and slot.falls:
            number = replace(number, value=-number.value)
        apart = DIFFERENCE in measure.stems
        period = period_of(slot, made, frame, done, changed=CHANGE in measure.stems, apart=apart)
        whole = self._whole(slot, made, outer, intro, sentence, scene)
        group = self._group(slot, made, done, known=measure.concept is not None)
        evidence = (
            sentence,
            *((outer.sentence,) if outer.sentence is not None and self._leans(slot, sentence, period, whole, outer) else ()),
            *scene.led(sentence),
        )
        places = area_of(slot, made, frame, done, apart=apart)
        no_place: list[Area | None] = [None]
        for area in places or no_place:
            basis = basis_of(slot, self.basis, area, self.kept.areas.default)
            self.kept.add(number, unit, measure, evidence, area=area, period=period, basis=basis, whole=whole, group=group)
        if measure.concept == _POPULATION and number.value and sentence.search(_RATE_OF_POPULATION):
            self.kept.divide(sentence, number.value, scene.headings[-1].end if scene.headings else self.kept.part.span.start)
        done.append(Figure(slot, unit, measure, next(iter(places), None), period, group, whole))

    def _unit(self, slot: Slot, index: int, made: Sequence[Slot], sentence: Span, done: Sequence[Figure]) -> str:
        """The unit of a figure: printed with it, or with the figure it is compared with."""
        if slot.number.unit != "count" or slot.number.spelled or slot.whole is not None:
            return slot.number.unit
        if index + 1 < len(made) and _SAME_UNIT.fullmatch(str(slot.rest)) and made[index + 1].number.unit not in _NO_UNIT:
            return made[index + 1].number.unit
        near = next((one.unit for one in reversed(done) if one.slot.bracket in (0, slot.bracket)), "count")
        by = bool(done) and _BY.search(str(done[-1].slot.lead)) is not None  # "rose by 12 % to 450"
        if near not in _NO_UNIT and ((_SAME_UNIT.fullmatch(str(slot.lead)) and not by) or slot.chained):
            return near
        if near.startswith("per-") and _TO_RATE.search(str(slot.lead)):
            return near
        if near not in _NO_UNIT and slot.compares and (slot.of_others or not self.kept.indicators.stems(flat(slot.tail))):
            return near
        before = flat(sentence)[: slot.number.span.start - sentence.start]
        if not done and _RATE_IS.search(before):
            return "per-10000"
        if re.search(r"\brate\b[^.;]{0,120}\bper\s10,?000\b", before) and (slot.bracket and slot.host is None):
            return "per-10000"
        if _TO_RATE.search(str(slot.lead)) and re.search(r"\bper\s10,?000\b", self._before(sentence)):
            return "per-10000"
        return "count"

    def _before(self, sentence: Span) -> str:
        """The text of the part before a sentence, as far as its section may reach."""
        start = self.kept.real(sentence).start
        return self.kept.part.span.document.text[max(self.kept.part.span.start, start - 3000) : start]

    def _whole(
        self, slot: Slot, made: Sequence[Slot], outer: Memory, intro: Memory, sentence: Span, scene: Scene
    ) -> Decimal | None:
        """The count that a figure is a part of, where it is printed."""
        if slot.number.unit not in ("count", "percent", "ratio", "rank"):
            return None
        if slot.bracket and slot.host is not None and slot.whole is None:
            slot = made[slot.host]
        bracketed = next((one for one in made if one.host == made.index(slot) and one.whole is not None), None)
        if slot.whole is None and bracketed is not None and slot.number.unit == "percent":
            slot = bracketed
        if slot.whole is not None:
            value = made[slot.whole].number.value
            return value if value and value > 0 else None
        first = next((one.slot.number.value for one in outer.figures if one.unit == "count" and one.slot.number.value), None)
        if first and scene.parts and outer is intro:
            return first
        if re.match(r"\s*of\s(?:these|those|them|this\snumber)\b", str(sentence), re.IGNORECASE) and first:
            return first
        return first if slot is made[0] and slot.number.span.start == sentence.start and GOES_ON.match(str(sentence)) else None

    def _group(self, slot: Slot, made: Sequence[Slot], done: Sequence[Figure], *, known: bool) -> str:
        group = self.kept.indicators.group
        own = group(f"{flat(slot.clause)} {flat(slot.tail)}") or (
            group(flat(slot.lead)) if slot is made[0] and not slot.clause.words else ""
        )
        if not own and slot.compares and done:
            own = done[-1].group
        elif not own and (opening := made[0].lead.match(r"\s*(?:At|In|For|Among|Of|Across)\s[^,]{3,60},")) is not None:
            own = group(opening.span.words)
        agent = slot.tail.strip().search(_AGENT) if known else None
        return ", ".join(one for one in (own, agent.group("who").words if agent else "") if one)

    def _hedged(self, slot: Slot, scene: Scene) -> str:
        """How the source hedges a figure, with a time that it gives only in relation to its own ("in the last 12 months")."""
        often = slot.tail.match(_OFTEN) if slot.number.bare and not slot.number.spelled else None
        time = (often.span.words if often is not None else "") or relative(slot.tail) or relative(slot.lead)
        if not time and scene.intro is not None:
            time = relative(scene.intro.block.text)
        return "; ".join(one for one in (slot.number.qualifier, time) if one)

    def _contexts(self, sentence: Span, scene: Scene, last: Memory) -> list[frozenset[str]]:
        stems = self.kept.indicators.stems
        found = [stems(flat(sentence)[:1500])]
        if last.sentence is not None:
            found.append(stems(last.sentence.words[:1500]))
        if scene.intro is not None:
            found.append(stems(scene.intro.block.text.words[-1500:]))
            if scene.intro.intro is not None:
                found.append(stems(scene.intro.intro.block.text.words[-600:]))
        elif scene.before is not None:
            found.append(stems(scene.before.text.words[-900:]))
        found += [stems(heading.words) for heading in scene.headings]
        return found

    def _outer_area(self, sentence: Span, scene: Scene, last: Memory, intro: Memory) -> Area | None:
        """The place that a sentence goes on to speak of: that of the sentence before, the list or the heading."""
        if (
            last.sentence is not None
            and last.area is not None
            and re.match(r"\s*(?:in\saddition,?\s)?(?:it|they|this|the\sward|these)\b", str(sentence), re.IGNORECASE)
        ):
            return last.area
        if intro.area is not None:
            return intro.area
        for heading in scene.headings[:1]:
            named = [area for area in self.kept.areas.find(heading) if not area.comparator]
            if len(named) == 1 and named[0].ref != self.kept.areas.default:
                return named[0]
        return None

    def _heading_period(self, scene: Scene) -> Period | None:
        """The date of a heading over a list: "Performance as at 30 September 2022"."""
        for heading in scene.headings[:1]:
            if (found := heading.search(_AS_AT)) is not None:
                dates = self.kept.periods.find(found.after)
                return replace(dates[0], evidence=(heading,)) if dates else None
        return None

    def _outer_period(self, sentence: Span, scene: Scene, last: Memory, intro: Memory) -> Period | None:
        """The period that a sentence without a date of its own goes on with: that of its list, or of those it counts parts of."""
        if last.sentence is None:
            return intro.period or (self._heading_period(scene) if scene.block.kind == "bullet" else None)
        if last.figures and re.match(r"\s*of\s(?:these|those|them|this\snumber|the\s\d)", str(sentence), re.IGNORECASE):
            return last.figures[-1].period
        return None

    def _leans(self, slot: Slot, sentence: Span, period: Period | None, whole: Decimal | None, outer: Memory) -> bool:
        """Whether a figure rests also on the sentence before it: for its date, its whole, its measure."""
        printed_here = period is None or period.stands in sentence
        whole_here = whole is None or slot.whole is not None or slot.host is not None
        return not printed_here or not whole_here or bool(_ANAPHORA.match(str(sentence)) and outer.figures)

    def _passing(self, sentence: Span) -> Memory:
        areas, periods = self.kept.areas.find(sentence), self.kept.periods.find(sentence)
        return Memory(sentence, (), _first_area(areas), next(iter(periods), None) if sentence.search(r":\s?[-–—]?\s*$") else None)


def _last_words(scene: Scene | None) -> str:
    """The last sentence of the words that introduce a list."""
    sentences = scene.block.text.sentences() if scene is not None else []
    return sentences[-1].words if sentences else ""


def _first_area(areas: Sequence[Area]) -> Area | None:
    return next((area for area in areas if not area.comparator), None)


def _is_whole(index: int, made: Sequence[Slot]) -> bool:
    """Whether a number says of how many one before it is ("the 80" in "90 % of the 80 care leavers")."""
    return made[index].lead.words.endswith(("of", "of the", "of all the")) and any(one.whole == index for one in made[:index])


def _is_whole_only(index: int, made: Sequence[Slot]) -> bool:
    """Whether a number says nothing else ("30" in "six of 30")."""
    return _is_whole(index, made) and made[index].lead.words.endswith("of")
