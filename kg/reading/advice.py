"""Recommendations of others that a report relays: a consultant's, under headings or in bullets, with what was done about each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.facts import Body, Fact, Finding, Inspection, Recommendation, Ref
from kg.reading.blocks import Block
from kg.reading.findings import findings, themes
from kg.reading.followups import follow_up, is_imperative
from kg.reading.naming import naming
from kg.reading.part import Part
from kg.reading.recommendations import said
from kg.reading.refs import body_ref, inspection_ref
from kg.reading.reported import reserved
from kg.reading.scope import bodies_here
from kg.reading.sections import Section
from kg.text import Match, Span

_NAME = r"\b(?:[A-Z][\w’'&-]{0,40})(?:\s(?:[A-Z][\w’'&-]{0,40}|and|of|&)){0,5}?"
_TITLE = re.compile(r"\brecommendations?\b", re.IGNORECASE)
_ADVISED = re.compile(
    rf"(?P<body>{_NAME})(?:[’']s)?\s(?:also\s|then\s|further\s|subsequently\s|had\s|has\s|have\s){{0,2}}(?:sets?\sout|made|makes?|recommend(?:s|ed)?|stated?|suggest(?:s|ed)|proposed?|identified|put\sforward"
    r"|produced|concluded|not\sfound)\b[^.]{0,160}?\b(?:recommendations?|recommend(?:s|ed)?|should|consider|following)\b"
)
_COMMISSIONED = re.compile(
    rf"(?P<body>{_NAME})\s(?:had\sbeen|has\sbeen|have\sbeen|was|were)\s(?:recently\s|also\s|jointly\s)?(?:commissioned|engaged|appointed|asked|contracted|invited)(?P<by>,?\sby\s[^,.]{{3,80}},?)?"
    r"\s(?:in\s[A-Z]\w+\s\d{4}\s)?to\s(?:undertake|carry\sout|conduct|review|produce|provide|complete|examine|explore|look|analyse|assess|investigate|prepare)\b"
)
_UNDERLINED = re.compile(r"(?:(?:<u>[^<]{0,400}</u>|\*\*[^*]{1,400}\*\*)\s{0,3}){1,4}[.:;]?")
_TAG = re.compile(r"</?[a-zA-Z]{1,6}>|\*\*")
_SENTENCE_END = re.compile(r"[.;](?=\s|$)")
_NO_BODY = re.compile(
    r"^(?:The|It|He|She|They|We|Members?|Panel|Board|This|That|These|In|Although|However|Following|As)$|\bMembers?\b"
)


@dataclass(frozen=True)
class Study:
    """A study, and the body that carried it out."""

    inspection: Inspection
    body: Ref
    name: str


def studies(part: Part, found: Iterable[Section]) -> list[tuple[Study, Body]]:
    """The studies that ``found`` says somebody was commissioned to undertake, each with its body, once."""
    made: dict[Ref, tuple[Study, Body]] = {}
    for section in found:
        for block in section.blocks:
            for sentence in block.text.sentences():
                match = sentence.search(_COMMISSIONED)
                name = _body(match) if match is not None else None
                if name is None or part.header.about is None:
                    continue
                ref = body_ref(name.words, part)
                title = section.title if name.words.casefold() in section.title.casefold() else f"{name.words} study"
                kind = "PeerReview" if "peer" in title.lower() else "Study"
                inspection = Inspection(
                    ref=inspection_ref(part.header.about, None, title),
                    label=title,
                    kind=kind,
                    inspects=part.header.about,
                    conducted_by=(ref,),
                    evidence=(sentence,),
                )
                body = Body(ref=ref, name=name.words, kind=naming(part.world).kind_of(name.words), evidence=(name,))
                made.setdefault(ref, (Study(inspection, ref, name.words), body))
    return list(made.values())


def _body(match: Match) -> Span | None:
    name = match.group("body").strip()
    while (first := name.match(r"\S+\s")) and _NO_BODY.search(first.span.words):
        name = first.after
    return None if not name or _NO_BODY.search(name.words) else name


def adviser(part: Part, section: Section, known: Iterable[Study]) -> tuple[Ref, Span, Ref] | None:
    """Who made the recommendations under a heading, where that is not the author: the body, the words that say so, the study."""
    first = section.first
    if not _TITLE.search(section.title) or first is None:
        return None
    by_body = {study.body: study.inspection.ref for study in known}
    for sentence in first.text.sentences():
        match = sentence.search(_ADVISED)
        name = _body(match) if match is not None else None
        if name is None:
            continue
        ref = body_ref(name.words, part)
        if ref in by_body or bodies_here(part).match(name) is not None:
            return ref, sentence, by_body.get(ref, part.ref)
    return None


@dataclass
class Relayed:
    """The recommendations of one adviser, read section by section; ``count`` numbers them through the part."""

    part: Part
    maker: Ref
    made_in: Ref
    lead: Span
    count: int = 0

    def _made(self, pieces: tuple[Span, ...], *, lead: bool) -> Recommendation:
        self.count += 1
        return Recommendation(
            ref=Ref("recommendation", f"{self.part.slug}/{self.maker.slug}-{self.count}"),
            made_in=self.made_in,
            text=re.sub(r"\s(?=[,;.])", "", " ".join(piece.words for piece in pieces)),
            made_by=self.maker,
            themes=themes(pieces[0].to(pieces[-1]), self.part.world),
            evidence=(*pieces, self.lead) if lead else pieces,
        )

    def under(self, heading: Block, blocks: Iterable[Block], found: list[Finding]) -> Iterator[Fact]:
        """The recommendation that a heading is, those among ``blocks``, and what ``found`` says became of each."""
        latest = self._made(pieces_of(heading.text), lead=True)
        yield latest
        told = False  # the first sentence that says what became of it; later ones tell of its parts
        for block in blocks:
            if block.kind == "prose" and _is_line(block, self.part):
                latest, told = self._made(pieces_of(block.text), lead=True), False
                yield latest
                continue
            for fact in () if told else follow_up(latest.ref, block.text, found, self.part.world):
                told = True
                yield fact
            yield from self.sentences(block)

    def sentences(self, block: Block) -> Iterator[Fact]:
        """The sentences of a block that say what was recommended ("It was recommended that …")."""
        for one in said(block.text):
            yield self._made((one.sentence,), lead=True)

    def bullets(self, blocks: Iterable[Block], found: list[Finding]) -> Iterator[Fact]:
        """The recommendations that are bullets: the underlined words or the first sentence; the rest says what was done."""
        for block in blocks:
            if block.kind != "bullet":
                continue
            head = head_of(block.text)
            made = self._made(pieces_of(head), lead=True)
            yield made
            rest = block.text[len(head) :].strip()
            if rest:
                yield from follow_up(made.ref, rest, found, self.part.world)


def head_of(text: Span) -> Span:
    """The recommendation at the start of a bullet: its underlined words to the end of their sentence, else its first sentence."""
    underlined = text.match(_UNDERLINED)
    if underlined is not None and underlined.span.search(r"[.;:]\W*(?:</u>)?\W*$"):
        return underlined.span.strip()
    start = len(underlined.span) if underlined is not None else 0
    end = text[start:].search(_SENTENCE_END)
    return text[: start + (end.span.end - text[start:].start)] if end is not None else text


def pieces_of(text: Span) -> tuple[Span, ...]:
    """The words of a text without its layout tags, as spans."""
    return tuple(piece.strip() for piece in text.split(_TAG) if piece.strip(" .;"))


def _is_line(block: Block, part: Part) -> bool:
    """Whether a prose block is one sentence that begins as a recommendation does."""
    return len(block.text.sentences()) == 1 and len(block.text) < 220 and is_imperative(block.text.words, part.world)


def is_advice(section: Section, part: Part) -> bool:
    """Whether the heading of a section is itself a recommendation in the imperative."""
    return section.heading is not None and is_imperative(section.title, part.world)


def comments(part: Part, section: Section, name: str) -> list[Finding]:
    """The findings in the blocks of a section, without the words of the recommendations among them."""
    kept = [_rest(block) for block in section.blocks if not (block.kind == "prose" and _is_line(block, part))]
    return list(reserved(findings(part, [block for block in kept if block.text], part.ref, name), part.world, section.title))


def _rest(block: Block) -> Block:
    if block.kind != "bullet" or block.text.match(_UNDERLINED) is None:
        return block
    rest = block.text[len(head_of(block.text)) :].strip()
    return Block(block.kind, block.span, rest, block.number, block.level)
