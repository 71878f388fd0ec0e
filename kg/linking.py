"""Pairs of statements of one council on the same narrow matter, or of which the later names the earlier source or its recommendation.

A later strength says that something was addressed, a tempered one partly; a later weakness or recommendation that it is said again. Where a
source had said that something is done, and a later one says that it is not, the later one contradicts. A broad theme alone links nothing.
Of each later source the three closest statements count, each paragraph once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.facts import Decision, Ref
from kg.lexicon import Lexicon
from kg.reading.aspects import another_side, conceded, naming
from kg.reading.followups import How, Status, retold, tempered
from kg.reading.matters import closeness, shared, spelled
from kg.reading.outcome import is_closed
from kg.reading.references import Reference
from kg.reading.standing import of_share, standing
from kg.statements import Said

NEAR = 0.5  # of the lesser statement's matter
TOLD = 0.15  # how much surer a link is where the later statement speaks of an earlier source
_FRONT = 30  # characters in which a sentence says that it is of some cases only
_SEVERAL = 2  # matters that "no child was …" and "three children were …" share
_ALIKE = 3  # words that two statements share
NAMED = 0.9  # how sure a link is where the later statement names the earlier source
MOST = 3  # statements of one later source that follow up one earlier statement

_OTHERWISE = "Its paragraph says more than one thing of it."

_NOT_ALL = "The later one does not say that all of it is done."

_DENIED = "The earlier one says that it is so, the later one that it is not."

_NONE = re.compile(r"\b(?:[Nn]o|[Nn]one|[Nn]obody|[Nn]ever)\b(?!\s(?:longer|more|less|fewer)\b)")

_LACKING = re.compile(
    r"\b(?:no|not|none|lacks?|lack\sof|lacking|without|absence|missing|vacan\w{1,6}|unfilled|nobody|never)\b|\b(?:appoint|establish|introduce|create|set\sup|put\sin\splace|publish|adopt|write|launch|recruit|employ|open|train)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:every|each|all|none|no)\b|\b(?:as|when)\s(?:it|they)\sshould\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b\d[\d,]*\s(?:[\w’'-]{2,20}\s){0,4}(?:had|have|has|were|was)\b[^.]{0,40}\b(?:compared\swith|than\sin|in\sthe\syear)\b|\b(?:In|During)\sthe\s(?:year|quarter|period)\b[^.]{0,80}\bcompared\swith\b"
)
_DESCRIBED = re.compile(
    r"\W*(?:(?:The|Our|This|These|Each|Its|Their)\s)?(?:[\w’'&-]{2,20}\s){0,4}?(?:[Tt]eams?|[Pp]ractitioners?|[Ss]ervices?|[Ww]orkers?|[Uu]nit|[Hh]ubs?|[Oo]fficers?)(?:['’]s?)?\s(?:[\w’'-]{2,20}\s){0,2}?"
    r"(?:ensures?d?|works?|worked|provide[sd]?|supports?|supported|offer(?:s|ed)?|helps?|helped|delivers?|delivered|deals?|dealt|aims?|focus(?:es|ed)?)\s"
)

Linked = dict[tuple[Ref, Ref], list["Link"]]


class Link(NamedTuple):
    """That ``later`` follows up ``earlier``: how it ends, how sure that is, why, and further statements that it rests on."""

    earlier: Said
    later: Said
    status: Status
    confidence: float
    reason: str
    also: tuple[Said, ...] = ()


def links(said: Sequence[Said], world: Lexicon) -> list[Link]:
    """Every link between two statements of one council and different sources, of which one is certainly later than the other."""
    by_key: dict[tuple[Ref, str], list[Said]] = defaultdict(list)
    of_council: dict[Ref, list[Said]] = defaultdict(list)
    for one in said:
        own = one.own if one.open else one.matter
        if (one.open or one.done or one.judged == "strength") and (one.number or own.named or len(own.words) > 1):
            of_council[one.council].append(one)
            for name in own.named | (own.words if one.judged != "weakness" else frozenset()):
                by_key[one.council, name].append(one)
    best: Linked = defaultdict(list)
    for later in said:
        if (
            later.judged == "promised"
            or (later.judged == "asked" and isinstance(later.fact, Decision))
            or retold(later.passage, world)
        ):
            continue
        candidates = {
            id(one): one
            for name in later.matter.named | later.matter.words
            for one in by_key[later.council, name]
            if _after(one, later)
        }
        for earlier in candidates.values():
            link = _same_matter(earlier, later, world) if earlier.open else None
            link = _denied(earlier, later, world) if link is None and not earlier.open else link
            if link is not None:
                best[earlier.ref, later.source].append(link)
        for reference in later.refers:
            for link in _by_reference(later, reference, of_council[later.council], world):
                best[link.earlier.ref, later.source].append(link)
    return list(_contradicting([link for found in best.values() for link in _closest(found, world)]))


def _closest(found: Sequence[Link], world: Lexicon) -> list[Link]:
    """The closest of the links of one earlier statement to one later source: of a paragraph one, which rests on the others too.

    Where the sentences of a paragraph say different things of it, it is done in part.
    """
    kept: dict[Ref, Link] = {}
    for link in sorted(found, key=lambda one: (-one.confidence, one.later.passage.start, str(one.later.subject))):
        first = kept.setdefault(link.later.whole, link)
        if first.later.passage == link.later.passage:
            continue
        also = (*first.also, link.later)
        status = _together(first, link, world)
        reason = first.reason if status == first.status or first.reason.endswith(_OTHERWISE) else f"{first.reason} {_OTHERWISE}"
        kept[link.later.whole] = first._replace(status=status, reason=reason, also=also)
    plain = [_plain(link, world) for link in list(kept.values())[:MOST]]
    return [link for link in plain if link is not None]


def _together(first: Link, other: Link, world: Lexicon) -> Status:
    """What two sentences of a paragraph say together: that something is still not so counts for more than what is better besides."""
    if "contradicted" in (first.status, other.status):
        return "contradicted"
    if "addressed" in (first.status, other.status) and any(tempered(one.later.passage, world, "mended") for one in (first, other)):
        return "addressed"
    if first.status in (other.status, "partly"):
        return first.status
    if {first.status, other.status} == {"repeated", "partly"}:
        return "partly" if other.later.judged == "mixed" else "repeated"
    still = any(one.status == "repeated" and tempered(one.later.passage, world, "undone") for one in (first, other))
    return "repeated" if still else "partly"


def _after(earlier: Said, later: Said) -> bool:
    first, last = earlier.when.latest, later.when.earliest
    return earlier.source != later.source and first is not None and last is not None and first < last


def _same_matter(earlier: Said, later: Said, world: Lexicon) -> Link | None:
    told = later.told
    if earlier.document == later.document and not told and not later.refers:
        return None  # one document tells both, and does not say that one answers the other
    common = shared(earlier.own, later.matter, told=told, asked=earlier.judged != "weakness")
    if common is None or _same_words(earlier, later):  # the same words again: a rule's business
        return None
    if earlier.judged == "weakness" and not common[1] and conceded(earlier.passage, common[0], world):
        return None
    aside = not (earlier.own.chiefly(common[0]) and later.matter.chiefly(common[0]))
    if aside and len(common[0]) < _SEVERAL and len(common[1]) < _ALIKE:
        return None  # it shares only what one of them names besides
    if earlier.judged == "promised" and not common[1]:
        return None  # a promise is of one deed, and not of a matter
    near = closeness(earlier.own, later.matter, *common)
    if near < NEAR or (not common[1] and not told and _only_tells(later, world)):
        return None
    sure = round(min(0.9, 0.3 + near / 2 + 0.05 * len(common[1]) + TOLD * told), 2)
    return Link(earlier, later, standing(later.passage, later.judged, later.claims, world), sure, _reason(later, common))


def _plain(link: Link, world: Lexicon) -> Link | None:
    """The link, done only in part where its words do not say that all of it is done.

    Praise of another side of the matter does not, and says nothing of a weakness on its own side; nor does one deed that has only
    the matter in common with what was asked.
    """
    one, said = link.earlier, (link.later, *link.also)
    if any(one.own.words & each.matter.words or is_closed(each.passage, world) for each in said):
        return link
    later = link.later
    named = frozenset().union(*(each.matter.named for each in said))
    clauses = naming(one.passage, named, world, blamed=one.judged == "weakness")
    if link.status in ("addressed", "partly") and all(another_side(clauses, each.passage, world) for each in said):
        return None if one.judged == "weakness" else link._replace(status="partly", reason=f"{link.reason} {_NOT_ALL}")
    deed = len(said) == 1 and later.judged == "neutral" and of_share(later.passage, world) is None
    if link.status == "addressed" and deed and not later.passage.search(_EVERY) and not one.passage.search(_LACKING):
        return link._replace(status="partly", reason=f"{link.reason} {_NOT_ALL}")
    return link


def _only_tells(later: Said, world: Lexicon) -> bool:
    """Whether a statement counts something that was done, or describes what a team does, and says nothing of how well it is."""
    if later.judged == "neutral" and later.claims == "addressed":
        return later.passage.search(_COUNTED) is not None and not is_closed(later.passage, world)
    if later.judged == "strength" and tempered(later.passage[:_FRONT], world, "limited"):
        return True  # praise of some cases
    return later.judged == "strength" and later.claims is None and later.passage.match(_DESCRIBED) is not None


def _same_words(earlier: Said, later: Said) -> bool:
    return earlier.fact.text == later.fact.text


def _reason(later: Said, common: tuple[frozenset[str], frozenset[str]]) -> str:
    names = ", ".join(name.replace("-", " ") for name in sorted(common[0]))
    words = ", ".join(spelled(later.passage, common[1])) or ", ".join(sorted(common[1]))
    shares = " and ".join([f"speak of {names}"] * bool(names) + [f"share the words {words}"] * bool(words))
    return f"Both are of the same council and {shares}."


def _denied(earlier: Said, later: Said, world: Lexicon) -> Link | None:
    """The link of a statement to an earlier one that had said that the same thing is done, or is so, where it says that it is not."""
    words: How = "denied" if earlier.done else "gainsaid"
    none = bool(later.judged == "weakness" and earlier.done and earlier.passage.search(_NONE))
    if later.judged == "strength" or not (none or tempered(later.passage, world, words)) or _same_words(earlier, later):
        return None
    common = shared(earlier.matter, later.matter)
    if common is None or (none and len(common[0]) < _SEVERAL and not tempered(later.passage, world, words)):
        return None
    near = closeness(earlier.matter, later.matter, *common)
    if near < NEAR:
        return None
    sure = round(min(0.9, 0.3 + near / 2 + 0.05 * len(common[1])), 2)
    return Link(earlier, later, "contradicted", sure, f"{_reason(later, common)} {_DENIED}")


def _by_reference(later: Said, reference: Reference, earlier: Sequence[Said], world: Lexicon) -> Iterator[Link]:
    """The link of a statement that names an earlier source: to the recommendation of its number, else to the closest on the same matter."""
    if later.judged == "asked" or (later.judged == "neutral" and later.claims is None):
        return
    known = [one for one in earlier if one.open and _after(one, later) and reference.is_of(one.family, one.when)]
    status = standing(later.passage, later.judged, later.claims, world)
    if reference.number:
        known = [one for one in known if one.number.strip("().").removeprefix("R") == reference.number]
        if len({one.source for one in known}) == 1:
            reason = f"The later one names recommendation {reference.number} and says how far it is."
            yield Link(known[0], later, status, 0.95, reason)
        return
    near: list[tuple[float, Said, str]] = []
    for one in known:
        common = one.matter.named & later.matter.named, one.matter.words & later.matter.words
        if (common[0] & (one.matter.narrow | one.matter.middle) or len(common[1]) > 1) and not one.matter.apart(later.matter):
            near.append((closeness(one.matter, later.matter, *common), one, _reason(later, common)))
    if near:
        far, one, reason = max(near, key=lambda pair: (pair[0], str(pair[1].subject)))
        if far >= NEAR:
            yield Link(one, later, status, NAMED, f"{reason} The later one names its source: {reference.words}.")


def _contradicting(found: Sequence[Link]) -> Iterator[Link]:
    """The links, and that what was said to be done and is later found not to be is contradicted."""
    done: dict[Ref, list[Link]] = defaultdict(list)
    told = {(link.earlier.ref, link.later.ref) for link in found}
    for link in found:
        if link.status == "addressed" and link.later.done:
            done[link.earlier.ref].append(link)
    for link in found:
        yield link
        for claim in done.get(link.earlier.ref, ()) if link.status == "repeated" and link.later.judged != "asked" else ():
            one = claim.later
            if _after(one, link.later) and _overlaps(one, link.later) and (one.ref, link.later.ref) not in told:
                told.add((one.ref, link.later.ref))
                reason = f"{_reason(link.later, (one.matter.named & link.later.matter.named, frozenset()))} {_DENIED}"
                yield Link(one, link.later, "contradicted", link.confidence, reason, (link.earlier,))


def _overlaps(one: Said, other: Said) -> bool:
    return bool((one.matter.narrow | one.matter.middle) & other.matter.named)
