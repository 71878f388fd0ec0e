"""Recommendations as reports print them: lists under a heading, tables, and sentences that say "I recommend that …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.facts import Body, Concept, Ref
from kg.reading.blocks import Block
from kg.reading.naming import naming
from kg.reading.part import Part
from kg.reading.refs import body_ref
from kg.reading.scope import known_body
from kg.reading.sections import Section, follows
from kg.reading.titles import mixed_case
from kg.text import Span

HEADING = re.compile(
    r"(?:\W|\d|[ivx]+[.)]\s|[a-hj-uwyz][.)]\s)*(?:(?:the\s)?(?:scrutiny\s|panel(?:[’']s)?\s|board(?:[’']s)?\s|committee(?:[’']s)?\s|commission(?:[’']s)?\s|group(?:[’']s)?\s"
    r"|key\s|main\s|final\s|draft\s|proposed\s|formal\s|summary\sof\s|list\sof\s|our\s|overall\s|conclusions?\sand\s)*)?recommendations?"
    r"(?:\s(?:to|for|of|from)\s.{1,80}|\sand\s(?:conclusions?|next\ssteps|actions?|reasons?.{0,40}))?\W*"
    r"|(?:\W|\d){0,6}(?:what\s)?(?:we|the\s(?:panel|group|committee|commission|board|review))\s(?:are\s)?recommend(?:s|ing)?\W*",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(r"(?:For|To)\s(?:the\s)?[\w’'&,-]{2,30}(?:\s[\w’'&,-]{1,30}){0,7}:")
_TO_WHOM = re.compile(
    r"\b(?i:recommend(?:s|ed|ations?)?)\b[^.:;]{0,20}?\sto\s(?i:the\s)?(?P<body>[A-Z][\w’'&-]{0,40}(?:\s(?:[A-Z][\w’'&-]{0,40}|and|of|for|the|&)){0,8}?)(?=\s(?:that|to)\b|\s?[:,])"
)
_LEAD_WORDS = re.compile(
    r"\b(?:recommend(?:s|ed|ations?)?|asked|invited|requested|following|agrees?|resolves?|are|as\sfollows|proposes?|suggests?)\b|^\W*that\s(?:the\s)?[A-Z]",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:should|must|needs?\sto|ensures?|ensuring|will)\b", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"^\W*(?i:(?:the\s)?recommendations?\s(?:to|for)\s(?:the\s)?|(?:for|to)\s(?:the\s)?|(?:(?:it\sis\srecommended|and)\s)?that\s(?:the\s)?|the\s)?"
    r"(?P<body>(?:council|local\sauthority|safeguarding\spartnership)(?=\s(?:should|must|needs?|be)\b|\W*$)|(?:[A-Z][\w’'&-]{0,40})(?:\s(?:[A-Z][\w’'&-]{0,40}|and|of|for|the|&)){0,9}?)(?=\W*$|\s?[:,]|\s(?:should|must|is|are|be|to|ensures?|needs?|reviews?|consider\w*|work\w*|receives?|notes?|agrees?|appoints?|provides?|continues?|retains?|produces?|publish\w*|develops?|undertakes?|reports?|supports?|requests?|asks?|invites?|endorses?|approves?)\b)"
)
_RECOMMEND = re.compile(
    r"\b(?:(?P<who>I|[Ww]e|[Ii]t|[Tt]he\s[\w\s’']{3,60}?|[A-Z][\w’']{1,41})\s)?(?:would\s|also\s|therefore\s|further\s|strongly\s|is\s|was\s|had\s|have\s|has\s|then\s){0,3}recommend(?:s|ed)?\b"
    r"(?:\sto\s(?P<to>(?:the\s|a\s)?[A-Z][\w’'&-]{0,40}(?:\s(?:[A-Z][\w’'&-]{0,40}|and|of|for|the|&)){0,8}?))?(?:,?\s(?:in|on)\s[^,.;]{3,30}?)?,?\s(?:the\sfollowing|that\b)"
    r"|\brecommendation\s(?:will\sbe|is|was|has\sbeen)\smade\sto\s(?P<made>(?:the\s)?[A-Z][\w’'&-]{0,40}(?:\s(?:[A-Z][\w’'&-]{0,40}|of|&)){0,8}?)\s(?:for\s(?P<for>the\s[A-Z][\w’'&-]{0,40}(?:\s[A-Z][\w’'&-]{0,40}){0,6})|that\b)"
)
_NUMBERED_AFTER = re.compile(r"\s{0,3}\((?:Recommendation|Rec\.?|R)\s?(?P<number>\d{1,3}|[A-Z])\)")
_TITLED = re.compile(r"\W*(?:Recommendation|RECOMMENDATION)\s?(?P<number>\d{1,3}(?:\.\d{1,2})?|(?<=\s)[A-Z])\W*")
_ASKED = re.compile(  # a verb in capitals at the start of an item: "Asks the Safeguarding Board to …"
    r"(?:Asks?|Requests?|Invites?|Urges?|Ensures?|Writes?\sto|Calls?\son|Encourages?|Recommends?(?:\sto)?|Supports?|Works?\swith|Commends?|Lobb(?:y|ies)|Challenges?)\s+(?=[A-Z]|the\b)"
)
_NEGATED = re.compile(r"\b(?:not|never|nor)\b[^.,;]{0,20}$", re.IGNORECASE)
_ADVISED_AGAINST = re.compile(
    r"^\W*(?:I|[Ww]e|[Tt]he\s\w+)\s(?:do(?:es)?|did|would|have|has)\s(?:not|never)\s(?:therefore\s)?recommend"
)
_COLUMN = re.compile(r"(?:the\s|our\s|full\s|panel\s)*recommendations?(?:\s(?:text|details?))?\W*", re.IGNORECASE)
_NUMBER_CELL = re.compile(r"(?:R|Rec\.?\s?)?\(?(?:\d{1,3}(?:\.\d{1,2})?|[a-z])[.)]?", re.IGNORECASE)
_RESPONSIBLE = re.compile(
    r"(?:responsib(?:le|ility)(?:\s(?:body|organisation|officer|for\saction))?|lead(?:\s(?:body|organisation|officer|agency))?|owner|addressed\sto|to\swhom|for\s(?:whom|action)|action\sby|by\swhom|(?:recommended\s)?to)\W*",
    re.IGNORECASE,
)
_PUT_TO = re.compile(r"(?i:to|for)\s(?:the\s)?(?P<body>[A-Z][^:\n]{2,80}):\s+(?=\S)")
_DESIGNATED = re.compile(r"^\**(?:Recommendation|Rec\.?|R)\s?(?P<number>\d{1,3}(?:\.\d{1,2})?|(?<=\s)[A-Z])\b\W{0,6}")
_ANNOUNCED = re.compile(r"\**(?:Recommendation|RECOMMENDATION)\s(?:\d{1,3}(?:\.\d{1,2})?|[A-Z])\s?[:.–-]\W{0,4}\w")
_OFFICE = re.compile(r"\b(?:Minister|Secretary\sof\sState|Mayor|Director|Leader|Chair|Chief\sExecutive|Member|Manager|Head\sof)\b")
_SOME_BODY = re.compile(r"Board|Committee|Panel|Commission|Partnership|Forum|Group|Team|Members")
_BODY_WORD = re.compile(
    r"\b(?:local\sauthority|[Cc]ouncil|Board|Committee|Panel|Cabinet|Executive|Commission|Partnership|Authority|LA|Trust|CCG|ICB|Department|Service|Services|Police|Ofsted|Government"
    r"|School|Schools|Forum|Group|Team|LSCB)$"
)


@dataclass(frozen=True)
class Item:
    """One recommendation of a list: its printed number or letter, its words, the passages it rests on, and whom it is for.

    ``to`` is what a table has in its column of who is responsible, ``put`` what stands between the number and the words.
    """

    number: str
    text: Span
    evidence: tuple[Span, ...]
    lead: Span | None = None
    to: Span | None = None
    put: Span | None = None


def titled(section: Section) -> Item | None:
    """The recommendation under a heading that is its number ("Recommendation 2"), or None."""
    found = section.heading.text.fullmatch(_TITLED) if section.heading is not None else None
    if found is None or section.heading is None or section.first is None or section.first.kind == "row":
        return None
    first = section.first
    rest = (
        [block for block in section.blocks[1:] if block.kind in ("bullet", "numbered")]
        if str(first.text).rstrip().endswith(":")
        else []
    )
    text = first.text.to(rest[-1].span) if rest else first.text
    return Item(str(found.group("number")), text, (text, section.heading.span))


def is_recommendations(section: Section) -> bool:
    """Whether the heading of a section says that what follows are the recommendations of the document itself."""
    return bool(re.fullmatch(HEADING, section.title)) if section.title else False


def leads(text: Span) -> bool:
    """Whether words lead to recommendations ("I recommend that:", "That the Board:", "For the council:")."""
    words = text.words
    if _FOR_WHOM.fullmatch(words):
        return True
    return (
        bool(re.search(r"[:–-]\W*$|\bthat$|\bto$", words))
        and bool(_LEAD_WORDS.search(words))
        and not _MODAL.search(words)
        and not re.search(r"\b(?:including|such\sas|in\sparticular|namely)\s?:", words)
        and len(words) < 260
    )


def items(found: Iterable[Block]) -> list[Item]:
    """The recommendations in a list of blocks: numbered, lettered or in bullets, under a lead ("That the Board:") or not.

    Prose after an item and before the next number belongs to the item; a lead is evidence of each item under it.
    """
    blocks = [piece for block in found for piece in _parted(block)]
    made: list[Item] = []
    lead: Block | None = None
    open_item: Block | None = None  # a numbered item that prose or bullets may go on with
    for index, block in enumerate(blocks):
        designated = block.text.match(_DESIGNATED)
        if block.kind in ("row", "heading"):
            open_item = None
        elif _is_lead(block, blocks[index + 1] if index + 1 < len(blocks) else None):
            lead, open_item = block, None
        elif block.kind == "prose" and designated is None:
            if open_item is not None and _goes_on(blocks, index, open_item):
                made[-1] = _longer(made[-1], block)
            elif lead is None and not made and _is_single(block, blocks):
                made.append(Item("", block.text, (block.span,)))
        elif block.kind == "bullet" and open_item is not None and str(open_item.text).rstrip().endswith((":", ":-", "–")):
            made[-1] = _longer(made[-1], block)
        elif len(block.text) > 12 and not block.text.search(_ADVISED_AGAINST):
            number = str(designated.group("number")) if designated is not None else block.number
            text = designated.after.strip() if designated is not None else block.text
            above = (lead.span,) if lead is not None else ()
            put = text.match(_PUT_TO) if designated is not None else None
            if text:
                words = text if put is None else put.after
                to = None if put is None else put.group("body")
                made.append(Item(number, words, (block.span, *above), lead.text if lead is not None else None, put=to))
                open_item = block if number else None
    return [*made, *_rows(blocks)]


def _parted(block: Block) -> list[Block]:
    """A prose block whose lines begin with "Recommendation 1:", "Recommendation 2:", … as a block for each."""
    lines = [line.strip() for line in block.text.lines()] if block.kind == "prose" else []
    starts = [line.start for line in lines if line.match(_DESIGNATED)]
    if len(starts) < 2 and (not starts or starts[0] == block.text.start):
        return [block]
    cuts = [block.text.start, *starts] if starts[0] > block.text.start else starts
    ends = [*cuts[1:], block.text.end]
    pieces = [Span(block.text.document, start, end).strip() for start, end in zip(cuts, ends, strict=True)]
    return [Block(block.kind, piece, piece, "", block.level) for piece in pieces]


def designated(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with each line of prose that begins "Recommendation 1:" or "R1" as a numbered one of its own."""
    for block in (piece for one in found for piece in _parted(one)):
        named = block.text.match(_DESIGNATED) if block.kind == "prose" else None
        if named is None or not named.after.strip():
            yield block
        else:
            yield Block("numbered", block.span, named.after.strip(), str(named.group("number")), block.level)


