"""RDF terms and quads as plain Python values, and their N-Quads spelling.

The records of a mapping become these values in :mod:`kg.triples`; the store, the validator and the exports read their
N-Quads. Nothing here knows an engine, so a command that only lists questions does not import one.
Grammar: RDF 1.1 N-Quads (W3C Recommendation, 25 February 2014), canonical escapes of RDF Dataset Canonicalization.
"""

from __future__ import annotations

import re
from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"

_ESCAPES = {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
    ord("\b"): "\\b",
    ord("\f"): "\\f",
    **{code: f"\\u{code:04X}" for code in (*range(0x08), 0x0B, *range(0x0E, 0x20), 0x7F)},
}

_UNESCAPED = {written: chr(code) for code, written in _ESCAPES.items()}
_ESCAPE = re.compile(r"\\u[0-9A-F]{4}|\\.")


class Iri(str):
    """An absolute IRI."""

    __slots__ = ()

    def n3(self) -> str:
        """The N-Quads spelling, in angle brackets."""
        return f"<{self}>"


class Literal(NamedTuple):
    """A literal: its lexical form, and its datatype IRI (``""`` for xsd:string) or its language."""

    lexical: str
    datatype: str = ""
    language: str = ""

    def n3(self) -> str:
        """The N-Quads spelling; xsd:string is left out, as the canonical form has it."""
        quoted = f'"{self.lexical.translate(_ESCAPES)}"'
        if self.language:
            return f"{quoted}@{self.language}"
        if self.datatype and self.datatype != XSD + "string":
            return f"{quoted}^^<{self.datatype}>"
        return quoted


Term = Iri | Literal


class Quad(NamedTuple):
    """One statement in one named graph."""

    subject: Iri
    predicate: Iri
    object: Term
    graph: Iri

    def n3(self) -> str:
        """One line of N-Quads, with its final newline."""
        return f"{self.subject.n3()} {self.predicate.n3()} {self.object.n3()} {self.graph.n3()} .\n"


def text(value: str, language: str = "") -> Literal:
    """A string literal, or a language-tagged one."""
    return Literal(value, "", language)


def typed(value: str, datatype: str) -> Literal:
    """A literal of the XML Schema datatype with the local name ``datatype`` (``"date"``, ``"decimal"``, …)."""
    return Literal(value, XSD + datatype)


def term(n3: str) -> Term:
    """The term that :meth:`Iri.n3` or :meth:`Literal.n3` spelled so."""
    if n3.startswith("<"):
        return Iri(n3[1:-1])
    quoted, _, kind = n3[1:].rpartition('"')
    lexical = _ESCAPE.sub(lambda escape: _UNESCAPED.get(escape[0], escape[0]), quoted) if "\\" in quoted else quoted
    if kind.startswith("@"):
        return Literal(lexical, "", kind[1:])
    return Literal(lexical, kind[3:-1])
