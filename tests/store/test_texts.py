"""The dump: what did not change is copied out of the last one, and is the same as if all had been written anew."""

import pytest
from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.graph.triples import document_quads, resolution_quads
from kg.store import open_store
from kg.store.texts import PLACES_FILE, TOUCHED_FILE
from tests.graph.builders import article, resolution

GRAPH = ids.RESOLUTION_GRAPH


def fill(store, count=3):
    for n in range(count):
        extraction = article(f"doc-{n}.txt")
        store.replace_document(f"doc-{n}.txt", ids.document_iri(extraction.document), document_quads(extraction))
    entities, eventualities = resolution(ids.document_iri(extraction.document), extraction)
    store.replace_graph(GRAPH, resolution_quads(entities, [], eventualities, []))


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a store that was written and dumped by an earlier process."""
    with open_store(tmp_path / "store") as store:
        fill(store)
        store.dump_trig(tmp_path / "graph.trig")
    return tmp_path


def anew(store, folder):
    """Return what the dump is when nothing is copied."""
    store.dump_trig(folder / "other.trig")
    return (folder / "other.trig").read_bytes()


def read_from_store(monkeypatch):
    """Return a list that fills with the graphs that are written out of the store."""
    read = []
    monkeypatch.setattr("kg.store.texts.text_of", lambda inner, graph: read.append(graph) or b"")
    return read


def statement(subject, value="urn:x:o"):
    return Quad(NamedNode(subject), NamedNode("urn:x:p"), NamedNode(value), NamedNode(GRAPH))


def test_what_did_not_change_is_copied(folder, monkeypatch):
    before = (folder / "graph.trig").read_bytes()
    with open_store(folder / "store") as store:
        read = read_from_store(monkeypatch)
        store.dump_trig(folder / "graph.trig")
    assert (folder / "graph.trig").read_bytes() == before
    assert read == []


def test_only_what_was_written_again_is_written_anew(folder, monkeypatch):
    with open_store(folder / "store") as store:
        iri = ids.document_iri(article("doc-1.txt").document)
        store.replace_document("doc-1.txt", iri, [q for q in store.quads(iri) if "hedge" not in str(q.predicate)])
        expected = anew(store, folder)
    assert "hedge" in (folder / "graph.trig").read_text()
    with open_store(folder / "store") as store:
        store.dump_trig(folder / "graph.trig")
        assert (folder / "graph.trig").read_bytes() == expected
        store.remove_document("doc-2.txt")
        read = read_from_store(monkeypatch)
        store.dump_trig(folder / "graph.trig")
    assert read == []
    assert b"doc-2.txt" not in (folder / "graph.trig").read_bytes()


@pytest.mark.parametrize(
    "subjects",
    [
        ["urn:a:first"],
        ["urn:z:last", "urn:z:last1", "urn:z:las"],
        ["urn:attest:entity:zz", "urn:attest:entity:00#1"],
        ["urn:attest:entity:\u00e9", "urn:a:first", "urn:z:last"],
    ],
)
def test_a_patched_graph_is_spliced(folder, monkeypatch, subjects):
    with open_store(folder / "store") as store:
        gone = sorted(store.quads(GRAPH), key=str)
        out = [q for q in gone if q.subject in {gone[0].subject, gone[-1].subject}] + gone[5:9]
        store.patch_graph(out, [statement(subject) for subject in subjects])
        expected = anew(store, folder)
    with open_store(folder / "store") as store:
        store.patch_graph([statement(s) for s in subjects], out)
        store.dump_trig(folder / "graph.trig")
    with open_store(folder / "store") as store:
        store.patch_graph(out, [statement(s) for s in subjects])
        read = read_from_store(monkeypatch)
        store.dump_trig(folder / "graph.trig")
        assert (folder / "graph.trig").read_bytes() == expected
        assert read == []


def test_a_graph_that_is_patched_until_nothing_is_left_leaves_nothing(folder):
    with open_store(folder / "store") as store:
        store.patch_graph(store.quads(GRAPH), [])
        store.dump_trig(folder / "graph.trig")
    assert GRAPH.encode() not in (folder / "graph.trig").read_bytes()


def test_names_that_the_dump_shortens_are_not_looked_for_in_it(folder):
    with open_store(folder / "store") as store:
        store.patch_graph([], [statement("https://schema.org/odd")])
        store.dump_trig(folder / "graph.trig")
        assert (folder / "graph.trig").read_bytes() == anew(store, folder)


def test_a_dump_that_somebody_changed_is_not_copied(folder):
    expected = (folder / "graph.trig").read_bytes()
    (folder / "graph.trig").write_bytes(expected.replace(b"Harbour", b"Harbor "))
    with open_store(folder / "store") as store:
        store.dump_trig(folder / "graph.trig")
    assert (folder / "graph.trig").read_bytes() == expected


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"sha256": 1, "graphs": 2}'])
def test_notes_that_cannot_be_read_cost_only_time(folder, spoilt):
    expected = (folder / "graph.trig").read_bytes()
    (folder / "store" / PLACES_FILE).write_text(spoilt)
    with open_store(folder / "store") as store:
        store.dump_trig(folder / "graph.trig")
    assert (folder / "graph.trig").read_bytes() == expected


def test_what_was_touched_before_a_crash_is_not_copied(folder):
    with open_store(folder / "store") as store:
        store.patch_graph([], [statement("urn:a:first")])
    assert (folder / "store" / TOUCHED_FILE).read_text().split() == [GRAPH]
    with open_store(folder / "store") as store:
        store.dump_trig(folder / "graph.trig")
    assert b"urn:a:first" in (folder / "graph.trig").read_bytes()
    assert not (folder / "store" / TOUCHED_FILE).exists()
