"""Where bodies are named in a part: known ones, ones that every area has, and ones recognised by the form of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.facts import Ref
from kg.reading.acronyms import defined, definitions
from kg.reading.blocks import Block
from kg.reading.cover import Cover, longest
from kg.reading.lists import Item, proper_items
from kg.reading.naming import bare, naming
from kg.reading.part import Part
from kg.reading.phrases import capitalised, plain, quoted
from kg.reading.refs import authority_name, body_ref
from kg.reading.rolewords import role_words
from kg.reading.scope import bodies_here, place_of, places_here
from kg.reading.structure import blocks_of, structures
from kg.text import Span

_CAPITALS = re.compile(
    r"(?:THE\s)?[A-Z][A-Z’',&\s-]{4,110}(?:COMMITTEE|PANEL|BOARD|COUNCIL|PARTNERSHIP|FORUM|CABINET|TRUST|COMMISSION|SUB-COMMITTEE|SUB-GROUP|GROUP)"
)
_NO_NAME = re.compile(
    r"\b(?:OF THE|REPORT|MINUTES|MEMBERSHIP|UPDATE|ON|TO|FROM|BY|AGENDA|INTERIM|FINAL|MEETING|COUNCILLORS?|CHAIR|DIRECTOR|MEMBERS?|OFFICERS?)\b"
)
_AFTER_WEAK = re.compile(
    r"\s*(?:$|[,.;:)/–—]|-\s|(?:and|or|were|was|is|are|has|have|had|who|which|on|for|in|as|to|with|will|can|by|from|that|also|agreed|approved|considered|noted|received|resolved|decided|endorsed)\b)"
)
_BEFORE_CUED = re.compile(r"(?:\b(?:to|by|at|from|within|into|with|the|The|of)|[’']s)\s$")
_JOINT = re.compile(r"\s*(?:[,;/]|,?\s(?:and|or|&))\s*(?:the\s)?")
_EXPLAINED = re.compile(r"[A-Z][A-Za-z&]{1,10}\s{1,2}\((?P<long>[^()]{5,120})\)")
_OFFICE = re.compile(r"\b(?P<title>[A-Z]\w+)\s(?:of|for|to)\s$")
_OFFICE_OF_TWO = re.compile(r"\b(?P<title>Director|Head|Member|Manager)\s(?:of|for)\s(?:[A-Z][\w’']*\s){1,3}(?:and|&)\s$")


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A place in the text where a body is named, and which body it is. ``kind`` is a subclass of los:Body."""

    span: Span
    ref: Ref
    kind: str


@lru_cache(maxsize=4)
def body_mentions(part: Part) -> tuple[BodyMention, ...]:
    """Every naming of a body in the part, in order and without overlaps."""
    spans = [span for block in blocks_of(part) for span in _in_block(block, part)]
    named = Cover(spans)
    services = Cover()
    for structure in structures(part):
        for name in (structure.parent, *(name for name, _ in structure.children)):
            if len(named.within(name)) < 2 and not named.holds(name):
                services.add(name)
    known: dict[str, tuple[Ref, str]] = {}
    found: list[BodyMention] = []
    for span in [*(span for span in named if not services.holds(span)), *services]:
        words = str(span)
        ref, kind = known.get(words) or known.setdefault(words, _meant(span, part))
        found.append(BodyMention(span, ref, "Service" if kind == "Body" and services.holds(span) else kind))
    return tuple(sorted(found, key=lambda mention: mention.span.start))


