"""Takes the messages of a conversation in order, once each, and keeps every reply.

Called by the API and the plain page; whichever process takes a message, the others see it in the database.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sanic import Sanic

from bot.channels.contract import build_contract
from bot.channels.turns import Answer, Handler, Turns
from bot.channels.web.conversations import ABANDONED_S, Conversations, Question, Turn, sender_of
from bot.channels.web.errors import WebError
from bot.channels.web.words import read_words

NAME = "web"
RESTART = "/restart"
CARD_NUMBER = "/card_number"
"""What stands for a message with a payment card number, which is neither kept nor sent on."""
LOOK_S = 0.05
PATIENCE_S = ABANDONED_S + 5  # for a retry, which takes over what was abandoned meanwhile
SIGN_OF_LIFE_S = 1.0


class Answering:
    """Answers questions.

    Args:
        app: the running app, which has the agent.
        handle: what Rasa does with a message.
        conversations: where turns are kept.
        build: makes the `reply` of the API.
        notify: is told of each conversation with something new to show.
    """

    def __init__(
        self,
        app: Sanic,
        handle: Handler,
        conversations: Conversations,
        *,
        turns: Turns,
        build: Callable[[Answer], dict[str, Any]],
        notify: Callable[[str], None],
    ) -> None:
        self._app = app
        self._handle = handle
        self._conversations = conversations
        self._turns = turns
        self._build = build
        self._notify = notify
        self._at_work: set[asyncio.Task[Turn | None]] = set()

    async def answer(self, conversation: str, question: Question) -> Turn:
        """Return the turn of a question with its reply; a retry returns the turn of the first.

        Raises WebError `unauthorized` when the conversation is gone, also when that happens meanwhile.
        """
        turn, is_new = self._conversations.add(conversation, question)
        self._notify(conversation)
        answered = await (self._begin(turn) if is_new else self._await_reply(turn))
        if answered is None:
            raise WebError("unauthorized")
        return answered

    def answered(self, conversation: str, after: int) -> tuple[list[Turn], Turn | None]:
        """Return the turns behind a number whose replies are there, and the one that is worked on, if any."""
        done: list[Turn] = []
        for turn in self._conversations.turns(conversation, after):
            if turn.is_abandoned() and self._conversations.take_over(turn):
                excuse = self._build(self._turns.say("utter_error", "error"))
                turn = self._conversations.finish(turn, excuse) or turn
            if turn.reply is None:
                return done, turn
            done.append(turn)
        return done, None

    async def _begin(self, turn: Turn) -> Turn | None:
        """Answer in a task of its own: whoever asked may go away, and come back for the reply."""
        work = asyncio.ensure_future(self._work(turn))
        self._at_work.add(work)
        work.add_done_callback(self._at_work.discard)
        return await asyncio.shield(work)

    async def _work(self, turn: Turn) -> Turn | None:
        alive = asyncio.ensure_future(self._keep_alive(turn))
        try:
            return self._conversations.finish(turn, self._build(await self._reply(turn)))
        finally:
            alive.cancel()
            self._notify(turn.conversation)

    async def _reply(self, turn: Turn) -> Answer:
        if turn.sent == CARD_NUMBER:
            contract = build_contract([{"outcome": "guard"}], {}, [read_words().card_number])
            return Answer([{"text": read_words().card_number}], contract)
        output = CollectingOutputChannel()
        message = UserMessage(turn.sent, output, sender_of(turn.conversation), input_channel=NAME)
        answer = await self._turns.take(message, self._app.ctx.agent, partial(self._handle_in_order, turn))
        return self._turns.say("utter_greet", "smalltalk") if turn.sent == RESTART else answer

    async def _handle_in_order(self, turn: Turn, message: UserMessage) -> None:
        while not self._conversations.is_next(turn):
            await asyncio.sleep(LOOK_S)
        try:
            await self._handle(message)
        finally:
            if not self._conversations.is_open(turn.conversation):
                # Deleted meanwhile: Rasa has just kept what was said.
                await asyncio.to_thread(self._conversations.delete, turn.conversation)

    async def _keep_alive(self, turn: Turn) -> None:
        while True:
            await asyncio.sleep(SIGN_OF_LIFE_S)
            self._conversations.keep_alive(turn)

    async def _await_reply(self, turn: Turn) -> Turn | None:
        """Wait for whoever is at work on the turn, or take it over when nobody is any more."""
        last = time.monotonic() + PATIENCE_S
        found: Turn | None = turn
        while found and found.reply is None:
            if found.is_abandoned() and self._conversations.take_over(found):
                return await self._begin(found)
            if time.monotonic() > last:
                raise WebError("unavailable", {"Retry-After": "1"})
            await asyncio.sleep(LOOK_S)
            found = self._conversations.turn(turn.conversation, turn.seq)
        return found
