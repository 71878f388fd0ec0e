"""What an inspectorate asks for: numbered recommendations, and the bullets under "What needs to improve"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts import Recommendation, Ref, slug
from kg.reading.blocks import Block
from kg.reading.chapters import Chapter
from kg.reading.clean import pieces, running, words
from kg.reading.dates import find_dates
from kg.reading.furniture import PAGE_NUMBER, is_running
from kg.reading.paragraphs import paragraphs
from kg.reading.part import Part
from kg.reading.recommendations import designated
from kg.reading.themes import themes
from kg.text import Span

_NONE = re.compile(
    r"(?<!with )\b(?!no\s+further\s+action\b)(?:no|not\s+(?:find|identify|identified)(?:\s+any)?|none)\b[^.]{0,40}\b(?:areas?|priority|immediate|recommendations?|action)\b|^\W*(?:none|not\s+applicable)\W*$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?::\s?[-–—]?|\b(?:should|must|to|that|following))$", re.IGNORECASE)
_CITED = r"\((?:see\s+)?(?:pages?\s+\d{{1,3}}[,;]\s*)?{kind}s?\s+(?P<numbers>\d{{1,3}}(?:\s*(?:,|and|&|–|-|to)\s*\d{{1,3}}){{0,30}})\s*\)"
_SHORTEST = 12
_SHORTEST_MARKED = 6
_LONGEST_LIST = 6000
_ENDED = re.compile(r"[.;:]$")
_NARROW = 60  # no page is set in shorter lines
_ASKS = re.compile(
    r"(?:Ensure|Improve|Provide|Strengthen|Review|Develop|Take|Work|Increase|Reduce|Monitor|Establish|Implement|Embed|Accelerate|Continue|Make|Secure|Address|Extend|Raise|Put"
    r"|Undertake|Evaluate|Consider|Promote|Prioriti[sz]e|Progress|Clarify|Agree|Complete|Create|Identify|Introduce|Support|Use|Hold|Build|Drive|Publish|Deliver)\b|[^.]{3,120}\bshould\b"
)


@dataclass(frozen=True)
class Required:
    """One thing asked for: its printed number or letter, a name that is unique in the document, and its words."""

    number: str
    name: str
    text: str
    evidence: tuple[Span, ...]
    span: Span

    def recommendation(self, part: Part, made_in: Ref) -> Recommendation:
        """The recommendation as a fact, without who made it and to whom."""
        return Recommendation(
            ref=Ref("recommendation", f"{part.slug}/{self.name}"),
            made_in=made_in,
            text=self.text,
            number=self.number,
            themes=themes(self.span, part.world),
            evidence=self.evidence,
        )


def required(part: Part, span: Span, section: str) -> tuple[list[Required], list[Block]]:
    """The items of a list of recommendations, and the blocks after it that are none.

    A list is numbered, lettered or in bullets; where it lost its marks, each paragraph is an item. Bullets under a numbered
    item that ends with a colon belong to it. A list in bullets ends where numbered paragraphs begin.
    """
    found = list(designated(paragraphs(span, part.span)))
    marked = next((block.kind for block in found if block.kind in ("numbered", "bullet")), "prose")
    if marked == "prose":
        found = _by_lines(span, part)
    made: list[list[Block]] = []
    rest: list[Block] = []
    for index, block in enumerate(found):
        if block.kind in ("heading", "row") or _NONE.search(block.text.words[:120]):
            continue
        if marked == "bullet" and block.kind == "numbered" and block.number[:1].isdigit():
            rest = found[index:]
            break
        if marked == "numbered" and block.kind == "bullet":
            if made:
                made[-1].append(block)
            continue
        if made and block.kind in ("bullet", "numbered") and _is_under(made[-1], block):
            made[-1].append(block)
            continue
        lettered = marked == "bullet" and block.kind == "numbered"
        if (
            (block.kind == marked or lettered)
            and len(block.text) >= (_SHORTEST if block.kind == "prose" else _SHORTEST_MARKED)
            and not (block.kind == "prose" and _LEAD.search(block.text.words))
        ):
            made.append([block])
        elif (
            block.kind == "prose"
            and made
            and _is_open(made[-1][-1])
            and block.text.match(r"[A-Z]\w*\s[a-z]+\s(?:\w+\s)?(?:this|the)\sletter\b") is None
        ) or (block.kind == "prose" and made and marked == "bullet" and _is_within(found, index)):
            made[-1].append(block)
        elif block.kind == "prose" and made:
            rest = found[index:]
            break
    return [_item(part, group, section, number) for number, group in enumerate(made, 1)], rest


def _by_lines(span: Span, part: Part) -> list[Block]:
    """The items of a list that lost its marks: each begins with a capital letter, after a line that is short or a blank one.

    Where all items are sentences, a line of its own that is none is a heading, and the list ends there.
    """
    lines = [line.strip() for line in span.lines()]
    lines = [line for line in lines if not _is_furniture(line, part)]
    wrapped = any(line.match(r"[a-z(]") is not None for line in lines)
    width = max([_NARROW, *map(len, lines)])
    made: list[Block] = []
    fresh = True
    for number, line in enumerate(lines):
        if line:
            last = made[-1].span.lines()[-1] if made else line
            ended = not wrapped or len(last) < width * (0.8 if last.search(_ENDED) is not None else 0.6)
            begins = line.match(r"[A-Z‘“]") is not None and (ended or (fresh and last.search(_ENDED) is not None))
            heads = line.search(_ENDED) is None and (number + 1 == len(lines) or lines[number + 1].match(r"[a-z(]") is None)
            if made and begins and fresh and heads and all(block.span.search(_ENDED) is not None for block in made):
                break
            whole = line if not made or begins else made.pop().span.to(line)
            made.append(Block("prose", whole, whole))
        fresh = not line
    return made


def _is_furniture(line: Span, part: Part) -> bool:
    """Whether a line is the head or foot of a page: running, a page number, or words of the title or the dates by themselves."""
    if is_running(line, running(part.span)) or PAGE_NUMBER.fullmatch(str(line)):
        return True
    dates = find_dates(line) if len(line) < _NARROW else []
    return (len(line) > _SHORTEST and line.words in part.header.title) or any(one.span.words == line.words for one in dates)


def asking(found: list[Chapter], part: Part) -> list[Chapter]:
    """The chapters of a report, with those of the list of recommendations that stand under the heading of an aspect.

    Such a heading within the list ("Leadership, management and governance", then "1. Provide stability …") is no chapter of
    findings: its numbers go on from the list, and its items ask for something.
    """
    made: list[Chapter] = []
    last = 0
    for chapter in found:
        within = chapter.kind == "findings" and not chapter.grade and bool(made) and made[-1].kind == "recommendations"
        numbers = _numbers_asked(chapter, part) if within or chapter.kind == "recommendations" else []
        goes_on = within and numbers[:1] == [last + 1] and made[-1].board == chapter.board
        made.append(replace(chapter, kind="recommendations") if goes_on else chapter)
        last = numbers[-1] if numbers and made[-1].kind == "recommendations" else 0
    return made


def _numbers_asked(chapter: Chapter, part: Part) -> list[int]:
    """The numbers of the items of a list that asks for something; empty where it is long, or tells rather than asks."""
    if len(chapter.text) > _LONGEST_LIST:
        return []
    numbered = [block for block in paragraphs(chapter.text, part.span) if block.kind == "numbered" and block.number.isdigit()]
    asks = sum(block.text.match(_ASKS) is not None for block in numbered)
    return [int(block.number) for block in numbered] if asks * 2 > len(numbered) else []


def _is_under(item: list[Block], block: Block) -> bool:
    """Whether a bullet is one of those that an item introduces ("…, including:"): set in more, or marked with another sign.

    Letters under a numbered item are of that kind too.
    """
    first = item[0]
    introduced = len(item) > 1 or first.text.words.endswith((":", ":-"))
    if block.kind == "numbered":
        lettered = first.number[:1].isdigit() and block.number[:1].isalpha()
        return lettered and (introduced or block.text.match(r"[a-z]") is not None)
    return introduced and first.kind == "bullet" and (block.level > first.level or str(block.span)[0] != str(first.span)[0])


def _is_within(found: list[Block], index: int) -> bool:
    """Whether prose stands between two bullets of a list: what a page left of the item before, which has a further sentence."""
    later = (block.kind for block in found[index + 1 :] if block.kind != "prose")
    return next(later, "") == "bullet" and _LEAD.search(found[index].text.words) is None


def _is_open(block: Block) -> bool:
    """Whether the prose after a block is the rest of it, which a page cut off."""
    return not re.search(r"[.!?;:]$", block.text.words)


def _item(part: Part, group: list[Block], section: str, number: int) -> Required:
    spans = tuple(piece for block in group for piece in pieces(block.text, part.span))
    printed = group[0].number
    name = printed if printed.isdigit() else slug(section, printed or str(number))
    return Required(printed, name, words(spans), spans, group[0].span.to(group[-1].span))


def cited(text: str, kind: str) -> Iterator[str]:
    """The numbers in brackets that cite paragraphs or recommendations: "(recommendations 9, 11)", "(paragraphs 3–5)"."""
    for found in re.finditer(_CITED.format(kind=kind), text, re.IGNORECASE):
        last = 0
        for part in re.finditer(r"(?P<to>–|-|to)?\s*(?P<number>\d{1,3})", found.group("numbers")):
            number = int(part.group("number"))
            yield from (str(one) for one in range(last + 1 if part.group("to") and 0 < number - last < 30 else number, number + 1))
            last = number
