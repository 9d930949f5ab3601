"""A deleted conversation is gone: from every table, from the file, and for whoever has its token."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import Table, select
from sqlalchemy.engine import Engine, make_url

from bot.channels.base.tables import CONVERSATION, FEEDBACK, TURN
from bot.engine.tables import TURN as TRACKED
from tests.channels.web.citizen import API, Citizen
from tests.channels.web.conftest import Channel

MARK = "xylophonequartz"


def rows_with(database: Engine, table: Table, text: str) -> int:
    with database.connect() as connection:
        return sum(text in str(tuple(row)) for row in connection.execute(select(table)))


def bytes_with(channel: Channel, text: str) -> int:
    """How often the files of an SQLite database hold the text; 0 for a server's, which nobody looks into."""
    file = make_url(channel.database).database
    if not channel.database.startswith("sqlite") or file is None:
        return 0
    return sum(path.read_bytes().count(text.encode()) for path in Path(file).parent.glob("missi.db*"))


def fill(citizen: Citizen) -> None:
    for number in range(12):
        citizen.says(f"{MARK} tell {number} " + "padding " * 60)
    citizen.sends("POST", f"{API}/feedback", {"turn": 1, "vote": "down", "comment": f"{MARK} comment"})


def test_nothing_is_left(channel: Channel, database: Engine) -> None:
    citizen, other = channel.citizen(), channel.citizen()
    other.says("I stay")
    fill(citizen)
    found = [rows_with(database, table, MARK) for table in (TURN, FEEDBACK, TRACKED)]
    assert found == [12, 1, 12], "the test looks in the wrong place"
    assert bytes_with(channel, MARK) or "postgresql" in channel.database
    assert citizen.at(channel.ports[1]).sends("DELETE", f"{API}/conversation").status == 204
    assert [rows_with(database, table, MARK) for table in (TURN, FEEDBACK, TRACKED)] == [0, 0, 0]
    assert bytes_with(channel, MARK) == 0, "the text can still be read from the file"
    assert len(other.turns()) == 1


def test_its_token_is_dead(channel: Channel) -> None:
    citizen = channel.citizen()
    citizen.says("hello")
    citizen.sends("DELETE", f"{API}/conversation")
    for port in channel.ports:
        again = citizen.at(port)
        assert again.asks("hello").code == "unauthorized"
        assert again.sends("GET", f"{API}/messages").code == "unauthorized"
        assert again.sends("DELETE", f"{API}/conversation").code == "unauthorized"


def test_a_turn_that_is_being_answered_leaves_nothing_either(channel: Channel, database: Engine) -> None:
    citizen = channel.citizen()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(citizen.asks, f"hang 1 {MARK}late")
        time.sleep(0.4)
        assert citizen.at(channel.ports[1]).sends("DELETE", f"{API}/conversation").status == 204
        assert asked.result().code == "unauthorized"
    assert not rows_with(database, TRACKED, f"{MARK}late")
    assert not rows_with(database, TURN, f"{MARK}late")
    assert bytes_with(channel, f"{MARK}late") == 0


def test_a_conversation_without_messages_is_a_row_that_goes_too(channel: Channel, database: Engine) -> None:
    citizen = channel.citizen()
    with database.connect() as connection:
        before = len(connection.execute(select(CONVERSATION)).all())
    citizen.sends("DELETE", f"{API}/conversation")
    with database.connect() as connection:
        assert len(connection.execute(select(CONVERSATION)).all()) == before - 1
