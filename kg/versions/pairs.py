"""Which fact that is gone and which that is new are one fact that changed, where that is sure.

All of this is the same read in either direction: what pairs from old to new pairs from new to old.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.versions.contents import Key
from kg.vocab import LOS, ORG, RDFS

ALIKE = 0.6  # of the words of two passages, so many at least are the same (Sørensen–Dice)
ALIKE_IN_PLACE = 0.4  # the same, where both have the same number or place in the document
COMMON = 12  # a word of more facts than this, old or new, does not bring two of them together
# what tells a fact of a kind from others in its document, its value, grade or dates aside
_IDENTITY: dict[str, tuple[str, ...]] = {
    "allocation": (LOS.programme, LOS.team),
    "follow-up": (LOS.of, LOS.by),
    "judgement": (LOS.inspection, LOS.aspect),
    "membership": (ORG.member, ORG.organization, ORG.role),
    "observation": (LOS.indicator, LOS.place, LOS.group, LOS.date, LOS.from_, LOS.until, LOS.basis, LOS.unit),
    "participation": (LOS.event, LOS.participant),
    "post": (ORG.postIn, ORG.role),
    "relationship": (LOS.subject, LOS.object, LOS.kind),
}
_FOLLOWS = {LOS.earliest, LOS.latest, LOS.printed, LOS.text, RDFS.label, LOS.number}  # from what else is said, or from the words


@dataclass(frozen=True, eq=False)
class Side:
    """A fact of one version, spelled so that it can be held against one of the other.

    ``said``: its statements, where the IRIs of places in documents are replaced by the words found there. ``local``: its own
    IRI, ``thing``, is of such a place. ``text``: the words that it is known by; ``quotes``: all that it rests on.
    """

    key: Key
    thing: str
    kind: str
    local: bool
    said: frozenset[tuple[str, str]]
    quotes: frozenset[str]
    text: str

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the text, in small letters, with how often they come."""
        return Counter(self.text.casefold().split())

    @cached_property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """The statements that tell it from others of its kind; none for a kind known by its words."""
        names = _IDENTITY.get(self.kind, ())
        return tuple(sorted(one for one in self.said if one[0] in names))


Pair = tuple[Side, Side]


def paired(gone: Iterable[Side], added: Iterable[Side]) -> Iterator[Pair]:
    """Pairs of ``gone`` and ``added``, all of one kind and document: those that are the same first, then those that changed."""
    old, new = sorted(gone, key=lambda side: side.thing), sorted(added, key=lambda side: side.thing)
    for alike in (_equal, _only(_thing), _only(lambda side: side.identity), _only(_words_in_place), _only(_words), _nearest):
        if not (old and new):
            return
        found = list(alike(old, new))
        yield from found
        taken = {id(side) for pair in found for side in pair}
        old, new = ([side for side in sides if id(side) not in taken] for sides in (old, new))


def _thing(side: Side) -> Hashable:
    return None if side.local else side.thing


def _words(side: Side) -> Hashable:
    return (side.text, side.quotes) if side.text else None


def _words_in_place(side: Side) -> Hashable:
    return (side.thing, side.text) if side.text else None


def _equal(old: Sequence[Side], new: Sequence[Side]) -> Iterator[Pair]:
    """Those of which the same is said with the same words, however often that is the case; the same IRI goes first."""
    groups: dict[Hashable, tuple[list[Side], list[Side]]] = defaultdict(lambda: ([], []))
    for number, sides in enumerate((old, new)):
        for side in sides:
            groups[None if side.local else side.thing, side.said, side.quotes][number].append(side)
    for ones, others in groups.values():
        kept = {side.thing for side in ones} & {side.thing for side in others}
        ordered = [sorted(sides, key=lambda side: side.thing not in kept) for sides in (ones, others)]
        yield from zip(*ordered, strict=False)


def _only(known_by: Callable[[Side], Hashable]) -> Callable[[Sequence[Side], Sequence[Side]], Iterator[Pair]]:
    """Pairs the only old one and the only new one that are ``known_by`` the same."""

    def pairs(old: Sequence[Side], new: Sequence[Side]) -> Iterator[Pair]:
        groups: dict[Hashable, tuple[list[Side], list[Side]]] = defaultdict(lambda: ([], []))
        for number, sides in enumerate((old, new)):
            for side in sides:
                groups[known_by(side)][number].append(side)
        yield from ((ones[0], others[0]) for known, (ones, others) in groups.items() if known and len(ones) == len(others) == 1)

    return pairs


def _nearest(old: Sequence[Side], new: Sequence[Side]) -> Iterator[Pair]:
    """Those whose words are most alike; where two are as near as each other, neither is taken."""
    having: dict[str, tuple[list[Side], list[Side]]] = defaultdict(lambda: ([], []))
    for number, sides in enumerate((old, new)):
        for side in sides:
            for word in side.words:
                having[word][number].append(side)
    near = {(one, other) for both in having.values() if max(map(len, both)) <= COMMON for one in both[0] for other in both[1]}
    ranked: dict[tuple[float, bool, int], list[Pair]] = defaultdict(list)
    for one, other in near:
        if rank := _rank(one, other):
            ranked[rank].append((one, other))
    free = {id(side) for sides in (old, new) for side in sides}
    for _, pairs in sorted(ranked.items(), reverse=True):
        left = [pair for pair in pairs if all(id(side) in free for side in pair)]
        times = Counter(id(side) for pair in left for side in pair)
        for pair in left:
            free -= {id(side) for side in pair}
            if all(times[id(side)] == 1 for side in pair):
                yield pair


def _rank(one: Side, other: Side) -> tuple[float, bool, int] | None:
    """How near two facts are: by words, place and statements; None where they may be two."""
    shared = (one.words & other.words).total()
    alike = 2 * shared / (one.words.total() + other.words.total())
    in_place = one.thing == other.thing
    if shared < 2 or alike < (ALIKE_IN_PLACE if in_place else ALIKE):
        return None
    differing = {name for name, _ in one.said ^ other.said} - _FOLLOWS
    if one.identity and len(differing) > 1:  # of another value and another date, it is another figure
        return None
    return round(alike, 6), in_place, len(one.said & other.said)
