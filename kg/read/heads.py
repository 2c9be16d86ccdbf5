"""The heads of the network without torch: numpy on the vectors that the encoder gives.

Twins of :mod:`kg.learn.network`, on weights that its export wrote; single-precision products in one thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.read.pairs import HORIZON, edges, likeness, paths, placing, steps_between
from kg.read.words import Words

type Floats = NDArray[np.float32]

#: Abramowitz and Stegun's approximation of the error function: its pole and the weights of its powers, highest first.
_ROOT_HALF = np.float32(0.5**0.5)
_POLE = np.float32(0.3275911)
_POWERS = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
#: What a masked score is.
NEVER = np.float32(-1e9)


def gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit (Hendrycks and Gimpel 2016).

    The error function is Abramowitz and Stegun's 7.1.26, right to 1.5e-7.
    """
    size = np.abs(x) * _ROOT_HALF
    t = 1 / (1 + _POLE * size)
    tail = np.full_like(t, _POWERS[0])
    for power in (*_POWERS[1:], 0.0):
        tail *= t
        tail += power
    tail *= np.exp(-size * size)
    half = 0.5 * tail
    return np.asarray(x * np.where(x < 0, half, 1 - half), np.float32)


class Heads:
    """The weights of all heads. Those of ``trigger`` are under ``alone.trigger.0.weight``, and so on."""

    def __init__(self, weights: Mapping[str, Floats], known: Mapping[str, int]) -> None:
        """Take the weights, and the numbers of the paths that they know."""
        self.weights, self.known = weights, known
        self._features = sum(name.startswith("embed.") for name in weights)

    def linear(self, name: str, x: Floats) -> Floats:
        """Apply one layer."""
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def two_layers(self, name: str, x: Floats) -> Floats:
        """Apply a net with one hidden layer."""
        return self.linear(f"{name}.3", gelu(self.linear(f"{name}.0", x)))

    def vectors(self, encoded: Floats, words: Words) -> Floats:
        """Return the vectors of words from the encoder's: with the grammar's, and of the words above and below."""
        parts = [self.weights[f"embed.{k}.weight"][words.features[:, k]] for k in range(self._features)]
        x = np.concatenate([encoded, *parts], 1)
        below = np.zeros((len(x), self.weights["down.bias"].shape[0]), np.float32)
        np.add.at(below, words.heads, self.linear("down", x))
        count = np.maximum(np.bincount(words.heads, minlength=len(x)), 1).astype(np.float32)
        return np.concatenate([x, gelu(self.linear("up", x)[words.heads]), gelu(below / count[:, None])], 1)

    def biaffine(self, name: str, rows: Floats, columns: Floats, distance: NDArray[np.int64]) -> Floats:
        """Score each row with each column, [rows, columns, scores]."""
        left = _with_one(gelu(self.linear(f"{name}.row.0", rows)))
        right = _with_one(gelu(self.linear(f"{name}.column.0", columns)))
        form = self.weights[f"{name}.form"]
        scores = np.stack([left @ f @ right.T for f in form], -1)
        return scores + self.weights[f"{name}.distance.weight"][distance]


class Scores:
    """The scores of one document."""

    def __init__(self, heads: Heads, encoded: Floats, words: Words) -> None:
        """Take the encoder's vectors of the words, [words, width]."""
        self.heads, self.words = heads, words
        self.x = heads.vectors(encoded, words)
        self._alone: dict[str, Floats] = {}

    def alone(self, head: str, words: Sequence[int] | None = None) -> Floats:
        """Return the scores of a head for some words, or all."""
        if words is not None:
            return self.heads.two_layers(f"alone.{head}", self.x[list(words)])
        if head not in self._alone:
            self._alone[head] = self.heads.two_layers(f"alone.{head}", self.x)
        return self._alone[head]

    def _told(self, rows: Sequence[int], columns: Sequence[int]) -> Floats:
        numbers, lengths = paths(self.words, rows, columns, self.heads.known)
        told = placing(self.words, rows, columns, lengths)
        return np.concatenate([self.heads.weights["path.weight"][numbers], told], -1)

    def _pair(self, name: str, rows: Sequence[int], columns: Sequence[int]) -> Floats:
        distance = steps_between(np.asarray(rows), np.asarray(columns))
        return self.heads.biaffine(f"paired.{name}", self.x[list(rows)], self.x[list(columns)], distance)

    def roles(self, events: Sequence[int], mentions: Sequence[int]) -> Floats:
        """Return the log-odds of roles."""
        typed = self.heads.linear("typed", _softmax(self.alone("trigger")))
        classed = self.heads.linear("classed", _softmax(self.alone("class")))
        fitting = np.concatenate([typed, classed], 1)
        distance = steps_between(np.asarray(events), np.asarray(mentions))
        fit = self.heads.biaffine("fitting", fitting[list(events)], fitting[list(mentions)], distance)
        told = self.heads.two_layers("beside.role", self._told(events, mentions))
        return self._pair("role", events, mentions) + told + fit

    def antecedents(self, mentions: Sequence[int]) -> Floats:
        """Return the scores of no antecedent and of each earlier mention."""
        scores = self._pair("antecedent", mentions, mentions)[..., 0]
        scores = scores + self.heads.two_layers("like", likeness(self.words, mentions))[..., 0]
        scores[np.triu_indices(len(mentions))] = NEVER
        return np.concatenate([self.alone("first_mention", mentions), scores], 1)

    def claims(self, cues: Sequence[int]) -> tuple[Floats, Floats]:
        """Return the scores of voices, and of first, last and inner words of the content."""
        every = range(len(self.words))
        far = np.abs(np.arange(len(self.words))[None, :] - np.asarray(cues)[:, None]) > HORIZON
        told = self._told(cues, every)
        mention = np.broadcast_to((1 - _softmax(self.alone("class"))[:, 0])[None, :, None], (*far.shape, 1))
        beside = self.heads.two_layers("beside.voice", np.concatenate([told, mention], -1))
        voice = self._pair("voice", cues, every) + beside
        voice[far] = NEVER
        none = self.alone("no_voice", cues)[:, None, :]
        beside = self.heads.two_layers("beside.content", np.concatenate([told, edges(self.words, cues)], -1))
        content = self._pair("content", cues, every) + beside
        content[far] = NEVER
        return np.concatenate([none, voice], 1), content

    def times(self, events: Sequence[int]) -> Floats:
        """Return the scores of no time and of each expression of time."""
        none = self.alone("no_time", events)
        heads = [h if (h := self.words.head_of(*t)) is not None else 0 for t in self.words.times]
        if not heads:
            return none
        beside = self.heads.two_layers("beside.time", self._told(events, heads))
        return np.concatenate([none, (self._pair("time", events, heads) + beside)[..., 0]], 1)


def _with_one(x: Floats) -> Floats:
    return np.concatenate([x, np.ones((len(x), 1), np.float32)], 1)


def _softmax(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(odds / odds.sum(-1, keepdims=True), np.float32)
