"""Decisions that minutes record: after AGREED, RESOLVED, ORDERED, RECOMMENDED, NOTED and the like, one by one.

A decision stands in the paragraph of its verb, or in the list under it: each lettered, numbered or bulleted item is one, and
so is each paragraph that goes on with "That …". What was only moved, was lost, was decided earlier ("had resolved") or is
quoted is no decision of the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.reading.blocks import Block, blocks
from kg.text import Match, Span

_VERBS = r"(?:AGREED|RESOLVED|ORDERED|RECOMMENDED|NOTED|CONCLUDED|DECIDED|APPROVED|ENDORSED|DETERMINED|REFERRED|RESOLUTIONS?|DECISIONS?|ACTIONS?|CONFIRMED|RECEIVED|DEFERRED|WELCOMED)"
_TITLED = r"(?:Agreed|Resolved|Ordered|Recommended|Noted|Concluded|Decided|Resolutions?|Decisions?|Actions?|Approved)"
_OPENS = re.compile(
    rf"[#*_\s>]*(?:\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}[.)]?\s+)?(?P<lead>(?:(?i:it\swas)\s(?:(?i:unanimously|further|also|then)\s)?)?(?:(?P<caps>{_VERBS})(?:\s(?:AND|&)\s{_VERBS})?\b(?!\s+(?:ITEMS?|LIST|LOG|PLAN|POINTS|RECORD|NOTICE|TAKEN|SHEET|TRACKER)\b)|(?P<titled>{_TITLED})(?=[*_]{{0,2}}\s?(?:[:–—]|-(?:\s|$)|\s+(?:unanimously\s+|further\s+|also\s+)?(?:that|to)\b|\s+as\s+(?:an?|true|accurate)\b|\s+the\s+(?:minutes|reports?|recommendations?|updates?|draft)\b|\s*$))))"
    r"(?:\s(?:unanimously|UNANIMOUSLY|\((?i:unanimously|nem\.?\s?con\.?)\)|by\s(?:a\smajority|general\sconsent)|\([^()\n]{{0,30}}\b(?i:votes?|for|against)\b[^()\n]{{0,40}}\)))?[*_]{0,3}[,\s]*[:.–—-]{0,3}[*_]{0,3}\s*(?P<rest>.*)",
    re.DOTALL,
)
_WITHIN = re.compile(
    rf"(?P<before>.{{0,600}}?)\b(?P<caps>{_VERBS})\b[*_]{{0,3}}[,:]?\s+(?P<rest>(?:that|to|not\sto|by|unanimously|as|the|its|their|an?|this|these|accordingly)\b.*)",
    re.DOTALL,
)
_BARE = re.compile(
    r"\b(?:[Ii]t\swas\s(?:therefore\s|also\s|further\s|unanimously\s)?(?:agreed|resolved|decided)|(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ouncil|[Mm]embers)\s(?:(?:therefore|also|further|then)\s)?(?:agreed|resolved|decided))(?:,?\s(?:unanimously|by\s(?:a\smajority(?:\svote)?|\d{1,3}\svotes?\sto\s\d{1,3})),?)?(?:\s(?:that|to))?\W*$"
)
_SMALL = re.compile(
    r"(?:[Ii]t\swas\s(?:therefore\s|also\s|further\s|then\s|unanimously\s|subsequently\s)?(?:agreed|resolved|decided)(?:,?\s(?:unanimously|by\sa\smajority),?)?\s(?:that|to)\b"
    r"|(?:[Tt]he\s)?(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Ee]xecutive|[Cc]ouncil|[Ss]ub-[Cc]ommittee|[Cc]ommission|[Mm]embers)\s(?:therefore\s|also\s|further\s|then\s|unanimously\s)?(?:resolved|decided|agreed)\sto\b"
    r"|(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Ff]orum|[Gg]roup|[Mm]embers)\s(?:agreed|approved|confirmed|accepted)\sthe\s(?:draft\s)?minutes\b"
    r"|(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Mm]embers)\b[^.;]{0,110}?\b(?:selected|chose)\sthe\sfollowing\b"
    r"|\A(?:[Tt]he\s)?(?:[Ss]ub-?\s?)?(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Ee]xecutive|[Cc]ouncil|[Cc]ommission|[Ff]orum|[Mm]embers)\s(?:(?:therefore|also|further|then|unanimously|duly|formally)\s){0,2}"
    r"(?:(?:noted|received\sand\snoted|considered\sand\snoted|accepted)\s(?:the|its|this|that|an?)\s(?:[\w’'-]+\s){0,7}?(?:reports?|updates?|presentations?|information|contents?|briefing|position|progress|programme|plan|log|schedule|dates?|minutes|feedback|response|letter|outturn|budget|forecast|accounts|minutes)(?:\s(?:and|as|of|for|on|which|with|in)\b[^.;]{0,160})?[.;]?\s*\Z"
    r"|(?:approved|endorsed|adopted|deferred|rejected|declined)\s(?:the|its|this|that|an?|to)\b"
    r"|agreed\sthat\b[^.;]{0,200}?\b(?:be|should|would)\s))"
)
_MINUTES = re.compile(
    r"\bminutes\b[^;]{0,300}?\b(?:were|was|be|being)\s(?:[\w,]+\s){0,6}?(?:approved|agreed|confirmed|accepted|signed|adopted)\b",
    re.IGNORECASE | re.DOTALL,
)
_RECEIVED = re.compile(
    r"(?:That\s)?[Tt]he\s(?:[\w’'-]+\s){0,6}?(?:report|update|presentation|information|contents?|briefing|recommendations?|work\sprogramme|schedule|dates?|action\splan)\b[^.;]{0,120}?\b(?:was|were|be)\s(?:[a-z]+\s){0,2}?"
    r"(?:noted|received|approved|endorsed|adopted|agreed|accepted)\b[^.;]{0,160}[.;]?"
)
_ELECTED = re.compile(
    r"\bwas\s(?:duly\s|unanimously\s)?(?:re-?)?(?:elected|appointed)\s(?:as\s)?(?:the\s)?(?:[Cc]hair|[Vv]ice)", re.DOTALL
)
_NOT_TAKEN = re.compile(
    r"\b(?:had|has|have)\s(?:\w+\s){0,2}$|\b(?:not|never|if|unless|whether|until|would\sbe|should\sbe|could\sbe|might\sbe|to\sbe|will\sbe|may\sbe|was\slost|not\scarried|proposed|previously|earlier|originally)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_ASKED = r"to(?:\s(?:recommend|request|ask|urge)\b[^.;:]{0,80})?"  # "RESOLVED to recommend to Cabinet", above a list
_GOES_ON = re.compile(rf"(?:[:–—-]|\b[Tt]hat[;,.]?|\b{_ASKED})\s*\Z")
_ANNOUNCED = re.compile(rf"\b{_VERBS}\b(?:\s(?:that|{_ASKED}))?\W*$")
_RECALLED = re.compile(  # a decision of another day
    r"\brecall(?:ed|ing|s)?\b|\bremind(?:ed|ing|s)?\b|\bin\s(?:19|20)\d\d\b|\bat\s(?:its|the|their|that|a)\s(?:last|previous|earlier|recent)\b|\blast\s(?:year|month|meeting)\b"
    r"|\bmeeting\s(?:held\s)?(?:on|in)\s(?:\d|[A-Z])",
    re.IGNORECASE,
)
_LOST = re.compile(r"(?i)\b(?:motion|amendment|proposal)\b[^.]{0,120}\b(?:lost|defeated|not\scarried|fell|withdrawn|rejected)\b")
_QUOTED = re.compile(r"[“‘][^”’]{0,600}$|(?<!\w)\"[^\"]{0,600}$")
_INLINE = re.compile(r"(?:^|(?<=[\s;:,]))\(?(?P<number>\d{1,2}|[a-h]|[ivx]{1,4})[).]\s+(?=[A-Za-z])")
_NOTHING = re.compile(r"\W*(?:none|nil|n/?a|no\s(?:actions?|decisions?|resolutions?))?\W*", re.IGNORECASE)
_CONTINUES = re.compile(r"[#*_\s]*(?:[Tt]hat\b|[Tt]o\s[a-z]|(?:and|AND)\s(?:that|to|further)\b|(?:FURTHER|ALSO)\b)")


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision: its words, its number as printed, and the spans it rests on."""

    text: Span
    number: str
    evidence: tuple[Span, ...]


