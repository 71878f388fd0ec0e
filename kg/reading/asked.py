"""What a report itself recommends: each recommendation once, with whom it is put to and what the report calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.facts import Body, Fact, Recommendation, Ref, slug
from kg.reading.blocks import Block
from kg.reading.findings import themes
from kg.reading.part import Part
from kg.reading.recommendations import Item, addressed, addressee, items, kind_called, leads, repeats
from kg.reading.sections import Section
from kg.text import Span

_MAKES = re.compile(
    r"\b(?:we|panel|group|committee|commission|board|inquiry|enquiry|review|members)\b[^.:]{0,60}?\brecommends?\b|\b(?:makes?|made)\sthe\sfollowing\s[^.:]{0,40}recommendations?\b|\b(?:I|[Ww]e)\s(?:therefore\s|also\s|have\s){0,2}(?:make|made|offer|set\sout)\s[^.:]{0,40}recommendations\b"
    r"|\brecommendations?\s(?:of|from)\sthe\s[^.:]{2,60}\b(?:are|is)\b|\bit\sis\s(?:therefore\s)?recommended\b|\b(?:is|are)\s(?:therefore\s)?(?:asked|recommended|invited|requested)\sto\b",
    re.IGNORECASE,
)
_PUT = re.compile(  # a sentence that is a recommendation by itself
    r"\W{0,4}(?:(?i:it\sis\s(?:therefore\s|further\s|also\s|now\s){0,2}(?:recommended|proposed)\sthat\s)"
    r"|(?:The\s)?(?P<body>(?:[A-Z][\w’'&-]{0,40},?\s(?:(?:and|of|for|&)\s){0,2}){0,8}?(?:Cabinet|Executive|Council|Board|Committee|Panel|Commission|Forum|Partnership|Members))"
    r"\s(?:is|are)\s(?:therefore\s|also\s|further\s){0,2}(?:asked|recommended|invited|requested)\sto\s)(?=[a-z])"
)
_OF_OTHERS = re.compile(r"\b(?:previous|earlier|last|former|ofsted|inspect\w*|auditors?|consultants?|already|had)\b", re.IGNORECASE)


class Asked:
    """The recommendations of a part, as they come; one that is repeated in the same words is left out."""

    def __init__(self, part: Part, made_by: Body | None = None) -> None:
        self.part = part
        self.made_by = made_by
        self.texts: list[str] = []
        self.top: Block | None = None  # the heading under which the recommendations began

    def one(self, name: str, text: Span, evidence: tuple[Span, ...], number: str, to: dict[Ref, Body | None]) -> Iterator[Fact]:
        """A recommendation with the bodies that it introduces; nothing where it came before."""
        if repeats(text, self.texts):
            return
        self.texts.append(text.words)
        yield from (body for body in to.values() if body is not None)
        if self.made_by is not None:
            yield self.made_by
        yield Recommendation(
            ref=Ref("recommendation", f"{self.part.slug}/{slug(name)}"),
            made_in=self.part.ref,
            text=text.words,
            number=number,
            kind=kind_called(self.part, *evidence),
            made_by=self.made_by.ref if self.made_by is not None else None,
            addressed_to=tuple(to),
            themes=themes(text, self.part.world),
            evidence=evidence,
            issued=self.part.issued,
        )

    def titled(self, item: Item) -> Iterator[Fact]:
        """The recommendation under a heading that is its number."""
        yield from self.one(item.number, item.text, item.evidence, item.number, addressed(self.part, item.text))

    def listed(self, blocks: Sequence[Block], heading: Block | None) -> Iterator[Fact]:
        """The recommendations that blocks list, under a heading or a lead."""
        found = items(blocks)
        if not found:
            found = [item for block in blocks if block.text.match(r"\W*That\b") for item in items([block])]
        numbers = [item.number for item in found]
        above = () if heading is None else (heading.span,) if self.top in (None, heading) else (heading.span, self.top.span)
        for count, item in enumerate(found, len(self.texts) + 1):
            to = (
                ({} if item.put is None else addressee(self.part, item.put, alone=True))
                or ({} if item.to is None else addressee(self.part, item.to))
                or addressed(self.part, item.lead)
                or addressed(self.part, None if heading is None else heading.text)
                or addressed(self.part, item.text)
            )
            name = item.number if item.number and numbers.count(item.number) == 1 else f"recommendation-{count}"
            yield from self.one(name, item.text, (*item.evidence, *above), item.number, to)

    def stated(self, blocks: Iterable[Block]) -> Iterator[Fact]:
        """The recommendations that are a sentence: "Cabinet is asked to approve …", "It is proposed that …"."""
        for sentence in (one for block in blocks if block.kind in ("prose", "numbered") for one in block.text.sentences()):
            found = sentence.match(_PUT)
            if found is None or str(sentence).rstrip().endswith((":", "?")) or sentence.search(_OF_OTHERS):
                continue
            if not repeats(found.after, self.texts):
                to = addressee(self.part, found.group("body")) if found.has("body") else addressed(self.part, found.after)
                yield from self.one(f"stated-{len(self.texts) + 1}", sentence, (sentence,), "", to)
                self.texts.append(found.after.words)

    def under(self, section: Section) -> Iterator[Fact]:
        """The recommendations of a section that is of nothing else."""
        if not self.goes_on(section):
            self.top = section.heading
        yield from self.listed(section.blocks, section.heading)
        yield from self.stated(section.blocks)

    def goes_on(self, section: Section) -> bool:
        """Whether a section after recommendations goes on with them, under the name of the body that is asked."""
        heading = section.heading
        if heading is None or not section.blocks or not addressee(self.part, heading.text):
            return False
        return all(block.kind in ("bullet", "numbered") for block in section.blocks)


def apart(blocks: Sequence[Block]) -> tuple[list[Block], list[list[Block]]]:
    """The blocks of a section without the lists that a lead in it says the report recommends, and those lists with their leads."""
    rest: list[Block] = []
    lists: list[list[Block]] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = at + 1
        if block.kind in ("prose", "numbered", "bullet") and leads(block.text) and _is_own(block.text):
            while end < len(blocks) and blocks[end].kind in ("bullet", "numbered"):
                end += 1
        if end > at + 1:
            lists.append(list(blocks[at:end]))
        else:
            rest.append(block)
        at = end
    return rest, lists


def _is_own(lead: Span) -> bool:
    return lead.search(_MAKES) is not None and lead.search(_OF_OTHERS) is None
