"""How counts and percentages are spelled: the pieces that the patterns of the checks are made of."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.arithmetic import NUMBER, number
from kg.reading.numbers import value_of
from kg.text import Match, Span

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SPELLED = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES})\b)?|{_TEENS}|{_ONES})\b"
COUNT = rf"(?<![\w.,£/-])(?:(?:{NUMBER})(?![\d%]|[.,]\d|\s?per\s?cent|\spercentage|[-–]\s?(?:\d|to\b|year)|\s(?:to|or)\s\d{{1,2}}[-\s]year)|{SPELLED}(?!\sper\s?cent))"
PERCENT = rf"(?<![\d,.])(?:{NUMBER}|{SPELLED})\s?(?:%|per\s?cent\b)"
GAP = r"\s{1,9}"  # words of a sentence may be parted by the end of a line, and the next line be indented
OF = rf"(?:out{GAP})?of{GAP}(?:the{GAP}|all{GAP}|these{GAP}|those{GAP}|our{GAP}|a{GAP}total{GAP}of{GAP}|the{GAP}total{GAP}of{GAP}){{0,2}}"
HEDGE = re.compile(
    r"(?:approximately|approx\.?|about|around|roughly|some|circa|c\.|nearly|almost|just\s(?:over|under|below|above)|over|more\sthan|at\sleast|above|under"
    r"|fewer\sthan|less\sthan|below|up\sto|in\sexcess\sof|minimum\sof|maximum\sof|as\s(?:many|few|high|low)\sas|near|close\sto|between|target\sof|[<>≤≥~±])"
    r"(?:\sthe|\sa\stotal\sof)?[\s(]{0,2}$",
    re.IGNORECASE,
)


def spaced(pattern: str) -> re.Pattern[str]:
    """``pattern``, in any case, with each single blank as what parts words where a line ends and the next is indented."""
    return re.compile(re.sub(r"\\s(?![?{*+])", lambda _: GAP, pattern), re.IGNORECASE)


def hedged(span: Span) -> bool:
    """Whether a printed number is said to be no exact one: "about 40", "over half"."""
    return HEDGE.search(span.document.text[max(0, span.start - 40) : span.start]) is not None


def value(match: Match, group: str) -> Decimal:
    """The value of a count or percentage that a group of ``match`` holds, in digits or words."""
    printed = re.sub(r"\s?(?:%|per\s?cent)$", "", match.group(group).words, flags=re.IGNORECASE)
    return number(printed) if printed[0].isdigit() else value_of(printed)
