"""The network in torch and its twin without torch give the same scores, and learning makes the loss smaller."""

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="learning is not installed: pip install attest-kg[learn]")
pytest.importorskip("onnx", reason="learning is not installed: pip install attest-kg[learn]")
safetensors = pytest.importorskip("safetensors.torch", reason="learning is not installed")

from kg.learn.corpus import Parses, annotated  # noqa: E402 (what is above is not always there)
from kg.learn.encoder import Shape  # noqa: E402
from kg.learn.export import save  # noqa: E402
from kg.learn.losses import losses, total  # noqa: E402
from kg.learn.network import Network  # noqa: E402
from kg.learn.scoring import TorchScorer  # noqa: E402
from kg.learn.training import Plan, examples_of, train  # noqa: E402
from kg.read.heads import Scores  # noqa: E402
from kg.read.labels import fingerprint  # noqa: E402
from kg.read.reader import Reader, Weights, shipped  # noqa: E402

GOLD = Path(__file__).resolve().parent.parent / "gold"
WIDTH, HEADS, INNER, LAYERS = 32, 4, 64, 2
TOLERANCE = 5e-3  # the heads are kept in half precision


def small_encoder(folder, kind):
    """Write a small encoder with random weights, in the published form."""
    generator = torch.Generator().manual_seed(7)

    def some(*shape):
        return torch.randn(*shape, generator=generator) * 0.1

    tokenizer = shipped().folder / "tokenizer.json"
    size = len(json.loads(tokenizer.read_text())["model"]["vocab"])
    config = {
        "model_type": kind,
        "hidden_size": WIDTH,
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
        "num_hidden_layers": LAYERS,
        "vocab_size": size,
        "max_position_embeddings": 300,
        "layer_norm_eps": 1e-5,
        "pad_token_id": 0,
    }
    weights = {
        "embeddings.word_embeddings.weight": some(size, WIDTH),
        "embeddings.position_embeddings.weight": some(300, WIDTH),
    }
    if kind == "mpnet":
        weights["encoder.relative_attention_bias.weight"] = some(32, HEADS)
        names, norm = (
            ["attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o"],
            "attention.LayerNorm",
        )
    else:
        weights["embeddings.token_type_embeddings.weight"] = some(2, WIDTH)
        names = [f"attention.self.{n}" for n in ("query", "key", "value")] + ["attention.output.dense"]
        norm = "attention.output.LayerNorm"
    shapes = {"embeddings.LayerNorm": (WIDTH,)}
    for k in range(LAYERS):
        shapes |= {f"encoder.layer.{k}.{n}": (WIDTH, WIDTH) for n in names}
        shapes |= {f"encoder.layer.{k}.{n}": (WIDTH,) for n in (norm, "output.LayerNorm")}
        shapes |= {
            f"encoder.layer.{k}.intermediate.dense": (INNER, WIDTH),
            f"encoder.layer.{k}.output.dense": (WIDTH, INNER),
        }
    for name, shape in shapes.items():
        weights[f"{name}.weight"] = some(*shape) + (1 if len(shape) == 1 else 0)
        weights[f"{name}.bias"] = some(shape[0])
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    safetensors.save_file(weights, folder / "model.safetensors")
    return folder


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    parses = Parses(tmp_path_factory.mktemp("parses"))
    return annotated(GOLD / "gum", GOLD / "texts", parses, GOLD / "texts" / "metadata.csv")[2:5]


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_the_twin_without_torch_scores_the_same(tmp_path, articles, kind):
    folder = small_encoder(tmp_path / "encoder", kind)
    network = Network(folder, Shape(kind, layers=LAYERS, frozen=0), {"nsubj": 1, "dobj": 2})
    network.eval()
    save(network, tmp_path / "weights", folder / "tokenizer.json", {"labels": fingerprint()}, bits=32)
    reader = Reader(Weights(tmp_path / "weights"))
    for example in examples_of(articles, reader.encoder.pieces):
        one, other = TorchScorer(network, example), None
        other = Scores(reader.heads, reader.encoder.encode(example.words), example.words)
        targets = example.targets
        pairs = [(one.alone(h), other.alone(h)) for h in ("trigger", "class", "cue", "leaf")]
        pairs += [(one.roles(targets.events, targets.mentions), other.roles(targets.events, targets.mentions))]
        pairs += [(one.antecedents(targets.mentions), other.antecedents(targets.mentions))]
        pairs += list(zip(one.claims(targets.cues), other.claims(targets.cues), strict=True))
        pairs += [(one.times(targets.events), other.times(targets.events))]
        for left, right in pairs:
            assert left.shape == right.shape
            assert np.abs(left - right).max() < TOLERANCE


def test_learning_makes_the_loss_smaller(tmp_path, articles):
    folder = small_encoder(tmp_path / "encoder", "bert")
    torch.manual_seed(3)
    network = Network(folder, Shape("bert", layers=LAYERS, frozen=1), {})
    examples = examples_of(articles, Reader(shipped()).encoder.pieces)

    def loss():
        network.eval()
        with torch.no_grad():
            parts = [losses(network, network.vectors([e])[0], e, np.random.default_rng(1)) for e in examples]
        return sum(float(total(p)) for p in parts)

    before = loss()
    train(network, examples, Plan(passes=8, batch=1), progress=lambda _: None)
    assert loss() < before / 2
