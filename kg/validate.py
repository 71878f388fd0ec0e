"""The graph against its SHACL shapes.

pySHACL is the reference. It is slow on a whole graph, so the build asks ``shacl`` (Rust), which a test holds equal to
pySHACL on the seeds, on the examples and on random mutations. Both read the statements as N-Triples, before a store
rewrites a literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.project import Project, ProjectError

Engine = Literal["shacl", "pyshacl"]
_GRAPH = re.compile(r" <[^<>]*> \.\n$")
_SH = "http://www.w3.org/ns/shacl#"
_LITERAL = re.compile(r'"(.*)"(?:@[A-Za-z0-9-]+|\^\^<[^<>]*>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, order=True)
class Finding:
    """One result of a validation: how grave, which node, which path and value, and a sentence that says what is wrong.

    Nodes, paths and values are IRIs, or the words of literals; ``""`` where there is none. Both engines spell them alike.
    """

    severity: str
    focus: str
    path: str
    value: str
    component: str
    message: str


def triples(lines: Iterable[str]) -> str:
    """N-Triples, sorted and each once, of lines of N-Quads: what the graphs say together."""
    return "".join(sorted({_GRAPH.sub(" .\n", line) for line in lines}))


def shapes(project: Project) -> str:
    """All shapes as one N-Triples text. Raises ProjectError with file and line when a file does not parse."""
    from rdflib import Graph

    graph = Graph()
    for path in [*project.files("ontology/shapes/*.ttl"), project.ontology / "prefixes.ttl"]:
        try:
            graph.parse(path, format="turtle")
        except Exception as error:
            raise ProjectError(f"{path}: {_why(str(error))}") from error
    return graph.serialize(format="nt")


def _why(said: str) -> str:
    """The line and the reason of what rdflib says of a file that does not parse."""
    line, reason = re.search(r"at line ([0-9]+)", said), re.search(r"Bad syntax \(([^\n]*)\) at \^ in", said)
    why = " ".join((reason[1] if reason else said).split())
    return f"line {line[1]}: {why}" if line else f"does not parse: {why}"


def validate(project: Project, lines: Iterable[str], engine: Engine = "shacl") -> list[Finding]:
    """The results of validating the statements, sorted, gravest first; empty when there is nothing to say."""
    data, rules = triples(lines), shapes(project)
    found = _fast(data, rules) if engine == "shacl" else _reference(data, rules)
    order = {"Violation": 0, "Warning": 1, "Info": 2}
    return sorted(set(found), key=lambda one: (order.get(one.severity, 0), one))


def _fast(data: str, rules: str) -> list[Finding]:
    import shacl

    report = shacl.Shapes.from_text(rules, format="ntriples").validate_text(data, format="ntriples")
    return [
        Finding(
            result.severity,
            _bare(result.focus_node),
            _bare(result.path or ""),
            result.value_plain or "",
            result.component,
            result.message or "",
        )
        for result in report.results
    ]


def _reference(data: str, rules: str) -> list[Finding]:
    import pyshacl
    from rdflib import RDF, Graph, URIRef
    from rdflib.term import Node

    graph, shape_graph = Graph(), Graph()
    graph.parse(data=data, format="nt")
    shape_graph.parse(data=rules, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shape_graph, inference="none", advanced=False)
    if not isinstance(report, Graph):
        raise ProjectError(f"the shapes cannot be used: {report}")

    def said(node: Node, name: str) -> str:
        value = report.value(node, URIRef(_SH + name))
        return "" if value is None else str(value)  # a literal 0 is a value, though rdflib counts it as false

    return [
        Finding(
            said(node, "resultSeverity").removeprefix(_SH),
            said(node, "focusNode"),
            said(node, "resultPath"),
            said(node, "value"),
            said(node, "sourceConstraintComponent").removeprefix(_SH),
            said(node, "resultMessage"),
        )
        for node in report.subjects(RDF.type, URIRef(_SH + "ValidationResult"))
    ]


def _bare(spelled: str) -> str:
    """An IRI, or the words of a literal, of its spelling in N-Triples."""
    if found := _LITERAL.fullmatch(spelled):
        return _ESCAPE.sub(_unescaped, found[1])
    return spelled[1:-1] if spelled.startswith("<") and spelled.endswith(">") else spelled


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(found[3], found[3])
