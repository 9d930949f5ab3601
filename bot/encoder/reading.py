"""What the encoder makes of a text: vectors of the whole, and a short one of each word piece that tells."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import numpy as np

from bot.encoder.tokens import TOKEN_WIDTH

WIDTH = 384
LAYERS = 2
_LAYERS_BYTES = LAYERS * WIDTH * 2  # half precision


@dataclass(frozen=True, eq=False)
class Reading:
    """One text, read."""

    layers: np.ndarray
    """(2, 384) float32, each of length one: the sentence vector, then that of an earlier layer."""
    tokens: np.ndarray
    """(pieces, TOKEN_WIDTH) int8, see `tokens.py`."""

    @property
    def vector(self) -> np.ndarray:
        """The sentence vector (384,)."""
        vector: np.ndarray = self.layers[0]
        return vector

    def to_bytes(self) -> bytes:
        """The layers in half precision, then the tokens."""
        return self.layers.astype(np.float16).tobytes() + self.tokens.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Reading:
        """Read what `to_bytes` gave."""
        layers = np.frombuffer(data, dtype=np.float16, count=LAYERS * WIDTH).astype(np.float32)
        tokens = np.frombuffer(data, dtype=np.int8, offset=_LAYERS_BYTES).reshape(-1, TOKEN_WIDTH)
        return cls(layers.reshape(LAYERS, WIDTH), tokens)

    def pack(self) -> str:
        """The same as text: 2 to 3 KB, so that the action server need not encode the words again."""
        return base64.b64encode(self.to_bytes()).decode("ascii")

    @classmethod
    def unpack(cls, packed: str) -> Reading:
        """Read what `pack` gave."""
        return cls.from_bytes(base64.b64decode(packed))
