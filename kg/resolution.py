"""The second pass: from the text layer of every document in the store to who is who and what is one event.

For a few changed documents only what hangs on them is concluded again (:mod:`kg.increment`); otherwise everything is
thrown away and concluded anew, with the same result. Persons' decisions are read from ``OUT/decisions.csv`` and outrank
every rule.
"""

from __future__ import annotations

import gc
import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg import ids
from kg.errors import RunError
from kg.gazetteer import load_gazetteer
from kg.graph.blocks import Blocks
from kg.increment.codec import FORMAT
from kg.increment.everything import Graphs, Pass, everything
from kg.increment.index import Index
from kg.increment.known import TextLayer, gist_of, gists_of, layers_of
from kg.increment.update import update
from kg.model import ClaimLink, Decision, Entity, Eventuality, Span
from kg.resolve.assemble import Lookup
from kg.resolve.decisions import told_apart
from kg.resolve.entities import resolve_entities
from kg.resolve.events import resolve_events
from kg.resolve.review import parse
from kg.settings import Settings, schema_path
from kg.store import Store

#: The index of the second pass, in the folder of the store.
INDEX = "resolution.sqlite"
#: From this share of the documents on, concluding everything anew costs less than what hangs on the changed ones.
MANY_CHANGED = 0.25
_RULES = "rules"
#: So many objects are made before the garbage collector looks through the young ones: against 700, a quarter of the
#: processor time of concluding what 200 documents tell.
YOUNG_OBJECTS = 50_000


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What was concluded from the text layers of a corpus."""

    layers: tuple[TextLayer, ...]
    entities: tuple[Entity, ...]
    decisions: tuple[Decision, ...]
    eventualities: tuple[Eventuality, ...]
    claim_links: tuple[ClaimLink, ...]


def load_tables(settings: Settings) -> None:
    """Load what the second pass reads, in time for it."""
    _known(settings, _fingerprint(settings))


def resolve_store(
    store: Store, settings: Settings, *, decisions: Path, kept: Mapping[str, bytes] | None = None
) -> dict[str, int]:
    """Bring the resolution and shortcut graphs of a store up to date; return how much there is of what.

    ``decisions`` is the file of persons' decisions, which need not exist; ``kept`` has the text layers of documents
    that were just put into the store (:func:`kg.increment.known.keep`), by IRI.
    """
    kept = kept or {}
    judged = persons_words(decisions)
    path = store.folder / INDEX if store.folder else None
    with _seldom_collected():
        try:
            return _resolve(store, settings, judged, path, kept)
        except sqlite3.DatabaseError:  # cut short by a crash, or not an index at all
            if path is None:
                raise
            path.unlink(missing_ok=True)
            return _resolve(store, settings, judged, path, kept)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Let the garbage collector look seldom: what is made in the pass and forgotten goes without it."""
    known = gc.get_threshold()
    gc.set_threshold(max(known[0], YOUNG_OBJECTS), *known[1:])
    try:
        yield
    finally:
        gc.set_threshold(*known)


def _resolve(
    store: Store, settings: Settings, judged: list[Decision], path: Path | None, kept: Mapping[str, bytes]
) -> dict[str, int]:
    tables = _fingerprint(settings)
    known, rules = _known(settings, tables), ids.digest(tables, FORMAT, repr(sorted(map(repr, judged))))
    if path is not None and path.exists():
        with Index(path) as index:
            changed = store.changed()
            if index.mark(_RULES) == rules and len(changed) <= MANY_CHANGED * index.total("document"):
                _update(store, Pass(index, judged, known, settings.base), changed, kept)
                store.settled()
                return _totals(index)
        path.unlink()  # killed on the way, the next build finds none, and works everything out again
    with Index(path, anew=True) as index:
        _everything(store, Pass(index, judged, known, settings.base), kept)
        index.set_mark(_RULES, rules)
        totals = _totals(index)
    store.settled()
    return totals


