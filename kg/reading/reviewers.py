"""Who wrote a review, who reviewed with them, and the groups that were held for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.facts import Fact, Meeting, Participation, Person, Ref, slug
from kg.reading.blocks import Block
from kg.reading.names import find_names
from kg.reading.part import Part
from kg.reading.register import register
from kg.reading.titles import own, page
from kg.text import Span

PEERS = re.compile(r"\bpeer\s(?:challenge|review|diagnostic)\b", re.IGNORECASE)
_TEAM = re.compile(  # who speaks, and to whom: what is only told of peers has neither
    r"\bpeer\s(?:challenge\s|review\s)?team\b|\bteam\sof\speers\b|\b(?:member|officer|police|health|operational|lead)\speer\b|\bthank\syou\sfor\s(?:inviting|hosting|asking|welcoming|commissioning)\b",
    re.IGNORECASE,
)
_WRITES = re.compile(
    r"^\s*Dear\s|\b(?:we|our\steam|the\speer\steam)\s(?:found|saw|heard|met|spoke|read|recommend)\b", re.IGNORECASE | re.MULTILINE
)
_AUTHOR = re.compile(r"\b(?:commissioner|advis[eo]r)\b", re.IGNORECASE)
_JOINTLY = re.compile(
    r"\((?:jointly\s)?(?:with|alongside)\s(?P<names>[^()]{3,80})\)|\b(?:jointly|together|alongside)\swith\s(?P<others>[^,.;()]{3,60})",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:focus\sgroups?|workshops?|separate\ssessions?|listening\sevents?|round\stables?)\s(?:with|looking\sat|on|for)\s[^,;.()]{3,120}?(?=\sand\s(?:met|I|have|held|spoke|also|visited)\b|[,;.()]|$)",
    re.IGNORECASE,
)


def peers_write(text: Span) -> bool:
    """Whether a team of peers tells in ``text`` what it found, rather than somebody else of a peer challenge."""
    return text.search(_TEAM) is not None and text.search(_WRITES) is not None


@lru_cache(maxsize=8)
def author(part: Part) -> Person | None:
    """Who wrote a review, as its title page or its last lines name them; of a member's report the one it names at its head or end."""
    top = page(own(part))
    if part.family == "executive-report":
        return _member(part, top)
    for span in (*(Span(part.span.document, line.start, min(line.end + 80, part.span.end)) for line in top), part.span[-200:]):
        names = find_names(span, part.world)
        if names and span.search(_AUTHOR) and names[0].given:
            return register(part).person(names[0])
    return None


def _member(part: Part, top: list[Span]) -> Person | None:
    """The councillor whose report it is, whom a line of the title page or the last lines name with nothing else."""
    for span in (*top, *part.span[-300:].lines()):
        names = [name for name in find_names(span, part.world) if register(part).is_elected(name)]
        if len(names) == 1 and len(span.words) - len(names[0].span.words) < 30:
            return register(part).person(names[0])
    return None


def written(part: Part, made_in: Ref) -> Iterator[Fact]:
    """The author, and that they reviewed, where ``made_in`` is the review."""
    person = author(part)
    if person is None:
        return
    yield person
    if made_in.kind == "inspection":
        reviewer = part.world.concept("capacity", "reviewer")
        yield Participation(event=made_in, participant=person.ref, capacity=reviewer, evidence=person.evidence)


def beside(part: Part, blocks: Iterable[Block], made_in: Ref) -> Iterator[Fact]:
    """Who reviewed with the reviewer, and the focus groups that were held."""
    if made_in.kind != "inspection":
        return
    for block in blocks:
        for sentence in block.text.sentences():
            jointly = sentence.search(_JOINTLY)
            others = (jointly.get("names") or jointly.get("others")) if jointly is not None else None
            for name in find_names(sentence, part.world):
                if others is not None and name.span in others and name.given and name.strength != "weak":
                    person = register(part).person(name)
                    yield person
                    as_what = part.world.concept("capacity", "reviewer")
                    yield Participation(event=made_in, participant=person.ref, capacity=as_what, evidence=(sentence,))
            for group in sentence.finditer(_GROUP):
                label = group.span.words
                yield Meeting(ref=Ref("meeting", slug(part.slug, label[:60])), label=label, evidence=(sentence,))
