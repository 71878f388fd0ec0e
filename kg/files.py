"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from kg.project import ProjectError


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in one sentence that ``path`` cannot be written, and why, where the system refuses (ProjectError for OSError)."""
    try:
        yield
    except OSError as error:
        raise ProjectError(f"{path}: cannot be written ({error.strerror or error})") from error


def check_home(path: Path) -> None:
    """Raise ProjectError where the folder that ``path`` is to stand in is not there."""
    if not path.parent.is_dir():
        raise ProjectError(f"{path}: cannot be written, for there is no folder {path.parent}")


def write(path: Path, data: bytes | str) -> Path:
    """Put ``data`` (a string as UTF-8) into the file ``path``, in one step.

    Whoever reads ``path`` meanwhile sees what was there before. Raises ProjectError where it cannot be written.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with writing(path):
            with new.open("wb") as file:
                file.write(data.encode() if isinstance(data, str) else data)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
    return path
