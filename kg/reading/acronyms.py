"""Acronyms that a text defines: "child death overview panel (CDOP)", "LSCB (Local Safeguarding Children Board)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.reading.part import Draft
from kg.text import Match, Span

_BRACKETED = re.compile(r"\(\s?[‘“'\"]?(?P<short>[A-Z][A-Za-z]{0,3}(?:[&/.-]?[A-Z][a-z]?){1,8}s?)[’”'\"]?\s?\)")
_EXPLAINED = re.compile(r"(?<![\w&/-])(?P<short>[A-Z](?:[a-z]?[A-Z&]){1,8})s?\s{1,2}\((?P<long>[A-Z][\w’',& -]{6,110})\)")
_WORD = re.compile(r"[A-Za-z0-9][\w’']*|&")
_LITTLE = {"and", "of", "for", "the", "in", "on", "to", "with", "a", "&", "at"}
_FAR = 130


@dataclass(frozen=True, slots=True)
class Definition:
    """A name and its acronym; ``span`` holds both as they are printed."""

    long: Span
    short: Span
    span: Span


def definitions(text: Span) -> list[Definition]:
    """Every definition of an acronym in ``text``: each of its letters begins a word of the name, in order."""
    return sorted([*_bracketed(text), *_explained(text)], key=lambda one: one.span.start)


def _bracketed(text: Span) -> Iterator[Definition]:
    for match in text.finditer(_BRACKETED):
        long = _named_before(text, match)
        if long is not None:
            yield Definition(long, match.group("short"), long.to(match.span))


def _explained(text: Span) -> Iterator[Definition]:
    for match in text.finditer(_EXPLAINED):
        long = match.group("long").strip()
        words = [str(word.span) for word in long.finditer(_WORD)]
        if _spells(_letters(str(match.group("short"))), words):
            yield Definition(long, match.group("short"), match.span)


def _letters(short: str) -> str:
    bare = re.sub(r"s$", "", short) if len(short) > 2 and short[-2:-1].isupper() else short
    return "".join(letter for letter in bare if letter.isalpha()).lower()


def _named_before(text: Span, match: Match) -> Span | None:
    """The words before a bracket that its letters spell: the shortest run that begins with the first letter."""
    letters = _letters(str(match.group("short")))
    end = match.span.start - text.start
    window = text[max(0, end - _FAR) : end]
    stop = [found.span.end - window.start for found in window.finditer(r"[.;:!?()]|\n\s*\n")]
    window = window[stop[-1] if stop else 0 :]
    words = [found.span for found in window.finditer(_WORD)][-(len(letters) * 2 + 5) :]
    for first in range(len(words) - 1, -1, -1):
        said = [str(word) for word in words[first:]]
        if said[0][0].lower() == letters[0] and said[0].lower() not in _LITTLE and _spells(letters, said):
            return words[first].to(words[-1])
    if len(letters) < 4:
        return None
    for first in range(len(words) - 1, -1, -1):  # "Local Safeguarding Children Board (KSCB)": the first letter is that of the area
        said = [str(word) for word in words[first:]]
        if said[0][0].isupper() and said[0][0].lower() == letters[1] and _spells(letters[1:], said):
            local = first > 0 and str(words[first - 1]) == "Local"
            return words[first - 1 if local else first].to(words[-1])
    return None


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the letters are, in order, initials of the words; the first is that of the first word.

    Little words may be passed over or counted; of the other words at most a third may be.
    """
    if not words or not letters or words[0][0].lower() != letters[0]:
        return False
    at = passed = 0
    for word in words:
        if at < len(letters) and word[0].lower() == letters[at]:
            at += 1
        elif word.lower() not in _LITTLE:
            passed += 1
    return at == len(letters) and passed * 3 <= len(words) + 1


@lru_cache(maxsize=8)
def defined(part: Draft) -> dict[str, Definition]:
    """The acronyms that the part defines, each with its first definition."""
    found: dict[str, Definition] = {}
    for one in definitions(part.span):
        found.setdefault(str(one.short), one)
    return found
