"""The themes that words are about, by the wordings of the scheme ``theme``."""

from __future__ import annotations

from collections.abc import Iterable

from kg.facts import Concept
from kg.lexicon import Lexicon, Mention
from kg.text import Span


def themes(span: Span, world: Lexicon) -> tuple[Concept, ...]:
    """The themes that are named in ``span``, in the order of their first mention, each once."""
    return of_mentions(world.find("theme", span))


def of_mentions(mentions: Iterable[Mention], within: Iterable[Span] | None = None) -> tuple[Concept, ...]:
    """The themes of mentions that stand ``within`` one of the spans (anywhere, by default), in order, each once."""
    spans = None if within is None else tuple(within)
    return tuple(
        dict.fromkeys(mention.entry.concept for mention in mentions if spans is None or any(mention.span in span for span in spans))
    )
