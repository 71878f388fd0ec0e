"""What one version of a graph states: by each document, rule or vocabulary, of each thing, with the words that this rests on."""

from __future__ import annotations

import gzip
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import IO, NamedTuple

from kg.endpoint import told
from kg.project import ProjectError
from kg.rdf import Literal, term
from kg.remote import is_url
from kg.store import parse_quads
from kg.vocab import LOS, OA, PREFIXES, RDF, RDFS, compact

Key = tuple[str, str]  # the graph, and the thing that it states something of
EVIDENCE = (LOS.mainEvidence, LOS.evidence)  # the one that prints the fact is told first
BACKGROUND = {PREFIXES["graph"] + name for name in ("ontology", "reference")}
_PASSAGE = PREFIXES["id"] + "passage/"
_TYPE, _LABEL = RDF.type, RDFS.label
_PLACED = {LOS.document, OA.start, OA.exact, LOS.page}
_OF_TEXT = {LOS.text, OA.start, OA.end}  # of a document: its text is told by its hash
_IRI = r"<[^<>\"{}|^`\\\x00-\x20]++>"
_PLAIN = r'[^"\\\r\n]*+'
_LITERAL = rf'"{_PLAIN}(?:\\["\\tnrbf]{_PLAIN})*+"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^{_IRI})?'
_CANONICAL = re.compile(rf"({_IRI}) ({_IRI}) ({_IRI}|{_LITERAL}) ({_IRI}) \.\n")
# kinds that one thing has in all documents: their IRIs are made of names, those of others of places in a document
_SHARED = {"body", "person", "place", "programme", "indicator", "meeting", "inspection", "match"}


class Passage(NamedTuple):
    """The words (white space folded) that a fact rests on, and where they stand: the document's IRI, the first character, the page."""

    iri: str
    words: str
    document: str = ""
    start: int = 0
    page: int = 0


