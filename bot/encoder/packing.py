"""Packs a sentence vector as text, so that the action server need not encode the same words again."""

from __future__ import annotations

import base64

import numpy as np


def pack_vector(vector: np.ndarray) -> str:
    """Return the vector in half precision as base64: about 1 KB for 384 numbers."""
    return base64.b64encode(vector.astype(np.float16).tobytes()).decode("ascii")


def unpack_vector(packed: str) -> np.ndarray:
    """Return what `pack_vector` packed, as float32."""
    return np.frombuffer(base64.b64decode(packed), dtype=np.float16).astype(np.float32)
