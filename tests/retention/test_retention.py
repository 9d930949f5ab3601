"""How conversations end, on both databases: by age, by deletion, not while held; and nothing is left."""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path

import pytest
from sqlalchemy import MetaData, insert, select, update
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.conversations import Conversations
from bot.channels.base.tables import CONVERSATION, FEEDBACK, HINT, METADATA, RECIPIENT, TURN
from bot.channels.base.turns import Question
from bot.engine.tables import TURN as TRACKED
from bot.errors import ConversationError, OversightError
from bot.handoff.tables import CONTACT_REQUEST, HANDOFF
from bot.journal.entry import Entry
from bot.journal.journal import Journal
from bot.journal.tables import ENTRY as JOURNAL
from bot.knowledge.database import make_tables
from bot.retention.export import export_conversation
from bot.retention.places import PLACES
from bot.retention.retention import DAY_S, Retention
from bot.review.tables import TURN as REVIEWED

ROWS = 16  # of a conversation that is in every table
MARK = "xylophonequartz"
BY = {"who": "Ana", "why": "asked by letter"}
KEEPS_NO_SENDER = {"audit_entry", "audit_head", "message_count", "switch", "public_notice", "hold"}
KEEPS_NO_SENDER |= {"agent", "handoff_pickup", "webhook_outbox"}
KEEPS_NO_SENDER |= {
    "review_wording",
    "review_decision",
    "review_filter",
    "review_without_shortcuts",
    "gap_ticket",
}
"""Tables without a citizen's words; a hold is there as long as staff want it, the outbox a day at most."""


@pytest.fixture
def log(engine: Engine) -> AuditLog:
    return AuditLog(engine)


@pytest.fixture
def retention(engine: Engine, log: AuditLog) -> Retention:
    make_tables(engine, METADATA)
    make_tables(engine, TRACKED.metadata)
    make_tables(engine, HANDOFF.metadata)
    make_tables(engine, JOURNAL.metadata)
    make_tables(engine, REVIEWED.metadata)
    return Retention(engine, log, "s" * 32, most_days=90, idle_days=30)


def fill(engine: Engine, *, days_ago: float = 0.0, turns: int = 3) -> str:
    """A conversation of the web in every table, so many days old; return its sender."""
    conversations, at = Conversations(engine, 1e9), time.time() - days_ago * DAY_S
    sender, journal = conversations.start("web"), Journal(engine)
    for number in range(turns):
        turn, _ = conversations.add(sender, Question(f"message-{number}", f"{MARK} {number}", f"{MARK} sent"))
        conversations.finish(turn, {"texts": [f"{MARK} reply " + "padding " * 200]})
        journal.note(Entry(sender, at, "web", "answer", f"{MARK} asked", f"{MARK} answered", number + 1))
    journal.write()
    said = [
        {
            "event": "user",
            "text": f"{MARK} said",
            "timestamp": at,
            "parse_data": {"intent": {"name": "greet"}},
        },
        {"event": "bot", "text": f"{MARK} told", "timestamp": at},
        {"event": "slot", "timestamp": at},
    ]
    row = {
        "sender": sender,
        "at": at,
        "slots": json.dumps({"memory": {"asked": MARK}}),
        "events": json.dumps(said),
    }
    judged = {"conversation": sender, "seq": 1, "at": at, "comment": f"{MARK} comment", "outcome": "answer"}
    with engine.begin() as connection:
        connection.execute(insert(TRACKED), [row] * turns)
        connection.execute(insert(FEEDBACK), judged)
        connection.execute(insert(HINT), {"conversation": sender, "hint": "masked"})
        connection.execute(insert(RECIPIENT), {"sender": sender, "until": at + DAY_S, "body": "locked"})
        connection.execute(insert(REVIEWED), reviewed(sender, at))
        owned = {"sender": sender, "channel": "web", "owner": "closed", "since": at}
        connection.execute(insert(HANDOFF), owned)
        reference = f"M-{secrets.token_hex(3)}"
        asked = {"reference": reference, "sender": sender, "at": at, "body": "locked"}
        connection.execute(insert(CONTACT_REQUEST), asked)
        connection.execute(update(CONVERSATION).where(CONVERSATION.c.id == sender).values(seen=at))
        connection.execute(update(TURN).where(TURN.c.conversation == sender).values(at=at))
    return sender


def reviewed(sender: str, at: float) -> dict[str, object]:
    """A turn of a conversation that staff should look at."""
    turn = {"entry": secrets.randbelow(2**31), "conversation": sender, "at": at, "channel": "web"}
    of = {
        "outcome": "refuse",
        "sureness": 0.5,
        "topics": "",
        "is_corrected": False,
        "wording": 1,
        "cluster": 1,
    }
    return turn | of


def rows_with(engine: Engine, text: str) -> int:
    """How many rows of any table of the database hold the text."""
    everything = MetaData()
    everything.reflect(engine)
    with engine.connect() as connection:
        rows = (row for table in everything.tables.values() for row in connection.execute(select(table)))
        return sum(text in str(tuple(row)) for row in rows)


def bytes_with(engine: Engine, text: str) -> int:
    """How often the files of an SQLite database hold the text; 0 for a server's, which nobody looks into."""
    if engine.dialect.name != "sqlite":
        return 0
    file = Path(engine.url.database)
    return sum(path.read_bytes().count(text.encode()) for path in file.parent.glob(f"{file.name}*"))


