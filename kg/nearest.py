"""Which paragraphs of later documents are nearest in words to what an earlier one recommended, found or said.

Of the statements of one source a paragraph is taken for an answer to those that are nearest to it, and of the paragraphs of a later document
those count that are nearest to a statement. What only shares common words is near to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kg import triples
from kg.dates import When
from kg.facts import Commitment, Decision, Fact, Finding, Recommendation, Ref, Unit, Unread
from kg.lexicon import Lexicon
from kg.rdf import Iri
from kg.reading.aspects import another_side
from kg.reading.followups import Status, label_of
from kg.reading.matters import groups_in, separate, stem
from kg.reading.outcome import VERDICT, How, Says, is_closed, outcome, says, speaking
from kg.reading.part import Part
from kg.reading.references import Reference, references
from kg.reading.wants import is_formal
from kg.reading.wording import Near, Wording, asked, bare_rarity, joined, near, rarity, whole, wording
from kg.statements import Said
from kg.text import Span
from kg.unitkinds import is_block

_OPENS = 50  # characters in which a sentence says what it is on
_LEAST = 25  # characters of a paragraph
_LONGEST = 6000
_ROWS = ("table-row", "agenda-item", "heading")
_PAIR = 1.5
_TELLING = 2.5  # the rarity of a word by which paragraphs are found
_LABEL, _FAR, _STEP, _AFTER = 0.85, 0.3, 0.8, 0.3  # how much of what other sentences of a paragraph say counts


class Holder(NamedTuple):
    """A statement that a paragraph holds: where, its node, whether it asks for something, and what it was made in."""

    span: Span
    node: Iri
    asks: bool
    source: Ref | None


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph of a document: its sentences, the node that says each of them, and what each says with those around it."""

    part: Part
    span: Span
    when: When
    council: Ref
    holders: Sequence[Holder]
    world: Lexicon = field(repr=False)

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences that hold words."""
        return [one for one in self.span.sentences() if sum(letter.isalpha() for letter in str(one)) > 2]

    @cached_property
    def own(self) -> list[Wording]:
        """The words of each sentence."""
        apart = own_words(self.council)
        return [wording(one, self.world, apart) for one in self.sentences]

    @cached_property
    def around(self) -> list[Wording]:
        """The words of each sentence with those of its paragraph, which count less the farther they stand."""
        made = []
        for number, one in enumerate(self.own):
            before = (
                (self.own[back], max(_LABEL if back == 0 else _FAR, _LABEL * _STEP ** (number - back - 1)))
                for back in range(number)
            )
            after = ((other, _AFTER) for other in self.own[number + 1 : number + 2])
            made.append(joined([(one, 1.0), *before, *after]))
        return made

    @cached_property
    def says(self) -> list[Says]:
        """What each sentence says of how things are."""
        return [says(one, self.world) for one in self.sentences]

    @cached_property
    def references(self) -> list[Reference]:
        """The earlier sources that it names."""
        return [one for sentence in self.sentences for one in references(sentence, self.world)]

    def refers_to(self, earlier: Said) -> bool:
        """Whether it names the source of an earlier statement, tells what one found or asked, or says that this is over."""
        return any(one.told or one.plain > VERDICT for one in self.says) or any(
            one.families and one.is_of(earlier.family, earlier.when) for one in self.references
        )

    def holder(self, number: int) -> Holder:
        """The statement that says a sentence, which is the document where no finding or recommendation does."""
        sentence = self.sentences[number]
        holding = [one for one in self.holders if sentence.overlaps(one.span)]
        own = Holder(self.span, triples.graph_of(self.part), asks=False, source=None)
        return min(holding, default=own, key=lambda one: (len(one.span), str(one.node)))


class Answer(NamedTuple):
    """That sentences of a later paragraph say what became of an earlier statement: how, how near in words, and which say so."""

    earlier: Said
    paragraph: Paragraph
    status: Status
    telling: list[int]
    near: Near

    @property
    def chief(self) -> int:
        """Of the sentences that say so the one that says it most plainly."""
        said = self.paragraph.says
        fits = [number for number in self.telling if said[number].status == self.status] or self.telling
        return max(fits, key=lambda number: (said[number].plain, -number))

    @property
    def passages(self) -> list[Span]:
        """The sentences that say so, the chief one first."""
        return [self.paragraph.sentences[number] for number in sorted(self.telling, key=lambda one: (one != self.chief, one))]

    @property
    def sure(self) -> float:
        """How sure it is that both speak of one thing, from 0.5 to 0.9."""
        return round(min(0.9, 0.45 + self.near.score / 100 + min(self.near.share, 1.0) / 5), 2)


def own_words(council: Ref) -> frozenset[str]:
    """The stems of a council's name."""
    return frozenset(stem(word) for word in council.slug.split("-"))


