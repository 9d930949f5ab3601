"""The texts that records are searched by as the encoder reads them; those of a record stand together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bot.encoder import Reading
from bot.knowledge.search.pieces import Pieces

Read = Callable[[Sequence[str]], Sequence[Reading]]


class Passages:
    """Passages with their vectors and word pieces.

    Args:
        texts: one or more, in the order of their rows.
        read: texts in, their readings out.
        before: passages of an earlier revision; what they hold is taken over, only other texts are read.
    """

    texts: tuple[str, ...]
    vectors: np.ndarray
    """Unit vectors (passages, width) of float32."""
    pieces: Pieces

    def __init__(self, texts: Sequence[str], read: Read, before: Passages | None = None) -> None:
        held: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        if before:
            held = {text: (before.vectors[n], before.pieces.of(n)) for n, text in enumerate(before.texts)}
        fresh = [text for text in dict.fromkeys(texts) if text not in held]
        if fresh:
            held |= {text: (reading.vector, reading.tokens) for text, reading in zip(fresh, read(fresh))}
        self.texts = tuple(texts)
        self.vectors = np.stack([held[text][0] for text in texts]).astype(np.float32)
        self.pieces = Pieces([held[text][1] for text in texts])
