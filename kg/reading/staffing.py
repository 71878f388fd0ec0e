"""Planned staffing: lines such as "Early Help team: 2x Staff, 5 days per week (New)" and the total printed under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.facts import Allocation, Body, Fact, Ref
from kg.reading.blocks import Block
from kg.reading.naming import naming
from kg.reading.part import Part
from kg.reading.refs import body_ref
from kg.reading.scope import bodies_here
from kg.text import Match, Span

_COUNT = r"(?P<count>\d{1,3}(?:\.\d{1,2})?)"
_STAFF = (
    r"(?:staff|social\sworkers?|workers?|practitioners?|officers?|managers?|posts?|nurses?|advis[eo]rs?|assistants?|co-?ordinators?|wardens?|apprentices?"
    r"|teachers?|therapists?|psychologists?|consultants?|leads?|supervisors?|administrators?|PCSOs?|constables?|sergeants?|members\sof\sstaff)"
)
_PEOPLE = re.compile(
    rf"(?<![\w.£%]){_COUNT}\s?(?:[x×](?!\s?(?:hot\s?)?desks?\b)\s?(?P<what>[A-Za-z][\w/&’'-]*(?:\s[A-Za-z][\w/&’'-]*){{0,3}})?"
    rf"|(?:FTE|WTE|fte|wte|full[\s-]time\sequivalents?)\b\s?(?P<equivalent>[A-Z][\w’'-]{{0,40}}(?:\s[A-Z][\w’'-]{{0,40}}){{0,4}})?"
    rf"|\s(?P<role>(?:[A-Z][\w’'-]{{0,40}}\s|dedicated\s|agency\s|full[\s-]time\s|part[\s-]time\s){{0,4}}(?i:{_STAFF}))\b)",
)
_NAMED_FIRST = re.compile(
    rf"(?i:{_STAFF})\s?[x×:]\s?{_COUNT}(?![\w%]|\s?(?:days|weeks|hours|years|months|desks|hot))|(?i:\b(?:FTE|WTE)s?\b)\s?[:=]?\s?(?P<fte>\d{{1,3}}(?:\.\d{{1,2}})?)"
)
_POST_FIRST = re.compile(rf"(?i:{_STAFF})(?=\s?[x×:])")
_ROOM = re.compile(r"(?:space|room|accommodation|desks?)\b", re.IGNORECASE)
_DESKS = re.compile(rf"(?<![\w.]){_COUNT}\s?[x×]?\s?(?:hot\s?)?desks?\b", re.IGNORECASE)
_DAYS = re.compile(r"(?<![\w.])(?P<days>[1-7](?:\.\d{1,2})?)\s?days?\s(?:per|a|each)\sweek\b", re.IGNORECASE)
_NEW = re.compile(
    r"\((?:(?P<new>new|additional|to be recruited|proposed)|(?P<existing>existing|current|in post|in place))\b[^()]{0,40}\)\W*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\btotal\b[^=:\n]{0,120}?(?:[=:]\s*|\sis\s|\sof\s)\**\s?(?P<total>\d{1,4}(?:\.\d{1,2})?)\b(?!\s?%)", re.IGNORECASE
)
_WHO = re.compile(r"\b(?:staff\w*|posts?|FTE|WTE|workers|resource\w*|headcount|establishment)\b", re.IGNORECASE)
_PURPOSE = re.compile(r"\s(?:to\sinclude|including|for\scommissioned|which\s|who\s)|\s?[(:–—]|\s-\s")


def is_line(block: Block) -> bool:
    """Whether a block is a line of planned staffing: a list item with a count of staff (or desks) after the name of a team."""
    return (
        block.kind in ("bullet", "numbered")
        and len(block.text) < 400
        and _first_count(block.text) is not None
        and not is_total(block)
    )


def is_total(block: Block) -> bool:
    """Whether a block is the printed total of a list of staff."""
    return totals(block.text)


def totals(text: Span) -> bool:
    """Whether words print the total of a list of staff."""
    return len(text) < 250 and bool(text.search(_TOTAL)) and bool(text.search(_WHO))


def parted(block: Block) -> list[Block]:
    """A list item with the line of the total right under it as two blocks."""
    lines = block.text.lines()
    if len(lines) < 2 or not lines[-1].match(r"\W*(?i:total)\b") or not lines[-1].search(_TOTAL):
        return [block]
    item = Span(block.span.document, block.text.start, lines[-2].end)
    return [
        Block(block.kind, Span(block.span.document, block.span.start, item.end), item, block.number, block.level),
        Block("prose", lines[-1].strip(), lines[-1].strip(), "", block.level),
    ]


def staffing(
    part: Part, lines: Iterable[Block], programme: Ref, place: Ref | None, name: str, lead: Span | None = None
) -> Iterator[Fact]:
    """The planned staff in ``lines``: an allocation per line, with its team where that is named, and the total.

    ``name`` keeps the references of two lists apart; ``lead`` is the heading or sentence that says what the list is.
    """
    above = (lead,) if lead else ()
    for number, block in enumerate(lines, 1):
        ref = Ref("allocation", f"{part.slug}/{name}-{number}")
        if is_total(block):
            total = block.text.search(_TOTAL)
            if total is not None:
                label = block.text[: total.group("total").start - block.text.start].words.rstrip(" =:*")
                yield Allocation(
                    ref=ref,
                    programme=programme,
                    label=label if label.lower().startswith("total") else "Total: " + label,
                    place=place,
                    headcount=Decimal(str(total.group("total"))),
                    printed=block.text.words,
                    evidence=(block.span, *above),
                )
            continue
        first = _first_count(block.text)
        if first is None:
            continue
        team, made = _team(part, block, first)
        if made is not None:
            yield made
        days, new = block.text.search(_DAYS), block.text.search(_NEW)
        yield Allocation(
            ref=ref,
            programme=programme,
            label=_named(first).words or block.text.words,
            team=team,
            place=place,
            headcount=headcount(block.text),
            days_per_week=Decimal(str(days.group("days"))) if days else None,
            new=new.has("new") if new else None,
            printed=block.text.words,
            evidence=(block.span, *above),
        )


def headcount(line: Span) -> Decimal | None:
    """How many staff a line plans. Desks count only where the line counts nothing else; "1 from …" says where staff come from."""
    counts = [Decimal(str(found.group("count"))) for found in line.finditer(_PEOPLE)]
    if not counts:
        counts = [Decimal(str(found.get("count") or found.group("fte"))) for found in line.finditer(_NAMED_FIRST)]
    if not counts:
        counts = [Decimal(str(found.group("count"))) for found in line.finditer(_DESKS)]
    return sum(counts, Decimal(0)) if counts else None


def _first_count(line: Span) -> Match | None:
    found = [match for pattern in (_PEOPLE, _NAMED_FIRST, _DESKS) if (match := line.search(pattern)) is not None]
    return min(found, key=lambda match: match.span.start) if found else None


def _named(first: Match) -> Span:
    """The words before the first count: the team or post that the line is about."""
    named = first.span.match(_POST_FIRST)  # "Housing Officer x 3"
    return (first.before if named is None else first.before.to(named.span)).strip(" :–—-,(\t*")


def _team(part: Part, block: Block, first: Match) -> tuple[Ref | None, Body | None]:
    named = _named(first)
    if first.span.match(_POST_FIRST) or named.match(_ROOM):
        return None, None
    cut = named.search(_PURPOSE)
    name = (cut.before if cut is not None and cut.before else named).strip(" :–—-,*")
    if not 2 < len(name) < 80 or not name.search(r"[A-Z]"):
        return None, None
    mentions = bodies_here(part).find(name)
    if mentions and mentions[0].span.start == name.start and (len(mentions[0].span) == len(name) or name.search("/")):
        return mentions[0].entry.ref, None
    ref = body_ref(name.words, part)
    return ref, Body(ref=ref, name=name.words, kind=_kind(part, name), evidence=(block.span,))


def _kind(part: Part, name: Span) -> str:
    kind = naming(part.world).kind_of(name.words)
    return "Service" if kind == "Body" else kind
