"""Numbers as they are printed in English documents: what was printed, the value, the unit, and how it is hedged.

Reads digits ("1,204", "65.5 per 10,000", "40 per cent", "£2.5M", "40 days", "5x"), words ("Seventy per cent", "Two
thousand", "nine"), shares in words ("half of", "one in every 40"), ranks ("6th most deprived", "second highest"), ranges
("90–110", "two or three weeks") and words that change a number without printing one ("halved"). Numbers that name or
date something are left out; see :mod:`kg.reading.marks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.reading.marks import Masks
from kg.text import Match, Span

Unit = Literal[
    "count",
    "percent",
    "percentage-points",
    "per-1000",
    "per-10000",
    "per-100000",
    "gbp",
    "days",
    "weeks",
    "months",
    "years",
    "ratio",
    "times",
    "rank",
]

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_VALUES = {word: value for value, word in enumerate(_ONES)} | {word: 10 * value for value, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "m": 10**6, "bn": 10**9, "k": 1000}

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_WORDS = rf"(?:(?:{_SMALL}|a)\s(?:hundred|thousand|million)(?:\sand\s{_SMALL})?|{_SMALL})"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?"
_N = rf"(?:(?:{_DIGITS})(?:\s(?:thousand|million))?|{_WORDS}\b)"
_PER = r"(?:per|(?:for|in)\s(?:every|each))\s(?:head\sof\s)?(?P<{0}>100[,\s]?000|10[,\s]?000|1[,\s]?000|ten\sthousand|hundred\sthousand|thousand)\b(?:\s(?:of\sthe\s)?(?:child\s)?population(?:\s(?:aged\s)?under\s18)?)?"
_LENGTH = r"[\s-](?:working\s|school\s|calendar\s)?(?P<{0}>days?|weeks?|months?|years?)\b"
_PERCENT = r"\s?%|\s{0,9}per\s?cent\b|\s{1,9}percentage\spoints?\b"  # a line may end before it, and the next be indented
_UNIT = rf"(?:(?P<percent>{_PERCENT})|(?:\s(?!per\b)[A-Za-z][A-Za-z-]*){{0,4}}?\s{{0,9}}{_PER.format('per')}|{_LENGTH.format('length')}|(?P<times>\stimes\b)|(?P<x>\s?x\b(?=\s)))?"
_RANKED = r"most|least|highest|lowest|largest|smallest|greatest|worst|best|biggest|poorest|fastest"

_RANGE = rf"""(?P<range>(?P<between>between\s)?(?P<low>{_N})(?P<low_percent>\s?%)?(?P<join>\s?[\u2010-\u2015\u2212-]\s?|\s(?:to|or|and)\s)(?P<high>{_N})
        (?P<range_unit>{_PERCENT}|\s?{_PER.format("range_per")}|{_LENGTH.format("range_length")})?)(?![\w/]|-\w)"""
_SINGLE = rf"""
      (?P<money>£\s?(?P<pounds>{_DIGITS})\s?(?P<scale>(?:million|billion|thousand|bn|m|k)\b)?)
    | (?P<sterling>{_N})\spounds\b
    | (?:(?P<some>one|two|three|four|a)[\s-])?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b(?=\sof\b|\sthe\b|\s\(|(?(some)\s(?:at|in|by|on|were|was|are|is|had|have|has|did|do|for|since|from|to|with|who|which|received|said|reported|nationally)\b|(?!))|(?<=[sS])\s[a-z]|[,.;]?\s?$)
    | (?P<years>\d{{1,2}})\syears?,?\s(?:and\s)?(?P<months>\d{{1,2}})\smonths?\b
    | (?P<some_in>(?:two|three|four|five|six|seven|eight|nine|[2-9]))\sin\s(?:every\s)?(?P<ten>three|four|five|ten|twenty|100|20|10|[345])\b(?!\s?(?:days?|weeks?|months?|years?|%)|[-.,\w]\w)(?=\s[a-z(])
    | (?:one|1)\s(?:[a-z]+\s)?in\s(?:every\s|each\s)?(?P<in>{_N})
    | (?P<rank>\d{{1,4}}(?:st|nd|rd|th)|{"|".join(_ORDINALS)})(?=\s(?:{_RANKED})\b|\sout\sof\s)
    | (?P<ordinal>{_SMALL})(?=\smost\s)
    | top\s(?P<top>\d{{1,3}})(?!\s?%|\d|\s?per\s?cent)
    | (?P<sign>(?<=[\s(])[-−+](?=[\d.,]{{1,12}}\s?%)|\A[-–−+]\s?(?=\d))?(?P<number>{_N})(?!-(?!day|week|month|year|bed)[a-z]){_UNIT}(?:(?<=%)|(?!\w))
    | (?P<changed>halved|doubled|trebled|tripled|quadrupled)\b"""
# what a number can begin with, by its first character and then in full, so that most places of a text are left at once
_FIRST = rf"""(?=[\d£+\u2010-\u2015\u2212abdefhnoqstz-])(?=[\d£+\u2010-\u2015\u2212-]|(?:a|one|two|three|four)[\s-]|between\s|top\s|half|halved|third|quarter
        |fifth|tenth|(?:doubl|trebl|tripl|quadrupl)ed|{"|".join([*_ORDINALS, *_ONES, *_TENS])})"""
# both patterns have the same groups; the second never takes two numbers for a range
_START = rf"(?<![\w.,;£/@)’”\u2010-\u2015\u2212-]){_FIRST}"
_PATTERN = re.compile(rf"{_START}(?:{_RANGE}|{_SINGLE})", re.VERBOSE | re.IGNORECASE)
_ALONE = re.compile(rf"{_START}(?:(?!){_RANGE}|{_SINGLE})", re.VERBOSE | re.IGNORECASE)
_QUALIFIER = re.compile(
    r"(?P<words>approximately|approx\.?|about|around|roughly|some|circa|c\.|nearly|almost|just\s(?:over|under|below|above)|over|more\sthan|at\sleast|above"
    r"|no\smore\sthan|under|fewer\sthan|less\sthan|below|up\sto|in\sexcess\sof|a\s(?:minimum|maximum)\sof|as\s(?:many|few|high|low)\sas|[<>≤≥~])"
    r"\s?(?:a\s(?:total|further)\s(?:of\s)?|further\s|the\s)?$",
    re.IGNORECASE,
)
_PER_NAMES = {"10000": "per-10000", "tenthousand": "per-10000", "1000": "per-1000", "thousand": "per-1000"}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. ``value`` is None where only words change a number ("halved"); of a range it is the lower end.

    ``high`` is the upper end of a range. ``spelled`` marks a number in words without a unit: it counts something only
    where a noun follows. ``bare`` marks one without a printed unit.
    """

    span: Span
    value: Decimal | None
    unit: str
    qualifier: str = ""
    high: Decimal | None = None
    spelled: bool = False

    @property
    def bare(self) -> bool:
        """Whether no unit is printed with the number."""
        return self.unit == "count"


def find_numbers(span: Span) -> list[Number]:
    """The numbers printed in ``span``, from left to right; those that name, number or date something are left out."""
    text = str(span)
    if _PATTERN.search(text) is None:
        return []
    hidden = Masks.of(span)
    found: list[Number] = []
    at = 0
    while match := _PATTERN.search(text, at):
        if match["range"] and (hidden.after(match.start("high")) or not _is_range(match)):
            match = _ALONE.match(text, match.start("low"))
        if match is None:  # the first of two numbers that are no range stands in a word of its own kind
            at += 1
            continue
        until = hidden.after(_first_digit(match))
        at = max(match.end(), until)
        if not until:
            made = _number(Match(span, match))
            if made is not None:
                found.append(made)
    return found


def _first_digit(match: re.Match[str]) -> int:
    places = [match.start(group) for group in ("low", "number", "top", "in", "years", "some_in") if match.start(group) >= 0]
    return places[0] if places else match.start()


def _is_range(match: re.Match[str]) -> bool:
    join = match["join"].strip().lower()
    if value_of(match["high"]) <= value_of(match["low"]):
        return False
    if join == "and":
        return bool(match["between"])
    if match["between"]:
        return join != "to"
    if join == "to":
        before = match.string[max(0, match.start() - 14) : match.start()].lower()
        ranging = re.search(r"\brang(?:ing|es?|ed)\sfrom\s$", before)
        return bool(match["range_unit"]) and (ranging is not None or not before.endswith(("from ", "up ", "down ")))
    return True


def value_of(printed: str) -> Decimal:
    """The value of a number in digits or words. Raises ValueError for anything else."""
    bare = printed.strip().lower().replace(",", "")
    whole = re.fullmatch(r"(\d+(?:\.\d+)?)(?:\s(thousand|million))?", bare)
    if whole:
        return Decimal(whole.group(1)) * _SCALES.get(whole.group(2) or "", 1)
    total, current = 0, 0
    for word in re.split(r"[\s-]+", bare):
        if word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0
        elif word in _VALUES:
            current += _VALUES[word]
        elif word not in ("a", "and"):
            raise ValueError(f"not a number: {printed!r}")
    return Decimal(total + current)


def _number(match: Match) -> Number | None:
    span = match.span
    if match.has("range"):
        return _range(match)
    if match.has("money"):
        scale = _SCALES.get(str(match.get("scale") or "").lower(), 1)
        return _made(match, span.strip(), value_of(str(match.group("pounds"))) * scale, "gbp")
    if match.has("sterling"):
        return _made(match, span, value_of(str(match.group("sterling"))), "gbp")
    if match.has("part"):
        return _share(match)
    if match.has("years"):
        months = 12 * value_of(str(match.group("years"))) + value_of(str(match.group("months")))
        return _made(match, span, months, "months")
    if match.has("ten"):
        share = 100 * value_of(str(match.group("some_in"))) / value_of(str(match.group("ten")))
        return _made(match, span, share, "percent") if share < 100 else None
    if match.has("in"):
        return _made(match, span, value_of(str(match.group("in"))), "ratio")
    if match.has("rank") or match.has("ordinal"):
        printed = str(match.get("rank") or match.group("ordinal")).lower()
        place = _ORDINALS.index(printed) + 1 if printed in _ORDINALS else int(value_of(re.sub(r"(?<=\d)\D+", "", printed)))
        return Number(span, Decimal(place), "rank")
    if match.has("top"):
        return Number(span, Decimal(str(match.group("top"))), "rank", "top")
    return Number(span, None, "times") if match.has("changed") else _plain(match)


def _share(match: Match) -> Number | None:
    """A share in words, as per cent; thirds to two places."""
    part, some = str(match.group("part")).lower().rstrip("s"), str(match.get("some") or "").lower()
    if re.search(r"\b(?:first|second|latter|other|last|one and a)\s?$", str(match.before[-12:]).lower()) or (
        not some and part != "half"
    ):
        return None  # the first half of a year; "third of" alone is an ordinal
    count, whole = {"two": 2, "three": 3, "four": 4}.get(some, 1), _PARTS[part]
    share = Decimal(100 * count) / Decimal(whole)
    return _made(match, match.span, share if whole != 3 else share.quantize(Decimal("0.01")), "percent")


def _range(match: Match) -> Number:
    low, high = value_of(str(match.group("low"))), value_of(str(match.group("high")))
    unit = _unit(match, "range_per", "range_length", str(match.get("range_unit") or match.get("low_percent") or ""))
    return _made(match, match.span[match.group("low").start - match.span.start :], low, unit, high)


def _plain(match: Match) -> Number:
    value = value_of(str(match.group("number")))
    if str(match.get("sign") or "").strip() in ("-", "–", "−"):
        value = -value
    unit = "times" if match.has("times") else _unit(match, "per", "length", str(match.get("percent") or ""))
    return _made(match, match.span.strip(), value, unit)


def _unit(match: Match, per: str, length: str, percent: str) -> str:
    if match.has(per):
        return _PER_NAMES.get(re.sub(r"[,\s]", "", str(match.group(per)).lower()), "per-100000")
    if match.has(length):
        return str(match.group(length)).lower().rstrip("s") + "s"
    if "point" in percent:
        return "percentage-points"
    return "percent" if percent.strip() else "count"


def _made(match: Match, span: Span, value: Decimal, unit: str, high: Decimal | None = None) -> Number:
    before = str(match.before[-40:])
    hedge = _QUALIFIER.search(before)
    spelled = unit == "count" and not re.search(r"\d", str(span))
    return Number(span, value, unit, " ".join(hedge.group("words").split()).lower() if hedge else "", high, spelled)
