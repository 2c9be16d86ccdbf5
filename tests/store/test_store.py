import json
import subprocess
import sys

import pytest
from pyoxigraph import NamedNode

from kg import ids
from kg.errors import RunError
from kg.graph.trig import pack
from kg.graph.triples import document_quads, resolution_quads, write_document
from kg.store import memory_store, open_snapshot, open_store
from tests.graph.builders import article, resolution


def entry(identifier="harbour-1.txt"):
    extraction = article(identifier)
    iri = ids.document_iri(extraction.document)
    return identifier, iri, document_quads(extraction)


def written(identifier="harbour-1.txt"):
    found = write_document(article(identifier))
    return identifier, found.iri, pack(found.trig)


@pytest.fixture(params=["disk", "memory"])
def store(request, tmp_path):
    with open_store(tmp_path / "store") if request.param == "disk" else memory_store() as opened:
        yield opened


def test_a_document_is_found_again_and_goes_away(store):
    identifier, iri, quads = entry()
    assert store.replace_document(identifier, iri, quads)
    assert [(d.identifier, d.iri, d.publisher) for d in store.documents()] == [(identifier, iri, "Harbour Times")]
    assert set(store.quads(iri)) == set(quads)
    assert store.remove_document(identifier)
    assert not store.documents()
    assert iri not in store.graphs()
    assert not store.remove_document(identifier)


def test_the_same_document_again_changes_nothing(store):
    assert store.replace_document(*entry())
    assert not store.replace_document(*entry())


def test_a_changed_text_takes_the_place_of_the_old_one(store):
    identifier, iri, quads = entry()
    store.replace_document(identifier, iri, quads)
    _, other_iri, other = entry("another.txt")
    store.replace_document("another.txt", other_iri, other)
    changed = [q for q in quads if "trigger" not in str(q.predicate)]
    assert store.replace_document(identifier, iri, changed)
    assert set(store.quads(iri)) == set(changed)
    assert set(store.quads(other_iri)) == set(other)


def test_a_document_under_a_new_iri_replaces_the_old_graph(store):
    identifier, iri, quads = entry()
    store.replace_document(identifier, iri, quads)
    moved = document_quads(article(identifier), "https://example.org/")
    new_iri = moved[0].graph_name.value
    assert store.replace_document(identifier, new_iri, moved)
    assert [d.iri for d in store.documents()] == [new_iri]
    assert not store.quads(iri)


def test_many_documents_go_in_together(store):
    entries = [written(f"doc-{n}.txt") for n in range(5)]
    assert store.put_documents(entries) == 5
    assert store.put_documents([*entries, written("more.txt")]) == 1
    assert len(store.documents()) == 6
    assert set(store.quads(entries[2][1])) == set(entry("doc-2.txt")[2])


def test_a_graph_is_replaced_and_patched(store):
    extraction = article()
    entities, eventualities = resolution(entry()[1], extraction)
    quads = resolution_quads(entities, [], eventualities, [])
    assert store.replace_graph(ids.RESOLUTION_GRAPH, quads)
    assert not store.replace_graph(ids.RESOLUTION_GRAPH, quads)
    assert store.patch_graph(quads[:2], quads[5:6])
    assert set(store.quads(ids.RESOLUTION_GRAPH)) == set(quads[2:])
    assert not store.patch_graph(quads[:2], ())


def test_the_dump_has_the_same_bytes_whatever_the_order(tmp_path):
    entries = [entry(f"doc-{n}.txt") for n in range(3)]
    with open_store(tmp_path / "a") as a, open_store(tmp_path / "b") as b:
        a.put_documents(written(f"doc-{n}.txt") for n in range(3))
        for one in reversed(entries):
            b.replace_document(*one)
        b.replace_document(*entry("extra.txt"))
        b.remove_document("extra.txt")
        a.dump_trig(tmp_path / "a.trig")
        b.dump_trig(tmp_path / "b.trig")
    assert (tmp_path / "a.trig").read_bytes() == (tmp_path / "b.trig").read_bytes()
    assert not list(tmp_path.glob("*.part"))


def test_a_changed_document_changes_only_its_lines_of_the_dump(tmp_path):
    with memory_store() as store:
        store.put_documents(written(f"doc-{n}.txt") for n in range(3))
        store.dump_trig(tmp_path / "before.trig")
        iri = entry("doc-1.txt")[1]
        store.replace_document("doc-1.txt", iri, [q for q in store.quads(iri) if "hedge" not in str(q.predicate)])
        store.dump_trig(tmp_path / "after.trig")
    before = (tmp_path / "before.trig").read_text().splitlines()
    after = (tmp_path / "after.trig").read_text().splitlines()
    assert len(set(before) - set(after)) <= 2
    assert 0 < len(before) - len(after) <= 2


