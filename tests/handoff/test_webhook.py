"""The help desk hears of everything, signed, in spite of its own failures; and of nothing private."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from bot.handoff.tables import METADATA, OUTBOX
from bot.handoff.webhook import GIVE_UP_S, Webhook
from bot.knowledge.database import make_tables

SECRET = "s" * 32


class HelpDesk(ThreadingHTTPServer):
    """A help desk that answers with `status` and remembers what it was told."""

    def __init__(self) -> None:
        self.status = 200
        self.heard: list[tuple[dict[str, str], bytes]] = []
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                desk.heard.append(({k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(desk.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/missi"


@pytest.fixture
def desk() -> Iterator[HelpDesk]:
    server = HelpDesk()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def webhook(engine: Engine, desk: HelpDesk) -> Webhook:
    make_tables(engine, METADATA)
    return Webhook(engine, desk.url, SECRET)


def tell(engine: Engine, webhook: Webhook, number: int = 1) -> None:
    with engine.begin() as connection:
        webhook.tell(connection, "handoff.request", {"conversation": f"web-{number}"})


def waiting(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(OUTBOX)).all())


def make_due(engine: Engine, **values: float) -> None:
    with engine.begin() as connection:
        connection.execute(update(OUTBOX).values(due=0.0, **values))


def test_what_is_told_is_signed_as_standard_webhooks_has_it(
    engine: Engine, webhook: Webhook, desk: HelpDesk
) -> None:
    tell(engine, webhook)
    assert webhook.deliver() == 1 and waiting(engine) == 0
    ((headers, body),) = desk.heard
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 5
    told = json.loads(body)
    assert told["type"] == "handoff.request" and told["data"] == {"conversation": "web-1"}
    assert webhook.deliver() == 0 and len(desk.heard) == 1


def test_what_is_undone_is_not_told(engine: Engine, webhook: Webhook) -> None:
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        webhook.tell(connection, "handoff.request", {})
        raise ZeroDivisionError
    assert waiting(engine) == 0


def test_what_failed_is_tried_again_later_under_the_same_id(
    engine: Engine, webhook: Webhook, desk: HelpDesk
) -> None:
    desk.status = 500
    tell(engine, webhook)
    assert webhook.deliver() == 0 and waiting(engine) == 1
    assert webhook.deliver() == 0 and len(desk.heard) == 1, "not at once"
    make_due(engine)
    desk.status = 204
    assert webhook.deliver() == 1 and waiting(engine) == 0
    first, second = (headers["webhook-id"] for headers, _ in desk.heard)
    assert first == second


def test_a_help_desk_that_is_away_is_waited_for_and_given_up_after_a_day(engine: Engine) -> None:
    make_tables(engine, METADATA)
    webhook = Webhook(engine, "http://127.0.0.1:9/", SECRET)
    tell(engine, webhook)
    assert webhook.deliver() == 0 and waiting(engine) == 1
    make_due(engine, at=time.time() - GIVE_UP_S - 1)
    assert webhook.deliver() == 0 and waiting(engine) == 0


def test_several_processes_send_each_message_once(engine: Engine, webhook: Webhook, desk: HelpDesk) -> None:
    for number in range(5):
        tell(engine, webhook, number)
    threads = [Thread(target=webhook.deliver) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({headers["webhook-id"] for headers, _ in desk.heard}) == 5 == len(desk.heard)


def test_without_a_help_desk_nothing_is_kept(engine: Engine) -> None:
    make_tables(engine, METADATA)
    webhook = Webhook(engine, None, None)
    tell(engine, webhook)
    assert waiting(engine) == 0 and webhook.deliver() == 0 and not webhook.is_set
