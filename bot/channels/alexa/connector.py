"""Alexa at the front door: verified requests in, what is said and shown out."""

from __future__ import annotations

from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.alexa.request import SPOKEN_TO, AlexaRequest
from bot.channels.alexa.response import build_response
from bot.channels.alexa.settings import NAME, AlexaSettings
from bot.channels.alexa.verification import Verifier
from bot.channels.base.connector import HOLDING
from bot.channels.base.message import Message, is_id
from bot.channels.base.senders import pseudonym
from bot.channels.spoken.connector import SpokenConnector
from bot.channels.spoken.moves import LAUNCH, NO, YES, Heard
from bot.channels.spoken.turn import SpokenTurn
from bot.channels.spoken.words import language_of

_WORDS = {YES: "yes", NO: "no"}
"""What the front door hears of moves that answer its own questions."""


class NothingAsked(Exception):
    """A request that only tells of something, such as that the session has ended."""


class AlexaConnector(SpokenConnector):
    """A session is a conversation: a speaker is shared, and whoever speaks next has asked nothing before."""

    name = NAME
    deadline_s = 6.5
    overdue = HOLDING

    def __init__(self, settings: AlexaSettings, verifier: Verifier) -> None:
        self._settings = settings
        self._verifier = verifier

    async def verify(self, request: Request) -> None:
        """See parent class; raises Rejected, and NothingAsked once the request is read."""
        asked = AlexaRequest.of(await self._verifier.check(request.headers, request.body))
        request.ctx.alexa = asked
        if asked.type not in SPOKEN_TO:
            raise NothingAsked(asked.type)

    async def hear(self, request: Request) -> Heard:
        """See parent class."""
        asked: AlexaRequest = request.ctx.alexa
        meaning, secret = asked.meaning, self.door(request).secret
        return Heard(
            sender=pseudonym(self.name, f"{asked.user} {asked.session}", secret),
            text=meaning.text or _WORDS.get(meaning.move or "", ""),
            id=asked.id if is_id(asked.id) else None,
            is_silent=meaning.move == LAUNCH,
            address=pseudonym(self.name, asked.user, secret),
            metadata={"locale": asked.locale},
            move=meaning.move,
            number=meaning.number,
            language=language_of(asked.locale),
        )

    async def reply(self, rendered: Any, message: Message) -> HTTPResponse:
        """See parent class."""
        asked: AlexaRequest = message.request.ctx.alexa
        turn = SpokenTurn.from_data(rendered)
        return json(build_response(turn, asked.attributes, asked.locale, elicits=self._settings.elicits))
