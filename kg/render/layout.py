"""Where the nodes stand: one seeded layout of the whole graph, so that a page is the same on every machine."""

from __future__ import annotations

import math
import random

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


def layout(graph: Graph) -> dict[str, tuple[int, int]]:
    """Place the joined nodes by Fruchterman and Reingold (1991), and the lone ones in rows below.

    Whole pixels, centred on the origin.
    """
    joined = [node for node in graph if graph.degree(node)]
    lone = [node for node in graph if not graph.degree(node)]
    places = _force_directed(graph, joined)
    bottom = max((y for _, y in places.values()), default=0)
    columns = max(1, math.isqrt(len(graph)) * 2)
    left = -columns * ROOM // 2
    for index, node in enumerate(lone):
        places[node] = (left + index % columns * ROOM, bottom + ROOM * 2 + index // columns * ROOM)
    return places


def _force_directed(graph: Graph, nodes: list[str]) -> dict[str, tuple[int, int]]:
    """Run igraph's layout from a seeded start; parallel edges count once."""
    if not nodes:
        return {}
    index = {node: number for number, node in enumerate(nodes)}
    pairs = sorted({(min(index[a], index[b]), max(index[a], index[b])) for a, b in graph.edges()})
    rng = random.Random(SEED)  # noqa: S311 - a picture, not a secret
    start = [[rng.uniform(-1, 1) * len(nodes) ** 0.5, rng.uniform(-1, 1) * len(nodes) ** 0.5] for _ in nodes]
    igraph.set_random_number_generator(rng)
    try:
        drawn = igraph.Graph(n=len(nodes), edges=pairs).layout_fruchterman_reingold(
            niter=ROUNDS, seed=start, grid="grid" if len(nodes) >= GRID_FROM else "nogrid"
        )
    finally:
        igraph.set_random_number_generator(random)
    drawn.center()
    box = drawn.bounding_box()
    scale = ROOM * len(nodes) ** 0.5 / max(box.width, box.height, 1e-9)
    return {node: (round(x * scale), round(y * scale)) for node, (x, y) in zip(nodes, drawn.coords, strict=True)}
