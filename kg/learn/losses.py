"""What the network is made to learn: the losses of all heads on one article."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.learn.encoder import NEVER
from kg.learn.network import Example, Network
from kg.learn.targets import Targets
from kg.read.labels import POS, VOICES
from kg.read.words import Words

#: What one part of the loss counts against the others.
WEIGHTS = {
    "trigger": 1.0,
    "leaf": 0.2,
    "class": 1.0,
    "kind": 0.3,
    "role": 0.7,
    "polarity": 0.5,
    "modality": 0.5,
    "time": 0.4,
    "antecedent": 1.0,
    "cue": 0.7,
    "inner": 0.04,
    "edge": 0.3,
    "voice": 0.4,
    "act": 0.3,
    "stance": 0.3,
}
#: Losses are means over what is there, but never over fewer than this: short articles weigh less.
FEWEST = 6
#: Words that are no mention and could be one are scored for roles this often.
OTHERS = 0.25
_NOUNS = [POS.index(p) for p in ("NOUN", "PROPN", "PRON")]
#: A word's loss for being inside the content is cut off here: where annotators end a quotation is partly taste.
CUT = 15.0
#: A score below this was masked.
MASKED = NEVER / 10


def losses(network: Network, x: Tensor, example: Example, chance: np.random.Generator) -> dict[str, Tensor]:
    """Return the parts of the loss of one article, before their weights. ``x`` are the vectors of its words."""
    targets = example.targets
    if targets is None:
        raise ValueError(f"{example.name}: nothing is marked in it")
    found: dict[str, Tensor] = {}
    if not example.only_claims:
        found |= _word_losses(network, x, targets)
        found |= _mention_losses(network, x, example.words, targets)
        if targets.events:
            found |= _event_losses(network, x, example.words, targets, chance)
    return found | _claim_losses(network, x, example.words, targets)


def total(parts: dict[str, Tensor]) -> Tensor:
    """Return the weighted sum of the parts."""
    return torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()


def _word_losses(network: Network, x: Tensor, targets: Targets) -> dict[str, Tensor]:
    counted = torch.from_numpy(targets.counted)
    scores = network.alone["trigger"](x).log_softmax(1)
    right = -scores.masked_fill(~torch.from_numpy(targets.types), NEVER).logsumexp(1)
    return {"trigger": right[counted].sum() / max(FEWEST, len(targets.events))}


def _mention_losses(network: Network, x: Tensor, words: Words, targets: Targets) -> dict[str, Tensor]:
    classes, kinds = torch.from_numpy(targets.classes), torch.from_numpy(targets.kinds)
    body = torch.from_numpy(words.body)
    loss = functional.cross_entropy(network.alone["class"](x)[body], classes[body], reduction="sum")
    found = {"class": loss / max(FEWEST, len(targets.mentions))}
    if targets.mentions:
        found["kind"] = functional.cross_entropy(network.alone["kind"](x)[kinds >= 0], kinds[kinds >= 0])
    if len(targets.mentions) > 1 and targets.antecedents is not None:
        scores = network.antecedents(x, words, targets.mentions).log_softmax(1)
        right = torch.from_numpy(targets.antecedents)
        found["antecedent"] = -scores.masked_fill(~right, NEVER).logsumexp(1).mean()
    return found


def _event_losses(
    network: Network, x: Tensor, words: Words, targets: Targets, chance: np.random.Generator
) -> dict[str, Tensor]:
    events = x[targets.events]
    found: dict[str, Tensor] = {}
    for name, labels in (("leaf", targets.leaf), ("polarity", targets.polarity), ("modality", targets.modality)):
        _add(found, name, network.alone[name](events), torch.tensor(labels))
    _add(found, "time", network.times(x, words, targets.events), torch.tensor(targets.time))
    if targets.mentions and targets.roles is not None and targets.asked is not None:
        others = [
            int(i)
            for i in np.flatnonzero(np.isin(words.features[:, 0], _NOUNS) & (targets.classes == 0) & words.body)
            if chance.random() < OTHERS
        ]
        scores = network.roles(x, words, targets.events, [*targets.mentions, *others])
        none = np.zeros((len(targets.events), len(others), scores.shape[2]), np.float32)
        near = np.abs(words.sentences[targets.events][:, None] - words.sentences[others][None]) <= 1
        asked = np.concatenate([targets.asked, none + near[..., None]], 1)
        right = torch.from_numpy(np.concatenate([targets.roles, none], 1))
        loss = functional.binary_cross_entropy_with_logits(scores, right, reduction="none")
        found["role"] = (loss * torch.from_numpy(asked)).sum() / max(FEWEST, len(targets.events))
    return found


def _add(found: dict[str, Tensor], name: str, scores: Tensor, labels: Tensor) -> None:
    """Add the loss of a choice, where anything is known of it."""
    known = labels >= 0
    if known.any():
        found[name] = functional.cross_entropy(scores[known], labels[known])


def _claim_losses(network: Network, x: Tensor, words: Words, targets: Targets) -> dict[str, Tensor]:
    cue = torch.zeros(len(words))
    cue[targets.cues] = 1
    body = torch.from_numpy(words.body)
    loss = functional.binary_cross_entropy_with_logits(network.alone["cue"](x)[:, 0], cue, reduction="none")
    found = {"cue": loss[body].sum() / max(4, len(targets.cues))}
    if not targets.cues:
        return found
    voices, content = network.claims(x, words, targets.cues)
    inner = torch.zeros(len(targets.cues), len(words))
    for k, (first, last) in enumerate(zip(targets.first, targets.last, strict=True)):
        inner[k, first : last + 1] = 1
    scored = content[..., 2] > MASKED
    loss = functional.binary_cross_entropy_with_logits(content[..., 2].clamp(min=-50), inner, reduction="none")
    found["inner"] = (loss.clamp(max=CUT) * scored).sum(1).mean()
    edges = [
        functional.cross_entropy(scores[ok], labels[ok])
        for scores, labels in (
            (content[..., 0], torch.tensor(targets.first)),
            (content[..., 1], torch.tensor(targets.last)),
        )
        if (ok := scores[torch.arange(len(labels)), labels] > MASKED).any()
    ]
    if edges:
        found["edge"] = torch.stack(edges).sum()
    spoken = torch.tensor(targets.voices)
    parts = []
    for v in range(len(VOICES)):
        labels = spoken[:, v]
        scores = voices[..., v]
        known = (labels >= 0) & (scores[torch.arange(len(labels)), labels.clamp(min=0)] > MASKED)
        if known.any():
            parts.append(functional.cross_entropy(scores[known], labels[known]) * (1.0 if v == 0 else 0.5))
    if parts:
        found["voice"] = torch.stack(parts).sum()
    cues = x[targets.cues]
    _add(found, "act", network.alone["act"](cues), torch.tensor(targets.act))
    _add(found, "stance", network.alone["stance"](cues), torch.tensor(targets.stance))
    return found
