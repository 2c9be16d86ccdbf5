"""Training: articles to examples, and steps of AdamW with a warm-up and a linear decline."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from torch import Tensor, nn

from kg.learn.corpus import Article
from kg.learn.losses import losses, total
from kg.learn.network import Example, Network
from kg.learn.targets import targets_of
from kg.read.pairs import path_names
from kg.read.windows import Pieces

#: The gradient is cut to this length.
CLIP = 2.0
WARM_UP = 0.08
#: The rate never falls below this part of its highest.
LOWEST = 0.02
DECAY = 0.01


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: so many passes, articles a step, and the highest rates of encoder and heads.

    A lower layer learns ``falling`` times as fast as the one above it.
    """

    passes: float
    batch: int = 2
    encoder_rate: float = 6e-5
    head_rate: float = 5e-4
    falling: float = 0.9
    seed: int = 1


def examples_of(articles: Sequence[Article], pieces: Pieces) -> list[Example]:
    """Return the examples of articles, with their targets."""
    return [
        Example(a.name, a.words, pieces.windows(a.words), targets_of(a), a.only_claims)
        for a in articles
        if len(a.words)
    ]


def pairs_that_matter(article: Article) -> Iterator[str]:
    """Yield the paths between triggers and mentions, and between cues and words, of one article."""
    targets = targets_of(article)
    yield from path_names(article.words, targets.events, targets.mentions)
    yield from path_names(article.words, targets.cues, list(range(len(article.words))))


def groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Return the parameters with their rates, lower layers slower."""
    encoder = network.encoder
    depth = len(encoder.layers)
    found: list[dict[str, object]] = []

    def add(parameters: Iterator[nn.Parameter], rate: float) -> None:
        if kept := [p for p in parameters if p.requires_grad]:
            found.append({"params": kept, "lr": rate, "base": rate})

    below = [encoder.pieces, encoder.places, encoder.norm]
    add((p for m in below for p in m.parameters()), plan.encoder_rate * plan.falling**depth)
    if encoder.distances is not None:
        add(encoder.distances.parameters(), plan.encoder_rate * plan.falling**depth)
    for number, layer in enumerate(encoder.layers):
        add(layer.parameters(), plan.encoder_rate * plan.falling ** (depth - 1 - number))
    heads = (p for n, p in network.named_parameters() if not n.startswith("encoder.") or n == "encoder.mixture")
    add(heads, plan.head_rate)
    return found


def train(
    network: Network,
    examples: Sequence[Example],
    plan: Plan,
    progress: Callable[[str], None] = print,
    aside: Sequence[Example] = (),
) -> None:
    """Train on examples; ``aside`` are others, of which each pass takes a tenth of its size along."""
    torch.manual_seed(plan.seed)
    order, chance = random.Random(plan.seed), np.random.default_rng(plan.seed)  # noqa: S311
    optimizer = torch.optim.AdamW(groups(network, plan), weight_decay=DECAY)
    steps = max(1, int(plan.passes * len(examples) / plan.batch))
    network.train()
    started = time.monotonic()
    sums: dict[str, list[float]] = {}
    for step, batch in enumerate(islice(_batches(examples, plan, order), steps)):
        parts: dict[str, list[Tensor]] = {}
        loss = torch.zeros(())
        for example, x in zip(batch, network.vectors(batch), strict=True):
            each = losses(network, x, example, chance)
            loss = loss + total(each) * example.weight / len(batch)
            for name, part in each.items():
                parts.setdefault(name, []).append(part.detach())
        rate = min(1.0, (step + 1) / (WARM_UP * steps)) * max(LOWEST, (steps - step) / steps)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
        nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimizer.step()
        for name, values in parts.items():
            sums.setdefault(name, []).extend(float(v) for v in values)
        if (step + 1) % max(1, steps // 20) == 0:
            told = " ".join(f"{n} {np.mean(v):.3f}" for n, v in sums.items())
            progress(f"{step + 1}/{steps} {time.monotonic() - started:.0f}s {told}")
            sums = {}
    network.eval()


def _batches(examples: Sequence[Example], plan: Plan, order: random.Random) -> Iterator[list[Example]]:
    """Yield batches of articles of like length, in a seeded order, without end."""
    while True:
        todo = list(examples)
        order.shuffle(todo)
        todo.sort(key=lambda e: len(e.words) // 100 + order.random() * 2)
        batches = [todo[i : i + plan.batch] for i in range(0, len(todo), plan.batch)]
        order.shuffle(batches)
        yield from batches
