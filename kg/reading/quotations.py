"""Quoted names beside a noun that says what they are: "the 'staying put' policy", "campaigns 'A' and 'B'"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.reading.programme_names import YEARS, ProgrammeWords
from kg.text import Span

_QUOTED = re.compile(r"(?<![\w’'])[‘'“\"](?P<name>[A-Za-z][^‘’“”\"'\n]{2,60}(?:['’](?=[a-z]{1,2}\b)[^‘’“”\"'\n]{1,50})?)[’'”\"]")


def quoted_programmes(text: Span, words: ProgrammeWords) -> Iterator[tuple[Span, str]]:
    """The quoted names of ``text`` (without their marks) that are those of programmes, with their kinds."""
    said = words.kinds("said")
    names = [match.group("name").strip() for match in text.finditer(_QUOTED)]
    kinds: dict[int, str] = {}
    for number in range(len(names) - 1, -1, -1):
        name = names[number]
        after = text[name.end - text.start + 1 :]
        before = text[: name.start - text.start - 1][-60:]
        last = YEARS.sub("", name.words).split()[-1].casefold()
        kind = _said_after(after, said) or _said_before(before, said) or words.kinds("heads").get(last)
        if name.words.casefold() in {one.casefold() for one in words.words("words", "bare")}:
            continue
        following = names[number + 1] if number + 1 < len(names) else None
        if kind is None and following is not None and number + 1 in kinds and _joined(text, name, following):
            kind = kinds[number + 1]
        if kind is not None:
            kinds[number] = kind
    for number, name in enumerate(names):  # "campaigns 'A', 'B' and 'C'": the noun stands before the first
        if number not in kinds and number - 1 in kinds and _joined(text, names[number - 1], name):
            kinds[number] = kinds[number - 1]
    for number, kind in sorted(kinds.items()):
        name = names[number]
        own = name.words.split()[-1].casefold()
        yield name, words.kinds("heads").get(own, kind)


def _joined(text: Span, one: Span, other: Span) -> bool:
    between = str(text[one.end - text.start : other.start - text.start])
    return len(between) < 12 and re.fullmatch(r"[’'”\"]\s*(?:,|and|,\s?and|or|;)?\s*[‘'“\"]", between) is not None


def _said_after(after: Span, said: Mapping[str, str]) -> str | None:
    found = re.match(r"\s((?:[A-Za-z-]+\s){0,1}?)(?P<said>[A-Za-z]+)\b", str(after)[:60])
    first = re.match(r"\s(?P<said>[A-Za-z]+)\b", str(after)[:30])
    for one in (first, found):
        if one is not None and (kind := said.get(one["said"].casefold())) is not None:
            return kind
    second = re.match(r"\s[A-Za-z-]+\s(?P<said>[A-Za-z]+)\b", str(after)[:60])
    return said.get(second["said"].casefold()) if second is not None and re.match(r"\s[A-Z]", str(after)) else None


def _said_before(before: Span, said: Mapping[str, str]) -> str | None:
    found = re.search(
        r"\b(?P<said>[a-z]+)(?:,|:|\s(?:called|known\sas|named|entitled)|,?\s(?:for\sexample|such\sas|including|like))?\s(?:the\s)?$",
        str(before),
    )
    return said.get(found["said"]) if found is not None else None
