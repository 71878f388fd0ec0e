"""The items of an agenda, and the headings under which minutes record them, with their printed numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.facts import AgendaItem, Ref, slug
from kg.reading.blocks import Block, blocks
from kg.reading.dates import find_dates
from kg.reading.webpages import lone_items
from kg.text import Span

_NUMBER = r"(?:\d{1,2}\.0|\d{1,3}[A-Za-z]?|[A-Z]{1,8}[./ -]?\d{1,4}(?:[/.-]\d{1,4}){0,2}|\d{1,4}[/-]\d{2,4}(?:[/-]\d{2,4})?)"
_NUMBERED = re.compile(
    rf"[#*_\s|]{{0,8}}(?:(?i:item|minute|min|agenda\sitem)\s(?:(?i:no\.?|number)\s)?)?(?P<number>{_NUMBER})[*_]{{0,2}}(?:[.:)]|\s[-–—]|\t|(?=\s))\s*[*_]{{0,2}}(?P<title>[A-Z“‘'\"(].*)"
)
_PAGES = re.compile(
    r"\s*(?:\((?:pages?|pp?\.?|to\sfollow|\d{1,3}\smin\w*|verbal|attached|enclosed|report\s\w+)[^()]{0,40}\)|\spdf\sicon\b.*|\sPDF\s\d+\s?[KM]B|\[(?:agenda\s)?item[^\[\]]{0,20}\]|\((?:agenda\s)?(?:item|no\.?)[^()]{0,20}\)|\s(?!(?:19|20)\d\d\s?[-–—])\d{1,4}\s?[-–—]\s?\d{1,4}|\t\s?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?|\s{2,}\d{1,3})\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:was|were|is|are|had|has|have|asked|stated|said|noted|advised|reported|explained|agreed)\b")
_ENDS = re.compile(
    r"[#*_\s]*(?:membership|members\sof\sthe\s(?:committee|panel|board)|assistance\sin\saccessing|recording\sof|declarations?\sof\sinterests?\s(?:notes|guidance)|notes?:|for\sfurther\sinformation|contact\b|please\scontact|if\syou\shave)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its number as printed (or ``""``), its title, where it is printed, and where what belongs to it ends."""

    number: str
    title: Span
    heading: Span
    end: int


def agenda_items(span: Span) -> list[Item]:
    """The numbered items of an agenda, in order: their numbers go up from the first, lists within an item do not count."""
    lone = lone_items(span)
    if len(lone) > 1:
        return _ended([(number, _titled(title), heading) for number, title, heading in lone], span.end)
    found: list[tuple[str, Span, Span]] = []
    last = 0
    stop = span.end
    for line in span.lines():
        if found and line.match(_ENDS):
            stop = line.start
            break
        match = line.match(_NUMBERED)
        if match is None:
            continue
        number = str(match.group("number"))
        value = int(re.sub(r"\D", "", re.split(r"/|\.0$", number)[0]) or 0)
        if not (last < value <= last + 2 or (value == last and number[-1].isalpha())) or (not found and value > 60):
            continue
        title = _titled(match.group("title"))
        if not title or len(title) > 260:
            continue
        found.append((number, title, line.strip()))
        last = value
    return _ended(found, stop)


def _ended(found: list[tuple[str, Span, Span]], stop: int) -> list[Item]:
    """The items, each with where the next one begins."""
    return [
        Item(number, title, heading, found[index + 1][2].start if index + 1 < len(found) else stop)
        for index, (number, title, heading) in enumerate(found)
        if title
    ]


def _titled(title: Span) -> Span:
    """The title without page numbers and marks of layout."""
    bare = title.strip("*_#| \t")
    for _ in range(3):
        pages = bare.search(_PAGES)
        if pages is None:
            break
        bare = pages.before.strip("*_ \t")
    return bare


def minute_items(span: Span, page: Span) -> list[Item]:
    """The headings of minutes: numbered with the minute's number, else in capitals, else those that introduce nothing.

    ``span`` is the text below those present; on the whole ``page`` an item may hold the list of them.
    """
    lone = lone_items(page)
    if len(lone) > 1:
        return _ended([(number, _titled(title).strip(" .:"), heading) for number, title, heading in lone], span.end)
    listed = blocks(span)
    numbered = [one for index in range(len(listed)) if (one := _numbered(listed, index))]
    rising: list[tuple[str, Span, Span]] = []
    last = 0
    for number, title, heading, value in numbered:
        if not number.isdigit() or last < value <= last + (400 if not last else 12):
            rising.append((number, title, heading))
            last = value
    plain = [
        (block.text, block.span, index)
        for index, block in enumerate(listed)
        if block.kind == "heading" and _is_heading(block.text, listed[index + 1].kind if index + 1 < len(listed) else "")
    ]
    capitals = [one for one in plain if one[0].words.isupper()]
    if len(rising) > 1:
        return _ended(rising, span.end)
    kept = capitals if len(capitals) > 1 else plain
    below = _below([listed[index + 1] if index + 1 < len(listed) else None for _, _, index in kept])
    found = [(number, _titled(title).strip(" .:-"), heading) for number, (title, heading, _) in zip(below, kept, strict=True)]
    return _ended(found, span.end)


