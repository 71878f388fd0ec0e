"""Names of people as they are printed: titles, given names or initials, surname, letters after the name.

Reads "Councillor J A Waller", "Cllr Mrs B O'Neill-Smith MBE", "S Baker", "Sue Baker", "Smith (J.)", "HOWARD, Fr G". What
a name cannot hold, which words are titles and which are given names is data: ``mappings/lexicon/people.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from kg.lexicon import Lexicon
from kg.text import Match, Span

# the letters of all Latin alphabets, as ranges and signs for a class of characters: "Łukasz Nguyễn"
_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isalpha()]
U = "A-Z" + "".join(letter for letter in _LETTERS if letter.isupper())
L = "a-z" + "".join(letter for letter in _LETTERS if letter.islower())
_BIT = rf"(?:Mc|Mac|Fitz|De|Di|Le|La|Du|Van|Al|El|[{U}d]['’‘`])?[{U}][{L}]{{1,20}}"
WORD = rf"{_BIT}(?:-(?:de|da|del|di|du|la|le|van|von|der|el|al)[ ]{_BIT}|-\s?[{U}{L}][{L}]{{1,20}}|-\s?{_BIT}){{0,2}}"
CAPITALS = rf"(?:Mc|Mac|O['’])?[{U}](?=['’]?[{U}])[{U}'’]{{1,20}}(?:-[{U}'’]{{2,20}})?(?![{U}{L}'’])"
INITIALS = rf"[{U}](?:\.?\s?[{U}](?![{U}{L}'’])){{0,3}}\.?(?![{U}{L}'’])"
_GAP = r"[^\S\n\t]{1,3}"
_DOT = r"(?![\w’'])\.?"
_UNTITLED = rf"(?:(?<![\w’'.&-])|(?<=[{L}])(?=[{U}][{L}]+\s[{U}]))(?=[{U}])(?:(?P<initials>{INITIALS}){_GAP}|(?P<given>{WORD}|{CAPITALS})(?P<gap>{_GAP}|\n(?=\S)))"

Strength = Literal["titled", "given", "weak"]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in a text. ``span`` covers title and letters too; ``bare`` is the name alone.

    ``given`` is a given name, or initials ("J A"), or ``""`` where only the surname is printed. ``strength`` says what
    speaks for its being a name: a title, a known given name, or only its form.
    """

    span: Span
    bare: Span
    given: str
    surname: str
    title: str = ""
    strength: Strength = "weak"

    @property
    def text(self) -> str:
        """The name without title, given name first, in mixed case."""
        return " ".join(part for part in (self.given, self.surname) if part)

    @property
    def initialled(self) -> bool:
        """Whether the given name is printed as initials."""
        return bool(re.fullmatch(rf"[{U}](?: [{U}])*", self.given))


@dataclass(frozen=True, eq=False)
class Words:
    """The word lists that names are read with."""

    elected: frozenset[str]
    titles: frozenset[str]
    other: frozenset[str]
    surnames: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    royal: frozenset[str]
    sites: frozenset[str]
    places: frozenset[str]
    opening: re.Pattern[str]
    suffix: re.Pattern[str]
    surname: re.Pattern[str]
    particle: re.Pattern[str]

    def is_elected(self, title: str) -> bool:
        """Whether a title begins with that of an elected person."""
        return bool(self.office(title))

    def has_title(self, span: Span) -> bool:
        """Whether ``span`` begins with a title."""
        found = span.match(self.opening)
        return found is not None and found.has("title")

    def office(self, title: str) -> str:
        """The title of an elected person that ``title`` begins with ("County Councillors" of "County Councillors Mrs"), or ``""``."""
        words = title.split()
        each = (" ".join(words[:count]) for count in (2, 1))
        return next((one for one in each if one.casefold().rstrip(".") in self.elected), "")

    def is_surname(self, word: str, *, sure: bool, given: bool = False) -> bool:
        """Whether a word can be a surname; ``sure``: a title or initials stand before it, or (``given``) a given name."""
        plain = re.sub(r"['’]s$", "", word).casefold()
        if plain in self.never and (given or not sure or plain not in self.surnames):
            return False
        return plain not in self.other or (sure and plain in self.surnames)


