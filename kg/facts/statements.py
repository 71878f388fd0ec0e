"""What sources say: findings, recommendations and what became of them, figures, discrepancies."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.dates import When
from kg.facts.base import Concept, Fact, Named, Ref


@dataclass(frozen=True, kw_only=True)
class Finding(Named):
    """What a source says it found, in its words. ``part_of``: the numbered paragraph that a sentence stands in."""

    made_in: Ref
    text: str
    polarity: Concept
    number: str = ""
    themes: tuple[Concept, ...] = ()
    about: tuple[Ref, ...] = ()
    part_of: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Recommendation(Named):
    """What a source says should be done, in its words; ``number`` as printed.

    ``kind`` is a concept of scheme ``recommendation-kind``, where the source names one. ``date`` is the day on which it was made,
    where that is told of it itself, as of a meeting; ``issued`` the one on which it was made known, in its document or its study.
    """

    made_in: Ref
    text: str
    number: str = ""
    made_by: Ref | None = None
    addressed_to: tuple[Ref, ...] = ()
    themes: tuple[Concept, ...] = ()
    supported_by: tuple[Ref, ...] = ()
    date: When | None = None
    issued: When | None = None
    kind: Concept | None = None


@dataclass(frozen=True, kw_only=True)
class FollowUp(Fact):
    """What a later statement says of an earlier recommendation or finding."""

    of: Ref
    by: Ref
    status: Literal["addressed", "partly", "repeated", "contradicted"]


@dataclass(frozen=True, kw_only=True)
class Commitment(Named):
    """What somebody says will be done, in the words of the source.

    ``made_by`` and ``responsible_printed``: who promises it, where printed; ``printed``: when it is due, as printed, and
    ``until`` the day, month or year of it, where one is printed.
    """

    made_in: Ref
    text: str
    made_by: Ref | None = None
    responsible_printed: str = ""
    printed: str = ""
    until: When | None = None
    themes: tuple[Concept, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Indicator(Named):
    """A measure that only its source's words define; known ones are concepts of scheme ``indicator``."""

    label: str


@dataclass(frozen=True, kw_only=True)
class Observation(Fact):
    """A printed figure. ``date`` for a point, ``since``/``until`` for a period; ``printed`` is the figure as printed.

    ``qualifier`` is how the source hedges it ("approximately", "over", "at least", …), ``basis`` a concept of scheme
    ``basis`` (estimate, provisional, target, comparator), ``denominator`` the population or count it was taken of.
    """

    indicator: Concept | Ref
    value: Decimal | None
    unit: Concept
    printed: str
    place: Ref | None = None
    date: When | None = None
    since: When | None = None
    until: When | None = None
    basis: Concept | None = None
    denominator: Decimal | None = None
    qualifier: str = ""
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Discrepancy(Fact):
    """Two printed things that cannot both hold, or a printed figure that its own parts do not give.

    ``status``: ``doubtful`` where the print may have a good reason (a week that begins on a Saturday).
    """

    kind: Concept
    text: str
    printed: str
    computed: str = ""
    status: Literal["certain", "doubtful"] = "certain"
