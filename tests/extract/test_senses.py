"""Nouns and adjectives in one sense and in another: what they tell hangs on what stands beside them."""

import pytest

from tests.extract.test_events import told


def types(text, trigger):
    """Return the types of what a text tells with a trigger."""
    return {row["type"] for row in told(text) if row["trigger"] == trigger}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bakers lied about their income tax returns.", "returns"),
        ("Divers drained the tank in order to save the seals.", "order"),
        ("In addition to flour, the mill sells oats.", "addition"),
    ],
)
def test_words_that_tell_nothing_in_a_set_phrase(text, word):
    assert not types(text, word)
