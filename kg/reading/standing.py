"""How far a later statement says that something is: done, done in part, not done, or not what an earlier source said.

The words stand in ``mappings/lexicon/followups.toml``. Words that say how far something is decide over praise and blame; a share that
is printed of what was done decides where there is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.lexicon import Lexicon
from kg.reading.followups import How, Status, retold, status_of, tempered
from kg.reading.matters import matter
from kg.reading.references import references
from kg.text import Span

_PER_CENT = re.compile(r"\b(?P<share>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per\scent)")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})?|{'|'.join(_WORDS)}"
_OF = re.compile(
    rf"(?<!every )(?<!each )\b(?P<part>{_NUMBER})\s(?:out\s)?of\s(?:the\s|its\s|our\s|all\s|these\s|those\s)?(?P<whole>{_NUMBER})\b(?!\s?%)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bas\s(?:the\s|we\s|I\s)?(?:[\w’']{2,20}\s){0,3}?(?:had\s|has\s|have\s)?(?:asked|recommended|wanted|suggested|proposed|wished|requested)\b(?!\sto\b)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:has|have|had)\s(?:now\s|since\s|also\s|all\s|recently\s|just\s|already\s){0,2}been\s"
    r"(?P<what>\w{2,14}ed|rebuilt|built|(?:re)?written|set\sup|put|brought|given|taken\son|drawn\sup|bought|begun|sent|taught|met)\b"
)
_CONCEDES = re.compile(  # "Whilst scoring highly for …, comparisons saw lower scores for …"
    r"^\W*(?:Whil(?:e|st)|Although|Though|Despite)\b.*?,.*\b(?:lower|less|fewer|poorer|weaker|worse|not)\b", re.DOTALL
)
_WANTING = re.compile(  # "oversight has not been effective enough to ensure that timely action is taken": what it is not enough for is no praise
    r"^(?:However,\s|Overall,\s)?(?:(?!\sbut\s)[^,;:]){0,120}\bnot\s(?:been\s|yet\s|always\s|consistently\s)?(?:sufficient(?:ly)?|\w{4,14}\senough)\b",
    re.IGNORECASE,
)
_RESERVES = re.compile(  # "is strong; however, there remains a challenge", "value their worker, but some have had many"
    r"[,;:]\s(?:but|however|although|though|albeit|yet|except)\b(?![^.;]{0,60}\b(?:no|not\sleft|never)\b)", re.IGNORECASE
)
_EVERY = re.compile(  # "all children had been visited on time", "no social worker now held more than 18 cases"
    r"\b(?:[Aa]ll|[Ee]very|[Ee]ach)\s(?:[\w’'-]{1,20}\s){1,8}?(?:has|have|had)\s(?:now\s)?been\s\w{3,14}ed\b|\b[Nn]o\s(?:[\w’'-]{1,20}\s){1,8}?(?:now|any\slonger)\s\w{2,14}(?:ed|s|d|ing)\b"
)
_STATED: tuple[How, ...] = ("mended", "undone", "partial")
_NEARLY_ALL = 85.0
_HALF = 50.0


def claimed(span: Span, world: Lexicon) -> Status | None:
    """How far words say that something is: those of a status first, else those of what there now is or what was done."""
    if tempered(span, world, "mended") or span.search(_ASKED):
        return "addressed"
    if tempered(span, world, "partial"):
        return "partly"
    if tempered(span, world, "undone") or tempered(span, world, "gainsaid"):
        return "repeated"
    stated = status_of(span, world)
    if stated is not None and stated[0] != "addressed":
        return stated[0]
    share = of_share(span, world)
    if share is not None:
        return share
    if stated is not None or tempered(span, world, "done") or is_done(span, world) or tells_all(span):
        return "partly" if tempered(span, world, "open") or tempered(span, world, "limited") else "addressed"
    if tempered(span, world, "lacking"):
        return "repeated"
    return "partly" if tempered(span, world, "limited") else None


def tells_all(span: Span) -> bool:
    """Whether words say something of all of a kind, or that none of it is left."""
    return span.search(_EVERY) is not None


def is_done(span: Span, world: Lexicon) -> bool:
    """Whether words tell that something has been done ("has been rebuilt"), and not only seen, said or lost."""
    found = span.search(_DONE)
    return found is not None and not tempered(found.group("what"), world, "only")


def tells_progress(said: Iterable[Span], whole: Span, world: Lexicon) -> bool:
    """Whether some of the sentences of a paragraph say how far something is of which other sources may speak.

    That is a narrow matter that the paragraph names, or what it says that an earlier source asked or found.
    """
    if all(claimed(one, world) is None for one in said):
        return False
    found = matter(whole, world)
    if found.narrow or found.middle or any(retold(one, world) for one in whole.sentences()):
        return True
    stated = any(tempered(one, world, how) for one in said for how in _STATED)
    return stated and bool(references(whole, world))


def of_share(span: Span, world: Lexicon) -> Status | None:
    """How far a printed share of what was done says that it is; None where none is printed, or not of something done."""
    if not tempered(span, world, "counted"):
        return None
    shares = [float(str(one.group("share"))) for one in span.finditer(_PER_CENT)]
    if not shares:
        parts = [(_count(one.group("part")), _count(one.group("whole"))) for one in span.finditer(_OF)]
        shares = [100 * part / whole for part, whole in parts if 0 < part <= whole]
    if not shares or shares[0] > 100:
        return None
    return "addressed" if shares[0] >= _NEARLY_ALL else "partly" if shares[0] >= _HALF else "repeated"


def _count(printed: Span) -> int:
    word = str(printed).lower().replace(",", "")
    return _WORDS.index(word) + 1 if word in _WORDS else int(word)


def standing(span: Span, judged: str, claims: Status | None, world: Lexicon) -> Status:
    """What became of something, as a later statement on it tells: ``judged`` is what it praises, blames or asks, ``claims`` its words."""
    if judged == "asked":
        return "repeated"
    if claims is not None and (judged == "neutral" or tempered(span, world, "mended") or tempered(span, world, "undone")):
        return claims
    if judged in ("strength", "mixed") and span.search(_WANTING):
        return "repeated"
    if judged == "strength":
        if claims == "partly" or span.search(_CONCEDES) or span.search(_RESERVES):
            return "partly"
        return "partly" if any(tempered(span, world, how) for how in ("unfinished", "partial", "limited")) else "addressed"
    if judged == "mixed":
        return "partly"
    if claims == "addressed" and of_share(span, world) == "addressed":
        return "addressed"
    return "partly" if tempered(span, world, "begun") or tempered(span, world, "partial") else "repeated"
