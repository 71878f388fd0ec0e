"""The forms in which lists print names: "HOWARD, Fr G", "J A Lee", "Lee A", "Smith (J.)", "Ann Mary Lee"."""

from __future__ import annotations

import re

from kg.reading.names import CAPITALS, INITIALS, WORD, L, U

GAP = r"[^\S\n\t]"
PARTICLE = r"(?:(?:de|da|di|du|van|von|der|den|la|le|el|al|bin|ap|ab|Van|De|St\.?(?:\sJohn(?=\s[A-Z][a-z]))?)\s){0,2}"

LAST = rf"(?P<last>{PARTICLE}(?:{CAPITALS}(?![{L}])|{WORD}))(?![{L}])"
REVERSED = re.compile(
    rf"{LAST}(?:,{GAP}(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Fr|Rev|Prof)\.?{GAP})?(?P<given>{INITIALS}(?=\s*(?:$|[\n;(\t–-]))|(?<=[A-Z],\s){WORD}|(?<=[a-z]\.\s){WORD}))"
)
TITLE_WITHIN = re.compile(r",\s(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Fr|Rev|Prof)\b")
INITIALLED = re.compile(
    rf"(?!(?:NHS|CCG|ICB|MP|HMI|DfE|LA|CE|RC)\b)(?P<given>{INITIALS}|[{U}]{{2,3}}(?={GAP}[{U}][{L}]))(?:{GAP}|\n[^\S\n]{{0,40}}){LAST}"
)
TRAILING = re.compile(rf"{LAST}{GAP}(?P<given>[{U}](?:\.?\s?[{U}]\b)?\.?)(?=\s*(?:$|[,;\n(\t])|\s+and\b)")
BRACKETED = re.compile(rf"{LAST}\s?\((?:(?:Mrs|Mr|Ms|Miss|Dr)\.?\s)?(?P<given>[{U}]\.?(?:\s?[{U}]\.?){{0,3}})\)")
DOUBLE = re.compile(rf"(?P<given>{INITIALS}){GAP}(?P<last>{WORD}{GAP}{WORD})(?![{L}])")
FULL = tuple(
    re.compile(
        rf"(?P<given>(?:{WORD}|{CAPITALS})(?:{GAP}(?:{INITIALS}|{WORD}|{CAPITALS})){{{count}}})(?:{GAP}|\n[^\S\n]{{0,40}}){LAST}"
    )
    for count in range(3)
)
HELD = re.compile(  # an office with its holder in brackets: "The Mayor (Councillor A Smith)"
    r"(?:[Tt]he\s)?(?P<role>[A-Z][\w’'& -]{2,60}?(?:\n[^\S\n]{0,60}[\w’'& -]{2,60}?)?)(?:[ ]|\n[^\S\n]{0,60})\((?P<inside>[^()]{3,60})\)"
)
_FIRST_AND_INITIAL = re.compile(rf"(?<![\w.])(?P<first>{WORD}) [{U}](?=\s*(?:$|[,;\n(\t])|\s+and\b)", re.MULTILINE)


_YOUNG = re.compile(  # of whom no more is printed
    rf"(?<![\w.]){WORD} [{U}][,(\s–-]{{1,4}}(?:[\w’']{{1,14}} ){{0,3}}?(?:[Yy]oung|[Yy]outh|[Cc]hild(?:ren)?\s[Ii]n\s[Cc]are|[Cc]are[\s-](?:[Ll]eaver|[Ee]xperienced)|CiCC|CICC)"
)


def by_first_name(text: str, given: frozenset[str]) -> bool:
    """Whether initials stand behind first names in a list ("Amy L, Reece T"), as young people are printed, not behind surnames."""
    found = [one.group("first") for one in _FIRST_AND_INITIAL.finditer(text)]
    return bool(found) and (all(one in given for one in found) or _YOUNG.search(text) is not None)
