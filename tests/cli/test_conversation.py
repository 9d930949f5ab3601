"""`missi hold`, `missi conversation`, `missi agent`: what they do to a conversation, and what they say."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.cli.main import main
from bot.engine.tables import TURN
from bot.knowledge.database import make_tables, open_database

Run = Callable[..., str]
BY = ("--who", "Ana", "--why", "case 12")


@pytest.fixture
def conversations(knowledge: Path) -> Iterator[Engine]:
    """The database of the conversations, with one turn of somebody called `me`."""
    engine = open_database(f"sqlite:///{knowledge.parent / 'var' / 'conversations.db'}")
    make_tables(engine, TURN.metadata)
    event = {"event": "user", "text": "renew my tag", "timestamp": time.time()}
    row = {"sender": "me", "at": time.time(), "slots": "{}", "events": json.dumps([event])}
    with engine.begin() as connection:
        connection.execute(insert(TURN), row)
    yield engine
    engine.dispose()


@pytest.fixture
def run(conversations: Engine, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, code: int = 0) -> str:
        assert main(words) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return run


def test_an_export_holds_what_was_said_and_is_audited(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("conversation", "export", "me", *BY))
    assert told["conversation"] == "me" and told["turn"][0]["text"] == "renew my tag"
    path = tmp_path / "me.json"
    assert run("conversation", "export", "me", "--to", str(path), *BY) == f"me: written to {path}\n"
    assert json.loads(path.read_text())["turn"] == told["turn"] and path.stat().st_mode & 0o077 == 0
    log = run("audit", "show")
    assert log.count("conversation.export") == 2 and " me" not in log and "renew" not in log


def test_what_is_held_is_not_deleted(run: Run) -> None:
    assert run("hold", "list") == "no conversation is held\n"
    run("hold", "add", "me", *BY)
    assert run("hold", "list").endswith("by Ana: case 12\n")
    assert run("conversation", "delete", "me", *BY, code=1) == "missi: me: is held, see `missi hold list`\n"
    run("hold", "remove", "me", *BY)
    assert run("hold", "remove", "me", *BY, code=1) == "missi: me: is not held\n"
    assert run("conversation", "delete", "me", *BY) == "me: deleted\n"
    expected = "missi: me: no such conversation is stored\n"
    assert run("conversation", "delete", "me", *BY, code=1) == expected
    assert run("hold", "add", "me", *BY, code=1) == expected


def test_the_key_of_contact_requests_is_rotated(run: Run, knowledge: Path) -> None:
    assert run("agent", "rotate-key").startswith("0 contact requests encrypted with the newest key")
    assert (knowledge.parent / "var" / "contact-key").stat().st_mode & 0o077 == 0


def test_a_desk_without_an_assistant_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSI_PORT", "9")
    assert run("agent", "desk", code=1).startswith("missi: no assistant answers on http://127.0.0.1:9/agents")