def test_the_list_of_places_has_every_table_that_knows_a_conversation(
    engine: Engine, retention: Retention
) -> None:
    everything = MetaData()
    everything.reflect(engine)
    assert set(everything.tables) - KEEPS_NO_SENDER == {place.table.name for place in PLACES}


def test_a_deleted_conversation_leaves_no_row_and_no_byte(
    engine: Engine, retention: Retention, log: AuditLog
) -> None:
    sender, other = fill(engine), fill(engine)
    assert rows_with(engine, MARK) == 2 * 10 and rows_with(engine, sender) == ROWS
    assert bytes_with(engine, sender) or engine.dialect.name == "postgresql"
    for name in (sender, other):
        retention.erase(name, **BY)
    assert rows_with(engine, MARK) == 0 == rows_with(engine, sender)
    assert bytes_with(engine, MARK) == 0 == bytes_with(engine, sender), "it can still be read from the files"
    entry = next(log.entries())
    assert (entry.action, entry.subject) == ("conversation.delete", retention.pseudonym(sender))
    assert sender not in entry.subject and log.verify() is None


def test_who_asked_to_be_called_is_still_called(engine: Engine, retention: Retention) -> None:
    retention.erase(fill(engine), **BY)
    with engine.connect() as connection:
        (request,) = connection.execute(select(CONTACT_REQUEST)).all()
    assert request.sender is None and request.body == "locked"


def test_other_conversations_stay(engine: Engine, retention: Retention) -> None:
    sender, other = fill(engine), fill(engine)
    retention.erase(sender, **BY)
    assert rows_with(engine, other) == ROWS


def test_what_is_not_there_is_told_and_not_audited(retention: Retention, log: AuditLog) -> None:
    for act in (retention.erase, retention.hold, retention.note_export):
        with pytest.raises(ConversationError, match="nobody: no such conversation is stored"):
            act("nobody", **BY)
    assert log.head().seq == 0


def test_a_conversation_that_is_quiet_for_too_long_goes(
    engine: Engine, retention: Retention, log: AuditLog
) -> None:
    quiet, lively = fill(engine, days_ago=31), fill(engine, days_ago=29)
    assert retention.expire() == 1
    assert rows_with(engine, quiet) == 0 and rows_with(engine, lively) == ROWS
    (entry,) = log.entries()
    assert entry.action == "conversation.expire" and entry.as_data()["details"]["conversations"] == 1
    assert retention.expire() == 0 and log.head().seq == 1, "nothing to do is nothing to tell"


def test_no_turn_is_kept_for_longer_than_the_setting(engine: Engine, retention: Retention) -> None:
    sender = fill(engine, days_ago=91)
    with engine.begin() as connection:
        connection.execute(update(CONVERSATION).values(seen=time.time()))
        row = {"sender": "a program", "slots": "{}", "events": "[]"}
        connection.execute(insert(TRACKED), [row | {"at": 0.0}, row | {"at": time.time()}])
    retention.expire()
    assert rows_with(engine, MARK) == 0, "also of one that still goes on"
    assert rows_with(engine, "a program") == 1
    assert rows_with(engine, sender) == 5, "the conversation, its hint, its recipient, and its handoff"


def test_what_is_held_neither_expires_nor_is_deleted(
    engine: Engine, retention: Retention, log: AuditLog
) -> None:
    sender = fill(engine, days_ago=400)
    retention.hold(sender, who="Ben", why="case 12")
    (hold,) = retention.holds()
    assert (hold.sender, hold.who, hold.why) == (sender, "Ben", "case 12") and retention.is_held(sender)
    assert retention.expire() == 0 and rows_with(engine, MARK) == 10
    with pytest.raises(OversightError, match="is held"):
        retention.erase(sender, **BY)
    retention.release(sender, who="Ben", why="closed")
    assert not retention.is_held(sender) and retention.expire() == 1 and rows_with(engine, MARK) == 0
    assert [entry.action for entry in log.entries()] == ["hold.add", "hold.remove", "conversation.expire"]
    with pytest.raises(OversightError, match="is not held"):
        retention.release(sender, who="Ben", why="closed")


def test_what_rasa_kept_of_nobody_goes_too(engine: Engine, retention: Retention) -> None:
    there = Conversations(engine, 1e9).start("web")
    senders = {there, "web-of-a-program", "me"}
    with engine.begin() as connection:
        for sender in (*senders, "web-" + "0" * 32):
            row = {"sender": sender, "at": time.time(), "slots": "{}", "events": "[]"}
            connection.execute(insert(TRACKED), row)
    retention.expire()
    with engine.connect() as connection:
        assert set(connection.execute(select(TRACKED.c.sender)).scalars()) == senders


def test_an_export_tells_all_that_is_kept_and_nobody_elses(engine: Engine, retention: Retention) -> None:
    sender, other = fill(engine), fill(engine)
    told = export_conversation(engine, sender)
    assert set(told) == {place.table.name for place in PLACES}
    assert [turn["question"] for turn in told["kept_turn"]] == [f"{MARK} {number}" for number in range(3)]
    assert told["turn"][0]["text"] == f"{MARK} said" and told["turn"][0]["understood"] == "greet"
    assert told["feedback"][0]["comment"] == f"{MARK} comment"
    assert other not in json.dumps(told)