def taken(span: Span) -> Iterator[Taken]:
    """The decisions in ``span``, in order."""
    listed = [piece for block in blocks(span) for piece in _pieces(block)]
    at = 0
    while at < len(listed):
        block = listed[at]
        opened = _opened(block)
        if opened is not None:
            made, at = _from_lead(listed, at, opened.group("lead"), opened.group("rest").strip(" *_"))
            yield from made
            continue
        if (lead := _introduces(block)) is not None and at + 1 < len(listed) and _starts_list(listed[at + 1]):
            made, at = _from_lead(listed, at, lead, lead[len(lead) :])
            yield from made
            continue
        yield from _in_prose(block)
        at += 1


_LETTERED = re.compile(r"\(?(?P<letter>[A-H])[.)][ \t]{1,8}(?P<text>(?:[a-z]|That\b|To\b|The\b)[^\t]*)", re.DOTALL)
_TITLE_LINE = re.compile(
    r"[A-Z][^\n.!?;]{2,90}(?<!\s(?:the|and|for|its|our))(?<!\s(?:of|to|in|by|on|at|an))(?<!\sa)(?<!\s(?:with|from|that))\n(?=[A-Z“‘(])|(?:[Mm]inutes|MINUTES|[Dd]iscussion):?[ \t]*\n"
)


