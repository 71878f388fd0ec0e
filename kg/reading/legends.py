"""Marks beside the names of a list, and the line that says what they mean: "* denotes attendance", "+ Virtual", "- Absent"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.reading.absences import Listed
from kg.text import Span

_MARK = r"[*+#†‡^~-]"
_LEGEND = re.compile(
    rf"(?m)^[^\S\n]{{0,60}}\(?(?:(?:those\s|members\s)?(?:present|attending)\s(?:are\s)?marked\s(?:with\s(?:an?\s)?|thus\s)?)?(?P<mark>{_MARK})\s{{0,4}}"
    r"(?:(?:=|:|–|-|denotes|indicates|means)\s{0,4})?(?:member\s|those\s|was\s|were\s)?(?P<what>present|attend|in\sattendance|virtual|remote|absent|apolog|substitut)[\w ]{0,40}\)?[^\S\n]*$",
    re.IGNORECASE,
)
_MARKS = re.compile(rf"(?:{_MARK}\s{{0,8}}){{1,4}}$")
_LETTER = re.compile(r"(?:^|\s)[pav]\s{1,8}$")  # "p Councillor Lee", "a Councillor May"
_LETTERS = {"p": "present", "v": "virtual", "a": "apolog"}
_AWAY = {"absent": "absent", "apolog": "apologies"}
_SEATED = ("member", "chair", "vice-chair", "co-opted-member")
_TOP = 6000


def marked(found: list[Listed], span: Span) -> list[Listed]:
    """The people of ``found`` as the marks before their names say, where a line of ``span`` says what the marks mean.

    Who bears the mark of those present was there, who bears none was not; who is not said to be away by a mark of its own
    is then ``absent``. Lists without a legend, or none of whose names bears a mark of it, stay as they are.
    """
    told = {str(one.group("mark")): str(one.group("what")).casefold() for one in span[:_TOP].finditer(_LEGEND)}
    if not told and sum(_LETTER.search(_before(one)) is not None for one in found) > 2:
        told = _LETTERS
    there = {mark for mark, what in told.items() if what not in _AWAY}
    marks = [_marks(one, told) if one.capacity in _SEATED else frozenset[str]() for one in found]
    if not any(mark & there for mark in marks):
        return found
    return [_as_marked(one, mark, told, there) for one, mark in zip(found, marks, strict=True)]


def _marks(one: Listed, told: dict[str, str]) -> frozenset[str]:
    """The marks that stand right before a name."""
    pattern = _LETTER if told is _LETTERS else _MARKS
    before = pattern.search(_before(one))
    return frozenset(before.group() if before else "") & told.keys()


def _before(one: Listed) -> str:
    """What stands right before a name."""
    start = one.entry.name.span.start
    return one.entry.name.span.document.text[max(0, start - 16) : start]


def _as_marked(one: Listed, mark: frozenset[str], told: dict[str, str], there: set[str]) -> Listed:
    if one.capacity not in _SEATED:
        return one
    if not mark & there:
        return replace(one, capacity=next((_AWAY[told[each]] for each in mark if told[each] in _AWAY), "absent"))
    return replace(one, capacity="substitute") if any(told[each] == "substitut" for each in mark) else one
