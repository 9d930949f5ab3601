"""The database fails, the clock jumps, a body has no end: each message gets a reply or can be sent again."""

from __future__ import annotations

import http.client
import sqlite3
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.bench.memory import measure_pss
from tests.channels.web.citizen import API, LOOPBACK, Citizen, Reply
from tests.channels.web.conftest import Channel, running
from tests.postgres import Cluster

HEALTHY_S = 30.0
KEPT_LATER_S = 10.0  # by when a reply is kept that was given while nothing could be
DANGER = "my house is on fire"
DANGER_S = 3.0
HUGE = 64 * 1024 * 1024


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, knowledge: str) -> Iterator[Channel]:
    """One process over a database of its own, which tests may break."""
    folder = tmp_path_factory.mktemp("alone")
    with running(folder, f"sqlite:///{folder / 'kept.db'}", knowledge) as channel:
        yield channel


def retry(citizen: Citizen, text: str, message: str) -> Reply:
    """Send a message again until it is taken, as the widget does."""
    last = time.monotonic() + HEALTHY_S
    while time.monotonic() < last:
        try:
            reply = citizen.asks(text, message)
        except (OSError, http.client.HTTPException):
            reply = None
        if reply and reply.status == 200:
            return reply
        assert reply is None or reply.status == 503, reply.body
        time.sleep(0.5)
    raise AssertionError("not healthy again")


def assert_danger_is_served(citizen: Citizen) -> None:
    began = time.monotonic()
    reply = citizen.says(DANGER)["reply"]
    assert reply["emergency"] and reply["texts"]
    assert time.monotonic() - began < DANGER_S
    rest = citizen.sends("POST", "/webhooks/rest/webhook", {"sender": uuid.uuid4().hex, "message": DANGER})
    assert rest.status == 200
    assert time.monotonic() - began < 2 * DANGER_S


def asked(citizen: Citizen) -> list[str]:
    return [turn["question"]["text"] for turn in citizen.turns()]


def test_a_locked_database(alone: Channel) -> None:
    citizen, message = alone.citizen(), uuid.uuid4().hex
    citizen.says("before")
    with closing(sqlite3.connect(alone.folder / "kept.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(citizen.asks, "during", message)
            time.sleep(0.5)
            assert_danger_is_served(citizen)
            assert waiting.result().status in (200, 503)
        other.execute("ROLLBACK")
    assert retry(citizen, "during", message).data["turn"]["reply"]["outcome"] == "answer"
    assert citizen.asks("during", message).status == 200
    time.sleep(1)
    found = asked(citizen)
    assert found[0] == "before" and found.count("during") == 1 and found.count(DANGER) == 1


def test_a_full_disk(alone: Channel) -> None:
    citizen, message = alone.citizen(), uuid.uuid4().hex
    citizen.says("disk full")
    padding = " padding" * 100
    replies = [citizen.asks(f"{number}{padding}") for number in range(20)]
    assert {reply.status for reply in replies} <= {200, 503}
    assert 503 in {reply.status for reply in replies}, "the disk was not full: the test proves nothing"
    assert all(reply.code == "unavailable" for reply in replies if reply.status == 503)
    assert citizen.asks(f"during{padding}", message).status == 503
    assert_danger_is_served(citizen)
    free = {"sender": "operator", "message": "disk free"}
    assert citizen.sends("POST", "/webhooks/rest/webhook", free).status == 200
    assert retry(citizen, f"during{padding}", message).status == 200
    assert asked(citizen).count(f"during{padding}") == 1
    assert asked(citizen)[0] == "disk full", "what was kept before is there"


@pytest.mark.parametrize("ahead_s", [86_400, -86_400])
def test_a_clock_that_jumps(alone: Channel, ahead_s: int) -> None:
    citizen, message = alone.citizen(), uuid.uuid4().hex
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(citizen.asks, "hang 2 while it jumps", message)
        time.sleep(0.5)
        Citizen(alone.ports[0]).sends(
            "POST", "/webhooks/rest/webhook", {"sender": "operator", "message": f"clock {ahead_s}"}
        )
        try:
            first = hanging.result().data["turn"]
            assert citizen.asks("hang 2 while it jumps", message).data["turn"] == first
            assert citizen.says("after")["seq"] == 2
            assert alone.citizen().says("new")["seq"] == 1
            assert_danger_is_served(citizen)
        finally:
            back = {"sender": "operator", "message": "clock 0"}
            Citizen(alone.ports[0]).sends("POST", "/webhooks/rest/webhook", back)
    assert asked(citizen)[:2] == ["hang 2 while it jumps", "after"]


@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", f"{API}/messages"])
def test_messages_as_large_as_the_memory(alone: Channel, path: str) -> None:
    """They are refused before they are held."""
    process = int(next((alone.folder).glob("*.pid")).read_text())
    before = measure_pss([process])
    citizen = alone.citizen()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: send_endless(citizen, path), range(8)))
    assert measure_pss([process]) - before < HUGE / 2
    assert citizen.says("hello")["reply"]["outcome"] == "answer"


def send_endless(citizen: Citizen, path: str) -> None:
    """Send as much as is taken; the reply may come before the end."""
    connection = http.client.HTTPConnection(LOOPBACK, citizen.port, timeout=30)
    connection.putrequest("POST", path)
    for name, value in (("Content-Length", str(HUGE)), ("Authorization", f"Bearer {citizen.token}")):
        connection.putheader(name, value)
    connection.putheader("Content-Type", "application/json")
    connection.endheaders()
    try:
        for _ in range(HUGE // 65536):
            connection.send(b"x" * 65536)
    except OSError:
        return  # hung up on us
    try:
        assert connection.getresponse().status in (200, 413)
    except (OSError, http.client.HTTPException):
        return
    finally:
        connection.close()


@pytest.mark.postgres
def test_a_database_server_that_is_restarted(cluster: Cluster, tmp_path: Path, knowledge: str) -> None:
    url = cluster.create_database()
    with running(tmp_path, url, knowledge, count=2) as channel:
        citizen, messages = channel.citizen(), [uuid.uuid4().hex for _ in range(40)]
        citizen.says("before")
        with ThreadPoolExecutor(4) as pool:
            said = [
                pool.submit(retry, citizen.at(channel.ports[n % 2]), f"during {n}", message)
                for n, message in enumerate(messages)
            ]
            time.sleep(0.2)
            cluster.restart()
            replies = [one.result().data["turn"]["reply"] for one in said]
        assert_danger_is_served(citizen)
        assert all(reply["texts"] for reply in replies)
        during = sorted(f"during {n}" for n in range(40))
        last = time.monotonic() + KEPT_LATER_S
        while sorted(asked(citizen)[1:41]) != during and time.monotonic() < last:
            time.sleep(0.2)
        found = asked(citizen)
        assert found[0] == "before"
        assert sorted(found[1:41]) == during, "lost or doubled"
    cluster.drop_database(url)
