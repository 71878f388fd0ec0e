"""The source files of a build, and what ``sources.toml`` beside them says of each.

``sources.toml`` has a table per file name: ``title``, ``publisher``, ``date`` (ISO), ``licence``, ``origin`` (where the
file is from); all are optional. What a document prints of itself goes before ``title``, ``publisher`` and ``date``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from kg.dates import When
from kg.project import Project, ProjectError
from kg.text import Document
from kg.triples import source_slug
from kg.world import read_toml

ENDINGS = (".txt", ".md", ".text")
TABLE = "sources.toml"


@dataclass(frozen=True)
class Given:
    """What ``sources.toml`` says of a file."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    licence: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Source:
    """A source file, read."""

    path: Path
    document: Document
    given: Given


def read_sources(project: Project, given: Sequence[str | Path] = ()) -> tuple[list[Source], list[str]]:
    """The sources in ``given`` (files or folders; without any, the project's seeds), sorted by file name; and remarks.

    Raises ProjectError for a file that is not readable text, two files of one name, a ``sources.toml`` that is malformed,
    or names a file that is not there, or (in the project's own seeds) is missing or misses a file.
    """
    remarks: list[str] = []
    paths: list[Path] = []
    for place in [Path(one) for one in given] or [project.seeds]:
        if place.is_dir():
            inside = sorted(path for path in place.rglob("*") if path.is_file() and not path.name.startswith("."))
            chosen = [path for path in inside if path.suffix.lower() in ENDINGS]
            remarks += [
                f"{path}: left out, since only text files ({', '.join(ENDINGS)}) are read"
                for path in inside
                if path not in chosen and path.name != TABLE
            ]
            if not chosen:
                raise ProjectError(f"{place}: no text file ({', '.join(ENDINGS)}) in this folder")
            paths += chosen
        elif place.is_file():
            paths.append(place)
        else:
            raise ProjectError(f"{place}: no such file or folder")
    return _read(project, paths, remarks), remarks


def _read(project: Project, paths: list[Path], remarks: list[str]) -> list[Source]:
    tables: dict[Path, dict[str, Given]] = {}
    slugs: dict[str, Path] = {}
    sources = []
    for path in sorted(dict.fromkeys(paths), key=lambda one: one.name):
        folder = path.parent
        if folder not in tables:
            own = folder.resolve() == project.seeds.resolve()
            if own and not (folder / TABLE).is_file():
                raise ProjectError(f"{folder / TABLE}: missing; it says of each source its title, publisher, date and origin")
            tables[folder] = _table(folder / TABLE) if (folder / TABLE).is_file() else {}
            if not (folder / TABLE).is_file():
                remarks.append(f"{folder}: no {TABLE}, so titles, publishers and dates are those that the documents print")
            if own and (missing := sorted({one.name for one in paths if one.parent == folder} - set(tables[folder]))):
                raise ProjectError(f"{folder / TABLE}: says nothing of {', '.join(missing)}")
        slug = source_slug(path.name)
        if slug in slugs:
            raise ProjectError(f"{path}: has the name of {slugs[slug]}; two sources need two names")
        slugs[slug] = path
        sources.append(Source(path, Document.read(path), tables[folder].get(path.name, Given())))
    return sources


def _table(path: Path) -> dict[str, Given]:
    known = {field.name for field in fields(Given)}
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    made = {}
    for name, values in read_toml(path).items():
        line = next((number for number, words in enumerate(lines, 1) if name in words), 1)
        if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
            raise ProjectError(f"{path}: line {line}: {name}: a table of strings is wanted")
        if strange := sorted(set(values) - known):
            raise ProjectError(f"{path}: line {line}: {name}: no {', '.join(strange)} here; known are {', '.join(sorted(known))}")
        if not (path.parent / name).is_file():
            raise ProjectError(f"{path}: line {line}: no file {name} beside it")
        if not _is_date(values.get("date", "")):
            raise ProjectError(f"{path}: line {line}: {name}: date {values['date']!r} is not an ISO date")
        made[name] = Given(**values)
    return made


def _is_date(words: str) -> bool:
    """Whether the words are empty, or a year, month or day of the calendar in ISO's spelling."""
    if not re.fullmatch(r"(?:\d{4}(?:-\d\d){0,2})?", words):
        return False
    try:
        return not words or When(words, words).earliest is not None
    except ValueError:
        return False