def _pieces(block: Block) -> Iterator[Block]:
    """A block without a title on its first line, cut before each line that begins with the verb of a decision.

    A row with a letter in capitals ("B.⇥the Chairman write to …") is an item of a list.
    """
    lettered = block.span.fullmatch(_LETTERED)
    if lettered is not None and block.kind != "numbered":
        yield Block("numbered", block.span, lettered.group("text"), str(lettered.group("letter")).lower(), block.level)
        return
    if block.kind == "row" or "\n" not in str(block.span):
        yield block
        return
    start = block.span
    title = block.text.match(_TITLE_LINE)
    if title is not None and (block.kind == "numbered" or ":" in title.span) and block.text.match(_OPENS) is None:
        start = title.after
    cuts = [line.start for line in start.lines()[1:] if line.match(_OPENS)]
    edges = [start.start, *cuts, start.end]
    for number, (one, other) in enumerate(pairwise(edges)):
        piece = Span(start.document, one, other).strip()
        if number == 0 and start is block.span:
            text = Span(start.document, block.text.start, max(block.text.start, piece.end))
            yield Block(block.kind, piece, text, block.number, block.level)
        elif piece:
            yield Block("prose", piece, piece, "", block.level)


def _opened(block: Block) -> Match | None:
    """The match of a decision's verb at the start of a block."""
    if block.kind == "row" and str(block.span).count("\t") > 1:
        return None
    found = block.span.match(_OPENS)
    if found is None or re.match(r"\W*[“\"‘]", str(block.span)):
        return None
    return found


def _introduces(block: Block) -> Span | None:
    """The last sentence of a paragraph, where it says that what follows was decided: "The Committee RESOLVED to:"."""
    if re.search(r"[.;,]\s*$", str(block.span)) or (block.kind == "heading" and len(block.span) > 60):
        return None
    last = block.text.sentences()[-1] if block.text.strip() else block.text  # a number may stand alone on its line
    found = last.search(_ANNOUNCED) or last.search(_BARE)
    return last if found is not None and not found.before.search(_NOT_TAKEN) else None


def _starts_list(block: Block) -> bool:
    """Whether a block is the first item of a list, or the lead of one ("That Cabinet:")."""
    return block.kind in ("numbered", "bullet") or (len(block.span) < 80 and block.span.fullmatch(r"That\b[^.;]*:") is not None)


def _from_lead(listed: list[Block], at: int, lead: Span, rest: Span) -> tuple[list[Taken], int]:
    """The decisions after a verb at ``at``, ``rest`` being what stands after it, and the number of the block after them."""
    items: list[tuple[str, Span]] = []
    after = at + 1
    open_ended = not rest or rest.search(_GOES_ON) is not None
    while after < len(listed):
        one = listed[after]
        goes_on = (
            one.kind in ("numbered", "bullet")
            and (open_ended or bool(items) or _same_list(one, rest))
            and _in_order(one, items, rest)
        )
        if one.kind in ("numbered", "bullet") and not goes_on:
            break
        if one.kind == "prose" and not (one.span.match(_CONTINUES) or (not items and not rest)):
            break
        if one.kind in ("heading", "row") and not (not items and not rest and one.span.match(_CONTINUES)):
            break
        if _opened(one) is not None and one.kind != "bullet":
            break
        if one.kind == "bullet" and items and items[-1][0]:
            items[-1] = (items[-1][0], items[-1][1].to(one.text.strip()))  # a list within an item
        else:
            items.append((one.number, one.text.strip(" *_")))
        after += 1
        if one.kind == "prose" and not open_ended and not one.span.match(_CONTINUES):
            break
    made: list[Taken] = []
    items = [
        (number, text)
        for index, (number, text) in enumerate(items)
        if index + 1 == len(items) or not re.search(r":\s*$", str(text))
    ]
    if items and open_ended:
        said = lead.to(rest) if rest else lead
        made = [Taken(text, number, (said, text)) for number, text in items if text]
        return [one for one in made if not one.text.fullmatch(_NOTHING)], after
    inline = _inline(rest)
    if len(inline) > 1:
        made = [Taken(text, number, (lead, text)) for number, text in inline]
    elif items and (first := rest.match(_INLINE)) is not None:
        made = [Taken(first.after, str(first.group("number")), (lead, first.after))]
    elif rest and not rest.fullmatch(_NOTHING) and not rest.search(_LOST) and not _is_doer(lead, rest):
        whole = lead.to(rest)
        made = [Taken(rest if "**" in str(whole)[: rest.start - whole.start] else whole, "", (whole,))]
    made += [Taken(text, number, (lead, text)) for number, text in items if text]
    alone = not made and not rest and not items and lead.fullmatch(r"NOTED|Noted")  # all that was decided on the item
    return [Taken(lead, "", (lead,))] if alone else made, after


