"""What a review quotes of earlier ones: its own ("In the November review report, we said: …") and others' ("Ofsted's conclusions included: …")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.dates import When
from kg.facts import Inspection, Ref, slug
from kg.reading.blocks import Block
from kg.reading.dates import MONTHS, find_dates
from kg.reading.part import Part
from kg.reading.refs import inspection_ref
from kg.reading.sections import follows
from kg.text import Span

_SAID = re.compile(
    r"\b(?:[Ww]e|I)\s(?:also\s|therefore\s|then\s|previously\s)?(?:said|noted|reported|stated|recommended|found|highlighted|confirmed|concluded|observed|wrote|commented)(?:\sthat)?\W*$"
)
_INLINE = re.compile(
    r"(?P<lead>\b(?:In|in|As|At)\s(?:my|our|the)\s[^.“\"]{3,100}?,?\s(?:we|I)\s(?:said|noted|reported|stated|recommended|wrote|concluded|observed)(?:\sthat)?)\s?[:,]?\s?[“\"](?P<words>[^“”\"]{20,1500})[”\"]"
)
_DOCUMENT = re.compile(r"\b(?:review|report|letter|visit|update)s?\b", re.IGNORECASE)
_THEIRS = re.compile(
    r"\b(?:conclusions?|findings?|feedback|strengths|areas\s(?:for|of)\s\w+|inspectors|they|Ofsted|the\s(?:inspection|visit|letter|report))\b[^.]{0,160}:\W*$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:included?|including|highlighted|identified|found|said|noted|concluded|reported|stated|observed|as\sfollows)\b",
    re.IGNORECASE,
)
_OPEN, _CLOSE = '“"‘', '”"'
_MARKS = "[](#)*_ \t"
_MONTH_NAMES = "|".join(sorted((name.title() for name in MONTHS if len(name) > 3), key=len, reverse=True)) + "|May"
_MONTH = re.compile(rf"\b(?P<month>{_MONTH_NAMES})\b(?!\s(?:\d{{4}}|to|and)\b)")
_WHICH = (
    rf"(?:{_MONTH_NAMES}|original|first|initial|previous|last|earlier|\w+[\s-]month(?:ly)?|[Cc]ommissioner(?:[’']s)?|[Aa]dvis[eo]r(?:[’']s)?"
    r"|follow[\s-]up|progress|interim)"
)
_OWN_DOCUMENT = re.compile(
    rf"\b(?:(?:[Mm]y|[Oo]ur|[Tt]he)\s(?P<label>(?:{_WHICH}\s){{1,5}}(?:review(?:\sreport)?|report|letter))"
    r"|(?:[Mm]y|[Oo]ur)\s(?P<plain>review(?:\sreport)?|report|letter)(?=,?\s(?:of|in|dated|from)\s))\b"
)
_BEFORE = re.compile(r"\b(?:original|first|initial|previous|last|earlier|\w+[\s-]month)\s(?:review|report)\b", re.IGNORECASE)
_VISIT = re.compile(r"\b(?P<kind>assurance|focused|focussed|monitoring)?\s?(?P<what>visit|inspection)\b", re.IGNORECASE)
_KINDS = {"assurance": "AssuranceVisit", "focused": "FocusedVisit", "focussed": "FocusedVisit", "monitoring": "MonitoringVisit"}
_MOST = 12


@dataclass(frozen=True)
class Quotation:
    """Blocks that quote an earlier statement, and the words that introduce them; ``own`` where the author quotes himself."""

    lead: Block
    blocks: tuple[Block, ...]
    own: bool


@dataclass
class Told:
    """The blocks of a section, parted into what it quotes and what it says itself."""

    quotations: list[Quotation] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def part_quotations(heading: Block | None, found: Iterable[Block]) -> Told:
    """The quotations among the blocks under a heading, which may be their lead ("In the November review, we said:")."""
    blocks = list(found)
    told, at = Told(), 0
    lead = heading if heading is not None and is_lead(heading.text) else None
    while at < len(blocks):
        block = blocks[at]
        if lead is None:
            own = is_lead(block.text)
            if own or block.text.search(_THEIRS):
                lead = block
                if not _is_quoted(blocks[at + 1] if at + 1 < len(blocks) else None, own=own):
                    lead = None
            if lead is None or block.number or len(block.text.sentences()) > 1:  # a line that only introduces says nothing itself
                told.blocks.append(block)
            if (quoted := inline(block)) is not None:
                told.quotations.append(quoted)
            at += 1
            continue
        own = is_lead(lead.text)
        taken = _extent(blocks[at:], own=own)
        if taken:
            told.quotations.append(Quotation(lead, tuple(taken), own))
            at += len(taken)
        lead = None
    return told


def inline(block: Block) -> Quotation | None:
    """What a sentence quotes of an earlier document of the author's ("In my letter of May I said: “…”"), or None."""
    found = block.text.search(_INLINE)
    if found is None or not found.group("lead").search(_DOCUMENT):
        return None
    words, lead = found.group("words").strip(), found.group("lead")
    return Quotation(Block(block.kind, lead, lead), (Block("prose", words, words),), own=True)


def introduces(text: Span) -> bool:
    """Whether words introduce what somebody said, the author earlier or an inspectorate ("Ofsted highlighted the following areas:")."""
    return is_lead(text) or (text.search(_THEIRS) is not None and text.search(_TOLD) is not None)


