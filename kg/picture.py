"""A picture of the partner network in which each name can be read: no label lies on another."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

import networkx as nx

from kg.drawing import Curve, Dot, Drawing, Words, width
from kg.layout import laid_out

SIZE, LEADING = 15.0, 1.16
MOST_WIDE = 190.0  # of a label; longer ones are broken into lines
MARGIN, HEAD, KEY_LINE = 50.0, 120.0, 27.0
KEY_ROWS, KEY_WIDE = 7, 330.0
DOT = "#33383d"
# told apart also by people who do not see red and green (P. Tol, "Colour schemes", 2021), the last for all further kinds
COLOURS = ("#4477aa", "#ee6677", "#228833", "#aa3377", "#66aabb", "#b58900", "#ee7733", "#004488", "#997700", "#bbbbbb")


def picture(graph: nx.MultiGraph) -> Drawing:
    """The drawing of the network: a dot for each body, larger with more partners, and a curve for each kind of link."""
    neighbours = {str(body): sorted({str(other) for other in graph[body]}) for body in graph}
    labels = {body: _lines(str(graph.nodes[body].get("label", body))) for body in neighbours}
    radius = {body: 4 + 1.6 * math.sqrt(len(others)) for body, others in neighbours.items()}
    sizes = {
        body: (max(width(line, SIZE) for line in lines), 2 * radius[body] + len(lines) * SIZE * LEADING + 4)
        for body, lines in labels.items()
    }
    boxes = laid_out(sizes, neighbours)
    colours = _colours(graph)
    key = min(len(colours), KEY_ROWS) * KEY_LINE
    wide = max(box.x + box.wide for box in boxes.values()) + 2 * MARGIN
    high = max(box.y + box.high for box in boxes.values()) + 2 * MARGIN + HEAD + key
    place = {body: (box.x + MARGIN, box.y - box.high + radius[body] + 5 + MARGIN + HEAD) for body, box in boxes.items()}
    drawing = Drawing(
        max(wide, 900, MARGIN + -(-len(colours) // KEY_ROWS) * KEY_WIDE), high, str(graph.graph.get("name", "Network"))
    )
    drawing.shapes += _heading(graph, len(neighbours))
    drawing.shapes += _links(graph, place, colours)
    for body, (x, y) in place.items():
        partners = len(neighbours[body])
        said = f"{' '.join(labels[body])}: {partners} partner{'s' if partners != 1 else ''}"
        drawing.shapes.append(Dot(x, y, radius[body], DOT, said))
    for body, (x, y) in place.items():
        for number, line in enumerate(labels[body], 1):
            drawing.shapes.append(Words(x, y + radius[body] + number * SIZE * LEADING - 2, line, SIZE, anchor="middle"))
    drawing.shapes += _key(graph, colours, high - MARGIN - key + KEY_LINE)
    return drawing


def _lines(label: str) -> list[str]:
    """A label in as few lines as its width allows, of about the same length."""
    whole = width(label, SIZE)
    wanted = whole / max(1, math.ceil(whole / MOST_WIDE)) * 1.05
    lines, line = [], ""
    for word in label.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, SIZE) > wanted:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _colours(graph: nx.MultiGraph) -> dict[str, str]:
    """A colour for each kind of link, the most frequent first."""
    kinds = Counter(str(data["kind"]) for _, _, data in graph.edges(data=True))
    ordered = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return {kind: COLOURS[min(number, len(COLOURS) - 1)] for number, kind in enumerate(ordered)}


def _links(graph: nx.MultiGraph, place: dict[str, tuple[float, float]], colours: dict[str, str]) -> Iterable[Curve]:
    pairs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one, other, data in graph.edges(data=True):
        pairs[min(one, other), max(one, other)][str(data["kind"])] += 1
    sure = {
        (min(a, b), max(a, b), str(data["kind"])) for a, b, data in graph.edges(data=True) if data.get("how_sure") != "possible"
    }
    rank = {kind: number for number, kind in enumerate(colours)}
    # the most frequent kinds lie at the bottom, so that the rare ones are seen
    drawn = sorted(((rank[kind], pair, kind) for pair, kinds in pairs.items() for kind in kinds))
    for _, (one, other), kind in drawn:
        kinds = sorted(pairs[one, other], key=rank.__getitem__)
        bend = (kinds.index(kind) - (len(kinds) - 1) / 2) * 0.12 + 0.06
        count = pairs[one, other][kind]
        names = f"{graph.nodes[one].get('label', one)} – {kind} – {graph.nodes[other].get('label', other)}"
        said = names + (f" ({count} passages)" if count > 1 else "")
        opacity = 0.62 if (one, other, kind) in sure else 0.22
        yield Curve(*place[one], *place[other], colours[kind], min(1.2 + 0.4 * math.sqrt(count), 4), bend, opacity, said)


def _heading(graph: nx.MultiGraph, bodies: int) -> list[Words]:
    when = f" as of {graph.graph['as_of']}" if graph.graph.get("as_of") else ""
    pale = " A pale link is only possible on that day." if when else ""
    said = f"{bodies} bodies, {graph.number_of_edges()} links{when}. A larger dot has more partners.{pale}"
    return [
        Words(MARGIN, MARGIN + 20, str(graph.graph.get("name", "Network")), 34, bold=True),
        Words(MARGIN, MARGIN + 54, said, 19, "#555555"),
    ]


def _key(graph: nx.MultiGraph, colours: dict[str, str], top: float) -> Iterable[Curve | Words]:
    kinds = Counter(str(data["kind"]) for _, _, data in graph.edges(data=True))
    for number, (kind, colour) in enumerate(colours.items()):
        x, y = MARGIN + number // KEY_ROWS * KEY_WIDE, top + number % KEY_ROWS * KEY_LINE
        yield Curve(x, y, x + 54, y, colour, 4)
        yield Words(x + 68, y + 6, f"{kind} ({kinds[kind]})", 18)
