"""Lists of people: who stands in a line or block of names, with what is printed of each.

Reads names with commas, semicolons or line ends between them, in columns without commas, under one title ("Councillors:
Higson, Jones and Wilton"), surname first ("HOWARD, Fr G"), initials in brackets ("Smith (J.)"), with notes in brackets
("(Chair)") and roles after a comma, dash or tab ("Nora Smith – Assistant Director, Early Help").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.reading import nameforms
from kg.reading.civic import CIVIC
from kg.reading.entry import Entry
from kg.reading.nameforms import BRACKETED, DOUBLE, FULL, GAP, HELD, INITIALLED, LAST, REVERSED, TITLE_WITHIN, TRAILING
from kg.reading.names import CAPITALS, INITIALS, WORD, Name, U, Words, mixed, words_of
from kg.reading.roles import ORGANISATION, role_of
from kg.reading.rollnotes import ELSEWHERE, END, JOINED, MAYOR, NOTE, OF_ALL, OF_BODY, PARAGRAPH, SEAT, SEPARATOR, SPACE
from kg.text import Match, Span

_CIVIL = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Sir", "Dame", "Lady")


def entries(block: Span, world: Lexicon, *, elected: bool = False, surnames: bool = False) -> list[Entry]:
    """The people listed in ``block``.

    ``elected``: a title of councillors stands over the list, so surnames suffice; ``surnames``: they suffice without one.
    """
    found = list(_Reader(world, elected=elected, surnames=surnames).read(block))
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = block[one.span.end - block.start : max(one.span.end, other.name.span.start) - block.start]
        if not one.notes and one.role is None and other.notes and other.notes[0].search(OF_ALL) and between.fullmatch(JOINED):
            one.notes.append(other.notes[0])  # "Ann Lee and Bo Hill (youth representatives)"
    return found


class _Reader:
    """Reads one list; ``shared`` is the title that stands over the names that follow."""

    def __init__(self, world: Lexicon, *, elected: bool, surnames: bool) -> None:
        self.world = world
        self.words: Words = words_of(world)
        self.shared = "Councillors" if elected else ""
        self.surnames = surnames
        self.beside = False  # whether only a dash stands before: then a single word is what the name before is of
        self.led = False  # whether an office and a colon stand before: then a name follows
        self.civil = False  # whether the title of councillors was followed by one like "Mr"
        self.comma = self.apart = self.cell = False  # what stands before: see _stands
        self.first_names = False  # whether initials stand behind first names: "Amy L, Reece T"

    def read(self, block: Span) -> Iterator[Entry]:
        current: Entry | None = None
        waiting: Span | None = None
        astray = False  # whether the line is of nobody: its words belong to no name
        at = 0
        text = str(block)
        self.first_names = nameforms.by_first_name(text, self.words.given)
        while at < len(text):
            skipped = SPACE.match(text, at)
            gap = skipped.group() if skipped else ""
            at = skipped.end() if skipped else at
            if at >= len(text):
                break
            rest = block[at : at + 200]
            title = self._title(rest)
            self._stands(text, at, gap, titled=title is not None)
            if (
                (self.comma and ";" in gap)
                or " with" in gap
                or (title is not None and PARAGRAPH.search(text, max(at - 300, 0), at))
            ):
                self.shared = ""  # "Councillors Lee, May; Ann Hill", "Councillors Lee, May and Hall.¶ Mr Hill"
            fresh = current is None or self.led or "\n" in gap or ";" in gap or (current.role is None and bool(gap))
            self.beside = bool(re.fullmatch(r"[^\S\n]*[-–—:][^\S\n]*", gap)) and current is not None
            found = self._name(rest, title, fresh=fresh)
            if found is not None:
                self.led = astray = False
                if current is not None:
                    yield current
                name, end = found
                current = Entry(name, name.span, [waiting] if waiting else [], marked="*" in gap)
                waiting = None
                at = self._noted(block, current, at + end)
            elif title is not None and len(title.span) >= len(str(rest).split(maxsplit=1)[0]):
                self.shared = str(title.group("title"))
                at += len(title.span)
            elif held := self._seat(rest):
                if current is not None:
                    yield current
                current = held
                at = held.span.end - block.start
            else:
                stop = SEPARATOR.search(text, at)
                end = max(stop.start() if stop else len(text), at + 1)
                if (ahead := self._ahead(block, at, end)) is not None:
                    waiting, at = ahead
                    continue
                astray = "\n" in gap if not astray else ";" not in gap
                if current is not None and (not astray or self._goes_on(block[at:end], current)):
                    astray = False
                    current.adds(block[at:end].strip(" \t\n."))
                at = end
        if current is not None:
            yield current

    def _stands(self, text: str, at: int, gap: str, *, titled: bool) -> None:
        """Note what stands before the words at ``at``: a comma (a line may end within a name), a comma where semicolons part people, a tab."""
        self.comma = re.search(r",|\band\b", text[max(at - 200, 0) : at].rpartition("\n")[2]) is not None
        self.apart = gap in (", ", ",\n") and ";" in text and not self.shared
        self.cell = ("\t" in gap or "|" in gap) and not titled

    def _ahead(self, block: Span, at: int, end: int) -> tuple[Span, int] | None:
        """The words from ``at`` where they belong to the name after them, and where that begins.

        "Mayor Ann Lee", "Representative of the Parents: Ann Lee", "co-opted member Mr Lee".
        """
        rest = block[at : at + 200]
        mayor = rest.match(MAYOR)
        if mayor is not None and self._name(mayor.after, self._title(mayor.after), fresh=True) is not None:
            return mayor.span.strip(), at + len(mayor.span)
        colon = block[end : end + 3].match(r":-?\s")
        if (
            colon is not None
            and self._opens(block[end + len(colon.span) :][:200])
            and role_of(block[at:end], self.world) is not None
        ):
            self.led = True
            return block[at:end].strip(), end + len(colon.span)
        found = (one for one in self.words.opening.finditer(str(block), at + 1, end) if one.group("title"))
        titled = next(found, None)
        return None if titled is None else (block[at : titled.start()].strip(), titled.start())

    def _opens(self, rest: Span) -> bool:
        """Whether words begin with a name or a title: "Chair: Ann Lee", not "Director: Education and Skills"."""
        title = self._title(rest)
        return title is not None or self._name(rest, None, fresh=True) is not None

    def _seat(self, rest: Span) -> Entry | None:
        """An office with its holder in brackets: "The Mayor (Councillor A Smith)"."""
        found = rest.match(HELD)
        inside = (
            entries(found.group("inside"), self.world) if found is not None and role_of(found.group("role"), self.world) else []
        )
        if found is None or len(inside) != 1:
            return None
        return Entry(inside[0].name, found.span, inside[0].notes, found.group("role"))

    def _title(self, rest: Span) -> Match | None:
        """A title at the start: "Councillors:", "Cllr", "Mr"."""
        found = rest.match(self.words.opening)
        return found if found is not None and found.has("title") else None

    def _name(self, rest: Span, title: Match | None, *, fresh: bool) -> tuple[Name, int] | None:
        body = rest if title is None else title.after
        printed = "" if title is None else title.group("title").words
        first, office = printed.split()[0] if printed else "", self.words.office(printed)
        found = self._form(
            body,
            surname_only=bool(printed or ((self.shared or (self.surnames and fresh)) and not self.beside)),
            fresh=fresh,
            titled=bool(printed or self.shared),
            printed=bool(printed),
        )
        if found is None:
            return None
        given, last, bare = found
        if office:
            self.shared = office if office.rstrip(".").endswith("s") else ""
            self.civil = len(printed) > len(office)
        elif self.shared and first.rstrip(".") == "Mr" and not self.civil:
            self.shared = ""  # "Councillors Lee, Mrs May and Mr Hill": no councillor is printed as "Mr" after others without
        elif self.shared and first.rstrip(".") in _CIVIL:
            printed = f"{self.shared} {printed}"
        whole = bare if title is None else title.span.to(bare)
        suffix = Span(rest.document, whole.end, rest.end).match(self.words.suffix)
        if suffix is not None:
            whole = whole.to(suffix.span)
        titled = printed or self.shared
        known = given.split(" ")[0] in self.words.given
        name = Name(whole, bare, given, last, titled, "titled" if titled else ("given" if known else "weak"))
        return name, whole.end - rest.start

    def _form(
        self, body: Span, *, surname_only: bool, fresh: bool, titled: bool, printed: bool = True
    ) -> tuple[str, str, Span] | None:
        """A name at the start of ``body``: given part, surname, and the name's span."""
        for pattern in (REVERSED, INITIALLED, DOUBLE, TRAILING, BRACKETED, *FULL):
            found = body.match(pattern)
            if found is None or not (self._ends(found.after) or self._next_name(found.after, surname_only=surname_only)):
                continue
            given, last = str(found.group("given")), found.group("last")
            if pattern is REVERSED and (found.span.search(ORGANISATION) or (titled and found.span.search(TITLE_WITHIN))):
                continue  # "HMI, Ofsted" is nobody, "Mrs Rigg, Mrs Trainer" are two people
            if pattern is TRAILING and not titled and self.first_names:
                given, last = mixed(str(last)), found.group("given").strip(".")
            if not self.words.is_surname(str(last).rsplit(maxsplit=1)[-1], sure=True):
                continue
            if pattern in FULL and not self._is_full(found, surname_only=surname_only, fresh=fresh):
                continue
            initials = pattern not in FULL and re.fullmatch(rf"[{U}.\s]+", given)
            return (
                " ".join(re.findall(rf"[{U}]", given)) if initials else mixed(" ".join(given.split())),
                mixed(last.words),
                found.span.strip(),
            )
        found = body.match(LAST) if surname_only else None
        if (
            found is None
            or (not printed and (found.after[:50].match(OF_BODY) or found.span.fullmatch(r"[A-Z]{2,3}")))  # "GP" is a post
            or not self.words.is_surname(str(found.span).rsplit(maxsplit=1)[-1], sure=True)
            or str(found.span).casefold() in self.words.titles
        ):
            return None
        if self._ends(found.after) or (not self.cell and found.after.match(rf"{GAP}(?:{WORD}|{CAPITALS})")):
            return "", mixed(found.span.words), found.span
        return None

    def _ends(self, after: Span) -> bool:
        return after.match(END) is not None or after.match(self.words.suffix) is not None

    def _next_name(self, after: Span, *, surname_only: bool) -> bool:
        """Whether another name follows in a column without commas."""
        found = after.match(rf"{GAP}(?P<next>{INITIALS}|{WORD})(?P<more>{GAP}(?:{WORD}|{CAPITALS}))?")
        if found is None:
            return False
        following = str(found.group("next"))
        if re.fullmatch(INITIALS, following) or following in self.words.given:
            return found.has("more")
        return surname_only and self.words.is_elected(following)

    def _is_full(self, found: Match, *, surname_only: bool, fresh: bool) -> bool:
        given, last = str(found.group("given")), str(found.group("last"))
        parts = [mixed(part) for part in given.split()]
        known = parts[0] in self.words.given or parts[0].split("-", maxsplit=1)[0] in self.words.given
        if "\n" in str(found.span) and not (known and self.comma) and not self._is_wrapped(found):
            return False
        if found.span.search(ORGANISATION):
            return False
        if known:
            return not (parts[0] in self.words.royal and last.casefold() in self.words.sites)
        if (
            self.apart
            or found.span.search(CIVIC)
            or any(not self.words.is_surname(part, sure=surname_only) for part in parts if len(part.strip(".")) > 1)
        ):
            return False
        return (fresh or surname_only or self._has_role(found.after)) and f"{given} {last}" not in self.words.places

    def _is_wrapped(self, found: Match) -> bool:
        """Whether a long line ends within a name with a title or a role: "… and Councillor Ann⏎Lee", "… Ann⏎Lee (Governor)"."""
        text, start = found.span.document.text, found.span.start
        line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", start)]
        titled = self._has_role(found.after) or re.search(
            r"(?:Councillor|Cllr|Mrs|M[rs]|Miss|Dr)\.?\s$", text[max(0, start - 12) : start]
        )
        return bool(titled) and len(line) > 55 and found.after.match(r"\s?(?:[,;.(]|and\b|$)") is not None

    def _has_role(self, after: Span) -> bool:
        piece = after.match(r"\s?[,(–-]\s?(?P<role>[^,;()\n]{3,90})")
        return piece is not None and role_of(piece.group("role"), self.world) is not None

    def _noted(self, block: Span, entry: Entry, at: int) -> int:
        while at < len(block):
            found = block[at : at + 170].match(NOTE) or block[at : at + 40].match(SEAT)
            if found is None or (str(found.span).lstrip()[0] in ",–—-" and found.after[:70].match(ELSEWHERE)):
                break
            note = found.get("note") or found.group("note2")
            entry.notes.append(note)
            entry.span = entry.span.to(found.span)
            at += len(found.span)
        return at

    def _goes_on(self, words: Span, current: Entry) -> bool:
        """Whether a new line goes on with the role of the name before it; one in brackets is whole."""
        if current.role is None and any(role_of(note, self.world) is not None for note in current.notes):
            return False
        between = words.document.text[current.span.end : words.start]
        line = words.document.text.rfind("\n", 0, current.span.end)
        open_ended = between.strip() == "," or (current.role is not None and not between.strip())
        cut = open_ended and current.span.end - line > 60  # a long line that is wrapped
        return str(words)[:1].islower() or role_of(words, self.world) is not None or (cut and bool(words.search(ORGANISATION)))
