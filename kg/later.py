"""The documents of one council in order of time, sentence by sentence: what a later one says beside an earlier one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg import citing, triples
from kg.dates import When
from kg.facts import AgendaItem, Commitment, Decision, Fact, Finding, Inspection, Recommendation, Ref, Unit, Unread
from kg.lexicon import Lexicon
from kg.rdf import Iri
from kg.reading.councils import council_of
from kg.reading.matters import Matter, matter
from kg.reading.part import Part
from kg.text import Span

_SAYING = (Finding, Recommendation, Commitment, Decision, AgendaItem, Unit, Unread)
_TOO_LONG = 900  # characters: a table that was read as one sentence
_TITLED = 160
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|shall|should|must|can|could|may|might|do|does|did|not|\w{3,14}(?:ed|ing))\b",
    re.IGNORECASE,
)

Pair = tuple[Part, Fact]


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence, title or row of a document, and the node of the finding or agenda item that it is of, else that of its document.

    ``item``: it is the title of an agenda item; ``judged``: a finding judges by it; ``titled``: it only names something.
    """

    span: Span
    document: Iri
    node: Iri
    item: bool
    judged: bool
    titled: bool
    council: Ref
    world: Lexicon = field(repr=False)

    @cached_property
    def matter(self) -> Matter:
        """What it is about."""
        return matter(self.span, self.world, council=self.council)


@dataclass(frozen=True, eq=False)
class Dated:
    """A document with its day and its council, and what it says."""

    part: Part
    when: When
    council: Ref
    sentences: tuple[Sentence, ...]

    def certainly_after(self, other: Dated) -> bool:
        """Whether its day is after that of another document, whichever days the two dates mean."""
        first, last = other.when.latest, self.when.earliest
        return first is not None and last is not None and first < last


def documents(pairs: Sequence[Pair]) -> dict[str, Dated]:
    """The documents whose day and council are known, by their slugs, where their council has more than one."""
    held: dict[str, tuple[Part, list[Fact]]] = {}
    for part, fact in pairs:
        held.setdefault(part.slug, (part, []))[1].append(fact)
    dated: dict[Ref, list[tuple[Part, When, list[Fact]]]] = defaultdict(list)
    inspected = {fact.ref: fact.until or fact.since or fact.issued for _, fact in pairs if isinstance(fact, Inspection)}
    for part, facts in held.values():
        when, council = _day(part, facts, inspected), part.header.about or council_of(part)
        if when is not None and when.earliest is not None and council is not None:
            dated[council].append((part, when, facts))
    return {
        part.slug: Dated(part, when, council, tuple(_sentences(part, facts, council)))
        for council, found in dated.items()
        if len(found) > 1
        for part, when, facts in found
    }


def _day(part: Part, facts: Sequence[Fact], inspected: dict[Ref, When | None]) -> When | None:
    """The day of a document, else that of the inspection whose findings it has."""
    if part.issued is not None and part.issued.earliest is not None:
        return part.issued
    sources = (fact.made_in for fact in facts if isinstance(fact, (Finding, Recommendation)))
    return next((inspected[source] for source in sources if inspected.get(source) is not None), None)


def _sentences(part: Part, facts: Sequence[Fact], council: Ref) -> list[Sentence]:
    """What a document says, in order; where facts overlap, the sentence is of the finding or agenda item that it is of."""
    found: dict[tuple[int, int], Sentence] = {}
    for fact in sorted(facts, key=lambda one: isinstance(one, (Unit, Unread))):
        if not isinstance(fact, _SAYING):
            continue
        node = triples.iri(fact.ref) if isinstance(fact, (Finding, AgendaItem)) else triples.graph_of(part)
        judged = isinstance(fact, Finding) and fact.polarity.name != "neutral"
        whole = citing.main(fact)
        for one in [whole] if isinstance(fact, AgendaItem) else whole.sentences():
            if len(one) <= _TOO_LONG:
                titled = not judged and (part.family != "minutes" if isinstance(fact, AgendaItem) else _is_title(one))
                found.setdefault(
                    (one.start, one.end),
                    Sentence(one, triples.graph_of(part), node, isinstance(fact, AgendaItem), judged, titled, council, part.world),
                )
    return [found[at] for at in sorted(found)]


def _is_title(span: Span) -> bool:
    """Whether words only name something: a heading, an item of a list, a row."""
    return len(span) < _TITLED and not str(span).rstrip().endswith((".", ";", "!", ":")) and span.search(_VERB) is None