@lru_cache(maxsize=8)
def words_of(world: Lexicon) -> Words:
    """The word lists of a lexicon. Raises KeyError where ``people.toml`` is not in it."""
    table = cast("dict[str, list[str] | str]", world.tables["people"]["names"])

    def each(key: str) -> list[str]:
        value = table[key]
        return value.split() if isinstance(value, str) else value

    elected, titles = each("elected"), each("titles")
    glued = _any(cast("dict[str, list[str]]", world.tables["people"]["roles"])["openers"])
    both = _any([form for one in [*elected, *titles] for form in (one, one.upper())])
    particles = _any(each("particles"))
    return Words(
        elected=frozenset(one.casefold() for one in elected),
        titles=frozenset(one.casefold() for one in [*elected, *titles]),
        other=frozenset(each("other")),
        surnames=frozenset(each("surnames")),
        never=frozenset(each("not_surnames")),
        given=frozenset(each("given")),
        royal=frozenset(each("royal")),
        sites=frozenset(each("sites")),
        places=frozenset(wording for entry in world.places.entries for wording in entry.wordings),
        opening=re.compile(
            rf"(?<![\w’'])(?P<title>(?:{both}){_DOT}(?:{_GAP}\(?(?:{both}){_DOT}\)?){{0,2}})(?:{_GAP}|\s?:-?\s{{0,3}}|\n(?!\s*\n))|{_UNTITLED}"
        ),
        suffix=re.compile(rf"(?:,?{_GAP}(?:{_any(each('suffixes'))})(?![\w]))+"),
        particle=re.compile(rf"(?:{particles})\.?{_GAP}"),
        surname=re.compile(
            rf"(?!(?i:{_any(each('ranks'))}){_GAP}[{U}])(?:(?:{particles})\.?{_GAP}){{0,2}}(?:{CAPITALS}(?![{L}])|{WORD})(?:(?!\w)|(?=(?:{glued})\s))"
        ),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


_MIDDLE = re.compile(rf"(?:{INITIALS}|{WORD}){_GAP}")
_MIDDLES = re.compile(rf"(?:(?:{INITIALS}|{WORD}){_GAP}){{2}}")
_MOST = 90  # characters after an opening that a name can take


def find_names(span: Span, world: Lexicon) -> list[Name]:
    """The names in running text, from left to right, without overlaps.

    Two capitalised words without title or known given name, and initials with a surname, are ``weak``: what stands about
    them must say that they are a person.
    """
    return list(_found(span, world))


@lru_cache(maxsize=64)
def _found(span: Span, world: Lexicon) -> tuple[Name, ...]:
    words = words_of(world)
    document = span.document
    found: list[Name] = []
    at = span.start
    while match := words.opening.search(document.text, at, span.end):
        rest = Span(document, match.end(), min(span.end, match.end() + _MOST))
        name = _titled(match, rest, words) if match.group("title") else _untitled(match, rest, words)
        if name is not None:
            found.append(name)
            at = name.span.end
        else:
            at = match.start() + len(match.group().split(maxsplit=1)[0])
    return tuple(found)


def _group(match: re.Match[str], group: str, rest: Span) -> Span:
    return Span(rest.document, *match.span(group))


def _titled(match: re.Match[str], rest: Span, words: Words) -> Name | None:
    title = _group(match, "title", rest)
    if "\n" in match.group() and not words.is_elected(match.group("title")):
        return None
    shouted = str(title).isupper() and (len(title) > 3 or rest.match(rf"{CAPITALS}{_GAP}{CAPITALS}") is not None)
    given = rest.match(rf"(?P<given>{INITIALS}|{WORD}|[{U}]{{2,3}}(?=\s[{U}][{L}])|{CAPITALS})(?P<gap>{_GAP})")
    if given is not None and (shouted or not given.group("given").match(rf"[{U}]{{4}}")) and _names(given.group("given"), words):
        led = given.after.match(words.particle) is not None  # "P St John": the particle is of the surname
        for tail in [
            *(given.after for _ in range(led)),
            *(one.after for pattern in (_MIDDLES, _MIDDLE) if (one := given.after.match(pattern)) is not None),
            given.after,
        ]:
            last = tail.match(words.surname)
            if last is None or not _is_last(last.span, words):
                continue
            between = given.group("given").to(tail[:0]).strip()
            mixed_case = not shouted and bool(between.search(rf"[{L}]"))
            if (mixed_case and str(last.span).isupper()) or not all(_names(word, words) for word in between.split(r"\s+")):
                continue
            return _made(title, between, last.span, "titled", words)
    last = rest.match(words.surname)
    if last is None or not _is_last(last.span, words):
        return None
    return _made(title, None, last.span, "titled", words)


def _names(word: Span, words: Words) -> bool:
    plain = str(word).strip(".")
    return len(plain) == 1 or mixed(plain) in words.given or words.is_surname(plain, sure=True)


def _is_last(last: Span, words: Words) -> bool:
    return words.is_surname(str(last).rsplit(maxsplit=1)[-1], sure=True)


def _untitled(match: re.Match[str], rest: Span, words: Words) -> Name | None:
    if match.group("initials"):
        initials = _group(match, "initials", rest)
        last = rest.match(words.surname)
        if last is None or not _is_last(last.span, words) or str(last.span).isupper() or str(last.span) in words.places:
            return None
        apart = re.fullmatch(rf"[{U}](?:[.\s]{{1,2}}[{U}])*\.?", str(initials))
        return _made(None, initials, last.span, "weak", words) if apart else None
    given = _group(match, "given", rest)
    first = str(given)
    shouted = first.isupper()
    known = (first.title() if shouted else first.split("-", maxsplit=1)[0]) in words.given
    before = given.document.text[given.start - 1 : given.start]
    if not known and ("\n" in match.group("gap") or before.isalpha()):
        return None
    for tail, middle in _tails(rest, words) if known else [(rest, None)]:
        last = tail.match(words.surname)
        if last is None or str(last.span).isupper() != shouted:
            continue
        surname = str(last.span)
        plain = surname.casefold()
        if not words.is_surname(surname.rsplit(maxsplit=1)[-1], sure=known, given=known) or (
            first in words.royal and plain in words.sites
        ):
            continue
        if not known and (
            any(bit in words.other for bit in (first.casefold(), *first.casefold().split("-")))
            or shouted
            or f"{first} {surname}" in words.places
            or first in words.places
        ):
            continue
        if _is_thing(last, words):
            continue
        sure = known or last.after.match(_ACTS) is not None
        return _made(None, given if middle is None else given.to(middle), last.span, "given" if sure else "weak", words)
    return None


# What only people do: two capitalised words before it are a name, however rare the first.
_ACTS = re.compile(
    r",\swho\s(?:has|had|is|was|will|became|took|joined|retired|left|started|chairs|chaired|leads|led)\b|,?\shaving\s(?:left|retired|resigned|stood\sdown|stepped\sdown|taken\sup)\b"
    r"|\s(?:retired|resigned|stood\sdown|stepped\sdown|is\sretiring|(?:took|takes|will\stake)\sup\s(?:the|her|his|their)\s(?:post|role|position)|(?:joined|started|starts|began|will\sstart)\s(?:work\s)?as)\b"
)


def _tails(rest: Span, words: Words) -> Iterator[tuple[Span, Span | None]]:
    """What follows a given name: the surname, or a middle name (or initial) and then the surname."""
    middle = rest.match(rf"(?P<middle>{INITIALS}|{WORD}){_GAP}")
    if middle is not None and (len(str(middle.group("middle")).strip(".")) == 1 or str(middle.group("middle")) in words.given):
        yield middle.after, middle.group("middle")
    yield rest, None


def _is_thing(last: Match, words: Words) -> bool:
    """Whether a further capitalised word makes the words the name of a thing ("… University Hospital", "… Court")."""
    further = last.after.match(rf"(?:{_GAP}{WORD}){{1,3}}")
    return further is not None and any(str(word).casefold() in words.never for word in further.span.strip().split(r"\s+"))


def _made(title: Span | None, given: Span | None, last: Span, strength: Strength, words: Words) -> Name:
    cut = last.search(r"['’]s$")
    last = last if cut is None else last[: cut.span.start - last.start]
    bare = last if given is None else given.to(last)
    whole = bare if title is None else title.to(bare)
    after = Span(last.document, last.end, min(len(last.document.text), last.end + 60)).match(words.suffix)
    if after is not None:
        whole = whole.to(after.span)
    return Name(whole, bare, _given(given), mixed(last.words), "" if title is None else title.words, strength)


def _given(given: Span | None) -> str:
    if given is None:
        return ""
    plain = given.words
    if re.fullmatch(rf"{INITIALS}|[{U}]{{2,3}}", plain):
        return " ".join(re.findall(rf"[{U}]", plain))
    return mixed(re.sub(rf"\b([{U}])\.", r"\1", plain))


def mixed(words: str) -> str:
    """A name in mixed case: "HOWARD" is "Howard", "O'NEILL-SMITH" is "O'Neill-Smith"; other names stay as they are."""
    if not words.isupper() or len(words) < 3:
        return re.sub(r"-\s", "-", words)
    made = re.sub(rf"[{U}{L}]+", lambda found: found.group().capitalize(), words)
    made = re.sub(r"\bMc([a-z])", lambda found: "Mc" + found.group(1).upper(), made)
    return re.sub(r"['’]S\b", lambda found: found.group().lower(), made)
