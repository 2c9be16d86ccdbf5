"""The graph in other tools' formats: N-Quads, N-Triples, JSON-LD, CSV tables, and Web Annotations of the evidence."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import RunError
from kg.graph.context import jsonld_context
from kg.graph.iris import ATT, GAF, NIF
from kg.graph.nodes import Node, Nodes, parse_span
from kg.graph.terms import value_of
from kg.graph.vocab import ATTEST, ONTOLOGY_IRI, PREFIXES, local_name
from kg.ids import PROVENANCE_GRAPH, RESOLUTION_GRAPH
from kg.store import Store
from kg.store.dump import sort_key, sorted_quads

_TYPE = PREFIXES["rdf"] + "type"
#: How much of the text stands before and after a quotation in an annotation, in code points.
CONTEXT = 32
#: Between several values in a cell of a table.
SEPARATOR = "; "
#: Files in a zip carry a time; a fixed one keeps two exports of one graph equal.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def _graphs(store: Store) -> Iterator[list[Quad]]:
    """Yield the quads of each graph that the canonical dump holds too."""
    for iri in store.graphs():
        if iri not in {PROVENANCE_GRAPH, ONTOLOGY_IRI}:
            yield store.quads(iri)


def _nquads(store: Store, out: BinaryIO) -> None:
    serialize(sorted_quads(_graphs(store)), out, RdfFormat.N_QUADS)


def _ntriples(store: Store, out: BinaryIO) -> None:
    triples = {Triple(q.subject, q.predicate, q.object) for graph in _graphs(store) for q in graph}
    serialize(sorted(triples, key=str), out, RdfFormat.N_TRIPLES)


def _short(iri: str, context: dict[str, Any]) -> str:
    """Return the name that the context gives a property or class, else a prefixed name."""
    name = local_name(iri)
    known = context.get(name)
    target = known["@id"] if isinstance(known, dict) else known
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            full = f"{prefix}:{iri[len(space) :]}"
            return name if target == full else full
    return iri


def _jsonld_value(term: Any, coercion: str | None) -> Any:
    if isinstance(term, NamedNode):
        return term.value if coercion == "@id" else {"@id": term.value}
    if not isinstance(term, Literal):
        return str(term)
    datatype = term.datatype.value
    if coercion is not None and PREFIXES["xsd"] + coercion.partition(":")[2] == datatype:
        return term.value
    if datatype == PREFIXES["xsd"] + "string" and coercion is None:
        return term.value
    return {"@value": term.value, "@type": datatype}


def _jsonld_nodes(quads: Iterable[Quad], context: dict[str, Any]) -> list[dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    for quad in sorted(quads, key=sort_key):
        node = nodes.setdefault(value_of(quad.subject), {"@id": value_of(quad.subject)})
        if quad.predicate.value == _TYPE:
            node.setdefault("@type", []).append(_short(value_of(quad.object), context))
            continue
        name = _short(quad.predicate.value, context)
        known = context.get(name)
        coercion = known["@type"] if isinstance(known, dict) else None
        node.setdefault(name, []).append(_jsonld_value(quad.object, coercion))
    return [{k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in node.items()} for node in nodes.values()]


def _jsonld(store: Store, out: BinaryIO) -> None:
    context = jsonld_context()
    out.write(b'{"@context": ' + json.dumps(context, ensure_ascii=False).encode() + b',\n"@graph": [\n')
    for number, quads in enumerate(g for g in _graphs(store) if g):
        graph = {"@id": value_of(quads[0].graph_name), "@graph": _jsonld_nodes(quads, context)}
        out.write((b",\n" if number else b"") + json.dumps(graph, ensure_ascii=False, indent=1).encode())
    out.write(b"\n]}\n")


def _tables(store: Store) -> dict[str, list[Node]]:
    """Collect the members of each class of this vocabulary, by its name."""
    found: dict[str, list[Node]] = {}
    for quads in _graphs(store):
        for kind, members in Nodes.of_quads(quads).by_class.items():
            if kind.startswith(ATTEST):
                found.setdefault(kind[len(ATTEST) :], []).extend(members)
    return found


def _table(members: list[Node]) -> bytes:
    """Write the members of a class: a column for each property, several values in one cell."""
    predicates = sorted({p for m in members for p in m.values if p != _TYPE}, key=lambda p: (local_name(p), p))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["iri", *(local_name(p) for p in predicates)])
    for member in sorted(members, key=lambda m: m.iri):
        cells = (sorted(v.removeprefix(ATTEST) for v in member.all(p)) for p in predicates)
        writer.writerow([member.iri, *(SEPARATOR.join(c) for c in cells)])
    return out.getvalue().encode("utf-8")


def _csv(store: Store, out: BinaryIO) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, members in sorted(_tables(store).items()):
            entry = zipfile.ZipInfo(f"{name}.csv", NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _table(members))


def _annotation(node: Node, document: Node, body: list[dict[str, str]], parts: Sequence[str]) -> dict[str, Any]:
    text = document.get(NIF.isString) or ""
    selectors = []
    for span in sorted(parse_span(part) for part in parts):
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        quote = {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": after}
        position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        selectors.append([position, quote])
    source = document.get(PREFIXES["schema"] + "url") or document.get(PREFIXES["dcterms"] + "source") or document.iri
    targets = [{"source": source, "selector": selector} for selector in selectors]
    return {
        "id": f"{node.iri}&annotation",
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": targets,
    }


def _annotations(nodes: Nodes, told: Callable[[str], list[str]]) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each event mention (its trigger) and each attributed claim (its content)."""
    document = nodes.of(ATT.Document)[0]
    for node in sorted(nodes.of(ATT.EventMention), key=lambda n: n.iri):
        body = [{"type": "TextualBody", "purpose": "classifying", "value": local_name(node.need(ATT.eventType))}]
        body += [{"type": "SpecificResource", "purpose": "linking", "source": iri} for iri in told(node.iri)]
        yield _annotation(node, document, body, node.all(ATT.trigger))
    for node in sorted(nodes.of(ATT.Claim), key=lambda n: n.iri):
        if node.get(ATT.speechAct) == ATT.narrate:
            continue
        said = f"{local_name(node.need(ATT.stance))} ({local_name(node.need(ATT.speechAct))})"
        speaker = node.get(ATT.speakerMention)
        words = nodes.by_iri[speaker].get(NIF.anchorOf) if speaker in nodes.by_iri else "an unnamed source"
        body = [{"type": "TextualBody", "purpose": "commenting", "value": f"{words} {said}"}]
        yield _annotation(node, document, body, node.all(ATT.content))


