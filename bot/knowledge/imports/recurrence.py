"""Turns the RRULE of an event into the text a record keeps, refusing one that gives no days.

Called by the reader of events."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr
from icalendar import Event, vRecur

from bot.knowledge.imports.calendar_parts import REFUSALS
from bot.knowledge.imports.moments import local_day, to_local
from bot.knowledge.imports.result import EntryError
from bot.knowledge.imports.text import one_line

EXAMPLE = "FREQ=YEARLY;BYMONTH=10;BYDAY=1TU"
# A record knows days; a rule by the hour or second would only keep its readers busy.
_FREQUENCIES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))


def rule_text(event: Event, start: date) -> str | None:
    """Return the rule such as `FREQ=YEARLY;BYMONTH=10;BYDAY=1TU`, or None for a one-time event.

    Raises EntryError for a rule that cannot be used.
    """
    rule = event.get("RRULE")
    if rule is None:
        return None
    if not isinstance(rule, vRecur):
        raise EntryError("RRULE: expected one rule, found several")
    try:
        parts = _parts(rule, start)
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        usable = _has_days(parts, text, local_day(start))
    except REFUSALS as error:
        raise EntryError(f"RRULE: expected a rule such as {EXAMPLE}: {one_line(str(error))}") from error
    # `BYDAY=TH` counts the days of the zone of DTSTART: Thursday 2 a.m. UTC is a Wednesday here.
    if _day(start) != local_day(start) and any(name.startswith("BY") for name in parts):
        raise EntryError("RRULE: expected a DTSTART that falls on the same day in America/Chicago")
    if not usable:
        raise EntryError(f"RRULE: expected a rule such as {EXAMPLE}, found {one_line(text)!r}")
    return text


def _parts(rule: vRecur, start: date) -> dict[str, str]:
    written: bytes = rule.to_ical()  # type: ignore[no-untyped-call]
    parts = dict(part.split("=", 1) for part in written.decode().split(";") if part)
    # icalendar writes the parts in its own order; the file's order is the one staff recognize.
    parts = {name: parts[name] for name in rule if name in parts}
    if "UNTIL" in parts:
        parts["UNTIL"] = _last_day(rule["UNTIL"][0], start).isoformat().replace("-", "")
    return parts


def _last_day(until: date, start: date) -> date:
    """The end as a day of Mississippi: dateutil refuses a zone in UNTIL when the start has none."""
    if isinstance(until, datetime) and isinstance(start, datetime):
        moment = to_local(until)
        # An end before the hour of the event leaves that day out.
        return moment.date() - timedelta(days=moment.time() < to_local(start).time())
    if isinstance(until, datetime):
        # Midnight UTC means that day itself, not the evening before in Mississippi.
        return local_day(until) if until.time() != time() else until.date()
    return until


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _has_days(parts: dict[str, str], text: str, start: date) -> bool:
    if parts.get("FREQ") not in _FREQUENCIES or parts.get("INTERVAL") == "0":
        return False
    # The first day is asked for because dateutil checks some parts only then.
    return next(iter(rrulestr(text, dtstart=datetime.combine(start, time()))), None) is not None
