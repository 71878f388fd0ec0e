"""From when to when each role, post and relation held: four days for each statement, from all that documents say together.

What a statement says itself (beginning, end, the day of which it speaks; of a former holder the day of the document) is a spell
(:mod:`kg.intervals`). Spells of one person, role and body, or of one relation, are joined where a beginning or end ties them.
A post that one person holds at a time (``los:holders 1``) passes from one to the next; names that may be one person's, and a holder
who is not named, part from others only by a printed beginning. Nothing in a body outlasts the day by which another succeeded it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.checks.namesakes import spelled_alike
from kg.dates import When
from kg.derivation import rule_quads
from kg.intervals import FIRST, LAST, Spell, combine, follow, not_after, not_before, over_by, spell
from kg.lexicon import Lexicon
from kg.rdf import Iri, Literal, Quad, Term, typed
from kg.reading.rolewords import role_words
from kg.store import parse_quads
from kg.vocab import BASE, DCTERMS, LOS, ORG, RDF, SKOS

GRAPH = Iri(f"{BASE}graph/bounds")
_SUCCESSOR = Iri(f"{BASE}code/relation/successor-of")
_STATUS = f"{BASE}code/status/"
_VACANT, _UNNAMED = Iri(f"{_STATUS}vacant"), Iri(f"{_STATUS}unnamed")
_STATES = (LOS.Membership, LOS.Post, LOS.Relationship)
_OF_STATES = (
    ORG.member, ORG.organization, ORG.postIn, ORG.role, LOS["from"], LOS.until, LOS.attestedOn, LOS.status, LOS.subject, LOS.object,
    LOS.kind, LOS.printed,
)  # fmt: skip
_OTHERS = (DCTERMS.issued, SKOS.broader, LOS.holders, LOS.place, LOS.succeededBy)
_READ = {f"<{predicate}>" for predicate in (*_OF_STATES, *_OTHERS)}
_TYPES = tuple(f"<{RDF.type}> <{kind}> " for kind in (*_STATES, LOS.Match))

Said = dict[Iri, list[Term]]


def _matters(line: str) -> bool:
    _, predicate, _ = line.split(" ", 2)
    return predicate in _READ or (predicate == f"<{RDF.type}>" and any(kind in line for kind in _TYPES))


@dataclass(frozen=True)
class _Told:
    """What one document tells of a state: the statement, what it is of, and its own spell."""

    statement: Iri
    seat: tuple[Term, ...]  # role and body, or kind, subject and object
    holder: Term  # the person; the status of a post without one; of a relation its kind
    bodies: tuple[Term, ...]
    own: Spell
    document: Iri
    begun: Spell | None = None  # the same by its printed beginning alone


@dataclass
class _Graph:
    """The statements that matter here, by graph and subject."""

    by_graph: dict[tuple[Iri, Iri], Said] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    whole: dict[Iri, Said] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @classmethod
    def of(cls, lines: Iterable[str]) -> _Graph:
        made = cls()
        for quad in parse_quads(line for line in lines if _matters(line)):
            made.by_graph[quad.graph, quad.subject][quad.predicate].append(quad.object)
            made.whole[quad.subject][quad.predicate].append(quad.object)
        return made

    def one(self, subject: Term | None, predicate: Iri) -> Term | None:
        """A value of a property, the first in order; None where there is none."""
        said = self.whole.get(subject) if isinstance(subject, Iri) else None
        return min(said[predicate], default=None) if said and predicate in said else None


def bounds(lines: Iterable[str], known: Lexicon) -> list[Quad]:
    """The days for each membership, post and relationship in ``lines`` (N-Quads), and what their graph says of itself.

    ``los:earliest`` and ``los:latest`` are given where the statement prints no such end and others tell one;
    ``los:certainFrom`` and ``los:certainUntil`` where it certainly held on some day.
    """
    graph = _Graph.of(lines)
    made: dict[Iri, list[Spell]] = defaultdict(list)
    alike = {
        frozenset(graph.one(one, end) for end in (LOS.subject, LOS.object))
        for one, said in graph.whole.items()
        if LOS.Match in said[RDF.type]
    }
    states = _over(list(_told(graph, role_words(known).standing)))
    alike |= set(_misspelt(states))
    for told, whole in _parted(_joined(states, graph, alike), graph, alike):
        made[told.statement].append(whole)
    found = [quad for statement in sorted(made) for quad in _quads(statement, made[statement], graph.whole[statement])]
    return [*_described(), *found] if found else []


def _misspelt(told: list[_Told]) -> Iterator[frozenset[Term | None]]:
    """Two holders of one post whose names differ in one slip of the surname: they may be one."""
    by_seat: dict[tuple[Term, ...], set[Term]] = defaultdict(set)
    for one in told:
        by_seat[one.seat].add(one.holder)
    for holders in by_seat.values():
        named = sorted(holders - {_VACANT, _UNNAMED})
        yield from (
            frozenset((one, other))
            for at, one in enumerate(named)
            for other in named[at + 1 :]
            if spelled_alike(*(str(term).rpartition("/")[2].split("-") for term in (one, other)))
        )


def _over(told: list[_Told]) -> list[_Told]:
    """Where a document prints a beginning and a later end of one tenure, the beginning does not say that it goes on."""
    ends: dict[tuple[object, ...], datetime.date] = {}
    for one in told:
        if one.own.latest < LAST:
            key = one.document, one.seat, one.holder
            ends[key] = max(ends.get(key, FIRST), one.own.latest)
    made = []
    for one in told:
        end = ends.get((one.document, one.seat, one.holder))
        past = end is not None and one.begun is not None and one.own.latest == LAST and one.own.earliest <= end < one.own.lasting
        made.append(replace(one, own=one.begun) if past and one.begun is not None else one)
    return made


def _told(graph: _Graph, standing: Mapping[str, str]) -> Iterator[_Told]:
    """What each document tells of each state."""
    for (document, subject), said in sorted(graph.by_graph.items(), key=lambda item: item[0]):
        kind = next((one for one in said.get(RDF.type, ()) if one in _STATES), None)
        if kind is None:
            continue
        since = _when(said, LOS["from"])
        own = spell(since, _when(said, LOS.until), _when(said, LOS.attestedOn))
        if (
            own is not None
            and own.known is None
            and standing.get(_first_word(said)) == "former"
            and (issued := _issued(document, graph))
        ):
            own = over_by(own, issued.latest or LAST)
        if own is None:  # it ends before it begins, so nothing is said of any day
            continue
        if kind == LOS.Relationship:
            ends = (*said.get(LOS.subject, ())[:1], *said.get(LOS.object, ())[:1])
            yield _Told(subject, (*said.get(LOS.kind, ())[:1], *ends), said[LOS.kind][0], ends, own, document)
            continue
        body = next(iter(said.get(ORG.organization if kind == LOS.Membership else ORG.postIn, ())), None)
        role = next(iter(said.get(ORG.role, ())), None)
        holder = next(iter(said.get(ORG.member if kind == LOS.Membership else LOS.status, ())), None)
        if (
            body is not None
            and role is not None
            and holder is not None
            and (kind == LOS.Membership or holder in (_VACANT, _UNNAMED))
        ):
            yield _Told(subject, (_seat(role, graph), body), holder, (body,), own, document, spell(since) if since else None)


def _when(said: Said, predicate: Iri) -> When | None:
    found = sorted(value.lexical for value in said.get(predicate, ()) if isinstance(value, Literal))
    return When(found[0], found[0]) if found else None


def _first_word(said: Said) -> str:
    printed = next((value.lexical for value in said.get(LOS.printed, ()) if isinstance(value, Literal)), "")
    return printed.partition(" ")[0].casefold()


def _issued(document: Iri, graph: _Graph) -> When | None:
    """The day of the document, by which a former holder is one."""
    issued = graph.one(document, DCTERMS.issued)
    return When(issued.lexical, issued.lexical) if isinstance(issued, Literal) else None


def _single(role: Term | None, graph: _Graph) -> bool:
    holders = graph.one(role, LOS.holders)
    return isinstance(holders, Literal) and holders.lexical == "1"


def _seat(role: Term, graph: _Graph) -> Term:
    """The broadest role that names the same seat: an independent chair sits in the chair's."""
    wider = graph.one(role, SKOS.broader)
    while _single(role, graph) and wider is not None and _single(wider, graph):
        role, wider = wider, graph.one(wider, SKOS.broader)
    return role


