"""Inspections, visits, reviews and studies that a text mentions, with what they judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.facts import Fact, Inspection, Judgement, Ref, slug
from kg.reading.blocks import Block
from kg.reading.clean import pieces
from kg.reading.judged import Judged, judged
from kg.reading.kinds import aspects_on, framework_on, kinds
from kg.reading.letter import LETTERS, letter
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Part
from kg.reading.refs import body_ref, inspection_ref
from kg.reading.scope import bodies_here
from kg.reading.visits import Mention, body_near, mentions
from kg.text import Span

_FRONT = re.compile(r"\binspection\s+dates?\s?:", re.IGNORECASE)
_ALIKE = {"AssuranceVisit": "FocusedVisit"}
_LATER = 4  # months at most from an inspection to its report


def inspections(part: Part) -> Iterator[Fact]:
    """Every inspection, visit, review and study that the part mentions, and the grades it says that they gave."""
    if part.header.about is None:
        return
    seen: list[tuple[Mention, list[Span]]] = []
    sent = letter(part.span) if part.family in LETTERS else None
    for block in paragraphs(sent.text if sent is not None else part.span, part.span):  # above its text a letter names only its own
        if block.kind == "heading" or block.span.search(_FRONT) is not None:
            continue
        sentences = block.text.sentences()
        printed = pieces(block.text, part.span)
        for index, sentence in enumerate(sentences):
            near = [sentence, *sentences[index + 1 : index + 2], *_list_under(sentences, index, block, part)]
            seen += [(mention, near) for mention in mentions(sentence, part) if any(mention.at in piece for piece in printed)]
    issued = reports(replace(part, span=part.span.document.span))
    exact = {
        (_ALIKE.get(mention.kind.name, mention.kind.name), mention.month[:4]) for mention, _ in seen if len(mention.month) == 7
    }
    assurance = {mention.month for mention, _ in seen if mention.kind.name in _ALIKE and len(mention.month) == 7}
    for told, near in seen:
        alike = told.kind.name in _ALIKE.values() and told.month in assurance  # one visit, told by its shorter name too
        mention = replace(told, kind=kinds(part.world).named("AssuranceVisit")) if alike else told
        if (_ALIKE.get(mention.kind.name, mention.kind.name), mention.month) not in exact:  # else a year that a month tells better
            yield from _facts(part, mention, near, issued)


@lru_cache(maxsize=8)
def reports(part: Part) -> tuple[str, ...]:
    """The months in which reports of full inspections came out, as the whole source says: all parts of a pack tell."""
    sentences = (sentence for block in paragraphs(part.span, part.span) for sentence in block.text.sentences())
    found = (mention for sentence in sentences for mention in mentions(sentence, part))
    return tuple(
        sorted({one.month for one in found if one.published and one.kind.name == "FullInspection" and len(one.month) == 7})
    )


def _list_under(sentences: list[Span], index: int, block: Block, part: Part) -> list[Span]:
    """The lines of a list of grades after a lead-in ("The judgements for the local authority were:")."""
    if index + 2 < len(sentences) or not str(block.text).rstrip().endswith(":"):
        return []
    rest = Span(part.span.document, block.span.end, min(part.span.end, block.span.end + 700))
    return [line.strip() for line in rest.lines() if line.strip()][:8]


def _facts(part: Part, mention: Mention, near: list[Span], issued: tuple[str, ...]) -> Iterator[Fact]:
    council = part.header.about
    if council is None:
        return
    kind, world = mention.kind, part.world
    if kind.name == "FullInspection" and mention.of is None and (owner := _whose(mention, part)) is not None:
        mention = replace(mention, of=owner)
    other = mention.of is not None and kind.name == "FullInspection" and kinds(world).other.search(mention.of.words) is not None
    looked_at = council
    if kind.name == "ServiceReview" and mention.of is not None:
        looked_at = next((one.entry.ref for one in bodies_here(part).find(mention.of)), council)
    if other and mention.of is not None and mention.of.start <= mention.at.start:
        known = list(bodies_here(part).find(mention.of))
        looked_at = known[0].entry.ref if known else body_ref(re.sub(r"^(?:The|the)\s", "", mention.of.words), part)
    when = mention.date.since if mention.date is not None else None
    framework = kind.framework
    if framework is None and kind.name == "FullInspection":
        framework = framework_on(when, world, "services" if other else "")
    ref = named(mention, looked_at, issued, other=other)
    by = _by(mention, part)
    yield Inspection(
        ref=ref,
        label=mention.label,
        kind="Inspection" if other else kind.name,
        inspects=looked_at if kind.name != "SeriousCaseReview" else None,
        conducted_by=(by,) if by is not None else (),
        framework=world.concept("framework", framework) if framework is not None else None,
        since=None if mention.published else when,
        until=mention.date.until if mention.date is not None and not mention.published else None,
        issued=when if mention.published else None,
        evidence=(mention.sentence,),
    )
    if kind.name == "FullInspection" and framework is not None and (not other or looked_at != council):
        every = aspects_on(when, world) if not other else ()
        for one in judged(mention.sentence, world, *near[1:], of=mention.of, aspects=every):
            yield from _judgement(part, one, ref, framework, mention)


def _judgement(part: Part, one: Judged, ref: Ref, framework: str, mention: Mention) -> Iterator[Judgement]:
    known = part.world.scheme("grade").get(type(one.aspect)("grade", f"{framework}/{one.name}"))
    if known is not None:
        evidence = (one.sentence,) if one.sentence == mention.sentence else (mention.sentence, one.sentence)
        yield Judgement(inspection=ref, aspect=one.aspect, grade=known.concept, printed=one.printed, evidence=evidence)


def _whose(mention: Mention, part: Part) -> Span | None:
    """What is named right before an inspection as what it was of: "the YOS inspection"."""
    before = mention.sentence[: mention.at.start - mention.sentence.start][-60:]
    found = [
        one.span for one in before.finditer(kinds(part.world).other) if not Span(before.document, one.span.end, before.end).strip()
    ]
    return found[-1] if found else None


def _by(mention: Mention, part: Part) -> Ref | None:
    match = next((one for one in mention.sentence.finditer(kinds(part.world).pattern) if one.span == mention.at), None)
    near = body_near(match, part) if match is not None else None
    if near is not None and near != part.header.about:
        return near
    known = part.world.bodies.named(mention.kind.by) if mention.kind.by else None
    return known.ref if known is not None else None


def named(mention: Mention, looked_at: Ref, issued: tuple[str, ...], *, other: bool) -> Ref:
    """By its first day; else by month and kind, and by what it is of; an inspection whose report came out soon after, by that."""
    when = mention.date.since if mention.date is not None else None
    reviewed = "serious case review" if mention.kind.name == "SeriousCaseReview" else mention.label
    if when is None or not when.value:
        return inspection_ref(looked_at, None, reviewed)
    if len(when.value) == 10 and not mention.published:
        return inspection_ref(looked_at, when)
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", mention.kind.name)
    month = when.value[:7]
    if mention.kind.name == "FullInspection" and not other:
        later = [one for one in issued if 0 <= _months(one) - _months(month) <= _LATER] if len(month) == 7 else []
        of = "" if mention.of is None or later or mention.published else _of(mention.of)
        return Ref("inspection", slug(looked_at.slug, later[0] if later else month, kind, of))
    return Ref("inspection", slug(looked_at.slug, month, kind))


def _of(span: Span) -> str:
    """What a former inspection looked at, where two of a month are told apart by it."""
    found = re.search(r"protection\s+of\s+children|safeguarding|looked\s+after|adoption|fostering", span.words, re.IGNORECASE)
    return found.group() if found is not None else ""


def _months(value: str) -> int:
    year, month = value.split("-")[:2]
    return int(year) * 12 + int(month)
