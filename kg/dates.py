"""Dates as printed: what was written, the value it has, and the earliest and latest day it can mean."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as its source prints it.

    ``value`` is an ISO 8601 lexical form: ``2015-12-17`` (xsd:date), ``2015-12`` (xsd:gYearMonth), ``2015`` (xsd:gYear),
    two of these with ``/`` between for some day from the one to the other (``2020-09/2020-11``, an autumn; a string), or ``""``
    for a date that cannot be (31 September): it keeps only its printed words and has no bounds.
    """

    value: str
    printed: str

    @classmethod
    def of(cls, printed: str, year: int, month: int | None = None, day: int | None = None) -> When:
        """The date of these parts; one that the calendar does not have gets no value."""
        if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
            return cls("", printed)
        if month is None:
            return cls(f"{year:04}", printed)
        if day is None:
            return cls(f"{year:04}-{month:02}", printed)
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            return cls("", printed)
        return cls(f"{year:04}-{month:02}-{day:02}", printed)

    @property
    def datatype(self) -> str:
        """The local name of the XML Schema datatype of ``value``; ``string`` where there is none, or two."""
        return {10: "date", 7: "gYearMonth", 4: "gYear"}.get(len(self.value), "string") if "/" not in self.value else "string"

    @property
    def earliest(self) -> datetime.date | None:
        """The first day the date can mean."""
        return _first(self.value)

    @property
    def latest(self) -> datetime.date | None:
        """The last day the date can mean."""
        return _last(self.value)


@lru_cache(maxsize=10_000)
def _first(value: str) -> datetime.date | None:
    parts = [int(part) for part in value.partition("/")[0].split("-")] if value else []
    return datetime.date(*[*parts, 1, 1][:3]) if parts else None


@lru_cache(maxsize=10_000)
def _last(value: str) -> datetime.date | None:
    parts = [int(part) for part in value.rpartition("/")[2].split("-")] if value else []
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return datetime.date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def reversed_period(since: When, until: When) -> bool:
    """Whether a period ends before it begins, whichever days its printed ends mean; False where one of them has no value."""
    return since.earliest is not None and until.latest is not None and until.latest < since.earliest
