"""What the encoder makes of a text: vectors of the whole, and a short one of each word piece that tells."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import numpy as np

from bot.encoder.tokens import TOKEN_WIDTH

WIDTH = 384
_VECTORS_BYTES = 2 * 2 * WIDTH  # two of them, in half precision


@dataclass(frozen=True, eq=False)
class Reading:
    """One text, read."""

    vector: np.ndarray
    """The sentence vector (384,), of length one; in half precision when it was packed."""
    early: np.ndarray
    """The same of an earlier layer."""
    tokens: np.ndarray
    """(pieces, TOKEN_WIDTH) int8, see `tokens.py`."""

    @property
    def layers(self) -> np.ndarray:
        """Both vectors (2, 384) of float32."""
        layers: np.ndarray = np.stack([self.vector, self.early]).astype(np.float32)
        return layers

    def to_bytes(self) -> bytes:
        """The vectors in half precision, then the tokens."""
        vectors = (vector.astype(np.float16).tobytes() for vector in (self.vector, self.early))
        return b"".join([*vectors, self.tokens.tobytes()])

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Reading:
        """Read what `to_bytes` gave, without copying it: an index reads tens of thousands."""
        vector, early = np.frombuffer(data, dtype=np.float16, count=2 * WIDTH).reshape(2, WIDTH)
        tokens = np.frombuffer(data, dtype=np.int8, offset=_VECTORS_BYTES).reshape(-1, TOKEN_WIDTH)
        return cls(vector, early, tokens)

    def pack(self) -> str:
        """The same as text: 2 to 3 KB, so that the action server need not encode the words again."""
        return base64.b64encode(self.to_bytes()).decode("ascii")

    @classmethod
    def unpack(cls, packed: str) -> Reading:
        """Read what `pack` gave."""
        return cls.from_bytes(base64.b64decode(packed))
