"""The partner network: bodies, and what links them, each link with its day, its passage and its words.

Each of :mod:`kg.linkages` is an edge of a multigraph: two bodies that are linked in two ways, or twice, have two edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.linkages import Linkages, Wanted, gathered
from kg.project import Project
from kg.store import Store

MOST_EXACT = 800  # bodies; in a larger network betweenness is that of a sample of the shortest paths
SAMPLED = 40  # bodies that those paths begin at
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
    want = Wanted(as_of=as_of or "")
    want.time()  # before the store is asked
    return network_of(gathered(store, project), want)


def network_of(linkages: Linkages, want: Wanted | None = None) -> nx.MultiGraph:
    """The network of those links that are wanted, or of all; raises as :func:`network` does."""
    want = want or Wanted()
    kept = linkages.wanted(want)
    graph: nx.MultiGraph = nx.MultiGraph(name="Line of Sight: the partner network", as_of=want.as_of)
    for iri in sorted({end for link, _ in kept for end in (link.subject, link.object)}):
        graph.add_node(iri, **linkages.bodies[iri])
    for link, sure in kept:
        graph.add_edge(link.subject, link.object, **link.columns(), **({"how_sure": sure} if sure else {}))
    return graph


def communities(graph: nx.MultiGraph) -> dict[str, int]:
    """The community of each body, numbered from 0, the largest first; the same network always has the same."""
    found = nx.community.louvain_communities(_simple(graph), seed=SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    return {body: number for number, members in enumerate(ordered) for body in sorted(members)}


def is_exact(graph: nx.MultiGraph) -> bool:
    """Whether betweenness is that of all shortest paths."""
    return len(graph) <= MOST_EXACT


Measures = Mapping[str, tuple[int, float, int]]
"""Of each body: its partners, its betweenness, its community."""


def measures(graph: nx.MultiGraph) -> Measures:
    """How each body stands in the network."""
    simple = _simple(graph)
    between = nx.betweenness_centrality(simple, k=None if is_exact(graph) else SAMPLED, seed=SEED)
    member = communities(graph) if graph else {}
    return {body: (simple.degree(body), between[body], member[body]) for body in graph}


def standings(graph: nx.MultiGraph) -> list[Standing]:
    """The bodies by how many others they are linked to, the most connected first."""
    made = []
    for body, (partners, betweenness, community) in measures(graph).items():
        edges: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for _, _, data in graph.edges(body, data=True):
            edges[data["kind"]].append(data)
        through = [(kind, len(found), max(found, key=_telling)) for kind, found in edges.items()]
        through.sort(key=lambda one: (-one[1], one[0]))
        made.append(Standing(body, graph.nodes[body]["label"], partners, betweenness, community, tuple(through)))
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
