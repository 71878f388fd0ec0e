"""The answer to a question: rows of named terms, and how they are written for other programs."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from kg.project import ProjectError
from kg.rdf import XSD, Iri, Term

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Kind = Literal["rows", "boolean", "triples"]
Value = str | int | Decimal | bool | datetime.date
FORMS = ("csv", "json", "jsonl")


@dataclass(frozen=True)
class Rows:
    """The rows of a SELECT; the triples of a CONSTRUCT or DESCRIBE, in three columns; or the truth of an ASK.

    As a Python object it is the list of its rows, each a dict of plain values without the columns that are not bound.
    ``cut`` tells that there were more rows than were asked for.
    """

    columns: tuple[str, ...]
    terms: Sequence[Mapping[str, Term]] = ()
    kind: Kind = "rows"
    truth: bool = False
    cut: bool = False
    stands: Callable[[], str] = field(default=str, repr=False, compare=False)

    @cached_property
    def answerability(self) -> str:
        """From which documents the rows are, and what could not be in them, in a few sentences; "" of what no document states."""
        return self.stands()

    def __len__(self) -> int:
        return len(self.terms)

    def __bool__(self) -> bool:
        return self.truth if self.kind == "boolean" else bool(self.terms)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return ({name: plain(term) for name, term in row.items()} for row in self.terms)

    def __getitem__(self, index: int) -> dict[str, Value]:
        return {name: plain(term) for name, term in self.terms[index].items()}

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame; decimals become floats. Raises ProjectError where pandas is not installed."""
        with _framed("pandas"):
            import pandas as pd

        return pd.DataFrame(self._columned())

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame; decimals become floats. Raises ProjectError where polars is not installed."""
        with _framed("polars"):
            import polars as pl

        return pl.DataFrame(self._columned(), strict=False)

    def _columned(self) -> dict[str, list[Any]]:
        made: dict[str, list[Any]] = {name: [] for name in self.columns}
        for row in self:
            for name, values in made.items():
                value = row.get(name)
                values.append(float(value) if isinstance(value, Decimal) else value)
        return made

    def text(self, form: str) -> str:
        """The answer as ``"json"`` (SPARQL 1.1 Query Results JSON), ``"csv"`` (SPARQL 1.1 CSV) or ``"jsonl"`` (a row a line)."""
        if form == "json":
            return json.dumps(self._json(), ensure_ascii=False, indent=1) + "\n"
        if form == "jsonl":
            rows = [{"boolean": self.truth}] if self.kind == "boolean" else list(self)
            return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
        if form == "csv":
            return self._csv()
        raise ValueError(f"no form {form!r}; there are {', '.join(FORMS)}")

    def _json(self) -> dict[str, Any]:
        if self.kind == "boolean":
            return {"head": {}, "boolean": self.truth}
        rows = [{name: _term_json(term) for name, term in row.items()} for row in self.terms]
        return {"head": {"vars": list(self.columns)}, "results": {"bindings": rows}}

    def _csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out)  # ends lines with CR LF, as the standard has it
        if self.kind == "boolean":
            writer.writerows([["boolean"], [str(self.truth).lower()]])
        else:
            writer.writerow(self.columns)
            writer.writerows([words(row[name]) if name in row else "" for name in self.columns] for row in self.terms)
        return out.getvalue()


@contextlib.contextmanager
def _framed(library: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise ProjectError(f"a frame needs {library}, which is not installed: pip install 'line-of-sight[frames]'") from error


def is_blank(term: Term) -> bool:
    """Whether a term is a blank node, which only an ad-hoc query can make."""
    return isinstance(term, Iri) and term.startswith("_:")


def words(term: Term) -> str:
    """The words of a term: an IRI as it is, a literal without type and language."""
    return str(term) if isinstance(term, Iri) else term.lexical


def plain(term: Term) -> Value:
    """A term as a Python value: numbers, truth values and days as such, everything else as its words."""
    if isinstance(term, Iri):
        return str(term)
    kind = term.datatype.removeprefix(XSD)
    try:
        match kind:
            case "integer" | "int" | "long" | "nonNegativeInteger":
                return int(term.lexical)
            case "decimal":
                return Decimal(term.lexical)
            case "boolean":
                return term.lexical in ("true", "1")
            case "date":
                return datetime.date.fromisoformat(term.lexical)
    except (ValueError, ArithmeticError):
        pass  # a literal that its type does not allow keeps its words
    return term.lexical


def _term_json(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"type": "bnode", "value": term[2:]} if is_blank(term) else {"type": "uri", "value": str(term)}
    made = {"type": "literal", "value": term.lexical}
    if term.language:
        made["xml:lang"] = term.language
    elif term.datatype:
        made["datatype"] = term.datatype
    return made
