"""A document bound in a source file: what a mapping is given to read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.dates import When
from kg.facts import Header, Ref
from kg.lexicon import Lexicon
from kg.text import Span


@dataclass(frozen=True)
class Opening:
    """A place where a document of some family begins: how sure (0 to 1; half or more counts) and why, in words.

    ``at`` starts where the document starts. Score 0.9 for a title that no other family has, 0.6 for a likely one.
    """

    at: Span
    score: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A part before its header is read. ``slug`` names it: ``doc/<slug>``."""

    span: Span
    family: str
    slug: str
    world: Lexicon
    opening: Opening


@dataclass(frozen=True, kw_only=True)
class Part(Draft):
    """A part with its header: the document that facts are read from and cited to."""

    header: Header

    @property
    def ref(self) -> Ref:
        """The part as a thing that facts can be ``made_in``."""
        return Ref("doc", self.slug)

    @property
    def place(self) -> Ref | None:
        """The place that the document is about, where it says so."""
        return self.header.place

    @property
    def issued(self) -> When | None:
        """The date of the document, where it says so."""
        return self.header.issued
