"""What a figure measures: a known measure, or the words of its own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Concept
from kg.reading.clauses import Slot, flat
from kg.reading.indicators import CHANGE, DIFFERENCE, NOTHING, Indicators, Stems
from kg.reading.labels import as_printed, changed, gone_on, told, trimmed, without
from kg.reading.surroundings import Figure, Measure, Surroundings, alike, end_of_change, host_of

_CHANGED = re.compile(r"\s(?:increase|rise|reduction|decrease|fall|drop|growth|improvement|decline|net\sincrease)\b", re.IGNORECASE)
_CHANGES_BY = re.compile(
    r"(?:\b(?:by|increase\sof|rise\sof|reduction\sof|decrease\sof|fall\sof|drop\sof|growth\sof|decline\sof)|\b(?:increase|rise|reduction|decrease|fall|drop)\s?[=:])\s(?:an?\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
_DIFFERS = re.compile(
    r"\s(?:higher|lower|more|fewer|less|above|below|better|worse|longer|shorter|greater|behind|ahead)\b(?!\sthan\s\d)",
    re.IGNORECASE,
)
_DIFFERS_BY = re.compile(r"\b(?:higher|lower|above|below|more|less|fewer)\b[^.;,]{1,80}\bby\s$", re.IGNORECASE)
_HELD_BY = re.compile(
    r"\b(?P<noun>[a-z][a-z-]{1,30})\s(?:of|for|to|with)\s(?:the\s|their\s|all\s|its\s|up\sto\s|over\s)?$", re.IGNORECASE
)
_VERB = re.compile(
    r"\s?(?:of\s(?:these|those|them|whom|which)\s)?(?:also\s)?(?:is|are|was|were|has|have|had|be|being|been|had|did|do|live|lives|lived|became|left|became|ceased|remained|did)\b",
    re.IGNORECASE,
)
_DOES = re.compile(r"\s(?:is|are|was|were|has|have|had)\b")
_LEADS_IN = re.compile(
    r"^.{0,80}?\b(?:(?:asked|queried|questioned|enquired|wondered)\s(?:why|whether|if)\s(?:the\s)?|(?:reports?|heard|advised|informed|explained|conveyed|highlighted|noted|reported|indicated|confirmed|stated|shows?|showed|found|estimates?|suggests?)\s(?:that|to\s[\w\s]{1,40}\sthat)\s)",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\s(?:is|are|was|were)\s(?:(?:very|much|now|also|still|not)\s)?(?:good|strong|high|low|poor|better)\s*[:,–-]?\s*$",
    re.IGNORECASE,
)
_PARTITIVE = re.compile(r"\s(?:out\s)?of\s(?:the|these|those|their|its|our|all)\s(?!\d)", re.IGNORECASE)
_DATE_ALONE = re.compile(r"(?:since\s)?(?:\w+\s)?(?:19|20)\d\d(?:[-/–]\d\d)?")
_FEW = 20
_ANEW = re.compile(r"\s(?:some|there|they|we)\b")  # a clause that begins without a comma
_WITHIN = re.compile(r"\b(?:an?|the)\s(?P<words>[^.;,]{3,40})\swithin\s(?:the\s|a\s)?(?:statutory\s)?$", re.IGNORECASE)
_OPEN_END = re.compile(
    r"\b(?:of|at|to|by|from|is|was|are|were)(?:\s(?:over|about|around|approximately|nearly|almost|some|up\sto|just))?\s*$"
)
_LINKS = re.compile(
    r"(?:\b(?:is|was|were|are|at|of|to|from|by|stood|stands|reached|averaged?|been|than)|[:=–-])\s(?:[a-z]+\s){0,2}$", re.IGNORECASE
)
_AMONG = re.compile(r"^(?:of\s)?(?:whom|which|these|them|those)\s", re.IGNORECASE)
_LOOSE = re.compile(
    r"addition|group|groups|team|series|range|introduction|majority|minority|cohort|sample|appointment|creation|recruitment|consisted|consists|comprised|comprises|made|commence|commenced|up|due|able|along|together|support|need",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?:in|for)\s\w")
_RANGES = re.compile(r"\b(?:rang|vary|vari)(?:ing|ed|es?)\s(?:from|between)\s$|\brange:?\s(?:of\s)?$", re.IGNORECASE)
_PER = re.compile(r"\s*(?:a|per|each|every)\s(?:day|week|month|quarter|year)\b(?:\s[a-z]+)?")
_MORE_THAN = re.compile(r"(?:^|\s)(?:more|less|fewer|longer)\sthan\s*$")
_GOVERNED = re.compile(r"\s*(?!(?:in|at|on|by|for|to|of|from|with|and|or|as|per|a|an|the|is|are|was|were|had|has|have)\b)[a-z]")
_CHANGE_WORDS = re.compile(
    r"^(?:an?\s)?(?:net\s)?(?:increase|rise|reduction|decrease|fall|drop|growth|decline|change)s?\s(?:in|of)\s(?:the\s)?",
    re.IGNORECASE,
)


class Measures:
    """Finds what figures measure."""

    def __init__(self, indicators: Indicators) -> None:
        self._indicators = indicators

    def of(self, slot: Slot, unit: str, whole: Slot | None, around: Surroundings, *, after_whole: bool = False) -> Measure | None:
        """The measure of a figure in ``unit``; None if no words say it.

        ``whole`` is the figure that follows it as "of …"; ``after_whole``: this one is such a figure itself.
        """
        tail, clause = without(slot.tail, around.blanks), _leading(without(slot.clause, around.blanks))
        if whole is not None and not self._stems(tail) and slot.number.unit != "rank":
            tail = without(whole.tail, around.blanks)
            tail = tail if trimmed(tail) else flat(whole.tail)
        elif (
            whole is not None
            and not self._stems(tail)
            and (of := re.search(r"\sfor\s[a-z][^,;]{3,60}", without(whole.tail, around.blanks)))
        ):
            tail = of.group()  # "ranked 112th of 152 authorities for stability"
        if slot.bracket and slot.host is not None:
            return self._in_bracket(slot, unit, tail, clause, around)
        if _DIFFERS.match(str(slot.tail)):
            if around.done and DIFFERENCE in around.done[-1].measure.stems and not self._stems(clause):
                base = around.done[-1].measure
                return Measure(f"{base.label.rsplit(', ', 1)[0]}, {' '.join(flat(slot.tail).split())}", base.stems, base.concept)
            return self._apart(
                slot, unit, f"{self._base_label(slot, clause, around)}, {' '.join(flat(slot.tail).split())}", DIFFERENCE, around
            )
        if end_of_change(slot, around.done):
            return self._in_unit(around.done[-1].measure, unit, around)
        if _RANGES.search(str(slot.lead)) and (ranging := self._base(slot, unit, around)) is not None:
            return self._in_unit(ranging.measure, unit, around)
        if (
            around.done
            and DIFFERENCE in around.done[-1].measure.stems
            and _MORE.match(str(slot.tail))
            and slot.lead.words.endswith("and")
        ):
            return Measure(trimmed(f"{around.done[-1].measure.label}; {trimmed(tail)}"), around.done[-1].measure.stems)
        if differs := _DIFFERS_BY.search(flat(slot.lead)):
            return self._apart(slot, unit, f"{self._base_label(slot, '', around)}: {differs.group()}", DIFFERENCE, around)
        if _CHANGED.match(str(slot.tail)) and unit in ("percent", "count", "percentage-points"):
            return self._apart(slot, unit, tail, CHANGE, around)
        if _CHANGES_BY.search(str(slot.clause)) and unit in ("percent", "count", "percentage-points"):
            return self._apart(slot, unit, f"{clause} {tail}" if clause else tail, CHANGE, around)
        if not self._stems(tail) and not around.done and (not self._stems(clause) or re.match(r"\s*[a-z]+ing\b", clause)):
            clause = _leading(without(slot.lead, around.blanks))
            pieces = [piece for piece in re.split(r",\s|;\s|\s[–—]\s", clause) if self._stems(piece)]
            clause = pieces[-1] if pieces and not re.match(r"\s*[a-z]+ing\b", pieces[-1]) else clause
            named = list(re.finditer(r"\b(?:number|proportion|percentage|rate|average|total|share)s?\b", clause))
            clause = clause[named[0].start() :] if named else clause
        if after_whole and not self._stems(tail) and slot.tail.words:
            return Measure(trimmed(flat(slot.tail)))
        if after_whole and (counted := _DOES.split(tail, 1)[0]).strip():
            tail = counted  # of "20% of the 240 posts were vacant" these are the posts
        if after_whole or _ANEW.match(str(slot.tail)):
            clause, tail = ("", tail) if after_whole else (clause, "")
        return self._plain(slot, unit, f"{self._inner(slot)} {tail}".strip(), clause, around)

    def _plain(self, slot: Slot, unit: str, tail: str, clause: str, around: Surroundings) -> Measure | None:
        tail_stems, clause_stems = self._stems(tail), self._stems(clause)
        base = self._base(slot, unit, around)
        if base is not None and not slot.clause.words and (label := gone_on(base.measure.label, tail)):
            topics = self._indicators.all_topics if tail_stems & self._indicators.all_topics else frozenset()
            stems = tail_stems | (base.measure.stems - topics)
            return Measure(label, stems, self._indicators.find(stems, unit, around.contexts))
        if base is not None and unit == "gbp" and not slot.compares and (per := _PER.match(tail)) is not None and not clause_stems:
            return Measure(trimmed(f"{base.measure.label}, {per.group().strip()}"), base.measure.stems)
        if slot.number.bare and around.done and re.match(r"\sfrom\s[a-z]", str(slot.tail)):
            return Measure(trimmed(f"{around.done[0].measure.label}, {' '.join(tail.split())}"), tail_stems)
        if not tail_stems and base is not None and _VERB.match(tail + " ") and self._indicators.group(slot.tail.words):
            return Measure(trimmed(f"{base.measure.label}, {trimmed(flat(slot.tail))}"), base.measure.stems)
        if not tail_stems and base is not None and (slot.compares or slot.changes) and self._adds_nothing(clause_stems, base):
            return self._in_unit(base.measure, unit, around)
        held = _HELD_BY.search(str(slot.clause))
        restricted = (
            held is not None and not _LOOSE.fullmatch(str(held.group("noun"))) and bool(self._stems(str(held.group("noun"))))
        )
        tried = [tail_stems | clause_stems] if restricted else [tail_stems, tail_stems | clause_stems]
        if not tail_stems or _LINKS.search(str(slot.clause)):
            tried.append(clause_stems)  # else what follows the figure narrows it
        if slot.bracket:
            tried = [tail_stems | clause_stems, clause_stems, *self._ends(clause), tail_stems]
        if slot.of_last and base is not None:
            tried.append(tail_stems | base.measure.stems)
        for stems in tried:
            concept = self._indicators.find(stems, unit, around.contexts) if stems else None
            if concept is not None and not self._too_plain(concept, slot, clause):
                return Measure(trimmed(tail if stems == tail_stems else f"{clause} {tail}"), stems, concept)
        if not tail_stems and not (clause_stems and self._stems(without(slot.clause, around.blanks))):
            if base is not None and re.search(r"\d", tail):
                return Measure(trimmed(f"{base.measure.label}: {trimmed(tail)}"), base.measure.stems)
            if base is not None and (base.measure.stems or base.measure.concept or not trimmed(clause)):
                return self._in_unit(base.measure, unit, around)
            listed = bool(around.intro) and not slot.number.spelled
            bare = not re.search(r"[a-z]", tail) or listed
            near = around.contexts[: 3 if around.anaphoric or listed else 1]
            concept = self._indicators.find(NOTHING, unit, near, listed=listed) if bare else None
            if concept is not None:
                return Measure(trimmed(f"{clause} {tail}"), NOTHING, concept)
        if tail_stems and base is not None and slot.compares and not slot.of_last:
            return self._of_others(unit, tail, tail_stems, base, around)
        if slot.number.unit in ("days", "weeks", "months") and (thing := _WITHIN.search(str(slot.lead))) is not None:
            stems = self._stems(str(thing.group("words")))
            return Measure(trimmed(str(thing.group("words"))), stems, self._indicators.find(stems, unit, around.contexts))
        if unit == "gbp" and clause_stems and re.match(r"\s*(?:per|a)\s", tail):
            return Measure(trimmed(f"{clause} {tail}"), tail_stems | clause_stems)
        label = self._label(slot, tail, clause, tail_stems, clause_stems, restricted, base, around) or trimmed(flat(slot.tail))
        label = label if re.search(r"[A-Za-z]{2}", label) and not _DATE_ALONE.fullmatch(label) else trimmed(without(slot.lead, ()))
        label = as_printed(
            told(label, slot, around.sentence, around.done[-1].measure.label if around.done else ""), slot, around.sentence
        )
        return Measure(label, tail_stems | clause_stems) if label else None

    def _too_plain(self, concept: Concept, slot: Slot, clause: str) -> bool:
        """Whether a few things of a plain name need not be the measure of that name: "a further three assessments"."""
        if slot.number.bare and _PARTITIVE.match(str(slot.rest)) and self._indicators.is_population(concept):
            return True  # "eight of the children looked after …" are not the children looked after
        few = slot.number.spelled or (slot.number.value or 0) < _FEW
        return concept.name in self._indicators.generic and few and not re.search(r"\bnumbers?\b|:", clause)

    def _ends(self, clause: str) -> Iterator[Stems]:
        """The noun phrases that end right before a bracket, the longest first."""
        for found in re.finditer(r"\b(?:to|of|for|with|by|from|the|these|those|in)\s", clause):
            yield self._stems(clause[found.end() :])

    def _label(
        self,
        slot: Slot,
        tail: str,
        clause: str,
        tail_stems: Stems,
        clause_stems: Stems,
        restricted: bool,
        base: Figure | None,
        around: Surroundings,
    ) -> str:
        """The printed words that say what is counted."""
        bare_tail, bare_clause = trimmed(tail), trimmed(clause)
        if tail_stems and base is not None and _VERB.match(tail + " ") and (slot.of_last or not (around.done or clause_stems)):
            return trimmed(f"{base.measure.label}, {re.sub(_AMONG, '', bare_tail)}")
        if (
            restricted
            or (_VERB.match(tail + " ") and bare_clause)
            or (slot.number.unit not in ("count", "gbp", "rank") and clause_stems)
        ):
            return trimmed(f"{re.sub(_OPEN_END, '', clause) if _VERB.match(tail + ' ') else clause} {tail}")
        if bare_tail and (tail_stems or not clause_stems) and re.search(r"[a-z]", bare_tail):
            return bare_tail
        if clause_stems and bare_tail and _GOVERNED.match(tail):  # "workers hold more than 35 cases"
            return trimmed(f"{clause} {tail}")
        return bare_clause if clause_stems else bare_tail

    def _of_others(self, unit: str, tail: str, stems: Stems, base: Figure, around: Surroundings) -> Measure:
        """The measure of the figure before, of others: "compared to 51 % of all pupils"."""
        shared = base.measure.stems - self._indicators.all_topics - stems
        concept = self._indicators.find(shared | stems, unit, around.contexts) or self._indicators.find(shared | stems, unit)
        return Measure(trimmed(f"{base.measure.label}: {trimmed(tail)}"), shared | stems, concept)

    def _in_bracket(self, slot: Slot, unit: str, tail: str, clause: str, around: Surroundings) -> Measure | None:
        host = host_of(slot, around.done)
        outer = next((one for one in reversed(around.done) if not one.slot.bracket), host)
        own = self._stems(f"{clause} {tail}")
        if host is None:
            return self._plain(slot, unit, tail, clause, around)
        if (
            not own
            or (self._adds_nothing(own, host) and not self._stems(tail))
            or (slot.compares and self._adds_nothing(self._stems(tail), host))
        ):
            return self._in_unit(host.measure, unit, around)
        concept = self._indicators.find(own, unit, around.contexts)
        return Measure(trimmed(f"{outer.measure.label if outer else ''}: {trimmed(f'{clause} {tail}')}"), own, concept)

    def _apart(self, slot: Slot, unit: str, words: str, kind: str, around: Surroundings) -> Measure | None:
        stems = self._stems(words) | {kind}
        said = stems if kind == CHANGE else self._stems(words.split(",", maxsplit=1)[0]) | {kind}
        concept = self._indicators.find(said, unit, around.contexts)
        base = self._base(slot, "", around)
        if concept is None and kind == CHANGE and len(stems) == 1 and base is not None:
            concept = self._indicators.find(stems | base.measure.stems, unit, around.contexts)
        label = trimmed(words)
        if kind == CHANGE and concept is None:
            label = changed(label, words)
        if len(stems) == 1 and base is not None:
            label = trimmed(f"{label}: {base.measure.label}")  # "a fall of 2.7 points", of what fell
        return Measure(label, stems, concept) if label else None

    def _base(self, slot: Slot, unit: str, around: Surroundings) -> Figure | None:
        """The figure before that this one goes with: of its unit if there is one."""
        for figures in (around.done, around.earlier if around.anaphoric else ()):
            same = [one for one in figures if one.unit == unit and DIFFERENCE not in one.measure.stems]
            if same:
                return same[-1] if figures is around.done else same[0]
            like = [one for one in figures if alike(one.unit, unit)]
            if like and not (figures is around.done and slot.bracket):
                return like[-1] if figures is around.done else like[0]
        return None

    def _base_label(self, slot: Slot, clause: str, around: Surroundings) -> str:
        if self._stems(clause):
            return trimmed(clause)
        base = self._base(slot, slot.number.unit, around)
        return base.measure.label if base is not None else trimmed(_LEADS_IN.sub(" ", around.intro))

    def _adds_nothing(self, stems: Stems, base: Figure) -> bool:
        return stems <= base.measure.stems or not stems

    def _in_unit(self, measure: Measure, unit: str, around: Surroundings) -> Measure:
        """The same measure in another unit: a number's rate or share; of a change, what changed."""
        if CHANGE in measure.stems and unit != "percent":
            stems = measure.stems - {CHANGE}
            return Measure(_CHANGE_WORDS.sub("", measure.label), stems, self._indicators.find(stems, unit, around.contexts))
        concept = self._indicators.in_unit(measure.concept, measure.stems, unit, around.contexts)
        return Measure(measure.label, measure.stems, concept)

    def _inner(self, slot: Slot) -> str:
        """The words inside a printed rate: "Covid cases" of "900 Covid cases per 100,000 population"."""
        found = re.fullmatch(r"[\d.,]+\s(?P<words>[A-Za-z][A-Za-z\s-]*?)\s?per\s.*", " ".join(str(slot.number.span).split()))
        return found.group("words") if found else ""

    def _stems(self, words: str) -> Stems:
        return self._indicators.stems(" ".join(words.split()))


def _leading(clause: str) -> str:
    """The words that lead to a figure, without "Members heard that" and without "… is good:"."""
    return _MORE_THAN.sub(" ", _JUDGED.sub(" ", _LEADS_IN.sub(" ", clause)))
