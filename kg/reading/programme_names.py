"""The words that programmes are named with, and the references of those they name.

The words come from the lexicon's table ``programmes`` (``mappings/lexicon/programmes.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import cast

from kg.facts import Ref, slug
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.reading.naming import Naming
from kg.reading.part import Part
from kg.reading.refs import context, without_area

YEARS = re.compile(r",?\s?\(?(?P<years>(?:19|20)\d\d\s?[-–—/]\s?(?:20)?\d\d)\)?(?!\d)")
"""The years behind a name: "2018 - 2022", "2013–23"."""


@dataclass(frozen=True, eq=False)
class ProgrammeWords(Naming):
    """The words of the table ``programmes``."""

    @cached_property
    def known(self) -> Vocabulary:
        """Programmes of the whole country."""
        listed = cast("list[Mapping[str, object]]", self.table.get("known", []))
        return Vocabulary(
            (
                Entry(
                    Ref("programme", str(one["slug"])),
                    str(one["slug"]),
                    tuple(cast("list[str]", one["wordings"])),
                    {"kind": (str(one["kind"]),)},
                )
                for one in listed
            ),
            cased=True,
        )

    @cached_property
    def areas(self) -> Vocabulary:
        """Undertakings that every area has one of."""
        listed = cast("list[Mapping[str, object]]", self.table.get("form", []))
        return Vocabulary(
            Entry(
                Ref("programme", str(one["slug"])),
                str(one["slug"]),
                tuple(cast("list[str]", one["wordings"])),
                {"kind": (str(one["kind"]),)},
            )
            for one in listed
        )

    @staticmethod
    @lru_cache(maxsize=16)
    def spelled(vocabulary: Vocabulary) -> dict[str, Entry]:
        """The entries of a vocabulary by their wordings, however these are spelled."""
        return {_alike(wording): entry for entry in vocabulary.entries for wording in entry.wordings}


@lru_cache(maxsize=8)
def programme_words(world: Lexicon) -> ProgrammeWords:
    """The words for names of programmes in a lexicon."""
    return ProgrammeWords(world.tables.get("programmes", {}))


def programme_ref(name: str, part: Part) -> Ref:
    """The programme of that name in the area that the part is about: a known one of the country, else one by area and words.

    Years, quotation marks and the area's own name before it leave no trace in the reference, and of a long name
    a final "project", "pilot" and the like neither.
    """
    words = YEARS.sub("", re.sub(r"[‘’“”\"]|(?<!\w)'|'(?!\w)", "", without_area(" ".join(name.split()), part))).strip()
    names = programme_words(part.world)
    if (known := names.spelled(names.known).get(_alike(words))) is not None:
        return known.ref
    area = context(part)
    own = re.sub(rf"^{re.escape(area.replace('-', ' '))}\s", "", words, flags=re.IGNORECASE) if area else words
    if (known := names.spelled(names.areas).get(_alike(own))) is not None:
        return Ref("programme", slug(area, known.ref.slug))
    short = re.sub(r"(?i)\s(?:projects?|pilots?|programme|campaign|initiative)$", "", words)
    dropped = len(short.split()) > (1 if re.search(r"(?i)\s(?:projects?|pilots?)$", words) else 2)
    made = slug(short if dropped else words)
    return Ref("programme", (made if area and made.startswith(area + "-") else slug(area, made)) or "unnamed")


def _alike(words: str) -> str:
    return re.sub(r"[‘’']", "", words).replace("-", " ").replace("well being", "wellbeing").replace("&", "and").casefold()
