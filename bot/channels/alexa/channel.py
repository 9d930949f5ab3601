"""The Alexa channel as Rasa sees it: `POST /webhooks/alexa/webhook`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.alexa.certificates import Certificates, fetch_chain, trusted_roots
from bot.channels.alexa.connector import AlexaConnector, NothingAsked
from bot.channels.alexa.progress import AFTER_S, ask_for_patience
from bot.channels.alexa.request import CAN_FULFILL
from bot.channels.alexa.response import NOT_OURS, NOTHING
from bot.channels.alexa.settings import NAME, SKILL_ID, AlexaSettings, read_alexa
from bot.channels.alexa.verification import Verifier
from bot.channels.base.door import Door
from bot.channels.base.webhook import Webhook
from bot.settings import Settings


class AlexaChannel(Webhook):
    """Serves nobody without a skill's id.

    Args:
        verifier: checks requests; for tests, with an authority of their own.
    """

    channel = NAME
    needs = SKILL_ID

    def __init__(self, verifier: Verifier | None = None) -> None:
        super().__init__()
        self._verifier = verifier

    @classmethod
    def read(cls, environment: Mapping[str, str], settings: Settings) -> AlexaSettings | None:
        """See parent class."""
        return read_alexa(environment, settings)

    def connect(self, chosen: AlexaSettings, door: Door) -> Mapping[str, AlexaConnector]:
        """See parent class."""
        return {"/webhook": AlexaConnector(chosen, self._verifier or make_verifier(chosen))}

    async def take(self, request: Request, connector: AlexaConnector) -> HTTPResponse:
        """See parent class; whoever waits long for an answer is asked for patience once."""
        turn = asyncio.ensure_future(super().take(request, connector))
        await asyncio.wait({turn}, timeout=AFTER_S)
        if not turn.done() and hasattr(request.ctx, "alexa"):
            await ask_for_patience(request.ctx.alexa)
        try:
            return await turn
        except NothingAsked as told:
            return json(NOT_OURS if str(told) == CAN_FULFILL else NOTHING)


def make_verifier(alexa: AlexaSettings) -> Verifier:
    """Return what checks requests, with the authorities that browsers trust."""
    certificates = Certificates(fetch_chain, trusted_roots()) if alexa.verifies else None
    return Verifier(certificates, alexa.skills)
