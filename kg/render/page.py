"""The page: one HTML file that needs nothing else, and lets no text from an article run.

Every node and edge goes through :class:`pyvis.network.Network`, which fills a template and environment of our own:
pyvis's template loads files from the network and runs titles as HTML. The file's Content-Security-Policy names the
hashes of its own scripts and style and forbids everything else, so that even a fault in the script could load or run
nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.errors import RunError
from kg.render.layout import layout
from kg.render.network import Graph, to_networkx
from kg.render.pack import Packer, as_json
from kg.render.plain import PlainStatement, plain_statements
from kg.view import PageView

TEMPLATE = "page.html"
STYLE = "page.css"
#: The page's own script, in the order in which the parts need each other.
SCRIPTS = ("data.js", "dom.js", "shapes.js", "story.js", "evidence.js", "picture.js", "overview.js", "table.js",
           "timeline.js", "filters.js", "search.js", "share.js", "main.js")  # fmt: skip
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"


class _Ids(list[str]):
    """A list of ids that knows its members by a set: pyvis asks ``in`` for every node and edge that it adds."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._seen: set[str] = set()

    def append(self, item: str) -> None:
        """Add an id."""
        super().append(item)
        self._seen.add(item)

    def __contains__(self, item: object) -> bool:
        """Tell in constant time whether the id is there."""
        return item in self._seen


def _inline(script: str) -> Markup:
    """Mark a file of ours as safe to stand in a script or style element, having made sure that it cannot end it."""
    if "</script" in script.lower() or "</style" in script.lower():
        raise RunError("a file of the page would end its own element; reinstall attest-kg")
    return Markup(script)  # noqa: S704 - files of this package and of pyvis, never text of an article


def _template_text(name: str) -> str:
    return (files("kg.render") / "templates" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """Read vis-network from the pyvis wheel, without the line that sends a debugger looking for a source map."""
    text = (files("pyvis") / VIS_NETWORK).read_text(encoding="utf-8")
    return text.split("\n//# sourceMappingURL")[0]


def _hash_source(text: str) -> str:
    """Name a text as a Content-Security-Policy does."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Write the Content-Security-Policy: these scripts and styles, pictures made by the page itself, nothing else."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(_hash_source(script) for script in scripts),
        "style-src": " ".join(_hash_source(style) for style in styles),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def network(graph: Graph) -> Network:
    """Give pyvis every node and edge: directed, or it drops parallel edges; no titles, which it runs as HTML."""
    places = layout(graph)
    net = Network(directed=True, cdn_resources="in_line")
    net.node_ids = _Ids()
    for iri, facts in graph.nodes(data=True):
        x, y = places[iri]
        net.add_node(iri, label=facts["label"] or iri, x=x, y=y, type=facts["type"])
    for source, target, facts in graph.edges(data=True):
        kept = {name: facts[name] for name in ("kind", "iri", "role")}
        net.add_edge(source, target, **kept)
    return net


def _environment(view: PageView, statements: tuple[PlainStatement, ...]) -> Environment:
    """Make an environment with escaping on, undefined names an error, and what pyvis does not know as globals."""
    environment = Environment(
        loader=PackageLoader("kg.render"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    script = "(() => {\n'use strict';\n" + "".join(_template_text(f"js/{name}") for name in SCRIPTS) + "})();\n"
    style, vis = _template_text(STYLE), _vis_network()

    def island(nodes: list[Mapping[str, Any]], edges: list[Mapping[str, Any]]) -> Markup:
        return _inline(as_json(Packer(view).island(nodes, edges)))

    parts = {"style": style, "vis": vis, "script": script}
    environment.globals.update({name: _inline(text) for name, text in parts.items()})
    environment.globals.update(
        island=island,
        policy=Markup(policy((vis, script), (style,))),  # noqa: S704 - hashes and keywords only
        view=view,
        statements=statements,
    )
    return environment


def page(view: PageView) -> str:
    """Write the page's HTML. The same view gives the same text."""
    net = network(to_networkx(view))
    net.path = TEMPLATE
    net.templateEnv = _environment(view, plain_statements(view))
    return str(net.generate_html())


def render(view: PageView, path: Path) -> None:
    """Write the page to ``path``; raise :class:`RunError` when that cannot be done."""
    try:
        path.write_text(page(view), encoding="utf-8", newline="\n")
    except OSError as error:
        raise RunError(f"{path}: cannot be written ({error.strerror}); give another --out") from error
