"""Runs the converted encoder (int8 ONNX, one thread) over texts; needs no framework."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.encoder.reading import Reading
from bot.encoder.tokens import VIEW, States, TokenView, digest_of

NAME = f"all-MiniLM-L6-v2 int8, one text a run, two layers, tokens {digest_of()}"
"""What its readings are kept by: change it with anything that changes one."""
STATES = ("last", "early")
MANY = 64  # texts that are worth the threads, one a core, each of which runs one text at a time
MAX_TOKENS = 128  # a citizen's message is capped well below this many word pieces


class Encoder:
    """Sentence encoder (all-MiniLM-L6-v2).

    Args:
        model: the ONNX file written by `bot/encoder/convert.py`.
        tokenizer: the published `tokenizer.json`.
        view: how word pieces are seen; a new one is learned from `states` alone.
    """

    def __init__(self, model: Path, tokenizer: Path, view: Path = VIEW) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()  # the published file pads every text to 128
        self._view = TokenView.load(view)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array (len(texts), 384) of float32, each row of length one."""
        return self.encode_layers(texts)[:, 0]

    def encode_layers(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array (len(texts), 2, 384) of float32: of each text its vector, and that of layer 3."""
        return np.stack([reading.layers for reading in self.read(texts)])

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return everything told of each text.

        Each runs by itself: int8 activations are scaled over a whole batch, so beside other texts it would
        get other numbers (up to 0.01 in cosine), and a search another order.
        """
        if len(texts) < MANY:
            return [self._read(text) for text in texts]
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            return list(threads.map(self._read, texts))

    def states(self, text: str) -> States:
        """Return the word pieces of a text and their states in both layers, each of length one."""
        numbers, last, early = self._run(text)
        return numbers, np.hstack([_unit(last), _unit(early)])

    def _read(self, text: str) -> Reading:
        numbers, last, early = self._run(text)
        vector, earlier = _unit(np.stack([last.mean(axis=0), early.mean(axis=0)]))
        return Reading(vector, earlier, self._view.see(numbers, np.hstack([_unit(last), _unit(early)])))

    def _run(self, text: str) -> tuple[list[int], np.ndarray, np.ndarray]:
        encoded = self._tokenizer.encode(text)
        last, early = self._session.run(STATES, {"ids": np.array([encoded.ids], dtype=np.int64)})
        return encoded.ids, last[0], early[0]


def _unit(rows: np.ndarray) -> np.ndarray:
    unit: np.ndarray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
