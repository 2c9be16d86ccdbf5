"""Windows hold whole sentences where they can, never too many pieces, and every word once."""

import numpy as np
import pytest

from kg.read.reader import shipped
from kg.read.windows import LONGEST, Pieces, cut


@pytest.mark.parametrize(
    ("sizes", "lengths", "longest"),
    [
        ([1] * 30, [10, 10, 10], 12),
        ([2] * 30, [7, 1, 12, 10], 20),
        ([3] * 40, [40], 17),
        ([1, 9, 1, 9], [2, 2], 10),
        ([5], [1], 8),
    ],
)
def test_cuts_are_complete_and_short(sizes, lengths, longest):
    sentences = np.repeat(np.arange(len(lengths)), lengths)
    stretches = cut(np.array(sizes), sentences, longest)
    assert [i for a, b in stretches for i in range(a, b)] == list(range(len(sizes)))
    assert all(sum(sizes[a:b]) <= longest for a, b in stretches)


def test_sentences_stay_whole_where_they_fit():
    sentences = np.repeat(np.arange(6), 5)
    borders = {b for _, b in cut(np.ones(30, int), sentences, 12)}
    assert borders <= {5, 10, 15, 20, 25, 30}


def test_no_words_no_windows():
    assert cut(np.zeros(0, int), np.zeros(0, int), 10) == []


def test_every_word_has_its_first_piece(parsed):
    words = parsed("Unputdownable dromedaries antagonised Kazakhstan's ombudswoman. She resigned.\n" * 40)
    windows = Pieces(shipped().folder / "tokenizer.json").windows(words)
    assert sum(len(w.first) for w in windows) == len(words)
    assert all(len(w.pieces) <= LONGEST for w in windows)
    assert all(np.all(np.diff(w.first) > 0) and w.first[0] == 1 for w in windows)
