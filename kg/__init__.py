"""Line of Sight: a knowledge graph, with cited answers, of how English children's services are held to account.

``kg.open()`` gives the graph of a published store::

    import kg

    graph = kg.open()
    for row in graph.ask("recommendations_by_theme", theme="early-help"):
        print(row["text"], "-", row["quote"])
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.versions.changes import Difference

__all__ = ["__version__", "diff", "open"]
__version__ = "0.1.0"


def open(place: str | Path | None = None, project: str | Path | None = None) -> Graph:  # noqa: A001 - reads as kg.open()
    """The graph in the store at ``place``, a folder or the URL of a SPARQL server (:mod:`kg.remote`).

    Without ``place`` it is where ``KG_STORE`` says, else in the folder ``store`` here.

    ``project`` is the folder with the stored questions, by default as :mod:`kg.project` finds it. Raises
    :class:`kg.project.ProjectError` where there is no store.
    """
    from kg.graph import Graph

    return Graph.open(place, project)


def diff(old: str | Path, new: str | Path) -> Difference:
    """What differs between two versions of a graph: the list of its changes, with ``.tallies`` and ``.rows()`` (for frames).

    Each version is the folder of a store, or of a version of one, or a file of N-Quads, which may be gzipped. Raises
    :class:`kg.project.ProjectError`, with the line where there is one, where it cannot be read.
    """
    from kg.versions.comparison import compare
    from kg.versions.contents import Contents

    return compare(Contents.read(old), Contents.read(new))
