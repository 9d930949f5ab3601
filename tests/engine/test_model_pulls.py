"""Taking models over from a model server: the right one is answered with, whatever the server does."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from bot.engine.model_pulls import ModelPulls, Source
from bot.engine.tuning import tune_rasa
from bot.operations.model import find_model
from bot.settings import read_settings

pytestmark = pytest.mark.model
TOKEN = "a token"


class Server:
    """A model server that answers with whatever it is given."""

    def __init__(self) -> None:
        self.status = 204
        self.content = b""
        self.version: str | None = None
        """None for the right one."""
        self.asked: list[str | None] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.headers["If-None-Match"])
                version = server.version or hashlib.sha256(server.content).hexdigest()
                known = self.headers["If-None-Match"] == f'"{version}"'
                right = self.headers["Authorization"] == f"Bearer {TOKEN}"
                status = 401 if not right else 304 if known and server.status == 200 else server.status
                self.send_response(status)
                content = server.content if status == 200 else b""
                self.send_header("Content-Length", str(len(content)))
                self.send_header("ETag", f'"{version}"')
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/model"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def publish(self, content: bytes) -> str:
        self.status, self.content, self.version = 200, content, None
        return hashlib.sha256(content).hexdigest()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def model() -> bytes:
    return find_model(read_settings()).read_bytes()


@pytest.fixture
def source(server: Server, tmp_path: Path) -> Source:
    own = tmp_path / "own.tar.gz"
    shutil.copyfile(find_model(read_settings()), own)
    return Source(server.url, TOKEN, own, tmp_path / "kept.tar.gz")


@pytest.fixture
def agent() -> Agent:
    tune_rasa()
    return Agent(action_endpoint=EndpointConfig("http://127.0.0.1:9/webhook"))


def loaded(agent: Agent) -> str:
    """The name of the file that the agent's model came from."""
    return Path(agent.processor.model_path).name if agent.processor else ""


def test_as_long_as_none_is_published_the_checkouts_own_answers(
    server: Server, source: Source, agent: Agent
) -> None:
    asyncio.run(ModelPulls(agent, source).start())
    assert loaded(agent) == "own.tar.gz"


def test_without_a_server_too(server: Server, source: Source, agent: Agent) -> None:
    server.stop()
    asyncio.run(ModelPulls(agent, source).start())
    assert loaded(agent) == "own.tar.gz"


def test_a_server_that_does_not_know_us_is_as_good_as_none(
    server: Server, source: Source, agent: Agent, model: bytes
) -> None:
    server.publish(model + bytes(1))
    asyncio.run(ModelPulls(agent, Source(server.url, "x", source.own, source.kept)).start())
    assert loaded(agent) == "own.tar.gz"


def test_the_published_one_is_taken_kept_and_not_taken_twice(
    server: Server, source: Source, agent: Agent, model: bytes
) -> None:
    version = server.publish(model + bytes(1))
    pulls = ModelPulls(agent, source)
    asyncio.run(pulls.start())
    assert loaded(agent) == "kept.tar.gz" and agent.fingerprint == version
    processor = agent.processor
    asyncio.run(pulls.pull())
    assert agent.processor is processor
    assert server.asked == [None, f'"{version}"']
    assert source.version.read_text() == version


def test_another_one_is_answered_with_and_the_way_back_leads_to_ones_own(
    server: Server, source: Source, agent: Agent, model: bytes
) -> None:
    pulls = ModelPulls(agent, source)
    asyncio.run(pulls.start())
    first = agent.processor
    version = server.publish(model + bytes(2))
    asyncio.run(pulls.pull())
    second = agent.processor
    assert second is not first and agent.fingerprint == version
    assert second._predictions is not first._predictions, "what one model predicts says nothing of another"
    assert agent.domain is second.domain and agent.tracker_store.domain is second.domain
    assert agent.nlg.responses is second.domain.responses
    server.status = 204
    asyncio.run(pulls.pull())
    assert loaded(agent) == "own.tar.gz"


@pytest.mark.parametrize("case", ["half a file", "no model", "server error", "server gone"])
def test_whatever_the_server_does_the_model_there_is_goes_on(
    server: Server, source: Source, agent: Agent, model: bytes, case: str
) -> None:
    pulls = ModelPulls(agent, source)
    asyncio.run(pulls.start())
    before = agent.processor
    server.publish(model[: len(model) // 2] if case == "half a file" else b"no model at all")
    if case == "half a file":
        server.version = hashlib.sha256(model).hexdigest()
    if case == "server error":
        server.status = 500
    if case == "server gone":
        server.stop()
    asyncio.run(pulls.pull())
    asyncio.run(pulls.pull())
    assert agent.processor is before
    assert not source.version.exists(), "nothing that cannot be loaded is kept for the next start"


def test_a_start_without_the_server_answers_with_what_was_pulled_last(
    server: Server, source: Source, agent: Agent, model: bytes
) -> None:
    version = server.publish(model + bytes(3))
    asyncio.run(ModelPulls(agent, source).start())
    server.stop()
    again = Agent(action_endpoint=EndpointConfig("http://127.0.0.1:9/webhook"))
    asyncio.run(ModelPulls(again, source).start())
    assert loaded(again) == "kept.tar.gz" and again.fingerprint == version


def test_what_was_pulled_last_is_left_out_when_it_is_damaged(
    server: Server, source: Source, agent: Agent, model: bytes
) -> None:
    server.publish(model + bytes(3))
    asyncio.run(ModelPulls(agent, source).start())
    server.stop()
    source.kept.write_bytes(model[:1000])
    again = Agent(action_endpoint=EndpointConfig("http://127.0.0.1:9/webhook"))
    asyncio.run(ModelPulls(again, source).start())
    assert loaded(again) == "own.tar.gz"
