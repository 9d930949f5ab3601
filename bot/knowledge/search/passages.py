"""The texts that records are searched by as the encoder reads them; those of a record stand together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bot.encoder import Reading
from bot.knowledge.search.pieces import Pieces

BLOCK = 2000  # passages read at a time: all readings at once would leave 110 MB of holes in the heap
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
        self.texts = tuple(texts)
        rows = {text: row for row, text in enumerate(before.texts)} if before else {}
        blocks = []
        for start in range(0, len(texts), BLOCK):
            block = texts[start : start + BLOCK]
            fresh = [text for text in dict.fromkeys(block) if text not in rows]
            held = {text: (reading.vector, reading.tokens) for text, reading in zip(fresh, read(fresh))}
            if before:
                kept = (text for text in block if text in rows)
                held |= {text: (before.vectors[rows[text]], before.pieces.of(rows[text])) for text in kept}
            vectors, tokens = zip(*(held[text] for text in block))
            blocks.append((np.stack(vectors).astype(np.float32), Pieces.of_each(tokens)))
        self.vectors = np.concatenate([vectors for vectors, _ in blocks])
        self.pieces = Pieces.join([pieces for _, pieces in blocks])
