"""The layers stay apart: who may import what, read off the source."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))

#: A library, and the top-level parts of kg that may import it.
ALLOWED = {
    "spacy": {"annotate", "extract", "read", "reading"},
    "onnxruntime": {"read", "learn"},
    "tokenizers": {"read"},
    "torch": {"learn"},
    "onnx": {"learn"},
    "rdflib": {"graph", "store", "query"},
    "pyoxigraph": {"graph", "store", "query", "increment"},
    "oxrdflib": {"store", "query"},
    "pyshacl": {"graph"},
    "pyvis": {"render"},
    "networkx": {"render"},
    "igraph": {"render"},
    "trafilatura": {"ingest"},
    "htmldate": {"ingest"},
    "py3langid": {"ingest"},
    "click": {"cli"},
    "rich": {"cli"},
}

#: A part of kg, and the parts that it may import besides itself (None: all).
PARTS = {
    "model": set(),
    "errors": set(),
    "ids": {"model"},
    "settings": {"errors", "ids"},
    "ingest": {"model", "errors", "settings"},
    "gazetteer": {"model", "errors", "settings", "ids"},
    "annotate": {"model", "errors", "settings"},
    "extract": {"model", "errors", "settings", "gazetteer"},
    "read": {"model", "errors", "settings", "gazetteer", "extract"},
    "learn": {"model", "errors", "settings", "gazetteer", "extract", "read", "annotate", "ingest"},
    "resolve": {"model", "errors", "settings", "ids", "gazetteer"},
    "graph": {"model", "errors", "settings", "ids"},
    "store": {"model", "errors", "settings", "ids", "graph"},
    "query": {"model", "errors", "settings", "ids", "graph", "store", "view"},
    "render": {"model", "errors", "settings", "ids", "view"},
    "view": {"model"},
    "cli": None,
    "pipeline": None,
    "passes": None,
    "provenance": None,
    "fingerprint": {"settings"},
    "reading": None,
    "report": {"model", "errors"},
    "workers": None,
    "resolution": None,
    "increment": {"model", "errors", "settings", "ids", "gazetteer", "resolve", "graph", "store"},
    "reviewing": None,
    "explaining": None,
    "calibrate": None,
    "train": None,
    "judge": {"model", "extract"},
    "__main__": None,
    "__init__": None,
}


def part_of(path: Path) -> str:
    relative = path.relative_to(ROOT / "kg")
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{a.name}" for a in node.names} if node.module == "kg" else {node.module}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_each_module_imports_only_what_its_layer_may(path):
    part = part_of(path)
    assert part in PARTS, f"add {part!r} to the table of layers"
    for name in imports_of(path):
        first, *rest = name.split(".")
        if first in ALLOWED:
            assert part in ALLOWED[first], f"{part} imports {first}"
        if first == "kg" and rest and rest[0] != part and PARTS[part] is not None:
            assert rest[0] in PARTS[part] | {"__version__"}, f"{part} imports kg.{rest[0]}"


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p) == "extract"], ids=lambda p: p.name)
def test_tokens_are_compared_by_equality(path):
    """spaCy makes a new object each time a token is asked for: ``token.head is token`` never holds at a root."""
    found = re.findall(r"^.*\.head is (?:not )?(?!None).*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found == []


#: A file that is longer is hard to read in one go.
MOST_LINES = 400


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
