"""The graph as files for other drawing programs: GraphML (yEd, Cytoscape) and GEXF (Gephi), written by networkx."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import RunError
from kg.render.network import to_networkx
from kg.view import PageView

WRITERS: dict[str, Callable[..., Any]] = {"graphml": nx.write_graphml, "gexf": nx.write_gexf}


def export(view: PageView, path: Path, form: str) -> None:
    """Write the graph in one of :data:`WRITERS`; raise :class:`RunError` on another form or an unwritable path."""
    if form not in WRITERS:
        raise RunError(f"{form!r} is no form to draw in; there are {', '.join(WRITERS)}")
    try:
        WRITERS[form](to_networkx(view), path, encoding="utf-8")
    except OSError as error:
        raise RunError(f"{path}: cannot be written ({error.strerror}); give another --out") from error
