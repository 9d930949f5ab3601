"""Keeps in a conversation what nobody has just asked for: a person's words, news of the queue."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from bot.channels.base.answer import Answer, Refused
from bot.channels.base.conversations import Conversations
from bot.channels.base.door import Voice
from bot.channels.base.turns import Question

SENT = "/person"
"""What stands in a turn for what the assistant was given: nothing was."""


def make_voice(conversations: Conversations, build: Callable[[Answer], dict[str, Any]]) -> Voice:
    """Return a voice that makes an answer a turn without a question, which the web's readers see at once."""

    def show(sender: str, answer: Answer) -> bool:
        try:
            turn, _ = conversations.add(sender, Question(uuid.uuid4().hex, None, SENT))
        except Refused:
            return False
        return conversations.finish(turn, build(answer)) is not None

    return show
