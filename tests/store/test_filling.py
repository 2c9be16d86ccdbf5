"""A graph written from its text holds what the text says, whatever it held before."""

import pytest

from kg.graph.blocks import Blocks, quads_of, text
from kg.store import memory_store, open_store
from kg.store.texts import Texts

GRAPH = "urn:x:graph"


def blocks_of(names):
    return [(f"urn:x:{name}", [f"<urn:x:name> {text(name)}"]) for name in names]


def written(names):
    blocks = Blocks()
    blocks.extend(blocks_of(names))
    return blocks


@pytest.fixture(params=["disk", "memory"])
def store(request, tmp_path):
    with open_store(tmp_path / "store") if request.param == "disk" else memory_store() as opened:
        yield opened


def test_a_graph_is_written_amended_and_emptied(store, monkeypatch, tmp_path):
    monkeypatch.setattr("kg.store.filling.STEP", 100)
    monkeypatch.setattr("kg.store.filling.TAKEN_OUT", 3)
    for names in ("abcdefgh", "abcdefgh", "fghijklmnop", "", "xyz"):
        before = set(store.quads(GRAPH))
        now = set(quads_of(blocks_of(names), GRAPH))
        assert store.write_graph(GRAPH, written(names)) == (before != now)
        assert set(store.quads(GRAPH)) == now
        store.dump_trig(tmp_path / "told.trig")
        store._texts = Texts(store.folder)
        store.dump_trig(tmp_path / "read.trig")
        assert (tmp_path / "told.trig").read_bytes() == (tmp_path / "read.trig").read_bytes()


def test_a_graph_that_holds_nothing_is_fed_while_the_rest_of_it_is_made(store, monkeypatch, tmp_path):
    monkeypatch.setattr("kg.graph.blocks.FED_TOGETHER", 60)
    blocks = Blocks(feed=store.feeder(GRAPH))
    blocks.extend(blocks_of("dcba"))
    assert store.holds(GRAPH)
    blocks.extend(blocks_of("gfe"))
    blocks.extend([("urn:x:a", ['<urn:x:odd> "\\"tab\\t"', "<urn:x:see> <urn:x:b>"])])
    assert store.write_graph(GRAPH, blocks)
    store.dump_trig(tmp_path / "told.trig")
    store._texts = Texts(store.folder)
    store.dump_trig(tmp_path / "read.trig")
    assert (tmp_path / "told.trig").read_bytes() == (tmp_path / "read.trig").read_bytes()
    assert len(store.quads(GRAPH)) == 9
    assert store.feeder(GRAPH) is None


def test_a_graph_of_nothing_can_be_fed(store):
    assert not store.write_graph(GRAPH, Blocks(feed=store.feeder(GRAPH)))
    assert GRAPH not in store.graphs()


def test_a_graph_whose_feeding_was_cut_short_is_made_whole(store):
    store.feeder(GRAPH)('<urn:x:a> <urn:x:name> "old" .\n')
    assert store.feeder(GRAPH) is None
    assert store.write_graph(GRAPH, written("bc"))
    assert set(store.quads(GRAPH)) == set(quads_of(blocks_of("bc"), GRAPH))