def is_announced(block: Block) -> bool:
    """Whether a paragraph is a recommendation that its first words announce: "Recommendation 3: …"."""
    return block.kind == "prose" and block.text.match(_ANNOUNCED) is not None


def _is_lead(block: Block, after: Block | None) -> bool:
    listed = after is not None and (after.kind in ("bullet", "numbered") or after.text.match(_DESIGNATED) is not None)
    opens = after is not None and listed and not follows(block, after)
    return opens and leads(block.text)


def _is_single(block: Block, blocks: list[Block]) -> bool:
    """A lone recommendation in prose: "That the report be noted."."""
    return len(blocks) <= 2 and bool(block.text.match(r"\W*(?:That|It\sis\srecommended\sthat)\b"))


def _goes_on(blocks: list[Block], index: int, item: Block) -> bool:
    after = next((block for block in blocks[index + 1 :] if block.kind == "numbered"), None)
    if after is not None:
        return follows(item, after)
    before = blocks[index - 1]
    return not before.text.search(r"[.!?;:]\W{0,2}$") or str(blocks[index].text)[:1] in '“"‘'


def _longer(item: Item, block: Block) -> Item:
    return replace(item, text=item.text.to(block.span), evidence=(item.evidence[0].to(block.span), *item.evidence[1:]))


