"""The people whom a line names for queries, support or issue: they stand below lists of members, and are no members."""

from __future__ import annotations

import re

from kg.text import Span

_LABEL = re.compile(
    r"[\s*_#|•-]*(?:(?:[\w’']{2,20}[ /-]){0,4}(?:officers?|contact|enquiries|queries|author|clerk|support|secretary|advis[eo]r|manager)|issued\sby|published\sby|prepared\sby|signed|contact\s[^:\n]{0,30})"
    r"(?:\sto)?[*_]{0,3}\s?(?::|\t|[ ]{3,})[\s*_]{0,40}(?:please\scontact\s)?",
    re.IGNORECASE,
)


def is_support(name: Span) -> bool:
    """Whether a name stands right after such a label on its line ("Scrutiny Officer: Ann Lee", "Issued by: …")."""
    text = name.document.text
    start = max(text.rfind("\n", 0, name.start) + 1, name.start - 90)
    return _LABEL.fullmatch(text[start : name.start]) is not None
