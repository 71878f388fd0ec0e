"""Words of comparison against the figures printed with them: "higher than the average of …", "six councils reported a fall"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.checks.alarms import alarm
from kg.checks.grids import Cell, Grid, Line
from kg.checks.printed import Printed, numbers_of
from kg.checks.wording import COUNT, spaced, value
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.text import Span

_THAN = re.compile(
    r"\b(?:(?P<more>(?:higher|greater|larger)\sthan|above\sthe|exceed(?:s|ed|ing))|(?P<less>(?:lower|smaller)\sthan|below\sthe)"
    r"|(?P<better>better\sthan)|(?P<worse>worse\sthan))\b",
    re.IGNORECASE,
)
_WAS_THEN = (
    r"(?:in|at|on|by|during|a\syear|the\syear|twelve|two|three|six|last|when|was|were|the\s(?:number|figure|total|previous))\b"
)
_THAN_THEN = re.compile(
    rf"^(?:\s(?!of\b)[a-z’'-]+){{0,5}}?\s?,?\s(?:\(|[–—-]\s)?(?:(?:and\s)?(?:which|that|this)\s(?:is|was)\s)?(?:still\s|much\s|slightly\s|somewhat\s|far\s)?"
    rf"(?:(?P<more>(?:more|higher|greater|larger)\sthan)|(?P<less>(?:fewer|less|lower|smaller)\sthan))\s(?:it\s(?:was|had\sbeen)\s)?{_WAS_THEN}[^;:()]*?"
    r"(?:\(\s|[,–—]\s?(?:when|where)\s(?:it|they|there|the\s(?:number|figure|total|average))\s(?:was|were|stood\sat|had\sbeen)\s)$",
    re.IGNORECASE,
)
_MORE_THEN = re.compile(r"\b(?:more|fewer|less|larger|higher|lower|greater|smaller)\sthan\b", re.IGNORECASE)
_TURNED_THEN = re.compile(r"\b(?:not|no|nor|neither|never|rather|target|would|should|compared|if)\b|n[’']t\b", re.IGNORECASE)
_DIFFERENCE = re.compile(r"\b(?:by|a\sfurther|another|an\sadditional|up|down|to)\s?$", re.IGNORECASE)
_MORE_IS_BETTER = re.compile(
    r"\b(?:in\stime|on\stime|within|timely|timeliness|complet\w+|achiev\w+|attain\w+|attend\w+|good|suitable|seen|reviewed|up\sto\sdate|immunis\w+|vaccinat\w+)\b",
    re.IGNORECASE,
)
_LESS_IS_BETTER = re.compile(
    r"\b(?:re-?referr\w+|absen\w+|exclu\w+|offend\w+|moves?|wait\w*|average\stime|days\sbetween|delay\w*|unemploy\w*|not\sin|neet|vacanc\w+|turnover|sick\w*"
    r"|pregnan\w+|conception\w*|obes\w+|missing|poverty|agency|inadequate|repeat|second\stime|unsuitable|late|overdue|three\sor\smore|took|not)\b",
    re.IGNORECASE,
)
_EACH = spaced(
    r"\b(?:(?P<down>fell|fallen|decreased|dropped|reduced|declined)|(?P<up>rose|risen|increased|grew|grown|improved))\s(?:(?:in|for|with)\s)?(?:each|every|successive)\s"
    r"(?:year|quarter|month|term|successive)\b|\b(?:year\son\syear|month\son\smonth)\s(?:(?P<down2>reduction|fall|decrease)|(?P<up2>increase|rise|growth))"
)
_MOST = re.compile(
    r"\b(?:(?P<high>highest|largest|greatest)|(?P<low>lowest|smallest))\b(?!\s(?:in\sengland|nationally|in\sthe\scountry))",
    re.IGNORECASE,
)
_NOT_MOST = re.compile(
    r"\b(?:one\sof|among\w*|second|third|fourth|fifth|next|\d+(?:nd|rd|th)|increases?|reductions?|fall|rise|growth|change|england|national\w*|country|not|no|than|ever|since)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:was|were|had\sbeen)\s(?:also|likewise)\s?$", re.IGNORECASE)  # "lower than in May, when it was also 21%"
_SHORTEST = 4  # letters of a label that is surely no word of another kind
_POINTS_BACK = re.compile(r"\b(?:this|it|that|which)\b", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"^\s?(?:percentage\spoints?\s|points?\s|[a-z]{1,13}ly\s|still\s)?(?:higher|greater|larger|lower|smaller|above|below|more|less|fewer|longer|shorter|better|worse|quicker|slower)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:not|no|nor|neither|never|rather|other|while|whilst|although|though|whereas|however|despite|if|target|would|should|compared|comparison|either|by)\b|[;:]|n[’']t\b",
    re.IGNORECASE,
)
_THINGS = (
    r"(?:local\sauthorities|authorities|councils|boroughs|wards|schools|areas|teams|localities|neighbours|regions|services|homes)"
)
_MOVED = r"(?:a|an)\s(?:[a-z]{3,14}\s)?(?:(?P<down>fall|reduction|decrease|drop|decline)|(?P<up>increase|rise|growth))\b"
_SAW = r"(?:reported|saw|seen|recorded|showed|shown|had|have\shad|experienced)"
_HOW_MANY = spaced(
    rf"(?P<part>{COUNT})\s(?:of\sthe\s(?:{COUNT}\s)?)?(?:[a-z]{{3,14}}\s)?{_THINGS}\b[^.;]{{0,60}}?\s{_SAW}\s{_MOVED}"
)
_ALL_OF = spaced(rf"\ball\s(?:of\s)?(?:the\s)?(?:[a-z]{{3,14}}\s)?{_THINGS}\s(?:[a-z]{{2,12}}\s){{0,3}}?{_SAW}\s{_MOVED}")
_CHANGE = re.compile(r"change|increase|decrease|reduction|difference|\+\s?/\s?-", re.IGNORECASE)
_NO_ROW = re.compile(
    r"average|total|england|national|region|north\s(?:east|west)|south\s(?:east|west)|east\smidlands|west\smidlands|mean|median",
    re.IGNORECASE,
)
_FEWEST = 3  # rows of a table that a sentence counts
_CLOSE = 400  # characters between a table and a sentence that names its first or last
_FAR = 1500  # characters between a sentence and the table that it tells of


def comparisons(found: list[Block], grids: list[Grid]) -> Iterator[Discrepancy]:
    """The comparisons in the sentences of ``found`` that their figures, or the table beside them, deny."""
    for block in found:
        if block.kind == "row":
            continue
        last: Span | None = None
        for sentence in block.text.sentences():
            if sentence.search(_THAN) or sentence.search(_MORE_THEN):
                yield from _than(sentence)
                yield from _this_than(sentence, last)
            if sentence.search(_EACH):
                yield from _series(sentence)
            last = sentence
            if grids:
                yield from _counted(sentence, grids)
                yield from _extreme(sentence, grids)


def _than(sentence: Span) -> Iterator[Discrepancy]:
    """As in "71%, which is higher than the national average of 75%"."""
    numbers = numbers_of(sentence)
    for index, one in enumerate(numbers):
        other = next((other for other in numbers[index + 1 : index + 4] if other.unit == one.unit), None)
        if other is not None and one.unit == other.unit == "count":
            yield from _then(sentence, one, other)
        if other is None or one.unit in ("count", "gbp", "ratio", "times", "percentage-points") or one.hedge or other.hedge:
            continue
        between = sentence[one.span.end - sentence.start : other.span.start - sentence.start].words
        said = _THAN.search(between)
        if said is None or len(between) > 160 or _AT_ONCE.match(between) or _TURNED.search(between):
            continue
        yield from _held(sentence, said, one, other)


def _then(sentence: Span, one: Printed, other: Printed) -> Iterator[Discrepancy]:
    """As in "The average is 19 children, which is lower than at the inspection, when it was 17"; "402, more than in March (415)"."""
    between = sentence[one.span.end - sentence.start : other.span.start - sentence.start].words
    said = _THAN_THEN.match(f" {between.strip()} ") if len(between) < 160 and not one.hedge and not other.hedge else None
    if said is not None and not _AT_ONCE.match(between) and not _TURNED_THEN.search(between) and not _DIFFERENCE.search(one.before):
        yield from _held(sentence, said, one, other)


def _held(sentence: Span, said: re.Match[str], one: Printed, other: Printed, *more_evidence: Span) -> Iterator[Discrepancy]:
    """An alarm where the first figure is not, against the second, what the words say."""
    more = said["more"] is not None
    if said.re is _THAN and (said["better"] or said["worse"]):
        good, bad = sentence.search(_MORE_IS_BETTER), sentence.search(_LESS_IS_BETTER)
        if (good is None) is (bad is None):
            return
        more = (said["better"] is not None) is (good is not None)
    same = one.value == other.value
    if not _ALSO.search(other.before) if same else (one.value > other.value) is more:
        return
    words = said["more"] or said["less"] or said.group()
    yield alarm(
        "comparison-of-figures",
        (sentence, *more_evidence),
        f"{one.shown} … {words} … {other.shown}",
        f"{one.shown} is {'the same as' if same else 'below' if one.value < other.value else 'above'} {other.shown}",
        f"The words say “{words}”; the printed figures are {one.shown} and {other.shown}.",
    )


def _this_than(sentence: Span, last: Span | None) -> Iterator[Discrepancy]:
    """As in "The rate is 24%. This is lower than that of its neighbours (21%)"."""
    numbers = numbers_of(sentence)
    if last is None or not numbers or numbers[0].hedge or numbers[0].unit not in ("percent", "per-10000", "per-1000", "per-100000"):
        return
    other = numbers[0]
    said = _THAN.search(other.before)
    before = [one for one in numbers_of(last) if one.unit == other.unit]
    if said is None or len(before) != 1 or before[0].hedge or said["better"] or said["worse"]:
        return
    lead = other.before[: said.start()]
    if len(other.before) < 160 and _POINTS_BACK.search(lead) and not _TURNED.search(other.before):
        yield from _held(sentence, said, before[0], other, last)


def _series(sentence: Span) -> Iterator[Discrepancy]:
    """As in "Re-referrals fell in each quarter: they were 24%, 21%, 22% and 18%"."""
    said = sentence.search(_EACH)
    numbers = [one for one in numbers_of(sentence) if said is not None and one.span.start > said.span.end]
    if said is None or not 3 <= len(numbers) <= 12 or len({one.unit for one in numbers}) > 1 or any(one.hedge for one in numbers):
        return
    up = said.has("up") or said.has("up2")
    for one, following in pairwise(numbers):
        if (following.value < one.value) if up else (following.value > one.value):
            yield alarm(
                "comparison-of-figures",
                (sentence,),
                said.span.words,
                f"{one.shown} is followed by {following.shown}",
                f"The words say “{said.span.words}”; of the printed figures {one.shown} is followed by {following.shown}.",
            )
            return


def _changes(grid: Grid) -> int | None:
    """The column of changes of a table: the one whose head says so, or the only one under words that say so."""
    heads = [at for at in range(grid.width) if _CHANGE.search(grid.head(at))]
    if len(heads) == 1:
        return heads[0]
    return 0 if grid.width == 1 and not grid.head(0) and _CHANGE.search(grid.above) else None


def _beside(sentence: Span, grids: list[Grid]) -> Grid | None:
    """The table right under a sentence, or else right above it."""
    under = [grid for grid in grids if 0 <= grid.lines[0].span.start - sentence.end < _FAR]
    over = [grid for grid in grids if 0 <= sentence.start - grid.lines[-1].span.end < _FAR]
    return under[0] if under else over[-1] if over else None


def _counted(sentence: Span, grids: list[Grid]) -> Iterator[Discrepancy]:
    """As in "Six authorities reported a fall", "all have shown an increase", against the signs of the column of changes."""
    said, every = sentence.search(_HOW_MANY), sentence.search(_ALL_OF)
    match = said or every
    grid = _beside(sentence, grids) if match is not None else None
    at = _changes(grid) if grid is not None else None
    if match is None or grid is None or at is None or len(grid.lines) < _FEWEST:
        return
    down = match.has("down")
    way = [(line, cell) for line, cell in grid.column(at) if (cell.value < 0) is down and cell.value]
    word = "fell" if down else "rose"
    if said is not None:
        count = value(said, "part")
        plain = [line for line, _ in way if not _NO_ROW.search(line.label)]
        unread = len(grid.lines) - len(grid.column(at))
        if len(plain) <= count <= len(way) + unread:
            return
        yield _told(
            sentence, grid, way, f"{said.group('part').words}", f"in {_rows(len(plain))} of the table beside it the figure {word}"
        )
    elif other := [(line, cell) for line, cell in grid.column(at) if cell.value and (cell.value < 0) is not down]:
        yield _told(
            sentence, grid, other, "all", f"in {_rows(len(other))} of the table beside it the figure {'rose' if down else 'fell'}"
        )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _told(sentence: Span, grid: Grid, rows: list[tuple[Line, Cell]], printed: str, computed: str) -> Discrepancy:
    evidence = (sentence, *grid.header[-1:], *(line.span for line, _ in rows[:12]))
    return alarm("comparison-of-figures", evidence, printed, computed, f"The printed number is “{printed}”; {computed}.")


def _extreme(sentence: Span, grids: list[Grid]) -> Iterator[Discrepancy]:
    """As in "Aston's is the lowest of the five", right beside a table in which another row has less in every column."""
    said = sentence.search(_MOST)
    if said is None or sentence.search(_NOT_MOST):
        return
    near = [
        grid
        for grid in grids
        if 0 <= sentence.start - grid.lines[-1].span.end < _CLOSE or 0 <= grid.lines[0].span.start - sentence.end < _CLOSE
    ]
    for grid in near[:1]:
        named = [line for line in grid.lines if re.search(rf"\b{re.escape(line.label)}\b", sentence.words, re.IGNORECASE)]
        columns = [grid.column(at) for at in range(grid.width)]
        if len(named) != 1 or len(named[0].label) < _SHORTEST or len(grid.lines) < _FEWEST or not columns:
            continue
        line, high = named[0], said.has("high")
        first = []
        for column in columns:
            own = next((cell.value for other, cell in column if other is line), None)
            values = [cell.value for other, cell in column if not _NO_ROW.search(other.label)]
            if own is None or len(values) < _FEWEST or own == (max(values) if high else min(values)):
                return
            first.append(max(column, key=lambda pair: pair[1].value if high else -pair[1].value))
        word = said.span.words.lower()
        other, cell = first[0]
        yield _told_of(
            sentence, grid, [line, other], word, f"the {word} in the table beside it is that of “{other.label}” ({cell.span.words})"
        )


def _told_of(sentence: Span, grid: Grid, lines: list[Line], word: str, computed: str) -> Discrepancy:
    evidence = (sentence, *grid.header[-1:], *(line.span for line in lines))
    return alarm("comparison-of-figures", evidence, word, computed, f"The words say “{word}” of “{lines[0].label}”; {computed}.")
