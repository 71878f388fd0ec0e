"""Somebody's post of which documents of one council, or one document, print two beginnings: "appointed in March 2018", "since January 2018".

Only posts that officers are appointed to: who is elected may be elected again. What is said of an acting holder is no beginning of the
permanent post, and what is announced may have been moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.checks.crossing import Crossing, Pair, by_council, crossing
from kg.dates import When
from kg.facts import Membership, Ref
from kg.reading.part import Part

_OFFICERS = {
    "director-of-childrens-services", "director-of-adult-social-services", "director-of-public-health", "chief-executive", "deputy-chief-executive", "principal-social-worker", "virtual-school-head",
    "independent-chair", "independent-scrutineer", "commissioner", "assistant-director", "deputy-director", "head-of-service", "programme-manager", "agency-decision-maker", "board-business-manager",
}  # fmt: skip
_ACTING = ("interim", "acting", "temporary", "deputy", "former")
_LEAST, _MOST = 20, 1100  # days: nearer they are those of one month's end; farther he may have come back


def begun_posts(pairs: Sequence[Pair]) -> Iterator[Crossing]:
    """The posts of one person that begin on two days, each once."""
    for parts in by_council(pairs).values():
        told: dict[tuple[Ref, str], list[tuple[Part, Membership]]] = defaultdict(list)
        for part, fact in pairs:
            if part.slug in parts and isinstance(fact, Membership) and _begins(fact, part):
                told[fact.person, fact.role.name].append((part, fact))
        for each in told.values():
            yield from _apart(each)


def _begins(fact: Membership, part: Part) -> bool:
    """Whether a statement prints to the month when a post began, and is not of the time before it."""
    if fact.role.name not in _OFFICERS or fact.since is None or len(fact.since.value) < len("2018-03"):
        return False
    words = f"{fact.printed} {fact.evidence[0].words}".lower()
    first, made = fact.since.earliest, part.issued.latest if part.issued is not None else None
    return not any(word in words for word in _ACTING) and not (first is not None and made is not None and first > made)


def _apart(each: Iterable[tuple[Part, Membership]]) -> Iterator[Crossing]:
    (part, one), *others = each
    for part2, two in others:
        days = _days(one.since, two.since)
        if one.body == two.body and one.evidence[0] != two.evidence[0] and days is not None and _LEAST < days < _MOST:
            printed = (_words(one), _words(two))
            text = f"Two beginnings are printed of one post, “{one.printed or two.printed}”: {printed[0]} and {printed[1]}."
            yield crossing("conflicting-dates", (part, one.evidence[0]), (part2, two.evidence[0]), printed, text, "doubtful")
            return


def _words(fact: Membership) -> str:
    return fact.since.printed if fact.since is not None else ""


def _days(one: When | None, two: When | None) -> int | None:
    """How far two dates are apart at least."""
    if one is None or two is None:
        return None
    ends = (one.earliest, one.latest, two.earliest, two.latest)
    if any(end is None for end in ends):
        return None
    first, last, first2, last2 = (end for end in ends if end is not None)
    return max((first2 - last).days, (first - last2).days)
