"""What the journal is told of turns at the door: masked, once, and nothing of what was deleted or refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine, Row

from bot.channels.base.door import Door
from bot.health.turns import FILE_NAME
from bot.journal.tables import ENTRY
from tests.channels.base.channels import Call, Voice
from tests.channels.conftest import Talk

Run = Callable[[Talk], Any]


def journal_of(engine: Engine) -> list[Row]:
    with engine.connect() as connection:
        return list(connection.execute(select(ENTRY).order_by(ENTRY.c.id)))


def say(*texts: str) -> Talk:
    async def talk(door: Door) -> None:
        for number, text in enumerate(texts):
            await door.receive(Call("ann", text, f"message-{number}"), Voice())
        door.journal.write()

    return talk


def test_a_turn_is_one_entry_with_what_was_asked_and_told(run: Run, engine: Engine) -> None:
    run(say("tell service:tag", "hello"))
    first, second = journal_of(engine)
    assert (first.conversation, first.seq, first.channel, first.outcome) == (
        "voice-ann",
        1,
        "voice",
        "answer",
    )
    assert (first.question, first.answer) == ("tell service:tag", "You said: tell service:tag")
    assert (first.record, second.seq, second.record) == ("service:tag", 2, None)


def test_personal_data_is_masked(run: Run, engine: Engine) -> None:
    run(say("my ssn is 123-45-6789", "my card is 4111 1111 1111 1111"))
    told = " ".join(f"{row.question} {row.answer}" for row in journal_of(engine))
    assert "6789" not in told and "1111" not in told
    assert len(journal_of(engine)) == 2


def test_a_message_sent_again_is_no_second_entry(run: Run, engine: Engine) -> None:
    async def talk(door: Door) -> None:
        for text in ("hello", "my card is 4111 1111 1111 1111"):
            call = Call("ann", text, text[:2])
            await asyncio.gather(*(door.receive(call, Voice()) for _ in range(4)))
            await door.receive(call, Voice())
        door.journal.write()

    run(talk)
    assert len(journal_of(engine)) == 2


def test_a_deleted_conversation_leaves_no_entry(run: Run, engine: Engine) -> None:
    async def talk(door: Door) -> None:
        await door.receive(Call("ann", "hello", "message-1"), Voice())
        door.handoff.ask_deletion("voice-ann", "voice")
        await door.receive(Call("ann", "yes", "message-2"), Voice())
        door.journal.write()

    run(talk)
    assert journal_of(engine) == []


def test_what_was_refused_is_no_entry(run: Run, engine: Engine) -> None:
    run(say(*["hello"] * 12))
    assert len(journal_of(engine)) == 10  # a minute's limit


def test_a_turn_is_logged_with_its_outcome_and_repeated_only_when_it_is(run: Run, tmp_path: Path) -> None:
    async def talk(door: Door) -> None:
        for _ in range(2):
            await door.receive(Call("ann", "hello", "message-1"), Voice())

    run(talk)
    lines = (tmp_path / "log" / FILE_NAME).read_text("utf-8").splitlines()
    assert [json.loads(line)["outcome"] for line in lines] == ["answer", "repeated"]
