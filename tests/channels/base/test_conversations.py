"""Kept conversations, on both databases, as two processes use them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from bot.channels.base.answer import Refused
from bot.channels.base.conversations import Conversations
from bot.channels.base.tables import CONVERSATION, FEEDBACK, METADATA, TURN
from bot.channels.base.turns import ABANDONED_S, Question
from bot.channels.web.feedback import save_feedback
from bot.engine.tables import TURN as TRACKED
from bot.knowledge.database import make_tables

IDLE_S = 1000.0
REPLY: dict[str, Any] = {"outcome": "answer", "score": 0.9, "cards": [{"record": "service:snap"}]}


@pytest.fixture
def conversations(engine: Engine) -> Conversations:
    make_tables(engine, METADATA)
    make_tables(engine, TRACKED.metadata)
    return Conversations(engine, IDLE_S)


def question(name: str) -> Question:
    return Question(f"message-{name}", name, name)


def test_tables_are_made_by_many_processes_at_once(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: make_tables(engine, METADATA), range(8)))
    with engine.connect() as connection:
        assert connection.execute(select(TURN)).all() == []


def test_numbers_have_no_gaps_whoever_adds(conversations: Conversations) -> None:
    conversation = conversations.start("web")
    with ThreadPoolExecutor(8) as pool:
        turns = pool.map(lambda n: conversations.add(conversation, question(str(n))), range(24))
        assert sorted(turn.seq for turn, _ in turns) == list(range(1, 25))


def test_only_one_of_many_retries_is_new(conversations: Conversations) -> None:
    conversation = conversations.start("web")
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda _: conversations.add(conversation, question("same")), range(16)))
    assert sum(is_new for _, is_new in added) == 1
    assert {turn.seq for turn, _ in added} == {1}
    with pytest.raises(Refused, match="conflict"):
        conversations.add(conversation, Question("message-same", "other", "other"))


def test_two_conversations_may_use_the_same_message_id(conversations: Conversations) -> None:
    added = [conversations.add(conversations.start("web"), question("same")) for _ in range(2)]
    assert [is_new for _, is_new in added] == [True, True]


def test_a_turn_waits_for_those_before_it(conversations: Conversations) -> None:
    conversation = conversations.start("web")
    first, second = (conversations.add(conversation, question(name))[0] for name in ("a", "b"))
    assert conversations.is_next(first) and not conversations.is_next(second)
    conversations.finish(first, REPLY)
    assert conversations.is_next(second)


def test_it_does_not_wait_for_a_process_that_is_gone(conversations: Conversations, engine: Engine) -> None:
    conversation = conversations.start("web")
    first, second = (conversations.add(conversation, question(name))[0] for name in ("a", "b"))
    with engine.begin() as connection:
        lost = update(TURN).where(TURN.c.seq == first.seq)
        connection.execute(lost.values(alive=time.time() - ABANDONED_S - 1))
    assert conversations.is_next(second)
    found = conversations.turn(conversation, first.seq)
    assert found is not None and found.is_abandoned()
    assert [conversations.take_over(found) for _ in range(2)] == [True, False]
    assert not conversations.is_next(second), "somebody is at work on the first again"


@pytest.mark.parametrize("jump_s", [-86400.0, 86400.0])
def test_a_clock_that_jumps_blocks_nothing(
    conversations: Conversations, monkeypatch: pytest.MonkeyPatch, jump_s: float
) -> None:
    conversation = conversations.start("web")
    first, second = (conversations.add(conversation, question(name))[0] for name in ("a", "b"))
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + jump_s)
    assert conversations.is_next(second)
    found = conversations.turn(conversation, first.seq)
    assert found is not None and found.is_abandoned() and conversations.take_over(found)
    assert not conversations.is_next(second)


def test_the_first_message_may_make_the_conversation(conversations: Conversations) -> None:
    with pytest.raises(Refused, match="gone"):
        conversations.add("sms-somebody", question("a"))
    with ThreadPoolExecutor(8) as pool:
        added = list(
            pool.map(lambda n: conversations.add("sms-somebody", question(str(n)), opens=True), range(8))
        )
    assert sorted(turn.seq for turn, _ in added) == list(range(1, 9))


def test_the_first_reply_stays(conversations: Conversations) -> None:
    turn, _ = conversations.add(conversations.start("web"), question("a"))
    conversations.finish(turn, REPLY)
    kept = conversations.finish(turn, REPLY | {"outcome": "error"})
    assert kept is not None and kept.reply == REPLY


def test_the_latest_turn_is_the_last_that_was_answered(conversations: Conversations) -> None:
    conversations.add("web-a", question("1"), opens=True)
    assert conversations.latest("web-a") is None
    second, _ = conversations.add("web-a", question("2"))
    conversations.finish(second, REPLY)
    conversations.add("web-a", question("3"))
    latest = conversations.latest("web-a")
    assert latest and (latest.message, latest.reply) == (second.message, REPLY)
    assert conversations.latest("web-a", before="message-3") == latest
    assert conversations.latest("web-a", before=second.message) is None
    assert conversations.latest("web-a", before="message-new") == latest


def test_a_quiet_conversation_is_over(conversations: Conversations, engine: Engine) -> None:
    quiet, lively = conversations.start("web"), conversations.start("web")
    conversations.add(quiet, question("a"))
    with engine.begin() as connection:
        long_ago = update(CONVERSATION).values(seen=time.time() - IDLE_S - 1)
        connection.execute(long_ago.where(CONVERSATION.c.id == quiet))
    assert not conversations.is_open(quiet) and conversations.is_open(lively)


def test_changes_grow_with_what_there_is_to_show(conversations: Conversations) -> None:
    conversation = conversations.start("web")
    seen = [conversations.changes([conversation, "gone"])]
    turn, _ = conversations.add(conversation, question("a"))
    seen.append(conversations.changes([conversation, "gone"]))
    conversations.finish(turn, REPLY)
    seen.append(conversations.changes([conversation, "gone"]))
    assert seen == [{conversation: number} for number in range(3)]
    assert len(conversations.changes([conversations.start("web") for _ in range(600)])) == 600


def test_feedback_tells_staff_what_it_was_about(conversations: Conversations, engine: Engine) -> None:
    turn = conversations.finish(conversations.add(conversations.start("web"), question("a"))[0], REPLY)
    assert turn is not None
    save_feedback(engine, turn, "up", None)
    save_feedback(engine, turn, "down", "wrong office")
    with engine.connect() as connection:
        (row,) = connection.execute(select(FEEDBACK)).all()
    assert (row.vote, row.comment) == ("down", "wrong office")
    assert (row.record, row.score, row.outcome) == ("service:snap", 0.9, "answer")
    found = conversations.turn(turn.conversation, turn.seq)
    assert found is not None and found.vote == "down"
    save_feedback(engine, turn, None, None)
    with engine.connect() as connection:
        assert connection.execute(select(FEEDBACK)).all() == []
