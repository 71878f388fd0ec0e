"""The day of which a document speaks when it says that something is so."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.dates import When
from kg.reading.dates import find_dates
from kg.reading.part import Part

_INSPECTED = re.compile(
    r"^\W{0,6}(?:Dates?\sof\s(?:the\s)?inspection|Inspection\sdates?)\s?:?\s{1,12}(?=\S)", re.IGNORECASE | re.MULTILINE
)
_TOP = 4000


@lru_cache(maxsize=8)
def present(part: Part) -> When | None:
    """The day of the document; of the report of an inspection that prints none, the last day of the inspection."""
    if part.issued is not None or part.family != "inspection-report":
        return part.issued
    found = part.span[:_TOP].search(_INSPECTED)
    dates = [one for one in find_dates(found.after[:80]) if one.until.value] if found is not None else []
    return dates[0].until if dates else None
