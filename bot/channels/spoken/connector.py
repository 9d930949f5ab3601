"""A connector for channels that speak: it answers moves by itself, and renders one breath at a time."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Answer
from bot.channels.base.connector import Connector
from bot.channels.base.door import Door
from bot.channels.base.message import Message
from bot.channels.base.neutral import reply_of
from bot.channels.spoken.moves import HELP, LAUNCH, MISSED, MORE, REPEAT, STOP, Heard, interpret
from bot.channels.spoken.turn import MOST_MISSES, SpokenTurn
from bot.channels.spoken.words import ENGLISH, read_words

logger = logging.getLogger(__name__)
OWN_MOVES = frozenset({LAUNCH, MISSED, HELP, STOP})
"""What is answered in the channel's own words."""
_PHONE = re.compile(r"[0-9]{3}-[0-9]{3}-[0-9]{4}")


class SpokenConnector(Connector):
    """A channel supplies `hear`, and `reply`, which is given the JSON of a SpokenTurn."""

    most_misses: int = MOST_MISSES
    """How many times in a row nothing is understood before a person's number is told."""

    async def hear(self, request: Any) -> Heard:
        """Return what the vendor made out."""
        raise NotImplementedError

    def door(self, request: Any) -> Door:
        """The front door that serves the request."""
        door: Door = request.app.ctx.door
        return door

    async def parse(self, request: Any) -> Heard:
        """See parent class."""
        heard = await self.hear(request)
        return interpret(replace(heard, last=self._last(request, heard)))

    def answer(self, message: Message) -> Answer | None:
        """See parent class."""
        heard = _heard(message)
        if heard.move in OWN_MOVES:
            return self._own_words(heard, self.door(message.request))
        if heard.last and _goes_on(heard):
            return Answer.plain(heard.last.text, heard.last.reply.outcome)
        return None

    def render(self, answer: Answer, message: Message) -> dict[str, Any]:
        """See parent class."""
        heard = replace(_heard(message), leads=tuple(message.leads))
        return self.tell(answer, heard, self.door(message.request)).as_data()

    def tell(self, answer: Answer, heard: Heard, door: Door) -> SpokenTurn:
        """Return the turn that tells an answer, or goes on with what was told before."""
        if heard.last and _goes_on(heard) and answer.contract["outcome"] == heard.last.reply.outcome:
            return heard.last.advanced() if heard.move == MORE else heard.last
        misses = (heard.last.misses if heard.last else 0) + 1
        is_missed = heard.move == MISSED
        reply = reply_of(answer, door, heard.leads)
        return SpokenTurn(
            reply,
            language=heard.language,
            told_in=heard.language if heard.move in OWN_MOVES else ENGLISH,
            misses=misses if is_missed or answer.contract["outcome"] == "refuse" else 0,
            closes=heard.move == STOP or (is_missed and misses >= self.most_misses),
        )

    def _own_words(self, heard: Heard, door: Door) -> Answer:
        words = read_words(heard.language)
        if heard.move == LAUNCH:
            return Answer.plain(words.greeting)
        if heard.move == MISSED and heard.last and heard.last.misses + 1 >= self.most_misses:
            return Answer.plain(words.missed_again.format(phone=office_phone(door)), "handoff")
        if heard.move == MISSED:
            return Answer.plain(words.missed, "refuse")
        return Answer.plain(words.help if heard.move == HELP else words.goodbye)

    def _last(self, request: Any, heard: Heard) -> SpokenTurn | None:
        """What was told before this message; of what another version kept, nothing is known."""
        try:
            turn = self.door(request).conversations.latest(heard.sender, before=heard.id)
            return SpokenTurn.from_data(turn.reply) if turn and turn.reply else None
        except (SQLAlchemyError, KeyError, TypeError) as error:
            logger.error("spoken.last.failed error=%s", type(error).__name__)
            return None


def _heard(message: Message) -> Heard:
    return message.said if isinstance(message.said, Heard) else Heard(message.sender, message.said.text)


def _goes_on(heard: Heard) -> bool:
    """Whether it is said again, or the next breath of it."""
    if heard.last is None:
        return False
    return heard.move == REPEAT or (heard.move == MORE and heard.last.has_more)


def office_phone(door: Door) -> str:
    """The number of the office that `domain.yml` sends people to who want a person."""
    found = _PHONE.search(door.phrasebook.phrases["utter_person"])
    return found[0] if found else "911"
