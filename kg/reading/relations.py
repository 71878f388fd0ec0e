"""Relations that a document states between bodies, or between a body and a programme.

What stands between two names decides: the lexicon's table ``relations`` (``mappings/lexicon/relations.toml``) holds the
wordings of each kind. A link that is denied, missing, proposed or recommended is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import cast

from kg.dates import When
from kg.facts import Concept, Fact, Ref, Relationship
from kg.lexicon import Lexicon
from kg.reading.actors import Actor, Sentence, gap, sentences_of
from kg.reading.dates import find_dates
from kg.reading.mentions import body_mentions
from kg.reading.part import Part
from kg.reading.refs import body_ref
from kg.reading.spoken import spoken_on
from kg.reading.structure import structures
from kg.text import Span

MOST_EVIDENCE = 3
_LONGEST = 170
_WINDOW = 200
_TOP = 5000  # characters in which a document says when its inspection was
_OF_INSPECTIONS = frozenset({"inspection-report", "ofsted-letter", "jtai-letter", "send-report"})
# kinds of bodies that, where a sentence names one first, are its subject rather than the body that the document is about
_ACTING = frozenset({"Board", "Panel", "ScrutinyPanel", "Committee", "Partnership", "Group", "Team"})
_CHAIN = re.compile(
    r",? and (?:with |to |by |from )?(?:a |an |one )?(?:representatives? (?:from|of) |professionals from |staff from )?(?:the )?"
)


@dataclass(frozen=True)
class _Wording:
    """One wording of a kind of link: what stands between the names, before the first and after the last."""

    kind: str
    text: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    reverse: bool
    kinds: frozenset[str]
    several: bool


def relations(part: Part) -> Iterator[Fact]:
    """One Relationship for each link that the part states, with the sentences that state it."""
    found: dict[tuple[Ref, str, Ref], list[Span]] = {}
    for subject, kind, other, evidence in _links(part):
        if subject != other:
            found.setdefault((subject, kind, other), []).extend(evidence)
    for (subject, kind, other), spans in found.items():
        yield Relationship(
            subject=subject,
            object=other,
            kind=Concept("relation", kind),
            since=_since(spans[0]) if kind == "successor-of" else None,
            attested_on=_attested(kind, spans[0], part),
            evidence=tuple(dict.fromkeys(spans))[:MOST_EVIDENCE],
        )


def _attested(kind: str, sentence: Span, part: Part) -> When | None:
    """The day of which a link is stated: that of the document; an inspection is of its own last day, where the text prints it."""
    day = part.issued
    if kind == "inspects":
        day = spoken_on(part)
        top = part.span[:_TOP].sentences() if part.family in _OF_INSPECTIONS else []
        told = (one for one in (sentence, *(one for one in top if one.search(r"\b(?:visit|inspection)\b"))))
        dates = (date.until for one in told for date in find_dates(one) if date.since.datatype in ("date", "gYearMonth"))
        day = next(
            (one for one in dates if one.value and (day is None or (one.latest and day.latest and one.latest <= day.latest))), day
        )
    return day if day is not None and day.value else None


def _since(sentence: Span) -> When | None:
    """The day, month or year of a sentence that prints no other: when one body took the place of another."""
    dates = {date.since for date in find_dates(sentence) if date.is_point and date.since is not None and date.since.value}
    return dates.pop() if len(dates) == 1 else None


Link = tuple[Ref, str, Ref, tuple[Span, ...]]


def _links(part: Part) -> Iterator[Link]:
    yield from _structures(part)
    for sentence in sentences_of(part):
        yield from _between(sentence, part)
        yield from _introduced(sentence, part)
        yield from _about(sentence, part)
        yield from _among(sentence, part)


def _structures(part: Part) -> Iterator[Link]:
    """Services in a list that says what they sit within."""
    for structure in structures(part):
        parent = body_ref(structure.parent.words, part)
        for name, item in structure.children:
            inner = [mention.ref for mention in body_mentions(part) if mention.span in name]
            for ref in inner or [body_ref(name.words, part)]:
                yield ref, "part-of", parent, (structure.lead, item)


def _between(sentence: Sentence, part: Part) -> Iterator[Link]:
    wordings, denied = _wordings(part.world, "between"), _denied(part.world)
    span = sentence.span
    carried: tuple[Actor, ...] = ()
    for index, (first, second) in enumerate(pairwise(sentence.groups)):
        words = gap(span, first[-1].span, second[0].span)
        if len(words) > _LONGEST or denied.search(words) is not None:
            continue
        before = _before(span, first[0].span)
        for wording in wordings:
            if wording.text.fullmatch(words) is None or wording.before.search(before) is None:
                continue
            if (wording.kinds and first[-1].kind not in wording.kinds) or (wording.several and len(second) < 2):
                continue
            if denied.search(before[-80:]) is not None:
                break
            objects = [*second, *_chained(sentence, index + 1)]
            # "A sits within B and reports to C": the second verb has the subject of the first
            carried = carried if carried and words.startswith((" and ", ", and ")) else first
            for subject in carried if not wording.kinds else carried[-1:]:
                for other in objects:
                    pair = (other.ref, subject.ref) if wording.reverse else (subject.ref, other.ref)
                    yield pair[0], wording.kind, pair[1], (span,)
            break


def _chained(sentence: Sentence, index: int) -> Iterator[Actor]:
    """The groups that go on with the group at ``index``: "… and a representative from Human Resources"."""
    for first, second in pairwise(sentence.groups[index:]):
        if _CHAIN.fullmatch(gap(sentence.span, first[-1].span, second[0].span)) is None:
            return
        yield from second


def _introduced(sentence: Sentence, part: Part) -> Iterator[Link]:
    """Links that words before the first name announce: "Under the governance of A, B …"; and those of the sentence's subject."""
    denied, span = _denied(part.world), sentence.span
    wordings = [wording for wording in _wordings(part.world, "between") if wording.before.pattern]
    for group in sentence.groups:
        for first, second in pairwise(group):
            before = _before(span, first.span)
            for wording in wordings:
                if (
                    wording.text.fullmatch(gap(span, first.span, second.span))
                    and wording.before.search(before)
                    and not denied.search(before)
                ):
                    pair = (second.ref, first.ref) if wording.reverse else (first.ref, second.ref)
                    yield pair[0], wording.kind, pair[1], (span,)
    subject = sentence.groups[0][0]
    for group in sentence.groups[1:]:
        before = _before(span, group[0].span)
        for wording in _wordings(part.world, "first"):
            if wording.before.search(before) is not None and denied.search(before[-60:]) is None:
                yield from ((subject.ref, wording.kind, actor.ref, (span,)) for actor in group)


