"""How well each record agrees with what is known besides the words: kind, names, what came before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from bot.knowledge.record import Record
from bot.knowledge.search.query import Query

UNLIKELY = 0.02  # floor of a kind's probability, so that its logarithm stays finite


def agreement(records: Sequence[Record], query: Query, context: Record | None) -> dict[str, np.ndarray]:
    """Return arrays (records,) by signal name.

    Args:
        records: those that may answer.
        query: the search.
        context: the record told before, if any.
    """
    kind = _floats(query.kinds.get(r.type, 0.0) if query.kinds else 1.0 for r in records)
    nothing = np.zeros(len(records), dtype=np.float32)
    signals = {"kind": kind, "kind_log": np.log(kind + UNLIKELY)}
    signals["outsider"] = _floats(r.type == "outside" for r in records)
    abroad = _floats(r.details.get("only") == "elsewhere" for r in records)
    signals["abroad"] = abroad * query.elsewhere
    signals["from_abroad"] = abroad * (query.names_elsewhere - query.elsewhere)
    signals |= dict.fromkeys(("mentioned", "owner", "placed"), nothing)
    if query.mentions:
        signals["mentioned"] = _floats(r.id in query.mentions for r in records)
        signals["owner"] = _floats(r.type != "agency" and _home(r) in query.mentions for r in records)
    if query.mentions or query.cities:
        signals["placed"] = _floats(_is_placed(r, query) for r in records)
    signals["mentioned_kind"] = signals["mentioned"] * kind
    signals["placed_kind"] = signals["placed"] * kind
    return signals | _context(records, query, context)


def _context(records: Sequence[Record], query: Query, told: Record | None) -> dict[str, np.ndarray]:
    if told is None:
        return dict.fromkeys(("same", "same_leaning", "same_brief", "kin"), np.zeros(len(records)))
    same = _floats(r.id == told.id for r in records)
    return {
        "same": same,
        "same_leaning": same * query.leaning,
        "same_brief": same * query.brevity,
        "kin": _floats(_kinship(r, told) for r in records),
    }


def _kinship(record: Record, told: Record) -> float:
    """Half for a topic both are about, half for the agency both belong to."""
    if record is told:
        return 0.0
    shared = any(topic in told.topics for topic in record.topics)
    return 0.5 * shared + 0.5 * (_home(record) == _home(told))


def _is_placed(record: Record, query: Query) -> bool:
    city = record.details.get("city") or record.details.get("seat", "")
    in_county = record.type == "office" and f"county:{record.county}" in query.mentions
    return str(city) in query.cities or in_county


def _home(record: Record) -> str:
    return record.id if record.type == "agency" else f"agency:{record.agency}"


def _floats(values: Iterable[float]) -> np.ndarray:
    return np.fromiter(values, dtype=np.float32)
