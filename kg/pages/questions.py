"""The stored questions for people: all of them by subject, and each with its form, its answer, and the words that it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from kg.answerability import Answerability, answerability
from kg.answering import shortened
from kg.pages.answers import head, is_number, lines
from kg.pages.asked import Asked, Made
from kg.pages.desk import Desk
from kg.pages.links import href, labels
from kg.pages.showing import dated
from kg.project import ProjectError
from kg.query import Answered, StoredQuery, plain
from kg.query import find as find_question
from kg.queryfile import Parameter
from kg.rdf import Iri, Literal, Term
from kg.rows import words
from kg.values import Thing, fold, terms
from kg.vocab import PREFIXES, document

MOST = 500  # rows on one page
_MOST_OFFERED = 40  # concepts that a list to choose from may have
_MOST_BARS = 60
_PART = "rows_from"  # the parameter that leads to further rows
_COUNTS = ("findings", "recommendations", "judgements", "authorities", "statements", "people", "count", "figures")
_SERIES = ("place_name", "indicator_name", "group", "basis_name")


def gallery(desk: Desk, asked: Asked) -> Made:
    """All stored questions by subject, or those with certain words."""
    wanted = fold(asked.one("words")).split()
    found = [one for one in desk.questions.values() if all(word in _words(one) for word in wanted)]
    subjects = [(subject, list(group)) for subject, group in groupby(found, key=lambda one: one.subject)]
    values = {"subjects": subjects, "count": len(desk.questions), "found": len(found), "words": asked.one("words"), "told": _words}
    return desk.html(asked, "questions.html", values)


def _words(question: StoredQuery) -> str:
    """All that a question says of itself, as it is searched."""
    file = question.file
    said = [file.name, question.subject, file.summary, file.description, *file.tags, *file.columns.values()]
    return fold(" ".join([*said, *(f"{one.name} {one.description}" for one in file.parameters.values())]))


def question(desk: Desk, asked: Asked) -> Made:
    """A stored question: a form to ask it with, and the answer; where it cannot be asked so, why."""
    stored = find_question(desk.questions, asked.path["name"])
    given = {name: list(asked.all(name)) for name, _ in asked.given if name != _PART and asked.all(name)}
    try:
        answered: Answered | None = stored.run(desk.store, given, desk.names)
        fault = ""
    except ProjectError as error:
        answered, fault = None, str(error)
    here = f"{asked.root}/questions/{stored.name}"
    query = urlencode(sorted(given.items()), doseq=True)
    values: dict[str, Any] = {
        "question": stored,
        "described": described(desk, asked, stored),
        "fields": [_field(desk, one, given, here) for one in stored.parameters.values()],
        "fault": fault,
        "here": here,
        "query": query,
        "permalink": f"{asked.origin}/questions/{stored.name}{f'?{query}' if query else ''}",
        "answer": answered and _answer(desk, asked, answered),
        "near": [one for one in desk.questions.values() if one.subject == stored.subject and one.name != stored.name],
        "head": head,
        "day": dated(datetime.now(UTC).date().isoformat()),
    }
    return desk.html(asked, "question.html", values, 400 if fault else 200)


@dataclass(frozen=True)
class Field:
    """A field of a form: what stands in it, and what may; ``completed`` is where further values are offered."""

    parameter: Parameter
    value: str
    example: str
    options: Sequence[tuple[str, str]] = ()
    completed: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.parameter.name.replace("_", " ")

    @property
    def shape(self) -> str:
        """What is to be written, where that is not a word."""
        kinds = {"date": "a day, month or year" if self.parameter.lasts else "a day", "integer": "a whole number"}
        return kinds.get(self.parameter.type, "")


def _field(desk: Desk, parameter: Parameter, given: Mapping[str, Sequence[str]], here: str) -> Field:
    value = ", ".join(given.get(parameter.name, () if parameter.optional else (parameter.example,)))
    example = called(desk, parameter, parameter.example)
    options = _concepts(desk, parameter)
    if options and value and value not in [short for short, _ in options]:
        options = []  # several, or another of its names: a list to choose one from cannot show it
    completed = f"{here}/values/{parameter.name}" if parameter.starts and not options else ""
    return Field(parameter, value if options else called(desk, parameter, value), example, options, completed)


def called(desk: Desk, parameter: Parameter, value: str) -> str:
    """A value as people call it: things that are written in short by their names, where a name means just the one."""
    if not parameter.starts:
        return value
    pieces = [piece.strip() for piece in value.split(",")]
    known = {thing.short: thing for thing in desk.names.things(parameter.starts)}
    return ", ".join(_name(desk, parameter, known.get(piece), piece, alone=len(pieces) == 1) for piece in pieces)


def _name(desk: Desk, parameter: Parameter, thing: Thing | None, short: str, *, alone: bool) -> str:
    if thing is None or ("," in thing.label and not alone):
        return short
    try:
        meant = terms(parameter, thing.label, desk.names.things)
    except ProjectError:
        return short
    return thing.label if meant == [thing.iri] else short


def _concepts(desk: Desk, parameter: Parameter) -> list[tuple[str, str]]:
    """The concepts that a parameter can be, if they are few: how each is written, and its name."""
    if not parameter.type.startswith("concept "):
        return []
    start = parameter.starts[0]
    query = f"SELECT ?one ?name {{ ?one <{PREFIXES['skos']}inScheme> <{start.rstrip('/')}> ; <{PREFIXES['skos']}prefLabel> ?name }} ORDER BY ?name"
    found = [(words(row["one"]).removeprefix(start), words(row["name"])) for row in desk.store.select(query)]
    named = [one for one in found if re.search(rf"(?<![\w-]){re.escape(one[0])}(?![\w-])", parameter.description)]
    chosen = named if len(named) > 1 else found  # where the description lists them, it means no others
    return chosen if len(chosen) <= _MOST_OFFERED else []


def _answer(desk: Desk, asked: Asked, answered: Answered) -> dict[str, Any]:
    """What the page says of an answer."""
    start = asked.one(_PART)
    first = min(int(start) - 1 if re.fullmatch(r"[1-9]\d{0,8}", start) else 0, max(len(answered.rows) - 1, 0)) // MOST * MOST
    rows = answered.rows[first : first + MOST]
    columns = [name for name in answered.columns if any(name in row for row in answered.rows)]
    names = labels(desk, {str(value) for several in answered.given.values() for value in several if isinstance(value, Iri)})
    return {
        "columns": columns,
        "numbers": [any(is_number(row.get(name)) for row in rows) for name in columns],
        "lines": lines(desk, asked.root, columns, rows, answered),
        "quoted": bool(answered.evidence),
        "count": len(answered.rows),
        "first": first,
        "parts": [(one + 1, min(one + MOST, len(answered.rows))) for one in range(0, len(answered.rows), MOST)],
        "stands": linked(desk, asked, answerability(answered, desk.store)),
        "notes": answered.notes,
        "spelled": {name: " or ".join(_spelled(value) for value in several) for name, several in answered.given.items()},
        "given": {name: " or ".join(_said(value, names) for value in several) for name, several in answered.given.items()},
        "examples": [
            (one, called(desk, one, one.example))
            for one in answered.question.parameters.values()
            if not one.optional and one.name not in answered.given
        ],
        "sparql": answered.sparql,
        "asking": f"{asked.root}/query?{urlencode({'query': answered.sparql})}",
        "chart": _chart(answered.rows, columns) if len(answered.rows) <= MOST else {},
    }


def _spelled(term: Term) -> str:
    """A value as it can be written to ask again."""
    return dated(plain(term)) if isinstance(term, Literal) else plain(term).rpartition("/")[2]


def _said(term: Term, names: Mapping[str, str]) -> str:
    return dated(plain(term)) if isinstance(term, Literal) else names.get(str(term), plain(term))


def described(desk: Desk, asked: Asked, stored: StoredQuery) -> Markup:
    """The description of a question; other questions that it names are links."""
    said, made, at = stored.file.description, Markup(), 0
    for found in re.finditer(r"\b[a-z]+(?:_[a-z]+)+\b", said):
        if found[0] in desk.questions:
            link = Markup('<a href="{}/questions/{}">{}</a>').format(asked.root, found[0], found[0].replace("_", " "))
            made, at = made + escape(said[at : found.start()]) + link, found.end()
    return made + escape(said[at:])


def linked(desk: Desk, asked: Asked, stands: Answerability) -> Markup:
    """What stands behind an answer, with the title of each document that it names, which leads to it."""
    named = {
        *stands.cited,
        *stands.stating,
        *stands.mentioning,
        *stands.unread,
        *stands.speaking,
        *stands.unreadable,
        *stands.strange,
    }
    titles = labels(desk, [document(one) for one in named])
    either = "|".join([r"\d{4}-\d\d-\d\d", *(re.escape(one) for one in sorted(named, key=len, reverse=True))])
    said, made, at = str(stands), Markup(), 0
    for found in re.finditer(rf"(?<![\w/-])(?:{either})(?![\w/-])", said):
        made += escape(said[at : found.start()])
        one = document(found[0])
        to = (
            Markup('<a href="{}">{}</a>').format(href(asked.root, one), shortened(titles.get(one, ""))) if found[0] in named else ""
        )
        made += to or escape(dated(found[0]))
        at = found.end()
    return made + escape(said[at:])


def _chart(rows: Sequence[Mapping[str, Term]], columns: Sequence[str]) -> dict[str, str]:
    """How the rows are drawn, where a picture says more: figures over time, counts as bars, events on a line of time."""
    if len(rows) < 2:
        return {}
    several = [name for name in columns if len({row.get(name) for row in rows}) > 1]
    if {"date", "value"} <= set(several):
        series = [name for name in _SERIES if name in several]
        return {
            "chart": "line",
            "x": "date",
            "y": "value",
            "series": " ".join(series),
            "facet": "unit_name" if "unit_name" in several else "",
        }
    counted = next((name for name in _COUNTS if name in columns and is_number(rows[0].get(name))), "")
    texts = [name for name in several if not any(is_number(row.get(name)) for row in rows)]
    if counted and texts and len(rows) <= _MOST_BARS:
        return {"chart": "bar", "x": " ".join(texts[:2]), "y": counted, "series": "", "facet": ""}
    kind = next((name for name in ("sort", "kind_name", "grade_name", "step") if name in several), "")
    if kind and "date" in several:
        return {"chart": "timeline", "x": "date", "y": kind, "series": "", "facet": ""}
    return {}
