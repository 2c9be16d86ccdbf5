"""The annotated sentences that go with the weights, so that a reading can be explained by those it is most like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kg.learn.corpus import Article
from kg.read.encoder import Encoder
from kg.read.examples import Sentence, vector_of, write


def write_examples(articles: Sequence[Article], folder: Path) -> int:
    """Write the sentences of annotated articles in which an event is marked; return how many there are."""
    encoder = Encoder(folder)
    sentences, vectors = [], []
    for article in articles:
        encoded = encoder.encode(article.words)
        for number, sentence in _sentences(article):
            sentences.append(sentence)
            vectors.append(vector_of(encoded, article.words, number))
    write(sentences, np.stack(vectors), folder)
    return len(sentences)


def _sentences(article: Article) -> Iterator[tuple[int, Sentence]]:
    words = article.words
    told: dict[int, list[tuple[str, str]]] = {}
    for event in article.marked["eventualities"]:
        head = words.head_of(*event["trigger"])
        if head is not None and not event.get("optional"):
            trigger = " ".join(words.text[slice(*event["trigger"])].split())
            told.setdefault(int(words.sentences[head]), []).append((trigger, event["type"]))
    for number, marked in sorted(told.items()):
        inside = np.flatnonzero(words.sentences == number)
        text = " ".join(words.text[int(words.starts[inside[0]]) : int(words.ends[inside[-1]])].split())
        yield number, Sentence(article.name, text, tuple(marked))
