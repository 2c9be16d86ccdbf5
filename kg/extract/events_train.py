"""Learning the weights of the trigger scorer from annotated articles: plain logistic regression.

:mod:`kg.train` reads the articles and writes ``schemas/events/weights.json``. Articles are held out whole: a
score that an article helped to make says nothing about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: How hard weights are drawn to nought: the best of 3, 5, 10, 30 by document-wise cross-validation.
PENALTY = 5.0
#: A feature that was met less often is not used.
LEAST = 3
#: A single word is a feature only when this many articles have it: words of one subject teach nothing about others.
SPREAD = 4
#: Steps of the solver, and the size of each; more change no weight by 0.01.
STEPS = 400
RATE = 0.3
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of an annotated article: its features, and whether it is a trigger (None: either would do)."""

    document: str
    pos: str
    features: list[str]
    label: bool | None
    #: whether the lexicon's top type is one that the annotators chose (None: not a trigger)
    type_right: bool | None = None


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights of the features by L2-penalised maximum likelihood (Adam, full batch, from nought)."""
    used = [e for e in examples if e.label is not None]
    vocabulary = {name: i for i, name in enumerate(sorted(_known(used)))}
    rows = np.concatenate([np.full(sum(n in vocabulary for n in e.features), r) for r, e in enumerate(used)]).astype(
        int
    )
    columns = np.array([vocabulary[n] for e in used for n in e.features if n in vocabulary])
    labels = np.array([float(bool(e.label)) for e in used])
    weights = np.zeros(len(vocabulary))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        total = np.bincount(rows, weights[columns], minlength=len(used))
        error = 1.0 / (1.0 + np.exp(-total)) - labels
        gradient = np.bincount(columns, error[rows], minlength=len(weights)) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        rate = RATE / (1.0 + step / 50.0)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(weights[i]), DIGITS) for n, i in vocabulary.items() if abs(weights[i]) >= 10**-DIGITS}


def _known(examples: Sequence[Example]) -> set[str]:
    """Return the features that are used: met often enough, and single words only where several documents have them."""
    counts = Counter(name for e in examples for name in e.features)
    spread = Counter(name for name, _ in {(n, e.document) for e in examples for n in e.features if "|lemma=" in n})
    return {n for n, c in counts.items() if c >= LEAST and ("|lemma=" not in n or spread[n] >= SPREAD)}


def score(weights: dict[str, float], names: Sequence[str]) -> float:
    """Return the probability that a candidate with these features is a trigger."""
    return float(1.0 / (1.0 + np.exp(-sum(weights.get(n, 0.0) for n in names))))


def cross_validate(examples: Sequence[Example], folds: int) -> list[tuple[float, Example]]:
    """Score each candidate by weights that its document took no part in."""
    names = sorted({e.document for e in examples})
    found = []
    for fold in range(folds):
        held = set(names[fold::folds])
        weights = fit([e for e in examples if e.document not in held])
        found += [(score(weights, e.features), e) for e in examples if e.document in held]
    return found


def best_threshold(scored: Sequence[tuple[float, Example]], pos: str) -> float:
    """Return the threshold with the best F1 of triggers, in steps of 0.05."""
    here = [(s, e) for s, e in scored if e.pos == pos and e.label is not None]
    total = sum(bool(e.label) for _, e in here)

    def measure(threshold: float) -> float:
        taken = [bool(e.label) for s, e in here if s >= threshold]
        return 2 * sum(taken) / max(1, len(taken) + total)

    return max((round(t * 0.05, 2) for t in range(4, 15)), key=measure)
