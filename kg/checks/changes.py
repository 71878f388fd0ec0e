"""Changes against their two ends, in sentences: "rose from 300 to 539, an increase of 79%", "this is a reduction from 231"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.arithmetic import Range, agrees, change, shown
from kg.checks.alarms import alarm
from kg.checks.parted import parted, sized_after
from kg.checks.printed import Printed, given, numbers_of
from kg.checks.wording import spaced
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_UP = r"(?:increas(?:e|ed|es|ing)|ris(?:e|en|es|ing)|rose|gr(?:ew|own|owth|owing)|climb(?:ed|ing)?|up|higher|gain(?:ed)?|improv(?:ed|ement)|expan(?:ded|sion))"
_DOWN = r"(?:decreas(?:e|ed|es|ing)|reduc(?:ed|tion|es|ing)|f[ae]ll(?:s|en|ing)?|drop(?:ped|s|ping)?|declin(?:e|ed|es|ing)|down|lower|cut|shr(?:ank|unk))"
_DIRECTION = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_MOVES = re.compile(  # what a figure does that goes "from 300 to 539"
    r"\b(?:(?P<up>increas(?:e|ed|es|ing)|ris(?:e|en|es|ing)|rose|grew|grown|growth|growing|climbed|doubled|trebled|up(?=\sfrom))"
    r"|(?P<down>decreas(?:e|ed|es|ing)|reduced|reduction|fall(?:s|en|ing)?|fell|drop(?:ped|s|ping)?|declin(?:e|ed|es|ing)|halved|down(?=\sfrom))"
    r"|(?P<neither>slow(?:ed|ing|s)?|narrow(?:ed|ing|s)?|eas(?:ed|ing)|reversed|stabilised|halted))\b"
    r"(?P<gap>[^.;:()]*)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom(?:\s(?:a|an|the|just|only|peak|high|low|total|rate|of|average)){0,5}\s?$", re.IGNORECASE)
_TO = re.compile(
    r"(?:^|\s)(?:(?:down|up)\s)?to(?:\s(?:a|an|the|just|only|peak|high|low|total|rate|of|average)){0,5}\s?$", re.IGNORECASE
)
_AGAINST = re.compile(
    r"^[^.;:]{0,60}\b(?:compared\s(?:with|to)|as\sagainst|against|up\sfrom|down\sfrom)(?:\s(?:a|an|the|just|only|total|rate|figure|of)){0,5}\s?$",
    re.IGNORECASE,
)
_SIZE_BEFORE = re.compile(
    r"\b(?:(?P<up>increase|rise|growth|gain|jump)|(?P<down>decrease|reduction|fall|drop|decline|cut)|(?P<any>change|difference))"
    r"(?:\s(?:in|to)\s(?:[a-z’'-]{1,20}\s?){1,5})?\s(?:of|=)(?:\s(?:some|a\sfurther|just))?\s?$|"
    r"\b(?:(?P<up2>increased|risen|rose|grew|grown|up)|(?P<down2>decreased|reduced|fallen|fell|dropped|declined|down))\s?(?:in\stotal\s)?by(?:\sa)?\s?$|\((?P<bare>[+-]?)$",
    re.IGNORECASE,
)
_SIZE_BARE = re.compile(
    r"\b(?:(?P<up>increased|risen|rose|grew|grown)|(?P<down>decreased|reduced|fallen|fell|dropped|declined))\s?$", re.IGNORECASE
)
_SIZE_AFTER = re.compile(
    r"^\s?(?:[a-z-]{2,20}\s){0,2}?(?:(?P<up>increase|rise|growth|jump|more|higher)|(?P<down>decrease|reduction|fall|drop|decline|fewer|less|lower))\b",
    re.IGNORECASE,
)
_TIMES = spaced(
    r"\b(?P<hedge>(?:almost|nearly|more\sthan|over|about|virtually|effectively|practically)\s)?(?P<word>doubled|halved|trebled|tripled|quadrupled)\b"
    r"|\b(?P<hedge2>(?:almost|nearly|more\sthan|over|about)\s)?a\s(?P<word2>doubling|halving|trebling)\b"
)
_FACTORS = {"doubl": 2, "trebl": 3, "tripl": 3, "quadr": 4}
_THIS_IS = spaced(
    r"^(?:this|which|that|it)\s(?:is|was|has\sbeen|represents|represented|shows|reflects)\s(?:a|an)\s(?:[a-z]{3,15}\s){0,2}(?:(?P<up>increase|rise|growth)|(?P<down>reduction|decrease|fall|drop|decline))"
    r"\s(?:from|on|compared\s(?:with|to)|over)\b"
)
_WORDED = re.compile(r"half|third|quarter|fifth|tenth", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|no|target|should|would|will|could|planned|plans?\sto|aim(?:s|ed)?|expected|forecast|projected|between|either)\b",
    re.IGNORECASE,
)


def changes(found: list[Block]) -> Iterator[Discrepancy]:
    """The changes in the sentences of ``found`` that their ends do not give, or that go the other way."""
    for block in found:
        if block.kind == "row":
            continue
        last: Span | None = None
        before: list[Span] = []
        for sentence in block.text.sentences():
            if sentence.search(_DIRECTION) or sentence.search(_TIMES):
                yield from _of_sentence(sentence)
                if last is not None:
                    yield from _since(sentence, last)
                yield from sized_after(sentence, before)
            before = [*before[-1:], sentence]
            last = sentence


def _of_sentence(sentence: Span) -> Iterator[Discrepancy]:
    numbers = numbers_of(sentence)
    for index, before in enumerate(numbers):
        if before.hedge:
            continue
        after: Printed | None = None
        if _FROM.search(before.before):  # "went up from nine to 61" has its end behind it, "61, up from nine" before it
            after = next((one for one in numbers[index + 1 : index + 3] if _TO.search(one.before)), None)
        if after is None and index and _AGAINST.search(before.before):
            after = next((one for one in numbers[max(0, index - 2) : index][::-1] if one.unit == before.unit), None)
        if after is None or after.hedge or not _alike(before, after) or before.value == after.value == 0:
            continue
        others = [one for one in numbers if one not in (before, after)]
        later = [one for one in numbers[index + 1 :] if one.unit == after.unit and one is not after]
        up = _way(sentence, before)
        if up is not None and not _goes(up, before.value, after.value):
            yield _denied(sentence, "an increase" if up else "a reduction", before, after)
            continue
        sized = list(_size(sentence, before, after, others, later))
        yield from sized
        yield from _factor(sentence, before, after)
        if not sized:
            yield from parted(sentence, before, after)
        break


def _way(sentence: Span, before: Printed) -> bool | None:
    """Whether the words nearest before "from 300" say that it goes up, or down; None where they say neither."""
    words = sentence[: before.span.start - sentence.start].words[-120:]
    said = None
    at = 0
    while found := _MOVES.search(words, at):
        said, at = found, found.start("gap")
    if said is None or len(said["gap"].split()) > 9 or said["neither"] or _DENIED.search(words):
        return None
    return bool(said["up"])


def _alike(before: Printed, after: Printed) -> bool:
    """Whether two numbers are of one unit; the first may leave it to the second ("from 40 to 65%")."""
    return before.unit == after.unit or (
        before.unit == "count" and after.unit in ("percent", "per-10000", "per-1000", "per-100000")
    )


def _goes(up: bool, before: Decimal, after: Decimal) -> bool:
    return after >= before if up else after <= before


def _denied(sentence: Span, said: str, before: Printed, after: Printed, *more: Span) -> Discrepancy:
    return alarm(
        "comparison-of-figures",
        (sentence, *more),
        said,
        f"from {before.shown} to {after.shown}",
        f"The words say {said}; the printed figures go from {before.shown} to {after.shown}.",
    )


def _size(sentence: Span, before: Printed, after: Printed, others: list[Printed], later: list[Printed]) -> Iterator[Discrepancy]:
    """The printed size of a change, "an increase of 79%", "by 45", "15% reduction", against the ends."""
    for one in others:
        near = str(sentence[max(0, one.span.start - sentence.start - 70) : one.span.start - sentence.start])
        words = " ".join(near.split()) + (" " if near[-1:].isspace() else "")
        said = _SIZE_BEFORE.search(words) or _SIZE_AFTER.match(one.after)
        if said is None and one.unit in ("percent", "percentage-points"):
            said = _SIZE_BARE.search(words)
        if said is None or one.hedge or not before.value:
            continue
        wanted = "percent" if one.unit in ("percent", "percentage-points") else after.unit
        if one.unit not in (wanted, "percentage-points") or (one.unit == "count" and before.unit != "count"):
            continue
        if (
            said.re is _SIZE_BEFORE
            and said.groupdict().get("bare") is not None
            and (one.unit != "percent" or before.unit == "percent" or one.span.start < after.span.start or "(" in before.after)
        ):
            continue
        ends = [(before, end.value) for end in (after, *later) if end is not one]  # a size is no end
        if any(_gives(one, first, value, after.unit) for first, value in ends):
            continue
        computed = (
            f"{shown((after.value / before.value - 1) * 100)}%"
            if one.unit == "percent" and before.unit != "percent"
            else given(after.value - before.value, after.unit)
        )
        points = " percentage points" if after.unit == "percent" else ""
        yield alarm(
            "change-of-ends",
            (sentence,),
            one.shown,
            f"from {before.shown} to {after.shown} is {computed}{points}",
            f"The printed ends ({before.shown} and {after.shown}) give a change of {computed}{points}; the printed change is {one.shown}.",
        )


def _gives(size: Printed, before: Printed, after: Decimal, unit: str) -> bool:
    """Whether the ends give the printed size, with or without its sign, within rounding."""
    difference = abs(after - before.value)
    loose = Decimal(4) if _WORDED.search(size.shown) else Decimal(0)
    if size.unit == "percent":
        exact = before.unit == unit == "count" and before.value == before.value.to_integral_value()
        low, high = sorted(abs(end) for end in change(Range.of(before.value, exact=exact), Range.of(after, exact=exact)))
        if agrees(abs(size.value), low - loose, high + loose):
            return True
        return before.unit == "percent" and _about(size.value, difference)
    return _about(size.value, difference)


def _about(size: Decimal, difference: Decimal) -> bool:
    """Whether a printed difference is that of the ends, each of which may have been rounded."""
    fine = difference == difference.to_integral_value() and size == size.to_integral_value()
    return abs(abs(size) - difference) <= (Decimal(0) if fine else Decimal("0.1"))


def _factor(sentence: Span, before: Printed, after: Printed) -> Iterator[Discrepancy]:
    """As in "Doubled" and the like against the ends: a rough word, so that only what is far off is reported."""
    said = sentence.search(_TIMES)
    if said is None or not before.value or not after.value or after.span.start - said.span.start > 200:
        return
    word = str(said.get("word") or said.group("word2")).lower()
    ratio = after.value / before.value
    times = Decimal(_FACTORS.get(word[:5], 0)) or Decimal("0.5")
    low, high = times * Decimal("0.8"), times * Decimal("1.25")
    hedge = said.get("hedge") or said.get("hedge2")
    if hedge is not None and str(hedge).lower().startswith(("more", "over")):
        low, high = (times * Decimal("0.98"), times * 2) if times > 1 else (Decimal(0), times)
    if not low <= ratio <= high:
        yield alarm(
            "change-of-ends",
            (sentence,),
            said.span.words,
            f"{after.shown} is {shown(ratio)} times {before.shown}",
            f"The printed words are “{said.span.words}”; {after.shown} is {shown(ratio)} times {before.shown}.",
        )


def _since(sentence: Span, last: Span) -> Iterator[Discrepancy]:
    """As in "219 children … . This is a reduction from 231": an alarm where every figure of the sentence before goes the other way."""
    said = sentence.match(_THIS_IS)
    if said is None:
        return
    then = next(iter(numbers_of(sentence)), None)
    if then is None or then.hedge or then.span.start - said.span.end > 60:
        return
    now = [one for one in numbers_of(last) if one.unit == then.unit and not one.hedge]
    if not now or len(now) > 3:
        return
    if not any(_goes(said.has("up"), then.value, one.value) for one in now):
        yield _denied(sentence, "an increase" if said.has("up") else "a reduction", then, now[0], last)
