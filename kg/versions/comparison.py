"""Two versions of a graph held against each other, fact by fact.

A fact is what one document states of one thing, or one rule. Where it stands in a text does not count, only its words do; so a
paragraph put in above changes nothing below it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.versions.changes import SECTIONS, WHATS, Change, Difference, Tally
from kg.versions.contents import EVIDENCE, Contents, Key, Passage, is_local, kind_of, root_of, section_of
from kg.versions.pairs import Side, paired
from kg.vocab import DCTERMS, FOAF, LOS, PREFIXES, RDFS, compact

_DOC = PREFIXES["doc"]
_NAMED = {"body", "person", "place", "programme", "indicator", "meeting", "inspection", "agenda-item", "milestone", "document"}
_OF_FILE = {LOS.sha256, LOS.sourceFile, LOS.mediaType}  # told once, of the file, not of each document bound in it
_OF_DOCUMENT = {
    RDFS.label,
    LOS.family,
    LOS.place,
    LOS.about,
    LOS.unreadReason,
    LOS.date,
}  # besides Dublin Core; how it was read is told by its units
_ECHOES = {  # told only where what they follow from did not change
    LOS.earliest: {LOS.date, LOS.from_, LOS.until, DCTERMS.date},
    LOS.latest: {LOS.date, LOS.from_, LOS.until, DCTERMS.date},
    FOAF.name: {RDFS.label},
    RDFS.label: {DCTERMS.title},
}


def compare(old: Contents, new: Contents) -> Difference:
    """What differs between two versions. The same two, the other way round, give the same changes the other way round."""
    names = _documents(old, new)
    spellings = _Spelling(old, names), _Spelling(new, {})
    altered = {iri for iri, passage in old.passages.items() if new.passages.get(iri, passage).words != passage.words}
    groups: dict[tuple[str, str, str], tuple[list[Key], list[Key]]] = defaultdict(lambda: ([], []))
    for number, contents in enumerate((old, new)):
        for key in contents.stated:
            graph = names.get(key[0], key[0]) if number == 0 else key[0]
            groups[section_of(key), _name(graph), kind_of(key[1])][number].append(key)
    pairs: list[tuple[Side, Side]] = []
    changes: list[Change] = []
    for place, keys in groups.items():
        same = {key for key in set(keys[0]) & set(keys[1]) if _is_unaltered(old, new, key, altered)}
        gone, added = (
            [spelling.side(key) for key in some if key not in same] for spelling, some in zip(spellings, keys, strict=True)
        )
        found = list(paired(gone, added))
        pairs += found
        taken = {id(side) for pair in found for side in pair}
        changes += (_change("gone", place, old, side, old.cited(side.key), []) for side in gone if id(side) not in taken)
        changes += (_change("added", place, new, side, [], new.cited(side.key)) for side in added if id(side) not in taken)
    became = {one.key[1]: other.key[1] for one, other in pairs}
    for one, other in pairs:
        before, after = _differing((one, other), spellings, became)
        if before or after or one.quotes != other.quotes:
            place = section_of(other.key), _name(other.key[0]), other.kind
            made = _change("changed", place, new, other, old.cited(one.key), new.cited(other.key))
            changes.append(replace(made, before=before, after=after))
    counted = Counter((change.section, change.document, change.kind, change.change) for change in changes)
    tallies = [
        Tally(section, kind, document, len(keys[0]), *(counted[section, document, kind, what] for what in WHATS))
        for (section, document, kind), keys in groups.items()
    ]
    return Difference(old.name, new.name, tuple(sorted(changes, key=_order)), tuple(sorted(tallies, key=_order)))


def _change(
    what: str, place: tuple[str, str, str], contents: Contents, side: Side, before: list[Passage], after: list[Passage]
) -> Change:
    section, document, kind = place
    return Change(
        what,
        section,
        kind,
        document,
        side.key[1],
        contents.labels.get(side.key[1]) or side.text,
        quotes_before=tuple(before),
        quotes=tuple(after),
    )


def _order(one: Change | Tally) -> tuple[object, ...]:
    """By section, document and kind, then as the passages stand."""
    first = (SECTIONS.index(one.section), one.document, one.kind)
    if isinstance(one, Tally):
        return first
    start = next((passage.start for passage in (*one.quotes, *one.quotes_before)), 0)
    return *first, start, one.thing, one.change


def _name(graph: str) -> str:
    """The slug of a document, or the name of a rule."""
    return graph.removeprefix(_DOC).removeprefix(PREFIXES["graph"])


def _is_unaltered(old: Contents, new: Contents, key: Key, altered: set[str]) -> bool:
    """Whether both versions state the same of the same IRI, with the same words at the same places."""
    said = set(old.stated[key])
    return said == set(new.stated[key]) and not any(value[1:-1] in altered for name, value in said if name in EVIDENCE)


def _differing(
    pair: tuple[Side, Side], spellings: tuple[_Spelling, _Spelling], became: Mapping[str, str]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The properties that differ, with their values before and after, to be read; none where the same is said."""
    if pair[0].said == pair[1].said:
        return (), ()
    spelled = [spelling.spelled(side.key) for spelling, side in zip(spellings, pair, strict=True)]
    # what refers to a thing that has another place now refers to the same
    kept = {
        (name, value, there)
        for (name, value), here in spelled[0].items()
        for there in (f"<{became.get(here[1:-1], here[1:-1])}>",)
        if here[0] == "<" and (name, there) in {(predicate, raw) for (predicate, _), raw in spelled[1].items()}
    }
    before = {one: raw for one, raw in spelled[0].items() if one not in spelled[1] and one not in {k[:2] for k in kept}}
    after = {
        one: raw for one, raw in spelled[1].items() if one not in spelled[0] and (one[0], raw) not in {(k[0], k[2]) for k in kept}
    }
    names = {name for name, _ in (*before, *after)}
    told = names - {name for name, causes in _ECHOES.items() if causes & names}
    shown = [
        sorted((_words(name), spelling.contents.shown(raw), raw) for (name, _), raw in said.items() if name in told)
        for spelling, said in zip(spellings, (before, after), strict=True)
    ]
    alike = {line[:2] for line in shown[0]} & {line[:2] for line in shown[1]}
    read = [
        tuple((name, compact(raw[1:-1]) if (name, value) in alike and raw[0] == "<" else value) for name, value, raw in said)
        for said in shown
    ]
    return read[0], read[1]


