"""The head of a report to a council or its executive: a label and a value to a line, in a row of a table, or one below the other.

"Report to: Cabinet", "Date of meeting<tab>18 July 2018", "Portfolio holder" with the name on the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading.dates import DateMention, find_dates
from kg.reading.titles import ITEM, bare, is_sentence
from kg.text import Span

_LABELS = {
    "to": r"report\sto|to|meeting(?:\sof|\sname|\stitle)?|committee(?:\sname)?|decision[\s-]?(?:maker|taker|making\sbody)|decision\sto\sbe\s(?:made|taken)\sby|name\sof\s(?:committee|meeting)|body",
    "date": r"(?:meeting\s|decision\s)?date(?:\sof\s(?:the\s)?(?:meeting|decision|cabinet|committee|report))?(?:\s(?:and|&)\stime)?",
    "by": r"report\s(?:of|by|from)|from|(?:report\s)?author(?:\(s\)|s)?|(?:report\s)?(?:presented|submitted|prepared)\sby|by",
    "member": r"(?:relevant\s|responsible\s|lead\s)?(?:cabinet|executive|portfolio|lead)\s(?:member|holder|councillor)(?:\(s\)|s)?(?:\s(?:portfolio|responsible))?|portfolio",
    "officer": r"(?:lead|responsible|accountable|relevant|reporting|contact)\s(?:chief\s)?(?:officer|director)(?:\(s\)|s)?(?:\scontact\sdetails)?|(?:strategic|corporate|executive|service)\sdirector|chief\sofficer|director|officer\scontact|contact(?:\sdetails|\sname)?",
    "subject": r"(?:report\s)?(?:title|subject)(?:\sof\s(?:the\s)?report)?|report\stitle|title\sof\sreport|re",
    "other": r"chair|data\s(?:to|at)|version|wards?(?:\(s\))?\s?(?:affected|involved|\(s\)\saffected)|electoral\sdivisions?\s?(?:affected)?|divisions?(?:\saffected)?|classification|key\sdecision(?:\?|\sreference)?|status|exempt\b.{0,30}|part\s[12I]+|forward\splan\b.{0,20}"
    r"|agenda\sitem(?:\sno\.?|\snumber)?|item(?:\sno\.?)?|appendices|purpose|email|tel(?:ephone)?(?:\sno\.?)?|for\sdecision.{0,30}|report\s(?:no|number|ref)\.?|call-?in.{0,20}|type\sof\sdecision|is\sthis\sa\skey\sdecision\??",
}
_LABEL = re.compile(
    r"^[\s*_#|]{0,8}(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
    + r")[*_]{0,2}(?:\s?[:|\t][\s*_:|]{0,12}|[^\S\n]{2,40}|[\s*_|]*$)",
    re.IGNORECASE,
)
EXECUTIVE = re.compile(
    r"(?:the\s|meeting\sof\s(?:the\s)?|full\s|extraordinary\s)*(?:cabinet|executive|county\scouncil|city\scouncil|borough\scouncil|council|mayor|leader)\b(?!.{0,60}\b(?:scrutiny|overview|select|panel|parenting)\b)"
    r"|[A-Z][\w’' -]{2,40}\s(?:cabinet|executive|council)$"
    r"|(?:the\s)?(?:cabinet|executive|lead|portfolio)\s(?:member|holder|councillor)\b",
    re.IGNORECASE,
)
RECEIVING = re.compile(
    r"(?:the\s|meeting\sof\s(?:the\s)?)?(?P<body>(?:[A-Z][\w’'-]{0,40},?\s(?:(?:and|of|for|&)\s){0,2}){1,9}?(?i:Board|Committee|Panel|Commission|Partnership|Forum|Group))\b(?=\W*$|,?\s)"
)
_TITLED = re.compile(  # the words of a label as a title: "REPORT TO THE CHILDREN'S SCRUTINY COMMISSION"
    r"[\s*_#]{0,8}(?i:report\sto)\s(?i:the\s)?(?P<to>(?:[A-Z][\w’'-]{0,40},?\s(?:(?:and|of|for|&)\s){0,2}){0,9}?(?i:board|committee|panel|commission|partnership|forum|cabinet|executive|council))[*_\s]{0,4}"
)
_MEETS = re.compile(r"\b(?:time|venue|place|present|apologies|quorum|membership)\b", re.IGNORECASE)
_MOST_LINES = 45
_FAR = 3
_LONGEST = 120


@dataclass(frozen=True)
class Head:
    """The head of a report: its labelled values by kind of label, the first of each, and its lines."""

    values: dict[str, Span]
    lines: list[Span]

    @property
    def date(self) -> DateMention | None:
        """The day that stands under the label of the date, or beside the body that meets on it."""
        values = (self.values.get("date"), self.values.get("to"))
        dates = (one for value in values if value is not None for one in find_dates(value))
        return next((one for one in dates if one.is_point and one.when.value), None)


def head(lines: list[Span]) -> Head:
    """The head that begins at the first of ``lines``; it ends with the first running text or numbered section."""
    values: dict[str, Span] = {}
    kept: list[Span] = []
    waiting = ""
    strange = 0
    for line in (one.strip() for one in lines):
        if not line:
            continue
        if not values and (titled := line.fullmatch(_TITLED)) is not None:
            values["to"] = titled.group("to")
            kept.append(line)
            continue
        found = line.match(_LABEL)
        if found is None or not _is_label(found.span, line):
            if waiting and len(line) < 160:
                values.setdefault(waiting, line.strip(" *_|"))
                kept.append(line)
                waiting, strange = "", 0
                continue
            strange += 1
            if strange > _FAR or is_sentence(line) or re.match(r"\d{1,2}[.)]?\s+[A-Z]", str(line)):
                break
            continue
        name = next(name for name in _LABELS if found.has(name))
        value = found.after.strip(" *_|:\t")
        kept.append(line)
        strange = 0
        waiting = "" if value else name
        if value:
            values.setdefault(name, value)
    return Head(values, kept)


def _is_label(label: Span, line: Span) -> bool:
    """Whether the words at the start of a line are its label: a mark or a gap follows them, or they are the whole line."""
    return len(label) == len(line) or re.search(r"[:|\t]|\s{2,}", str(label)) is not None


def heads(text: Span) -> Iterator[Head]:
    """The heads of reports that are put to a council, its executive, a member or, by an officer, a committee or board."""
    lines = text.lines()
    at = 0
    while at < len(lines):
        found = lines[at].strip().match(_LABEL)
        titled = lines[at].strip().fullmatch(_TITLED) is not None
        if not titled and (
            found is None or not (found.has("to") or found.has("by") or found.has("subject") or found.has("member"))
        ):
            at += 1
            continue
        one = head(lines[at : at + _MOST_LINES])
        to = one.values.get("to")
        told = {"by", "member", "officer", "subject"} & set(one.values)
        meets = any(line.match(_MEETS) is not None for line in (line.strip() for line in lines[at : at + 12]))
        by_officer = to is not None and to.match(RECEIVING) is not None and "by" in told
        receives = to is not None and (by_officer or to.match(EXECUTIVE) is not None)
        known = len(told) > 1 or (titled and bool(told)) or (to is not None and bool(find_dates(to)))
        if receives and known and one.date is not None and not meets:
            yield one
        at += max(1, len(one.lines))


def titled_below(top: Head, text: Span) -> Span | None:
    """The line under the head of a report whose title only says to whom it is put: what it is about."""
    below = Span(text.document, top.lines[-1].end, text.end)[:600]
    line = next((one.strip() for one in below.lines() if one.strip()), None)
    if line is None or len(line) > _LONGEST or is_sentence(line) or ITEM.match(str(line)) or not top.lines[0].match(_TITLED):
        return None
    return bare(line)
