"""A store published in one step, and the versions of it that stay.

A store is a folder::

    PLACE/current  → versions/<first 16 hex digits of a SHA-256 of layout and graph>     (a symbolic link, replaced in one step)
    PLACE/versions/<id>/store      the engine's files, bulk-loaded and optimised
    PLACE/versions/<id>/search.sqlite  the words of it (:mod:`kg.search`)
    PLACE/versions/<id>/graph.nq   the same statements as canonical N-Quads, one line each, sorted
    PLACE/versions/<id>/build.json what was built from what
    PLACE/versions/<id>/changes/   what each of the last builds changed (:mod:`kg.versions.kept`)

Whoever opens ``current`` sees the former version or the new one, whole, whatever happens to a build.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg import search
from kg.project import ProjectError
from kg.store import fill

LAYOUT = b"3\n"  # how a version is laid out; a store of another layout is made anew, though its statements be the same
Beside = Callable[[Path, Path], None]  # writes into the second folder, a new version, what it has to say of the first, the former


def publish(place: str | Path, lines: list[str], manifest: Mapping[str, Any], beside: Beside | None = None) -> str:
    """Make ``lines`` (canonical N-Quads) the store at ``place``, in one step; the id of the version.

    The version that was current stays until the next build, for those who have it open; older ones are removed. ``beside`` is
    called where another version is replaced, before the new one is seen. Where the statements are those that are there, nothing
    is written. Raises ProjectError when another build is at work there or the folder is something else, OSError where it cannot
    be written.
    """
    folder = Path(place)
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / "versions").is_dir())):
        raise ProjectError(f"{folder}: holds other things, so no store is written there")
    (folder / "versions").mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        for left in (folder / "versions").glob(".*"):  # of a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        version = hashlib.sha256(LAYOUT + "".join(lines).encode()).hexdigest()[:16]
        target = folder / "versions" / version
        former = (folder / "current").resolve() if (folder / "current").exists() else None
        if former is None or former.name != version:
            new = folder / "versions" / f".new-{version}"
            new.mkdir()
            try:
                _write(new, lines, {"id": version, **manifest})
                if former is not None and beside is not None:
                    beside(former, new)
            except OSError:  # a full disk, say, is not to be kept full
                shutil.rmtree(new, ignore_errors=True)
                raise
            if target.is_dir():  # of an earlier build: what it tells of its changes is no longer so
                _remove(target)
            new.rename(target)
            link = folder / f".current-{os.getpid()}"
            link.unlink(missing_ok=True)
            link.symlink_to(Path("versions") / version)
            link.replace(folder / "current")
            for old in (folder / "versions").iterdir():
                if old.name != version and old.resolve() != former:
                    _remove(old)
    return version


def _remove(version: Path) -> None:
    gone = version.rename(version.with_name(f".old-{version.name}"))  # in one step: half a version is none
    shutil.rmtree(gone, ignore_errors=True)


def _write(folder: Path, lines: list[str], manifest: Mapping[str, Any]) -> None:
    (folder / "graph.nq").write_text("".join(lines))
    (folder / "build.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    fill(folder / "store", folder / "graph.nq", lines)
    search.write(lines, folder / search.FILE)
    for path in (folder / "graph.nq", folder / "build.json", folder / search.FILE):
        with path.open("rb") as file:
            os.fsync(file.fileno())


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        for attempt in range(50):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if attempt == 49:
                    raise ProjectError(f"{folder}: another build is writing this store; try again when it is done") from error
                time.sleep(0.1)
        yield
