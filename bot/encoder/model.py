"""Runs the converted encoder (int8 ONNX, one thread) over texts; needs no framework."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

WIDTH = 384
MAX_TOKENS = 128  # a citizen's message is capped well below this many word pieces
BATCH = 32


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
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array (len(texts), 384) of float32, each row of length one."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for batch in _chunks(order, BATCH):
            vectors[batch] = self._run([texts[i] for i in batch])
        return vectors

    def _run(self, texts: list[str]) -> np.ndarray:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([e.ids for e in encoded], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        vectors: np.ndarray = self._session.run(["vector"], {"ids": ids, "mask": mask})[0]
        return vectors


def _chunks(items: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
