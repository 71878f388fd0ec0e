"""Tables of attendance: a row for each person with a cell that says who was there, and columns headed "Present" and "Absent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.reading.absences import Listed
from kg.reading.entry import Entry
from kg.reading.roles import role_of
from kg.reading.rolewords import role_words
from kg.reading.rollheads import Labels
from kg.reading.rolls import entries
from kg.text import Span

_STATE = re.compile(
    r"(?:(?:attended|attendance|attending|present|status|in\sattendance|apologies)\??(?:\s{0,2}\(?\s?(?:(?:y|yes|✓|✔|p|x)\s?/\s?(?:n|no|a|x|✗)(?:\s?/\s?\w{1,9})?|✓|✔|x)\)?)?|(?:y|yes)\s?/\s?(?:n|no))",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:full\s)?names?|members?|attendees?|councillors?|board\smembers?|delegates?|people", re.IGNORECASE)


def _cells(line: Span) -> list[Span]:
    return [cell.strip(" *|") for cell in line.strip().strip("|").split(r"\t|\s\|\s|\|")]


_HEADER = re.compile(
    r"(?:(?:full\s|first\s|last\s)?names?|initials?|members?|attendees?|(?:job\s)?(?:title|role)s?|positions?|posts?|designation|agency|agencies|organi[sz]ations?|representing|represents|representation|service|department|team|school|sector|group|body|constituency|ward|party|capacity|e-?mail)",
    re.IGNORECASE,
)


def is_header(line: Span) -> bool:
    """Whether a line only names the columns of a table of people: "Name | Role | Agency"."""
    cells = [cell for cell in _cells(line) if cell]
    return len(cells) > 1 and all(cell.fullmatch(_HEADER) for cell in cells)


def table(lines: list[Span], at: int, capacity: str, label: Span, world: Lexicon) -> tuple[list[Listed], int] | None:
    """Everybody in the rows of a table below ``label``, whose header is the first line from ``at`` on, and the number of the line after it.

    None where no such table stands there.
    """
    start = next((number for number in range(at, min(at + 4, len(lines))) if str(lines[number]).strip("|:- \t")), at)
    heads = _cells(lines[start]) if start < len(lines) and is_header(lines[start]) else []
    name = next((number for number, cell in enumerate(heads) if cell.fullmatch(_WHO)), None)
    made: list[Listed] = []
    number = start + 1
    while name is not None and number < len(lines):
        cells = _cells(lines[number])
        found = entries(cells[name], world) if len(cells) > max(name, 1) else []
        if len(found) == 1:
            entry = found[0]
            entry.notes.extend(cell for index, cell in enumerate(cells) if cell and index != name)
            entry.span = lines[number].strip()
            made.append(Listed(entry, capacity, label))
        elif str(lines[number]).strip("|:- \t"):
            break
        number += 1
    return (made, number) if made else None


def state_column(line: Span) -> int | None:
    """The column of a table of attendance that says who was there, where ``line`` is its header."""
    cells = _cells(line)
    if len(cells) < 2 or not cells[0].fullmatch(_WHO):
        return None
    return next((number for number, cell in enumerate(cells) if number and cell.fullmatch(_STATE)), None)


def row(line: Span, known: Labels, world: Lexicon, column: int | None) -> list[Listed]:
    """A row of an attendance table: name, role, and in its last cell (or in ``column``) whether the person was there."""
    every = _cells(line)
    cells = [cell for cell in every if cell]
    if len(cells) < 2:
        return []
    told = every[column] if column is not None and column < len(every) and every[column] else cells[-1]
    words = told.words.casefold()
    state = known.state(words)
    if state is None and column is not None and column < len(every):
        state = {
            "yes": "member",
            "y": "member",
            "✓": "member",
            "✔": "member",
            "p": "member",
            "v": "member",
            "no": "absent",
            "n": "absent",
            "a": "apologies",
        }.get(words)
    found = entries(cells[0], world)
    if state is None or len(found) != 1:
        return []
    entry = found[0]
    entry.notes.extend(cell for cell in cells[1:3] if cell is not told)
    entry.span = line.strip()
    if state == "member" and _serves(entry, world):
        state = "attendee"  # "Ann Lee | Director of Education | Present"
    return [Listed(entry, state, told)]


_SEATS = (
    "chair",
    "vice-chair",
    "member",
    "co-opted-member",
    "independent-chair",
    "representative",
    "lay-member",
    "independent-member",
)


def _serves(entry: Entry, world: Lexicon) -> bool:
    """Whether a row of a council's table is of an officer: its role is a post of the council, with no other body printed."""
    held = [role for note in entry.notes if (role := role_of(note, world)) is not None]
    posts = role_words(world).of_a_council
    return (
        not entry.name.title
        and bool(held)
        and all(one.name in posts and one.name not in _SEATS and one.where is None for one in held)
    )


_HEADS = re.compile(
    r"\s*[|*_]{0,3}(?P<present>(?:members\s)?present)[|*_:]{0,3}(?P<gap>\s*\t\s*|\s{3,}|\s?\|\s?)[*_]{0,3}(?P<away>absent|apologies(?:\sfor\sabsence)?|not\spresent)[|*_:]{0,3}\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Columns:
    """Two columns of people, those present and those away; ``at`` is where the second begins on its line."""

    present: Span
    away: Span
    at: int

    def read(self, lines: list[Span], number: int, world: Lexicon) -> tuple[list[Listed], int]:
        """Everybody in the lines from ``number`` on, and the number of the line that is no row of the columns."""
        made: list[Listed] = []
        blank = 0
        while number < len(lines) and blank < 2:
            line = lines[number]
            if not line.strip():
                blank += bool(made)
                number += 1
                continue
            found = [(entry, away) for cell, away in self._cells(line) for entry in entries(cell, world)[:1]]
            if not found:
                break
            state = "apologies" if self.away.match(r"(?i:apolog)") else "absent"
            made += [Listed(entry, state if away else "member", self.away if away else self.present) for entry, away in found]
            blank = 0
            number += 1
        return made, number

    def _cells(self, line: Span) -> Iterator[tuple[Span, bool]]:
        """The cells of a line, and whether each stands in the second column: by tabs, or by its place."""
        if "\t" in str(line):
            yield from ((cell.strip(), bool(index)) for index, cell in enumerate(line.split(r"\t")))
            return
        for cell in line.finditer(r"\S(?:\s{0,2}\S)*"):
            yield cell.span, cell.span.start - line.start >= self.at - 4


def columns(line: Span) -> Columns | None:
    """The columns that a line heads ("Present    Absent"), or None."""
    found = line.fullmatch(_HEADS)
    if found is None:
        return None
    return Columns(found.group("present"), found.group("away"), found.group("away").start - line.start)
