"""What was asked and answered in a conversation, as far as it is settled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.channels.base.conversations import Conversations
from bot.channels.base.turns import Turn


class History:
    """The turns of the web's conversations.

    Args:
        conversations: where they are kept.
        excuse: makes the reply of a turn that nobody is at work on any more.
    """

    def __init__(self, conversations: Conversations, excuse: Callable[[], dict[str, Any]]) -> None:
        self._conversations = conversations
        self._excuse = excuse

    async def answered(self, conversation: str, after: int) -> tuple[list[Turn], Turn | None]:
        """Return the turns behind a number whose replies are there, and the one that is worked on, if any."""
        done: list[Turn] = []
        for turn in self._conversations.turns(conversation, after):
            if turn.is_abandoned():
                turn = await asyncio.to_thread(self._settle, turn)
            if turn.reply is None:
                return done, turn
            done.append(turn)
        return done, None

    def _settle(self, turn: Turn) -> Turn:
        if not self._conversations.take_over(turn):
            return turn
        return self._conversations.finish(turn, self._excuse()) or turn
