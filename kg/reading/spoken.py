"""The day of which a document speaks: its own date, or, of a report of an inspection, the last day of the inspection that its head prints."""

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
    found = part.span[:_TOP].search(_INSPECTED)
    dates = (
        find_dates(Span(part.span.document, found.span.end, min(part.span.end, found.span.end + 60))) if found is not None else []
    )
    if not dates or found is None or dates[0].span.start - found.span.end > 3:
        return part.issued
    last = dates[0].until
    later = part.issued is not None and (last.latest is None or part.issued.latest is None or last.latest > part.issued.latest)
    return part.issued if later else last
