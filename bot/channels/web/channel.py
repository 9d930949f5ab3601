"""The web channel as Rasa sees it: an input channel whose routes begin with `/chat`."""

from __future__ import annotations

import asyncio
import logging

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.base.answer import Refused
from bot.channels.base.door import Handler, open_door
from bot.channels.lab import page as lab
from bot.channels.web import api, assets, plain, portal, public, statements, streams, transcripts
from bot.channels.web.desk import NAME, open_desk
from bot.channels.web.errors import WebError
from bot.channels.web.guard import add_headers, let_in
from bot.channels.web.routes import Routes, add_routes
from bot.engine.tuning import tune_rasa
from bot.errors import MissiError
from bot.settings import read_settings

logger = logging.getLogger(__name__)
PREFIX = "/chat"
ROUTES: Routes = {
    path: methods
    for module in (api, streams, transcripts, public, assets, plain, portal, statements, lab)
    for path, methods in module.ROUTES.items()
}


class WebChannel(InputChannel):
    """The assistant in a browser."""

    def __init__(self) -> None:
        tune_rasa()
        self._settings = read_settings()

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return NAME

    def url_prefix(self) -> str:
        """See parent class."""
        return PREFIX

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """See parent class."""
        routes = Blueprint("missi_web", __name__)

        @routes.listener("after_server_start")
        async def open_up(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            try:
                app.ctx.web = open_desk(open_door(app, on_new_message, self._settings))
            except MissiError as error:  # the other channels go on
                logger.error("%s", error)

        routes.middleware(_require_desk, "request")
        routes.middleware(let_in, "request")
        routes.middleware(add_headers, "response")
        routes.exception(Exception)(_tell)
        add_routes(routes, ROUTES)
        return routes


async def _require_desk(request: Request) -> None:
    """Until it is there, for a moment after the start, nothing can be served."""
    if not hasattr(request.app.ctx, "web"):
        raise WebError("unavailable", {"Retry-After": "1"})


async def _tell(_: Request, error: Exception) -> HTTPResponse:
    """Whatever fails is told in the API's form, and logged without what the citizen wrote."""
    if isinstance(error, Refused):
        return WebError.of(error).response()
    if isinstance(error, WebError):
        return error.response()
    if isinstance(error, SanicException):
        return WebError("not_found" if error.status_code == 404 else "bad_request").response()
    logger.error("web.request.failed error=%s", type(error).__name__)
    return WebError("unavailable").response()
