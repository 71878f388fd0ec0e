"""What minutes report: findings that were told to a meeting, those of an inspection under that inspection, and recommendations.

An item about an inspection or visit of a printed day has its findings made in that inspection; what was said at the meeting
itself is made in the meeting, and kept only where it praises, criticises or counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.facts import Fact, Finding, Recommendation, Ref
from kg.lexicon import Lexicon
from kg.reading.blocks import Block, blocks
from kg.reading.decisions import Taken
from kg.reading.earlier import visit
from kg.reading.findings import counts, findings, themes
from kg.reading.items import Item
from kg.reading.part import Part
from kg.reading.recommendations import addressed, addressee
from kg.reading.reported import content, reserved
from kg.reading.standing import tells_progress
from kg.text import Span

_FORMAL = re.compile(
    r"\b(?:apolog|declaration|disclosure|minutes|interests?\b|membership|substitut|exclusion|urgent|next meeting|meeting dates|schedule of meeting|calendar|appointment|election|"
    r"announcements|public (?:questions|participation|speaking)|petitions|welcome|introductions|work programme|forward plan|matters arising|any other business|date of)",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:findings?\b[^.;]{0,60}\b(?:were|was|are|is|in\srelation|of\sthe)|found\b|identified|highlighted|areas\s(?:for|of)\s(?:improvement|priority|concern|strength)|strengths|weaknesses|judged|concluded)",
    re.IGNORECASE,
)
_EVALUATES = re.compile(
    r"\b(?:improv(?:ed|ing|ement)|reduc(?:ed|ing|tion)|increas(?:ed|ing)|progress|remain(?:s|ed)|challeng\w+|too\s(?:many|high|few|long|low)|lack|insufficient\w*|variab\w+|shortage|poor|good|strong\w*"
    r"|effective\w*|ineffective|positive\w*|concerned|concerns\s(?:were|that|about)|delays?|success\w*|significant(?:ly)?\s\w+(?:ed|er)|quite\shigh|backlog|pressures?|difficult\w*|fallen|risen|better|worse)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^[^.;]{0,120}\b(?:queried|asked\s(?:whether|how|what|why|if|for|about)|reference\swas\smade|questions?\swere)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\b(?:letter|report)s?\b[^.;]{0,40}\b(?:dated|published|issued)\b", re.IGNORECASE)
_RECOMMENDED = re.compile(r"\brecommendations?\b", re.IGNORECASE)
_MADE = re.compile(
    r"(?:\s\([^)]{1,20}\))?,?\s(?:had|has|have)?\s?(?:also\s)?(?:made|identified|given|issued|set\sout|put\sforward|recommended)\b"
)
_RECOMMENDS = re.compile(
    r"\b(?:RECOMMEND(?:ED|S)?|[Rr]ecommend(?:ed|s)?)\b\W{0,4}(?:\(?to\s(?P<to>(?:the\s)?[A-Z][\w ’'&-]{2,80}?)\)?\s?(?=[:–-]|\sthat\b|\sto\b)\W{1,4})?(?P<what>.*)",
    re.DOTALL,
)
_VERB = re.compile(r"\W*[A-Z]{5,12}\b(?:\s[a-z]+)?\W{0,6}(?=[Tt]hat\b|\()")
_BEGGED = re.compile(  # what is asked of somebody: a committee may only ask an executive, an officer or another body
    r"\W*(?:[Tt]hat\s)?(?:the\s)?(?P<to>(?:[A-Z][\w’',&-]{0,40}\s)(?:(?:[A-Z(][\w’',&()-]{0,40}|and|of|for|the|&)\s){0,12}?)be\s(?:(?:also|further|formally|again)\s)?"
    r"(?:asked|requested|invited|urged|encouraged|called\supon|instructed|directed|advised)\s(?:to|that)\b"
)
_LEAD = re.compile(r"\bRECOMMEND(?:ED|S)?\b|\bto\srecommend\b(?:\sto\s(?P<to>(?:the\s)?[A-Z][\w ’'&-]{2,80}))?")


def minuted(part: Part, items: Iterable[Item], decided: list[Taken], meeting: Ref, body: Ref | None) -> Iterator[Fact]:
    """The findings under the items of minutes, and the recommendations among them and among the decisions."""
    taken = [span for one in decided for span in one.evidence]
    for item in items:
        if _FORMAL.search(item.title.words) and not re.search(r"ofsted|inspection", item.title.words, re.IGNORECASE):
            continue
        text = Span(part.span.document, item.heading.end, max(item.heading.end, item.end))
        under = [one for one in blocks(text) if not any(one.span.overlaps(span) for span in taken)]
        yield from _item(part, item, under, meeting)
    yield from _recommendations(part, decided, meeting, body)


def _item(part: Part, item: Item, under: list[Block], meeting: Ref) -> Iterator[Fact]:
    sentences = [one for block in under[:4] for one in block.text.sentences() if not one.search(_LETTER)]
    inspected = next((found for one in sentences if (found := visit(part, [one])) is not None), None)
    theirs = inspected.ref if inspected is not None else None
    group: list[Block] = []
    number = 0
    for block in [*under, None]:
        opens = block is None or block.kind in ("heading", "prose")
        if opens and group:
            number += 1
            yield from _group(part, group, f"{item.title.words} {number}", meeting, theirs)
            group = []
        if block is not None:
            group.append(block)


def _group(part: Part, group: list[Block], name: str, meeting: Ref, theirs: Ref | None) -> Iterator[Fact]:
    """A lead and the list under it, or a paragraph by itself."""
    lead = group[0]
    listed = [one for one in group[1:] if one.kind in ("bullet", "numbered")]
    if theirs is not None and listed and _RECOMMENDED.search(lead.text.words) and re.search(r"[:–-]\W*$", lead.span.words):
        yield from _relayed(part, lead, listed, theirs)
    elif theirs is not None and _THEIRS.search(lead.text.words):
        yield from findings(part, group, theirs, name)
    else:
        told = [one for one in reserved(findings(part, group, meeting, name), part.world) if _tells(one, part.world)]
        kept = {one.ref for one in told}
        yield from (one if one.part_of is None or one.part_of in kept else replace(one, part_of=None) for one in told)


def _tells(found: Finding, world: Lexicon) -> bool:
    """Whether something said at a meeting says how things are, rather than that somebody asked."""
    sentences = [one for span in found.evidence for one in span.sentences() if not one.search(_ASKED)]
    if any(tells_progress([content(one) for one in sentences if one in span], span, world) for span in found.evidence):
        return True
    if _ASKED.search(found.text):
        return False
    return (found.polarity.name != "neutral" and _EVALUATES.search(found.text) is not None) or (
        found.part_of is None and any(counts(span) for span in found.evidence)
    )


def _relayed(part: Part, lead: Block, listed: list[Block], theirs: Ref) -> Iterator[Recommendation]:
    """Recommendations of an inspection that were reported to the meeting, by the body that the lead says made them."""
    maker = next(
        (one.entry.ref for one in part.world.bodies.find(lead.text) if lead.text[one.span.end - lead.text.start :].match(_MADE)),
        None,
    )
    for one in listed:
        yield Recommendation(
            ref=Ref("recommendation", f"{part.slug}/line-{one.span.line}"), made_in=theirs, made_by=maker, text=one.text.words, number=one.number,
            themes=themes(one.text, part.world), evidence=(one.text, lead.span),
        )  # fmt: skip


def _past_verb(span: Span) -> Span:
    """The words of a decision after its verb, where they begin with it: "RESOLVED - That …"."""
    verb = span.match(_VERB)
    return span if verb is None else verb.after


def _recommendations(part: Part, decided: list[Taken], meeting: Ref, body: Ref | None) -> Iterator[Fact]:
    """The decisions that recommend something to another body."""
    for one in decided:
        found = one.text.search(_RECOMMENDS)
        lead = one.evidence[0].search(_LEAD)
        begged = next((match for span in (one.text, *one.text.sentences()[:1]) if (match := _past_verb(span).match(_BEGGED))), None)
        if found is None and lead is None and begged is None:
            continue
        what = one.text if found is None else found.group("what").strip()
        if not what or len(what) < 12:
            continue
        whom = next((match.get("to") for match in (found, lead, begged) if match is not None), None)
        to = (addressee(part, whom) if whom is not None else {}) or addressed(part, what)
        yield from (fact for fact in to.values() if fact is not None)
        yield Recommendation(
            ref=Ref("recommendation", f"{part.slug}/line-{one.text.line}{'-' + one.number if one.number.isalnum() else ''}"), made_in=meeting, text=what.words, number=one.number,
            made_by=body, addressed_to=tuple(to), themes=themes(what, part.world), evidence=one.evidence, date=part.issued,
        )  # fmt: skip
