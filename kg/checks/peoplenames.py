"""One person who is printed under two spellings in one document.

Only where everything else says that it is one: the rest of the name, no role that only the other has, and never both in one
sentence, which names two people. What is less sure is left to the rules that suppose who may be whom.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.checks.alarms import alarm
from kg.checks.misdates import sentence_around
from kg.checks.namesakes import one_slip
from kg.facts import Discrepancy, Fact, Membership, Participation, Person, Ref
from kg.reading.part import Part
from kg.text import Span

LONG = 4  # shorter names differ by a letter by chance
_NAME = re.compile(r"(?<![\w’'-])(?P<given>[A-Z][a-z]{2,14})[ \n](?P<last>[A-Z](?:[a-z]|[’'-][A-Z]){3,24})(?![\w-])")
_SOUNDS = (("ph", "v"), ("th", "t"), ("k", "c"), ("y", "i"), ("ew", "u"), ("ai", "a"), ("ei", "ie"))


def peoplenames(part: Part, facts: Iterable[Fact]) -> Iterator[Discrepancy]:
    """The pairs of spellings in ``part`` that are one person's; ``facts`` are those read from it."""
    facts = list(facts)
    known = {fact.ref: fact for fact in facts if isinstance(fact, Person)}
    roles = _roles(facts)
    refs = {tuple(fact.name.split()): ref for ref, fact in known.items()}
    places: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for match in part.span.finditer(_NAME):
        places[str(match.group("given")), str(match.group("last"))].append(match.span)
    alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for given, last in places:
        alike[f"given {given}"].append((given, last))
        alike[f"last {last}"].append((given, last))
    around = sentence_around(part.span.document)
    for names in alike.values():
        for at, one in enumerate(names):
            for two in names[at + 1 :]:
                ref, ref2 = refs.get(one), refs.get(two)
                if (ref is None and ref2 is None) or not _alike(one, two) or not _may_be_one(ref, ref2, roles):
                    continue
                lines, lines2 = ([around(place) for place in places[name]] for name in (one, two))
                if {*lines} & {*lines2}:
                    continue  # a sentence that prints both names two people
                printed = f"{' '.join(one)}; {' '.join(two)}"
                yield alarm(
                    "conflicting-names",
                    (lines[0], lines2[0]),
                    printed,
                    "",
                    f"The names “{' '.join(one)}” and “{' '.join(two)}” are printed for what seems to be one person.",
                    status="certain" if ref is not None and ref2 is not None and bool(roles[ref] & roles[ref2]) else "doubtful",
                )


def _roles(facts: list[Fact]) -> dict[Ref, set[str]]:
    roles: dict[Ref, set[str]] = defaultdict(set)
    for fact in facts:
        if isinstance(fact, Membership):
            roles[fact.person].add(fact.role.name)
        elif isinstance(fact, Participation):
            roles[fact.participant].add(fact.capacity.name)
    return roles


def _may_be_one(ref: Ref | None, ref2: Ref | None, roles: dict[Ref, set[str]]) -> bool:
    """Whether two names can be one person's: one of them has no role of its own, or they share one."""
    if ref is None or ref2 is None:
        return True
    return not roles[ref] or not roles[ref2] or bool(roles[ref] & roles[ref2])


def _alike(one: tuple[str, str], two: tuple[str, str]) -> bool:
    (given, last), (given2, last2) = one, two
    if given == given2:
        return min(len(last), len(last2)) >= LONG and one_slip(last.lower(), last2.lower())
    return min(len(given), len(given2)) >= LONG and _sound(given) == _sound(given2)


def _sound(given: str) -> str:
    """A given name without what its spellings differ in (Antony, Anthony; Ann, Anne)."""
    word = given.lower()
    for letters, other in _SOUNDS:
        word = word.replace(letters, other)
    word = word[0] + word[1:].replace("h", "")
    return re.sub(r"(.)\1", r"\1", word).removesuffix("e")