def _joined(told: list[_Told], graph: _Graph, alike: set[frozenset[Term | None]]) -> list[tuple[_Told, Spell]]:
    """Each with the spell that all documents tell of its holder in its seat."""
    by_seat: dict[tuple[Term, ...], list[_Told]] = defaultdict(list)
    for one in told:
        by_seat[one.seat].append(one)
    made = []
    for seat in by_seat.values():
        by_holder: dict[Term, list[Spell]] = defaultdict(list)
        for one in seat:
            by_holder[one.holder].append(one.own)
        certain = {holder: [own.certain for own in spells if own.certain] for holder, spells in by_holder.items()}
        if not _single(seat[0].seat[0], graph):
            certain = {}
        for holder, spells in by_holder.items():
            others = [other for other in certain if other not in (holder, _UNNAMED) and frozenset((other, holder)) not in alike]
            # of somebody who is not named nobody knows whether it is one and the same
            known = {} if holder == _UNNAMED else combine(spells, [days for other in others for days in certain[other]])
            made += [(one, known.get(one.own, one.own)) for one in seat if one.holder == holder]
    return made


def _parted(told: list[tuple[_Told, Spell]], graph: _Graph, alike: set[frozenset[Term | None]]) -> Iterator[tuple[_Told, Spell]]:
    """Each with its spell narrowed by who held the post before and after, and by the end of the body."""
    ends = dict(_ends([one for one, _ in told], graph))
    by_seat: dict[tuple[Term, ...], list[tuple[_Told, Spell]]] = defaultdict(list)
    for pair in told:
        by_seat[pair[0].seat].append(pair)
    for seat, members in by_seat.items():
        for one, known in _in_turn(members, alike) if _single(seat[0], graph) else members:
            days = [ends[body] for body in one.bodies if body in ends and one.seat[0] != _SUCCESSOR]
            yield one, over_by(known, min(days)) if days else known