def _rows(blocks: list[Block]) -> Iterator[Item]:
    column, head = -1, None
    for block in blocks:
        if block.kind != "row":
            column = -1
            continue
        cells = block.cells
        named = next((index for index, cell in enumerate(cells) if cell.fullmatch(_COLUMN)), None)
        if named is not None:
            column, head = named, block
        elif head is not None and 0 <= column < len(cells) and len(cells[column]) > 12:
            number = next((cell.words.strip("().") for cell in cells[:column] if cell.fullmatch(_NUMBER_CELL)), "")
            asked = next((index for index, cell in enumerate(head.cells) if cell.fullmatch(_RESPONSIBLE)), len(cells))
            to = cells[asked] if asked < len(cells) and asked != column and cells[asked] else None
            yield Item(number, cells[column], (block.span, head.span), to=to)


@dataclass(frozen=True)
class Said:
    """A sentence that recommends: who it says does, to whom it recommends, and who is to act, as printed."""

    sentence: Span
    content: Span
    who: Span | None
    to: Span | None
    act: Span | None
    number: str = ""


def said(span: Span) -> Iterator[Said]:
    """The sentences in ``span`` that recommend something; those that say that something was not recommended are left out."""
    for sentence in span.sentences():
        found = sentence.search(_RECOMMEND)
        if found is not None and not found.before.search(_NEGATED) and not found.span.search(r"\bnot\b"):
            numbered = sentence.search(_NUMBERED_AFTER) or Span(span.document, sentence.end, span.end).match(_NUMBERED_AFTER)
            number = str(numbered.group("number")) if numbered is not None else ""
            yield Said(
                sentence, found.after.strip(), found.get("who"), found.get("to") or found.get("made"), found.get("for"), number
            )


