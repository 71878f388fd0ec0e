"""The word lists that roles are read with (``mappings/lexicon/people.toml``), and the pattern of their head words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from kg.lexicon import Lexicon
from kg.reading.names import L, U

Standing = Literal["", "former", "acting", "future"]

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
GAP = r"\s{1,2}"
SMALL = r"(?i:and|&|of|the|for|in|to|with|on)"
CAP = rf"(?:(?!(?:{SMALL}|(?:Tele)?[Pp]hone|Tel|E-?mail|Contact|Direct|Date|Time|Ext|{MONTH}(?=[\s,.]))\b)(?:[{U}][{L}]?[{U}&]+s?(?:['’]S)?(?:/[{U}]+)?(?![{L}])|[{U}][{L}]+(?:[’'/-][{U}{L}]*[{L}])*['’]?|[{U}](?![{U}{L}])|\d{{2}}(?!\w|\s{MONTH})))"
DEPARTMENTS = {"Service", "Directorate", "Team", "Unit", "Department", "Division", "Hub", "Home"}
NATIONAL = {"Inspectorate", "GovernmentDepartment"}
SCHOOL_HEADS = {"headteacher", "officer", "head-of-service", "virtual-school-head"}
VIRTUAL_SCHOOL = re.compile(r"virtual\s(?:school|college)s?\W*$", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class RoleWords:
    """The word lists that roles are read with, and the pattern of their head words."""

    head: re.Pattern[str]
    standing: dict[str, Standing]
    before: re.Pattern[str]
    of_a_body: frozenset[str]
    of_a_council: frozenset[str]
    of_an_inspectorate: frozenset[str]
    single: frozenset[str]
    not_before: frozenset[str]


@lru_cache(maxsize=8)
def role_words(world: Lexicon) -> RoleWords:
    """The word lists of a lexicon. Raises KeyError where ``people.toml`` is not in it."""
    table = cast("dict[str, list[str]]", world.tables["people"]["roles"])
    standing: dict[str, Standing] = {}
    key: Standing
    for key in ("former", "acting", "future"):
        standing |= dict.fromkeys(table[key], key)
    small = "|".join(
        re.escape(one).replace(r"\ ", r"\s") for one in sorted([*standing, *table["modifiers"]], key=len, reverse=True)
    )
    heads = "|".join(
        re.escape(one).replace(r"\ ", r"\s").replace(r"\-", "[-‐– ]") for one in sorted(table["heads"], key=len, reverse=True)
    )
    no_heads = "|".join(re.escape(one).replace(r"\ ", r"\s") for one in table["no_heads"])
    return RoleWords(
        head=re.compile(rf"(?<![\w’'])(?!(?i:{no_heads})\b)(?:{heads}|(?i:{heads})(?=\s|[,.;:)]|$))(?![\w’'-])"),
        standing=standing,
        before=re.compile(
            rf"(?:(?<![\w’'])(?i:{small})[\s-]{{1,2}}|{CAP}(?:{GAP}(?:of|and|&|for){GAP}(?:the{GAP})?|,{GAP}|[\s/]{{1,2}}))$"
        ),
        of_a_body=frozenset(table["of_a_body"]),
        of_a_council=frozenset(table["of_a_council"]),
        of_an_inspectorate=frozenset(table["of_an_inspectorate"]),
        single=frozenset(table["single"]),
        not_before=frozenset(table["not_before"]),
    )
