"""Stored turns are found by number and by time, with what was in mind before them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.engine.conversations import TAIL
from bot.errors import ConversationError, DatabaseError
from bot.explanation.stored import find_turn, open_conversations
from tests.explanation.samples import MEMORY, SESSION, answer, row, store_rows, user

START = datetime(2026, 11, 21, 14, 30, tzinfo=timezone.utc)
SAID = [f"message {number}" for number in range(1, 7)]


@pytest.fixture
def conversations(tmp_path: Path) -> Iterator[Engine]:
    """Six turns of one citizen, a minute each, and one of another."""
    rows = [
        row(
            "u1",
            START.timestamp() + 60 * number + 0.7,
            [*(SESSION if number in (0, 5) else []), user(text), *answer(f"service:{number}", "Told.")],
            **({"memory": MEMORY} if number else {}),
        )
        for number, text in enumerate(SAID)
    ]
    rows.insert(2, row("u1", START.timestamp(), SESSION))
    rows.append(row("u2", START.timestamp(), [*SESSION, user("theirs")]))
    engine = open_conversations(store_rows(tmp_path / "conversations.db", rows))
    yield engine
    engine.dispose()


def test_without_a_choice_it_is_the_last(conversations: Engine) -> None:
    turn = find_turn(conversations, "u1")
    assert (turn.words, turn.number, turn.turns, turn.model) == ("message 6", 6, 6, "model-1")


def test_a_row_without_a_message_is_no_turn(conversations: Engine) -> None:
    said = [find_turn(conversations, "u1", number=number).words for number in range(1, 7)]
    assert said == SAID


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "message 1"), (59, "message 1"), (60, "message 2"), (9999, "message 6")]
)
def test_by_time_it_is_the_last_one_by_then(conversations: Engine, seconds: int, words: str) -> None:
    turn = find_turn(conversations, "u1", at=START + timedelta(seconds=seconds))
    assert turn.words == words


def test_what_came_before(conversations: Engine) -> None:
    turn = find_turn(conversations, "u1", number=5)
    slots, events = turn.earlier
    assert slots == {"memory": MEMORY}
    assert sum(event["event"] == "user" for event in events) == TAIL
    assert turn.memory.record == MEMORY["record"]
    assert turn.before.events == events


def test_a_new_session_forgets(conversations: Engine) -> None:
    turn = find_turn(conversations, "u1", number=6)
    assert turn.slots == {"memory": MEMORY}
    assert turn.memory.record is None
    assert turn.before.events[-1] == SESSION[-1]
    assert turn.events[0]["event"] == "user"


@pytest.mark.parametrize(
    ("sender", "which", "message"),
    [
        ("nobody", {}, "nobody: no such conversation is stored"),
        ("u1", {"number": 7}, "u1: no turn 7: the conversation has turns 1 to 6"),
        ("u1", {"number": 0}, "u1: no turn 0: the conversation has turns 1 to 6"),
        ("u1", {"at": START - timedelta(days=1)}, "u1: no turn by 2026-11-20 08:30:00 CST: the conver"),
    ],
)
def test_what_is_not_there_is_one_line(
    conversations: Engine, sender: str, which: dict[str, object], message: str
) -> None:
    with pytest.raises(ConversationError) as error:
        find_turn(conversations, sender, **which)  # type: ignore[arg-type]
    assert str(error.value).startswith(message) and "\n" not in str(error.value)


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    with pytest.raises(ConversationError, match="no conversations are stored there"):
        open_conversations(f"sqlite:///{path}")
    assert not path.exists()


def test_another_kind_of_database_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    path.touch()
    with pytest.raises(DatabaseError, match="no such table: turn"):
        find_turn(open_conversations(f"sqlite:///{path}"), "u1")
