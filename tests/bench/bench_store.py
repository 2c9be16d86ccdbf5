"""Benchmarks of the store: parameterised questions against raw pyoxigraph, and what it costs to replace a document.

    python -m pytest tests/bench/bench_store.py -s

Ratios of times taken in one run, each the median of rounds that take turns: a busy machine harms both.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from dataclasses import replace

import pytest

from kg import ids
from kg.graph.trig import pack
from kg.graph.triples import resolution_quads, write_document
from kg.graph.vocab import PREFIXES
from kg.model import Entity, Eventuality, MentionRef, Standing
from kg.query import run
from kg.query.running import bound_text
from kg.store import open_store
from tests.graph.builders import article

#: The bar: our way to an answer may cost so many times the bare query.
MOST_RATIO = 1.3
QUADS = int(os.environ.get("ATTEST_BENCH_QUADS", "1000000"))
ROUNDS = 5
#: Documents that go in together while the store is filled.
BATCH = 200

QUESTIONS = {
    "entities": {"name": "Actor 7"},
    "who-said-what": {"speaker": "Actor 7"},
    "who-did-what": {"actor": "Actor 7"},
    "timeline": {"actor": "Actor 7"},
    "denials": {"speaker": "Actor 7"},
}


def fill(store):
    """Fill a store with copies of an invented article, whose actors come up again every 500 documents."""
    number, mentions = 0, {}
    while len(store) < QUADS:
        batch, events = [], []
        for _ in range(BATCH):
            number += 1
            extraction = article(f"copy-{number}.txt")
            extraction = replace(extraction, document=replace(extraction.document, sha256=f"{number:064d}"))
            written = write_document(extraction)
            batch.append((f"copy-{number}.txt", written.iri, pack(written.trig)))
            for place, mention in enumerate(extraction.mentions):
                name = f"Actor {(number + place) % 500}"
                mentions.setdefault(name, []).append(MentionRef(written.iri, mention.span))
            telling = ids.event_mention_iri(written.iri, extraction.events[0].id)
            roles = (("actor", f"a{number % 500}"), ("target", f"a{(number + 1) % 500}"))
            events.append(Eventuality(f"e{number}", "Deport", "x", (telling,), roles, Standing.REPORTED))
        store.put_documents(batch)
        store.patch_graph((), resolution_quads([], [], events, []))
    entities = [
        Entity("a" + name.split()[1], "Person", name, mentions=tuple(refs)) for name, refs in sorted(mentions.items())
    ]
    store.patch_graph((), resolution_quads(entities, [], [], []))
    store.inner.flush()
    store.inner.optimize()  # what the store merges in the background after being filled is not counted to a question


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("bench") / "store") as opened:
        fill(opened)
        yield opened


def median_times(*actions):
    """Time actions in turn; return the median of each, in milliseconds of the processor."""
    times = [[] for _ in actions]
    for _ in range(ROUNDS):
        for kept, action in zip(times, actions, strict=True):
            start = time.process_time()
            action()
            kept.append((time.process_time() - start) * 1000)
    return [statistics.median(kept) for kept in times]


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_costs_little_more_than_the_bare_query(store, name):
    params = QUESTIONS[name]
    _, text = bound_text(store, name, params)

    def bare():
        return [tuple(r) for r in store.inner.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)]

    rows = len(run(store, name, params).rows)
    assert rows == len(bare())
    ours, raw = median_times(lambda: run(store, name, params), bare)
    sys.stdout.write(
        f"\n{name}: {rows} rows, {ours:.1f} ms, raw {raw:.1f} ms, ratio {ours / raw:.2f} ({len(store)} quads)\n"
    )
    assert ours / raw < MOST_RATIO


@pytest.mark.slow
def test_replacing_a_document_does_not_depend_on_the_store(store, tmp_path):
    extraction = article("changed.txt")
    changed = replace(extraction, claims=extraction.claims[:2])
    first, second = write_document(extraction), write_document(changed)
    with open_store(tmp_path / "small") as small:

        def replaced(target):
            target.put_documents([("changed.txt", first.iri, pack(first.trig))])
            target.put_documents([("changed.txt", second.iri, pack(second.trig))])

        large_time, small_time = median_times(lambda: replaced(store), lambda: replaced(small))
    sys.stdout.write(
        f"\nreplace twice: {large_time:.1f} ms at {len(store)} quads, {small_time:.1f} ms in an empty store\n"
    )
    assert large_time / small_time < 3.0