def paragraphs(pairs: Sequence[tuple[Part, Fact]], whens: Mapping[str, tuple[When, Ref]]) -> list[Paragraph]:
    """The paragraphs of documents, by their slugs of known day and council."""
    holders: dict[str, list[Holder]] = defaultdict(list)
    spans: dict[str, dict[tuple[int, int], tuple[Part, Span]]] = defaultdict(dict)
    decisions: dict[str, int] = defaultdict(int)
    for part, fact in pairs:
        if part.slug not in whens:
            continue
        if isinstance(fact, (Unit, Unread)):
            span = fact.evidence[0]
            if is_block(fact.kind.name) and fact.kind.name not in _ROWS and _LEAST <= len(span) <= _LONGEST:
                spans[part.slug].setdefault((span.start, span.end), (part, span))
        elif isinstance(fact, (Finding, Recommendation, Decision)):
            decisions[part.slug] += isinstance(fact, Decision)
            node = triples.node(fact, part, decisions[part.slug])
            source = None if isinstance(fact, Decision) else fact.made_in
            holders[part.slug] += [Holder(span, node, not isinstance(fact, Finding), source) for span in fact.evidence]
    return [
        Paragraph(part, span, *whens[slug], holders[slug], part.world)
        for slug, found in spans.items()
        for part, span in (found[at] for at in sorted(found))
    ]


class Bar(NamedTuple):
    """How near a paragraph has to be: in rarity of what is shared, and in its share of the statement."""

    score: float
    share: float


BARS = {"asked": Bar(9.0, 0.42), "found": Bar(15.0, 0.6), "claimed": Bar(12.0, 0.5)}
REFERRED = 0.65  # of the bar, where the paragraph names the earlier source
_OWN = 0.5  # of the bar, for the nearest sentence by itself
RIVAL = 0.8  # of the nearest statement of a source
BEST = 0.7  # of the nearest paragraph of a document
MOST = 2
HALF = {1: 0.5, 2: 0.45}  # of what was asked: a deed or praise that has less of its words does not say that all of it is done


def answers(said: Sequence[Said], found: Sequence[Paragraph], world: Lexicon) -> Iterator[Answer]:
    """Which paragraphs answer which statements of earlier sources of the same council."""
    of_council: dict[Ref, list[Said]] = defaultdict(list)
    for one in _apart(said, world):
        of_council[one.council].append(one)
    for council, statements in of_council.items():
        later = [one for one in found if one.council == council]
        yield from _answers(statements, later, world)


def _apart(said: Iterable[Said], world: Lexicon) -> list[Said]:
    """The statements that can be answered, each passage once."""
    kept: dict[tuple[str, int, int], Said] = {}
    for one in said:
        if (one.done and is_closed(one.passage, world)) or (
            one.open and not (isinstance(one.fact, Commitment) and not one.fact.text.lower().startswith("that "))
        ):
            kept.setdefault((str(one.document), one.passage.start, one.passage.end), one)
    return list(kept.values())


def _enough(words: Wording, best: Near, world: Lexicon) -> bool:
    """Whether two telling words are shared, or half of the telling words of what was asked: one word may be of another thing."""
    telling = {
        name
        for name in words
        if words[name] >= 1 and name[0] not in "=#" and " " not in name and bare_rarity(name, world) >= _TELLING
    }
    shared = len(telling & best.words) + any(" " in name and rarity(name, world) >= _PAIR for name in best.names)
    return shared > 1 or (shared == 1 and len(telling) < 3) or (not telling and bool(best.matters))


def _kind(one: Said) -> str:
    return "asked" if one.judged in ("asked", "promised") else "found" if one.open else "claimed"


