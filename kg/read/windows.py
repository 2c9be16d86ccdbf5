"""Word pieces for the encoder, in windows of whole sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.read.words import Words

#: A window has at most so many pieces, its two marks included; a longer sentence is cut.
LONGEST = 256


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of some sentences; ``first`` says where in them each word begins, one word after the other."""

    pieces: NDArray[np.int64]
    first: NDArray[np.int64]


class Pieces:
    """The tokenizer of an encoder: words to word pieces."""

    def __init__(self, path: Path) -> None:
        """Load ``tokenizer.json``."""
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        marks = self._tokenizer.encode("").ids
        self.opening, self.closing = marks[0], marks[-1]
        self.unknown: int = self._tokenizer.token_to_id("[UNK]") or 0
        self._of = lru_cache(maxsize=65536)(self._encode)

    def _encode(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids) or (self.unknown,)

    def windows(self, words: Words) -> list[Window]:
        """Cut the words into windows of whole sentences, as few as there can be and of like length."""
        pieces = [self._of(form)[: LONGEST - 2] for form in words.forms]
        sizes = np.array([len(p) for p in pieces], np.int64)
        return [self._window(pieces[a:b]) for a, b in cut(sizes, words.sentences, LONGEST - 2)]

    def _window(self, pieces: list[tuple[int, ...]]) -> Window:
        sizes = [1, *(len(p) for p in pieces)]
        row = [self.opening, *(x for p in pieces for x in p), self.closing]
        return Window(np.array(row, np.int64), np.cumsum(sizes[:-1]).astype(np.int64))


def cut(sizes: NDArray[np.int64], sentences: NDArray[np.int32], longest: int) -> list[tuple[int, int]]:
    """Cut words into stretches of whole sentences, each of at most ``longest`` pieces, of like length.

    A sentence that is longer alone is cut where it must be.

    >>> cut(np.array([1, 1, 1, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2]), 4)
    [(0, 2), (2, 6)]
    """
    if not len(sizes):
        return []
    total = np.concatenate([[0], np.cumsum(sizes)])
    ends = np.append(np.flatnonzero(np.diff(sentences)) + 1, len(sizes))
    for count in range(max(1, -(-int(total[-1]) // longest)), len(sizes) + 1):
        marks = [ends[np.argmin(np.abs(total[ends] - total[-1] * k / count))] for k in range(1, count)]
        stops = sorted({0, *(int(m) for m in marks), len(sizes)})
        found = list(pairwise(stops))
        if all(total[b] - total[a] <= longest for a, b in found):
            return found
        if count > 2 * len(ends) + 2:
            break
    found, start = [], 0
    for end in range(1, len(sizes) + 1):
        if end == len(sizes) or total[end + 1] - total[start] > longest:
            found.append((start, end))
            start = end
    return found