def _in_turn(members: list[tuple[_Told, Spell]], alike: set[frozenset[Term | None]]) -> list[tuple[_Told, Spell]]:
    """Holders of a post that one person holds at a time, each over when the next is there."""
    spells = sorted({(known, one.holder) for one, known in members if known.known}, key=lambda one: (one[0].known, one))
    narrowed = {one: one[0] for one in spells}
    for at, here in enumerate(spells):
        for later in spells[at + 1 :]:
            if _another(here, later, alike) and (ended := follow(here[0], later[0])[0]) != here[0]:
                narrowed[here] = ended
                break  # those who come later still tell no more of this one
        for former in reversed(spells[:at]):
            if _another(former, here, alike) and follow(former[0], here[0])[1] != here[0]:
                narrowed[here] = follow(former[0], narrowed[here])[1]
                break
        for other in (
            *spells[:at],
            *spells[at + 1 :],
        ):  # the same one, or another: no sooner than it began, and no later than it ended
            if (
                other[0].bounded
                and (other[1] != here[1] or here[1] == _UNNAMED)
                and not _another(other, here, alike)
                and not _another(here, other, alike)
            ):
                narrowed[here] = not_after(not_before(narrowed[here], other[0]), other[0])
    return [(one, narrowed.get((known, one.holder), known)) for one, known in members]


def _another(former: tuple[Spell, Term], later: tuple[Spell, Term], alike: set[frozenset[Term | None]]) -> bool:
    """Whether the later holder is surely not the former one."""
    pair = (former[1], later[1])
    if pair[0] == pair[1] and _UNNAMED not in pair:
        return False
    if _VACANT in pair or not (_UNNAMED in pair or frozenset(pair) in alike):
        return True
    known = former[0].known
    return known is not None and known.last < later[0].earliest


def _ends(told: list[_Told], graph: _Graph) -> Iterator[tuple[Term, datetime.date]]:
    """By which day a body was over: the first by which a document says that it had a successor, or the end of its area's code."""
    for one in sorted(
        (one for one in told if one.seat[0] == _SUCCESSOR and len(one.bodies) == 2), key=lambda one: one.own, reverse=True
    ):
        if one.own.begun < LAST:
            yield one.bodies[1], one.own.begun
    for body, said in graph.whole.items():
        ended = [
            _when(graph.whole[place], LOS.until)
            for place in said.get(LOS.place, ())
            if isinstance(place, Iri) and place in graph.whole
        ]
        if said.get(LOS.succeededBy) and ended and all(ended):
            yield body, max(when.latest or LAST for when in ended if when)


def _quads(statement: Iri, spells: list[Spell], said: Said) -> Iterator[Quad]:
    """The four days of a statement. What several documents say of several spells has the certain days of the latest."""
    days = {
        LOS.earliest: None if LOS["from"] in said else min(one.earliest for one in spells),
        LOS.latest: None if LOS.until in said else max(one.latest for one in spells),
    }
    certain = max((one.certain for one in spells if one.certain), default=None)
    if certain is not None:
        days |= {LOS.certainFrom: certain.first, LOS.certainUntil: certain.last}
    for predicate, day in days.items():
        if day is not None and day not in (FIRST, LAST):
            yield Quad(statement, predicate, typed(day.isoformat(), "date"), GRAPH)


def _described() -> list[Quad]:
    return rule_quads(GRAPH, "bounds of roles, posts and relations", __doc__)
