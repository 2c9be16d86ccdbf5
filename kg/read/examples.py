"""Annotated sentences that are most like one that was read: "it reads it as in ...".

Likeness is the cosine between the means of the encoder's vectors over the words of a sentence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.read.words import Words

#: The files beside the weights: the sentences, a JSON object a line, and their vectors in the same order.
SENTENCES = "examples.jsonl"
VECTORS = "examples.npy"


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated sentence: the article it is of, its words, and what was marked: pairs of trigger and type."""

    article: str
    text: str
    marked: tuple[tuple[str, str], ...]


def vector_of(encoded: NDArray[np.float32], words: Words, sentence: int) -> NDArray[np.float32]:
    """Return the vector of a sentence of a document, of length one."""
    mean = encoded[words.sentences == sentence].mean(0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), np.float32)


class Examples:
    """The annotated sentences that a reader learnt from."""

    def __init__(self, folder: Path) -> None:
        """Load them from a folder of weights; there are none where the files are not there."""
        self._sentences: list[Sentence] = []
        self._vectors = np.zeros((0, 1), np.float32)
        if (folder / SENTENCES).exists():
            for line in (folder / SENTENCES).read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                marked = tuple((trigger, kind) for trigger, kind in row["marked"])
                self._sentences.append(Sentence(row["article"], row["text"], marked))
            self._vectors = np.load(folder / VECTORS).astype(np.float32) / 127

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._sentences)

    def nearest(self, vector: NDArray[np.float32], count: int, kind: str = "") -> list[Sentence]:
        """Return the sentences most like a vector, the likest first; of a ``kind`` of event where one is named."""
        likeness = np.round(self._vectors @ vector, 4) if len(self) else np.zeros(0)
        order = np.argsort(-likeness, kind="stable").tolist()
        fitting = [
            self._sentences[k] for k in order if not kind or any(t == kind for _, t in self._sentences[k].marked)
        ]
        return fitting[:count]


def write(sentences: list[Sentence], vectors: NDArray[np.float32], folder: Path) -> None:
    """Write annotated sentences and their vectors beside weights."""
    rows = [
        json.dumps({"article": s.article, "text": s.text, "marked": s.marked}, ensure_ascii=False) for s in sentences
    ]
    (folder / SENTENCES).write_text("\n".join(rows) + "\n", encoding="utf-8")
    np.save(folder / VECTORS, np.clip(np.round(vectors * 127), -127, 127).astype(np.int8))
