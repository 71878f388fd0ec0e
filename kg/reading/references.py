"""What a statement names of an earlier source: whose it was, of when, and which of its recommendations.

"Ofsted's third recommendation of 2014", "the Panel's resolution of July 2020", "Recommendation 4". The words that name a source stand in
``mappings/lexicon/followups.toml``, by the families of documents that such a source makes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.dates import When
from kg.facts import Concept
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.reading.dates import find_dates
from kg.text import Span

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_ORDINAL = re.compile(
    rf"\b(?P<which>{'|'.join(_ORDINALS)})\s(?:of\s(?:the|its|their|our|her|his|my|those|these)\s(?:\w{{1,12}}\s)?)?(?:key\s|main\s)?"
    r"(?:recommendations?|priorit(?:y|ies)|areas?\s(?:for|of|requiring)\s\w{1,14})\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:recommendations?|priority|area\sfor\simprovement)\s(?:no\.?\s|number\s)?(?P<number>\d{1,3})\b(?!\s?(?:%|per\scent))",
    re.IGNORECASE,
)
_ITS = re.compile(
    r"\b(?:findings?|recommendations?|concerns?|weakness(?:es)?|resolutions?|requests?|criticisms?)\b|\bas\s(?:the\s)?\w{2,14}\s(?:had\s)?(?:asked|recommended|wanted|suggested|proposed|wished)\b|\bhad\s(?:asked|recommended|wanted)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NEAR = 60  # characters from the words that name a source to its date
_BEFORE = 30  # and from its date to them ("In June 2018 inspectors …")
_LONGEST = 1500


@dataclass(frozen=True)
class Reference:
    """An earlier source that words name: the families of documents it may be, its time where printed, a number of a recommendation."""

    families: frozenset[str]
    when: When | None
    number: str
    words: str

    def is_of(self, family: str, when: When) -> bool:
        """Whether a source of a family and time may be the one that is named."""
        if self.families and family not in self.families:
            return False
        if self.when is None or self.when.earliest is None or self.when.latest is None:
            return True
        return when.earliest is not None and when.latest is not None and _meet(self.when, when)


def _meet(named: When, source: When) -> bool:
    """Whether two times have a day in common; of a year that a source is named by, also where it came out early in the next."""
    first, last = named.earliest, named.latest
    begins, ends = source.earliest, source.latest
    if first is None or last is None or begins is None or ends is None:
        return False
    late = 31 if named.datatype != "date" else 0  # "the inspection of June": its report is of July
    return begins.toordinal() <= last.toordinal() + late and first.toordinal() <= ends.toordinal()


@lru_cache(maxsize=8)
def _sources(world: Lexicon) -> Vocabulary:
    table = cast("Mapping[str, Mapping[str, list[str]]]", world.tables["followups"])["sources"]
    return Vocabulary(Entry(Concept("source", families), families, tuple(words)) for families, words in table.items())


def references(span: Span, world: Lexicon) -> list[Reference]:
    """The earlier sources that a sentence names: by a number or ordinal of a recommendation, or by whose they are and of when."""
    span = span[:_LONGEST]
    numbered = span.search(_NUMBERED)
    ordinal = span.search(_ORDINAL)
    number = str(numbered.group("number")) if numbered is not None else ""
    if ordinal is not None:
        number = str(_ORDINALS.index(str(ordinal.group("which")).lower()) + 1)
    named = _sources(world).find(span)
    made = []
    for mention in named:
        when = _when(span, mention.span)
        if when is not None or number or span.search(_ITS):
            families = frozenset(mention.entry.label.split())
            made.append(Reference(families, when, number, mention.span.words))
    if number and not made:
        made.append(Reference(frozenset(), None, number, f"recommendation {number}"))
    return made


def _when(span: Span, named: Span) -> When | None:
    """The month, day or year printed after the words that name a source, near them."""
    near = Span(span.document, max(span.start, named.start - _BEFORE), min(span.end, named.end + _NEAR))
    dates = [mention.when for mention in find_dates(near) if mention.is_point]
    if dates:
        return dates[0]
    year = near.search(_YEAR)
    return When.of(str(year.span), int(str(year.span))) if year is not None else None
