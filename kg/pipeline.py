"""The two passes, as a table of contents.

Per document: ingest -> annotate -> extract -> graph -> store. Per corpus: resolve -> store, then query and render. Each
document is stored in one transaction, so that a build that is killed leaves a whole store.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import RunError
from kg.report import Progress, Report, quiet
from kg.settings import DECISIONS, STATE, STORE, Settings
from kg.workers import Readers, is_much


def build(
    sources: Sequence[str],
    out: Path,
    *,
    metadata: Path | None = None,
    settings: Settings | None = None,
    draw: bool = True,
    progress: Progress = quiet,
) -> Report:
    """Build or update the graph in ``out`` from the sources (none: the sample corpus).

    Writes ``store/``, ``graph.trig``, ``provenance.trig``, ``report.json`` and, if ``draw``, ``graph.html``.
    Raises :class:`RunError` when nothing can be written there or nothing could be read at all.
    """
    settings = settings or Settings()
    started = datetime.now(UTC)
    _make(out)
    with Readers(settings) as readers:
        if not (out / STATE).exists() and is_much(sources):
            readers.begin()
        # What follows takes half a second to import, in which the readers begin to load the pipeline.
        from kg.ingest import read, sample_sources
        from kg.passes import first_pass, publish
        from kg.provenance import record_run
        from kg.resolution import load_tables, resolve_store
        from kg.store import open_store

        load_tables(settings)
        with open_store(out / STORE) as store:
            kept: dict[str, bytes] = {}
            progress("start", 0, "loading the pipeline")
            items = read(sources or sample_sources(), metadata=metadata)
            outcome = list(first_pass(store, items, out, readers, settings, progress, kept))
            readers.hang_up()
            progress("resolve", 0, "who is who, and what is one event")
            totals = resolve_store(store, settings, decisions=out / DECISIONS, kept=kept)
            report = Report(tuple(outcome), totals)
            record_run(store, settings, started, kept)
            publish(store, out, report=report, draw=draw, progress=progress)
    return report


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise RunError(f"{out}: cannot be written ({error.strerror}); choose another folder with --out") from error
