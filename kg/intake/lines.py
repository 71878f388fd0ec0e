"""Lines that a file breaks within a paragraph: which of them go on with the one before, and which stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.intake.composer import folded

_OPEN_END = re.compile(r"(?:[,&–-]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with))$")
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s")


def split_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a paragraph, joined where one only goes on with the one before it."""
    made: list[str] = []
    for line in lines:
        if made and _goes_on(made[-1], line):
            made[-1] = f"{made[-1]} {line}"
        elif line:
            made.append(line)
    return made


def _goes_on(before: str, line: str) -> bool:
    if _MARK.match(line):
        return False
    if not line or line[0].islower() or line[0] == "(" or _OPEN_END.search(before):
        return True
    return len(before) >= 60 and before[-1] not in ".!?:;"


def stretches_of(buffer: list[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """The stretches between empty lines: of each, its lines, and whether all of their letters are in bold."""
    stretches: list[list[tuple[str, bool]]] = [[]]
    words: list[str] = []
    bold = True

    def end() -> None:
        if line := folded("".join(words)):
            stretches[-1].append((line, bold and any(letter.isalnum() for letter in line)))
        elif stretches[-1]:
            stretches.append([])

    for text, is_bold in buffer:
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
                words, bold = [], True
            words.append(part)
            bold = bold and (is_bold or not any(letter.isalnum() for letter in part))
    end()
    return stretches
