"""Inspections, visits, reviews and studies that a text mentions, with what they judged.

A mention counts when it tells the thing from others of its kind: by a date, by a number of them ("two academic studies"), or
as a planned one of a named body. "The last inspection" alone, a framework's name and "this inspection" tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.facts import Fact, Inspection, Judgement, Ref, slug
from kg.reading.blocks import Block
from kg.reading.clean import pieces
from kg.reading.dates import DateMention, find_dates
from kg.reading.judged import Judged, judged
from kg.reading.kinds import Kind, framework_on, kinds
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Part
from kg.reading.refs import body_ref, inspection_ref
from kg.reading.scope import bodies_here
from kg.text import Match, Span

_LINKED = re.compile(
    r"^(?!.{0,110}\b(?:since|until|compared|when|while|but|where|because|prior\s+to|planned|although|has|have|will|would|set|sets|introduced|started|appointed|increased|date\s+of|target|led|resulted|establish\w*|created|enabled|met|showed)\b)[^.;:]{0,110}"
    r"(?:\b(?:in|on|of|during|from|between|dated|late|early|mid|published|by)|[,(–-])\s*(?:the\s+|late\s+|early\s+|mid-?\s?|week\s+commencing\s+|end\s+of\s+)?\(?$|^\s?\(?$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|reported|report(?:s)?\b(?!\s+to)|issued|letter|dated|findings)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:further|planned|plans?\s+for|expected|forthcoming|upcoming|scheduled|proposed|anticipated)\b[^.;]{0,60}$|^[^.;]{0,40}\b(?:would|will|is\s+due\s+to|is\s+expected\s+to)\s+(?:take\s+place|be\s+(?:held|undertaken|carried\s+out))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)
_NOTHING = re.compile(r"\b(?:next|future|any|every|each|this|these|most\s+recent|dates?|annual)\s+(?:Ofsted\s+)?$", re.IGNORECASE)
_NO_EVENT = re.compile(
    r"^s?\s*(?:dates?\b|frameworks?|regimes?|judgements?|teams?|handbook|cycle|programmes?|activit|findings\s+in|services?\b|process|report\s+to|outcomes?\s+framework|[’']s?\s+(?:frame|hand)|board|panel)",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\b(?:commissioned|completed|published|undertaken|ongoing|carried\s+out|conducted|initiated|concluded)\b", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(r"(?:[\w’'-]+\s+){0,5}$")
_LITTLE = re.compile(
    r".*\b(?:the|a|an|this|that|its|their|his|her|our|from|following|since|at|in|on|of|by|for|to|and|or|with|had|has|been|was|were|which|when|as|previous|last|further|another|recent|most|identified|also"
    r"|conducted|undertook|undertaken|carried|out|included|there|are|is|were|have|report|my|after|before|through|under|during)\s+",
    re.IGNORECASE,
)
_FRONT = re.compile(r"\binspection\s+dates?\s?:", re.IGNORECASE)
_SERVICES = re.compile(
    r"^\s?of\s+(?P<of>[^.;:]{3,120}?)(?=\s+(?:was|were|took|is|in|on|and|published|that|which|by)\b|[,.;]|$)", re.IGNORECASE
)
_INSPECTED = re.compile(
    r"(?P<who>[A-Z][\w’'&/ -]{2,90}?)\s+(?:was|were)\s+(?:last\s+|also\s+|previously\s+)?inspected\b(?:\s+by\s+(?P<by>[A-Z][\w ]{2,60}?))?\s+(?:in|on)\s+(?=[\dA-Z])"
)
_JUDGED_IN = re.compile(r"\b(?:judged|rated|graded)\b[^.;:]{0,90}?\b(?:in|on)\s+(?=(?:\d|[A-Z]))", re.IGNORECASE)
_INSPECTION = re.compile(r"\binspection\b(?!\s+framework)", re.IGNORECASE)
_UNDERTAKEN = re.compile(
    r"\ban?\s+(?P<review>(?:[\w-]+\s+){0,2}?review)(?:\s+of\s+(?P<of>[^.;,]{3,80}?))?\s+(?:was|has\s+been|had\s+been)\s+(?:undertaken|commissioned|carried\s+out|conducted|completed)"
    r"(?:\s+to\s+(?:evaluate|assess|examine|review|consider|explore)\s+(?P<to>[^.;,]{3,120}))?(?:\s+in\s+(?=[A-Z\d]))?",
    re.IGNORECASE,
)
_ALIKE = {"AssuranceVisit": "FocusedVisit"}
_LATER = 4  # months at most from an inspection to its report


@dataclass(frozen=True)
class Mention:
    """One mention: what kind of thing, where it stands, when it was or was published, and what it looked at."""

    kind: Kind
    at: Span
    sentence: Span
    date: DateMention | None
    published: bool
    label: str
    of: Span | None = None

    @property
    def month(self) -> str:
        """The year, or year and month, of its date."""
        return self.date.since.value[:7] if self.date is not None else ""


def inspections(part: Part) -> Iterator[Fact]:
    """Every inspection, visit, review and study that the part mentions, and the grades it says that they gave."""
    if part.header.about is None:
        return
    seen: list[tuple[Mention, list[Span]]] = []
    for block in paragraphs(part.span, part.span):
        if block.kind == "heading" or block.span.search(_FRONT) is not None:
            continue
        sentences = block.text.sentences()
        printed = pieces(block.text, part.span)
        for index, sentence in enumerate(sentences):
            near = [sentence, *sentences[index + 1 : index + 2], *_list_under(sentences, index, block, part)]
            seen += [(mention, near) for mention in mentions(sentence, part) if any(mention.at in piece for piece in printed)]
    issued = _reports(replace(part, span=part.span.document.span))
    exact = {
        (_ALIKE.get(mention.kind.name, mention.kind.name), mention.month[:4]) for mention, _ in seen if len(mention.month) == 7
    }
    for mention, near in seen:
        if (_ALIKE.get(mention.kind.name, mention.kind.name), mention.month) not in exact:  # else a year that a month tells better
            yield from _facts(part, mention, near, issued)


@lru_cache(maxsize=8)
def _reports(part: Part) -> tuple[str, ...]:
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


def mentions(sentence: Span, part: Part) -> Iterator[Mention]:
    """The mentions in one sentence."""
    world = part.world
    known = kinds(world)
    found = [(match, known.kind(match)) for match in sentence.finditer(known.pattern) if match.after.match(_NO_EVENT) is None]
    for index, (match, kind) in enumerate(found):
        before, after = match.before, match.after
        if before.search(_NOTHING) is not None:
            continue
        stop = found[index + 1][0].span.start if index + 1 < len(found) else sentence.end
        date, published = _date(sentence, match, Span(sentence.document, match.span.end, stop))
        numbered = before.search(_NUMBERED) is not None and match.span.search(r"s$") is not None
        planned = before.search(_PLANNED) is not None or after.search(_PLANNED) is not None
        of = after.match(_SERVICES)
        if date is None:
            named = _body_near(match, part) is not None
            kept = kind.name in ("Study", "SeriousCaseReview", "Inspection")
            alive = (
                kind.name in ("SeriousCaseReview", "ServiceReview")
                and after[:80].search(_LIVE) is not None
                and before.search(r"\b(?:an?|one)\s+(?:[\w-]+\s+){0,3}$") is not None
            )
            if not ((planned and named and kind.name != "FullInspection") or (numbered and kept) or alive):
                continue
        elif match.span.search(r"s$") is not None and not numbered:
            continue
        yield Mention(kind, match.span, sentence, date, published, _label(match, date), of.group("of") if of is not None else None)
    yield from _verbs(sentence, part, named=bool(found))


def _verbs(sentence: Span, part: Part, *, named: bool) -> Iterator[Mention]:
    """What a verb names: "… was inspected by Ofsted in May 2018", "… was judged inadequate in January 2020", "a review was undertaken"."""
    known = kinds(part.world)
    if (match := sentence.search(_INSPECTED)) is not None and (dates := _right_after(match)):
        who = match.group("who")
        yield Mention(
            known.named("FullInspection"), who, sentence, dates[0], False, f"inspection of {who.words}, {dates[0].span.words}", who
        )
    match = sentence.search(_JUDGED_IN) if sentence.search(_INSPECTION) is None else None
    if match is not None and (dates := _right_after(match)) and judged(sentence, part.world):
        yield Mention(known.named("FullInspection"), match.span, sentence, dates[0], True, f"inspection, {dates[0].span.words}")
    match = sentence.search(_UNDERTAKEN) if not named else None
    of = match.get("of") or match.get("to") if match is not None else None
    if match is not None and of is not None and bodies_here(part).find(of):
        when = next(iter(_right_after(match)), None)
        yield Mention(known.named("ServiceReview"), match.group("review"), sentence, when, False, f"review of {of.words}", of)


def _right_after(match: Match) -> list[DateMention]:
    dates = find_dates(match.after[:60])
    return dates if dates and dates[0].span.start <= match.span.end + 4 else []


def _date(sentence: Span, match: Match, room: Span) -> tuple[DateMention | None, bool]:
    """The date that belongs to a mention, and whether it is that of a publication."""
    for date in find_dates(sentence):
        if date.span.end <= match.span.start:
            between = Span(sentence.document, date.span.end, match.span.start)
            if re.fullmatch(r"\s?(?:Ofsted\s+|remote\s+|full\s+)?", str(between)):
                return date, False
        elif date.span in room:
            between = Span(sentence.document, match.span.end, date.span.start)
            if between.match(_LINKED) is not None:
                return date, between.search(_PUBLISHED) is not None or match.span.search(r"report$", re.IGNORECASE) is not None
            return None, False
    return None, False


def _label(match: Match, date: DateMention | None) -> str:
    """The words of the mention with those before it that describe it, and its date."""
    room = match.before
    if date is not None and date.span.end <= match.span.start:
        room = Span(match.span.document, date.span.end, match.span.start)
    before = room.search(_WORDS_BEFORE)
    described = _LITTLE.sub("", f"{before.span.words} " if before is not None and before.span.words else "") + match.span.words
    return f"{described}, {date.span.words}" if date is not None else described


def _body_near(match: Match, part: Part) -> Ref | None:
    """The body that carried it out: named right before the mention, or after "by"."""
    here = bodies_here(part)
    for mention in reversed(here.find(match.before[-70:])):
        if re.fullmatch(
            r"(?:[’']s)?\s+(?:(?!and\b|or\b|of\b|to\b|with\b|in\b)[\w’'-]+\s+){0,4}",
            str(Span(match.span.document, mention.span.end, match.span.start)),
        ):
            return mention.entry.ref
    by = match.after[:120].search(r"\bby\s+(?:the\s+)?")
    if by is not None:
        for mention in here.find(by.after[:70]):
            if mention.span.start == by.span.end:
                return mention.entry.ref
    return None


def _facts(part: Part, mention: Mention, near: list[Span], issued: tuple[str, ...]) -> Iterator[Fact]:
    council = part.header.about
    if council is None:
        return
    kind, world = mention.kind, part.world
    other = mention.of is not None and kind.name == "FullInspection" and kinds(world).other.search(mention.of.words) is not None
    looked_at = council
    if kind.name == "ServiceReview" and mention.of is not None:
        looked_at = next((one.entry.ref for one in bodies_here(part).find(mention.of)), council)
    if other and mention.of is not None and mention.at.start == mention.of.start:
        known = list(bodies_here(part).find(mention.of))
        looked_at = known[0].entry.ref if known else body_ref(re.sub(r"^(?:The|the)\s", "", mention.of.words), part)
    when = mention.date.since if mention.date is not None else None
    framework = kind.framework
    if framework is None and kind.name == "FullInspection":
        framework = framework_on(when, world, "services" if other else "")
    ref = _named(mention, looked_at, issued, other=other)
    by = _by(mention, part)
    yield Inspection(
        ref=ref,
        label=mention.label,
        kind="Inspection" if other else kind.name,
        inspects=looked_at if kind.name != "SeriousCaseReview" else None,
        conducted_by=by,
        framework=world.concept("framework", framework) if framework is not None else None,
        since=None if mention.published else when,
        until=mention.date.until if mention.date is not None and not mention.published else None,
        issued=when if mention.published else None,
        evidence=(mention.sentence,),
    )
    if kind.name == "FullInspection" and framework is not None and (not other or looked_at != council):
        for one in judged(mention.sentence, world, *near[1:], of=mention.of):
            yield from _judgement(part, one, ref, framework, mention)


def _judgement(part: Part, one: Judged, ref: Ref, framework: str, mention: Mention) -> Iterator[Judgement]:
    known = part.world.scheme("grade").get(type(one.aspect)("grade", f"{framework}/{one.name}"))
    if known is not None:
        evidence = (one.sentence,) if one.sentence == mention.sentence else (mention.sentence, one.sentence)
        yield Judgement(inspection=ref, aspect=one.aspect, grade=known.concept, printed=one.printed, evidence=evidence)


def _by(mention: Mention, part: Part) -> Ref | None:
    match = next((one for one in mention.sentence.finditer(kinds(part.world).pattern) if one.span == mention.at), None)
    near = _body_near(match, part) if match is not None else None
    if near is not None and near != part.header.about:
        return near
    known = part.world.bodies.named(mention.kind.by) if mention.kind.by else None
    return known.ref if known is not None else None


def _named(mention: Mention, looked_at: Ref, issued: tuple[str, ...], *, other: bool) -> Ref:
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
