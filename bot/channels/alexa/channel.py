"""The Alexa channel as Rasa sees it: `POST /webhooks/alexa/webhook`."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.alexa.certificates import Certificates, fetch_chain, trusted_roots
from bot.channels.alexa.connector import AlexaConnector, NothingAsked
from bot.channels.alexa.progress import AFTER_S, ask_for_patience
from bot.channels.alexa.request import CAN_FULFILL
from bot.channels.alexa.response import NOT_OURS, NOTHING
from bot.channels.alexa.settings import NAME, SKILL_ID, AlexaSettings, read_alexa
from bot.channels.alexa.verification import Rejected, Verifier
from bot.channels.base.door import Handler, open_door
from bot.engine.tuning import tune_rasa
from bot.errors import MissiError
from bot.health.metrics import metrics
from bot.settings import read_settings

logger = logging.getLogger(__name__)


class AlexaChannel(InputChannel):
    """Serves nobody without a skill's id.

    Args:
        verifier: checks requests; for tests, with an authority of their own.
    """

    def __init__(self, verifier: Verifier | None = None) -> None:
        tune_rasa()
        self._settings = read_settings()
        self._alexa = read_alexa(os.environ, self._settings)
        self._verifier = verifier

    @classmethod
    def name(cls) -> str:
        """See parent class."""
        return NAME

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """See parent class."""
        routes = Blueprint("missi_alexa", __name__)
        if self._alexa is None:
            logger.info("alexa.off missing=%s", SKILL_ID)
            return routes
        connector = AlexaConnector(self._alexa, self._verifier or make_verifier(self._alexa))

        @routes.listener("after_server_start")
        async def open_up(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            try:
                open_door(app, on_new_message, self._settings)
            except (MissiError, SQLAlchemyError) as error:
                logger.error("alexa.door.shut error=%s", type(error).__name__)

        @routes.route("/webhook", methods=["POST"], stream=True)
        async def receive(request: Request) -> HTTPResponse:
            try:
                return await _answer(request, connector)
            except NothingAsked as told:
                return json(NOT_OURS if str(told) == CAN_FULFILL else NOTHING)
            except Rejected as error:
                logger.warning("alexa.rejected reason=%s", error)
                metrics().refused.labels(NAME, "rejected").inc()
                return json({}, status=400)

        return routes


def make_verifier(alexa: AlexaSettings) -> Verifier:
    """Return what checks requests, with the authorities that browsers trust."""
    certificates = Certificates(fetch_chain, trusted_roots()) if alexa.verifies else None
    return Verifier(certificates, alexa.skills)


async def _answer(request: Request, connector: AlexaConnector) -> HTTPResponse:
    """The answer; whoever waits for it long is asked for patience once."""
    door: Any = getattr(request.app.ctx, "door", None)
    if door is None:
        return json({}, status=503)
    turn: asyncio.Task[HTTPResponse] = asyncio.ensure_future(door.receive(request, connector))
    await asyncio.wait({turn}, timeout=AFTER_S)
    if not turn.done() and hasattr(request.ctx, "alexa"):
        await ask_for_patience(request.ctx.alexa)
    return await turn
