"""The console's web server: turns each request into a Visit, has the table of routes answer, sets cookies.

Rooms are plain functions that may wait for the database; they run on threads of their own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.addresses import find_address
from bot.channels.base.headers import Headers
from bot.console.access.entrance import Caller
from bot.console.access.sessions import new_token
from bot.console.clock import watch_the_clock
from bot.console.desk import Desk
from bot.console.guard import (
    SAFE,
    Refused,
    admit,
    find_visitor,
    require_host,
    require_own_form,
    require_places,
)
from bot.console.pages import show
from bot.console.route import MOST_BYTES, Route
from bot.console.routes import ROUTES, find_paths
from bot.console.visit import Upload, Visit

logger = logging.getLogger(__name__)
NAME = "missi_console"
THREADS = 16
COOKIE, TICKET = "missi-console", "missi-console-ticket"
HOST_PREFIX = "__Host-"  # which no other host, and no page in the clear, can set (RFC 6265bis)
HEALTH = "/health"
Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


def make_app(desk: Desk) -> Sanic:
    """Return the console, ready to run."""
    app = Sanic(NAME, configure_logging=False)
    logging.getLogger("sanic.error").addFilter(_shorten)
    app.config.REQUEST_MAX_SIZE = MOST_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "text"
    app.ctx.desk = desk
    app.ctx.threads = ThreadPoolExecutor(THREADS, "room")
    for route in ROUTES:
        name = f"{route.method} {route.path}"
        app.add_route(
            _serve(route), route.path, methods=[route.method], name=name, ctx_most_bytes=route.most_bytes
        )
    app.add_signal(_limit, "http.routing.after")
    settings = replace(desk.settings, public_url=desk.settings.console.url)
    app.register_middleware(Headers(settings).add, "response")
    app.error_handler.add(Exception, _excuse)
    app.register_listener(watch_the_clock, "after_server_start")
    return app


def _shorten(record: logging.LogRecord) -> bool:
    """Leave the event of what Sanic logs, such as a form that cannot be read: no traceback, nothing typed."""
    if record.exc_info and record.exc_info[0]:
        record.msg, record.args = f"console.failed error={record.exc_info[0].__name__}", ()
        record.exc_info = record.exc_text = None
    return True


async def _limit(request: Request, route: Any, **_: Any) -> None:
    """Take no more of a request than its route wants, before any of it is read."""
    assert request.stream is not None
    request.stream.request_max_size = route.ctx.most_bytes


def _serve(route: Route) -> Handler:
    async def serve(request: Request, **places: Any) -> HTTPResponse:
        work = partial(_answer, request, route, places)
        return await asyncio.get_running_loop().run_in_executor(request.app.ctx.threads, work)

    return serve


def _answer(request: Request, route: Route, places: dict[str, Any]) -> HTTPResponse:
    """Answer a request, or tell why not, on a page."""
    visit = _read(request)
    try:
        if route.path != HEALTH:
            require_host(request, visit.desk.url)
        _recognize(visit)
        require_own_form(request, visit)
        require_places(places)
        response = admit(visit, route) or route.answer(visit, **places)
    except Refused as refused:
        response = show(visit, "error.html", refused.status, code=refused.code)
    except Exception as error:  # whatever failed: the event, never what was typed
        logger.error("console.failed route=%s error=%s", route.path, type(error).__name__)
        response = show(visit, "error.html", 500, code="failed")
    return _keep(visit, response)


async def _excuse(request: Request, error: Exception) -> HTTPResponse:
    """What no route answers: a page that is not there, a request that is too large."""
    status = error.status_code if isinstance(error, SanicException) else 500
    if status >= 500:
        logger.error("console.failed error=%s", type(error).__name__)
    work = partial(_show_error, request, status)
    return await asyncio.get_running_loop().run_in_executor(request.app.ctx.threads, work)


def _show_error(request: Request, status: int) -> HTTPResponse:
    visit = _read(request, form=False)
    with suppress(SQLAlchemyError):  # nobody is known then, but the page comes
        _recognize(visit)
    codes = {404: "not_found", 405: "not_found", 413: "too_large"}
    return _keep(visit, show(visit, "error.html", status, code=codes.get(status, "failed")))


def _recognize(visit: Visit) -> None:
    find_visitor(visit)
    if visit.account:
        visit.paths = find_paths(visit.account.roles)


def _read(request: Request, form: bool = True) -> Visit:
    desk: Desk = request.app.ctx.desk
    token = str(request.cookies.get(_name(desk, COOKIE), ""))
    address = find_address(request, desk.settings.web.proxies)
    is_form = form and request.method not in SAFE
    files = dict(request.files or {}) if is_form else {}
    visit = Visit(
        desk=desk,
        path=request.path,
        query=dict(request.get_args(keep_blank_values=True)),
        form=dict(request.form or {}) if is_form else {},
        files={name: Upload(f.name, f.body) for name, (f, *_) in files.items()},
        caller=Caller(token, address, request.headers.get("user-agent", "")),
        headers=request.headers,
        is_partial="hx-request" in request.headers,
        ticket=str(request.cookies.get(_name(desk, TICKET), "")),
    )
    if not token:  # forms that are shown to somebody unknown hold a token, too
        visit.fresh_token = new_token()
    return visit


def _keep(visit: Visit, response: HTTPResponse) -> HTTPResponse:
    """Set what the browser is to keep until it is closed."""
    fresh = {COOKIE: visit.fresh_token, TICKET: visit.fresh_ticket}
    for name, value in fresh.items():
        if value is None:
            continue
        cookie = _name(visit.desk, name)
        response.cookies[cookie] = value
        # Lax, not Strict: whoever comes back from the single sign-on comes from another site.
        response.cookies[cookie].update({"path": "/", "httponly": True, "samesite": "Lax"})
        response.cookies[cookie]["secure"] = visit.desk.is_over_tls
        if not value:
            response.cookies[cookie]["max-age"] = 0
    return response


def _name(desk: Desk, name: str) -> str:
    return HOST_PREFIX + name if desk.is_over_tls else name
