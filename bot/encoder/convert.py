# /// script
# requires-python = ">=3.10"
# dependencies = ["numpy==1.26.4", "onnx==1.16.2", "onnxruntime==1.19.2", "safetensors==0.4.5"]
# ///
"""Turn the sentence encoder's published weights into a small int8 ONNX file.

Takes `model.safetensors` (all-MiniLM-L6-v2: BERT, 6 layers; `model.py` takes the mean) and a target path;
writes `<target>`. `missi setup` runs it once, in a throw-away environment of the pins above with the hashes
of `convert.lock` (`make lock` renews it), because the onnx package does not fit beside Rasa's protobuf pin.
"""

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

LAYERS, HEADS, WIDTH = 6, 12, 384
EARLY_LAYER = 3  # closer to the words than the last: of the layers, it adds most to intents (decision 13)
EPSILON = 1e-12  # layer_norm_eps of the published config.json
OPSET = 17  # the first with LayerNormalization


class Graph:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}

    def constant(self, value: np.ndarray, name: str | None = None) -> str:
        name = name or f"constant_{len(self.constants)}"
        self.constants[name] = value
        return name

    def weight(self, name: str, transpose: bool = False) -> str:
        value = self.weights[name].astype(np.float32)
        return self.constant(np.ascontiguousarray(value.T) if transpose else value, name)

    def add(self, operator: str, *inputs: str, **attributes: object) -> str:
        output = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def linear(self, x: str, name: str) -> str:
        product = self.add("MatMul", x, self.weight(f"{name}.weight", transpose=True))
        return self.add("Add", product, self.weight(f"{name}.bias"))

    def normalize(self, x: str, name: str) -> str:
        scale, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=EPSILON)

    def gelu(self, x: str) -> str:
        root = self.constant(np.array(math.sqrt(2.0), np.float32))
        half, one = self.constant(np.array(0.5, np.float32)), self.constant(np.array(1.0, np.float32))
        curve = self.add("Add", self.add("Erf", self.add("Div", x, root)), one)
        return self.add("Mul", self.add("Mul", x, half), curve)


def embed(g: Graph) -> str:
    """Word, position and type embeddings of the tokens."""
    zero, one = g.constant(np.array([0], np.int64)), g.constant(np.array([1], np.int64))
    length = g.add("Gather", g.add("Shape", "ids"), one)
    words = g.add("Gather", g.weight("embeddings.word_embeddings.weight"), "ids")
    table = g.weight("embeddings.position_embeddings.weight")
    positions = g.add("Slice", table, zero, length, zero)
    kinds = g.constant(g.weights["embeddings.token_type_embeddings.weight"][0].astype(np.float32))
    return g.normalize(g.add("Add", g.add("Add", words, positions), kinds), "embeddings.LayerNorm")


def attend(g: Graph, x: str, layer: str) -> str:
    """Multi-head self-attention of one layer; every piece is real, so that no mask is needed."""
    split = g.constant(np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    join = g.constant(np.array([0, 0, WIDTH], np.int64))
    scale = g.constant(np.array(math.sqrt(WIDTH // HEADS), np.float32))

    def heads(part: str, order: list[int]) -> str:
        projected = g.linear(x, f"{layer}.attention.self.{part}")
        return g.add("Transpose", g.add("Reshape", projected, split), perm=order)

    query, value = heads("query", [0, 2, 1, 3]), heads("value", [0, 2, 1, 3])
    key = heads("key", [0, 2, 3, 1])
    scores = g.add("Div", g.add("MatMul", query, key), scale)
    context = g.add("MatMul", g.add("Softmax", scores, axis=-1), value)
    merged = g.add("Reshape", g.add("Transpose", context, perm=[0, 2, 1, 3]), join)
    return g.linear(merged, f"{layer}.attention.output.dense")


def transform(g: Graph, x: str, layer: str) -> str:
    """One layer: attention, then the two dense steps, each added to what went in."""
    attended = g.add("Add", attend(g, x, layer), x)
    x = g.normalize(attended, f"{layer}.attention.output.LayerNorm")
    hidden = g.gelu(g.linear(x, f"{layer}.intermediate.dense"))
    return g.normalize(
        g.add("Add", g.linear(hidden, f"{layer}.output.dense"), x), f"{layer}.output.LayerNorm"
    )


def build(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The whole network: `ids` (1, pieces) int64 to the states `last`, `early` (1, pieces, 384) float32."""
    g = Graph(weights)
    x = embed(g)
    for number in range(LAYERS):
        x = transform(g, x, f"encoder.layer.{number}")
        if number + 1 == EARLY_LAYER:
            g.nodes.append(helper.make_node("Identity", [x], ["early"]))
    g.nodes.append(helper.make_node("Identity", [x], ["last"]))
    size = [1, "pieces"]
    states = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [*size, WIDTH]) for n in ("last", "early")]
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, size)],
        states,
        [numpy_helper.from_array(value, name) for name, value in g.constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def main(weights: Path, target: Path) -> None:
    """Convert, quantize to int8 per channel (cosine to the original 0.993) and put in place at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        onnx.save(build(load_file(str(weights))), str(full))
        quantize_dynamic(full, small, per_channel=True, weight_type=QuantType.QInt8)
        small.replace(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
