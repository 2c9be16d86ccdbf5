"""Who is whom and what is one event, at size.

``python -m tests.bench.bench_resolve [DOCUMENTS]`` prints the processor seconds that 100,000 mentions of 20,000 names
take, and the ratio of what one added document costs beside many documents to what it costs in an empty store; it
fails when a bar is missed. Times are of this process's processor, so that a busy machine matters less.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from kg import ids
from kg.gazetteer import load_gazetteer
from kg.graph.triples import document_quads
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
ADDED = 5


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


def cost_of_one(folder: Path, documents: int) -> float:
    """Fill a store, then add documents one by one; return the median processor seconds of concluding after one."""
    known = things(NAMES)
    settings, nowhere = Settings(), folder / "decisions.csv"
    load_gazetteer(settings)
    with open_store(folder) as store:
        read = [extraction(number, known) for number in range(documents + ADDED)]
        named = [
            (e.document.identifier, ids.document_iri(e.document), document_quads(e, ids.DEFAULT_BASE)) for e in read
        ]
        for identifier, iri, quads in named[:documents]:
            store.replace_document(identifier, iri, quads)
        resolve_store(store, settings, decisions=nowhere)
        costs = []
        for identifier, iri, quads in named[documents:]:
            if not documents:
                for other, _, _ in named:
                    store.remove_document(other)
                resolve_store(store, settings, decisions=nowhere)
            store.replace_document(identifier, iri, quads)
            start = time.process_time()
            resolve_store(store, settings, decisions=nowhere)
            costs.append(time.process_time() - start)
        return sorted(costs)[len(costs) // 2]


def main() -> int:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    seconds = names_at_size()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        alone, beside = cost_of_one(Path(one), 0), cost_of_one(Path(other), documents)
    sys.stdout.write(f"one document more: {alone * 1000:.0f} ms in an empty store\n")
    sys.stdout.write(f"beside {documents:,}: {beside * 1000:.0f} ms, {beside / alone:.2f} times\n")
    return 0 if seconds <= MOST_SECONDS and beside <= MOST_TIMES * alone else 1


if __name__ == "__main__":
    sys.exit(main())
