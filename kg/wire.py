"""What a SPARQL server sends, read: SPARQL 1.1 Query Results JSON and N-Triples, their terms spelled as in a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.project import ProjectError
from kg.rdf import XSD, Iri, Literal, Term
from kg.rows import Kind, Rows
from kg.store import parse_quads

ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_KINDS: dict[str, Kind] = {"SELECT": "rows", "ASK": "boolean"}
_COLUMNS = ("subject", "predicate", "object")
_TRUTHS = {"0": "false", "1": "true"}


def media(form: str) -> str:
    """The media type to ask for in answer to a query of a form ("SELECT", …)."""
    return ROWS if form in _KINDS else TRIPLES


def read(body: bytes, form: str) -> Rows:
    """The answer to a query of a form. Raises ValueError where the bytes are none of its :func:`media` type."""
    try:
        if form in _KINDS:
            return _results(json.loads(body), _KINDS[form])
        return _triples(body.decode())
    except (ProjectError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no answer to {form}") from error


def _results(told: Mapping[str, Any], kind: Kind) -> Rows:
    if kind == "boolean":
        if not isinstance(told["boolean"], bool):
            raise TypeError("a truth that is neither true nor false")
        return Rows((), kind="boolean", truth=told["boolean"])
    columns = tuple(map(str, told["head"]["vars"]))
    rows = [{name: _term(cell) for name, cell in row.items()} for row in told["results"]["bindings"]]
    if strange := set().union(*rows) - set(columns):
        raise ValueError(f"columns that the head does not name: {strange}")
    return Rows(columns, rows)


def _term(cell: Mapping[str, str]) -> Term:
    value = cell["value"]
    if not isinstance(value, str):
        raise TypeError("a value that is no text")
    match cell["type"]:
        case "uri":
            return Iri(value)
        case "bnode":
            return Iri(f"_:{value}")
        case "literal" | "typed-literal":
            datatype, language = cell.get("datatype", ""), cell.get("xml:lang", "")
            if datatype == XSD + "decimal" and "." in value:  # as the store in a folder spells it
                value = value.rstrip("0").rstrip(".")
            elif datatype == XSD + "boolean":
                value = _TRUTHS.get(value, value)
            return Literal(value, "" if language or datatype == XSD + "string" else datatype, language)
    raise ValueError(f"a term of the type {cell['type']}")


def _triples(told: str) -> Rows:
    lines = [line.strip() for line in told.split("\n")]
    kept = [line for line in lines if line and not line.startswith("#")]
    if not all(line.endswith(".") for line in kept):
        raise ValueError("a line that does not end")
    quads = parse_quads(f"{line[:-1]} <urn:x-answer> .\n" for line in kept)
    return Rows(_COLUMNS, [dict(zip(_COLUMNS, quad[:3], strict=True)) for quad in quads], "triples")
