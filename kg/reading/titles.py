"""Title pages: their lines, what they say, and where they end."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.reading.blocks import BULLET
from kg.reading.dates import DateMention, find_dates
from kg.reading.part import Draft
from kg.text import Document, Span

MOST_LINES = 12
_MARKS = re.compile(r"^[#*_\[\s]+|[#*_\]\s:]+$")
ITEM = re.compile(
    rf"(?:{BULLET}|\(?\d{{1,3}}(?:\.\d{{1,2}})*[.)]|\d{{1,3}}(?:\.\d{{1,2}})+|\(?[a-z][.)]|\d{{1,2}}(?=\s+(?![Mm]onth)[A-Z(]))\s"
)
HELD = re.compile(r"\bminutes\b|\bmeeting\b.{0,80}\bheld\b|\bnext\smeeting\b", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|that|the|their|to|which|with)$", re.IGNORECASE)
SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|be|been|to present|to provide|to inform|to update|to set out)\b"
)
_SECTION = re.compile(
    r"(?:\d{1,2}(?:\.\d)?[.:)]?\s{1,3})?(?:the\s)?(?:(?:purpose|aims?|scope|reason)s?\b.{0,40}|summary|executive\ssummary|background\b.{0,40}|context"
    r"|introduction.{0,40}|foreword\b.{0,40}|contents|terms\sof\sreference|membership\b.{0,40}|overview|recommendations?\b.{0,30}|conclusions?\b.{0,30}"
    r"|strategic\scontext|methodology|performance\b.{0,30}|key\s(?:issues|messages|findings)|project\s(?:aims?|overview|background)|vision)",
    re.IGNORECASE,
)
PAGE_LINE = re.compile(
    r"\b(?:agenda\sitem|item\sno|report\s(?:to|of|by|from)|prepared\sby|author|contact|portfolio|wards?\saffected|classification|draft|final|confidential"
    r"|appendix\s\w+|version\s\S+)\b",
    re.IGNORECASE,
)
_BODY_LINE = re.compile(
    r"\b(?:council|board|committee|panel|cabinet|executive|commission|borough|authority|directorate|department|partnership|trust|team)\b",
    re.IGNORECASE,
)
_AUTHOR_LINE = re.compile(
    r"\b(?:commissioner|advis[eo]r|councillor|cllr|director|officer|chair|manager|CBE|OBE|MBE)\b", re.IGNORECASE
)
_COUNCIL = re.compile(
    r"(?<![\w’'])(?:(?:London|Royal|Metropolitan)[ ]){0,2}(?:(?:Borough|City|County)[ ](?:Council[ ])?of[ ](?:[A-Z][\w’'-]{0,40}|and|upon)"
    r"(?:[ ](?:[A-Z][\w’'-]{0,40}|and|upon)){0,3}"
    r"|(?:[A-Z][\w’'-]{0,40},?[ ])(?:(?:[A-Z][\w’'-]{0,40},?|and|of|upon|with|the|&)[ ]){0,4}(?:Council|COUNCIL))(?![ ]?(?:Tax|TAX|Chamber|CHAMBER|of[ ](?:Europe|Ministers)))(?!\w)"
    r"|(?<![\w’'])(?:(?:LONDON|ROYAL|METROPOLITAN)[ ]){0,2}(?:BOROUGH|CITY|COUNTY)[ ](?:COUNCIL[ ])?OF(?:[ ][A-Z][A-Z’'-]{1,40}){1,4}(?=[ \t*]*(?:\n|\Z|,|[–-]\s))"
)
SERVED = re.compile(
    r"\b(?i:services?|social\scare|safeguarding)\s(?:in|for)\s(?P<name>[A-Z][\w’'-]{0,40}(?:\s(?:[A-Z][\w’'-]{0,40}|and|upon)){0,3})\W*$"
)
_NAMELESS = re.compile(
    r"(?:(?:the|county|city|borough|district|unitary|metropolitan|local|london|royal|and|of)\s){1,4}council", re.IGNORECASE
)
_BODY_OF = re.compile(
    r"(?:[A-Z][\w’'-]{0,40}\s){0,5}(?:Committee|Panel|Board|Cabinet|Commission)\sof\s(?:the\s)?(?=[A-Z][\w’'-]{0,40}\s)"
)
_VENUE = re.compile(r"\b(?:Room|Chamber|Hall|Suite|Floor|Building|Centre|House|Road|Street)\s?\d{0,3},")
_NO_AUTHORITY = re.compile(
    r"\b(?:report|to|member|members|full|school|schools|youth|care|parish|town|executive|cabinet|meeting|research|arts|sports|medical|british|students?|governing|leader|clerk|health|safety)\b",
    re.IGNORECASE,
)
_OF_NOTHING = re.compile(
    r"(?:^|\s)(?:of|for|and|with|upon|the|&)\scouncil$", re.IGNORECASE
)  # "HEALTH AND SAFETY OF COUNCIL BUILDINGS"


def bare(line: Span) -> Span:
    """A line without the marks of its layout (#, *, brackets, a final colon)."""
    words = str(line)
    left = _MARKS.match(words)
    start = left.end() if left and left.start() == 0 else 0
    return line[start : start + len(_MARKS.sub("", words[start:]))].strip()


def is_section_heading(line: Span) -> bool:
    """Whether a line is the heading that the first section of a report has: purpose, introduction, background, summary."""
    return len(line) < 90 and bool(bare(line).fullmatch(_SECTION))


def is_sentence(line: Span) -> bool:
    """Whether a line is running text rather than a line of a title page."""
    words = line.words
    if len(words) > 140:
        return True
    count = len(words.split())
    return (count > 4 and words.endswith((".", ";", ","))) or (count > 6 and bool(SENTENCE.search(words)))


def is_page_line(line: Span) -> bool:
    """Whether a line belongs on a title page: a body, a date, an author, an agenda item number, a classification."""
    words = bare(line).words
    if not words or len(words) > 120 or "@" in words or str(line).count("\t") > 1 or line.search(HELD):
        return False
    if is_sentence(line) or is_section_heading(line):
        return False
    dates = find_dates(line)
    if ITEM.match(str(line)) and not (dates and dates[0].span.start == line.start):
        return False
    if dates and len(words) < 60:
        return True
    named = PAGE_LINE.search(words) or _BODY_LINE.search(words) or _AUTHOR_LINE.search(words) or SERVED.search(words)
    return bool(named) and words[0].isupper()


def own(part: Draft) -> Span:
    """The text of a part from its title page on; what stands before the first document of a file belongs to its first part."""
    return Span(part.span.document, max(part.span.start, part.opening.at.start), part.span.end)


def front(part: Draft, title: re.Pattern[str]) -> int:
    """Where the title page of a part ends."""
    lines = page(own(part), title)
    return lines[-1].end if lines else part.span.start


_CELLS = re.compile(r"[\t|·•]|\s[–—-]\s")
_STRIP = 1500


def page(span: Span, title: re.Pattern[str] | None = None) -> list[Span]:
    """The lines of the title page at the start of ``span``: up to the first section heading (that is not the ``title``) or sentence."""
    made: list[Span] = []
    last = 0
    for line in span[:4000].lines():
        stripped = line.strip()
        if not stripped:
            continue
        named = title is not None and title.search(bare(stripped).words) is not None
        row = str(stripped).count("\t") > 1 or "|" in str(stripped)
        if len(made) >= MOST_LINES or (made and not named and (row or is_section_heading(stripped) or is_sentence(stripped))):
            break
        made.append(stripped)
        if named or is_page_line(stripped):
            last = len(made)
    return made[: max(last, 1)]


def date_of_strip(span: Span) -> DateMention | None:
    """The date at the top of a paper that stands alone in a line of several cells ("Version 2 | May 2021 | For decision")."""
    for line in [line for line in span[:_STRIP].lines() if line.strip()][:MOST_LINES]:
        if is_sentence(line.strip()):
            return None
        for cell in line.split(_CELLS):
            alone = cell.strip(" *_#")
            found = find_dates(alone)
            if found and found[0].is_point and found[0].when.value and len(found[0].span) == len(alone):
                return found[0]
    return None


def whole_title(lines: list[Span], title: re.Pattern[str]) -> Span:
    """The line of a title page that matches ``title`` (the first line, where none does), with the line it is wrapped onto."""
    line = next((one for one in lines if title.search(bare(one).words)), lines[0])
    below = Span(line.document, min(line.end + 1, len(line.document.text)), len(line.document.text))[:120].lines()
    after = below[0].strip() if below else line[:0]
    if not after or line.document.text[line.end] != "\n" or line.search(r"[.:;|]$|\t") or find_dates(after) or "\t" in str(after):
        return line
    small = len(after.words.split()) < 4 and not is_page_line(after)
    return line.to(after) if small or UNFINISHED.search(line.words) else line


def is_served(line: Span) -> bool:
    """Whether a line names the services of a place ("Children's services in Leeds"), as a title does."""
    return line.search(SERVED) is not None


def councils(span: Span) -> list[Span]:
    """Every place in ``span`` where a council is named in full ("Leeds City Council", "London Borough of Brent")."""
    every = (one.span for one in span.finditer(_COUNCIL))
    found = (one for one in (_led(one) for one in every) if not one.search(_NO_AUTHORITY))
    named = (one if (of := one.match(_BODY_OF)) is None else of.after for one in found)
    return [one for one in named if not (one.fullmatch(_NAMELESS) or one.search(_VENUE) or one.search(_OF_NOTHING))]


def _led(name: Span) -> Span:
    """The name of a council without the office before it: "Leader of Northshire Council"."""
    office = name.search(
        r"(?:(?:Deputy\s)?Leader|Mayor|Chief\sExecutive|Chair(?:man)?|Members?|Director|Officers?|Staff|Councillors|Employees|Representatives?|Services)\sof\s(?:the\s)?(?=[A-Z][\w’'-]+\s)"
    )
    return name if office is None else office.after


_COMMITTEE = re.compile(
    r"(?<![\w’'])(?:[A-Z][\w’'-]*,?\s(?:(?:and|of|for|&)\s)?){1,9}(?:Sub-?\s?Committee|Committee|Panel|Board|Cabinet|Commission|Forum|Partnership)\b(?!\s[A-Z][a-z]+\s(?:Officer|Manager))"
)
_LEADS = re.compile(
    r"^(?:The|A|An|At|In|On|Of|By|To|From|For|With|That|This|These|As|And|Members|Minutes|Agenda|Agendas|Report|Reports|Update|Chair|Notes|Meeting|Meetings|Papers)\s(?:(?:of|for|from|to)\s)?(?:the\s)?"
)


def committees(span: Span) -> list[Span]:
    """The committees, panels and boards that ``span`` names in full, however common their words are."""
    made = []
    for found in span.finditer(_COMMITTEE):
        words = found.span
        while (lead := words.match(_LEADS)) is not None:
            words = lead.after
        if len(words.words.split()) > 1:
            made.append(words)
    return made


def cased(span: Span) -> str:
    """The words of ``span`` in the case of a name, with the acronyms that its document prints in running text in capitals."""
    words = span.words
    if not words.isupper():
        return words
    kept = {one for one in set(re.findall(r"\b[A-Z]{3,6}\b", words)) if _in_prose(one, span.document)}
    made = mixed_case(words)
    return re.sub(r"\b[A-Z][a-z]{2,5}\b", lambda one: one.group().upper() if one.group().upper() in kept else one.group(), made)


@lru_cache(maxsize=256)
def _in_prose(acronym: str, document: Document) -> bool:
    told = rf"(?<![A-Z] )(?<![A-Z]\n)\b{acronym}\b(?! [A-Z]{{2}})"
    return (
        re.search(rf"[a-z],? \(?{told}|{told}\)? [a-z]{{2}}", document.text) is not None
        and re.search(rf"\b(?:{acronym.lower()}|{acronym.capitalize()})\b", document.text) is None
    )


def mixed_case(words: str) -> str:
    """Words that are printed in capitals in the case of a name: "OVERVIEW AND SCRUTINY BOARD" is "Overview and Scrutiny Board"."""
    if not words.isupper() or (len(words) < 7 and " " not in words):  # an acronym keeps its capitals
        return words
    little = {"and", "of", "the", "for", "in", "on", "to", "with", "at", "by"}
    cased = [
        word.lower() if word.lower() in little else re.sub(r"[A-Z][A-Z’']*", lambda one: one.group().capitalize(), word)
        for word in words.split()
    ]
    return " ".join([cased[0][:1].upper() + cased[0][1:], *cased[1:]])
