"""The figures that a text prints: each number, in digits or words, that states a quantity.

Sums of money, shares, rates, ranks and lengths of time count. No figures are: numbers that name or date something (see
:mod:`kg.reading.marks`: dates, ages, telephone numbers, postcodes, sections), stretches of time that say when ("over the past two
years", "two years ago"), page numbers of a table of contents or an agenda, numbers that open a cell and number it, the word "one" without a unit
(it is mostly an article or a pronoun), and number words inside a name. Nothing here asks whether a figure was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.blocks import Block
from kg.reading.dates import MONTHS
from kg.reading.numbers import Number, find_numbers
from kg.text import Span

_WHEN = re.compile(
    r"\b(?:(?:past|last|next|previous|preceding|coming|following|first|these|those)|(?:in|over|during|across|each\sof|both\sof)\sthe)\s$",
    re.IGNORECASE,
)
_AGO = re.compile(r"(?:\s(?:days|weeks|months|years))?\s(?:ago|earlier|previously)\b")
_LENGTHS = ("days", "weeks", "months", "years")
_EITHER_LENGTH = re.compile(r"/\d{1,2}\s(?:days|weeks|months|years)\b")
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}}\s$", re.IGNORECASE)
_PAGES = re.compile(r"\s(?:Pages?:?\s)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s*$")
_NUMBERS_CELL = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)/]?\s+[A-Z]")
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]")
_GOES_BEFORE = re.compile(r"[A-Za-z0-9,;)’'-]\s$")


def statements(block: Block) -> list[Span]:
    """What of a block is looked at by itself: the row, or each sentence."""
    return [block.span] if block.kind == "row" else block.text.sentences()


def printed_figures(statement: Span, *, paged: bool = False) -> Iterator[Number]:
    """The figures of a sentence, or of a row with its cells.

    ``paged``: it may end in the numbers of its pages, as an item of an agenda does.
    """
    end = statement.end
    if paged and (pages := statement.search(_PAGES)) is not None:
        end = pages.span.start
    for piece in [cell.strip() for cell in statement.split(r"\t|\|")] if re.search(r"[\t|]", str(statement)) else [statement]:
        for number in find_numbers(piece):
            if number.span.start < end and _states_quantity(number, piece):
                yield number


def _states_quantity(number: Number, piece: Span) -> bool:
    at = number.span.start - piece.start
    before, after = str(piece[max(0, at - 24) : at]), str(piece[at + len(number.span) :][:24])
    if number.value is None:  # "doubled" prints no number
        return False
    if (_WHEN.search(before) or _AGO.match(after)) and (number.unit in _LENGTHS or _EITHER_LENGTH.match(after)):
        return False
    if not at and number.bare and piece.match(_NUMBERS_CELL) is not None and len(number.span) < len(piece):
        return bool(re.match(r"\s[a-z]", after)) and not str(number.span).endswith(".")
    if number.spelled:
        first = str(number.span)
        named = first[0].isupper() and (bool(_GOES_BEFORE.search(before)) or bool(_NAME_AFTER.match(after)))
        return first.lower() != "one" and not named
    return not (number.bare and _MONTH_BEFORE.search(before))
