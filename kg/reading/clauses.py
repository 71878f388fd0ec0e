"""A sentence as a row of figures: for each the words that lead to it, the words that follow it, and the figure it goes with.

Words in brackets stand apart: a number in brackets goes with the number (or the words) before the bracket.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.reading.numbers import Number
from kg.text import Span

_BRACKET = re.compile(r"\([^()]{0,300}\)")
# where the words that go with a figure end
_STOP = re.compile(
    r"[;:()]|[.!?](?=\s)|\s[–—-]\s|,(?=\s)(?!\s(?:employment|training|education|health|writing|maths|mathematics|and\scare|care\splans?)\b)"
    r"|\s(?:compared\s(?:to|with)|against(?=\s(?:the|an?|its|our|their|\d))|(?<!of\s)which\s(?:is|was|are|were|compares?|equates?|equated|has|had|exceeds?|represents)|while|whilst|whereas|although|but(?!\snot)|because|and\s(?:performs?|is|are|was|were|remains?)\s(?:\w+\s){0,2}(?:above|below|better|higher|lower|worse)\b|(?:is|are|was|were|has\sbeen|remains?)\s(?:\w+\s){0,2}(?:higher|lower|better|worse|greater|fewer)\sthan\b"
    r"|(?:up|down)\sfrom|from(?=\s\d|\s*$)|rising|(?:increas|reduc|decreas|fall|risen|declin|improv)\w*\s(?:to|from)|an?\s(?:\w+\s)?(?:increase|reduction|decrease|rise|fall|improvement|drop)\s(?:from|of|on)"
    r"|(?:and|with|this)\s(?:we|this|it|these|they|the\s(?:number|rate|proportion|percentage|average|remaining|rest|other|others)s?|there|no|a\s(?:subsequent|further)|only|evidence|feedback|some|does|do)\b"
    r"|and(?=\s(?:the|this|its|their)\s[^,;.]{1,60}\s(?:is|are|was|were|has|have|had|will)\b)"
    r"|(?:(?<!aged\s\d\d\s)(?<!aged\s\d\s)(?<![Yy]ears\s\d\d\s)(?<![Yy]ears\s\d\s)and|with)(?=\s\d)"
    r"|(?:and|or|with|to|as|while|of\swhom|of\swhich|of\sthese|by|at|relating\sto|being)(?:\s(?:a|an|the|only|just|approximately|about|around|over|some|almost|nearly|up\sto|under|below|another|total\sof|further|around)){0,3}\s*$"
    r"|more\sthan\s(?:double|twice|half)|respectively|moving(?=\sfrom)|due\sto|at\sa\s(?:saving|cost|fixed\srate|rate)|and\s(?:is|are)\stherefore|and\sin\sthe\s(?:previous|same)|resulting\sin|in\sline\swith|based\son|according\sto|as\sa\sresult|compared\b)(?![\w])"
)
# where the words that lead to a figure begin
_START = re.compile(
    r"[;:()]\s?|,\s|\s[–—-]\s|\b(?:and|or|while|whilst|whereas|but|compared\s(?:to|with)|against|(?<!more\s)(?<!less\s)(?<!fewer\s)(?<!longer\s)than)\s"
)
_COMPARES = re.compile(
    r"\b(?:compar\w+\s(?:to|with)|compares?|than|against|versus|vs\.?|above|below|average|whereas|while|either|national|neighbours?|similar|or\sthat\sfor|that\sfor|(?:meet|exceeds?|exceeding)\s)",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"(?:\b(?:from|increased|increasing|increase|reduction|reduced|reducing|decrease|decreased|rise|rising|risen|rose|fall|fallen|falling|fell|drop|dropped|down|up|declined|improved|improvement)\b[^.;]{0,60})$",
    re.IGNORECASE,
)
_BACK = (  # refers to those counted before; "of those leaving care" does not
    r"of\s(?:whom|which|them|this\s(?:number|group|cohort|total|figure)"
    r"|(?:these|those)(?=\s(?:is|are|was|were|has|have|had|live|lived|did|could|children|cases|this)\b|\s?[,.;)]|\s*$))\b"
)
_OF_LAST = re.compile(rf"(?:^|[\s,(]){_BACK}", re.IGNORECASE)
_OF_THOSE = re.compile(rf"\s*{_BACK}", re.IGNORECASE)
_JOINED = re.compile(r"\sand\s(?:(?:the|its|their)\b|[^,;]{1,60}\s(?:is|are|was|were|had|has|have|at)\s(?:\w+\s)?$)")
_SAYS = re.compile(r"[A-Za-z]{2}")
_ADJUNCT = re.compile(r"\s(?:in|over|during|at|as\sof|for|since)\s[^()]{1,40}")
_OF_WHOLE = re.compile(r"(?:^|[,;]\s|\bthat\s)[Oo]f\s(?:(?:the|these|those|a\stotal\sof|all(?:\sthe)?)\s)?$")
_PART_OF = re.compile(r"^\s+(?:out\s)?of\s(?:the\s|these\s|a\stotal\sof\s|all\s|its\s|their\s)?$")


_FOR_OTHERS = re.compile(
    r"\s(?:for|in|across|among)\s(?:the\s)?(?:[A-Z]|statistical|similar|comparator|national|regional|other\sauthorities)|\s(?:nationally|regionally)\b"
)
_CHAINED = re.compile(r"\s(?:for|in|across|among|nationally|regionally)\b(?:\s[\w’']{2,20}){0,4},?\s(?:and|to)\s(?:\w+\s)?")


_FALLS = r"(?:reduction|decrease|fall|drop|decline|reduced|decreased|fallen|fell|dropped|declined|down)s?"
_FALL_AFTER = re.compile(rf"\s(?:[a-z]+\s)?{_FALLS}\b(?!\s(?:up|out|off))", re.IGNORECASE)
_FALL_BEFORE = re.compile(
    rf"\b{_FALLS}(?:\s(?:by|of|in\s[\w’' -]{{2,40}}\s(?:by|of)))?\s?[:=]?\s(?:(?:an?|around|about|over|nearly|almost|some)\s)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure in its sentence.

    ``lead`` are all words between the figure before (or the sentence's start) and this one, ``clause`` the last piece of
    them, ``tail`` the words after it that go with it, ``rest`` all words up to the next figure. ``host`` is the index of
    the figure outside the bracket that this one stands in (``bracket`` is where it opens, 0 for none), ``whole`` the index of the figure that this one is a part of.
    """

    number: Number
    lead: Span
    clause: Span
    tail: Span
    rest: Span
    bracket: int = 0
    host: int | None = None
    whole: int | None = None

    @property
    def compares(self) -> bool:
        """Whether the words before it set it beside another figure."""
        return bool(self.lead[-80:].search(_COMPARES))

    @property
    def falls(self) -> bool:
        """Whether, as the figure of a change, it is one downwards: "a fall of 5", "reduced by 15%", "28% reduction"."""
        return self.tail.match(_FALL_AFTER) is not None or self.lead[-60:].search(_FALL_BEFORE) is not None

    @property
    def of_others(self) -> bool:
        """Whether the words after it say only whose figure it is: "330 for England"."""
        return _FOR_OTHERS.match(str(self.tail)) is not None

    @property
    def chained(self) -> bool:
        """Whether it goes on with a row of such figures: "and 341 for statistical neighbours"."""
        return self.of_others and _CHAINED.fullmatch(str(self.lead)) is not None

    @property
    def changes(self) -> bool:
        """Whether the words before it make it an end of a change."""
        return bool(self.lead.search(_CHANGES))

    @property
    def of_last(self) -> bool:
        """Whether it is counted among those of the figure before ("of whom", "40 of them")."""
        return bool(self.clause.search(_OF_LAST) or self.lead[-30:].search(_OF_LAST) or self.rest.match(_OF_THOSE))


