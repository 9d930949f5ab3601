"""The audit log: what staff did, found by who, what, and when; and whether anybody changed it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from urllib.parse import urlencode

from sanic.response import HTTPResponse

from bot.audit.anchor import show_head, verify_from_anchor
from bot.audit.search import Filter, find_actions, find_entries
from bot.console.pages import show
from bot.console.visit import Visit
from bot.errors import OversightError
from bot.settings import STATE_TIME

PAGE = 50  # entries
FIELDS = ("who", "action", "about", "first", "last")


def show_log(visit: Visit) -> HTTPResponse:
    """The newest entries that fit, or those older than a number."""
    return _show(visit, {name: visit.asked(name) for name in FIELDS})


def verify(visit: Visit) -> HTTPResponse:
    """Tell whether every entry is as it was written, also since the last time somebody looked."""
    log = visit.desk.audit
    try:
        fault = verify_from_anchor(log, visit.desk.settings.var)
        told = f"Entry {fault.seq} {fault.what}." if fault else ""
    except OversightError as error:
        told = str(error)
    verdict = {"fault": told, "count": log.head().seq, "head": show_head(log.head())}
    return _show(visit, dict.fromkeys(FIELDS, ""), verdict)


def _show(visit: Visit, given: dict[str, str], verdict: dict[str, object] | None = None) -> HTTPResponse:
    before = visit.asked("before")
    wanted = Filter(
        who=given["who"],
        action=given["action"],
        about=given["about"],
        since=_moment(given["first"], 0),
        until=_moment(given["last"], 1),
    )
    oldest = int(before) if before.isdecimal() and len(before) < 10 else None
    found = find_entries(visit.desk.engine, wanted, before=oldest, most=PAGE + 1)
    older = urlencode({**given, "before": found[PAGE - 1].seq}) if len(found) > PAGE else ""
    return show(
        visit,
        "audit/entries.html" if visit.is_partial else "audit/log.html",
        entries=found[:PAGE],
        older=older,
        is_first=oldest is None,
        given=given,
        actions=find_actions(visit.desk.engine),
        verdict=verdict,
    )


def _moment(day: str, days: int) -> str:
    """The beginning of a day of the state's, so many days later, in UTC; empty for what is no day."""
    try:
        at = datetime.combine(date.fromisoformat(day) + timedelta(days), time(), STATE_TIME)
        return at.astimezone(timezone.utc).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        return ""
