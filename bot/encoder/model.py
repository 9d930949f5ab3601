"""Runs the converted encoder (int8 ONNX, one thread) over texts; needs no framework."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

NAME = "all-MiniLM-L6-v2 int8, one text a run"
"""What its vectors are kept by: change it with anything that changes a vector."""
WIDTH = 384
LAYERS = ("vector", "early")
MAX_TOKENS = 128  # a citizen's message is capped well below this many word pieces


class Encoder:
    """Sentence encoder (all-MiniLM-L6-v2).

    Args:
        model: the ONNX file written by `bot/encoder/convert.py`.
        tokenizer: the published `tokenizer.json`.
    """

    def __init__(self, model: Path, tokenizer: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()  # the published file pads every text to 128

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array (len(texts), 384) of float32, each row of length one."""
        return self.encode_layers(texts)[:, 0]

    def encode_layers(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array (len(texts), 2, 384) of float32: of each text its vector, and that of layer 3.

        Each text runs by itself: int8 activations are scaled over a whole batch, so beside other texts it
        would get other numbers (up to 0.01 in cosine), and a search another order.
        """
        layers = np.zeros((len(texts), len(LAYERS), WIDTH), dtype=np.float32)
        for number, text in enumerate(texts):
            layers[number] = self._run(text)
        return layers

    def _run(self, text: str) -> np.ndarray:
        encoded = self._tokenizer.encode(text)
        ids = np.array([encoded.ids], dtype=np.int64)
        both = self._session.run(LAYERS, {"ids": ids, "mask": np.ones_like(ids)})
        layers: np.ndarray = np.concatenate(both)
        return layers
