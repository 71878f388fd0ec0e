"""The marks of numbered paragraphs and bullets as Word prints them: it keeps how to count, not the numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from kg.intake.numerals import counted

LEVELS = 9
_GLYPHS = {"·": "•", "\uf0b7": "•", "§": "▪", "\uf0a7": "▪", "o": "◦", "\uf0fc": "✓", "\uf0d8": "➢", "\uf02d": "–", "\uf0e0": "➢"}
_KEPT = frozenset("•◦▪■◼●○∙·‣➢➤✓*–—-")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(slots=True)
class Level:
    """How one level of a list counts."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _Kind:
    """A kind of list: its levels, and the style that it takes them from, if any."""

    levels: dict[int, Level] = field(default_factory=dict)
    style: str = ""


@dataclass(slots=True)
class _Use:
    """A list of a kind, with the levels and first numbers that are its own."""

    kind: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


def value(element: ET.Element | None, path: str, name: str = "val") -> str:
    """The attribute ``name`` of the element at ``path``; empty where there is none."""
    found = element.find(path) if element is not None else None
    return found.get(name, "") if found is not None else ""


def _whole(words: str, otherwise: int) -> int:
    return int(words) if re.fullmatch(r"-?\d{1,6}", words) else otherwise


def is_on(element: ET.Element | None, path: str) -> bool:
    """Whether a property that is on or off is there and on."""
    found = element.find(path) if element is not None else None
    return found is not None and found.get("val", "true").lower() not in ("0", "false", "off", "none")


class Numbering:
    """The lists of a document. ``mark`` is to be asked for each numbered paragraph in order, since it counts."""

    def __init__(self, part: ET.Element | None, styles: dict[str, str]) -> None:
        """``part`` is numbering.xml; ``styles`` says for styles of lists which list they use."""
        self._kinds: dict[str, _Kind] = {}
        self._uses: dict[str, _Use] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._styles = styles
        for element in part if part is not None else ():
            if element.tag == "w.abstractNum":
                kind = _Kind(_levels(element), value(element, "w.numStyleLink"))
                self._kinds[element.get("abstractNumId", "")] = kind
            elif element.tag == "w.num":
                use = _Use(value(element, "w.abstractNumId"))
                for own in element.findall("w.lvlOverride"):
                    level = _whole(own.get("ilvl", ""), 0)
                    use.levels |= _levels(own)
                    if start := value(own, "w.startOverride"):
                        use.starts[level] = _whole(start, 1)
                self._uses[element.get("numId", "")] = use

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that belongs to a style of paragraphs; 0 where none does."""
        levels = self._of(number)[1]
        return next((level for level, one in levels.items() if one.style == style), 0)

    def mark(self, number: str, level: int) -> str | None:
        """The mark of the next paragraph of the list ``number`` at ``level``; None where the list is not known or shows none."""
        key, levels = self._of(number)
        own = levels.get(level)
        if own is None:
            return None
        counts = self._counts.setdefault(key, {})
        use = self._uses[number]
        for at in range(level + 1):
            if at in use.starts and (number, at) not in self._seen:
                self._seen.add((number, at))
                counts[at] = use.starts[at] - 1
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in range(level + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and level < restart):
                counts.pop(deeper, None)
        if own.form == "none":
            return own.text.strip() if "%" not in own.text and own.text.strip() else None
        if own.form == "bullet":
            glyph = own.text.strip()[:1]
            glyph = _GLYPHS.get(glyph, glyph)
            return glyph if glyph in _KEPT else "•"

        def printed(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            shown = levels.get(at, Level())
            if shown.form == "none":
                return ""
            return _number(counts.get(at, shown.start), "decimal" if own.legal else shown.form)

        return re.sub(r"%([1-9])", printed, own.text).strip() or None

    def _of(self, number: str) -> tuple[str, dict[int, Level]]:
        """The kind of a list, and its levels."""
        key, own = "", dict[int, Level]()
        seen: set[str] = set()
        while number in self._uses and number not in seen:
            seen.add(number)
            use = self._uses[number]
            key, own = use.kind, {**use.levels, **own}
            kind = self._kinds.get(key, _Kind())
            if kind.levels or not kind.style:
                return key, {**kind.levels, **own}
            number = self._styles.get(kind.style, "")
        return key, own


def _levels(element: ET.Element) -> dict[int, Level]:
    return {
        _whole(one.get("ilvl", ""), 0): Level(
            _whole(value(one, "w.start"), 1),
            value(one, "w.numFmt") or "decimal",
            value(one, "w.lvlText"),
            _whole(value(one, "w.lvlRestart"), 0) if one.find("w.lvlRestart") is not None else None,
            is_on(one, "w.isLgl"),
            value(one, "w.pStyle"),
        )
        for one in element.findall("w.lvl")
    }


def _number(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            # Word goes on after z with aa, bb, cc
            letter = chr(ord("a") + (number - 1) % 26) * min(9, (number - 1) // 26 + 1) if number > 0 else str(number)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            return counted(number, "i" if form == "lowerRoman" else "I")
        case "decimalZero":
            return f"{number:02d}"
        case "ordinal":
            return f"{number}{'th' if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, 'th')}"
        case _:
            return str(number)
