"""Names of bodies that are not theirs, or not of that time, and acronyms that are explained in two ways.

National bodies are known from ``mappings/lexicon/dated_names.toml``, councils from ``ontology/reference``. A shorter name is
no other name, and a change is given time to be noticed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.checks.alarms import alarm
from kg.checks.misdates import sentence_around
from kg.facts import Discrepancy
from kg.lexicon import Lexicon
from kg.reading.acronyms import Definition, definitions
from kg.reading.authorities import register
from kg.reading.dates import find_dates
from kg.reading.part import Part
from kg.text import Span

GRACE = datetime.timedelta(days=366)  # an old name goes on being used for a while
ALIKE = 0.55  # names that share so much of their words are meant for one
_WORD = r"[A-Z][\w’'-]{1,24}"
_JOIN = r"(?:,\s{1,3}|\s{1,3}(?:and|&|in|for)\s{1,3}|,\s{1,3}and\s{1,3}|\s{1,3})"
_NATIONAL = re.compile(
    rf"\b(?:Department|Ministry|Office)\s{{1,3}}(?:of|for)\s{{1,3}}{_WORD}(?:{_JOIN}{_WORD}){{0,7}}|\b{_WORD}\s{_WORD}\sCommission\b"
)
_LISTED = re.compile(
    r"\b(?P<head>(?:local\s)?authorities|councils|boroughs)(?:\sareas)?\s?\((?P<names>[A-Z][A-Za-z’' &,-]{8,300})\)|"
    r"\b(?P<head2>(?:local\s)?authorities|councils|boroughs)\sof\s(?P<names2>[A-Z][a-z]+(?:,?\s(?:[A-Z][a-z]+|and|upon|on|the)){2,20})\b"
)
_HERE = {"local", "area", "borough", "county", "city"}
_LITTLE = {"and", "of", "for", "the", "in", "to", "a"}
_PAST = re.compile(r"\b(?:then|former|formerly|previously|now|renamed|became|predecessor|known\sas|19\d\d|20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A full name of a national body, and the days between which it was its name."""

    body: str
    words: str
    since: datetime.date
    until: datetime.date

    @property
    def content(self) -> tuple[str, ...]:
        """Its words that mean something, in order."""
        return _content(self.words)


def bodynames(part: Part) -> Iterator[Discrepancy]:
    """The names of bodies in ``part`` that are not what they should be."""
    around = sentence_around(part.span.document)
    known = _known(part.world)
    seen: set[str] = set()
    for match in part.span.finditer(_NATIONAL):
        words = match.span.words
        if words not in seen:
            seen.add(words)
            yield from _misnamed(match.span, around(match.span), known, part)
    yield from _not_councils(part)
    found = definitions(part.span)
    yield from _two_names([*found, *_turned(part.span, found)], around)


def _known(world: Lexicon) -> list[Named]:
    table = world.tables.get("dated_names", {}).get("name")
    rows = table if isinstance(table, list) else []
    return [
        Named(row["body"], row["words"], row.get("since", datetime.date.min), row.get("until", datetime.date.max)) for row in rows
    ]


def _content(words: str) -> tuple[str, ...]:
    folded = re.sub(r"['’]s?\b", "", words.lower().replace("&", " and "))
    return tuple(word for word in re.findall(r"[a-z]+", folded) if word not in _LITTLE)


