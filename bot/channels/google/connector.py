"""Google at the front door: what was spoken or typed, answered in the shape it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.base.answer import Answer
from bot.channels.base.connector import HOLDING, Connector
from bot.channels.base.door import Door
from bot.channels.base.message import Message
from bot.channels.base.senders import pseudonym
from bot.channels.base.webhook import Rejected, Webhook
from bot.channels.google.keys import KeySet
from bot.channels.google.proofs import Proof, make_proofs
from bot.channels.google.request import read_request
from bot.channels.google.response import write_response
from bot.channels.google.settings import GoogleSettings, read_google
from bot.channels.spoken.connector import SpokenConnector
from bot.channels.spoken.moves import LAUNCH, MISSED, Heard
from bot.channels.spoken.turn import SpokenTurn
from bot.channels.spoken.words import language_of
from bot.settings import Settings

NAME = "google"
PERSON = "person"
"""What an answer asks of the door when a person is wanted."""


class GoogleConnector(SpokenConnector):
    """Dialogflow's webhook, which waits for 5 s.

    Args:
        proofs: what a request must show.
    """

    name = NAME
    deadline_s = 4.0
    overdue = HOLDING

    def __init__(self, proofs: tuple[Proof, ...]) -> None:
        self._proofs = proofs

    async def verify(self, request: Request) -> None:
        """See parent class."""
        for prove in self._proofs:
            await prove(request)

    async def hear(self, request: Request) -> Heard:
        """See parent class."""
        try:
            asked = request.ctx.asked = read_request(request.body)
        except ValueError:
            raise Rejected(400, "body") from None
        return Heard(
            pseudonym(NAME, asked.session, self.door(request).secret),
            asked.text,
            id=asked.id,
            move=None if asked.text else MISSED if asked.is_silence else LAUNCH if asked.event else None,
            language=language_of(asked.language),
            metadata={"locale": asked.language},
        )

    async def parse(self, request: Request) -> Heard:
        """See parent class; who reads has seen all of the last reply, and can only pick from it."""
        heard = await super().parse(request)
        if request.ctx.asked.is_spoken:
            return heard
        picked = heard.last.pick(heard.text) if heard.last else None
        own = heard.move if heard.move in (LAUNCH, MISSED) else None
        return replace(heard, move=own, payload=own or (picked.payload if picked else None))

    def render(self, answer: Answer, message: Message) -> dict[str, Any]:
        """See parent class: a SpokenTurn, and whether a person is wanted."""
        return super().render(answer, message) | {PERSON: answer.effect == PERSON}

    async def reply(self, rendered: Mapping[str, Any], message: Message) -> HTTPResponse:
        """See parent class."""
        turn, is_wanted = SpokenTurn.from_data(rendered), bool(rendered[PERSON])
        return json(write_response(message.request.ctx.asked, turn, is_person_wanted=is_wanted))


class GoogleChannel(Webhook):
    """`POST /webhooks/google/webhook`."""

    channel = NAME
    needs = "MISSI_GOOGLE_BASIC, MISSI_GOOGLE_HEADER, or MISSI_GOOGLE_PROJECT"

    @classmethod
    def read(cls, environment: Mapping[str, str], settings: Settings) -> GoogleSettings | None:
        """See parent class."""
        return read_google(environment, settings)

    def connect(self, chosen: GoogleSettings, door: Door) -> Mapping[str, Connector]:
        """See parent class."""
        return {"/webhook": GoogleConnector(make_proofs(chosen, door.settings.web.proxies, KeySet()))}
