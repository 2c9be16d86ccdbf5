"""The encoder in onnxruntime: words to vectors, a window at a time in one thread, so that no batch changes a result."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.errors import RunError
from kg.read.windows import Pieces
from kg.read.words import Words


class Encoder:
    """An exported encoder with its tokenizer."""

    def __init__(self, folder: Path) -> None:
        """Load ``encoder.onnx`` and ``tokenizer.json``. Raises :class:`RunError` when they are not there."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = folder / "encoder.onnx"
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own errors have no common class
            raise RunError(f"{path}: no encoder ({error}); install the package again") from error
        self.pieces = Pieces(folder / "tokenizer.json")

    def encode(self, words: Words) -> NDArray[np.float32]:
        """Return the vectors of the first pieces of all words, [words, width]."""
        parts = [
            self._session.run(None, {"pieces": window.pieces[None]})[0][0][window.first]
            for window in self.pieces.windows(words)
        ]
        return np.concatenate(parts)
