"""What links two bodies, each link with its days, its passage and its words; and which of all links are wanted.

The links come from the stored queries in ``queries/networks/``, which agree on their columns: ``subject``, ``object``, ``kind``
and, where they are known, ``date``, ``until``, ``certain_from``, ``certain_until``, ``event``, ``passage``, ``document`` and ``quote``.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from kg.dates import When
from kg.intervals import FIRST, LAST, Answer, Interval
from kg.project import Project, ProjectError
from kg.query import plain as short
from kg.queryfile import read
from kg.rdf import Iri, Term
from kg.rows import words
from kg.store import Row, Store

NAMING = "queries/names/bodies.rq"
COLUMNS = ("subject", "object", "kind", "date", "until", "passage", "document", "quote")


@dataclass(frozen=True, order=True, slots=True)
class Linkage:
    """A link: one row of a stored query.

    ``date`` and ``until`` are as precise as the documents are. ``first`` and ``last`` are the days between which it may have been
    so, ``surely_from`` and ``surely_until`` those between which it was ("": open, or of the last two: no such day); all ISO dates.
    An ``event`` is over on its day, and has happened since.
    """

    subject: str
    object: str
    kind: str
    date: str = ""
    until: str = ""
    passage: str = ""
    document: str = ""
    quote: str = ""
    event: str = ""
    first: str = ""
    last: str = ""
    surely_from: str = ""
    surely_until: str = ""

    def told(self) -> dict[str, str]:
        """All that is known of it, by name; a copy of each word, as asdict makes, takes as long as to find them all."""
        return {name: getattr(self, name) for name in self.__slots__}

    def columns(self) -> dict[str, str]:
        """What an edge of the network says of it."""
        return {name: getattr(self, name) for name in COLUMNS}

    def sure(self, first: datetime.date, last: datetime.date) -> Answer:
        """Whether the link was there on some day from ``first`` to ``last``.

        One that has no date is possible at any time, for nothing says when it began.
        """
        asked = Interval(first, last)
        if not asked.shares(Interval(_or(self.first, FIRST), _or(self.last, LAST))):
            return "not"
        surely = Interval(_or(self.surely_from, LAST), _or(self.surely_until, LAST))
        return "certain" if self.surely_from and asked.shares(surely) else "possible"


def _or(iso: str, other: datetime.date) -> datetime.date:
    return datetime.date.fromisoformat(iso) if iso else other


@dataclass(frozen=True)
class Wanted:
    """Which links are wanted: all, or those that every filter given here lets through.

    ``as_of`` is a day by which a link was so or had happened; ``since`` and ``until`` are the ends of a period on some day of which
    it was so or happened. ``certain``: only those of which that is certain. ``name`` is part of the name of a body, ``body`` the
    IRI of one: its partners, and what links these with it and with each other.
    """

    as_of: str = ""
    since: str = ""
    until: str = ""
    certain: bool = False
    kinds: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    name: str = ""
    body: str = ""

    def time(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day that is asked about; None where no time is. Raises ProjectError where that is no time."""
        if self.as_of:
            if self.since or self.until:
                raise ProjectError("a network is of a day or of a period, and both were given")
            return _day(self.as_of), _day(self.as_of)
        if not (self.since or self.until):
            return None
        first, last = _day(self.since) if self.since else FIRST, _day(self.until) if self.until else LAST
        if first > last:
            raise ProjectError(f"the period from {self.since} to {self.until} ends before it begins")
        return first, last

    def sure(self, link: Linkage, time: tuple[datetime.date, datetime.date]) -> Answer:
        """Whether the link was there at that time."""
        if link.event and link.date and not self.as_of:  # in a period it is there on its own day alone
            over = str(When(link.date, "").latest or "")
            link = replace(link, last=over, surely_until=over)
        return link.sure(*time)


@dataclass(frozen=True)
class Linkages:
    """All links, in a fixed order, and what is known of each body: ``label``, ``kind`` and ``place``."""

    links: tuple[Linkage, ...] = ()
    bodies: dict[str, dict[str, str]] = field(default_factory=dict)

    def wanted(self, want: Wanted) -> list[tuple[Linkage, Answer | None]]:
        """The links that are wanted, each with how sure it is at that time. Raises ProjectError for what is no day."""
        time = want.time()
        kept = [
            (link, want.sure(link, time) if time else None)
            for link in self.links
            if (not want.kinds or link.kind in want.kinds) and (not want.documents or link.document in want.documents)
        ]
        kept = [(link, sure) for link, sure in kept if sure != "not" and not (want.certain and sure == "possible")]
        if want.name:
            part = want.name.casefold()
            named = {body for body, known in self.bodies.items() if part in known["label"].casefold()}
            kept = [(link, sure) for link, sure in kept if link.subject in named or link.object in named]
        if want.body:
            near = {want.body} | {end for link, _ in kept for end in _ends(link) if want.body in _ends(link)}
            kept = [(link, sure) for link, sure in kept if near.issuperset(_ends(link))]
        return kept

    def told(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        return {"links": [list(link.told().values()) for link in self.links], "bodies": self.bodies}

    @classmethod
    def read(cls, told: dict[str, Any]) -> Linkages:
        """What :meth:`told` told."""
        return cls(tuple(Linkage(*values) for values in told["links"]), told["bodies"])


def _ends(link: Linkage) -> tuple[str, str]:
    return link.subject, link.object


def gathered(store: Store, project: Project) -> Linkages:
    """The links of ``store``. Raises ProjectError where a stored query is wrong."""
    rows = [row for path in project.files("queries/networks/*.rq") for row in store.select(read(path).text)]
    links = [_linkage(row) for row in rows if row["subject"] != row["object"]]
    known, ends = _bodies(store, project), sorted({end for link in links for end in _ends(link)})
    return Linkages(tuple(sorted(links)), {iri: known.get(iri) or {"label": _tail(iri), "kind": "", "place": ""} for iri in ends})


def _linkage(row: Row) -> Linkage:
    said = {name: words(row[name]) if name in row else "" for name in (*COLUMNS, "event")}
    first, last, sure, surely = (
        When(words(row[name]) if name in row else "", "") for name in ("date", "until", "certain_from", "certain_until")
    )
    return Linkage(
        **{**said, "kind": kind_of(row["kind"])},
        first=str(first.earliest or ""),
        last=str(last.latest or ""),
        surely_from=str(sure.latest or ""),
        surely_until=str(surely.earliest or ""),
    )


def kind_of(term: Term) -> str:
    """The kind of a link in words: the last part of a concept's IRI, or the literal."""
    return words(term).rsplit("/", 1)[-1].replace("-", " ") if isinstance(term, Iri) else term.lexical


def _tail(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].replace("-", " ")


def _bodies(store: Store, project: Project) -> dict[str, dict[str, str]]:
    """Label, kinds and place of every body."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.select(read(project.root / NAMING).text):
        for name in ("label", "kind", "place"):
            if name in row:
                found[words(row["body"])][name].add(words(row[name]) if name == "label" else short(row[name]).rsplit("/", 1)[-1])
    return {
        iri: {
            "label": min(said["label"], default=_tail(iri)),
            "kind": _listed(said["kind"] - {"Body"} or said["kind"]),
            "place": _listed(said["place"]),
        }
        for iri, said in found.items()
    }


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _day(iso: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError as error:
        raise ProjectError(f"{iso!r} is no day; write it as 2021-07-27") from error
