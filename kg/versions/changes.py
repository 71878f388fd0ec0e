"""What differs between two versions of a graph, as records: facts that were added, are gone or changed, each with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.facts import slug
from kg.project import ProjectError
from kg.rdf import Iri, Term, text
from kg.rows import Rows
from kg.unitkinds import is_block
from kg.versions.contents import Passage

SECTIONS = ("document", "fact", "unit", "derived", "vocabulary")
WHATS = ("added", "gone", "changed")
FILE_SUM = "sha256"  # what of a document is other when its file was replaced
COLUMNS = (
    *("change", "section", "kind", "document", "thing", "label", "before", "after"),
    *("quote_before", "passage_before", "quote", "passage"),
)


@dataclass(frozen=True)
class Change:
    """A fact (or document, unit, derived statement, term) that was "added", is "gone" or "changed".

    ``before`` and ``after``: names and values of the properties that differ, where it changed. ``quotes_before`` and ``quotes``:
    the passages that it rested on, and rests on. ``thing``: its IRI, of the new version where it is there.
    """

    change: str
    section: str
    kind: str
    document: str
    thing: str
    label: str
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    quotes_before: tuple[Passage, ...] = ()
    quotes: tuple[Passage, ...] = ()

    @property
    def is_wording(self) -> bool:
        """Whether a block came, went or has other words: not how it was read, and not a part of a block, told twice then."""
        kind = self.thing.rpartition("/")[2].rpartition("-")[0].rpartition("-")[0]
        return is_block(kind) and [one.words for one in self.quotes_before] != [one.words for one in self.quotes]

    def row(self) -> dict[str, Term]:
        """The change as a row of an answer; columns without a value are left out."""
        made: dict[str, Term] = {
            name: text(getattr(self, name)) for name in ("change", "section", "kind", "document", "label") if getattr(self, name)
        }
        made["thing"] = Iri(self.thing)
        for name, values in (("before", self.before), ("after", self.after)):
            if values:
                made[name] = text("; ".join(f"{key}: {value}" for key, value in values))
        if self.quotes_before:
            made |= {"quote_before": text(self.quotes_before[0].words), "passage_before": Iri(self.quotes_before[0].iri)}
        if self.quotes:
            made |= {"quote": text(self.quotes[0].words), "passage": Iri(self.quotes[0].iri)}
        return made


@dataclass(frozen=True)
class Tally:
    """How many facts of a kind one document states: before, added, gone, changed; ``after`` = before + added - gone."""

    section: str
    kind: str
    document: str
    before: int
    added: int = 0
    gone: int = 0
    changed: int = 0

    @property
    def after(self) -> int:
        """How many there are now."""
        return self.before + self.added - self.gone


@dataclass(frozen=True)
class Difference:
    """What differs between the version called ``old`` and the one called ``new``; as a Python object, the list of its changes.

    ``tallies`` count by kind and document, also what did not change. ``left_out``: so many more changes are not listed.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    tallies: tuple[Tally, ...]
    left_out: int = 0

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def brief(self) -> Difference:
        """The changes without the facts of documents that came or went, what rules said of facts that did, and most units.

        They are only counted then: in the tallies, and in ``left_out``. Kept are the units of a document whose file was replaced, for
        they tell which of its words are others.
        """
        facts = {(one.thing, one.change) for one in self.changes if one.section == "fact"}
        whole = {(one.document, one.change) for one in self.changes if one.section == "document" and one.change != "changed"}
        replaced = {one.document for one in self.changes if one.section == "document" and FILE_SUM in dict(one.before)}
        told = tuple(
            one
            for one in self.changes
            if one.section in ("document", "vocabulary")
            or (one.section == "fact" and (one.document, one.change) not in whole)
            or (
                one.section == "unit" and one.is_wording and not replaced.isdisjoint((one.document, one.document.partition("/")[0]))
            )
            or (one.section == "derived" and (one.change == "changed" or (one.thing, one.change) not in facts))
        )
        return replace(self, changes=told, left_out=self.left_out + len(self.changes) - len(told))

    def only(self, kind: str | None = None, document: str | None = None) -> Difference:
        """The changes of one kind ("agenda item") and of one document or rule: its name here, or that of its file.

        A file means also the documents bound in it. Raises ProjectError where neither version has such a one.
        """
        kept = self
        if kind is not None:
            kept = kept._of("kind", {slug(kind)}, kind)
        if document is not None:
            kept = kept._of("document", {document, slug(document), slug(document.rsplit(".", 1)[0])}, document)
        return kept

    def _of(self, name: str, meant: set[str], given: str) -> Difference:
        known = {getattr(tally, name) for tally in self.tallies}
        chosen = {one for one in known if one in meant or (name == "document" and one.partition("/")[0] in meant)}
        if not chosen:
            raise ProjectError(f"neither version has a {name} {given!r}; there are: {', '.join(sorted(known)) or 'none'}")
        return replace(
            self,
            changes=tuple(one for one in self.changes if getattr(one, name) in chosen),
            tallies=tuple(one for one in self.tallies if getattr(one, name) in chosen),
        )

    def rows(self) -> Rows:
        """The changes as the rows of an answer, to be written or made a frame."""
        return Rows(COLUMNS, [change.row() for change in self.changes])


def totals(tallies: Iterable[Tally]) -> str:
    """How many there are of each kind of change: "1 added, 2 gone, 3 changed"."""
    sums = Counter[str]()
    for tally in tallies:
        sums.update({what: getattr(tally, what) for what in WHATS})
    return ", ".join(f"{sums[what]:,} {what}" for what in WHATS)
