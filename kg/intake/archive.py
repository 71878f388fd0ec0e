"""Zip files: the files in one, by name, within limits that no heap of real documents reaches.

Nothing is written to a disk, so a name that points out of the archive is harmless; it is shortened to what is left of it.
A zip file within a zip file is one of its files, and not opened.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from kg.project import ProjectError

MOST_FILES = 20_000
MOST_BYTES = 1024 * 1024 * 1024
MOST_RATIO = 250
_SMALL = 8 * 1024 * 1024  # a file this small is no bomb however well it was packed
_UTF8 = 0x800
_LOCKED = 0x1
_LINK = 0o120000
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
)


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name with ``/`` between folders, its size, and what reads its bytes."""

    name: str
    size: int
    data: Callable[[], bytes]


def opened(path: Path) -> dict[str, Member]:
    """The files in the zip file ``path`` by their names; see :func:`members`. The last ones opened are kept."""
    try:
        changed = path.stat()
        if changed.st_size > MOST_BYTES:
            raise ProjectError(f"{path}: larger than {MOST_BYTES // 1024 // 1024} MB, too large for a zip file")
        return _opened(path, changed.st_mtime_ns)
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror})") from error


@lru_cache(maxsize=2)
def _opened(path: Path, _changed: int) -> dict[str, Member]:
    return {member.name: member for member in members(str(path), path.read_bytes())}


def members(name: str, data: bytes) -> list[Member]:
    """The files in the zip file ``data``, sorted by name, without what operating systems add.

    Raises ProjectError for a file that is damaged or locked, or that would unpack to more than a document or a heap of them;
    so does reading a member.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except BROKEN as error:
        raise ProjectError(f"{name}: a damaged zip file ({error})") from error
    if len(entries) > MOST_FILES:
        raise ProjectError(f"{name}: {len(entries)} files in one zip file, more than the {MOST_FILES} that are read")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise ProjectError(f"{name}: unpacks to more than {MOST_BYTES // 1024 // 1024} MB")
    found: dict[str, Member] = {}
    for entry in entries:
        path = _path(entry)
        if not path or _NOISE.search(path) or (entry.external_attr >> 16) & 0o170000 == _LINK:
            continue
        if entry.flag_bits & _LOCKED:
            raise ProjectError(f"{name}: {path}: locked with a password")
        if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise ProjectError(f"{name}: {path}: unpacks to {entry.file_size // max(1, entry.compress_size)} times its size")
        found[path] = Member(path, entry.file_size, _reading(name, path, archive, entry))
    return [found[path] for path in sorted(found)]


def _reading(name: str, path: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def data() -> bytes:
        try:
            return archive.read(entry)
        except BROKEN as error:
            raise ProjectError(f"{name}: {path}: damaged ({error})") from error

    return data


def _path(entry: zipfile.ZipInfo) -> str:
    """The name of a file, decoded: where nothing is said of it, as UTF-8 if it is that."""
    words = entry.filename
    if not entry.flag_bits & _UTF8:
        try:
            words = words.encode("cp437").decode("utf-8")
        except UnicodeError:
            words = entry.filename
    parts = re.split(r"[/\\]+", re.sub(r"^[A-Za-z]:", "", words))
    return "/".join(part for part in parts if part not in ("", ".", "..") and part.isprintable())
