"""What ``sources.toml`` says of source files: beside them, in a folder above, or in their zip file.

It has a table per file, by its name or by its path from the table's folder: ``title``, ``publisher``, ``date`` (ISO), ``licence``,
``origin`` (where the file is from), ``council`` (whose paper it is); all are optional. What a document prints of itself goes before
``title``, ``publisher``, ``date`` and ``council``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath

from kg.dates import When
from kg.intake import archive
from kg.project import ProjectError
from kg.world import parse_toml, read_toml

TABLE = "sources.toml"
IDENTITY = "identity.toml"  # decisions on who is who, which may stand beside it; see kg.identity


@dataclass(frozen=True)
class Given:
    """What ``sources.toml`` says of a file."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    licence: str = ""
    origin: str = ""
    council: str = ""


NOTHING = Given()


class Tables:
    """The tables of the folders and zip files that were asked for, each read once."""

    def __init__(self) -> None:
        self._read: dict[Path, dict[str, Given] | None] = {}

    def of(self, path: Path, inside: str, root: Path) -> Given | None:
        """What is said of a file (``inside`` the zip file ``path``, or that itself) by the nearest table up to ``root``.

        Raises ProjectError for a table that is malformed, or names a file that is not there.
        """
        where = path / inside
        for folder in self._folders(path, inside, root):
            table = self._table(folder, path, inside)
            if table is not None and (said := table.get(where.relative_to(folder).as_posix())):
                return said
        return None

    def has_any(self, path: Path, inside: str, root: Path) -> bool:
        """Whether there is a table in any folder of a file up to ``root``."""
        return any(self._table(folder, path, inside) is not None for folder in self._folders(path, inside, root))

    def _folders(self, path: Path, inside: str, root: Path) -> list[Path]:
        above = (path / inside).parents
        return [folder for folder in above if folder == root or root in folder.parents]

    def _table(self, folder: Path, path: Path, inside: str) -> dict[str, Given] | None:
        if folder not in self._read:
            packed = bool(inside) and (folder == path or path in folder.parents)
            self._read[folder] = self._of_zip(folder, path) if packed else self._of_folder(folder)
        return self._read[folder]

    def _of_folder(self, folder: Path) -> dict[str, Given] | None:
        path = folder / TABLE
        if not path.is_file():
            return None
        return _checked(path, read_toml(path), path.read_bytes(), lambda name: _is_there(folder, name))

    def _of_zip(self, folder: Path, path: Path) -> dict[str, Given] | None:
        members = archive.opened(path)
        inner = folder.relative_to(path)
        table = members.get((inner / TABLE).as_posix())
        if table is None:
            return None
        data = table.data()
        return _checked(folder / TABLE, parse_toml(folder / TABLE, data), data, lambda name: (inner / name).as_posix() in members)


def _is_there(folder: Path, name: str) -> bool:
    """Whether a file is in a folder, or in a zip file there."""
    path = folder / name
    if path.is_file():
        return True
    for at in PurePosixPath(name).parents:
        packed = folder / at
        if packed.suffix.lower() == ".zip" and packed.is_file():
            return PurePosixPath(name).relative_to(at).as_posix() in archive.opened(packed)
    return False


def _checked(path: Path, read: dict[str, object], data: bytes, is_there: Callable[[str], bool]) -> dict[str, Given]:
    known = {field.name for field in fields(Given)}
    lines = data.decode("utf-8", "replace").splitlines()
    made = {}
    for name, values in read.items():
        line = next((number for number, words in enumerate(lines, 1) if name in words), 1)
        if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
            raise ProjectError(f"{path}: line {line}: {name}: a table of strings is wanted")
        if strange := sorted(set(values) - known):
            raise ProjectError(f"{path}: line {line}: {name}: no {', '.join(strange)} here; known are {', '.join(sorted(known))}")
        if not is_there(name):
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
