"""Which of the passages that a fact rests on prints the fact itself; the others (headings, lead-ins, dates) are its context."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.dates import When
from kg.facts import AgendaItem, Concept, Fact, Header, Ref, Relationship
from kg.text import Span

_KEYS = ("participant", "person", "label", "title", "text", "printed")
_HEADINGS = (AgendaItem, Header)
_LONGEST = 600
_CONTEXT = ("evidence", "method")
_WORD = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*")


def main(fact: Fact) -> Span:
    """The passage of ``fact`` that prints it.

    That is the one with most of the different words of its key field (who it is of, its name, or the words or the value it states),
    then with most of all its words (for a heading: with the fewest others); of equal ones the shortest, then the first. Of a
    relation that one paragraph tells in several places it is what stands between them too.
    """
    if len(fact.evidence) == 1:
        return fact.evidence[0]
    if isinstance(fact, Relationship) and (whole := _within_paragraph(fact.evidence)) is not None:
        return whole
    fields = {
        field.name: {*_spelled(getattr(fact, field.name))} for field in dataclasses.fields(fact) if field.name not in _CONTEXT
    }
    called = next((name for name in _KEYS if fields.get(name)), "")
    said = set().union(*fields.values())
    key = fields.get(called, said)

    def fit(span: Span) -> tuple[int, float, int, int]:
        words = {*_words(str(span))}
        shared = len(said & words)
        return len(key & words), shared / max(1, len(words)) if isinstance(fact, _HEADINGS) else shared, -len(span), -span.start

    return max(fact.evidence, key=fit)


def _within_paragraph(spans: Sequence[Span]) -> Span | None:
    """From the first to the last of ``spans``, where they stand in one paragraph and not far apart."""
    first, last = min(spans, key=lambda one: one.start), max(spans, key=lambda one: one.end)
    whole = Span(first.document, first.start, last.end)
    return whole if len(whole) <= _LONGEST and "\n\n" not in str(whole) else None


def _spelled(value: object) -> Iterator[str]:
    """The words of a value: of a reference and a concept those of its own name, without that of its document or scheme."""
    match value:
        case str():
            yield from _words(value)
        case Ref():
            yield from _words(value.slug.rsplit("/", 1)[-1])
        case Concept():
            yield from _words(value.name.rsplit("/", 1)[-1])
        case When():
            yield from _words(value.printed or value.value)
        case Decimal():
            yield from _words(str(value))
        case tuple():
            for one in value:
                yield from _spelled(one)


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return (word.group() for word in _WORD.finditer(plain))
