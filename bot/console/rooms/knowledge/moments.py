"""Moments as browsers send them, in the state's time."""

from __future__ import annotations

from datetime import datetime, timezone

from bot.errors import KnowledgeError
from bot.settings import STATE_TIME


def read_moment(text: str, name: str) -> datetime | None:
    """Return a typed moment in UTC, None for nothing; raises KnowledgeError for what is none."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=STATE_TIME).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise KnowledgeError(f"{name}: expected a moment such as 2026-11-22T14:30") from None


def write_moment(moment: datetime | None) -> str:
    """Return a moment as a browser's field takes it."""
    return moment.astimezone(STATE_TIME).strftime("%Y-%m-%dT%H:%M") if moment else ""
