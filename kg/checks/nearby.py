"""Figures that a sentence adds up, names by its words or takes from the sentence before: "… 22 in all", "most (45%)", "This is 65%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.arithmetic import Range, agrees, change, share, shown
from kg.checks.alarms import alarm
from kg.checks.printed import Printed, given, numbers_of
from kg.checks.wording import PERCENT, hedged, value
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_THIS_IS = re.compile(
    rf"^(?:this|that|which|it)\s(?:is|was|represents|represented|equates\sto|amounts\sto|means|makes)\s(?:only\s|just\s)?(?P<percent>{PERCENT})"
    r"(?:\sof\s(?:the\s)?(?:total|whole|cohort|sample|them|all))?(?=\s?[.,;)]|$)",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\b(?:of|out\sof|among)\s(?:the\s|all\s|these\s){0,2}$", re.IGNORECASE)
_TOLD_AFTER = re.compile(
    r"\b(?:an?\s|the\s)?(?:(?P<up>increase|rise|growth|up)|(?P<down>decrease|reduction|fall|drop|decline|down))\s(?:of\s|by\s)?$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:target|planned|planning|forecast|expected|average|national\w*|compared|neighbour\w*|estimate\w*|budget|per|each|every|from|between|aged?)\b",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(r"^\s?(?:[a-z]{3,14}\s)?(?:in\s(?:all|total)|altogether|overall)\b", re.IGNORECASE)
_PARTS_JOIN = re.compile(r"[,;(]|\band\b|\bplus\b|\bthen\b", re.IGNORECASE)
_NO_PARTS = re.compile(
    r"\b(?:including|of\swh(?:ich|om)|such\sas|from|increase|decrease|than|up|down|per|average|every|each|aged?|some|most)\b",
    re.IGNORECASE,
)
_KINDS = (
    re.compile(r"\b(?P<one>boys|males?|men)\b", re.IGNORECASE),
    re.compile(r"\b(?P<one>girls|females?|women)\b", re.IGNORECASE),
)
_BOTH_KINDS = re.compile(
    r"^(?:\s[a-z’'-]+){1,3}?(?:,\s|\s[–—-]\s)(?:\w+\s(?:were\s)?(?:boys|males?|men|girls|females?|women)\sand\s\w+\s(?:were\s)?(?:boys|males?|men|girls|females?|women))(?=[,.;]|\s[–—])",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:other|unknown|not\s(?:known|stated|recorded)|non-binary|rest|remaining|compared|nationally|average|of\s(?:all\s)?(?:boys|girls))\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?P<said>(?:almost|nearly|virtually)\sall|the\s(?:vast|great|overwhelming)\smajority|(?:the|a)\smajority|most|more\sthan\shalf|over\shalf|(?:fewer|less)\sthan\shalf|under\shalf"
    r"|a\ssmall\sminority|a\sminority|(?:a|one)\sthird|two[\s-]thirds|(?:a|one)\squarter|three[\s-]quarters|(?:a|one)\sfifth|half)(?!\san?\s(?:year|term|month|week|day|hour|mile|million|dozen)\b)"
    rf"(?:\s(?!and\b|but\b|or\b|had\b|were\b|are\b|have\b)[a-z’'-]{{1,16}}){{0,6}}(?:\s?\(|,\s)(?P<percent>{PERCENT})\s?[),]",
    re.IGNORECASE,
)
_RANGES = {
    "all": (85, 100), "vast": (70, 100), "great": (70, 100), "overwhelming": (70, 100), "majority": (50, 100), "most": (50, 100),
    "more": (50, 100), "over": (50, 100), "fewer": (0, 50), "less": (0, 50), "under": (0, 50), "small": (0, 30), "minority": (0, 50),
    "third": (28, 38), "thirds": (61, 72), "quarter": (21, 30), "quarters": (70, 80), "fifth": (17, 23), "half": (43, 57),
}  # fmt: skip


def nearby(found: list[Block]) -> Iterator[Discrepancy]:
    """What the sentences of ``found`` print of the figures beside them and these do not give."""
    for block in found:
        if block.kind == "row":
            continue
        last: Span | None = None
        for sentence in block.text.sentences():
            yield from _words(sentence)
            numbers = numbers_of(sentence)
            if 2 < len(numbers) < 12:
                yield from _in_all(sentence, numbers)
                yield from _size_after_two(sentence, numbers)
            if 1 < len(numbers) < 6:
                yield from _kinds(sentence, numbers)
            if last is not None:
                yield from _this_is(sentence, last)
            last = sentence


def _words(sentence: Span) -> Iterator[Discrepancy]:
    """As in "more than half of staff, 45%" and "nearly all (38%)"."""
    for match in sentence.finditer(_SAID):
        said = match.group("said").words
        words = re.split(r"[\s-]", said.lower())
        low, high = next(_RANGES[word] for word in (*words[:1], *words[1:2], words[-1]) if word in _RANGES)
        percent = value(match, "percent")
        if not low - 1 <= percent <= high + 1 and not hedged(match.group("said")):
            yield alarm(
                "percentage-of-counts",
                (sentence,),
                f"{said}; {match.group('percent').words}",
                f"{percent}% is not {said.lower()}",
                f"The words say “{said}”; the printed percentage is {match.group('percent').words}.",
                "doubtful" if words[-1] == "all" or words[0] == "a" else "certain",
            )


def _in_all(sentence: Span, numbers: list[Printed]) -> Iterator[Discrepancy]:
    """As in "7 in the autumn, 9 in the spring and 4 in the summer, 22 in all"."""
    total = next((one for one in numbers if _TOTAL_AFTER.match(one.after)), None)
    parts = [one for one in numbers if total is not None and one.span.start < total.span.start]
    if (
        total is None
        or len(parts) < 2
        or total is not numbers[len(parts)]
        or _NO_PARTS.search(str(sentence[: total.span.start - sentence.start]))
    ):
        return
    if any(one.unit != total.unit or one.hedge for one in (*parts, total)) or total.unit not in ("count", "gbp"):
        return
    if not all(_PARTS_JOIN.search(one.after) for one in parts):
        return
    added = sum((one.value for one in parts), Decimal(0))
    if added != total.value and total.value * Decimal("0.7") <= added <= total.value * Decimal("1.3"):
        each = " + ".join(given(one.value, total.unit) for one in parts)
        yield alarm(
            "total-of-parts",
            (sentence,),
            total.shown,
            f"{each} = {given(added, total.unit)}",
            f"The printed parts give {given(added, total.unit)}; the printed total is {total.shown}.",
        )


def _size_after_two(sentence: Span, numbers: list[Printed]) -> Iterator[Discrepancy]:
    """As in "In 2017 there were 340 children; in 2018 there were 374, a rise of 15%": either figure may be the earlier."""
    one, two, size = numbers[:3]
    said = _TOLD_AFTER.search(f"{size.before} ")
    if (
        len(numbers) != 3
        or said is None
        or one.unit != two.unit
        or any(number.hedge for number in numbers)
        or _OTHER.search(str(sentence))
    ):
        return
    if size.unit not in ("percent", one.unit) or one.unit not in ("count", "gbp") or not one.value or not two.value:
        return
    low, high = sorted((one, two), key=lambda number: number.value)
    before, after = (low, high) if said["up"] else (high, low)
    if size.unit == "percent":
        ends = sorted(
            abs(end)
            for end in change(Range.of(before.value, exact=one.unit == "count"), Range.of(after.value, exact=one.unit == "count"))
        )
        fits, computed = agrees(size.value, *ends), f"{shown(abs(after.value / before.value - 1) * 100)}%"
    else:
        fits, computed = size.value == abs(after.value - before.value), given(abs(after.value - before.value), one.unit)
    if not fits:
        yield alarm(
            "change-of-ends",
            (sentence,),
            size.shown,
            f"from {before.shown} to {after.shown} is {computed}",
            f"The printed ends ({before.shown} and {after.shown}) give a change of {computed}; the printed change is {size.shown}.",
        )


def _kinds(sentence: Span, numbers: list[Printed]) -> Iterator[Discrepancy]:
    """Boys and girls who are not all: "54% boys and 48% girls", "23 children, including 14 boys and 11 girls"."""
    behind = [next((one for one in numbers if kind.search(one.before[-24:])), None) for kind in _KINDS]
    ahead = [next((one for one in numbers if kind.search(one.after[:24])), None) for kind in _KINDS]
    parts = behind if None not in behind and behind[0] is not behind[1] else ahead
    first, second = parts
    if first is None or second is None or first is second or first.hedge or second.hedge or sentence.search(_NEITHER):
        return
    added = first.value + second.value
    if first.unit == second.unit == "percent" and len(numbers) == 2:
        if abs(added - 100) > 1 and 80 <= added <= 120:
            yield alarm(
                "sum-of-shares",
                (sentence,),
                f"{first.shown}; {second.shown}",
                f"{shown(first.value)} + {shown(second.value)} = {shown(added)}",
                f"The printed percentages of both add up to {shown(added)}%.",
                "doubtful",
            )
    elif first.whole and second.whole and len(numbers) == 3 and numbers[0] not in parts and numbers[0].whole:
        whole = numbers[0]
        fewer = _BOTH_KINDS.search(whole.span.document.text[whole.span.end : second.span.end + 12]) is not None
        if (
            (added > whole.value or (fewer and added < whole.value))
            and abs(added - whole.value) <= whole.value * Decimal("0.3")
            and not whole.hedge
        ):
            yield alarm(
                "total-of-parts",
                (sentence,),
                whole.shown,
                f"{shown(first.value)} + {shown(second.value)} = {shown(added)}",
                f"The printed parts give {shown(added)}; the printed whole is {whole.shown}.",
            )


def _this_is(sentence: Span, last: Span) -> Iterator[Discrepancy]:
    """As in "Out of 60 children, 45 had a plan. This is 65%."."""
    said = sentence.match(_THIS_IS)
    counts = numbers_of(last) if said is not None else []
    if said is None or len(counts) != 2 or not all(one.whole and not one.hedge for one in counts) or hedged(said.group("percent")):
        return
    part, whole = sorted(counts, key=lambda one: one.value)
    if not _OUT_OF.search(f"{whole.before} ") or not part.value or last.search(_OTHER):
        return
    computed = share(part.value, whole.value)
    if not agrees(value(said, "percent"), computed, computed):
        yield alarm(
            "percentage-of-counts",
            (sentence, last),
            said.group("percent").words,
            f"{part.shown} of {whole.shown} is {shown(computed)}%",
            f"The printed counts give {shown(computed)}% ({part.shown} of {whole.shown}); the printed percentage is {said.group('percent').words}.",
        )
