"""The network in torch: one encoder, and heads for what a word tells and what two words have to do with each other.

Every head has its twin in :mod:`kg.read.heads`, which computes the same without torch; a test compares them. Pairs are
scored by a biaffine form (Dozat and Manning 2017) with what :mod:`kg.read.pairs` tells of them beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.learn.encoder import NEVER, Encoder, Shape
from kg.learn.targets import Targets
from kg.read.labels import (
    ACTS,
    CLASSES,
    DEPENDENCIES,
    KINDS,
    LEAF,
    MODALITIES,
    NAMED,
    POLARITIES,
    POS,
    QUOTED,
    ROLES,
    SHAPES,
    STANCES,
    TYPES,
    VOICES,
)
from kg.read.pairs import EDGES, HORIZON, LIKENESS, PLACING, STEPS, edges, likeness, paths, placing, steps_between
from kg.read.windows import Window
from kg.read.words import Words

#: The features of a word (:class:`kg.read.words.Words`) with how many values each has, and how wide it is embedded.
FEATURES = (
    (len(POS), 16),
    (len(DEPENDENCIES), 24),
    (len(NAMED), 16),
    (len(SHAPES), 4),
    (1 + len(CLASSES), 16),
    (len(QUOTED), 4),
    (2, 2),
)
#: Heads that score a word by itself, with how many scores each gives.
ALONE = {
    "trigger": 1 + len(TYPES),
    "leaf": len(LEAF),
    "class": 1 + len(CLASSES),
    "kind": len(KINDS),
    "polarity": len(POLARITIES),
    "modality": len(MODALITIES),
    "cue": 1,
    "act": len(ACTS),
    "stance": len(STANCES),
    "first_mention": 1,
    "no_voice": len(VOICES),
    "no_time": 1,
}
#: Heads that score two words, with how many scores each gives and how wide the words are made for it.
PAIRED = {
    "role": (len(ROLES), 160),
    "antecedent": (1, 128),
    "voice": (len(VOICES), 128),
    "content": (3, 128),
    "time": (1, 64),
}
#: Of each pair that a head scores, what else is told: embedded path and placing, and more.
BESIDE = {"role": 0, "voice": 1, "content": EDGES, "time": 0}
HIDDEN = 256
TREE = 128
PATH = 32
PATHS = 900
BESIDE_HIDDEN = 64


def two_layers(width: int, inner: int, out: int, dropout: float) -> nn.Sequential:
    """Return a net with one hidden layer."""
    return nn.Sequential(nn.Linear(width, inner), nn.GELU(), nn.Dropout(dropout), nn.Linear(inner, out))


class Biaffine(nn.Module):
    """Score every pair of a row and a column: a bilinear form of both, and their distance."""

    def __init__(self, width: int, inner: int, out: int, dropout: float) -> None:
        super().__init__()
        self.row = nn.Sequential(nn.Linear(width, inner), nn.GELU(), nn.Dropout(dropout))
        self.column = nn.Sequential(nn.Linear(width, inner), nn.GELU(), nn.Dropout(dropout))
        self.form = nn.Parameter(torch.randn(out, inner + 1, inner + 1) * 0.02)
        self.distance = nn.Embedding(2 * STEPS + 1, out)
        nn.init.zeros_(self.distance.weight)

    def forward(self, rows: Tensor, columns: Tensor, distance: Tensor) -> Tensor:
        """Return [rows, columns, out]."""
        left, right = (torch.cat([x, x.new_ones(len(x), 1)], 1) for x in (self.row(rows), self.column(columns)))
        scores = torch.einsum("ih,ohk,jk->ijo", left, self.form, right)
        return scores + self.distance(distance)


@dataclass(eq=False)
class Example:
    """An article as the network takes it: its words, its windows, and its targets where it is learnt from."""

    name: str
    words: Words
    windows: list[Window]
    targets: Targets | None = None
    only_claims: bool = False
    frozen: list[Tensor] | None = None
    weight: float = 1.0


class Network(nn.Module):
    """The encoder with all heads. ``paths`` numbers the ways in the tree that it tells apart."""

    def __init__(self, encoder: Path, shape: Shape, known: dict[str, int], dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder(encoder, shape)
        self.known = known
        self.embed = nn.ModuleList(nn.Embedding(size, width) for size, width in FEATURES)
        base = self.encoder.width + sum(width for _, width in FEATURES)
        self.up, self.down = nn.Linear(base, TREE), nn.Linear(base, TREE)
        self.width = base + 2 * TREE
        self.dropout = nn.Dropout(dropout)
        self.alone = nn.ModuleDict({k: two_layers(self.width, HIDDEN, n, dropout) for k, n in ALONE.items()})
        self.paired = nn.ModuleDict({k: Biaffine(self.width, h, n, dropout) for k, (n, h) in PAIRED.items()})
        self.path = nn.Embedding(1 + PATHS, PATH)
        self.beside = nn.ModuleDict(
            {k: two_layers(PATH + PLACING + more, BESIDE_HIDDEN, PAIRED[k][0], 0.1) for k, more in BESIDE.items()}
        )
        self.like = two_layers(LIKENESS, 32, 1, 0.1)
        self.typed = nn.Linear(1 + len(TYPES), 48)
        self.classed = nn.Linear(1 + len(CLASSES), 24)
        self.fitting = Biaffine(48 + 24, 32, len(ROLES), dropout)
        nn.init.constant_(self.get_parameter("paired.role.form").data[:, -1, -1], -3.0)

    def vectors(self, examples: list[Example]) -> list[Tensor]:
        """Return the vectors of the words of some articles, each [words, width]."""
        rows = [(e, w) for e in examples for w in e.windows]
        size = max(len(w.pieces) for _, w in rows)
        there = torch.zeros(len(rows), size, dtype=torch.bool)
        for i, (_, window) in enumerate(rows):
            there[i, : len(window.pieces)] = True
        bias = self.encoder.bias(there)
        encoded = self.encoder.above(self._below(examples, rows, there, bias), bias)
        found, row = [], 0
        for example in examples:
            parts = []
            for window in example.windows:
                parts.append(encoded[row, torch.from_numpy(window.first)])
                row += 1
            found.append(self._words(torch.cat(parts), example.words))
        return found

    def _below(
        self, examples: list[Example], rows: list[tuple[Example, Window]], there: Tensor, bias: Tensor
    ) -> Tensor:
        """Return the output of the frozen layers; kept with the example, since it never changes."""
        pieces = torch.full(there.shape, self.encoder.pad)
        for i, (_, window) in enumerate(rows):
            pieces[i, : len(window.pieces)] = torch.from_numpy(window.pieces)
        if not self.encoder.shape.frozen:
            return self.encoder.below(pieces, bias)
        if all(e.frozen is not None for e in examples):
            x = torch.zeros(*there.shape, self.encoder.width)
            for i, part in enumerate(p for e in examples for p in e.frozen or ()):
                x[i, : len(part)] = part
            return x
        with torch.no_grad():
            x = self.encoder.below(pieces, bias)
        parts = [x[i, : int(there[i].sum())].clone() for i in range(len(rows))]
        for example in examples:
            example.frozen, parts = parts[: len(example.windows)], parts[len(example.windows) :]
        return x

    def _words(self, encoded: Tensor, words: Words) -> Tensor:
        """Return the vectors of words: the encoder's, the grammar's, and those of the words above and below."""
        features = torch.from_numpy(words.features.astype(np.int64))
        x = torch.cat([encoded, *(e(features[:, k]) for k, e in enumerate(self.embed))], 1)
        x = self.dropout(x)
        heads = torch.from_numpy(words.heads.astype(np.int64))
        above = self.up(x)[heads]
        below = torch.zeros(len(x), TREE).index_add(0, heads, self.down(x))
        count = torch.zeros(len(x)).index_add(0, heads, torch.ones(len(x))).clamp(min=1)
        return torch.cat([x, functional.gelu(above), functional.gelu(below / count[:, None])], 1)

    def _pair(self, name: str, x: Tensor, rows: list[int], columns: list[int]) -> Tensor:
        distance = torch.from_numpy(steps_between(np.asarray(rows), np.asarray(columns)))
        scores: Tensor = self.paired[name](x[rows], x[columns], distance)
        return scores

    def _told(self, words: Words, rows: list[int], columns: list[int]) -> Tensor:
        numbers, lengths = paths(words, rows, columns, self.known)
        told = torch.from_numpy(placing(words, rows, columns, lengths))
        return torch.cat([self.path(torch.from_numpy(numbers)), told], -1)

    def roles(self, x: Tensor, words: Words, events: list[int], mentions: list[int]) -> Tensor:
        """Return the scores of roles, [events, mentions, ROLES]."""
        typed = self.typed(self.alone["trigger"](x[events]).softmax(1).detach())
        classed = self.classed(self.alone["class"](x).softmax(1).detach())
        left = torch.cat([typed, classed[events]], 1)
        other = self.typed(self.alone["trigger"](x[mentions]).softmax(1).detach())
        right = torch.cat([other, classed[mentions]], 1)
        distance = torch.from_numpy(steps_between(np.asarray(events), np.asarray(mentions)))
        told = self.beside["role"](self._told(words, events, mentions))
        fit: Tensor = self._pair("role", x, events, mentions) + told + self.fitting(left, right, distance)
        return fit

    def antecedents(self, x: Tensor, words: Words, mentions: list[int]) -> Tensor:
        """Return the scores of no antecedent and of each earlier mention, [mentions, 1 + mentions]."""
        scores = self._pair("antecedent", x, mentions, mentions)[..., 0]
        scores = scores + self.like(torch.from_numpy(likeness(words, mentions)))[..., 0]
        later = torch.triu(torch.ones(len(mentions), len(mentions), dtype=torch.bool))
        return torch.cat([self.alone["first_mention"](x[mentions]), scores.masked_fill(later, NEVER)], 1)

    def claims(self, x: Tensor, words: Words, cues: list[int]) -> tuple[Tensor, Tensor]:
        """Return the scores of voices, [cues, 1 + words, VOICES], and of the content's first, last and inner words."""
        every = list(range(len(words)))
        far = np.abs(np.arange(len(words))[None, :] - np.asarray(cues)[:, None]) > HORIZON
        far_away = torch.from_numpy(far)[..., None]
        told = self._told(words, cues, every)
        mention = 1 - self.alone["class"](x).softmax(1)[:, 0].detach()
        named = mention[None, :, None].expand(len(cues), -1, 1)
        voice = self._pair("voice", x, cues, every) + self.beside["voice"](torch.cat([told, named], -1))
        voice = voice.masked_fill(far_away, NEVER)
        none = self.alone["no_voice"](x[cues])[:, None, :]
        beside = torch.cat([told, torch.from_numpy(edges(words, cues))], -1)
        content = self._pair("content", x, cues, every) + self.beside["content"](beside)
        return torch.cat([none, voice], 1), content.masked_fill(far_away, NEVER)

    def times(self, x: Tensor, words: Words, events: list[int]) -> Tensor:
        """Return the scores of no time and of each expression of time, [events, 1 + times]."""
        none = self.alone["no_time"](x[events])
        heads = [h if (h := words.head_of(*t)) is not None else 0 for t in words.times]
        if not heads:
            return none
        scores = self._pair("time", x, events, heads) + self.beside["time"](self._told(words, events, heads))
        return torch.cat([none, scores[..., 0]], 1)
