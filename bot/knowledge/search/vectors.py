"""Vectors of texts, computed once and kept in the database by content hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from sqlalchemy import insert, select
from sqlalchemy.engine import Engine

from bot.knowledge.tables import VectorRow

Encode = Callable[[Sequence[str]], np.ndarray]
READ_BATCH = 500  # SQLite allows 999 bound values a statement
ENCODE_BATCH = 512


def hash_of(encoder: str, text: str) -> str:
    """Return what a text's vector by the encoder of this name is found by."""
    return hashlib.sha256(f"{encoder}\n{text}".encode()).hexdigest()


class VectorCache:
    """Looks vectors up in the `vector` table and encodes only the texts it has not seen.

    Args:
        engine: the database.
        encode: texts in, array (texts, width) of float32 out.
        name: the encoder's name; another encoder's vectors are never mixed in.
        report: called with (done, total) while new texts are encoded.
    """

    def __init__(
        self,
        engine: Engine,
        encode: Encode,
        *,
        name: str,
        report: Callable[[int, int], None] | None = None,
    ) -> None:
        self._engine = engine
        self.encode = encode
        self._name = name
        self._report = report

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """Return an array (len(texts), width) of float32; (0, 0) for no texts, which have no width."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        hashes = [hash_of(self._name, text) for text in texts]
        known = self._read(set(hashes))
        missing = {h: text for h, text in zip(hashes, texts) if h not in known}
        known |= self._make(missing)
        return np.stack([np.frombuffer(known[h], dtype=np.float32) for h in hashes])

    def _read(self, hashes: set[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        wanted = sorted(hashes)
        with self._engine.connect() as connection:
            for start in range(0, len(wanted), READ_BATCH):
                batch = wanted[start : start + READ_BATCH]
                query = select(VectorRow.hash, VectorRow.data).where(VectorRow.hash.in_(batch))
                found.update({key: bytes(data) for key, data in connection.execute(query)})
        return found

    def _make(self, missing: dict[str, str]) -> dict[str, bytes]:
        made: dict[str, bytes] = {}
        hashes = list(missing)
        for start in range(0, len(hashes), ENCODE_BATCH):
            batch = hashes[start : start + ENCODE_BATCH]
            rows = self.encode([missing[h] for h in batch]).astype(np.float32)
            fresh = {h: row.tobytes() for h, row in zip(batch, rows)}
            made |= fresh
            self._write(fresh)
            if self._report:
                self._report(start + len(batch), len(hashes))
        return made

    def _write(self, fresh: dict[str, bytes]) -> None:
        """Another process may have written some of them meanwhile: leave those out."""
        with self._engine.begin() as connection:
            query = select(VectorRow.hash).where(VectorRow.hash.in_(list(fresh)))
            present = set(connection.execute(query).scalars())
            rows = [{"hash": h, "data": d} for h, d in fresh.items() if h not in present]
            if rows:
                connection.execute(insert(VectorRow), rows)
