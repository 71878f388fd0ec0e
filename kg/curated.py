"""Curated statements: facts that no fair pattern reads, written in TOML and anchored by the exact words they rest on.

``mappings/curated/<stem of the source file>.toml`` holds a list ``[[statement]]``. ``fact`` names a class of
:mod:`kg.facts`; ``quote`` (or ``quotes``) the words, which must stand exactly once in the source; every other key is a
field of the class. A reference is written ``"<kind>/<slug>"``, a concept ``"code:<scheme>/<name>"``, a date as its ISO
value or ``{ value = "2015-11", printed = "November 2015" }``.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from kg import facts
from kg.dates import When
from kg.facts import Concept, Fact, Ref
from kg.lexicon import Lexicon
from kg.project import ProjectError
from kg.reading.part import Part
from kg.text import Document, Span

_CLASSES = {
    name: value for name, value in vars(facts).items() if isinstance(value, type) and issubclass(value, Fact) and value is not Fact
}


def statements(path: Path, table: dict[str, object], document: Document, world: Lexicon) -> Iterator[Fact]:
    """The facts that the curated file ``path`` (parsed: ``table``) states of ``document``.

    Raises ProjectError with file and statement where a quote is not in the text or is there twice, or a field is wrong.
    """
    listed = table.get("statement", [])
    if not isinstance(listed, list) or set(table) - {"statement"}:
        raise ProjectError(f"{path}: holds other things than a list of [[statement]]")
    source = path.read_text(encoding="utf-8") if path.is_file() else ""
    lines = [source.count("\n", 0, found.start()) + 1 for found in re.finditer(r"^\[\[statement\]\]", source, re.MULTILINE)]
    for number, given in enumerate(listed):
        where = f"{path}: line {lines[number] if number < len(lines) else '?'}"
        yield _statement(where, dict(given), document, world)


def part_of(fact: Fact, parts: Iterable[Part]) -> Part | None:
    """The part that a curated fact belongs to: the one that holds its first quote."""
    return next((part for part in parts if fact.evidence[0] in part.span), None)


def _statement(where: str, given: dict[str, Any], document: Document, world: Lexicon) -> Fact:
    name = given.pop("fact", None)
    made = _CLASSES.get(name)
    if made is None:
        raise ProjectError(f"{where}: {name!r} is no kind of fact")
    quotes = given.pop("quotes", None) or [given.pop("quote", "")]
    evidence = tuple(_anchored(where, quote, document) for quote in quotes)
    hints = typing.get_type_hints(made)
    fields = {field.name for field in dataclasses.fields(made)} - {"evidence", "method"}
    if strange := set(given) - fields:
        raise ProjectError(f"{where}: a {name} has no {', '.join(sorted(strange))}")
    values = {key: _value(where, key, value, hints[key], world) for key, value in given.items()}
    try:
        return made(evidence=evidence, method="curated", **values)
    except (TypeError, ValueError) as error:
        raise ProjectError(f"{where}: {error}") from error


def _anchored(where: str, quote: object, document: Document) -> Span:
    if not isinstance(quote, str) or not quote.strip():
        raise ProjectError(f"{where}: a statement needs the quote it rests on")
    found = document.span.find_all(quote)
    if len(found) != 1:
        said = "is not in the text" if not found else f"stands {len(found)} times in the text"
        raise ProjectError(f"{where}: the quote {quote[:60]!r} {said} of {document.name}")
    return found[0]


def _value(where: str, key: str, value: Any, hint: Any, world: Lexicon) -> Any:
    origin, options = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise ProjectError(f"{where}: {key} is a list")
        return tuple(_value(where, key, one, options[0], world) for one in value)
    if origin is typing.Literal:
        if value not in options:
            raise ProjectError(f"{where}: {key} is one of {', '.join(map(str, options))}, not {value!r}")
        return value
    allowed = options if origin in (types.UnionType, typing.Union) else (hint,)
    if When in allowed:
        return _when(where, key, value)
    if isinstance(value, str) and value.startswith("code:") and Concept in allowed:
        return _concept(where, value, world)
    if Ref in allowed:
        kind, _, rest = str(value).partition("/")
        try:
            return Ref(kind, rest)
        except ValueError as error:
            raise ProjectError(f"{where}: {key}: {value!r} is not <kind>/<slug>") from error
    if Decimal in allowed:
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            raise ProjectError(f"{where}: {key}: {value!r} is no number") from error
    if not isinstance(value, tuple(one for one in allowed if isinstance(one, type))):
        raise ProjectError(f"{where}: {key}: {value!r} is not of the right kind")
    return value


def _concept(where: str, value: str, world: Lexicon) -> Concept:
    scheme, _, name = value.removeprefix("code:").partition("/")
    try:
        return world.concept(scheme, name)
    except KeyError as error:
        raise ProjectError(f"{where}: {value} is not in the schemes") from error


def _when(where: str, key: str, value: Any) -> When:
    iso, printed = (value.get("value", ""), value.get("printed", "")) if isinstance(value, dict) else (str(value), "")
    made = When(iso, printed or iso)
    if iso and not (re.fullmatch(r"\d{4}(-\d\d){0,2}", iso) and made == When.of(made.printed, *map(int, iso.split("-")))):
        raise ProjectError(f"{where}: {key}: {iso!r} is no date")
    return made
