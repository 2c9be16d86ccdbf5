"""Benchmarks of the store: parameterised questions against raw pyoxigraph, and what it costs to replace a document.

``python -m tests.bench.bench_store [QUADS]`` fills a store of invented articles as ``kg build`` does (both passes, then
the snapshot that ``kg query`` reads, merged no more than a build merges it), and asks it saved questions with
parameters. Printed is what the same answer costs by hand: the query's text with its values already in it, run by
pyoxigraph on the same snapshot, its rows left as terms. Ours reads the name of a query and the words of its parameters,
looks names up, puts the values in safely and makes plain values of the rows. Starting a program and opening the store
are in neither. Processor time, the two sides in turn, medians: a busy machine harms both. Fails when a bar is missed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import batched
from pathlib import Path

from kg import ids
from kg.gazetteer import load_gazetteer
from kg.graph.canonical import canonical
from kg.graph.document import write_canonical, write_document
from kg.graph.trig import pack
from kg.graph.vocab import PREFIXES
from kg.increment.known import keep
from kg.query import run
from kg.query.running import bound_text
from kg.resolution import resolve_store
from kg.settings import Settings
from kg.store import Store, open_snapshot, open_store
from tests.bench.invented import FAMOUS, extraction, spoken, things
from tests.graph.builders import article

#: The bar: our way to an answer may cost so many times the bare query; replacing a document beside many, alone.
MOST_RATIO, MOST_TIMES = 1.3, 3.0
QUADS = 1_000_000
#: Quads of one invented article, about; only to know how many of them are wanted.
PER_ARTICLE = 1_650
NAMES, TOGETHER = 20_000, 64
#: Rounds, and the least and most seconds that one of them and all of one question take.
ROUNDS, LEAST, MOST = 9, 0.02, 12.0

#: Questions with their parameters; {0} is a name that many articles have, {1} one that few have.
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("entities", {"name": "{0}"}),
    ("entities", {"name": "{1}"}),
    ("who-said-what", {"speaker": "{0}"}),
    ("who-said-what", {"speaker": "{1}"}),
    ("who-did-what", {"actor": "{0}"}),
    ("who-accuses-whom", {"accuser": "{0}"}),
    ("timeline", {"actor": "{0}"}),
    ("timeline", {"actor": "{1}", "since": "2031-03-01"}),
    ("denials", {"speaker": "{0}"}),
    ("claims-on-subject", {"subject": "{1}"}),
    ("relations-by-month", {"one": "DEU", "other": "POL"}),
)


def say(text: str) -> None:
    """Write a line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def fill(folder: Path, quads: int) -> int:
    """Fill a store as a build does, and publish it; return how many quads there are."""
    known, settings = things(NAMES), Settings()
    load_gazetteer(settings)
    count = max(1, quads // PER_ARTICLE)
    with open_store(folder) as store:
        kept: dict[str, bytes] = {}
        for numbers in batched(range(count), TOGETHER):
            texts = []
            for number in numbers:
                read = canonical(spoken(extraction(number, known)))
                written = write_canonical(read, ids.DEFAULT_BASE)
                texts.append((read.document.identifier, written.iri, pack(written.trig)))
                kept[written.iri] = keep(read)
            store.put_documents(texts)
            say(f"  {numbers[-1] + 1:,} of {count:,} articles")
        say("  who is who, and what is one event")
        resolve_store(store, settings, decisions=folder / "decisions.csv", kept=kept)
        store.publish()
        return len(store)


def median_times(*actions: Callable[[], object]) -> list[float]:
    """Time actions in turn; return the median of each, in milliseconds of the processor."""
    repeats = [_repeats(action) for action in actions]
    times: list[list[float]] = [[] for _ in actions]
    begin = time.monotonic()
    for done in range(ROUNDS):
        if done > 2 and time.monotonic() - begin > MOST:
            break
        for kept, action, repeat in zip(times, actions, repeats, strict=True):
            start = time.process_time()
            for _ in range(repeat):
                action()
            kept.append((time.process_time() - start) * 1000 / repeat)
    return [statistics.median(kept) for kept in times]


def _repeats(action: Callable[[], object]) -> int:
    """Return how often an action is done in one round; it has been done once then."""
    action()
    start = time.process_time()
    action()
    return max(1, round(LEAST / max(time.process_time() - start, 1e-6)))


def ask(store: Store, name: str, params: Mapping[str, str]) -> tuple[int, float, float]:
    """Ask one question both ways; return the number of rows, and the milliseconds of ours and of the bare query."""
    _, text = bound_text(store, name, params)

    def bare() -> list[tuple[object, ...]]:
        return [tuple(r) for r in store.inner.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)]

    rows = len(run(store, name, params).rows)
    assert rows == len(bare()), name
    ours, raw = median_times(lambda: run(store, name, params), bare)
    return rows, ours, raw


def questions(folder: Path) -> float:
    """Ask all questions; return the worst ratio."""
    known = things(NAMES)
    often, famous = known[0][1], {name for _, name, _ in known[:FAMOUS]}
    rare = next(m.name for m in extraction(0, known).mentions if m.name and " " in m.name and m.name not in famous)
    names = often, rare
    worst = 0.0
    say(f"{'question':<60} {'rows':>5} {'ms':>8} {'raw ms':>8} {'ratio':>6}")
    store = open_snapshot(folder)
    for name, params in QUESTIONS:
        given = {key: value.format(*names) for key, value in params.items()}
        rows, ours, raw = ask(store, name, given)
        worst = max(worst, ours / raw)
        asked = " ".join([name, *(f"{key}={value}" for key, value in given.items())])
        say(f"{asked:<60} {rows:>5} {ours:>8.2f} {raw:>8.2f} {ours / raw:>6.2f}")
    store.close()
    return worst


def replacing(folder: Path, empty: Path) -> float:
    """Put an article in and another in its place, in a full and an empty store; return how many times it costs."""
    first = article("changed.txt")
    texts = [write_document(some) for some in (first, replace(first, claims=first.claims[:2]))]

    def replaced(store: Store) -> None:
        for written in texts:
            store.put_documents([("changed.txt", written.iri, pack(written.trig))])

    with open_store(folder) as large, open_store(empty) as small:
        large_time, small_time = median_times(lambda: replaced(large), lambda: replaced(small))
    say(f"an article replaced twice: {large_time:.1f} ms, {small_time:.1f} ms in an empty store")
    return large_time / small_time


def main() -> int:
    """Fill a store and ask it; return 1 when a bar is missed."""
    quads = int(sys.argv[1]) if len(sys.argv) > 1 else QUADS
    with tempfile.TemporaryDirectory() as place:
        folder, start = Path(place) / "store", time.process_time()
        say(f"filling a store with about {quads:,} quads")
        found = fill(folder, quads)
        say(f"{found:,} quads in {time.process_time() - start:.0f} s of the processor")
        worst = questions(folder)
        times = replacing(folder, Path(place) / "empty")
    say(f"worst question {worst:.2f} times raw (bar {MOST_RATIO}), replacing {times:.2f} times (bar {MOST_TIMES})")
    return 0 if worst <= MOST_RATIO and times <= MOST_TIMES else 1


if __name__ == "__main__":
    sys.exit(main())
