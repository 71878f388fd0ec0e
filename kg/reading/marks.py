"""Where the digits and number words of a text name, number or date something, and so are no figures.

Dates and times, ages, numbers of sections, pages, stages and years of school, codes, telephone numbers, addresses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading.dates import find_dates
from kg.text import Span

_SMALL = r"one|two|three|four|five|six|seven|eight|nine|ten"
_NUM = rf"(?:\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}[a-z]?|{_SMALL})\b"
_LIST = rf"{_NUM}(?:(?:,\s|\s?[&–—-]\s?|\s(?:and|to|or)\s|,\sand\s){_NUM}){{0,8}}"
_BEFORE_ANY = (  # words whose number, in digits or words, is a name
    r"sections?|regulations?|paragraphs?|paras?\.?|recommendations?|appendix|appendices|annex|chapters?|schedules?|articles?|clauses?|(?:key\s)?stages?"
    r"|levels?|tiers?|phases?|imperatives?|priority|priorities|floors?|rooms?|volumes?|po\sbox|ks|q|covid|no\.|nos\.|rags?"
)
_BEFORE_DIGITS = (  # words whose number is a name when it is printed in digits
    r"tables?|figures?|items?|agenda\sitems?|bands?|years?|objectives?|outcomes?|steps?|options?|grades?|pages?|pp?\.?|versions?|v|issues?|parts?|wards?"
    r"|standards?|principles?|rules?|themes?|groups?|quarters?|weeks?|days?|domains?|strands?|criteria|criterion|ref\.?|type|form|code|act|windows|block|unit|class"
)
_COUNTABLE = r"children|young\speople|people|cases|referrals|families|pupils|contacts|assessments|households|residents|staff"
_NO_COUNT = (
    r"(?<!\bthat\s)(?<!\bsame\s)(?<!\blast\s)(?<!\beach\s)(?<!\bnext\s)"  # "on that day 412 children", "last year 30 left" count
)
_AGE = rf"(?:\d{{1,2}}(?:\.5)?(?![\d,]\d)|{_SMALL}|eleven|twelve)"
_LATER_AGE = rf"(?!2[7-9]|[3-9]\d){_AGE}"
_NO_SUBJECT = (  # "aged 18 to 20 and 95 were older" counts
    r"(?!\s?%|,\d|\s(?:were|was|are|is|had|have|has|who|of\sthe|children|young|people|others|boys|girls|cases|care\sleavers)\b)"
)
_GROWN = r"(?:1[0-9]|2[0-6])(?!\s?%|[,.]\d|[-–—]\s?\d|\s(?!and\b|or\b|who\b|they\b|but\b|in\scare\b|in\sthe\b|with\b|to\b|as\b|at\b|will\b|can\b|are\b|living\b|years?\b))"
_YEARS = r"(?:\s(?:years?|months?)(?:\s(?:old|of\sage))?)?"
_ANY_CASE = (  # each begins where a word begins or ends
    rf"(?:{_BEFORE_ANY})[\s-]?{_LIST}(?!\s?%|\s?per\s|,\d|\.\d)",
    rf"{_NO_COUNT}(?:{_BEFORE_DIGITS}):?\s?(?=\d){_LIST}(?!\s?%|\s?per\s|,\d|\.\d|\s(?:{_COUNTABLE})\b)",
    # ages
    rf"(?:aged?|ages)\s(?:of\s(?:over|under)\s|of\s|from\s|between\s|under\s|over\s|up\sto\s)?{_AGE}(?:\s?(?:to|and|or|–|—|-|/)\s?(?:{_LATER_AGE}|below|above|under|over|older|younger)(?:\s?(?:to|and|or|–|—|-|/)\s?(?:{_LATER_AGE}{_NO_SUBJECT}|below|above|under|over|older|younger))?)?{_YEARS}\b",
    rf"(?:boys|girls|children|people|leavers|adults|those|are|is)\sof\s{_AGE}\s(?:to|and|or)\s(?:{_LATER_AGE}|over|under|above|below)(?=\s(?:only|and|or|were|was|are|is|who|in|have|had|has|with|may|can|will|should|must)\b|[.,;:)]|$)",
    rf"(?:under|over|above|below|up\sto|from|between)\sthe\sages?\sof\s{_AGE}(?:\s?(?:and|to|–|—|-)\s?{_AGE})?{_YEARS}\b",
    rf"(?:boys|girls|children|those|people)\s(?:aged\s)?(?:under|over)\s{_AGE}{_YEARS}\b",
    rf"(?:boys|girls|children|people|leavers|adults|parents|carers|men|women|residents)\s(?:up\sto|until|from|between)\s(?:the\sages?\sof\s)?(?:{_AGE}\s(?:to|and)\s)?{_GROWN}(?:\syears\sof\sage)?",
    rf"(?:reach(?:es|ed|ing)?|turn(?:s|ed|ing)?|(?:until|before|when|once|after|till)\s(?:they|he|she)\s(?:is|are|was|were|reach(?:es|ed)?|turn(?:s|ed)?))\s(?:the\sage\sof\s)?{_GROWN}(?:\syears\sof\sage)?",
    r"(?:under|over|post|pre)-?\s?\d{1,2}(?:-year-olds?|s)\b",
    r"(?:under|post|pre)-\d{1,2}\b",
    r"(?:(?:after|until|past|beyond)|in\scare\sat)\s(?:16|17|18|19|21|25)\b(?!\s(?:children|cases|days|weeks|months|years|working))",
    r"under\s\d{1,2}\b(?=\s(?:years?\b|conceptions?|population|pregnanc|is|are|was|were|in|at|has|have)\b|[.,;)]|$)(?:\syears(?:\sold|\sof\sage)?)?",
    rf"(?:{_AGE}-?\s?(?:to|–|—|-|and|or)\s?)?{_AGE}[\s-](?:years?|months?)[\s-](?:olds?|of\sage|or\s(?:older|over|above|younger))\b",
    r"\d{1,2}\s?[–—-]\s?\d{1,2}(?=\s(?:age|years?\sold|services|provision|population)\b)",
    r"age\s(?:groups?|ranges?|bands?)\s(?:from\s|of\s)?\d{1,2}\s?[–-]\s?\d{1,2}",
    r"\d{1,2}-\d{1,2}\sand\s\d{1,2}-\d{1,2}\b",
    r"0\s?[\u2010-\u2015\u2212-]\s?\d{1,2}\b",
    rf"{_AGE}\s(?:placement\s|school\s)?(?:placements?|moves?|times|changes|episodes|occasions)\sor\s(?:more|fewer|less)\b",
    r"\d{1,4}\s(?:miles?|km|kilometres?)\b",
    # times, periods that qualify a noun, and telephone numbers
    r"\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b\.?",
    r"(?:[01]?\d|2[0-3]):[0-5]\d\b",
    r"\d{1,2}\+",
    r"24/7\b|one\sor\stwo\b",
    rf"(?:{_SMALL}|twelve|\d{{1,3}})(?:-|\s(?=(?:weekly|monthly|yearly)\b))(?:to-one|way|weekly|monthly|yearly|stage|tier|off|stop|third|page|sided|star|hour|minute|part|fold|point)\b",
    rf"(?:{_SMALL}|eighteen|twelve|\d{{1,3}})[\s-](?:day|week|month|year)\s(?:[a-z]+\s)?(?:report|review|plan|strategy|period|programme|average|pilot|contract|fortnight|follow)",
    rf"(?:{_AGE}|\d{{1,3}}\s(?:days|weeks|months|years))\s(?:or\s(?:more|fewer|less|longer)|\+)",
    r"(?:five|5)\s(?:or\smore\s)?(?:(?:good\s)?(?:GCSEs?\s)?(?:at\s)?(?:grades?\s)?A\*?\s?(?:to|–|-)\s?C\b|good\sGCSEs?\b)",
    r"0\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b|0300\s?\d{3}\s\d{4}\b",
    r"\d{1,2}\s(?:and|or)\s\d{1,2}[\s-](?:month|year|week)\b",
    r"https?://\S{1,200}|www\.\S{1,200}|[\w.-]{1,60}@[\w.-]{1,60}",
    r"per\s(?:100[,\s]?000|10[,\s]?000|1[,\s]?000|ten\sthousand)\b",
    r"in\s(?:the\s)?(?:high|low|mid)\s\d0s\b",
    r"(?:attainment|progress)\s8\b",
)
_ANYWHERE = r"\+44[\s\d()]{8,16}|[\w-]{1,40}\.(?:gov|org|co)\.uk\S{0,100}"
_OWN_CASE = (
    r"\b[A-Z]{1,2}\d[A-Z0-9]?\s?\d[A-Z]{2}\b",  # post codes
    r"\bNo\s\d{1,4}\b(?!\s[a-z]|\s?%)",  # of a house: "at No 12"
    r"\b[A-Z]{1,6}(?:[-–][A-Z]{1,4})?[-–]?\d{1,6}[A-Z]?\b",  # codes: MS8, TS1, NP-CF-019, s47
    r"\bs\d{1,3}\b",
    r"\b[A-Z][a-z]{1,20}\s\d\s[A-Z][a-z]",  # a name: "Care 4 Us"
    r"\b[Oo]ne\s(?:of|such)\b|\b(?:[Nn]o|[Ss]ome|[Ee]very|[Aa]ny)\sone\b",
    r"\b(?:the|these|those|other|first|last|next|past|previous|following)\s(?:one|other two|two|three)\b(?=[\s,.;]{1,2}(?:are|is|of|and|were|was|can)\b)",
)
_MASKS = (
    re.compile(rf"(?=[\w.-])\b(?:{'|'.join(f'(?:{one})' for one in _ANY_CASE)})|{_ANYWHERE}", re.IGNORECASE),
    re.compile("|".join(f"(?:{one})" for one in _OWN_CASE)),
)
_PAGE = re.compile(r"\n[^\S\n]*(?P<number>\d{1,3})[^\S\n]*(?=\n)")  # alone on its line: a page or a footnote
_ANY_YEAR = 2000  # completes days printed without a year ("18 April"), which are masked like others
_COUNTED = re.compile(rf"\s(?:{_COUNTABLE})\b")
_DATED = re.compile(
    r"(?:\b(?:in|since|during|by|for|from|until|to|of|and|year|autumn|summer|spring|winter|term|end)|[–—-])\s?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Masks:
    """Stretches of a span, as offsets into it, in order and without overlaps."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, span: Span) -> Masks:
        """Where digits and number words of ``span`` are no figures."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(_stretches(span)):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return cls([start for start, _ in merged], [end for _, end in merged])

    def after(self, at: int) -> int:
        """The end of the stretch over the position ``at``; 0 where there is none."""
        index = bisect_right(self.starts, at) - 1
        return self.ends[index] if index >= 0 and at < self.ends[index] else 0


def _stretches(span: Span) -> Iterator[tuple[int, int]]:
    text = str(span)
    for pattern in _MASKS:
        yield from ((match.start(), match.end()) for match in pattern.finditer(text))
    for match in _PAGE.finditer(text):
        yield match.start("number"), match.end("number")
    for mention in find_dates(span, _ANY_YEAR):
        start, end = mention.span.start - span.start, mention.span.end - span.start
        like_a_year = end - start == 4 and _COUNTED.match(text, end)
        if not (like_a_year and not _DATED.search(text[max(0, start - 8) : start])):  # "2012 children" is a count
            yield start, end
