"""The day of which a document speaks: its own date, or, of a report of an inspection without one, the last day of the inspection."""

from __future__ import annotations

import re

from kg.dates import When
from kg.reading.dates import find_dates
from kg.reading.part import Part
from kg.text import Span

_INSPECTED = re.compile(r"\binspect(?:ion|ed)(?:\s(?:dates?|on|between))?\s?:\s{0,40}", re.IGNORECASE)
_TOP = 3000


def spoken_on(part: Part) -> When | None:
    """The day, month or year of which a document says what is so; None where it prints neither."""
    if part.issued is not None:
        return part.issued
    found = part.span[:_TOP].search(_INSPECTED)
    dates = (
        find_dates(Span(part.span.document, found.span.end, min(part.span.end, found.span.end + 60))) if found is not None else []
    )
    return dates[0].until if dates and found is not None and dates[0].span.start - found.span.end <= 3 else None