def _is_doer(lead: Span, rest: Span) -> bool:
    """Whether what stands after "Action:" only says who is to act."""
    return lead.words.casefold().startswith("action") and len(rest.words.split()) < 5 and rest.search(r"\b[a-z]{2,}") is None


def _same_list(block: Block, rest: Span) -> bool:
    """Whether a numbered block goes on with a numbered list that began on the line of the verb."""
    first = rest.match(_INLINE)
    return first is not None and bool(block.number) and block.number.isdigit() == str(first.group("number")).isdigit()


def _in_order(block: Block, items: list[tuple[str, Span]], rest: Span) -> bool:
    """Whether a block is the next item of a list: a heading's number is of another style, or does not follow."""
    last = items[-1][0] if items else ""
    if not last and (opened := rest.match(_INLINE)) is not None:
        last = str(opened.group("number"))
    if not block.number or not last:
        introduced = not items or re.search(r":\s*$", str(items[-1][1])) is not None
        return not block.number.isdigit() or (block.number == "1" and introduced)
    if block.number.isdigit() or last.isdigit():
        return block.number.isdigit() and last.isdigit() and int(block.number) == int(last) + 1
    return "." not in block.number


def _inline(rest: Span) -> list[tuple[str, Span]]:
    """The items of a list that is printed in one paragraph: "(1) that …; and (2) that …"."""
    marks = list(rest.finditer(_INLINE))
    if len(marks) < 2 or marks[0].span.start > rest.start + 40:
        return []
    expected = [str(mark.group("number")) for mark in marks[:2]]
    if expected not in (["1", "2"], ["a", "b"], ["i", "ii"]):
        return []
    pieces = []
    for index, mark in enumerate(marks):
        end = marks[index + 1].span.start if index + 1 < len(marks) else rest.end
        text = Span(rest.document, mark.span.end, end).strip(" ;,\n")
        trailing = text.search(r"[;,]?\s+and$")
        pieces.append((str(mark.group("number")), text if trailing is None else trailing.before.strip(" ;,")))
    return [(number, text) for number, text in pieces if text]


def _in_prose(block: Block) -> Iterator[Taken]:
    """The decisions that a paragraph tells in the middle of its sentences."""
    if block.kind == "heading":
        return
    if block.kind == "row" and str(block.span).count("\t") > 1:
        yield from _in_cells(block)
        return
    for number, sentence in enumerate(block.text.sentences()):
        if number and (opened := sentence.match(_OPENS)) is not None and _is_said(opened):
            yield Taken(sentence, "", (sentence,))
            continue
        found = sentence.match(_WITHIN)
        if found is not None and _is_taken(found.group("before")):
            inline = _inline(found.group("rest"))
            if len(inline) > 1:
                yield from (Taken(text, number, (sentence,)) for number, text in inline)
            else:
                yield Taken(sentence, "", (sentence,))
            continue
        small = sentence.search(_SMALL)
        if (
            (small is not None and len(small.before) < 80 and _is_taken(small.before))
            or ((said := sentence.search(_MINUTES)) and not said.span.search(r"\b(?:not|to\sbe|subject\sto\sbeing)\b"))
            or (
                block.kind == "prose"
                and (sentence.fullmatch(_RECEIVED) or sentence.search(_ELECTED))
                and not sentence.search(r"\bnot\b")
            )
        ):
            yield Taken(sentence, "", (sentence,))


def _is_said(opened: Match) -> bool:
    """Whether a sentence within a paragraph gives a decision after its verb and a colon: "… had questions. Resolved: To note …"."""
    after = opened.span.document.text[opened.group("lead").end : opened.group("rest").start]
    return ":" in after and opened.group("lead").match(r"(?i:action)") is None and len(opened.group("rest").words) > 8


def _is_taken(before: Span) -> bool:
    """Whether what stands before the verb of a decision leaves it one that this meeting took."""
    return not (before.search(_NOT_TAKEN) or before.search(_QUOTED) or before.search(_RECALLED))


def _in_cells(row: Block) -> Iterator[Taken]:
    """The decisions in the cells of minutes that are kept as a table: "Agreed: the scorecard be revised."."""
    for cell in row.cells:
        for sentence in cell.sentences() if len(cell) > 20 else []:
            opened = sentence.match(_OPENS)
            if opened is not None and not opened.group("lead").match(r"(?i:action)") and len(opened.group("rest").words) > 12:
                yield Taken(sentence, "", (sentence,))
            elif opened is None:
                yield from _in_prose(Block("prose", sentence, sentence))
