"""Follow-ups that no document prints as such: what a later source of the same council says of the same matter.

A recommendation, a weakness or a promise of one source, and a judgement or recommendation of a later one, are linked where the later one names
the recommendation by its number, or where both are on one narrow matter (:mod:`kg.reading.matters`), or where both are nearly the
same words. A later strength says that it was addressed, a tempered one partly; a later weakness or recommendation that it is said
again. Where a source had said that it was done, and a still later one says that it is not, the later one contradicts. A broad theme
alone links nothing. Of each later source the two closest statements count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg import citing, triples
from kg.dates import When
from kg.facts import Commitment, Concept, Fact, Finding, FollowUp, Header, Inspection, Meeting, Recommendation, Ref
from kg.lexicon import Lexicon
from kg.rdf import Iri, Quad, Term, text, typed
from kg.reading.followups import Status, refers_back, status_of, tempered
from kg.reading.matters import Matter, closeness, matter, shared, spelled
from kg.reading.part import Part
from kg.text import Span
from kg.vocab import BASE, LOS, RDF, RDFS

GRAPH = Iri(f"{BASE}graph/same-matter")
NEAR = 0.4  # of the lesser statement's matter
MOST = 2  # statements of one later source that follow up one earlier statement
_NUMBERED = re.compile(r"\brecommendations?\s{1,3}(?P<number>\d{1,3})\b(?!\s?%)", re.IGNORECASE)

Pair = tuple[Part, Fact]


@dataclass(frozen=True)
class Said:
    """A dated statement of a source: a recommendation, or a finding with what it judges; ``claims``: it says that something is done."""

    fact: Finding | Recommendation | Commitment
    source: Ref
    number: str
    council: Ref
    when: When
    judged: str
    claims: Status | None
    passage: Span
    matter: Matter
    subject: Iri

    @property
    def open(self) -> bool:
        """Whether something is to be done about it: a recommendation, a weakness or a promise."""
        return self.judged in ("asked", "weakness", "promised")


class Link(NamedTuple):
    """That ``later`` follows up ``earlier``: how it ends, how sure that is, why, and further statements that it rests on."""

    earlier: Said
    later: Said
    status: Status
    confidence: float
    reason: str
    also: tuple[Said, ...] = ()


def statements(pairs: Sequence[Pair], world: Lexicon) -> list[Said]:
    """The statements that can be followed up or can follow up: each with a day, of a council, and of a matter that is known."""
    days: dict[Ref, When] = {}
    for part, fact in pairs:
        match fact:
            case Header(issued=day):
                _keep(days, part.ref, day)
            case Meeting(ref=ref, date=day):
                _keep(days, ref, day)
            case Inspection(ref=ref):
                _keep(days, ref, fact.until or fact.since or fact.issued)
    whole = {fact.part_of for _, fact in pairs if isinstance(fact, Finding) and fact.part_of}
    said = []
    for part, fact in pairs:
        if not isinstance(fact, (Finding, Recommendation, Commitment)) or fact.ref in whole:
            continue
        when, council = days.get(fact.made_in) or part.issued, part.header.about or part.place
        if when is None or when.earliest is None or council is None:
            continue
        judged = fact.polarity.name if isinstance(fact, Finding) else "promised" if isinstance(fact, Commitment) else "asked"
        passage = citing.main(fact)
        stated = status_of(passage, world) if isinstance(fact, Finding) else None
        found = matter(passage, world, asked=judged in ("asked", "promised"), council=council)
        number = getattr(fact, "number", "") if judged == "asked" else ""
        if (judged == "neutral" and stated is None) or (found.empty and not number and not passage.search(_NUMBERED)):
            continue
        subject = triples.node(fact, part)
        claims = stated[0] if stated else None
        said.append(Said(fact, fact.made_in, number, council, when, judged, claims, passage, found, subject))
    return said


def _keep(days: dict[Ref, When], ref: Ref, day: When | None) -> None:
    if day is not None and day.earliest is not None:
        days.setdefault(ref, day)


def links(said: Sequence[Said], world: Lexicon) -> list[Link]:
    """Every link between two statements of one council and different sources, of which one is certainly later than the other."""
    by_key: dict[tuple[Ref, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.open:
            for name in one.matter.named:
                by_key[one.council, name].append(one)
    numbered: dict[tuple[Ref, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.number:
            numbered[one.council, one.number.strip("().")].append(one)
    best: dict[tuple[Ref, Ref], list[Link]] = defaultdict(list)
    for later in said:
        if later.judged == "promised":
            continue
        candidates = {id(one): one for name in later.matter.named for one in by_key[later.council, name] if _after(one, later)}
        for earlier in candidates.values():
            if (link := _same_matter(earlier, later, world)) is not None:
                best[earlier.fact.ref, later.source].append(link)
        for earlier, link in _by_number(later, numbered):
            best[earlier.fact.ref, later.source].append(link)
    kept = [
        link for found in best.values() for link in sorted(found, key=lambda one: (-one.confidence, str(one.later.subject)))[:MOST]
    ]
    return list(_contradicting(kept))


def _after(earlier: Said, later: Said) -> bool:
    first, last = earlier.when.latest, later.when.earliest
    return earlier.source != later.source and first is not None and last is not None and first < last


def _status(later: Said, world: Lexicon) -> Status:
    if later.judged == "asked":
        return "repeated"
    if later.claims is not None and later.judged in ("neutral", "mixed"):
        return later.claims
    if later.judged == "strength":
        return "partly" if tempered(later.passage, world, "unfinished") else "addressed"
    return "partly" if later.judged == "mixed" or tempered(later.passage, world, "begun") else "repeated"


def _same_matter(earlier: Said, later: Said, world: Lexicon) -> Link | None:
    common = shared(earlier.matter, later.matter, told=refers_back(later.passage, world))
    if common is None:
        return None
    near = closeness(earlier.matter, later.matter, *common)
    if near < NEAR:
        return None
    names = ", ".join(name.replace("-", " ") for name in sorted(common[0]))
    words = f", and share the words {', '.join(spelled(later.passage, common[1]))}" if common[1] else ""
    reason = f"Both are of the same council and speak of {names}{words}."
    return Link(earlier, later, _status(later, world), round(min(0.9, 0.3 + near / 2 + 0.05 * len(common[1])), 2), reason)


def _by_number(later: Said, numbered: dict[tuple[Ref, str], list[Said]]) -> Iterator[tuple[Said, Link]]:
    """The links of a statement that names "recommendation 3" where just one earlier source numbered one so."""
    match = later.passage.search(_NUMBERED) if later.judged != "asked" else None
    if match is None or later.claims is None:
        return
    number = str(match.group("number"))
    known = [one for one in numbered[later.council, number] if _after(one, later)]
    if len({one.source for one in known}) == 1:
        yield (
            known[0],
            Link(known[0], later, later.claims, 0.95, f"The later one names recommendation {number} and says how far it is."),
        )


def _contradicting(found: Sequence[Link]) -> Iterator[Link]:
    """The links, where what was said to be done and is later found not to be is contradicted."""
    done: dict[Ref, list[Link]] = defaultdict(list)
    for link in found:
        if link.status == "addressed" and link.later.claims == "addressed":
            done[link.earlier.fact.ref].append(link)
    for link in found:
        claims = done.get(link.earlier.fact.ref, ()) if link.status == "repeated" else ()
        claimed = next((one.later for one in claims if _after(one.later, link.later) and _overlaps(one.later, link.later)), None)
        if claimed is None:
            yield link
        else:
            reason = f"{link.reason} A source between the two says that it was done."
            yield link._replace(status="contradicted", reason=reason, also=(claimed,))


def _overlaps(one: Said, other: Said) -> bool:
    return bool(one.matter.named & other.matter.named)


def quads(pairs: Sequence[Pair], world: Lexicon, name: triples.Name) -> Iterator[Quad]:
    """The links as follow-ups in a graph of their own, each with its premises, a passage of both ends, how sure it is and why.

    Where a document itself prints a follow-up of the two, or a reviewed statement tells it, there is no second one.
    """
    known = {(fact.of, fact.by) for _, fact in pairs if isinstance(fact, FollowUp)}
    made: set[Iri] = set()
    for link in links(statements(pairs, world), world):
        of, by = link.earlier.fact.ref, link.later.fact.ref
        fact = FollowUp(of=of, by=by, status=link.status, evidence=(link.later.passage,), method="derived")
        subject = triples.iri(Ref("follow-up", f"same-matter/{of.slug}/by/{by.slug}"))
        if (of, by) in known or subject in made:
            continue
        made.add(subject)
        yield from _said(subject, fact, link, name)
    if made:
        yield Quad(GRAPH, RDF.type, LOS.Rule, GRAPH)
        yield Quad(GRAPH, RDFS.label, text("later statements on the same matter", "en"), GRAPH)
        yield Quad(GRAPH, LOS.text, text(" ".join((__doc__ or "").split())), GRAPH)


def _said(subject: Iri, fact: FollowUp, link: Link, name: triples.Name) -> Iterator[Quad]:
    premises: Iterable[Said] = (link.earlier, link.later, *link.also)
    told: list[tuple[Iri, Term]] = [
        (RDF.type, LOS.FollowUp),
        (RDFS.label, text(f"{fact.status}: {triples.short(name(fact.of))}", "en")),
        (LOS.of, link.earlier.subject),
        (LOS.by, link.later.subject),
        (LOS.status, triples.code(Concept("status", fact.status))),
        (LOS.method, triples.code(Concept("method", "derived"))),
        (LOS.rule, GRAPH),
        (LOS.confidence, typed(f"{link.confidence:g}", "decimal")),
        (LOS.text, text(link.reason)),
        (LOS.mainEvidence, triples.passage(link.later.passage)),
        *((LOS.premise, one.subject) for one in premises),
        *((LOS.evidence, triples.passage(one.passage)) for one in premises),
    ]
    yield from (Quad(subject, predicate, value, GRAPH) for predicate, value in told)
