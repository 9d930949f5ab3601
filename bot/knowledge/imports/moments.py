"""Puts moments of any time zone into Mississippi's, since a record holds local days and hours.

Called by the readers of events and news."""

from __future__ import annotations

from datetime import date, datetime

from bot.settings import STATE_TIME


def to_local(moment: datetime) -> datetime:
    """Return `moment` as local time without a zone; one without a zone is local already."""
    try:
        return moment.astimezone(STATE_TIME).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError:
        # Calendars write the first or last day there is for "always"; it has no neighbour to shift to.
        return moment.replace(tzinfo=None)


def local_day(moment: date) -> date:
    """Return the day in Mississippi on which `moment`, a date or date with time, falls."""
    return to_local(moment).date() if isinstance(moment, datetime) else moment


def clock_text(moment: datetime) -> str:
    """Return the time of day as citizens read it: `1:30 p.m.`."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'a.m.' if moment.hour < 12 else 'p.m.'}"
