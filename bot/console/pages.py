"""Renders the console's pages: templates that escape everything, and no script or style but our own files."""

from __future__ import annotations

import time
from datetime import date, datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.response import HTTPResponse, html, redirect

from bot.channels.web.files import Files, read_files
from bot.channels.web.pages import POLICY
from bot.console.access.roles import ROLES
from bot.console.navigation import find_rooms
from bot.console.visit import Visit
from bot.settings import STATE_TIME

FOLDER = Path(__file__).parent
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86400


def show(visit: Visit, template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """Return a page of `templates/` for a visit; whatever it is given is escaped."""
    said = visit.asked("done")
    page = _templates().get_template(template)
    known = {"visit": visit, "me": visit.account, "rooms": find_rooms(visit.paths), "words": read_words()}
    body = page.render(**known, done=read_words()["done"].get(said), **values)
    return html(body, status, {"Content-Security-Policy": POLICY})


def go(path: str, done: str = "") -> HTTPResponse:
    """Send the browser on after a change; `done` names what `words.yml` says of it there."""
    return redirect(f"{path}{'&' if '?' in path else '?'}done={done}" if done else path, status=303)


@lru_cache(maxsize=1)
def read_words() -> dict[str, Any]:
    """Return what the console says of results, failures, and the values that tables hold."""
    words: dict[str, Any] = yaml.safe_load((FOLDER / "words.yml").read_text(encoding="utf-8"))
    return words


@lru_cache(maxsize=1)
def static_files() -> Files:
    """Return the style sheet and scripts."""
    return read_files(FOLDER / "static")


def show_moment(seconds: float) -> str:
    """Return seconds since 1970 in the state's time, as people read it."""
    at = datetime.fromtimestamp(seconds, STATE_TIME)
    return f"{at:%b} {at.day}, {at.year}, {at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"


def show_clock(seconds: float) -> str:
    """Return the state's time of day at a moment, to the second."""
    return f"{datetime.fromtimestamp(seconds, STATE_TIME):%H:%M:%S}"


def show_utc(text: str) -> str:
    """Return a time of the audit log in the state's time."""
    return show_moment(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp())


def show_day(day: date) -> str:
    """Return a day as people read it."""
    return f"{day:%b} {day.day}, {day.year}"


def show_ago(seconds: float) -> str:
    """Return how long ago a moment was."""
    past = max(0.0, time.time() - seconds)
    for unit, name in ((DAY_S, "day"), (HOUR_S, "hour"), (MINUTE_S, "minute")):
        count = int(past // unit)
        if count:
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return "just now"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {"version": static_files().version, "roles": ROLES}
    environment.filters |= {
        "moment": show_moment,
        "clock": show_clock,
        "utc": show_utc,
        "day": show_day,
        "ago": show_ago,
        "count": lambda number: f"{number:,}",
    }
    return environment
