"""The header of a stored query: the ``#+`` lines that a ``.rq`` file opens with, as grlc has them.

A header is a small, strict subset of YAML 1.2: mappings, lists, and strings, plain (on one line or folded over several) or in
double quotes. It is read here rather than by a YAML library because every value is a string (YAML would make a date of an
example and a truth value of "no"), because each complaint names its line, and because listing the questions should not wait
for an import. What is read here means the same to every YAML reader.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NoReturn

from kg.project import ProjectError

Node = str | list[str] | dict[str, "Node"]

_KEY = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?:\s+(?P<value>\S.*))?$")
_SIGNS = "[]{}&*!|>'%@,`?-#"


class Header:
    """A header, read: nested mappings, lists and strings, with the line that each key stands on."""

    def __init__(self, path: Path, whole: str) -> None:
        """Read the header of the file ``path``, whose text is ``whole``.

        Raises ProjectError with file and line where there is none, or where a line is not of the subset.
        """
        self.path = path
        self._lines = _header_lines(path, whole)
        self._at = 0
        self._stands: dict[tuple[str, ...], int] = {}
        self.top = self._mapping(0, ())

    def line(self, *keys: str) -> int:
        """The line of the file that the key stands on (of nested ones, from the outermost in)."""
        return self._stands.get(keys, self._lines[0][0])

    def fail(self, why: str, *keys: str) -> NoReturn:
        """Raise ProjectError about the key, with file and line."""
        raise ProjectError(f"{self.path}: line {self.line(*keys)}: {why}")

    def string(self, *keys: str) -> str:
        """The string at ``keys``; ``""`` where there is none. Raises ProjectError where it is no string."""
        found = self._get(keys)
        if found is None:
            return ""
        if not isinstance(found, str):
            self.fail(f"{keys[-1]} is one string", *keys)
        return found

    def strings(self, *keys: str) -> tuple[str, ...]:
        """The list of strings at ``keys``; empty where there is none. Raises ProjectError where it is no list."""
        found = self._get(keys)
        if found is None:
            return ()
        if not isinstance(found, list):
            self.fail(f"{keys[-1]} is a list", *keys)
        return tuple(found)

    def mapping(self, *keys: str) -> dict[str, Node]:
        """The mapping at ``keys``; empty where there is none. Raises ProjectError where it is no mapping."""
        found = self._get(keys)
        if found is None:
            return {}
        if not isinstance(found, dict):
            self.fail(f"{keys[-1]} is a name and what is said of it, one below the other", *keys)
        return found

    def only(self, allowed: set[str], *keys: str) -> None:
        """Raise ProjectError where the mapping at ``keys`` has a key that is not allowed."""
        for key in self.mapping(*keys) if keys else self.top:
            if key not in allowed:
                self.fail(f"no {key!r} here; known are {', '.join(sorted(allowed))}", *keys, key)

    def _get(self, keys: tuple[str, ...]) -> Node | None:
        found: Node | None = self.top
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def _mapping(self, indent: int, within: tuple[str, ...]) -> dict[str, Node]:
        made: dict[str, Node] = {}
        while (line := self._next(indent)) is not None:
            found = _KEY.match(line.strip())
            if found is None:
                self._wrong("'key: value' is wanted")
            key, value = found["key"], found["value"]
            if key in made:
                self._wrong(f"{key} is there twice")
            self._stands[*within, key] = self._lines[self._at][0]
            self._at += 1
            made[key] = self._string(value, indent) if value else self._block(indent, (*within, key))
        return made

    def _block(self, indent: int, within: tuple[str, ...]) -> Node:
        if self._at >= len(self._lines) or self._indent() <= indent:
            self._at -= 1
            self._wrong("nothing stands below this key")
        inner = self._indent()
        if not self._lines[self._at][1].strip().startswith("- "):
            return self._mapping(inner, within)
        items = []
        while (line := self._next(inner)) is not None:
            if not line.strip().startswith("- "):
                self._wrong("an item of a list starts with '- '")
            self._at += 1
            items.append(self._string(line.strip()[2:].strip(), inner))
        return items

    def _string(self, value: str, indent: int) -> str:
        if value.startswith('"'):
            try:
                return str(json.loads(value))
            except ValueError:
                self._at -= 1
                self._wrong("a string in double quotes ends on its line")
        pieces = [value]
        while self._at < len(self._lines) and self._indent() > indent:
            pieces.append(self._lines[self._at][1].strip())
            self._at += 1
        whole = " ".join(pieces)
        if re.search(r":(?:\s|$)|\s#", whole) or whole[0] in _SIGNS:
            self._at -= 1
            self._wrong("a string with ': ' or ' #' in it, or that opens with a sign of YAML, needs double quotes")
        return whole

    def _next(self, indent: int) -> str | None:
        """The current line if it stands at ``indent``; None where the block has ended."""
        if self._at >= len(self._lines) or self._indent() < indent:
            return None
        if self._indent() > indent:
            self._wrong("indented too far")
        return self._lines[self._at][1]

    def _indent(self) -> int:
        line = self._lines[self._at][1]
        return len(line) - len(line.lstrip())

    def _wrong(self, why: str) -> NoReturn:
        raise ProjectError(f"{self.path}: line {self._lines[self._at][0]}: {why}")


def _header_lines(path: Path, whole: str) -> list[tuple[int, str]]:
    """The lines of the header with their numbers, without ``#+`` and the blank after it."""
    numbered = list(enumerate(whole.split("\n"), 1))
    end = next((number for number, line in numbered if not line.startswith("#+")), len(numbered) + 1)
    if end == 1:
        raise ProjectError(f"{path}: line 1: a stored query opens with a header of '#+' lines")
    for number, line in numbered[: end - 1]:
        if line[2:3] not in ("", " ") or "\t" in line:
            raise ProjectError(f"{path}: line {number}: a header line is '#+', a blank and YAML without tabs")
    for number, line in numbered[end - 1 :]:
        if line.lstrip().startswith("#+"):
            raise ProjectError(f"{path}: line {number}: a header line below the header")
    return [(number, line[3:].rstrip()) for number, line in numbered[: end - 1] if line[2:].strip()]
