"""Where the nodes stand: one seeded layout of the whole graph, so that a page is the same on every machine."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import igraph

from kg.render.network import Graph

#: Any fixed number does; the same one gives the same picture.
SEED = 7
#: From here on the grid variant, which looks at near nodes only: 0.5 to 1 s at 5,000 nodes.
GRID_FROM = 1000
#: Rounds of the layout. More than this moved nodes by less than a node's width on 1,000 nodes.
ROUNDS = 400
#: Pixels of room per node: the side of the square that each gets on average.
ROOM = 90
#: Parts of the graph that are packed around the largest; smaller ones stand in rows below.
PACKED = 800
#: Standard deviation of an even spread over a side of 1, as a share of it: the square root of 1/12, rounded up.
DEVIATION = 0.3
#: A coordinate that spreads less than this (in igraph's units, where a line is about 1 long) is taken for a line.
FLAT = 0.35
#: How much of the way along the spiral the next, smaller circle goes back to look for a gap: one part in this many.
BACK = 4
#: The turn from one try to the next: the golden angle, which leaves no direction out.
TURN = math.pi * (3 - math.sqrt(5))

type Point = tuple[float, float]


def layout(graph: Graph) -> dict[str, tuple[int, int]]:
    """Place each connected part by Fruchterman and Reingold (1991), the parts around the largest, lone nodes below.

    Whole pixels, with the largest part at the origin.
    """
    numbers = {node: number for number, node in enumerate(graph)}
    pairs = sorted({(min(numbers[a], numbers[b]), max(numbers[a], numbers[b])) for a, b in graph.edges()})
    whole = igraph.Graph(n=len(numbers), edges=pairs)
    parts = sorted((part for part in whole.connected_components() if len(part) > 1), key=lambda p: (-len(p), p))
    places: dict[int, Point] = {}
    rows = [[number] for number in range(len(numbers)) if whole.degree(number) == 0]
    drawn = [(part, _drawn(whole.induced_subgraph(part))) for part in parts[:PACKED]]
    for (part, points), (x, y) in zip(drawn, _packed([_radius(points) for _, points in drawn]), strict=True):
        places.update({number: (x + dx, y + dy) for number, (dx, dy) in zip(part, points, strict=True)})
    _in_rows([*parts[PACKED:], *rows], places)
    return {node: (round(places[number][0]), round(places[number][1])) for node, number in numbers.items()}


def _drawn(part: igraph.Graph) -> list[Point]:
    """Draw one connected part around its centre, from a seeded start."""
    count = part.vcount()
    rng = random.Random(SEED)  # noqa: S311 - a picture, not a secret
    start = [[rng.uniform(-1, 1) * count**0.5, rng.uniform(-1, 1) * count**0.5] for _ in range(count)]
    igraph.set_random_number_generator(rng)
    try:
        found = part.layout_fruchterman_reingold(
            niter=ROUNDS, seed=start, grid="grid" if count >= GRID_FROM else "nogrid"
        )
    finally:
        igraph.set_random_number_generator(random)
    xs, ys = _spread([x for x, _ in found.coords]), _spread([y for _, y in found.coords])
    return list(zip(xs, ys, strict=True))


def _spread(values: list[float]) -> list[float]:
    """Centre one coordinate and stretch it to the room that so many nodes need, which rounds a flat picture."""
    middle = sum(values) / len(values)
    spread = math.sqrt(sum((value - middle) ** 2 for value in values) / len(values))
    scale = ROOM * DEVIATION * len(values) ** 0.5 / max(spread, FLAT)
    return [(value - middle) * scale for value in values]


def _radius(points: Sequence[Point]) -> float:
    return max(math.hypot(x, y) for x, y in points) + ROOM / 2


def _packed(radii: Sequence[float]) -> list[Point]:
    """Put circles, the largest first, each at the first free spot of a spiral from the centre.

    What cannot be free is not tried: what the first circle covers, and where another of the same size found no room.
    """
    placed: list[tuple[float, float, float]] = []
    tried: dict[float, tuple[int, int]] = {}
    step = 0
    for radius in radii:
        first = step = max(step - step // BACK, _outside(placed[0][2] + radius) if placed else 0)
        low, high = tried.get(radius, (step, step))
        if low <= step <= high:
            first, step = low, high
        x, y = _on_spiral(step)
        while any(math.hypot(x - a, y - b) < radius + other for a, b, other in placed):
            step += 1
            x, y = _on_spiral(step)
        tried[radius] = first, step
        placed.append((x, y, radius))
    return [(x, y) for x, y, _ in placed]


def _on_spiral(step: int) -> Point:
    far = math.sqrt(step) * ROOM / 2
    return far * math.cos(step * TURN), far * math.sin(step * TURN)


def _outside(distance: float) -> int:
    """Return the last step of the spiral that is nearer to the centre than a distance."""
    return max(0, math.ceil((distance * 2 / ROOM) ** 2) - 1)


def _in_rows(parts: Sequence[Sequence[int]], places: dict[int, Point]) -> None:
    """Put what is left in rows below the picture."""
    bottom = max((y for _, y in places.values()), default=0.0) + ROOM
    columns = max(1, math.isqrt(len(places) + sum(map(len, parts))) * 2)
    for index, number in enumerate(number for part in parts for number in part):
        places[number] = ((index % columns - columns / 2) * ROOM, bottom + ROOM * (1 + index // columns))
