"""From what a person writes for a parameter to the RDF term that goes into the slot.

A thing may be written as its IRI, as a prefixed name (``id:body/ofsted``), by what follows the start of its IRI (``ofsted``,
``early-help``), by its label or by an alias ("Early Help"), whatever the case; a council or its area by any form of its name
or by its code; a day as ``2015-12-17`` or ``17 December 2015``.
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
_OWN = ("id/", "doc/", "code/", "def/", "graph/")  # how answers write the IRIs of the project
MOST_SHOWN = 5
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


def term(parameter: Parameter, given: Value, things: Things) -> Term:
    """The term that ``given`` means for ``parameter``; ``things`` lists what the store has under certain IRIs.

    Raises ProjectError where it means nothing, or several things.
    """
    if isinstance(given, str):
        try:
            given.encode()
        except UnicodeEncodeError as error:
            raise ProjectError(f"{parameter.name}: {given!r} is not text") from error
    if parameter.starts:
        return _thing(parameter, str(given.lexical if isinstance(given, Literal) else given), things)
    if parameter.type == "string":
        return given if isinstance(given, Literal) else text(str(given))
    words = given.lexical if isinstance(given, Literal) else str(given)
    return _PLAIN[parameter.type](parameter.name, words)


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


def _thing(parameter: Parameter, words: str, things: Things) -> Iri:
    known = things(parameter.starts)
    by_iri = {str(thing.iri): thing for thing in known}
    bare = words.strip().removeprefix("<").removesuffix(">")
    full = _expanded(bare)
    for iri in (full, *(start + bare for start in parameter.starts)):
        if iri in by_iri:
            return by_iri[iri].iri
    wanted = fold(words)
    labelled = [thing for thing in known if fold(thing.label) == wanted or fold(thing.short) == wanted]
    found = labelled or [thing for thing in known if wanted in map(fold, thing.aliases)]
    if not found and parameter.type in ("body", "place"):
        tried = set(forms(words))
        found = [thing for thing in known if any(tried & set(forms(name)) for name in (thing.label, *thing.aliases))]
    found = [thing for thing in found if not thing.former] or found
    kind = parameter.type.removeprefix("concept ")
    if len(found) == 1:
        return found[0].iri
    if found:
        listed = ", ".join(thing.shown for thing in sorted(found, key=lambda thing: thing.short))
        raise ProjectError(f"{parameter.name}: {words!r} can be {len(found)} things: {listed}; write one of them")
    if few := _enumerated(parameter, known):
        raise ProjectError(f"{parameter.name}: {words!r} is none of {', '.join(few)}")
    shown = {name: thing.shown for thing in known for name in (thing.short, thing.label, *thing.aliases)}
    near = list(dict.fromkeys(shown[name] for name in nearest(words, shown)))
    hint = (
        f"; near it {'is' if len(near) == 1 else 'are'} {', '.join(near)}"
        if near
        else ""
        if known
        else f"; the graph has no {kind} at all"
    )
    raise ProjectError(f"{parameter.name}: {words!r} is no {kind} in the graph{hint}")


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


def _day(name: str, words: str) -> Literal:
    if _ISO_DAY.fullmatch(words.strip()):
        try:
            return typed(datetime.date.fromisoformat(words.strip()).isoformat(), "date")
        except ValueError as error:
            raise ProjectError(f"{name}: {words!r} is no day of the calendar") from error
    document = Document.from_text(words) if words.strip() else None
    found = find_dates(document.span) if document else []
    bare = " ".join(words.split())
    if len(found) == 1 and found[0].is_point and found[0].when.datatype == "date" and found[0].span.words == bare:
        return typed(found[0].when.value, "date")
    raise ProjectError(f"{name}: {words!r} is no day; write it as 2015-12-17 or 17 December 2015")


def _integer(name: str, words: str) -> Literal:
    found = re.fullmatch(r"\s*([+-]?[0-9]{1,18})(?:\.0{1,18})?\s*", words)  # a Decimal is written 3.0
    if not found:
        raise ProjectError(f"{name}: {words!r} is no whole number")
    return typed(str(int(found[1])), "integer")


def _iri(name: str, words: str) -> Iri:
    full = _expanded(words.strip().removeprefix("<").removesuffix(">"))
    if not _IRI.fullmatch(full):
        raise ProjectError(f"{name}: {words!r} is no IRI")
    return Iri(full)


_PLAIN: dict[str, Callable[[str, str], Term]] = {"date": _day, "integer": _integer, "iri": _iri}