@dataclass
class Contents:
    """What a version states. Values of ``stated`` are as in N-Quads: (IRI of the property, value)."""

    name: str
    statements: int = 0
    stated: dict[Key, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[str, Passage] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    homes: dict[str, Key] = field(default_factory=dict)

    @classmethod
    def read(cls, place: str | Path) -> Contents:
        """What stands in ``place``: the folder of a store or of a version of one, or an N-Quads file, which may be gzipped.

        Raises ProjectError, with the line where there is one, where that cannot be read.
        """
        if is_url(place):
            raise ProjectError(f"{told(str(place))}: versions are compared from folders and files, not from a server")
        path = _file(Path(place))
        made, placed = cls(str(place)), defaultdict[str, dict[str, str]](dict)
        number = 0
        try:
            with _opened(path) as lines:
                for line in lines:
                    number += 1
                    for subject, predicate, value, graph in _statements(line):
                        made.statements += 1
                        if subject.startswith(_PASSAGE):
                            if predicate in _PLACED:
                                placed[subject][predicate] = value
                        elif subject != graph or predicate not in _OF_TEXT:
                            made.stated[graph, subject].append((predicate, value))
        except UnicodeDecodeError as error:
            raise ProjectError(f"{path}: not UTF-8 text (after line {number})") from error
        except ProjectError as error:
            raise ProjectError(f"{path}: line {number}: {str(error).partition(': line 1: ')[2] or error}") from error
        except (OSError, EOFError, zlib.error) as error:
            raise ProjectError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
        made._settle(placed)
        return made

    def _settle(self, placed: dict[str, dict[str, str]]) -> None:
        for iri, found in placed.items():
            words, document = (_plain(found.get(name, '""')) for name in (OA.exact, LOS.document))
            start, page = (
                int(digits) if (digits := _plain(found.get(name, '""'))).isdecimal() else 0 for name in (OA.start, LOS.page)
            )
            self.passages[iri] = Passage(iri, " ".join(words.split()), document, start, page)
        for key in [key for key, said in self.stated.items() if section_of(key) == "derived" and all(p == _TYPE for p, _ in said)]:
            del self.stated[key]  # what follows from the class alone tells nothing of its own
        for key, said in self.stated.items():
            for predicate, value in said:
                if predicate == _LABEL:
                    self.labels[key[1]] = min(_plain(value), self.labels.get(key[1], "\U0010ffff"))
                elif predicate == EVIDENCE[0] and not _is_rule(key[0]):
                    self.homes[key[1]] = min(key, self.homes.get(key[1], key))

    def quoted(self, key: Key) -> list[Passage]:
        """The passages that a fact rests on, the one that prints it first."""
        said = self.stated[key]
        iris = dict.fromkeys(value[1:-1] for name in EVIDENCE for predicate, value in said if predicate == name)
        return [self.passages.get(iri, Passage(iri, "")) for iri in iris]

    def cited(self, key: Key) -> list[Passage]:
        """The passages to show with a fact: its own; of what a rule adds to a thing, those of the thing."""
        home = self.homes.get(key[1])
        return self.quoted(key) or (self.quoted(home) if home else [])

    def face(self, thing: str) -> str:
        """What a thing without a name is known by: the words that print it, else its label, else its IRI."""
        home = self.homes.get(thing)
        return next((passage.words for passage in self.quoted(home) if passage.words), "") if home else self.label(thing)

    def label(self, iri: str) -> str:
        """The name of a thing, property or concept; its IRI in short where it has none."""
        return self.labels.get(iri) or compact(iri)

    def shown(self, value: str) -> str:
        """A value of ``stated``, to be read."""
        return self.label(value[1:-1]) if value[0] == "<" else _plain(value)


def kind_of(thing: str) -> str:
    """The kind of a thing, as in its IRI: "finding", "agenda-item"; "document", "concept", "term", …; "thing" for others."""
    if thing.startswith(PREFIXES["id"]):
        return thing.removeprefix(PREFIXES["id"]).partition("/")[0]
    names = {"doc": "document", "code": "concept", "def": "term", "graph": "rule", "shape": "shape", "ontology": "ontology"}
    first = thing.removeprefix("https://w3id.org/line-of-sight/").partition("/")[0]
    return names.get(first, "thing")


def section_of(key: Key) -> str:
    """Where a statement belongs: "document", "unit", "fact", "derived" (by a rule), "vocabulary" (also rules and reference data)."""
    graph, thing = key
    if graph in BACKGROUND or (graph == thing and _is_rule(graph)):
        return "vocabulary"
    if _is_rule(graph):
        return "derived"
    if graph == thing:
        return "document"
    return "unit" if kind_of(thing) in ("unit", "coverage") else "fact"


def is_local(thing: str, roots: Iterable[str]) -> bool:
    """Whether the IRI of a thing tells its place in one of the documents ``roots`` rather than its identity."""
    kind, _, slug = thing.removeprefix(PREFIXES["id"]).partition("/")
    return thing.startswith(PREFIXES["id"]) and kind not in _SHARED and slug.partition("/")[0] in roots


def root_of(document: str) -> str:
    """The slug of the file that a document is, or is bound in."""
    return document.removeprefix(PREFIXES["doc"]).partition("/")[0]


def _is_rule(graph: str) -> bool:
    return graph.startswith(PREFIXES["graph"]) and graph not in BACKGROUND


def _plain(value: str) -> str:
    found = term(value)
    return found.lexical if isinstance(found, Literal) else found


def _file(place: Path) -> Path:
    if not place.is_dir():
        return place
    for path in (place / "current" / "graph.nq", place / "graph.nq"):
        if path.is_file():
            return path
    raise ProjectError(f"{place}: no store here, and no version of one")


def _opened(path: Path) -> IO[str]:
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rt", encoding="utf-8", newline="\n") if zipped else path.open(encoding="utf-8", newline="\n")


def _statements(line: str) -> Iterable[tuple[str, str, str, str]]:
    """The statement in a line of N-Quads: subject, predicate, value and graph; none in an empty one."""
    found = _CANONICAL.fullmatch(line)
    if found and not ("." in found[3] and found[3].endswith("#decimal>")):
        subject, predicate, value, graph = found.groups()
        return ((subject[1:-1], intern(predicate[1:-1]), intern(value) if value[0] == "<" else value, intern(graph[1:-1])),)
    return [(quad.subject, intern(str(quad.predicate)), quad.object.n3(), intern(str(quad.graph))) for quad in parse_quads([line])]