def kind_called(part: Part, *spans: Span | None) -> Concept | None:
    """What a list, its heading or an item calls what it asks for: a recommendation, where one of the words says so."""
    said_so = any(span is not None and span.search(r"recommend", re.IGNORECASE) for span in spans)
    return part.world.concept("recommendation-kind", "recommendation") if said_so else None


def repeats(text: Span, before: Iterable[str]) -> bool:
    """Whether a recommendation is one of those ``before``, as a summary has them: the same words, whole or cut short."""
    words = _plain(text.words)
    return any(
        words == one or (len(min(words, one, key=len)) > 40 and (words.startswith(one) or one.startswith(words)))
        for one in map(_plain, before)
    )


def _plain(words: str) -> str:
    return re.sub(r"\W+(?:and\W*)?$", "", re.sub(r"^\W*(?:that\s)?(?:the\s)?", "", words.casefold()))


def addressed(part: Part, *spans: Span | None) -> dict[Ref, Body | None]:
    """The bodies that a lead, a heading or an item is addressed to, where it names one: "That the Executive …", "The LA should …"."""
    made: dict[Ref, Body | None] = {}
    for span in spans:
        found = (span.search(_TO_WHOM) or span.match(_ADDRESSEE)) if span is not None else None
        if found is not None:
            made |= addressee(part, found.group("body"))
    return made


def addressee(part: Part, printed: Span, *, alone: bool = False) -> dict[Ref, Body | None]:
    """The body that words name as one, with the fact that introduces it where it is not known; empty where they name none.

    "The LA", "the local authority", "the Council" are the council that the document is about. ``alone``: the words stand where
    whoever is asked is named ("Recommendation 3, to Northshire Futures: …"), so that a name need not hold a word like "Trust".
    """
    asked = printed.match(_ASKED)
    printed = printed if asked is None else asked.after
    article = printed.match(r"(?i:the|a|an)\s+")
    named = printed if article is None else article.after
    titled = alone and re.fullmatch(r"(?:[A-Z][\w’'&-]{1,40}\s?){2,6}", named.words) is not None
    if not named or (not alone and named.fullmatch(_SOME_BODY) and known_body(named.words, part) is None):
        return {}  # "the Committee" is one of those that the text names, and which is not said
    if named.search(_OFFICE) or not (titled or known_body(named.words, part) is not None or named.search(_BODY_WORD)):
        return {}
    words = mixed_case(named.words)
    ref = body_ref(words, part)
    if ref == part.header.about or part.world.bodies.get(ref) is not None:
        return {ref: None}
    return {ref: Body(ref=ref, name=words, kind=naming(part.world).kind_of(words), evidence=(named,))}
