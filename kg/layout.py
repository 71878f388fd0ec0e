"""Where the boxes of a drawing go: near what they are linked to, and never over one another.

Positions come from stress majorization (E. Gansner, Y. Koren and S. North, "Graph drawing by stress majorization", 2004): the
distance of two boxes on the page follows their distance in the network. Then boxes that overlap are pushed apart. The same
network is always laid out the same.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

Neighbours = Mapping[str, Sequence[str]]
Point = tuple[float, float]
ROUNDS = 70
MOST_PUSHES = 4000
ACROSS = 2.2  # steps from one group to another
GAP = 10.0  # between two boxes
_TOUCH = 1e-9  # no more than this is no overlap
SPREAD = 1.35  # how much more room the boxes of a part get than they fill, each way


@dataclass(slots=True)
class Box:
    """A box by its middle and its half width and height."""

    x: float
    y: float
    wide: float
    high: float


def laid_out(
    sizes: Mapping[str, tuple[float, float]],
    neighbours: Neighbours,
    groups: Mapping[str, int] | None = None,
    least_wide: float = 0.0,
) -> dict[str, Box]:
    """A box for each name in ``sizes`` (width and height), without overlaps; the parts of the network side by side.

    Neighbours of two ``groups`` stand further apart than those of one. A row of parts is as wide as the widest of them, or as
    ``least_wide``.
    """
    boxes: dict[str, Box] = {}
    top, at, row_high = 0.0, 0.0, 0.0
    parts = parts_of(neighbours)
    widest = least_wide
    for part in parts:
        placed = _part(part, sizes, neighbours, groups or {})
        left, upper = min(b.x - b.wide for b in placed.values()), min(b.y - b.high for b in placed.values())
        wide = max(b.x + b.wide for b in placed.values()) - left
        high = max(b.y + b.high for b in placed.values()) - upper
        widest = max(widest, wide)
        if at and at + wide > widest:
            top, at, row_high = top + row_high + 4 * GAP, 0.0, 0.0
        for name, box in placed.items():
            boxes[name] = Box(box.x - left + at, box.y - upper + top, box.wide, box.high)
        at, row_high = at + wide + 4 * GAP, max(row_high, high)
    return boxes


def parts_of(neighbours: Neighbours) -> list[list[str]]:
    """The connected parts, the largest first."""
    seen: set[str] = set()
    parts = []
    for start in sorted(neighbours):
        if start not in seen:
            part = sorted(_distances(start, neighbours, {}))
            seen |= set(part)
            parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part))


def _distances(start: str, neighbours: Neighbours, groups: Mapping[str, int]) -> dict[str, float]:
    """How far every other is: a step within a group is one, and one to another group ``ACROSS``."""
    found: dict[str, float] = {}
    waiting = [(0.0, start)]
    while waiting:
        far, here = heapq.heappop(waiting)
        if here in found:
            continue
        found[here] = far
        for other in neighbours[here]:
            if other not in found:
                heapq.heappush(waiting, (far + (1.0 if groups.get(here) == groups.get(other) else ACROSS), other))
    return found


def _part(
    part: list[str], sizes: Mapping[str, tuple[float, float]], neighbours: Neighbours, groups: Mapping[str, int]
) -> dict[str, Box]:
    points = _stressed(part, neighbours, groups)
    boxes = {name: Box(*points[name], sizes[name][0] / 2 + GAP / 2, sizes[name][1] / 2 + GAP / 2) for name in part}
    area = sum(4 * box.wide * box.high for box in boxes.values()) * SPREAD**2
    across = max(box.x for box in boxes.values()) - min(box.x for box in boxes.values()) or 1.0
    down = max(box.y for box in boxes.values()) - min(box.y for box in boxes.values()) or 1.0
    # a page is wider than high, and boxes are too
    scale = math.sqrt(area / (across * down))
    for box in boxes.values():
        box.x *= scale * 1.15
        box.y *= scale / 1.15
    _pushed_apart(list(boxes.values()))
    return boxes


def _stressed(part: list[str], neighbours: Neighbours, groups: Mapping[str, int]) -> dict[str, Point]:
    """Points whose distances follow those in the network, by majorization from a circle."""
    far = [_distances(name, neighbours, groups) for name in part]
    count = len(part)
    # a body with many neighbours needs a wider ring around it
    wide = [math.sqrt(1 + len(neighbours[name])) for name in part]
    aim = [[far[i][part[j]] * 2 + (wide[i] + wide[j]) / 4 for j in range(count)] for i in range(count)]
    # of itself it weighs nothing, so that what is computed of that adds nothing
    weight = [[0.0 if i == j else aim[i][j] ** -2 for j in range(count)] for i in range(count)]
    totals = [sum(own) for own in weight]
    ring = sorted(range(count), key=lambda i: (far[0][part[i]], -wide[i], part[i]))
    xs, ys = [0.0] * count, [0.0] * count
    for turn, i in enumerate(ring):
        angle = turn * 2.399963  # the golden angle: nobody starts on a line with others
        xs[i], ys[i] = math.sqrt(turn) * math.cos(angle), math.sqrt(turn) * math.sin(angle)
    sqrt = math.sqrt
    for _ in range(ROUNDS):
        for i in range(count):
            x = y = 0.0
            own_x, own_y = xs[i], ys[i]
            for other_x, other_y, pull, wanted in zip(xs, ys, weight[i], aim[i], strict=True):
                across, down = own_x - other_x, own_y - other_y
                ratio = wanted / (sqrt(across * across + down * down) or 1e-6)
                x += pull * (other_x + across * ratio)
                y += pull * (other_y + down * ratio)
            if totals[i]:
                xs[i], ys[i] = x / totals[i], y / totals[i]
    return {name: (xs[i], ys[i]) for i, name in enumerate(part)}


def _pushed_apart(boxes: list[Box]) -> None:
    """Move boxes that overlap, each the shorter way, until none does."""
    for _ in range(MOST_PUSHES):
        boxes.sort(key=lambda box: (box.x - box.wide, box.y, box.x))
        clear = True
        for i, one in enumerate(boxes):
            for other in islice(boxes, i + 1, None):
                if other.x - other.wide >= one.x + one.wide:
                    break
                # most are far above or below: that is seen here, without a call
                if one.high + other.high - abs(other.y - one.y) > _TOUCH and _parted(one, other):
                    clear = False
        if clear:
            return


def _parted(one: Box, other: Box) -> bool:
    """Push two boxes apart if they overlap; whether they did."""
    across, down = other.x - one.x, other.y - one.y
    over_x, over_y = one.wide + other.wide - abs(across), one.high + other.high - abs(down)
    if over_x <= _TOUCH or over_y <= _TOUCH:
        return False
    if over_x < over_y:
        shift = math.copysign(over_x / 2 + 0.01, across)
        one.x, other.x = one.x - shift, other.x + shift
    else:
        shift = math.copysign(over_y / 2 + 0.01, down)
        one.y, other.y = one.y - shift, other.y + shift
    return True
