"""An Oxigraph store in a folder: documents replaced whole, resolution redone at will, snapshots for readers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, Variable

from kg.errors import RunError
from kg.graph.terms import value_of
from kg.graph.trig import HEADER, PACKED, graph_text, pack, unpack
from kg.graph.vocab import ATT, DCTERMS, ONTOLOGY_IRI, PREFIXES, RDF
from kg.ids import PROVENANCE_GRAPH, RESOLUTION_GRAPH, SHORTCUTS_GRAPH
from kg.store.dump import snapshot, write_trig
from kg.store.filling import GraphText, amend, fill, written
from kg.store.loading import Loader, load_ontology, merge_behind_others, release_memory
from kg.store.texts import Texts, text_of

#: The layout of the folder and of the graphs in it. A store of a newer format is refused.
FORMAT = 1
FORMAT_FILE = "format.json"
CHANGED_FILE = "changed.txt"
LIVE_FOLDER = "live"
SNAPSHOT_FOLDER = "snapshot"

#: Graphs that are not the graph of a document.
OTHER_GRAPHS = frozenset({RESOLUTION_GRAPH, SHORTCUTS_GRAPH, PROVENANCE_GRAPH, ONTOLOGY_IRI})

#: From this many quads on, an addition is written as files of its own: half the processor time, a wait for the disk.
BULK_QUADS = 20_000

type Term = NamedNode | ox.BlankNode | Literal | ox.Triple
type GraphName = NamedNode | ox.BlankNode | ox.DefaultGraph
type Solutions = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document in the store: its identifier, its IRI (the name of its graph) and the hash of its bytes."""

    identifier: str
    iri: str
    sha256: str
    source: str
    publisher: str | None = None


