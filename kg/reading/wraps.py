"""Where a phrase may go on over a line end: text is wrapped at full lines, and a list or signature has short ones."""

from __future__ import annotations

import re

from kg.text import Span

_LABEL = re.compile(r"[A-Z][\w’'()/ -]{1,40}(?::\s|\t)")  # a line that begins with a label goes on with none
_FULL_LINE = 45  # a shorter line has ended by itself: what stands below is another line of a list or signature


def line_end(head: Span, limit: int) -> int:
    """Where a role must end: at a blank line, and at the end of a line that is not full."""
    text = head.document.text
    at = text.find("\n", head.end, limit)
    while at >= 0 and wraps(text, at):
        at = text.find("\n", at + 1, limit)
    return limit if at < 0 else at


def line_start(head: Span, floor: int) -> int:
    """Where a role may begin: on its line, or on the line before where that is full."""
    at = head.document.text.rfind("\n", floor, head.start)
    return floor if at < 0 or wraps(head.document.text, at) else at + 1


def wraps(text: str, at: int) -> bool:
    """Whether a line feed only wraps a line: the line was full, or bold type goes on over it."""
    if text[at + 1 : at + 2].isspace() or text[at - 1 : at].isspace():
        return False
    if _LABEL.match(text, at + 1):
        return False
    if at - (text.rfind("\n", 0, at) + 1) >= _FULL_LINE:
        return True
    return text.count("**", max(text.rfind("\n\n", 0, at), at - 300, 0), at) % 2 == 1