def is_lead(text: Span) -> bool:
    """Whether words introduce what the author said in an earlier document ("In the November review report, we said:")."""
    words = str(text).rstrip(_MARKS + ":- ").rstrip()
    last = re.split(r"(?<=[.;])\s", words)[-1]
    return bool(_SAID.search(words) and _DOCUMENT.search(last)) and str(text).rstrip(_MARKS).rstrip().endswith((":", ":-", "that"))


def _is_quoted(block: Block | None, *, own: bool) -> bool:
    return block is not None and block.kind != "heading" and (own or _opens(block) or block.kind == "bullet")


def _opens(block: Block) -> bool:
    return str(block.text).lstrip(_MARKS)[:1] in tuple(_OPEN)


def _extent(blocks: list[Block], *, own: bool) -> list[Block]:
    """How far a quotation goes: to its closing mark, to the end of its list, or one paragraph."""
    first = blocks[0]
    if _opens(first):
        for count, block in enumerate(blocks[:_MOST], 1):
            if str(block.text).rstrip(_MARKS + ".,").endswith(tuple(_CLOSE)):
                return blocks[:count]
        return blocks[:1]
    if first.kind == "numbered":
        taken = [first]
        for block in blocks[1:]:
            if not follows(taken[-1], block):
                break
            taken.append(block)
        return taken
    if first.kind == "bullet":
        return blocks[: next((index for index, block in enumerate(blocks) if block.kind != "bullet"), len(blocks))]
    return blocks[:1] if own else []


def statement(block: Block) -> Block:
    """The block without marks of quotation and layout about its words."""
    words = str(block.text)
    start = len(words) - len(words.lstrip(_MARKS + _OPEN))
    linked = re.search(r"\]\([^()\s]{0,200}\)\s*$", words)
    end = linked.start() if linked else len(words)
    end = len(words[:end].rstrip(_MARKS + _CLOSE if not words[:end].rstrip().endswith(".") else _CLOSE))
    return Block(block.kind, block.span, block.text[start : max(start, end)], block.number, block.level)


def review_ref(inspects: Ref, issued: When | None, label: str) -> Ref:
    """A commissioner's review by the body it looks at and its month; where none is printed, by its label."""
    if issued is None or not issued.value:
        return inspection_ref(inspects, None, label)
    return Ref("inspection", slug(inspects.slug, issued.value[:7], "commissioner review"))


def earlier_review(part: Part, span: Span) -> Inspection | None:
    """The author's earlier review that ``span`` names, by its month: one printed with it, or with the same month elsewhere."""
    named = span.search(_OWN_DOCUMENT)
    if named is None or part.header.about is None:
        return None
    issued = _issued(part, span, named.span)
    if issued is not None and part.issued is not None and issued.value[:7] >= part.issued.value[:7]:
        return None
    label = (named.get("label") or named.group("plain")).words
    return Inspection(
        ref=review_ref(part.header.about, issued, label),
        label=label,
        kind="CommissionerReview",
        inspects=part.header.about,
        issued=issued,
        evidence=(named.span if issued is None else span,),
    )


def _issued(part: Part, span: Span, named: Span) -> When | None:
    dates = [mention for mention in find_dates(span) if mention.is_point and mention.when.datatype != "gYear"]
    if dates:
        return dates[0].when
    month = named.search(_MONTH)
    if month is None:
        return None
    for mention in find_dates(part.span):
        if (
            mention.is_point
            and mention.span.words.startswith(month.group("month").words + " ")
            and mention.when.datatype == "gYearMonth"
        ):
            return mention.when
    return None


def visit(part: Part, before: Iterable[Span]) -> Inspection | None:
    """The inspectorate's visit that the nearest of the spans before a quotation dates, or None."""
    if part.header.about is None:
        return None
    for span in reversed(list(before)):
        for sentence in reversed(span.sentences()):
            named = sentence.search(_VISIT)
            by = next(
                (
                    mention.entry
                    for mention in part.world.bodies.find(sentence)
                    if "Inspectorate" in mention.entry.data.get("kind", ())
                ),
                None,
            )
            dates = [mention for mention in find_dates(sentence) if mention.since.datatype == "date"]
            if named is not None and by is not None and dates:
                kind = str(named.get("kind") or "").lower()
                return Inspection(
                    ref=inspection_ref(part.header.about, dates[0].since),
                    label=f"{by.label} {named.span.words.strip()}",
                    kind=_KINDS.get(kind, "Inspection"),
                    inspects=part.header.about,
                    conducted_by=(by.ref,),
                    since=dates[0].since,
                    until=dates[0].until,
                    evidence=(sentence,),
                )
    return None


def source_of(part: Part, sentences: list[Span]) -> Inspection | None:
    """The earlier review that a sentence recommends in: it dates the recommendation before this one, or names that review."""
    sentence = sentences[-1]
    dates = [mention.when for mention in find_dates(sentence) if mention.is_point and mention.when.datatype != "gYear"]
    past = sentence.search(r"\brecommended\b") is not None
    if not past or part.header.about is None:
        return None
    if dates and part.issued is not None and dates[0].value[:7] < part.issued.value[:7]:
        label = next((found.span for one in reversed(sentences) if (found := one.search(_BEFORE)) is not None), None)
        return Inspection(
            ref=review_ref(part.header.about, dates[0], ""),
            label=label.words if label is not None else f"review of {dates[0].printed}",
            kind="CommissionerReview",
            inspects=part.header.about,
            issued=dates[0],
            evidence=(sentence,) if label is None or label in sentence else (sentence, label),
        )
    return next((source for one in reversed(sentences) if (source := earlier_review(part, one)) is not None), None)
