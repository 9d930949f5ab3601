"""Parts of the running service die, hang, or lie damaged on the disk: it mends itself, no message is lost."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from bot.bench.bots import free_ports, our_bot
from bot.bench.client import LOOPBACK, Client
from bot.bench.fleet import Fleet
from bot.operations.loopback import answers
from bot.settings import ROOT, Settings
from tests.assistant.outage import copy_database
from tests.channels.web.citizen import Citizen, Reply

pytestmark = pytest.mark.model

QUESTION = "How do I renew my driver's license?"
DANGER = "my house is on fire"
HEALTHY_S = 30.0
START_S = 120.0
HANGS_FOR_S = 31.0  # the supervisor lets whoever was just started be


@dataclass
class Service:
    """`missi run` with a database, models, and logs of its own."""

    folder: Path
    environment: dict[str, str]
    run: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        return int(self.environment["MISSI_PORT"])

    def pids(self, name: str) -> list[int]:
        """The process of the Procfile with this name, and all that it started."""
        children = Path(f"/proc/{self.run.pid}/task/{self.run.pid}/children").read_text().split()
        lines = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().decode() for pid in children}
        return [pid for pid, line in lines.items() if (name == "assistant") == ("credentials" in line)]

    def send(self, name: str, number: signal.Signals) -> None:
        for pid in self.pids(name):
            os.killpg(pid, number)

    def is_healthy(self) -> bool:
        """Whether somebody new gets an answer."""
        try:
            with Client(self.port) as client:
                return client.ask(uuid.uuid4().hex, QUESTION)[-1]["custom"]["outcome"] == "answer"
        except (OSError, ValueError, http.client.HTTPException):
            return False

    def await_health(self, seconds: float = HEALTHY_S) -> None:
        last = time.monotonic() + seconds
        while not self.is_healthy():
            assert time.monotonic() < last, "not healthy again by itself"
            time.sleep(0.2)

    def heard(self, text: str) -> int:
        """How many turns of Rasa's have these words."""
        with closing(sqlite3.connect(self.folder / "conversations.db")) as database:
            rows = database.execute("SELECT events FROM turn").fetchall()
        return sum(f'"text": "{text}"' in row[0] for row in rows)


def prepare(settings: Settings, folder: Path) -> dict[str, str]:
    """A folder as after the set-up, and the environment that names it."""
    (folder / "encoder").symlink_to(settings.encoder.parent.resolve())
    database = make_url(settings.database_url).database
    assert database, "these tests copy the file of a SQLite database"
    copy_database(Path(database), folder / "missi.db")
    shutil.copytree(settings.models, folder / "models")
    port, actions = free_ports(2)
    return os.environ | {
        "MISSI_VAR": str(folder),
        "MISSI_DATABASE_URL": f"sqlite:///{folder / 'missi.db'}",
        "MISSI_MODELS": str(folder / "models"),
        "MISSI_PORT": str(port),
        "MISSI_ACTIONS_PORT": str(actions),
        "MISSI_SESSION_RATE": "1000",
        "MISSI_ADDRESS_RATE": "10000",
    }


def missi(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def service(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """It starts with a model that a broken copy has cut short."""
    folder = tmp_path_factory.mktemp("service")
    environment = prepare(settings, folder)
    os.truncate(folder / "models" / "missi.tar.gz", 100_000)
    with (folder / "run.log").open("wb") as log:
        command = [sys.executable, "-m", "bot.cli", "run"]
        run = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    service = Service(folder, environment, run)
    try:
        last = time.monotonic() + START_S
        while not (answers(f"http://{LOOPBACK}:{service.port}/") and service.is_healthy()):
            assert run.poll() is None and time.monotonic() < last, (folder / "run.log").read_text()
            time.sleep(0.2)
        yield service
    finally:
        run.terminate()
        run.wait(timeout=60)


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
    time.sleep(HANGS_FOR_S)
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
    assert service.is_healthy()
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


@contextmanager
def without_model(settings: Settings, folder: Path) -> Iterator[int]:
    """The port of an assistant whose model cannot be loaded."""
    bot = our_bot(settings, folder)
    with Fleet() as fleet, fleet.running(bot.commands):
        last = time.monotonic() + START_S
        while not answers(f"http://{LOOPBACK}:{bot.port}/"):
            assert time.monotonic() < last, "it does not start"
            time.sleep(0.2)
        yield bot.port