def test_documents_stand_in_the_order_of_their_identifiers_in_the_dump(tmp_path):
    names = [f"doc-{n}.txt" for n in (3, 0, 5, 1, 4, 2)]
    with memory_store() as store:
        store.put_documents(written(name) for name in names)
        store.dump_trig(tmp_path / "graph.trig")
    lines = (tmp_path / "graph.trig").read_text().splitlines()
    assert [line.split('"')[1] for line in lines if "dcterms:identifier" in line] == sorted(names)


def test_readers_see_the_published_snapshot_while_a_writer_writes(tmp_path):
    with open_store(tmp_path / "s") as store:
        store.replace_document(*entry())
        store.publish()
        store.replace_document(*entry("later.txt"))
        with open_snapshot(tmp_path / "s") as first, open_snapshot(tmp_path / "s") as second:
            assert [d.identifier for d in first.documents()] == ["harbour-1.txt"]
            assert len(second.documents()) == 1
        store.publish()
    with open_snapshot(tmp_path / "s") as reader:
        assert len(reader.documents()) == 2


def test_a_missing_snapshot_says_what_to_do(tmp_path):
    with pytest.raises(RunError, match="run 'kg build' first"):
        open_snapshot(tmp_path)


def test_a_second_writer_is_refused(tmp_path):
    with open_store(tmp_path / "s"):
        code = (
            "import sys; from pathlib import Path; from kg.store import open_store; from kg.errors import RunError\n"
            "try: open_store(Path(sys.argv[1]))\n"
            "except RunError as error: print(error)"
        )
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "s")], capture_output=True, text=True)
    assert "another program is writing" in done.stdout


def test_a_newer_format_and_a_broken_store_are_refused(tmp_path):
    with open_store(tmp_path / "s"):
        pass
    (tmp_path / "s" / "format.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(RunError, match="newer version"):
        open_store(tmp_path / "s")
    (tmp_path / "s" / "format.json").write_text("nonsense")
    with pytest.raises(RunError, match="not readable"):
        open_store(tmp_path / "s")
    broken = tmp_path / "broken"
    (broken / "live").mkdir(parents=True)
    (broken / "live" / "CURRENT").write_text("no such manifest\n")
    with pytest.raises(RunError, match="broken"):
        open_store(broken)
    (tmp_path / "file").write_text("x")
    with pytest.raises(RunError, match="choose another folder"):
        open_store(tmp_path / "file")


def test_a_closed_store_says_so(tmp_path):
    store = open_store(tmp_path / "s")
    store.close()
    with pytest.raises(RunError, match="closed"):
        store.documents()
    with open_store(tmp_path / "s") as again:
        assert not again.documents()


def test_what_is_on_its_way_is_known_and_arrives_before_anybody_looks(store):
    entries = [written(f"doc-{n}.txt") for n in range(3)]
    store.put_documents(entries[:2])
    assert store.holds(entries[0][1])
    assert {iri for _, iri, _ in entries[:2]} <= set(store.graphs())
    assert store.put_documents(entries[1:]) == 1
    store.put_documents([written("doc-3.txt")])
    store.put_documents([written("doc-4.txt")])
    assert [d.identifier for d in store.documents()] == [f"doc-{n}.txt" for n in range(5)]


def test_who_catches_up_waits_for_what_is_on_its_way(store):
    wanted = written()
    store.put_documents([wanted])
    assert not list(store._open.quads_for_pattern(None, None, None, NamedNode(wanted[1])))
    store.catch_up()
    assert set(store._open.quads_for_pattern(None, None, None, NamedNode(wanted[1]))) == set(entry()[2])
    store.put_documents([written("doc-1.txt")])
    assert len(store.documents()) == 2


def test_what_cannot_be_put_in_is_an_error_where_it_is_waited_for(tmp_path):
    store = open_store(tmp_path / "s")
    store.put_documents([("broken.txt", "urn:attest:doc:0", pack(b"<urn:attest:doc:0> { no TriG"))])
    with pytest.raises(SyntaxError):
        store.documents()
    assert not store.documents()
    store.close()


def test_a_store_that_is_closed_has_everything_and_lets_go(tmp_path):
    with open_store(tmp_path / "s") as store:
        store.put_documents([written()])
    with open_store(tmp_path / "s") as again:
        assert len(again.documents()) == 1
