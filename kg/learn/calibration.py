"""How sure a reading is: from the network's probabilities to shares that held, on articles that it had not seen.

A logistic regression of being right on the log-odds of the network's probabilities (Platt 1999), fitted by Newton's
method.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.learn.corpus import Article
from kg.learn.measures import HALF, overlap, stretch
from kg.read.calibration import confidence, log_odds
from kg.read.readings import Reading

STEPS = 30
#: A penalty that keeps the weights finite where everything is right.
FLAT = 1e-3
#: Lower ends of the bins of the curve.
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Observation:
    """A finding in an annotated article: its kind, the probabilities that the network gave, and whether it is right."""

    kind: str
    probabilities: tuple[float, ...]
    right: bool
    article: str


def observe(article: Article, reading: Reading) -> Iterator[Observation]:
    """Yield the events and claims of a reading with whether they are right; what may be left out counts neither way."""
    told = article.marked["eventualities"]
    for event in reading.events:
        here = [e for e in told if overlap(stretch(e["trigger"]), event.span)]
        if here and all(e.get("optional") for e in here):
            continue
        right = any(event.type in (e["type"], *e.get("also_ok", ())) for e in here if not e.get("optional"))
        yield Observation("event", (event.probability, event.typed), right, article.name)
    named = {(m[0], m[1]): e["id"] for e in article.marked["entities"] for m in e["mentions"]}
    for claim in reading.claims:
        speakers = None
        if claim.speaker is not None:
            thing = reading.mentions[claim.speaker].thing
            spans = [m.span for m in reading.mentions if m.thing == thing]
            speakers = {k for s in spans for m, k in named.items() if overlap(s, m)}
        right = any(
            _alike(stretch(c["content"]), claim.content)
            and (c.get("speaker") in speakers if speakers is not None else not c.get("speaker"))
            for c in article.marked["claims"]
            if c.get("content")
        )
        yield Observation("claim", (claim.probability, claim.spoken), right, article.name)


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = overlap(one, other)
    return shared / (one[1] - one[0] + other[1] - other[0] - shared) >= HALF


def fit(observations: Sequence[Observation]) -> list[float]:
    """Return the intercept and the weight of each probability's log-odds."""
    if not observations:
        return [0.0, 1.0]
    x = np.array([[1.0, *map(log_odds, o.probabilities)] for o in observations])
    y = np.array([o.right for o in observations], float)
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - FLAT * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + FLAT * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(bend, slope)
    return [round(float(w), 4) for w in weights]


def table_of(observations: Sequence[Observation], folds: int = 5) -> dict[str, list[dict[str, float]]]:
    """Return the reliability curve of each kind, each article's confidences fitted on other articles."""
    curve = {}
    names = {a: k % folds for k, a in enumerate(sorted({o.article for o in observations}))}
    for kind in sorted({o.kind for o in observations}):
        own = [o for o in observations if o.kind == kind]
        sure = []
        for fold in range(folds):
            weights = fit([o for o in own if names[o.article] != fold])
            sure += [(confidence(weights, o.probabilities), o.right) for o in own if names[o.article] == fold]
        rows = []
        for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
            inside = [(c, r) for c, r in sure if low <= c < high]
            if inside:
                mean = np.mean(inside, 0)
                rows.append(
                    {
                        "from": low,
                        "findings": len(inside),
                        "confidence": round(float(mean[0]), 3),
                        "right": round(float(mean[1]), 3),
                    }
                )
        curve[kind] = rows
    return curve
