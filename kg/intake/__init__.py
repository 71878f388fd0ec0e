"""Readers of files as councils and inspectorates publish them: each turns bytes into a document with its structure.

What a file is, its first bytes say; its name only where they don't. A plain text is taken as it is.
"""

from __future__ import annotations

from pathlib import Path

from kg.project import ProjectError
from kg.text import Document

MOST_BYTES = 64 * 1024 * 1024


def read(path: Path) -> Document:
    """The document in the file ``path``. Raises ProjectError in one sentence when it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ProjectError(f"{path}: larger than {MOST_BYTES // 1024 // 1024} MB, too large for a document")
        data = path.read_bytes()
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror})") from error
    return document(path.name, data, path)


def document(name: str, data: bytes, path: Path | None = None) -> Document:
    """The document that the bytes of a file are. Raises ProjectError, with the path where one is given."""
    if b"%PDF-" in data[:1024]:
        from kg.intake import pdf

        return pdf.read(name, data, path)
    return Document.from_bytes(name, data, path)
