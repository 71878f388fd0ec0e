"""Counts said in a sentence against the list that follows or stands in it: "three recommendations:", "the five wards (…)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.checks.alarms import alarm
from kg.checks.wording import SPELLED, spaced
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.reading.numbers import value_of
from kg.text import Match, Span

_SMALL = rf"(?P<count>{SPELLED}|[2-9]|1\d|2[0-4])"
_THINGS = (
    r"(?P<things>recommendations|areas|reasons|priorities|themes|principles|objectives|aims|goals|actions|issues|points|elements|strands|outcomes|questions"
    r"|options|stages|steps|workstreams|wards|authorities|councils|boroughs|schools|homes|hubs|teams|posts|members|councillors|inspectors|partners|agencies|factors"
    r"|findings|conclusions|topics|measures|categories|criteria|pilots|localities|sites|centres|boards|groups|sub-?groups|panels|standards|ways|documents|domains"
    r"|pillars|phases|projects|functions|services|programmes|organisations|bodies|meetings|roles|challenges|benefits|risks|proposals|imperatives|commitments"
    r"|strategies|plans|schemes|campaigns|key\slines\sof\senquiry|parts|sections|forms|types|kinds|levels|tests|changes|improvements|ambitions|key\sareas|towns|districts|times|occasions|dates|sessions|conditions|suggestions)\b"
)
_LEAD = spaced(rf"(?<![\w.,/£-]){_SMALL}\s(?:(?!of\b|the\b)[a-z][a-z-]{{1,18}}\s){{0,3}}{_THINGS}")
_NOT_ALL = re.compile(
    r"(?:(?<!made\sup\s)(?<!consists\s)(?<!composed\s)(?<!consisted\s)\b(?:of|another|least|most|top|first|last|than|about|around|approximately|over|nearly|almost|up\sto|further|other|or|and|to|section|part|level|tier|stage|phase|page|year|grade)|[–—-])\s?(?:the\s)?(?:other\s|main\s|remaining\s)?$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:includ\w+|such\sas|e\.g|for\sexample|among\w*|amongst|some|notably|particularly|especially|of\swhich|one\sof|two\sof|examples?|not|no|each)\b",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:\s(?!and\b|with\b|but\b)[a-z][a-z’'-]{0,18}){0,5}(?:,?\s(?P<said>namely|comprising|consisting\sof|that\sis)\s|\s?(?P<colon>:)\s|\s(?P<dash>[-–—])\s|\s(?P<open>\())(?P<list>[^.;:()]{8,400})(?P<end>[).;]|\s?$)",
)
_PARTED = re.compile(
    r"(?:\s(?!and\b|with\b|but\b)[a-z][a-z’'-]{0,18}){0,5}\s?:\s(?P<list>[^.:;]{2,160}(?:;\s[^.:;]{2,160}){1,14})(?:\.|\s?$)"
)
_MADE = re.compile(r"\b(?:(?:I|we)\s(?:make|propose|offer|have)|makes?|there\sare)\s(?:the\sfollowing\s)?$", re.IGNORECASE)
_ASKED = re.compile(r"recommendations|proposals|conclusions|suggestions|actions|conditions", re.IGNORECASE)
_FIRST = ("1", "i", "a", "")
_COUNTED = re.compile(rf"(?:and\s)?{SPELLED}", re.IGNORECASE)


def listed(found: list[Block], compound: Iterable[str] = ()) -> Iterator[Discrepancy]:
    """The counts in ``found`` that their lists do not have; ``compound`` are names that hold an "and" of their own."""
    names = re.compile("|".join(sorted(map(re.escape, compound), key=len, reverse=True)) or r"(?!)")
    for index, block in enumerate(found):
        if block.kind == "row":
            continue
        sentences = block.text.sentences()
        for sentence in sentences:
            for lead in sentence.finditer(_LEAD):
                yield from _inline(sentence, lead, names)
                yield from _by_semicolons(sentence, lead)
        if sentences and str(block.text).rstrip(" -–—").endswith(":"):
            yield from _below(sentences[-1], found, index)
        elif sentences and index + 1 < len(found) and found[index + 1].number in _FIRST:
            yield from (one for sentence in sentences[:3] for one in _made(sentence, found, index))


def _said(lead: Match) -> int:
    return int(value_of(str(lead.group("count"))))


def _alarm(sentence: Span, evidence: Iterable[Span], lead: Match, given: int) -> Discrepancy:
    things = lead.group("things").words
    return alarm(
        "count-of-list",
        (sentence, *evidence),
        lead.span.words,
        f"the list has {given}",
        f"The list has {given} {things}; the printed number is “{lead.group('count').words}”.",
    )


def _below(sentence: Span, found: list[Block], index: int) -> Iterator[Discrepancy]:
    """A sentence that ends with a colon, and the items under it."""
    leads = list(sentence.finditer(_LEAD))
    if (
        len(leads) != 1
        or _NOT_ALL.search(str(leads[0].before[-24:]))
        or sentence.search(_SOME)
        or ":" in str(sentence).rstrip()[:-2]
    ):
        return
    items, ways = _items(found, index)
    said = _said(leads[0])
    if len(items) > 1 and said not in ways:
        yield _alarm(sentence, [items[0].text, items[-1].text], leads[0], len(items))


def _made(sentence: Span, found: list[Block], index: int) -> Iterator[Discrepancy]:
    """As in "I make seven recommendations to the council." with the list of them under the paragraph."""
    leads = list(sentence.finditer(_LEAD))
    if len(leads) != 1 or not _MADE.search(str(leads[0].before[-40:])) or not leads[0].group("things").fullmatch(_ASKED):
        return
    items, ways = _items(found, index)
    if len(items) > 1 and _said(leads[0]) not in ways and not sentence.search(_SOME):
        yield _alarm(sentence, [items[0].text, items[-1].text], leads[0], len(items))


def _by_semicolons(sentence: Span, lead: Match) -> Iterator[Discrepancy]:
    """As in "five sub-groups: learning and improvement; policy; training; …; and the child death overview panel"."""
    listing = lead.after.match(_PARTED)
    if listing is None or _NOT_ALL.search(str(lead.before[-24:])) or listing.group("list").search(_SOME):
        return
    pieces = listing.group("list").words.split("; ")
    last = re.match(r"(?:and|or)\s", pieces[-1])
    more = 0 if last else len(re.findall(r"\sand\s", pieces[-1]))
    if not len(pieces) <= _said(lead) <= len(pieces) + more:
        yield _alarm(sentence, [], lead, len(pieces))


def _items(found: list[Block], index: int) -> tuple[list[Block], set[int]]:
    """The items right under a block, and every number of them that a reader may count: with inner ones, over interruptions."""
    head = found[index]
    first = found[index + 1] if index + 1 < len(found) else head
    if first.kind not in ("bullet", "numbered") or (
        first.kind == "numbered" and head.kind == "numbered" and first.number[:1].isdigit()
    ):
        return [], set()
    items: list[Block] = []
    ways: set[int] = set()
    level, apart, top, every = first.level, 0, 0, 0
    for block in found[index + 1 : index + 60]:
        if block.kind == first.kind and (block.kind == "bullet" or block.number[:1].isdigit() == first.number[:1].isdigit()):
            every += 1
            top += block.level <= level
            if not apart and block.level <= level:
                items.append(block)
        elif block.kind == "heading" or apart > 1 or (head.kind == "numbered" and block.kind == "numbered"):
            break
        else:
            ways |= {top, every}
            apart += block.kind not in ("bullet", "numbered")
    return items, ways | {top, every, len(items)}


def _inline(sentence: Span, lead: Match, names: re.Pattern[str]) -> Iterator[Discrepancy]:
    """As in "The five wards (Aston, Barton, …)": the things named right after their number."""
    listing = lead.after.match(_INLINE)
    if listing is None or _NOT_ALL.search(str(lead.before[-24:])) or listing.group("list").search(_SOME):
        return
    if listing.has("open") != (str(listing.group("end")) == ")"):
        return
    words = names.sub(lambda name: name.group().replace(" and ", "\u00a0"), listing.group("list").words)
    pieces = [piece for piece in re.split(r",\s(?:and\s)?|;\s", words) if piece.strip()]
    inner = [len(re.findall(r"\sand\s|\s&\s", piece)) for piece in pieces]
    if (
        len(pieces) < 2
        or re.search(r"\d", words)
        or sum(bool(_COUNTED.match(piece)) for piece in pieces) > 1
        or any(len(piece.split()) > (8 if inner[at] else 6) for at, piece in enumerate(pieces))
    ):
        return
    oxford = re.search(r",\sand\s", words) is not None
    low = len(pieces) + (0 if oxford or not inner[-1] else 1)
    high = len(pieces) + sum(inner)
    if not low <= _said(lead) <= high:
        yield _alarm(sentence, [], lead, low)
