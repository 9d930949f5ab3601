"""Notices: what everybody, or everybody in some counties, should read before any answer."""

from __future__ import annotations

import time
from datetime import datetime

from sanic.response import HTTPResponse

from bot.console.pages import go, show
from bot.console.visit import Visit
from bot.errors import OversightError
from bot.settings import STATE_TIME
from bot.switches.names import read_slugs, require_name
from bot.switches.state import LEVELS, Notice

HERE = "/notices"
FIELDS = ("text", "text_es", "url", "level", "starts", "ends", "why")


def show_all(visit: Visit) -> HTTPResponse:
    """The notices, and a form for another one; filled in with one that was just taken down."""
    return _show(visit, {name: visit.asked(name) for name in FIELDS}, visit.asked("counties").split())


def put_up(visit: Visit) -> HTTPResponse:
    """Put a notice up."""
    given = {name: visit.typed(name) for name in FIELDS}
    try:
        visit.desk.switchboard.notify(_read(visit, given), visit.me.name, given["why"])
    except OversightError as error:
        return _show(visit, given, visit.chosen("counties"), str(error))
    return go(HERE, "notice-up")


def take_down(visit: Visit) -> HTTPResponse:
    """Take a notice down; its words stay in the form, so that a slip is undone by sending it."""
    identity = visit.typed("id")
    notice = next((n for n in visit.desk.switchboard.notices() if n.id == identity), None)
    try:
        visit.desk.switchboard.end(identity, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show(visit, dict.fromkeys(FIELDS, ""), [], str(error))
    given = _fields_of(notice) if notice else dict.fromkeys(FIELDS, "")
    return _show(visit, given, list(notice.counties) if notice else [], done="notice-down")


def _read(visit: Visit, given: dict[str, str]) -> Notice:
    """The notice of a form; raises OversightError."""
    if given["url"] and not given["url"].startswith(("https://", "http://")):
        raise OversightError("address: expected one that begins with https://")
    known = read_slugs(visit.desk.knowledge, "county")
    counties = tuple(require_name(county, known, "county") for county in visit.chosen("counties"))
    return Notice(
        id="",
        text=given["text"],
        text_es=given["text_es"] or None,
        url=given["url"] or None,
        level=given["level"],
        counties=counties,
        starts=_read_moment(given["starts"], "starts"),
        ends=_read_moment(given["ends"], "ends"),
    )


def _read_moment(text: str, name: str) -> float | None:
    """A time as browsers send it, in the state's time; raises OversightError."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=STATE_TIME).timestamp()
    except (ValueError, OverflowError):
        raise OversightError(f"{name}: expected a time such as 2026-11-22T14:30") from None


def _fields_of(notice: Notice) -> dict[str, str]:
    given = {"text": notice.text, "text_es": notice.text_es or "", "url": notice.url or ""}
    moments = {"starts": notice.starts, "ends": notice.ends}
    shown = {
        name: datetime.fromtimestamp(at, STATE_TIME).strftime("%Y-%m-%dT%H:%M") if at else ""
        for name, at in moments.items()
    }
    return given | shown | {"level": notice.level, "why": ""}


def _show(
    visit: Visit, given: dict[str, str], counties: list[str], told: str | None = None, done: str | None = None
) -> HTTPResponse:
    notices = [(notice, notice.is_on(time.time())) for notice in visit.desk.switchboard.notices()]
    known = read_slugs(visit.desk.knowledge, "county")
    choices = {"levels": LEVELS, "counties": known, "chosen": counties}
    values = {"notices": notices, "given": given, "told": told, "undo": done}
    return show(visit, "notices/all.html", 400 if told else 200, **choices, **values)
