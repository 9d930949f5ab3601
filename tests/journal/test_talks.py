"""Conversations as the journal tells them, on both databases."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.authoring.checks.reach import DAY_S, count_turns
from bot.journal.journal import Journal
from bot.journal.tables import ENTRY
from bot.journal.talks import list_talks, read_talk

NOW = 1_800_000_000.0


def fill(engine: Engine) -> None:
    Journal(engine)
    row = {"channel": "web", "outcome": "answer", "confidence": 1.0, "records": "", "answer": ""}
    turns = [
        ("old", NOW - 40 * DAY_S, "greet", "hi"),
        ("a", NOW - 30, "ask_cost", "how much"),
        ("b", NOW - 20, "ask_cost", "what is it"),
        ("a", NOW - 10, "thank", "thanks"),
        ("a", NOW - 5, None, "typed nothing that was understood"),
        ("c", NOW, "ask_cost", None),
    ]
    with engine.begin() as connection:
        for conversation, at, intent, question in turns:
            told = {"conversation": conversation, "at": at, "intent": intent, "question": question}
            connection.execute(insert(ENTRY), row | told)


def test_the_latest_conversations_are_told_by_their_first_question(engine: Engine) -> None:
    fill(engine)
    told = [(talk.conversation, talk.question, talk.turns) for talk in list_talks(engine, 100)]
    assert told == [("a", "how much", 2), ("b", "what is it", 1), ("old", "hi", 1)]
    assert [talk.conversation for talk in list_talks(engine, 1)] == ["a"]


def test_a_conversation_is_read_as_it_was_understood(engine: Engine) -> None:
    fill(engine)
    assert read_talk(engine, "a", 10) == [("ask_cost", "how much"), ("thank", "thanks")]
    assert read_talk(engine, "a", 1) == [("ask_cost", "how much")] and read_talk(engine, "none", 9) == []


def test_the_turns_of_an_intent_are_counted_for_some_days(engine: Engine) -> None:
    fill(engine)
    assert count_turns(engine, 30, NOW) == {"ask_cost": 3, "thank": 1}
