"""Numbers of people against their names in the same sentence: "a group of four Members …, consisting of Councillors A, B, C, D and E"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.checks.alarms import alarm
from kg.checks.wording import SPELLED, spaced
from kg.facts import Discrepancy
from kg.reading.blocks import Block
from kg.reading.numbers import value_of
from kg.text import Span

_PEOPLE = r"(?:members|councillors|people|officers|governors|trustees|inspectors|managers|directors|commissioners|advisers|representatives|young\speople|carers|parents|colleagues|ministers|witnesses)"
_COUNTED = spaced(
    rf"(?<![\w.,£/-])(?P<count>{SPELLED}|[2-9]|1\d)\s(?:(?!of\b|the\b|or\b|to\b)[a-z][a-z-]{{1,18}}\s){{0,3}}{_PEOPLE}\b"
)
_NAMES = re.compile(
    r"(?:\b(?:comprising|consisting\sof|made\sup\sof|composed\sof|namely|to\sconsist\sof)|:|\b(?:they|these|who)\s(?:are|were|be)\b)(?P<of>\s(?:of\s)?)(?:the\sfollowing\s?:?\s)?"
    r"(?P<list>(?:Councillors?|Cllrs?|Members?|Messrs|Mr|Mrs|Ms|Dr)?\.?\s?[A-Z][^.;:\d]{6,400}?)(?=[.;]|\s?$|,\s(?:with|be|and\sthat|who|which|under)\b)"
)
_INCLUDING = re.compile(
    r",?\s(?:including|among\sthem|amongst\sthem)\s(?P<list>(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Dr)?\.?\s?[A-Z][^.;:\d]{6,400}?)(?=[.;]|\s?$)"
)
_NOT_ALL = re.compile(
    r"\b(?:(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|some|most|all|none|each)\sof|another|other|further|least|most|about|some|up\sto|over|under|than|remaining|additional|all)\s?(?:the\s)?$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:the\s)?(?:Councillors?|Cllrs?|Members?|Messrs|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Rev|Canon|Father)\.?\s)+",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z]\.?\s){0,3}(?:[A-Z][\w’'-]*\s){0,3}[A-Z][\w’'-]+(?:\s(?:CBE|OBE|MBE|HMI))?")
_BRACKET = re.compile(r"\s?\([^()]{0,60}\)")


def appointed(found: list[Block], known: Collection[Span] = ()) -> Iterator[Discrepancy]:
    """The numbers of people in ``found`` that the names in their sentences do not make; sentences of ``known`` are told of already."""
    for block in found:
        if block.kind == "row":
            continue
        for sentence in block.text.sentences():
            counted = list(sentence.finditer(_COUNTED)) if sentence not in known else []
            if len(counted) == 1 and not _NOT_ALL.search(str(counted[0].before[-24:])):
                yield from _named(sentence, counted[0].group("count"), counted[0].span, counted[0].after)


def _named(sentence: Span, count: Span, counted: Span, after: Span) -> Iterator[Discrepancy]:
    said = int(value_of(str(count)))
    for pattern, exact in ((_NAMES, True), (_INCLUDING, False)):
        listing = after.search(pattern)
        names = _people(listing.group("list")) if listing is not None else []
        if len(names) > 1 and (len(names) != said if exact else len(names) > said):
            yield alarm(
                "count-of-list",
                (sentence,),
                counted.words,
                f"the sentence names {len(names)}",
                f"The sentence names {len(names)} people; the printed number is “{count.words}”.",
            )
            return


def _people(listing: Span) -> list[str]:
    """The names in a list; none where a piece of it is no name."""
    plain = _BRACKET.sub("", listing.words)
    names = [_TITLE.sub("", piece).strip() for piece in re.split(r",\s(?:and\s)?|\s(?:and|&)\s", plain) if piece.strip()]
    return names if all(_NAME.fullmatch(name) for name in names) else []
