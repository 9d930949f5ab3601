"""Personal data sent over REST and the web is in no file, no log, and no table afterwards, byte by byte."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from tests.channels.web.citizen import API, Citizen
from tests.channels.web.conftest import Channel, knowledge, running
from tests.conftest import DATABASES, empty_database
from tests.privacy.generated import Planted, planted
from tests.privacy.search import forms, stored

__all__ = ["knowledge"]
COUNT = 210
REST = "/webhooks/rest/webhook"


@pytest.fixture(scope="module", params=DATABASES)
def channel(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, knowledge: str
) -> Iterator[Channel]:
    folder = tmp_path_factory.mktemp("privacy")
    with empty_database(request, folder) as database:
        with running(folder, database, knowledge) as started:
            yield started


def send_all(channel: Channel) -> list[Planted]:
    """Send each message over REST or the web, and each on the web as a comment on its reply too."""
    messages = list(planted(COUNT))
    citizen = channel.citizen()
    for number, message in enumerate(messages):
        if number % 2:
            body = {"sender": f"citizen-{number}", "message": message.text}
            assert citizen.sends("POST", REST, body).status == 200
            continue
        if number % 40 == 0:
            citizen = Citizen(channel.ports[0]).starts()
        asked = citizen.sends("POST", f"{API}/messages", {"id": uuid.uuid4().hex, "text": message.text})
        assert asked.status == 200
        judged = {"turn": asked.data["turn"]["seq"], "vote": "down", "comment": message.text[:500]}
        assert citizen.sends("POST", f"{API}/feedback", judged).status in (200, 204)
    return messages


def test_nothing_planted_is_kept_anywhere(channel: Channel) -> None:
    messages = send_all(channel)
    kept = stored(channel.folder, channel.database)
    assert b"[social security number]" in kept  # it is the right place to look in
    found = {m.text for m in messages for secret in m.secrets for form in forms(secret) if form in kept}
    assert found == set()
