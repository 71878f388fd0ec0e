"""The headings of lists of people in minutes: "PRESENT:", "Officers in attendance", "Members of the Cabinet present".

Which words are such labels, and the capacity they give, is data (``mappings/lexicon/people.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.lexicon import Lexicon
from kg.text import Match, Span


@dataclass(frozen=True, eq=False)
class Labels:
    """The labels of a lexicon: their capacities, which of them are strong, and their pattern."""

    capacity: dict[str, str]
    strong: frozenset[str]
    cells: dict[str, str]
    pattern: re.Pattern[str]

    def of(self, words: str) -> str:
        """The capacity that a label in small letters gives, ``""`` for what is none."""
        made = _MADE.fullmatch(words)
        return (
            self.capacity.get(words)
            or ("attendee" if words == "in" else "")
            or next((name.replace("_", "-") for name, one in made.groupdict().items() if one) if made else iter(()), "")
        )

    def state(self, words: str) -> str | None:
        """The capacity that a cell of a table of attendance gives, also with a word of how: "present, virtually"."""
        return self.cells.get(words) or self.cells.get(re.split(r"[,(–-]", words, maxsplit=1)[0].strip())

    def is_strong(self, words: str) -> bool:
        """Whether a label stands for attendance wherever it begins a line."""
        return words in self.strong or (words not in self.capacity and bool(self.of(words)))


# Labels that name a body or an employer: "Members of the Cabinet present", "Officers from the Council in attendance".
_BY = r"(?:of|from|for)\s(?:the\s)?[\w’'&,-]{2,30}(?:\s[\w’'&,-]{1,30}){0,6}?\s(?:also\s)?(?:present|in\sattendance|attending)"
_WERE = r"(?:were|was|are)\s(?:also\s)?(?:present|in\sattendance|attending)"
_THERE = r"(?:present|in\sattendance|attending)"
_FORMS = {
    "member": rf"(?:members|councillors)\s{_BY}|(?:the\s)?following\s(?:[a-z]{{3,10}}\s)?(?:members|councillors|people|persons)\s(?:of\sthe\s[a-z -]{{3,30}}\s)?{_WERE}|(?:the\s)?following\swere\spresent",
    "co_opted_member": r"(?:statutory\s|education\s)?co-?opt(?:ed|ees?)(?:\s(?:members?|representatives?))?,?\s(?:with|without)\s(?:full\s)?(?:voting\srights|(?:a\s|the\sright\sto\s)?vot(?:e|ing))(?:\spresent)?",
    "observer": rf"(?:also\s)?{_THERE}\sas\s(?:an?\s|participating\s|non-voting\s)?observers?|(?:[a-z-]{{4,14}}\s)?observers?(?:\smembers?)?\s{_THERE}",
    "substitute": rf"(?:also\s)?{_THERE}\sas\s(?:an?\s|named\s)?substitutes?|(?:named\s|nominated\s)?substitutes?(?:\s(?:members?|councillors?))?\s{_THERE}",
    "guest": rf"(?:also\s)?{_THERE}\sas\s(?:an?\s|invited\s)?(?:guests?|witness(?:es)?)|(?:invited\s)?(?:guests?|witness(?:es)?)\s(?:also\s)?{_THERE}",
    "officer": rf"(?:(?:local\sauthority|authority|la|county|borough|city|district|town\shall|scrutiny|legal|finance|directorate|service|committee|governance|partnership|trust|other|senior)\s)(?:officers?|staff)(?:\s(?:also\s)?{_THERE})?|(?:officers|staff)\s{_BY}|(?:the\s)?following\s(?:council\s)?officers\s{_WERE}|(?:agenda\s)?items?\s+officers?\s(?:attending|in\sattendance)",
    "attendee": rf"(?:representatives|others|advisers|partners|guests)\s{_BY}|(?:colleagues|others|partners|representatives|guests|advisers|people|persons|witnesses|attendees|visitors)[a-z,&\s]{{0,40}}\s(?:in\sattendance|present|attending)|also\s(?:present|in\sattendance)\s(?:who|and|at|for|during)\s[a-z ]{{3,40}}|(?:the\s)?following\s(?:were|was)\s(?:also\s(?:present|in\sattendance)|in\sattendance)",
}
_MADE = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))


@lru_cache(maxsize=8)
def labels(world: Lexicon) -> Labels:
    """The labels of a lexicon. Raises KeyError where ``people.toml`` is not in it."""
    table = world.tables["people"]
    capacity: dict[str, str] = {}
    strong: set[str] = set()
    for one in cast("list[dict[str, list[str]]]", table["attendance"]):
        for word in [*one.get("strong", []), *one.get("weak", [])]:
            capacity.setdefault(word, str(one["capacity"]))
        strong |= set(one.get("strong", []))
    both = "|".join([re.escape(word).replace(r"\ ", r"\s") for word in sorted(capacity, key=len, reverse=True)])
    both = rf"{'|'.join(_FORMS.values())}|{both}|in(?=\s{{4,40}}[A-Z])"  # "In" above "attendance:" in a margin
    titles = "|".join(re.escape(one) for one in ("Councillor", "Cllr", "Mr", "Mrs", "Ms", "Miss", "Dr"))
    return Labels(
        capacity,
        frozenset(strong),
        cast("dict[str, str]", table["attendance_cells"]),
        re.compile(
            rf"[#*_>•|\s]*(?P<label>(?=[A-Z])(?i:{both}))(?P<more>\s?\((?!The\b)[^()\n]{{0,40}}\)|\s(?:in\saccordance\swith|under|pursuant\sto|by\sinvitation|at\sthe\sinvitation|with\sthe\spermission)[^:\n]{{0,60}})?[*_]{{0,3}}"
            rf"(?:\s?(?::-?|[-–—])[*_]{{0,3}}(?=\s|$|[A-Z])|\t|\s*$|\s{{2,}}|\s?\||(?=\s(?:{titles})s?\b)|\s(?P<said>(?:were|was|had\sbeen|have\sbeen|received)\b))\s*"
        ),
    )


def label_of(line: Span, world: Lexicon) -> Match | None:
    """The label that a line begins with; "Councillors Mrs Lee, …" is no label but a title."""
    found = line.match(labels(world).pattern)
    if found is None or not re.search(r"(?i:councillors)$", str(found.group("label"))) or not found.after:
        return found
    gap = str(found.span)[found.group("label").end - found.span.start :]
    if not gap.strip() and "\t" not in gap and len(gap) < 2:
        return None
    return found
