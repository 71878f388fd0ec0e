"""The parts of a letter: its date, whom it is addressed to, its subject line, what it says and who signed it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.dates import DateMention, find_dates
from kg.reading.names import INITIALS, WORD
from kg.text import Span

_DEAR = re.compile(r"^[ \t*]{0,12}Dear\s+[A-Z][^\n]{0,80}$", re.MULTILINE)
_CLOSE = re.compile(r"^[ \t*]{0,12}Yours\s+(?:sincerely|faithfully|truly)\b[^\n]{0,5}$", re.IGNORECASE | re.MULTILINE)
_TITLED = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Prof|Councillor|Cllr)\.?\s+)?"
_PERSON = re.compile(
    rf"{_TITLED}(?P<name>(?:{WORD}|{INITIALS})(?:\s+(?:(?:de|der|den|van|von|la|le|al|bin|ap|ab)\s+){{0,2}}(?:{WORD}|{INITIALS})){{1,3}})(?:,?\s+(?:CBE|OBE|MBE|QC|KC|BA|PhD)){{0,3}}"
)
_ADDRESS = re.compile(
    r"\b[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}\b|^\d|^(?:PO\s+Box|Town\s+Hall|Civic|County\s+Hall|City\s+Hall|Council\s+(?:House|Offices)|Floor|Guildhall|Shire\s+Hall)\b|\b(?:Street|Road|Lane|Avenue|Square|Way|House)$",
    re.IGNORECASE,
)
_MOST_LINES = 14
_BODY = re.compile(r"\b(?:Council|Borough|Authority|Trust|Department|Partnership|Board)\b")


@dataclass(frozen=True)
class Addressee:
    """Whom a letter is addressed to: the name without title, and the lines with the role and the body, where printed."""

    name: Span
    role: Span | None
    body: Span | None
    lines: Span


@dataclass(frozen=True)
class Letter:
    """A letter. ``subject`` is the line between salutation and text; ``signed`` what stands after the closing words."""

    date: DateMention | None
    addressees: tuple[Addressee, ...]
    salutation: Span
    subject: Span | None
    text: Span
    signed: Span | None


def letter(span: Span) -> Letter | None:
    """The letter in ``span``, known by its salutation; None where there is none."""
    dear = span.search(_DEAR)
    if dear is None:
        return None
    head, rest = dear.before, dear.after
    close = rest.search(_CLOSE)
    text = close.before if close is not None else rest
    first = next((line.strip() for line in text.lines() if line.strip()), None)
    subject = first.strip("*# ") if first is not None and len(first) < 140 and first.search(r"[.:]$") is None else None
    if subject is not None:
        text = text[subject.end - text.start :]
    dated = [line.strip() for line in head.lines() if line.strip()]
    at, date = _date(dated)
    return Letter(
        date=date,
        addressees=_addressees(dated[at + 1 :] if date is not None else dated[-_MOST_LINES:]),
        salutation=dear.span.strip(),
        subject=subject,
        text=text.strip(),
        signed=close.after.strip() if close is not None else None,
    )


def _date(lines: list[Span]) -> tuple[int, DateMention | None]:
    """The last line above the salutation that is a date, and its index."""
    for index in range(len(lines) - 1, -1, -1):
        found = find_dates(lines[index])
        if found and found[0].is_point and len(lines[index]) - len(found[0].span) < 8:
            return index, found[0]
    return -1, None


def _addressees(lines: list[Span]) -> tuple[Addressee, ...]:
    """People in an address block: "Name, role, body" lines, or a name with role and body on the lines after it."""
    made: list[Addressee] = []
    index = 0
    while index < min(len(lines), 60):
        line = lines[index].strip(" *,")
        parts = [part.strip() for part in line.split(r",\s+")]
        if (found := parts[0].fullmatch(_PERSON)) is None or _ADDRESS.search(str(line)) or _BODY.search(str(parts[0])):
            index += 1
            continue
        role = parts[1] if len(parts) > 1 else None
        body = parts[-1] if len(parts) > 2 else None
        last, index = line, index + 1
        while index < len(lines) and (body is None or role is None):
            below = lines[index].strip(" *,")
            if _ADDRESS.search(str(below)) or (
                role is not None and below.split(r",\s+")[0].fullmatch(_PERSON) and not _BODY.search(str(below))
            ):
                break
            if role is None:
                role = below
            elif _BODY.search(str(below)):
                body = below
            else:
                break
            last, index = below, index + 1
        made.append(Addressee(found.group("name"), role, body, line.to(last)))
    return tuple(made)
