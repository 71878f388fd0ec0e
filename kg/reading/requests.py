"""What a joint inspection asks for: areas for improvement and for priority action, and who is responsible for each.

They are printed as numbered or marked items, as paragraphs with nothing between them, and as tables with the responsible
bodies in a column of their own, before or after what they are to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.reading.blocks import BULLET
from kg.reading.streams import Line, streams
from kg.text import Span

_MARK = re.compile(rf"(?:(?P<number>\d{{1,2}})[.)]|\(?(?P<letter>[a-z])[.)]|{BULLET})(?:\s+|$)")
_END = re.compile(r"[.!?;:][”’\"')]{0,2}$")
_MODAL = re.compile(r"\b(?:should|must|needs?\s+to|ought\s+to|will|are\s+required|is\s+required|to\s+ensure)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:[A-Z][^.;:]{2,220}?)\b(?:should|must|needs?\s+to)\b")
_BACK = re.compile(r"(?:They|This|These|It|Its|Their|Those|That|Such|In\s+addition|In\s+particular|As\s+a\s+result|Where)\b")
_WHO = re.compile(
    r"\b(?:councils?|local\s+authority|authority|LA|ICBs?|CCGs?|boards?|partnership|partners|trusts?|borough|NHS|leaders|providers|commissioners|services)\b",
    re.IGNORECASE,
)
_WHO_LABEL = re.compile(r"(?:responsible|lead)\s+(?:body|bodies|organisations?|agency|agencies)\s?:\s*(?=\S)", re.IGNORECASE)
_HEADS = re.compile(
    r"(?:(?:responsible|lead)\s+(?:body|bodies|organisations?)|areas?(?:\(s\))?\s+for\s+(?:priority\s+action|improvement))(?:\s+|$)",
    re.IGNORECASE,
)
_NONE = re.compile(r"\W*(?:none|not\s+applicable|n/a)\W*|.{0,80}\b(?:no|not)\b.{0,40}\bareas?\b.{0,80}", re.IGNORECASE | re.DOTALL)
_TOLD = re.compile(r"(?:As\s+a\s+result\s+of|HMCI|(?:His|Her)\s+Majesty|Ofsted|The\s+inspection|Inspectors|This\s+inspection)\b")
_LIST = re.compile(r"\b(?:should|must|needs?\s+to|following|that|to)\b(?:\W+\w+){0,3}\W*:-?$", re.IGNORECASE)
_WHO_END = re.compile(
    r"(?:\b(?:boards?|councils?|authority|ICBs?|CCGs?|partnership|trusts?|borough|NHS|\w+\))|\s\([A-Z]{2,6}\))$", re.IGNORECASE
)
_LONGEST_WHO = 260
_SHARE = 0.86  # of the longest line: a line that is shorter, with the next word, was not broken by the width of the page


@dataclass
class Request:
    """One thing asked for: its printed number, its lines, what leads to it, and the lines that name who is responsible."""

    number: str
    lines: list[Span]
    marked: bool = False
    lead: tuple[Span, ...] = ()
    who: tuple[Span, ...] = ()
    fresh: bool = True

    @property
    def words(self) -> str:
        """The words in one line."""
        return " ".join(one.words for one in self.lines)

    @property
    def is_head(self) -> bool:
        """Whether these are the words of the head of a table."""
        return self.is_short and not _HEADS.sub("", self.words)

    @property
    def is_short(self) -> bool:
        """Whether these words are few enough to be the head of a table or names; asked of every line, so no long text is joined."""
        return sum(len(line) for line in self.lines[:_LONGEST_WHO]) < _LONGEST_WHO

    @property
    def is_told(self) -> bool:
        """Whether these words only say that there is nothing, or what the inspectors did."""
        asks = _MODAL.search(self.words) is not None
        return self.lines[0].match(_TOLD) is not None or (not asks and _NONE.fullmatch(self.words) is not None)

    @property
    def is_who(self) -> bool:
        """Whether these words name bodies and ask for nothing."""
        words = self.words if self.is_short else ""
        return bool(words) and not words.endswith(".") and _WHO.search(words) is not None and _MODAL.search(words) is None


def requests(span: Span, skip: Callable[[Span], bool]) -> list[Request]:
    """The items in ``span``, the text under a heading such as "Areas for priority action"; lines to ``skip`` are page furniture."""
    found: list[Request] = []
    for lines in streams(span, skip):
        found += _in_stream(lines)
    found = [one for one in sorted(found, key=lambda one: one.lines[0].start) if not one.is_head and not one.is_told]
    return _told(list(_whole(found)))


@dataclass
class _Stream:
    lines: list[Line]
    made: list[Request] = field(default_factory=list)

    @cached_property
    def widest(self) -> int:
        return max(len(line.span) for line in self.lines)


def _in_stream(lines: list[Line]) -> list[Request]:
    state = _Stream(lines)
    for index, line in enumerate(lines):
        mark = line.span.match(_MARK)
        text = mark.after.strip() if mark is not None else line.span
        if mark is not None and not _cut(state.made, line):
            state.made.append(Request(str(mark.get("number") or mark.get("letter") or ""), [text] if text else [], marked=True))
        elif state.made and not state.made[-1].lines:
            state.made[-1].lines.append(line.span)
        elif not state.made or _begins(state, index):
            state.made.append(Request("", [line.span]))
        else:
            state.made[-1].lines.append(line.span)
    return [one for one in state.made if one.lines]


def _cut(made: list[Request], line: Line) -> bool:
    """Whether a line begins with a number or dash only because it was wrapped there."""
    return (
        bool(made)
        and not line.fresh
        and bool(made[-1].lines)
        and made[-1].lines[-1].search(r"\b(?:and|of|to|the|stage|stages)$") is not None
    )


def _begins(state: _Stream, index: int) -> bool:
    """Whether a line without a mark begins another item."""
    line, before, open_one = state.lines[index], state.lines[index - 1], state.made[-1]
    first = str(line.span)[:1]
    if line.span.match(_WHO_LABEL) is not None:
        return True
    if open_one.is_head or ((open_one.is_who or _is_label(open_one)) and not _goes_on_who(open_one, line)):
        return True
    if not (first.isupper() or first in "‘“\"'"):
        return False
    if _END.search(before.span.words[-4:]) is None:
        return line.fresh and (open_one.is_who or (open_one.marked and _ahead(line).match(_SUBJECT) is not None))
    if line.fresh and not (open_one.marked and line.span.match(_BACK)):
        return True
    if line.span.match(_BACK) is not None:
        return False
    word = len(str(line.span).split(maxsplit=1)[0])
    if len(before.span) + 1 + word <= _SHARE * state.widest:
        return not open_one.marked
    return not open_one.marked and _ahead(line).match(_SUBJECT) is not None


def _ahead(line: Line) -> Span:
    """What stands from the beginning of a line on."""
    return Span(line.span.document, line.span.start, min(len(line.span.document.text), line.span.start + 260))


def _goes_on_who(open_one: Request, line: Line) -> bool:
    """Whether a line goes on with a list of bodies: the last name has not ended, or it names a body and asks for nothing."""
    text = line.span
    if text.search(_MODAL) is not None or text.search(r"\.$") is not None:
        return False
    if _WHO_END.search(" ".join(one.words for one in open_one.lines[-2:])) is None or str(text)[:1].islower():
        return True
    return not line.fresh and _WHO_END.search(text.words) is not None


def _whole(found: list[Request]) -> Iterator[Request]:
    """The items, each with the list that it ends with ("…, including:"); under the mere lead of a list each is one of its own."""
    open_one: Request | None = None
    for one in found:
        if open_one is not None and one.marked and not one.number:
            open_one.lines += one.lines
            continue
        open_one = one if one.words.endswith((":", ":-")) and _LIST.search(one.words) is None and not _is_label(one) else None
        yield one


def _told(found: list[Request]) -> list[Request]:
    """The items with those who are responsible, and with the lead of a list ("Leaders should:")."""
    made: list[Request] = []
    who: tuple[Span, ...] = ()
    lead: tuple[Span, ...] = ()
    first = next((one for one in found if one.is_who or _is_label(one)), None)
    after = first is not None and first is not found[0]  # the responsible bodies stand after what they are to do
    waiting: list[Request] = []
    for index, one in enumerate(found):
        label = _label(one)
        if label is not None or one.is_who:
            who = tuple(label) if label is not None else tuple(one.lines)
            for earlier in waiting if after else ():
                earlier.who = who
            waiting, lead = [], ()
            continue
        follows = index + 1 < len(found) and found[index + 1].marked
        if one.words.endswith((":", ":-")) and follows and (not one.marked or not one.number):
            lead = tuple(one.lines)
            continue
        if not one.marked:
            lead = ()
        one.lead, one.who = lead, () if after else who
        made.append(one)
        waiting.append(one)
    return made


def _is_label(one: Request) -> bool:
    """Whether the words begin with a label that says who is responsible."""
    return one.lines[0].match(_WHO_LABEL) is not None


def _label(one: Request) -> list[Span] | None:
    """The lines after a label that says who is responsible ("Responsible body: …"), or None."""
    found = one.lines[0].match(_WHO_LABEL)
    return None if found is None else [found.after.strip(), *one.lines[1:]]