class Store:
    """All named graphs of one corpus. Use as a context manager, or call :meth:`close`."""

    def __init__(self, inner: ox.Store, folder: Path | None) -> None:
        """Wrap an open Oxigraph store; ``folder`` is None in memory."""
        self._inner: ox.Store | None = inner
        self.folder = folder
        self._texts = Texts(folder)
        self._loader = Loader()
        self._fed: set[str] = set()  # graphs of which parts are put in while the rest is made

    @property
    def inner(self) -> ox.Store:
        """The Oxigraph store itself, when all that is on its way has arrived."""
        self._loader.wait()
        return self._open

    @property
    def _open(self) -> ox.Store:
        """The Oxigraph store without what is on its way."""
        if self._inner is None:
            raise RunError("the store is closed; open it again")
        return self._inner

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store, and of its lock."""
        self._loader.merged()
        self._inner = None
        self._loader.wait()

    def __len__(self) -> int:
        return len(self.inner)

    # --- documents ---------------------------------------------------------------------------------------------

    def documents(self) -> list[StoredDocument]:
        """Return what documents are in the store, by identifier."""
        found = []
        for quad in self.inner.quads_for_pattern(None, RDF.type, ATT.Document, None):
            iri = quad.subject
            if isinstance(iri, NamedNode) and quad.graph_name == iri:
                values = {q.predicate: value_of(q.object) for q in self._description(iri)}
                found.append(
                    StoredDocument(
                        identifier=values.get(DCTERMS.identifier, iri.value),
                        iri=iri.value,
                        sha256=values.get(ATT.sha256, ""),
                        source=values.get(DCTERMS.source, ""),
                        publisher=values.get(DCTERMS.publisher),
                    )
                )
        return sorted(found, key=lambda d: (d.identifier, d.iri))

    def _description(self, iri: NamedNode) -> Iterator[Quad]:
        for predicate in (DCTERMS.identifier, ATT.sha256, DCTERMS.source, DCTERMS.publisher):
            yield from self.inner.quads_for_pattern(iri, predicate, None, iri)

    def iris_of(self, identifier: str) -> list[str]:
        """Return the IRIs of the documents of an identifier (one, or none)."""
        quads = self.inner.quads_for_pattern(None, DCTERMS.identifier, Literal(identifier), None)
        return sorted({value_of(q.subject) for q in quads if q.subject == q.graph_name})

    def replace_document(self, identifier: str, iri: str, quads: Sequence[Quad]) -> bool:
        """Put a document in, in place of what stood under its identifier; tell whether anything changed.

        One transaction: a reader, or a run after a crash, sees the old document or the new one, never a part.
        """
        old = [o for o in self.iris_of(identifier) if o != iri]
        self._note([*old, iri])
        return self._write({**{o: [] for o in old}, iri: quads})

    def put_documents(self, documents: Iterable[tuple[str, str, bytes]]) -> int:
        """Put documents in (identifier, IRI, the graph as :func:`kg.graph.trig.pack`); return how many changed.

        The new ones go in together, in one step and at half the cost of one by one, beside what the caller does next;
        each that takes the place of another in a transaction of its own.
        """
        fresh: list[bytes] = []
        names: dict[str, str] = {}
        changed = 0
        for identifier, iri, packed in documents:
            if self._knows(identifier):
                quads = list(ox.parse(HEADER + unpack(packed), format=ox.RdfFormat.TRIG))
                changed += self.replace_document(identifier, iri, quads)
            else:
                fresh.append(packed)
                names[iri] = identifier
            self._note([iri])
            self._texts.learn(iri, packed)
        if fresh:
            size = PACKED * sum(map(len, fresh))
            self._loader.add(self._open, lambda: b"".join(map(unpack, fresh)), size, names)
        return changed + len(fresh)

    def catch_up(self) -> None:
        """Put in what is on its way before more is read: in one process, both need their memory in turn."""
        release_memory()
        self._loader.wait()
        release_memory()

    def _knows(self, identifier: str) -> bool:
        """Tell whether a document of this identifier is there, or on its way."""
        known = self._open.quads_for_pattern(None, DCTERMS.identifier, Literal(identifier), None)
        return identifier in self._loader.coming.values() or next(known, None) is not None

    def remove_document(self, identifier: str) -> bool:
        """Take a document out; tell whether it was there."""
        known = self.iris_of(identifier)
        self._note(known)
        return self._write({iri: [] for iri in known})

    def holds(self, iri: str) -> bool:
        """Tell whether a graph holds anything."""
        if iri in self._loader.coming:
            return True
        return next(iter(self._open.quads_for_pattern(None, None, None, NamedNode(iri))), None) is not None

    def _note(self, iris: Sequence[str]) -> None:
        """Note down, before it is done, which documents are written or taken out."""
        self._texts.touch(iris)
        if self.folder is not None:
            with (self.folder / CHANGED_FILE).open("a", encoding="utf-8") as file:
                file.writelines(iri + "\n" for iri in iris)

    def document_graphs(self) -> list[str]:
        """Return the IRIs of the documents, which are the names of their graphs, sorted."""
        return [name for name in self.graphs() if name not in OTHER_GRAPHS]

    def changed(self) -> set[str]:
        """Return the IRIs of documents that were written or taken out since :meth:`settled`.

        The list is a file, so that it outlives a crash; it may name some that were not touched in the end.
        """
        try:
            return set((self.folder / CHANGED_FILE).read_text(encoding="utf-8").split()) if self.folder else set()
        except FileNotFoundError:
            return set()

    def settled(self) -> None:
        """Note that what is concluded from the documents is up to date."""
        if self.folder is not None:
            (self.folder / CHANGED_FILE).unlink(missing_ok=True)

    # --- graphs ------------------------------------------------------------------------------------------------

    def graphs(self) -> list[str]:
        """Return the names of the graphs that hold anything, sorted."""
        return sorted({g.value for g in self._open.named_graphs() if isinstance(g, NamedNode)} | {*self._loader.coming})

    def quads(self, graph: str) -> list[Quad]:
        """Return the quads of one graph."""
        return list(self.inner.quads_for_pattern(None, None, None, NamedNode(graph)))

    def replace_graph(self, iri: str, quads: Sequence[Quad]) -> bool:
        """Make a graph hold exactly these quads, in one transaction; tell whether anything changed."""
        if self.holds(iri):
            return self._write({iri: quads})
        self._texts.touch([iri])
        self._insert(quads)
        self._texts.learn(iri, pack(graph_text(f"{quad} .\n".encode() for quad in quads)))
        return bool(quads)

    def write_graph(self, iri: str, subjects: Iterable[str]) -> bool:
        """Make a graph hold exactly what its text says (:mod:`kg.graph.blocks`); tell whether anything changed.

        It goes in piece by piece, so that it is never held; killed on the way, the graph is a part of both. What was
        fed already (:meth:`feeder`) is not put in again.
        """
        text = GraphText(iri, subjects, self.folder)
        self._texts.touch([iri])
        self._texts.learn(iri, text)
        if iri in self._fed:
            self._fed.remove(iri)
            return self.holds(iri)
        if self.holds(iri):
            return amend(self.inner, iri, text)
        fill(self.inner, text)
        return self.holds(iri)

    def feeder(self, iri: str) -> Callable[[str], None] | None:
        """Return what puts parts of a graph in, in any order, while the rest is made; None when it holds something.

        :meth:`write_graph` must follow, with the whole.
        """
        self._fed.discard(iri)
        if self.holds(iri):
            return None
        self._fed.add(iri)
        self._texts.touch([iri])
        self._loader.hurry()
        return lambda part: self._loader.add(self._open, f"<{iri}> {{\n{part}}}\n".encode, len(part), {iri: iri})

    def patch_graph(self, removed: Iterable[Quad], added: Iterable[Quad]) -> bool:
        """Take some quads out and put others in, in one transaction; tell whether anything changed."""
        inner = self.inner
        gone, new = dict.fromkeys(removed), dict.fromkeys(added)
        out = [q for q in gone if q not in new and q in inner]
        into = [q for q in new if q not in inner]
        touched: defaultdict[str, set[str]] = defaultdict(set)
        for quad in (*out, *into):
            touched[value_of(quad.graph_name)].add(value_of(quad.subject))
        for graph, subjects in touched.items():
            self._texts.patch(graph, subjects)
        return self._apply(out, into)

    def _write(self, graphs: Mapping[str, Sequence[Quad]]) -> bool:
        """Make each graph hold exactly the quads given for it, writing only what differs."""
        removed: list[Quad] = []
        added: list[Quad] = []
        self._texts.touch(graphs)
        for iri, quads in graphs.items():
            old, new = set(self.quads(iri)), set(quads)
            removed += old - new
            added += new - old
        changed = self._apply(removed, added)
        for iri, quads in graphs.items():
            if not quads:
                self.inner.remove_graph(NamedNode(iri))
        return changed

    def _apply(self, removed: Sequence[Quad], added: Sequence[Quad]) -> bool:
        if removed:
            self._update(removed, added)
        elif added:
            self._insert(added)
        return bool(removed or added)

    def _insert(self, quads: Sequence[Quad]) -> None:
        if len(quads) >= BULK_QUADS and self.folder is not None:
            self.inner.bulk_extend(quads)
        else:
            self.inner.extend(quads)

    def _update(self, removed: Sequence[Quad], added: Sequence[Quad]) -> None:
        steps = [f"DELETE DATA {{ {written(removed)} }}"]
        if added:
            steps.append(f"INSERT DATA {{ {written(added)} }}")
        self.inner.update(" ;\n".join(steps))

    # --- reading -----------------------------------------------------------------------------------------------

    def select(
        self, query: str, substitutions: Mapping[str, NamedNode | Literal] | None = None, *, without: Sequence[str] = ()
    ) -> Solutions:
        """Run a query over the union of all graphs (but those of ``without``), the usual prefixes being known.

        Raises SyntaxError for a query that is not SPARQL.
        """
        bound: dict[Variable, Term] = {Variable(name): value for name, value in (substitutions or {}).items()}
        if without:
            graphs: list[GraphName] = [NamedNode(g) for g in self.graphs() if g not in set(without)]
            return self.inner.query(query, prefixes=PREFIXES, default_graph=graphs, substitutions=bound or None)
        return self.inner.query(query, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=bound or None)

    def dump_trig(self, path: Path) -> None:
        """Write all graphs but provenance and ontology, documents by identifier: the same bytes for the same graphs."""
        documents = [document.iri for document in self.documents()]
        skipped = {PROVENANCE_GRAPH, ONTOLOGY_IRI, *documents}
        names = [*documents, *(g for g in self.graphs() if g not in skipped)]
        self._texts.dump(self.inner, names, path)

    def dump_provenance(self, path: Path) -> None:
        """Write the provenance graph, which holds what differs from run to run."""
        write_trig([(PROVENANCE_GRAPH, [text_of(self.inner, PROVENANCE_GRAPH)])], path)

    def merge(self) -> None:
        """Begin to merge the files of the store, if much was put in, beside what the caller does next."""
        if self.folder is not None:
            self._loader.merge(self.inner)

    def publish(self) -> None:
        """Make a snapshot for readers, who then never meet a store that is being written."""
        self._loader.merged()
        if self.folder is not None:
            snapshot(self.inner, self.folder / SNAPSHOT_FOLDER)


def _check_format(folder: Path) -> None:
    """Note the format of a new store; refuse one that is newer than this program."""
    path = folder / FORMAT_FILE
    if not path.exists():
        path.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
        return
    try:
        found = int(json.loads(path.read_text(encoding="utf-8"))["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise RunError(f"{path}: not readable as a store's format; build into a new folder with --out") from error
    if found > FORMAT:
        raise RunError(f"{folder}: made by a newer version (format {found}, known {FORMAT}); update attest-kg")


def open_store(path: Path) -> Store:
    """Open the store in a folder for writing, making it if there is none.

    Raises :class:`RunError` when another program writes to it, when it is broken, or of a newer format.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        _check_format(path)
        inner = ox.Store(str(path / LIVE_FOLDER))
        merge_behind_others()
        load_ontology(inner)
    except (OSError, RuntimeError) as error:  # Oxigraph says "Corruption: ..." as a RuntimeError
        raise RunError(_explained(path, error)) from error
    return Store(inner, path)


