"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from kg.project import ProjectError


def write(path: Path, data: bytes | str) -> Path:
    """Put ``data`` (a string as UTF-8) into the file ``path``, in one step; folders above it are made.

    Whoever reads ``path`` meanwhile sees what was there before. Raises ProjectError where it cannot be written.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise ProjectError(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
    return path