def _web_annotations(store: Store, out: BinaryIO) -> None:
    events: dict[str, list[str]] = {}
    for quad in store.inner.quads_for_pattern(None, NamedNode(GAF.denotedBy), None, NamedNode(RESOLUTION_GRAPH)):
        events.setdefault(value_of(quad.object), []).append(value_of(quad.subject))
    out.write(b'{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [\n')
    first = True
    for document in store.documents():
        nodes = Nodes.of_quads(store.quads(document.iri))
        for item in _annotations(nodes, lambda iri: sorted(events.get(iri, ()))):
            out.write((b"" if first else b",\n") + json.dumps(item, ensure_ascii=False).encode("utf-8"))
            first = False
    out.write(b"\n]}\n")


#: The formats by name: how each is written, and the usual name of the file.
EXPORTS: dict[str, tuple[Callable[[Store, BinaryIO], None], str]] = {
    "nq": (_nquads, "graph.nq"),
    "nt": (_ntriples, "graph.nt"),
    "jsonld": (_jsonld, "graph.jsonld"),
    "csv": (_csv, "graph-csv.zip"),
    "annotations": (_web_annotations, "annotations.jsonld"),
}


def export_store(store: Store, path: Path, form: str) -> None:
    """Write the graph in a format of :data:`EXPORTS`; the file appears whole or not at all.

    Raises :class:`RunError` for another format, or when the file cannot be written.
    """
    if form not in EXPORTS:
        raise RunError(f"no format {form!r}; there are: {', '.join(EXPORTS)}")
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as out:
            EXPORTS[form][0](store, out)
        partial.replace(path)
    except OSError as error:
        raise RunError(f"{path}: cannot be written ({error.strerror}); name another file with --to") from error
    finally:
        partial.unlink(missing_ok=True)
