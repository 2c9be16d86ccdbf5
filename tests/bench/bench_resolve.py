"""Who is whom and what is one event, at size.

``python -m tests.bench.bench_resolve [DOCUMENTS ...]`` prints the processor seconds that 100,000 mentions
of 20,000 names take, and the ratio of what one added document costs beside many documents to what it costs in an empty
store; it fails when a bar is missed. Times are of this process's processor, so that a busy machine matters less.
"""

import random
import sys
import tempfile
import time
from itertools import batched
from pathlib import Path

from kg import ids
from kg.gazetteer import load_gazetteer
from kg.graph.canonical import canonical
from kg.graph.document import write_canonical
from kg.graph.trig import pack
from kg.increment.known import keep
from kg.model import Chain, Span
from kg.resolution import resolve_store
from kg.resolve.entities import resolve_entities
from kg.settings import Settings
from kg.store import open_store
from tests.bench.invented import chosen, extraction, things

MENTIONS, NAMES = 100_000, 20_000
MOST_SECONDS = 120
DOCUMENTS = 2_000
MOST_TIMES = 3.0
ADDED = 9
#: Documents that go into the store in one step.
TOGETHER = 64


def chains(mentions: int, names: int) -> list[Chain]:
    """Invent the chains of a corpus: two mentions each, people now and then by their family name alone."""
    rng, known = random.Random(3), things(names)  # noqa: S311 - invented names, no secret
    found, document = [], 0
    while len(found) * 2 < mentions:
        document += 1
        for place, (kind, name, country) in enumerate(chosen(rng, known, 25)):
            bare = name.split()[-1]
            forms = (
                rng.choice([(name,), (name,), (bare,), tuple(sorted({name, bare}))]) if kind == "Person" else (name,)
            )
            spans = (Span(place * 20, place * 20 + 5), Span(place * 20 + 10, place * 20 + 15))
            seen = rng.choice([country, None])
            found.append(Chain(f"urn:attest:doc:{document}", spans, kind, forms, country=seen, label=name))
    return found


def names_at_size() -> float:
    """Resolve many names; return the processor seconds."""
    corpus = chains(MENTIONS, NAMES)
    start = time.process_time()
    entities, decisions = resolve_entities(corpus, [], lambda key: None)
    seconds = time.process_time() - start
    sys.stdout.write(f"{MENTIONS:,} mentions of {NAMES:,} names: {seconds:.1f} s\n")
    sys.stdout.write(f"{len(entities):,} entities, {len(decisions):,} decisions\n")
    return seconds


def entry(number: int, known: list[tuple[str, str, str | None]]) -> tuple[str, str, bytes, bytes]:
    """Invent a document; return its identifier, its IRI, its graph and what is kept of it for the second pass."""
    read = canonical(extraction(number, known))
    written = write_canonical(read, ids.DEFAULT_BASE)
    return read.document.identifier, written.iri, pack(written.trig), keep(read)


def cost_of_one(folder: Path, documents: int) -> float:
    """Fill a store in one build, then add documents one by one; return the median of what concluding each costs."""
    known = things(NAMES)
    settings, nowhere = Settings(), folder / "decisions.csv"
    load_gazetteer(settings)
    with open_store(folder) as store:
        kept: dict[str, bytes] = {}
        for some in batched((entry(number, known) for number in range(documents)), TOGETHER):
            store.put_documents((identifier, iri, graph) for identifier, iri, graph, _ in some)
            kept.update({iri: gist for _, iri, _, gist in some})
        store.inner.flush()
        start = time.process_time()
        resolve_store(store, settings, decisions=nowhere, kept=kept)
        if documents:
            each = 1000 * (time.process_time() - start) / documents
            sys.stdout.write(f"{documents:,} documents concluded in one build: {each:.1f} ms each\n")
        store.inner.optimize()  # what the store merges in the background after a large build is not counted
        costs = []
        for number in range(documents, documents + ADDED):
            identifier, iri, graph, gist = entry(number, known)
            store.put_documents([(identifier, iri, graph)])
            assert store.inner, "which waits until the document has arrived"
            start = time.process_time()
            resolve_store(store, settings, decisions=nowhere, kept={iri: gist})
            costs.append(time.process_time() - start)
            if not documents:
                store.remove_document(identifier)
                resolve_store(store, settings, decisions=nowhere)
        return sorted(costs)[len(costs) // 2]


def main() -> int:
    sizes = [int(size) for size in sys.argv[1:]] or [DOCUMENTS]
    seconds = names_at_size()
    with tempfile.TemporaryDirectory() as one:
        alone = cost_of_one(Path(one), 0)
    sys.stdout.write(f"one document more: {alone * 1000:.0f} ms in an empty store\n")
    times = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as other:
            beside = cost_of_one(Path(other), size)
        times.append(beside / alone)
        sys.stdout.write(f"beside {size:,}: {beside * 1000:.0f} ms, {times[-1]:.2f} times\n")
    return 0 if seconds <= MOST_SECONDS and max(times) <= MOST_TIMES else 1


if __name__ == "__main__":
    sys.exit(main())
