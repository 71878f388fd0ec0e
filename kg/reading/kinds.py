"""What inspections, visits, reviews and studies are called, and which framework they followed when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.dates import When
from kg.facts import Concept
from kg.lexicon import Lexicon, one_of, pattern_of
from kg.text import Match


@dataclass(frozen=True)
class Kind:
    """A class of inspections: its name in the ontology, who carries it out by law, and its framework."""

    name: str
    by: str = ""
    framework: str | None = None


@dataclass(frozen=True, eq=False)
class Kinds:
    """The wordings of all kinds as one pattern; ``other`` finds what is no inspection of children's services as a whole."""

    pattern: re.Pattern[str]
    by_wording: Mapping[str, Kind]
    other: re.Pattern[str]

    def kind(self, match: Match) -> Kind:
        """The kind that a match of ``pattern`` names."""
        return self.by_wording[match.last_group]

    def named(self, name: str) -> Kind:
        """The kind of that name. Raises StopIteration when there is none."""
        return next(kind for kind in self.by_wording.values() if kind.name == name)


@lru_cache(maxsize=8)
def kinds(world: Lexicon) -> Kinds:
    """The kinds of a lexicon. Raises KeyError where ``inspection.toml`` is not in it."""
    table = world.tables["inspection"]
    mentions = cast("Mapping[str, Mapping[str, object]]", table["mentions"])
    wordings: list[tuple[str, Kind]] = []
    for name, given in mentions.items():
        kind = Kind(name, str(given.get("by", "")), cast("str | None", given.get("framework")))
        for wording in cast("list[str]", given["wordings"]):
            wordings += [(wording, kind), (wording + "s", kind)]
        wordings += [(wording, kind) for wording in cast("list[str]", given.get("plurals", []))]
    wordings.sort(key=lambda pair: -len(pair[0]))
    parts = one_of((wording, f"(?P<w{number}>{pattern_of(wording)})") for number, (wording, _) in enumerate(wordings))
    others = cast("Mapping[str, list[str]]", table["subjects"])["others"]
    return Kinds(
        re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])", re.IGNORECASE),
        {f"w{number}": kind for number, (_, kind) in enumerate(wordings)},
        re.compile(rf"(?<![\w-])(?:{one_of((one, pattern_of(one)) for one in others)})(?![\w-])", re.IGNORECASE),
    )


def framework_on(when: When | None, world: Lexicon, of: str = "") -> str | None:
    """The framework that inspections of children's services (or ``of`` other ones) followed on a date; None where it does not tell."""
    row = _row(when, world, of)
    return cast("str", row["name"]) if row is not None else None


def aspects_on(when: When | None, world: Lexicon) -> list[Concept]:
    """The aspects that inspections of children's services gave grades to on a date; the whole alone where it does not tell."""
    row = _row(when, world, "")
    return [world.concept("aspect", name) for name in (cast("list[str]", row["aspects"]) if row is not None else ["overall"])]


def _row(when: When | None, world: Lexicon, of: str) -> Mapping[str, object] | None:
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = f"{when.earliest:%Y-%m}", f"{when.latest:%Y-%m}"
    rows = cast("list[Mapping[str, object]]", world.tables["inspection"]["frameworks"])
    return next((row for row in rows if row.get("of", "") == of and str(row["from"]) <= first and last <= str(row["until"])), None)