def _singular(words: str) -> tuple[str, ...]:
    """Its words without plurals, and without what says only that it is the one here ("Local")."""
    bare = (word for word in _content(words) if word not in _HERE)
    return tuple(word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s") for word in bare)


def _misnamed(printed: Span, sentence: Span, known: list[Named], part: Part) -> Iterator[Discrepancy]:
    words = _content(printed.words)
    led = [name for name in known if words[: len(name.content)] == name.content]
    longest = max((len(name.content) for name in led), default=0)
    if len(words) == longest:
        yield from _untimely([name for name in led if len(name.content) == longest], sentence, known, part)
        return
    meant = [name for name in known if not led or (name.body == led[0].body and len(name.content) > longest)]
    near = [(share, name) for name in meant if (share := _shared(_bare(words), _bare(name.content))) >= ALIKE]
    day = part.issued.earliest if part.issued is not None else None
    near = [one for one in near if day is not None and one[1].since <= day < one[1].until] or near
    if not near or any(set(words) <= set(name.content) and words[0] == name.content[0] for name in known):
        return
    name = max(near, key=lambda one: one[0])[1]
    yield alarm(
        "misnamed-body",
        (sentence,),
        printed.words,
        name.words,
        f"The name printed is “{printed.words}”; the name of the body is, or was, “{name.words}”.",
    )


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[0] in {"department", "ministry", "office"} else words


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return len({*one} & {*other}) / len({*one} | {*other})


def _untimely(names: list[Named], sentence: Span, known: list[Named], part: Part) -> Iterator[Discrepancy]:
    """A name that was not yet, or no longer, that of its body when the document was made."""
    first = part.issued.earliest if part.issued is not None else None
    last = part.issued.latest if part.issued is not None else None
    if first is None or last is None or (names[0].body == "ofsted" and len(names[0].content) == 3):
        return
    if any(name.since <= last and first <= min(name.until, datetime.date.max - GRACE) + GRACE for name in names):
        return
    if _PAST.search(str(sentence)) or find_dates(sentence):
        return
    name = names[0]
    then = [other.words for other in known if other.body == name.body and other.since <= first < other.until]
    early = all(last < one.since for one in names)
    when = f"from {name.since}" if early else f"until {name.until}"
    yield alarm(
        "misnamed-body",
        (sentence,),
        name.words,
        then[0] if then else when,
        f"The name printed is “{name.words}”, which the body had {when}; the document is of {part.issued.value if part.issued else ''}.",
        status="certain" if early else "doubtful",
    )


def _not_councils(part: Part) -> Iterator[Discrepancy]:
    """A name in a list of local authorities that is none of theirs, while the others are."""
    councils = register(part.world)
    for match in part.span.finditer(_LISTED):
        names = match.get("names") or match.group("names2")
        pieces = [piece.strip() for piece in names.split(r",\s{0,3}(?:and\s)?|\s&\s") if piece.strip()]
        each = [one.strip() for piece in pieces for one in _halves(piece, part.world) if one.strip()]
        unknown = [name for name in each if not _is_council(name, part.world)]
        if len(each) - len(unknown) < 2 or len(unknown) != 1 or len(unknown[0].words.split()) > 4:
            continue
        head = (match.get("head") or match.group("head2")).words
        if councils.named(unknown[0].words) is None:
            yield alarm(
                "misnamed-body",
                (sentence_around(part.span.document)(match.span),),
                unknown[0].words,
                "no council of that name is known",
                f"“{unknown[0].words}” is printed in a list of {head}; no English council of that name is known.",
            )


def _halves(piece: Span, world: Lexicon) -> list[Span]:
    """Two names joined by "and", or one that has the word in it ("Redcar and Cleveland")."""
    if _is_council(piece, world) or " and " not in str(piece):
        return [piece]
    at = [found.span for found in piece.finditer(r"\sand\s")]
    for joint in at:
        left, right = piece[: joint.start - piece.start], piece[joint.end - piece.start :]
        if _is_council(left, world):
            return [left, right]
    return [piece[: at[-1].start - piece.start], piece[at[-1].end - piece.start :]]


def _is_council(name: Span, world: Lexicon) -> bool:
    words = name.words
    return any(register(world).calls(entry.ref, words) for entry in register(world).councils)


def _turned(span: Span, found: list[Definition]) -> Iterator[Definition]:
    """An acronym after the words of its name in another order, which its letters do not spell."""
    known = {str(one.short): one for one in reversed(found)}
    explained = {one.short.start for one in found}
    for match in span.finditer(r"\((?P<short>[A-Z][A-Za-z&]{1,8})s?\)"):
        short, one = match.group("short"), known.get(str(match.group("short")))
        if one is None or short.start in explained:
            continue
        count, at = len(one.long.words.split()), match.span.start - span.start
        before = span[max(0, at - 130) : at]
        words = [word.span for word in before.finditer(r"[\w’'-]+")][-count:]
        if len(words) == count and sorted(_content(" ".join(map(str, words)))) == sorted(_content(one.long.words)):
            yield Definition(words[0].to(words[-1]), short, words[0].to(match.span))


def _two_names(found: list[Definition], around: Callable[[Span], Span]) -> Iterator[Discrepancy]:
    """One acronym explained in two ways that share most of their words."""
    ways: dict[str, dict[tuple[str, ...], Definition]] = {}
    for one in found:
        ways.setdefault(str(one.short).lower().removesuffix("s"), {}).setdefault(_singular(one.long.words), one)
    for explained in ways.values():
        for (words, one), (words2, two) in combinations(explained.items(), 2):
            lines = tuple(dict.fromkeys((around(one.span), around(two.span))))
            if (
                _shared(words, words2) >= 0.5
                and not ({*words} < {*words2} or {*words2} < {*words})
                and not any(_PAST.search(str(line)) for line in lines)
                and len(one.short) > 2
            ):
                yield alarm(
                    "conflicting-names",
                    lines,
                    f"{one.long.words}; {two.long.words}",
                    str(one.short),
                    f"“{one.short}” is explained as “{one.long.words}” and as “{two.long.words}”.",
                    status="doubtful",
                )
