"""What the passes do with a store: put documents in and take them out, conclude, and write what is read of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import DocumentError, RunError
from kg.fingerprint import fingerprint
from kg.graph.trig import PACKED
from kg.ids import document_iri
from kg.model import Document
from kg.query.view import page_view
from kg.report import DocumentReport, Outcome, Progress, Read, Report, quiet, skipped, unchanged
from kg.resolution import resolve_store
from kg.settings import DECISIONS, STATE, Settings
from kg.store import STEP, Store
from kg.workers import Readers


def publish(store: Store, out: Path, *, report: Report | None, draw: bool, progress: Progress = quiet) -> None:
    """Write what readers and programs open: the canonical graph, the report and the page."""
    progress("write", 0, "graph.trig")
    store.merge()
    store.dump_trig(out / "graph.trig")
    store.dump_provenance(out / "provenance.trig")
    store.publish()
    if report is not None:
        (out / "report.json").write_text(report.to_json(), encoding="utf-8")
    if draw:
        from kg.render import render  # takes seconds to import, which a build without a page need not wait for

        progress("draw", 0, "graph.html")
        render(page_view(store), out / "graph.html")


def remove_documents(
    store: Store, identifiers: Sequence[str], out: Path, *, settings: Settings, draw: bool = True, progress: Progress
) -> Report:
    """Take documents out of the store, and redo what was concluded from them.

    Raises :class:`RunError`, before anything is touched, when one of them is not there.
    """
    known = {d.identifier for d in store.documents()}
    if missing := [i for i in identifiers if i not in known]:
        raise RunError(f"{missing[0]}: not in this graph; it has {', '.join(sorted(known)[:5])} ...")
    for done, identifier in enumerate(identifiers, start=1):
        progress("remove", done, identifier)
        store.remove_document(identifier)
    totals = resolve_store(store, settings, decisions=out / DECISIONS)
    publish(store, out, report=None, draw=draw, progress=progress)
    return Report(tuple(DocumentReport(i, "removed", i) for i in identifiers), totals)


def conclude_again(store: Store, out: Path, *, settings: Settings, progress: Progress = quiet) -> dict[str, int]:
    """Redo what was concluded from the documents, after a person's decision; return how much there is of what."""
    progress("resolve", 0, "who is who, and what is one event")
    totals = resolve_store(store, settings, decisions=out / DECISIONS)
    publish(store, out, report=None, draw=True, progress=progress)
    return totals


def first_pass(
    store: Store,
    items: Iterable[Document | DocumentError],
    out: Path,
    readers: Readers,
    settings: Settings,
    progress: Progress,
    kept: dict[str, bytes],
) -> Iterator[DocumentReport]:
    """Store each document that is new or changed, and keep its text layer; report each in turn."""
    state = _read_state(out / STATE)
    print_of_rules = fingerprint(settings)
    known = {d.identifier: d.iri for d in store.documents()}
    early: list[DocumentReport] = []

    def fresh() -> Iterator[Document]:
        for item in items:
            if isinstance(item, DocumentError):
                early.append(skipped(item))
            elif state.get(item.identifier) == (mark := _mark(item, print_of_rules)) and known.get(
                item.identifier
            ) == document_iri(item, settings.base):
                early.append(unchanged(item))
            else:
                marks[item.identifier] = mark
                yield item

    marks: dict[str, str] = {}
    try:
        read_so_far = 0
        for outcomes in _steps(readers.read(fresh()), lambda: store.catch_up() if readers.here else None):
            for report in store_some(store, outcomes, kept):
                read_so_far += 1
                progress("read", read_so_far, report.source)
                if report.identifier is not None:
                    state[report.identifier] = marks[report.identifier]
                yield report
        yield from early
    finally:
        (out / STATE).write_text(json.dumps(state, indent=0, sort_keys=True), encoding="utf-8")


def _steps(outcomes: Iterable[Outcome], between: Callable[[], None]) -> Iterator[list[Outcome]]:
    """Gather what is put into the store in one step: at half the cost of one by one, and little is lost when killed.

    ``between`` is called after a step, before more is read.
    """
    step: list[Outcome] = []
    size = 0
    for outcome in outcomes:
        step.append(outcome)
        size += len(outcome.graph) * PACKED if isinstance(outcome, Read) else 0
        if size > STEP:
            yield step
            between()
            step, size = [], 0
    if step:
        yield step


def store_some(store: Store, outcomes: Iterable[Outcome], kept: dict[str, bytes]) -> list[DocumentReport]:
    """Put the text layers of some documents into the store, each whole or not at all; report each in turn.

    They are added to ``kept``, for the second pass.
    """
    reports: list[DocumentReport] = []
    good: list[tuple[str, str, bytes]] = []
    for outcome in outcomes:
        if isinstance(outcome, DocumentError):
            reports.append(skipped(outcome))
            continue
        reports.append(outcome.report)
        good.append((outcome.identifier, outcome.iri, outcome.graph))
        kept[outcome.iri] = outcome.kept
    store.put_documents(good)
    return reports


def _mark(document: Document, rules: str) -> str:
    return (
        f"{rules[:20]} {document.sha256[:20]} {document.published} {document.publisher} {document.url} {document.title}"
    )


def _read_state(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}  # nothing is known of earlier builds: everything is read again
