"""Reads what patterns need to know of the world: schemes and reference data in Turtle, word lists in TOML."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.facts import Concept, Ref
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.project import Project, ProjectError
from kg.rdf import Iri, Literal, Term
from kg.store import parse_turtle

# Lists of words that kg.reading cannot do without; a mapping may ask for further ones.
NEEDED = ("bodies", "figures", "followups", "inspection", "people", "places", "polarity", "programmes", "relations", "reported")
_BASE = "https://w3id.org/line-of-sight/"
_CODE, _ID = _BASE + "code/", _BASE + "id/"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_WORDINGS = (_SKOS + "prefLabel", "http://www.w3.org/2000/01/rdf-schema#label", _SKOS + "altLabel", _SKOS + "hiddenLabel")
_PLACE = re.compile(r" \(at line ([0-9]+), column [0-9]+\)$")
MOST_BYTES = 4 * 1024 * 1024  # of a table; the largest of the project has a hundredth of that
_RENAMED = {_RDF_TYPE: "kind", "http://www.w3.org/ns/org#subOrganizationOf": "parent"}


def read_toml(path: Path) -> dict[str, object]:
    """A TOML file. Raises ProjectError with file and line when it is too large, does not parse or is not UTF-8."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ProjectError(f"{path}: larger than {MOST_BYTES // 1024 // 1024} MB, too large for a table")
        return parse_toml(path, path.read_bytes())
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror})") from error


def parse_toml(where: Path, data: bytes) -> dict[str, object]:
    """The bytes of a TOML file. Raises ProjectError with file and line when they do not parse or are not UTF-8."""
    words = ""
    try:
        words = data.decode("utf-8").replace("\r\n", "\n")
        return tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        line = found[1] if found else len(words.splitlines())
        raise ProjectError(f"{where}: line {line}: {_PLACE.sub('', str(error)).removesuffix(' (at end of document)')}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProjectError(f"{where}: line {line}: not UTF-8 text (byte {error.start})") from error


class Tables(dict[str, Mapping[str, object]]):
    """The word lists of a folder by their names. Raises ProjectError, which names the file, for one that is not there."""

    def __init__(self, folder: Path, paths: Iterable[Path]) -> None:
        super().__init__({path.stem: read_toml(path) for path in paths})
        self.folder = folder
        for name in NEEDED:
            self[name]

    def __missing__(self, name: str) -> Mapping[str, object]:
        raise ProjectError(f"{self.folder / name}.toml: missing, though the mappings ask for this list of words")


def read_lexicon(project: Project) -> Lexicon:
    """Everything known of the world. Raises ProjectError with file and line for a file that does not parse."""
    described: dict[Iri, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for path in [*project.files("ontology/schemes/*.ttl"), *project.files("ontology/reference/*.ttl")]:
        for subject, predicate, value in parse_turtle(path):
            described[subject][predicate].append(value)
    schemes: dict[str, list[Entry]] = defaultdict(list)
    bodies, places = [], []
    for iri, data in sorted(described.items()):
        if iri.startswith(_CODE) and "/" in (rest := iri.removeprefix(_CODE)):
            scheme, name = rest.split("/", 1)
            schemes[scheme].append(_entry(Concept(scheme, name), data))
        elif iri.startswith(_ID + "body/"):
            bodies.append(_entry(Ref("body", iri.removeprefix(_ID + "body/")), data))
        elif iri.startswith(_ID + "place/"):
            places.append(_entry(Ref("place", iri.removeprefix(_ID + "place/")), data))
    tables = Tables(project.mappings / "lexicon", project.files("mappings/lexicon/*.toml"))
    return Lexicon(
        {name: Vocabulary(entries) for name, entries in schemes.items()},
        Vocabulary(bodies, cased=True),
        Vocabulary(places, cased=True),
        tables,
    )


def _entry(name: Ref | Concept, data: dict[str, list[Term]]) -> Entry:
    wordings = dict.fromkeys(value.lexical for key in _WORDINGS for value in data.get(key, ()) if isinstance(value, Literal))
    rest = {
        _RENAMED.get(key, key.replace("#", "/").rsplit("/", 1)[-1]): tuple(sorted(_plain(value) for value in values))
        for key, values in data.items()
        if key not in _WORDINGS
    }
    label = next(iter(wordings), name.slug if isinstance(name, Ref) else name.name)
    return Entry(name, label, tuple(wordings), rest)


def _plain(value: Term) -> str:
    if isinstance(value, Literal):
        return value.lexical
    for start in (_ID, _CODE, _BASE + "def/"):
        if value.startswith(start):
            return value.removeprefix(start)
    return str(value)
