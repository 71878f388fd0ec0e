"""Of which council a document is that names none, by the people and committees that it shares with others of the build.

It is a council's where somebody is named in it by their full name, or a committee and more than one person are, whom documents
of that council name as well, and those of no other council do. One shared name is enough only where no document of the build is of
another council; what documents of a council share with each other (a safeguarding board, an improvement board) tells nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.facts import Body, Fact, Person, Ref
from kg.reading.councils import LOCAL, areas_named
from kg.reading.part import Part
from kg.reading.refs import context

Pair = tuple[Part, Fact]
_FULL, _SHORT, _COMMITTEE = 2, 1, 1  # what a full name, one with initials, and the name of a committee count
_ALONE, _AMONG = 2, 3  # what is enough where all other documents are of one council, and where they are of several
_NAMED = 2  # so many mentions of another council's area speak against
_MEETS = re.compile(r"(?:[\w’',&-]+\s){3,}(?:Panel|Committee|Board|Commission|Forum)", re.IGNORECASE)
_ANYWHERE = re.compile(r"\b(?:safeguarding children|safeguarding adults|health and wellbeing|corporate parenting)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Belonging:
    """The council of a file that names none, and what it shares with the documents of that council."""

    council: Ref
    shared: tuple[str, ...]


@dataclass
class _Names:
    """The names that documents print: of people in full and with initials, and of committees."""

    full: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    committees: dict[str, str] = field(default_factory=dict)

    def add(self, part: Part, fact: Fact) -> None:
        """Take the name of a fact, where it is of somebody or something of the area of the document."""
        if isinstance(fact, Person) and fact.ref.slug.startswith(context(part)):
            words = fact.name.casefold().split()
            if len(words) > 1:
                (self.full if len(words[0].strip(".")) > 1 else self.short)[" ".join(words)] = fact.name
                self.short.setdefault(f"{words[0][0]} {words[-1]}", fact.name)
        elif isinstance(fact, Body) and _MEETS.fullmatch(fact.name) and not _ANYWHERE.search(fact.name):
            self.committees[" ".join(re.findall(r"\w+", fact.name.casefold()))] = fact.name

    def shared(self, others: _Names) -> tuple[int, tuple[str, ...]]:
        """How much tells that both are of one place, and the names that do."""
        full = [name for key, name in self.full.items() if key in others.full]
        known = {key for key in self.full if key in others.full}
        short = [name for key, name in self.short.items() if key in others.short and name.casefold() not in known]
        met = [name for key, name in self.committees.items() if key in others.committees]
        points = _FULL * len(full) + _SHORT * len(set(short)) + _COMMITTEE * bool(met)
        return points, tuple(dict.fromkeys([*full, *short, *met]))


def belongings(files: Sequence[Iterable[Pair]]) -> dict[int, Belonging]:
    """For each file (by its place in ``files``) whose documents name no council: the council that it is found to be of, if any."""
    strangers: dict[int, _Names] = {}
    first: dict[int, Part] = {}
    councils: dict[Ref, _Names] = defaultdict(_Names)
    for at, pairs in enumerate(files):
        for part, fact in pairs:
            if part.header.about is not None:
                councils[part.header.about].add(part, fact)
            elif part.family in LOCAL:
                first.setdefault(at, part)
                strangers.setdefault(at, _Names()).add(part, fact)
    made = {}
    for at, names in strangers.items():
        found = {council: told for council, others in councils.items() if (told := names.shared(others))[0]}
        if len(found) == 1:
            ((council, (points, shared)),) = found.items()
            others = any(count >= _NAMED for other, count in areas_named(first[at]).items() if other != council)
            if points >= (_ALONE if len(councils) == 1 else _AMONG) and not others:
                made[at] = Belonging(council, shared)
    return made
