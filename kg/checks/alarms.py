"""How the checks say what they found: with the words that print it, and without a guess at which print is right."""

from __future__ import annotations

from typing import Literal

from kg.facts import Concept, Discrepancy
from kg.text import Span

Status = Literal["certain", "doubtful"]


def alarm(
    kind: str,
    evidence: tuple[Span, ...],
    printed: str,
    computed: str,
    text: str,
    status: Status = "certain",
) -> Discrepancy:
    """A discrepancy of the scheme's ``kind``; the first span of ``evidence`` prints what the others do not give."""
    return Discrepancy(
        kind=Concept("discrepancy", kind),
        printed=printed,
        computed=computed,
        text=text,
        status=status,
        evidence=tuple(dict.fromkeys(evidence)),
        method="derived",
    )
