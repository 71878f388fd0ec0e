"""Names of bodies, services and programmes that one file prints in two spellings: words that are the same but for one slip.

A plural at the end of a name is none, and what sets two real things apart (a number, a short word) is not taken for a slip.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from kg.checks.alarms import alarm
from kg.checks.misdates import sentence_around
from kg.facts import Discrepancy
from kg.reading.part import Part
from kg.text import Document, Span

LONG = 5  # letters of a word in which a slip shows
_LITTLE = r"(?:of|for|and|in|the|&|on|to)"
_PHRASE = re.compile(
    rf"\b[A-Z][A-Za-zÀ-ÿ’'-]+(?:[ \n]{_LITTLE}){{0,2}}(?:[ \n][A-Z][A-Za-zÀ-ÿ’'-]+(?:[ \n]{_LITTLE}){{0,2}}){{1,7}}"
)
_TOKEN = re.compile(r"[A-Za-zÀ-ÿ’'&-]+")
_OFFICE = re.compile(r"Commission(?:er)?(?:['’]s)?")  # a name of two words may end in it
_TITLES = {"councillor", "cllr", "inspector", "director", "officer", "member"}
_CAPITAL = re.compile(r"[A-Z]")


def namesakes(part: Part) -> Iterator[Discrepancy]:
    """The names that ``part`` prints otherwise than the rest of its file, each with a passage of both spellings."""
    around = sentence_around(part.span.document)
    for rare, usual, often in _pairs(part.span.document):
        if rare in part.span:
            lines = (around(rare), around(usual))
            if lines[0] != lines[1]:
                yield alarm(
                    "conflicting-names",
                    lines,
                    f"{rare.words}; {usual.words}",
                    "",
                    f"“{rare.words}” and “{usual.words}” are printed for what seems to be one name.",
                    status="certain" if often else "doubtful",
                )


@lru_cache(maxsize=4)
def _pairs(document: Document) -> list[tuple[Span, Span, bool]]:
    """The rarer and the usual spelling of each name printed in two; whether the rarer is plainly a slip of the pen."""
    places: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for match in document.span.finditer(_PHRASE):
        tokens = [found.span for found in match.span.finditer(_TOKEN)]
        capital = [bool(_CAPITAL.match(str(token))) for token in tokens]
        for first in range(len(tokens)):
            office = _OFFICE.fullmatch(str(tokens[first + 1])) if first + 1 < len(tokens) else None
            for last in range(first + (1 if office is not None else 2), min(first + 5, len(tokens))):
                if capital[first] and capital[last] and sum(capital[first : last + 1]) > 1:
                    words = tuple(_plain(str(token)) for token in tokens[first : last + 1])
                    places[words].append(tokens[first].to(tokens[last]))
    alike: dict[tuple[int, tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for words in places:
        for at in range(len(words)):
            if len(words[at]) >= LONG:
                alike[at, (*words[:at], "", *words[at + 1 :])].append(words)
    found: list[tuple[Span, Span, bool]] = []
    for (at, _), names in alike.items():
        for one, two in ((one, two) for number, one in enumerate(names[:20]) for two in names[number + 1 : 20]):
            plural = _plural(one[at], two[at])
            if not (one_slip(one[at], two[at]) or _derived(one[at], two[at])) or (plural and at == len(one) - 1):
                continue
            if plural and one[at].removesuffix("s") in _TITLES:
                continue  # "Councillors Ann Lee and Bo Hill"
            if one[at].replace("-", "") == two[at].replace("-", "") or (plural and one[at + 1 : at + 2] == ("of",)):
                continue  # "Well-being", and "Directors of Children's Services"
            rare, usual = sorted((places[one], places[two]), key=lambda spans: (len(spans), -spans[0].start))
            if plural and _marks(rare[0]) != _marks(usual[0]):
                continue  # "Children Services" and "Children's Services"
            if not any(rare[0].overlaps(other) or usual[0].overlaps(other) for other, _, _ in found):
                sure = not plural and one_slip(one[at], two[at]) and len(usual) > 2 * len(rare)
                found.append((rare[0], usual[0], sure))
    return found


def _derived(one: str, two: str) -> bool:
    """Whether a word is the other with an ending that makes no other name: "Transformational Board", "Children's Commission"."""
    long, short = max(one, two, key=len), min(one, two, key=len)
    return len(short) > 2 * LONG - 1 and (long == f"{short}al" or (long, short) == ("commissioner", "commission"))


def _plain(word: str) -> str:
    return re.sub(r"['’]", "", word.lower()) if word != "&" else "and"


def _marks(name: Span) -> int:
    """How many apostrophes a name has."""
    return len(re.findall(r"['’]", str(name)))


def _plural(one: str, two: str) -> bool:
    return one.removesuffix("s") == two.removesuffix("s") or one.removesuffix("es") == two or two.removesuffix("es") == one


_LONG = 5  # letters of a surname in which a slip shows


def spelled_alike(one: list[str], other: list[str]) -> bool:
    """Whether the words of two names differ in one slip of a long surname only; a given name may be the other's initial."""
    (*given, last), (*given2, last2) = one, other
    if not given or len(given) != len(given2) or min(len(last), len(last2)) < _LONG:
        return False
    together = all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(given, given2, strict=True))
    return together and one_slip(last, last2)


def one_slip(one: str, two: str) -> bool:
    """Whether one word is the other with a letter more, less, or other, or with two letters in each other's place."""
    if one == two or abs(len(one) - len(two)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    rest, rest2 = one[at:], two[at:]
    return rest[1:] == rest2[1:] or rest[1:] == rest2 or rest == rest2[1:] or (rest[:2] == rest2[1::-1] and rest[2:] == rest2[2:])
