"""Numbers of paragraphs and recommendations that skip or repeat, and references to numbers that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.checks.alarms import alarm
from kg.facts import Discrepancy, Fact, Recommendation
from kg.reading.blocks import Block
from kg.text import Span

ENOUGH = 4  # so many numbers in order on both sides make a run in which a slip shows
_ELSEWHERE = re.compile(
    r"^\s?(?:\([a-z\d]{1,3}\)\s?)?(?:(?:of|in|to|under|from|within)\s(?:the\s|that\s|its\s|their\s|our\s|schedule|part|annex|appendix|[A-Z‘“'])|above\sof)",
)
_REFERENCE = re.compile(
    r"\b(?P<kind>paragraphs?|paras?\.?|recommendations?)\s(?P<numbers>\d{1,3}(?![\d.%])(?:(?:,\s?|\s?[–-]\s?|\sto\s|\sand\s|\sor\s|,\sand\s)\d{1,3}(?![\d.%]))*)",
    re.IGNORECASE,
)
_HERE = re.compile(r"^\s?(?:above|below|of\sthis\s(?:report|letter|paper|review)|\)|\.|,|;|$)", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:Act\b|(?i:guidance|regulations?|schedule|code|framework|handbook|working\stogether|previous|last|earlier|their|his|her|ofsted’?'?s|panel’?'?s|board’?'?s))\b",
)


def numbering(found: list[Block], facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The slips in the numbers of a document whose blocks are ``found``; ``facts`` are those read from it."""
    runs = list(_runs([block for block in found if block.kind == "numbered" and block.number.isdecimal()]))
    for run in runs:
        yield from _slips(run)
    known = {int(fact.number) for fact in facts if isinstance(fact, Recommendation) and fact.number.isdecimal()}
    paragraphs = {int(block.number) for run in runs if len(run) > 2 * ENOUGH for block in run}
    yield from _references(found, {"p": paragraphs, "r": known | paragraphs if known else set()})


def _runs(numbered: list[Block]) -> Iterator[list[Block]]:
    """Lists of numbers: a new one begins at 1, or where the numbers go back or leap."""
    run: list[Block] = []
    for block in numbered:
        number, last = int(block.number), int(run[-1].number) if run else 0
        if run and (number == 1 or not last <= number <= last + 2):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _slips(run: list[Block]) -> Iterator[Discrepancy]:
    numbers = [int(block.number) for block in run]
    for at in range(1, len(run)):
        before, after = numbers[max(0, at - ENOUGH) : at], numbers[at : at + ENOUGH]
        if len(before) < min(ENOUGH, 3) or len(after) < 2 or not (_steady(before) and _steady(after)):
            continue
        first, second = run[at - 1], run[at]
        between = Span(first.span.document, first.span.end, second.span.start)
        missing = numbers[at - 1] + 1
        if numbers[at] == numbers[at - 1]:
            text = f"The number {numbers[at]} is printed twice in a row."
            computed = f"{missing} would come next"
        elif numbers[at] == missing + 1 and not between.strip() and not first.span.search(rf"(?:^|\s)\(?{missing}[.)\s]"):
            text = f"The numbers printed go from {numbers[at - 1]} to {numbers[at]}; there is no {missing}."
            computed = f"{missing} would come next"
        else:
            continue
        yield alarm("numbering", (_opening(first), _opening(second)), f"{numbers[at - 1]}, {numbers[at]}", computed, text)


def _steady(numbers: list[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _opening(block: Block) -> Span:
    """The number of a block and the first sentence of its words."""
    sentences = block.text.sentences()
    return block.span[: (sentences[0].end if sentences else block.span.end) - block.span.start]


def _references(found: list[Block], known: dict[str, set[int]]) -> Iterator[Discrepancy]:
    """References to a paragraph or recommendation whose number is beyond all that there are."""
    for block in found:
        for sentence in block.text.sentences():
            for match in sentence.finditer(_REFERENCE):
                kind = str(match.group("kind"))[0].lower()
                there = known[kind]
                if len(there) < ENOUGH or _ELSEWHERE.match(str(match.after)) or _OTHERS.search(str(sentence)):
                    continue
                if not _HERE.match(str(match.after)):
                    continue
                for number in map(int, re.findall(r"\d+", str(match.group("numbers")))):
                    if number > max(there):
                        name = "paragraph" if kind == "p" else "recommendation"
                        yield alarm(
                            "numbering",
                            (sentence,),
                            match.span.words,
                            f"the last number is {max(there)}",
                            f"The text refers to {name} {number}; the last number printed is {max(there)}.",
                        )
                        break
