"""What takes long to find out of a version of the graph, and is kept: in the process, and in a file for the others that answer.

Such a process may be killed at any time, and another begins with nothing; the file is what it finds.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Kept:
    """What was found out, by name. Without a folder, and where it cannot be written, only this process knows."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, Any] = {}

    def file(self, name: str) -> Path | None:
        """Where a file of that name is kept for the other processes; None where there is no folder."""
        return None if self._folder is None else self._folder / f"kept-{name}"

    def get(self, name: str, make: Callable[[], Any]) -> Any:
        """What is known under a name; what ``make`` gives, which JSON can hold, if nothing is yet. None of it is to be changed."""
        if name not in self._known:
            file = self.file(f"{name}.json")
            self._known[name] = _read(file) if file is not None and file.is_file() else _written(file, make())
        return self._known[name]


def _read(file: Path) -> Any:
    with file.open(encoding="utf-8") as told:
        return json.load(told)


def _written(file: Path | None, made: Any) -> Any:
    told = json.dumps(made)
    if file is not None:
        beside = file.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            beside.write_text(told, encoding="utf-8")
            beside.replace(file)  # at once, so that nobody reads half of it
    return json.loads(told)  # the same, whoever found it out
