"""Personal data sent over every channel is in no file, no log, and no table afterwards, byte by byte."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from bot.knowledge.database import open_database
from tests.channels.web.citizen import API, Citizen
from tests.channels.web.conftest import Channel, knowledge, running
from tests.conftest import DATABASES, empty_database
from tests.privacy.generated import Planted, planted

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


def stored(channel: Channel) -> bytes:
    """Every byte of every file of the set-up, and every row of every table."""
    kept = b"".join(path.read_bytes() for path in sorted(channel.folder.rglob("*")) if path.is_file())
    engine = open_database(channel.database)
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()
            kept += "\n".join(str(tuple(row)) for row in rows).encode("utf-8", "replace")
    engine.dispose()
    return kept


def forms(secret: str) -> set[bytes]:
    """A secret as it stands in a text, in JSON, and with nothing between its digits."""
    plain = "".join(c for c in secret if c.isprintable() and c != "\u200b")
    digits = re.sub(r"\D", "", plain)
    written = {secret, plain, plain.encode("unicode_escape").decode()}
    if len(digits) >= 9:
        written.add(digits)
    return {form.encode("utf-8") for form in written}


def test_nothing_planted_is_kept_anywhere(channel: Channel) -> None:
    messages = send_all(channel)
    kept = stored(channel)
    assert b"[social security number]" in kept  # it is the right place to look in
    found = {m.text for m in messages for secret in m.secrets for form in forms(secret) if form in kept}
    assert found == set()