def _update(store: Store, given: Pass, changed: set[str], kept: Mapping[str, bytes]) -> None:
    """Conclude what hangs on changed documents."""
    added = sorted(iri for iri in changed if store.holds(iri))
    removed = given.index.texts("document", "iri", "iri", changed)
    if added or removed:
        gists = gists_of(store, added, kept, told_apart(given.judgements))
        patch = update(given, {gist.iri: gist for gist, _ in gists}, removed)
        store.patch_graph(patch.removed, patch.added)


def _everything(store: Store, given: Pass, kept: Mapping[str, bytes]) -> None:
    """Conclude everything anew."""
    graphs = Graphs(Blocks(store.folder, feed=store.feeder(ids.RESOLUTION_GRAPH)), Blocks(store.folder))
    everything(given, gists_of(store, store.document_graphs(), kept, told_apart(given.judgements)), graphs)
    store.write_graph(ids.RESOLUTION_GRAPH, graphs.resolution)
    store.write_graph(ids.SHORTCUTS_GRAPH, graphs.shortcuts)


def _totals(index: Index) -> dict[str, int]:
    return {
        "documents": index.total("document"),
        "entities": index.total("entity"),
        "eventualities": index.total("eventuality"),
        "claims": index.total("document", "SUM(claims)"),
        "claim links": index.total("link"),
    }


@lru_cache(maxsize=1)
def _known(settings: Settings, tables: str) -> Lookup:
    """Return what the tables know of a key; they are read again when they are others (:func:`_fingerprint`)."""
    return load_gazetteer(settings).known


def _fingerprint(settings: Settings) -> str:
    """Hash what decides what is concluded, but for persons' decisions: the rules, the tables and the settings."""
    package = Path(__file__).resolve().parent
    sources = [*sorted((package / "model").rglob("*.py")), package / "ids.py", package / "graph" / "resolution.py"]
    sources += [
        package / "graph" / "shortcuts.py",
        package / "graph" / "blocks.py",
        *sorted((package / "gazetteer").rglob("*.py")),
    ]
    for part in ("resolve", "increment"):
        sources += sorted((package / part).rglob("*.py"))
    for tables in ("resolve", "gazetteer"):
        sources += sorted(p for p in schema_path(tables).rglob("*") if p.is_file())
    if settings.gazetteer:
        sources.append(Path(settings.gazetteer))
    seen = hashlib.sha256(settings.base.encode())
    for path in sources:
        seen.update(path.read_bytes() + b"\0")
    return seen.hexdigest()


def conclude(store: Store, settings: Settings, *, decisions: Path) -> Conclusions:
    """Resolve everything that the store holds, without writing it down."""
    layers = tuple(layers_of(store, store.document_graphs()))
    judged = persons_words(decisions)
    apart = told_apart(judged)
    gists = [gist_of(layer, apart.get(layer.iri, ())) for layer in layers]
    chains = (chain for gist in gists for chain in gist.chains())
    entities, log = resolve_entities(chains, judged, load_gazetteer(settings).known)
    who: dict[str, dict[Span, tuple[str, ...]]] = defaultdict(dict)
    for entity in entities:
        for ref in entity.mentions:
            known = who[ref.document].get(ref.span, ())
            who[ref.document][ref.span] = tuple(sorted({*known, entity.id}))
    tellings = [telling for gist in gists for telling in gist.tellings(who[gist.iri])]
    happened = resolve_events(tellings, entities, [layer.source() for layer in layers], judged)
    return Conclusions(
        layers,
        tuple(entities),
        (*log, *happened.decisions),
        tuple(happened.eventualities),
        tuple(happened.claim_links),
    )


def persons_words(path: Path) -> list[Decision]:
    """Read what persons decided; nothing when there is no such file.

    Raises :class:`RunError` naming the line where the file makes no sense.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: cannot be read ({error}); write it as UTF-8 or remove it") from error
    return parse(text, str(path))