def _explained(path: Path, error: OSError | RuntimeError) -> str:
    text = " ".join(str(error).split())
    if "lock" in text.lower():
        return f"{path}: another program is writing to this store; wait for it, or build into another folder with --out"
    if isinstance(error, PermissionError | NotADirectoryError | FileExistsError):
        return f"{path}: cannot be written ({text}); choose another folder with --out"
    return f"{path}: the store is broken or not a store ({text}); remove the folder and build again"


def open_snapshot(path: Path) -> Store:
    """Open the last published snapshot for reading; any number of readers may, also beside a writer.

    Raises :class:`RunError` when there is none yet.
    """
    snapshot = path / SNAPSHOT_FOLDER
    if not snapshot.is_dir():
        raise RunError(f"{path}: no graph has been built there; run 'kg build' first, or name its folder with --out")
    _check_format(path)
    try:
        return Store(ox.Store.read_only(str(snapshot)), path)
    except (OSError, RuntimeError) as error:  # Oxigraph says "Corruption: ..." as a RuntimeError
        raise RunError(_explained(path, error)) from error


def memory_store(quads: Iterable[Quad] = ()) -> Store:
    """Make a store in memory, with the ontology: for tests and for what-if questions."""
    inner = ox.Store()
    load_ontology(inner)
    inner.bulk_extend(quads)
    return Store(inner, None)
