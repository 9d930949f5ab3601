"""The model server: nothing without the token, nothing twice, and always the file that it says."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator

import pytest
import requests

from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address, model_server, prepare_endpoints
from bot.operations.model import model_path
from bot.operations.oversight import Oversight
from bot.publishing.room import Room
from tests.console.server import Console, running
from tests.publishing.conftest import APPROVER, publish


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    with running(tmp_path_factory.mktemp("server")) as console:
        console.settings.models.mkdir(exist_ok=True)
        model_path(console.settings).write_bytes(b"the checkout's own")
        yield console


@pytest.fixture(scope="module")
def room(console: Console) -> Iterator[Room]:
    engine = open_database(conversations_address(console.settings))
    yield Room(Oversight(console.settings, engine))
    engine.dispose()


def pull(console: Console, token: str | None = None, **headers: str) -> requests.Response:
    given = model_server(console.settings)
    shown = {"Authorization": f"Bearer {given['token'] if token is None else token}"}
    return requests.get(given["url"], headers=shown | headers, timeout=30)


@pytest.mark.parametrize("token", ["", "x" * 64])
def test_whoever_does_not_know_the_token_gets_nothing(console: Console, room: Room, token: str) -> None:
    response = pull(console, token)
    assert response.status_code == 401
    assert "ETag" not in response.headers


def test_as_long_as_nothing_is_published_there_is_nothing_to_take(console: Console, room: Room) -> None:
    room.publisher.leave_to_checkout(APPROVER, "a test")
    assert pull(console).status_code == 204


def test_the_published_model_comes_whole_and_once(console: Console, room: Room) -> None:
    model = publish(room, "published")
    response = pull(console)
    assert response.content == b"published"
    tag = response.headers["ETag"]
    assert tag == f'"{model.digest}"' == f'"{hashlib.sha256(response.content).hexdigest()}"'
    again = pull(console, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = pull(console, **{"If-None-Match": '"what I have is old"'})
    assert other.content == b"published"


def test_a_damaged_file_is_not_handed_out(console: Console, room: Room) -> None:
    model = publish(room, "damaged later")
    room.stock.shelf.path(model.digest).write_bytes(b"half of it")
    response = pull(console)
    assert response.status_code == 503
    assert "damaged" in response.text


def test_only_we_may_read_the_file_with_the_token(console: Console) -> None:
    path = prepare_endpoints(console.settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert model_server(console.settings)["token"] in path.read_text()
