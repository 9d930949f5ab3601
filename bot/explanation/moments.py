"""Moments as staff read and write them: in the state's own time."""

from __future__ import annotations

from datetime import datetime

from bot.settings import STATE_TIME


def read_moment(text: str) -> datetime:
    """Read an ISO time, in the state's time when it names no other; raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=STATE_TIME)


def show_moment(moment: datetime) -> str:
    """Write a moment to the second."""
    return f"{moment.astimezone(STATE_TIME):%Y-%m-%d %H:%M:%S %Z}"
