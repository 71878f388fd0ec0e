"""A discrepancy between two documents: the statement, and for each passage the document that prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.checks.alarms import alarm
from kg.facts import Discrepancy, Fact
from kg.reading.part import Part
from kg.text import Span

Pair = tuple[Part, Fact]


@dataclass(frozen=True)
class Crossing:
    """What two documents print that cannot both hold; ``ends`` are the passages with their documents, the later telling first."""

    fact: Discrepancy
    ends: tuple[tuple[Part, Span], ...]


def crossing(
    kind: str,
    one: tuple[Part, Span],
    other: tuple[Part, Span],
    printed: tuple[str, str],
    text: str,
    status: Literal["certain", "doubtful"] = "certain",
) -> Crossing:
    """A discrepancy of the scheme's ``kind`` between the passages ``one`` and ``other``, which print ``printed``."""
    words = "; ".join(" ".join(part.split()) for part in printed)
    return Crossing(alarm(kind, (one[1], other[1]), words, "", " ".join(text.split()), status), (one, other))
