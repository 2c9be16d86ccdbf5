"""How sure it is that a candidate is a trigger: a logistic regression whose weights are words and numbers in a file.

``python -m kg.train`` makes ``schemas/events/weights.json`` from annotated articles. What the number means is
measured there by document-wise cross-validation, never on articles that the weights were made from.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache

from kg.settings import schema_path


@dataclass(frozen=True)
class Weights:
    """The weights of features by part of speech, and the least score at which a candidate of each is taken."""

    weights: dict[str, dict[str, float]]
    thresholds: dict[str, float]

    def score(self, pos: str, features: list[str]) -> float:
        """Return the probability that a candidate of this part of speech is a trigger."""
        weight = self.weights[pos].get
        total = sum([weight(name, 0.0) for name in features])
        return 1.0 / (1.0 + math.exp(-total))

    def threshold(self, pos: str) -> float:
        """Return the least score at which a candidate of this part of speech is taken."""
        return self.thresholds[pos]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Read the weights that ship with the package."""
    table = json.loads(schema_path("events/weights.json").read_text(encoding="utf-8"))
    weights: dict[str, dict[str, float]] = {pos: {} for pos in table["thresholds"]}
    for crossed, weight in table["weights"].items():
        pos, _, name = crossed.partition("|")
        weights.setdefault(pos, {})[name] = weight
    return Weights(weights, table["thresholds"])
