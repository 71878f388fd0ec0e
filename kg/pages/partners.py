"""The partner network as pages have it: what of it is asked for, its measures, where its bodies stand in the picture.

A picture is laid out once for the whole network of a version, so that a body stays where it is whatever is left out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from kg.graphfiles import coerced, measured_bodies
from kg.layout import Box, laid_out, parts_of
from kg.linkages import Linkages, Wanted, gathered
from kg.network import Measures, is_exact, measures, network_of
from kg.pages.asked import Asked, NoPageError
from kg.pages.desk import Desk
from kg.pages.links import href, labels, passage_href
from kg.project import ProjectError
from kg.vocab import PREFIXES

MOST_LAID = 420  # bodies that are laid out here; the places of more are a beginning, from which a browser goes on
MOST_MEASURED = 1500  # bodies of which a browser asks for the measures anew at each filter (web/src/network.ts)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LARGE, _SMALL = (64.0, 46.0), (44.0, 32.0)  # the room of a body with many partners and of one with few
_MANY = 3
_BESIDE = (0.25, 0.35, 0.45, 0.55, 0.7, 1.0)  # of the width of the largest part: that of all others
_HIGHER = 1.25  # than the largest part: the others, at most


def linkages(desk: Desk) -> Linkages:
    """All links of the version."""
    return Linkages.read(desk.kept.get("linkages", lambda: gathered(desk.store, desk.project).told()))


def wanted(asked: Asked, known: Linkages) -> Wanted:
    """Which links are asked for. Raises ProjectError where that cannot be, NoPageError for a body that has none."""
    kinds, there = frozenset(asked.all("kind")), {link.kind for link in known.links}
    if strange := sorted(kinds - there):
        raise ProjectError(f"there is no link of the kind {strange[0]!r}; there are {', '.join(sorted(there))}")
    body = asked.one("body").strip()
    if body and (body := _iri(body, "id", "body/")) not in known.bodies:
        raise NoPageError("No document links that body with another one.")
    documents = frozenset(_iri(given, "doc") for given in asked.all("document"))
    if documents - {link.document for link in known.links}:
        raise NoPageError("No link rests on that document.")
    if (certain := asked.one("certain")) not in {"", "yes"}:
        raise ProjectError(f"certain: it is yes, or not given, not {certain[:40]!r}")
    want = Wanted(
        as_of=asked.one("as_of").strip(),
        since=asked.one("since").strip(),
        until=asked.one("until").strip(),
        certain=certain == "yes",
        kinds=kinds,
        documents=documents,
        name=asked.one("name").strip(),
        body=body,
    )
    want.time()
    return want


def _iri(given: str, prefix: str, before: str = "") -> str:
    """The IRI that a parameter means: itself, or the end of it."""
    return given if "://" in given else PREFIXES[prefix] + before + given


def letter(community: int) -> str:
    """The mark of a community: A, B, … Z, AA, AB."""
    high, low = divmod(community, len(LETTERS))
    return (letter(high - 1) if high else "") + LETTERS[low]


def places(desk: Desk) -> dict[str, tuple[float, float]]:
    """Where each body of the whole network stands."""
    found: dict[str, tuple[float, float]] = desk.kept.get("places", lambda: _places(*_whole(desk)))
    return found


def _whole(desk: Desk) -> tuple[nx.MultiGraph, Mapping[str, int]]:
    """The whole network, and the community of each body."""
    graph = network_of(linkages(desk))
    return graph, {body: community for body, (_, _, community) in stands(desk, graph, Wanted()).items()}


def _places(graph: nx.MultiGraph, member: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    if len(graph) > MOST_LAID:
        return _begun(member)
    near = {body: sorted(set(graph[body])) for body in graph}
    sizes = {body: _LARGE if len(others) >= _MANY else _SMALL for body, others in near.items()}
    whole, *parts = parts_of(near) or [[]]
    rest = [body for part in parts for body in part]
    boxes = laid_out(sizes, {body: near[body] for body in whole}, member)
    wide, high = _far(boxes)
    # a screen is wider than high, so the small parts stand beside the large one, in as few columns as are no higher
    for share in _BESIDE:
        beside = laid_out(sizes, {body: near[body] for body in rest}, least_wide=wide * share)
        if _far(beside)[1] <= high * _HIGHER:
            break
    for body, box in beside.items():
        boxes[body] = replace(box, x=box.x + wide + _LARGE[0])
    return {body: (round(box.x, 1), round(box.y, 1)) for body, box in boxes.items()}


def _far(boxes: Mapping[str, Box]) -> tuple[float, float]:
    """How wide and how high boxes are together."""
    reach = [(box.x + box.wide, box.y + box.high) for box in boxes.values()] or [(0.0, 0.0)]
    return max(x for x, _ in reach), max(y for _, y in reach)


def _begun(member: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """A disc of discs: the communities on a sunflower, and the bodies of each on one within."""
    rooms: dict[int, list[str]] = {}
    for body, community in member.items():
        rooms.setdefault(community, []).append(body)
    found: dict[str, tuple[float, float]] = {}
    before = 0
    for _, bodies in sorted(rooms.items()):
        x, y = _seed(before + len(bodies) / 2, 40.0)
        before += len(bodies)
        for number, body in enumerate(bodies):
            across, down = _seed(number, 12.0)
            found[body] = (round(x + across, 1), round(y + down, 1))
    return found


def _seed(number: float, apart: float) -> tuple[float, float]:
    """The place of a seed of a sunflower."""
    angle, far = number * math.pi * (3 - math.sqrt(5)), apart * math.sqrt(number)
    return far * math.cos(angle), far * math.sin(angle)


def stands(desk: Desk, graph: nx.MultiGraph, want: Wanted) -> Measures:
    """The measures of the network; those of the whole one are found out once."""
    if want != Wanted():
        return measures(graph)
    found: Measures = desk.kept.get("measures", lambda: dict(measures(graph)))
    return found


def told(desk: Desk, asked: Asked, known: Linkages, want: Wanted) -> dict[str, Any]:
    """The network that is asked for, with its measures and places, as JSON; networkx reads it with ``node_link_graph(…, edges="edges")``."""
    kept = known.wanted(want)
    graph = network_of(known, want)
    bodies = measured_bodies(graph, stands(desk, graph, want))
    at = places(desk)
    keys: Counter[frozenset[str]] = Counter()
    edges = []
    for link, sure in kept:
        pair = frozenset((link.subject, link.object))
        edge = {"source": link.subject, "target": link.object, "key": keys[pair], **link.told()}
        edges.append({**edge, "at": passage_href(asked.root, link.passage), **({"how_sure": sure} if sure else {})})
        keys[pair] += 1
    return {
        "directed": False,
        "multigraph": True,
        "graph": {
            **graph.graph,
            "version": desk.version,
            "since": want.since,
            "until": want.until,
            "betweenness": "of all shortest paths" if is_exact(graph) else "of a sample of the shortest paths",
            "laid_out": len(known.bodies) <= MOST_LAID,
        },
        "nodes": [
            {
                "id": body,
                **data,
                "letter": letter(data["community"]),
                "links": graph.degree(body),
                "x": at[body][0],
                "y": at[body][1],
                "at": href(asked.root, body),
            }
            for body, data in bodies.items()
        ],
        "edges": edges,
        "documents": {
            iri: {"title": title, "at": href(asked.root, iri)}
            for iri, title in labels(desk, {link.document for link, _ in kept}).items()
        },
    }


def written(shown: Mapping[str, Any]) -> nx.MultiGraph:
    """What :func:`told` tells as a graph that every format can hold: all of it but the addresses on this server."""
    made: nx.MultiGraph = nx.MultiGraph(**{name: coerced(value) for name, value in shown["graph"].items()})
    for node in shown["nodes"]:
        made.add_node(node["id"], **{name: coerced(value) for name, value in node.items() if name not in {"id", "at"}})
    for edge in shown["edges"]:
        values = {name: coerced(value) for name, value in edge.items() if name not in {"source", "target", "key", "at"}}
        made.add_edge(edge["source"], edge["target"], edge["key"], **values)
    return made
