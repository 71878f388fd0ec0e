"""Printed totals against the parts printed with them: lines of staff, and sentences such as "26 visits: 12 to …, 9 to …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.arithmetic import decimals, shown
from kg.checks.alarms import alarm
from kg.checks.printed import Printed, given, numbers_of
from kg.checks.wording import COUNT, SPELLED, hedged, spaced, value
from kg.facts import Allocation, Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_SOME = re.compile(
    r"\b(?:including|includes?|such\sas|e\.?g|for\sexample|of\swh(?:ich|om)|among|notably|plus|also|mostly|mainly|up\sfrom|down\sfrom|compared|increase|decrease|than|another|further|average|range|every|each|once|twice)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^[^.;:()\d]{0,80}?(?:\s?[:(–]\s?|\s?[:,]?\s(?:namely|compris(?:ing|ed|es)|consist(?:ing|ed|s)\sof|made\sup\sof|that\sis|being|i\.e\.)\s)$",
    re.IGNORECASE,
)
_WAITED = r"\b(?:waited|waiting|open|old|aged|took|lasted|been\s[a-z]+|had\s[a-z]+)\s(?:for\s)?(?:fewer|less|more|longer)\sthan"
_BOUND = re.compile(rf"{_WAITED}\s?$", re.IGNORECASE)
_WITHIN = re.compile(rf"{_WAITED}\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s?$", re.IGNORECASE)  # "from 12 to 15", and not "twelve from the police"
_JOINS = re.compile(r"[,;]|\band\b|\bplus\b", re.IGNORECASE)
_REST = re.compile(r"\bthe\s(?:remaining|other|rest\s\()\s?$", re.IGNORECASE)
_REST_OF = re.compile(r"\bthe\s(?:remaining|other|rest)(?:\s\(|(?:\s[a-z]{3,14}){0,2})\s?$", re.IGNORECASE)
_OF = re.compile(r"\b(?:of|out\sof)\s(?:the|these|those|all)\s?$", re.IGNORECASE)
_REMAINING = re.compile(r"\b(?:remaining|rest|other)\b", re.IGNORECASE)
_OTHERS = spaced(
    rf"(?P<part>{COUNT})\sof\s(?:the|its|our|these|those|all)\s(?P<whole>{COUNT})(?P<between>\s[^.;:()\d]{{0,140}}[.;,]\s(?:(?:and|while|whilst|but)\s)?(?:in\s|for\s|of\s)?the\s(?:other|remaining)\s)"
    rf"(?P<rest>{COUNT})(?=[,.;]|\s(?:is|are|was|were|had|have|did|do|require|need|remain|could|will|would|came|went|took|said|received|lack|show|await|met|live|[a-z]{{3,12}}ed)\b)"
)
_COUNTED = re.compile(rf"\b(?:{SPELLED}|both|either)\b", re.IGNORECASE)
_OF_THESE = spaced(r"^(?:of\s(?:these|those|them|this\snumber)|at\stheir\s(?:most\srecent|last|latest)\sinspections?)\b")
_OF_THE = re.compile(r"^(?:of|among)(?:\s(?:the|these|those|all))?\s?$", re.IGNORECASE)
_WHOLE_AGAIN = re.compile(r"^of\s(?:these|those)\s?$", re.IGNORECASE)
_OF_WHOM = re.compile(r"\bof\s(?:whom|which)\s?$", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:both|remainder|rest|remaining|also|again|more\sthan\sone|some\sof|including|of\swhich|overlap|either)\b", re.IGNORECASE
)
_ANSWERED = re.compile(
    r"\b(?:answered|replied|responded|completed|returned|took\spart|filled\sin|respondents?|replies|responses|were\s(?:asked|surveyed|interviewed|polled))\b",
    re.IGNORECASE,
)
_OTHERS_OF = re.compile(r"\b(?:of|among|amongst|for)\s(?:the|its|our|their)\s[a-z]", re.IGNORECASE)
_ANSWER = re.compile(
    r"\s?(?:(?:of\sthem|people|children|young\speople|parents|carers|staff|respondents)\s)?(?:said|thought|felt|rated|answered|replied|described|agreed|disagreed|strongly|chose|ticked|gave|were\s(?:in\sfavour|for\b|against|satisfied|dissatisfied|unsure|neutral|happy|unhappy)|had\sno\s(?:view|opinion|clear))",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"^\s?(?:[a-z’']+\s){0,6}?(?:outstanding|good|requir\w+\simprovement|inadequate|adequate|satisfactory)\b", re.IGNORECASE
)
_NOT_GRADED = re.compile(r"\b(?:not|yet|new|newly|awaiting|first|registered|closed|remaining|other)\b", re.IGNORECASE)
_FIGURES = re.compile(rf"\d+|\b{SPELLED}", re.IGNORECASE)


def totals(found: list[Block], lines: list[Allocation]) -> Iterator[Discrepancy]:
    """The totals in ``found`` that their parts do not give; ``lines`` are the staff that was read of them."""
    yield from _staff(lines)
    for block in found:
        if block.kind == "row":
            continue
        last: Span | None = None
        for sentence in block.text.sentences():
            before, last = last, sentence
            if sentence.search(_REMAINING):
                yield from _others(sentence if before is None else before.to(sentence), sentence)
            if sentence.search(_REMAINING) and "%" in sentence:
                yield from _hundred(sentence)
            if len(_FIGURES.findall(str(sentence))) < 2:
                continue
            numbers = numbers_of(sentence)
            if 2 < len(numbers) < 14:
                yield from _enumerated(sentence, numbers)
                yield from _rest(sentence, numbers)
            if before is not None and 1 < len(numbers) < 6:
                yield from _graded(sentence, before, numbers)
            if 1 < len(numbers) < 14:
                yield from _exceeding(sentence, before, numbers)


def _staff(lines: list[Allocation]) -> Iterator[Discrepancy]:
    """A printed total of staff against the lines of the same programme and place."""
    for total in (line for line in lines if line.label.lower().startswith("total")):
        parts = [
            line
            for line in lines
            if line is not total and (line.programme, line.place) == (total.programme, total.place) and line.headcount is not None
        ]
        added = sum((line.headcount for line in parts if line.headcount is not None), Decimal(0))
        if total.headcount is None or not parts or total.headcount == added:
            continue
        yield _alarm(
            (*total.evidence, *(span for line in parts for span in line.evidence)),
            str(total.headcount),
            f"the {len(parts)} lines add up to {shown(added)}",
            shown(added),
        )


def _alarm(evidence: tuple[Span, ...], printed: str, computed: str, added: str) -> Discrepancy:
    return alarm("total-of-parts", evidence, printed, computed, f"The printed parts give {added}; the printed total is {printed}.")


def _enumerated(sentence: Span, numbers: list[Printed]) -> Iterator[Discrepancy]:
    """As in "26 visits: 12 to Aston, 9 to Barton", "14 premises (2 pubs, 8 shops and 4 clubs)"."""
    for index, total in enumerate(numbers[:-2]):
        following = _unbound(sentence, [one for one in numbers[index + 1 :] if total.unit != "gbp" or one.unit == "gbp"])
        if total.unit not in ("count", "gbp") or total.hedge or not _OPENS.match(_up_to(sentence, total, following)):
            continue
        closes = ")" if total.after.rstrip().endswith("(") else ""
        parts: list[Printed] = []
        for part in following:
            if part.unit != total.unit or part.hedge:
                parts = []
                break
            parts.append(part)
            if closes and closes in part.after:
                break
        between = " ".join(part.after for part in parts[:-1])
        tail = parts[-1].after.split(closes)[0] if parts and closes else parts[-1].after if parts else ""
        if (
            len(parts) < 2
            or not all(_JOINS.search(part.after) for part in parts[:-1])
            or _SOME.search(_WITHIN.sub(" ", f"{total.after} {between} {tail}"))
            or any(_FROM.search(one.after) for one in (total, *parts[:-1]))
        ):
            continue
        if any(part.span.start > sentence.start and not _heads(part) for part in parts[1:]):
            continue
        added = sum((part.value for part in parts), Decimal(0))
        if (
            abs(added - total.value) <= _slack(total)
            or not total.value * Decimal("0.7") <= added <= total.value * Decimal("1.3")
            or _some_give(parts, total.value)
        ):
            continue
        each = " + ".join(given(part.value, total.unit) for part in parts)
        yield _alarm((sentence,), total.shown, f"{each} = {given(added, total.unit)}", given(added, total.unit))
        return


def _unbound(sentence: Span, numbers: list[Printed]) -> list[Printed]:
    """The numbers but those that bound a time ("had waited fewer than ten days"), each with the words up to the next of them."""
    kept = [one for one in numbers if not (one.unit != "count" and _BOUND.search(one.before))]
    if len(kept) == len(numbers):
        return numbers
    ends = [*(one.span.start for one in kept[1:]), sentence.end]
    return [
        replace(one, after=sentence[one.span.end - sentence.start : end - sentence.start].words)
        for one, end in zip(kept, ends, strict=True)
    ]


def _up_to(sentence: Span, total: Printed, following: list[Printed]) -> str:
    """The words between a total and the first of what may be its parts."""
    end = following[0].span.start if following else sentence.end
    return sentence[total.span.end - sentence.start : end - sentence.start].words + " "


def _slack(total: Printed) -> Decimal:
    """By how much parts may miss a total of money that is printed in millions or thousands, rounded."""
    scaled = re.search(r"(?P<figure>[\d.,]+)\s?(?P<scale>million|m|thousand|k|bn|billion)\b", total.shown, re.IGNORECASE)
    if scaled is None:
        return Decimal(0)
    scale = {"m": 10**6, "t": 1000, "k": 1000, "b": 10**9}[scaled["scale"][0].lower()]
    return Decimal(scale).scaleb(-decimals(Decimal(scaled["figure"].replace(",", "")))) / 2


def _heads(part: Printed) -> bool:
    """Whether a number opens its piece of a list: "…, nine to Barton", "… and 4 clubs"."""
    return re.search(r"(?:[,;]|\band|,\sand|\bplus|:)(?:\s(?:a\sfurther|some|the))?\s?$", part.before) is not None


def _some_give(parts: list[Printed], total: Decimal) -> bool:
    """Whether the first of the parts add up already, what follows being told of them."""
    added = Decimal(0)
    for index, part in enumerate(parts):
        added += part.value
        if added == total and index:
            return True
    return False


def _rest(sentence: Span, numbers: list[Printed]) -> Iterator[Discrepancy]:
    """As in "Of the 40 children, 34 stayed and the remaining five moved"."""
    whole, last = numbers[0], numbers[-1]
    inner = numbers[1:]
    if not (_OF.search(whole.before) and _REST.search(last.before)) or not all(one.whole and not one.hedge for one in numbers):
        return
    added = sum((one.value for one in inner), Decimal(0))
    if added != whole.value and not any(one.value + last.value == whole.value for one in inner[:-1]) and len(numbers) < 6:
        each = " + ".join(shown(one.value) for one in inner)
        yield _alarm((sentence,), whole.shown, f"{each} = {shown(added)}", shown(added))


def _others(text: Span, sentence: Span) -> Iterator[Discrepancy]:
    """As in "Three of the five homes are good; the other three require improvement", in one sentence or two."""
    for match in text.finditer(_OTHERS):
        part, whole, rest = (value(match, name) for name in ("part", "whole", "rest"))
        plain = _COUNTED.search(str(match.group("between"))) is None and not hedged(match.group("part"))
        if match.span.end > sentence.start and plain and part + rest != whole and max(part, rest) < whole:
            added = f"{shown(part)} + {shown(rest)} = {shown(part + rest)}"
            yield _alarm(
                (text,) if text == sentence else (text.sentences()[0], sentence),
                match.group("whole").words,
                added,
                shown(part + rest),
            )


def _hundred(sentence: Span) -> Iterator[Discrepancy]:
    """As in "61% attend well, and the remaining 29% do not"."""
    parts = [one for one in numbers_of(sentence) if one.unit == "percent"]
    rest = _REST_OF if len(parts) > 2 else _REST
    if not 2 <= len(parts) <= 6 or any(part.hedge for part in parts) or not rest.search(parts[-1].before):
        return
    added = sum((part.value for part in parts), Decimal(0))
    last = Decimal(0)
    for part in reversed(parts):  # figures before the first of the parts may be of something else
        last += part.value
        if last != parts[-1].value and abs(last - 100) <= len(parts):
            return
    each = " + ".join(shown(part.value) for part in parts)
    yield alarm(
        "sum-of-shares",
        (sentence,),
        parts[-1].shown,
        f"{each} = {shown(added)}",
        f"The printed percentages, the last of which is said to be of all that remain, add up to {shown(added)}%.",
    )


def _graded(sentence: Span, before: Span, numbers: list[Printed]) -> Iterator[Discrepancy]:
    """As in "There are six homes. At their last inspections one was outstanding, three good and one …": some may not have been inspected."""
    wholes = [one for one in numbers_of(before) if one.whole and not one.hedge]
    if len(wholes) != 1 or not sentence.search(_OF_THESE) or not all(one.whole and not one.hedge for one in numbers):
        return
    if not all(_GRADE.search(one.after) for one in numbers) or sentence.search(_NOT_GRADED):
        return
    added = sum((one.value for one in numbers), Decimal(0))
    if added < wholes[0].value:
        each = " + ".join(shown(one.value) for one in numbers)
        yield alarm(
            "total-of-parts",
            (before, sentence),
            wholes[0].shown,
            f"{each} = {shown(added)}",
            f"The printed parts give {shown(added)}; the printed whole is {wholes[0].shown}. Some may have no grade.",
            "doubtful",
        )


def _exceeding(sentence: Span, before: Span | None, numbers: list[Printed]) -> Iterator[Discrepancy]:
    """As in "Of the 31 families, 19 …, nine … and five …": parts that are more than the whole; they may overlap, so that it is doubtful."""
    wholes: list[Printed] = []
    if (
        before is not None
        and before.search(_ANSWERED)
        and not _OTHERS_OF.search(numbers[0].before)
        and all(_ANSWER.match(one.after) for one in numbers)
    ):
        wholes, parts = [one for one in numbers_of(before) if one.whole][:1], numbers
    elif sentence.search(_OF_THESE) and before is not None:
        wholes, parts = [one for one in numbers_of(before) if one.whole], numbers
    elif _OF_THE.search(numbers[0].before):
        wholes, parts = numbers[:1], numbers[1:]
    elif at := next((at for at, one in enumerate(numbers[1:], 1) if _OF_WHOM.search(one.before)), 0):
        wholes, parts = [numbers[at - 1]], numbers[at:]
    else:
        return
    parts = [one for one in parts if one.unit == "count"]
    if parts and _WHOLE_AGAIN.search(parts[0].before):
        parts = parts[1:]  # "Of these 88 visits, …"
    if len(parts) < 2 or not wholes or any(not one.whole or one.hedge for one in (*parts, *wholes)) or _AGAIN.search(str(sentence)):
        return
    if not all(_heads(part) for part in parts[1:]) or not _JOINS.search(parts[-1].before):
        return
    wholes = [one for one in wholes if one.value >= max(part.value for part in parts)]
    added = sum((part.value for part in parts), Decimal(0))
    if wholes and all(one.value < added <= one.value * Decimal("1.25") for one in wholes):
        each = " + ".join(shown(part.value) for part in parts)
        evidence = (sentence,) if before is None or wholes[0].span in sentence else (sentence, before)
        yield alarm(
            "total-of-parts",
            evidence,
            wholes[0].shown,
            f"{each} = {shown(added)}",
            f"The printed parts give {shown(added)}; the printed whole is {wholes[0].shown}. Parts may overlap.",
            "doubtful",
        )
