"""The partner network as files: GEXF, GraphML and JSON for other programs, SVG and PNG to look at."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx

from kg.drawing import printable
from kg.files import check_home, write
from kg.network import Measures, measures
from kg.picture import picture
from kg.project import ProjectError

_WRITTEN_ON = re.compile(rb' lastmodifieddate="[^"]*"')


def coerced(value: object) -> str | int | float | bool:
    """A value as the graph formats can hold it: no None, no date, no list, and only the characters that XML has."""
    match value:
        case None:
            return ""
        case bool() | int() | float():
            return value
        case list() | tuple() | set() | frozenset():
            parts = [str(coerced(one)) for one in value]
            return "; ".join(parts if isinstance(value, list | tuple) else sorted(parts))
    return printable(str(value))


def measured(graph: nx.MultiGraph, known: Measures | None = None) -> nx.MultiGraph:
    """A copy with the measures of each body beside what is known of it, and every value as the formats can hold it."""
    made: nx.MultiGraph = nx.MultiGraph(**{key: coerced(value) for key, value in graph.graph.items()})
    made.add_nodes_from(measured_bodies(graph, known or measures(graph)).items())
    for one, other, data in graph.edges(data=True):
        made.add_edge(one, other, **{key: coerced(value) for key, value in data.items()})
    return made


def measured_bodies(graph: nx.MultiGraph, known: Measures) -> dict[str, dict[str, Any]]:
    """What is known of each body, as the formats can hold it, and its measures."""
    return {
        body: {key: coerced(value) for key, value in data.items()}
        | {"partners": known[body][0], "betweenness": round(known[body][1], 6), "community": known[body][2]}
        for body, data in graph.nodes(data=True)
    }


def gexf(graph: nx.MultiGraph) -> bytes:
    """A network as GEXF, whose values are :func:`coerced`."""
    out = io.BytesIO()
    nx.write_gexf(graph, out)
    return _WRITTEN_ON.sub(b"", out.getvalue())  # the day of writing would make each file another one


def graphml(graph: nx.MultiGraph) -> bytes:
    """A network as GraphML, whose values are :func:`coerced`."""
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out)
    return out.getvalue()


def _json(graph: nx.MultiGraph) -> bytes:
    return (json.dumps(nx.node_link_data(measured(graph), edges="edges"), ensure_ascii=False, indent=1) + "\n").encode()


def _svg(graph: nx.MultiGraph) -> bytes:
    return picture(graph).svg().encode()


def _png(graph: nx.MultiGraph) -> bytes:
    return picture(graph).png()


FORMS: dict[str, Callable[[nx.MultiGraph], bytes]] = {
    ".gexf": lambda graph: gexf(measured(graph)),
    ".graphml": lambda graph: graphml(measured(graph)),
    ".json": _json,
    ".svg": _svg,
    ".png": _png,
}
"""What writes the network, by the ending of the file."""


def check(path: Path) -> None:
    """Raise ProjectError where the ending of ``path`` is none of a form of the network, or its folder is not there."""
    if path.suffix.lower() not in FORMS:
        raise ProjectError(f"{path}: the network is written as {', '.join(FORMS)}, so the name ends in one of them")
    check_home(path)


def save(graph: nx.MultiGraph, path: Path) -> Path:
    """Write the network into ``path``, in the form that its ending says.

    Raises ProjectError for another ending, a folder that is not there, an empty network, or where the file cannot be written.
    """
    check(path)
    if not graph:
        raise ProjectError(f"{path}: nothing to write, for the network has no links")
    return write(path, FORMS[path.suffix.lower()](graph))
