"""What the service answers, described by OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1): each stored question with its parameters and values.

The names of concepts that a parameter can be are listed, for a scheme is closed; of people, bodies and places there are too many, and
the address of ``values`` tells them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg import __version__
from kg.negotiation import GRAPHS, RESULTS
from kg.pages.desk import Desk
from kg.query import StoredQuery
from kg.queryfile import Parameter

# the forms of an answer, by media type; the first is for who has no wish
ANSWERS = {
    "application/json": "json",
    "text/html": "html",
    "text/csv": "csv",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/sparql-results+json": "results",
    "application/sparql-query": "rq",
}
# a blank value, as a form sends it for a field that was left empty, is none
_DAY, _WHEN = r"^((18|19|20)\d{2}-\d{2}-\d{2})?$", r"^((18|19|20)\d{2}(-\d{2}(-\d{2})?)?)?$"
_ERRORS = {
    400: "a parameter is unknown, or its value means nothing or several things: the sentence names the nearest",
    404: "there is no such question, thing or document",
    406: "none of the forms that the client takes is offered",
    503: "more is asked at once than may wait; Retry-After tells when to come again",
    504: "the answer took longer than it may",
    507: "the answer needs more memory than it may have, or is larger than one may be",
}


def errors() -> Mapping[int, str]:
    """What each status means that is no answer."""
    return _ERRORS


def described(desk: Desk, origin: str) -> dict[str, Any]:
    """The whole description, for the service at ``origin``."""
    paths = {f"/questions/{one.name}": {"get": _operation(desk, one)} for one in desk.questions.values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Line of Sight",
            "version": __version__,
            "summary": "Who oversaw English children's services, what was found, recommended and decided, and the exact words that say so.",
            "description": f"Read-only. Version {desk.version or 'in memory'} of the graph. Each row of an answer names the passage it rests on and its words.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": origin or "/"}],
        "tags": [{"name": subject} for subject in dict.fromkeys(one.subject for one in desk.questions.values())]
        + [{"name": "service", "description": "the graph itself"}],
        "paths": {**_service([name for name, one in desk.questions.items() if one.parameters]), **paths},
        "components": {"schemas": _SCHEMAS},
    }


def _operation(desk: Desk, question: StoredQuery) -> dict[str, Any]:
    return {
        "operationId": question.name,
        "tags": [question.subject],
        "summary": question.file.summary,
        **({"description": question.file.description} if question.file.description else {}),
        "parameters": [_parameter(desk, question, one) for one in question.parameters.values()],
        "responses": {
            "200": {
                "description": "the rows, each with its passages and their words",
                "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Answer"}},
                    **{media: {"schema": {"type": "string"}} for media in ANSWERS if media != "application/json"},
                },
            },
            **_refusals(400, 406, 503, 504, 507),
        },
    }


def _parameter(desk: Desk, question: StoredQuery, parameter: Parameter) -> dict[str, Any]:
    may = "May be left out." if parameter.optional else f"Where none is given, the example is taken: {parameter.example}."
    values = "" if not parameter.starts else f" Values: /questions/{question.name}/values/{parameter.name}."
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": f"{parameter.description[:1].upper()}{parameter.description[1:]}. {may} May be given several times; a blank value is none.{values}",
        "style": "form",
        "explode": True,
        "schema": {"type": "array", "items": _type(desk, parameter)},
        "example": [parameter.example],
    }


def _type(desk: Desk, parameter: Parameter) -> dict[str, Any]:
    if parameter.type == "date":
        return {"type": "string", "pattern": _WHEN if parameter.lasts else _DAY}
    if parameter.type == "integer":
        return {"type": "integer"}
    if parameter.type.startswith("concept ") and (known := desk.names.things(parameter.starts)):
        return {"type": "string", "enum": [*sorted({one.short for one in known}), ""]}
    return {"type": "string"}


def _refusals(*statuses: int) -> dict[str, Any]:
    said = {"text/plain": {"schema": {"type": "string"}}, "text/html": {"schema": {"type": "string"}}}
    return {str(status): {"description": _ERRORS[status], "content": said} for status in statuses}


def _service(names: list[str]) -> dict[str, Any]:
    """The addresses that are not those of one question."""
    return {
        path: {
            "get": {
                "operationId": name,
                "tags": ["service"],
                "summary": summary,
                "parameters": parameters,
                "responses": {"200": {"description": "the answer", "content": dict(content)}, **_refusals(*statuses)},
            }
        }
        for path, name, summary, parameters, content, statuses in _addresses(names)
    }


_Address = tuple[str, str, str, list[dict[str, Any]], Mapping[str, Any], tuple[int, ...]]


def _addresses(names: list[str]) -> Iterator[_Address]:
    text = {"schema": {"type": "string"}}
    query = {"name": "query", "in": "query", "required": True, "description": "A SPARQL 1.1 query.", "schema": {"type": "string"}}
    question = {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": names},
        "description": "A question.",
    }
    parameter = {
        "name": "parameter",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
        "description": "A parameter of it.",
    }
    prefix = {"name": "prefix", "in": "query", "schema": {"type": "string"}, "description": "How a word of the name begins."}
    yield (
        "/questions",
        "questions",
        "The stored questions",
        [],
        {
            "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Question"}}},
            "text/html": text,
        },
        (400, 406, 503),
    )
    yield (
        "/questions/{name}/values/{parameter}",
        "values",
        "The values that a parameter can have",
        [question, parameter, prefix],
        {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Value"}}}},
        (400, 404, 503),
    )
    for ending, (media, what) in _NETWORK.items():
        yield (
            f"/network.{ending}",
            f"network_{ending}",
            f"The partner network, {what}",
            _narrowed(),
            {media: {"schema": {"type": "object" if ending == "json" else "string"}}},
            (400, 404, 503, 504),
        )
    graphs = dict.fromkeys(GRAPHS, text)
    results = {**dict.fromkeys(RESULTS, text), **graphs}
    yield "/sparql", "sparql", "The graph, asked by a SPARQL 1.1 query", [query], results, (400, 406, 503, 504, 507)
    yield "/.well-known/void", "void", "What is in the graph, by VoID", [], graphs, (400, 406, 503)
    yield "/.well-known/sparql-examples", "examples", "The stored questions, by SHACL", [], graphs, (400, 406, 503)


_NETWORK = {
    "json": ("application/json", "with a place for each body, and the words that each link rests on"),
    "csv": ("text/csv", "a row for each link"),
    "gexf": ("application/gexf+xml", "for Gephi"),
    "graphml": ("application/graphml+xml", "for yEd, igraph and others"),
}


def _narrowed() -> list[dict[str, Any]]:
    """The parameters that narrow the network: without any it is whole."""
    several = {"style": "form", "explode": True, "schema": {"type": "array", "items": {"type": "string"}}}
    day = {"schema": {"type": "string", "format": "date"}}
    said: dict[str, tuple[str, dict[str, Any]]] = {
        "kind": ("Kinds of links.", several),
        "document": ("The documents that a link rests on.", several),
        "as_of": ("A day by which a link was so or had happened.", day),
        "since": ("The first day of a period.", day),
        "until": ("The last day of a period.", day),
        "certain": ("With yes, only what is certain then.", {"schema": {"type": "string"}}),
        "name": ("Part of the name of a body.", {"schema": {"type": "string"}}),
        "body": ("A body, and its partners.", {"schema": {"type": "string"}}),
    }
    return [{"name": name, "in": "query", "description": description, **form} for name, (description, form) in said.items()]


_STRINGS = {"type": "object", "additionalProperties": {"type": "string"}}
_SCHEMAS: dict[str, Any] = {
    "Value": {
        "type": "object",
        "required": ["value", "label", "iri"],
        "properties": {"value": {"type": "string"}, "label": {"type": "string"}, "iri": {"type": "string", "format": "iri"}},
    },
    "Question": {
        "type": "object",
        "required": ["name", "subject", "summary", "address", "parameters", "columns"],
        "properties": {
            **{name: {"type": "string"} for name in ("name", "subject", "summary", "description", "address")},
            "columns": {**_STRINGS, "description": "what the columns mean that their names do not tell"},
            "parameters": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "type", "description", "example", "optional"],
                    "properties": {
                        **{name: {"type": "string"} for name in ("name", "type", "description", "example")},
                        "optional": {"type": "boolean"},
                    },
                },
            },
        },
    },
    "Answer": {
        "type": "object",
        "required": ["name", "summary", "given", "notes", "answerability", "version", "variables", "rows", "sparql"],
        "properties": {
            **{name: {"type": "string"} for name in ("name", "summary", "description", "version")},
            "columns": _STRINGS,
            "given": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
            "notes": {"type": "array", "items": {"type": "string"}, "description": "what a reader should know of how it was asked"},
            "answerability": {"type": "string", "description": "from which documents it is, and what could not be in it"},
            "variables": {"type": "array", "items": {"type": "string"}, "description": "the columns, in their order"},
            "rows": {
                "type": "array",
                "items": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
                "description": "a column without a value is not there; passage, document and quote are what a row rests on",
            },
            "sparql": {"type": "string", "description": "the query that ran, as it ran"},
        },
    },
}
