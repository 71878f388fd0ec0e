"""Phrases that have the form of a body's name: capitalised ones with a head noun, and lower-case ones of service words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.lexicon import Lexicon
from kg.reading.naming import Naming, naming
from kg.text import Span

_TOKEN = re.compile(r"[^\W_][\w’'&/-]*(?:\.(?=\w)[\w’'&/-]+)*|[&,]")
_LINKS = frozenset({"and", "&"})
_MOST = 14
_SHORT_LINE = 45


class Tokens:
    """The words and commas of a span, with what stands between them."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.text = str(span)
        self.at = [(found.start(), found.end()) for found in _TOKEN.finditer(self.text)]
        self.words = [self.text[start:end].rstrip("/-") for start, end in self.at]
        self.bare = [re.sub(r"[’']s?$", "", word) for word in self.words]

    def __len__(self) -> int:
        return len(self.at)

    def joined(self, index: int) -> bool:
        """Whether the token stands right after the one before it, with nothing but white space of one paragraph between.

        A line end joins only where the line was full: a short line is a title or an item of its own.
        """
        if index == 0:
            return False
        end, start = self.at[index - 1][1], self.at[index][0]
        gap = self.text[end:start]
        if self.words[index] == ",":
            return not gap
        if gap.strip() or "\t" in gap or gap.count("\n") > 1 or len(gap) > 12:
            return False
        if "\n" not in gap:
            return bool(gap)
        return end - (self.text.rfind("\n", 0, end) + 1) >= _SHORT_LINE

    def span_of(self, first: int, last: int) -> Span:
        """The span from one token to another, without a final possessive."""
        end = self.at[last][1]
        word = self.text[self.at[last][0] : end]
        return self.span[self.at[first][0] : end - (len(word) - len(re.sub(r"[’']s?$", "", word.rstrip("/-"))))]


@lru_cache(maxsize=64)
def tokens_of(span: Span) -> Tokens:
    """The tokens of a span, made once for the readers that look at it one after another."""
    return Tokens(span)


def capitalised(span: Span, world: Lexicon) -> Iterator[Span]:
    """The capitalised phrases of ``span`` that have the form of a body's name; of nested ones the longest."""
    names, tokens = naming(world), tokens_of(span)
    done = -1
    found: list[tuple[int, int]] = []
    for index, word in enumerate(tokens.bare):
        if word in names.openers and (last := _forward(tokens, index)) > index + 1 and _fits_after(tokens, last, names, long=False):
            found.append((index, last))
        if word in names.heads and (word[0].isupper() or word == "plc"):
            first = _backward(tokens, index, names, world)
            if first < index and _is_name(tokens, first, index, names, world):
                found.append((first, index))
    for first, last in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        if last > done:
            done = last
            yield tokens.span_of(first, last)


_WEAK = frozenset(
    {"Police", "School", "Court", "Network", "Hospital", "Foundation", "Partnership", "Service", "Services", "Organisation"}
)
_UNLISTED = frozenset({"Service", "Services", "Team", "Teams", "Hub", "School", "Unit", "Police", "Court"})
_OFFICERS = frozenset(
    {"Director", "Directors", "Manager", "Managers", "Minister", "Commissioner", "Inspector", "Inspectors", "Mayor", "Councillor"}
)


def _name_word(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and len(word) < 5 and not word.isdigit()) or word in ("plc", "e-safety")


def _backward(tokens: Tokens, head: int, names: Naming, world: Lexicon) -> int:
    """The first token of the name that ends at ``head``."""
    lead, verbs = names.words("words", "lead"), names.words("words", "verbs")
    first = index = head
    linked = ""
    while index > 0 and head - index < _MOST and tokens.joined(index):
        word = tokens.words[index - 1]
        if _name_word(word):
            opens = word in verbs and (index == 1 or not tokens.joined(index - 1))  # "Support Early Help Services to …"
            if opens or word in lead or tokens.bare[index - 1] in _OFFICERS or (linked and _ends_another(tokens, index - 1, names)):
                break
            if word != tokens.bare[index - 1] and tokens.bare[index - 1] in names.heads:  # "the Council's Executive"
                break
            if linked == "and" and word == tokens.words[index + 1]:  # "Kent and Kent Police"
                break
            if linked in ("of", "for") and (index == 1 or not tokens.joined(index - 1)):  # "Demand for Adult Services"
                break
            first = index = index - 1
            linked = ""
        elif linked:
            break
        elif word in _LINKS or word in ("of", "for"):
            index, linked = index - 1, "and" if word == "&" else word
        elif (
            word == ","
            and tokens.bare[head] not in _UNLISTED
            and _lists(tokens, index, head)
            and not _place(tokens.words[index], world)
        ):
            index, linked = index - 1, ","
        else:
            break
    return first


