"""Turns of one conversation wait for each other, but not for a whole second."""

from __future__ import annotations

import asyncio
import time

from bot.engine.locks import ConversationLocks


async def take_turns(locks: ConversationLocks, senders: list[str]) -> list[tuple[str, float, float]]:
    """Hold each sender's lock for 30 ms, all at once; gives sender, start and end of each turn."""
    turns = []

    async def turn(sender: str) -> None:
        async with locks.lock(sender):
            start = time.monotonic()
            await asyncio.sleep(0.03)
            turns.append((sender, start, time.monotonic()))

    await asyncio.gather(*map(turn, senders))
    return turns


def test_the_second_message_of_a_conversation_waits_for_the_first_and_hardly_longer() -> None:
    began = time.monotonic()
    turns = asyncio.run(take_turns(ConversationLocks(), ["u1", "u1", "u1"]))
    for (_, _, end), (_, start, _) in zip(turns, turns[1:]):
        assert start >= end
    assert time.monotonic() - began < 0.6, "Rasa's own lock waits a second each time"


def test_other_conversations_do_not_wait() -> None:
    turns = asyncio.run(take_turns(ConversationLocks(), ["u1", "u2"]))
    (_, first, end), (_, second, _) = turns
    assert second < end and first < end
