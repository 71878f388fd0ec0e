"""What every record is made of: references, concepts, evidence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from kg.text import Span

Method = Literal["extracted", "curated", "derived"]


_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i"}
)


def slug(*parts: str) -> str:
    """Lower-case ASCII words joined by hyphens: the stable part of an IRI. Parts that are empty are left out."""
    joined = " ".join(part for part in parts if part)
    plain = unicodedata.normalize("NFKD", joined.translate(_PLAIN).replace("&", " and ").replace("’", "").replace("'", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Ref:
    """The name of a thing: its kind and slug, which make the IRI ``id/<kind>/<slug>``."""

    kind: str
    slug: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", self.kind) or not re.fullmatch(
            r"[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*", self.slug
        ):
            raise ValueError(f"not a reference: {self.kind!r} {self.slug!r}")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a closed scheme: ``Concept("grade", "sif/good")`` is ``code/grade/sif/good``."""

    scheme: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What every record has: the passages it rests on, and how it was come by."""

    evidence: tuple[Span, ...]
    method: Method = "extracted"

    def __post_init__(self) -> None:
        if not self.evidence or not all(self.evidence):
            raise ValueError(f"{type(self).__name__}: a fact needs evidence")


@dataclass(frozen=True, kw_only=True)
class Named(Fact):
    """A record about a thing that other records name by its reference."""

    ref: Ref
