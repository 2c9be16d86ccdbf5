"""Phrasal verbs, set objects and nouns in common constructions: one word, many types."""

from itertools import islice
from pathlib import Path

import pytest

from kg.extract.lexicon import load_lexicon
from tests.extract.test_events import told

#: Sentences, the words of the trigger (or of several that would do), and the types that an analyst would accept.
TABLE = Path(__file__).parent / "cases" / "phrasal.txt"
CASES = [line.split("|") for line in islice(TABLE.read_text(encoding="utf-8").splitlines(), 1, None)]


@pytest.mark.parametrize(("text", "triggers", "types"), CASES, ids=lambda value: value[:50])
def test_what_a_construction_tells(text, triggers, types):
    wanted, words = set(types.split(",")), [set(t.split()) for t in triggers.split(",")]
    top = load_lexicon().top
    rows = [row for row in told(text) if any(w & set(row["trigger"].split()) for w in words)]
    found = {row["type"] for row in rows} | {top(row["type"]) for row in rows}
    assert found & wanted or ("-" in wanted and not found)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("The candidate won in Ohio, where voters wanted a change.", "won", "Appoint"),
        ("The rowers won on Sunday.", "won", "Win"),
        ("The governor attacked her rival as weak.", "attacked", "Accuse"),
        ("Gunmen attacked the depot.", "attacked", "Attack"),
        ("The dockers and their union prepared for a strike.", "strike", "Protest"),
        ("A drone flew over the port before the strike.", "strike", "Attack"),
    ],
)
def test_the_words_of_the_sentence_tell_what_is_meant(text, trigger, kind):
    assert kind in {row["type"] for row in told(text) if row["trigger"] == trigger}
