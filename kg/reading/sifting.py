"""Which of the numbers in a sentence are figures: those that count or measure something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.reading.numbers import Number
from kg.text import Span

_FEW = "(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
_LENGTHS = ("days", "weeks", "months", "years")
_MEASURES_TIME = re.compile(
    r"\b(?:average|averag\w+|mean|median|target|targets|threshold|timescale|timescales|time|times|duration|length|wait|waits|waiting|expectancy|takes?|took|taken|standard|limit|maximum|minimum|age|days|timeliness|proceedings|figure|figures|performance)\b[^.;]{0,130}$",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"(?:\b(?:is|was|were|are|be|of|at|from|to|than|within|takes?|took|taken|average[sd]?|and|between)|[:=–-])\s(?:(?:an?|the|over|under|about|around|approximately|just|almost|nearly|at\sleast|less\sthan|more\sthan)\s){0,2}(?:total\sof\s)?$",
    re.IGNORECASE,
)
_SPELL = re.compile(  # a stretch of time in which something happened, and no measure of it
    r"\b(?:over|in|during|for|within|every|after|next|last|past|previous|first|following|than|further|another|by|at\sleast|of|under|up\sto|around|about|or|to|and|the|least)\s(?:the\s)?(?:a\s)?(?:next|last|past|previous|first|following|further|initial)?\s?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\bwithin\s(?:the\s|a\s)?(?:statutory\s|required\s)?$", re.IGNORECASE)
_TIMESCALE = re.compile(r"^\s(?:timescale|target|deadline|limit|standard|threshold)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s(?:of\s(?:Her|His|our|the|these|those|our|their|its|whom|which|them)\s)?(?:[A-Za-z][\w’'/-]*,?\s){0,5}?(?:(?!(?:was|this|has|its|his|thus|always|across|less|various|previous|perhaps|does|towards|besides|unless)\b)[A-Za-z][a-z’'-]{2,}(?:s|ren|men)(?:[’']s?|[1-9])?|people|staff|police|LSCBs|GPs|[A-Z]{2,6}s?)\b(?!\s(?:old|ago)\b)"
)
_NOUN = re.compile(r"\s?\(?\s?[A-Za-z£]")
_VALUE_BEFORE = re.compile(
    r"(?:\b(?:is|was|were|are|be|been|of|at|to|from|than|by|only|just|over|under|about|around|approximately|nearly|almost|some|and|or|with|totall?ed|total|number(?:ed|s)?|reached|averag\w+|or|versus|vs|against|had|has|have|n|below|above|between|standing|currently|per|targets?|england|national|neighbours|regional|region|sn)|[:=–—-]|\()\s?[*_]{0,3}(?:an?\s|the\s|still\s)?(?:average\sof\s|total\sof\s|rate\sof\s|high\sof\s|peak\sof\s)?$",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"\s(?:(?:main|key|further|broad|different|overarching|guiding|strategic|new|separate|distinct|important)\s){0,2}(?:periods?|ways|reasons|areas|issues|aspects|elements|parts|principles|types|kinds|stages|sections|topics|questions|things|pillars|strands|themes|priorities|steps|routes|sides|ends|halves|phases|headings|categories|imperatives|objectives|outcomes|occasions)\b"
)
_TELLS = re.compile(
    r"\s(?:[a-z’'-]+\s){1,4}(?:said|says|told|described|commented|interviewed|explained|felt|wrote|stated|spoke|put\sit|who\shas|who\shad)\b"
)
_IS = re.compile(r"\s(?:[a-z’'-]+\s){1,4}(?:is|are|was|were|has|had|have|ceased|became|lives|lived)\b")
GOES_ON = re.compile(r"[A-Z][a-z-]{2,12}\s(?:of\s(?:these|them)\s)?(?:is|are|was|were|has|have|had)\b")
_OF_THESE = re.compile(
    r"\b(?:of\s(?:these|those|them|whom|which|this\snumber)|of\sthe\s(?:two|three|four|five|six|seven|eight|nine|ten|\d+))\b[^.;]*$|\b(?:from|to)\s(?:only\s|just\s)?$",
    re.IGNORECASE,
)
_STREET = re.compile(r"\s[A-Z][a-z]+\s(?:Street|Road|Avenue|Lane|Square|House|Place|Way|Gate|Drive)\b")
_NOT_ANY = re.compile(
    r"\b[Nn]o(?=\s(?:(?:[a-z’'-]+\s){0,4}?(?:children|young\speople|pupils|families|decisions|referrals|complaints|deaths|exclusions|care\sleavers|looked\safter\schildren|child)\b))"
)
_NONE_OF = re.compile(rf"\bnone(?=\s(?:out\s)?of\s(?:the|these|those|its|their|her|his|our)\s(?:\d|{_FEW}\b))", re.IGNORECASE)
_THERE_ARE_NO = re.compile(
    r"\b[Tt]here\s(?:were|was|had\sbeen|have\sbeen|are)\s(?:currently\s)?(?P<no>no)(?=\s(?:[a-z-]+\s){0,3}(?:children(?![’'])|children[’']s\shomes|young\speople|exclusions|referrals|complaints|deaths|placements|reviews|adoptions|disruptions|cases|decisions|appeals|vacancies)\b)"
)
_IN_TIME = re.compile(
    r"\b(?:since|in\sthe\s(?:last|past|previous)|during\sthe\s(?:last|past|year)|this\syear|currently|for\sany\slonger|at\sthe\stime\sof|(?:in|at|on|by|during)\s(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_HAPPENS = re.compile(r"\s(?:[a-z0-9’'-]+\s){1,8}?(?:ha(?:s|ve|d)\sbeen|to|being|waiting|were|are|was|is|became)\b")
_REFERS_BACK = re.compile(
    r"\b(?:these|those|other|another|the\sremaining|both|next|last|past|first|previous|every)\s$", re.IGNORECASE
)
_LIMIT = re.compile(
    r"(?:\b(?:number|proportion|percentage|share|half|thirds?|quarters?|per\s?cent)|%)\sof\s[^.;]{1,120}\b(?:in\sexcess\sof|above|over|below|under|more\sthan|less\sthan)\s$",
    re.IGNORECASE,
)  # part of what is counted
_COUNTED_LONG = re.compile(
    r"\d\s[a-z][^.;,]{3,80}\b(?:over|more\sthan|less\sthan|under|within|longer\sthan)\s$"
)  # "322 assessments had taken over"
_EXTREME = re.compile(r"\s(?:biggest|largest|main|highest|lowest|greatest|key|most)\b", re.IGNORECASE)

_ASKED_WITHIN = re.compile(  # a deadline set to somebody: "must submit its plan within 70 working days of receiving this letter"
    r"\b(?:must|should|shall|will|is\sto|are\sto|required\sto|asked\sto|need\sto|needs\sto|please)\s[^.;]{0,120}\bwithin\s(?:the\snext\s)?$",
    re.IGNORECASE,
)
_OF_RECEIPT = re.compile(
    r"\s(?:of|from|after)\s(?:the\s|its\s|this\s)?(?:receiv\w+|receipt|publication|publish\w+|date|letter|report)\b", re.IGNORECASE
)
_INSPECTING = re.compile(
    r"\b(?:by|team\sof|teams\sof|consist\w+\sof|compris\w+|joined\sby|inspectors\swere|made\sup\sof)\s(?:a\steam\sof\s)?$",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(
    r"\s(?:other\s|further\s)?(?:of\s)?(?:(?:[HhOo]\w+[’']?\w*|social|care|team|additional)\s){0,3}[Ii]nspectors\b|\s(?:of\s)?HMI\b"
)
_MAJESTY = re.compile(r"\s(?:of\s)?(?:Her|His)\sMajesty[’']s\sInspectors\b|\s(?:of\s)?HMI\b")
_AGE_LIMIT = re.compile(
    r"\b(?:leavers?|people|those|anyone|adults?|parents|children|young\spersons?|services|support|offer)\s(?:\w+\s)?(?:up\sto|over|under|aged|at|until|beyond|past|after)\s(?:the\sage\sof\s)?$|\b(?:post|pre)[\s–-]$|\bapproach(?:es|ing)?\s$|\bturn(?:s|ing)?\s$",
    re.IGNORECASE,
)
_AFTER_AGE = re.compile(
    r"\s*(?:[.,;:)]|$|\b(?:are|is|was|were|who|have|has|can|may|with|and|or|providers?|provision|education|learners|years?\sof\sage|on|for|from|in|to|as)\b)"
)
_AGES = range(10, 31)
_OF_ABSTRACT = re.compile(
    r"\sof\s(?:the|its|our|these|those)\s(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s)?(?:(?:main|key|previous|priority)\s)?(?:areas|recommendations|priorities|objectives|themes|actions)\b"
)
_IN_CAPITALS = re.compile(r"(?:^|\s)[A-Z’'&,:-]{3,}\s+$")  # "REVIEW: DRAFT REPORT  16 - 40": pages of an agenda
_WAITED = re.compile(
    r"\bwait(?:s|ing|ed)?\s(?:[\w’'-]+\s){0,4}?(?:over|more\sthan|up\sto|at\sleast|about|around|nearly|almost|between|from|as\slong\sas)\s$",
    re.IGNORECASE,
)

_SETTING = re.compile(  # of whom something is told, rather than how many there are
    r"\s(?:[A-Za-z-]+\s){0,2}?(?:managers|boards|LSCBs|CCGs|headings|chairs|judges|boroughs|localities|authorities|councils|panels|hubs)\b"
)
_HOW_MANY = re.compile(
    r"\b(?:there\s(?:is|are|was|were|(?:has|have|had)\sbeen)|total\sof|numbers?\sof|employ\w*|(?<!having\s)(?:has|have|had)|from|to|by|only|recruited|appointed)\s(?:[a-z]+\s){0,2}$",
    re.IGNORECASE,
)
_ARE = re.compile(r"\s(?:are|were|is|was|have|has|had)\b")
_RESOLVED = re.compile(r"\s[^.;:,]{1,80}\sbe\s(?:noted|approved|agreed|received|endorsed|accepted|welcomed|deferred)\b")


def sift(sentence: Span, numbers: Sequence[Number], one: frozenset[str], *, counted: bool = False) -> list[Number]:
    """The figures of ``sentence`` among the ``numbers`` in it, with the zeros that "no" stands for, in order.

    ``one`` holds the nouns before which "one" counts; ``counted``: the sentence before counts something, so that "Two were
    good" goes on from it.
    """
    text = str(sentence)
    if counted and numbers and numbers[0].spelled and GOES_ON.match(text) and numbers[0].span.start == sentence.start:
        return [numbers[0], *sift(sentence, numbers[1:], one)]
    kept = [
        number
        for number in numbers
        if _is_figure(text, number.span.start - sentence.start, number.span.end - sentence.start, number, numbers, one)
    ]
    none = [match.span for match in sentence.finditer(_NONE_OF)]
    if _IN_TIME.search(text):
        none += [one.span for one in sentence.finditer(_NOT_ANY) if _HAPPENS.match(text, one.span.end - sentence.start)]
        none += [one.group("no") for one in sentence.finditer(_THERE_ARE_NO)]
    kept += [Number(span, Decimal(0), "count", spelled=True) for span in dict.fromkeys(none)]
    return sorted(kept, key=lambda number: number.span.start)


_CITED = re.compile(  # the number of a minute, or a part of a law: "Minute 45", "Section 100A(4)"
    r"\b[Mm]inutes?\s(?:[Nn]o(?:\.|s\.?)?\s|[Nn]umbers?\s)?(?:\d{1,4}\s?(?:to|and|[–-])\s?)?$"
    r"|\b(?:[Ss]ections?|[Rr]egulations?|[Pp]aragraphs?|[Pp]aras?\.?|[Rr]ules?|[Aa]rticles?|[Ss]chedules?)\s\d{1,4}[A-Z]{0,2}\s?(?:\(\w{1,4}\)){0,3}\($"
)


def _is_figure(text: str, start: int, end: int, number: Number, numbers: Sequence[Number], one: frozenset[str]) -> bool:
    before, after = text[max(0, start - 180) : start], text[end : end + 160]
    if start == 0 and re.match(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-Z]", text):
        return False  # the number of a section
    if _LIMIT.search(before) or _CITED.search(before):
        return False
    if _names_a_limit(before, after, number):
        return False
    if number.unit in _LENGTHS and _COUNTED_LONG.search(before):
        return False
    if number.unit in _LENGTHS:
        return _measures_time(before, after, number, numbers)
    if number.unit == "times":
        return number.value is None or bool(re.match(r"\s(?:higher|lower|more|less|greater|the|as|that|above)\b", after))
    if number.unit != "count":
        return True
    if _STREET.match(after) or _ABSTRACT.match(after) or re.match(r"\s?(?:hours?|minutes?|am|pm|noon|per\sweek)\b", after):
        return False
    if re.search(r"\d\s?x$|^x\b", str(number.span)):
        return True
    if re.search(r"\d\s?%\s(?:have|had|has)\s$", before):
        return False  # part of what is counted: "a fifth have 20–25"
    if not number.spelled:
        return (
            bool(_NOUN.match(after) and not re.match(r"\s?\(", after) and not re.match(r"\s?[A-Z][a-z]+\s[A-Z]", after))
            or bool(_VALUE_BEFORE.search(before))
            or bool(re.match(r"\s?\(\s?(?:or\s|a\s|\d|£|[<>])", after))
        )
    if str(number.span)[:1].isupper() and before.strip(" \t•*–-“‘\"'"):
        return False  # a name: "Thirteen Housing"
    if after.startswith("-bed"):
        return not before.endswith(("- and ", "- or "))  # "one- and two-bed homes" are kinds of homes
    if _REFERS_BACK.search(before) or (_EXTREME.match(after) and re.search(r"\bthe\s$", before)):
        return False
    if str(number.span).lower() == "one":
        if re.search(r"\bfrom\s$", before) and re.match(r"\sto\s(?:\d|two|three|four|five|six|seven|eight|nine|ten)", after):
            return True
        following = re.match(r"\s([A-Za-z]+)\b", after)
        if re.search(r"\b(?:in|than)\s$", before) or _TELLS.match(after) or (str(number.span)[0] == "O" and not _IS.match(after)):
            return False  # one case is told of
        return (
            following is not None
            and following.group(1).lower() in one
            and not re.search(r"\b(?:every|any|each|the|this|that|from|which|no)\s$", before, re.IGNORECASE)
        )
    if re.match(r"\s(?:(?:out\s)?of\s(?:the\s|every\s)?)?\d", after) or _COUNTED.match(after):
        return True
    if numbers[0] is not number and re.match(r"\sof\s(?:whom|which)\s(?:is|are|was|were|has|have|had|live|lived)\b", after):
        return True
    return bool(_OF_THESE.search(before) and re.match(r"\s[a-z]|[,.;]|$|\s*$", after))


def _names_a_limit(before: str, after: str, number: Number) -> bool:
    """Whether a number is a deadline set, an age, the size of the team that inspects, pages, or what a wish asks for: no figure."""
    if number.unit == "times" and number.value is None:
        return before.endswith((" be ", " to be "))
    if number.unit in ("days", "weeks", "months"):
        return _OF_RECEIPT.match(after) is not None or _ASKED_WITHIN.search(before) is not None
    if number.unit not in ("count", "years"):
        return False
    if _AGE_LIMIT.search(before) and number.value in _AGES and _AFTER_AGE.match(after):
        return True
    if number.unit == "years":
        return False
    if number.spelled and re.search(r"\b(?:under|aged?)\s$", before) and re.match(r"\s*(?:[.,;)]|$)", after):
        return True
    if number.spelled and _is_setting(before, after):
        return True
    if number.high is not None and not number.spelled and _IN_CAPITALS.search(before) and re.match(r"\s*$|\s+[A-Z]", after):
        return True
    if _MAJESTY.match(after) or (_INSPECTING.search(before) and _INSPECTORS.match(after)):
        return True
    return number.spelled and _OF_ABSTRACT.match(after) is not None


def _is_setting(before: str, after: str) -> bool:
    """Whether a number only tells which managers, boards or areas are spoken of, or stands in what a meeting resolves."""
    if re.search(r"\bthe\s$", before) and _RESOLVED.match(after):
        return True
    noun = _SETTING.match(after)
    return noun is not None and not _HOW_MANY.search(before) and not _ARE.match(after, noun.end())


def _measures_time(before: str, after: str, number: Number, numbers: Sequence[Number]) -> bool:
    """Whether a stretch of time is itself what is measured ("an average of 400 days"), not when something happened."""
    if re.match(r"\s(?:per|a)\s(?:week|month|year)\b", after):
        rated = re.search(r"\b(?:rate|absence|sickness|average)\b[^.;]{0,60}\b(?:is|was|are|were|of|at|averag\w+)\s$", before)
        return "x" in before[-24:].lower() or ":" in before[-60:] or rated is not None
    if re.search(r"\brange(?:s|d)?:?\s(?:of\s|from\s|is\s|was\s)?$", before):
        return True
    if re.search(r"\b(?:is|are|was|were)\severy\s$", before) or _WAITED.search(before):
        return True
    if re.match(r"\s(?:lower|higher|longer|shorter|less|more)\b", after) or _TIMESCALE.match(after):
        return True
    if _WITHIN.search(before) and len(numbers) > 1 and not any(other.unit in _LENGTHS for other in numbers if other is not number):
        return False  # "half of proceedings within 26 weeks"
    if (
        _MEASURES_TIME.search(before)
        and _LINKED.search(before)
        and not re.search(r"\b(?:last|past|next|previous|first|the)\s$", before)
    ):
        return True
    earlier = [other for other in numbers if other.span.end <= number.span.start and other.unit == number.unit]
    if earlier and re.search(r"\b(?:is|was|are|were)\s$", before):
        return True
    if earlier and re.search(r"\b(?:from|to|of|and|than|with|against|versus)\s$", before):
        return _is_measured_beside(earlier[-1], before)
    return bool(_WITHIN.search(before)) and len(numbers) == 1


def _is_measured_beside(other: Number, before: str) -> bool:
    return str(other.span) in before and not _SPELL.search(
        before[: before.rfind(str(other.span))][-20:].replace("from ", "").replace("of ", "")
    )
