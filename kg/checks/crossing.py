"""A discrepancy between two documents: the statement, and for each passage the document that prints it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.checks.alarms import Status, alarm
from kg.facts import Discrepancy, Fact, Ref
from kg.reading.councils import council_of
from kg.reading.part import Part
from kg.text import Span

Pair = tuple[Part, Fact]


@dataclass(frozen=True)
class Crossing:
    """What two documents print that cannot both hold; ``ends`` are the passages with their documents, the later telling first."""

    fact: Discrepancy
    ends: tuple[tuple[Part, Span], ...]


def by_council(pairs: Iterable[Pair]) -> dict[Ref, dict[str, Part]]:
    """The documents of each council by their slugs, in order; those that are of none are left out."""
    parts = {part.slug: part for part, _ in pairs}
    found: dict[Ref, dict[str, Part]] = defaultdict(dict)
    for part in parts.values():
        council = part.header.about or council_of(part)
        if council is not None:
            found[council][part.slug] = part
    return found


def crossing(
    kind: str,
    one: tuple[Part, Span],
    other: tuple[Part, Span],
    printed: tuple[str, str],
    text: str,
    status: Status = "certain",
) -> Crossing:
    """A discrepancy of the scheme's ``kind`` between the passages ``one`` and ``other``, which print ``printed``."""
    words = "; ".join(" ".join(part.split()) for part in printed)
    return Crossing(alarm(kind, (one[1], other[1]), words, "", " ".join(text.split()), status), (one, other))
