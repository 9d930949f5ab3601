"""Parts of the running service die, hang, or lie damaged on the disk: it mends itself, no message is lost."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.bench.client import Client
from bot.settings import Settings
from tests.assistant.service import (
    HEALTHY_S,
    QUESTION,
    Service,
    missi,
    prepare,
    running_service,
    without_model,
)
from tests.channels.web.citizen import Citizen, Reply

pytestmark = pytest.mark.model

DANGER = "my house is on fire"
LOOKED_AT_S = 3.0  # the supervisor has seen whoever was just started


@pytest.fixture(scope="module")
def service(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """It starts with a model that a broken copy has cut short."""
    folder = tmp_path_factory.mktemp("service")
    environment = prepare(settings, folder)
    os.truncate(folder / "models" / "missi.tar.gz", 100_000)
    with running_service(folder, environment) as service:
        yield service


def retry(citizen: Citizen, text: str, message: str) -> Reply:
    """Send a message again until there is a reply, as the widget does."""
    last = time.monotonic() + HEALTHY_S + 25
    while True:
        try:
            reply = citizen.asks(text, message)
            if reply.status == 200:
                return reply
            assert reply.status == 503, reply.body
        except (OSError, http.client.HTTPException):
            pass
        assert time.monotonic() < last, "no reply"
        time.sleep(0.3)


def test_a_damaged_model_was_put_back(service: Service) -> None:
    assert service.is_healthy()
    whole, copy = (service.folder / "models" / name for name in ("missi.tar.gz", "missi.copy"))
    assert whole.read_bytes() == copy.read_bytes()


def test_without_a_copy_one_line_tells_what_to_do(settings: Settings, tmp_path: Path) -> None:
    environment = prepare(settings, tmp_path)
    for path in (tmp_path / "models").glob("missi.[ct]*"):
        os.truncate(path, 100_000)
    done = missi("run", environment=environment)
    assert done.returncode == 1
    assert "damaged; run 'make train'" in done.stderr and "Traceback" not in done.stderr


def during(service: Service, work: Callable[[], Any], citizen: Citizen, message: str) -> Future[Reply]:
    """Do something to the service while a turn hangs in the action server."""
    service.send("actions", signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(retry, citizen, QUESTION, message)
        time.sleep(1.0)
        work()
    return asked


def test_an_assistant_that_is_killed_in_mid_turn(service: Service) -> None:
    citizen, message = Citizen(service.port).starts(), uuid.uuid4().hex
    before = service.heard(QUESTION)
    said = citizen.says("hello")

    def kill() -> None:
        service.send("assistant", signal.SIGKILL)
        service.send("actions", signal.SIGCONT)
        service.await_health()

    turn = during(service, kill, citizen, message).result().data["turn"]
    assert turn["reply"]["outcome"] == "answer" and turn["seq"] == 2
    assert citizen.asks(QUESTION, message).data["turn"] == turn
    assert citizen.turns() == [said, turn], "lost or doubled"
    assert service.heard(QUESTION) >= before + 1


def test_an_action_server_that_is_killed_in_mid_turn(service: Service) -> None:
    citizen, message = Citizen(service.port).starts(), uuid.uuid4().hex

    def kill() -> None:
        service.send("actions", signal.SIGKILL)
        began = time.monotonic()
        assert citizen.says(DANGER)["reply"]["emergency"]
        assert time.monotonic() - began < 3
        service.await_health()

    turn = during(service, kill, citizen, message).result().data["turn"]
    assert turn["reply"]["texts"] and turn["seq"] == 1
    assert citizen.says(QUESTION)["reply"]["outcome"] == "answer"
    assert [turn["seq"] for turn in citizen.turns()] == [1, 2, 3]


def test_an_action_server_that_hangs_is_started_again(service: Service) -> None:
    service.await_health()
    time.sleep(LOOKED_AT_S)
    citizen, message = Citizen(service.port).starts(), uuid.uuid4().hex
    (hung,) = service.pids("actions")

    def wait() -> None:
        assert citizen.says(DANGER)["reply"]["emergency"]
        service.await_health()

    turn = during(service, wait, citizen, message).result().data["turn"]
    assert turn["reply"]["outcome"] == "error" and "601-432-8000" in turn["reply"]["texts"][0]
    assert service.pids("actions") != [hung]


def test_a_knowledge_file_that_is_half_written(service: Service, settings: Settings, tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    shutil.copytree(settings.knowledge, knowledge)
    longest = max(knowledge.glob("*.yml"), key=lambda path: path.stat().st_size)
    content = longest.read_bytes()
    longest.write_bytes(content[: content.index(b"summary:", len(content) // 2) + 3])
    done = missi("kb", "load", environment=service.environment | {"MISSI_KNOWLEDGE": str(knowledge)})
    assert done.returncode == 1
    assert longest.name in done.stderr and "Traceback" not in done.stderr
    service.await_health()
    longest.write_bytes(content)
    done = missi("kb", "load", environment=service.environment | {"MISSI_KNOWLEDGE": str(knowledge)})
    assert done.returncode == 0, done.stderr


def test_an_assistant_without_a_model_still_has_the_number(settings: Settings, tmp_path: Path) -> None:
    """As Rasa starts it, with a model that nobody could mend."""
    folder = tmp_path / "models"
    shutil.copytree(settings.models, folder)
    os.truncate(folder / "missi.tar.gz", 100_000)
    broken = replace(settings, models=folder)
    with without_model(broken, tmp_path) as port, Client(port) as client:
        said = client.ask("somebody", DANGER)
        assert said[0]["text"].startswith("Call 911 now") and said[-1]["custom"]["outcome"] == "safety"
        assert "601-432-8000" in client.ask("somebody", QUESTION)[0]["text"]
