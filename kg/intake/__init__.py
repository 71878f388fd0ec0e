"""Readers of files as councils and inspectorates publish them: each turns bytes into a document with its structure.

What a file is, its first bytes say; its name only where they don't. A plain text is taken as it is. Readers are imported when a
file needs them.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Literal

from kg.project import ProjectError
from kg.text import Document

Kind = Literal["pdf", "docx", "html", "text", "zip"]

MOST_BYTES = 64 * 1024 * 1024
ENDINGS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".aspx": "text/html",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".text": "text/plain",
    ".txt": "text/plain",
}  # of the files that are read in folders, with their media types
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--(?:[^-]|-(?!->)){0,4000}-->\s*){0,4}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_WIDE = re.compile("<(?:!doctype html|html|head|body)\\b", re.IGNORECASE)
_TAG = re.compile(
    rb"<(?:!doctype|/?(?:html|head|title|body|div|p|table|h[1-6]|span|br|ul|ol|article|section|font|center|a)\b)", re.IGNORECASE
)
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".asp", ".php")
_NOT_READ = (
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office program (.doc, .xls, .ppt, .msg)"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
    (b"Rar!\x1a\x07", "a RAR file"),
    (b"BZh", "a bzip2 file"),
    (b"%!PS", "a PostScript file"),
)
_IN_ZIP = (
    ("word/", "docx"),
    ("xl/", "an Excel file"),
    ("ppt/", "a PowerPoint file"),
)


_NO_TEXT = {".pdf": "a PDF file", ".docx": "a Word file"}  # names of files that are no text, whatever their bytes look like


def read(path: Path) -> Document:
    """The document in the file ``path``. Raises ProjectError in one sentence when it cannot be read."""
    return document(path.name, content(path), path)


def content(path: Path) -> bytes:
    """The bytes of the file ``path``. Raises ProjectError when it is too large or cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ProjectError(f"{path}: larger than {MOST_BYTES // 1024 // 1024} MB, too large for a document")
        return path.read_bytes()
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror})") from error


def document(name: str, data: bytes, path: Path | None = None) -> Document:
    """The document that the bytes of a file are. Raises ProjectError, with the path where one is given."""
    where = str(path or name)
    match kind(name, data, where):
        case "pdf":
            from kg.intake import pdf

            return pdf.read(name, data, path)
        case "docx":
            from kg.intake import docx

            return docx.read(name, data, path)
        case "html":
            from kg.intake import html

            return html.read(name, data, path)
        case "zip":
            raise ProjectError(f"{where}: a zip file within another, or where one document is wanted; unpack it")
        case _:
            plain = Document.from_bytes(name, data, path)
            if name.lower().endswith(".md"):
                from kg.intake import markdown

                if markdown.is_markdown(plain.text):
                    return markdown.read(name, data, plain.text, path)
            return plain


def kind(name: str, data: bytes, where: str = "") -> Kind:
    """What a file is. Raises ProjectError, naming ``where``, for one of a kind that is not read."""
    where = where or name
    if not data.strip():
        raise ProjectError(f"{where}: the file is empty")
    if b"%PDF-" in data[:1024] and not data[:1024].split(b"%PDF-")[0].strip(b"\xef\xbb\xbf \r\n\t\x00"):
        return "pdf"
    for start, said in _NOT_READ:
        if data.startswith(start):
            raise ProjectError(f"{where}: {said}, which is not read; save it as PDF, Word (.docx) or text")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(where, data)
    head = data[:16384]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        wide = head[: len(head) // 4 * 4].decode("utf-16", "replace")
        return "html" if _WIDE.search(wide) and wide.lstrip().startswith("<") else "text"
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if name.lower().endswith(_PAGE_NAMES) and _TAG.search(data[:65536]):
        return "html"
    for ending, said in _NO_TEXT.items():
        if name.lower().endswith(ending):
            raise ProjectError(f"{where}: not {said}, for all its name; it may be damaged")
    return "text"


def _packed(where: str, data: bytes) -> Kind:
    """What a file is that is packed as a zip file is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, LookupError, NotImplementedError) as error:
        raise ProjectError(f"{where}: a damaged zip or Word file ({error})") from error
    if "[Content_Types].xml" in names:
        for folder, said in _IN_ZIP:
            if any(name.startswith(folder) for name in names):
                if said == "docx":
                    return "docx"
                raise ProjectError(f"{where}: {said}, which is not read; save it as PDF, Word (.docx) or text")
    if "mimetype" in names and "content.xml" in names:
        raise ProjectError(f"{where}: an OpenDocument file, which is not read; save it as PDF, Word (.docx) or text")
    return "zip"
