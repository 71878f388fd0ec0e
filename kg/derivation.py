"""What the graph of a rule or check says of itself: that it is one, its name, and how it comes to what it states."""

from __future__ import annotations

from kg.rdf import Iri, Quad, text
from kg.vocab import LOS, RDF, RDFS


def rule_quads(graph: Iri, label: str, words: str | None) -> list[Quad]:
    """The statements of ``graph`` on itself: its English ``label``, and ``words`` (a docstring or a query) on one line of single blanks."""
    return [
        Quad(graph, RDF.type, LOS.Rule, graph),
        Quad(graph, RDFS.label, text(label, "en"), graph),
        Quad(graph, LOS.text, text(" ".join((words or "").split())), graph),
    ]