def _in_block(block: Block, part: Part) -> Iterator[Span]:
    text, world = block.text, part.world
    names = naming(world)
    weak = names.words("words", "weak")
    spans: list[Span] = []
    unsure: list[Span] = []
    known = bodies_here(part).find(text)
    begun = Cover(mention.span for mention in known)
    for mention in [*known, *names.forms.find(text)]:
        words = re.sub(r"^[Tt]he\s", "", mention.span.words)
        (unsure if words in weak or words.title() in weak or not _form_fits(mention.span) else spans).append(mention.span)
    items = proper_items(text)
    # a name that begins with a known one and does not end like a body goes on beyond it: "Department for Education Innovation Fund"
    for span in capitalised(text, world):
        rest = _after_known(span, begun)
        goes_on = any(other.start == rest.start for other in begun.over(rest))
        if not goes_on or rest.words.split()[-1] in names.heads:
            spans.append(rest)
    spans += plain(text, world)
    spans += [one.span for one in definitions(text) if _is_body(one.long.words, part)]
    spans += _acronyms(text, part)
    spans += _in_capitals(block)
    spans += [item.name for item in items if _listed_name(item, part)]
    spans += quoted(text, world)
    spans += _authorities(text, part)
    spans = [span for span in spans if not _is_office(span, text, part)]
    taken = longest(spans)
    spans += [span for span in _sure(unsure, text, taken, items, part) if not taken.holds(span)]
    spans += [span for span in unsure if block.kind == "heading" and len(span) == len(text) and " " in str(span)]
    yield from longest(spans)


def _after_known(span: Span, known: Cover) -> Span:
    """The name without a known one that "and" joins to it: "Kent Police" of "Barnardo's and Kent Police"."""
    first = next((other for other in known.over(span) if other.start <= span.start and other.end < span.end), None)
    if first is None:
        return span
    joined = span[first.end - span.start :].match(r"(?:[’']s)?\s?(?:,|,?\sand|\s&)\s{1,3}(?=[A-Z])")
    return span if joined is None else joined.after


def _meant(span: Span, part: Part) -> tuple[Ref, str]:
    """The body that a name means in the part, and its kind."""
    explained = span.fullmatch(_EXPLAINED)
    words = explained.group("long").words if explained is not None else span.words
    if words in defined(part) and _short_for(defined(part)[words].long.words, part) is not None:
        words = defined(part)[words].long.words
    ref = _short_for(words, part) or body_ref(words, part)
    known = part.world.bodies.get(ref)
    if known is None and ref.slug.endswith("-council") and place_of(authority_name(words), part.world) is not None:
        return ref, "Council"
    kind = known.one("kind").removeprefix("def/") if known is not None else naming(part.world).kind_of(bare(words))
    return ref, kind


def _form_fits(span: Span) -> bool:
    """Acronyms and names in capitals count in their own case; a form printed in capitals is a heading's business."""
    return not str(span).islower() or " " in str(span)


def _acronyms(text: Span, part: Part) -> Iterator[Span]:
    """Where the acronyms stand that the part defines for bodies."""
    pattern = _acronym_pattern(part)
    if pattern is not None:
        yield from (match.span for match in text.finditer(pattern))


@lru_cache(maxsize=4)
def _acronym_pattern(part: Part) -> re.Pattern[str] | None:
    short = [re.escape(key) for key, one in defined(part).items() if _is_body(one.long.words, part)]
    return re.compile(rf"(?<![\w&/-])(?:{'|'.join(sorted(short, key=len, reverse=True))})(?![\w&/-])") if short else None


def _is_body(words: str, part: Part) -> bool:
    """Whether a name that an acronym was made of is that of a body: a known one, or one with a head noun."""
    folded = words.casefold()
    if words.split(maxsplit=1)[0] in naming(part.world).words("words", "titles") or any(
        folded.removesuffix("ies").removesuffix("y") == one.casefold().removesuffix("y")
        for one in naming(part.world).words("words", "never") | naming(part.world).words("words", "never_last")
    ):
        return False
    if part.world.bodies.get(body_ref(words, part)) is not None:
        return True
    kind = naming(part.world).kind_of(bare(words))
    return kind != "Body" and not words.endswith(("services", "teams", "schools"))


def _in_capitals(block: Block) -> Iterator[Span]:
    """A heading in capitals that is the name of a committee or the like and nothing else."""
    line = block.text.strip("*#_ ")
    if line.fullmatch(_CAPITALS) is not None and not line.search(_NO_NAME) and len(line.words.split()) > 1:
        yield line


