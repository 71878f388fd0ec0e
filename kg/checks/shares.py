"""Percentages against the counts that are printed with them: in one sentence, over two sentences, and in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.arithmetic import agrees, share, shown
from kg.checks.alarms import Status, alarm
from kg.checks.printed import numbers_of
from kg.checks.wording import COUNT, GAP, OF, PERCENT, hedged, value
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Match, Span

_PART, _WHOLE, _SHARE = rf"(?P<part>{COUNT})", rf"(?P<whole>{COUNT})", rf"(?P<percent>{PERCENT})"
_FEW = r"[^.;:()%\d]{0,60}"
_MORE = r"(?:[^.;:()%\d]|(?<![\d.,£])(?:19|20)\d\d(?![\d.,%]\d)){0,120}"  # a year in it is no count
_OR = rf"(?:or|that{GAP}is|i\.e\.|which{GAP}is|equating{GAP}to|equivalent{GAP}to|representing|equal{GAP}to|making{GAP}up)"
_GIVEN = rf"(?:{GAP}[a-z’'‘-][^.;:()%\d]{{0,60}})?(?:,?{GAP}?[(\[–-]{GAP}?(?:{_OR}{GAP})?|,{GAP}(?:{_OR}{GAP})?|{GAP}{_OR}{GAP}){_SHARE}".replace(
    rf"{GAP}?", r"\s{0,3}"
)
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_PART}{GAP}{OF}{_WHOLE}{_GIVEN}",  # 744 of the 954 children (71%)
        rf"{_SHARE}{_FEW}[(,–-]\s{{0,3}}(?:or{GAP})?{_PART}(?:{GAP}[a-z]{{2,20}})?{GAP}{OF}{_WHOLE}",  # 71% (744 of 954)
        rf"{_SHARE}\s{{0,3}}\({_PART}\s?/\s?(?P<whole>\d[\d,]{{0,10}})\)",  # 71% (744/954)
        (
            rf"\b(?:of|for|among|amongst){GAP}(?:the{GAP}|all{GAP}|a{GAP}total{GAP}of{GAP}){{0,2}}{_WHOLE}{GAP}{_MORE},?{GAP}(?:a{GAP}total{GAP}of{GAP})?{_PART}"
            rf"(?:{GAP}{_FEW})?,?\s{{0,3}}(?:\((?:or{GAP})?|{_OR}{GAP}){_SHARE}"
        ),  # Of the 954 children, 744 (71%) were seen
        rf"{_PART}(?:{GAP}{_FEW})?\s{{0,3}}\((?:or{GAP})?{_SHARE}\){GAP}(?:[a-z]{{2,20}}{GAP})?{OF}{_WHOLE}",  # 744 (71%) of the 954
        rf"{_SHARE}{GAP}{OF}{_WHOLE}{GAP}{_FEW}\((?:or{GAP})?{_PART}\)",  # 71% of the 954 children (744)
        rf"{_PART}{GAP}{_FEW},{GAP}(?:{_OR}{GAP})?{_SHARE}{GAP}{OF}{_WHOLE}",  # 744 were seen, 71% of the 954
    )
]
_PAIR = re.compile(
    rf"{_PART}(?:{GAP}[^.;:()%\d,]{{0,40}})?\s{{0,3}}\((?:or{GAP})?{_SHARE}\)|(?P<percent2>{PERCENT})\s{{0,3}}\((?P<part2>{COUNT})\)",
    re.IGNORECASE,
)
_BACK = rf"(?:this{GAP}(?:number|total|figure|group|cohort)|that{GAP}number|these|those|them|wh(?:om|ich)|the{GAP}total)"
_OF_THESE = re.compile(rf"(?:out{GAP})?\bof{GAP}{_BACK}\b", re.IGNORECASE)
_OF_THE = re.compile(rf"\bof{GAP}(?:the{GAP}|all{GAP}|a{GAP}total{GAP}of{GAP}){{1,2}}{_WHOLE}{GAP}", re.IGNORECASE)
_BOTH = re.compile(r"\band\s(?:a\sfurther\s|another\s)?$", re.IGNORECASE)
_EPISODES = rf"(?:these|those|such){GAP}(?!\d)(?:[a-z-]{{2,16}}{GAP}){{0,2}}?[a-z-]{{3,16}}s"
_OF_SUCH = re.compile(
    rf"{_PART}{GAP}(?:[a-z-]{{2,16}}{GAP}){{0,2}}?(?:out{GAP})?of{GAP}{_EPISODES}(?:{GAP}[^.;:()%\d]{{0,60}})?(?:\s{{0,3}}\((?:or{GAP})?|,{GAP}(?:or{GAP})?){_SHARE}",
    re.IGNORECASE,
)
_HEADS = re.compile(rf"\bof{GAP}{_BACK}(?:{GAP}\w+){{0,3}}\W*$", re.IGNORECASE)
_ITEM = re.compile(
    rf"(?:[^\d.;()%]{{0,60}}[\s:–-]{{1,3}})?{_PART}(?:{GAP}[^.;:()%\d]{{0,40}})?\s{{0,3}}\((?:or{GAP})?{_SHARE}\)", re.IGNORECASE
)
_PEOPLE = r"(?:children|young\speople|people|pupils|students|care\sleavers|cases|referrals|assessments|reviews|families|carers|households|staff|social\sworkers|respondents|parents|contacts|visits|plans|schools|homes)"
_SHARES_OF = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WHOLE}{GAP}(?P<between>[^.;:()%\d]{{1,80}}?),?{GAP}of{GAP}wh(?:om|ich){GAP}{_SHARE}",  # 57 live in homes, of whom 72% …
        rf"{_WHOLE}{GAP}(?P<between>[^.;:()%]{{1,80}}?),?{GAP}{_SHARE}{GAP}of{GAP}wh(?:om|ich)\b",  # 60 referrals, 93% of which …
        rf"{_SHARE}{GAP}{OF}{_WHOLE}{GAP}(?:[a-z-]+{GAP}){{0,3}}{_PEOPLE}\b(?!\s?\(\d|’|')",  # 95% of the 123 care leavers
    )
]
_AGED = re.compile(r"\b(?:aged?|ages|under|over|(?P<school>years?))\s{1,3}$", re.IGNORECASE)
_LENGTH = re.compile(r"\s{1,3}(?:(?:working|school|calendar|term)\s{1,3})?(?:years?|months?|weeks?|days?|hours?)\b", re.IGNORECASE)
_MANY = 12  # counts that a share may be of, and parts before it in its sentence
_WISHED = re.compile(r"\b(?:target|should|must|aim|will|would|expected|at\sleast|required|threshold|tolerance)\b", re.IGNORECASE)


def shares(found: list[Block]) -> Iterator[Discrepancy]:
    """The percentages of ``found`` that their counts do not give."""
    seen: set[tuple[int, int]] = set()
    for index, block in enumerate(found):
        if block.kind == "row":
            continue
        sentences = block.text.sentences()
        for at, sentence in enumerate(sentences):
            yield from _stated(sentence, seen)
            yield from _of_these(sentence, sentences[max(0, at - 3) : at], seen)
            yield from _of_such(sentence, sentences[max(0, at - 2) : at], seen)
            yield from _possible(sentence, seen)
        if block.kind == "bullet":
            yield from _listed(block, found, index, seen)


def _percentage(
    evidence: tuple[Span, ...], part: Decimal, wholes: list[Decimal], percent: Span, printed: Decimal, status: Status = "certain"
) -> Iterator[Discrepancy]:
    """An alarm where none of ``wholes`` gives the percentage; it names the first of them."""
    wholes = [whole for whole in wholes if whole and part <= whole]
    if not wholes or hedged(percent) or any(agrees(printed, *[share(part, whole)] * 2) for whole in wholes):
        return
    given = shown(share(part, wholes[0]))
    yield alarm(
        "percentage-of-counts",
        evidence,
        f"{printed}%",
        f"{shown(part)} of {shown(wholes[0])} is {given}%",
        f"The printed counts give {given}% ({shown(part)} of {shown(wholes[0])}); the printed percentage is {printed}%.",
        status,
    )


def _fresh(percent: Span, seen: set[tuple[int, int]]) -> bool:
    """Whether a percentage is met for the first time; from now on it is known."""
    place = (percent.start, percent.end)
    known = place in seen
    seen.add(place)
    return not known


def _stated(sentence: Span, seen: set[tuple[int, int]]) -> Iterator[Discrepancy]:
    """Part, whole and percentage in one sentence."""
    if "%" not in sentence and "cent" not in sentence:
        return
    for form in _FORMS:
        for match in sentence.finditer(form):
            percent = match.group("percent")
            if any(hedged(match.group(one)) or _is_age(match.group(one)) for one in ("part", "whole")):
                seen.add((percent.start, percent.end))
            elif _fresh(percent, seen):
                yield from _percentage((sentence,), value(match, "part"), [value(match, "whole")], percent, value(match, "percent"))


def _is_age(span: Span) -> bool:
    """Whether a number is an age, a year of school or a length of time: "aged 18", "Year 11", "12 weeks"."""
    text = span.document.text
    before = _AGED.search(text[max(0, span.start - 12) : span.start])
    aged = before is not None and (before["school"] is None or len(span) < 3)
    return aged or _LENGTH.match(text[span.end : span.end + 24]) is not None


def _pair(match: Match) -> tuple[Decimal, Span, Decimal]:
    end = "" if match.has("part") else "2"
    return value(match, f"part{end}"), match.group(f"percent{end}"), value(match, f"percent{end}")


def _counts(spans: list[Span]) -> list[tuple[Decimal, Span]]:
    """The counts printed in sentences, those of the last sentence first, each with its sentence."""
    return [(one.value, span) for span in reversed(spans) for one in numbers_of(span) if one.whole]


def _of_these(sentence: Span, before: list[Span], seen: set[tuple[int, int]]) -> Iterator[Discrepancy]:
    """As in "Of these, 214 (58%) live …" against any count that the words before it print; "Of the 40, ten (25%) … and 20 (50%)"."""
    if lead := sentence.search(_OF_THESE):
        counts = _counts([*before, lead.before]) if lead.before else _counts(before)
    elif lead := sentence.search(_OF_THE):
        counts = [(value(lead, "whole"), sentence)]
    else:
        return
    counts = counts[:_MANY]
    parts: list[tuple[Decimal, Span]] = []
    for match in lead.after.finditer(_PAIR):
        part, percent, printed = _pair(match)
        if parts and not match.before.search(_BOTH):  # "52 (81%) … and 29 (45%) …" are both of the whole
            counts = [*counts[:_MANY], *parts]
        if _fresh(percent, seen) and counts and not hedged(match.span):
            fitting = [span for whole, span in counts if whole >= part][:1]
            yield from _percentage(
                (sentence, *(span for span in fitting if span not in sentence)),
                part,
                [whole for whole, _ in counts],
                percent,
                printed,
                "doubtful" if any(agrees(printed, *[share(part, whole)] * 2) for whole, _ in parts if whole) else "certain",
            )
        parts = [*parts, (part, sentence)][-_MANY:]


def _of_such(sentence: Span, before: list[Span], seen: set[tuple[int, int]]) -> Iterator[Discrepancy]:
    """As in "… on 40 occasions. It was done after ten of these episodes (35%)", against any count that the words before it print."""
    for match in sentence.finditer(_OF_SUCH):
        part, percent = match.group("part"), match.group("percent")
        counts = _counts([*before, match.before] if match.before else before)[:_MANY]
        if counts and not hedged(part) and not _is_age(part) and _fresh(percent, seen):
            fitting = [span for whole, span in counts if whole >= value(match, "part")][:1]
            evidence = (sentence, *(span for span in fitting if span not in sentence))
            yield from _percentage(evidence, value(match, "part"), [whole for whole, _ in counts], percent, value(match, "percent"))


def _possible(sentence: Span, seen: set[tuple[int, int]]) -> Iterator[Discrepancy]:
    """A percentage of a count that no whole number of it gives: "28 children, of whom 12% …"."""
    if "%" not in sentence and "cent" not in sentence:
        return
    for form in _SHARES_OF:
        for match in sentence.finditer(form):
            whole, percent, printed = value(match, "whole"), match.group("percent"), value(match, "percent")
            if hedged(match.group("whole")) or hedged(percent) or sentence.search(_WISHED) or not 9 < whole < 1000 or printed > 100:
                continue
            below = int(printed * whole / 100)
            near = [count for count in (below - 1, below, below + 1) if 0 <= count <= whole]
            if any(agrees(printed, *[share(Decimal(count), whole)] * 2) for count in near) or not _fresh(percent, seen):
                continue
            nearest = sorted(near, key=lambda count: abs(share(Decimal(count), whole) - printed))[:2]
            each = " and ".join(f"{count} are {shown(share(Decimal(count), whole))}%" for count in sorted(nearest))
            yield alarm(
                "percentage-of-counts",
                (sentence,),
                f"{printed}%",
                f"of {whole}, {each}",
                f"No whole number of the printed {whole} gives the printed {printed}%: {each}.",
            )


def _listed(block: Block, found: list[Block], index: int, seen: set[tuple[int, int]]) -> Iterator[Discrepancy]:
    """A bullet such as "214 (or 58%) live …" under "… 367 children …. Of this number:", or among others that fit their heading."""
    match = block.text.match(_ITEM)
    if match is None:
        return
    at = next(
        (at for at in range(index - 1, max(-1, index - 40), -1) if found[at].kind != "bullet" or found[at].level < block.level),
        None,
    )
    if at is None:
        return
    head = found[at]
    percent, part = match.group("percent"), value(match, "part")
    if not _fresh(percent, seen) or hedged(match.group("part")):
        return
    spans = head.text.sentences()[-4:] if str(head.text).rstrip().endswith(":") else []
    counts = [(one.value, span) for span in spans for one in numbers_of(span) if one.whole and not re.match(r"\s?per\b", one.after)]
    if not head.text.search(_HEADS):
        counts = [(whole, span) for whole, span in counts if _fits_others(whole, found[at + 1 : at + 30], block)]
    yield from _percentage(
        (block.text, *[span for _, span in counts[:1]]), part, [whole for whole, _ in counts], percent, value(match, "percent")
    )


def _fits_others(whole: Decimal, following: list[Block], block: Block) -> bool:
    """Whether the other items of a list, at least two, give their percentages as shares of ``whole``."""
    fitting = 0
    for other in following:
        if other.kind != "bullet":
            break
        match = other.text.match(_ITEM) if other is not block else None
        if match is not None and whole:
            given = share(value(match, "part"), whole)
            if not agrees(value(match, "percent"), given, given):
                return False
            fitting += 1
    return fitting > 1