def _below(following: list[Block | None]) -> list[str]:
    """The numbers of minutes that stand under their headings, before the text; ``""`` for each where they do not go up."""
    numbers = [one.number if one is not None and one.kind == "numbered" and one.number.isdigit() else "" for one in following]
    values = [int(number) for number in numbers if number]
    up = len(values) > 1 and all(first < second for first, second in pairwise(values)) and 2 * len(values) > len(numbers)
    return numbers if up else [""] * len(numbers)


def _numbered(listed: list[Block], index: int) -> tuple[str, Span, Span, int] | None:
    """The number, title and place of a block that begins with the number of a minute."""
    block = listed[index]
    found = block.span.lines()[0].match(_NUMBERED)
    if found is None or block.kind == "bullet":
        return None
    number = str(found.group("number"))
    title = found.group("title")
    inline = title.match(r"(?P<title>(?:\(\d{1,3}\)\s)?[^a-z\n]{8,200}?)\s[–—-]\s(?=[A-Z“])")
    title = _titled(title if inline is None else inline.group("title")).strip(" .:")
    digits = re.findall(r"\d+", number)
    if len(title) > 160 or str(title).endswith((";", ",")) or title.search(_SENTENCE) or not title:
        return None
    if (
        number.isdigit()
        and not str(title).isupper()
        and (_is_list(listed, index) or str(found.group("title")).rstrip().endswith("."))
    ):
        return None
    return number, title, block.span, int(digits[0] if number[0].isdigit() else digits[-1])


def _is_list(listed: list[Block], index: int) -> bool:
    """Whether a numbered block stands in a list of short items: another number before or after it, and no text between."""
    after = listed[index + 1] if index + 1 < len(listed) else None
    if _is_titled(listed[index]) or (after is not None and after.number.startswith(f"{listed[index].number}.")):
        return False
    before = listed[index - 1] if index else None
    value = listed[index].number
    follows = after is not None and after.kind == "numbered" and _comes_after(after.number, value)
    return follows or (before is not None and before.kind == "numbered" and after is None and _comes_after(value, before.number))


def _comes_after(number: str, other: str) -> bool:
    """Whether a number is the one after the other; of such as are no plain numbers, always."""
    return not (number.isdigit() and other.isdigit()) or int(number) == int(other) + 1


def has_item(span: Span) -> bool:
    """Whether a line of ``span`` begins with the number of a minute and its title."""
    return any(
        found is not None and len(line) < 160 and found.group("title").search(_SENTENCE) is None
        for line in span.lines()
        if (found := line.match(_NUMBERED)) is not None
    )


def _is_titled(block: Block) -> bool:
    """Whether the first line of a block is a title with text right under it, and not a line that is wrapped."""
    lines = [line.strip() for line in block.text.lines()]
    if len(lines) == 2 and any(one.span.start == lines[1].start for one in find_dates(lines[1])):
        return True
    return (
        len(lines) > 1
        and lines[1].match(r"[A-Z“]") is not None
        and lines[0].search(r"[.,;:]$|\b(?:the|a|an|of|to|for|and|in|on|with)$") is None
        and lines[0].match(r"(?i:that|to)\b") is None
        and len(lines[0]) + 8 < max(len(line) for line in lines[1:])
    )


def _is_heading(text: Span, following: str) -> bool:
    words = text.words
    return (
        3 < len(words) < 170
        and following in ("prose", "bullet", "numbered", "heading")
        and not re.search(r"[:;,–-]$", words)
        and not any(len(one.span) * 2 > len(text) for one in find_dates(text))
    )


def facts(items: list[Item], meeting: Ref, prefix: str = "") -> Iterator[tuple[Item, AgendaItem]]:
    """The items as facts; ``prefix`` tells the items of minutes from those of the agenda of the same meeting."""
    told: Counter[str] = Counter()
    for item in items:
        name = slug(prefix, item.number) if item.number else slug(prefix, item.title.words)[:70].strip("-")
        told[name] += 1
        name += "" if told[name] == 1 else "-again" if told[name] == 2 else f"-again-{told[name]}"
        yield (
            item,
            AgendaItem(
                ref=Ref("agenda-item", f"{meeting.slug}/{name}"),
                meeting=meeting,
                label=item.title.words,
                number=item.number,
                evidence=(item.heading,),
            ),
        )