def _words(name: str) -> str:
    """The name of a property in words: "attested on" for los:attestedOn."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[/#]", name)[-1]).lower()


@dataclass
class _Spelling:
    """How the facts of one version are spelled to be compared: with the names that documents have in the other version."""

    contents: Contents
    names: Mapping[str, str]
    roots: set[str] = field(init=False)
    renamed: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.roots = {root_of(graph) for graph, _ in self.contents.stated if graph.startswith(_DOC)}
        files = {root_of(graph): root_of(name) for graph, name in self.names.items()}
        self.renamed = {root: name for root, name in files.items() if root != name}

    def spelled(self, key: Key) -> dict[tuple[str, str], str]:
        """The statements of a fact that are compared, each with its value as it stands: {(property, value spelled): value}."""
        stated = self.contents.stated[key]
        section, names = section_of(key), {name for name, _ in stated} - {*EVIDENCE}
        if section == "document":
            file = _OF_FILE if DCTERMS.isPartOf not in names else ()
            names = {name for name in names if name in _OF_DOCUMENT or name in file or name.startswith(PREFIXES["dcterms"])}
        elif kind_of(key[1]) not in _NAMED and section != "vocabulary":
            names.discard(RDFS.label)  # made of the others
        return {(name, self._value(value)): value for name, value in stated if name in names}

    def side(self, key: Key) -> Side:
        """The fact as it is held against one of the other version."""
        contents, stated = self.contents, self.contents.stated[key]
        local, quotes = is_local(key[1], self.roots), contents.quoted(key)
        said = set(self.spelled(key))
        if local and not quotes:  # what a rule adds to a thing of a document
            said.add(("", contents.face(key[1])))
        words = next((contents.shown(value) for predicate, value in stated if predicate == LOS.text), "")
        text = words or next((passage.words for passage in quotes), "") or contents.face(key[1])
        return Side(key, self._iri(key[1]), kind_of(key[1]), local, frozenset(said), frozenset(one.words for one in quotes), text)

    def _value(self, value: str) -> str:
        if value[0] != "<":
            return value
        iri = value[1:-1]
        return f"“{self.contents.face(iri)}”" if is_local(iri, self.roots) else f"<{self._iri(iri)}>"

    def _iri(self, iri: str) -> str:
        if not self.names:
            return iri
        if iri in self.names:
            return self.names[iri]
        kind, _, slug = iri.removeprefix(PREFIXES["id"]).partition("/")
        root, slash, rest = slug.partition("/")
        return f"{PREFIXES['id']}{kind}/{self.renamed[root]}{slash}{rest}" if root in self.renamed else iri


def _documents(old: Contents, new: Contents) -> dict[str, str]:
    """The documents of the old version that bear other names in the new one: a file was renamed, or another bound in before them."""
    graphs = [{graph for graph, thing in one.stated if graph == thing and graph.startswith(_DOC)} for one in (old, new)]
    files = [{root_of(graph) for graph in some} for some in graphs]
    names: dict[str, str] = {}
    sums = [
        [(_said(one, _DOC + root, LOS.sha256), root) for root in files[number] - files[1 - number]]
        for number, one in enumerate((old, new))
    ]
    for root, name in _only_pairs(sums):
        names |= {graph: f"{_DOC}{name}{graph.removeprefix(_DOC + root)}" for graph in graphs[0] if root_of(graph) == root}
    for named_by in ((LOS.family, DCTERMS.title), (LOS.family,)):
        gone = {graph for graph in graphs[0] if names.get(graph, graph) not in graphs[1]}
        added = graphs[1] - {names.get(graph, graph) for graph in graphs[0]}
        known = [
            [
                ((root_of(names.get(graph, graph)), *(_said(one, graph, name) for name in named_by)), graph)
                for graph in some
                if graph != _DOC + root_of(graph)
            ]
            for one, some in ((old, gone), (new, added))
        ]
        names |= _only_pairs(known)
    return names


def _said(contents: Contents, graph: str, predicate: str) -> str:
    return min((value for name, value in contents.stated.get((graph, graph), ()) if name == predicate), default="")


def _only_pairs(known: list[list[tuple[Any, str]]]) -> list[tuple[str, str]]:
    """The names of the only old thing and of the only new thing that are known by the same."""
    groups: dict[Any, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for number, side in enumerate(known):
        for by, name in side:
            groups[by][number].append(name)
    return [(ones[0], others[0]) for by, (ones, others) in groups.items() if by and len(ones) == len(others) == 1]
