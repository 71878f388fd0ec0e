"""The parts of a Word file as trees of elements with short names (``w.p``), and what each part points to."""

from __future__ import annotations

import posixpath
import re
from io import BytesIO
from xml.etree import ElementTree as ET

from kg.intake.archive import Member, members
from kg.project import ProjectError

MOST_PART = 256 * 1024 * 1024
MOST_DEEP = 400
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w.",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w.",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a.",
    "http://purl.oclc.org/ooxml/drawingml/main": "a.",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp.",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp.",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc.",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m.",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m.",
    "urn:schemas-microsoft-com:vml": "v.",
}


class Package:
    """A Word file: its main part, and the parts that this one points to."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._members: dict[str, Member] = {member.name.lower(): member for member in members(name, data)}
        main = next(iter(self._targets("_rels/.rels", "", "officeDocument")), "word/document.xml")
        self._main = main
        folder, file = posixpath.split(main)
        self._related = posixpath.join(folder, "_rels", f"{file}.rels")
        body = self._part(main)
        if body is None:
            raise ProjectError(f"{name}: a Word file without its main part")
        self.document = body

    def parts(self, kind: str) -> list[ET.Element]:
        """The parts of a kind ("styles", "numbering", "footnotes", "header") that the main part points to."""
        found = [self._part(path) for path in self._targets(self._related, posixpath.dirname(self._main), kind)]
        return [part for part in found if part is not None]

    def _targets(self, related: str, folder: str, kind: str) -> list[str]:
        root = self._part(related)
        made = []
        for relation in root if root is not None else ():
            if relation.get("Type", "").rsplit("/", 1)[-1] == kind and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                made.append(posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)))
        return made

    def _part(self, path: str) -> ET.Element | None:
        member = self._members.get(path.lower())
        if member is None:
            return None
        if member.size > MOST_PART:
            raise ProjectError(f"{self.name}: {path} unpacks to more than {MOST_PART // 1024 // 1024} MB")
        return parsed(f"{self.name}: {path}", member.data())


def parsed(name: str, data: bytes) -> ET.Element:
    """The tree of an XML part, its names shortened. Raises ProjectError for what is no XML, or declares entities."""
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data or "<!DOCTYPE".encode("utf-16-be") in data:
        raise ProjectError(f"{name}: declares a document type, which no Word file does")
    root: ET.Element | None = None
    depth = 0
    try:
        for event, element in ET.iterparse(BytesIO(data), events=("start", "end")):  # noqa: S314 - entities are refused above
            if event == "start":
                depth += 1
                root = element if root is None else root
                if depth > MOST_DEEP:
                    raise ProjectError(f"{name}: nested more than {MOST_DEEP} deep")
                continue
            depth -= 1
            element.tag = _short(element.tag)
            if element.attrib:
                plain = {_local(key): value for key, value in element.attrib.items()}
                element.attrib.clear()
                element.attrib.update(plain)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise ProjectError(f"{name}: not well-formed ({error})") from error
    if root is None:
        raise ProjectError(f"{name}: empty")
    return root


def _short(tag: str) -> str:
    space, bracket, local = tag[1:].partition("}")
    return f"{_SPACES.get(space, '')}{local}" if bracket else tag


def _local(key: str) -> str:
    return re.sub(r"^\{[^}]*\}", "", key)
