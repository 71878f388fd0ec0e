"""The people of one document: which names are one person, and what they are known by.

The same name in one document is one person. A surname alone ("Councillor Jones") is the one person of the document who has
that surname and is elected (or not) as the title says, where there is just one; a name with initials and one with a given
name stay two people, since nothing printed says that they are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.facts import Person, Ref
from kg.reading.absences import Listed
from kg.reading.attendance import listed
from kg.reading.blocks import BULLET
from kg.reading.entry import Entry
from kg.reading.inspectors import in_sentence, team
from kg.reading.letter import LETTERS
from kg.reading.names import Name, find_names, words_of
from kg.reading.pairs import Holding, holdings
from kg.reading.part import Part
from kg.reading.refs import context, person_ref
from kg.reading.rolewords import role_words
from kg.reading.rolls import entries
from kg.text import Span

_CIVIL = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Revd|Reverend|Fr|Father|Canon)\b\.?", re.IGNORECASE)
_SURNAMES = re.compile(r"\b(?:Councillors|Cllrs|COUNCILLORS|Members)\b:?\s(?=[A-Z])")
_INSPECTIONS = ("inspection-report", *LETTERS)


class Register:
    """Who is named in a part, and how."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.words = words_of(part.world)
        self.held: list[Holding] = holdings(part.span, part.world)
        self.attending: list[Listed] = listed(part.span, part.world) if part.family == "minutes" else []
        self.rolls: list[Entry] = list(self._rolls())
        self.inspectors = self._inspectors()
        self.elected: dict[str, set[str]] = {}
        self.others: dict[str, set[str]] = {}
        self.seated: dict[str, set[str]] = {}
        for one in self.attending:
            if one.capacity in ("member", "chair", "vice-chair") and one.entry.name.given and not one.entry.name.title:
                self.seated.setdefault(one.entry.name.surname.casefold(), set()).add(one.entry.name.text)
        for name in self.named():
            if name.given:
                kept = self.elected if self.is_elected(name) else self.others
                kept.setdefault(name.surname.casefold(), set()).add(name.text)

    def is_elected(self, name: Name) -> bool:
        """Whether the title of a name is that of an elected person."""
        return bool(name.title) and self.words.is_elected(name.title)

    def named(self) -> Iterator[Name]:
        """Every name that counts as one of a person: by a title, a given name, a list of people or a role beside it."""
        listed = {one.name.bare.end for one in self.rolls} | {one.entry.name.bare.end for one in self.attending}
        for name in find_names(self.part.span, self.part.world):
            if name.strength != "weak" and name.bare.end not in listed:  # a list says more: "Councillors Lee and Mrs May"
                yield name
        yield from (entry.name for entry in self.rolls)
        yield from (one.entry.name for one in self.attending)
        yield from (one.name for one in self.held)

    def _rolls(self) -> Iterator[Entry]:
        """The people listed under one title in running text: "Councillors Higson, Jones and J Wilton"."""
        for found in self.part.span.finditer(_SURNAMES):
            after = found.span.to(found.after[:500])
            stop = after.search(
                r"\n\s*\n|\n(?=[A-Z][A-Za-z’' -]{2,40}:\s)|(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Fr))(?<!\b(?:Mrs|Rev))[.;](?=\s+[A-Z][a-z]|\s*\n|$)|\b(?:was|were|had|have|asked|said|noted)\b"
            )
            piece = after if stop is None else stop.before
            yield from entries(piece, self.part.world, elected=str(found.span)[0] == "C")

    def _inspectors(self) -> frozenset[str]:
        """The names of the people who inspected: they act for an inspectorate, not for the council."""
        held = [one.name.text for one in self.held if one.role.name in role_words(self.part.world).of_an_inspectorate]
        if self.part.family in _INSPECTIONS:
            held += [one.name.words for one in team(self.part.span, self.part.world)]
            held += [one.name.words for one in in_sentence(self.part.span, self.part.world)]
        return frozenset(name.casefold() for name in held)

    def label(self, name: Name) -> str:
        """What a person is known by in the part: the fullest name that fits, or a surname (with its title, if not elected)."""
        elected = self.is_elected(name)
        double = (self.elected if elected else self.others).get(name.text.casefold(), set())
        if name.given:
            return next(iter(double)) if len(double) == 1 else name.text
        surname = name.surname
        fuller = (self.elected if elected else self.others).get(surname.casefold(), set())
        if elected and not fuller:  # a list of those present prints no titles: "Green, S." is the "Councillor Green" below
            fuller = self.seated.get(surname.casefold(), set())
        if len(fuller) == 1:
            return next(iter(fuller))
        civil = None if elected else _CIVIL.search(name.title)
        return f"{civil.group().rstrip('.')} {surname}" if civil else surname

    def ref(self, name: Name) -> Ref:
        """The reference of a person."""
        label = self.label(name)
        area = "ofsted" if label.casefold() in self.inspectors else context(self.part)
        return person_ref(label, area)

    def person(self, name: Name) -> Person:
        """The fact that somebody is named."""
        return Person(ref=self.ref(name), name=self.label(name), evidence=(name.span,))


@lru_cache(maxsize=8)
def register(part: Part) -> Register:
    """The register of a part."""
    return Register(part)


def sentence_of(span: Span, part: Part) -> Span:
    """The row, or the sentence of its paragraph or list item, that ``span`` stands in: evidence that a reader can check."""
    text = part.span.document.text
    begin, end = text.rfind("\n", part.span.start, span.start) + 1, text.find("\n", span.end, part.span.end)
    row = Span(span.document, max(begin, part.span.start), end if end >= 0 else part.span.end)
    if "\t" in str(row):
        return row.strip()
    blank = text.rfind("\n\n", part.span.start, span.start)
    start = max(part.span.start, blank + 2 if blank >= 0 else 0, span.start - 600)
    end = text.find("\n\n", span.end, part.span.end)
    paragraph = Span(span.document, start, min(end if end >= 0 else part.span.end, span.end + 600))
    items = [one.span.end for one in paragraph.finditer(rf"(?m)^\s{{0,8}}{BULLET}\s") if one.span.end <= span.start]
    later = [one.span.start for one in paragraph.finditer(rf"(?m)^\s{{0,8}}{BULLET}\s") if one.span.start >= span.end]
    item = Span(span.document, items[-1] if items else paragraph.start, later[0] if later else paragraph.end)
    return next((one for one in item.sentences() if span in one), span)
