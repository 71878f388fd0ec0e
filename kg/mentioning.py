"""Whether a text mentions a thing by one of its names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHORTEST = 3
_SAME = (("‘", "'"), ("’", "'"), ("‐", "-"), ("‑", "-"), ("–", "-"))  # ways to print one sign


@dataclass(frozen=True)
class Names:
    """What a thing is called: names in any case, abbreviations in their own, and beginnings of words.

    ``label`` is what a reader is told, ``full`` are the full names, in any case.
    """

    label: str
    any_case: frozenset[str]
    own_case: frozenset[str]
    full: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str], labels: Sequence[str], *, phrases: bool) -> Names | None:
        """The names that tell something by themselves; a final ``*`` stands for any ending. None where there is none: a year is none.

        ``phrases``: any words will do; else a name besides the ``labels`` needs two words or is an abbreviation, for "the Board" is
        whatever board a document is about.
        """
        kept = {_folded(name) for name in names if len(name) >= SHORTEST and any(letter.isalpha() for letter in name)}
        if not phrases:
            shown = {_folded(label) for label in labels}
            kept = {name for name in kept if name in shown or " " in name.removeprefix("the ") or name.isupper()}
        own = frozenset(name for name in kept if name == name.upper())
        rest = frozenset(name.casefold() for name in kept - own)
        full = frozenset(_folded(label).casefold() for label in labels)
        return cls(" or ".join(f"“{label}”" for label in labels), rest, own, full) if own or rest else None

    def in_full(self, text: str) -> bool:
        """Whether one of the full names stands in the text: that of a thing, where "LSCB" is that of many."""
        lower = _folded(text).casefold()
        return any(_stands(name, lower) for name in self.full)

    def mentioned(self, text: str) -> bool:
        """Whether one of the names stands in the text, as words of their own."""
        folded = _folded(text)
        lower = folded.casefold()
        return any(_stands(name, lower) for name in self.any_case) or any(_stands(name, folded) for name in self.own_case)


def _folded(words: str) -> str:
    for printed, plain in _SAME:
        words = words.replace(printed, plain)
    return " ".join(words.split())


def _stands(name: str, text: str) -> bool:
    bare, open_end = name.removesuffix("*"), name.endswith("*")
    at = text.find(bare) if bare else -1
    while at >= 0:
        end = at + len(bare)
        if (not at or not _in_word(text[at - 1])) and (open_end or end == len(text) or not _in_word(text[end])):
            return True
        at = text.find(bare, at + 1)
    return False


def _in_word(letter: str) -> bool:
    return letter.isalnum()
