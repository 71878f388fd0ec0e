"""Who chairs a body, where no verb of taking or giving up a post says so.

"the Improvement Board, of which I am chair"; "The Board has a capable chair in Ann Lee", "has in Ann Lee an able chair".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.reading.doers import Told, Who
from kg.reading.part import Part
from kg.reading.phrases import capitalised
from kg.reading.roles import Role
from kg.text import Match, Span

_CHAIR = r"(?P<chair>(?:[Ii]ndependent\s)?[Cc]hair(?:man|woman|person)?)(?![\w-])"
_PRAISE = r"(?:an?|its|their)\s(?:(?:very|new|most|and|[a-z-]{3,14}),?\s){0,5}?"
_OF_WHICH = re.compile(
    rf",?\s(?:of\swhich|which|whose\schair\sis)\s(?:[A-Z][\w’'-]*\s){{1,4}}(?:am|is|remains)\s(?:now\s|also\s|currently\s)?(?:the\s)?{_CHAIR}"
)
_HAS = re.compile(
    rf"\s(?:now\s|also\s)?(?:has|have)\s(?:now\s|also\s)?(?:{_PRAISE}{_CHAIR}\s(?:in|under)\s(?=[A-Z])"
    rf"|in\s(?=[A-Z])(?:[A-Z][\w’'-]*\s){{1,4}}{_PRAISE}{_CHAIR.replace('<chair>', '<chair2>')})"
)
_MOST = 4  # characters between "in" and the name


def is_said(sentence: Span) -> bool:
    """Whether a sentence may say who chairs a body in one of these ways."""
    return sentence.search(_OF_WHICH) is not None or sentence.search(_HAS) is not None


def chairing(sentence: Span, whos: Sequence[Who], part: Part) -> Iterator[Told]:
    """Who chairs which body, by the clauses of a sentence."""
    for pattern in (_OF_WHICH, _HAS):
        for found in sentence.finditer(pattern):
            body = next(reversed(list(capitalised(Span(sentence.document, sentence.start, found.span.start), part.world))), None)
            chair = found.group("chair") if found.has("chair") else found.group("chair2")
            who = next((one for one in whos if _is_meant(one, found, chair)), None)
            if who is None or body is None or found.span.start - body.end > 2:
                continue
            role = Role(
                chair, part.world.concept("role", "independent-chair" if "ndependent" in found.span.words else "chair"), body
            )
            yield Told(who, role, body.to(found.span).to(who.span), current=True)


def _is_meant(who: Who, found: Match, chair: Span) -> bool:
    """Whether somebody is named inside a clause before the word "chair", or right behind a clause that ends with "in"."""
    return found.span.start < who.span.start < chair.start or (
        chair.end < found.span.end <= who.span.start <= found.span.end + _MOST and who.name is not None
    )
