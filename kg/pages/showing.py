"""Values as people read them: "27 July 2021", "1,234", "12.5"."""

from __future__ import annotations

import calendar
import re
from math import inf

from kg.rdf import XSD, Term
from kg.rows import words

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DAY = re.compile(r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w/-])")
_LONG = 20  # digits that make no number to sort by
_DIGITS = re.compile(r"(\d+)")
_NUMBER = re.compile(r"(-?)(\d{4,})(\.\d+)?")

# how a statement was come by, as a page says it
METHODS = {
    "extracted": "by a pattern, from the words of a document",
    "curated": "by a reader, who anchored it by an exact quotation",
    "derived": "by a rule, from other statements",
}


def shown(term: Term) -> str:
    """A literal as it stands in a sentence; an IRI as it is."""
    said = words(term)
    kind = getattr(term, "datatype", "").removeprefix(XSD)
    if kind in ("date", "gYearMonth", "gYear"):
        return dated(said)
    if kind in ("decimal", "integer"):
        return figured(said)
    return {"true": "yes", "false": "no"}.get(said, said) if kind == "boolean" else said


def dated(said: str) -> str:
    """A day, month or year of ISO 8601 in words; anything else as it is."""
    found = _DATE.fullmatch(said)
    if found is None or not 1 <= int(found[2] or 1) <= 12:
        return said
    year, month, day = found.groups()
    return " ".join([*([str(int(day))] if day else []), *([calendar.month_name[int(month)]] if month else []), year])


def percentage(share: str) -> str:
    """A share of one in per cent; anything else as it is."""
    return f"{float(share):.0%}" if re.fullmatch(r"0(\.\d+)?|1(\.0+)?", share) else share


def plainly(said: str) -> str:
    """A sentence of our own, with its days in words; never for the words of a document."""
    return _DAY.sub(lambda found: dated(found[0]), said)


def figured(said: str) -> str:
    """A number with its thousands apart; anything else as it is."""
    found = _NUMBER.fullmatch(said)
    return f"{found[1]}{int(found[2]):,}{found[3] or ''}" if found else said


def natural(said: str) -> tuple[tuple[float, str], ...]:
    """The words so that 9 comes before 10, 2.9 before 2.10, and numbers before words."""
    return tuple(
        (int(piece), "") if piece.isdecimal() and len(piece) < _LONG else (inf, piece) for piece in _DIGITS.split(said) if piece
    )
