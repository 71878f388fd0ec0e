"""The statements of sources that can be followed up or can follow up: each with its day, its council, its matter, and what it says of it.

A finding of several sentences is looked at sentence by sentence, so that each one speaks of its own matter; those that are findings by
themselves speak for themselves.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import citing, triples
from kg.dates import When
from kg.facts import Commitment, Decision, Fact, Finding, Header, Inspection, Meeting, Recommendation, Ref
from kg.lexicon import Lexicon
from kg.rdf import Iri
from kg.reading import polarity
from kg.reading.boards import of_board
from kg.reading.councils import council_of
from kg.reading.followups import (
    Status,
    before,
    begins,
    context,
    label_of,
    refers_back,
    retold,
    tells_again,
    tempered,
    told_of,
    verdict,
)
from kg.reading.matters import Matter, matter
from kg.reading.part import Part
from kg.reading.references import Reference, references
from kg.reading.standing import claimed
from kg.reading.wants import is_asked, is_formal, is_item
from kg.text import Span

_RESOLVED = re.compile(r"\W*(?:\(\w{1,4}\)\s|\d{1,2}[.)]\s)?(?:[Tt]hat\b|[Tt]o\s\w)|\bbe\s\w{2,14}(?:ed|en|t)\b|\brequest")
_QUERIED = re.compile(
    r"(?<!not )\b(?:queried|was\sasked|(?:wished|wanted)\sto\sknow|to\s(?:decide|determine|see|assess|judge)\swhether|asked\s(?:whether|how|what|why|if|for|about)|reference\swas\smade|questioned)\b",
    re.IGNORECASE,
)

_BOARD = frozenset(("safeguarding-board",))
_BULLET = " -–—•◼■*#()0123456789.ivx\n"
_BACK = 4  # sentences of a paragraph before one that says little by itself

Pair = tuple[Part, Fact]
Stated = Finding | Recommendation | Commitment | Decision


@dataclass(frozen=True)
class Said:
    """A dated statement of a source: a recommendation, or a finding with what it judges; ``claims``: how far it says that something is.

    ``passage`` is the sentence of it that says so, ``own`` is the matter that it
    names itself, ``matter`` also that of the sentence that it goes on from, ``told`` whether it speaks of an earlier source, and ``refers`` which sources it names.
    """

    fact: Stated
    ref: Ref
    source: Ref
    family: str
    number: str
    council: Ref
    when: When
    judged: str
    claims: Status | None
    passage: Span
    matter: Matter
    own: Matter
    told: bool
    refers: tuple[Reference, ...]
    subject: Iri
    document: Iri
    whole: Ref

    @property
    def open(self) -> bool:
        """Whether something is to be done about it: a recommendation, a weakness or a promise."""
        return self.judged in ("asked", "weakness", "promised")

    @property
    def done(self) -> bool:
        """Whether it says that something is done, so that a later source can say that it is not."""
        return self.claims == "addressed" and self.judged not in ("asked", "promised")


def statements(pairs: Sequence[Pair], world: Lexicon) -> list[Said]:
    """The statements that can be followed up or can follow up: each with a day, of a council, and of a matter that is known."""
    days = _days(pairs)
    pieces: dict[Ref, list[Span]] = defaultdict(list)
    recommended: dict[str, set[str]] = defaultdict(set)
    for part, fact in pairs:
        if isinstance(fact, Finding) and fact.part_of:
            pieces[fact.part_of].append(citing.main(fact))
        elif isinstance(fact, Recommendation | Commitment):
            recommended[part.slug].add(_plain(fact.text))
    councils = {part.slug: part.header.about or council_of(part) for part in {id(part): part for part, _ in pairs}.values()}
    told_on = _told_on(pairs, days, councils)
    boards = {part.slug: of_board(part) for part in {id(part): part for part, _ in pairs}.values()}
    said, decisions = [], Counter[str]()
    for part, fact in pairs:
        if isinstance(fact, Decision):
            decisions[part.slug] += 1
        council = councils[part.slug]
        if council not in told_on or not isinstance(fact, Stated):
            continue
        if isinstance(fact, Decision) and not _asks(fact, recommended[part.slug], world):
            continue
        source = _source(part, fact)
        when = days.get(source) or part.issued
        if when is None or when.earliest is None:
            continue
        ref = Ref("decision", f"{part.slug}/{decisions[part.slug]}") if isinstance(fact, Decision) else fact.ref
        subject = triples.node(fact, part, decisions[part.slug])
        for passage, judged in _sentences(fact, pieces.get(ref, ()), world):
            one = _said(fact, passage, judged, world, council)
            if one is None:
                continue
            claims, found, own, told, named = one
            if any(passage.start in one for one in boards[part.slug]):
                found, own = (of.of_group(_BOARD) for of in (found, own))
            stands = _judged(judged, claims, passage, world)
            number = getattr(fact, "number", "") if stands == "asked" else ""
            whole = fact.part_of or ref if isinstance(fact, Finding) else ref
            said.append(
                Said(
                    fact=fact, ref=ref, source=source, family=part.family, number=number, council=council, when=when, judged=stands,
                    claims=claims, passage=passage, matter=found, own=own, told=told, refers=named, subject=subject,
                    document=triples.graph_of(part), whole=whole,
                )
            )  # fmt: skip
    return said


def _source(part: Part, fact: Stated) -> Ref:
    return fact.meeting or part.ref if isinstance(fact, Decision) else fact.made_in


def _told_on(pairs: Sequence[Pair], days: Mapping[Ref, When], councils: Mapping[str, Ref | None]) -> set[Ref]:
    """The councils of which one source is certainly later than another: of the others nothing can follow anything up."""
    first: dict[Ref, datetime.date] = {}
    last: dict[Ref, datetime.date] = {}
    for part, fact in pairs:
        if not isinstance(fact, (Stated, Header)):
            continue
        council = councils[part.slug]
        when = (days.get(_source(part, fact)) if isinstance(fact, Stated) else None) or part.issued
        if council is None or when is None or when.earliest is None or when.latest is None:
            continue
        first[council] = min(first.get(council, when.latest), when.latest)
        if not isinstance(fact, Commitment):
            last[council] = max(last.get(council, when.earliest), when.earliest)
    return {council for council, day in last.items() if first[council] < day}


def _judged(judged: str, claims: Status | None, passage: Span, world: Lexicon) -> str:
    """What a sentence judges, where its words on how far something is say more than praise or blame."""
    if judged == "neutral" and claims == "repeated":
        return "weakness"
    if judged == "weakness" and claims == "addressed" and tempered(passage, world, "mended"):
        return "strength"  # "the weakness found by Ofsted had been put right"
    return judged


def _said(
    fact: Stated, passage: Span, judged: str, world: Lexicon, council: Ref
) -> tuple[Status | None, Matter, Matter, bool, tuple[Reference, ...]] | None:
    """What a sentence claims, its matter, and which earlier source it speaks of; None where it says nothing of how things are."""
    claims = claimed(passage, world) if judged not in ("asked", "promised") else None
    asked = judged in ("asked", "promised")
    found = own = matter(passage, world, asked=asked or (judged == "neutral" and claims is not None), council=council)
    told = refers_back(passage, world) or tempered(passage, world, "gainsaid")
    named = [] if asked else references(passage, world)
    again = False
    if isinstance(fact, Finding):
        here = before(passage)
        label, above = label_of(here.to(passage)), context(passage, world)
        if label is not None and passage.start > label.end:
            named = named or references(label, world)
            found = found if found.narrow else found | matter(label, world, council=council)
        if above is not None and (retold(above, world) or not own.narrow):
            more = matter(above, world, council=council)
            found = found | (more if retold(above, world) or not own.named else dataclasses.replace(more, words=frozenset()))
            told = told or any(known(above, world) for known in (refers_back, retold, told_of))
            named = named or references(above, world)
            again = retold(above, world) or told_of(above, world)
            if again and (said := verdict(passage, world)) is not None:
                claims = said
        if not found.narrow and above is not None:
            found = found | _topic(here, world, council)
        if not found.groups:
            found = found.within(matter(here, world, council=council))
    if (judged == "neutral" and claims is None) or _told_only(fact, passage, world):
        return None
    numbered = bool(getattr(fact, "number", ""))
    if not (found.named or found.words or named or numbered):
        return None
    return claims, found, found if again else own, told, tuple(named)


def _topic(here: Span, world: Lexicon, council: Ref) -> Matter:
    """The matter of the nearest of the sentences before, not far back in the paragraph, that names a narrow one, else any."""
    before_it = [matter(sentence, world, council=council) for sentence in reversed(here.sentences()[-_BACK:])]
    named = [one for one in before_it if one.narrow] or [one for one in before_it if one.named]
    return named[0] if named else matter(here[:0], world, council=council)


def _sentences(fact: Stated, pieces: Sequence[Span], world: Lexicon) -> Iterator[tuple[Span, str]]:
    """The sentences of a statement, each with what it judges, without those that are findings by themselves."""
    passage = citing.main(fact)
    if isinstance(fact, Decision):
        yield passage, "asked" if fact.evidence[0].search(_RESOLVED) or fact.text[:5].lower() == "that " else "neutral"
        return
    if not isinstance(fact, Finding):
        if not begins(passage.strip(_BULLET), world, "notes"):
            yield passage, "promised" if isinstance(fact, Commitment) else "asked"
        return
    sentences = passage.sentences()
    for sentence in sentences if pieces or len(sentences) > 1 else [passage]:
        if any(sentence.overlaps(piece) for piece in pieces):
            continue
        if fact.number and sentence is (sentences[0] if len(sentences) > 1 else passage) and is_item(sentence, world):
            yield sentence, "asked"
            continue
        judged = fact.polarity.name
        if len(sentences) > 1 and judged != "neutral":
            judged = polarity.polarity(sentence, world).name
        yield sentence, "asked" if judged == "neutral" and is_asked(sentence, world) and not retold(sentence, world) else judged


def _told_only(fact: Stated, passage: Span, world: Lexicon) -> bool:
    """Whether a sentence tells what an earlier source found, which that one says itself."""
    if not isinstance(fact, Finding) or len(passage.sentences()) > 1:
        return False
    if passage.search(_QUERIED):
        return True
    theirs = fact.made_in.kind != "inspection" and told_of(passage, world)
    return retold(passage, world) or theirs or (tells_again(passage) and fact.made_in.kind != "inspection")


def _asks(decision: Decision, recommended: set[str], world: Lexicon) -> bool:
    """Whether a resolution asks for something to be done, and does not only note, approve, thank or appoint."""
    return _plain(decision.text) not in recommended and not is_formal(citing.main(decision), world) and len(decision.text) > 20


def _plain(words: str) -> str:
    return re.sub(r"^\W*(?:that\s)?", "", words.casefold()).strip(" .;")


def dated(pairs: Sequence[Pair]) -> dict[str, tuple[When, Ref]]:
    """The day and the council of each document, by its slug, where both are known; of an inspection report its last day there."""
    days = _days(pairs)
    made: dict[str, tuple[When, Ref]] = {}
    for part, fact in pairs:
        if part.slug in made:
            continue
        council = part.header.about or council_of(part)
        when = (
            part.issued or days.get(part.ref) or (days.get(fact.made_in) if isinstance(fact, (Finding, Recommendation)) else None)
        )
        if when is not None and when.earliest is not None and council is not None:
            made[part.slug] = when, council
    return made


def _days(pairs: Sequence[Pair]) -> dict[Ref, When]:
    """The day of each source: of its meeting, the last of its inspection, else that of the document."""
    days: dict[Ref, When] = {}

    def keep(ref: Ref, day: When | None) -> None:
        if day is not None and day.earliest is not None:
            days.setdefault(ref, day)

    for part, fact in pairs:
        match fact:
            case Header(issued=day):
                keep(part.ref, day)
            case Meeting(ref=ref, date=day):
                keep(ref, day)
            case Inspection(ref=ref):
                keep(ref, fact.until or fact.since or fact.issued)
    return days
