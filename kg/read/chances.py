"""Scores to probabilities, rounded before they decide: what a processor rounds otherwise then decides nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float32]

#: Probabilities are rounded to so many places before they decide.
PLACES = 4


def softmax(scores: Floats, axis: int = -1) -> Floats:
    """Return probabilities, rounded to PLACES."""
    odds = np.exp(scores - scores.max(axis, keepdims=True))
    return np.round(odds / odds.sum(axis, keepdims=True), PLACES)


def log_softmax(scores: Floats, axis: int = -1) -> Floats:
    """Return logarithms of probabilities, rounded to PLACES."""
    shifted = scores - scores.max(axis, keepdims=True)
    return np.round(shifted - np.log(np.exp(shifted).sum(axis, keepdims=True)), PLACES)


def odds(scores: Floats) -> Floats:
    """Return the probabilities of log-odds, rounded to PLACES."""
    return np.round(1 / (1 + np.exp(-scores)), PLACES)
