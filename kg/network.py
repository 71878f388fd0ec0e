"""The partner network: bodies, and what links them, each link with its day, its passage and its words.

The links come from the stored queries in ``queries/networks/``, which agree on their columns: ``subject``, ``object``, ``kind``
and, where they are known, ``date``, ``until``, ``certain_from``, ``certain_until``, ``passage``, ``document`` and ``quote``. Each
row is an edge of a multigraph: two bodies that are linked in two ways, or twice, have two edges.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.dates import When
from kg.intervals import LAST, Answer, Interval, spell
from kg.project import Project, ProjectError
from kg.query import plain as short
from kg.queryfile import read
from kg.rdf import Iri, Term
from kg.rows import words
from kg.store import Row, Store

NAMING = "queries/names/bodies.rq"
SEED = 7  # of the communities: the same network has the same ones


@dataclass(frozen=True)
class Standing:
    """How a body stands in the network, and through what: for each kind of link how many, and an edge to show."""

    body: str
    label: str
    partners: int
    betweenness: float
    community: int
    through: tuple[tuple[str, int, Mapping[str, Any]], ...]


def network(store: Store, project: Project, as_of: str | None = None) -> nx.MultiGraph:
    """The network of ``store``. With ``as_of`` (an ISO date) only what was so or had happened by that day.

    Then ``how_sure`` of an edge is "certain" or "possible". A link that has no date stays in and is possible, for nothing says
    when it began. Raises ProjectError for what is no date, or where a stored query is wrong.
    """
    day = _day(as_of) if as_of else None
    known = _bodies(store, project)
    rows = [row for path in project.files("queries/networks/*.rq") for row in store.select(read(path).text)]
    sure = [(row, _at(row, day) if day else None) for row in rows]
    kept = [(row, answer) for row, answer in sure if answer != "not"]
    graph: nx.MultiGraph = nx.MultiGraph(name="Line of Sight: the partner network", as_of=as_of or "")
    ends = {words(row[end]) for row, _ in kept for end in ("subject", "object") if end in row}
    for iri in sorted(ends):
        graph.add_node(iri, **known.get(iri, {"label": iri.rsplit("/", 1)[-1].replace("-", " "), "kind": "", "place": ""}))
    for row, answer in sorted(kept, key=lambda one: [words(one[0][name]) if name in one[0] else "" for name in _COLUMNS]):
        subject, target = words(row["subject"]), words(row["object"])
        if subject != target:
            graph.add_edge(subject, target, **_edge(row), **({"how_sure": answer} if answer else {}))
    graph.remove_nodes_from([node for node in graph if not graph.degree(node)])
    return graph


_COLUMNS = ("subject", "object", "kind", "date", "until", "passage", "document", "quote")


def _edge(row: Row) -> dict[str, str]:
    made = {name: words(row[name]) if name in row else "" for name in _COLUMNS}
    made["kind"] = kind_of(row["kind"])
    return made


def kind_of(term: Term) -> str:
    """The kind of a link in words: the last part of a concept's IRI, or the literal."""
    return words(term).rsplit("/", 1)[-1].replace("-", " ") if isinstance(term, Iri) else term.lexical


def _bodies(store: Store, project: Project) -> dict[str, dict[str, str]]:
    """Label, kinds and place of every body."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.select(read(project.root / NAMING).text):
        for name in ("label", "kind", "place"):
            if name in row:
                found[words(row["body"])][name].add(words(row[name]) if name == "label" else short(row[name]).rsplit("/", 1)[-1])
    return {
        iri: {
            "label": min(said["label"], default=iri.rsplit("/", 1)[-1].replace("-", " ")),
            "kind": ", ".join(sorted(said["kind"] - {"Body"} or said["kind"])),
            "place": ", ".join(sorted(said["place"])),
        }
        for iri, said in found.items()
    }


def _day(iso: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError as error:
        raise ProjectError(f"{iso!r} is no day; write it as 2021-07-27") from error


def _at(row: Row, day: datetime.date) -> Answer:
    """Whether the link was there on ``day``: not before the day for which it is stated, nor after its end.

    What is certain from a day without end, an event, has happened since.
    """
    first, last, sure, surely = (
        When(words(row[name]), "") if name in row else None for name in ("date", "until", "certain_from", "certain_until")
    )
    link = spell(first, last)
    if link is None or link.at(day) == "not":
        return "not"
    if sure is None or sure.latest is None:
        return "possible"
    last_sure = surely.earliest if surely is not None else None
    return "certain" if day in Interval(sure.latest, last_sure or LAST) else "possible"


def communities(graph: nx.MultiGraph) -> dict[str, int]:
    """The community of each body, numbered from 0, the largest first; the same network always has the same."""
    found = nx.community.louvain_communities(_simple(graph), seed=SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    return {body: number for number, members in enumerate(ordered) for body in sorted(members)}


def standings(graph: nx.MultiGraph) -> list[Standing]:
    """The bodies by how many others they are linked to, the most connected first."""
    simple = _simple(graph)
    between = nx.betweenness_centrality(simple)
    member = communities(graph) if graph else {}
    made = []
    for body in graph:
        edges: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for _, _, data in graph.edges(body, data=True):
            edges[data["kind"]].append(data)
        through = [(kind, len(found), max(found, key=_telling)) for kind, found in edges.items()]
        through.sort(key=lambda one: (-one[1], one[0]))
        label = graph.nodes[body]["label"]
        made.append(Standing(body, label, simple.degree(body), between[body], member[body], tuple(through)))
    return sorted(made, key=lambda one: (-one.partners, -one.betweenness, one.label, one.body))


def _telling(edge: Mapping[str, Any]) -> tuple[int, str]:
    """How well the words of an edge tell what it is: a sentence does better than a name or a page."""
    return -abs(len(edge["quote"]) - 120), edge["quote"]


def _simple(graph: nx.MultiGraph) -> nx.Graph:
    """One edge between two bodies that are linked, in a fixed order."""
    simple: nx.Graph = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted({tuple(sorted((one, other))) for one, other in graph.edges()}))
    return simple
