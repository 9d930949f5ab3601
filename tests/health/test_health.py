"""Health, metrics, headers, and the line of each turn, of two processes over one database, with real HTTP."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from bot.channels.base.headers import HEADERS
from bot.handoff.tables import HANDOFF
from bot.knowledge.database import open_database
from bot.operations.counts import FOLDER_VARIABLE
from tests.channels.web.citizen import API, Citizen, Reply
from tests.channels.web.conftest import Channel, knowledge, running

__all__ = ["knowledge"]
TOKEN = "t" * 32
REST = "/webhooks/rest/webhook"
SECRET = "my ssn is 123-45-6789 and my name is Jane Doe"


@pytest.fixture(scope="module")
def channel(tmp_path_factory: pytest.TempPathFactory, knowledge: str) -> Iterator[Channel]:
    folder = tmp_path_factory.mktemp("health")
    settings = {
        FOLDER_VARIABLE: str(folder / "metrics"),
        "MISSI_OPERATIONS_TOKEN": TOKEN,
        "MISSI_PROXIES": "127.0.0.1",
    }
    with running(folder, f"sqlite:///{folder / 'talk.db'}", knowledge, count=2, **settings) as started:
        yield started


def get(channel: Channel, path: str, process: int = 0, **headers: str) -> Reply:
    return Citizen(channel.ports[process]).sends("GET", path, **headers)


def say(channel: Channel, text: str, sender: str = "somebody", process: int = 0) -> None:
    body = {"sender": sender, "message": text}
    assert Citizen(channel.ports[process]).sends("POST", REST, body).status == 200


def count_of(channel: Channel, line: str, process: int = 0) -> float:
    """The value of a metric, 0 when it was never counted."""
    told = get(channel, "/metrics", process).body.decode()
    return sum(float(row.rpartition(" ")[2]) for row in told.splitlines() if row.startswith(line + " "))


def lines(channel: Channel) -> list[dict[str, object]]:
    path = Path(channel.folder) / "log" / "turns.log"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_whoever_serves_is_alive(channel: Channel) -> None:
    reply = get(channel, "/health/live")
    assert (reply.status, reply.data) == (200, {"status": "ok"})


def test_without_model_and_actions_it_is_not_ready(channel: Channel) -> None:
    reply = get(channel, "/health/ready")
    assert reply.status == 503
    assert reply.data == {
        "status": "failing",
        "checks": {"model": "not loaded", "database": "ok", "actions": "not configured"},
    }


@pytest.mark.parametrize("path", ["/health/ready", "/metrics"])
@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
def test_through_a_proxy_nothing_is_told_without_the_token(channel: Channel, path: str, header: str) -> None:
    assert get(channel, path, **{header: "192.0.2.1"}).status == 403
    assert get(channel, path, **{header: "192.0.2.1", "Authorization": f"Bearer {TOKEN}x"}).status == 403
    assert get(channel, path, **{header: "192.0.2.1", "Authorization": "Bearer \xff"}).status == 403
    assert get(channel, path, **{header: "192.0.2.1", "Authorization": f"Bearer {TOKEN}"}).status != 403


def test_either_process_tells_what_both_counted(channel: Channel) -> None:
    turns = 'missi_turns_total{channel="rest",outcome="answer"}'
    ssn, name = 'missi_masked_items_total{kind="ssn"}', 'missi_masked_items_total{kind="name"}'
    before = [count_of(channel, line) for line in (turns, ssn, name)]
    for process in (0, 1, 1):
        say(channel, SECRET, process=process)
    for process in (0, 1):
        assert [count_of(channel, line, process) for line in (turns, ssn, name)] == [n + 3 for n in before]
    assert count_of(channel, "missi_messages_under_way") == 0


def test_errors_are_counted_by_their_event(channel: Channel) -> None:
    line = 'missi_errors_total{event="door.turn.failed"}'
    before = count_of(channel, line)
    say(channel, "fail please")
    assert count_of(channel, line) == before + 1


def test_who_waits_for_a_person_is_told(channel: Channel) -> None:
    engine = open_database(channel.database)
    row = {"channel": "rest", "since": time.time() - 100}
    with engine.begin() as connection:
        for sender, owner in (("one", "queued"), ("two", "queued"), ("three", "agent")):
            connection.execute(insert(HANDOFF), row | {"sender": sender, "owner": owner})
    assert count_of(channel, "missi_citizens_waiting") == 2
    assert count_of(channel, "missi_citizens_with_agent") == 1
    assert 99 < count_of(channel, "missi_longest_wait_seconds") < 200
    assert count_of(channel, "missi_contact_requests_open") == 0
    with engine.begin() as connection:
        connection.execute(delete(HANDOFF))
    engine.dispose()


def test_stages_are_timed(channel: Channel) -> None:
    say(channel, "hello there")
    for stage in ("spot_danger", "mask", "hand_to_rasa", "render"):
        assert count_of(channel, f'missi_stage_seconds_count{{stage="{stage}"}}') > 0


def test_each_turn_is_one_line_with_ids_and_no_words(channel: Channel) -> None:
    sender = f"citizen-{uuid.uuid4().hex}"
    before = len(lines(channel))
    say(channel, SECRET, sender)
    say(channel, "tell service:dl-renew", sender, process=1)
    first, second = lines(channel)[before:]
    assert first["conversation"] == second["conversation"]
    assert first["masked"] == ["name", "ssn"] or first["masked"] == ["ssn", "name"]
    assert (second["outcome"], second["records"], second["channel"]) == (
        "answer",
        ["service:dl-renew"],
        "rest",
    )
    assert isinstance(second["ms"], float)
    told = (Path(channel.folder) / "log" / "turns.log").read_text("utf-8") + channel.log
    assert not [word for word in ("123-45-6789", "Jane", "Doe", "my ssn", sender) if word in told]


@pytest.mark.parametrize(
    "path", ["/", "/webhooks/rest/", "/health/live", "/metrics", "/nowhere", "/chat/", f"{API}/config"]
)
def test_every_response_has_the_headers(channel: Channel, path: str) -> None:
    reply = get(channel, path)
    headers = {name.lower(): value for name, value in reply.headers.items()}
    assert not [name for name in HEADERS if name.lower() not in headers]
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


def test_hsts_is_told_behind_tls(channel: Channel) -> None:
    headers = {name.lower() for name in get(channel, "/chat/", **{"X-Forwarded-Proto": "https"}).headers}
    assert "strict-transport-security" in headers


def test_what_a_killed_process_had_under_way_is_forgotten(channel: Channel) -> None:
    folder = channel.folder / "metrics"
    living = next(folder.glob("gauge_livesum_*.db"))
    (folder / "gauge_livesum_999999999.db").write_bytes(living.read_bytes())
    get(channel, "/metrics")
    assert not (folder / "gauge_livesum_999999999.db").exists()
