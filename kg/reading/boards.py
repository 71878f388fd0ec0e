"""Which pages of an inspection report are on the safeguarding board, so that what they find is not found of the council."""

from __future__ import annotations

import re

from kg.reading.part import Part

_OF_BOARD = re.compile(  # the heading of what a report finds of the board, and of what stands after it
    r"^[#* \t]{0,6}(?:Section\s\d:\s|Inspection\sfindings\s?[–—-]\s?)?(?:The\s)?(?:effectiveness\sof\sthe\s)?Local\sSafeguarding\sChildren(?:[’']?s)?[’']?\sBoard(?:\s\(LSCB\))?[ \t*]*$"
    r"|^[#* \t]{0,6}(?P<end>(?:Information\sabout|About)\s(?:this|the)\s[^\n]{4,40}|The\slocal\sauthority|What\sthe\sinspection[^\n]{4,40})[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)


def of_board(part: Part) -> tuple[range, ...]:
    """Where an inspection report tells of the safeguarding board, as ranges of its text."""
    made, start = [], -1
    for found in part.span.finditer(_OF_BOARD) if part.family == "inspection-report" else ():
        if start >= 0:
            made.append(range(start, found.span.start))
        start = -1 if found.has("end") else found.span.end
    return (*made, range(start, part.span.end)) if start >= 0 else tuple(made)
