"""The readers that run on every part, whatever its family."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.facts import Fact, Header
from kg.reading.blocks import blocks
from kg.reading.bodies import bodies
from kg.reading.commitments import commitments
from kg.reading.dates import DateMention, first_date
from kg.reading.figures import figures
from kg.reading.former import former
from kg.reading.inspections import inspections
from kg.reading.occasions import meetings
from kg.reading.part import Draft, Part
from kg.reading.people import people
from kg.reading.places import places
from kg.reading.programmes import programmes
from kg.reading.relations import relations
from kg.text import Span

_DEAR = re.compile(r"^[ \t*]{0,12}Dear\s[^\n]{2,80}$", re.MULTILINE)
_LABELLED = re.compile(
    r"^[ \t*_#>|•-]{0,8}(?:(?:first\s|date\s|originally\s)?published|publication\sdate|date\sof\s(?:publication|issue|report|letter|release)|(?:issue|release|report)\sdate|date(?:d|\sissued)?|issued"
    r"|(?:(?:page\s|date\s)?last\s|page\s|date\s)?(?:updated|modified|revised|amended)|posted|added)[*_]{0,3}(?:\son)?(?:[ \t]{0,3}[:|–—-][*_ \t|]{0,6}|[ \t]{1,40}|\n{1,2}[ \t]{0,8})",
    re.IGNORECASE | re.MULTILINE,
)
_MEETS = re.compile(
    r"^\W*(?:time|venue|location|place|where)\b[ \t]*(?:[:|\t]|$)", re.IGNORECASE | re.MULTILINE
)  # so the date is of an event
_CLOSE = 160
_TOP = 6000  # characters within which a letter has begun
_NEAR = 3000  # and the head of any other document
_FOOT = 800

READERS: dict[str, Callable[[Part], Iterator[Fact]]] = {
    "people": people,
    "meetings": meetings,
    "inspections": inspections,
    "former": former,
    "bodies": bodies,
    "places": places,
    "programmes": programmes,
    "relations": relations,
    "figures": figures,
    "commitments": commitments,
}


def header(part: Draft) -> Header:
    """The header of a document of unknown family: its first heading or line (of a letter, what it is about), and its day of issue.

    A date is that of the document only where the document says so, by a label or as a letter does. Any other date may be of
    what the document tells of.
    """
    found = blocks(part.span)
    first = next((block for block in found if block.kind == "heading"), found[0] if found else None)
    title = _subject(part.span) or (first.text if first is not None else part.span.strip()[:80])
    date = _issued(part.span)
    evidence = (title,) if date is None else (title, date.span)
    return Header(title=title.words[:200], issued=date.when if date else None, evidence=evidence)


def _issued(span: Span) -> DateMention | None:
    """The date under a label that says that the document was issued or brought up to date; of a letter the one above its salutation."""
    top = span.strip()[:_TOP]
    foot = span[max(0, len(span) - _FOOT) :]
    for found in (*top[:_NEAR].finditer(_LABELLED), *foot.finditer(_LABELLED)):
        date = first_date(found.after[:60])
        near = date is not None and date.span.start - found.span.end < 4 and not found.after[:_CLOSE].search(_MEETS)
        if date is not None and near and date.is_point and date.when.value:
            return date
    dear = top.search(_DEAR)
    for line in () if dear is None else dear.before.lines():
        date = first_date(line)
        if date is not None and date.is_point and date.when.datatype == "date" and len(line.words) - len(date.span.words) < 3:
            return date
    return None


def _subject(span: Span) -> Span | None:
    """The paragraph between the salutation of a letter and its text, where it is no sentence."""
    dear = span[:_TOP].search(_DEAR)
    if dear is None:
        return None
    first = next(iter(Span(span.document, dear.span.end, min(dear.span.end + 400, span.end)).strip().paragraphs()), None)
    return first.strip() if first is not None and len(first) < 250 and first.search(r"[.,;:]\s*$") is None else None