def slots(sentence: Span, numbers: Sequence[Number]) -> list[Slot]:
    """The figures of ``sentence``, which holds ``numbers`` in order."""
    made: list[Slot] = []
    parted = _Parted(sentence, numbers)
    for index in range(len(numbers)):
        made.append(parted.slot(index, made))
    return [replace(slot, whole=_whole(slot, index, made)) for index, slot in enumerate(made)]


class _Parted:
    """A sentence with its brackets and the places of its numbers, as offsets into it."""

    def __init__(self, sentence: Span, numbers: Sequence[Number]) -> None:
        self.sentence, self.numbers = sentence, numbers
        self.text, self.outside = str(sentence), flat(sentence)
        self.brackets = [(match.start(), match.end()) for match in _BRACKET.finditer(self.text)]
        self.places = [(number.span.start - sentence.start, number.span.end - sentence.start) for number in numbers]

    def slot(self, index: int, made: Sequence[Slot]) -> Slot:
        """The slot of a number; ``made`` are those before it."""
        start, end = self.places[index]
        bracket = self._bracket(start)
        low, high = bracket or (0, len(self.text))
        mine = [place for place in self.places if low <= place[0] < high and self._bracket(place[0]) == bracket]
        before = max((place[1] for place in mine if place[0] < start), default=low + (bracket is not None))
        after = min((place[0] for place in mine if place[0] > start), default=high - (bracket is not None))
        view = self.text if bracket else self.outside
        openings = list(_START.finditer(view[before:start]))
        clause = before + (openings[-1].end() if openings else 0)
        host = self._host(index, bracket, made)
        lead = before
        tail = self._tail(view, end, after, rank=self.numbers[index].unit == "rank", more=after < high)
        if bracket is not None and host is None and not _SAYS.search(view[before:start]):
            lead, clause = self._before(low)  # "areas (20%) where …", "agency staff (67 in 2015)"
            if not _SAYS.search(view[end:tail]) or _ADJUNCT.fullmatch(view[end:tail]):
                end, after = high, len(self.text)
                tail = self._tail(self.outside, end, after, rank=False, more=False)
        return Slot(
            self.numbers[index],
            lead=self.sentence[lead:start],
            clause=self.sentence[clause : max(clause, min(start, low) if lead != before else start)],
            tail=self.sentence[end:tail],
            rest=self.sentence[end:after],
            bracket=low + self.sentence.start if bracket is not None else 0,
            host=host,
        )

    def _before(self, low: int) -> tuple[int, int]:
        """Where the words begin that lead to a bracket: all of them, and the last piece."""
        start = max((place[1] for place in self.places if place[1] <= low and self._bracket(place[0]) is None), default=0)
        openings = list(_START.finditer(self.outside[start:low]))
        return start, start + (openings[-1].end() if openings else 0)

    def _tail(self, view: str, end: int, after: int, *, rank: bool, more: bool) -> int:
        """Where the words end that go with a number; ``more``: another number follows."""
        if re.compile(r"\sand\s(?!(?:mathematics|training|employment)\b)").match(view, end):
            return end
        stop = _STOP.search(view, end, after)
        tail = stop.start() if stop else after
        joined = re.search(r"\s(?:and|with)\s(?![A-Z])" if rank else _JOINED, view[end:tail]) if rank or more else None
        return end + joined.start() if joined else tail

    def _bracket(self, place: int) -> tuple[int, int] | None:
        return next(((low, high) for low, high in self.brackets if low < place < high), None)

    def _host(self, index: int, bracket: tuple[int, int] | None, made: Sequence[Slot]) -> int | None:
        """The number before a bracket, with no stop between."""
        if bracket is None:
            return None
        host = next((i for i in range(index - 1, -1, -1) if not made[i].bracket and self.places[i][1] <= bracket[0]), None)
        return None if host is None or re.search(r"[.;:]|,\s", self.text[self.places[host][1] : bracket[0]]) else host


