"""The records that a mapping reads from a document: small, frozen, each with the spans it was read from.

A record knows no RDF. Things that more than one record speaks of (bodies, people, meetings, inspections, …) are named by
a :class:`Ref`, concepts of the closed schemes by a :class:`Concept`, dates by :class:`kg.dates.When`. A record without
evidence cannot be made. What each class and field means as a term stands in ``ontology/``; :mod:`kg.triples` pairs them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.dates import When
from kg.text import Span

Method = Literal["extracted", "curated", "derived"]


def slug(*parts: str) -> str:
    """Lower-case ASCII words joined by hyphens: the stable part of an IRI. Parts that are empty are left out."""
    joined = " ".join(part for part in parts if part)
    plain = unicodedata.normalize("NFKD", joined.replace("&", " and ").replace("’", "").replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Ref:
    """The name of a thing: its kind and slug, which make the IRI ``id/<kind>/<slug>``."""

    kind: str
    slug: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", self.kind) or not re.fullmatch(
            r"[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*", self.slug
        ):
            raise ValueError(f"not a reference: {self.kind!r} {self.slug!r}")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a closed scheme: ``Concept("grade", "sif/good")`` is ``code/grade/sif/good``."""

    scheme: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What every record has: the passages it rests on, and how it was come by."""

    evidence: tuple[Span, ...]
    method: Method = "extracted"

    def __post_init__(self) -> None:
        if not self.evidence or not all(self.evidence):
            raise ValueError(f"{type(self).__name__}: a fact needs evidence")


@dataclass(frozen=True, kw_only=True)
class Named(Fact):
    """A record about a thing that other records name by its reference."""

    ref: Ref


@dataclass(frozen=True, kw_only=True)
class Body(Named):
    """An organisation, board, panel, team or service. ``kind`` is the name of a subclass of los:Body, or "Body"."""

    name: str
    kind: str = "Body"
    aliases: tuple[str, ...] = ()
    parent: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Person(Named):
    """A person who is named. ``name`` as printed, without title."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Membership(Fact):
    """A person in a role of a body. ``printed`` is the role as printed. Give ``since``/``until`` only where printed."""

    person: Ref
    body: Ref
    role: Concept
    printed: str = ""
    since: When | None = None
    until: When | None = None
    attested_on: When | None = None
    post: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Post(Named):
    """A seat that is vacant, or whose holder the source does not name, or that a Membership fills."""

    body: Ref
    role: Concept
    status: Literal["held", "vacant", "unnamed"]
    printed: str = ""
    since: When | None = None
    until: When | None = None
    attested_on: When | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting(Named):
    """A meeting, or with ``frequency`` ("monthly", …) a series of meetings. ``label`` as a reader would name it."""

    label: str
    held_by: Ref | None = None
    date: When | None = None
    status: Literal["held", "scheduled", "moved"] = "held"
    time: str = ""
    venue: str = ""
    frequency: str = ""


@dataclass(frozen=True, kw_only=True)
class AgendaItem(Named):
    """An item on the agenda of a meeting, or a heading under which the minutes record one."""

    meeting: Ref
    label: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision(Fact):
    """What a meeting (or a body, where no meeting is named) decided, in its own words."""

    text: str
    meeting: Ref | None = None
    agenda_item: Ref | None = None
    made_by: Ref | None = None
    number: str = ""
    date: When | None = None


@dataclass(frozen=True, kw_only=True)
class Participation(Fact):
    """A person at a meeting or in an inspection, in one capacity (a concept of scheme ``capacity``)."""

    event: Ref
    participant: Ref
    capacity: Concept
    printed: str = ""
    on_behalf_of: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Inspection(Named):
    """An inspection, visit, review or study. ``kind`` is the name of a subclass of los:Inspection, or "Inspection"."""

    label: str
    kind: str = "Inspection"
    inspects: Ref | None = None
    conducted_by: Ref | None = None
    framework: Concept | None = None
    since: When | None = None
    until: When | None = None
    issued: When | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement(Fact):
    """A grade given to one aspect in one inspection. ``printed`` is the grade as printed."""

    inspection: Ref
    aspect: Concept
    grade: Concept
    printed: str = ""


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
    """What a source says should be done, in its words; ``number`` as printed."""

    made_in: Ref
    text: str
    number: str = ""
    made_by: Ref | None = None
    addressed_to: tuple[Ref, ...] = ()
    themes: tuple[Concept, ...] = ()
    supported_by: tuple[Ref, ...] = ()
    date: When | None = None


@dataclass(frozen=True, kw_only=True)
class FollowUp(Fact):
    """What a later statement says of an earlier recommendation or finding."""

    of: Ref
    by: Ref
    status: Literal["addressed", "partly", "repeated", "contradicted"]


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
class Place(Named):
    """A place that is named; known ones carry their GSS code in the reference data."""

    name: str
    kind: str = "Place"


@dataclass(frozen=True, kw_only=True)
class Programme(Named):
    """A strategy, plan, programme, project, pilot, campaign, framework or policy; ``kind`` a concept of ``programme``."""

    name: str
    kind: Concept
    aliases: tuple[str, ...] = ()
    led_by: Ref | None = None
    operates_in: tuple[Ref, ...] = ()
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, kw_only=True)
class Milestone(Named):
    """A dated step of a programme. ``responsible_printed`` is who answers for it, as printed."""

    programme: Ref
    label: str
    number: str = ""
    since: When | None = None
    until: When | None = None
    responsible: tuple[Ref, ...] = ()
    responsible_printed: str = ""


@dataclass(frozen=True, kw_only=True)
class Allocation(Named):
    """A line of planned staffing or funding of a programme in a place. ``new`` is None where the source does not say."""

    programme: Ref
    label: str
    team: Ref | None = None
    place: Ref | None = None
    headcount: Decimal | None = None
    days_per_week: Decimal | None = None
    new: bool | None = None
    printed: str = ""


@dataclass(frozen=True, kw_only=True)
class Relationship(Fact):
    """How two bodies (or a body and a programme) are linked; ``kind`` is a concept of scheme ``relation``."""

    subject: Ref
    object: Ref
    kind: Concept
    since: When | None = None
    until: When | None = None
    attested_on: When | None = None


@dataclass(frozen=True, kw_only=True)
class Discrepancy(Fact):
    """Two printed things that cannot both hold, or a printed figure that its own parts do not give."""

    kind: Concept
    text: str
    printed: str
    computed: str = ""


@dataclass(frozen=True, kw_only=True)
class Header(Fact):
    """What a document says of itself: the title, who published it, when; the place and body it is about."""

    title: str
    issued: When | None = None
    publisher: Ref | None = None
    place: Ref | None = None
    about: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class Unread(Fact):
    """A unit that was recognised and not read, with the reason. ``kind`` is a concept of scheme ``unit-kind``."""

    kind: Concept
    reason: str


@dataclass(frozen=True, kw_only=True)
class Unit(Fact):
    """A unit of a text (paragraph, bullet, row, …), and whether some fact was read from it; the build makes these."""

    kind: Concept
    status: Literal["read", "unread"]
    reason: str = ""
