"""Where programmes are named in a part: known ones, and by the form of their names.

The words come from the lexicon's table ``programmes`` (``mappings/lexicon/programmes.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import cast

from kg.facts import Ref, slug
from kg.lexicon import Entry, Lexicon, Vocabulary
from kg.reading.blocks import Block
from kg.reading.mentions import body_mentions
from kg.reading.naming import Naming
from kg.reading.part import Part
from kg.reading.phrases import Tokens
from kg.reading.refs import context, without_area
from kg.reading.scope import place_of
from kg.reading.structure import blocks_of
from kg.text import Span

_YEARS = re.compile(r",?\s?\(?(?P<years>(?:19|20)\d\d\s?[-–—/]\s?(?:20)?\d\d)\)?(?!\d)")
_QUOTE = r"[‘'“\"](?P<{0}>[A-Za-z][^‘’“”\"'\n]{{2,60}}(?:['’](?=[a-z]{{1,2}}\b)[^‘’“”\"'\n]{{1,50}})?)[’'”\"]"
_QUOTED = re.compile(r"(?<![\w’'])" + _QUOTE.format("name"))
_OPERATION = re.compile(r"(?<!\w)Operation\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?!\w)")
_CONTRACT = re.compile(r"\bcontract\swith\s(?P<name>[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*){0,3})")
_TOWARDS = re.compile(
    r"\b[Ss]trategy\s(?:for|to)\s(?:tackling|tackle|reducing|reduce|preventing|prevent|improving|improve|supporting|support)\s(?:[a-z-]+\s){0,5}?[a-z-]{4,}(?=\s(?:across|in|for|by|is|was|has|and|which|that)\b|[.,;:)])"
)
_NAMED_SO = re.compile(r"\s\((?P<alias>[A-Z][A-Za-z’']+(?:\s[A-Za-z’']+){1,6})\)")
_DENIED = re.compile(
    r"\b(?:no|without\san?|lack\sof\san?|lacks?\san?|absence\sof\san?|need\sfor\san?|(?:not|never)\s(?:yet\s)?(?:have|had|has)\san?)\s(?:[a-z-]+\s){0,2}$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s(?:discussions?|meetings?|boards?|groups?|managers?|leads?|teams?|panels?|statement|reviews?|Board|Group|Manager|Team|Panel|Lead|Officer|Director|Meeting|Meetings|Discussion)\b"
)
_NEAR = re.compile(r"[\s,]*(?:and\s|or\s)?(?:(?:[A-Za-z-]+\s){0,2}?)(?P<said>[a-z]+|Practice\sStandards)\b")
_LINKS = frozenset({"and", "of", "for", "to", "&", "the"})


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A place in the text where a programme is named. ``kind`` is the name of a concept of scheme ``programme``."""

    span: Span
    ref: Ref
    kind: str
    name: str
    aliases: tuple[Span, ...] = ()
    years: Span | None = None


@dataclass(frozen=True, eq=False)
class _Words(Naming):
    """The words of the table ``programmes``."""

    @cached_property
    def known(self) -> Vocabulary:
        """Programmes of the whole country."""
        listed = cast("list[Mapping[str, object]]", self.table.get("known", []))
        return Vocabulary(
            (
                Entry(
                    Ref("programme", str(one["slug"])),
                    str(one["slug"]),
                    tuple(cast("list[str]", one["wordings"])),
                    {"kind": (str(one["kind"]),)},
                )
                for one in listed
            ),
            cased=True,
        )

    @cached_property
    def areas(self) -> Vocabulary:
        """Undertakings that every area has one of."""
        listed = cast("list[Mapping[str, object]]", self.table.get("form", []))
        return Vocabulary(
            Entry(
                Ref("programme", str(one["slug"])),
                str(one["slug"]),
                tuple(cast("list[str]", one["wordings"])),
                {"kind": (str(one["kind"]),)},
            )
            for one in listed
        )


@lru_cache(maxsize=8)
def _words(world: Lexicon) -> _Words:
    return _Words(world.tables.get("programmes", {}))