def flat(span: Span) -> str:
    """The words of ``span`` without what stands in brackets; as long as the span."""
    return _BRACKET.sub(lambda match: " " * len(match.group()), str(span))


def _whole(slot: Slot, index: int, made: Sequence[Slot]) -> int | None:
    """The index of the figure that one is a part of."""
    after = next((i for i in range(index + 1, len(made)) if made[i].bracket == slot.bracket), None)
    following = made[after] if after is not None else None
    if following is not None and _PART_OF.match(flat(slot.rest)) and following.number.bare:
        return after
    if (
        slot.number.unit == "rank"
        and following is not None
        and following.number.bare
        and re.search(r"\bof\s(?:the\s)?$", str(slot.rest))
    ):
        return after
    if slot.of_last:
        return next((i for i in range(index - 1, -1, -1) if _counts(made[i]) and not made[i].bracket), None)
    if slot.number.unit not in ("count", "percent"):
        return None
    opening = (i for i in range(index) if _counts(made[i]) and not made[i].bracket and _OF_WHOLE.search(str(made[i].lead)))
    return next((i for i in opening if not _PART_OF.match(str(made[i].lead))), None)


def _counts(slot: Slot) -> bool:
    return slot.number.unit == "count" and isinstance(slot.number.value, Decimal) and slot.number.value > 0
