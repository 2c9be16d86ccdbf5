"""Each saved query, with its whole answer on the sample corpus as it is committed under ``output/``.

After ``make demo`` has changed that, ``make docs`` writes the answers anew; read the difference.
"""

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.query import format_result, run, saved_queries
from kg.store import memory_store

GRAPH = Path(__file__).resolve().parents[2] / "output" / "graph.trig"
ANSWERS = Path(__file__).parent / "samples"

#: The values with which each query that needs some is asked here.
ASKED = {
    "changed-since": {"since": "2021-11-12"},
    "claims-on-subject": {"subject": "border"},
    "events-at-place": {"place": "Poland"},
    "paths": {"from": "Poland", "to": "Vladimir Putin"},
    "relations-by-month": {"one": "Poland", "other": "BLR"},
    "timeline": {"actor": "Poland"},
}


def samples_store():
    """Return the graph of the sample corpus, in memory."""
    return memory_store(ox.parse(path=str(GRAPH), format=ox.RdfFormat.TRIG))


def answer(store, name):
    """Return the whole answer to a query, a row a line."""
    return format_result(run(store, name, ASKED.get(name, {})), "csv").replace("\r\n", "\n").rstrip("\n") + "\n"


@pytest.fixture(scope="module")
def store():
    return samples_store()


@pytest.mark.parametrize("name", saved_queries())
def test_the_whole_answer_on_the_samples(store, name):
    expected = (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")
    assert expected.count("\n") > 1, "an answer without rows shows nothing"
    assert answer(store, name) == expected, "changed on purpose? make docs, or python -m tests.query.test_samples"


def test_no_answer_is_left_over():
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(saved_queries())


if __name__ == "__main__":
    opened = samples_store()
    for one in saved_queries():
        text = answer(opened, one)
        (ANSWERS / f"{one}.csv").write_text(text, encoding="utf-8")
        sys.stdout.write(f"{one}: {text.count(chr(10)) - 1} lines\n")
