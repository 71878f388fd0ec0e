"""Rules: what follows from what is printed, in a graph of its own for each, and checks that no row may answer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kg.project import Project, ProjectError
from kg.rdf import Iri, Quad, text
from kg.store import Store
from kg.vocab import BASE, LOS, RDF, RDFS

MOST_ROUNDS = 8


def derive(project: Project, lines: list[str]) -> tuple[list[str], Counter[str]]:
    """``lines`` with what the rules of ``queries/rules/`` add, each in its own graph, until they add nothing more.

    Gives the statements, sorted, and how many each rule added.

    Raises ProjectError when a rule does not parse, or when the rules never come to rest.
    """
    rules = project.files("queries/rules/*.rq")
    store = Store.in_memory(lines)
    known, derived = set(lines), Counter[str]()
    for _ in range(MOST_ROUNDS):
        added = 0
        for path in rules:
            graph = Iri(f"{BASE}graph/{path.stem.replace('_', '-')}")
            try:
                made = {Quad(Iri(s), p, o, graph).n3() for s, p, o in store.query(path.read_text()).triples() if isinstance(s, Iri)}
            except ProjectError as error:
                raise ProjectError(f"{path}: {error}") from error
            fresh = made - known
            if fresh:
                fresh |= {quad.n3() for quad in _rule(path, graph)} - known
                store.extended(sorted(fresh))
                known |= fresh
                added += len(fresh)
                derived[path.stem] += len(fresh)
        if not added:
            return sorted(known), derived
    raise ProjectError(f"{project.queries / 'rules'}: the rules still add statements after {MOST_ROUNDS} rounds")


def _rule(path: Path, graph: Iri) -> list[Quad]:
    """What the graph of a rule says of itself."""
    return [
        Quad(graph, RDF.type, LOS.Rule, graph),
        Quad(graph, RDFS.label, text(path.stem.replace("_", " "), "en"), graph),
        Quad(graph, LOS.text, text(path.read_text()), graph),
    ]


def broken(project: Project, lines: list[str]) -> list[str]:
    """The sentences of ``queries/checks/``: each says what is wrong with the graph; empty when all is well.

    Raises ProjectError when a check does not parse or has no column ``message``.
    """
    store = Store.in_memory(lines)
    said = []
    for path in project.files("queries/checks/*.rq"):
        try:
            answer = store.query(path.read_text())
        except ProjectError as error:
            raise ProjectError(f"{path}: {error}") from error
        if "message" not in answer.variables:
            raise ProjectError(f"{path}: a check needs a column ?message")
        said += [f"{path.stem}: {getattr(row.get('message'), 'lexical', '')}" for row in answer.rows()]
    return said
