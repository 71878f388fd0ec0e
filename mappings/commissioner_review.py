"""Reviews from outside: by a commissioner or adviser whom a minister appoints, at first and months later, and peer challenges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.dates import When
from kg.facts import Body, Fact, Finding, Header, Inspection, Post, Recommendation, Ref, slug
from kg.lexicon import Lexicon
from kg.reading.approvals import approvals
from kg.reading.asked import apart
from kg.reading.blocks import Block
from kg.reading.councils import council
from kg.reading.dates import find_dates
from kg.reading.earlier import Quotation, earlier_review, introduces, part_quotations, review_ref, source_of, statement, visit
from kg.reading.findings import findings, polarity, themes
from kg.reading.followups import follow_up
from kg.reading.openings import begins
from kg.reading.part import Draft, Opening, Part
from kg.reading.polarity import heading_polarity
from kg.reading.recommendations import Said, addressed, addressee, is_announced, is_recommendations, items, kind_called, leads, said
from kg.reading.reported import plain, reserved
from kg.reading.responses import is_told, responses
from kg.reading.reviewers import PEERS, author, beside, peers_write, written
from kg.reading.sections import Section, folded, names, sections
from kg.reading.titles import bare, front, is_page_line, is_served, own, page
from kg.reading.witnesses import heard
from kg.text import Span

FAMILY = "commissioner-review"

_WHO = r"(?:commissioners?(?:[’']s?)?|(?:improvement|DfE|independent)\sadvis[eo]rs?(?:[’']s?)?)"
_WHAT = r"(?:review|report|follow[\s-]?up|update|progress|recommendations?|findings)"
_TITLE = re.compile(
    rf"\b{_WHO}\b[^.\n]{{0,80}}\b{_WHAT}\b|\b{_WHAT}\b[^.\n]{{0,80}}\b{_WHO}\b"
    r"|\b(?:\d{1,2}|three|six|nine|twelve|eighteen)[\s-]month(?:s|ly)?\s(?:progress\s|follow[\s-]?up\s)?(?:review|report)\b"
    rf"|\b{_WHAT}\b[^.\n]{{0,60}}\b(?:to|for)\s(?:the\s)?(?:(?:DfE|Department\sfor\sEducation|secretary\sof\sstate|ministers?)\b)"
    r"|\bpeer\s(?:challenge|review|diagnostic)\b(?!\s(?:action|improvement)\splan)",
    re.IGNORECASE,
)
_APPOINTED = re.compile(r"\b(?:commissioner|advis[eo]r)\b", re.IGNORECASE)
_MINISTER = re.compile(
    r"\b(?:DfE|DFE|Department\sfor\sEducation|Secretary\sof\sState|Minister|[Ss]tatutory\s(?:[Dd]irection|appointment|intervention))\b"
)
_NEED = re.compile(
    r"\b(?:should|must|needs?\sto|need(?:ed)?\sfor|(?:is|are)\s(?:now\s)?(?:essential|needed|required|critical)|needs\s(?:ongoing|further|continued|more)|requires?\s(?:follow|further|urgent)"
    r"|could\sbe\s(?:done|more)|will\sneed|ought\sto|opportunit(?:y|ies)\sto\s(?:improve|enhance|strengthen|develop))\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(r"\W*(?:This|That|The|My|These)\s(?:recommendations?|advice|proposals?)\b")
_SETTING = re.compile(
    r"\b(?:context|process|introduction|background|method\w*|scope|remit|purpose|appointment|terms\sof\sreference)\b", re.IGNORECASE
)
_SECTION = re.compile(r"\b[Ss]ection\s(?P<number>\d{1,2}(?:\.\d{1,2})?)\b")
_TROUBLE = re.compile(r"\b(?:challenges|concerns|weaknesses|issues|shortfalls|gaps)\b", re.IGNORECASE)
_POSTS = {"minister": re.compile(r"\b(?:Minister|Secretary\sof\sState)\b"), "mayor": re.compile(r"\bMayor\b")}


def openings(text: Span, world: Lexicon) -> Iterator[Opening]:  # noqa: ARG001
    """Where such reviews begin: at a title, near which somebody appointed and a minister are named, or a team of peers speaks."""
    for start, title in begins(text, _TITLE):
        near = text[title.start - text.start :][:4000]
        if title.search(PEERS):
            if peers_write(near):
                yield Opening(start, 0.8, f"the title of a peer challenge, and its team: {bare(title).words}")
        elif near.search(_APPOINTED) and near.search(_MINISTER):
            yield Opening(start, 0.9, f"the title of a commissioner's review: {bare(title).words}")


def header(part: Draft) -> Header:
    """Title, month, council and place; the publisher is the department, where it is named."""
    lines = page(own(part), _TITLE)
    title = bare(next((line for line in lines if line.search(_TITLE)), lines[0]))
    above = [bare(line) for line in lines if line.end <= title.start and (is_served(line) or not is_page_line(line))]
    dated = next((found for line in lines for found in find_dates(line) if found.is_point and found.when.value), None)
    named = council(part, lines)
    mentioned = part.world.bodies.find(own(part)[:6000]) if title.search(PEERS) is None else ()
    department = next((one for one in mentioned if "GovernmentDepartment" in one.entry.data.get("kind", ())), None)
    evidence = [
        *above,
        title,
        *([dated.span] if dated else []),
        *([named[2]] if named else []),
        *([department.span] if department else []),
    ]
    return Header(
        title=": ".join(line.words for line in (*above, title)),
        issued=dated.when if dated else None,
        publisher=department.entry.ref if department else None,
        place=named[1] if named else None,
        about=named[0] if named else None,
        evidence=tuple(evidence),
    )


def read(part: Part) -> Iterator[Fact]:
    """The review, its author, what it quotes of earlier ones, its findings, recommendations and follow-ups."""
    review = _review(part)
    if review is not None:
        yield review
        yield from heard(part, review.ref)
    made_in = review.ref if review is not None else part.ref
    yield from written(part, made_in)
    found = folded(sections(own(part)), lambda text: introduces(text) or leads(text), front(part, _TITLE))
    before: list[Span] = []
    by_section: dict[str, list[Finding]] = {}
    current = ""
    for name, section in zip(names(found), found, strict=True):
        if is_told(section.blocks):
            yield from responses(part, section, made_in, name)
        elif is_recommendations(section):
            yield from _recommendations(part, section, made_in, by_section)
            continue
        told = part_quotations(section.heading, section.blocks)
        for count, quotation in enumerate(told.quotations, 1):
            spans = [*before, *(block.text for block in section.blocks if block.span.end <= quotation.lead.span.end)]
            yield from _quoted(part, quotation, spans, f"{name} quoted" if count == 1 else f"{name} quoted {count}", made_in)
        told.blocks, lists = apart(told.blocks)
        for listed in lists:
            yield from _recommendations(part, replace(section, blocks=tuple(listed)), made_in, by_section)
        if announced := [block for block in told.blocks if is_announced(block)]:
            yield from _recommendations(part, replace(section, blocks=tuple(announced)), made_in, by_section)
            told.blocks = [block for block in told.blocks if not is_announced(block)]
        said_here = list(_findings(part, section, told.blocks, made_in, name))
        yield from said_here
        current = section.number or current
        by_section.setdefault(current, []).extend(said_here)
        yield from _said(part, told.blocks, said_here, made_in)
        yield from beside(part, told.blocks, made_in)
        yield from approvals(part, (block.text for block in told.blocks))
        before.extend(block.text for block in section.blocks)


def _review(part: Part) -> Inspection | None:
    if part.header.about is None:
        return None
    return Inspection(
        ref=review_ref(part.header.about, part.issued, part.header.title),
        label=part.header.title,
        kind="PeerReview" if any(one.search(PEERS) for one in part.header.evidence) else "CommissionerReview",
        inspects=part.header.about,
        conducted_by=(part.header.publisher,) if part.header.publisher is not None else (),
        issued=part.issued,
        evidence=part.header.evidence,
    )


def _by(part: Part) -> Ref | None:
    person = author(part)
    return person.ref if person is not None else None


def _quoted(part: Part, quotation: Quotation, before: list[Span], name: str, made_in: Ref) -> Iterator[Fact]:
    """What a quotation holds, as made in the earlier review or visit; its lead says whether it praises or blames."""
    source = earlier_review(part, quotation.lead.text) if quotation.own else visit(part, [*before, quotation.lead.text])
    if source is not None:
        yield source
    where = source.ref if source is not None else made_in
    decided = None if quotation.own else heading_polarity(quotation.lead.text.words, part.world)
    blocks = [statement(block) for block in quotation.blocks]
    for fact in findings(part, blocks, where, name):
        yield replace(fact, polarity=decided) if decided is not None else fact
    if not quotation.own:
        return
    for count, block in enumerate(blocks, 1):
        if block.text.search(_NEED):
            yield Recommendation(
                ref=Ref("recommendation", f"{part.slug}/{slug(name)}-{count}"),
                made_in=where,
                text=block.text.words,
                number=block.number,
                made_by=_by(part),
                themes=themes(block.text, part.world),
                issued=source.issued if source is not None else None,
                evidence=(block.text, quotation.lead.span),
            )


def _findings(part: Part, section: Section, blocks: list[Block], made_in: Ref, name: str) -> Iterator[Finding]:
    """The findings of a section; bullets under a lead that praises ("it is impressive to see that:") praise."""
    lead = section.heading.text if section.heading is not None and str(section.heading.text).rstrip().endswith(":") else None
    praised = lead is not None and polarity(lead, part.world).name == "strength"
    said = findings(part, blocks, made_in, name)
    for found in reserved(said, part.world) if _SETTING.search(section.title) else said:
        strong = praised and found.polarity.name == "neutral"
        yield replace(
            found, polarity=part.world.concept("polarity", "strength") if strong else found.polarity, text=plain(found.text)
        )


def _recommendations(part: Part, section: Section, made_in: Ref, found: Mapping[str, list[Finding]]) -> Iterator[Fact]:
    """The numbered recommendations, each with the findings it points back to, and those that they announce to a minister."""
    listed = items(section.blocks)
    heading = (section.heading.span,) if section.heading is not None else ()
    for number, item in enumerate(listed, 1):
        unique = item.number and [one.number for one in listed].count(item.number) == 1
        to = (addressee(part, item.put, alone=True) if item.put is not None else {}) or addressed(part, item.lead, item.text)
        yield from (body for body in to.values() if body is not None)
        yield Recommendation(
            ref=Ref("recommendation", f"{part.slug}/{slug(item.number) if unique else f'recommendation-{number}'}"),
            made_in=made_in,
            text=item.text.words,
            number=item.number,
            kind=kind_called(part, *item.evidence, *heading),
            made_by=_by(part),
            addressed_to=tuple(to),
            themes=themes(item.text, part.world),
            supported_by=tuple(one.ref for one in _support(item.text, found)),
            issued=part.issued,
            evidence=(*item.evidence, *heading),
        )
    starts = {item.text.start for item in listed}
    for one in (one for block in section.blocks for paragraph in block.text.paragraphs() for one in said(paragraph)):
        if one.sentence.start not in starts and not leads(one.sentence):  # an item itself may begin "I recommend that …"
            yield from _one_said(part, one, made_in)


def _support(text: Span, found: Mapping[str, list[Finding]]) -> list[Finding]:
    """The findings that a recommendation repeats word for word, and those of a section that it points to by number."""
    same = [one for listed in found.values() for one in listed if one.text == text.words]
    pointed = text.search(_SECTION)
    there = found.get(str(pointed.group("number")), []) if pointed is not None else []
    weak = bool(text.search(_TROUBLE))
    return same + [
        one for one in there if one.part_of is None and one not in same and (not weak or one.polarity.name in ("weakness", "mixed"))
    ]


def _said(part: Part, blocks: list[Block], found: list[Finding], made_in: Ref) -> Iterator[Fact]:
    """The recommendations in running text, and what the next sentence says became of them ("This was accepted …")."""
    for block in blocks:
        sentences = block.text.sentences()
        for one in (one for one in said(block.text) if not leads(one.sentence)):
            where = made_in
            index = sentences.index(one.sentence)
            source = source_of(part, sentences[: index + 1])
            if source is not None:
                yield source
                where = source.ref
            made = list(_one_said(part, one, where))
            yield from made
            after = sentences[index + 1] if index + 1 < len(sentences) else None
            for fact in made:
                if isinstance(fact, Recommendation) and after is not None and after.match(_ACCEPTED):
                    yield from follow_up(fact.ref, after, found, part.world)


def _one_said(part: Part, one: Said, made_in: Ref) -> Iterator[Fact]:
    """A recommendation that a sentence makes, with the minister it is put to and whoever is to act."""
    to = [ref for span in (one.to, one.act) if span is not None for ref in addressee(part, span)]
    to += addressed(part, one.content)
    for fact in _asked(part, one):
        yield fact
        if isinstance(fact, Post):
            to.append(fact.ref)
    day = next((mention.when for mention in find_dates(one.sentence) if mention.is_point and _is_past(mention.when, part)), None)
    yield Recommendation(
        ref=Ref("recommendation", f"{part.slug}/said-{one.sentence.start - part.span.start}"),
        made_in=made_in,
        text=one.sentence.words,
        kind=kind_called(part, one.sentence),
        made_by=_by(part),
        addressed_to=tuple(dict.fromkeys(to)),
        themes=themes(one.sentence, part.world),
        evidence=(one.sentence,),
        date=day,
        issued=part.issued if day is None else None,
    )


def _is_past(date: When, part: Part) -> bool:
    """Whether a date is not later than the report: what is to be done by a day was not recommended on it."""
    return part.issued is None or date.earliest is None or part.issued.latest is None or date.earliest <= part.issued.latest


def _asked(part: Part, one: Said) -> Iterator[Post | Body]:
    for span in (one.to, one.act):
        if span is None:
            continue
        yield from (body for body in addressee(part, span).values() if body is not None)
        for name, pattern in _POSTS.items():
            holder = part.header.about if name == "mayor" else part.header.publisher
            if span.search(pattern) and holder is not None:
                yield Post(
                    ref=Ref("post", slug(holder.slug, name, part.issued.value if part.issued is not None else part.slug)),
                    body=holder,
                    role=part.world.concept("role", name),
                    status="unnamed",
                    printed=re.sub(r"^the\s", "", span.words),
                    attested_on=part.issued,
                    evidence=(one.sentence,),
                )
