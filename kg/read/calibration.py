"""How sure a reading is, as measured on articles that the network had not seen: of those at .8 about 80 % are right."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Probabilities are kept this far from 0 and 1, where log-odds have no value.
EDGE = 1e-4
#: Decimal places of a confidence: no table of some thousand findings carries more.
PLACES = 3


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability, kept away from 0 and 1."""
    probability = min(1 - EDGE, max(EDGE, probability))
    return math.log(probability / (1 - probability))


def confidence(weights: Sequence[float], probabilities: Sequence[float]) -> float:
    """Return the calibrated confidence of a finding: intercept and slopes on the log-odds of its probabilities.

    >>> confidence([0.0, 1.0], [0.8])
    0.8
    """
    score = weights[0] + sum(w * log_odds(p) for w, p in zip(weights[1:], probabilities, strict=True))
    return round(1 / (1 + math.exp(-score)), PLACES)
