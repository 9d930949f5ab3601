"""The stream of events: what another tab or process did, in order, from where it was left."""

from __future__ import annotations

import asyncio
import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.door import open_door
from bot.channels.web.desk import open_desk
from bot.channels.web.streams import STREAM_S, tell_events
from bot.settings import read_settings
from bot.switches.state import Notice
from bot.switches.switchboard import Switchboard
from tests.channels.web.citizen import API, LOOPBACK, Citizen
from tests.channels.web.conftest import Channel
from tests.channels.web.server import Scripted

WITHIN_S = 5.0  # of a change anywhere, everybody sees it


def test_it_says_hello_at_once(citizen: Citizen) -> None:
    began = time.monotonic()
    assert next(citizen.events()) == ("", None)
    assert time.monotonic() - began < 3


def named(events: Iterator[tuple[str, Any]], count: int) -> list[tuple[str, Any]]:
    """The next events that have a name."""
    found = []
    while len(found) < count:
        name, data = next(events)
        if name:
            found.append((name, data))
    return found


def test_it_goes_on_behind_the_turn_that_was_seen_last(citizen: Citizen) -> None:
    for number in range(4):
        citizen.says(f"turn {number}")
    told = named(citizen.events(after=2), 2)
    assert [(name, data["seq"]) for name, data in told] == [("turn", 3), ("turn", 4)]
    assert told[0][1] == citizen.turns(after=2)[0], "stream and list tell the same turn differently"


def test_it_tells_what_another_process_does(channel: Channel) -> None:
    citizen = channel.citizen()
    events = citizen.at(channel.ports[1]).events()
    assert next(events) == ("", None)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(citizen.says, "hang 1 from another tab")
        (typing, pending), (turn, told) = named(events, 2)
        assert typing == "typing" and pending["question"] == {"text": "hang 1 from another tab"}
        assert (turn, told) == ("turn", asked.result())


def test_it_tells_that_the_conversation_was_deleted(channel: Channel) -> None:
    citizen = channel.citizen()
    events = citizen.events()
    assert next(events) == ("", None)
    citizen.at(channel.ports[1]).sends("DELETE", f"{API}/conversation")
    assert named(events, 1) == [("deleted", {})]
    assert list(events) == []


def test_it_is_alive_while_nothing_happens_and_ends_by_itself(tmp_path: Path, knowledge: str) -> None:
    assert STREAM_S < 60, "Sanic ends a response after that"
    settings = read_settings({"MISSI_VAR": str(tmp_path), "MISSI_DATABASE_URL": knowledge})

    async def listen() -> list[str]:
        app = SimpleNamespace(ctx=SimpleNamespace(agent=Scripted(f"sqlite:///{tmp_path / 'web.db'}")))
        desk = open_desk(open_door(app, app.ctx.agent.handle_message, settings))
        conversation = desk.door.conversations.start("web")
        return [event async for event in tell_events(desk, conversation, 0, heartbeat_s=0.3, stream_s=1.0)]

    hello, *beats = asyncio.run(listen())
    assert hello == ": hello\n\n"
    assert 3 <= len(beats) <= 5 and set(beats) == {": still here\n\n"}


def test_a_position_that_is_no_number_is_refused(citizen: Citizen) -> None:
    for after in ("-1", "x", "1e3", "9" * 30, "%C2%B2"):
        for call in ("events", "messages"):
            assert citizen.sends("GET", f"{API}/{call}?after={after}").code == "bad_request"


@pytest.fixture
def switchboard(database: Engine) -> Iterator[Switchboard]:
    """The switches, seen from outside; what a test puts up is taken down behind it."""
    board = Switchboard(database, AuditLog(database))
    yield board
    for notice in board.notices():
        board.end(notice.id, "test", "over")


def test_a_notice_reaches_pages_and_open_streams_within_seconds(
    channel: Channel, switchboard: Switchboard
) -> None:
    citizen = channel.citizen()
    config = f"{API}/config"
    assert citizen.sends("GET", config).data["notice"] is None
    events = citizen.events()
    assert next(events) == ("", None)
    later = time.time() + 1000
    switchboard.notify(Notice("later", "About later.", level="emergency", starts=later), "Ana", "test")
    switchboard.notify(Notice("news", "About news."), "Ana", "test")
    storm = Notice("storm", "About storm.", "La tormenta.", "javascript:alert(1)", "warning", ("hinds",))
    switchboard.notify(storm, "Ana", "test")
    began = time.monotonic()
    told = {"id": "storm", "text": "About storm.", "text_es": "La tormenta.", "url": None}
    told |= {"level": "warning", "counties": ["hinds"]}
    assert named(events, 1) == [("notice", {"notice": told})]
    assert time.monotonic() - began < WITHIN_S
    for port in channel.ports:
        assert citizen.at(port).sends("GET", config).data["notice"] == told
        assert citizen.at(port).sends("GET", f"{config}?county=hinds").data["notice"]["id"] == "storm"
        assert citizen.at(port).sends("GET", f"{config}?county=adams").data["notice"]["id"] == "news"
    assert b"About storm." in citizen.sends("GET", "/chat/").body
    assert b"About storm." in citizen.sends("GET", "/chat/plain").body


@contextmanager
def buffering_proxy(port: int) -> Iterator[int]:
    """A proxy that passes on nothing of a response before it has all of it."""

    class Handler(BaseHTTPRequestHandler):
        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            upstream = http.client.HTTPConnection(LOOPBACK, port, timeout=90)
            upstream.request(self.command, self.path, body, dict(self.headers))
            response = upstream.getresponse()
            content = response.read()
            self.send_response(response.status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _pass_on

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    proxy = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    proxy.daemon_threads = True
    Thread(target=proxy.serve_forever, daemon=True).start()
    yield int(proxy.server_address[1])
    proxy.shutdown()
    proxy.server_close()


def test_behind_a_proxy_that_buffers_the_list_of_messages_still_works(channel: Channel) -> None:
    with buffering_proxy(channel.ports[0]) as port:
        citizen = Citizen(port).starts()
        with pytest.raises(TimeoutError):
            next(citizen.events(timeout=2))
        turn = citizen.says("hello")
        assert citizen.turns() == [turn]
