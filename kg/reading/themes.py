"""The themes that words are about, by the wordings of the scheme ``theme``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.facts import Concept
from kg.lexicon import Lexicon, Mention
from kg.text import Span


def themes(span: Span, world: Lexicon) -> tuple[Concept, ...]:
    """The themes that are named in ``span``, in the order of their first mention, each once."""
    return of_mentions(world.find("theme", span), (span,))


def of_mentions(mentions: Sequence[Mention], within: Iterable[Span]) -> tuple[Concept, ...]:
    """The themes of those of the ``mentions`` (in order) that stand ``within`` one of the spans, each once."""
    starts = [mention.span.start for mention in mentions]
    found: dict[Concept, None] = {}
    for span in within:
        for mention in mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
            if mention.span.end <= span.end:
                found[mention.entry.concept] = None
    return tuple(found)