def _about(sentence: Sentence, part: Part) -> Iterator[Link]:
    """Links with the body that the document is about, or with its publisher, which the sentence does not name."""
    denied = _denied(part.world)
    for table, self in (("about", part.header.about), ("publisher", part.header.publisher)):
        if self is None:
            continue
        named = acting = False
        for number, group in enumerate(sentence.groups):
            before, after = _before(sentence.span, group[0].span), _after(sentence.span, group[-1].span)
            if number:
                named = named or any(actor.ref == self for actor in sentence.groups[number - 1])
                acting = acting or any(actor.kind in _ACTING for actor in sentence.groups[number - 1])
            if (acting and not named) or _bare(part.world).search(before) is not None:
                continue
            for wording in _wordings(part.world, table):
                if (
                    wording.before.search(before) is None
                    or wording.after.search(after) is None
                    or denied.search(before[-60:]) is not None
                ):
                    continue
                for actor in group:
                    pair = (actor.ref, self) if wording.reverse else (self, actor.ref)
                    yield pair[0], wording.kind, pair[1], (sentence.span,)
                break


def _among(sentence: Sentence, part: Part) -> Iterator[Link]:
    """Links of the members of a group with each other; where the body the document is about is one, with that."""
    about, denied = part.header.about, _denied(part.world)
    for group in sentence.groups:
        before, after = _before(sentence.span, group[0].span), _after(sentence.span, group[-1].span)
        for wording in _wordings(part.world, "among"):
            if len(group) < 2 or wording.before.search(before) is None or denied.search(before[-80:]) or denied.search(after[:60]):
                continue
            refs = [actor.ref for actor in group]
            if about in refs and about is not None:
                yield from ((about, wording.kind, ref, (sentence.span,)) for ref in refs if ref != about)
            elif len(refs) < 5:
                yield from (
                    (one, wording.kind, other, (sentence.span,)) for number, one in enumerate(refs) for other in refs[number + 1 :]
                )
            break


def _before(within: Span, span: Span) -> str:
    end = max(0, span.start - within.start)
    return re.sub(r"\s+", " ", str(within[max(0, end - _WINDOW) : end]))


def _after(within: Span, span: Span) -> str:
    start = span.end - within.start
    return re.sub(r"\s+", " ", str(within[start : start + _WINDOW]))


@lru_cache(maxsize=32)
def _wordings(world: Lexicon, table: str) -> tuple[_Wording, ...]:
    listed = cast("list[Mapping[str, object]]", world.tables.get("relations", {}).get(table, []))
    return tuple(
        _Wording(
            str(one["kind"]),
            re.compile(str(one.get("text", ""))),
            re.compile(str(one.get("before", ""))),
            re.compile(str(one.get("after", ""))),
            bool(one.get("reverse")),
            frozenset(cast("list[str]", one.get("kinds", []))),
            bool(one.get("several")),
        )
        for one in listed
    )


@lru_cache(maxsize=8)
def _bare(world: Lexicon) -> re.Pattern[str]:
    table = cast("Mapping[str, str]", world.tables.get("relations", {}).get("bare", {}))
    return re.compile(table.get("words", r"(?!)"))


@lru_cache(maxsize=8)
def _denied(world: Lexicon) -> re.Pattern[str]:
    table = cast("Mapping[str, str]", world.tables.get("relations", {}).get("denied", {}))
    return re.compile(table.get("words", r"(?!)"))