def _ends_another(tokens: Tokens, index: int, names: Naming) -> bool:
    """Whether the word before a link ends a name of its own: an acronym, a title, a head noun ("Kent Council and …")."""
    word = tokens.bare[index]
    if _is_acronym(word) or word in names.words("words", "titles"):
        return True
    return word in names.heads and (
        word not in _WEAK or (index > 0 and tokens.joined(index) and _name_word(tokens.words[index - 1]))
    )


def _place(word: str, world: Lexicon) -> bool:
    return word == "NHS" or world.places.named(word) is not None


def _lists(tokens: Tokens, after: int, head: int) -> bool:
    """Whether the words after a comma go on with a list inside one name ("Children, Young People and Families Panel")."""
    return any(tokens.words[index] in ("and", "&") for index in range(after, min(after + 5, head, len(tokens))))


def _forward(tokens: Tokens, opener: int) -> int:
    """The last token of a name that an opening noun begins: "Department of Health and Social Care"."""
    if opener + 2 >= len(tokens) or tokens.words[opener + 1] not in ("of", "for") or not tokens.joined(opener + 1):
        return opener
    last, index, closed = opener, opener + 2, False
    while index < len(tokens) and index - opener < _MOST and tokens.joined(index):
        word = tokens.words[index]
        if _name_word(word):
            last = index
        elif word in _LINKS and not closed:
            closed = True
        elif (
            word != ","
            or closed
            or not (index + 1 < len(tokens) and _name_word(tokens.words[index + 1]) and _lists(tokens, index, index + 6))
        ):
            break
        index += 1
    return last


def _is_acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1 and "-" not in word


def _is_name(tokens: Tokens, first: int, last: int, names: Naming, world: Lexicon) -> bool:
    words = tokens.words[first : last + 1]
    if all(word.isupper() for word in words if word.isalpha()) and any(len(word) > 4 for word in words[:-1]):
        return False  # a heading in capitals
    generic = names.words("words", "generic")
    telling = [word for word in tokens.bare[first:last] if word.casefold() not in generic and word != ","]
    folded = " ".join(words).replace(" ,", ",").casefold()
    if not telling and folded not in names.words("words", "named"):
        return False
    if tokens.bare[last] in _UNLISTED - {"Police", "Court", "School"} and _place(" ".join(telling), world):
        return False  # "South Yorkshire Services"
    never, never_last = _never(names)
    if folded in never or any(folded == one or folded.endswith(" " + one) for one in never_last):
        return False
    return _fits_after(tokens, last, names, long=last - first > 2) and not _is_office(tokens, first, last, names)


@lru_cache(maxsize=8)
def _never(names: Naming) -> tuple[frozenset[str], tuple[str, ...]]:
    """Names that are none, and the ends of names that are none, in lower case."""
    whole, last = (frozenset(one.casefold() for one in names.words("words", key)) for key in ("never", "never_last"))
    return whole, tuple(last)


def _fits_after(tokens: Tokens, last: int, names: Naming, *, long: bool) -> bool:
    """Whether the word after does not make the phrase a part of another word group ("Team inspectors").

    A ``long`` name is one before such a word too: "Family Group Conference Team Manager".
    """
    if last + 1 >= len(tokens) or not tokens.joined(last + 1):
        return True
    word = tokens.words[last + 1]
    if word[0].isupper() and not word.isupper() and word not in names.words("words", "titles") | names.words("words", "lead"):
        return False  # the phrase goes on
    return long or word not in names.words("words", "after")


