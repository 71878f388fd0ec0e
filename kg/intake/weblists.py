"""The lists of a web page, and the marks that a browser makes for their items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.intake.numerals import counted
from kg.intake.page import Element

_LIST_STYLE = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}([a-z-]{2,20})", re.IGNORECASE)
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_STYLES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip


@dataclass(slots=True)
class _List:
    """A list that is being read: the style of its marks, the next number, and the step to the one after it."""

    style: str
    number: int = 1
    step: int = 1
    end: str = "."


class Lists:
    """The lists that are open at a place of a page, the outermost first."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def open(self, element: Element) -> None:
        """A list begins."""
        style = _LIST_STYLE.search(element.get("style"))
        said = style.group(1).lower() if style else ""
        if said == "none":
            self._open.append(_List("none"))
        elif element.tag != "ol":
            self._open.append(_List(_STYLES.get(said, "•")))
        else:
            kind = element.get("type")
            start = element.get("start")
            items = sum(1 for one in element.within if isinstance(one, Element) and one.tag == "li")
            back = "reversed" in element.attributes
            number = int(start[:9]) if _WHOLE.fullmatch(start) else items if back else 1
            made = _STYLES.get(said, kind if kind in ("1", "a", "A", "i", "I") else "1")
            self._open.append(_List(made, number, -1 if back else 1, element.get("data-end") or "."))

    def close(self) -> None:
        """The innermost list ends."""
        self._open.pop()

    def mark(self, element: Element) -> tuple[str, int] | None:
        """The mark of an item, and how deep it is nested; none where its list shows none."""
        if not self._open:
            return "•", 0
        made = self._open[-1]
        if _WHOLE.fullmatch(element.get("value")):
            made.number = int(element.get("value")[:9])
        number = made.number
        made.number += made.step
        if made.style == "none":
            return None
        return ("•" if made.style == "•" else f"{counted(number, made.style)}{made.end}"), len(self._open) - 1
