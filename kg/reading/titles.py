"""Title pages: where a document begins in a text, and what its first lines say.

A document that is bound into a pack begins with a line that names it ("Final report of the … Scrutiny Panel"). The same
words also stand in agendas, in lists of background papers and in running heads: a title is a line by itself, neither
numbered nor a list item nor a sentence, with more lines of a title page (a body, a date, an author) or the heading of a first
section about it before any sentence follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.facts import Ref
from kg.reading.blocks import BULLET
from kg.reading.dates import find_dates
from kg.reading.part import Draft
from kg.reading.refs import authority_ref, place_ref
from kg.text import Span

MOST_LINES = 12
_MARKS = re.compile(r"^[#*_\[\s]+|[#*_\]\s:]+$")
_NEAR = 2500
_ITEM = re.compile(
    rf"(?:{BULLET}|\(?\d{{1,3}}(?:\.\d{{1,2}})*[.)]|\d{{1,3}}(?:\.\d{{1,2}})+|\(?[a-z][.)]|\d{{1,2}}(?=\s+(?![Mm]onth)[A-Z(]))\s"
)
_TOP = 400
_HELD = re.compile(r"\bminutes\b|\bmeeting\b.{0,80}\bheld\b|\bnext\smeeting\b", re.IGNORECASE)
_FOOT = re.compile(r"\b(?:contact|chair of|direct line|telephone)\b|©", re.IGNORECASE)
_UNFINISHED = re.compile(r"\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|that|the|their|to|which|with)$", re.IGNORECASE)
_PAGES = re.compile(r"\s\d{1,3}\s?[-–—]\s?\d{1,3}$|\.{4}|\s\d{1,3}$")
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|be|been|to present|to provide|to inform|to update|to set out)\b"
)
_SECTION = re.compile(
    r"(?:\d{1,2}(?:\.\d)?[.:)]?\s{1,3})?(?:the\s)?(?:(?:purpose|aims?|scope|reason)s?\b.{0,40}|summary|executive\ssummary|background\b.{0,40}|context"
    r"|introduction.{0,40}|foreword\b.{0,40}|contents|terms\sof\sreference|membership\b.{0,40}|overview|recommendations?\b.{0,30}|conclusions?\b.{0,30}"
    r"|strategic\scontext|methodology|performance\b.{0,30}|key\s(?:issues|messages|findings)|project\s(?:aims?|overview|background)|vision)",
    re.IGNORECASE,
)
_PAGE_LINE = re.compile(
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
    r"|(?:[A-Z][\w’'-]{0,40},?[ ])(?:(?:[A-Z][\w’'-]{0,40},?|and|of|upon|with|the|&)[ ]){0,4}(?:Council|COUNCIL))(?![ ]?(?:Tax|TAX|of[ ](?:Europe|Ministers)))(?!\w)"
)
_SERVED = re.compile(
    r"\b(?i:services?|social\scare|safeguarding)\s(?:in|for)\s(?P<name>[A-Z][\w’'-]{0,40}(?:\s(?:[A-Z][\w’'-]{0,40}|and|upon)){0,3})\W*$"
)
_NO_AUTHORITY = re.compile(
    r"\b(?:report|to|member|members|full|school|schools|youth|care|parish|town|executive|cabinet|meeting|research|arts|sports|medical|british|students?|governing)\b",
    re.IGNORECASE,
)


def bare(line: Span) -> Span:
    """A line without the marks of its layout (#, *, brackets, a final colon)."""
    words = str(line)
    left = _MARKS.match(words)
    start = left.end() if left and left.start() == 0 else 0
    return line[start : start + len(_MARKS.sub("", words[start:]))].strip()


def title_lines(text: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The lines of ``text`` (two, where a title is wrapped) that are a document's title and match ``pattern``.

    A title that comes again is a running head and left out.
    """
    whole, seen, at = str(text), set[str](), 0
    while (found := pattern.search(whole, at)) is not None:
        start = whole.rfind("\n", 0, found.start()) + 1
        end = whole.find("\n", max(found.end() - 1, found.start()))
        end = len(whole) if end < 0 else end
        at = end + 1
        title = text[start:end].strip()
        if "\n" in str(title) and (len(title.lines()) > 2 or "\n\n" in str(title)):
            at = whole.find("\n", found.start()) + 1
            continue
        words = bare(title).words
        if not 8 <= len(words) <= 200 or not _is_title(title, words) or words.casefold() in seen:
            continue
        seen.add(words.casefold())
        if _has_page(text, title):
            yield title


def _is_title(title: Span, words: str) -> bool:
    """Whether a line names something rather than says something, and is no item of a list or of a table of contents."""
    unmarked = str(title).lstrip("#*[ ")
    return not (
        _ITEM.match(unmarked)
        or (_PAGES.search(words) and not find_dates(title))
        or words.endswith((".", ";", ","))
        or _SENTENCE.search(words)
        or _UNFINISHED.search(words)
        or len(words.split()) > 30
        or not (words[0].isupper() or words[0].isdigit() or words[0] in "“‘'\"")
    )


def _has_page(text: Span, title: Span) -> bool:
    """Whether a day or the heading of a first section stands by the title before a sentence does.

    A heading in minutes is followed by what was said under it; a title at the very start needs only a page line above it.
    """
    above = _around(text[max(0, title.start - text.start - _NEAR) : title.start - text.start])
    if above and above[-1].end + 1 >= title.start and _cut(above[-1]):
        return False  # the line before goes on in this one
    if find_dates(title) or (title.start - text.start < _TOP and above and all(is_page_line(line) for line in above)):
        return True
    for line in _around(text[title.end - text.start :][:_NEAR])[:MOST_LINES]:
        if _section_heading(line) or _is_day(line):
            return True
        if is_sentence(line):
            return False
    return False


def _is_day(line: Span) -> bool:
    """Whether a line gives a day or month and hardly anything else, or does so under a label."""
    dates = find_dates(line)
    if not dates or line.search(_HELD) or (_ITEM.match(str(line)) and dates[0].span.start != line.start):
        return False
    rest = len(bare(line).words) - len(dates[0].span.words)
    return rest < 25 or bool(line.search(_PAGE_LINE))


def _around(span: Span) -> list[Span]:
    return [line for piece in span.lines() if (line := piece.strip())]


def _cut(line: Span) -> bool:
    return len(line) > 50 and not line.search(r"[.!?:;”\"’)*]$") and not is_page_line(line) and not line.match(r"#")


def _section_heading(line: Span) -> bool:
    return len(line) < 90 and bool(bare(line).fullmatch(_SECTION))


def is_sentence(line: Span) -> bool:
    """Whether a line is running text rather than a line of a title page."""
    words = line.words
    if len(words) > 140:
        return True
    count = len(words.split())
    return (count > 4 and words.endswith((".", ";", ","))) or (count > 6 and bool(_SENTENCE.search(words)))


def is_page_line(line: Span) -> bool:
    """Whether a line belongs on a title page: a body, a date, an author, an agenda item number, a classification."""
    words = bare(line).words
    if not words or len(words) > 120 or "@" in words or str(line).count("\t") > 1 or line.search(_HELD):
        return False
    if is_sentence(line) or _section_heading(line):
        return False
    dates = find_dates(line)
    if _ITEM.match(str(line)) and not (dates and dates[0].span.start == line.start):
        return False
    if dates and len(words) < 60:
        return True
    named = _PAGE_LINE.search(words) or _BODY_LINE.search(words) or _AUTHOR_LINE.search(words) or _SERVED.search(words)
    return bool(named) and words[0].isupper()


def begins(text: Span, pattern: re.Pattern[str]) -> Iterator[tuple[Span, Span]]:
    """Where each document with a title that matches ``pattern`` begins, and its title.

    It begins with the first line of the title page; a second title on the same page begins no other document.
    """
    before: Span | None = None
    for title in title_lines(text, pattern):
        if before is None or any(
            is_sentence(line) or _section_heading(line)
            for line in _around(text[before.end - text.start : title.start - text.start])
        ):
            yield start_of_page(text, title), title
        before = title


def start_of_page(text: Span, title: Span) -> Span:
    """The first line of the title page that ``title`` stands on: body, date and number lines may stand above it."""
    near = text[max(0, title.start - text.start - _NEAR) : title.start - text.start]
    first, blank = title, 0
    for line in reversed([line.strip() for line in near.lines()]):
        if not line:
            blank += 1
            continue
        if blank > 3 or not (is_page_line(line) or line.fullmatch(r"#{1,6}|\d{1,3}")) or line.search(_FOOT):
            break
        first, blank = line, 0
    return first


def own(part: Draft) -> Span:
    """The text of a part from its title page on; what stands before the first document of a file belongs to its first part."""
    return Span(part.span.document, max(part.span.start, part.opening.at.start), part.span.end)


def front(part: Draft, title: re.Pattern[str]) -> int:
    """Where the title page of a part ends."""
    lines = page(own(part), title)
    return lines[-1].end if lines else part.span.start


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
        if len(made) >= MOST_LINES or (made and not named and (row or _section_heading(stripped) or is_sentence(stripped))):
            break
        made.append(stripped)
        if named or is_page_line(stripped):
            last = len(made)
    return made[: max(last, 1)]


def is_served(line: Span) -> bool:
    """Whether a line names the services of a place ("Children's services in Leeds"), as a title does."""
    return line.search(_SERVED) is not None


def councils(span: Span) -> list[Span]:
    """Every place in ``span`` where a council is named in full ("Leeds City Council", "London Borough of Brent")."""
    return [found.span for found in span.finditer(_COUNCIL) if not found.span.search(_NO_AUTHORITY)]


def council(draft: Draft, lines: Iterable[Span]) -> tuple[Ref, Ref, Span] | None:
    """The council that a document is of, its place, and where that is printed.

    It is the one on the title page (``lines``); else the one whose place the title page names; else the one that the text
    names most often. None where no council is named.
    """
    found = list(lines)
    for line in found:
        if printed := councils(line):
            return _named(draft, printed[0])
    for line in found:
        for mention in draft.world.places.find(line):
            known = authority_ref(mention.span.words, draft.world)
            if draft.world.bodies.get(known) is not None:
                return known, mention.entry.ref, mention.span
    for line in found:
        if (served := line.search(_SERVED)) is not None:
            return _named(draft, served.group("name"))
    printed_names: dict[str, list[Span]] = {}
    for name in councils(draft.span[:60_000]):
        printed_names.setdefault(name.words, []).append(name)
    counted: dict[Ref, list[Span]] = {}
    for words, spans in printed_names.items():
        counted.setdefault(authority_ref(words, draft.world), []).extend(spans)
    return _named(draft, max(counted.values(), key=len)[0]) if counted else None


def _named(draft: Draft, printed: Span) -> tuple[Ref, Ref, Span]:
    return authority_ref(printed.words, draft.world), place_ref(printed.words, draft.world), printed


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
