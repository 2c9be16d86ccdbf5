"""After a change only what hangs on it is concluded again, and the graph is as if everything had been."""

import random
from dataclasses import replace
from datetime import date

import pytest

from kg import ids
from kg.graph.triples import document_quads
from kg.increment.codec import dumps, loads, pack
from kg.increment.index import Index
from kg.model import Entity, Telling
from kg.resolution import INDEX, MANY_CHANGED, resolve_store
from kg.settings import Settings
from kg.store import memory_store, open_store
from tests.bench.invented import extraction, things
from tests.resolve.builders import entity, number, says, telling, times

SETTINGS = Settings()
#: Few names and few events' kinds, so that the documents have much to do with each other.
KNOWN = things(360)
DOCUMENTS = [extraction(n, KNOWN, names=12, events=10) for n in range(12)]


def day_of(read, day):
    return replace(read, document=replace(read.document, published=day))


def near_copy(read, number_):
    return replace(read, document=replace(read.document, identifier=f"copy-{number_}", sha256=f"{900 + number_:064d}"))


#: On one day, in documents and copies of them: most tellings are of events that others tell too.
CROWDED = [
    other
    for n in range(7)
    for read in [day_of(extraction(n, KNOWN, names=12, events=10), date(2031, 5, 1))]
    for other in (read, near_copy(read, 10 + n))
]


def put(store, read):
    iri = ids.document_iri(read.document)
    store.replace_document(read.document.identifier, iri, document_quads(read, ids.DEFAULT_BASE))


def graphs(store):
    return [set(store.quads(name)) for name in (ids.RESOLUTION_GRAPH, ids.SHORTCUTS_GRAPH)]


def anew(have, tmp_path, decisions):
    store = memory_store([q for read in have.values() for q in document_quads(read, ids.DEFAULT_BASE)])
    totals = resolve_store(store, SETTINGS, decisions=decisions)
    return graphs(store), totals


@pytest.mark.parametrize("seed", range(4))
def test_a_change_gives_what_everything_would(seed, tmp_path, monkeypatch):
    change_at_random(seed, DOCUMENTS, tmp_path, monkeypatch)


@pytest.mark.parametrize("seed", range(2))
def test_where_all_tell_of_the_same_too(seed, tmp_path, monkeypatch):
    change_at_random(seed, CROWDED, tmp_path, monkeypatch)


def change_at_random(seed, documents, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.resolution.MANY_CHANGED", 2.0)
    rng, decisions = random.Random(seed), tmp_path / "decisions.csv"  # noqa: S311 - an order, no secret
    decisions.write_text(f"left,right,judgement\n{KNOWN[0][1]},{KNOWN[1][1]},same\n", encoding="utf-8")
    with open_store(tmp_path / "store") as store:
        have = {read.document.identifier: read for read in rng.sample(documents, 5)}
        for read in have.values():
            put(store, read)
        resolve_store(store, SETTINGS, decisions=decisions)
        for _ in range(5):
            for name in rng.sample(sorted(have), rng.choice([0, 1, 2])):
                store.remove_document(name)
                del have[name]
            for read in rng.sample(documents, 2):
                fresh = rng.choice(
                    [read, day_of(read, date(2031, 5, rng.randint(1, 9))), near_copy(read, rng.randint(0, 2))]
                )
                have[fresh.document.identifier] = fresh
                put(store, fresh)
            totals = resolve_store(store, SETTINGS, decisions=decisions)
            wanted, known = anew(have, tmp_path, decisions)
            assert graphs(store) == wanted
            assert totals == known


def test_without_the_index_everything_is_concluded_again(tmp_path):
    with open_store(tmp_path / "store") as store:
        put(store, DOCUMENTS[0])
        resolve_store(store, SETTINGS, decisions=tmp_path / "none.csv")
        before = graphs(store)
        (tmp_path / "store" / INDEX).write_bytes(b"no index at all, but as long as one: " * 50)
        resolve_store(store, SETTINGS, decisions=tmp_path / "none.csv")
        assert graphs(store) == before


def test_a_changed_decision_is_heeded(tmp_path):
    decisions = tmp_path / "decisions.csv"
    with open_store(tmp_path / "store") as store:
        put(store, DOCUMENTS[0])
        first = resolve_store(store, SETTINGS, decisions=decisions)
        one, other = sorted({m.name for m in DOCUMENTS[0].mentions if m.type == "City"})[:2]
        decisions.write_text(f"left,right,judgement\n{one},{other},same\n", encoding="utf-8")
        assert resolve_store(store, SETTINGS, decisions=decisions)["entities"] == first["entities"] - 1


def test_records_come_back_as_they_were():
    told = telling(
        "a", "Meet", actor="ana bo", claims=[says("a", "ana")], time=times("2031-05-03"), quantity=number(3, None)
    )
    assert loads(Telling, dumps(told)) == told
    known = replace(entity("x"), latitude=1.5, alt_labels=("y", "z"))
    assert loads(Entity, dumps(known)) == known


def test_equal_records_are_equal_bytes_whoever_else_refers_to_them():
    name = "".join(["a", " name"])
    assert pack([name, name, (1, None, 0.5)]) == pack(["".join(["a na", "me"]), "a name", (1, None, 0.5)])


def test_an_index_written_in_another_way_is_made_again(tmp_path, monkeypatch):
    nowhere, have = tmp_path / "none.csv", {read.document.identifier: read for read in DOCUMENTS[:6]}
    with open_store(tmp_path / "store") as store:
        for read in DOCUMENTS[:5]:
            put(store, read)
        resolve_store(store, SETTINGS, decisions=nowhere)
        with Index(tmp_path / "store" / INDEX) as index:
            index.rows("UPDATE telling SET data = x'00'")
            index.rows("UPDATE entity SET data = x'00'")
        monkeypatch.setattr("kg.resolution.FORMAT", "of another interpreter")
        put(store, DOCUMENTS[5])
        totals = resolve_store(store, SETTINGS, decisions=nowhere)
        assert (graphs(store), totals) == anew(have, tmp_path, nowhere)


def test_the_share_is_one():
    assert 0 < MANY_CHANGED < 1
