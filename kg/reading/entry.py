"""One person of a printed list, with what is printed of the person."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.names import Name
from kg.text import Span


@dataclass
class Entry:
    """One person of a list: the name, the notes in brackets, and the role or further words printed after it."""

    name: Name
    span: Span
    notes: list[Span] = field(default_factory=list)
    role: Span | None = None
    marked: bool = False

    def adds(self, words: Span) -> None:
        """Take further words that are printed of the person, as what the role goes on with."""
        if words:
            self.role = words if self.role is None else self.role.to(words)
            self.span = self.span.to(words)

    @property
    def note(self) -> str:
        """The notes as one string in lower case, for matching."""
        return "; ".join(note.words for note in self.notes).casefold()
