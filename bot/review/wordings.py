"""Knows each wording again, and gives a new one its place among those that mean the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection, Engine, Row

from bot.knowledge.database import insert_into
from bot.review.clustering import KEPT, Clusters
from bot.review.tables import WORDING

Encode = Callable[[Sequence[str]], np.ndarray]
"""Texts to unit vectors (texts, width)."""


def know_wordings(engine: Engine, questions: Mapping[str, str], encode: Encode | None) -> dict[str, Row]:
    """Return the row (id, hash, cluster, decision) of each wording; those that are new get theirs.

    Args:
        engine: the database of the review.
        questions: the words by their hash.
        encode: None when there is no encoder: then a new wording is a cluster by itself.
    """
    with engine.connect() as connection:
        known = {row.hash: row for row in _find(connection, questions)}
    new = [wording for wording in questions if wording not in known]
    if not new:
        return known
    vectors = encode([questions[wording] for wording in new]) if encode else None
    with engine.begin() as connection:
        clusters = _read_clusters(connection)
        for place, wording in enumerate(new):
            _add(engine, connection, clusters, wording, None if vectors is None else vectors[place])
        return known | {row.hash: row for row in _find(connection, new)}


def _find(connection: Connection, hashes: Iterable[str]) -> Sequence[Row]:
    columns = (WORDING.c.id, WORDING.c.hash, WORDING.c.cluster, WORDING.c.decision)
    found: Sequence[Row] = connection.execute(select(*columns).where(WORDING.c.hash.in_(list(hashes)))).all()
    return found


def _read_clusters(connection: Connection) -> Clusters:
    """The clusters, each by the oldest wording that is left of it."""
    oldest = select(func.min(WORDING.c.id)).where(WORDING.c.vector.is_not(None)).group_by(WORDING.c.cluster)
    leaders = select(WORDING.c.cluster, WORDING.c.vector).where(WORDING.c.id.in_(oldest))
    rows = connection.execute(leaders).all()
    return Clusters([row.cluster for row in rows], [bytes(row.vector) for row in rows])


def _add(
    engine: Engine, connection: Connection, clusters: Clusters, wording: str, vector: np.ndarray | None
) -> None:
    """Add a wording, unless another process was first."""
    packed = None if vector is None else vector.astype(KEPT).tobytes()
    cluster = None if vector is None else clusters.find(vector)
    row = {"hash": wording, "cluster": cluster or 0, "vector": packed}
    connection.execute(insert_into(engine, WORDING).values(row).on_conflict_do_nothing())
    if cluster is not None:
        return
    mine = WORDING.c.hash == wording
    connection.execute(update(WORDING).where(mine, WORDING.c.cluster == 0).values(cluster=WORDING.c.id))
    if vector is not None:
        clusters.begin(connection.execute(select(WORDING.c.id).where(mine)).scalar_one(), vector)
