"""Where agendas and minutes begin in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.reading.dates import find_dates
from kg.reading.part import Opening
from kg.reading.rollheads import Labels, labels
from kg.reading.sittings import BODY_NOUN, STATED, TIME, Sitting, is_labelled, paged, stated, wraps
from kg.reading.titles import bare, is_sentence
from kg.reading.webpages import plain_agenda, tops
from kg.text import Span

_NUMBERED = re.compile(r"[#*_\s]{0,6}(?:\d{1,3}[.):]|[A-Z]{1,4}/?\d{1,3}|[-•*▪]\s|\(?[a-z][.)]\s|\d{1,2}\s{1,4}(?=[A-Z]))")
_TITLE_WORD = re.compile(
    rf"\b(?:{BODY_NOUN}|minutes|agenda|meeting|date|time|venue|location|town\shall|civic|county\shall|council\shouse|public\sdocument|borough|notice|summons)\b",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"[#*_\s]*(?:AGENDA|Agenda|A\sG\sE\sN\sD\sA|ORDER\sOF\sBUSINESS|Order\sof\sBusiness|ITEMS?\sOF\sBUSINESS|Items?\sof\sbusiness|BUSINESS\sTO\sBE\sTRANSACTED)(?:\s(?:ITEMS?|Items?|items?)(?:\s(?:NO|No)\.?)?(?:[ \t|]{1,4}(?:(?:TITLE|SUBJECT|Title|Subject|Item)[ \t|]{1,4})?(?:PAGES?|Pages?)\b[\w. ()]{0,12})?|\s(?:for|of|PART|Part|–|-)\b.{0,120}|\s[–-]\s.{0,120})?[*_:\s]*"
)
_HEADED = re.compile(
    rf"[#*_\s]*[A-Z][A-Z’', &()-]{{4,110}}\b(?i:{BODY_NOUN})\b[A-Z ()-]{{0,40}}\sAGENDA[*_:\s]*|(?:(?i:agenda\s)?(?i:item)(?i:s|\sno\.?)?)[ \t|]{{1,4}}(?i:title|subject|description)[ \t|]{{1,4}}(?i:pages?|page\snos?\.?|pages?\sno\.?)[ \t|]*"
)
_DECIDED = re.compile(r"\b(?:RESOLVED|AGREED|ORDERED|Resolved|Agreed|Resolution|RESOLUTION|DECISION|Decision)\b")
_MINUTED = re.compile(
    r"\b(?:RESOLVED|AGREED|ORDERED|NOTED|Resolved|Agreed|was noted|were noted|apologies|Apologies|APOLOGIES|was welcomed|DECISION|Present|PRESENT)\b"
)
_WORD = re.compile(
    r"[#*_\s]*(?:(?:draft|unconfirmed|printed)\s)?(?:minutes|notes|record)\b(?!\sof\sthe\s(?:previous|last))|\bminutes[*_\s]*$|^[#*_\s]*agenda\s(?:and|&)\s(?:draft\s)?minutes\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER_TOP = 1600, 4000


def tops_of_minutes(text: Span, world: Lexicon) -> Iterator[Opening]:
    """Where minutes begin: a sentence that a meeting was held, or a title page, with who was there or what was decided after it."""
    seen: list[int] = []
    for found in text.finditer(STATED):
        line = _line(text, found.span)
        lead = str(text.document.text[line.start : found.span.start]).strip("#*_> \t")
        if lead or _NUMBERED.match(str(line).lstrip("#* ")) or re.search(r"\s\d{1,3}\s?[-–]\s?\d{1,3}\s*$", line.words):
            continue
        one = stated(found)
        if one.date is None or one.body is None or not one.body.search(BODY_NOUN, re.IGNORECASE):
            continue
        if not _follows(text, found.span, world, near=not found.span.search(r"\b(?:held|took\splace|convened)\b", re.IGNORECASE)):
            continue
        if found.span.search(r"\bwill\b|\bto\sbe\sheld\b", re.IGNORECASE) or found.after[:60].search(
            r"\b(?:will\sbe|to\sbe)\sheld\b|\bwere\s(?:submitted|approved|agreed|confirmed)", re.IGNORECASE
        ):
            continue
        start = _top(text, line)
        if not any(abs(start.start - other) < 400 for other in seen):
            seen += [start.start, found.span.start]
            yield Opening(start, 0.9, f"the statement that a meeting was held: {one.body.words}")
    for start, reason in tops(text, "minutes"):
        if not any(-400 < start.start - other < 2500 for other in seen):
            seen.append(start.start)
            yield Opening(start, 0.88, reason)
    yield from _by_attendance(text, world, seen)


def _by_attendance(text: Span, world: Lexicon, seen: list[int]) -> Iterator[Opening]:
    """Minutes whose top is a title page: a body, a day and the word "minutes" above the list of those present."""
    known = labels(world)
    last = -10_000
    for line in text.lines():
        if not _is_attendance(line, known) and line.match(_HELD) is None:
            continue
        if line.start - last < 300:
            last = line.start
            continue
        last = line.start
        if any(0 <= line.start - other < 2500 for other in seen):
            continue
        above = [one for one in text[max(0, line.start - text.start - _BEFORE) : line.start - text.start].lines() if one.strip()]
        lines: list[Span] = []
        quiet = 0
        for one in reversed(above[-25:]):
            title = _is_title(one)
            quiet = 0 if title else quiet + 1
            if not title and (quiet > 3 or len(one.words) > 120 or is_sentence(one)):
                break
            lines.insert(0, one.strip())
        while (
            lines
            and not _TITLE_WORD.search(lines[0].words)
            and not find_dates(lines[0])
            and not (len(lines) > 1 and wraps(lines[0], lines[1]))
        ):
            lines.pop(0)
        if line.match(_HELD):
            lines.append(line.strip())
        top = paged(lines)
        worded = any(one.search(_WORD) for one in lines)
        if top.body is None or top.date is None or not lines:
            continue
        after = text[line.start - text.start :][:_AFTER_TOP]
        if worded or after.search(_DECIDED) or after.search(r"\b(?:Apologies|APOLOGIES)\b"):
            seen.append(lines[0].start)
            yield Opening(lines[0], 0.9 if worded else 0.75, f"a body, a day and who was present: {top.body.words}")


_HELD = re.compile(
    r"[#*_\s]*(?:minutes|notes)\s(?:of\s(?:the|an?)\s(?:[a-z]+\s){0,2}?meeting\s)?held\s(?:on|at|in|via|remotely)\b.*\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"\W*(?:name|attendee|member|councillor)s?\s*[|\t].*\b(?:attendance|attended|present|status)\b.*", re.IGNORECASE
)


def _is_attendance(line: Span, known: Labels) -> bool:
    """Whether a line opens a list of those present, or a table of attendance."""
    label = line.match(known.pattern)
    words = label.group("label").words.casefold() if label is not None else ""
    first = known.of(words) == "member" or bool(re.match(r"in\sattendance|present|virtual", words))
    return (known.is_strong(words) and first) or line.match(_TABLE) is not None


def _line(text: Span, span: Span) -> Span:
    whole = text.document.text
    start = whole.rfind("\n", 0, span.start) + 1
    end = whole.find("\n", span.end)
    return Span(text.document, max(start, text.start), min(end if end >= 0 else len(whole), text.end))


def _follows(text: Span, span: Span, world: Lexicon, *, near: bool) -> bool:
    """Whether minutes follow: a list of those present, or decisions."""
    after = text[span.end - text.start :][: 1200 if near else _AFTER_TOP]
    known = labels(world)
    for line in after.lines():
        found = line.match(known.pattern)
        if found is not None and known.is_strong(found.group("label").words.casefold()):
            return True
    return not near and after.search(_MINUTED) is not None


def _is_title(line: Span) -> bool:
    words = bare(line).words
    if (
        not words
        or len(words) > 150
        or "@" in words
        or ("\t" in str(line.strip()) and not is_labelled(line))
        or _NUMBERED.match(str(line))
        or re.match(r"\s*(?:Note|NB)\b", str(line))
    ):
        return False
    if is_sentence(line) and not find_dates(line):
        return False
    return bool(_TITLE_WORD.search(words) or find_dates(line) or line.search(TIME)) or words.isupper()


def _top(text: Span, line: Span) -> Span:
    """The first line of the title page above ``line``."""
    first, blank = line.strip(), 0
    above = text[max(0, line.start - text.start - 700) : line.start - text.start].lines()
    for one in reversed(above):
        stripped = one.strip()
        if not stripped:
            blank += 1
            continue
        if blank > 3 or not _is_title(stripped) or len(stripped) > 120:
            break
        first, blank = stripped, 0
    return first


def tops_of_agendas(text: Span, world: Lexicon) -> Iterator[Opening]:
    """Where agendas begin: the title page above the heading "AGENDA" of a numbered list of items."""
    lines = text.lines()
    known = labels(world)
    seen = []
    for start, reason in tops(text, "agenda"):
        seen.append(start.start)
        yield Opening(start, 0.8, reason)
    for index, line in enumerate(lines):
        if line.fullmatch(_AGENDA) is None and line.fullmatch(_HEADED) is None:
            continue
        after = text[line.end - text.start :][:3500]
        items = list(after.finditer(r"(?m)^[#*_ \t]{0,6}(?:1|2|3)\b[.):]?[ \t]+[*_]{0,2}[A-Z“]"))
        if len({re.search(r"\d", str(item.span)).group() for item in items if re.search(r"\d", str(item.span))}) < 2:  # type: ignore[union-attr]
            continue
        if any(
            (found := one.match(known.pattern)) and found.group("label").words.casefold() in ("present", "members present")
            for one in lines[max(0, index - 12) : index]
        ):
            continue
        first, quiet = line.strip(), 0
        for one in reversed(lines[max(0, index - 40) : index]):
            stripped = one.strip()
            if not stripped:
                continue
            if _is_title(stripped):
                first, quiet = stripped, 0
            elif _summons(stripped) is not None:
                first = stripped
            elif len(stripped.words) > 220 or quiet >= 14:
                break
            else:
                quiet += 1
        page_text = Span(text.document, first.start, line.end + 1 if line.end < text.end else line.end)
        paged_top = paged([one.strip() for one in page_text.lines() if one.strip()])
        top: Sitting | None = paged_top
        if paged_top.body is None and not line.search(BODY_NOUN, re.IGNORECASE):
            top = _summons(page_text) or _below(lines[index + 1 : index + 12])
        if top is None:
            continue
        if any(abs(first.start - other) < 1500 for other in seen):
            continue
        seen.append(first.start)
        yield Opening(first, 0.85, f"an agenda of numbered items: {top.body.words if top.body is not None else line.words}")
    plain = None if seen else plain_agenda(text)
    if plain is not None:
        yield Opening(plain, 0.7, "a labelled day, time and place, and the usual items of an agenda")


def _summons(page: Span) -> Sitting | None:
    """The sitting that a sentence above the agenda calls its reader to ("You are summoned to a meeting of the …")."""
    made = [stated(found) for found in page.finditer(STATED)]
    return next((one for one in made if one.body is not None and one.date is not None), None)


def _below(lines: list[Span]) -> Sitting | None:
    """The sitting that the lines under the heading "Agenda" name, where it stands above the title page."""
    page: list[Span] = []
    for line in (one.strip() for one in lines):
        if line and not _is_title(line):
            break
        page += [line] if line else []
    top = paged(page)
    return top if top.body is not None and top.date is not None else None
