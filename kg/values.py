"""From what a person writes for a parameter to the RDF term that goes into the slot.

A thing may be written as its IRI, as a prefixed name (``id:body/ofsted``), by what follows the start of its IRI (``ofsted``,
``early-help``), by its label or by an alias ("Early Help"), whatever the case; a council or its area by any form of its name
or by its code; a role by its words in any order; a day as ``2015-12-17`` or ``17 December 2015``, and where a question takes them a
month (``2015-12``, ``December 2015``) or year. A body of one name in several documents, of which all but one do not tell whose it is,
means all of these.
What does not name one thing of the store is refused in one sentence, with the nearest names.
"""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.project import ProjectError
from kg.queryfile import Parameter
from kg.rdf import Iri, Literal, Term, text, typed
from kg.reading.authorities import forms
from kg.reading.dates import find_dates
from kg.text import Document
from kg.vocab import BASE, expand

Value = str | Literal | int | Decimal | datetime.date

_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\\ud800-\udfff]+')
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_PART = re.compile(r"(?:1[89]|20)\d\d(-(?:0[1-9]|1[0-2]))?")
_OWN = ("id/", "doc/", "code/", "def/", "graph/")  # how answers write the IRIs of the project
MOST_SHOWN = 5
MOST_QUOTED = 80  # letters of what was written that a message repeats
MOST_LISTED = 9  # a scheme of so many concepts is listed as a whole


@dataclass(frozen=True)
class Thing:
    """A thing that a parameter can mean: its IRI, how a user may write it in short, its label, its other names and codes.

    ``former``: a council, or an authority's area, that another one took the place of; a name of both means the later one.
    """

    iri: Iri
    short: str
    label: str
    aliases: tuple[str, ...] = ()
    former: bool = False

    @property
    def shown(self) -> str:
        """The short form, with the label where that says more."""
        return self.short if fold(self.short) == fold(self.label) else f"{self.short} ({self.label})"


Things = Callable[[tuple[str, ...]], list[Thing]]


def fold(words: str) -> str:
    """The words as they are compared: without case, accents of typing (’ and ', & and and, - and blank) and a leading "the"."""
    plain = unicodedata.normalize("NFKC", words).casefold().replace("’", "'").replace("‘", "'").replace("&", " and ")
    return re.sub(r"[\s_‐-―-]+", " ", plain).strip().removeprefix("the ")


def quoted(words: str) -> str:
    """The words as a message repeats them: in quotes, and cut where they are long."""
    return repr(words if len(words) <= MOST_QUOTED else f"{words[: MOST_QUOTED - 1]}…")


def term(parameter: Parameter, given: Value, things: Things) -> Term:
    """The one term that ``given`` means for ``parameter``; raises as :func:`terms` does, and where there are several."""
    found = terms(parameter, given, things)
    if len(found) > 1:
        raise ProjectError(f"{parameter.name}: {quoted(str(given))} can be {len(found)} things")
    return found[0]


def terms(parameter: Parameter, given: Value, things: Things) -> list[Term]:
    """What ``given`` means for ``parameter``; ``things`` lists what the store has under certain IRIs.

    Raises ProjectError where it means nothing, or several things of which one is to be chosen.
    """
    if isinstance(given, str):
        try:
            given.encode()
        except UnicodeEncodeError as error:
            raise ProjectError(f"{parameter.name}: {quoted(given)} is not text") from error
    if parameter.starts:
        return [*_meant(parameter, str(given.lexical if isinstance(given, Literal) else given), things)]
    if parameter.type == "string":
        if not isinstance(given, Literal) and not re.search(r"\w", str(given)):
            raise ProjectError(f"{parameter.name}: {quoted(str(given))} has no letter or digit to look for")
        return [given if isinstance(given, Literal) else text(str(given))]
    words = given.lexical if isinstance(given, Literal) else str(given)
    return [_PLAIN[parameter.type](parameter, words)]


def completions(parameter: Parameter, begun: str, things: Things) -> list[str]:
    """What ``begun`` can go on to: short forms, and labels and aliases where something is begun; sorted."""
    if not parameter.starts:
        return []
    known = things(parameter.starts)
    if not begun:
        return sorted({thing.short for thing in known})
    names = {name for thing in known for name in (thing.short, thing.label, *thing.aliases)}
    return sorted(
        (name for name in names if name.casefold().startswith(begun.casefold())), key=lambda name: (name.casefold(), name)
    )


def suggestions(parameter: Parameter, begun: str, things: Things, most: int) -> list[Thing]:
    """The things that may be meant by ``begun``: a name of theirs has its words at the start, or at the start of words; ``most`` of them, the nearest first."""
    wanted = fold(begun)
    found = []
    for thing in things(parameter.starts) if parameter.starts else ():
        places = [
            place for name in (thing.short, thing.label, *thing.aliases) if (place := f" {fold(name)}".find(f" {wanted}")) >= 0
        ]
        if places:
            found.append((min(places) > 0, thing.former, fold(thing.label), thing.short, thing))
    return [one[-1] for one in sorted(found, key=lambda one: one[:-1])[:most]]


def nearest(words: str, names: Iterable[str]) -> list[str]:
    """The names most like ``words``: those that hold them, then those that are spelled alike, the nearest first."""
    wanted = fold(words)
    folded = {name: fold(name) for name in names}
    holding = sorted((name for name, plain in folded.items() if wanted and wanted in plain), key=lambda name: (len(name), name))
    close = difflib.get_close_matches(wanted, sorted(set(folded.values())), n=MOST_SHOWN, cutoff=0.5)
    alike = sorted(
        (name for name, plain in folded.items() if plain in close),
        key=lambda name: (close.index(folded[name]), name.casefold(), name),
    )
    return list(dict.fromkeys([*holding, *alike]))[:MOST_SHOWN]


