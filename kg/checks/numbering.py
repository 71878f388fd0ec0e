"""Numbers of paragraphs, items and tables that skip or repeat, and references to numbers that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.checks.alarms import alarm
from kg.facts import Discrepancy, Fact, Recommendation
from kg.reading.blocks import Block
from kg.text import Span

MOST_BETWEEN = 20_000  # characters from one number to the next
ENOUGH = 4  # so many numbers in order on both sides make a run in which a slip shows
_ELSEWHERE = re.compile(
    r"^\s?(?:\([a-z\d]{1,3}\)\s?)?(?:(?:of|in|to|under|from|within)\s(?:the\s|that\s|its\s|their\s|our\s|schedule|part|annex|appendix|[A-Z‘“'])|above\sof)",
)
_REFERENCE = re.compile(
    r"\b(?P<kind>paragraphs?|paras?\.?|recommendations?)\s(?P<numbers>\d{1,3}(?![\d.%])(?:(?:,\s?|\s?[–-]\s?|\sto\s|\sand\s|\sor\s|,\sand\s)\d{1,3}(?![\d.%]))*)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?P<kind>Table|TABLE|Figure|FIGURE)\s(?P<number>\d{1,2})(?=\s?[:.–—-]|\s*$|\s[A-Z])")
_HERE = re.compile(r"^\s?(?:above|below|of\sthis\s(?:report|letter|paper|review)|\)|\.|,|;|$)", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:Act\b|(?i:guidance|regulations?|schedule|code|framework|handbook|working\stogether|previous|last|earlier|their|his|her|ofsted’?'?s|panel’?'?s|board’?'?s))\b",
)


def numbering(found: list[Block], facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The slips in the numbers of a document whose blocks are ``found``; ``facts`` are those read from it."""
    runs = list(
        _runs(
            [
                block
                for block in found
                if block.kind == "numbered" and block.number[:1].isdecimal() and block.number[-1:].isdecimal()
            ]
        )
    )
    for run in runs:
        yield from _slips(run)
    yield from _without_first(found)
    known = {int(fact.number) for fact in facts if isinstance(fact, Recommendation) and fact.number.isdecimal()}
    paragraphs = {int(block.number) for run in runs if len(run) > 2 * ENOUGH for block in run if block.number.isdecimal()}
    yield from _references(found, {"p": paragraphs, "r": known | paragraphs if known else set()})


def _runs(numbered: list[Block]) -> Iterator[list[Block]]:
    """Lists of numbers, those of one section ("4.1", "4.2") apart: a new one begins at 1, or where the numbers go back or leap."""
    runs: dict[str, list[Block]] = {}
    for block in numbered:
        section, number = _parted(block)
        run = runs.get(section, [])
        last = _parted(run[-1])[1] if run else 0
        if run and (number == 1 or not last <= number <= last + 2):
            yield run
            run = []
        run.append(block)
        runs[section] = run
    yield from runs.values()


def _parted(block: Block) -> tuple[str, int]:
    """The section that a number names ("4" of "4.2"), and the number in it."""
    section, _, last = block.number.rpartition(".")
    return section, int(last)


def _slips(run: list[Block]) -> Iterator[Discrepancy]:
    numbers = [_parted(block)[1] for block in run]
    for at in range(1, len(run)):
        before, after = numbers[max(0, at - ENOUGH) : at], numbers[at : at + ENOUGH]
        if len(before) < 2 or len(after) < 2 or len(before) + len(after) < ENOUGH + 1 or not (_steady(before) and _steady(after)):
            continue
        first, second = run[at - 1], run[at]
        missing = numbers[at - 1] + 1
        between = str(Span(first.span.document, first.span.start, second.span.start))[:MOST_BETWEEN]
        section = first.number.rpartition(".")[0]
        name = f"{section}.{missing}" if section else str(missing)
        if numbers[at] == numbers[at - 1] and first.level == second.level:
            text = f"The number {second.number} is printed twice in a row."
        elif numbers[at] == missing + 1 and not re.search(rf"(?<![\d.,]){re.escape(name)}(?![\d,%]|\.\d)", between):
            text = f"The numbers printed go from {first.number} to {second.number}; there is no {name}."
        else:
            continue
        yield alarm(
            "numbering", (_opening(first), _opening(second)), f"{first.number}, {second.number}", f"{name} would come next", text
        )


def _without_first(found: list[Block]) -> Iterator[Discrepancy]:
    """A caption "Table 2" where no Table 1 is printed or spoken of."""
    text = found[0].span.document.text[found[0].span.start : found[-1].span.end] if found else ""
    seen: set[str] = set()
    for block in found:
        caption = block.text.match(_CAPTION)
        if caption is None or (kind := str(caption.group("kind")).title()) in seen:
            continue
        seen.add(kind)
        if str(caption.group("number")) != "2" or re.search(rf"\b{kind}s?\s1\b", text, re.IGNORECASE):
            continue
        yield alarm(
            "numbering",
            (block.text,),
            f"{kind} 2",
            f"{kind} 1 would come before it",
            f"The first {kind.lower()} printed is {kind} 2; no {kind} 1 stands in the text.",
            "doubtful",  # it may be in a picture, or in what this is an extract of
        )


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
