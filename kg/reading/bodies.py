"""Bodies: the organisations, boards, panels, teams and services that a document names, with their aliases as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts import Body, Fact, Ref
from kg.reading.acronyms import defined
from kg.reading.blocks import Block
from kg.reading.mentions import BodyMention, body_mentions
from kg.reading.naming import bare
from kg.reading.part import Part
from kg.reading.refs import body_ref, without_area
from kg.reading.structure import blocks_of, structures
from kg.text import Span

MOST_EVIDENCE = 5
MOST_ALIASES = 12
_LONG = 500


def bodies(part: Part) -> Iterator[Fact]:
    """One Body fact for each body that the part names, with every name it is printed under.

    The evidence is the sentence (row, heading) of the first naming and of each further alias, five passages at most.
    """
    by_ref: dict[Ref, list[BodyMention]] = {}
    for mention in body_mentions(part):
        by_ref.setdefault(mention.ref, []).append(mention)
    parents = _parents(part)
    sentences = Sentences(blocks_of(part))
    for ref, mentions in by_ref.items():
        yield _body(ref, mentions, parents.get(ref), sentences, part)


def _body(ref: Ref, mentions: list[BodyMention], parent: tuple[Ref, Span] | None, sentences: Sentences, part: Part) -> Body:
    printed = _printed(mentions, part)
    name = _fullest(printed)
    evidence = list(dict.fromkeys(sentences.around(span) for span in printed.values()))
    if parent is not None:
        evidence = [parent[1], *evidence]
    return Body(
        ref=ref,
        name=name,
        kind=next((mention.kind for mention in mentions if mention.kind != "Body"), "Body"),
        aliases=tuple(words for words in printed if words != name)[:MOST_ALIASES],
        parent=parent[0] if parent is not None and parent[0] != ref else None,
        evidence=tuple(dict.fromkeys(evidence))[:MOST_EVIDENCE],
    )


def _printed(mentions: list[BodyMention], part: Part) -> dict[str, Span]:
    """The names as printed (without article and brackets), each with the first place where it stands."""
    found: dict[str, Span] = {}
    for mention in mentions:
        words = re.sub(r"^(?:the|The|a|an)\s+", "", mention.span.words)
        words = re.sub(r"^[‘'“\"](.+?)[’'”\"](?=\s[a-z])", r"\1", words)
        words = without_area(words, part)
        if (explained := re.fullmatch(r"([A-Z][A-Za-z&]{1,10}) \((.{5,120})\)", words)) is not None:
            words = f"{explained.group(2)} ({explained.group(1)})"
        short = re.search(r"\(\s?([A-Za-z&/.-]{2,12})\s?\)$", words)
        found.setdefault(bare(words) if short is not None or "(" in words else words, mention.span)
        if short is not None:
            found.setdefault(short.group(1), mention.span)
    for short_name, one in defined(part).items():
        if bare(one.long.words) in found:
            found.setdefault(short_name, one.span)
    return found


def _fullest(printed: dict[str, Span]) -> str:
    """The name that says most: the longest that is neither an acronym nor in capitals, else the first."""
    cased = [words for words in printed if not words.isupper() and " " in words]
    return max(cased, key=lambda words: (len(words.split()), words[0].isupper()), default=next(iter(printed)))


def _parents(part: Part) -> dict[Ref, tuple[Ref, Span]]:
    """What each body is part of where a list says so, with the sentence that leads the list."""
    return {
        body_ref(name.words, part): (body_ref(structure.parent.words, part), structure.lead)
        for structure in structures(part)
        for name, _ in structure.children
    }


class Sentences:
    """The sentences of blocks: what a reader needs to see around a name."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks
        self._made: dict[int, list[Span]] = {}

    def around(self, span: Span) -> Span:
        """The sentence, row or heading that holds ``span``; of a very long one the line, or the span itself."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].span.end <= span.start:
                low = middle + 1
            else:
                high = middle
        if low == len(self.blocks) or span not in self.blocks[low].span:
            return span
        block = self.blocks[low]
        pieces = self._made.setdefault(low, [block.span] if block.kind in ("row", "heading") else block.text.sentences())
        holder = next((piece for piece in pieces if span in piece), span)
        if len(holder) <= _LONG:
            return holder
        return next((line for line in holder.lines() if span in line and len(line) <= _LONG), span)
