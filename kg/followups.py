"""Follow-ups that no document prints as such: what a later source of the same council says of the same matter.

A recommendation, a weakness or a promise of one source, and a judgement or recommendation of a later one, are linked where the later one names
the recommendation by its number, or where both are on one narrow matter (:mod:`kg.reading.matters`), or where both are nearly the
same words. A later strength says that it was addressed, a tempered one partly; a later weakness or recommendation that it is said
again. Where a source had said that it was done, and a still later one says that it is not, the later one contradicts. A broad theme
alone links nothing. Of each later source the three closest statements count.
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
from kg.reading.councils import council_of
from kg.reading.followups import Status, context, refers_back, retold, status_of, tempered
from kg.reading.matters import Matter, closeness, matter, shared, spelled
from kg.reading.part import Part
from kg.text import Span
from kg.vocab import BASE, LOS, RDF, RDFS

GRAPH = Iri(f"{BASE}graph/same-matter")
NEAR = 0.4  # of the lesser statement's matter
TOLD = 0.15  # how much surer a link is where the later statement speaks of an earlier source
MOST = 3  # statements of one later source that follow up one earlier statement
_ASKS = re.compile(r"\b(?:should|must|needs?\sto|is\srequired\sto|are\srequired\sto)\s(?!have\b|not\sbe\b)")
_NUMBERED = re.compile(r"\brecommendations?\s{1,3}(?P<number>\d{1,3})\b(?!\s?%)", re.IGNORECASE)

_SHORT = 500  # characters of a paragraph that is one statement

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
    told: bool
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
    pieces: dict[Ref, list[Span]] = defaultdict(list)
    for _, fact in pairs:
        if isinstance(fact, Finding) and fact.part_of:
            pieces[fact.part_of].append(citing.main(fact))
    said, councils = [], dict[str, Ref | None]()
    for part, fact in pairs:
        if not isinstance(fact, (Finding, Recommendation, Commitment)) or (fact.ref in whole and not _has_more(fact, pieces)):
            continue
        if part.slug not in councils:
            councils[part.slug] = part.header.about or council_of(part)
        when, council = days.get(fact.made_in) or part.issued, councils[part.slug]
        if when is None or when.earliest is None or council is None:
            continue
        passage = citing.main(fact)
        judged = _judged(fact, passage)
        claims = _claims(passage, world) if isinstance(fact, Finding) else None
        found = matter(passage, world, asked=judged in ("asked", "promised"), council=council)
        told = refers_back(passage, world)
        if judged not in ("asked", "promised") and not found.narrow and (before := context(passage, world)) is not None:
            found, told = found | matter(before, world, council=council), told or refers_back(before, world)
        number = getattr(fact, "number", "") if judged == "asked" else ""
        if (judged == "neutral" and claims is None) or not (found.named or found.words or number or passage.search(_NUMBERED)):
            continue
        subject = triples.node(fact, part)
        said.append(Said(fact, fact.made_in, number, council, when, judged, claims, passage, found, told, subject))
    return said


def _has_more(fact: Finding | Recommendation | Commitment, pieces: dict[Ref, list[Span]]) -> bool:
    """Whether a short paragraph says more than the sentences of it that are findings by themselves."""
    whole = citing.main(fact)
    return len(whole) < _SHORT and sum(len(one) for one in pieces[fact.ref]) < len(whole) / 2


def _judged(fact: Finding | Recommendation | Commitment, passage: Span) -> str:
    if isinstance(fact, Finding):
        return "asked" if fact.polarity.name == "neutral" and passage.search(_ASKS) else fact.polarity.name
    return "promised" if isinstance(fact, Commitment) else "asked"


def _claims(passage: Span, world: Lexicon) -> Status | None:
    """How far a finding says that something is: by the words of a status, else by words of what there now is."""
    if tempered(passage, world, "mended"):
        return "addressed"
    stated = status_of(passage, world)
    if stated is not None:
        return stated[0]
    if tempered(passage, world, "done"):
        return "partly" if tempered(passage, world, "open") else "addressed"
    return None


def _keep(days: dict[Ref, When], ref: Ref, day: When | None) -> None:
    if day is not None and day.earliest is not None:
        days.setdefault(ref, day)


def links(said: Sequence[Said], world: Lexicon) -> list[Link]:
    """Every link between two statements of one council and different sources, of which one is certainly later than the other."""
    by_key: dict[tuple[Ref, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.open:
            for name in one.matter.named | (one.matter.words if one.judged != "weakness" else frozenset()):
                by_key[one.council, name].append(one)
    numbered: dict[tuple[Ref, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.number:
            numbered[one.council, one.number.strip("().")].append(one)
    best: dict[tuple[Ref, Ref], list[Link]] = defaultdict(list)
    for later in said:
        if later.judged == "promised" or retold(later.passage, world):
            continue
        candidates = {
            id(one): one
            for name in later.matter.named | later.matter.words
            for one in by_key[later.council, name]
            if _after(one, later)
        }
        for earlier in candidates.values():
            if (link := _same_matter(earlier, later, world)) is not None:
                best[earlier.fact.ref, later.source].append(link)
        for earlier, link in _by_number(later, numbered, world):
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
    if later.claims is not None and (later.judged == "neutral" or tempered(later.passage, world, "mended")):
        return later.claims
    if later.judged == "strength":
        return "partly" if tempered(later.passage, world, "unfinished") else "addressed"
    return "partly" if later.judged == "mixed" or tempered(later.passage, world, "begun") else "repeated"


def _same_matter(earlier: Said, later: Said, world: Lexicon) -> Link | None:
    told = later.told
    common = shared(earlier.matter, later.matter, told=told, asked=earlier.judged != "weakness")
    if common is None or earlier.fact.text == later.fact.text:  # the same words again: a rule's business
        return None
    near = closeness(earlier.matter, later.matter, *common)
    if near < NEAR:
        return None
    names = ", ".join(name.replace("-", " ") for name in sorted(common[0]))
    words = ", ".join(spelled(later.passage, common[1])) or ", ".join(sorted(common[1]))
    shares = " and ".join([f"speak of {names}"] * bool(names) + [f"share the words {words}"] * bool(words))
    reason = f"Both are of the same council and {shares}."
    return Link(
        earlier, later, _status(later, world), round(min(0.9, 0.3 + near / 2 + 0.05 * len(common[1]) + TOLD * told), 2), reason
    )


def _by_number(later: Said, numbered: dict[tuple[Ref, str], list[Said]], world: Lexicon) -> Iterator[tuple[Said, Link]]:
    """The links of a statement that names "recommendation 3" where just one earlier source numbered one so."""
    match = later.passage.search(_NUMBERED) if later.judged != "asked" else None
    if match is None or (later.claims is None and match.before.strip()):
        return
    number = str(match.group("number"))
    known = [one for one in numbered[later.council, number] if _after(one, later)]
    if len({one.source for one in known}) == 1:
        status: Status = later.claims or ("partly" if tempered(later.passage, world, "open") else "addressed")
        reason = f"The later one names recommendation {number} and says how far it is."
        yield known[0], Link(known[0], later, status, 0.95, reason)


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
