"""How much of each document was read, from the store alone.

"Not read" and "not stated" are different things: an answer without rows says nothing about units that nobody read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath

from kg.project import Project, ProjectError
from kg.queryfile import read
from kg.rows import Value, words
from kg.store import Row, Store
from kg.unitkinds import LOST, is_block
from kg.values import nearest
from kg.vocab import PREFIXES

UNKNOWN = "unknown"
_COUNTS = ("figures_printed", "figures_read")


@dataclass
class Coverage:
    """What of one document was read: its units, the share of its letters that facts cite, and its printed figures.

    ``reasons`` tells why units were not read, and ``left`` are those units; ``lost`` are pictures, pages and damaged tables;
    ``parts_left`` what of read units a reader left out knowingly.
    ``unread_reason`` is why nothing at all was read; ``length`` is in characters, ``file`` the name of the file. Of a store of an older build ``cited`` and the figures are not known.
    """

    document: str
    title: str
    family: str
    unread_reason: str = ""
    read: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    left: list[Row] = field(default_factory=list)
    lost: list[Row] = field(default_factory=list)
    figures_left: list[Row] = field(default_factory=list)
    parts_left: list[Row] = field(default_factory=list)
    length: int = 0
    cited: Decimal | None = None
    figures: int | None = None
    figures_read: int | None = None
    file: str = ""

    @property
    def known(self) -> bool:
        """Whether the family of the document was recognised, or there is no text to recognise it by."""
        return self.family != UNKNOWN or bool(self.unread_reason)

    def row(self) -> dict[str, Value]:
        """The counts by name; those of kinds of units only where there are such units."""
        return {
            "document": self.document,
            "family": self.family,
            "units_read": self.read.total(),
            "units_unread": self.unread.total(),
            "share_cited": "" if self.cited is None else f"{100 * self.cited:.0f} %",
            "figures_printed": "" if self.figures is None else self.figures,
            "figures_read": "" if self.figures_read is None else self.figures_read,
            "lost": len(self.lost),
        }


def census(store: Store, project: Project) -> list[Coverage]:
    """The coverage of every document of ``store``, in their order. Raises ProjectError where a stored query is wrong."""

    def asked(name: str) -> list[Row]:
        return store.select(read(project.queries / "coverage" / f"{name}.rq").text)

    units: dict[str, list[Row]] = defaultdict(list)
    for row in asked("units"):
        units[words(row["document"])].append(row)
    made = []
    for row in asked("documents"):
        one = Coverage(
            words(row["document"]).removeprefix(PREFIXES["doc"]),
            words(row.get("title", row["document"])),
            words(row["family"]).rsplit("/", 1)[-1],
            words(row["unread_reason"]) if "unread_reason" in row else "",
            cited=Decimal(words(row["share_cited"])) if "share_cited" in row else None,
        )
        one.file = words(row["source_file"]) if "source_file" in row else ""
        one.length = int(words(row["end"])) - int(words(row["start"])) if "end" in row else 0
        one.figures, one.figures_read = (int(words(row[name])) if name in row else None for name in _COUNTS)
        _count(one, units[words(row["document"])])
        made.append(one)
    return made


def chosen(documents: Sequence[Coverage], names: Sequence[str]) -> list[Coverage]:
    """The documents of these names, all where none is given: by slug, or by file, which means all that are bound in it.

    Raises ProjectError, with the nearest names, where a name is of none.
    """
    kept: set[str] = set()
    for name in names:
        found = {one.document for one in documents if name.strip("/").casefold() in _names(one)}
        if not found:
            near = nearest(PurePath(name).name, sorted({known for one in documents for known in (one.document, one.file) if known}))
            hint = f"; near it {'is' if len(near) == 1 else 'are'} {', '.join(near)}" if near else ""
            raise ProjectError(f"{name!r} is no document of the store{hint}")
        kept |= found
    return [one for one in documents if one.document in kept or not names]


def _names(one: Coverage) -> set[str]:
    """What a document can be called by: its slug, that of the pack it is in, its last part; its file, with folder and ending or without."""
    file = PurePath(one.file)
    names = {one.document, one.document.partition("/")[0], one.document.rpartition("/")[2]}
    return {name.casefold() for name in (*names, *((one.file, file.name, file.stem) if one.file else ()))}


def total(documents: Sequence[Coverage]) -> Coverage:
    """What the documents come to together."""
    whole = Coverage("total", "", "")
    for one in documents:
        for name in ("read", "unread", "reasons"):
            getattr(whole, name).update(getattr(one, name))
        for name in ("left", "lost", "figures_left", "parts_left"):
            getattr(whole, name).extend(getattr(one, name))
        if one.figures is not None and one.figures_read is not None:
            whole.figures = (whole.figures or 0) + one.figures
            whole.figures_read = (whole.figures_read or 0) + one.figures_read
    whole.length = sum(one.length for one in documents)
    if whole.length and all(one.cited is not None for one in documents if one.length):
        whole.cited = sum((one.length * (one.cited or Decimal()) for one in documents), Decimal()) / whole.length
    return whole


def _count(one: Coverage, rows: Sequence[Row]) -> None:
    """Count each block once; what is told of a part of one is kept beside."""
    for row in rows:
        kind, unread = words(row["kind"]).rsplit("/", 1)[-1], words(row["status"]).endswith("/unread")
        if kind in LOST:
            one.lost.append(row)
        elif not is_block(kind):
            if unread:
                (one.parts_left if kind == "part" else one.figures_left).append(row)
        elif unread:
            one.unread[kind] += 1
            one.reasons[words(row["reason"]) if "reason" in row else ""] += 1
            one.left.append(row)
        else:
            one.read[kind] += 1
