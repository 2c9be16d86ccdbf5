"""A graph written subject by subject is the text that the library would write of its statements."""

from datetime import date

import pytest

from kg import ids
from kg.graph.blocks import Blocks, checked, day, iri, quads_of, share, text, whole
from kg.graph.trig import graph_text
from kg.graph.vocab import ATTEST

GRAPH = "urn:x:graph"
NAMED = "<urn:x:named> "
BLOCKS = [
    ("urn:x:b", [NAMED + text("tab\t, line\n, \"quoted\", back\\slash, bell\x07, é, 😀, \u2028"), NAMED + text("")]),
    ("urn:x:b#part", [f"<{ATTEST}score> {share(value)}" for value in (0.8, 1.0, -2.5)]),
    ("urn:x:b", [f"<{ATTEST}time> {day(date(2031, 5, 3))}", f"<{ATTEST}minCount> {whole(12)}"]),
    ("urn:x:a", [NAMED + iri(f"{ATTEST}{name}") for name in ("Person", "a.b", "a/b", "", "1a", "a-")]),
    ("urn:x:a", ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:kind>", NAMED + iri(f"{ATTEST}Person")]),
    ("urn:x:a", [NAMED + checked("http://www.wikidata.org/entity/Q1")]),
]  # fmt: skip


@pytest.mark.parametrize("most_held", [10_000, 60, 1])
def test_the_text_is_that_of_the_statements_whatever_their_order(most_held, tmp_path):
    expected = graph_text(f"{quad} .\n".encode() for quad in quads_of(BLOCKS, GRAPH)).decode()
    for order in (BLOCKS, BLOCKS[::-1]):
        blocks = Blocks(tmp_path, most_held)
        blocks.extend(order)
        assert f"<{GRAPH}> {{\n{''.join(blocks)}}}\n" == expected
    assert not list(tmp_path.iterdir())


def test_what_is_no_iri_is_refused():
    with pytest.raises(ValueError, match="IRI"):
        checked("http://example.org/a b")


def test_no_block_is_no_text():
    assert not list(Blocks())
    assert not quads_of([], ids.RESOLUTION_GRAPH)
