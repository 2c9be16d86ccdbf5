"""The reader: a document and its parse to everything that it tells."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from kg.errors import RunError
from kg.extract.syntax import Parse
from kg.gazetteer import Gazetteer
from kg.model import Document, Extraction, Span
from kg.read.decode import decode
from kg.read.encoder import Encoder
from kg.read.examples import Examples, vector_of
from kg.read.heads import Heads, Scores
from kg.read.labels import fingerprint
from kg.read.names import Material, prepare
from kg.read.readings import Reading, Thresholds
from kg.read.records import records
from kg.read.words import Words, words_of
from kg.settings import NETWORK

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: So many annotated sentences explain a reading.
LIKEST = 3
#: What a folder of weights holds.
FILES = ("encoder.onnx", "heads.npz", "reader.json", "tokenizer.json")


@dataclass(frozen=True)
class Weights:
    """A trained network on disk. ``card`` says how it was made and what was measured of it."""

    folder: Path

    @cached_property
    def card(self) -> dict[str, Any]:
        """The model card, as a table."""
        path = self.folder / "reader.json"
        try:
            card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise RunError(f"{path}: no weights of a reader ({error}); make them with kg learn") from error
        if card.get("labels") != fingerprint():
            raise RunError(f"{path}: made with other lists of labels; make the weights again with kg learn")
        return card

    @cached_property
    def sha256(self) -> str:
        """A hash of all files: what read a document."""
        digest = hashlib.sha256()
        for name in FILES:
            digest.update((self.folder / name).read_bytes())
        return digest.hexdigest()


def shipped() -> Weights:
    """Return the weights that come with the package."""
    return Weights(Path(str(files("kg.read"))) / "weights")


class Reader:
    """A trained network, ready to read."""

    def __init__(self, weights: Weights) -> None:
        """Load the weights. Raises :class:`RunError` when they are not there or of another version."""
        threadpool_limits(1, user_api="blas")  # more threads gain nothing on products so small, and fight over cores
        self.weights = weights
        card = weights.card
        with np.load(weights.folder / "heads.npz") as arrays:
            self.heads = Heads({n: arrays[n].astype(np.float32) for n in arrays.files}, card["paths"])
        self.encoder = Encoder(weights.folder)
        self.thresholds = Thresholds(**card.get("thresholds", {}))

    def reading(self, words: Words) -> Reading:
        """Return what the network reads in the words of a document."""
        if not len(words):
            return Reading()
        return decode(words, Scores(self.heads, self.encoder.encode(words), words), self.thresholds)

    def material(self, document: Document, doc: Doc, gazetteer: Gazetteer) -> Material:
        """Return a document as the network takes it up."""
        words = words_of(doc, text=document.text, blank=[b.span for b in document.boilerplate])
        return prepare(document, Parse(document, doc), gazetteer, words)

    @cached_property
    def examples(self) -> Examples:
        """The annotated sentences that the network learnt from."""
        return Examples(self.weights.folder)

    def why(self, words: Words, trigger: Span) -> list[str]:
        """Say in lines why an event was read: the probabilities, the runner-up, and the likest annotated sentences."""
        encoded = self.encoder.encode(words)
        found = decode(words, Scores(self.heads, encoded, words), self.thresholds)
        told = next((e for e in found.events if e.span == trigger), None)
        if told is None:
            return []
        other, share = told.runner_up
        lines = [
            f"a trigger with probability {told.probability:.2f}; of these {told.type} {told.typed:.2f}, "
            f"next {other} {share:.2f}"
        ]
        vector = vector_of(encoded, words, int(words.sentences[told.word]))
        for sentence in self.examples.nearest(vector, LIKEST, told.type):
            marked = ", ".join(f"“{t}”" for t, kind in sentence.marked if kind == told.type)
            lines.append(f"as in {sentence.article}: “{sentence.text}” (marked as {told.type}: {marked})")
        return lines

    def read(self, document: Document, doc: Doc, gazetteer: Gazetteer, *, sure: float = 0.0) -> Extraction:
        """Read a document; leave out events and claims that it is less sure of."""
        material = self.material(document, doc, gazetteer)
        return records(material, self.reading(material.words), self.weights.card["calibration"], sure=sure)


@cache
def load_reader(name: str = NETWORK) -> Reader:
    """Return a reader, loaded once a process: of the weights that come with the package, or of those in a folder."""
    return Reader(shipped() if name == NETWORK else Weights(Path(name)))
