"""The verbs by which papers tell that somebody takes up, holds or gives up a post (``mappings/lexicon/tenures.toml``), and their moods."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from kg.lexicon import Lexicon
from kg.reading.roles import Role
from kg.text import Match, Span

Kind = Literal["begins", "given", "gives", "held", "holds", "ends", "follows", "followed", "before", "chairs", "covers"]
Mood = Literal["told", "announced", "resolved", "not"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb in its sentence, with the words after it that are its own, and the role that a form of "to be" is followed by."""

    verb: Span
    kind: Kind
    mood: Mood
    after: Span
    sentence: Span
    role: Role | None = None


_BE = r"(?:was|were|is|are|am|be|being|having\sbeen|(?:has|had|have)\s(?:\w{2,12}ly\s|now\s|since\s|also\s)?been)\s(?:\w{2,12}ly\s|then\s|also\s|now\s|first\s)?(?:\w{2,12}ly\s)?"
_SMALL = r"(?:\s(?:be|been|have|had|has|then|also|now|soon|shortly|formally|\w{3,12}ly)){0,3}\s?$"
_NOW = re.compile(r"\b(?:is|are|was|were|been)\s(?:(?:being|now|currently|ably|also|still|\w{3,12}ly)\s){0,2}$")


@dataclass(frozen=True, eq=False)
class Verbs:
    """The patterns of the verbs of posts."""

    verb: re.Pattern[str]
    never: re.Pattern[str]
    announced: re.Pattern[str]
    other: re.Pattern[str]
    events: re.Pattern[str]
    bare: frozenset[str]

    def kind(self, found: Match) -> Kind:
        """What a verb tells."""
        return cast("Kind", found.last_group)

    def mood(self, found: Match, sentence: Span) -> Mood:
        """Whether a sentence tells what is so, what is announced or resolved, or what is not or only may be."""
        before = Span(sentence.document, max(sentence.start, found.span.start - 60), found.span.start)
        subjunctive = found.span.match(r"be\s") is not None
        if before.search(self.never):
            return "not"
        if found.last_group in ("chairs", "covers") and before.search(_NOW):
            return "told"
        if before.search(self.announced) or found.span.match(
            r"(?:leaving|retiring|standing\sdown|stepping\sdown|joining|taking|starting)\b"
        ):
            return "announced"
        if found.span.words in self.bare and before.search(r"\b(?:ha[sd]|have|having)\s(?:\w+\s)?$") is None:
            return "not"
        return "resolved" if subjunctive else "told"

    def is_of_a_post(self, found: Match) -> bool:
        """Whether the words after a verb leave room for a post: "left the room", "took part" do not."""
        if found.span.search(r"\b(?:as|post|role|position|portfolio|office)\b"):
            return True
        after = found.after[:40]
        return after.match(self.other if self.kind(found) == "ends" else self.events) is None


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(one).replace(r"\ ", r"\s").replace(r"\-", "-") for one in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=8)
def verbs_of(world: Lexicon) -> Verbs:
    """The verbs of a lexicon. Raises KeyError where ``tenures.toml`` is not in it."""
    table = cast("dict[str, dict[str, list[str]]]", world.tables["tenures"])
    verbs, moods = table["verbs"], table["moods"]
    return Verbs(
        verb=re.compile(
            rf"(?<![\w’'-])(?:(?P<chairs>chaired\sby)|(?P<covers>(?:covered|filled|held|fulfilled|undertaken|occupied)(?:\s(?:on\san\sinterim\sbasis|temporarily|for\sthe\stime\sbeing|in\sthe\sinterim))?\sby(?=\s[A-Z]))|(?P<followed>{_BE}(?:{_any(verbs['followed'])}))|(?P<given>{_BE}(?:{_any(verbs['given'])}))"
            rf"|(?P<before>(?i:{_any(verbs['before'])}))|(?P<follows>{_any(verbs['follows'])})|(?P<held>{_any(verbs['held'])})|(?P<holds>{_any(verbs['holds'])})"
            rf"|(?P<ends>{_any(verbs['ends'])})|(?P<begins>{_any(verbs['begins'])})|(?P<gives>{_any(verbs['gives'])}))(?![\w’'-])"
        ),
        never=re.compile(rf"(?:(?<!\w)|(?=n[’'])) ?(?:{_any(moods['not'])}){_SMALL}", re.IGNORECASE),
        announced=re.compile(rf"(?<!\w)(?:{_any(moods['will'])}){_SMALL}", re.IGNORECASE),
        other=re.compile(rf"\s(?:{_any(moods['other'])})(?!\w)", re.IGNORECASE),
        events=re.compile(rf"\s(?:{_any(moods['events'])})(?!\w)", re.IGNORECASE),
        bare=frozenset(moods["bare"]),
    )
