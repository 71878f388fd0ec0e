"""The parts of a letter: its date, the lines that say whom it is addressed to, its subject, what it says and who signed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from kg.reading.dates import DateMention, find_dates
from kg.text import Span

LETTERS = ("jtai-letter", "ofsted-letter")  # the families whose mappings say whom a letter is addressed to and who signed it
SALUTATION = re.compile(r"^[ \t\f*]{0,12}Dear\s+[A-Za-z][^\n]{0,110}$", re.MULTILINE)
CLOSE = re.compile(r"^[ \t\f*]{0,12}Yours\s+(?:sincerely|faithfully|truly)\b[^\n]{0,5}$", re.IGNORECASE | re.MULTILINE)
_OPEN_END = re.compile(r"\b(?:a|and|at|by|for|from|in|of|on|the|to|with)$|[,–-]$", re.IGNORECASE)
_OPENS_TEXT = re.compile(
    r"(?:This|These|The|Between|From|On|In|I|We|It|Following|During|Thank|Inspectors|Ofsted|As|At|Her|His|A|An|Please|Further|After)\b"
)
_MOST_LINES = 60
_MOST_SUBJECT = 220
_LETTERHEAD = 4000


@dataclass(frozen=True)
class Letter:
    """A letter.

    ``head``: the lines between date (or letterhead) and salutation; ``subject``: what stands between salutation and text;
    ``signed``: what stands after the closing words.
    """

    date: DateMention | None
    head: tuple[Span, ...]
    salutation: Span
    subject: Span | None
    text: Span
    signed: Span | None


def letter(span: Span) -> Letter | None:
    """The letter in ``span``, known by its salutation; None where there is none."""
    dear = span.search(SALUTATION)
    if dear is None:
        return None
    head, rest = dear.before, dear.after
    close = rest.search(CLOSE)
    text = close.before if close is not None else rest
    subject = _subject(text)
    if subject is not None:
        text = text[subject.end - text.start :]
    lines = [line.strip() for line in head.lines() if line.strip()]
    at, date = _date(lines)
    return Letter(
        date=date,
        head=tuple((lines[at + 1 :] if date is not None else lines)[-_MOST_LINES:]),
        salutation=dear.span.strip(),
        subject=subject,
        text=text.strip(),
        signed=close.after.strip() if close is not None else None,
    )


def start_of_letter(text: Span, salutation: Span) -> Span:
    """Where the letter with that salutation begins in a text: at its letterhead, or at its date."""
    before = text[: salutation.start - text.start]
    lines = (stripped for line in reversed(before[-_LETTERHEAD:].lines()) if (stripped := line.strip()))
    first = salutation
    for line in islice(lines, 30):
        if line.search(r"[.;]$") is not None or len(line) > 100:
            break
        first = line
    whole = text[: first.start - text.start]
    return text.strip()[:1] if not whole.strip() else first


def _subject(text: Span) -> Span | None:
    """The lines before the text that name what the letter is about: none of them is a sentence or opens one."""
    taken: Span | None = None
    for line in (line.strip() for line in text[:1500].lines()):
        if not line:
            continue
        if taken is None:
            if len(line) >= 140 or line.search(r"[.:]$") is not None:
                return None
            taken = line
        elif _goes_on(taken, line, text):
            taken = taken.to(line)
        else:
            break
    return taken.strip("*# ") if taken is not None and len(taken) <= _MOST_SUBJECT else None


def _goes_on(taken: Span, line: Span, text: Span) -> bool:
    """Whether a line goes on with the subject: one that a wrapped line leaves unfinished, and that opens no sentence."""
    gap = str(Span(text.document, taken.end, line.start)).count("\n")
    last = taken.lines()[-1].strip()
    if gap > 1 or line.search(r"[.:;]$") is not None or len(taken) + len(line) > _MOST_SUBJECT:
        return False
    if line.match(r"[a-z(]") is not None or last.search(_OPEN_END) is not None:
        return True
    return len(last) > 60 and len(line) < 40 and line.match(_OPENS_TEXT) is None and "*" not in str(last)


def _date(lines: list[Span]) -> tuple[int, DateMention | None]:
    """The last line above the salutation that is a date, and its index."""
    for index in range(len(lines) - 1, -1, -1):
        found = find_dates(lines[index])
        if found and found[0].is_point and len(lines[index]) - len(found[0].span) < 20 and _alone(lines[index], found[0].span):
            return index, found[0]
    return -1, None


def _alone(line: Span, date: Span) -> bool:
    """Whether nothing but a label or a name of a day stands by the date on its line."""
    rest = (str(line[: date.start - line.start]) + str(line[date.end - line.start :])).strip(" *:,.\t")
    return (
        len(rest) < 8
        or re.fullmatch(r"(?:Date(?:\s+of\s+(?:letter|publication))?|Published(?:\s+on)?|Dated)", rest, re.IGNORECASE) is not None
    )
