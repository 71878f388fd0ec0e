"""Figures of one thing, place and day in two documents, where one of them names the thing only beside the figure.

What is read as of an indicator in both is compared by a rule (``conflicting_figures``). Here the figure of a row "Total" or "Number
of children" is taken for what the heading over its table or the sentence before it names, and that of "the average was …" for what the
sentence before names, as far as that is one thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.checks.crossing import Crossing, Pair, by_council, crossing
from kg.facts import Concept, Observation, Ref
from kg.lexicon import Lexicon
from kg.reading.blocks import Block, blocks
from kg.reading.part import Part
from kg.text import Span

_WHOLE_ROW = re.compile(
    r"\W{0,4}(?:(?:grand\s|overall\s)?totals?|all(?:\s(?:children|placements|plans|cases))?|(?:total\s)?(?:number|no\.?)\sof\s(?:children|young\speople|plans)|sum|together|in\sall)\W{0,4}(?=\d|\t|\s{2,}|\||$|\s\d)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:the|its|their|our)\s(?:average|number|total|figure|rate)\s(?:was|is|stood\sat|had\sbeen|were)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?\s{1,3})?[^.;:]{4,60}\s?[:–—]\s?$"
)  # "Children in care: the number stood at …"
_PART_OF = re.compile(
    r"\b(?:by\s(?:team|age|ward|area|reason)|new|during|started|ceased|left|became|entered|referr\w+|contacts|aged|under|over)\b",
    re.IGNORECASE,
)
_NEAR = 6  # blocks over a row among which its table begins
_POPULAR = frozenset(
    {"children-looked-after", "child-protection-plans", "children-in-need", "education-health-care-plans", "social-worker-caseload"}
)


@dataclass(frozen=True)
class _Figure:
    part: Part
    fact: Observation
    indicator: str
    read: bool


def figures_apart(pairs: Iterable[Pair]) -> Iterator[Crossing]:
    """The figures that differ, each pair of documents and value once."""
    pairs = list(pairs)
    home = {slug: council for council, parts in by_council(pairs).items() for slug in parts}
    found: dict[tuple[Ref, str, str, str, str], list[_Figure]] = defaultdict(list)
    for part, fact in pairs:
        if isinstance(fact, Observation) and part.slug in home and _comparable(fact, part):
            indicator, read = _indicator(part, fact)
            if indicator and fact.date is not None:
                found[home[part.slug], indicator, fact.date.value, fact.unit.name, fact.group].append(
                    _Figure(part, fact, indicator, read)
                )
    for alike in found.values():
        seen: set[frozenset[object]] = set()
        for at, one in enumerate(alike):
            for two in alike[at + 1 :]:
                ends = frozenset((one.fact.evidence[0], two.fact.evidence[0]))
                if (one.read and two.read and one.fact.place == two.fact.place) or not _differ(one, two) or ends in seen:
                    continue
                seen.add(ends)
                yield _told(one, two)


def _comparable(fact: Observation, part: Part) -> bool:
    """Whether a figure is one of the council's area on a day, without a hedge, and of no other group or total."""
    return (
        fact.date is not None
        and fact.date.datatype == "date"
        and fact.value is not None
        and fact.place in (None, part.place)
        and not (fact.qualifier or fact.basis)
        and fact.unit.name == "count"
    )


def _indicator(part: Part, fact: Observation) -> tuple[str, bool]:
    """The indicator that a figure is of, and whether it was read so; "" where that is not clear."""
    if isinstance(fact.indicator, Concept):
        return (fact.indicator.name if fact.denominator is None else ""), True
    row = fact.evidence[0]
    found = blocks(part.span)
    at = next((index for index, block in enumerate(found) if block.span.overlaps(row)), None)
    if at is None:
        return "", False
    if _WHOLE_ROW.match(str(row)):
        return _of_table(found, at, part), False
    if (bare := row.search(_BARE)) is not None and fact.denominator is None:
        if bare.before.search(_LABEL):
            return _named(bare.before, part), False
        before = [sentence for sentence in found[at].text.sentences() if sentence.end <= row.start]
        return (_named(before[-1], part) if before else ""), False
    return "", False


def _of_table(found: list[Block], at: int, part: Part) -> str:
    """What the words over a table name, from the nearest to the heading."""
    for block in reversed(found[max(0, at - 4 * _NEAR) : at]):
        if block.kind == "row" or re.search(r"\d\s{2,}\S|\t", str(block.span)):
            continue
        if named := _named(block.text.sentences()[-1] if block.kind != "heading" else block.text, part):
            return named
        if block.kind == "heading":
            return ""
    return ""


def _named(words: Span, part: Part) -> str:
    """The one indicator of those that documents go by which words name, or ""."""
    if _PART_OF.search(str(words)):
        return ""
    names, pattern = _wordings(part.world)
    found = {names[wording] for wording in pattern.findall(" ".join(words.words.lower().replace("’", "'").split()))}
    return next(iter(found)) if len(found) == 1 else ""


@lru_cache(maxsize=4)
def _wordings(world: Lexicon) -> tuple[dict[str, str], re.Pattern[str]]:
    """The wordings of the indicators that documents go by, each with the indicator, and as one pattern."""
    names = {"caseloads": "social-worker-caseload", "children with a plan": "child-protection-plans"}
    topics = cast("dict[str, list[str]]", world.tables.get("figures", {}).get("topics", {}))
    names |= {wording: "children-looked-after" for wording in topics.get("looked-after", ()) if " " in wording}
    for entry in world.scheme("indicator").entries:
        if entry.concept.name in _POPULAR:
            names |= {
                wording.lower().replace("’", "'").rstrip("*"): entry.concept.name for wording in (entry.label, *entry.wordings)
            }
    return names, re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![\w-])")


def _differ(one: _Figure, two: _Figure) -> bool:
    a, b = one.fact.value, two.fact.value
    if a is None or b is None or a == b or one.part.slug == two.part.slug:
        return False
    places = min(len(f"{value:f}".partition(".")[2]) for value in (a, b))
    return round(a, places) != round(b, places) and max(a, b) <= 2 * min(a, b)


def _told(one: _Figure, two: _Figure) -> Crossing:
    first, second = sorted((one, two), key=lambda figure: figure.read)
    day = one.fact.date.printed if one.fact.date is not None else ""
    name = one.indicator.replace("-", " ")
    text = f"Two figures are printed for {name}, {day}: {first.fact.printed} and {second.fact.printed}."
    return crossing(
        "conflicting-figures",
        (first.part, first.fact.evidence[0]),
        (second.part, second.fact.evidence[0]),
        (first.fact.printed, second.fact.printed),
        text,
        "doubtful",
    )