def programme_ref(name: str, part: Part) -> Ref:
    """The programme of that name in the area that the part is about: a known one of the country, else one by area and words.

    Years, quotation marks and the area's own name before it leave no trace in the reference, and of a name of three words
    and more a final "project", "pilot" and the like neither.
    """
    words = _YEARS.sub("", re.sub(r"[‘’“”\"]|(?<!\w)'|'(?!\w)", "", without_area(" ".join(name.split()), part))).strip()
    for entry in _words(part.world).known.entries:
        if _alike(words) in {_alike(wording) for wording in entry.wordings}:
            return entry.ref
    for entry in _words(part.world).areas.entries:
        if _alike(words) in {_alike(wording) for wording in entry.wordings}:
            return Ref("programme", slug(context(part), entry.ref.slug))
    short = re.sub(r"(?i)\s(?:project|pilot|programme|campaign|initiative)$", "", words)
    made, area = slug(short if len(short.split()) > 2 else words), context(part)
    return Ref("programme", (made if area and made.startswith(area + "-") else slug(area, made)) or "unnamed")


def _alike(words: str) -> str:
    return re.sub(r"[‘’']", "", words).replace("-", " ").replace("well being", "wellbeing").replace("&", "and").casefold()


@lru_cache(maxsize=4)
def programme_mentions(part: Part) -> tuple[ProgrammeMention, ...]:
    """Every naming of a programme in the part, in order and without overlaps; none inside the name of a body."""
    taken = [mention.span for mention in body_mentions(part)]
    found: list[ProgrammeMention] = []
    for block in blocks_of(part):
        near = [span for span in taken if span.overlaps(block.text)]
        kept: list[ProgrammeMention] = []
        for mention in (*_titled(block, part), *_in_text(block.text, part)):
            # inside the name of a body, or that name and a noun ("Kent Police initiative")
            inside = any(
                mention.span in span or (span.start == mention.span.start and span.end + 12 >= mention.span.end) for span in near
            )
            if not inside and not any(mention.span.overlaps(other.span) for other in kept):
                kept.append(mention)
        found += sorted(kept, key=lambda one: one.span.start)
    return tuple(found)


_TITLED = re.compile(r"(?P<name>[A-Z][a-z]+(?:\s[A-Za-z’'-]+){2,7}\s(?P<head>pilot|project|campaign|programme))\s[–—-]\s")


def _titled(block: Block, part: Part) -> Iterator[ProgrammeMention]:
    """A heading or item that opens with the name of a pilot or the like and a dash: "Returning home pilot – to continue"."""
    found = block.text.match(_TITLED) if block.kind != "prose" else None
    if found is not None:
        name = found.group("name")
        yield ProgrammeMention(name, programme_ref(name.words, part), str(found.group("head")), name.words)


def _in_text(text: Span, part: Part) -> Iterator[ProgrammeMention]:
    words = _words(part.world)
    yield from _quoted(text, part)
    for match in text.finditer(_OPERATION):
        yield ProgrammeMention(match.span, programme_ref(match.span.words, part), "operation", match.span.words)
    for known in words.known.find(text):
        yield ProgrammeMention(known.span, known.entry.ref, known.entry.one("kind"), known.span.words.strip("‘’'"))
    for known in words.areas.find(text):
        years = text[known.span.end - text.start :].match(_YEARS)
        yield ProgrammeMention(
            known.span,
            programme_ref(known.span.words, part),
            known.entry.one("kind"),
            known.span.words,
            (),
            years.group("years") if years else None,
        )
    for match in text.finditer(_TOWARDS):
        yield ProgrammeMention(match.span, programme_ref(match.span.words, part), "strategy", match.span.words)
    for match in text.finditer(_CONTRACT):
        yield ProgrammeMention(match.span, programme_ref(match.span.words, part), "contract", match.span.words)
    for span, kind in sorted((*_capitalised(text, words), *_plain(text, words)), key=lambda pair: -len(pair[0])):
        before, after = text[: span.start - text.start][-60:], text[span.end - text.start :]
        place_only = place_of(" ".join(span.words.split()[:-1]), part.world) is not None
        if place_only or before.search(_DENIED) is not None or after.match(_GOES_ON) is not None:
            continue
        years, named = after.match(_YEARS), after.match(_NAMED_SO)
        yield ProgrammeMention(
            span,
            programme_ref(span.words, part),
            kind,
            without_area(span.words, part),
            (named.group("alias"),) if named is not None and not str(named.group("alias")).isupper() else (),
            years.group("years") if years is not None else None,
        )


