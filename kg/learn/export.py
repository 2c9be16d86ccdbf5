"""From the trained network to what the reader runs: the encoder as ONNX with small weights, the heads as arrays.

Weights of the encoder's layers become 8-bit or 4-bit integers in blocks, each with its scale, and are read back as they
are used (onnxruntime's MatMulNBits): activations stay in single precision, which MPNet's outliers need. Vectors of
pieces become 8-bit integers with a scale a piece.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from torch import Tensor, nn

from kg.learn.encoder import Encoder
from kg.learn.network import Network

OPSET = 21
#: Weights share a scale in blocks of so many.
BLOCK = 32
#: onnxruntime computes products of these blocks with 8-bit activations, scaled block by block.
INTEGER_PRODUCTS = 4


class _Alone(nn.Module):
    """The encoder on one window."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> Tensor:
        """Return the vectors of the pieces of one window, [1, pieces, width]."""
        bias = self.encoder.bias(torch.ones_like(pieces, dtype=torch.bool))
        return self.encoder.above(self.encoder.below(pieces, bias), bias)


def export_encoder(encoder: Encoder, path: Path, *, bits: int = 8) -> None:
    """Write the encoder; ``bits`` are those of the weights of its layers (4, 8; 32 leaves them as they are)."""
    encoder.eval()
    example = torch.arange(5, 29)[None]
    torch.onnx.export(
        _Alone(encoder).eval(),
        (example,),
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["pieces"],
        output_names=["vectors"],
        dynamic_axes={"pieces": {1: "size"}, "vectors": {1: "size"}},
    )
    model = onnx.load(str(path))
    if bits != 32:
        config = DefaultWeightOnlyQuantConfig(
            block_size=BLOCK, is_symmetric=True, accuracy_level=INTEGER_PRODUCTS, bits=bits
        )
        quantizer = MatMulNBitsQuantizer(model, algo_config=config)
        quantizer.process()
        model = quantizer.model.model
        _small_pieces(model)
    onnx.save(model, str(path))


def _small_pieces(model: onnx.ModelProto) -> None:
    """Store the vectors of pieces as 8-bit integers, each with its scale."""
    graph = model.graph
    largest = max(
        (t for t in graph.initializer if t.data_type == onnx.TensorProto.FLOAT), key=lambda t: int(np.prod(t.dims))
    )
    table = numpy_helper.to_array(largest)
    gather = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == largest.name)
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
    small = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    graph.initializer.remove(largest)
    graph.initializer.append(numpy_helper.from_array(small, "pieces.small"))
    graph.initializer.append(numpy_helper.from_array(scale, "pieces.scale"))
    at = list(graph.node).index(gather)
    nodes = [
        helper.make_node("Gather", ["pieces.small", gather.input[1]], ["pieces.taken"]),
        helper.make_node("Gather", ["pieces.scale", gather.input[1]], ["pieces.by"]),
        helper.make_node("Cast", ["pieces.taken"], ["pieces.cast"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", ["pieces.cast", "pieces.by"], list(gather.output)),
    ]
    graph.node.remove(gather)
    for k, node in enumerate(nodes):
        graph.node.insert(at + k, node)


def head_weights(network: Network) -> dict[str, NDArray[np.float16]]:
    """Return the weights of the heads in half precision."""
    return {
        name: value.detach().numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith("encoder.")
    }


def save(network: Network, folder: Path, tokenizer: Path, card: Mapping[str, Any], *, bits: int) -> None:
    """Write everything that the reader needs into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(network.encoder, folder / "encoder.onnx", bits=bits)
    arrays: dict[str, Any] = head_weights(network)
    np.savez_compressed(folder / "heads.npz", **arrays)
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    table = {**card, "paths": network.known}
    (folder / "reader.json").write_text(json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
