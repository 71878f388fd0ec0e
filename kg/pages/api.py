"""The stored questions for programs: what there is to ask, answers in many forms, and the values that there are.

The same addresses have pages for people (:mod:`kg.pages.questions`); who asks for nothing in particular gets JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kg.negotiation import choose
from kg.pages.asked import Asked, Made, NoPageError, NotOfferedError
from kg.pages.desk import Desk
from kg.pages.openapi import ANSWERS, described, errors
from kg.project import ProjectError
from kg.query import Answered, StoredQuery, find, suggest
from kg.rdf import Term
from kg.rows import Rows, plain, words

_JSON = "application/json"
_FORMS = (  # media type, ending of the address, and what it holds
    ("text/html", "html", "a page for people"),
    (_JSON, "json", "the rows as objects with plain values, what was asked, what stands behind the answer, the query that ran"),
    ("text/csv", "csv", "the rows as a table"),
    ("application/jsonl", "jsonl", "the rows, an object a line"),
    ("application/sparql-results+json", "srj", "the rows as RDF terms, by SPARQL 1.1"),
    ("application/sparql-query", "rq", "the query that ran, as it ran"),
)
_ENDINGS = {ending: media for media, ending, _ in _FORMS}
_MOST = 50  # values that are suggested


def questions(desk: Desk, asked: Asked) -> Made:
    """What there is to ask."""
    if asked.at.endswith(".json") or _form(asked, {_JSON: "json", "text/html": "html"}) == "json":
        return _json([summary(asked, one) for one in desk.questions.values()])
    return desk.made(replace(asked, page="questions.gallery"))


def summary(asked: Asked, question: StoredQuery) -> dict[str, Any]:
    """What a question says of itself."""
    return {
        "name": question.name,
        "subject": question.subject,
        "summary": question.file.summary,
        "description": question.file.description,
        "address": f"{asked.origin}/questions/{question.name}",
        "parameters": [
            {"name": one.name, "type": one.type, "description": one.description, "example": one.example, "optional": one.optional}
            for one in question.parameters.values()
        ],
        "columns": dict(question.file.columns),
    }


def question(desk: Desk, asked: Asked) -> Made:
    """The answer to a stored question, in the form that is asked for, or that the ending of the address names."""
    name, dot, ending = asked.path["name"].partition(".")
    if dot and ending not in _ENDINGS:
        raise NoPageError(f"There is no form of the ending .{ending[:20]}; there are {', '.join(_ENDINGS)}.")
    form = ANSWERS[_ENDINGS[ending]] if dot else _form(asked, ANSWERS)
    try:
        stored = find(desk.questions, name, "/questions")
    except ProjectError as error:
        raise NoPageError(str(error)) from error
    if form == "html":
        return desk.made(replace(asked, page="questions.question", path={"name": stored.name}))
    given = {one: list(asked.all(one)) for one, _ in asked.given if asked.all(one)}
    answered = stored.run(desk.store, given, desk.names)
    rows = Rows(answered.variables, answered.rows)
    media = next(media for media, of in ANSWERS.items() if of == form)
    if form == "json":
        return _json(_whole(desk, asked, answered))
    body = answered.sparql if form == "rq" else rows.text("json" if form == "results" else form)
    return Made(body.encode(), f"{media}; charset=utf-8" if media.startswith("text/") else media, headers=_named(stored.name, form))


def values(desk: Desk, asked: Asked) -> Made:
    """The values that a parameter can have, of those whose names begin with ``prefix``."""
    try:
        stored = find(desk.questions, asked.path["name"], "/questions")
        found = suggest(desk.names, stored, asked.path["parameter"], asked.one("prefix"), _MOST)
    except ProjectError as error:
        raise NoPageError(str(error)) from error
    return _json([{"value": one.short, "label": one.label, "iri": str(one.iri)} for one in found])


def openapi(desk: Desk, asked: Asked) -> Made:
    """The description of all addresses for programs, by OpenAPI 3.1."""
    return _json(described(desk, asked.origin))


def reference(desk: Desk, asked: Asked) -> Made:
    """The same for people."""
    return desk.html(asked, "api.html", {"questions": list(desk.questions.values()), "errors": errors(), "forms": _FORMS})


def _form(asked: Asked, offered: Mapping[str, str]) -> str:
    if (chosen := choose(asked.accept, offered)) is None:
        raise NotOfferedError(offered)
    return chosen.form


def _whole(desk: Desk, asked: Asked, answered: Answered) -> dict[str, Any]:
    """An answer with all that is known of how it was made."""
    return {
        **{
            name: value
            for name, value in summary(asked, answered.question).items()
            if name in {"name", "summary", "description", "columns"}
        },
        "given": {name: [words(value) for value in values] for name, values in answered.given.items()},
        "notes": answered.notes,
        "answerability": desk.graph.answerability(answered),
        "version": desk.version,
        "variables": list(answered.variables),
        "rows": [{name: _value(term) for name, term in row.items()} for row in answered.rows],
        "sparql": answered.sparql,
    }


def _value(term: Term) -> Any:
    """A term as JSON has it: numbers and truth values as such, the rest as its words."""
    value = plain(term)
    return float(value) if isinstance(value, Decimal) else value if isinstance(value, int) else words(term)


def _json(value: Any) -> Made:
    return Made(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n", _JSON)


def _named(name: str, form: str) -> tuple[tuple[str, str], ...]:
    """The headers of a file, whose name a browser keeps."""
    ending = {"results": "srj"}.get(form, form)
    return (("Content-Disposition", f'inline; filename="{name}.{ending}"'), ("Vary", "Accept"))
