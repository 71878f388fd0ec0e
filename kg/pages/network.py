"""The partner network: a picture to explore, the same in tables, and as files; all of them of the links that are asked for."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import networkx as nx

from kg import graphfiles
from kg.linkages import Linkages
from kg.network import is_exact, network_of
from kg.pages.asked import POLICY, Asked, Made
from kg.pages.desk import Desk
from kg.pages.facts import vocabulary
from kg.pages.links import labels
from kg.pages.parameters import NARROWING, paged
from kg.pages.partners import MOST_LAID, MOST_MEASURED, letter, linkages, stands, told, wanted, written
from kg.pages.showing import dated
from kg.project import ProjectError
from kg.vocab import PREFIXES

AT_ONCE = 100  # rows of a table
MEDIA = {
    ".gexf": "application/gexf+xml; charset=utf-8",
    ".graphml": "application/graphml+xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
}
# what the tables can be sorted by: the value of a row, and whether the largest comes first
BODIES: dict[str, tuple[Callable[[dict[str, Any]], Any], bool]] = {
    "partners": (lambda row: (row["partners"], row["betweenness"]), True),
    "links": (lambda row: row["links"], True),
    "betweenness": (lambda row: row["betweenness"], True),
    "community": (lambda row: row["community"], False),
    "name": (lambda row: row["label"].casefold(), False),
    "kind": (lambda row: row["kind"], False),
}
LINKS: dict[str, tuple[Callable[[dict[str, Any]], Any], bool]] = {
    "one": (lambda row: (row["one"].casefold(), row["other"].casefold()), False),
    "other": (lambda row: (row["other"].casefold(), row["one"].casefold()), False),
    "link": (lambda row: row["kind"], False),
    "date": (lambda row: row["first"] or "9999", False),
    "sure": (lambda row: row["how_sure"], False),
    "document": (lambda row: row["title"].casefold(), False),
}


@dataclass(frozen=True)
class Table:
    """A part of the rows of a table, and how it is sorted and goes on."""

    rows: Sequence[dict[str, Any]]
    total: int
    page: int
    pages: int
    sort: str
    down: bool


def network(desk: Desk, asked: Asked) -> Made:
    """The page."""
    known = linkages(desk)
    want = wanted(asked, known)
    kept = known.wanted(want)
    graph = network_of(known, want)
    titles = labels(desk, {link.document for link in known.links})
    bodies = [
        {
            **graph.nodes[body],
            "kind": _called(desk, graph.nodes[body]["kind"]),
            "body": body,
            "partners": partners,
            "betweenness": betweenness,
            "community": community,
            "letter": letter(community),
            "links": graph.degree(body),
        }
        for body, (partners, betweenness, community) in stands(desk, graph, want).items()
    ]
    bodies.sort(key=lambda one: (-one["partners"], one["label"], one["body"]))
    rows = [
        {
            **link.told(),
            "one": known.bodies[link.subject]["label"],
            "other": known.bodies[link.object]["label"],
            "title": titles[link.document],
            "how_sure": sure or "",
            "when": _when(link.date, link.until, bool(link.event)),
        }
        for link, sure in kept
    ]
    days = sorted(day for link in known.links for day in (link.first, link.last) if day)
    return desk.html(
        asked,
        "network.html",
        {
            "want": want,
            "bodies": _table(asked, bodies, BODIES, "bodies"),
            "links": _table(asked, rows, LINKS, "links"),
            "all_bodies": len(known.bodies),
            "all_links": len(known.links),
            "undated": sum(not (link.first or link.last) for link, _ in kept),
            "kinds": _kinds(known),
            "documents": sorted(titles.items(), key=lambda one: one[1].casefold()),
            "names": sorted({data["label"] for data in known.bodies.values()}, key=str.casefold),
            "body": known.bodies.get(want.body),
            "exact": is_exact(graph),
            "whole_measured": len(known.bodies) > MOST_MEASURED and MOST_MEASURED,
            "drawable": 0 < len(graph) <= MOST_LAID,
            "communities": _communities(bodies),
            "first": days[0] if days else "",
            "last": days[-1] if days else "",
            "query": _query(asked),
            "changed": lambda **changes: _changed(asked, changes),
            "asking": bool(want.as_of or want.since or want.until),
        },
    )


def _called(desk: Desk, kinds: str) -> str:
    """What people call the most special of some classes, which are given by their names in IRIs."""
    known = vocabulary(desk)
    special = known.special(f"{PREFIXES['los']}{one}" for one in kinds.split(", ") if one)
    called = ", ".join(known.labels.get(one, one.rsplit("/", 1)[-1]) for one in special)
    return called[:1].upper() + called[1:]


def data(desk: Desk, asked: Asked) -> Made:
    """The network as JSON."""
    known = linkages(desk)
    body = json.dumps(told(desk, asked, known, wanted(asked, known)), ensure_ascii=False)
    return Made(body.encode(), "application/json", headers=_HEADERS)


def rows(desk: Desk, asked: Asked) -> Made:
    """The links as CSV, the words of each beside it."""
    known = linkages(desk)
    out = io.StringIO()
    writer = csv.writer(out)  # ends lines with CR LF, as the standard has it
    writer.writerow(["subject_name", "object_name", "how_sure", *known.links[0].told()] if known.links else [])
    for link, sure in known.wanted(wanted(asked, known)):
        ends = (known.bodies[end]["label"] for end in (link.subject, link.object))
        writer.writerow([*ends, sure or "", *link.told().values()])
    return _saved(out.getvalue().encode(), "text/csv; charset=utf-8", "csv")


def gexf(desk: Desk, asked: Asked) -> Made:
    """The network as GEXF, for Gephi."""
    return _saved(graphfiles.gexf(_written(desk, asked)), MEDIA[".gexf"], "gexf")


def graphml(desk: Desk, asked: Asked) -> Made:
    """The network as GraphML."""
    return _saved(graphfiles.graphml(_written(desk, asked)), MEDIA[".graphml"], "graphml")


def svg(desk: Desk, asked: Asked) -> Made:
    """A drawing of the network as SVG."""
    return _drawing(desk, asked, ".svg")


def png(desk: Desk, asked: Asked) -> Made:
    """A drawing of the network as PNG."""
    return _drawing(desk, asked, ".png")


_HEADERS = (("Content-Security-Policy", POLICY), ("Access-Control-Allow-Origin", "*"))


_NOTHING = "no link is as you ask, so there is nothing to write"


def _written(desk: Desk, asked: Asked) -> nx.MultiGraph:
    """The network that :func:`data` gives, for a file."""
    known = linkages(desk)
    graph = written(told(desk, asked, known, wanted(asked, known)))
    if not graph:
        raise ProjectError(_NOTHING)
    return graph


def _drawing(desk: Desk, asked: Asked, form: str) -> Made:
    known = linkages(desk)
    graph = network_of(known, wanted(asked, known))
    if not graph:
        raise ProjectError(_NOTHING)
    if len(graph) > MOST_LAID:
        raise ProjectError(f"{len(graph):,} bodies are too many for a drawing to be read; ask for {MOST_LAID} or fewer")
    return _saved(graphfiles.FORMS[form](graph), MEDIA[form], form[1:])


def _saved(body: bytes, media: str, form: str) -> Made:
    """A file to keep, with a name."""
    return Made(body, media, headers=(*_HEADERS, ("Content-Disposition", f'attachment; filename="network.{form}"')))


def _table(asked: Asked, found: Sequence[dict[str, Any]], sorts: Any, name: str) -> Table:
    default = next(iter(sorts))
    sort = asked.one(f"{name}_by", default)
    if sort not in sorts:
        raise ProjectError(f"the table of {name} is sorted by {', '.join(sorts)}, not by {sort!r}")
    value, down = sorts[sort]
    down ^= asked.one(f"{name}_order") == "other"
    ordered = sorted(found, key=value, reverse=down)
    pages = max(1, -(-len(ordered) // AT_ONCE))
    page = min(paged(asked, f"{name}_page"), pages)
    return Table(ordered[(page - 1) * AT_ONCE : page * AT_ONCE], len(ordered), page, pages, sort, down)


def _query(asked: Asked) -> str:
    """The filters as they go into another address: "" or with the question mark."""
    kept = [(name, value) for name, value in asked.given if name in NARROWING and value.strip()]
    return "?" + urlencode(kept) if kept else ""


def _changed(asked: Asked, changes: dict[str, object]) -> str:
    """The address of this page with other values of parameters; "" leaves one out."""
    kept = [(name, value) for name, value in asked.given if name not in changes and value.strip()]
    kept += [(name, str(value)) for name, value in changes.items() if value]
    return f"{asked.root}/network" + ("?" + urlencode(kept) if kept else "")


def _kinds(known: Linkages) -> list[tuple[str, int]]:
    found = Counter(link.kind for link in known.links)
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _communities(bodies: Sequence[dict[str, Any]]) -> list[tuple[str, int, list[dict[str, Any]]]]:
    """Each community by its mark: how many bodies, and those of the most partners."""
    found: dict[int, list[dict[str, Any]]] = {}
    for one in bodies:
        found.setdefault(one["community"], []).append(one)
    return [(letter(number), len(members), members[:3]) for number, members in sorted(found.items())]


def _when(date: str, until: str, event: bool) -> str:
    """When a link was there, in words."""
    if not date and not until:
        return "undated"
    if event or not until or date == until:
        return dated(date or until)
    return f"{dated(date)} to {dated(until)}" if date else f"until {dated(until)}"
