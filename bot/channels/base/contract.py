"""Builds the reply contract (version 1): exactly one `custom` element a turn, whatever happened.

docs/reply-contract.md lists every key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.base.speech import speak

VERSION = 1


def build_contract(
    parts: Sequence[Mapping[str, Any]],
    parse: Mapping[str, Any],
    texts: Sequence[str],
    *,
    outcome: str = "error",
) -> dict[str, Any]:
    """Return the `custom` object of a turn.

    Args:
        parts: the `custom` objects the turn's messages carried; the first one counts.
        parse: how the message was understood (`intent` with `name` and `confidence`), or empty.
        texts: the texts of the reply, in order.
        outcome: what it is when no message said so.
    """
    part = parts[0] if parts else {}
    intent = parse.get("intent") or {}
    confidence = intent.get("confidence")
    return {
        "contract": VERSION,
        "outcome": part.get("outcome", outcome),
        "records": list(part.get("records", ())),
        "intent": intent.get("name"),
        "confidence": round(float(confidence), 4) if confidence is not None else 0.0,
        "score": part.get("score"),
        "aspect": part.get("aspect"),
        "sources": list(part.get("sources", ())),
        "spoken": speak(texts),
    }