def _is_office(tokens: Tokens, first: int, last: int, names: Naming) -> bool:
    """Whether the phrase is only what an office-holder is director of ("Director of Adult Services")."""
    if first < 2 or tokens.words[first - 1] not in ("of", "for") or tokens.bare[first - 2] not in names.words("words", "titles"):
        return False
    phrase = " ".join(tokens.words[first : last + 1]).replace("’", "'").replace(" ,", ",")
    return phrase in {one.replace("’", "'") for one in names.words("words", "offices")}


def plain(span: Span, world: Lexicon) -> Iterator[Span]:
    """The phrases of ``span`` with a lower-case head noun that name a team, panel or the like ("the family placement panel").

    Their words are service words or capitalised. In lower case they must say more than what every area has many of, and an
    article or the like must stand before them.
    """
    names, tokens = naming(world), tokens_of(span)
    before, lead = names.words("plain", "before"), names.words("words", "lead")
    for index, head in enumerate(tokens.words):
        if head not in names.plain_heads:
            continue
        first = _plain_start(tokens, index, names)
        words = tokens.words[first:index]
        if not words or not _fits_after(tokens, index, names, long=False) or words[-1] in _TRIMMED:
            continue
        opened = first > 0 and tokens.joined(first) and (tokens.words[first - 1] in before or tokens.words[first - 1] in lead)
        starts = first == 0 or not tokens.joined(first)  # its first capital may be only that of a sentence
        proper = [word for word in words[1 if starts and not _is_acronym(words[0]) else 0 :] if not word.islower()]
        if (proper or opened or (len(words) > 1 and not words[0].islower())) and _tells(words, names, world):
            yield tokens.span_of(first, index)


def _plain_start(tokens: Tokens, head: int, names: Naming) -> int:
    """The first token of the phrase that ends in a lower-case head noun."""
    service, lead, titles = names.words("plain", "words"), names.words("words", "lead"), names.words("words", "titles")
    first = head
    while first > 0 and head - first < 9 and tokens.joined(first):
        word, after = tokens.words[first - 1], tokens.words[first]
        if word in ("in", "with", "of"):
            if after not in ("care", "need", "disabilities", "disability"):
                break
        elif word in _LINKS:
            if first < 2 or _is_acronym(tokens.words[first - 2]) or tokens.bare[first - 2] in names.heads:
                break
        elif word not in service and (
            not word[0].isupper() or word in lead or word in titles or tokens.bare[first - 1] in names.heads
        ):
            break
        first -= 1
    while first < head and tokens.words[first] in _TRIMMED:
        first += 1
    return first


_QUOTED = re.compile(
    r"(?<![\w’'])[‘'“\"](?P<name>[A-Za-z][\w ,/&-]{3,60}(?:[’'](?=s\b)[\w ,/&-]{1,40})?)[’'”\"]\s{1,2}(?:(?:working|steering|task|action|project)\s)?(?P<head>[a-z-]{3,12})\b"
)


def quoted(span: Span, world: Lexicon) -> Iterator[Span]:
    """Quoted names before a lower-case head noun: "the 'rapid response' team"."""
    heads = naming(world).plain_heads
    yield from (match.span for match in span.finditer(_QUOTED) if str(match.group("head")) in heads)


_TRIMMED = _LINKS | {"in", "with", "of", "for", "local", "new"}


def _tells(words: list[str], names: Naming, world: Lexicon) -> bool:
    """Whether the words before a head noun tell one body from the many of its sort."""
    service, generic = names.words("plain", "words"), names.words("plain", "generic")
    said = " ".join(word.casefold() for word in words if word.islower() or word.casefold() in service).removeprefix("local ")
    proper = [word for word in words if not word.islower() and word.casefold() not in service]
    if said in generic:
        return bool(proper) and _is_acronym(proper[0]) and world.bodies.named(proper[0]) is None
    whole = re.sub(r"[’']s?$", "", " ".join(words))
    return bool(said) or (world.bodies.named(whole) is None and world.places.named(whole) is None)