def _meant(parameter: Parameter, words: str, things: Things) -> list[Iri]:
    known = things(parameter.starts)
    by_iri = {str(thing.iri): thing for thing in known}
    bare = words.strip().removeprefix("<").removesuffix(">")
    full = _expanded(bare)
    for iri in (full, *(start + bare for start in parameter.starts)):
        if iri in by_iri:
            return [by_iri[iri].iri]
    wanted = fold(words)
    labelled = [thing for thing in known if fold(thing.label) == wanted or fold(thing.short) == wanted]
    found = labelled or [thing for thing in known if wanted in map(fold, thing.aliases)]
    if not found and parameter.type in ("body", "place"):
        tried = set(forms(words))
        found = [thing for thing in known if any(tried & set(forms(name)) for name in (thing.label, *thing.aliases))]
    if not found and parameter.type in ("concept role", "body"):
        found = _of_words(words, known)
    found = [thing for thing in found if not thing.former] or found
    kind = parameter.type.removeprefix("concept ")
    if len(found) == 1 or (parameter.type == "body" and _may_be_one(found, things)):
        return [thing.iri for thing in found]
    if found:
        listed = ", ".join(thing.shown for thing in sorted(found, key=lambda thing: thing.short))
        raise ProjectError(f"{parameter.name}: {quoted(words)} can be {len(found)} things: {listed}; write one of them")
    if few := _enumerated(parameter, known):
        raise ProjectError(f"{parameter.name}: {quoted(words)} is none of {', '.join(few)}")
    shown = {name: thing.shown for thing in known for name in (thing.short, thing.label, *thing.aliases)}
    near = list(dict.fromkeys(shown[name] for name in nearest(words, shown)))
    hint = (
        f"; near it {'is' if len(near) == 1 else 'are'} {', '.join(near)}"
        if near
        else ""
        if known
        else f"; the graph has no {kind} at all"
    )
    raise ProjectError(f"{parameter.name}: {quoted(words)} is no {kind} in the graph{hint}")


def _of_words(words: str, known: Iterable[Thing]) -> list[Thing]:
    """What has a name of the same words, whatever their order, commas and small words: "Executive Member, Children's Services".

    A safeguarding board is the same with and without "Local".
    """
    wanted = _bag(words)
    return [thing for thing in known if wanted and any(_bag(name) == wanted for name in (thing.label, thing.short, *thing.aliases))]


def _bag(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", re.sub(r"\bchildren'?s\b", "children", fold(words)).replace("'s", "s"))) - {
        "for",
        "of",
        "the",
        "and",
        "in",
        "to",
        "a",
        "local",
    }


def _may_be_one(found: Sequence[Thing], things: Things) -> bool:
    """Whether bodies of one name may be one: all but one are named after a document, since that does not tell whose they are."""
    documents = {thing.short.partition("/")[0] for thing in things((f"{BASE}doc/",))} if found else set()
    of_documents = [thing for thing in found if any(thing.short.startswith(f"{one}-") for one in documents)]
    return bool(found) and len(found) - len(of_documents) <= 1


def _enumerated(parameter: Parameter, known: Sequence[Thing]) -> list[str]:
    """The concepts that a parameter can be: those that its description names, or all of a small scheme; else none."""
    if not parameter.type.startswith("concept "):
        return []
    described = re.findall(r"[a-z][a-z-]*", parameter.description)
    named = [thing.short for thing in sorted(known, key=lambda one: described.index(one.short) if one.short in described else 0)]
    named = [short for short in named if short in described]
    return named if len(named) > 1 else sorted(thing.short for thing in known) if len(known) <= MOST_LISTED else []


def _expanded(words: str) -> str:
    try:
        return expand(words)
    except KeyError:
        return BASE + words if words.startswith(_OWN) else words


def _day(parameter: Parameter, words: str) -> Literal:
    if _ISO_DAY.fullmatch(words.strip()):
        try:
            return typed(datetime.date.fromisoformat(words.strip()).isoformat(), "date")
        except ValueError as error:
            raise ProjectError(f"{parameter.name}: {quoted(words)} is no day of the calendar") from error
    if parameter.lasts and (part := _ISO_PART.fullmatch(words.strip())):
        return typed(part.group(), "gYearMonth" if part.group(1) else "gYear")
    document = Document.from_text(words) if words.strip() else None
    found = find_dates(document.span) if document else []
    bare = " ".join(words.split())
    kinds = ("date", "gYearMonth") if parameter.lasts else ("date",)
    if len(found) == 1 and found[0].is_point and found[0].when.datatype in kinds and found[0].span.words == bare:
        return typed(found[0].when.value, found[0].when.datatype)
    raise ProjectError(f"{parameter.name}: {quoted(words)} is no day; write it as 2015-12-17 or 17 December 2015")


def _integer(parameter: Parameter, words: str) -> Literal:
    found = re.fullmatch(r"\s*([+-]?[0-9]{1,18})(?:\.0{1,18})?\s*", words)  # a Decimal is written 3.0
    if not found:
        raise ProjectError(f"{parameter.name}: {quoted(words)} is no whole number")
    return typed(str(int(found[1])), "integer")


def _iri(parameter: Parameter, words: str) -> Iri:
    full = _expanded(words.strip().removeprefix("<").removesuffix(">"))
    if not _IRI.fullmatch(full):
        raise ProjectError(f"{parameter.name}: {quoted(words)} is no IRI")
    return Iri(full)


_PLAIN: dict[str, Callable[[Parameter, str], Term]] = {"date": _day, "integer": _integer, "iri": _iri}