def _capitalised(text: Span, words: _Words) -> Iterator[tuple[Span, str]]:
    """Capitalised names before a head noun in either case: "Early Help Strategy", "Early Help strategy"."""
    tokens = Tokens(text)
    heads, lead = words.kinds("heads"), words.words("words", "lead")
    never = {one.casefold() for one in words.words("words", "never")}
    own, bare = words.words("words", "own"), {one.casefold() for one in words.words("words", "bare")}
    for index, head in enumerate(tokens.words):
        kind = heads.get(head.casefold())
        if kind is None or (head.isupper() and len(text) > 200):
            continue
        first = at = index
        while at > 0 and index - at < 10 and tokens.joined(at):
            word = tokens.words[at - 1]
            if word[0].isupper() or (word[0] in "0123456789" and len(word) < 4):
                if word in lead:
                    break
                first = at = at - 1
            elif word in _LINKS and at > 1 and tokens.joined(at - 1) and _carries_on(tokens.words[at - 2], word, lead):
                at -= 1
            else:
                break
        name = tokens.span_of(first, index)
        said = [word for word in tokens.words[first:index] if word not in _LINKS]
        starts = first == 0 or not tokens.joined(first)
        if not said or (head.islower() and starts and len(said) < 2 and not said[0].isupper()):
            continue
        folded = name.words.casefold().replace(" ,", ",")
        if any(folded == one or folded.endswith(" " + one) for one in never) or (folded in bare and name.words not in own):
            continue
        if head.isupper() and "THE" in said:  # a heading about a plan, not its name
            continue
        if head.islower() and not all(word[0].isupper() for word in said):
            continue
        yield name, kind


def _carries_on(before: str, link: str, lead: frozenset[str]) -> bool:
    """Whether a name goes on to the left of a link: "Voice of the Child", "Health and Wellbeing"."""
    return (before[0].isupper() and before not in lead) or (before == "of" and link == "the")


def _plain(text: Span, words: _Words) -> Iterator[tuple[Span, str]]:
    """Names in lower case: a head noun after words of its sort that say more than what every child or council has."""
    tokens = Tokens(text)
    heads, plain = words.words("words", "plain_heads"), words.words("words", "plain")
    generic = words.words("words", "generic")
    kinds = {**words.kinds("heads"), "document": "procedure"}
    for index, head in enumerate(tokens.words):
        if head not in heads:
            continue
        first = index
        while first > 0 and index - first < 8 and tokens.joined(first) and _plain_word(tokens.words[first - 1], plain):
            first -= 1
        if first == 1 and tokens.joined(1) and _plain_word(tokens.words[0].lower(), plain) and tokens.words[0][0].isupper():
            first = 0 if tokens.words[0].lower() not in _LINKS else 1  # the capital is that of the sentence
        while first < index and (tokens.words[first] in _LINKS or tokens.words[first] in ("in", "with", "against")):
            first += 1
        said = " ".join(tokens.words[first:index]).casefold() if first == 0 else " ".join(tokens.words[first:index])
        only = words.words("words", head)
        if said not in only if only else (not said or said in generic):
            continue
        if head in ("strategy", "campaign", "pledge", "charter") or only:
            yield tokens.span_of(first, index), kinds.get(head, "strategy")


def _plain_word(word: str, plain: frozenset[str]) -> bool:
    return word in plain or ("/" in word and all(piece in plain for piece in word.split("/")))


def _quoted(text: Span, part: Part) -> Iterator[ProgrammeMention]:
    """Quoted names beside a noun that says what they are: "the 'staying put' policy", "campaigns 'A' and 'B'"."""
    words = _words(part.world)
    said = words.kinds("said")
    names = [match.group("name").strip() for match in text.finditer(_QUOTED)]
    kinds: dict[int, str] = {}
    for number in range(len(names) - 1, -1, -1):
        name = names[number]
        after = text[name.end - text.start + 1 :]
        before = text[: name.start - text.start - 1][-60:]
        last = _YEARS.sub("", name.words).split()[-1].casefold()
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
        years = name.search(_YEARS)
        own = name.words.split()[-1].casefold()
        yield ProgrammeMention(
            name,
            programme_ref(name.words, part),
            words.kinds("heads").get(own, kind),
            name.words,
            (),
            years.group("years") if years else None,
        )


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
