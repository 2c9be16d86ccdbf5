"""The encoder in torch: BERT's and MPNet's layers, from a ``model.safetensors`` as published.

Devlin et al. 2019 (BERT), Wang et al. 2020 (MiniLM), Song et al. 2020 (MPNet: relative positions, bucketed as in T5).
Only the lowest layers may be used, and of these the lowest kept as they are: their output is then worked out once an
article. The vectors of pieces are never learnt (few articles know few words).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

#: Relative positions of MPNet: so many buckets, logarithmic up to this distance.
BUCKETS = 32
FARTHEST = 128
#: A mask that leaves no weight.
NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Shape:
    """What an encoder is made of; ``layers`` used, the lowest ``frozen`` of them as published."""

    kind: str
    layers: int
    frozen: int
    dropout: float = 0.1
    mixed: int = 4


class Layer(nn.Module):
    """Self-attention and a feed-forward net, each with its residual connection and norm behind it."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.first_norm, self.second_norm = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the next layer's input, [batch, pieces, width]; ``bias`` is added to the attention's scores."""
        batch, size, width = x.shape
        query, key, value = (
            made(x).view(batch, size, self.heads, width // self.heads).transpose(1, 2)
            for made in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        seen = self.output(seen.transpose(1, 2).reshape(batch, size, width))
        x = self.first_norm(x + functional.dropout(seen, self.dropout, self.training))
        more = self.outer(functional.gelu(self.inner(x)))
        return self.second_norm(x + functional.dropout(more, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces to vectors: the lowest layers of a published encoder, and a learnt mixture of the last of them."""

    def __init__(self, folder: Path, shape: Shape) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text())
        width, heads = config["hidden_size"], config["num_attention_heads"]
        self.shape, self.width, self.heads = shape, width, heads
        self.relative = config["model_type"] == "mpnet"
        self.pad = config["pad_token_id"]
        epsilon = config["layer_norm_eps"]
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, epsilon)
        inner = config["intermediate_size"]
        self.layers = nn.ModuleList(Layer(width, heads, inner, epsilon, shape.dropout) for _ in range(shape.layers))
        self.distances = nn.Embedding(BUCKETS, heads) if self.relative else None
        self.mixture = nn.Parameter(torch.tensor([0.0] * (shape.mixed - 1) + [1.0]))
        self._load(load_file(folder / "model.safetensors"))
        self._freeze()

    def _load(self, weights: dict[str, Tensor]) -> None:
        def take(parameter: Tensor, name: str) -> None:
            parameter.data.copy_(weights[name])

        take(self.pieces.weight, "embeddings.word_embeddings.weight")
        take(self.places.weight, "embeddings.position_embeddings.weight")
        if self.distances is not None:
            take(self.distances.weight, "encoder.relative_attention_bias.weight")
        else:
            self.places.weight.data += weights["embeddings.token_type_embeddings.weight"][0]
        attention = (
            {f: f"attention.attn.{f[0]}" for f in ("query", "key", "value", "output")}
            if self.relative
            else {**{f: f"attention.self.{f}" for f in ("query", "key", "value")}, "output": "attention.output.dense"}
        )
        norm = "attention.LayerNorm" if self.relative else "attention.output.LayerNorm"
        names = attention | {"first_norm": norm, "second_norm": "output.LayerNorm"}
        names |= {"inner": "intermediate.dense", "outer": "output.dense"}
        for end in ("weight", "bias"):
            take(getattr(self.norm, end), f"embeddings.LayerNorm.{end}")
            for number, layer in enumerate(self.layers):
                for own, theirs in names.items():
                    take(getattr(getattr(layer, own), end), f"encoder.layer.{number}.{theirs}.{end}")

    def _freeze(self) -> None:
        if self.shape.frozen:
            below = [self.pieces, self.places, self.norm, *self.layers[: self.shape.frozen]]
            for module in [*below, self.distances] if self.distances is not None else below:
                module.requires_grad_(False)
        self.pieces.requires_grad_(False)

    def bias(self, there: Tensor) -> Tensor:
        """Return what is added to the scores of attention: nothing from padding, and MPNet's distances."""
        size = there.shape[1]
        bias = torch.zeros(there.shape[0], 1, 1, size).masked_fill(~there[:, None, None, :], NEVER)
        if self.distances is None:
            return bias
        place = torch.arange(size)
        return bias + self.distances(bucket(place[None] - place[:, None])).permute(2, 0, 1)[None]

    def below(self, pieces: Tensor, bias: Tensor) -> Tensor:
        """Return the output of the frozen layers (of the embeddings, if none is)."""
        place = torch.arange(pieces.shape[1]) + (2 if self.relative else 0)
        x = self.norm(self.pieces(pieces) + self.places(place))
        x = functional.dropout(x, self.shape.dropout, self.training and not self.shape.frozen)
        for layer in self.layers[: self.shape.frozen]:
            x = layer(x, bias)
        return x

    def above(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the mixture of the last layers, from what :meth:`below` gave."""
        kept = []
        for layer in self.layers[self.shape.frozen :]:
            x = layer(x, bias)
            kept.append(x)
        kept = kept[-len(self.mixture) :]
        weights = self.mixture[-len(kept) :].softmax(0)
        return torch.stack([w * k for w, k in zip(weights, kept, strict=True)]).sum(0)

    def train(self, mode: bool = True) -> Encoder:
        """Train what is learnt; the frozen layers never drop anything out."""
        super().train(mode)
        for layer in self.layers[: self.shape.frozen]:
            layer.eval()
        return self


def bucket(distance: Tensor) -> Tensor:
    """Return the bucket of each relative position (T5: half for either side, exact when near, then logarithmic)."""
    half = BUCKETS // 2
    side = (distance > 0).long() * half
    size = distance.abs()
    exact = half // 2
    far = torch.log(size.float().clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)
    return side + torch.where(size < exact, size, (exact + far.long()).clamp(max=half - 1))
