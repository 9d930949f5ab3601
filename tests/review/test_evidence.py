"""What is known of a turn: as Rasa kept it, and what the action server's search finds for it today."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sanic import Sanic
from sqlalchemy import insert
from sqlalchemy.engine import Engine

import actions.candidates
from actions.candidates import serve_candidates
from bot.dialogue.desk import Desk
from bot.engine.tables import TURN as TRACKED
from bot.knowledge.database import make_tables
from bot.review.cluster import Turn
from bot.review.evidence import Entity, gather_evidence
from tests.conftest import opened

ASKED = Turn(
    entry=1,
    conversation="rest-1",
    at=1000.0,
    channel="rest",
    outcome="refuse",
    question="licens for fishing",
    answer="No.",
    intent="ask_how",
    confidence=0.7,
    score=None,
    records=(),
    vote=None,
    comment=None,
    is_corrected=False,
)
PARSE = {
    "intent": {"name": "ask_how", "confidence": 0.7},
    "intent_ranking": [{"name": "ask_cost", "confidence": 0.2}, {"name": "ask_how", "confidence": 0.7}],
    "entities": [{"entity": "topic", "value": "outdoors", "start": 11, "end": 18}],
    "mended": "license for fishing",
}
NOBODY = 1  # a port where nobody listens


def keep(engine: Engine, at: float, text: str, parse: dict[str, Any]) -> None:
    """Keep a turn as Rasa's store does."""
    make_tables(engine, TRACKED.metadata)
    events = [{"event": "action"}, {"event": "user", "text": text, "parse_data": parse}]
    row = {"sender": "rest-1", "at": at, "slots": "{}", "events": json.dumps(events)}
    with engine.begin() as connection:
        connection.execute(insert(TRACKED), row)


def test_a_turn_is_told_as_it_was_understood_then(engine: Engine) -> None:
    keep(engine, 900.0, ASKED.question, {"intent": {"name": "greet", "confidence": 1.0}})
    keep(engine, 999.0, ASKED.question, PARSE)
    keep(engine, 999.5, "something else", {})
    keep(engine, 2000.0, ASKED.question, {})
    evidence = gather_evidence(engine, ASKED, NOBODY)
    assert evidence.is_kept and evidence.intents == (("ask_how", 0.7), ("ask_cost", 0.2))
    assert evidence.entities == (Entity("topic", "outdoors", "fishing"),)
    assert evidence.mended == "license for fishing" and evidence.found is None


def test_what_the_journal_knows_is_told_when_the_turn_is_gone(engine: Engine) -> None:
    evidence = gather_evidence(engine, ASKED, NOBODY)
    assert (evidence.is_kept, evidence.intents, evidence.entities) == (False, (("ask_how", 0.7),), ())


@pytest.fixture
def port(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """An action server over the small knowledge base."""
    monkeypatch.setattr(actions.candidates, "open_desk", lambda: desk)
    app = Sanic(f"candidates-{secrets.token_hex(4)}", configure_logging=False)
    serve_candidates(app)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=_serve, args=(loop, app, listening), daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def _serve(loop: asyncio.AbstractEventLoop, app: Sanic, listening: socket.socket) -> None:
    asyncio.set_event_loop(loop)
    server = loop.run_until_complete(app.create_server(sock=listening, return_asyncio_server=True))
    loop.run_until_complete(server.startup())
    loop.run_forever()


def test_the_search_that_answers_citizens_tells_its_candidates(tmp_path: Path, port: int) -> None:
    last = time.monotonic() + 20
    with opened(f"sqlite:///{tmp_path / 'missi.db'}") as engine:
        while (found := gather_evidence(engine, ASKED, port).found) is None and time.monotonic() < last:
            time.sleep(0.1)
    assert found and found.decision in ("answer", "clarify", "refuse")
    first = found.candidates[0]
    assert (first.record, first.title) == ("service:fishing-license", "Buy a fishing license")
    assert 0 < first.share <= 1 and 0 <= found.right <= found.among <= 1
