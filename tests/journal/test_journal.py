"""The journal on both databases: written together, nothing of what is deleted, counted by an index."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.conversations import Conversations
from bot.channels.base.tables import CONVERSATION, FEEDBACK, METADATA
from bot.journal.entry import Entry, hash_wording
from bot.journal.figures import count_turns, count_votes
from bot.journal.journal import MOST_AT_ONCE, Journal
from bot.journal.tables import ENTRY
from bot.knowledge.database import make_tables

ASKED = Entry("rest-1", 1000.0, "rest", "answer", "How do I renew my tag?", "At the tax office.")


@pytest.fixture
def journal(engine: Engine) -> Journal:
    make_tables(engine, METADATA)
    return Journal(engine)


def kept(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(select(ENTRY.c.conversation).order_by(ENTRY.c.id)).scalars())


def test_what_waits_is_written_together_and_once(engine: Engine, journal: Journal) -> None:
    for number in range(MOST_AT_ONCE + 1):
        journal.note(replace(ASKED, conversation=f"rest-{number}"))
    assert kept(engine) == []
    assert [journal.write(), journal.write(), journal.write()] == [MOST_AT_ONCE, 1, 0]
    assert kept(engine) == [f"rest-{number}" for number in range(MOST_AT_ONCE + 1)]


def test_a_row_tells_what_decided_the_answer(engine: Engine, journal: Journal) -> None:
    journal.note(replace(ASKED, records=("service:tag", "service:title"), intent="ask", score=0.75))
    journal.write()
    with engine.connect() as connection:
        row = connection.execute(select(ENTRY)).one()
    assert (row.record, row.records, row.intent, row.score) == (
        "service:tag",
        "service:tag service:title",
        "ask",
        0.75,
    )
    assert row.wording == hash_wording("how do i  RENEW my tag")


def test_nothing_is_written_of_a_conversation_deleted_meanwhile(engine: Engine, journal: Journal) -> None:
    conversations = Conversations(engine, 1e9)
    deleted, other = conversations.start("web"), conversations.start("web")
    for sender in (deleted, other):
        journal.note(replace(ASKED, conversation=sender, seq=1))
    with engine.begin() as connection:
        connection.execute(delete(CONVERSATION).where(CONVERSATION.c.id == deleted))
    journal.write()
    assert kept(engine) == [other]


def test_a_conversation_of_rasa_alone_is_forgotten(engine: Engine, journal: Journal) -> None:
    for sender in ("rest-1", "rest-2", "rest-1"):
        journal.note(replace(ASKED, conversation=sender))
    journal.forget("rest-1")
    journal.write()
    assert kept(engine) == ["rest-2"]


def test_entries_wait_while_the_database_cannot_be_written(engine: Engine, journal: Journal) -> None:
    journal.note(ASKED)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE journal_entry RENAME TO elsewhere"))
    with pytest.raises(SQLAlchemyError):
        journal.write()
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO journal_entry"))
    assert journal.write() == 1
    assert kept(engine) == ["rest-1"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Renew my tag!", "renew  my tag", True),
        ("¿Cuánto cuesta?", "cuánto cuesta", True),
        ("renew my tag", "renew my tags", False),
        ("?!", "...", True),
    ],
)
def test_wordings(one: str, other: str, is_same: bool) -> None:
    assert (hash_wording(one) == hash_wording(other)) is is_same


def test_turns_are_counted_by_outcome_and_channel_within_a_time(engine: Engine, journal: Journal) -> None:
    for at, channel, outcome in ((10, "web", "answer"), (11, "rest", "answer"), (12, "web", "refuse")):
        journal.note(replace(ASKED, at=float(at), channel=channel, outcome=outcome))
    journal.write()
    volume = count_turns(engine, 10, 12)
    assert (volume.turns, volume.outcomes, volume.channels) == (2, {"answer": 2}, {"web": 1, "rest": 1})
    assert count_turns(engine, 13, 99).turns == 0


def test_votes_are_counted_since_a_moment(engine: Engine, journal: Journal) -> None:
    now = time.time()
    rows = [
        {"conversation": "c", "seq": seq, "at": now - ago, "vote": vote, "outcome": "answer"}
        for seq, (ago, vote) in enumerate([(1, "down"), (100, "down"), (1, "up")])
    ]
    with engine.begin() as connection:
        connection.execute(insert(FEEDBACK), rows)
    assert count_votes(engine, "down", now - 50) == 1


def test_counting_a_day_reads_nothing_but_an_index(engine: Engine, journal: Journal) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("the plan of a server depends on how much there is")
    query = "SELECT outcome, channel, count(*) FROM journal_entry WHERE at >= 1 AND at < 2 GROUP BY 1, 2"
    with engine.connect() as connection:
        plan = " ".join(row.detail for row in connection.execute(text("EXPLAIN QUERY PLAN " + query)))
    assert "COVERING INDEX journal_entry_count" in plan