def _listed_name(item: Item, part: Part) -> bool:
    """Whether an item of a list of partners or departments is a name: known, or of two words and more, or a department's."""
    words = item.name.words
    if words.split()[-1].casefold() in naming(part.world).words("lists", "plurals"):
        return False
    if place_of(authority_name(words), part.world) is not None:
        return False
    return item.own or len(words.split()) > 1 or part.world.bodies.get(body_ref(words, part)) is not None


def _authorities(text: Span, part: Part) -> Iterator[Span]:
    """The names of areas that mean their councils there: "in partnership with Leeds", "the four authorities (Leeds, …)"."""
    names = naming(part.world)
    before, after = names.pattern("words", "authority", "before"), names.pattern("words", "authority", "after")
    listed: Span | None = None
    for mention in places_here(part).find(text):
        if "LocalAuthorityArea" not in {kind.removeprefix("def/") for kind in mention.entry.data.get("kind", ())}:
            continue
        span = mention.span
        left = " ".join(str(text[: span.start - text.start][-60:]).split()) + " "
        right = str(text[span.end - text.start :][:60])
        along = listed is not None and text[listed.end - text.start : span.start - text.start].fullmatch(_JOINT) is not None
        if along or before.search(left.replace("( ", "(")) is not None or after.search(right) is not None:
            listed = span
            yield span


def _is_office(span: Span, text: Span, part: Part) -> bool:
    """Whether the words are only what somebody is director of: "Director of Children's Services"."""
    titles = naming(part.world).words("words", "titles")
    left = text[: span.start - text.start][-70:]
    longer = left.search(_OFFICE_OF_TWO)
    if longer is not None and str(longer.group("title")) in titles:
        return True
    before = left.search(_OFFICE)
    if before is None or str(before.group("title")) not in titles:
        return False
    if str(before.group("title")) in naming(part.world).words("words", "remits"):
        return True
    return bare(span.words).replace("’", "'") in {one.replace("’", "'") for one in naming(part.world).words("words", "offices")}


def _sure(unsure: list[Span], text: Span, taken: Cover, items: list[Item], part: Part) -> Iterator[Span]:
    """Of names that are words of the language too, those that stand like names: in a list beside a body, or after a cue."""
    cued = naming(part.world).words("words", "cued")
    listed_items = Cover(item.name for item in items)
    titles = (
        Cover(found.span for found in text.finditer(role_words(part.world).head) if " " in found.span.words) if unsure else Cover()
    )
    for span in unsure:
        if titles.holds(span):  # "Chief Executive"
            continue
        before, after = text[: span.start - text.start][-20:], text[span.end - text.start :][:14]
        if after.match(_AFTER_WEAK) is None:
            continue
        listed = any(_side_by_side(span, other, text) for other in taken.beside(span))
        if (
            listed
            or listed_items.holds(span)
            or (
                re.sub(r"^[Tt]he\s", "", span.words) in cued
                and (before.search(_BEFORE_CUED) is not None or span.words[:4] in ("The ", "the "))
            )
        ):
            yield span


def _side_by_side(one: Span, other: Span, text: Span) -> bool:
    """Whether nothing but a comma or "and" stands between two names."""
    first, second = (one, other) if one.start < other.start else (other, one)
    between = text[first.end - text.start : second.start - text.start]
    return len(between) < 12 and between.fullmatch(_JOINT) is not None


def _short_for(words: str, part: Part) -> Ref | None:
    """The one body of the part that a short name ("the Scrutiny Panel") stands for, or None."""
    return _long_names(part).get(bare(words).casefold())


@lru_cache(maxsize=4)
def _long_names(part: Part) -> dict[str, Ref]:
    """Short names, and the body whose longer name ends in each, where the part has just one such body."""
    short = {one.casefold() for one in naming(part.world).words("words", "short")}
    found: dict[str, set[Ref]] = {}
    for block in blocks_of(part):
        for span in (*capitalised(block.text, part.world), *_in_capitals(block)):
            words = span.words.casefold()
            for one in short:
                if words.endswith(" " + one):
                    found.setdefault(one, set()).add(body_ref(span.words, part))
    return {words: next(iter(refs)) for words, refs in found.items() if len(refs) == 1}