def _answers(said: Sequence[Said], found: Sequence[Paragraph], world: Lexicon) -> Iterator[Answer]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(found):
        for name in sorted({name for one in paragraph.own for name in one if rarity(name, world) >= _TELLING}):
            index[name].append(number)
    near_to: dict[tuple[int, Ref, str], list[tuple[Near, Said]]] = defaultdict(list)
    for one in said:
        words = asked(one.passage, world, own_words(one.council))
        bar = BARS[_kind(one)]
        full = max(whole(words, world), bar.score)  # fewer words tell too little by themselves
        for number in sorted({number for name in words if rarity(name, world) >= _TELLING for number in index.get(name, ())}):
            paragraph = found[number]
            if not _after(one.when, paragraph.when) or one.document == triples.graph_of(paragraph.part):
                continue
            best = max((near(words, other, world, full) for other in paragraph.around), key=lambda found: found.score)
            far = min(best.score / bar.score, best.share / bar.share)
            if (far >= 1 or (far >= REFERRED and paragraph.refers_to(one))) and _enough(words, best, world):
                near_to[number, one.source, _kind(one)].append((best, one))
    taken: dict[tuple[str, str], list[tuple[float, Answer]]] = defaultdict(list)
    for (number, _, _), rivals in near_to.items():
        most = max(best.score for best, _ in rivals)
        for best, one in rivals:
            if best.score >= RIVAL * most and (answer := _answer(one, found[number], best, world)) is not None:
                taken[str(one.subject), found[number].part.slug].append((best.score, answer))
    for several in taken.values():
        several.sort(key=lambda pair: (-pair[0], pair[1].paragraph.span.start))
        yield from (answer for score, answer in several[:MOST] if score >= BEST * several[0][0])


def _answer(one: Said, paragraph: Paragraph, best: Near, world: Lexicon) -> Answer | None:
    words = asked(one.passage, world, own_words(one.council))
    nearness = [near(words, other, world, 1.0).score for other in paragraph.own]
    if not nearness or max(nearness) < _OWN * BARS[_kind(one)].score:
        return None
    first = nearness.index(max(nearness))
    holder = paragraph.holder(first)
    if holder.source == one.source or (holder.asks and is_formal(paragraph.sentences[first], world)):
        return None  # its own words, printed again; or what asks for nothing
    if _apart_from(one, paragraph, first, world):
        return None
    if _opening(words, paragraph, first) == "other":
        return None
    opens = [_opening(words, paragraph, number) for number in range(len(paragraph.sentences))]
    found = speaking(paragraph.sentences, nearness, paragraph.says, opens, world)
    if one.open and holder.asks:
        return Answer(one, paragraph, "repeated", [first], best)
    said = outcome(found, paragraph.says)
    if said is None or (not one.open and said[0] != "repeated"):
        return None
    if not one.open:
        return Answer(one, paragraph, "contradicted", said[1], best)
    plain = max(paragraph.says[number].plain for number in said[1])
    half = best.share < HALF.get(plain, 0.0) and not paragraph.refers_to(one)
    blamed = one.judged == "weakness" and plain < VERDICT
    aside = blamed and all(another_side([one.passage], paragraph.sentences[number], world) for number in said[1])
    status: Status = "partly" if said[0] == "addressed" and (half or aside) else said[0]
    return Answer(one, paragraph, status, said[1], best)


def _apart_from(one: Said, paragraph: Paragraph, first: int, world: Lexicon) -> bool:
    """Whether the two are of other groups of children or other services: as the sentence or the paragraph's first words name them."""
    mine = groups_in(one.passage, world) | one.own.separate
    label = label_of(paragraph.span)
    above = groups_in(label, world) if label is not None else frozenset()
    theirs = groups_in(paragraph.sentences[first], world) | above
    if mine and theirs and not mine & theirs:
        return True
    opening = groups_in(paragraph.sentences[first][:_OPENS], world) | above
    alone, apart = separate(mine, world), separate(opening, world)
    return bool(alone and not alone & groups_in(paragraph.span, world)) or bool(apart and not apart & mine)


def _opening(words: Wording, paragraph: Paragraph, number: int) -> How:
    """Whether a sentence opens with words of an earlier statement, or names a matter that this does not."""
    begins = [name for name in wording(paragraph.sentences[number][:_OPENS], paragraph.world) if " " not in name]
    if any(name[0] == "#" for name in begins) and not any(name[0] == "#" and name in words for name in paragraph.own[number]):
        return "other"
    return "same" if any(name in words and rarity(name, paragraph.world) >= 1 for name in begins) else ""


def _after(earlier: When, later: When) -> bool:
    first, last = earlier.latest, later.earliest
    return first is not None and last is not None and first < last
