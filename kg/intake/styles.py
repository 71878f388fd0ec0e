"""The styles of a Word file: what each says by itself or takes over from the one it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kg.intake.numbering import is_on, value

_HEADING = re.compile(r"heading\s?([1-9])", re.IGNORECASE)
_LEVELS = tuple("012345678")


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs or letters: what it is called, what it is based on, and what it says."""

    name: str
    base: str
    element: ET.Element


class Styles:
    """The styles by their identifiers; ``standard`` is that of paragraphs that name none."""

    def __init__(self, parts: Iterable[ET.Element]) -> None:
        self._styles: dict[str, Style] = {}
        self.standard = ""
        for element in (element for part in parts for element in part.findall("w.style")):
            key = element.get("styleId", "")
            self._styles[key] = Style(value(element, "w.name"), value(element, "w.basedOn"), element)
            if element.get("type") == "paragraph" and element.get("default") in ("1", "true"):
                self.standard = key

    def chain(self, style: str) -> Iterator[Style]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].base

    def said(self, style: str, path: str) -> str:
        """What a style, or the first one it is based on that says it, says at ``path``."""
        return next((said for one in self.chain(style) if (said := value(one.element, path))), "")

    def is_on(self, style: str, path: str) -> bool:
        """Whether a property is on in a style."""
        found = next((one.element for one in self.chain(style) if one.element.find(path) is not None), None)
        return is_on(found, path)

    def lists(self) -> dict[str, str]:
        """For styles of lists, the list that they use."""
        return {key: number for key in self._styles if (number := self.said(key, "w.pPr/w.numPr/w.numId"))}

    def level(self, settings: ET.Element | None, style: str) -> int:
        """The level of a heading, by the settings of its paragraph or by its style; 0 for what is none."""
        outline = value(settings, "w.outlineLvl") or self.said(style, "w.pPr/w.outlineLvl")
        if outline in _LEVELS:
            return int(outline) + 1
        for one in self.chain(style) if not outline else ():
            if found := _HEADING.fullmatch(one.name):
                return int(found.group(1))
            if one.name.lower() in ("title", "subtitle"):
                return 1 if one.name.lower() == "title" else 2
        return 0
