"""Readings of texts, made once and kept in the database by content hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from sqlalchemy import insert, select
from sqlalchemy.engine import Engine

from bot.encoder import Reading
from bot.knowledge.tables import VectorRow

Read = Callable[[Sequence[str]], Sequence[Reading]]
READ_BATCH = 500  # SQLite allows 999 bound values a statement
ENCODE_BATCH = 512


def hash_of(encoder: str, text: str) -> str:
    """Return what a text's reading by the encoder of this name is found by."""
    return hashlib.sha256(f"{encoder}\n{text}".encode()).hexdigest()


class ReadingCache:
    """Looks readings up in the `vector` table and encodes only the texts it has not seen.

    Args:
        engine: the database.
        read: texts in, their readings out.
        name: the encoder's name; another encoder's readings are never mixed in.
        report: called with (done, total) while new texts are encoded.
    """

    def __init__(
        self,
        engine: Engine,
        read: Read,
        *,
        name: str,
        report: Callable[[int, int], None] | None = None,
    ) -> None:
        self._engine = engine
        self.read = read
        self._name = name
        self._report = report

    def readings(self, texts: Sequence[str]) -> list[Reading]:
        """Return the reading of each text, rounded to half precision."""
        hashes = [hash_of(self._name, text) for text in texts]
        packed = _Packed()
        self._look_up(set(hashes), packed)
        self._make({h: text for h, text in zip(hashes, texts) if h not in packed}, packed)
        return [Reading.from_bytes(packed[h]) for h in hashes]

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """Return the sentence vectors alone: an array (len(texts), 384) of float32, for at least one text."""
        return self.layers(texts)[:, 0]

    def layers(self, texts: Sequence[str]) -> np.ndarray:
        """Return the layers alone: an array (len(texts), 2, 384) of float32, for at least one text."""
        return np.stack([reading.layers for reading in self.readings(texts)])

    def _look_up(self, hashes: set[str], packed: _Packed) -> None:
        wanted = sorted(hashes)
        with self._engine.connect() as connection:
            for start in range(0, len(wanted), READ_BATCH):
                batch = wanted[start : start + READ_BATCH]
                query = select(VectorRow.hash, VectorRow.data).where(VectorRow.hash.in_(batch))
                packed.update({key: bytes(data) for key, data in connection.execute(query)})

    def _make(self, missing: dict[str, str], packed: _Packed) -> None:
        hashes = list(missing)
        for start in range(0, len(hashes), ENCODE_BATCH):
            batch = hashes[start : start + ENCODE_BATCH]
            readings = self.read([missing[h] for h in batch])
            fresh = {h: reading.to_bytes() for h, reading in zip(batch, readings)}
            packed.update(fresh)
            self._write(fresh)
            if self._report:
                self._report(start + len(batch), len(hashes))

    def _write(self, fresh: dict[str, bytes]) -> None:
        """Another process may have written some of them meanwhile: leave those out."""
        with self._engine.begin() as connection:
            query = select(VectorRow.hash).where(VectorRow.hash.in_(list(fresh)))
            present = set(connection.execute(query).scalars())
            rows = [{"hash": h, "data": d} for h, d in fresh.items() if h not in present]
            if rows:
                connection.execute(insert(VectorRow), rows)


class _Packed:
    """Packed readings by hash, one after the other: many small blocks would leave holes in the heap."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._places: dict[str, slice] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __getitem__(self, key: str) -> memoryview:
        return memoryview(self._data)[self._places[key]]

    def update(self, packed: Mapping[str, bytes]) -> None:
        for key, data in packed.items():
            self._places[key] = slice(len(self._data), len(self._data) + len(data))
            self._data += data
