"""Tells a help desk what happens, signed as Standard Webhooks has it, until it has taken it.

What is to be told lies in the database beside the change itself, so that a restart loses nothing. No message
holds a citizen's words or name: the help desk fetches them with an agent's token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import secrets
import time
import urllib.request
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine, Row

from bot.handoff.tables import OUTBOX

logger = logging.getLogger(__name__)
TIMEOUT_S = 10.0
FIRST_WAIT_S, LONGEST_WAIT_S = 5.0, 3600.0
GIVE_UP_S = 24 * 3600.0
MOST_AT_ONCE = 20


class Webhook:
    """The outbox of a database, emptied to one address.

    Args:
        engine: the database of the conversations.
        url: where the help desk listens; None when there is none, and nothing is kept for it.
        secret: what each message is signed with.
    """

    def __init__(self, engine: Engine, url: str | None, secret: str | None) -> None:
        self._engine = engine
        self._url = url
        self._secret = secret or ""

    @property
    def is_set(self) -> bool:
        """Whether there is a help desk."""
        return self._url is not None

    def tell(self, connection: Connection, event: str, data: Mapping[str, Any]) -> None:
        """Keep an event for the help desk, in the transaction of what it tells of."""
        if self._url is None:
            return
        now = time.time()
        body = json.dumps({"type": event, "timestamp": _iso(now), "data": dict(data)})
        row = {"id": f"msg_{secrets.token_hex(12)}", "at": now, "due": now, "attempts": 0, "body": body}
        connection.execute(insert(OUTBOX), row)

    def deliver(self) -> int:
        """Send what is due, oldest first, and return how much was taken; what failed is tried again later."""
        if self._url is None:
            return 0
        due = select(OUTBOX).where(OUTBOX.c.due <= time.time()).order_by(OUTBOX.c.at).limit(MOST_AT_ONCE)
        with self._engine.connect() as connection:
            rows = connection.execute(due).all()
        return sum(self._try(row) for row in rows if self._claim(row))

    def _claim(self, row: Row) -> bool:
        """Make a message this process's own until its next attempt; False when another process did."""
        wait = min(FIRST_WAIT_S * 2**row.attempts, LONGEST_WAIT_S)
        later = {"attempts": row.attempts + 1, "due": time.time() + TIMEOUT_S + wait}
        mine = update(OUTBOX).where(OUTBOX.c.id == row.id, OUTBOX.c.attempts == row.attempts)
        with self._engine.begin() as connection:
            return bool(connection.execute(mine.values(**later)).rowcount)

    def _try(self, row: Row) -> bool:
        is_taken = self._send(row)
        if is_taken or time.time() - row.at > GIVE_UP_S:
            with self._engine.begin() as connection:
                connection.execute(delete(OUTBOX).where(OUTBOX.c.id == row.id))
        return is_taken

    def _send(self, row: Row) -> bool:
        headers = {"Content-Type": "application/json"} | sign(row.id, time.time(), row.body, self._secret)
        request = urllib.request.Request(self._url or "", row.body.encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:
                return bool(200 <= response.status < 300)
        except (OSError, ValueError) as error:
            logger.warning("webhook.failed attempt=%s error=%s", row.attempts + 1, type(error).__name__)
            return False


def sign(identity: str, at: float, body: str, secret: str) -> dict[str, str]:
    """Return the headers of Standard Webhooks: the same id for each attempt, the time, and the signature."""
    stamp = str(int(at))
    signed = hmac.new(secret.encode(), f"{identity}.{stamp}.{body}".encode(), hashlib.sha256).digest()
    signature = "v1," + base64.b64encode(signed).decode()
    return {"webhook-id": identity, "webhook-timestamp": stamp, "webhook-signature": signature}


def _iso(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
