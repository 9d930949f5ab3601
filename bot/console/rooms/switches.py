"""Switches of the front door: the whole service, channels, and topics, each with who switched it and why."""

from __future__ import annotations

from sanic.response import HTTPResponse

from bot.console.pages import go, show
from bot.console.visit import Visit
from bot.errors import OversightError
from bot.switches.names import read_channels, read_slugs, require_name
from bot.switches.state import SERVICE

HERE = "/switches"
TYPED = "switch off"
"""What must be typed to switch off everything."""


def show_all(visit: Visit) -> HTTPResponse:
    """What is on and off."""
    return _show(visit)


def switch_off(visit: Visit) -> HTTPResponse:
    """Switch a channel or a topic off."""
    try:
        visit.desk.switchboard.off(_target(visit), visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show(visit, str(error))
    return go(HERE, "switched-off")


def switch_on(visit: Visit) -> HTTPResponse:
    """Switch a channel or a topic on again, also one that is there no more."""
    what = visit.typed("what")
    return _switch_on(visit, what if what != SERVICE else "")


def switch_service_on(visit: Visit) -> HTTPResponse:
    """Switch the whole service on again."""
    return _switch_on(visit, SERVICE)


def show_service(visit: Visit) -> HTTPResponse:
    """The page that asks whether the whole service is really to be switched off."""
    return _show_service(visit)


def switch_service_off(visit: Visit) -> HTTPResponse:
    """Switch the whole service off, once that was typed in words."""
    if visit.typed("typed").casefold() != TYPED:
        return _show_service(visit, error="typed")
    try:
        visit.desk.switchboard.off(SERVICE, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show_service(visit, told=str(error))
    return go(HERE, "switched-off")


def _switch_on(visit: Visit, what: str) -> HTTPResponse:
    try:
        visit.desk.switchboard.on(what, visit.me.name, visit.typed("why"))
    except OversightError as error:
        return _show(visit, str(error))
    return go(HERE, "switched-on")


def _target(visit: Visit) -> str:
    """A channel or topic that there is; raises OversightError."""
    kind, _, name = visit.typed("what").partition(":")
    if kind not in ("channel", "topic"):
        raise OversightError("expected a channel or a topic to switch off")
    known = read_channels() if kind == "channel" else read_slugs(visit.desk.knowledge, "topic")
    return f"{kind}:{require_name(name, known, kind)}"


def _show(visit: Visit, told: str | None = None) -> HTTPResponse:
    state = visit.desk.switchboard.now()
    groups = {
        "channel": {name: state.channels.get(name) for name in read_channels()},
        "topic": {name: state.topics.get(name) for name in read_slugs(visit.desk.knowledge, "topic")},
    }
    chosen = visit.typed("what") if told else ""
    values = {"state": state, "groups": groups, "told": told, "chosen": chosen}
    return show(visit, "switches/all.html", 400 if told else 200, **values)


def _show_service(visit: Visit, error: str | None = None, told: str | None = None) -> HTTPResponse:
    values = {"typed": TYPED, "error": error, "told": told, "why": visit.typed("why")}
    return show(visit, "switches/service.html", 400 if error or told else 200, **values)
